"""Single lines: what is compared, where one is, and the keys. Their text is never markup."""

from collections.abc import Sequence
from time import monotonic

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from planver.render.layout import Span, fitted, wrap
from planver.render.visible import one_line
from planver.tui.commands import Command
from planver.tui.keys import KeyTable

_BETWEEN = 2  # cells between two keys


class Heading(Widget):
    """What is on the screen: the longest of several wordings that fits."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        super().__init__(id=id)
        self._wordings: Sequence[str] = ("planver",)

    def show(self, *wordings: str) -> None:
        """Wordings from the longest to the shortest."""
        self._wordings = [one_line(wording) for wording in wordings]
        self.refresh()

    def render(self) -> Content:
        """The line."""
        width = max(self.size.width, 1)
        fits = next((text for text in self._wordings if cell_len(text) <= width), None)
        return Content(fits if fits is not None else fitted(self._wordings[-1], width).text)


class StatusLine(Widget):
    """Where the reader is; for some seconds, what just happened; at the left, what needs doing.

    What does not fit one line takes more, up to a third of the screen.
    """

    _SECONDS = 8.0

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        super().__init__(id=id)
        self._position = self._said = self._alert = ""
        self._said_at = 0.0
        self._height = 1

    def show(self, position: str) -> None:
        """Where the reader is."""
        self._position = one_line(position)
        self._redraw()

    def say(self, text: str) -> None:
        """What just happened, until something else does."""
        self._said = one_line(text)
        self._said_at = monotonic()
        said_at = self._said_at
        self.set_timer(self._SECONDS, lambda: self.quiet(said_at))
        self._redraw()

    def quiet(self, before: float | None = None) -> None:
        """Take back what was said, if it was said no later than `before`."""
        if self._said and (before is None or self._said_at <= before):
            self._said = ""
            self._redraw()

    def alert(self, text: str) -> None:
        """What needs doing; empty when it is done."""
        self._alert = one_line(text)
        self._redraw()

    def _redraw(self) -> None:
        """Draw anew; the panes move only where another number of lines is needed."""
        self.refresh(layout=len(self._lines(self.size.width)) != self._height)

    def _lines(self, width: int) -> list[str]:
        told = [part for part in (self._alert, self._said or self._position) if part]
        width, most = max(width, 1), max(self.app.size.height // 3, 1)
        rows = wrap([Span(" | ".join(told))], width)
        lines = ["".join(span.text for span in row) for row in rows]
        if len(lines) > most:
            rest = " ".join(lines[most - 1 :])
            lines = [*lines[: most - 1], fitted(rest, width).text]
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - textual's signature
        """As many lines as it takes."""
        self._height = len(self._lines(width))
        return self._height

    def render(self) -> Content:
        """The lines."""
        return Content("\n".join(self._lines(self.size.width)))


class KeyLine(Widget):
    """The most wanted keys; those that do not fit are left out, the ways back and to all stay."""

    class Pressed(Message):
        """A key of the line was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(
        self,
        commands: Sequence[Command],
        back: Command,
        more: Command | None,
        table: KeyTable,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._entries = [
            (table.first(command.id), command.short or command.label, command.action)
            for command in commands
        ]
        self._back = (table.first(back.id), back.label, back.action)
        self._more = [(table.first(more.id), "more", more.action)] if more else []

    def show_back(self, label: str) -> None:
        """Say where the key that goes back leads."""
        key, _, action = self._back
        self._back = (key, label, action)
        self.refresh()

    def _fitting(self) -> list[tuple[str, str, str]]:
        always = [self._back, *self._more]
        room = self.size.width - sum(map(_width, always)) + _BETWEEN
        kept = []
        for entry in self._entries:
            room -= _width(entry)
            if room < 0:
                break
            kept.append(entry)
        return [*kept, *always]

    def render(self) -> Content:
        """The line."""
        parts: list[Content | tuple[str, str]] = []
        for key, label, _ in self._fitting():
            parts += [(key, "bold"), Content(f" {label}{'':{_BETWEEN}}")]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """A key can be clicked."""
        end = 0
        for entry in self._fitting():
            end += _width(entry)
            if event.x < end:
                self.post_message(self.Pressed(entry[2]))
                return


def _width(entry: tuple[str, str, str]) -> int:
    key, label, _ = entry
    return cell_len(key) + 1 + cell_len(label) + _BETWEEN
