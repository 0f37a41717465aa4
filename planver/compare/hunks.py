"""Where two texts differ, as runs of words: the heaviest run in common first, then what is left.

That is difflib's way, with two differences. A run weighs what its words weigh, and runs with a long
word come first, so that a shared ``of the`` is not found far away while a name is missed. And a
text is compared the same way round from either side (`words`), so that what was put in one way was
taken out the other way.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import isqrt

# A stretch larger than this (words before times words after) is cut at words that stand once on
# each side before its runs are sought, and given to rapidfuzz where there are none: the number of
# runs grows with the square of repeated words. Measured on statute clauses of 20 to 2,000 words.
_LARGE = 40_000

# More runs than this stand only in texts of few and ever the same words; rapidfuzz gets these too.
# Prose of 200 words has some 600.
_MANY = 2_000

# A stretch without anchors larger than this is cut into blocks: rapidfuzz keeps a bit for each word
# before and word after, and its time grows with their product. Measured on 130,000 words of one
# letter (2.1 GB in one go), on 40,000 words that each stand twice, shuffled, and on one clause of
# 5,000 to 40,000 words, rewritten (power 1.5 in blocks of 20,000 words, 1.1 in these).
_BLOCK = 25_000_000

# (before start, before end, after start, after end) of words that differ.
Hunk = tuple[int, int, int, int]
# (before start, after start, words) of words in common.
_Run = tuple[int, int, int]

_LIGHT_SIGNS = frozenset(",'\"’“”„«»-–—/()")


@lru_cache(4096)
def weight(key: str) -> int:
    """How much a word says: short words and most signs 1, figures, brackets and long words 2.

    Short is up to three letters, whatever the language: most articles, prepositions and
    conjunctions are.
    """
    if len(key) > 3:
        return 2
    return 1 if key.isalpha() or key in _LIGHT_SIGNS else 2


@lru_cache(4096)
def _pull(key: str) -> int:
    """The weight of a word where runs vie: among words of one weight, the longer."""
    return 4 * weight(key) if len(key) <= 4 else min(4 + len(key), 15)


def differences(a: Sequence[str], b: Sequence[str]) -> list[Hunk]:
    """Where the words of two texts differ, in order."""
    start, end_a, end_b = 0, len(a), len(b)
    shorter = min(end_a, end_b)
    while start < shorter and a[start] == b[start]:
        start += 1
    while end_a > start and end_b > start and a[end_a - 1] == b[end_b - 1]:
        end_a, end_b = end_a - 1, end_b - 1
    hunks: list[Hunk] = []
    _differ(a, b, (start, end_a, start, end_b), hunks)
    return hunks


def _differ(a: Sequence[str], b: Sequence[str], gap: Hunk, hunks: list[Hunk]) -> None:
    a1, a2, b1, b2 = gap
    if a1 == a2 or b1 == b2:
        if a1 != a2 or b1 != b2:
            hunks.append(gap)
        return
    part_a, part_b = a[a1:a2], b[b1:b2]
    cells = len(part_a) * len(part_b)
    if cells <= _LARGE:
        for around in _around(_kept(part_a, part_b, heavy=True), gap):
            x1, x2, y1, y2 = around
            if x1 < x2 and y1 < y2:
                hunks += _around(_kept(a[x1:x2], b[y1:y2], heavy=False), around)
            else:
                hunks.append(around)
    elif anchors := _anchors(part_a, part_b):
        last_a, last_b = 0, 0
        for i, j in [*anchors, (len(part_a), len(part_b))]:
            _differ(a, b, (a1 + last_a, a1 + i, b1 + last_b, b1 + j), hunks)
            last_a, last_b = i + 1, j + 1
    elif cells > _BLOCK:
        for block in _blocks(gap):
            _differ(a, b, block, hunks)
    else:
        hunks += _around(_aligned(part_a, part_b), gap)


def _aligned(a: Sequence[str], b: Sequence[str]) -> list[_Run]:
    """The longest alignment there is, whatever its runs."""
    from rapidfuzz.distance import Indel

    return [
        (op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in Indel.opcodes(a, b)
        if op.tag == "equal"
    ]


def _around(runs: Iterable[_Run], gap: Hunk) -> Iterator[Hunk]:
    """What is left of a gap between the runs that are kept."""
    a1, a2, b1, b2 = gap
    last_a, last_b = a1, b1
    for i, j, size in runs:
        if last_a < a1 + i or last_b < b1 + j:
            yield last_a, a1 + i, last_b, b1 + j
        last_a, last_b = a1 + i + size, b1 + j + size
    if last_a < a2 or last_b < b2:
        yield last_a, a2, last_b, b2


def _kept(a: Sequence[str], b: Sequence[str], *, heavy: bool) -> list[_Run]:
    """The runs in common to keep; with `heavy`, only those with a long word in them."""
    runs = _runs(a, b, heavy=heavy)
    if _in_order(runs):
        return runs
    if len(runs) > _MANY:
        return _aligned(a, b)
    return _chosen(runs, (0, *accumulate(map(_pull, a))))


def _runs(a: Sequence[str], b: Sequence[str], *, heavy: bool) -> list[_Run]:
    """All runs in common that cannot be made longer."""
    places: dict[str, list[int]] = {}
    for j, key in enumerate(b):
        if len(key) > 3 or not heavy or weight(key) > 1:
            if key in places:
                places[key].append(j)
            else:
                places[key] = [j]
    runs: list[_Run] = []
    end_a, end_b = len(a), len(b)
    for i, key in enumerate(a):
        for j in places.get(key, ()):
            start_a, start_b = i, j
            while start_a and start_b and a[start_a - 1] == b[start_b - 1]:
                start_a -= 1
                start_b -= 1
                if a[start_a] in places:
                    break  # inside of a run that is known already
            else:
                x, y = i + 1, j + 1
                while x < end_a and y < end_b and a[x] == b[y]:
                    x += 1
                    y += 1
                runs.append((start_a, start_b, x - start_a))
    return runs


def _chosen(runs: list[_Run], pulls: Sequence[int]) -> list[_Run]:
    """The runs to keep: the heaviest (longest, first) one, and so on before and behind it.

    `pulls` are those of the words of `a` up to each place.
    """
    if _in_order(runs):
        return runs
    heaviest = i = j = size = 0
    for run in runs:
        pull = pulls[run[0] + run[2]] - pulls[run[0]]
        if pull > heaviest or (pull == heaviest and run[2] > size):
            heaviest = pull
            i, j, size = run
    end_i, end_j = i + size, j + size
    before: list[_Run] = []
    behind: list[_Run] = []
    for x, y, n in runs:
        if x < i and y < j:
            before.append((x, y, min(n, i - x, j - y)))
        cut = max(end_i - x, end_j - y, 0)
        if n > cut:
            behind.append((x + cut, y + cut, n - cut))
    return [*_chosen(before, pulls), (i, j, size), *_chosen(behind, pulls)]


def _in_order(runs: Iterable[_Run]) -> bool:
    """Whether no run stands in the way of another."""
    end_a = end_b = 0
    for i, j, size in runs:
        if i < end_a or j < end_b:
            return False
        end_a, end_b = i + size, j + size
    return True


def _blocks(gap: Hunk) -> Iterator[Hunk]:
    """Both sides cut in proportion: nothing is lost, but what went far is not found again."""
    a1, a2, b1, b2 = gap
    count = isqrt((a2 - a1) * (b2 - b1) // _BLOCK) + 1
    cuts = [(a1 + (a2 - a1) * at // count, b1 + (b2 - b1) * at // count) for at in range(count + 1)]
    for (start_a, start_b), (end_a, end_b) in pairwise(cuts):
        yield start_a, end_a, start_b, end_b


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Words that stand once on each side, the longest run of them in the same order."""
    times_a, times_b = Counter(a), Counter(b)
    places = {word: j for j, word in enumerate(b) if times_a[word] == times_b[word] == 1}
    pairs = [(i, places[word]) for i, word in enumerate(a) if word in places]
    kept = increasing([j for _, j in pairs], [1] * len(pairs))
    return [pairs[place] for place in kept]


def increasing(values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Places of the heaviest strictly increasing subsequence, with a Fenwick tree.

    Of equally heavy ones, the one found first from the left.
    """
    ranks = {value: rank for rank, value in enumerate(sorted(set(values)), 1)}
    tree: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)
    previous: list[int] = []
    for place, (value, weight) in enumerate(zip(values, weights, strict=True)):
        best, rank = (0, -1), ranks[value] - 1
        while rank:
            if tree[rank][0] > best[0]:
                best = tree[rank]
            rank &= rank - 1
        previous.append(best[1])
        total, rank = best[0] + weight, ranks[value]
        while rank < len(tree):
            if total > tree[rank][0]:
                tree[rank] = (total, place)
            rank += rank & -rank
    place = max(tree, key=lambda entry: entry[0])[1]
    kept: list[int] = []
    while place >= 0:
        kept.append(place)
        place = previous[place]
    return kept[::-1]
