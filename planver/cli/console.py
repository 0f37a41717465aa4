"""The one place that writes to the terminal: data to stdout, what is said about it to stderr.

rich is loaded only where there is a terminal to write to: a pipe pays nothing for it.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING

from planver.model.progress import Progress, unseen
from planver.render.visible import visible

if TYPE_CHECKING:
    from rich.console import Console as RichConsole

    from planver.render.layout import Line

# less shows a short text and leaves, keeps colours, and does not clear the screen.
_LESS = "FRX"


class Console:
    """Where a command writes. `color` is auto, always or never."""

    def __init__(self, *, color: str = "auto", pager: bool = True) -> None:
        self.color = color
        self.pager = pager

    @property
    def is_terminal(self) -> bool:
        """Whether a person reads stdout, on a terminal that can be drawn on."""
        return sys.stdout.isatty() and os.environ.get("TERM", "") not in ("", "dumb")

    @property
    def asks(self) -> bool:
        """Whether a question can be answered."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    @property
    def styled(self) -> bool:
        """Whether to draw with colours and attributes."""
        return self.color == "always" or (self.color == "auto" and self.is_terminal)

    @property
    def width(self) -> int:
        """Columns to draw in."""
        return _size().columns

    def out(self, text: str) -> None:
        """Write data to stdout, through the pager where a person reads it."""
        self._page(text if text.endswith("\n") or not text else text + "\n")

    def out_rows(self, rows: "Sequence[Line]") -> None:
        """Write styled rows to stdout: with colours, or as the bare text."""
        if not self.styled:
            self.out("\n".join("".join(span.text for span in row).rstrip() for row in rows))
            return
        from planver.cli.styles import styled_text

        rich = self._rich()
        with rich.capture() as capture:
            for row in rows:
                rich.print(styled_text(row), overflow="ignore", no_wrap=True, crop=False)
        self._page(capture.get())

    def say(self, text: str) -> None:
        """Tell the user something about what was done; to stderr."""
        print(visible(text), file=sys.stderr)  # noqa: T201 - this is the one writer

    def error(self, message: str, hint: str = "") -> None:
        """Say what went wrong and what to do next."""
        self.say(f"planver: error: {message}")
        if hint:
            self.say(f"hint: {hint}")

    @property
    def converses(self) -> bool:
        """Whether a person reads what is written to stdout, and can answer."""
        return self.asks and sys.stdout.isatty()

    def ask(self, question: str) -> str | None:
        """Ask for a line; None where the input has ended."""
        print(f"{visible(question)} ", end="", file=sys.stderr, flush=True)  # noqa: T201
        line = sys.stdin.readline()
        return line.strip() if line else None

    def confirm(self, question: str) -> bool:
        """Ask for a yes; anything else, and no terminal at all, is a no."""
        if not self.asks:
            return False
        print(f"{visible(question)} [y/N] ", end="", file=sys.stderr, flush=True)  # noqa: T201
        return sys.stdin.readline().strip().lower() in ("y", "yes")

    @contextmanager
    def working(self, what: str) -> Iterator[Progress]:
        """Show that long work goes on, and how far it has come, where a person watches."""
        if not (sys.stderr.isatty() and self.is_terminal):
            yield unseen
            return
        from rich.console import Console as RichConsole

        with RichConsole(stderr=True).status(visible(what), spinner="line") as status:

            def told(done: str, so_many: int, of: int) -> None:
                status.update(f"{visible(what)}: {so_many:,} of {of:,} {done}")

            yield told

    def _rich(self) -> "RichConsole":
        from rich.console import Console as RichConsole

        return RichConsole(
            force_terminal=True, width=self.width, highlight=False, markup=False, emoji=False
        )

    def _page(self, text: str) -> None:
        command = self._pager_command() if self.pager and self.is_terminal else []
        if not command or text.count("\n") < _size().lines - 1:
            sys.stdout.write(text)
            sys.stdout.flush()
            return
        import subprocess

        environment = {"LESS": _LESS, "LV": "-c"} | dict(os.environ)
        try:
            with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as pager:
                pager.communicate(text.encode("utf-8", "replace"))
        except OSError:
            sys.stdout.write(text)

    def _pager_command(self) -> list[str]:
        """As git chooses it: PLANVER_PAGER, GIT_PAGER, PAGER, less; ``cat`` or nothing is none."""
        import shlex

        from planver.repository.guard import on_path

        named = (os.environ.get(name) for name in ("PLANVER_PAGER", "GIT_PAGER", "PAGER"))
        chosen = next((command for command in named if command is not None), "less")
        try:
            command = shlex.split(chosen)
        except ValueError:  # a quote that is never closed
            return []
        if not command or command[0] == "cat":
            return []
        found = on_path(command[0])
        return [found, *command[1:]] if found else []


def write_anyway() -> None:
    """Let no stream fail over a letter that its encoding lacks: that comes out as ``\\u0439``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _size() -> os.terminal_size:
    """The terminal's size, or a page's where there is none."""
    import shutil

    return shutil.get_terminal_size((100, 24))
