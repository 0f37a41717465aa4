"""Word diff: which words of a text went, came or moved; white space is re-attached afterwards.

`planver/compare` compares words, never white space: the spaces around a word follow it, so that
the edits still spell both texts to the letter.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from planver.compare.cosmetic import with_cosmetic
from planver.compare.hunks import Hunk, differences
from planver.compare.moves import Move, moves, with_moves
from planver.compare.phrasing import phrased
from planver.compare.tokens import Words, words
from planver.model.change import Edit, Op


class WordDiff(Struct, frozen=True, kw_only=True):
    """The edits of a text; how many words it keeps, and how many went or came."""

    edits: tuple[Edit, ...]
    kept: int
    changed: int

    @property
    def similarity(self) -> float:
        """Share of the words on both sides that are kept, 0 to 1."""
        return 2 * self.kept / (2 * self.kept + self.changed) if self.kept or self.changed else 1.0


def diff_words(before: str, after: str) -> WordDiff:
    """The edits that turn `before` into `after`; equal texts give one equal edit (or none).

    From `after` to `before` they are the same, the other way round.
    """
    a = words(before)
    if before == after:
        edits = (Edit(op=Op.EQUAL, text=before),) if before else ()
        return WordDiff(edits=edits, kept=len(a.keys), changed=0)
    b = words(after)
    hunks, moved = compared(a.keys, b.keys)
    changed = sum(a2 - a1 + b2 - b1 for a1, a2, b1, b2 in hunks)
    return WordDiff(
        edits=with_cosmetic(with_moves(_spell(a, b, hunks), moved, a, b)),
        kept=(len(a.keys) + len(b.keys) - changed) // 2,
        changed=changed,
    )


def chained(*runs: WordDiff) -> WordDiff:
    """The edits of several stretches of text, one behind the other, as those of one text."""
    runs = tuple(run for run in runs if run.edits)
    if len(runs) == 1:
        return runs[0]
    edits: list[Edit] = []
    numbers = 0
    for run in runs:
        for edit in run.edits:
            last = edits[-1] if edits else None
            if edit.moved is not None:
                edits.append(replace(edit, moved=numbers + edit.moved))
            elif last is not None and replace(last, text=edit.text) == edit:
                edits[-1] = replace(edit, text=last.text + edit.text)
            else:
                edits.append(edit)
        numbers = max((edit.moved or 0 for edit in edits), default=0)
    return WordDiff(
        edits=tuple(edits),
        kept=sum(run.kept for run in runs),
        changed=sum(run.changed for run in runs),
    )


def compared(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[list[Hunk], list[Move]]:
    """Where the words of two texts differ, as phrases, and which of them moved.

    The same from either side, whichever is before.
    """
    if b < a:
        hunks, moved = compared(b, a)
        return (
            [(a1, a2, b1, b2) for b1, b2, a1, a2 in hunks],
            [(i, j, size) for j, i, size in moved],
        )
    hunks = phrased(differences(a, b), a, b)
    return hunks, moves(hunks, a, b)


def _spell(a: Words, b: Words, hunks: Sequence[Hunk]) -> list[tuple[Op, str]]:
    """Turn hunks of words into edits that spell both texts, white space included."""
    writer = _Writer()
    pieces_a, pieces_b = a.pieces, b.pieces
    at_a = at_b = 0
    for a1, a2, b1, b2 in hunks:
        writer.keep(pieces_a[at_a:a1], pieces_b[at_b:b1])
        writer.change("".join(pieces_a[a1:a2]), "".join(pieces_b[b1:b2]))
        at_a, at_b = a2, b2
    writer.keep(pieces_a[at_a:], pieces_b[at_b:])
    tail_a, tail_b = (side.text[len(side.text.rstrip()) :] for side in (a, b))
    writer.change(tail_a, tail_b)
    writer.flush()
    return writer.edits


class _Writer:
    """Collects edits: white space common to both sides of a change is kept, not changed."""

    def __init__(self) -> None:
        self.edits: list[tuple[Op, str]] = []
        self._deleted = ""
        self._inserted = ""

    def change(self, deleted: str, inserted: str) -> None:
        self._deleted += deleted
        self._inserted += inserted

    def keep(self, before: Sequence[str], after: Sequence[str]) -> None:
        """The same words, perhaps with other white space before them or in another Unicode form."""
        if not before:
            return
        if before == after:
            self.flush()
            self._add(Op.EQUAL, "".join(before))
            return
        for one, other in zip(before, after, strict=True):
            if one == other:
                self.flush()
                self._add(Op.EQUAL, one)
                continue
            word_a, word_b = one.lstrip(), other.lstrip()
            self.change(one[: len(one) - len(word_a)], other[: len(other) - len(word_b)])
            if word_a == word_b:
                self.flush()
                self._add(Op.EQUAL, word_a)
            else:
                self.change(word_a, word_b)

    def flush(self) -> None:
        """Write down what changed so far."""
        deleted, inserted = self._deleted, self._inserted
        if not (deleted or inserted):
            return
        self._deleted = self._inserted = ""
        if not (deleted and inserted):
            self._add(Op.DELETE, deleted)
            self._add(Op.INSERT, inserted)
            return
        head = _common_space(deleted, inserted)
        self._add(Op.EQUAL, deleted[:head])
        deleted, inserted = deleted[head:], inserted[head:]
        tail = _common_space(deleted[::-1], inserted[::-1]) if deleted[-1:].isspace() else 0
        self._add(Op.DELETE, deleted[: len(deleted) - tail])
        self._add(Op.INSERT, inserted[: len(inserted) - tail])
        self._add(Op.EQUAL, deleted[len(deleted) - tail :])

    def _add(self, op: Op, text: str) -> None:
        """Put an edit behind the others; the same op again goes on with the last one."""
        if not text:
            return
        if self.edits and self.edits[-1][0] is op:
            self.edits[-1] = (op, self.edits[-1][1] + text)
        else:
            self.edits.append((op, text))


def _common_space(one: str, other: str) -> int:
    length, shorter = 0, min(len(one), len(other))
    while length < shorter and one[length] == other[length] and one[length].isspace():
        length += 1
    return length
