"""Word diff: difflib on words only, white space re-attached, then cleaned up to read as phrases.

`planver/compare` compares words, never white space: the spaces around a word follow it, so that
the edits still spell both texts to the letter.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from math import isqrt

from planver.compare.tokens import Words, count, words
from planver.model.change import Edit, Op

# A stretch larger than this (words before times words after) is cut at words that stand once on
# each side before difflib sees it, and given to rapidfuzz where there are none: difflib's time
# grows with the square of repeated words. Measured on statute clauses of 20 to 2,000 words.
_LARGE = 40_000

# A stretch without anchors larger than this is cut into blocks: rapidfuzz keeps a bit for each word
# before and word after, so this is 50 MB. Measured on 130,000 words of one letter (2.1 GB in one
# go, 100 MB in blocks of 20,000) and on 40,000 words that each stand twice, shuffled.
_BLOCK = 400_000_000

# Share of words kept below which a text counts as rewritten and is cleaned up strongly. Tuned on
# the human word edits of arXivEdits (400 pairs).
_REWRITTEN = 0.5

# (before start, before end, after start, after end) of words that differ.
_Hunk = tuple[int, int, int, int]


def diff_words(before: str, after: str) -> tuple[Edit, ...]:
    """The edits that turn `before` into `after`; equal texts give one equal edit (or none)."""
    if before == after:
        return (Edit(op=Op.EQUAL, text=before),) if before else ()
    a, b = words(before), words(after)
    hunks = _clean_up(list(_hunks(a.keys, b.keys)), a, b)
    return tuple(_spell(a, b, hunks))


def chained(*runs: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits of several stretches of text, one behind the other, as those of one text."""
    writer = _Writer()
    for run in runs:
        for edit in run:
            writer.add(edit.op, edit.text)
    return tuple(writer.finish())


def similarity(edits: Sequence[Edit]) -> float:
    """Share of the words on both sides that are kept, 0 to 1."""
    kept = sum(count(edit.text) for edit in edits if edit.op is Op.EQUAL)
    changed = sum(count(edit.text) for edit in edits if edit.op is not Op.EQUAL)
    return 2 * kept / (2 * kept + changed) if kept or changed else 1.0


def _hunks(a: Sequence[str], b: Sequence[str]) -> Iterator[_Hunk]:
    start, end_a, end_b = 0, len(a), len(b)
    while start < min(end_a, end_b) and a[start] == b[start]:
        start += 1
    while min(end_a, end_b) > start and a[end_a - 1] == b[end_b - 1]:
        end_a, end_b = end_a - 1, end_b - 1
    yield from _differ(a, b, (start, end_a, start, end_b))


def _differ(a: Sequence[str], b: Sequence[str], gap: _Hunk) -> Iterator[_Hunk]:
    a1, a2, b1, b2 = gap
    if a1 == a2 or b1 == b2:
        if a1 != a2 or b1 != b2:
            yield gap
        return
    part_a, part_b = a[a1:a2], b[b1:b2]
    if len(part_a) * len(part_b) <= _LARGE:
        opcodes = SequenceMatcher(None, part_a, part_b, autojunk=False).get_opcodes()
        changed = [opcode[1:] for opcode in opcodes if opcode[0] != "equal"]
    elif anchors := _anchors(part_a, part_b):
        last_a, last_b = 0, 0
        for i, j in [*anchors, (len(part_a), len(part_b))]:
            yield from _differ(a, b, (a1 + last_a, a1 + i, b1 + last_b, b1 + j))
            last_a, last_b = i + 1, j + 1
        return
    elif len(part_a) * len(part_b) > _BLOCK:
        for block in _blocks(gap):
            yield from _differ(a, b, block)
        return
    else:
        from rapidfuzz.distance import Indel

        changed = [
            (op.src_start, op.src_end, op.dest_start, op.dest_end)
            for op in Indel.opcodes(part_a, part_b)
            if op.tag != "equal"
        ]
    for i1, i2, j1, j2 in changed:
        yield (a1 + i1, a1 + i2, b1 + j1, b1 + j2)


def _blocks(gap: _Hunk) -> Iterator[_Hunk]:
    """Both sides cut in proportion: nothing is lost, but what went far is not found again."""
    a1, a2, b1, b2 = gap
    count = isqrt((a2 - a1) * (b2 - b1) // _BLOCK) + 1
    cuts = [(a1 + (a2 - a1) * at // count, b1 + (b2 - b1) * at // count) for at in range(count + 1)]
    for (start_a, start_b), (end_a, end_b) in pairwise(cuts):
        yield start_a, end_a, start_b, end_b


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Words that stand once on each side, the longest run of them in the same order."""
    times_a, times_b = Counter(a), Counter(b)
    places = {word: j for j, word in enumerate(b) if times_a[word] == times_b[word] == 1}
    pairs = [(i, places[word]) for i, word in enumerate(a) if word in places]
    kept = increasing([j for _, j in pairs], [1] * len(pairs))
    return [pairs[place] for place in kept]


def increasing(values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Places of the heaviest strictly increasing subsequence, with a Fenwick tree.

    Of equally heavy ones, the one found first from the left.
    """
    ranks = {value: rank for rank, value in enumerate(sorted(set(values)), 1)}
    tree: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)
    previous: list[int] = []
    for place, (value, weight) in enumerate(zip(values, weights, strict=True)):
        best, rank = (0, -1), ranks[value] - 1
        while rank:
            if tree[rank][0] > best[0]:
                best = tree[rank]
            rank &= rank - 1
        previous.append(best[1])
        total, rank = best[0] + weight, ranks[value]
        while rank < len(tree):
            if total > tree[rank][0]:
                tree[rank] = (total, place)
            rank += rank & -rank
    place = max(tree, key=lambda entry: entry[0])[1]
    kept: list[int] = []
    while place >= 0:
        kept.append(place)
        place = previous[place]
    return kept[::-1]


def _clean_up(hunks: list[_Hunk], a: Words, b: Words) -> list[_Hunk]:
    """Dissolve kept words that only cut one rewording into confetti.

    In a text that is mostly kept only a lone short word or sign between two replacements goes; in
    a rewritten one, any kept run no longer than the changes on both sides of it.
    """
    if len(hunks) < 2:
        return hunks
    changed = sum(a2 - a1 + b2 - b1 for a1, a2, b1, b2 in hunks)
    kept_share = 1 - changed / (len(a.keys) + len(b.keys))
    strong = kept_share < _REWRITTEN
    merged: list[_Hunk] = []
    for hunk in hunks:
        grown = hunk
        while merged and _is_confetti(merged[-1], grown, a, strong=strong):
            last = merged.pop()
            grown = (last[0], grown[1], last[2], grown[3])
        merged.append(grown)
    return merged


def _is_confetti(left: _Hunk, right: _Hunk, a: Words, *, strong: bool) -> bool:
    kept = range(left[1], right[0])
    replaced = all(h[0] < h[1] and h[2] < h[3] for h in (left, right))
    if not strong:
        return replaced and len(kept) == 1 and len(a.keys[kept.start]) <= 3
    longest_left = max(left[1] - left[0], left[3] - left[2])
    longest_right = max(right[1] - right[0], right[3] - right[2])
    return len(kept) <= min(longest_left, longest_right)


def _spell(a: Words, b: Words, hunks: Sequence[_Hunk]) -> Iterator[Edit]:
    """Turn hunks of words into edits that spell both texts, white space included."""
    writer = _Writer()
    at_a = at_b = 0
    for a1, a2, b1, b2 in [*hunks, (len(a.keys), len(a.keys), len(b.keys), len(b.keys))]:
        kept_a, kept_b = _run(a, at_a, a1), _run(b, at_b, b1)
        if kept_a == kept_b:
            writer.keep(("", kept_a), ("", kept_b))
        else:  # other white space, or another Unicode form of a word, somewhere in between
            for i, j in zip(range(at_a, a1), range(at_b, b1), strict=True):
                writer.keep(_piece(a, i), _piece(b, j))
        writer.change(_run(a, a1, a2), _run(b, b1, b2))
        at_a, at_b = a2, b2
    writer.keep((_tail(a), ""), (_tail(b), ""))
    return writer.finish()


def _piece(side: Words, place: int) -> tuple[str, str]:
    """The white space before a word, and the word."""
    start, end = side.spans[place]
    last = side.spans[place - 1][1] if place else 0
    return side.text[last:start], side.text[start:end]


def _run(side: Words, start: int, end: int) -> str:
    """The words from one place up to another, each with the white space before it."""
    if start == end:
        return ""
    return side.text[side.spans[start - 1][1] if start else 0 : side.spans[end - 1][1]]


def _tail(side: Words) -> str:
    return side.text[side.spans[-1][1] if side.spans else 0 :]


class _Writer:
    """Collects edits: white space common to both sides of a change is kept, not changed."""

    def __init__(self) -> None:
        self._edits: list[tuple[Op, str]] = []
        self._deleted = ""
        self._inserted = ""

    def change(self, deleted: str, inserted: str) -> None:
        self._deleted += deleted
        self._inserted += inserted

    def keep(self, before: tuple[str, str], after: tuple[str, str]) -> None:
        space_a, space_b = before[0], after[0]
        if space_a == space_b:
            self._flush()
            self.add(Op.EQUAL, space_a)
        else:
            self.change(space_a, space_b)
        if before[1] == after[1]:
            if before[1]:
                self._flush()
                self.add(Op.EQUAL, before[1])
        else:  # the same word in another Unicode form
            self.change(before[1], after[1])

    def finish(self) -> Iterator[Edit]:
        self._flush()
        return (Edit(op=op, text=text) for op, text in self._edits)

    def _flush(self) -> None:
        deleted, inserted = self._deleted, self._inserted
        self._deleted = self._inserted = ""
        head = _common_space(deleted, inserted)
        self.add(Op.EQUAL, deleted[:head])
        deleted, inserted = deleted[head:], inserted[head:]
        tail = _common_space(deleted[::-1], inserted[::-1])
        self.add(Op.DELETE, deleted[: len(deleted) - tail])
        self.add(Op.INSERT, inserted[: len(inserted) - tail])
        self.add(Op.EQUAL, deleted[len(deleted) - tail :])

    def add(self, op: Op, text: str) -> None:
        """Put an edit behind the others; the same op again goes on with the last one."""
        if not text:
            return
        if self._edits and self._edits[-1][0] is op:
            self._edits[-1] = (op, self._edits[-1][1] + text)
        else:
            self._edits.append((op, text))


def _common_space(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b or not a.isspace():
            break
        length += 1
    return length
