"""``make bench``: how accurate and how fast planver is, with its peers measured in the same run.

Drafts are generated from seeds that nothing was tuned on, or labelled by hand; ids are stripped.
Times are those of the fastest of interleaved runs, and mean something as ratios only: machines
differ, and are noisy.
"""

import argparse
import json
import math
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import redlines
from benchmarks.accuracy import accuracy, calibration
from benchmarks.authors import authors
from benchmarks.churn import churn
from benchmarks.growth import growth, memory
from benchmarks.hard import hard
from benchmarks.in_place import in_place
from benchmarks.labelled import labelled, paraphrases
from benchmarks.peers import peers
from benchmarks.race import race
from benchmarks.revisions import revisions

_Rows = Iterator[tuple[str, dict[str, float]]]


@dataclass(frozen=True, slots=True)
class Table:
    """A part of the benchmark: the name to ask for it by, what it says, and how it is made."""

    name: str
    title: str
    make: Callable[[], _Rows]


def main() -> None:
    """Measure, print a table after the other, and write JSON where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--quick", action="store_true", help="smaller sizes and fewer seeds")
    parser.add_argument(
        "--thorough", action="store_true", help="every peer at every size, 150 s each at most"
    )
    parser.add_argument("--only", nargs="+", metavar="TABLE", help="these tables alone")
    chosen = parser.parse_args()
    tables = _tables(quick=chosen.quick, thorough=chosen.thorough)
    names = [table.name for table in tables]
    if unknown := [name for name in chosen.only or () if name not in names]:
        parser.error(f"there is no table {', '.join(unknown)}; there are {', '.join(names)}")
    _, missing = peers()
    for peer in missing:
        print(f"Not installed, and left out: {peer.name} ({peer.source}).")
    figures: dict[str, dict[str, dict[str, float]]] = {}
    for table in tables:
        if chosen.only and table.name not in chosen.only:
            continue
        start = time.perf_counter()
        print(f"\n{table.name}: {table.title}", flush=True)
        figures[table.name] = dict(table.make())
        _print(figures[table.name])
        print(f"  ({time.perf_counter() - start:.0f} s)", flush=True)
    if chosen.json:
        chosen.json.parent.mkdir(parents=True, exist_ok=True)
        told = {"missing": [peer.name for peer in missing], **_finite(figures)}
        chosen.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _tables(*, quick: bool, thorough: bool) -> tuple[Table, ...]:
    planver = shutil.which("planver", path=str(Path(sys.executable).parent)) or "planver"
    found, _ = peers()
    limit = 150.0 if thorough else 12.0 if quick else 45.0
    return (
        Table(
            "accuracy",
            "F1 of pairs and of each kind of change in generated drafts",
            lambda: accuracy(quick=quick),
        ),
        Table(
            "confidence",
            "confidence told and the share that was right, heavy, 1,000 clauses, 3 seeds",
            calibration,
        ),
        Table("labelled", "pairs labelled by hand; tuning-* were looked at", labelled),
        Table("paraphrases", "hardly a word in common; tuning-* were looked at", paraphrases),
        Table(
            "in-place",
            "share of clauses paired by mistake with unrelated text in their place",
            lambda: in_place(quick=quick),
        ),
        Table(
            "redlines",
            "word diffs against redlines drawn by hand, the half not looked at",
            lambda: iter(redlines.figures().items()),
        ),
        Table(
            "authors",
            "who first wrote each word that the root lacks; 30 drafts of 60 clauses: edits, moves,"
            " splits, joins, merges, reverts, renames",
            lambda: authors(quick=quick),
        ),
        Table(
            "revisions",
            "blame of the last of many revisions of a file, whole processes; "
            + ("200 of 100 clauses" if quick else "2,000 of 300 clauses"),
            lambda: revisions(planver, quick=quick),
        ),
        Table("hard", "sets made to blow up, in process", lambda: hard(quick=quick)),
        Table("growth", "align, word diff and substance, in process", lambda: growth(quick=quick)),
        Table("memory", "peak resident set", lambda: memory(planver, quick=quick)),
        Table(
            "peers",
            f"whole process; us-28 and e3-28, then medium drafts; over {limit:.0f} s is inf",
            lambda: race(planver, found, quick=quick, thorough=thorough, limit=limit),
        ),
        Table(
            "churn",
            "words flagged over words really changed; without ids and numbers",
            lambda: churn(found, quick=quick, thorough=thorough, limit=limit / 3),
        ),
    )


def _print(rows: Mapping[str, Mapping[str, float]]) -> None:
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    cells = {name: [_cell(row.get(column)) for column in columns] for name, row in rows.items()}
    wide = [max(map(len, column)) for column in zip(columns, *cells.values(), strict=True)]
    first = max(map(len, rows), default=0)
    for name, row in {"": columns, **cells}.items():
        told = "  ".join(cell.rjust(width) for cell, width in zip(row, wide, strict=True))
        print(f"  {name:{first}}  {told}")


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}" if value > 1 else f"{value:.4f}"


def _finite(figures: Mapping[str, Mapping[str, Mapping[str, float]]]) -> dict[str, object]:
    """For JSON, which knows no infinity: a time over the limit becomes null."""
    return {
        title: {
            name: {key: value if math.isfinite(value) else None for key, value in row.items()}
            for name, row in rows.items()
        }
        for title, rows in figures.items()
    }


if __name__ == "__main__":
    main()
