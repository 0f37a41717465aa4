"""Which draft to compare a draft with when nobody says: the nearest below it with a wording."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from planver.errors import PlanverError
from planver.model.change import Node
from planver.model.history import Entry
from planver.workflow.drafts import Drafts


class Step(Struct, frozen=True, kw_only=True):
    """A draft and a published one it goes back to; `across` are the unpublished ones between."""

    before: Entry
    after: Entry
    across: tuple[Entry, ...] = ()


def base_of(drafts: Drafts, after: Entry, name: str) -> Entry:
    """The draft to compare `after` with, which was asked for by `name`; in the plan of `after`.

    What `after` itself says it is based on counts, also where it is an earlier wording or a file
    from elsewhere. Raises PlanverError where it is based on no draft that is known here.
    """
    nodes = [_node(entry) for entry in drafts.entries()]
    base = base_for(nodes, _node(after))
    if base is None:
        raise PlanverError(
            f"{after.draft.id} is based on no other draft, so there is nothing to compare it with.",
            f"Name the draft before it too: `planver review BEFORE {name}`.",
        )
    return base


def base_for(nodes: Sequence[Node], node: Node) -> Entry | None:
    """The nearest published draft that `node` goes back to, else its first base; None for a root.

    Drafts whose wording was never published are stepped over: a comparison with them says nothing.
    """
    by_id = {other.entry.draft.id: other for other in nodes if _same_plan(other, node)}
    waiting = [by_id[base] for base in node.bases if base in by_id]
    first = waiting[0].entry if waiting else None
    seen: set[str] = set()
    while waiting:
        other = waiting.pop(0)
        if other.entry.draft.published:
            return other.entry
        if other.entry.draft.id not in seen:
            seen.add(other.entry.draft.id)
            waiting += [by_id[base] for base in other.bases if base in by_id]
    return first


def newest_comparable(nodes: Sequence[Node]) -> tuple[Entry, Entry] | None:
    """The newest draft that can be compared, after the one to compare it with; None if none can."""
    for node in reversed(nodes):
        base = base_for(nodes, node)
        if base is not None and base.draft.published and node.entry.draft.published:
            return base, node.entry
    return None


def stepped_over(nodes: Sequence[Node], before: Entry, after: Entry) -> tuple[str, ...]:
    """Ids of the unpublished drafts between two drafts that are compared across them."""
    by_id = {
        node.entry.draft.id: node for node in nodes if node.entry.draft.plan == before.draft.plan
    }
    found: dict[str, None] = {}
    waiting = [after.draft.id]
    while waiting:
        node = by_id.get(waiting.pop(0))
        for base in node.bases if node else ():
            gap = base in by_id and not by_id[base].entry.draft.published
            if gap and base not in found and base != before.draft.id:
                found[base] = None
                waiting.append(base)
    return tuple(found)


def steps_to(known: Mapping[str, Entry], after: Entry) -> tuple[Step, ...]:
    """What a draft can be compared with: each nearest published draft below it, on every way.

    `known` are the drafts of its plan by id. Empty for an unpublished draft and for a root.
    """
    if not after.draft.published:
        return ()
    followers: dict[str, list[str]] = {}
    waiting = [after]
    while waiting:
        entry = waiting.pop(0)
        for base in entry.draft.based_on:
            if base not in known or base == after.draft.id:
                continue
            if base not in followers and not known[base].draft.published:
                waiting.append(known[base])
            followers.setdefault(base, []).append(entry.draft.id)
    return tuple(
        Step(before=known[base], after=after, across=_between(known, base, followers))
        for base in followers
        if known[base].draft.published
    )


def _between(
    known: Mapping[str, Entry], base: str, followers: Mapping[str, Sequence[str]]
) -> tuple[Entry, ...]:
    """The unpublished drafts on any way up from a base, the nearest to the base first."""
    found: dict[str, Entry] = {}
    waiting = [base]
    while waiting:
        for follower in followers.get(waiting.pop(0), ()):
            if follower in followers and follower not in found:
                found[follower] = known[follower]
                waiting.append(follower)
    return tuple(found.values())


def steps(nodes: Sequence[Node]) -> tuple[tuple[Entry, Entry], ...]:
    """Every draft that has a base, after the one to compare it with, in the order of the graph."""
    pairs = ((base_for(nodes, node), node.entry) for node in nodes)
    return tuple((base, entry) for base, entry in pairs if base is not None)


def _same_plan(one: Node, other: Node) -> bool:
    return one.entry.draft.plan == other.entry.draft.plan


def _node(entry: Entry) -> Node:
    return Node(entry=entry, bases=entry.draft.based_on, diffs=())
