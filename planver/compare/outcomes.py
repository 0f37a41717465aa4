"""From an alignment to outcomes: what kind of change each is, before its words are looked at."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from planver.compare.align import align
from planver.compare.hunks import increasing
from planver.compare.tokens import count
from planver.model.change import Alignment, Kind, Outcome, Pair, Possible
from planver.model.draft import Clause
from planver.model.history import Entry
from planver.model.numbering import Numbered, numbered


class Outcomes:
    """Drafts, and what became of the clauses of each in another; each two are compared once.

    Drafts go by their places. With `use_ids=False` only the words say what answers what.
    """

    def __init__(self, drafts: Sequence[Entry], *, use_ids: bool = True) -> None:
        self.walks = [numbered(entry.draft) if entry.draft.published else () for entry in drafts]
        self.use_ids = use_ids
        self._found: dict[tuple[int, int], list[Outcome]] = {}

    def between(self, before: int, after: int) -> Sequence[Outcome]:
        """Every clause of two published drafts in exactly one outcome, in reading order."""
        if (before, after) not in self._found:
            sides = self.walks[before], self.walks[after]
            found = outcomes(*sides, use_ids=self.use_ids)
            self._found[before, after] = in_reading_order(found, *sides)
        return self._found[before, after]


def outcomes(
    before: Sequence[Numbered], after: Sequence[Numbered], *, use_ids: bool = True
) -> list[Outcome]:
    """Every clause of both drafts in exactly one outcome: pairs, then deleted, then inserted."""
    sides = _Sides(before, after)
    alignment = align(before, after, use_ids=use_ids)
    moved = _moved(sides, alignment.pairs)
    possible = _possible(sides, alignment)
    return [
        *(_paired(sides, pair, moved=at in moved) for at, pair in enumerate(alignment.pairs)),
        *(_lone(entry, Kind.DELETED, possible) for entry in sides.lone_before(alignment)),
        *(_lone(entry, Kind.INSERTED, possible) for entry in sides.lone_after(alignment)),
    ]


class _Sides(Struct, frozen=True):
    before: Sequence[Numbered]
    after: Sequence[Numbered]

    def lone_before(self, alignment: Alignment) -> Iterator[Numbered]:
        paired = {i for pair in alignment.pairs for i in pair.before}
        return (entry for entry in self.before if entry.index not in paired)

    def lone_after(self, alignment: Alignment) -> Iterator[Numbered]:
        paired = {j for pair in alignment.pairs for j in pair.after}
        return (entry for entry in self.after if entry.index not in paired)

    def primary(self, pair: Pair) -> tuple[Numbered, Numbered]:
        """The two clauses a change is placed by: those that share an id, else the first ones."""
        ids = {self.before[i].clause.id: i for i in reversed(pair.before)}
        j = next((j for j in pair.after if self.after[j].clause.id in ids), pair.after[0])
        i = ids.get(self.after[j].clause.id, pair.before[0])
        return self.before[i], self.after[j]


def _paired(sides: _Sides, pair: Pair, *, moved: bool) -> Outcome:
    before = tuple(sides.before[i] for i in pair.before)
    after = tuple(sides.after[j] for j in pair.after)
    one, other = sides.primary(pair)
    kinds: list[Kind] = []
    if len(after) > 1:
        kinds.append(Kind.SPLIT)
    if len(before) > 1:
        kinds.append(Kind.JOINED)
    if len(before) == len(after) == 1:
        amended = own_and_options(one.clause) != own_and_options(other.clause)
    else:
        amended = _said(before, one) != _said(after, other)
    if amended:
        kinds.append(Kind.AMENDED)
    if moved:
        kinds.append(Kind.MOVED)
    elif one.number != other.number:
        kinds.append(Kind.RENUMBERED)
    return Outcome(
        kinds=tuple(kinds) or (Kind.UNCHANGED,),
        before=before,
        after=after,
        basis=pair.basis,
        confidence=pair.confidence,
    )


def own_and_options(clause: Clause) -> tuple[str, str]:
    """The clause's wording, alternatives apart: a text that lives on in one was still replaced."""
    if not clause.alternatives:
        return clause.wording, ""
    own = clause.own_wording
    return own, clause.wording[len(own) :]


def _said(clauses: Sequence[Numbered], primary: Numbered) -> list[str]:
    """What several clauses say together: a split or join amends nothing by the breaks between
    its parts, nor by the headings that the others gain or lose with it.
    """
    parts = (
        entry.clause if entry is primary else replace(entry.clause, heading=None)
        for entry in clauses
    )
    return [word for part in parts for word in part.wording.split()]


def _lone(
    entry: Numbered, kind: Kind, possible: dict[tuple[Kind, int], tuple[Possible, ...]]
) -> Outcome:
    deleted = kind is Kind.DELETED
    return Outcome(
        kinds=(kind,),
        before=(entry,) if deleted else (),
        after=() if deleted else (entry,),
        basis=None,
        confidence=1.0,
        possible=possible.get((kind, entry.index), ()),
    )


def _possible(sides: _Sides, alignment: Alignment) -> dict[tuple[Kind, int], tuple[Possible, ...]]:
    told: dict[tuple[Kind, int], list[Possible]] = defaultdict(list)
    for pair in sorted(alignment.possible, key=lambda pair: -pair.confidence):
        a, b = sides.before[pair.before], sides.after[pair.after]
        told[Kind.DELETED, a.index].append(Possible(path=b.path, confidence=pair.confidence))
        told[Kind.INSERTED, b.index].append(Possible(path=a.path, confidence=pair.confidence))
    return {key: tuple(found[:3]) for key, found in told.items()}


def _moved(sides: _Sides, pairs: Sequence[Pair]) -> set[int]:
    """Which pairs moved: to another parent or depth, or out of the order their siblings kept.

    What kept its order is the heaviest increasing run of siblings, weighed in words.
    """
    answers = {i: pair.after for pair in pairs for i in pair.before}
    moved: set[int] = set()
    families: dict[tuple[int | None, int | None], list[tuple[int, int, int]]] = defaultdict(list)
    for at, pair in enumerate(pairs):
        one, other = sides.primary(pair)
        stayed = (one.parent is None and other.parent is None) or (
            one.parent is not None
            and other.parent is not None
            and other.parent in answers.get(one.parent, ())
        )
        if not stayed:
            moved.add(at)
            continue
        families[one.parent, other.parent].append((one.index, other.index, at))
    for family in families.values():
        family.sort()
        places = [place for _, place, _ in family]
        if places == sorted(places):  # as nearly always: nothing needs to be weighed
            continue
        weights = [1 + count(sides.before[place].clause.text) for place, _, _ in family]
        kept = increasing(places, weights)
        moved.update(at for _, _, at in family)
        moved.difference_update(family[place][2] for place in kept)
    return moved


def in_reading_order(
    found: Sequence[Outcome], before: Sequence[Numbered], after: Sequence[Numbered]
) -> list[Outcome]:
    """The order of the after draft; a deleted clause stands behind its last sibling that stayed.

    Behind all parts of that sibling, that is; without one, right below its parent.
    """
    stayed = {
        entry.index: outcome.after[0].index
        for outcome in found
        if outcome.after and Kind.MOVED not in outcome.kinds
        for entry in outcome.before
    }
    ends = _subtree_ends(after)
    anchors: dict[int, int] = {}
    below: dict[int | None, int] = {}  # parent -> the anchor for its next deleted part
    for entry in before:  # parents come first
        parent = entry.parent
        start = -1 if parent is None else stayed.get(parent, anchors.get(parent, -1))
        anchors[entry.index] = below.get(parent, start)
        if entry.index in stayed:
            below[parent] = ends[stayed[entry.index]]

    def key(outcome: Outcome) -> tuple[int, int, int]:
        if outcome.after:
            return outcome.after[0].index, 0, 0
        index = outcome.before[0].index
        return anchors[index], 1, index

    return sorted(found, key=key)


def _subtree_ends(entries: Sequence[Numbered]) -> list[int]:
    """For each clause the place of the last clause below it, or its own."""
    ends = list(range(len(entries)))
    for entry in reversed(entries):
        if entry.parent is not None:
            ends[entry.parent] = max(ends[entry.parent], ends[entry.index])
    return ends
