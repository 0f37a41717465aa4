"""How well a comparison agrees with the gold: pairs, kinds of change, order, confidence."""

from collections import defaultdict
from collections.abc import Hashable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import product

from benchmarks.order import rows_of_siblings
from benchmarks.synthetic import Case, Edge
from planver.compare.diff import compare
from planver.model.change import DraftDiff, Kind
from planver.model.draft import Draft
from planver.model.history import Entry

KINDS = ("amended", "moved", "split", "joined", "inserted", "deleted", "unchanged")
# Confidence is checked in steps of this width.
_STEPS = 10


@dataclass(slots=True)
class Tally:
    """Counts of what was told, what is right, and what is both."""

    both: int = 0
    told: int = 0
    right: int = 0

    def add(self, told: AbstractSet[Hashable], right: AbstractSet[Hashable]) -> None:
        """Count one more draft."""
        self.both += len(told & right)
        self.told += len(told)
        self.right += len(right)

    @property
    def precision(self) -> float:
        """The share of what was told that is right; 1 where nothing was told."""
        return self.both / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        """The share of what is right that was told; 1 where there was nothing to tell."""
        return self.both / self.right if self.right else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.both / (self.told + self.right) if self.told + self.right else 1.0


@dataclass(slots=True)
class Score:
    """Tallies over one draft or several."""

    pairs: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    # Splits and joins with exactly the right parts.
    whole: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    # Rows of siblings in which something moved, and those of them told as well as the gold does.
    rows: int = 0
    rows_right: int = 0
    # Confidence told for a pair of two clauses, and whether it was right.
    confidence: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, one: Case, diff: DraftDiff) -> None:
        """Score one more comparison."""
        told = told_pairs(diff)
        self.pairs.add(told, one.gold)
        by_kind = told_kinds(diff)
        for kind in KINDS:
            self.kinds[kind].add(by_kind[kind], one.kinds[kind])
        for kind, groups in _groups(diff).items():
            self.whole[kind].add(groups, _gold_groups(one)[kind])
        for row in rows_of_siblings(one, told & one.gold, by_kind["moved"]):
            self.rows += 1
            self.rows_right += row.told_right(one)
        self.confidence += [
            (change.confidence, (change.before[0].index, change.after[0].index) in one.gold)
            for change in diff.changes
            if len(change.before) == len(change.after) == 1
        ]

    @property
    def order(self) -> float:
        """Share of rows of siblings with a move whose order was told right."""
        return self.rows_right / self.rows if self.rows else 1.0

    @property
    def miscalibration(self) -> float:
        """Mean distance of the confidence told from the share that was right, in tenths."""
        if not self.confidence:
            return 0.0
        steps = self.calibration()
        return sum(count * abs(told - right) for told, right, count in steps) / len(self.confidence)

    def calibration(self) -> list[tuple[float, float, int]]:
        """For each tenth of confidence its mean, the share that was right, and how many."""
        steps: dict[int, list[tuple[float, bool]]] = defaultdict(list)
        for told, right in self.confidence:
            steps[min(int(told * _STEPS), _STEPS - 1)].append((told, right))
        return [
            (
                sum(told for told, _ in found) / len(found),
                sum(right for _, right in found) / len(found),
                len(found),
            )
            for _, found in sorted(steps.items())
        ]

    def figures(self) -> dict[str, float]:
        """Everything as named figures."""
        return {
            "precision": self.pairs.precision,
            "recall": self.pairs.recall,
            "F1": self.pairs.f1,
            **{kind: self.kinds[kind].f1 for kind in KINDS},
            "order": self.order,
            "whole splits": self.whole["split"].f1,
            "whole joins": self.whole["joined"].f1,
            "confidence off by": self.miscalibration,
        }


def without_ids(before: Draft, after: Draft) -> DraftDiff:
    """The comparison as planver makes it, by the words alone."""
    return compare(
        Entry(draft=before, path="before"), Entry(draft=after, path="after"), use_ids=False
    )


def told_pairs(diff: DraftDiff) -> frozenset[Edge]:
    """Every pair of clauses told as a fact, as places in the two walks."""
    return frozenset(
        (a.index, b.index)
        for change in diff.changes
        for a, b in product(change.before, change.after)
    )


def told_kinds(diff: DraftDiff) -> dict[str, set[Hashable]]:
    """What was told, by kind: pairs of places; for deleted and inserted clauses single places."""
    told: dict[str, set[Hashable]] = {kind: set() for kind in KINDS}
    for change in diff.changes:
        before = [entry.index for entry in change.before]
        after = [entry.index for entry in change.after]
        edges = set(product(before, after))
        if not before or not after:
            told["inserted" if after else "deleted"].update(after or before)
            continue
        if len(after) > 1:
            told["split"] |= edges
        if len(before) > 1:
            told["joined"] |= edges
        if Kind.MOVED in change.kinds:
            told["moved"].add((before[0], after[0]))
        if len(edges) == 1 and Kind.AMENDED in change.kinds:
            told["amended"] |= edges
        elif len(edges) == 1 and Kind.MOVED not in change.kinds:
            told["unchanged"] |= edges
    return told


def _groups(diff: DraftDiff) -> dict[str, set[Hashable]]:
    groups: dict[str, set[Hashable]] = {"split": set(), "joined": set()}
    for change in diff.changes:
        group = (
            tuple(sorted(entry.index for entry in change.before)),
            tuple(sorted(entry.index for entry in change.after)),
        )
        if len(group[1]) > 1:
            groups["split"].add(group)
        if len(group[0]) > 1:
            groups["joined"].add(group)
    return groups


def _gold_groups(one: Case) -> dict[str, set[Hashable]]:
    return {
        "split": {(a.before, a.after) for a in one.answers if len(a.after) > 1},
        "joined": {(a.before, a.after) for a in one.answers if len(a.before) > 1},
    }
