"""Laws of a concordance: no clause is lost or told twice, and it reads both ways."""

from collections import Counter
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from planver.compare.concordance import concordance
from planver.model.change import ClauseChange, Outcome
from planver.model.concordance import Concordance
from planver.model.draft import Draft
from planver.model.history import Entry
from planver.model.numbering import Numbered, numbered
from tests.strategies import clause, diff, draft, points, texts, unpublished


@st.composite
def several(draw: st.DrawFn) -> list[Draft]:
    """Up to four drafts that share ids and wordings, with origins, some of them unpublished."""
    pool = draw(st.lists(texts(), min_size=1, max_size=4))
    ids = draw(st.booleans())
    made: list[Draft] = []
    for place in range(draw(st.integers(2, 4))):
        name = f"draft-{place}"
        if draw(st.integers(0, 5)) == 0:
            made.append(unpublished(id=name))
        else:
            made.append(draft(*draw(points(pool, ids=ids, origin=ids, repeated_ids=ids)), id=name))
    return made


def of(*drafts: Draft, use_ids: bool = True, reverse: bool = False) -> Concordance:
    entries = [Entry(draft=one) for one in drafts]
    return concordance(entries, use_ids=use_ids, reverse=reverse)


def cells(found: Concordance) -> list[tuple[tuple[Numbered, ...], ...]]:
    return [row.cells for row in found.rows]


@given(several(), st.booleans(), st.booleans())
def test_every_clause_of_every_draft_stands_in_exactly_one_row(
    drafts: list[Draft], use_ids: bool, reverse: bool
) -> None:
    found = of(*drafts, use_ids=use_ids, reverse=reverse)
    for place, one in enumerate(drafts):
        told = Counter(entry.index for row in cells(found) for entry in row[place])
        assert told == Counter(range(len(list(one.walk())) if one.published else 0))
    for row in cells(found):
        assert any(row)
        assert all(list(cell) == sorted(cell, key=lambda entry: entry.index) for cell in row)


@given(several(), st.booleans())
def test_the_steps_of_a_row_are_about_its_clauses(drafts: list[Draft], use_ids: bool) -> None:
    for row in of(*drafts, use_ids=use_ids).rows:
        for step in row.steps:
            assert step.before < step.after
            assert set(step.change.before) <= set(row.cells[step.before])
            assert set(step.change.after) <= set(row.cells[step.after])


@given(several(), st.booleans())
def test_steps_say_what_a_comparison_says(drafts: list[Draft], use_ids: bool) -> None:
    """A concordance never looks at words, figures or proposers; what it tells is the same."""
    for row in of(*drafts, use_ids=use_ids).rows:
        for step in row.steps:
            sides = drafts[step.before], drafts[step.after]
            assert step.change in map(outcome, diff(*sides, use_ids=use_ids).changes)


def outcome(change: ClauseChange) -> Outcome:
    return Outcome(**{name: getattr(change, name) for name in Outcome.__struct_fields__})


@given(several(), st.booleans())
def test_no_pair_of_drafts_is_passed_over_that_tells_more(
    drafts: list[Draft], use_ids: bool
) -> None:
    with patch("planver.compare.concordance._Groups.may_bridge", return_value=True):
        every = of(*drafts, use_ids=use_ids)
    assert of(*drafts, use_ids=use_ids) == every


@given(several(), st.booleans())
def test_the_order_is_that_of_the_draft_it_is_read_from(drafts: list[Draft], reverse: bool) -> None:
    found = of(*drafts, reverse=reverse)
    place = -1 if reverse else 0
    told = [row[place][0].index for row in cells(found) if row[place]]
    # Where several of its clauses share a row, so do the places of what stands below them.
    if all(len(row[place]) < 2 for row in cells(found)):
        assert told == sorted(told)
    assert Counter(cells(found)) == Counter(cells(of(*drafts, reverse=not reverse)))


identified = (
    st.lists(texts(), min_size=1, max_size=6).flatmap(points).map(lambda made: draft(*made))
)


@given(identified, st.data())
def test_of_drafts_with_ids_the_mirror_is_the_mirrored_table(
    first: Draft, data: st.DataObject
) -> None:
    """Each clause of the second draft has an id of the first, or one that the first lacks."""
    known = [numbered(first)[at].clause.id for at in range(len(list(first.walk())))]
    ids = data.draw(st.lists(st.sampled_from([*known, "new", "newer"]), unique=True))
    second = draft(*(clause(name, f"{name} {place}") for place, name in enumerate(ids)), id="x")
    there, back = of(first, second), of(second, first)
    assert Counter(cells(there)) == Counter(row[::-1] for row in cells(back))


def test_a_draft_beside_itself_has_each_clause_beside_itself() -> None:
    one = draft(clause("a", "A", clause("b", "B")), clause("c", "C"))
    assert cells(of(one, one, one)) == [((entry,),) * 3 for entry in numbered(one)]
