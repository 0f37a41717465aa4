"""A text to be read through, without a current place in it."""

from collections.abc import Callable, Iterator

from planver.render.redline import Row
from planver.tui.widgets.rows import RowsView, sentences

# Rows no wider than so many cells.
Text = Callable[[int], Iterator[Row]]


class TextView(RowsView):
    """A text, laid out for the width there is; before there is one, a sentence."""

    margin = 0

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        super().__init__(id=id)
        self._text: Text = lambda width: sentences("", width)

    def show(self, text: Text) -> None:
        """Show a text. Whoever has scrolled on in an earlier one stays at that row."""
        self._text = text
        self.reflow()

    def show_notice(self, told: str) -> None:
        """Show a sentence in place of a text."""
        self.show(lambda width: sentences(told, width))

    def rows_for(self, width: int) -> Iterator[Row]:
        """The rows of the text."""
        return self._text(width)
