"""One clause through all drafts: who put its words there, and its history.

Both are opened from the review, at the clause one is at, and lead to each other. The way back from
either is to the review.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult

from planver.model.progress import Progress
from planver.render import phrases
from planver.tui.bindings import bindings
from planver.tui.commands import Where
from planver.tui.following import About, Traced, load_story, load_who
from planver.tui.messages import Failed, Followed
from planver.tui.screens.base import Movable, PlanScreen
from planver.tui.widgets.lines import Heading, StatusLine
from planver.tui.widgets.text import TextView


class ClauseScreen(PlanScreen[None]):
    """What is told of one clause, to be read through."""

    doing: ClassVar[str]
    headings: ClassVar[tuple[str, str]]  # a longer and a shorter one

    def __init__(self, about: About) -> None:
        super().__init__()
        self.about = about
        self._has_text = False

    def compose(self) -> ComposeResult:
        """Heading, text, where one is, keys."""
        yield Heading(id="heading")
        yield TextView(id="text")
        yield StatusLine(id="status")
        yield self.key_line()

    def on_mount(self) -> None:
        """Find what there is to read."""
        self._describe()
        self.action_reload()

    def pane(self) -> Movable:
        """The text."""
        return self._text

    @property
    def _text(self) -> TextView:
        return self.query_one(TextView)

    @staticmethod
    def load(folder: Path, plan: str | None, about: About, told: Progress) -> Traced:
        """Find it, in a thread."""
        raise NotImplementedError

    def also(self) -> Iterator[str]:
        """What else there is to say of where one is."""
        yield from ()

    def action_reload(self) -> None:
        """Read the drafts again, and follow the clause through them."""
        folder, plan, about = self.review_app.folder, self.review_app.plan, self.about
        self.read(
            f"{self.doing} of {about.named}",
            lambda told: Followed(self.load(folder, plan, about, told)),
        )

    def still_reading(self, told: str) -> None:
        """Until there is a text, this stands where it will be."""
        if self._has_text:
            super().still_reading(told)
        else:
            self._text.show_notice(told)

    def on_followed(self, event: Followed) -> None:
        """Show what was found."""
        self.about, self._has_text = event.traced.about, True
        self.finished_reading(event.traced.watched)
        self._describe()
        self._text.show(event.traced.text)

    def on_failed(self, event: Failed) -> None:
        """Say what went wrong where the text would stand."""
        self._has_text = False
        self.finished_reading(None)
        self._text.show_notice(f"{event.error.message}\n{event.error.hint}")

    def _describe(self) -> None:
        longer, shorter = self.headings
        named, entry = f"{self.about.named} of", self.about.entry
        self.query_one(Heading).show(
            f"{longer} {named} {phrases.tabled(entry)}",
            f"{shorter}: {named} {phrases.tabled(entry)}",
            f"{shorter}: {named} {entry.draft.id}",
        )
        told = [f"{self.about.title} of {entry.draft.id}", *self.also()]
        back = self.keys_back("back", "step-back")
        self.status.show(" | ".join([*told, f"{back}: back to the review"]))

    def action_back(self) -> None:
        """Back to the review."""
        self.dismiss(None)

    def action_step_back(self) -> None:
        """Back to the review."""
        self.dismiss(None)


class WhoScreen(ClauseScreen):
    """Where each word of the clause comes from."""

    where = Where.WHO
    BINDINGS = bindings(Where.WHO)
    doing = "Tracing the words"
    headings = ("Who put the words there:", "Who")

    @staticmethod
    def load(folder: Path, plan: str | None, about: About, told: Progress) -> Traced:
        """Trace the words."""
        return load_who(folder, plan, about, told)

    def also(self) -> Iterator[str]:
        """Where to go for a clause that has no words."""
        if not self.about.change.after:
            yield f"deleted; {self.review_app.key_table.first('history')}: its history"

    def action_history(self) -> None:
        """The story of the same clause."""
        self.app.switch_screen(HistoryScreen(self.about))


class HistoryScreen(ClauseScreen):
    """The story of the clause through all drafts."""

    where = Where.HISTORY
    BINDINGS = bindings(Where.HISTORY)
    doing = "Reading the history"
    headings = ("Clause history, through all drafts:", "Clause history")

    @staticmethod
    def load(folder: Path, plan: str | None, about: About, told: Progress) -> Traced:
        """Read the history."""
        return load_story(folder, plan, about, told)

    def action_who(self) -> None:
        """Who put the words there."""
        self.app.switch_screen(WhoScreen(self.about))
