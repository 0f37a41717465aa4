"""Which clause answers which in generated drafts whose gold is known, ids stripped."""

import time
from collections.abc import Iterator

from benchmarks.score import Score, without_ids
from benchmarks.synthetic import case

# How many drafts of each size: seeds from 100 on, which nothing was tuned on.
_SEEDS = {100: 30, 1_000: 10, 10_000: 2}
_QUICK = {100: 10, 1_000: 3}
_LARGEST = 50_000
_FIRST = 100


def accuracy(*, quick: bool) -> Iterator[tuple[str, dict[str, float]]]:
    """A row for each heaviness and size: precision, recall and F1 of pairs, F1 by kind."""
    for size, seeds in (_QUICK if quick else _SEEDS).items():
        for heaviness in ("light", "medium", "heavy"):
            yield f"{heaviness}, {_named(size, seeds)}", scored(heaviness, size, seeds)
    if not quick:
        yield f"heavy, {_named(_LARGEST, 1)}", scored("heavy", _LARGEST, 1)


def calibration() -> Iterator[tuple[str, dict[str, float]]]:
    """A row for each tenth of confidence told: its mean, and the share that was right."""
    score = Score()
    for seed in range(_FIRST, _FIRST + 3):
        one = case(seed, 1_000, "heavy")
        score.add(one, without_ids(*one.drafts))
    for told, right, count in score.calibration():
        yield f"{int(told * 10) / 10:.1f} and more", {"told": told, "right": right, "pairs": count}


def scored(heaviness: str, size: int, seeds: int) -> dict[str, float]:
    """The figures over so many seeds, with the seconds a comparison took."""
    score, seconds = Score(), 0.0
    for seed in range(_FIRST, _FIRST + seeds):
        one = case(seed, size, heaviness)
        start = time.perf_counter()
        diff = without_ids(*one.drafts)
        seconds += time.perf_counter() - start
        score.add(one, diff)
    return {**score.figures(), "s": seconds / seeds}


def _named(size: int, seeds: int) -> str:
    return f"{size:,} clauses, {seeds} seed{'s' if seeds > 1 else ''}"
