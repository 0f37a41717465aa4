"""How alike two clauses are, by their words alone.

The score and its weights are those of the prototype measured on edited US Code clauses: weighted
Dice for what they share, indel similarity for the order it stands in, containment for a clause
that lives on inside a longer one.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from rapidfuzz.distance import Indel

from planver.compare.tokens import folded, words

# Weights of the score: tuned on synthetic edits of US Code clauses.
_DICE, _ORDER, _CONTAINED = 0.45, 0.35, 0.20
# A word, or pair of words, in more clauses than this finds no candidates: keeps the index
# near-linear on thousands of near-duplicates.
_COMMON = 40
# Candidates kept per clause.
_TOP = 8


class Bag(Struct, frozen=True):
    """The words of one clause, in order and counted, with their total weight."""

    keys: tuple[str, ...]
    counts: Mapping[str, int]
    weight: float


class Likeness:
    """Scores pairs of clauses of two drafts; rare words weigh more than common ones."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        keys = [folded(words(text).keys) for text in (*before, *after)]
        spread = Counter(word for clause in keys for word in set(clause))
        self._idf = {word: math.log(1 + len(keys) / seen) for word, seen in spread.items()}
        bags = [self._bag(clause) for clause in keys]
        self.before, self.after = bags[: len(before)], bags[len(before) :]
        self._known: dict[tuple[int, int], float] = {}

    def _bag(self, keys: tuple[str, ...]) -> Bag:
        counts = Counter(keys)
        return Bag(keys, counts, self.weight(counts))

    def weight(self, counts: Mapping[str, int]) -> float:
        """The summed weight of counted words."""
        return sum(self._idf[word] * times for word, times in counts.items())

    def score(self, before: int, after: int) -> float:
        """0 for nothing in common, 1 for the same words in the same order."""
        if (before, after) not in self._known:
            self._known[before, after] = self._score(self.before[before], self.after[after])
        return self._known[before, after]

    def _score(self, a: Bag, b: Bag) -> float:
        if not a.keys or not b.keys:
            return 0.0
        shared = self.shared(a.counts, b.counts)
        dice = 2 * shared / (a.weight + b.weight)
        order = Indel.normalized_similarity(a.keys, b.keys)
        contained = shared / min(a.weight, b.weight)
        return _DICE * dice + _ORDER * order + _CONTAINED * contained

    def shared(self, a: Mapping[str, int], b: Mapping[str, int]) -> float:
        """The weight of the words two clauses have in common."""
        small, large = (a, b) if len(a) <= len(b) else (b, a)
        return sum(
            self._idf[word] * min(times, large[word])
            for word, times in small.items()
            if word in large
        )

    def candidates(self, before: Sequence[int], after: Sequence[int]) -> Iterator[tuple[int, int]]:
        """For each of `after` the clauses of `before` that share the most of its rare words."""
        index: dict[object, list[int]] = defaultdict(list)
        for i in before:
            for feature in _features(self.before[i].keys):
                index[feature].append(i)
        for j in after:
            votes: dict[int, float] = defaultdict(float)
            for feature in _features(self.after[j].keys):
                holders = index.get(feature, ())
                if len(holders) <= _COMMON:
                    for i in holders:
                        votes[i] += 1 / len(holders)
            best = sorted(votes, key=lambda i: (-votes[i], i))[:_TOP]
            yield from ((i, j) for i in best)


def _features(keys: Sequence[str]) -> Iterator[object]:
    """Words and pairs of neighbouring words, each once, in order of appearance."""
    yield from dict.fromkeys(keys)
    yield from dict.fromkeys(pairwise(keys))
