"""Laws of provenance, over random histories."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planver.compare.provenance import blame_of
from planver.compare.tokens import words
from planver.compare.tracing import Trace
from planver.model.history import Entry
from planver.model.provenance import Blame, Stage
from tests.strategies import histories, orders


@given(histories())
def test_every_word_has_one_first_appearance(stages: list[Stage]) -> None:
    trace = Trace(stages)
    for place, stage in enumerate(stages):
        blame = blame_of(trace, place)
        clauses = list(stage.entry.draft.walk())
        assert [one.clause.clause for one in blame.clauses] == clauses
        for one in blame.clauses:
            if one.runs:
                assert "".join(run.text for run in one.runs) == one.clause.clause.wording
            told = sum(run.words for run in one.runs)
            assert told == sum(len(words(part).keys) for part in one.clause.clause.parts)


@given(histories())
def test_words_come_from_the_draft_or_one_it_goes_back_to(stages: list[Stage]) -> None:
    trace = Trace(stages)
    for place, stage in enumerate(stages):
        above = {stages[up].entry.draft.id for up in ancestors(stages, place)}
        own = stage.entry.draft.id
        for one in blame_of(trace, place).clauses:
            for run in one.runs:
                assert {*run.first.drafts} <= {*above, own}
                if run.returned:
                    assert {*run.returned.drafts} <= {*above, own}
                    assert run.returned.drafts != run.first.drafts


@given(histories(), st.data())
def test_the_order_of_branches_says_nothing(stages: list[Stage], data: st.DataObject) -> None:
    shuffled, place = data.draw(orders(stages))
    here, there = Trace(stages), Trace(shuffled)
    for old in range(len(stages)):
        assert told(blame_of(here, old)) == told(blame_of(there, place[old]))


@given(histories())
def test_a_draft_without_a_change_adds_nothing(stages: list[Stage]) -> None:
    last = stages[-1].entry.draft
    same = replace(last, id="again")
    trace = Trace([*stages, Stage(entry=Entry(draft=same), parents=(len(stages) - 1,))])
    before, after = blame_of(trace, len(stages) - 1), blame_of(trace, len(stages))
    assert firsts(before) == firsts(after)


@given(histories())
def test_a_later_draft_changes_nothing_about_an_earlier_one(stages: list[Stage]) -> None:
    whole, part = Trace(stages), Trace(stages[:-1])
    for place in range(len(stages) - 1):
        assert firsts(blame_of(whole, place)) == firsts(blame_of(part, place))


def ancestors(stages: Sequence[Stage], place: int) -> set[int]:
    found: set[int] = set()
    waiting = [*stages[place].parents]
    while waiting:
        up = waiting.pop()
        found.add(up)
        waiting += stages[up].parents
    return found


def firsts(blame: Blame) -> list[tuple[str, tuple[str, ...], int, tuple[str, ...]]]:
    return [
        (
            run.text,
            run.first.drafts,
            run.first.clause.index,
            run.returned.drafts if run.returned else (),
        )
        for one in blame.clauses
        for run in one.runs
    ]


def told(blame: Blame) -> object:
    echoes = [
        [(echo.text, echo.at.drafts, echo.at.clause.index) for echo in run.also]
        for one in blame.clauses
        for run in one.runs
    ]
    return firsts(blame), echoes
