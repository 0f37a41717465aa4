"""Generated histories as git repositories, the same on every machine: ids, dates and names."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.histories import History
from benchmarks.texts import as_plan_file

_DAY = 24 * 60 * 60
_START = 1_924_992_000  # 1 January 2031
# The machine's own settings are not the benchmark's.
_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


@dataclass(frozen=True, slots=True)
class Saved:
    """A revision to be written: one plan file, what it says, who saved it, and on what it stands.

    Parents are places among the revisions before. A revision holds no other file, so that another
    path than its parent's is a rename.
    """

    path: str
    data: bytes
    party: str
    parents: tuple[int, ...]


def save(one: History, folder: Path) -> list[str]:
    """Make a history a repository, each draft a revision; their ids."""
    drafts = [stage.entry.draft for stage in one.stages]
    return write(
        folder,
        (
            Saved(path, as_plan_file(draft), draft.tabled_by[0].party, stage.parents)
            for stage, draft, path in zip(one.stages, drafts, one.paths, strict=True)
        ),
    )


def write(folder: Path, revisions: Iterable[Saved]) -> list[str]:
    """Make a repository in the folder, with the last revision checked out; ids in order."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main", "--template=")
    marks = folder / ".git/marks"
    with subprocess.Popen(
        ["git", "fast-import", "--quiet", f"--export-marks={marks}"],
        cwd=folder,
        stdin=subprocess.PIPE,
        env=_environment(),
    ) as process:
        assert process.stdin is not None
        for piece in _stream(revisions):
            process.stdin.write(piece)
    assert process.returncode == 0, "git fast-import failed"
    git(folder, "reset", "-q", "--hard", "main")
    oids = dict(line.split() for line in marks.read_text(encoding="ascii").splitlines())
    return [oids[f":{number}"] for number in range(1, len(oids) + 1)]


def git(folder: Path, *arguments: str) -> str:
    """What git says, without the line breaks around it."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, check=True, env=_environment()
    )
    return done.stdout.decode().strip("\n")


def _environment() -> dict[str, str]:
    return {**os.environ, **_SETTINGS}


def _stream(revisions: Iterable[Saved]) -> Iterator[bytes]:
    for place, one in enumerate(revisions):
        who = f"{one.party} <{one.party}@example.org> {_START + place * _DAY} +0000"
        subject = f"Revision {place}"
        yield f"commit refs/heads/main\nmark :{place + 1}\ncommitter {who}\n".encode()
        yield f"data {len(subject)}\n{subject}\n".encode()
        for number, up in enumerate(one.parents):
            yield f"{'merge' if number else 'from'} :{up + 1}\n".encode()
        yield f"deleteall\nM 100644 inline {one.path}\ndata {len(one.data)}\n".encode()
        yield one.data + b"\n"
