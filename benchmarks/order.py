"""Whether the order of siblings was told right, whichever block is said to have moved."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.synthetic import Case, Edge


@dataclass(slots=True)
class Row:
    """Siblings that stayed with their parent: their pairs, and which of them are moved."""

    pairs: set[Edge] = field(default_factory=set)
    told: set[Edge] = field(default_factory=set)
    gold: set[Edge] = field(default_factory=set)

    def told_right(self, one: Case) -> bool:
        """The gold's answer, or another as good: in small rows either of two blocks may have moved.

        As good is what leaves the rest in order and calls no more words moved than the gold does.
        """
        if self.told == self.gold:
            return True
        kept = sorted(self.pairs - self.told)
        in_order = all(before[1] <= after[1] for before, after in pairwise(kept))
        return in_order and _words(one, self.told) <= _words(one, self.gold)


def rows_of_siblings(
    one: Case, found: AbstractSet[Edge], told: AbstractSet[Hashable]
) -> Iterator[Row]:
    """The rows in which something moved; of right pairs only, so that order is scored alone."""
    rows: dict[tuple[int | None, int | None], Row] = defaultdict(Row)
    for i, j in sorted(found):
        above = one.before[i].parent, one.after[j].parent
        if above == (None, None) or above in one.gold:
            row = rows[above]
            row.pairs.add((i, j))
            if (i, j) in told:
                row.told.add((i, j))
            if (i, j) in one.kinds["moved"]:
                row.gold.add((i, j))
    return (row for row in rows.values() if row.told or row.gold)


def _words(one: Case, pairs: AbstractSet[Edge]) -> int:
    return sum(len(one.before[i].clause.text.split()) for i, _ in pairs)
