"""Which words of a draft came with an earlier one: kept, split, joined, or moved to another clause.

A word goes with its clause, as `align` pairs the clauses and `words` the words. What is left on
both sides is then sought as runs of four words or more, to the letter: such a run that went in one
clause and came in another was moved. A run that also stays where it was is no move: whoever wrote
it a second time put it there; but an alternative that is the clause as it read before keeps the
origin of its words.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, compress, groupby
from operator import is_not
from types import MappingProxyType

from msgspec import Struct

from planver.compare.align import align
from planver.compare.gone import says_enough
from planver.compare.hunks import Hunk
from planver.compare.moves import moves
from planver.compare.texts import Text
from planver.compare.words import compared

# (clause, word): places in the walk of a draft and among the words of the clause.
Place = tuple[int, int]
# Clauses after, and the clauses before that they answer.
_Group = tuple[tuple[int, ...], tuple[int, ...]]


class Carried(Struct, frozen=True, kw_only=True):
    """What came from one draft to another; clauses by their places.

    `alone` leads from clauses after to the one before that each answers, where it does so alone;
    `groups` are the others that answer each other. `words` are, for each clause after whose words
    are not simply those of the one before, where each of them came from, None where from nowhere.
    `gone` are, for each clause before that lost words, the places of these, and `answers` the
    clauses after that answer it.
    """

    alone: Mapping[int, int]
    groups: tuple[_Group, ...]
    words: dict[int, list[Place | None]]
    gone: dict[int, list[int]]
    answers: dict[int, tuple[int, ...]]

    @property
    def pairs(self) -> dict[int, tuple[int, ...]]:
        """From each clause after to the clauses before that it answers."""
        pairs: dict[int, tuple[int, ...]] = {j: (i,) for j, i in self.alone.items()}
        return pairs | {j: before for after, before in self.groups for j in after}


def carried(before: Text, after: Text) -> Carried:
    """What came from the draft `before` to the draft `after`; every word from one place at most."""
    alone, groups = _answers(before, after)
    ours = map(before.worded.__getitem__, alone.values())
    theirs = map(after.worded.__getitem__, alone)
    changed = list(compress(alone.items(), map(is_not, ours, theirs)))
    ledger = _Ledger(before, after)
    for after_, before_ in sorted([*(((j,), (i,)) for j, i in changed), *groups]):
        if len(after_) + len(before_) == 2:
            ledger.compare_alone(before_[0], after_[0])
        else:
            ledger.compare(before_, after_)
    for i in _left(len(before.worded), alone.values(), [before_ for _, before_ in groups]):
        ledger.compare([i], [])
    for j in _left(len(after.worded), alone, [after_ for after_, _ in groups]):
        ledger.compare([], [j])
    ledger.find_moves()
    answers: dict[int, tuple[int, ...]] = {i: (j,) for j, i in changed}
    return Carried(
        alone=alone,
        groups=groups,
        words=ledger.words,
        gone=ledger.gone(),
        answers=answers | {i: after_ for after_, before_ in groups for i in before_},
    )


def _left(total: int, alone: Collection[int], groups: Sequence[Sequence[int]]) -> Iterator[int]:
    """The clauses that answer none; there are hardly ever any."""
    if len(alone) + sum(map(len, groups)) < total:
        known = {*alone, *chain.from_iterable(groups)}
        yield from (at for at in range(total) if at not in known)


def _answers(before: Text, after: Text) -> tuple[Mapping[int, int], tuple[_Group, ...]]:
    """Clauses after that answer one before, alone, with that one; and all other groups."""
    ours, theirs = before.places, after.places
    if ours is not None and ours is theirs:  # the same ids in the same order, as nearly always
        return _each_itself(len(ours)), ()
    if ours is None or theirs is None or not _said_by_ids(before, after):
        pairs = [(pair.after, pair.before) for pair in align(before.clauses, after.clauses).pairs]
        groups = tuple(pair for pair in pairs if len(pair[0]) + len(pair[1]) > 2)
        return {j[0]: i[0] for j, i in pairs if len(j) + len(i) == 2}, groups
    return {j: ours[slug] for slug, j in theirs.items() if slug in ours}, ()


@lru_cache(maxsize=16)
def _each_itself(clauses: int) -> Mapping[int, int]:
    return MappingProxyType({at: at for at in range(clauses)})


def _said_by_ids(before: Text, after: Text) -> bool:
    """Whether `align`, of clauses that all have an id, would go by these and by nothing else.

    So it does where one draft has all the ids of the other. Origins tell how clauses came about
    that only one of the two has: where there are such clauses, there must be no origins.
    """
    ours, theirs = {*before.ids}, {*after.ids}
    return ours == theirs or (
        (ours < theirs or theirs < ours) and not (before.has_origins or after.has_origins)
    )


def _whole(text: Text, clauses: Sequence[int]) -> list[Place]:
    return [(at, word) for at in clauses for word in range(len(text.worded[at].keys))]


def _halves(text: Text, at: int) -> tuple[list[Place], list[Place]]:
    """The words of a clause outside of alternatives, and those inside.

    They are compared apart: a text that lives on in an alternative was still replaced.
    """
    places = _whole(text, [at])
    own = text.worded[at].own
    return places[:own], places[own:]


class _Ledger:
    """The words of clauses that changed: which came from where, and what is left on both sides."""

    def __init__(self, before: Text, after: Text) -> None:
        self._before, self._after = before, after
        self._left: dict[Place, None] = {}  # words before that went nowhere, in order
        self._gone: list[list[Place]] = []
        self._came: list[list[Place]] = []
        self.words: dict[int, list[Place | None]] = {}

    def compare(self, ours: Sequence[int], theirs: Sequence[int]) -> None:
        """Pair the words of clauses that answer each other; either may be none."""
        for j in theirs:
            self.words[j] = [None] * len(self._after.worded[j].keys)
        self._compare(_whole(self._before, ours), _whole(self._after, theirs))

    def compare_alone(self, i: int, j: int) -> None:
        """Pair the words of two clauses that answer each other alone."""
        self.words[j] = [None] * len(self._after.worded[j].keys)
        own, options = _halves(self._before, i)
        own_after, options_after = _halves(self._after, j)
        self._compare(own, own_after)
        self._compare(options, options_after)
        self._take_over(own, options_after)

    def _compare(self, ours: Sequence[Place], theirs: Sequence[Place]) -> None:
        self._left.update(dict.fromkeys(ours))
        hunks, moved = compared(_keys(self._before, ours), _keys(self._after, theirs))
        i = j = 0
        for a1, a2, b1, b2 in hunks:
            self._pair(ours[i:a1], theirs[j:b1])
            i, j = a2, b2
        self._pair(ours[i:], theirs[j:])
        for a1, b1, size in moved:
            self._pair(ours[a1 : a1 + size], theirs[b1 : b1 + size])
        for a1, a2, b1, b2 in hunks:
            self._gone += _runs(ours[a1:a2], lambda place: place in self._left)
            self._came += _runs(theirs[b1:b2], lambda place: self.words[place[0]][place[1]] is None)

    def _take_over(self, ours: Sequence[Place], options: Sequence[Place]) -> None:
        """Pair an alternative that is the clause as it read before, word for word.

        So a text that is set beside another keeps its origin, also where both begin alike.
        """
        keys = _keys(self._before, ours)
        for _, run in groupby(
            options, lambda place: self._after.worded[place[0]].options[place[1]]
        ):
            inner = list(run)[-len(ours) - 1 : -1]  # without the party before, and the bracket
            if ours and _keys(self._after, inner) == keys:
                for place, (j, word) in zip(ours, inner, strict=True):
                    if self.words[j][word] is None:
                        self._pair([place], [(j, word)])

    def find_moves(self) -> None:
        """Pair what went in one clause with what came in another."""
        ours, theirs = list(chain(*self._gone)), list(chain(*self._came))
        sizes = [len(run) for run in self._came for _ in run]
        hunks = [*_stretches(self._gone, len(theirs), came=False)]
        hunks += _stretches(self._came, len(ours), came=True)
        found = moves(hunks, _keys(self._before, ours), _keys(self._after, theirs))
        for i, j, size in found:
            if says_enough(size, sizes[j]):
                self._pair(ours[i : i + size], theirs[j : j + size])

    def gone(self) -> dict[int, list[int]]:
        """The words left over before, clause by clause."""
        found: dict[int, list[int]] = {}
        for at, word in self._left:
            found.setdefault(at, []).append(word)
        return found

    def _pair(self, ours: Sequence[Place], theirs: Sequence[Place]) -> None:
        for place, (at, word) in zip(ours, theirs, strict=True):
            self._left.pop(place, None)
            self.words[at][word] = place


def _keys(text: Text, places: Sequence[Place]) -> tuple[str, ...]:
    worded = text.worded
    return tuple([worded[at].keys[word] for at, word in places])


def _runs(places: Sequence[Place], is_open: Callable[[Place], bool]) -> Iterator[list[Place]]:
    """The stretches of places that are open."""
    return (list(run) for yes, run in groupby(places, is_open) if yes)


def _stretches(runs: Sequence[Sequence[Place]], other: int, *, came: bool) -> Iterator[Hunk]:
    """Runs that stand one behind the other as hunks: of words that went, or of words that came."""
    end = 0
    for run in runs:
        start, end = end, end + len(run)
        yield (other, other, start, end) if came else (start, end, other, other)
