"""Hard sets: drafts made to blow a comparison up, and how its time grows on them."""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from random import Random

from msgspec.structs import replace

from benchmarks.fates import Shares
from benchmarks.revision import revise
from benchmarks.score import without_ids
from benchmarks.synthetic import compose, finish
from benchmarks.writer import Writer
from planver.model.draft import Clause, Draft

_SIZES: tuple[int, ...] = (1_000, 2_000, 4_000, 8_000)
_WORDS: tuple[int, ...] = (5_000, 10_000, 20_000, 40_000)
_RUNS = 2
_GOODS = (
    "wheat",
    "barley",
    "maize",
    "coal",
    "salt",
    "copper",
    "timber",
    "cement",
    "grain",
    "steel",
)

Sides = tuple[Draft, Draft]


def hard(*, quick: bool) -> Iterator[tuple[str, dict[str, float]]]:
    """A row for each set: seconds at each size, and the exponent the time grows by."""
    for name, make in _SETS.items():
        sizes = _WORDS if make in (one_long_clause, one_rewritten_clause) else _SIZES
        if quick:
            sizes = sizes[:-1]
        seconds = {size: _fastest(make(size)) for size in sizes}
        shown = {f"s at {size:,}": value for size, value in seconds.items()}
        yield name, {**shown, "exponent": exponent(seconds)}


def exponent(seconds: dict[int, float]) -> float:
    """By which power of the size the time grows, from the smallest size to the largest."""
    first, last = min(seconds), max(seconds)
    return math.log(seconds[last] / seconds[first]) / math.log(last / first)


def near_duplicates(size: int) -> Sides:
    """Clauses that differ in a word or a number; a tenth of them changed, every twentieth gone."""
    changes = Random(100)

    def text(at: int, shift: int) -> str:
        good = _GOODS[(at + shift) % len(_GOODS)]
        return (
            f"The Parties shall deliver {at + shift} tonnes of {good} to the other Party within "
            "thirty days of the request, and shall inform the Commission of the delivery."
        )

    before = [text(at, 0) for at in range(size)]
    after = [
        text(at, 1 if changes.random() < 0.1 else 0)
        for at in range(size)
        if changes.random() > 0.05
    ]
    return _draft(before), _draft(after)


def all_identical(size: int) -> Sides:
    """The same stock clause everywhere; the after draft has a tenth less of them."""
    return _draft(["[Reserved.]"] * size), _draft(["[Reserved.]"] * (size - size // 10))


def all_different(size: int) -> Sides:
    """Two drafts that have nothing to do with each other, but their kind of language."""
    one, other = (compose(Writer(Random(seed)), size) for seed in (100, 101))
    return finish(one, []).drafts[0], finish(other, []).drafts[0]


def reversed_order(size: int) -> Sides:
    """Every clause as it was, the last one first."""
    texts = [f"{at + 1}: {text}" for at, text in enumerate(_texts(size))]
    return _draft(texts), _draft(texts[::-1])


def all_edited(size: int) -> Sides:
    """Every clause has 5-30 % of its words changed."""
    writer = Writer(Random(100))
    points = compose(writer, size)
    shares = Shares(
        amended=1.0, rewritten=0, moved=0, split=0, joined=0, deleted=0, inserted=0
    )  # fmt: skip
    return finish(points, revise(writer, points, shares)).drafts


def one_long_clause(size: int) -> Sides:
    """A single clause of so many words, of which a tenth was replaced."""
    words = " ".join(_texts(size // 20 + 40)).split()[:size]
    changes = Random(100)
    after = [f"{word}ly" if changes.random() < 0.1 else word for word in words]
    return _draft([" ".join(words)]), _draft([" ".join(after)])


def one_rewritten_clause(size: int) -> Sides:
    """A single clause of so many words, rewritten from beginning to end."""
    before, after = (" ".join(_texts(size // 20 + 40, seed)).split()[:size] for seed in (100, 101))
    return _draft([" ".join(before)]), _draft([" ".join(after)])


_SETS: dict[str, Callable[[int], Sides]] = {
    "near-duplicates": near_duplicates,
    "all identical": all_identical,
    "all different": all_different,
    "reversed order": reversed_order,
    "all edited": all_edited,
    "one clause, words": one_long_clause,
    "one clause rewritten, words": one_rewritten_clause,
}


def _texts(size: int, seed: int = 100) -> list[str]:
    draft = finish(compose(Writer(Random(seed)), size), []).drafts[0]
    return [clause.text for clause in draft.walk()]


def _draft(texts: Sequence[str]) -> Draft:
    points = tuple(Clause(id=None, text=text) for text in texts)
    return Draft(plan="hard", id="hard", points=points)


def _fastest(sides: Sides) -> float:
    before, after = sides[0], replace(sides[1], id="after")
    best = math.inf
    for _ in range(_RUNS):
        start = time.perf_counter()
        without_ids(before, after)
        best = min(best, time.perf_counter() - start)
    return best
