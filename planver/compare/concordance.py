"""From the outcomes of several drafts to one table: which clauses answer each other in all.

Neighbouring drafts are compared, and the clauses that their pairs connect stand in one row. Then
drafts further apart, the nearest first: what was dropped in one draft and came back in a later
one is the same row again.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from planver.compare.outcomes import Outcomes
from planver.compare.told import told_pairs
from planver.model.change import Basis, Kind, Pair
from planver.model.concordance import Concordance, Row, Step
from planver.model.history import Entry
from planver.model.numbering import Numbered

_Place = tuple[int, int]  # a draft's place in the table, a clause's place in its walk
_Walks = Sequence[Sequence[Numbered]]


def concordance(
    drafts: Sequence[Entry], *, use_ids: bool = True, reverse: bool = False
) -> Concordance:
    """The table of equivalences over two drafts or more, each clause in exactly one row.

    An unpublished draft keeps its column, and its neighbours are compared across it. With
    `use_ids=False` only the words say what answers what.
    """
    return concordance_of(drafts, Outcomes(drafts, use_ids=use_ids), reverse=reverse)


def concordance_of(
    drafts: Sequence[Entry], outcomes: Outcomes, *, reverse: bool = False
) -> Concordance:
    """The same of drafts whose outcomes are asked for elsewhere too."""
    known = [place for place, entry in enumerate(drafts) if entry.draft.published]
    groups = _Groups(outcomes.walks)
    steps: list[Step] = []
    back: list[Step] = []
    for before, after in pairwise(known):
        for change in outcomes.between(before, after):
            step = Step(before=before, after=after, change=change)
            groups.join(step)
            steps.append(step)
    for before, after in _further_apart(known):
        if groups.may_bridge(before, after, use_ids=outcomes.use_ids):
            for change in outcomes.between(before, after):
                step = Step(before=before, after=after, change=change)
                if groups.bridges(step):
                    groups.join(step)
                    back.append(step)
    steps = [*_but_inserted(steps, back), *back]
    return Concordance(
        drafts=tuple(drafts),
        rows=_rows(outcomes.walks, groups, steps, reverse=reverse),
        reverse=reverse,
    )


def _places(step: Step) -> Iterator[_Place]:
    yield from ((step.before, entry.index) for entry in step.change.before)
    yield from ((step.after, entry.index) for entry in step.change.after)


def _further_apart(known: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of drafts that are no neighbours, the nearest first."""
    for span in range(2, len(known)):
        yield from zip(known, known[span:], strict=False)


def _but_inserted(steps: Sequence[Step], back: Sequence[Step]) -> Iterator[Step]:
    """The steps without those that call inserted what is only back."""
    returned = {(step.after, entry.index) for step in back for entry in step.change.after}
    for step in steps:
        if step.change.kinds != (Kind.INSERTED,) or returned.isdisjoint(_places(step)):
            yield step


class _Groups:
    """Clauses of all drafts, gathered into groups that answer each other."""

    def __init__(self, walks: _Walks) -> None:
        self._walks = walks
        self._group: dict[_Place, list[_Place]] = {
            (draft, entry.index): [(draft, entry.index)]
            for draft, walk in enumerate(walks)
            for entry in walk
        }

    def of(self, place: _Place) -> list[_Place]:
        """The clauses that answer a clause, and itself; one and the same list for all of them."""
        return self._group[place]

    def join(self, step: Step) -> None:
        """Put the clauses of a change into one group."""
        first, *rest = _places(step)
        for place in rest:
            small, large = sorted((self._group[first], self._group[place]), key=len)
            if small is not large:
                large += small
                self._group.update((member, large) for member in small)

    def without(self, draft: int) -> set[int]:
        """The groups with no clause in the draft, by their identity."""
        return {id(group) for group in self._group.values()} - {
            id(self._group[place]) for place in self._in(draft)
        }

    def may_bridge(self, before: int, after: int, *, use_ids: bool) -> bool:
        """Whether a pair of drafts further apart could tell more than the drafts in between.

        It takes a clause of the earlier draft without an answer in the later one, or the reverse;
        and then ids or origins that tell something new, or words that could.
        """
        walks = self._walks[before], self._walks[after]
        ours = self._without_answer(before, range(after, after + 1))
        theirs = self._without_answer(after, range(after))
        if not (ours or theirs):
            return False
        told = told_pairs(*walks) if use_ids else []
        if not any(pair.basis is Basis.ID for pair in told):
            return True
        if any(self._tells_more(before, after, pair) for pair in told):
            return True
        if not (ours and theirs):
            return False
        from planver.compare.by_words import may_pair  # rapidfuzz: not where ids say it all

        return may_pair(ours, theirs)

    def _tells_more(self, before: int, after: int, pair: Pair) -> bool:
        places = [*((before, i) for i in pair.before), *((after, j) for j in pair.after)]
        return not self._together(places)

    def _together(self, places: Sequence[_Place]) -> bool:
        return all(self._group[place] is self._group[places[0]] for place in places)

    def bridges(self, step: Step) -> bool:
        """Whether a pair of drafts further apart tells more than the drafts in between.

        Ids and confirmed origins always count. Words count only between a clause that has no
        answer in the later draft and one that has none in any earlier draft.
        """
        change, places = step.change, list(_places(step))
        if self._together(places):
            return False
        if change.basis is not Basis.TEXT:
            return change.basis is not Basis.POSITION
        later, earlier = range(step.after, step.after + 1), range(step.after)
        return not any(
            self._reaches(place, later if place[0] == step.before else earlier) for place in places
        )

    def _without_answer(self, draft: int, among: range) -> list[Numbered]:
        """The clauses of a draft that have no answer in any of some others."""
        return [
            entry for entry in self._walks[draft] if not self._reaches((draft, entry.index), among)
        ]

    def _in(self, draft: int) -> Iterator[_Place]:
        return ((draft, entry.index) for entry in self._walks[draft])

    def _reaches(self, place: _Place, drafts: range) -> bool:
        """Whether a clause has an answer in one of the drafts."""
        return any(draft in drafts for draft, _ in self._group[place])


def _rows(
    walks: _Walks, groups: _Groups, steps: Sequence[Step], *, reverse: bool
) -> tuple[Row, ...]:
    told: dict[int, list[Step]] = defaultdict(list)
    for step in steps:
        told[id(groups.of(next(_places(step))))].append(step)
    rows: list[Row] = []
    for group in _in_order(walks, groups, reverse=reverse):
        cells: list[list[Numbered]] = [[] for _ in walks]
        for draft, index in sorted(group):
            cells[draft].append(walks[draft][index])
        rows.append(
            Row(
                cells=tuple(map(tuple, cells)),
                steps=tuple(sorted(told[id(group)], key=_by_place)),
            )
        )
    return tuple(rows)


def _by_place(step: Step) -> tuple[int, int, int]:
    shown = step.change.after or step.change.before
    return step.after, step.before, shown[0].index


def _in_order(walks: _Walks, groups: _Groups, *, reverse: bool) -> Iterator[list[_Place]]:
    """Each group once, in the order of the first draft (`reverse`: the last).

    What another draft has besides stands under the parent it has there, behind the sibling it
    follows there. Of what went and what came in one place, what went stands first.
    """
    tree = _Tree()
    places = range(len(walks))
    for draft in reversed(places) if reverse else places:
        lacking = set() if reverse else groups.without(draft)
        last: dict[int | None, list[_Place]] = {}
        met: set[int] = set()
        for entry in walks[draft]:
            group = groups.of((draft, entry.index))
            parent = None if entry.parent is None else id(groups.of((draft, entry.parent)))
            if tree.is_new(group):
                tree.put(group, parent, tree.behind(last.get(entry.parent), parent, lacking))
            # A group that stands in a draft twice is followed where it is first met: otherwise
            # what stands behind its second clause would come before what stands in between.
            if tree.parent(group) == parent and id(group) not in met:
                last[entry.parent] = group
            met.add(id(group))
    return tree.walk()


class _Tree:
    """Groups below groups, each in a chain of siblings that grows anywhere in one step."""

    def __init__(self) -> None:
        self._parent: dict[int, int | None] = {}
        self._first: dict[int | None, list[_Place]] = {}
        self._next: dict[int, list[_Place] | None] = {}

    def is_new(self, group: list[_Place]) -> bool:
        """Whether the group has no place yet."""
        return id(group) not in self._parent

    def parent(self, group: list[_Place]) -> int | None:
        """The group above, by its identity; None at the top."""
        return self._parent[id(group)]

    def behind(
        self, sibling: list[_Place] | None, parent: int | None, passed: set[int]
    ) -> list[_Place] | None:
        """The sibling (None: the front), or the last of those to be passed that follow it."""
        following = self._next[id(sibling)] if sibling else self._first.get(parent)
        while following is not None and id(following) in passed:
            sibling, following = following, self._next[id(following)]
        return sibling

    def put(self, group: list[_Place], parent: int | None, sibling: list[_Place] | None) -> None:
        """Give a group its place: below the parent, behind the sibling or in front."""
        self._parent[id(group)] = parent
        if sibling is None:
            self._next[id(group)] = self._first.get(parent)
            self._first[parent] = group
        else:
            self._next[id(group)] = self._next[id(sibling)]
            self._next[id(sibling)] = group

    def walk(self) -> Iterator[list[_Place]]:
        """Every group before those below it."""
        stack = [self._first.get(None)]
        while stack:
            group = stack.pop()
            if group is not None:
                yield group
                stack += [self._next[id(group)], self._first.get(id(group))]
