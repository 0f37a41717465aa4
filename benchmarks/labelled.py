"""Pairs of drafts labelled by hand: see `pairs/README.md` for how, and which were held back."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.score import Tally, told_pairs, without_ids
from planver.model.change import DraftDiff, Kind
from planver.model.draft import Draft
from planver.model.numbering import numbered
from planver.planfile.parse import parse

PAIRS = Path(__file__).parent / "pairs"
_NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair, with its right pairs of paths."""

    name: str
    before: Draft
    after: Draft
    gold: frozenset[tuple[str, str]]

    @property
    def tuned_on(self) -> bool:
        """Whether it was looked at while the aligner was made."""
        return self.name.startswith("tuning-")

    @property
    def paraphrase(self) -> bool:
        """Whether the after draft says the same with hardly a word in common."""
        return "paraphrase-" in self.name


def labelled() -> Iterator[tuple[str, dict[str, float]]]:
    """A row for each pair, and the mean and the worst of each group; paraphrases apart."""
    pairs = [read(folder) for folder in sorted(PAIRS.iterdir()) if folder.is_dir()]
    for title, tuned_on in (("held back", False), ("tuned on", True)):
        group = [p for p in pairs if p.tuned_on is tuned_on and not p.paraphrase]
        rows = {pair.name: figures(pair) for pair in group}
        yield from rows.items()
        if rows:
            yield f"MEAN, {title}", _over(rows, lambda found: sum(found) / len(found))
            yield f"WORST, {title}", _over(rows, min)


def paraphrases() -> Iterator[tuple[str, dict[str, float]]]:
    """A row for each paraphrase: what is told as a fact must be right, the rest be possible."""
    for folder in sorted(PAIRS.iterdir()):
        if folder.is_dir() and "paraphrase-" in folder.name:
            told = figures(read(folder))
            yield (
                folder.name,
                {
                    "precision of facts": told["precision"],
                    "recall of facts": told["recall"],
                    "recall with possible": told["recall with possible"],
                    "possible a clause": told["possible a clause"],
                },
            )


def read(folder: Path) -> Labelled:
    """A pair from its folder."""
    before, after = (draft_of(folder / f"{side}.plan.yaml") for side in ("before", "after"))
    with (folder / "gold.tsv").open(encoding="utf-8", newline="") as file:
        gold = frozenset(
            (one, other)
            for row in csv.DictReader(file, delimiter="\t")
            for one in row["before"].split("+")
            for other in row["after"].split("+")
            if _NOBODY not in (one, other)
        )
    return Labelled(folder.name, before, after, gold)


def figures(pair: Labelled) -> dict[str, float]:
    """Pairs told as facts against the gold, and its share told as a fact or as possible."""
    diff = without_ids(pair.before, pair.after)
    before = [entry.path for entry in numbered(pair.before)]
    after = [entry.path for entry in numbered(pair.after)]
    facts = {(before[i], after[j]) for i, j in told_pairs(diff)}
    possible = set(_possible(diff))
    tally = Tally()
    tally.add(facts, pair.gold)
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "F1": tally.f1,
        "recall with possible": len((facts | possible) & pair.gold) / len(pair.gold),
        "possible a clause": len(possible - facts) / len(before),
    }


def _possible(diff: DraftDiff) -> Iterator[tuple[str, str]]:
    for change in diff.changes:
        for one in change.possible:
            if change.kinds == (Kind.DELETED,):
                yield change.before[0].path, one.path
            else:
                yield one.path, change.after[0].path


def draft_of(path: Path) -> Draft:
    """The draft in a plan file of ours."""
    draft = parse(path.read_bytes()).draft
    assert draft is not None, path
    return draft


def _over(
    rows: Mapping[str, Mapping[str, float]], pick: Callable[[Sequence[float]], float]
) -> dict[str, float]:
    names = ("precision", "recall", "F1", "recall with possible")
    return {name: pick([row[name] for row in rows.values()]) for name in names}
