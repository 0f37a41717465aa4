"""The application: what the screens share, how it starts, and how it always leaves cleanly."""

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from planver.errors import PlanverError
from planver.tui.bindings import keymap
from planver.tui.commands import Where
from planver.tui.keys import KeyTable, config_file, read_keys
from planver.tui.loading import Asked, Overview
from planver.tui.palette import TableCommands
from planver.tui.reviewed import Reviewed
from planver.tui.screens.base import PlanScreen
from planver.tui.screens.drafts import DraftsScreen
from planver.tui.screens.help import HelpScreen
from planver.tui.screens.review import ReviewScreen
from planver.tui.styles import THEME_NAMES, THEMES
from planver.tui.threads import Threads

_INTERRUPTED = 130
# The shell's way to say that a process ended by a signal: 128 and the signal's number.
_SIGNALS = {"SIGTERM": 143, "SIGHUP": 129}


class ReviewApp(App[None]):
    """The review of the plans seen from `folder`; with `after`, it opens on that comparison."""

    CSS_PATH = "review.tcss"
    TITLE = "planver"
    # Also where a line of text would take Ctrl+C for copying.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "help_quit", show=False, priority=True)
    ]
    COMMANDS = {TableCommands}  # noqa: RUF012 - textual declares it as a class variable

    def __init__(
        self,
        folder: Path,
        plan: str | None = None,
        before: str | None = None,
        after: str | None = None,
        *,
        keys: KeyTable | None = None,
        watch: bool = True,
    ) -> None:
        super().__init__()
        self.animation_level = "none"
        self.folder = folder
        self.plan = plan
        self.watching = watch
        self.key_table = keys or read_keys(config_file())
        self.overview: Overview | None = None  # of the last reading; screens share it
        self.verdicts: tuple[str, ...] = ()
        self.refused: PlanverError | None = None
        self._asked = Asked(before=before, after=after) if after is not None else None
        self._reviewed: dict[str, Reviewed] = {}
        self._theme_chosen = os.environ.get("TEXTUAL_THEME") in self.available_themes
        if not self._theme_chosen:
            self.theme = THEMES[0]

    def on_mount(self) -> None:
        """Take the user's keys, answer signals, and open the first screen."""
        asyncio.get_running_loop().set_default_executor(Threads())
        self.set_keymap(keymap(self.key_table))
        if not self.is_headless:
            self._answer_signals()
        self.push_screen(ReviewScreen(self._asked) if self._asked else DraftsScreen())

    def _answer_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for name, code in _SIGNALS.items():
            with suppress(NotImplementedError, AttributeError):
                loop.add_signal_handler(getattr(signal, name), self._leave(code))

    def _leave(self, code: int) -> Callable[[], None]:
        return lambda: self.exit(return_code=code)

    def reviewed(self, plan: str) -> Reviewed:
        """The reviewer's marks on a plan."""
        if plan not in self._reviewed:
            self._reviewed[plan] = Reviewed(plan)
        return self._reviewed[plan]

    def refuse(self, error: PlanverError) -> None:
        """Leave because what was asked for on the command line cannot be shown."""
        self.refused = error
        self.exit(return_code=2)

    def _fatal_error(self) -> None:
        """Leave without a traceback: its locals hold draft text. `start` raises the error."""
        self._close_messages_no_wait()

    @property
    def failure(self) -> Exception | None:
        """What made the application end, if it did not end as it should."""
        return self._exception

    # Commands of every screen.

    def action_help(self) -> None:
        """Show all keys of the screen."""
        where = self.screen.where if isinstance(self.screen, PlanScreen) else None
        self.push_screen(HelpScreen(where or Where.DRAFTS, self.key_table))

    def action_colours(self) -> None:
        """The next of the themes."""
        at = THEMES.index(self.theme) + 1 if self.theme in THEMES else 0
        self.theme = THEMES[at % len(THEMES)]
        if isinstance(self.screen, PlanScreen):
            self.screen.status.say(f"Colours: {THEME_NAMES[self.theme]}.")

    def action_help_quit(self) -> None:
        """Ctrl+C leaves at once, as everywhere on a command line; nothing is lost by it."""
        self.exit(return_code=_INTERRUPTED)
