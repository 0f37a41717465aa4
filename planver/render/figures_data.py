"""The history of figures for programs and spreadsheets: ``planver.figures/1``, and CSV."""

import csv
import io
from collections.abc import Iterator, Sequence
from importlib import resources

from planver.model.figures import Figure, FigureRow, Figures, Move
from planver.render.concordance import UNKNOWN
from planver.render.concordance_data import inert
from planver.render.contract import attribution_object, entry_object, json_text, taken_object
from planver.render.figures import labels, moved, title, voice
from planver.render.visible import one_line

SCHEMA = "planver.figures/1"
COLUMNS = (
    "row", "kind", "clause", "draft", "date", "number", "said_by", "figure", "amount", "unit",
    "change", "proposed_by",
)  # fmt: skip


def schema_text() -> str:
    """The JSON Schema of the contract."""
    return resources.files(__package__).joinpath("figures-1.schema.json").read_text("utf-8")


def csv_text(found: Figures) -> str:
    """Figures as CSV (RFC 4180), a line for what each draft says of each; nothing is a formula.

    A figure is empty where the draft does not have it, ``?`` where its wording is unpublished.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    names = labels(found)
    for at, row in enumerate(found.rows, 1):
        for place, entry in enumerate(found.drafts):
            start = (str(at), str(row.kind), title(row), names[place], entry.draft.date or "")
            for line in _lines(found, row, place, names):
                writer.writerow(inert(one_line(cell)) for cell in (*start, *line))
    return written.getvalue()


def _lines(
    found: Figures, row: FigureRow, place: int, names: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """What a draft says of a figure, voice by voice, then what it dropped."""
    moves: dict[tuple[str, ...], list[Move]] = {}
    for move in row.moves:
        if move.draft == place:
            moves.setdefault(move.by, []).append(move)
    for figure in row.cells[place]:
        amount = "" if figure.amount is None else str(figure.amount)
        yield (
            figure.clause.path,
            voice(figure, found, place),
            figure.whole,
            amount,
            figure.unit,
            *_moved_by(found, row, moves.pop(figure.by, []), names),
        )
    for gone in moves.values():
        yield ("", "", "", "", "", *_moved_by(found, row, gone, names))
    if not row.cells[place] and not moves:
        gap = UNKNOWN if place in found.unpublished else ""
        yield ("", "", gap, "", "", "", "")


def _moved_by(
    found: Figures, row: FigureRow, moves: Sequence[Move], names: tuple[str, ...]
) -> tuple[str, str]:
    told = "; ".join(moved(found, row, move, names) for move in moves)
    return told, "/".join(dict.fromkeys(made.party for move in moves for made in move.proposed_by))


def figures_json(found: Figures) -> str:
    """The history of figures as JSON text, one object."""
    return json_text(figures_object(found))


def figures_object(found: Figures) -> dict[str, object]:
    """The same as plain values; see the schema for what each key means."""
    return {
        "schema": SCHEMA,
        "plan": found.drafts[-1].draft.plan,
        "drafts": [entry_object(entry) for entry in found.drafts],
        "unpublished": list(found.unpublished),
        "not_based": list(found.rootless),
        "rows": [
            {
                "kind": str(row.kind),
                "title": title(row),
                "cells": [
                    None if place in found.unpublished else [_figure(figure) for figure in cell]
                    for place, cell in enumerate(row.cells)
                ],
                "moves": [_moved(move) for move in row.moves],
            }
            for row in found.rows
        ],
    }


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "kind": str(figure.kind),
        "text": figure.text,
        "whole": figure.whole,
        "amount": figure.amount,
        "unit": figure.unit or None,
        "clause": {"id": figure.clause.clause.id, "path": figure.clause.path},
        "alternative_by": list(figure.by),
    }


def _moved(move: Move) -> dict[str, object]:
    told: dict[str, object] = {
        "from": move.base,
        "to": move.draft,
        "before": _figure(move.before) if move.before else None,
        "after": _figure(move.after) if move.after else None,
        "through": list(move.through),
        "proposed_by": [attribution_object(made) for made in move.proposed_by],
    }
    if move.taken_from:
        told["taken_from"] = [taken_object(one) for one in move.taken_from]
    return told
