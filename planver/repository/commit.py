"""One `git commit` of one path: with the user's own hooks, and without a trace where it fails."""

import subprocess
import time
from collections.abc import Sequence

from msgspec import Struct

from planver.errors import RepositoryError
from planver.repository.guard import Answer, call, find_git, scrubbed
from planver.repository.reader import Reader

# Another git command holds its lock for milliseconds; a lock that stays is somebody's accident,
# and theirs to delete.
ATTEMPTS = 20
PAUSE_SECONDS = 0.1

# Who records is the user's to say by git's own variables; nothing else of them is let through.
_IDENTITY = tuple(
    f"GIT_{role}_{fact}" for role in ("AUTHOR", "COMMITTER") for fact in ("NAME", "EMAIL", "DATE")
)

# No guessed name or address: who recorded a draft is part of the record. No housekeeping that
# goes on in the background after planver has ended.
_SETTINGS = (
    "-c", "core.fsmonitor=false",
    "-c", "user.useConfigOnly=true",
    "-c", "gc.auto=0",
    "-c", "maintenance.auto=false",
)  # fmt: skip


class Request(Struct, frozen=True, kw_only=True):
    """What to commit: a path from the top of the work tree, with the whole message."""

    path: str
    message: str
    author: str | None
    date: str | None


def commit(reader: Reader, request: Request) -> Answer:
    """Commit the path as it stands in the work tree; git's answer, whatever it was.

    A file git does not know yet is made known for the time, and forgotten again on failure.
    Waits a short while for another git command to finish; raises RepositoryError where it does
    not.
    """
    lock = reader.git_dir / "index.lock"
    for _ in range(ATTEMPTS):
        if not lock.exists():
            answer = _attempt(reader, request)
            if answer.code == 0 or not _was_in_the_way(answer):
                return answer
        time.sleep(PAUSE_SECONDS)
    raise RepositoryError(
        f"Another git command is at work in this repository: {lock} exists.",
        "Wait until it is done. Where none is running, one was cut off: delete that file, then "
        "record again.",
    )


def refuse_without_identity(reader: Reader, author: str | None) -> None:
    """Raise RepositoryError where git does not know who is recording."""
    for role in ("GIT_COMMITTER_IDENT", *(() if author else ("GIT_AUTHOR_IDENT",))):
        answer = _writing(reader, ["var", role])
        if answer.code != 0:
            raise RepositoryError(
                "git does not know your name and address, so nothing was recorded.",
                'Run: git config --global user.name "Your Name"; '
                "git config --global user.email you@example.org",
            )


def _attempt(reader: Reader, request: Request) -> Answer:
    known = bool(reader.git("ls-files", "-z", "--full-name", "--", request.path))
    if not known:
        answer = _change_index(reader, ["add", "--intent-to-add", "--", request.path])
        if answer.code != 0:
            return answer
    done = False
    try:
        answer = _commit(reader, request)
        done = answer.code == 0
    finally:
        if not known and not done:
            _forget(reader, request.path)
    return answer


def _commit(reader: Reader, request: Request) -> Answer:
    arguments = ["commit", "--only", "--quiet", "--cleanup=whitespace", "-F", "-"]
    if request.author:
        arguments.append(f"--author={request.author}")
    if request.date:
        arguments.append(f"--date={request.date}")
    # Not GIT_LITERAL_PATHSPECS: it would reach the user's hooks, which run as git runs them.
    arguments += ["--", f":(top,literal){request.path}"]
    return _writing(reader, arguments, stdin=request.message.encode("utf-8", "surrogateescape"))


def _forget(reader: Reader, path: str) -> None:
    """Take the mark off a file that git did not know before."""
    for _ in range(ATTEMPTS):
        answer = _change_index(reader, ["update-index", "--force-remove", "--", path])
        if answer.code == 0:
            return
        time.sleep(PAUSE_SECONDS)
    raise RepositoryError(
        f"{path} was not recorded, and stayed marked in git's index as a file to be added.",
        "When no other git command is running: git rm --cached -- FILE",
    )


def _change_index(reader: Reader, arguments: Sequence[str]) -> Answer:
    return call(arguments, cwd=reader.top or reader.git_dir)


def _writing(reader: Reader, arguments: Sequence[str], stdin: bytes | None = None) -> Answer:
    """Run git as the user would, in the work tree, without what a caller left in GIT_*."""
    done = subprocess.run(
        [find_git(), *_SETTINGS, *arguments],
        cwd=reader.top or reader.git_dir,
        env=scrubbed(*_IDENTITY),
        input=stdin or b"",
        capture_output=True,
        check=False,
    )
    return Answer(code=done.returncode, out=done.stdout, err=done.stderr)


def _was_in_the_way(answer: Answer) -> bool:
    return b"index.lock" in answer.err or b"cannot lock ref" in answer.err
