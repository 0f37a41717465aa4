"""A comparison for a terminal: its heading, then the redline."""

from collections.abc import Sequence

from planver.model.change import DraftDiff
from planver.render.layout import Line, Role, Span, wrap
from planver.render.plain import heading
from planver.render.redline import Look, redline


def comparison(
    diff: DraftDiff, shown: Sequence[int], look: Look, folded: Sequence[int] = ()
) -> list[Line]:
    """Rows with what is compared, how much changed, and the chosen changes."""
    title, *rest = heading(diff, shown, folded)
    rows = wrap([Span(title, Role.TITLE)], look.width)
    for line in rest:
        rows += wrap([Span(line)], look.width)
    rows.append(())
    rows += (row.spans for row in redline(diff, shown, look))
    return rows
