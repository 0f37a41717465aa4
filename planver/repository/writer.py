"""Recording a plan file as a revision, through `git commit`, so that nothing else is touched.

`git commit` compares and swaps the branch, takes git's own locks and runs the user's own hooks;
GitPython's `index.commit` does none of that (of 100 commits made four at a time, 37 survived).
"""

import re
import stat
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from planver.errors import RepositoryError
from planver.model.history import Trailer
from planver.planfile.source import PLAN_SUFFIX
from planver.repository.commit import Request, commit, refuse_without_identity
from planver.repository.guard import Answer
from planver.repository.objects import blob_id
from planver.repository.reader import Reader, is_plan_path
from planver.repository.trailers import with_trailers

_AUTHOR = re.compile(r"[^<>\n\0]*[^<>\s\0][^<>\n\0]* <[^<>\s\0]+>")

# What git leaves in its folder while it is in the middle of something.
_UNDER_WAY = (
    ("MERGE_HEAD", "A merge is under way.", "git merge --abort"),
    ("CHERRY_PICK_HEAD", "A cherry-pick is under way.", "git cherry-pick --abort"),
    ("REVERT_HEAD", "A revert is under way.", "git revert --abort"),
    ("rebase-merge", "A rebase is under way.", "git rebase --abort"),
    ("rebase-apply", "A rebase is under way.", "git rebase --abort"),
)


class Recorded(Struct, frozen=True, kw_only=True):
    """A revision that stands in the repository.

    `branch` is None where HEAD is on no branch: say so, since git may drop such a revision later.
    """

    revision: str
    branch: str | None
    path: str


def record(
    file: Path,
    *,
    message: str,
    author: str | None = None,
    date: str | None = None,
    proposed_by: Sequence[Trailer] = (),
    sources: Sequence[str] = (),
) -> Recorded:
    """Commit the present content of one plan file, and nothing else.

    `author` is ``Name <address>``, `date` the author's in ISO 8601 (a day alone means noon UTC);
    git's defaults hold where they are None. Other staged files stay staged. On any failure the
    branch, the index and the work tree are as before. Success is told only once the branch holds
    these very bytes. Raises RepositoryError.
    """
    data = _read(file)
    with Reader.open(file.parent) as reader:
        path = _path_within(reader, file)
        _refuse_under_way(reader)
        request = Request(
            path=path,
            message=_message(message, proposed_by, sources),
            author=_author(author),
            date=None if date is None else _moment(date),
        )
        blobs = _blob_ids(data)
        before = reader.resolve("HEAD")
        if before and reader.blob_id(before, path) in blobs:
            raise RepositoryError(
                f"Nothing to record: {path} is as it was last recorded.",
                "Save your changes to the file first.",
            )
        refuse_without_identity(reader, request.author)
        branch = _branch(reader)
        answer = commit(reader, request)
        revision = _made(reader, before, path, blobs)
        if revision is None or answer.code != 0:
            raise _failure(answer, revision)
        return Recorded(revision=revision, branch=branch, path=path)


def _read(file: Path) -> bytes:
    if not is_plan_path(file.name):
        raise RepositoryError(
            f"{file} is not a plan file.", f"The names of plan files end in {PLAN_SUFFIX}."
        )
    try:
        mode = file.lstat().st_mode
        if stat.S_ISLNK(mode):
            raise RepositoryError(
                f"{file} is a symbolic link, and git would record the link instead of the draft.",
                "Put the plan file itself there.",
            )
        if not stat.S_ISREG(mode):
            raise RepositoryError(f"{file} is not a file.")
        return file.read_bytes()
    except OSError as error:
        raise RepositoryError(f"{file} cannot be read: {error.strerror}.") from error


def _path_within(reader: Reader, file: Path) -> str:
    """The file's path from the top of the work tree, with ``/``."""
    if reader.top is None:
        raise RepositoryError(
            f"{reader.git_dir} has no work tree to record from.",
            "Record in a clone of this repository that has one.",
        )
    try:
        return (file.parent.resolve() / file.name).relative_to(reader.top.resolve()).as_posix()
    except ValueError as error:  # the repository's settings may put its work tree anywhere
        raise RepositoryError(
            f"{file} is outside the work tree {reader.top}.",
            "Put the plan file inside your plan repository.",
        ) from error


def _refuse_under_way(reader: Reader) -> None:
    for name, sentence, abandon in _UNDER_WAY:
        if (reader.git_dir / name).exists():
            raise RepositoryError(
                f"{sentence} One file cannot be recorded out of the middle of it.",
                f"Finish it first, or abandon it: {abandon}",
            )


def _message(message: str, proposed_by: Sequence[Trailer], sources: Sequence[str]) -> str:
    if not message.strip() or "\0" in message:
        raise RepositoryError(
            "The revision needs a message.", "Say in one line what this draft is."
        )
    return with_trailers(message, proposed_by, sources)


def _author(author: str | None) -> str | None:
    # Without the brackets git would look for an author of that name among the revisions.
    if author is not None and not _AUTHOR.fullmatch(author):
        raise RepositoryError(
            f"{author!r} does not name an author.", 'Write it as "Name <address@example.org>".'
        )
    return author


def _moment(text: str) -> str:
    """An ISO date as git writes dates: seconds since 1970, and the offset from UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise RepositoryError(
            f"{text!r} is not a date.", "Write it as 2025-11-20 or 2025-11-20T18:30:00+01:00."
        ) from error
    if len(text) <= len("2025-W47-4"):
        moment = moment.replace(hour=12)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    seconds = int(moment.timestamp())
    if seconds < 0:
        raise RepositoryError(f"git cannot record a date before 1970: {text}.")
    return f"@{seconds} {moment.strftime('%z')[:5]}"


def _blob_ids(data: bytes) -> tuple[str, ...]:
    """The ids git gives these bytes, as they are and with line endings mended on the way in."""
    forms = dict.fromkeys((data, data.replace(b"\r\n", b"\n")))
    return tuple(blob_id(form) for form in forms)


def _made(reader: Reader, before: str | None, path: str, blobs: Sequence[str]) -> str | None:
    """The revision since `before` that put these bytes at the path, if the branch has one."""
    after = reader.resolve("HEAD")
    if after is None or after == before:
        return None
    since = [f"^{before}"] if before else []
    revisions = reader.git("rev-list", "--reverse", "--topo-order", after, *since).decode().split()
    return next((oid for oid in revisions if reader.blob_id(oid, path) in blobs), None)


def _failure(answer: Answer, revision: str | None) -> RepositoryError:
    said = (answer.err + answer.out).decode("utf-8", "replace").strip()
    if revision is not None:
        return RepositoryError(
            f"The draft was recorded as {revision[:12]}, but git then failed: {said}",
            "Look at `git status` before you go on.",
        )
    if answer.code == 0:
        return RepositoryError(
            "git made a revision, but it does not hold the file as it was read.",
            "The file was changed at the same moment, or a filter in .gitattributes changes it.",
        )
    return RepositoryError(
        f"Nothing was recorded. git, or one of the repository's hooks, said:\n{said}",
        "Put that right, then record again; your files and what you staged are as they were.",
    )


def _branch(reader: Reader) -> str | None:
    # GitPython takes 100 ms to import, and reading needs none of it.
    import git

    try:
        with git.Repo(reader.top, expand_vars=False) as repository:
            return None if repository.head.is_detached else repository.active_branch.name
    except (git.GitError, OSError, TypeError, ValueError) as error:
        raise RepositoryError(
            f"The branch of the repository at {reader.top} cannot be read.",
            "Check the repository with `git status` and `git fsck`.",
        ) from error
