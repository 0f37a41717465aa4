"""`planver blame` of a plan file revised two thousand times, against `git blame` of that file."""

import importlib
import pkgutil
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from unittest.mock import patch

from msgspec.structs import replace

from benchmarks.histories import History, history
from benchmarks.processes import seconds
from benchmarks.repositories import Saved, write
from planver import compare, planfile, repository, workflow
from planver.compare import align, carrying, moves, tokens, words
from planver.model.draft import Clause, Draft
from planver.planfile import parse, pieces
from planver.planfile.dump import dump
from planver.repository import guard, log, objects
from planver.workflow.blame import blame
from planver.workflow.drafts import Drafts

_SEED = 100
_REVISIONS, _CLAUSES = 2_000, 300
_QUICK_REVISIONS, _QUICK_CLAUSES = 200, 100
_RUNS, _QUICK_RUNS = 3, 2
_FILE = "plan.plan.yaml"
# A file is revised as one draft, or becomes the next draft after so many revisions.
_SHAPES = {"one draft": _REVISIONS, "a draft every 50": 50}
_GIT, _COPIES, _COLD, _WARM = "git blame", "git blame -M -C", "planver, cold", "planver, warm"
_LIMIT = 1200.0

# Where the time of a cold run goes; a part within another is told apart.
_REST = "all else"
_PARTS: Mapping[str, tuple[Callable[..., object], ...]] = {
    "reading git": (guard.call, log.commits, objects.Objects._ask, objects.Objects._answer),  # noqa: SLF001
    "parsing": (parse.parse, parse.read, pieces.Pieces.draft),
    "aligning": (align.align,),
    "word diff": (words.compared, moves.moves, tokens.words),
    "carrying over": (carrying.carried,),
}


def revisions(planver: str, *, quick: bool) -> Iterator[tuple[str, dict[str, float]]]:
    """For each shape a row for each command, whole processes, and one for each share of the time.

    Seconds are the median of some interleaved runs; `x git blame` compares with `git blame` of the
    same file in the same runs. Cold is without planver's cache, warm the run after. Shares are
    those of one cold run within a process that has everything imported.
    """
    made = history(
        _SEED,
        "slight",
        _QUICK_REVISIONS if quick else _REVISIONS,
        _QUICK_CLAUSES if quick else _CLAUSES,
        forks=False,
    )
    for shape, length in _SHAPES.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            last = write_file(made, length, folder)
            by_command = _measured(planver, folder, last, _QUICK_RUNS if quick else _RUNS)
            for command, took in by_command.items():
                yield f"{shape}: {command}", {"s": took, "x git blame": took / by_command[_GIT]}
            yield from ((f"{shape}: {part}", row) for part, row in shares(folder, last).items())


def write_file(made: History, length: int, folder: Path) -> str:
    """Write the file's revisions, each draft so many of them long; the last draft's id."""
    saved = []
    for place, stage in enumerate(made.stages):
        number = place // length
        draft = replace(
            stage.entry.draft,
            id=f"draft-{number}",
            based_on=(f"draft-{number - 1}",) if number else (),
        )
        party = stage.entry.draft.tabled_by[0].party
        saved.append(Saved(_FILE, as_file(draft), party, (place - 1,) if place else ()))
    assert saved[-1].data == dump(draft)
    write(folder, saved)
    return draft.id


def as_file(draft: Draft) -> bytes:
    """What `dump` makes of the draft, which writes each clause only once."""
    head = dump(replace(draft, points=draft.points[:1])).partition(_POINTS)[0]
    return head + _POINTS + b"\n".join(map(_clause, draft.points))


_POINTS = b"points:\n"


@cache
def _clause(clause: Clause) -> bytes:
    return dump(Draft(plan="p", id="d", points=(clause,))).partition(_POINTS)[2]


def shares(folder: Path, last: str) -> dict[str, dict[str, float]]:
    """The seconds of each part of a cold run, and its share of all of them."""
    _import_everything()
    forget(folder)
    clock = Clock()
    with ExitStack() as patches:
        for part, functions in _PARTS.items():
            for function in functions:
                timed = clock.timed(part, function)
                for where in _users(function):
                    patches.enter_context(patch.object(where, function.__name__, timed))
        with Drafts(folder) as drafts:
            clock.timed(_REST, blame)(drafts, last)
    whole = sum(clock.spent.values())
    return {part: {"s": took, "share": took / whole} for part, took in clock.spent.items()}


def _import_everything() -> None:
    """A module that is first imported during a run would keep the functions timed in that run."""
    for room in (compare, planfile, repository, workflow):
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            importlib.import_module(found.name)


def _users(function: Callable[..., object]) -> list[object]:
    """Where a function is found by those who call it: in modules, or in its class."""
    places = [place for name, place in sys.modules.items() if name.startswith("planver.")]
    users = [
        place for place in (*places, objects.Objects, pieces.Pieces)
        if vars(place).get(function.__name__) is function
    ]  # fmt: skip
    assert users, f"nobody calls {function.__name__}"
    return users


class Clock:
    """Tells how long was spent in parts of a run; in one within another, to the inner alone."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._open: list[str] = []
        self._since = 0.0

    def timed(self, part: str, function: Callable[..., object]) -> Callable[..., object]:
        """The function, whose time is told as that of the part."""
        self.spent.setdefault(part, 0.0)

        def call(*arguments: object, **options: object) -> object:
            self._count()
            self._open.append(part)
            try:
                return function(*arguments, **options)
            finally:
                self._count()
                self._open.pop()

        return call

    def _count(self) -> None:
        now = time.perf_counter()
        if self._open:
            self.spent[self._open[-1]] += now - self._since
        self._since = now


def _measured(planver: str, folder: Path, last: str, runs: int) -> dict[str, float]:
    """The median of the seconds of each command, whole processes, interleaved."""
    ours = [planver, "blame", last]
    commands = {
        _GIT: ["git", "blame", "--", _FILE],
        _COPIES: ["git", "blame", "-M", "-C", "--", _FILE],
        _COLD: ours,
        _WARM: ours,
    }
    took: dict[str, list[float]] = {name: [] for name in commands}
    told: set[bytes] = set()
    for _ in range(runs):
        for name, command in commands.items():
            if name == _COLD:
                forget(folder)
            with tempfile.TemporaryFile() as file:
                took[name].append(seconds(command, _LIMIT, folder=folder, into=file))
                file.seek(0)
                if command is ours:
                    told.add(file.read())
    assert len(told) == 1, "the same draft was told in different ways"
    assert told != {b""}, "nothing was told"
    return {name: statistics.median(each) for name, each in took.items()}


def forget(folder: Path) -> None:
    """Take away what planver has kept of the repository."""
    shutil.rmtree(folder / ".git/planver", ignore_errors=True)
