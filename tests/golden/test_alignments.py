"""The alignments people agreed on for the sample drafts, and what the project claims of them."""

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from planver.compare.diff import compare
from planver.model.change import ClauseChange, DraftDiff, Flag, Kind, Matter
from planver.model.history import Entry
from planver.model.party import Confidence
from planver.planfile.parse import parse

GOLD = sorted((Path(__file__).parent / "alignments").glob("*.tsv"))
PLANS = Path(__file__).parents[2] / "plans"
NOBODY = "-"


class Row(NamedTuple):
    """The kinds of a change, and the paths of its clauses; `-` where there is none."""

    kinds: frozenset[str]
    before: str
    after: str


def entry(draft_id: str) -> Entry:
    (path,) = PLANS.glob(f"*/{draft_id}.plan.yaml")
    draft = parse(path.read_bytes()).draft
    assert draft is not None
    return Entry(draft=draft, path=path.name)


def comparison(before: str, after: str, *, use_ids: bool = True) -> DraftDiff:
    return compare(entry(before), entry(after), use_ids=use_ids)


def gold_rows(gold: Path) -> set[Row]:
    with gold.open(encoding="utf-8", newline="") as file:
        return {
            Row(frozenset(row["op"].split("+")), row["before"], row["after"])
            for row in csv.DictReader(file, delimiter="\t")
        }


def row(change: ClauseChange) -> Row:
    before, after = (
        "+".join(found.path for found in side) or NOBODY for side in (change.before, change.after)
    )
    return Row(frozenset(map(str, change.kinds)), before, after)


def gold_pairs(rows: set[Row]) -> set[tuple[str, str]]:
    return {
        (before, after)
        for row in rows
        for before in row.before.split("+")
        for after in row.after.split("+")
        if NOBODY not in (before, after)
    }


def change_at(found: DraftDiff, *, before: str = "", after: str = "") -> ClauseChange:
    return next(
        change
        for change in found.changes
        if before in {entry.path for entry in change.before}
        or after in {entry.path for entry in change.after}
    )


# Of two siblings that changed places either may be said to have moved.
EITHER_MOVED = {
    "us-28--us-ua-20": {
        Row(frozenset({"joined", "amended"}), "10.b+10.d", "5.b"): "moved",
        Row(frozenset({"moved", "amended"}), "10.c", "5.a"): "renumbered",
    }
}


def test_there_is_gold_for_every_step_between_published_drafts() -> None:
    assert len(GOLD) == 6


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.stem)
def test_with_ids_every_row_is_as_people_aligned_it(gold: Path) -> None:
    expected = gold_rows(gold)
    found = {row(change) for change in comparison(*gold.stem.split("--")).changes}
    for either, kind in EITHER_MOVED.get(gold.stem, {}).items():
        if either not in found:
            expected.remove(either)
            expected.add(either._replace(kinds=either.kinds - {"moved"} | {kind}))
    assert found == expected


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.stem)
def test_without_ids_nine_pairs_in_ten_are_found(gold: Path) -> None:
    expected = gold_pairs(gold_rows(gold))
    changes = comparison(*gold.stem.split("--"), use_ids=False).changes
    found = gold_pairs({row(change) for change in changes})
    assert len(found & expected) >= 0.9 * len(expected), sorted(expected - found)
    assert len(found & expected) >= 0.9 * len(found), sorted(found - expected)


def test_the_e3_text_drops_point_3_and_the_missile_clause() -> None:
    found = comparison("us-28", "e3-28")
    assert change_at(found, before="3").kinds == (Kind.DELETED,)
    assert change_at(found, before="10.d").kinds == (Kind.DELETED,)
    assert change_at(found, before="3").before[0].clause.id == "no-expansion"


def test_the_e3_text_makes_a_point_of_20_a() -> None:
    change = change_at(comparison("us-28", "e3-28"), before="20.a")
    assert change.kinds == (Kind.MOVED,)
    assert [one.path for one in change.after] == ["20"]


def test_the_e3_gap_in_the_numbering_renumbers_nothing() -> None:
    found = comparison("us-28", "e3-28")
    assert [change for change in found.changes if Kind.RENUMBERED in change.kinds] == []
    kept = {
        change.before[0].path: change.after[0].path
        for change in found.changes
        if change.before and change.after and change.after[0].depth == 0
    }
    expected = {str(n): str(n) for n in range(1, 29) if n not in (3, 20)} | {"20.a": "20"}
    assert kept == expected


def test_points_22_to_24_of_the_e3_text_are_unchanged() -> None:
    found = comparison("us-28", "e3-28")
    points = {"22", "23", "24"}
    kept = [c for c in found.changes if c.after and c.after[0].path.split(".")[0] in points]
    assert [change.kinds for change in kept] == [(Kind.UNCHANGED,)] * 7
    assert all(change.proposed_by == () for change in kept)


def test_the_20_points_split_point_12_and_join_the_void_clauses() -> None:
    found = comparison("us-28", "us-ua-20")
    split, joined = change_at(found, before="12"), change_at(found, after="5.b")
    assert Kind.SPLIT in split.kinds
    assert [one.path for one in split.after] == ["8", "9"]
    assert Kind.JOINED in joined.kinds
    assert [one.path for one in joined.before] == ["10.b", "10.d"]
    assert split.basis == joined.basis == "origin"


def test_the_force_cap_is_flagged_with_who_proposed_it_where_and_when() -> None:
    found = comparison("us-28", "e3-28")
    change = change_at(found, after="6")
    assert change.flags == (
        Flag(kind=Matter.NUMBER, before="600,000", after="800,000"),
        Flag(kind=Matter.QUALIFIER, after="in peacetime"),
    )
    (made,) = change.proposed_by
    assert (made.party, made.basis, made.confidence) == ("e3", "clause", Confidence.STATED)
    source = found.after.draft.source(made.source)
    assert source is not None
    assert (source.publisher, source.date) == ("Reuters", "2025-11-23")


@pytest.mark.parametrize("other", ["us-28", "us-ua-20", "e3-28"])
def test_the_unpublished_geneva_text_deletes_nothing(other: str) -> None:
    for found in (comparison(other, "geneva-19"), comparison("geneva-19", other)):
        assert found.changes == ()
        assert not found.comparable
        assert set(found.counts().values()) == {0}
