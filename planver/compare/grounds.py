"""The wordings of a plan's drafts in order, and what each stands on.

The order goes by the graph, then by dates and ids, never by how the stages happen to be given.
"""

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from msgspec import Struct
from msgspec.structs import replace

from planver.model.history import Entry
from planver.model.provenance import Stage


class Ground(Struct, frozen=True, kw_only=True):
    """What a stage stands on: the nearest published stages, and the unpublished ones between.

    `above` has the bit of every stage set that it goes back to.
    """

    published: tuple[int, ...]
    gap: tuple[int, ...]
    above: int

    def goes_back_to(self, place: int) -> bool:
        """Whether it goes back to the stage at that place."""
        return bool(self.above >> place & 1)


def apart(known: Sequence[Ground], one: int, other: int) -> bool:
    """Whether these are two stages, and neither goes back to the other."""
    return one != other and not (known[one].goes_back_to(other) or known[other].goes_back_to(one))


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


def in_order(stages: Sequence[Stage]) -> tuple[list[Stage], dict[int, int]]:
    """The stages, each after its parents; otherwise by date, id and revision.

    Beside them, the new place of each by the place as given. Raises ValueError where the stages go
    back to each other in a circle.
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
    places = {place: at for at, place in enumerate(order)}
    return [_moved(stages[place], places) for place in order], places


def _moved(stage: Stage, places: Mapping[int, int]) -> Stage:
    """The stage, with its parents' new places."""
    return replace(stage, parents=tuple(sorted({places[up] for up in stage.parents})))


def _key(entry: Entry) -> tuple[str, ...]:
    draft, revision = entry.draft, entry.revision
    when = (revision.date, revision.oid) if revision else ("", "")
    return (draft.date or "", draft.plan, draft.id, *when, entry.path or "")
