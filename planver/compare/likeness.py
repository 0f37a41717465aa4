"""How alike two clauses are, by their words alone.

The form of the score is that of a prototype measured on edited US Code clauses: weighted Dice for
what they share, indel similarity for the order it stands in, containment for a clause that lives
on inside a longer one. Rare words weigh more than common ones, and figures hardly at all: a
clause whose figures changed is the same clause, and its neighbour with the same figures is not.

Weights are whole numbers, so that no sum depends on the order in which a set gives its members.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from rapidfuzz.distance import Indel

from planver.compare.tokens import terms

# Shares of the score: tuned on synthetic edits of US Code clauses.
_DICE, _ORDER, _CONTAINED = 0.45, 0.35, 0.20
# Letters of a word that count: endings come and go when a sentence is turned round. Words shorter
# than that weigh less, for in every language the short ones are those that say little; figures
# weigh so much of a long word. These and the constants below: tuned on the pairs of
# benchmarks/pairs that are named for tuning and on seeds below 100 of benchmarks/synthetic.py.
_STEM, _FIGURE = 6, 0.15
# Weights are kept in this fraction of a natural logarithm. Words that all clauses have keep a
# little: two clauses of nothing else are still alike.
UNIT, _LEAST = 1024, 0.05
# A word, or pair of words, in more clauses than this finds no candidates: keeps the index
# near-linear on thousands of near-duplicates.
_COMMON = 40
# How many candidates a clause has, and how many of its rarest words and pairs of words are asked
# for them. Long clauses, of which several may have been joined, ask for a share of theirs.
_TOP, _ASKED = 5, 16
_TOP_SHARE, _ASKED_SHARE = 12, 3
# The order of a clause is told by so many of its words: the time grows with the square of them.
_ORDERED = 5_000
# Words are told apart by a character each, from the planes above the first.
_FIRST, _PLANES = 0x10000, 0x100000


class Bag(Struct, frozen=True):
    """The words of one clause, a character each.

    `line` has them in order, `order` the first ones without figures, `kinds` once each; `weight`
    is theirs.
    """

    line: str
    order: str
    kinds: frozenset[str]
    weight: int


class Likeness:
    """Scores pairs of clauses of two drafts."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        texts = (*before, *after)
        signs: dict[str, str] = {}
        # Most texts stand on both sides: each is taken apart once.
        lines = {text: _line(_terms(text), signs) for text in dict.fromkeys(texts)}
        kinds = {text: frozenset(line) for text, line in lines.items()}
        self._weights = _weights(signs, [kinds[text] for text in texts])
        figures = {ord(sign): None for stem, sign in signs.items() if stem[0].isdigit()}
        bags = {
            text: Bag(
                line, line.translate(figures)[:_ORDERED], kinds[text], self.weight(kinds[text])
            )
            for text, line in lines.items()
        }
        self.before, self.after = [bags[text] for text in before], [bags[text] for text in after]

    def weight(self, kinds: frozenset[str]) -> int:
        """The summed weight of words."""
        return sum(map(self._weights.__getitem__, kinds))

    def compare(self, a: Bag, b: Bag) -> tuple[float, int]:
        """Score and shared weight: 0 for nothing in common, 1 for the same words in order."""
        if not a.line or not b.line:
            return 0.0, 0
        shared = self.weight(a.kinds & b.kinds)
        score = (
            _DICE * 2 * shared / (a.weight + b.weight)
            + _ORDER * Indel.normalized_similarity(a.order, b.order)
            + _CONTAINED * shared / min(a.weight, b.weight)
        )
        return score, shared

    def may_score(self, a: Bag, b: Bag, score: float) -> bool:
        """Whether two clauses can score so much at all, however much the words they share weigh."""
        least = (score - _DICE - _CONTAINED) / _ORDER
        return Indel.normalized_similarity(a.order, b.order) >= least

    def candidates(self, before: Sequence[int], after: Sequence[int]) -> Iterator[tuple[int, int]]:
        """For each of `after` those of `before` that share the most of its rare words."""
        index: dict[str, list[int]] = defaultdict(list)
        for i in before:
            for feature in _features(self.before[i].line):
                index[feature].append(i)
        rare = {feature: holders for feature, holders in index.items() if len(holders) <= _COMMON}
        for j in after:
            found = [rare[feature] for feature in _features(self.after[j].line) if feature in rare]
            found.sort(key=len)
            votes: dict[int, int] = defaultdict(int)
            for holders in found[: max(_ASKED, len(found) // _ASKED_SHARE)]:
                share = UNIT // len(holders)
                for i in holders:
                    votes[i] += share
            best = sorted(votes, key=lambda i: (-votes[i], i))
            yield from ((i, j) for i in best[: max(_TOP, len(found) // _TOP_SHARE)])


@lru_cache(maxsize=4096)
def _terms(text: str) -> Sequence[str]:
    """The words of a text; along a history the same texts come again and again."""
    return terms(text)


def _line(words: Sequence[str], signs: dict[str, str]) -> str:
    return "".join([signs.get(word) or _sign(word, signs) for word in words])


def _sign(word: str, signs: dict[str, str]) -> str:
    """The character of a word; words that begin alike share one."""
    stem = word if word[0].isdigit() else word[:_STEM]
    if stem not in signs:
        signs[stem] = chr(_FIRST + len(signs) % _PLANES)
    signs[word] = signs[stem]
    return signs[word]


def _weights(signs: Mapping[str, str], kinds: Sequence[frozenset[str]]) -> dict[str, int]:
    spread: Counter[str] = Counter()
    for each in kinds:
        spread.update(each)
    stems: dict[str, str] = {}
    for stem, sign in signs.items():
        stems.setdefault(sign, stem)
    return {
        sign: round(UNIT * (math.log(len(kinds) / seen) + _LEAST) * _sense(stems[sign]))
        for sign, seen in spread.items()
    }


def _sense(stem: str) -> float:
    """How much a word says by its look alone, 0 to 1."""
    return _FIGURE if stem[0].isdigit() else min(len(stem), _STEM) / _STEM


def _features(line: str) -> list[str]:
    """Words and pairs of neighbouring words, each once, in order of appearance."""
    return list(dict.fromkeys([*line, *map(str.__add__, line, line[1:])]))
