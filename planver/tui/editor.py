"""Opening a plan file in the user's editor; never through a shell."""

import os
import re
import shlex
import shutil
from pathlib import Path

from planver.errors import PlanverError

# Editors that take ``+LINE``.
_TAKES_LINE = frozenset({"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "ne"})


def command_for(path: Path, clause: str | None) -> list[str]:
    """The command that opens the file, at the clause where the editor can go there.

    Raises PlanverError where no editor is set or it is not there.
    """
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(chosen)
    except ValueError:
        words = []
    found = shutil.which(words[0]) if words else None
    if found is None:
        told = f"The editor {chosen!r} was not found." if chosen else "No editor is set."
        raise PlanverError(told, "Set EDITOR to the name of an editor, for instance nano.")
    line = line_of(path, clause) if clause and Path(found).name in _TAKES_LINE else None
    return [found, *words[1:], *([f"+{line}"] if line else []), str(path)]


def line_of(path: Path, clause: str) -> int | None:
    """The line of the file where the clause with that id begins, counted from 1."""
    begins = re.compile(rf"\s*(?:-\s*)*id:\s*['\"]?{re.escape(clause)}['\"]?\s*(?:#.*)?$")
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    return next((at for at, line in enumerate(lines, 1) if begins.match(line)), None)
