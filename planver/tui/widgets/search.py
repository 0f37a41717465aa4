"""The line one types a search into."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class SearchLine(Horizontal):
    """Shown while a search is being typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    class Asked(Message):
        """Words to look for; None where the reader thought better of it."""

        def __init__(self, words: str | None) -> None:
            super().__init__()
            self.words = words

    def compose(self) -> ComposeResult:
        """What it is, and the input."""
        yield Static("Search:", markup=False)
        yield Input(compact=True)

    def ask(self, words: str) -> None:
        """Begin to type, over the words of the last search."""
        self.add_class("asking")
        line = self.query_one(Input)
        line.value = words
        line.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look for the words."""
        event.stop()
        self._close(event.value)

    def action_cancel(self) -> None:
        """Leave the search as it was."""
        self._close(None)

    def _close(self, words: str | None) -> None:
        self.remove_class("asking")
        self.post_message(self.Asked(words))
