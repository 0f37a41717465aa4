"""What a draft with several bases took over from another of them, and did not put forward itself.

A change against one base that is none against another was taken over from there. It is credited by
the record of the draft in which that other line of drafts has it first.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from msgspec import Struct
from msgspec.structs import replace

from planver.compare.attribution import attribute, outright
from planver.compare.lines import Lines
from planver.compare.tokens import count
from planver.model.change import (
    Attribution,
    ClauseChange,
    DraftDiff,
    Kind,
    Op,
    Relation,
    Taken,
)
from planver.model.history import Entry
from planver.model.numbering import Numbered

# Fewer words than these in a row are chance in two texts on one matter, unless there is a figure.
_TOLD = 4

# What may have happened to a clause that still reads as it did.
_SAME_WORDS = frozenset((Kind.UNCHANGED, Kind.RENUMBERED, Kind.MOVED))

# Numbers follow from the clauses in front: that they are the same elsewhere may be chance.
_NO_PROPOSAL = (Kind.UNCHANGED, Kind.RENUMBERED)


def with_taken(diff: DraftDiff, lines: Lines) -> DraftDiff:
    """A comparison, with what the after draft took over from other lines told as such.

    Nothing is different where the after draft goes back to no others than these two do.
    """
    if diff.relation is not Relation.BASED_ON or not diff.comparable:
        return diff
    others = lines.others(diff.before, diff.after)
    if not others:
        return diff
    taking = _Taking(lines, diff, others)
    return replace(diff, changes=tuple(map(taking.told, diff.changes)))


class _First(Struct, frozen=True):
    """A draft that has a change before all others of its line, and its claims on it."""

    entry: Entry
    claims: tuple[Attribution, ...]


class _Taking:
    """A comparison whose after draft goes back to other drafts as well."""

    def __init__(self, lines: Lines, diff: DraftDiff, others: Sequence[Entry]) -> None:
        self._lines = lines
        self._before = diff.before
        self._after = diff.after
        self._others = others
        names = {entry.draft.id for entry in others}
        way = lines.way(diff.before, diff.after)
        self._way = [
            entry for entry in way if entry.draft.published and entry.draft.id not in names
        ]

    def told(self, change: ClauseChange) -> ClauseChange:
        """The change, with the drafts it was taken over from."""
        if len(change.kinds) == 1 and change.kinds[0] in _NO_PROPOSAL:
            return change
        named = outright(change, self._after)
        if all(named):
            return change
        if found := [entry for entry in self._others if self._has(entry, change)]:
            taken = tuple(self._taken(change, found))
            own = {made.party: made for made in chain.from_iterable(named)}
            given = replace(change, proposed_by=tuple(own.values()), taken_from=taken)
            return given if taken else change
        partly = self._latest([entry for entry in self._others if self._has_some(entry, change)])
        told = (Taken(entry=entry, first=entry, whole=False) for entry in partly)
        return replace(change, taken_from=tuple(told))

    def _taken(self, change: ClauseChange, found: Sequence[Entry]) -> Iterator[Taken]:
        """The drafts that have the change as a whole; of one line the latest."""
        names = {entry.draft.id for entry in found}
        kin = names.union(*map(self._lines.above, found))
        for entry in found:
            kin.update(later.draft.id for later in self._lines.way(entry, self._after))
        for entry in self._way:  # a draft on the way that has it from nowhere else changed it there
            if entry.draft.id not in kin and self._has(entry, change):
                return
        for entry in self._latest(found):
            for first in self._firsts(entry, change):
                yield Taken(entry=entry, first=first.entry, proposed_by=first.claims)

    def _latest(self, found: Sequence[Entry]) -> list[Entry]:
        """Those that no other one of these goes back to."""
        below = frozenset[str]().union(*map(self._lines.above, found))
        return [entry for entry in found if entry.draft.id not in below]

    def _has(self, entry: Entry, change: ClauseChange) -> bool:
        """Whether the change is none against that draft."""
        if not change.after:
            return self._lacks(entry, change)
        return self._kept(entry, self._after, change.after, change) is not None

    def _lacks(self, entry: Entry, change: ClauseChange) -> bool:
        changes = self._lines.diff(self._before, entry).changes
        gone = change.before[0].index
        return any(one.kinds == (Kind.DELETED,) and one.before[0].index == gone for one in changes)

    def _kept(
        self, base: Entry, entry: Entry, clauses: Sequence[Numbered], change: ClauseChange
    ) -> tuple[Numbered, ...] | None:
        """The clauses of a base that read as those of a draft and stand there; None if any differs.

        Where the change is one of place, that has to be the same too.
        """
        answers = _answers(self._lines.diff(base, entry), clauses)
        if not all(_as_it_was(one, change) for one in answers):
            return None
        return tuple(clause for one in answers for clause in one.before)

    def _firsts(self, entry: Entry, change: ClauseChange) -> list[_First]:
        """The drafts that have it first on the ways below a draft that has it."""
        if not change.after:
            return self._first_without(entry, change)
        here = self._kept(entry, self._after, change.after, change) or ()
        found: list[_First] = []
        met = {entry.draft.id}
        waiting = [(entry, here)]
        while waiting:
            at, clauses = waiting.pop(0)
            below = [
                (base, kept)
                for base in self._lines.ground(at).published
                if (kept := self._kept(base, at, clauses, change)) is not None
            ]
            if not below:
                found.append(_First(at, self._put_forward(at, clauses, change)))
            waiting += (step for step in below if step[0].draft.id not in met)
            met.update(base.draft.id for base, _ in below)
        return found

    def _put_forward(
        self, entry: Entry, clauses: Sequence[Numbered], change: ClauseChange
    ) -> tuple[Attribution, ...]:
        """Whom the record of a draft puts behind clauses that no draft below it has so."""
        ground = self._lines.ground(entry)
        made: dict[str, Attribution] = {}
        for base in ground.published:
            for one in _answers(self._lines.diff(base, entry), clauses):
                if not _as_it_was(one, change):
                    for claim in attribute(one, entry, Relation.BASED_ON, ground.gap):
                        made.setdefault(claim.party, claim)
        if not ground.published:
            new = _inserted(clauses)
            made = {one.party: one for one in attribute(new, entry, Relation.UNKNOWN, ground.gap)}
        return tuple(made.values())

    def _first_without(self, entry: Entry, change: ClauseChange) -> list[_First]:
        """The drafts that took the clause out; a line that never had it took nothing out."""
        found: dict[str, Entry] = {}
        met = {entry.draft.id}
        waiting = [entry]
        while waiting:
            at = waiting.pop(0)
            for base in self._lines.ground(at).published:
                if base.draft.id == self._before.draft.id or not self._lacks(base, change):
                    found[at.draft.id] = at
                elif base.draft.id not in met:
                    met.add(base.draft.id)
                    waiting.append(base)
        return [
            _First(at, attribute(change, at, Relation.BASED_ON, self._lines.ground(at).gap))
            for at in found.values()
            if not found.keys() & self._lines.above(at)
        ]

    def _has_some(self, entry: Entry, change: ClauseChange) -> bool:
        """Whether words that came with the change read so in the clause that answers it there."""
        return any(
            _worth_telling(told)
            for answer in _answers(self._lines.diff(entry, self._after), change.after)
            for one in change.after
            if one in answer.after
            for told in _both(_where(change, one, Op.INSERT), _where(answer, one, Op.EQUAL), one)
        )


def _answers(diff: DraftDiff, clauses: Sequence[Numbered]) -> list[ClauseChange]:
    """The changes in which clauses of the after draft stand."""
    wanted = {entry.index for entry in clauses}
    return [change for change in diff.changes if any(one.index in wanted for one in change.after)]


def _as_it_was(answer: ClauseChange, change: ClauseChange) -> bool:
    """Whether clauses kept all that the change is about."""
    moved = Kind.MOVED in change.kinds and Kind.MOVED in answer.kinds
    return not moved and _SAME_WORDS.issuperset(answer.kinds)


def _inserted(clauses: Sequence[Numbered]) -> ClauseChange:
    return ClauseChange(
        kinds=(Kind.INSERTED,),
        before=(),
        after=tuple(clauses),
        basis=None,
        confidence=1.0,
        similarity=0.0,
        edits=(),
    )


def _where(change: ClauseChange, clause: Numbered, op: Op) -> list[tuple[int, int]]:
    """The places in the wording of a clause that stayed, or came; counted from its start."""
    others = change.after[: change.after.index(clause)]
    start = sum(len(entry.clause.wording) + 1 for entry in others)  # with the line break
    after = [edit for edit in change.edits if edit.op is not Op.DELETE]
    ends = accumulate(len(edit.text) for edit in after)
    return [
        (max(end - len(edit.text) - start, 0), end - start)
        for edit, end in zip(after, ends, strict=True)
        if edit.op is op
    ]


def _both(
    some: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]], clause: Numbered
) -> Iterator[str]:
    """The text that lies in places of both kinds."""
    text = clause.clause.wording
    for start, end in some:
        for first, last in others:
            yield text[max(start, first) : max(min(end, last), 0)]


def _worth_telling(text: str) -> bool:
    return count(text) >= _TOLD or any(sign.isdigit() for sign in text)
