"""The application without a terminal, and the screen as text people can read."""

import io
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from rich.console import Console
from textual.pilot import Pilot

from planver.tui.app import ReviewApp
from planver.tui.screens.base import PlanScreen

HERE = Path(__file__).parent
DRAFTS = HERE / "drafts"
SAMPLES = HERE.parents[1] / "plans" / "ukraine-2025"


class Reader:
    """Someone at the keyboard."""

    def __init__(self, app: ReviewApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other; each has done its work before the next."""
        for key in keys:
            await self.pilot.press(key)
            if len(self.app.workers):
                await self.settle()

    async def hold(self, key: str, times: int) -> None:
        """Press a key again and again."""
        await self.pilot.press(*[key] * times)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type text as it stands."""
        await self.pilot.press(*("space" if sign == " " else sign for sign in text))

    async def settle(self) -> None:
        """Wait until nothing is being read any more."""
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def resize(self, width: int, height: int) -> None:
        """Another size of the terminal."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    def screen(self) -> str:
        """What is on the screen, without colours."""
        width, height = self.app.size
        console = Console(width=width, height=height, file=io.StringIO(), record=True)
        console.print(
            self.app.screen._compositor.render_update(
                full=True, screen_stack=self.app._background_screens
            )
        )
        text = console.export_text(styles=False)
        return "".join(f"{line.rstrip()}\n" for line in text.splitlines()[:height])

    def row(self, words: str) -> str:
        """The first row of the screen with those words."""
        found = [line for line in self.screen().splitlines() if words in line]
        assert found, f"{words!r} is not on the screen:\n{self.screen()}"
        return found[0]

    @property
    def status(self) -> str:
        """The line that says where one is."""
        assert isinstance(self.app.screen, PlanScreen)
        return " ".join(str(self.app.screen.status.render()).split("\n")).rstrip()


Open = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks and keys of the user are not touched; no desktop, no wish for colours."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("LOGNAME", "ada")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the drafts of the Lumen plan."""
    place = tmp_path / "lumen"
    place.mkdir()
    for name in ("alba-1", "gap-1", "group-2"):
        shutil.copy(DRAFTS / f"{name}.plan.yaml", place)
    return place


@pytest.fixture
def review(folder: Path) -> Open:
    """Open the review: ``async with review("alba-1", "group-2", size=(80, 24)) as reader``."""

    @asynccontextmanager
    async def opened(
        before: str | None = None,
        after: str | None = None,
        *,
        size: tuple[int, int] = (80, 24),
        place: Path = folder,
    ) -> AsyncIterator[Reader]:
        app = ReviewApp(place, None, before, after, watch=False)
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot)
            await reader.settle()
            yield reader

    return opened


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a screen with the one agreed on; ``PLANVER_UPDATE_GOLDENS=1`` writes it anew."""

    def compare(name: str, screen: str) -> None:
        path = HERE / "goldens" / f"{name}.txt"
        if os.environ.get("PLANVER_UPDATE_GOLDENS"):
            path.write_text(screen, encoding="utf-8", newline="\n")
        assert screen == path.read_text(encoding="utf-8")

    return compare
