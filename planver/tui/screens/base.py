"""What the screens have in common: reading in the background, noticing changes, moving, help."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, cast

from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from planver.errors import PlanverError
from planver.tui.commands import Where, in_footer, on_screen
from planver.tui.messages import DraftsChanged, Failed
from planver.tui.watching import Fingerprint, Watched
from planver.tui.widgets.lines import KeyLine, StatusLine

if TYPE_CHECKING:
    from planver.tui.app import ReviewApp

_POLL = 3.0  # seconds between looks at the files
_PATIENCE = 0.3  # seconds before a reader is told that reading takes a while

T = TypeVar("T")


class Movable(Protocol):
    """A pane one can move in."""

    def step(self, by: int) -> None: ...
    def page(self, by: int) -> None: ...
    def start(self) -> None: ...
    def end(self) -> None: ...


class PlanScreen(Screen[T]):
    """A screen of the review."""

    where: ClassVar[Where | None] = None

    def __init__(self) -> None:
        super().__init__()
        self._watched: Watched | None = None
        self._fingerprint: Fingerprint = frozenset()
        self._reading = False

    @property
    def review_app(self) -> "ReviewApp":
        """The application, by its own type."""
        return cast("ReviewApp", self.app)

    @property
    def status(self) -> StatusLine:
        """The line that says where one is."""
        return self.query_one(StatusLine)

    def key_line(self) -> KeyLine:
        """The line of keys for this screen."""
        assert self.where is not None  # noqa: S101 - every screen one sees has its place
        known = {command.id: command for command in on_screen(self.where)}
        table = self.review_app.key_table
        return KeyLine(in_footer(self.where), known["back"], known.get("help"), table, id="keys")

    @property
    def opened_first(self) -> bool:
        """Whether planver began with this screen, so that going back from it leaves."""
        return self.app.screen_stack[1] is self

    def keys_back(self, *ids: str) -> str:
        """The keys that go back, for a sentence: ``q or Esc``."""
        return " or ".join(self.review_app.key_table.first(name) for name in ids)

    async def on_key_line_pressed(self, event: KeyLine.Pressed) -> None:
        """A click on a key does what the key does."""
        await self.run_action(event.action)

    # Reading in the background.

    def read(self, what: str, work: Callable[[], Message]) -> None:
        """Do `work` in a thread and take its message; `what` is told if it takes a while."""

        def guarded() -> None:
            try:
                message = work()
            except PlanverError as error:
                message = Failed(error)
            self.post_message(message)

        self._reading = True
        self.set_timer(_PATIENCE, lambda: self.still_reading(what) if self._reading else None)
        self.run_worker(guarded, thread=True, exclusive=True, group="reading")

    def still_reading(self, what: str) -> None:
        """Reading takes a while."""
        self.status.say(f"{what} …")

    def finished_reading(self, watched: Watched | None) -> None:
        """Reading is over; from now on changes of what was read are noticed."""
        self._reading = False
        self.status.say("")
        self.status.alert("")
        if watched is not None:
            self._watched = watched
            self._fingerprint = watched.fingerprint()

    def on_mount(self) -> None:
        """Say where `q` leads, and look at the files from time to time."""
        if self.opened_first:
            self.query_one(KeyLine).show_back("leave")
        if self.review_app.watching:
            self.set_interval(_POLL, self.look_for_changes)

    def look_for_changes(self) -> None:
        """Whether the drafts are still those on the screen; looked up in a thread."""
        watched, known = self._watched, self._fingerprint
        if watched is None or self._reading:
            return

        def look() -> None:
            if watched.fingerprint() != known:
                self.post_message(DraftsChanged())

        self.run_worker(look, thread=True, exclusive=True, group="watching")

    def on_drafts_changed(self) -> None:
        """Offer to read the drafts again."""
        key = self.review_app.key_table.first("reload")
        self.status.alert(f"The drafts have changed: {key} reads them again")

    # Moving.

    def pane(self) -> Movable:
        """The pane that moves."""
        raise NotImplementedError

    def action_down(self) -> None:
        """One line on."""
        self.pane().step(1)

    def action_up(self) -> None:
        """One line back."""
        self.pane().step(-1)

    def action_page_down(self) -> None:
        """One page on."""
        self.pane().page(1)

    def action_page_up(self) -> None:
        """One page back."""
        self.pane().page(-1)

    def action_start(self) -> None:
        """To the start."""
        self.pane().start()

    def action_end(self) -> None:
        """To the end."""
        self.pane().end()


def movable(widget: Widget) -> Movable:
    """A widget known to be a pane one can move in."""
    return cast("Movable", widget)
