"""The names of the two drafts above the two columns."""

from textual.content import Content
from textual.widget import Widget

from planver.model.history import Entry
from planver.render.layout import fitted
from planver.render.redline import GUTTER
from planver.render.visible import one_line
from planver.tui.widgets.rows import MARGIN


class ColumnTitles(Widget):
    """One line that stands over the columns of the redline under it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        super().__init__(id=id)
        self._titles = ("", "")

    def show(self, before: Entry, after: Entry) -> None:
        """Name the drafts."""
        self._titles = (f"Before: {_title(before)}", f"After: {_title(after)}")
        self.refresh()

    def render(self) -> Content:
        """The line; one cell at the right belongs to the scrollbar of the redline."""
        width = max(self.size.width - 1 - MARGIN - GUTTER, 16)
        column = (width - 3) // 2
        left, right = (fitted(title, column).text for title in self._titles)
        return Content(f"{'':{MARGIN + GUTTER}}{left}   {right}")


def _title(entry: Entry) -> str:
    return one_line(" ".join(part for part in (entry.draft.id, entry.draft.date) if part))
