"""Opening a plan file in the user's editor; never through a shell."""

import os
import re
import shlex
import shutil
from pathlib import Path

from planver.errors import PlanverError

# Where no editor is set: the first of these that is there.
_USUAL = ("nano", "vi")
# Editors that take ``+LINE``.
_TAKES_LINE = frozenset({"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "ne"})


def command_for(path: Path, clause: str | None) -> list[str]:
    """The command that opens the file, at the clause where the editor can go there.

    Raises PlanverError where the editor that is set is not there, or none is at all.
    """
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(chosen)
    except ValueError:
        words = []
    if chosen.strip():
        found = shutil.which(words[0]) if words else None
        told = f"The editor {chosen!r} was not found."
    else:
        found, told = _usual(), "No editor is set."
    if found is None:
        raise PlanverError(
            told,
            "Leave planver, set EDITOR to the name of an editor (`export EDITOR=nano`), "
            "and start it again.",
        )
    line = line_of(path, clause) if clause and Path(found).name in _TAKES_LINE else None
    return [found, *words[1:], *([f"+{line}"] if line else []), str(path)]


def _usual() -> str | None:
    """An editor from an absolute folder of PATH; a relative one may hold anything."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    path = os.pathsep.join(folder for folder in folders if Path(folder).is_absolute())
    return next((found for name in _USUAL if (found := shutil.which(name, path=path))), None)


def line_of(path: Path, clause: str) -> int | None:
    """The line of the file where the clause with that id begins, counted from 1."""
    begins = re.compile(rf"\s*(?:-\s*)*id:\s*['\"]?{re.escape(clause)}['\"]?\s*(?:#.*)?$")
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    return next((at for at, line in enumerate(lines, 1) if begins.match(line)), None)
