"""All keys of a screen, from the table of commands."""

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult

from planver.model.change import Kind
from planver.render import phrases
from planver.render.layout import Role, Span, wrap
from planver.render.redline import Row
from planver.tui.bindings import bindings
from planver.tui.commands import Where, by_group, on_screen
from planver.tui.keys import KeyTable, shown
from planver.tui.screens.base import Movable, PlanScreen
from planver.tui.widgets.lines import Heading, StatusLine
from planver.tui.widgets.rows import RowsView, title_row

_KEYS, _LABEL = 18, 18
_MEANINGS = {
    Kind.DELETED: "deleted: only in the draft before",
    Kind.INSERTED: "inserted: only in the draft after",
    Kind.SPLIT: "split: one clause became several",
    Kind.JOINED: "joined: several clauses became one",
    Kind.MOVED: "moved: stands in another place",
    Kind.AMENDED: "amended: other words",
    Kind.RENUMBERED: "renumbered: the same words under another number",
}
# What else stands on the screen without a word beside it.
_LEGEND = (
    (phrases.STATUS_SIGN, "the same words, another status"),
    ("!", "a figure that changed, or a red line of a party that is touched"),
    ("?", "a guess: clauses that may belong together, or were paired by likeness of words only"),
    ("¶", "a line break that was put in (underlined) or taken out (struck)"),
    ("▌", "the change you are at"),
    ("✓", "a change you have reviewed; at a point, all its changes"),
    ("5-7", "points 5, 6 and 7, which one point was split into; 5+2 is 5 and two others"),
    ("4", "in the contents, after the number: the point and its parts have 4 changes"),
    ("2/4", "the same, 2 of the 4 reviewed"),
    ("▶ ▼", "a point with parts, closed and open"),
    ("···", "unchanged clauses, or changes the filter leaves out, that are not shown"),
)
_IN_HISTORY = (phrases.STATUS_SIGN, "!", "?", "¶", "5-7", "···")
# The marks beside words that say where they come from, and what they do not say.
_MARKS = (
    ("c-1 or d-2", "came in one of these; in which is not known, as only the last was published"),
    ("us/ru", "both parties are named, and the share of each is not known"),
    ("(disputed)", "what weakens the claim about a party; the record below the words tells more"),
    ("nobody named", "the record names no party"),
    ("put back", "another draft had taken the words out, and the one named brought them back"),
    ("on its own", "another draft has these words too, and neither draft goes back to the other"),
)
_SIGN, _MARK = 6, 14
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
            yield from _legend("Signs", (*_kinds(), *_LEGEND), _SIGN, width)
            yield from _words(("deleted", Role.DELETE), ("inserted", Role.INSERT))
        elif self._about is Where.HISTORY:
            signs = (sign for sign in _LEGEND if sign[0] in _IN_HISTORY)
            yield from _legend("Signs", (*_kinds(), *signs), _SIGN, width)
            yield from _words(("deleted", Role.DELETE), ("inserted", Role.INSERT))
        elif self._about is Where.WHO:
            yield from _legend("Marks", _MARKS, _MARK, width)
            yield from _words(("came with this draft", Role.INSERT), ("came earlier", Role.TEXT))
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


def _kinds() -> Iterator[tuple[str, str]]:
    return ((mark, _MEANINGS[kind]) for kind, mark in phrases.SIGNS.items() if kind in _MEANINGS)


def _legend(title: str, signs: Iterable[tuple[str, str]], room: int, width: int) -> Iterator[Row]:
    """The signs with their meanings, which begin after `room` cells."""
    yield title_row(title)
    for sign, meaning in signs:
        lines = wrap([Span(meaning)], max(width - room, 10))
        yield Row((Span(f"{sign:<{room}}", Role.NUMBER), *lines[0]))
        yield from (Row((Span(" " * room), *line)) for line in lines[1:])


def _words(*examples: tuple[str, Role]) -> Iterator[Row]:
    """What words look like."""
    between = (Span(word, role) for word, role in examples)
    yield Row((Span("Words:"), *(part for span in between for part in (Span(" "), span))))
    yield Row(())


class HelpScreen(PlanScreen[None]):
    """Help."""

    where = Where.HELP
    BINDINGS = [*bindings(Where.HELP), ("question_mark,f1", "back", "back")]  # noqa: RUF012

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
        self.status.show(f"{self.keys_back('back', 'step-back')} goes back.")

    def pane(self) -> Movable:
        """The text."""
        return self.query_one(HelpText)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_step_back(self) -> None:
        """Go back."""
        self.dismiss(None)
