"""The pane that says who proposed a change, and on what record."""

from collections.abc import Iterator

from planver.model.change import ClauseChange, DraftDiff
from planver.render.redline import Row
from planver.tui.provenance import provenance
from planver.tui.widgets.rows import RowsView


class ProvenanceView(RowsView):
    """Provenance of one change."""

    margin = 0

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        super().__init__(id=id)
        self._diff: DraftDiff | None = None
        self._change: ClauseChange | None = None

    def show(self, diff: DraftDiff, change: ClauseChange | None) -> None:
        """Show the provenance of a change."""
        if self._diff is diff and self._change is change:
            return
        self._diff, self._change = diff, change
        self.start()
        self.reflow()

    def rows_for(self, width: int) -> Iterator[Row]:
        """The rows; none before a change was chosen."""
        if self._diff is not None and self._change is not None:
            yield from (Row(line) for line in provenance(self._diff, self._change, width))
