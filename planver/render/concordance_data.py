"""A table of equivalences for programs and spreadsheets: ``planver.concordance/1``, and CSV."""

import csv
import io
import re
from collections.abc import Sequence
from importlib import resources

from planver.model.concordance import Concordance, Row, Step
from planver.model.numbering import Numbered
from planver.render.concordance import ABSENT, Table, first_words, title
from planver.render.contract import entry_object, json_text

SCHEMA = "planver.concordance/1"

# A cell that begins so is taken for a formula by spreadsheets, which may send its words elsewhere
# (OWASP, "CSV Injection"); a semicolon ends a cell where the comma is the decimal sign.
_FORMULA = re.compile(r"(?:^|(?<=;))(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20])")


def schema_text() -> str:
    """The JSON Schema of the contract."""
    return resources.files(__package__).joinpath("concordance-1.schema.json").read_text("utf-8")


def csv_text(told: Table) -> str:
    """The table as CSV (RFC 4180): a row of heads, then a row for each row; nothing is a formula.

    A cell is empty where the clause is not there. What may answer a clause stands in the last.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(map(inert, (*told.columns, "possible")))
    for row in told.rows:
        numbers = ("" if number == ABSENT else number for number in row.numbers)
        possible = " ".join(told.notes[number - 1] for number in row.notes)
        writer.writerow(map(inert, (*numbers, row.title, row.change, possible)))
    return written.getvalue()


def inert(cell: str) -> str:
    """The cell with an apostrophe before whatever would make it a formula."""
    return _FORMULA.sub("'", cell)


def concordance_json(found: Concordance, shown: Sequence[Row]) -> str:
    """The rows chosen from a concordance as JSON text, one object."""
    return json_text(concordance_object(found, shown))


def concordance_object(found: Concordance, shown: Sequence[Row]) -> dict[str, object]:
    """The same as plain values; see the schema for what each key means."""
    return {
        "schema": SCHEMA,
        "plan": found.drafts[-1].draft.plan,
        "drafts": [entry_object(entry) for entry in found.drafts],
        "unpublished": list(found.unpublished),
        "order": "last" if found.reverse else "first",
        "rows": [_row(found, row) for row in shown],
    }


def _row(found: Concordance, row: Row) -> dict[str, object]:
    return {
        "title": title(found, row),
        "cells": [
            None if place in found.unpublished else [_clause(entry) for entry in cell]
            for place, cell in enumerate(row.cells)
        ],
        "steps": [_step(step) for step in row.steps],
    }


def _clause(entry: Numbered) -> dict[str, object]:
    return {
        "id": entry.clause.id,
        "path": entry.path,
        "number": entry.number,
        "depth": entry.depth,
        "title": first_words(entry),
    }


def _step(step: Step) -> dict[str, object]:
    change = step.change
    told: dict[str, object] = {
        "from": step.before,
        "to": step.after,
        "kinds": [str(kind) for kind in change.kinds],
        "before": [entry.path for entry in change.before],
        "after": [entry.path for entry in change.after],
        "basis": str(change.basis) if change.basis else None,
        "confidence": change.confidence,
    }
    if not (change.before and change.after):
        told["possible"] = [
            {"path": possible.path, "confidence": possible.confidence}
            for possible in change.possible
        ]
    return told
