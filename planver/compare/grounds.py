"""The wordings of a plan's drafts in order, and what each stands on.

The order goes by the graph, then by dates and ids, never by how the stages happen to be given.
"""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from msgspec import Struct

from planver.model.history import Entry
from planver.model.provenance import Stage


class Ground(Struct, frozen=True, kw_only=True):
    """What a stage stands on: the nearest published stages, and the unpublished ones between.

    `above` has the bit of every stage set that it goes back to.
    """

    published: tuple[int, ...]
    gap: tuple[int, ...]
    above: int


def grounds(stages: Sequence[Stage]) -> list[Ground]:
    """What each stage stands on; the stages must be in order."""
    found: list[Ground] = []
    for stage in stages:
        published: set[int] = set()
        gap: set[int] = set()
        above = 0
        for up in stage.parents:
            above |= found[up].above | 1 << up
            if stages[up].entry.draft.published:
                published.add(up)
            else:
                published.update(found[up].published)
                gap.update((*found[up].gap, up))
        found.append(
            Ground(published=tuple(sorted(published)), gap=tuple(sorted(gap)), above=above)
        )
    return found


def reordered(stages: Sequence[Stage], order: Sequence[int]) -> list[Stage]:
    """The stages in that order of their places, with their parents' new places."""
    rank = {place: at for at, place in enumerate(order)}
    return [
        Stage(
            entry=stages[place].entry,
            parents=tuple(sorted({rank[up] for up in stages[place].parents})),
        )
        for place in order
    ]


def in_order(stages: Sequence[Stage]) -> list[int]:
    """Places of the stages, each after its parents; otherwise by date, id and revision.

    Raises ValueError where the stages go back to each other in a circle.
    """
    waiting = [len(set(stage.parents)) for stage in stages]
    children: list[list[int]] = [[] for _ in stages]
    for place, stage in enumerate(stages):
        for up in set(stage.parents):
            children[up].append(place)
    ready = [(_key(stages[place].entry), place) for place, left in enumerate(waiting) if not left]
    heapify(ready)
    order: list[int] = []
    while ready:
        _, place = heappop(ready)
        order.append(place)
        for child in children[place]:
            waiting[child] -= 1
            if not waiting[child]:
                heappush(ready, (_key(stages[child].entry), child))
    if len(order) < len(stages):
        raise ValueError("stages go back to each other in a circle")
    return order


def _key(entry: Entry) -> tuple[str, ...]:
    draft, revision = entry.draft, entry.revision
    when = (revision.date, revision.oid) if revision else ("", "")
    return (draft.date or "", draft.plan, draft.id, *when, entry.path or "")
