"""Pairs that the words do not prove: told as possible, never as a fact.

Where a text was told anew in other words, its order is most of what is left. So what stands open
between clauses that answer each other is laid side by side in order, favouring what is somewhat
alike; and what is most like a clause is told wherever it stands.
"""

from collections.abc import Iterator, Sequence

from planver.compare.likely import ALL_PAIRS, Candidate
from planver.compare.likeness import Likeness
from planver.compare.links import Links, Side

# What other depths and other places in the gap cost, in likeness; tuned on the pairs of
# benchmarks/pairs that are named for tuning.
_OTHER_DEPTH, _OUT_OF_PLACE = 0.05, 0.2
# Likeness from which what is most like a clause is told; the same tuning.
_ALIKE = 0.15


def in_order(
    links: Links, sides: tuple[Side, Side], like: Likeness
) -> Iterator[tuple[int, int, float]]:
    """(before, after, score) of open clauses that answer each other if the order was kept."""
    for before, after in links.gaps():
        if before and len(before) * len(after) <= ALL_PAIRS:
            yield from _side_by_side(before, after, sides, like)


def _side_by_side(
    before: Sequence[int], after: Sequence[int], sides: tuple[Side, Side], like: Likeness
) -> Iterator[tuple[int, int, float]]:
    """The heaviest pairing that keeps the order, by dynamic programming."""
    scores = [[like.compare(like.before[i], like.after[j])[0] for j in after] for i in before]
    gain = [
        [
            scores[x][y]
            - _OTHER_DEPTH * ((sides[0].parents[i] < 0) != (sides[1].parents[j] < 0))
            - _OUT_OF_PLACE * abs((x + 0.5) / len(before) - (y + 0.5) / len(after))
            for y, j in enumerate(after)
        ]
        for x, i in enumerate(before)
    ]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for x in reversed(range(len(before))):
        for y in reversed(range(len(after))):
            best[x][y] = max(best[x + 1][y], best[x][y + 1], best[x + 1][y + 1] + gain[x][y])
    x = y = 0
    while x < len(before) and y < len(after):
        if best[x][y] == best[x + 1][y]:
            x += 1
        elif best[x][y] == best[x][y + 1]:
            y += 1
        else:
            yield before[x], after[y], scores[x][y]
            x, y = x + 1, y + 1


def most_alike(links: Links, found: Sequence[Candidate]) -> Iterator[tuple[int, int, float]]:
    """(before, after, score) of each open clause and what is most like it, open or not.

    What answers another clause already may have taken this one in.
    """
    open_sides = [
        (pair, links.after_of[pair.before] < 0, links.before_of[pair.after] < 0) for pair in found
    ]
    best: dict[tuple[str, int], float] = {}
    for pair, before, after in open_sides:
        if before:
            best["before", pair.before] = max(best.get(("before", pair.before), 0), pair.score)
        if after:
            best["after", pair.after] = max(best.get(("after", pair.after), 0), pair.score)
    for pair, before, after in open_sides:
        likest = (before and pair.score == best["before", pair.before]) or (
            after and pair.score == best["after", pair.after]
        )
        if likest and pair.score >= _ALIKE:
            yield pair.before, pair.after, pair.score
