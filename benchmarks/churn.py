"""Churn: how many words a tool flags for each word that really changed."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz.distance import Indel

from benchmarks.peers import Files, Peer
from benchmarks.race import SLOW, sample_drafts
from benchmarks.score import without_ids
from benchmarks.synthetic import case
from planver.compare.diff import compare
from planver.model.change import DraftDiff, Op
from planver.model.draft import Draft
from planver.model.history import Entry
from planver.model.numbering import Numbered

# Drafts, and how many words really changed between them.
_Set = tuple[tuple[Draft, Draft], int]
_FIRST = 100


def churn(
    peers: Sequence[Peer], *, quick: bool, thorough: bool, limit: float
) -> Iterator[tuple[str, dict[str, float]]]:
    """A row for each tool: words flagged over words really changed, by set of drafts.

    planver goes by the words alone, as if files had no ids; the peers read one clause a line,
    without numbers. A peer slower than some seconds is not tried on larger sets.
    """
    rows: dict[str, dict[str, float]] = {"planver diff": {}}
    left = [peer for peer in peers if peer.flagged is not None]
    with tempfile.TemporaryDirectory() as folder:
        files = Files(Path(folder))
        for title, sets in _sets(quick=quick):
            changed = sum(words for _, words in sets)
            told = [_flagged(without_ids(*drafts)) for drafts, _ in sets]
            rows["planver diff"][title] = sum(told) / changed
            for peer in tuple(left):
                start = time.perf_counter()
                flagged = [peer.words_flagged(files.write(drafts), limit) for drafts, _ in sets]
                counted = [words for words in flagged if words is not None]
                if len(counted) == len(sets):
                    rows.setdefault(peer.name, {})[title] = sum(counted) / changed
                if time.perf_counter() - start > SLOW * len(sets) and not thorough:
                    left.remove(peer)
    yield from rows.items()


def _sets(*, quick: bool) -> Iterator[tuple[str, list[_Set]]]:
    yield "samples", [_samples()]
    sizes = {28: 5, 1_000: 1} if quick else {28: 10, 1_000: 1, 10_000: 1}
    for size, count in sizes.items():
        for heaviness in ("medium", "heavy"):
            cases = [case(seed, size, heaviness) for seed in range(_FIRST, _FIRST + count)]
            yield f"{heaviness} {size:,}", [(one.drafts, one.changed) for one in cases]


def _samples() -> _Set:
    """us-28 and e3-28; what changed are the fewest words from each clause to its answer by id."""
    before, after = sample_drafts()
    diff = compare(Entry(draft=before, path="us-28"), Entry(draft=after, path="e3-28"))
    changed = sum(
        Indel.distance(_words(change.before), _words(change.after)) for change in diff.changes
    )
    return (before, after), changed


def _words(entries: Sequence[Numbered]) -> list[str]:
    return [word for entry in entries for word in entry.clause.wording.split()]


def _flagged(diff: DraftDiff) -> int:
    return sum(
        len(edit.text.split())
        for change in diff.changes
        for edit in change.edits
        if edit.op is not Op.EQUAL
    )
