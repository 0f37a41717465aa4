"""What a commit is about to record: the staged bytes of plan files, never the work tree's."""

import os

from msgspec import Struct

from planver.errors import RepositoryError
from planver.model.draft import Draft
from planver.model.finding import Finding, Place, Severity
from planver.planfile.parse import parse
from planver.repository.reader import REGULAR, SYMLINK, Reader, StagedFile

TOP = Place(line=1, column=1)


class Checked(Struct, frozen=True, kw_only=True):
    """A staged plan file: its draft, where it holds one, and what is wrong with it."""

    path: str
    draft: Draft | None
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        """Whether the file must not be recorded; warnings alone do not stop it."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def check_staged(reader: Reader, *, may_amend: bool) -> tuple[Checked, ...]:
    """Check every plan file the commit would add or change.

    Compared with HEAD. Where the commit may be an amendment it stands in HEAD's place, so what
    HEAD itself brought is checked as well. `may_amend` is for the hooks of `git commit`.
    """
    head = reader.resolve("HEAD")
    files = {staged.path: staged for staged in reader.staged_since(head)}
    if may_amend and head is not None and _looks_like_amending(reader, head):
        before = reader.resolve("HEAD^1")
        files |= {staged.path: staged for staged in reader.staged_since(before)}
    return tuple(_check(reader, files[path]) for path in sorted(files))


def _check(reader: Reader, staged: StagedFile) -> Checked:
    if staged.mode not in REGULAR:
        return Checked(path=staged.path, draft=None, findings=(_not_a_file(staged),))
    try:
        parsed = parse(reader.blob(staged.oid))
    except RepositoryError as error:  # larger than any plan file, so not even read
        finding = _error("file-too-large", error.message, error.hint)
        return Checked(path=staged.path, draft=None, findings=(finding,))
    return Checked(path=staged.path, draft=parsed.draft, findings=parsed.findings)


def _not_a_file(staged: StagedFile) -> Finding:
    what = "a symbolic link" if staged.mode == SYMLINK else "no regular file"
    return _error(
        "not-a-file",
        f"A plan file is a file of its own; this is {what}.",
        "Put the plan file itself there and stage it again.",
    )


def _error(rule: str, message: str, hint: str) -> Finding:
    return Finding(rule=rule, severity=Severity.ERROR, place=TOP, message=message, hint=hint)


def _looks_like_amending(reader: Reader, head: str) -> bool:
    """Whether `git commit --amend` may be running, which git does not tell its hooks.

    It hands over the author's date, and an amendment keeps HEAD's. A second commit within the
    same second looks the same; then more is checked than needed.
    """
    kept = reader.git("log", "-1", "--no-mailmap", "--date=raw", "--format=%ad", head)
    return os.environ.get("GIT_AUTHOR_DATE", "").removeprefix("@") == kept.decode().strip()
