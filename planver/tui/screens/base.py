"""What the screens have in common: reading in the background, noticing changes, moving, help."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, cast

from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import get_current_worker

from planver.errors import PlanverError
from planver.model.progress import Progress
from planver.tui.commands import Where, in_footer, on_screen
from planver.tui.messages import DraftsChanged, Failed
from planver.tui.underway import Left, Underway
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
        self._underway: Underway | None = None

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

    def read(self, what: str, work: Callable[[Progress], Message]) -> None:
        """Do `work` in a thread and take its message; `what` is told if it takes a while.

        Work that says how far it has come ends where the reader no longer waits for it; what it
        finds after that is not taken.
        """
        underway = self._underway = Underway(what)

        def guarded() -> None:
            worker = get_current_worker()

            def told(done: str, so_many: int, of: int) -> None:
                if worker.is_cancelled:
                    raise Left
                underway.told(done, so_many, of)

            try:
                message = work(told)
            except Left:
                return
            except PlanverError as error:
                message = Failed(error)
            if not worker.is_cancelled:
                self.post_message(message)

        self.run_worker(guarded, thread=True, exclusive=True, group="reading")
        self.set_timer(_PATIENCE, lambda: self._wait_for(underway))

    def _wait_for(self, underway: Underway, said: str = "") -> None:
        """Say how far it has come, as often as there is something new to say."""
        if self._underway is underway and self.is_attached:
            if underway.words != said:
                said = underway.words
                self.still_reading(said)
            self.set_timer(_PATIENCE, lambda: self._wait_for(underway, said))

    def still_reading(self, told: str) -> None:
        """Reading takes a while."""
        self.status.say(told)

    def finished_reading(self, watched: Watched | None) -> None:
        """Reading is over; from now on changes of what was read are noticed."""
        self._underway = None
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
        if watched is None or self._underway is not None:
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
