"""The drafts of a plan as a drawn graph: ``planver log``."""

from collections.abc import Iterator, Sequence

from planver.model.change import Node
from planver.render import phrases
from planver.render.graph import graph
from planver.render.layout import Line, Role, Span
from planver.render.visible import one_line


def overview(nodes: Sequence[Node]) -> list[Line]:
    """Rows for the drafts of one plan, oldest first, two lines each."""
    draft = nodes[-1].entry.draft
    rows: list[Line] = [(Span(one_line(draft.plan_title or draft.plan), Role.TITLE),), ()]
    lines: Iterator[Line] = iter(())
    lanes = graph([(node.entry.draft.id, node.bases) for node in nodes])
    width = max(len(row.lanes) for row in lanes)
    for row in lanes:
        if row.node is not None:
            lines = node_lines(nodes[row.node], nodes)
        text = next(lines, ())
        rows.append((Span(f"{row.lanes:<{width}}  ", Role.SIGN), *text))
    return rows


def node_lines(node: Node, among: Sequence[Node]) -> Iterator[Line]:
    """Two lines for a draft: what it is, and how much it changed of what it is based on.

    That it is not recorded is told where others among the drafts are.
    """
    unrecorded = node.entry.revision is None and any(other.entry.revision for other in among)
    draft = node.entry.draft
    by = phrases.listed([phrases.claim(made, draft) for made in draft.tabled_by])
    yield (
        Span(f"{one_line(draft.id):<16}", Role.NUMBER),
        Span(f"{one_line(draft.date or ''):<12}"),
        Span(one_line(by), Role.PARTY),
    )
    yield (Span(" " * 2), Span(_second_line(node, unrecorded=unrecorded), Role.NOTE))


def _second_line(node: Node, *, unrecorded: bool) -> str:
    draft = node.entry.draft
    size = phrases.plural(len(draft.points), "point")
    told = [size if draft.published else "wording never published"]
    for diff in node.diffs:
        base = diff.before.draft.id
        told.append(
            f"against {base}: {phrases.counts(diff)}" if diff.comparable else f"based on {base}"
        )
    if unrecorded and node.entry.path:
        told.append(f"not recorded: {node.entry.path}")
    return one_line("; ".join(told))
