"""Which clause answers which: by id, by confirmed origin, then by text.

Printed numbers never drive a match: drafts reuse a number for another provision.
"""

from collections.abc import Sequence

from planver.compare.told import denied_pairs, told_pairs
from planver.model.change import Alignment
from planver.model.numbering import Numbered


def align(
    before: Sequence[Numbered], after: Sequence[Numbered], *, use_ids: bool = True
) -> Alignment:
    """Pair the clauses of two drafts; `use_ids=False` goes by the texts alone.

    Deterministic: the same drafts give the same pairs, whatever the hash seed.
    """
    told = told_pairs(before, after) if use_ids else []
    denied = denied_pairs(before, after) if use_ids else frozenset()
    found = Alignment(pairs=tuple(told))
    if _some_open([pair.before for pair in told], before) and _some_open(
        [pair.after for pair in told], after
    ):
        from planver.compare.by_words import by_words  # rapidfuzz: not where ids say it all

        found = by_words(before, after, told, denied)
    return Alignment(
        pairs=tuple(sorted(found.pairs, key=lambda pair: (pair.after[0], pair.before[0]))),
        possible=found.possible,
    )


def _some_open(paired: Sequence[tuple[int, ...]], clauses: Sequence[Numbered]) -> bool:
    return sum(map(len, paired)) < len(clauses)
