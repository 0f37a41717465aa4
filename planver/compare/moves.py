"""Words that moved inside a clause: struck in one place, put in at another, to the letter."""

from collections.abc import Iterator, Sequence

from planver.compare.hunks import Hunk
from planver.compare.tokens import Words
from planver.model.change import Op

# What a reader takes for the same phrase again: so many words, with so many signs in them. Less is
# chance: "of the" comes and goes all over a text.
_WORDS = 4
_SIGNS = 12
# Places a phrase is sought at where it stands many times: time must not grow with the square.
_PLACES = 8

# (before start, after start, words)
Move = tuple[int, int, int]
# An edit in the making: what happened, the text, and the number of the move it belongs to.
Part = tuple[Op, str, int | None]


def moves(hunks: Sequence[Hunk], a: Sequence[str], b: Sequence[str]) -> list[Move]:
    """Runs of words that went in one hunk and came in another, the longest first taken.

    The first word may be capital on one side, as at the start of a sentence.
    """
    gone = [hunk for hunk in hunks if hunk[1] - hunk[0] >= _WORDS]
    came = [hunk for hunk in hunks if hunk[3] - hunk[2] >= _WORDS]
    if not gone or not came or len(hunks) == 1:
        return []
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    found: list[Move] = []
    for move in sorted(_candidates(gone, came, a, b), key=lambda move: -move[2]):
        i, j, size = move
        places_a, places_b = range(i, i + size), range(j, j + size)
        if taken_a.isdisjoint(places_a) and taken_b.isdisjoint(places_b):
            found.append(move)
            taken_a.update(places_a)
            taken_b.update(places_b)
    return found


def _candidates(
    gone: Sequence[Hunk], came: Sequence[Hunk], a: Sequence[str], b: Sequence[str]
) -> Iterator[Move]:
    places: dict[tuple[str, ...], list[tuple[int, Hunk]]] = {}
    for hunk in gone:
        for i in range(hunk[0], hunk[1] - _WORDS + 1):
            places.setdefault(tuple(a[i : i + _WORDS]), []).append((i, hunk))
    for hunk in came:
        start_b, end_b = hunk[2:]
        for j in range(start_b, end_b - _WORDS + 1):
            for i, other in places.get(tuple(b[j : j + _WORDS]), ())[:_PLACES]:
                start_a, end_a = other[:2]
                inner = i > start_a and j > start_b
                if other == hunk or (inner and a[i - 1] == b[j - 1]):
                    continue  # not far, or inside of a run that began before
                size = _WORDS
                while i + size < end_a and j + size < end_b and a[i + size] == b[j + size]:
                    size += 1
                if inner and _begin_alike(a[i - 1], b[j - 1]):
                    yield i - 1, j - 1, size + 1
                elif _says_enough(a[i : i + size]):
                    yield i, j, size


def _begin_alike(one: str, other: str) -> bool:
    """Whether two words differ in the case of their first letter alone."""
    return one[1:] == other[1:] and one[0].swapcase() == other[0]


def _says_enough(keys: Sequence[str]) -> bool:
    told = [key for key in keys if key[0].isalnum()]
    return len(told) >= _WORDS and sum(map(len, told)) >= _SIGNS


def with_moves(
    edits: Sequence[tuple[Op, str]], found: Sequence[Move], a: Words, b: Words
) -> list[Part]:
    """The edits cut where moved words begin and end; both ends of a move carry its number.

    Moves are numbered in the order of the after text.
    """
    if not found:
        return [(op, text, None) for op, text in edits]
    numbered = list(enumerate(sorted(found, key=lambda move: move[1]), 1))
    starts_a, starts_b = _starts(a), _starts(b)
    stretches = {
        Op.DELETE: sorted((starts_a[i], starts_a[i + n], no) for no, (i, _, n) in numbered),
        Op.INSERT: [(starts_b[j], starts_b[j + n], no) for no, (_, j, n) in numbered],
    }
    parts: list[Part] = []
    at = {Op.DELETE: 0, Op.INSERT: 0}
    for op, text in edits:
        if op is Op.EQUAL:
            parts.append((op, text, None))
            at = {side: place + len(text) for side, place in at.items()}
        else:
            parts += ((op, *piece) for piece in _cut(text, at[op], stretches[op]))
            at[op] += len(text)
    return parts


def _starts(side: Words) -> list[int]:
    """Where each word begins in the text, with the white space before it; and the end."""
    starts = [0]
    for piece in side.pieces:
        starts.append(starts[-1] + len(piece))
    return starts


def _cut(
    text: str, offset: int, stretches: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[str, int | None]]:
    """A text that begins at `offset`, cut at the stretches that lie in it."""
    at = 0
    for first, last, number in stretches:
        start, end = max(first - offset, 0), min(last - offset, len(text))
        if start >= end:
            continue
        if at < start:
            yield text[at:start], None
        yield text[start:end], number
        at = end
    if at < len(text):
        yield text[at:], None
