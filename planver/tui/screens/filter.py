"""Choosing which changes to show: by kind, by party, by substance, by words."""

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from planver.model.change import DraftDiff, Kind
from planver.render.layout import Role, Span, fitted
from planver.render.redline import Row
from planver.render.visible import one_line
from planver.tui.widgets.rows import RowsView
from planver.workflow.selection import Selection, parties, select


class Choice(Struct, frozen=True, kw_only=True):
    """One line of the dialog: what it is called, and the filter it stands for."""

    label: str
    wanted: Selection


class Choices(RowsView):
    """Choices with a tick in text: Space chooses, Enter closes the dialog."""

    steps_by_block = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.apply", show=False),
        Binding("down,j,о", "step(1)", show=False),
        Binding("up,k,л", "step(-1)", show=False),
        Binding("space", "choose", show=False),
    ]

    def __init__(self, choices: tuple[Choice, ...], wanted: Selection) -> None:
        super().__init__(id="choices")
        self._choices = choices
        self.chosen = {at for at, choice in enumerate(choices) if _within(choice.wanted, wanted)}
        self.styles.height = len(choices)

    def rows_for(self, width: int) -> Iterator[Row]:
        """A row per choice."""
        for at, choice in enumerate(self._choices):
            mark = "yes" if at in self.chosen else "   "
            text = fitted(one_line(choice.label), max(width - 6, 10))
            yield Row((Span(f"{mark} ", Role.FLAG), text), at)

    def action_step(self, by: int) -> None:
        """Another choice."""
        self.step(by)

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        if 0 <= event.y < len(self._choices):
            self.go_to(event.y)
            self.action_choose()

    def action_choose(self) -> None:
        """Choose, or choose no more; one party at a time."""
        at = self.current
        if at is None:
            return
        if at not in self.chosen and self._choices[at].wanted.party:
            self.chosen -= {other for other in self.chosen if self._choices[other].wanted.party}
        self.chosen ^= {at}
        self.reflow()

    def together(self, text: str | None) -> Selection:
        """All that is chosen as one filter."""
        wanted = [self._choices[at].wanted for at in sorted(self.chosen)]
        return Selection(
            kinds=frozenset(kind for choice in wanted for kind in choice.kinds),
            party=next((choice.party for choice in wanted if choice.party), None),
            substance=any(choice.substance for choice in wanted),
            text=text,
        )


def choices(diff: DraftDiff) -> tuple[Choice, ...]:
    """The kinds and parties there are in a comparison, each with the number of changes."""
    found = []
    for kind in Kind:
        wanted = Selection(kinds=frozenset({kind}))
        count = len(select(diff, wanted))
        if count and kind is not Kind.UNCHANGED:
            found.append(Choice(label=f"{kind}: {count}", wanted=wanted))
    for party in parties(diff):
        wanted = Selection(party=party)
        name = diff.after.draft.party_name(party)
        label = f"proposed by {name}" if name == party else f"proposed by {party}, {name}"
        found.append(Choice(label=f"{label}: {len(select(diff, wanted))}", wanted=wanted))
    wanted = Selection(substance=True)
    count = len(select(diff, wanted))
    found.append(Choice(label=f"matters of substance: {count}", wanted=wanted))
    return tuple(found)


def _within(choice: Selection, wanted: Selection) -> bool:
    """Whether the filter in force has this choice in it."""
    return (
        bool(choice.kinds & wanted.kinds)
        or (choice.party is not None and choice.party == wanted.party)
        or (choice.substance and wanted.substance)
    )


class FilterScreen(ModalScreen[Selection | None]):
    """The dialog; hands back the filter, or None where nothing is to change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("f,а,q,й", "apply", show=False),
    ]

    def __init__(self, diff: DraftDiff, wanted: Selection) -> None:
        super().__init__()
        self._diff = diff
        self._wanted = wanted

    def compose(self) -> ComposeResult:
        """Choices with the number of changes behind each, and a line for words."""
        with Vertical(id="filter"):
            yield Static("Show only changes that are", markup=False)
            yield Choices(choices(self._diff), self._wanted)
            yield Static("and whose clause has these words:", markup=False)
            yield Input(self._wanted.text or "", id="words", compact=True)
            yield Static(
                "Space chooses, Tab goes to the words, Enter shows, Esc changes nothing.",
                markup=False,
            )

    def on_mount(self) -> None:
        """Begin with the choices."""
        self.query_one(Choices).focus()

    def on_input_submitted(self) -> None:
        """Enter in the line of words."""
        self.action_apply()

    def action_apply(self) -> None:
        """Hand the filter back."""
        words = self.query_one(Input).value.strip() or None
        self.dismiss(self.query_one(Choices).together(words))

    def action_cancel(self) -> None:
        """Leave the filter as it is."""
        self.dismiss(None)
