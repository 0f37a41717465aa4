"""All keys of a screen, from the table of commands."""

from collections.abc import Iterator

from textual.app import ComposeResult

from planver.render.layout import Role, Span, wrap
from planver.render.redline import Row
from planver.tui.bindings import bindings
from planver.tui.commands import Where, by_group, on_screen
from planver.tui.keys import KeyTable, shown
from planver.tui.screens.base import Movable, PlanScreen
from planver.tui.widgets.lines import Heading, StatusLine
from planver.tui.widgets.rows import RowsView, title_row

_KEYS, _LABEL = 18, 18
_SIGNS = (
    "Signs at the left of a clause: ~ amended, + inserted, - deleted, > moved, < split, & joined, "
    "# renumbered. Deleted words are struck, inserted words underlined. ✓ is a change you have "
    "reviewed, ▌ the one you are at. A line with ! is a figure that changed or a red line touched."
)
_KEYBOARDS = (
    "Letters also work by their place on a Russian or Ukrainian keyboard. Your own keys go into "
    "planver/keys.toml in your configuration folder; docs/keys.md says how."
)


class HelpText(RowsView):
    """The keys, group by group."""

    margin = 0

    def __init__(self, about: Where, table: KeyTable) -> None:
        super().__init__(id="text")
        self._about = about
        self._table = table

    def rows_for(self, width: int) -> Iterator[Row]:
        """A line per command, its sentence beside it."""
        if self._about is Where.REVIEW:
            yield from (Row(line) for line in wrap([Span(_SIGNS)], width))
            yield Row(())
        for group, members in by_group(tuple(on_screen(self._about))):
            yield title_row(str(group))
            for command in members:
                keys = " ".join(shown(key) for key in self._table.keys[command.id])
                head = f"{keys:<{_KEYS}}{command.label:<{_LABEL}}"
                beside = width - len(head) >= 40
                lines = wrap([Span(command.help)], width - len(head) if beside else width - 4)
                blank = Span(" " * (len(head) if beside else 4))
                first = Span(head, Role.NUMBER)
                if beside:
                    yield Row((first, *lines[0]))
                else:
                    yield Row((first,))
                yield from (Row((blank, *line)) for line in lines[1 if beside else 0 :])
            yield Row(())
        yield from (Row(line) for line in wrap([Span(_KEYBOARDS, Role.NOTE)], width))


class HelpScreen(PlanScreen[None]):
    """Help."""

    where = Where.HELP
    BINDINGS = [*bindings(Where.HELP), ("escape,question_mark,f1", "back", "back")]  # noqa: RUF012

    def __init__(self, about: Where, table: KeyTable) -> None:
        super().__init__()
        self._about = about
        self._table = table

    def compose(self) -> ComposeResult:
        """Heading, text, keys."""
        yield Heading(id="heading")
        yield HelpText(self._about, self._table)
        yield StatusLine(id="status")
        yield self.key_line()

    def on_mount(self) -> None:
        """Say what this is."""
        self.query_one(Heading).show(f"Keys of the {self._about} screen")
        self.status.show("q or Esc goes back.")

    def pane(self) -> Movable:
        """The text."""
        return self.query_one(HelpText)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)
