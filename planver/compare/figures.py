"""From the concordance of several drafts to the history of each figure in them.

The clauses of a row of the concordance are read for their figures, draft by draft: the text, then
each party's alternative. A figure goes on from the nearest reading before it in which one answers
it, by the same rules by which a comparison tells figures that changed.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from planver.compare.attribution import attribute
from planver.compare.concordance import concordance_of
from planver.compare.outcomes import Outcomes
from planver.compare.relation import relation
from planver.compare.substance.differences import answers, is_figure, kind_of, saying
from planver.compare.substance.lexicon import Names, lexicon_for, names
from planver.compare.substance.mentions import Mentions
from planver.compare.substance.reading import Mention
from planver.compare.tokens import count
from planver.model.change import Attribution, Matter, Outcome
from planver.model.concordance import Row
from planver.model.draft import Alternative
from planver.model.figures import Figure, FigureRow, Figures, Move
from planver.model.history import Entry
from planver.model.numbering import Numbered

# Beyond this a figure is written out and not counted with: it is a slip of the pen, or an attack.
_MOST = 10**18

# Ids of the drafts that each draft of the plan is based on.
Bases = Mapping[str, Sequence[str]]


def figures(drafts: Sequence[Entry], bases: Bases | None = None) -> Figures:
    """The history of every figure and deadline over some drafts, in the order of time.

    `bases` tell of drafts besides these what they are based on, so that a draft whose base is not
    among these, or was never published, is known to go back further.
    """
    outcomes = Outcomes(drafts)
    lineage = _Lineage(drafts, bases or {}, outcomes)
    readings = _Readings(drafts)
    rows = [
        lineage.told(track, len(drafts))
        for row in concordance_of(drafts, outcomes).rows
        for track in _tracks(readings.of(row))
        if not all(told.mention.weak for told in track)
    ]
    return Figures(drafts=tuple(drafts), rows=tuple(rows), rootless=lineage.rootless)


class _Source(Struct, frozen=True):
    """What one voice, the text or a party's alternative, says in the clauses of a cell."""

    draft: int
    by: tuple[str, ...]
    clauses: tuple[Numbered, ...]
    ends: tuple[int, ...]  # the word behind each clause
    read: Mentions


class _Told(Struct, frozen=True):
    """A figure where it stands."""

    source: _Source
    mention: Mention

    @property
    def figure(self) -> Figure:
        at = bisect_right(self.source.ends, self.mention.start)
        amount, unit = _amount(self.mention)
        return Figure(
            kind=self.mention.kind,
            text=self.mention.text,
            whole=self.mention.whole,
            clause=self.source.clauses[at],
            by=self.source.by,
            amount=amount,
            unit=unit,
        )


def _amount(mention: Mention) -> tuple[int | float | None, str]:
    """How much, of what; what a number counts may be called otherwise in the next draft."""
    means, unit = mention.means, mention.unit
    if mention.kind is Matter.DEADLINE and isinstance(means, tuple) and len(means) == 3:
        _, unit, means = means
    elif mention.kind is Matter.NUMBER:
        unit = ""
    if isinstance(means, int | float) and means <= _MOST:
        return int(means) if means == int(means) else means, str(unit)
    return None, ""


_Track = list[_Told]


class _Readings:
    """The clauses of the drafts, read for their figures."""

    def __init__(self, drafts: Sequence[Entry]) -> None:
        self._lexicons = [lexicon_for(entry.draft.lang) for entry in drafts]
        registries = [entry.draft.parties for entry in drafts]
        self._names: list[Names] = [
            names(words, *registries, registries[place])
            for place, words in enumerate(self._lexicons)
        ]

    def of(self, row: Row) -> Iterator[_Source]:
        """The voices of each draft that mention a figure: first the text, then alternatives."""
        for draft, cell in enumerate(row.cells):
            voices: dict[tuple[str, ...], list[tuple[Numbered, str]]] = {(): []}
            for entry in cell:
                voices[()].append((entry, entry.clause.own_wording))
                for option in entry.clause.alternatives:
                    voices.setdefault(_parties(option), []).append((entry, option.text))
            for by, parts in voices.items():
                text = "\n".join(words for _, words in parts)
                read = Mentions(text, self._lexicons[draft], self._names[draft])
                if any(map(is_figure, read.mentions)):
                    ends = tuple(accumulate(count(words) for _, words in parts))
                    yield _Source(draft, by, tuple(entry for entry, _ in parts), ends, read)


def _tracks(sources: Iterator[_Source]) -> list[_Track]:
    """The figures of a row, each followed through the readings that have it."""
    tracks: list[_Track] = []
    read: list[_Source] = []
    for source in sources:
        new = [mention for mention in source.read.mentions if is_figure(mention)]
        for earlier in _nearest_first(read):
            if not new:
                break
            # Of each figure that this reading does not have yet what the earlier one says of it.
            known = {
                id(told.mention): track
                for track in tracks
                for told in track
                if told.source is earlier and track[-1].source is not source
            }
            old = [mention for mention in earlier.read.mentions if id(mention) in known]
            pairs = answers(earlier.read, old, source.read, new)
            for one, other in pairs:
                known[id(one)].append(_Told(source, other))
            taken = {id(other) for _, other in pairs}
            new = [mention for mention in new if id(mention) not in taken]
        tracks += [[_Told(source, mention)] for mention in new]
        read.append(source)
    return tracks


def _nearest_first(read: Sequence[_Source]) -> list[_Source]:
    """The latest draft first; of one draft the text first, then its alternatives in order."""
    return sorted(read, key=lambda source: -source.draft)


class _Base(Struct, frozen=True):
    """A draft that another goes back to, and the drafts in between that are not at hand."""

    place: int
    through: tuple[str, ...]


class _Lineage:
    """What goes back to what, and what the record says of it."""

    def __init__(self, drafts: Sequence[Entry], bases: Bases, outcomes: Outcomes) -> None:
        self._drafts = drafts
        self._bases = {**bases, **{entry.draft.id: entry.draft.based_on for entry in drafts}}
        self._at_hand = {
            entry.draft.id: place for place, entry in enumerate(drafts) if entry.draft.published
        }
        self._found = [tuple(self._bases_of(entry)) for entry in drafts]
        self._outcomes = outcomes
        self._looked_up: dict[tuple[int, int], _ByClause] = {}

    @property
    def rootless(self) -> tuple[int, ...]:
        """Places of published drafts but the first that go back to no other one at hand."""
        return tuple(
            place for place in sorted(self._at_hand.values())[1:] if not self._found[place]
        )

    def _bases_of(self, entry: Entry) -> Iterator[_Base]:
        """The nearest drafts at hand that a draft goes back to, on every line."""
        waiting: list[tuple[str, tuple[str, ...]]] = [(base, ()) for base in entry.draft.based_on]
        met = {entry.draft.id}
        while waiting:
            name, through = waiting.pop(0)
            if name in met:
                continue
            met.add(name)
            if name in self._at_hand:
                yield _Base(self._at_hand[name], through)
            else:
                waiting += [(base, (name, *through)) for base in self._bases.get(name, ())]

    def told(self, track: _Track, places: int) -> FigureRow:
        """A figure followed through the drafts, with who moved it."""
        cells: list[list[_Told]] = [[] for _ in range(places)]
        for told in track:
            cells[told.source.draft].append(told)
        moves = [move for draft in range(places) for move in self._moves(cells, draft)]
        return FigureRow(
            kind=kind_of(told.mention for told in track),
            cells=tuple(tuple(told.figure for told in cell) for cell in cells),
            moves=tuple(moves),
        )

    def _moves(self, cells: Sequence[Sequence[_Told]], draft: int) -> Iterator[Move]:
        """What the draft says otherwise than every draft it goes back to, voice by voice."""
        bases = self._found[draft] if self._drafts[draft].draft.published else ()
        if not bases:
            return
        voices = dict.fromkeys(
            told.source.by
            for place in (draft, *(base.place for base in bases))
            for told in cells[place]
        )
        for by in voices:
            now = _voice(cells[draft], by)
            was = [_voice(cells[base.place], by) for base in bases]
            if any(_says(one) == _says(now) for one in was):
                continue
            for base, before in zip(bases, was, strict=True):
                if before is not None:
                    yield self._move(base, draft, before, now)
            if not any(was):
                yield self._move(bases[0], draft, None, now)

    def _move(self, base: _Base, draft: int, before: _Told | None, after: _Told | None) -> Move:
        was = before.figure if before else None
        now = after.figure if after else None
        return Move(
            base=base.place,
            draft=draft,
            before=was,
            after=now,
            through=base.through,
            proposed_by=() if base.through else self._proposed(base.place, draft, was, now),
        )

    def _proposed(
        self, base: int, draft: int, was: Figure | None, now: Figure | None
    ) -> tuple[Attribution, ...]:
        """Who the record puts behind what happened to the figure, not to the rest of the clause."""
        if (base, draft) not in self._looked_up:
            self._looked_up[base, draft] = _ByClause(self._outcomes.between(base, draft))
        by = now.by if now else ()
        outcome = self._looked_up[base, draft].of(was, now)
        voice = replace(outcome, after=tuple(_only(entry, by) for entry in outcome.after))
        before, after = self._drafts[base], self._drafts[draft]
        found = attribute(voice, after, relation(before.draft, after.draft))
        return tuple(made for made in found if made.party in by) if by else found


class _ByClause:
    """Outcomes, looked up by the clauses of either side."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self._before = {one.index: outcome for outcome in outcomes for one in outcome.before}
        self._after = {one.index: outcome for outcome in outcomes for one in outcome.after}

    def of(self, was: Figure | None, now: Figure | None) -> Outcome:
        """What became of the clause in which the figure stands, or stood; one of them is there."""
        if now is not None:
            return self._after[now.clause.index]
        assert was is not None  # noqa: S101 - a move has a side
        return self._before[was.clause.index]


def _parties(option: Alternative) -> tuple[str, ...]:
    return tuple(claim.party for claim in option.by)


def _voice(cell: Sequence[_Told], by: tuple[str, ...]) -> _Told | None:
    return next((told for told in cell if told.source.by == by), None)


def _says(told: _Told | None) -> Hashable:
    return told and saying(told.mention)


def _only(entry: Numbered, by: tuple[str, ...]) -> Numbered:
    """The clause with the alternatives of these parties and no others."""
    kept = tuple(option for option in entry.clause.alternatives if _parties(option) == by)
    return replace(entry, clause=replace(entry.clause, alternatives=kept))
