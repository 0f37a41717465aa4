"""The story of one clause through all drafts: what each did to it.

A clause is followed by its id, and along the graph by what answers it: back to all it came from,
and on to all it became, parts included.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from planver.compare.align import align
from planver.compare.attribution import credits_for
from planver.compare.diff import compare
from planver.compare.grounds import Ground, grounds, in_order
from planver.model.change import Outcome, Pair
from planver.model.draft import Report
from planver.model.numbering import Numbered, clause_named, numbered
from planver.model.party import Position
from planver.model.provenance import Stage
from planver.model.story import Chapter, Story

_Said = TypeVar("_Said", Position, Report)


def story(stages: Sequence[Stage], place: int, name: str) -> Story:
    """The story of the clause of that id, or of that number in the draft at `place`.

    Empty where no draft has such a clause. A later wording of a draft that leaves the clause as it
    was is no chapter.
    """
    ordered, places = in_order(stages)
    told = _Telling(ordered)
    known = any(part.id == name for stage in stages for part in stage.entry.draft.walk())
    return Story(
        name=name,
        number_in=None if known else stages[place].entry.draft.id,
        chapters=tuple(told.chapters(places[place], name)),
    )


class _Telling:
    """The stages in order, and which of their clauses the story is about."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        self._stages = stages
        self._grounds: list[Ground] = grounds(stages)
        self._clauses = [numbered(stage.entry.draft) for stage in stages]
        self._members: list[set[int]] = []
        self._told: set[Position | Report] = set()

    def chapters(self, place: int, name: str) -> Iterator[Chapter]:
        """The story of a clause, oldest first."""
        self._members = self._followed(self._starts(place, name))
        concerned = [at for at in range(len(self._stages)) if self._concerns(at)]
        crossed = {up for at in concerned for up in self._grounds[at].gap}
        ids = self._ids()
        for at, stage in enumerate(self._stages):
            draft = stage.entry.draft
            said = [one for one in draft.positions if one.on in ids]
            reports = [one for one in draft.reported if ids.intersection(one.clauses)]
            chapter = Chapter(
                entry=stage.entry,
                positions=tuple(self._new(said)),
                reports=tuple(self._new(reports)),
            )
            if at in concerned and not self._repeats(at):
                yield self._compared(at, chapter)
            elif at in crossed or chapter.positions or chapter.reports:
                yield chapter

    def _starts(self, place: int, name: str) -> list[set[int]]:
        """The clauses of that id in every draft, with their parts; or the one of that number."""
        found = [{entry.index for entry in _with_id(clauses, name)} for clauses in self._clauses]
        if any(found):
            return found
        here = clause_named(self._clauses[place], name)
        if here and here[0].clause.id is not None:
            return self._starts(place, here[0].clause.id)
        found[place] = {entry.index for entry in here}
        return found

    def _followed(self, starts: Sequence[set[int]]) -> list[set[int]]:
        """With all that the clauses came from, and all that they became."""
        back, on = [set(start) for start in starts], [set(start) for start in starts]
        steps: list[tuple[int, int, Sequence[Pair]]] = []
        for at, ground in enumerate(self._grounds):
            for up in ground.published:
                pairs = align(self._clauses[up], self._clauses[at]).pairs
                steps.append((up, at, pairs))
                for pair in pairs:
                    if not on[up].isdisjoint(pair.before):
                        on[at].update(pair.after)
        for up, at, answers in reversed(steps):
            for pair in answers:
                if not back[at].isdisjoint(pair.after):
                    back[up].update(pair.before)
        return [one | other for one, other in zip(back, on, strict=True)]

    def _concerns(self, at: int) -> bool:
        """Whether the clause stands in a draft, or in one that it answers."""
        published = self._stages[at].entry.draft.published
        answered = (self._members[up] for up in self._grounds[at].published)
        return published and (bool(self._members[at]) or any(answered))

    def _repeats(self, at: int) -> bool:
        """Whether it is a later wording of a draft, and leaves the clause as it was."""
        draft = self._stages[at].entry.draft
        earlier = [
            up for up in self._grounds[at].published if self._stages[up].entry.draft.id == draft.id
        ]
        return any(self._worded(up) == self._worded(at) for up in earlier)

    def _worded(self, at: int) -> list[tuple[str, str, str]]:
        return [(entry.path, entry.clause.wording, entry.clause.status) for entry in self._own(at)]

    def _own(self, at: int) -> tuple[Numbered, ...]:
        return tuple(entry for entry in self._clauses[at] if entry.index in self._members[at])

    def _compared(self, at: int, chapter: Chapter) -> Chapter:
        """The chapter with what the draft did to the clause."""
        entry, ground = chapter.entry, self._grounds[at]
        above = {self._stages[up].entry.draft.id for up in range(at) if ground.goes_back_to(up)}
        diffs = []
        gap = tuple(self._stages[up].entry for up in ground.gap)
        for up in ground.published:
            concerns = partial(self._is_about, up, at)
            base = self._stages[up].entry
            diffs.append(compare(base, entry, ancestors=above, between=gap, chosen=concerns))
        clauses = self._own(at)
        return replace(
            chapter,
            clauses=clauses,
            diffs=tuple(diffs),
            gap=gap,
            by=credits_for(entry, clauses[0].clause, None, gap) if clauses and not diffs else (),
        )

    def _is_about(self, up: int, at: int, outcome: Outcome) -> bool:
        """Whether it became of the clause, between two stages."""
        if not outcome.after:
            return outcome.before[0].index in self._members[up]
        return any(one.index in self._members[at] for one in outcome.after)

    def _ids(self) -> set[str]:
        clauses = (entry for at in range(len(self._stages)) for entry in self._own(at))
        return {entry.clause.id for entry in clauses if entry.clause.id is not None}

    def _new(self, said: Iterable[_Said]) -> Iterator[_Said]:
        """What was not said in an earlier draft to the letter."""
        for one in said:
            if one not in self._told:
                self._told.add(one)
                yield one


def _with_id(clauses: Sequence[Numbered], slug: str) -> tuple[Numbered, ...]:
    known = any(entry.clause.id == slug for entry in clauses)
    return clause_named(clauses, slug) if known else ()
