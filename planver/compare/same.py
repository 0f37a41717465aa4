"""Clauses with the same words: first those that stand once, then those around them."""

from collections import defaultdict, deque
from collections.abc import Sequence

from planver.compare.links import SURE, Links

Keys = Sequence[object]  # None, or empty: a clause without words, which no pass here links


def same_words(links: Links, before: Keys, after: Keys) -> None:
    """Link what stands once on each side, and from there on what stands next to it."""
    _once(links, before, after)
    _next_to_links(links, before, after, 1)
    _next_to_links(links, before, after, -1)


def same_words_in_order(links: Links, before: Keys, after: Keys) -> None:
    """Link what is left with the same words, in order, wherever it stands."""
    waiting: dict[object, deque[int]] = defaultdict(deque)
    for i in links.open_before():
        if before[i]:
            waiting[before[i]].append(i)
    for j in links.open_after():
        if queue := waiting.get(after[j]):
            links.add(queue.popleft(), j, SURE)


def same_below_parent(
    links: Links, before: Keys, after: Keys, parents: tuple[Sequence[int], Sequence[int]]
) -> None:
    """Link what has the same key below parents that answer each other, in order."""
    waiting: dict[tuple[object, int], deque[int]] = defaultdict(deque)
    for i in links.open_before():
        if before[i]:
            waiting[before[i], parents[0][i]].append(i)
    for j in links.open_after():
        above = parents[1][j]
        # An open parent answers nobody: -2 is no place, and not the top either.
        there = -1 if above < 0 else links.before_of[above] if links.before_of[above] >= 0 else -2
        if queue := waiting.get((after[j], there)):
            links.add(queue.popleft(), j, SURE)


def _once(links: Links, before: Keys, after: Keys) -> None:
    here: dict[object, list[int]] = defaultdict(list)
    for i in links.open_before():
        if before[i]:
            here[before[i]].append(i)
    there: dict[object, list[int]] = defaultdict(list)
    for j in links.open_after():
        if after[j] in here:
            there[after[j]].append(j)
    for key, found in there.items():
        if len(found) == len(here[key]) == 1:
            links.add(here[key][0], found[0], SURE)


def _next_to_links(links: Links, before: Keys, after: Keys, step: int) -> None:
    places = range(len(after)) if step > 0 else range(len(after) - 1, -1, -1)
    for j in places:
        i = links.before_of[j]
        near_i, near_j = i + step, j + step
        if (
            i >= 0
            and 0 <= near_i < len(before)
            and 0 <= near_j < len(after)
            and before[near_i]
            and before[near_i] == after[near_j]
            and links.open(near_i, near_j)
        ):
            links.add(near_i, near_j, SURE)
