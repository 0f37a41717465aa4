"""Styled text and its wrapping, without any terminal library: spans in, rows of spans out.

A role says what a span is; the shells decide how that looks. Both the terminal output and the
TUI draw the same rows.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from msgspec import Struct
from rich.cells import cell_len, set_cell_size


class Role(StrEnum):
    """What a span of text is."""

    TEXT = "text"
    QUIET = "quiet"
    DELETE = "delete"
    INSERT = "insert"
    MOVED = "moved"
    MARK = "mark"
    NUMBER = "number"
    SIGN = "sign"
    PARTY = "party"
    NOTE = "note"
    FLAG = "flag"
    TITLE = "title"


class Span(Struct, frozen=True):
    """A run of text in one role. The text is safe to show and holds no line break."""

    text: str
    role: Role = Role.TEXT

    @property
    def width(self) -> int:
        """Terminal cells it takes."""
        return _cells(self.text)


Line = tuple[Span, ...]

# Where a line may break: after white space, or between characters of scripts without spaces.
_PIECE = re.compile(
    r"\s+|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)


_Piece = tuple[str, Role]


class _Word(Struct):
    """An unbreakable run of pieces; `blank` may be dropped at a break."""

    pieces: list[_Piece]
    size: int
    blank: bool = False


def wrap(spans: Iterable[Span], width: int) -> list[Line]:
    """Break a line of spans into rows no wider than `width` cells; nothing is cut off.

    White space at a break is dropped, unless it is the whole of a change.
    """
    rows: list[list[_Piece]] = [[]]
    used = 0
    after_blank = False
    for word in _words(spans):
        if used + word.size > width and used:
            if after_blank:
                rows[-1].pop()
            rows.append([])
            used = 0
        if word.blank and not used and len(rows) > 1:
            continue
        after_blank = word.blank and used > 0
        if word.size <= width:
            rows[-1] += word.pieces
            used += word.size
            continue
        for piece in _chopped(word.pieces, width):
            size = _cells(piece[0])
            if used + size > width:
                rows.append([])
                used = 0
            rows[-1].append(piece)
            used += size
    return [_merged(row) for row in rows]


def _words(spans: Iterable[Span]) -> Iterator[_Word]:
    """Pieces of neighbouring spans with no white space between them belong together."""
    word = _Word([], 0)
    for span in spans:
        role = span.role
        # A change of nothing but white space must be seen, wherever it falls.
        keep = role in (Role.DELETE, Role.INSERT) and span.text.isspace()
        for text in _PIECE.findall(span.text):
            blank = text.isspace()
            size = _cells(text)
            if blank or (len(text) == 1 and ord(text) >= 0x0E00 and text.isalpha()):
                if word.pieces:
                    yield word
                    word = _Word([], 0)
                yield _Word([(text, role)], size, blank and not keep)
            else:
                word.pieces.append((text, role))
                word.size += size
    if word.pieces:
        yield word


def _cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


def _chopped(pieces: Sequence[_Piece], width: int) -> Iterator[_Piece]:
    """A word wider than the row, in pieces that fit."""
    for text, role in pieces:
        piece, used = "", 0
        for sign in text:
            size = cell_len(sign)
            if used + size > width and piece:
                yield piece, role
                piece, used = "", 0
            piece, used = piece + sign, used + size
        yield piece, role


def _merged(row: Sequence[_Piece]) -> Line:
    """Neighbouring pieces in one role become one span."""
    return tuple(
        Span("".join(text for text, _ in pieces), role)
        for role, pieces in groupby(row, key=itemgetter(1))
    )


def fitted(text: str, width: int, role: Role = Role.TEXT) -> Span:
    """One cell-exact field: padded with spaces, or cut with an ellipsis."""
    if cell_len(text) > width:
        text = set_cell_size(text, max(width - 1, 0)).rstrip() + "…"
    return Span(set_cell_size(text, width), role)


def padded(line: Line, width: int) -> Line:
    """A row filled up with spaces to `width` cells."""
    missing = width - sum(span.width for span in line)
    return (*line, Span(" " * missing)) if missing > 0 else line
