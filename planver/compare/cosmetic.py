"""Edits that change how a text looks and hardly what it says: marked, never dropped.

Cosmetic are white space, the style of quotation marks, dashes and apostrophes, Unicode form, a
capital letter at the start of a sentence, and commas, full stops, colons, semicolons and dashes
that come or go. A comma has decided law suits: so cosmetic edits are counted, and always shown to
who asks.

Not cosmetic are signs that carry meaning in a negotiated text: brackets (not agreed), slashes
(alternatives), quotation marks put in or taken out (so-called), question marks, signs of currency
and percent, ellipses (text left out), and whatever stands between figures or in front of one.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from planver.compare.moves import Part
from planver.compare.tokens import words
from planver.model.change import Edit, Op

_STYLES = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»＂", '"'),
        **dict.fromkeys("‘’‚‛‹›ʼ`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2009\u202f", " "),
        # Soft hyphens, zero-width spaces and joiners of words, byte order marks.
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
        "…": "...",
    }
)
_PAUSES = frozenset(",.;:-")
_SENTENCE_ENDS = frozenset(".;:!?")
_OPENING = "\"'([" + "“„«‘‚‹"
_LETTER = re.compile(r"[^\W_]")
_SIGNS = re.compile(r"[\W_]+")


def with_cosmetic(parts: Sequence[Part]) -> tuple[Edit, ...]:
    """The edits, those marked that are cosmetic: what went and came in one place together."""
    edits: list[Edit] = []
    start, last = 0, len(parts)
    while start < last:
        op, text, _ = parts[start]
        if op is Op.EQUAL:
            edits.append(Edit(op=op, text=text))
            start += 1
            continue
        end = start + 1
        while end < last and parts[end][0] is not Op.EQUAL:
            end += 1
        marked = _is_cosmetic(parts, start, end)
        for op, text, moved in parts[start:end]:
            edits.append(Edit(op=op, text=text, moved=moved, cosmetic=marked and moved is None))
        start = end
    return tuple(edits)


def _is_cosmetic(parts: Sequence[Part], start: int, end: int) -> bool:
    deleted = inserted = ""
    for op, text, moved in parts[start:end]:
        if moved is not None:
            continue
        if op is Op.DELETE:
            deleted += text
        else:
            inserted += text
    if not _spelled_alike(deleted, inserted):
        return False
    # Around an edit stand kept words: the same on both sides, or none.
    front = parts[start - 1][1] if start else ""
    behind = parts[end][1] if end < len(parts) else ""
    one, other = (list(_telling(text, front, behind)) for text in (deleted, inserted))
    return len(one) == len(other) and all(map(_same, one, other))


def _spelled_alike(one: str, other: str) -> bool:
    """Whether two texts have the same letters and figures, but for case and marks.

    Most edits have not, and most of these can be told by the first letter.
    """
    first, second = _LETTER.search(one), _LETTER.search(other)
    if first is None or second is None:
        return first is second
    begins, other_begins = first.group(), second.group()
    if begins != other_begins and _bare(begins)[:1] != _bare(other_begins)[:1]:
        return False
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFD", text.translate(_STYLES))
    return (text if text.isalnum() else _SIGNS.sub("", text)).casefold()


# A word that tells, and whether a sentence begins with it.
_Told = tuple[str, bool]


def _telling(text: str, front: str, behind: str) -> Iterator[_Told]:
    """The words and signs that mean something between two kept texts, in one style."""
    found = words(text.translate(_STYLES))
    keys = found.keys
    last = front.rstrip()
    opened = last.rstrip(_OPENING).rstrip()
    begins = not opened or opened[-1] in _SENTENCE_ENDS or "\n" in front[len(opened) :]
    for at, (key, piece) in enumerate(zip(keys, found.pieces, strict=True)):
        begins = begins or "\n" in piece
        if key in _PAUSES:
            left = keys[at - 1] if at else last
            right = found.pieces[at + 1] if at + 1 < len(keys) else behind
            figures = left[-1:].isdigit() and right.lstrip()[:1].isdigit()
            minus = key == "-" and right[:1].isdigit()
            ellipsis = key == "." and "." in (left[-1:], right[:1])
            if figures or minus or ellipsis:
                yield key, False
            begins = begins or key in _SENTENCE_ENDS
        else:
            yield key, begins
            begins = begins and key in _OPENING
            begins = begins or key in _SENTENCE_ENDS


def _same(one: _Told, other: _Told) -> bool:
    """The same word, or the same but for a capital at the start of a sentence."""
    if one[0] == other[0]:
        return True
    (capital, begins), (small, _) = (one, other) if one[0][0].isupper() else (other, one)
    return begins and capital[1:] == small[1:] and capital[0] == small[0].upper()
