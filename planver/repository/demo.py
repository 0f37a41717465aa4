"""Replay a plan's drafts into a git repository that is the same, to the last id, everywhere.

One commit per draft, its parents the drafts it is based on. Names and dates are fixed, and the
user's own git settings are shut out.
"""

import heapq
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from msgspec import Struct

from planver.errors import RepositoryError
from planver.model.draft import Draft
from planver.planfile.forms import SLUG
from planver.planfile.source import PLAN_SUFFIX
from planver.repository.guard import Answer, call, environment, refusal
from planver.repository.trailers import (
    claimed_trailers,
    format_proposed_by,
    format_source,
    source_line,
)

COMMITTER = "planver demo <demo@example.invalid>"
MAIN = "main"


class Demo(Struct, frozen=True, kw_only=True):
    """What was built: revision ids by draft id, oldest first, and branch names to draft ids."""

    directory: Path
    revisions: tuple[tuple[str, str], ...]
    branches: tuple[tuple[str, str], ...]


class _Step(Struct, frozen=True, kw_only=True):
    draft: Draft
    data: bytes
    moment: int  # seconds since 1970, UTC


def build(directory: Path, drafts: Sequence[tuple[Draft, bytes]]) -> Demo:
    """Build the repository in `directory`, which must be empty or not exist.

    Each draft comes with the bytes of its plan file. Branch `main` is the latest leaf, other
    leaves are `draft/<id>`; every draft has a tag. Nothing is left behind on failure.
    Raises RepositoryError for a folder with content, and drafts that do not form a history.
    """
    directory = directory.absolute()
    if directory.is_symlink() or directory.exists():
        _refuse_unless_empty(directory)
    steps = _in_order(drafts)
    branches = _branches(steps)
    directory.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    try:
        repository = building / "repository"  # made by git, so with the user's usual permissions
        revisions = _fill(repository, steps, branches)
        if directory.exists():
            directory.rmdir()
        repository.rename(directory)
    except OSError as error:
        raise RepositoryError(
            f"The repository could not be built in {directory}: {error.strerror}.",
            "Choose another folder.",
        ) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return Demo(directory=directory, revisions=revisions, branches=tuple(branches.items()))


def _refuse_unless_empty(directory: Path) -> None:
    if directory.is_symlink() or not directory.is_dir() or any(directory.iterdir()):
        raise RepositoryError(
            f"{directory} is not an empty folder.",
            "Name a folder that does not exist yet; nothing was changed.",
        )


def _in_order(drafts: Sequence[tuple[Draft, bytes]]) -> list[_Step]:
    """Parents before children, then by date, then as given."""
    by_id = {draft.id: (place, draft, data) for place, (draft, data) in enumerate(drafts)}
    _refuse_broken(drafts, by_id)
    waiting = {draft.id: set(draft.based_on) for draft, _ in drafts}
    children: dict[str, list[str]] = {draft_id: [] for draft_id in by_id}
    for draft, _ in drafts:
        for parent in set(draft.based_on):
            children[parent].append(draft.id)
    moments: dict[str, int] = {}
    ready = [(_day(draft), place, draft.id) for place, draft, _ in by_id.values()]
    ready = [entry for entry in ready if not waiting[entry[2]]]
    heapq.heapify(ready)
    steps = []
    while ready:
        _, _, draft_id = heapq.heappop(ready)
        _, draft, data = by_id[draft_id]
        # An undated draft is taken to be as old as what it builds on.
        above = max((moments[parent] for parent in draft.based_on), default=0)
        moments[draft_id] = _noon(draft) or above
        steps.append(_Step(draft=draft, data=data, moment=moments[draft_id]))
        for child in children[draft_id]:
            waiting[child].discard(draft_id)
            if not waiting[child]:
                heapq.heappush(ready, (_day(by_id[child][1]), by_id[child][0], child))
    if len(steps) < len(drafts):
        stuck = ", ".join(sorted(set(by_id) - set(moments)))
        raise RepositoryError(
            f"These drafts are based on each other in a circle: {stuck}.",
            "Look at their `based_on`.",
        )
    return steps


def _refuse_broken(drafts: Sequence[tuple[Draft, bytes]], by_id: Mapping[str, object]) -> None:
    if not drafts:
        raise RepositoryError("There are no drafts to build a repository from.")
    if len(by_id) < len(drafts):
        raise RepositoryError(
            "Two drafts have the same id.", "Give every draft an id of its own (`draft.id`)."
        )
    for draft, _ in drafts:
        for name in (draft.plan, draft.id):
            if not SLUG.fullmatch(name):
                raise RepositoryError(
                    f"{name!r} cannot be the id of a plan or a draft.",
                    "Ids have lower-case letters, digits and hyphens, and begin with a letter.",
                )
        for parent in draft.based_on:
            if parent not in by_id:
                raise RepositoryError(
                    f"The draft {draft.id} is based on {parent}, which is not among the drafts.",
                    "Add that draft, or mend `based_on`.",
                )


def _branches(steps: Sequence[_Step]) -> dict[str, str]:
    """Branch name to draft id: one per leaf, the latest of them main."""
    parents = {parent for step in steps for parent in step.draft.based_on}
    leaves = [step for step in steps if step.draft.id not in parents]
    latest = max(reversed(leaves), key=lambda step: step.moment)
    names = {MAIN: latest.draft.id}
    return names | {f"draft/{leaf.draft.id}": leaf.draft.id for leaf in leaves if leaf != latest}


def _fill(
    repository: Path, steps: Sequence[_Step], branches: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    env = _environment()
    repository.mkdir()
    _run(repository, env, "init", "-q", "-b", MAIN, "--object-format=sha1", "--template=")
    _run(repository, env, "fast-import", "--quiet", "--done", stdin=_stream(steps, branches))
    _run(repository, env, "reset", "-q", "--hard", f"refs/heads/{MAIN}")
    tags = _run(repository, env, "for-each-ref", "--format=%(objectname) %(refname:strip=2)",
                "refs/tags").out.decode()  # fmt: skip
    by_id = {name: oid for oid, name in (line.split(" ") for line in tags.splitlines())}
    return tuple((step.draft.id, by_id[step.draft.id]) for step in steps)


def _environment() -> dict[str, str]:
    return environment() | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }


def _run(
    repository: Path, env: Mapping[str, str], *arguments: str, stdin: bytes | None = None
) -> Answer:
    answer = call(arguments, cwd=repository, env=env, stdin=stdin)
    if answer.code != 0:
        raise refusal(answer, repository)
    return answer


def _stream(steps: Sequence[_Step], branches: Mapping[str, str]) -> bytes:
    """The whole history in git's fast-import format."""
    marks = {step.draft.id: place for place, step in enumerate(steps, 1)}
    parts: list[bytes] = []
    for step in steps:
        parts += _commit(step, marks)
    for branch, draft_id in sorted(branches.items()):
        parts.append(f"reset refs/heads/{branch}\nfrom :{marks[draft_id]}\n\n".encode())
    parts.append(b"done\n")
    return b"".join(parts)


def _commit(step: _Step, marks: Mapping[str, int]) -> Iterable[bytes]:
    draft, mark = step.draft, marks[step.draft.id]
    message = _message(draft).encode()
    # Each commit is its draft's tag and nothing else; `reset` without `from` makes it a root.
    yield f"reset refs/tags/{draft.id}\ncommit refs/tags/{draft.id}\nmark :{mark}\n".encode()
    yield f"author {_author(draft)} {step.moment} +0000\n".encode()
    yield f"committer {COMMITTER} {step.moment} +0000\n".encode()
    yield f"data {len(message)}\n".encode() + message + b"\n"
    for place, parent in enumerate(dict.fromkeys(draft.based_on)):
        yield f"{'merge' if place else 'from'} :{marks[parent]}\n".encode()
    yield b"deleteall\n"
    yield f"M 100644 inline {draft.plan}{PLAN_SUFFIX}\n".encode()
    yield f"data {len(step.data)}\n".encode() + step.data + b"\n\n"


def _author(draft: Draft) -> str:
    party = draft.tabled_by[0].party if draft.tabled_by else "unknown"
    name = " ".join(re.sub(r"[<>\x00-\x1f]", " ", draft.party_name(party)).split())
    address = re.sub(r"[^a-z0-9-]", "", party) or "unknown"
    return f"{name or address} <{address}@example.invalid>"


def _message(draft: Draft) -> str:
    names = ", ".join(draft.party_name(claim.party) for claim in draft.tabled_by)
    body = f"Draft {draft.id} of {draft.plan_title or draft.plan}"
    body += f", tabled by {names}" if names else ""
    body += f" on {draft.date}." if draft.date else "."
    if not draft.published:
        body += " Its wording was not published."
    trailers = [format_proposed_by(trailer) for trailer in claimed_trailers(draft)]
    trailers += [format_source(source_line(source)) for source in draft.sources]
    parts = [" ".join(draft.name.split()), " ".join(body.split()), "\n".join(trailers)]
    return "\n\n".join(part.replace("\0", "") for part in parts if part) + "\n"


def _day(draft: Draft) -> str:
    return draft.date or ""


def _noon(draft: Draft) -> int:
    """Noon of the draft's date in UTC as seconds since 1970; 0 where it has no whole date."""
    try:
        day = date.fromisoformat(draft.date or "")
    except ValueError:
        return 0
    return max(0, int(datetime.combine(day, time(12), UTC).timestamp()))
