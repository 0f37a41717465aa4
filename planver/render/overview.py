"""The drafts of a plan as a drawn graph: ``planver log``."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from planver.model.change import ChangedDrafts, DraftDiff, Node
from planver.model.signature import Judgement
from planver.render import phrases
from planver.render.graph import graph
from planver.render.layout import Line, Role, Span, wrap
from planver.render.signatures import line
from planver.render.visible import one_line

_GAP = 2
_LEAST = 16  # cells; in less room sentences cannot be read


def overview(
    nodes: Sequence[Node],
    signed: Mapping[str, Judgement] | None = None,
    width: int | None = None,
) -> list[Line]:
    """Rows for the drafts of one plan, oldest first, two lines each; wrapped at `width`.

    With `signed`, by the draft's id, a third that says what the signature says.
    """
    draft = nodes[-1].entry.draft
    title = Span(one_line(draft.plan_title or draft.plan), Role.TITLE)
    rows: list[Line] = [(title,), (), *_drawn(nodes, phrases.counts, signed, width)]
    if any(diff.between for node in nodes for diff in node.diffs):
        rows += [(), *_sentences([phrases.MAY_BE_OLDER], width)]
    return rows


def changed_overview(
    found: ChangedDrafts,
    signed: Mapping[str, Judgement] | None = None,
    width: int | None = None,
) -> list[Line]:
    """The same for the drafts in which something changed, told as such; the others are left out.

    A line leads from one draft to another only where the one is based on the other.
    """
    rows: list[Line] = [(Span(one_line(found.title), Role.TITLE),)]
    rows += _sentences(phrases.only_drafts(found), width)
    if found.nodes:
        rows += [(), *_drawn(found.nodes, phrases.changes, signed, width)]
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
    width: int | None,
) -> list[Line]:
    rows: list[Line] = []
    below = 1 if signed is None else 2
    lanes = graph([(node.entry.draft.id, node.bases) for node in nodes], below)
    wide = max(len(row.lanes) for row in lanes) + _GAP
    room = None if width is None else max(width - wide, _LEAST)
    texts: list[Line] = []
    left = 0
    for row in lanes:
        if row.node is not None:
            node = nodes[row.node]
            judged = (signed or {}).get(node.entry.draft.id)
            lines = (*node_lines(node, nodes, counts), *([line(judged)] if judged else []))
            texts = [piece for text in lines for piece in _hanging(text, room)]
            left = below + 1
        left -= 1
        # The last row of a draft is repeated for what does not fit into the rows before it.
        shown = texts[: 1 if left else None] or [()]
        rows += ((Span(f"{row.lanes:<{wide}}", Role.SIGN), *text) for text in shown)
        texts = texts[1:] if left > 0 else []
    return rows


def _hanging(text: Line, room: int | None) -> Iterator[Line]:
    """A line, in rows no wider than `room` and indented like its last span."""
    *before, last = text
    indent = sum(span.width for span in before)
    if room is None or indent + last.width <= room:
        yield text
        return
    if indent + _LEAST > room:
        yield from wrap(text, room)
        return
    first, *rest = wrap([last], room - indent)
    yield (*before, *first)
    yield from ((Span(" " * indent), *piece) for piece in rest)


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
        far = f", across {phrases.unpublished(diff.between)}" if diff.between else ""
        told.append(
            f"against {base}{far}: {counts(diff)}" if diff.comparable else f"based on {base}"
        )
    if unrecorded and node.entry.path:
        told.append(f"not recorded: {node.entry.path}")
    return one_line("; ".join(told))
