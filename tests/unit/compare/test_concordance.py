"""One row for the clauses that answer each other, over any number of drafts."""

from collections.abc import Sequence

import pytest

from planver.compare.align import align
from planver.compare.concordance import concordance
from planver.model.change import Alignment, Kind
from planver.model.concordance import Concordance, Row
from planver.model.draft import Draft, Origin
from planver.model.history import Entry
from planver.model.numbering import Numbered
from tests.strategies import bare, clause, draft, unpublished

CEASEFIRE = "All firing stops at noon on the day after signature."
PRISONERS = "All prisoners shall be released and returned within one month of the signature."
TOLLS = "River tolls shall be set each spring by a joint commission of both banks."
SCHOOLS = "Schools on either bank shall teach both languages from the first year."


def of(*drafts: Draft, use_ids: bool = True, reverse: bool = False) -> Concordance:
    return concordance([Entry(draft=one) for one in drafts], use_ids=use_ids, reverse=reverse)


def told(found: Concordance) -> list[tuple[str, ...]]:
    """Rows as the paths in each draft; a hyphen where there is none."""
    return [
        tuple("+".join(entry.path for entry in cell) or "-" for cell in row.cells)
        for row in found.rows
    ]


def steps(row: Row) -> list[tuple[int, int, tuple[Kind, ...]]]:
    return [(step.before, step.after, step.change.kinds) for step in row.steps]


def with_points(*ids: str) -> Draft:
    return draft(*(clause(name, f"About {name}.") for name in ids))


def test_two_drafts_of_the_same_clauses() -> None:
    found = of(with_points("a", "b"), with_points("a", "b"))
    assert told(found) == [("1", "1"), ("2", "2")]
    assert all(row.unchanged for row in found.rows)


def test_what_is_new_stands_where_the_later_draft_has_it() -> None:
    found = of(with_points("a", "b", "c"), with_points("x", "a", "y", "z", "c"))
    assert told(found) == [("-", "1"), ("1", "2"), ("2", "-"), ("-", "3"), ("-", "4"), ("3", "5")]


def test_in_the_order_of_the_last_draft_what_is_gone_stands_where_it_stood() -> None:
    first, last = with_points("a", "b", "c"), with_points("c", "a", "x")
    assert told(of(first, last)) == [("1", "2"), ("2", "-"), ("-", "3"), ("3", "1")]
    found = of(first, last, reverse=True)
    assert told(found) == [("3", "1"), ("1", "2"), ("2", "-"), ("-", "3")]


def test_a_new_part_stands_below_its_parent_and_behind_its_sibling() -> None:
    first = draft(clause("a", "A:", clause("a1", "one"), clause("a2", "two")), clause("b", "B"))
    last = draft(
        clause("b", "B", clause("new", "three")),
        clause("a", "A:", clause("a1", "one"), clause("a3", "between"), clause("a2", "two")),
    )
    assert told(of(first, last)) == [
        ("1", "2"), ("1.a", "2.a"), ("-", "2.b"), ("1.b", "2.c"), ("2", "1"), ("-", "1.a"),
    ]  # fmt: skip


def test_a_new_part_does_not_follow_a_sibling_that_came_from_elsewhere() -> None:
    first = draft(clause("a", "A:", clause("a1", "one")), clause("b", "B"))
    last = draft(clause("a", "A:", clause("b", "B"), clause("new", "two"), clause("a1", "one")))
    assert told(of(first, last)) == [("1", "1"), ("-", "1.b"), ("1.a", "1.c"), ("2", "1.a")]


def test_a_split_and_a_join_are_one_row_each() -> None:
    first = draft(clause("a", "A and B"), clause("c", "C"), clause("d", "D"))
    last = draft(
        clause("a1", "A", origin=Origin(split_from=("a",))),
        clause("a2", "B", origin=Origin(split_from=("a",))),
        clause("cd", "C and D", origin=Origin(joined_from=("c", "d"))),
    )
    found = of(first, last)
    assert told(found) == [("1", "1+2"), ("2+3", "3")]
    assert [step.change.kinds[0] for row in found.rows for step in row.steps] == [
        Kind.SPLIT,
        Kind.JOINED,
    ]


def test_what_stands_between_two_clauses_of_a_row_comes_before_what_stands_behind_both() -> None:
    first = with_points("a", "b", "c", "d")
    last = draft(clause("ac", "A and C", origin=Origin(joined_from=("a", "c"))), clause("d", "D"))
    assert told(of(first, last)) == [("1+3", "1"), ("2", "-"), ("4", "2")]


def test_parts_that_are_split_and_joined_again_are_one_row_of_many() -> None:
    first = draft(clause("a", "A and B"), clause("c", "C"))
    second = draft(
        clause("a1", "A", origin=Origin(split_from=("a",))),
        clause("a2", "B", origin=Origin(split_from=("a",))),
        clause("c", "C"),
    )
    third = draft(
        clause("a1", "A"), clause("bc", "B and C", origin=Origin(joined_from=("a2", "c")))
    )
    assert told(of(first, second, third)) == [("1+2", "1+2+3", "1+2")]


def test_a_clause_dropped_and_back_by_its_id_is_one_row() -> None:
    found = of(with_points("a", "b"), with_points("a"), with_points("b", "a"))
    assert told(found) == [("1", "1", "2"), ("2", "-", "1")]
    deleted, back = steps(found.rows[1])
    assert deleted == (0, 1, (Kind.DELETED,))
    assert back[:2] == (0, 2)


def test_a_clause_dropped_twice_is_back_from_where_it_last_was() -> None:
    found = of(*(with_points(*ids) for ids in ("ab", "ab", "a", "a", "ab")))
    assert told(found) == [("1",) * 5, ("2", "2", "-", "-", "2")]
    assert steps(found.rows[1]) == [
        (0, 1, (Kind.UNCHANGED,)),
        (1, 2, (Kind.DELETED,)),
        (1, 4, (Kind.UNCHANGED,)),
    ]


def test_a_clause_dropped_and_back_by_its_words_is_one_row() -> None:
    found = of(bare(CEASEFIRE, TOLLS), bare(CEASEFIRE), bare(CEASEFIRE, SCHOOLS, TOLLS))
    assert told(found) == [("1", "1", "1"), ("-", "-", "2"), ("2", "-", "3")]


def test_words_tell_nothing_new_of_clauses_that_went_on() -> None:
    """The first draft's tolls went on as a clause reworded by the same id."""
    first = draft(clause("tolls", TOLLS), clause("a", CEASEFIRE))
    second = draft(clause("tolls", SCHOOLS), clause("a", CEASEFIRE))
    third = draft(clause("tolls", SCHOOLS), clause("a", CEASEFIRE), clause("new", TOLLS))
    found = of(first, second, third)
    assert told(found) == [("1", "1", "1"), ("2", "2", "2"), ("-", "-", "3")]


def test_clauses_without_words_are_not_found_again_by_their_place() -> None:
    parts = bare(CEASEFIRE, "")
    assert told(of(parts, bare(CEASEFIRE), parts)) == [
        ("1", "1", "1"),
        ("2", "-", "-"),
        ("-", "-", "2"),
    ]


def test_a_confirmed_origin_reaches_across_a_draft_that_lacks_the_clause() -> None:
    first = with_points("a", "truce")
    back = draft(
        clause("a", "About a."), clause("ceasefire", "Quiet.", origin=Origin(from_id="truce"))
    )
    assert told(of(first, with_points("a"), back)) == [("1", "1", "1"), ("2", "-", "2")]


def test_what_was_dropped_may_be_joined_to_what_went_on() -> None:
    joined = clause("b", "Both.", origin=Origin(joined_from=("a", "b")))
    found = of(with_points("a", "b"), with_points("b"), draft(joined))
    assert told(found) == [("1+2", "1", "1")]
    assert [(step.before, step.after) for step in found.rows[0].steps] == [
        (0, 1), (0, 1), (0, 2), (1, 2),
    ]  # fmt: skip


def test_an_unpublished_draft_keeps_its_column_and_is_stepped_over() -> None:
    found = of(with_points("a", "b"), unpublished(id="gap"), with_points("b"))
    assert told(found) == [("1", "-", "-"), ("2", "-", "1")]
    assert found.unpublished == (1,)
    assert steps(found.rows[0]) == [(0, 2, (Kind.DELETED,))]


def test_with_one_published_draft_each_clause_has_a_row() -> None:
    found = of(unpublished(id="gap"), with_points("a", "b"))
    assert told(found) == [("-", "1"), ("-", "2")]
    assert [row.steps for row in found.rows] == [(), ()]
    assert of(unpublished(), unpublished()).rows == ()


def test_without_ids_the_words_decide() -> None:
    first = draft(clause("x", CEASEFIRE), clause("y", PRISONERS))
    last = draft(clause("y", CEASEFIRE), clause("x", PRISONERS))
    assert told(of(first, last)) == [("1", "2"), ("2", "1")]
    assert told(of(first, last, use_ids=False)) == [("1", "1"), ("2", "2")]


def test_parts_in_one_row_with_their_parent() -> None:
    """A point that became a point and a part of it: a row cannot stand below itself."""
    first = draft(clause("a", "A and B"))
    last = draft(
        clause("a", "A", clause("b", "B", clause("c", "C"), origin=Origin(split_from=("a",))))
    )
    assert told(of(first, last)) == [("1", "1+1.a"), ("-", "1.a.i")]


def aligned(monkeypatch: pytest.MonkeyPatch, *drafts: Draft) -> list[tuple[str, str]]:
    """Which drafts are aligned, by their ids, where a concordance of them is made."""
    met: list[tuple[str, str]] = []
    names = {one.points: one.id for one in drafts}

    def counted(
        before: Sequence[Numbered], after: Sequence[Numbered], *, use_ids: bool
    ) -> Alignment:
        sides = (tuple(entry.clause for entry in walk) for walk in (before, after))
        first, second = (names[side] for side in sides)
        met.append((first, second))
        return align(before, after, use_ids=use_ids)

    monkeypatch.setattr("planver.compare.outcomes.align", counted)
    of(*drafts)
    return met


def far(came: str | None, text: str) -> tuple[Draft, ...]:
    """Three drafts: the first alone has a clause on tolls, the last alone one of that id."""
    kept = clause("fire", CEASEFIRE)
    return (
        draft(kept, clause("tolls", TOLLS), id="one"),
        draft(kept, id="two"),
        draft(kept, clause(came, text), id="three"),
    )


NEIGHBOURS = [("one", "two"), ("two", "three")]
ALL = [*NEIGHBOURS, ("one", "three")]


@pytest.mark.parametrize(
    ("came", "text", "expected"),
    [
        ("schools", SCHOOLS, NEIGHBOURS),
        ("tolls", SCHOOLS, ALL),  # the id is back
        ("fees", TOLLS, ALL),  # the words are back
        (None, SCHOOLS, ALL),  # without an id, hardly anything can be ruled out
    ],
)
def test_drafts_further_apart_are_aligned_where_that_could_tell_more(
    monkeypatch: pytest.MonkeyPatch,
    came: str | None,
    text: str,
    expected: list[tuple[str, str]],
) -> None:
    assert aligned(monkeypatch, *far(came, text)) == expected


def test_nothing_that_came_nothing_can_be_back(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, _ = far("tolls", TOLLS)
    third = draft(clause("fire", f"{CEASEFIRE} Now."), id="three")
    assert aligned(monkeypatch, first, second, third) == NEIGHBOURS


def test_many_clauses_are_aligned_rather_than_looked_at_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("planver.compare.by_words._FEW", 0)
    assert aligned(monkeypatch, *far("schools", SCHOOLS)) == ALL
