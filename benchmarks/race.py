"""planver and its peers on the same drafts, each as a whole process: who is how fast."""

import math
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.hard import exponent
from benchmarks.labelled import draft_of
from benchmarks.peers import Files, Peer
from benchmarks.processes import fastest
from benchmarks.synthetic import case
from planver.model.draft import Draft

_PLANS = Path(__file__).parent.parent / "plans" / "ukraine-2025"
_SEED = 100
_SAMPLES, _LARGEST = 28, 10_000
# Sizes, and how many runs; 28 are the points of the sample drafts us-28 and e3-28.
_RUNS = {_SAMPLES: 20, 1_000: 5, _LARGEST: 3}
_QUICK = {_SAMPLES: 5, 1_000: 2}
# A peer slower than this at one size is not tried at the next, unless all are asked for.
SLOW = 4.0

_PYTHON = "python -c pass"
_PLANVER = "planver diff"
# What a command is compared with at each size.
_YARDSTICKS = {_SAMPLES: _PYTHON, 1_000: "wdiff", _LARGEST: "wdiff"}


def race(
    planver: str, peers: Sequence[Peer], *, quick: bool, thorough: bool, limit: float
) -> Iterator[tuple[str, dict[str, float]]]:
    """A row for each command: seconds, and ratios to a yardstick; infinite where over `limit`.

    At 28 points the drafts are us-28 and e3-28 as shipped; at 1,000 and 10,000 clauses generated
    medium revisions without ids. The exponent is that of the time from 1,000 to 10,000.
    """
    seconds: dict[str, dict[int, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size, runs in (_QUICK if quick else _RUNS).items():
            files = Files(Path(folder) / str(size)).write(_drafts(size))
            fast = [peer for peer in peers if thorough or _was_fast(seconds.get(peer.name, {}))]
            commands: dict[str, Sequence[str]] = {
                _PYTHON: [sys.executable, "-c", "pass"],
                _PLANVER: [planver, "diff", *files("txt")],
                f"{_PLANVER}, plan files": [planver, "diff", *files("plan.yaml")],
                **{peer.name: peer.command(files) for peer in fast},
            }
            for name, best in fastest(commands, runs, limit).items():
                seconds.setdefault(name, {})[size] = best
    for name, by_size in seconds.items():
        yield name, dict(_row(by_size, seconds))


def sample_drafts() -> tuple[Draft, Draft]:
    """The two drafts of 28 points that planver ships."""
    before, after = (draft_of(_PLANS / f"{name}.plan.yaml") for name in ("us-28", "e3-28"))
    return before, after


def _drafts(size: int) -> tuple[Draft, Draft]:
    return sample_drafts() if size == _SAMPLES else case(_SEED, size, "medium").drafts


def _was_fast(by_size: Mapping[int, float]) -> bool:
    return all(best < SLOW for best in by_size.values())


def _row(
    by_size: Mapping[int, float], seconds: Mapping[str, Mapping[int, float]]
) -> Iterator[tuple[str, float]]:
    for size, best in by_size.items():
        yield f"s at {size:,}", best
        yardstick = _YARDSTICKS[size]
        if size in seconds.get(yardstick, {}):
            yield f"x {yardstick.split()[0]} at {size:,}", best / seconds[yardstick][size]
        yield f"x planver at {size:,}", best / seconds[_PLANVER][size]
    large = {size: best for size, best in by_size.items() if size > _SAMPLES}
    if len(large) > 1 and math.inf not in large.values():
        yield "exponent", exponent(large)
