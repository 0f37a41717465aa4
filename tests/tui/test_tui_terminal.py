"""The review on a real terminal, driven through tmux as a user would; and the terminal after it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.tui.conftest import DRAFTS, SAMPLES

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]
_PATIENCE = 20.0  # seconds; a busy machine is no failure
_PROMPT = "ready>"


class Terminal:
    """A shell in tmux, on a server of its own."""

    def __init__(self, socket: str, folder: Path, size: tuple[int, int], state: Path) -> None:
        self._tmux = ["tmux", "-L", socket, "-f", os.devnull]
        environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(Path(__file__).parents[2]),  # the code beside these tests
            "HOME": str(state),
            "XDG_STATE_HOME": str(state / "state"),
            "XDG_CONFIG_HOME": str(state / "config"),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
            "PS1": _PROMPT,
        }
        subprocess.run(
            [*self._tmux, "new-session", "-d", "-s", "test", "-x", str(size[0]), "-y", str(size[1]),
             "-c", str(folder), "env", "-i",
             *(f"{name}={value}" for name, value in environment.items()), "sh"],
            check=True,
        )  # fmt: skip
        self.wait_for(_PROMPT)

    def _ask(self, *arguments: str) -> str:
        done = subprocess.run(
            [*self._tmux, *arguments], check=True, capture_output=True, encoding="utf-8"
        )
        return done.stdout

    def run(self, command: str) -> None:
        """Give the shell a command."""
        self._ask("send-keys", "-t", "test", "-l", command)
        self._ask("send-keys", "-t", "test", "Enter")

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names."""
        self._ask("send-keys", "-t", "test", *keys)

    def type(self, text: str) -> None:
        """Type text as it stands."""
        self._ask("send-keys", "-t", "test", "-l", text)

    def screen(self) -> str:
        """What is on the screen."""
        return self._ask("capture-pane", "-p", "-t", "test")

    def wait_for(self, *words: str) -> str:
        """Look at the screen until all the words are on it."""
        stop = time.monotonic() + _PATIENCE
        while time.monotonic() < stop:
            screen = self.screen()
            if all(word in screen for word in words):
                return screen
            time.sleep(0.05)
        pytest.fail(f"{words} did not come:\n{self.screen()}")

    def resize(self, width: int, height: int) -> None:
        """Another size of the window."""
        self._ask("resize-window", "-t", "test", "-x", str(width), "-y", str(height))

    def facts(self) -> list[str]:
        """Alternate screen, cursor, mouse reports, each 0 or 1."""
        flags = "#{alternate_on} #{cursor_flag} #{mouse_any_flag}"
        return self._ask("display-message", "-p", "-t", "test", flags).split()

    def kill(self) -> None:
        """End the server."""
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    folder = tmp_path / "plans"
    shutil.copytree(SAMPLES, folder)
    for name in ("kyrylytsia-1", "kyrylytsia-2"):
        (folder / "richka").mkdir(exist_ok=True)
        shutil.copy(DRAFTS / f"{name}.plan.yaml", folder / "richka")
    opened = Terminal(f"planver-{uuid4().hex}", folder, (160, 50), tmp_path)
    yield opened
    opened.kill()


def planver(arguments: str) -> str:
    """Run planver, keeping its process id, its exit code, and the terminal's settings around it."""
    command = f"sh -c 'echo $$ > pid; exec {sys.executable} -m planver {arguments}'"
    return f"stty -a > before; {command}; echo code=$?; stty -a > after; echo o''ver"


def assert_clean(terminal: Terminal, folder: Path, code: int) -> None:
    """The terminal is as it was, and shows what is typed.

    The words to wait for are cut in two where they are typed, so that only the answer has them.
    """
    terminal.wait_for(f"code={code}", "over")
    terminal.run("cmp before after && echo same s''ettings")
    screen = terminal.wait_for("same settings")
    assert "us-28 2025-11-20" not in screen, "the screen of the review is gone"
    assert terminal.facts() == ["0", "1", "0"]
    terminal.run("echo he''ard")
    assert "echo he''ard" in terminal.wait_for("heard")
    assert " echo " in (folder / "after").read_text()


def test_a_review_from_the_first_key_to_the_last(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run(planver("review us-28 e3-28"))
    terminal.wait_for("Change 1 of 37", "▌ ~ 1", "Proposed by")
    terminal.press("n", "n", "n", "n", "n")
    terminal.wait_for("Change 6 of 37: point 6", "600,000 -> 800,000")
    terminal.press("s")
    terminal.wait_for("Before: us-28 2025-11-20", "After: e3-28 2025-11-23")
    terminal.press("s", "f")
    terminal.wait_for("Show only changes that are", "proposed by e3")
    terminal.press("Down", "Down", "Down", "Space")
    terminal.wait_for("yes proposed by e3")
    terminal.press("Enter")
    terminal.wait_for("filter: by e3")
    terminal.press("r")
    terminal.wait_for("1 reviewed")
    terminal.resize(80, 24)
    screen = terminal.wait_for("Change 7 of 37", "? more")
    assert max(map(len, screen.splitlines())) <= 80
    terminal.press("v")
    terminal.wait_for("Drafts: choose which to compare", "geneva-19")
    terminal.resize(160, 50)
    terminal.press("q", "q")
    assert_clean(terminal, tmp_path / "plans", 0)


def test_who_and_clause_history_and_back(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run(planver("review us-28 us-ua-20"))
    terminal.wait_for("Change 1 of 56")
    terminal.press("n", "n", "n", "n", "n", "b")
    terminal.wait_for("Who put the words there: point 4 (armed-forces) of us-ua-20", "The record")
    terminal.wait_for("geneva-19 or us-ua-20  800,000", '"800,000" also in e3-28, 6 (e3)')
    terminal.resize(80, 24)
    screen = terminal.wait_for(" Who: point 4", "geneva-19 or us-ua-20, ua/us:", "? more")
    assert max(map(len, screen.splitlines())) <= 80
    terminal.press("h")
    terminal.wait_for("Clause history: point 4", "seen, as 6", "b who")
    terminal.press("G")
    terminal.wait_for("changed, as 4", "status: proposed -> agreed")
    terminal.resize(160, 50)
    terminal.wait_for("Clause history, through all drafts: point 4", "? more")
    terminal.press("Escape")
    terminal.wait_for("Change 6 of 56: point 4")
    terminal.press("q")
    assert_clean(terminal, tmp_path / "plans", 0)


def test_search_in_cyrillic_with_a_cyrillic_keyboard(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run(planver("review --plan richka kyrylytsia-1 kyrylytsia-2"))
    terminal.wait_for("Change 1 of 1", "гуманітарних")
    terminal.type("ю")
    terminal.wait_for("Search:")
    terminal.type("РИБОЛОВЛЯ")
    terminal.press("Enter")
    terminal.wait_for("“РИБОЛОВЛЯ” in 1 clause", "Риболовля вільна для всіх.")
    terminal.type("й")
    assert_clean(terminal, tmp_path / "plans", 0)


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_the_terminal_is_restored_after_a_signal(
    terminal: Terminal, tmp_path: Path, name: str, code: int
) -> None:
    folder = tmp_path / "plans"
    terminal.run(planver("review us-28 e3-28"))
    terminal.wait_for("Change 1 of 37")
    if name == "SIGINT":
        terminal.press("C-c")
    else:
        os.kill(int((folder / "pid").read_text()), getattr(signal, name))
    assert_clean(terminal, folder, code)


def test_a_wrong_name_is_told_on_the_command_line(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run(planver("review us-28 e3-29"))
    terminal.wait_for("planver: error: There is no draft", "hint:")
    assert_clean(terminal, tmp_path / "plans", 2)


def test_editing_comes_back_to_the_review(terminal: Terminal, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i s/800,000/750,000/ "$1"\necho edited; read -r answer\n')
    editor.chmod(0o755)
    terminal.run(f"export EDITOR={editor}")
    terminal.run(planver("review us-28 e3-28"))
    terminal.wait_for("Change 1 of 37")
    terminal.press("e")
    terminal.wait_for("edited")
    terminal.press("Enter")
    terminal.wait_for("750,000", "Change 1 of 37")
    terminal.press("q")
    assert_clean(terminal, tmp_path / "plans", 0)


def test_without_colours_or_a_screen(terminal: Terminal) -> None:
    terminal.run("NO_COLOR=1 " + f"{sys.executable} -m planver review us-28 e3-28")
    terminal.wait_for("Change 1 of 37")
    terminal.press("q")
    terminal.wait_for(_PROMPT)
    terminal.run(f"TERM=dumb {sys.executable} -m planver review us-28 e3-28 > out; wc -l < out")
    terminal.run(f"TERM=dumb {sys.executable} -m planver review us-28 e3-28 | head -3")
    terminal.wait_for("Before: us-28 (2025-11-20")
