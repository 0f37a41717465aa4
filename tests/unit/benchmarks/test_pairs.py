"""The labelled plan pairs: sound plan files, and gold that covers both drafts and fits them."""

import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from planver.model.change import Kind
from planver.model.draft import Draft
from planver.model.numbering import Numbered, numbered
from planver.planfile.parse import parse

PAIRS = sorted(
    path for path in (Path(__file__).parents[3] / "benchmarks/pairs").iterdir() if path.is_dir()
)
NOBODY = "-"
ONE_SIDED = {(Kind.INSERTED,), (Kind.DELETED,)}

each_pair = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
each_draft = pytest.mark.parametrize("side", ["before", "after"])


class Row(NamedTuple):
    """One row of the gold; a side without clauses is empty."""

    kinds: tuple[Kind, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


def paths(cell: str) -> tuple[str, ...]:
    return () if cell == NOBODY else tuple(cell.split("+"))


def gold(pair: Path) -> tuple[Row, ...]:
    with (pair / "gold.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Row(tuple(map(Kind, row["op"].split("+"))), paths(row["before"]), paths(row["after"]))
            for row in csv.DictReader(file, delimiter="\t")
        )


def draft(pair: Path, side: str) -> Draft:
    found = parse((pair / f"{side}.plan.yaml").read_bytes()).draft
    assert found is not None
    return found


def walk(pair: Path, side: str) -> dict[str, Numbered]:
    """The clauses of a draft by path."""
    return {entry.path: entry for entry in numbered(draft(pair, side))}


def parent_path(path: str) -> str:
    return path.rpartition(".")[0]


def one_to_one(pair: Path) -> tuple[tuple[tuple[Kind, ...], Numbered, Numbered], ...]:
    before, after = walk(pair, "before"), walk(pair, "after")
    return tuple(
        (row.kinds, before[row.before[0]], after[row.after[0]])
        for row in gold(pair)
        if len(row.before) == len(row.after) == 1
    )


def test_nine_pairs_are_held_out_and_others_are_for_tuning() -> None:
    held_out = {pair for pair in PAIRS if not pair.name.startswith("tuning-")}
    assert len(held_out) == 9
    assert len(PAIRS) >= 13


@each_pair
def test_a_pair_is_two_drafts_and_gold(pair: Path) -> None:
    names = {path.name for path in pair.iterdir()}
    assert names == {"before.plan.yaml", "after.plan.yaml", "gold.tsv"}
    before, after = draft(pair, "before"), draft(pair, "after")
    assert before.plan == after.plan
    assert after.based_on == (before.id,)


@each_pair
@each_draft
def test_a_draft_is_sound_but_for_the_ids_left_out(pair: Path, side: str) -> None:
    parsed = parse((pair / f"{side}.plan.yaml").read_bytes())
    assert {finding.rule for finding in parsed.findings} == {"missing-id"}
    clauses = [entry.clause for entry in walk(pair, side).values()]
    assert all(clause.id is None and clause.origin is None for clause in clauses)


@each_pair
@each_draft
def test_every_clause_stands_in_one_row(pair: Path, side: str) -> None:
    rows = gold(pair)
    told = Counter(path for row in rows for path in (row.before if side == "before" else row.after))
    assert told == Counter(entry.path for entry in numbered(draft(pair, side)))


@each_pair
def test_the_kinds_fit_the_columns(pair: Path) -> None:
    for row in gold(pair):
        assert len(row.kinds) == len(set(row.kinds)), row
        assert (Kind.INSERTED in row.kinds) == (not row.before), row
        assert (Kind.DELETED in row.kinds) == (not row.after), row
        assert (Kind.SPLIT in row.kinds) == (len(row.after) > 1), row
        assert (Kind.JOINED in row.kinds) == (len(row.before) > 1), row
        assert not {Kind.SPLIT, Kind.JOINED} <= set(row.kinds), row
        assert not {Kind.MOVED, Kind.RENUMBERED} <= set(row.kinds), row
        alone = row.kinds in ONE_SIDED or row.kinds == (Kind.UNCHANGED,)
        assert alone or not {Kind.INSERTED, Kind.DELETED, Kind.UNCHANGED} & set(row.kinds), row


@each_pair
def test_amended_are_those_whose_wording_differs(pair: Path) -> None:
    for kinds, before, after in one_to_one(pair):
        differs = before.clause.wording != after.clause.wording
        assert (Kind.AMENDED in kinds) == differs, (before.path, after.path)


@each_pair
def test_who_keeps_its_place_keeps_its_parent(pair: Path) -> None:
    answers = {(one, other) for row in gold(pair) for one in row.before for other in row.after}
    for row in gold(pair):
        if row.kinds in ONE_SIDED or Kind.MOVED in row.kinds:
            continue
        parents = {
            (parent_path(one), parent_path(other)) for one in row.before for other in row.after
        }
        assert parents & (answers | {("", "")}), row


@each_pair
def test_renumbered_are_those_that_kept_their_place_under_another_number(pair: Path) -> None:
    for kinds, before, after in one_to_one(pair):
        if Kind.MOVED not in kinds:
            other_number = before.number != after.number
            assert (Kind.RENUMBERED in kinds) == other_number, (before.path, after.path)


@each_pair
def test_those_that_kept_their_place_are_in_order(pair: Path) -> None:
    last: dict[int | None, int] = {}
    kept = [found for found in one_to_one(pair) if Kind.MOVED not in found[0]]
    for _, one, other in sorted(kept, key=lambda found: found[2].index):
        assert last.get(other.parent, -1) < one.index, (one.path, other.path)
        last[other.parent] = one.index
