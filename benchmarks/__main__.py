"""``make bench``: how fast and how accurate, with the peers measured in the same run.

Times are the best of interleaved runs, given as ratios to the bare interpreter and to git:
machines differ, and are noisy. ``--json FILE`` writes the same figures for programs.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.synthetic import PLANS, case
from planver.compare.align import align
from planver.planfile.parse import parse

RUNS = 25
REPORTED_SEEDS = range(100, 120)
SIZES = (60, 300, 1000)


def main() -> None:
    """Measure, print a table, and write JSON where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    figures = {"start-up": startup(), "alignment without ids": accuracy()}
    for title, rows in figures.items():
        print(f"\n{title}")
        for name, values in rows.items():
            told = "  ".join(f"{key} {value:.3g}" for key, value in values.items())
            print(f"  {name:44} {told}")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=1) + "\n")


def startup() -> dict[str, dict[str, float]]:
    """Whole-process times for two drafts of 28 points in a pipe."""
    planver = shutil.which("planver", path=str(Path(sys.executable).parent)) or "planver"
    before, after = (PLANS / "ukraine-2025" / f"{name}.plan.yaml" for name in ("us-28", "e3-28"))
    with tempfile.TemporaryDirectory() as folder:
        texts = [_as_text(path, Path(folder)) for path in (before, after)]
        commands: dict[str, Sequence[str]] = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "planver diff, plan files": [planver, "diff", str(before), str(after)],
            "planver diff, numbered texts": [planver, "diff", *texts],
            "git diff --no-index --word-diff, same texts": [
                "git", "--no-pager", "diff", "--no-index", "--word-diff", *texts,
            ],
        }  # fmt: skip
        best = _best(commands)
    bare = best["python -c pass"]
    git = best["git diff --no-index --word-diff, same texts"]
    return {
        name: {"ms": seconds * 1000, "x python": seconds / bare, "x git": seconds / git}
        for name, seconds in best.items()
    }


def _as_text(path: Path, folder: Path) -> str:
    draft = parse(path.read_bytes()).draft
    assert draft is not None
    file = folder / f"{draft.id}.txt"
    points = (f"{place}. {point.text}" for place, point in enumerate(draft.walk(), 1))
    file.write_text("\n".join(points) + "\n")
    return str(file)


def _best(commands: Mapping[str, Sequence[str]]) -> dict[str, float]:
    best = dict.fromkeys(commands, float("inf"))
    # As installed: with compiled modules, which the first run writes where it may.
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(RUNS):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=False, env=env)
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def accuracy() -> dict[str, dict[str, float]]:
    """Pairs found by text alone in synthetic drafts of which 27 % is kept as it was."""
    return {f"{size} clauses, {len(REPORTED_SEEDS)} seeds": _accuracy(size) for size in SIZES}


def _accuracy(size: int) -> dict[str, float]:
    right = found = gold = 0
    seconds = 0.0
    for seed in REPORTED_SEEDS:
        one = case(seed, size)
        start = time.perf_counter()
        alignment = align(one.before, one.after, use_ids=False)
        seconds += time.perf_counter() - start
        pairs = {(i, j) for pair in alignment.pairs for i in pair.before for j in pair.after}
        right += len(pairs & one.gold)
        found += len(pairs)
        gold += len(one.gold)
    return {
        "precision": right / found,
        "recall": right / gold,
        "F1": 2 * right / (found + gold),
        "ms a case": seconds * 1000 / len(REPORTED_SEEDS),
    }


if __name__ == "__main__":
    main()
