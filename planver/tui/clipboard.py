"""Copying: with the desktop's own tool where there is one, else through the terminal (OSC 52)."""

import os
import shutil
import subprocess
from collections.abc import Callable

# Which display each tool needs; wl-copy and xclip keep running to serve the text.
_TOOLS = (
    ("wl-copy", "WAYLAND_DISPLAY", ()),
    ("xclip", "DISPLAY", ("-selection", "clipboard")),
    ("pbcopy", "", ()),
)
_PATIENCE = 2.0  # seconds


def copy(text: str, through_terminal: Callable[[str], None]) -> str:
    """Copy the text; in words, what took it."""
    for tool, display, options in _TOOLS:
        found = shutil.which(tool) if not display or os.environ.get(display) else None
        if found and _handed_over([found, *options], text):
            return f"with {tool}"
    through_terminal(text)
    return "through the terminal, if it allows that (OSC 52)"


def _handed_over(command: list[str], text: str) -> bool:
    try:
        done = subprocess.run(
            command,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
