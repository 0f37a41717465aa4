"""The drafts of a plan as a drawn graph: ``planver log``."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from planver.model.change import ChangedDrafts, DraftDiff, Node
from planver.model.signature import Judgement
from planver.render import phrases
from planver.render.graph import graph
from planver.render.layout import Line, Role, Span, wrap
from planver.render.signatures import line
from planver.render.visible import one_line


def overview(nodes: Sequence[Node], signed: Mapping[str, Judgement] | None = None) -> list[Line]:
    """Rows for the drafts of one plan, oldest first, two lines each.

    With `signed`, by the draft's id, a third that says what the signature says.
    """
    draft = nodes[-1].entry.draft
    title = Span(one_line(draft.plan_title or draft.plan), Role.TITLE)
    return [(title,), (), *_drawn(nodes, phrases.counts, signed)]


def changed_overview(
    found: ChangedDrafts,
    signed: Mapping[str, Judgement] | None = None,
    width: int | None = None,
) -> list[Line]:
    """The same for the drafts in which something changed, told as such; the others are left out.

    A line leads from one draft to another only where the one is based on the other. Sentences above
    and below the graph are wrapped at `width`.
    """
    rows: list[Line] = [(Span(one_line(found.title), Role.TITLE),)]
    rows += _sentences(phrases.only_drafts(found), width)
    if found.nodes:
        rows += [(), *_drawn(found.nodes, phrases.changes, signed)]
    if told := tuple(phrases.left_out(found)):
        rows += [(), *_sentences(told, width)]
    return rows


def _sentences(told: Iterable[str], width: int | None) -> Iterator[Line]:
    for sentence in told:
        span = Span(one_line(sentence), Role.NOTE)
        yield from [(span,)] if width is None else wrap([span], width)


def _drawn(
    nodes: Sequence[Node],
    counts: Callable[[DraftDiff], str],
    signed: Mapping[str, Judgement] | None,
) -> list[Line]:
    rows: list[Line] = []
    lines: Iterator[Line] = iter(())
    lanes = graph([(node.entry.draft.id, node.bases) for node in nodes], 1 if signed is None else 2)
    width = max(len(row.lanes) for row in lanes)
    for row in lanes:
        if row.node is not None:
            node = nodes[row.node]
            judged = (signed or {}).get(node.entry.draft.id)
            lines = chain(node_lines(node, nodes, counts), [line(judged)] if judged else [])
        text = next(lines, ())
        rows.append((Span(f"{row.lanes:<{width}}  ", Role.SIGN), *text))
    return rows


def node_lines(
    node: Node, among: Sequence[Node], counts: Callable[[DraftDiff], str] = phrases.counts
) -> Iterator[Line]:
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
    told = _second_line(node, counts, unrecorded=unrecorded)
    yield (Span(" " * 2), Span(told, Role.NOTE))


def _second_line(node: Node, counts: Callable[[DraftDiff], str], *, unrecorded: bool) -> str:
    draft = node.entry.draft
    size = phrases.plural(len(draft.points), "point")
    told = [size if draft.published else "wording never published"]
    for diff in node.diffs:
        base = diff.before.draft.id
        near = base in node.bases or base in draft.based_on
        far = "" if near else ", across drafts that were never published"
        told.append(
            f"against {base}{far}: {counts(diff)}" if diff.comparable else f"based on {base}"
        )
    if unrecorded and node.entry.path:
        told.append(f"not recorded: {node.entry.path}")
    return one_line("; ".join(told))
