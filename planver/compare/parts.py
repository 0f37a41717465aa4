"""Splits and joins: a clause that became several of the other draft, or was made of them.

A part is told by the words it takes from what the clause that answers the whole leaves over, and
by no other clause having nearly as many of its words.
"""

import heapq
import math
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from planver.compare.likely import Best, Candidate
from planver.compare.likeness import UNIT, Bag, Likeness
from planver.compare.links import SURE, Links

# Log odds that a clause is a part of a whole; tuned like those of `planver.compare.likely`.
_BASE, _TAKEN, _SHARED, _LEAD, _SCORE_LEAD, _BESIDE = -10.0, 7.6, 1.83, 5.5, 3.4, 3.85
# From here on a clause that is no part for certain may be told as a possible one.
_POSSIBLE = -5.0
# A clause that answers another one so surely is not looked at as a part.
_SETTLED = 8.0
# A whole has so many parts at most.
_MOST = 6


class View(Struct, frozen=True):
    """A comparison seen from the wholes: before clauses in a split, after clauses in a join.

    `odds` are those of the link of a part; `pairs` are (whole, part, shared weight, score), for
    parts that are not settled elsewhere.
    """

    wholes: Sequence[Bag]
    parts: Sequence[Bag]
    whole_of: Sequence[int]
    part_of: Sequence[int]
    odds: Callable[[int], float]
    pairs: Sequence[tuple[int, int, int, float]]


class Group(Struct, frozen=True):
    """A whole, all its parts in order, and the log odds of the least likely of them."""

    whole: int
    parts: tuple[int, ...]
    odds: float


def splits(links: Links, like: Likeness, found: Sequence[Candidate]) -> View:
    """The view in which before clauses are the wholes."""
    return View(
        wholes=like.before,
        parts=like.after,
        whole_of=links.before_of,
        part_of=links.after_of,
        odds=links.odds,
        pairs=[
            (pair.before, pair.after, pair.shared, pair.score)
            for pair in found
            if links.before_of[pair.after] != pair.before and links.odds(pair.after) < _SETTLED
        ],
    )


def joins(links: Links, like: Likeness, found: Sequence[Candidate]) -> View:
    """The view in which after clauses are the wholes."""
    after_of = links.after_of

    def odds(i: int) -> float:
        return links.odds(after_of[i]) if after_of[i] >= 0 else 0.0

    return View(
        wholes=like.after,
        parts=like.before,
        whole_of=after_of,
        part_of=links.before_of,
        odds=odds,
        pairs=[
            (pair.after, pair.before, pair.shared, pair.score)
            for pair in found
            if after_of[pair.before] != pair.after and odds(pair.before) < _SETTLED
        ],
    )


class _Pair(Struct, frozen=True, order=True):
    whole: int
    part: int
    lead: float
    score_lead: float


class Sharing:
    """Shares out the words of the wholes: to the part that answers, then to the likeliest others.

    A clause that answers another one weakly gives way to being a part where that is likelier.
    """

    def __init__(self, like: Likeness, view: View) -> None:
        self._like, self._view = like, view
        self._parts: dict[int, list[int]] = {}
        self._left: dict[int, frozenset[str]] = {}
        self._odds: dict[int, float] = {}
        self._given: set[int] = set()
        self._let_go: set[int] = set()
        self._doubtful: dict[int, tuple[int, float]] = {}
        self._share_out()

    def groups(self) -> Iterator[Group]:
        """Wholes with several parts, in order of the wholes."""
        for whole, odds in sorted(self._odds.items()):
            yield Group(whole, tuple(sorted(self._parts[whole])), odds)

    def doubtful(self) -> Iterator[tuple[int, int, float]]:
        """(whole, part, log odds) of possible parts that answer nobody, each with its likeliest."""
        for part, (whole, odds) in self._doubtful.items():
            yield whole, part, odds

    def _share_out(self) -> None:
        heap = [
            (-odds, pair) for pair in self._possible() if (odds := self._odds_of(pair)) > _POSSIBLE
        ]
        heapq.heapify(heap)
        while heap:
            minus, pair = heapq.heappop(heap)
            if not self._free(pair):
                continue
            odds = self._odds_of(pair)  # others may have taken its words meanwhile
            if odds < -minus and heap and odds < -heap[0][0]:
                heapq.heappush(heap, (-odds, pair))
            elif odds > self._view.odds(pair.part):
                self._give(pair, odds)
            elif odds > _POSSIBLE and self._view.whole_of[pair.part] < 0:
                self._doubtful.setdefault(pair.part, (pair.whole, odds))

    def _possible(self) -> Iterator[_Pair]:
        """Pairs of a whole that somebody answers and another clause that is not sure of its own."""
        view = self._view
        shares, scores = Best(len(view.parts)), Best(len(view.parts))
        for _, part, shared, score in view.pairs:
            shares.keep(part, shared / view.parts[part].weight)
            scores.keep(part, score)
        for whole, part, shared, score in view.pairs:
            main = view.part_of[whole]
            if main >= 0 and view.odds(main) < SURE:
                lead = shares.lead(part, shared / view.parts[part].weight)
                pair = _Pair(whole, part, lead, scores.lead(part, score))
                if self._odds_with(pair, shared, beside=True) > _POSSIBLE:  # at the very best
                    yield pair

    def _free(self, pair: _Pair) -> bool:
        """Whether a part may still be given to a whole."""
        return (
            pair.part not in self._given
            and self._view.whole_of[pair.part] not in self._odds
            and pair.whole not in self._let_go
            and len(self._parts[pair.whole]) < _MOST
        )

    def _give(self, pair: _Pair, odds: float) -> None:
        """Make a clause part of a whole; what it answered so far lets go of it."""
        whole, part = pair.whole, pair.part
        self._given.add(part)
        self._doubtful.pop(part, None)
        self._let_go.add(self._view.whole_of[part])
        self._parts[whole].append(part)
        self._left[whole] -= self._view.parts[part].kinds
        self._odds[whole] = min(odds, self._odds.get(whole, odds))

    def _odds_of(self, pair: _Pair) -> float:
        """The log odds that a clause is a part of a whole, given its other parts."""
        view, whole = self._view, pair.whole
        if whole not in self._parts:
            main = view.part_of[whole]
            self._parts[whole] = [main]
            self._left[whole] = view.wholes[whole].kinds - view.parts[main].kinds
        shared = self._like.weight(view.parts[pair.part].kinds & self._left[whole])
        beside = any(abs(pair.part - other) == 1 for other in self._parts[whole])
        return self._odds_with(pair, shared, beside=beside)

    def _odds_with(self, pair: _Pair, shared: int, *, beside: bool) -> float:
        return (
            _BASE
            + _TAKEN * shared / self._view.parts[pair.part].weight
            + _SHARED * math.log1p(shared / UNIT)
            + _LEAD * pair.lead
            + _SCORE_LEAD * pair.score_lead
            + _BESIDE * beside
        )
