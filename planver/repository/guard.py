"""The one guarded way to call git: a copied ``.git`` with hostile settings runs nothing.

Only absolute executables, lists of arguments, a scrubbed environment, and settings that outrank
whatever the repository's own configuration says.
"""

import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from planver.errors import RepositoryError

# Each of these names a program, or a listener, that the repository's own settings could start; the
# last a file that may tell of other parents and files than the commits themselves.
GUARDS = (
    "--no-pager",
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "log.showSignature=false",
    "-c", "diff.external=",
    "-c", "trailer.separators=:",
    "-c", "advice.graftFileDeprecated=false",
    "-c", "core.commitGraph=false",
)  # fmt: skip

# Where the user's settings stand, and how far discovery may climb: the user's choice, and the
# places where `safe.directory` is written. Nothing else of git's environment gets through.
_KEPT = (
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CEILING_DIRECTORIES",
)

# At a hook's entry git itself says which index and which objects are meant: under `commit -a` the
# index is a temporary file, in pre-receive the new objects stand in quarantine.
_KEPT_AT_HOOK = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
)

_FIXED = {
    "LC_ALL": "C",
    "LANGUAGE": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    # A partial clone may name any program as the place to fetch missing objects from.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}

_USUAL_PLACES = (
    "/usr/bin",
    "/usr/local/bin",
    "/opt/homebrew/bin",
    "/opt/local/bin",
    "/run/current-system/sw/bin",
    "C:\\Program Files\\Git\\cmd",
)

# A hook's wrapper hands over the git that was there when it was installed.
RECORDED_GIT = "PLANVER_GIT"


class Answer(Struct, frozen=True, kw_only=True):
    """What git said: exit code, and both streams as bytes."""

    code: int
    out: bytes
    err: bytes


def on_path(name: str) -> str | None:
    """The absolute path of a program, None where there is none.

    Relative entries of PATH are passed over, or a repository could bring its own programs.
    """
    if os.path.dirname(name):  # noqa: PTH120 - pathlib drops the dot of ./name
        places = [Path(name)] if Path(name).is_absolute() else []
    else:
        file = f"{name}.exe" if os.name == "nt" and not Path(name).suffix else name
        entries = map(Path, os.environ.get("PATH", "").split(os.pathsep))
        places = [entry / file for entry in entries if entry.is_absolute()]
    return _first_program(places)


def find_git() -> str:
    """The absolute path of git: on PATH, where a hook recorded it, or in the usual places.

    Raises RepositoryError where there is none.
    """
    recorded = Path(os.environ.get(RECORDED_GIT, ""))
    name = "git.exe" if os.name == "nt" else "git"
    others = [recorded] if recorded.is_absolute() else []
    others += [Path(place, name) for place in _USUAL_PLACES]
    found = on_path(name) or _first_program(others)
    if found is None:
        raise RepositoryError("git was not found.", "Install git, or put it on PATH.")
    return found


def _first_program(candidates: Iterable[Path]) -> str | None:
    programs = (path for path in candidates if path.is_file() and os.access(path, os.X_OK))
    return next(map(str, programs), None)


def scrubbed(*keep: str) -> dict[str, str]:
    """The caller's environment without git's own variables, but for those named."""
    kept = {*_KEPT, *keep}
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in kept
    }


def environment(*, at_hook: bool = False) -> dict[str, str]:
    """The environment to read in: scrubbed, with the guards set.

    `at_hook` lets through what git hands to a hook (GIT_INDEX_FILE and the like).
    """
    return scrubbed(*(_KEPT_AT_HOOK if at_hook else ())) | _FIXED


def call(
    arguments: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    stdin: bytes | None = None,
) -> Answer:
    """Run git once, guarded. `arguments` begin with the command; nothing is raised on failure.

    Raises RepositoryError only where git cannot be started at all.
    """
    command = [find_git(), *GUARDS, *arguments]
    feed: dict[str, bytes | int] = (
        {"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}
    )
    try:
        done = subprocess.run(  # type: ignore[call-overload]
            command,
            cwd=cwd,
            env=environment() if env is None else env,
            capture_output=True,
            check=False,
            **feed,
        )
    except OSError as error:
        raise RepositoryError(f"git could not be started in {cwd}: {error.strerror}.") from error
    return Answer(code=done.returncode, out=done.stdout, err=done.stderr)


def refusal(answer: Answer, place: Path) -> RepositoryError:
    """git's failure as a sentence, with what to do next."""
    said = answer.err.decode("utf-8", "replace").strip()
    if "dubious ownership" in said:
        return RepositoryError(
            f"The repository at {place} belongs to another user, so git will not read it.",
            f"If you trust it: git config --global --add safe.directory '{place}'",
        )
    if "not a git repository" in said:
        return RepositoryError(
            f"{place} is not inside a git repository.",
            "Run `planver init` there, or go to the folder of your plan repository.",
        )
    if "objectformat" in said.lower() or "object format" in said:
        return unsupported("SHA-256 object ids")
    if "refstorage" in said.lower():
        return unsupported("reftable references")
    if "promisor remote" in said or "lazy fetching disabled" in said:
        return RepositoryError(
            "This is a partial clone, and what it left out is needed here.",
            "Run `git fetch --refetch --no-filter` to get the rest.",
        )
    told = next((line for line in said.splitlines() if line.startswith("fatal:")), said)
    told = told.removeprefix("fatal:").strip() or f"it ended with code {answer.code}"
    return RepositoryError(f"git could not do this: {told}", f"The repository is {place}.")


def unsupported(what: str) -> RepositoryError:
    """The refusal of a kind of repository planver does not read."""
    return RepositoryError(
        f"This repository uses {what}, which planver does not support.",
        "Use a repository with SHA-1 object ids and file references (git's default).",
    )
