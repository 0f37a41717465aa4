"""The names of the two drafts above the two columns."""

from textual.content import Content
from textual.widget import Widget

from planver.model.change import DraftDiff
from planver.model.history import Entry
from planver.render.layout import fitted
from planver.render.redline import gutter
from planver.render.visible import one_line
from planver.tui.widgets.rows import MARGIN


class ColumnTitles(Widget):
    """One line that stands over the columns of the redline under it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        super().__init__(id=id)
        self._diff: DraftDiff | None = None

    def show(self, diff: DraftDiff) -> None:
        """Name the drafts."""
        self._diff = diff
        self.refresh()

    def render(self) -> Content:
        """The line; one cell at the right belongs to the scrollbar of the redline."""
        if self._diff is None:
            return Content("")
        room = max(self.size.width - 1 - MARGIN, 1)
        before = gutter(self._diff, room)
        column = max((room - before - 3) // 2, 1)
        titles = (f"Before: {_title(self._diff.before)}", f"After: {_title(self._diff.after)}")
        left, right = (fitted(title, column).text for title in titles)
        return Content(f"{'':{MARGIN + before}}{left}   {right}")


def _title(entry: Entry) -> str:
    return one_line(" ".join(part for part in (entry.draft.id, entry.draft.date) if part))
