"""Which changes a reviewer has looked at: marks that go when either wording changes.

A mark is the hash of the clause ids, the before text and the after text. Marks are kept per plan
and reviewer in ``$XDG_STATE_HOME/planver/reviewed.json``, never in the plan files.
"""

import getpass
import json
import os
from hashlib import sha256
from pathlib import Path

from planver.errors import PlanverError
from planver.model.change import ClauseChange, DraftDiff
from planver.workflow.files import write_atomic

_SCHEMA = "planver.reviewed/1"
_Marks = dict[str, dict[str, list[str]]]  # plan -> reviewer -> marks


def mark_of(change: ClauseChange) -> str:
    """The mark of a change."""
    ids = [[entry.clause.id for entry in side] for side in (change.before, change.after)]
    texts = [[entry.clause.wording for entry in side] for side in (change.before, change.after)]
    return sha256(json.dumps([ids, texts]).encode()).hexdigest()[:32]


def state_file() -> Path:
    """Where marks are kept."""
    home = os.environ.get("XDG_STATE_HOME")
    return Path(home or Path.home() / ".local" / "state") / "planver" / "reviewed.json"


def login_name() -> str:
    """Whose marks these are."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"


class Reviewed:
    """One reviewer's marks on one plan. `notice` says what was wrong with the file, if anything."""

    def __init__(self, plan: str, path: Path | None = None, reviewer: str | None = None) -> None:
        self._plan = plan
        self._path = path or state_file()
        self._reviewer = reviewer or login_name()
        self.notice = ""
        self._marks = frozenset(self._read().get(plan, {}).get(self._reviewer, []))

    def __contains__(self, change: ClauseChange) -> bool:
        return mark_of(change) in self._marks

    def places(self, diff: DraftDiff) -> set[int]:
        """Places of the changes of a comparison that are marked."""
        if not self._marks:
            return set()
        return {at for at, change in enumerate(diff.changes) if change.notable and change in self}

    def toggle(self, change: ClauseChange) -> bool:
        """Mark a change, or take the mark away; whether it is marked now.

        Another planver may have written since, so the file is read again before it is replaced.
        Raises PlanverError where the marks cannot be kept.
        """
        mark = mark_of(change)
        everything = self._read()
        reviewers = everything.setdefault(self._plan, {})
        marks = dict.fromkeys(reviewers.get(self._reviewer, []))
        if mark in self._marks:
            marks.pop(mark, None)
        else:
            marks[mark] = None
        reviewers[self._reviewer] = list(marks)
        self._write(everything)
        self._marks = frozenset(marks)
        return mark in self._marks

    def _read(self) -> _Marks:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            return _checked(kept)
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError, ValueError):
            aside = self._path.with_suffix(".broken")
            self.notice = (
                f"The reviewed marks in {self._path} cannot be read, so none are shown. "
                f"The file is kept as {aside.name} when you set the next mark."
            )
            return {}

    def _write(self, everything: _Marks) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self.notice and self._path.is_file():
                self._path.replace(self._path.with_suffix(".broken"))
                self.notice = ""
        except OSError as error:
            raise PlanverError(
                f"Reviewed marks cannot be kept in {self._path.parent}: {error.strerror}.",
                "Set XDG_STATE_HOME to a folder you may write to.",
            ) from error
        data = {"schema": _SCHEMA, "marks": everything}
        write_atomic(self._path, (json.dumps(data, indent=1) + "\n").encode(), replace=True)


def _checked(kept: object) -> _Marks:
    """The marks in a parsed file. Raises ValueError where it is something else."""
    if not isinstance(kept, dict) or kept.get("schema") != _SCHEMA:
        raise ValueError("not a file of reviewed marks")
    marks = kept.get("marks")
    if not isinstance(marks, dict) or not all(
        isinstance(reviewers, dict)
        and all(
            isinstance(listed, list) and all(isinstance(mark, str) for mark in listed)
            for listed in reviewers.values()
        )
        for reviewers in marks.values()
    ):
        raise ValueError("not a file of reviewed marks")
    return marks
