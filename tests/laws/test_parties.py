"""Laws of the credits of a plan, over random histories."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planver.compare.parties import parties
from planver.compare.provenance import blame_of
from planver.compare.tokens import words
from planver.compare.tracing import Trace
from planver.model.change import Credits
from planver.model.draft import Draft
from planver.model.history import Entry
from planver.model.parties import Parties
from planver.model.party import Claim
from planver.model.provenance import Stage
from tests.strategies import claims, clause, draft, orders, points, texts
from tests.strategies import histories as any_histories


@st.composite
def histories(draw: st.DrawFn) -> list[Stage]:
    """Random histories, of which each draft is tabled by some parties or none."""
    return [
        replace(
            stage,
            entry=Entry(
                draft=replace(
                    stage.entry.draft, tabled_by=tuple(draw(st.lists(claims, max_size=2)))
                )
            ),
        )
        for stage in draw(any_histories())
    ]


@given(histories())
def test_every_word_that_stands_is_in_one_credit(stages: list[Stage]) -> None:
    for place, stage in enumerate(stages):
        found = parties(stages, place)
        assert found.words == size(stage.entry.draft)
        assert sum(credit.standing for credit in found.credits) == found.words


@given(histories())
def test_the_credits_of_a_draft_are_those_of_its_words(stages: list[Stage]) -> None:
    """Whoever `blame` names for words is credited with as many of them."""
    for place in range(len(stages)):
        blamed = Counter[str]()
        for run in (run for one in blame_of(Trace(stages), place).clauses for run in one.runs):
            for made in run.first.by:
                blamed[made.party] += run.words
        for party, count in blamed.items():
            credited = [one for one in parties(stages, place).credits if party in one.parties]
            assert sum(one.standing for one in credited) <= count
            assert sum(one.standing for one in credited) > 0


@given(histories(), st.data())
def test_the_order_of_branches_says_nothing(stages: list[Stage], data: st.DataObject) -> None:
    shuffled, place = data.draw(orders(stages))
    for old in range(len(stages)):
        assert told(parties(stages, old)) == told(parties(shuffled, place[old]))


@given(histories())
def test_what_was_put_in_and_taken_out_is_the_same_for_every_draft(stages: list[Stage]) -> None:
    totals = [
        [(sides(one.sides), one.words, one.returned, one.removed) for one in found.credits]
        for found in (parties(stages, place) for place in range(len(stages)))
    ]
    assert all(one == totals[0] for one in totals)


@given(histories())
def test_a_draft_without_a_change_adds_nothing(stages: list[Stage]) -> None:
    last = stages[-1].entry.draft
    same = replace(last, id="again")
    more = [*stages, Stage(entry=Entry(draft=same), parents=(len(stages) - 1,))]
    assert amounts(parties(more, len(stages))) == amounts(parties(stages, len(stages) - 1))


@given(histories())
def test_nothing_is_counted_twice_and_nothing_of_nothing(stages: list[Stage]) -> None:
    found = parties(stages, len(stages) - 1)
    keys = [sides(credit.sides) for credit in found.credits]
    assert len(keys) == len(set(keys))
    for credit in found.credits:
        assert credit.put_in or credit.taken_out
        assert all(one.words or one.returned for one in credit.put_in)
        assert all(one.words > 0 for one in credit.taken_out)
        places = [(one.at.drafts, one.at.clause.index) for one in credit.put_in]
        assert len(places) == len(set(places))
        assert credit.standing + credit.alone <= found.words


@st.composite
def lines(draw: st.DrawFn) -> list[Draft]:
    """Drafts one behind the other, that write each sentence once at most, and none ever again."""
    made: list[Draft] = []
    kept: list[int] = []
    for at in range(draw(st.integers(1, 5))):
        kept = [one for one in kept if draw(st.booleans())]
        kept += range(at * 3, at * 3 + draw(st.integers(0, 3)))
        made.append(
            draft(
                *(clause(f"c-{one}", f"word{one}a word{one}b word{one}c") for one in kept),
                id=f"draft-{at}",
                tabled_by=(Claim(party=draw(st.sampled_from(("alba", "bor")))),),
            )
        )
    return made


@given(lines())
def test_what_came_and_did_not_go_stands(drafts: list[Draft]) -> None:
    stages = [
        Stage(entry=Entry(draft=one), parents=(at - 1,) if at else ())
        for at, one in enumerate(drafts)
    ]
    found = parties(stages, len(stages) - 1)
    assert all(credit.words >= credit.standing for credit in found.credits)
    came = sum(credit.words for credit in found.credits)
    assert came - sum(credit.removed for credit in found.credits) == found.words


@given(st.lists(texts(), min_size=1, max_size=4), st.data())
def test_one_draft_alone_put_in_all_it_has(pool: list[str], data: st.DataObject) -> None:
    found = parties([Stage(entry=Entry(draft=draft(*data.draw(points(pool)))))], 0)
    assert all(one.words == one.standing and not one.removed for one in found.credits)


def size(of: Draft) -> int:
    return sum(len(words(part).keys) for one in of.walk() for part in one.parts)


def sides(of: Credits) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(
        sorted(tuple(sorted({(made.party, made.confidence) for made in side})) for side in of)
    )


def amounts(found: Parties) -> list[tuple[int, int, int, int]]:
    return [(one.words, one.returned, one.removed, one.standing) for one in found.credits]


def told(found: Parties) -> object:
    return (
        found.words,
        [entry.draft.id for entry in found.drafts],
        [entry.draft.id for entry in found.apart],
        [
            (
                credit.sides,
                [
                    (one.at.drafts, one.at.clause.index, one.words, one.standing, one.alone)
                    for one in credit.put_in
                ],
                [
                    (one.drafts, one.base.draft.id, one.clause.index, one.words)
                    for one in credit.taken_out
                ],
            )
            for credit in found.credits
        ],
    )
