"""The drafts of a plan as a graph: what each is based on, and how much it changed of that."""

from planver.compare.diff import compare
from planver.errors import PlanverError
from planver.model.change import Node
from planver.model.history import Entry
from planver.workflow.drafts import Drafts


def draft_graph(drafts: Drafts) -> dict[str, tuple[Node, ...]]:
    """For every plan its drafts, each after those it is based on.

    Raises PlanverError where there is no draft at all.
    """
    entries = drafts.entries()
    if not entries:
        raise PlanverError(
            "There are no drafts here.",
            "Go to the folder of a plan, or run `planver demo` for a sample.",
        )
    graph: dict[str, list[Node]] = {}
    known: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        draft = entry.draft
        known[draft.plan, draft.id] = entry
        bases = tuple(base for base in draft.based_on if (draft.plan, base) in known)
        diffs = tuple(compare(known[draft.plan, base], entry) for base in bases)
        graph.setdefault(draft.plan, []).append(Node(entry=entry, bases=bases, diffs=diffs))
    return {plan: tuple(nodes) for plan, nodes in graph.items()}
