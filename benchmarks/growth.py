"""How time and memory grow with the size of the drafts."""

import math
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.hard import exponent
from benchmarks.score import without_ids
from benchmarks.synthetic import case
from benchmarks.texts import as_plan_file

_SEED = 100
# Sizes, and how often each is measured; the fastest run counts.
_RUNS = {1_000: 5, 10_000: 2, 50_000: 1}
_QUICK = {1_000: 3, 10_000: 1}
# The peak of what a command had in memory. A process of its own asks for it: what this one has in
# memory would count as its children's, from before they became another program.
_PEAK = (
    "import resource, subprocess, sys\n"
    "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
    "assert done.returncode == 0, done.returncode\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
)
_COMPARE = (
    "import pickle, sys\n"
    "from benchmarks.score import without_ids\n"
    "with open(sys.argv[1], 'rb') as file:\n"
    "    before, after = pickle.load(file)\n"
    "without_ids(before, after)\n"
)


def growth(*, quick: bool) -> Iterator[tuple[str, dict[str, float]]]:
    """A row for light and heavy revisions: seconds by size, and the exponent between the ends.

    Alignment, word diff and matters of substance, in this process, without reading files.
    """
    for heaviness in ("light", "heavy"):
        seconds: dict[int, float] = {}
        for size, runs in (_QUICK if quick else _RUNS).items():
            one = case(_SEED, size, heaviness)
            best = math.inf
            for _ in range(runs):
                start = time.perf_counter()
                without_ids(*one.drafts)
                best = min(best, time.perf_counter() - start)
            seconds[size] = best
        shown = {f"s at {size:,}": value for size, value in seconds.items()}
        yield heaviness, {**shown, "exponent": exponent(seconds)}


def memory(planver: str, *, quick: bool) -> Iterator[tuple[str, dict[str, float]]]:
    """A row for comparing alone and one for the whole process: the peak resident set in MB."""
    size = 10_000 if quick else 50_000
    one = case(_SEED, size, "heavy")
    with tempfile.TemporaryDirectory() as folder:
        drafts = Path(folder) / "drafts"
        drafts.write_bytes(pickle.dumps(one.drafts))
        files = [Path(folder) / f"{draft.id}.plan.yaml" for draft in one.drafts]
        for file, draft in zip(files, one.drafts, strict=True):
            file.write_bytes(as_plan_file(draft))
        named = [str(file) for file in files]
        yield (
            f"comparing, {size:,} clauses a side",
            {"MB": _peak([sys.executable, "-c", _COMPARE, str(drafts)])},
        )
        yield (
            f"planver diff, {size:,} clauses a side",
            {"MB": _peak([planver, "diff", *named])},
        )


def _peak(command: Sequence[str]) -> float:
    told = subprocess.run(
        [sys.executable, "-c", _PEAK, *command], capture_output=True, text=True, check=True
    )
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, others kilobytes
    return int(told.stdout) * unit / 1e6
