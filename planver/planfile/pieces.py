"""Many wordings of one file, read one after the other: what stood in an earlier one is known.

A plan file is a frame (its head, and what follows the points) and points, none of which knows how
another is laid out. So each is parsed once, however many wordings of the file it stands in. What
only the whole can show is looked at again: an id that stands twice, a party or a source that is not
there. Whatever is not laid out in this plain way is read whole, and the answer is always that of
`parse`.
"""

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise

from msgspec import Struct
from msgspec.structs import replace

from planver.model.draft import Clause, Draft
from planver.planfile.parse import read, stops
from planver.planfile.reading import MAX_CLAUSES, Reading, Role
from planver.planfile.rules import MAX_FINDINGS
from planver.planfile.splitting import Splitter

# Longer files are read whole: below this, no file reaches the limit on its values.
_LONGEST = 1024 * 1024

# So many points are read alone to find the one that is not plain. A hostile file may hold a hundred
# thousand that are not, and to read it whole takes a thirtieth of the time.
_MOST_ALONE = 256

# How the list of points begins, where it has an indent of its own, and how what follows it does.
_BEGIN = re.compile(rb"points: *(?:#.*)?\n(?: *(?:#.*)?\n)*(?=( *)- )")
_END = re.compile(rb"\n[^ \n#-]")

# What a part of a file is read with, in place of the rest.
_HEAD = b"planver: 1\nplan: x\ndraft: {id: x}\npoints:\n"
_POINT = b"{id: x, text: x}"
# What only the frame can tell of a point.
_ELSEWHERE = frozenset({"unknown-party", "unknown-source"})


class Frame(Struct, frozen=True, kw_only=True):
    """A file without its points, and the ids of the parties and sources that points may name."""

    draft: Draft
    parties: frozenset[str]
    sources: frozenset[str]


class Piece(Struct, frozen=True, kw_only=True):
    """A point, how many clauses it is with all below it, and the ids in it.

    `ids` are those of its clauses; `parties` and `sources` are named, and stand in the frame.
    """

    point: Clause
    clauses: int
    ids: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class _Read(Struct, frozen=True):
    """A file that was parsed, taken apart."""

    frame: Frame
    pieces: list[Piece]


class Pieces:
    """Reads plan files, and remembers their frames and points."""

    def __init__(self) -> None:
        # None stands for what is not plain: a file that holds it is read whole at once.
        # Points go by the dash they stand behind, which tells how far they are indented.
        self._frames: dict[tuple[bytes, bytes, bytes], Frame | None] = {}
        self._points: defaultdict[bytes, dict[bytes, Piece | None]] = defaultdict(dict)
        self._splitters: dict[bytes, Splitter] = {}

    def draft(self, data: bytes) -> Draft | None:
        """The draft in a file, None where it is not plain or not sound: `parse` tells which.

        A point that stands in several files to the letter is one object.
        """
        cut = _cut(data)
        if cut is None:
            return None
        head, dash, points, tail = cut
        written = self._splitter(dash).split(points)[1:]
        known = self._points[dash]
        new = [text for text in dict.fromkeys(written) if text not in known]
        frame = self._frame(head, dash, new, tail)
        if frame is None:
            return None
        self._read_points(dash, [text for text in new if text not in known])
        pieces = [piece for piece in map(known.get, written) if piece is not None]
        if len(pieces) < len(written) or not _fit(frame, pieces):
            return None
        return replace(frame.draft, points=tuple([piece.point for piece in pieces]))

    def _splitter(self, dash: bytes) -> Splitter:
        if dash not in self._splitters:
            self._splitters[dash] = Splitter(b"\n" + dash)
        return self._splitters[dash]

    def _frame(self, head: bytes, dash: bytes, new: Sequence[bytes], tail: bytes) -> Frame | None:
        """The frame, read where it is new, and then together with the new points."""
        key = head, dash, tail
        if key not in self._frames:
            read_ = _read(head, dash, new, tail) if new else None
            if read_ is not None:
                self._points[dash].update(zip(new, read_.pieces, strict=True))
            else:
                read_ = _read(head, dash, [_POINT], tail)
            self._frames[key] = read_.frame if read_ else None
        return self._frames[key]

    def _read_points(self, dash: bytes, new: Sequence[bytes]) -> None:
        read_ = _read(_HEAD, dash, new, b"", but=_ELSEWHERE) if new else None
        if read_ is not None:
            self._points[dash].update(zip(new, read_.pieces, strict=True))
            return
        if len(new) > _MOST_ALONE:
            return
        for text in new:  # one that is not plain spoils all that it is read with
            alone = _read(_HEAD, dash, [text], b"", but=_ELSEWHERE)
            self._points[dash][text] = alone.pieces[0] if alone else None


def _cut(data: bytes) -> tuple[bytes, bytes, bytes, bytes] | None:
    """The head of a file, the dash before each point, the points, and the tail; None if not plain.

    Of the line breaks around the points, one in front is theirs, and none behind.
    """
    if len(data) > _LONGEST or b"\r" in data or data.startswith(BOM_UTF8):
        return None
    key = data.find(b"\npoints") + 1
    begin = _BEGIN.match(data, key) if key else None
    if begin is None or data.find(b"\npoints", key) > 0:
        return None
    start = begin.end()
    end = _END.search(data, start)
    stop = end.start() + 1 if end else len(data)
    if data[stop - 1 : stop] != b"\n":
        return None
    # An entry that begins otherwise, with a dash alone on its line, is not plain.
    return data[:start], begin[1] + b"- ", data[start - 1 : stop - 1], data[stop:]


def _fit(frame: Frame, points: Sequence[Piece]) -> bool:
    """Whether nothing is wrong with the whole that no part can show."""
    # Lists, for speed: this is asked of every wording of a file.
    ids = list(chain.from_iterable([piece.ids for piece in points]))
    return (
        len(set(ids)) == len(ids)
        and sum([piece.clauses for piece in points]) <= MAX_CLAUSES
        and frame.parties.issuperset(chain.from_iterable([piece.parties for piece in points]))
        and frame.sources.issuperset(chain.from_iterable([piece.sources for piece in points]))
    )


def _read(
    head: bytes,
    dash: bytes,
    points: Sequence[bytes],
    tail: bytes,
    *,
    but: frozenset[str] = frozenset(),
) -> _Read | None:
    """A file put together from its parts; None unless each of these is one point, and all of it.

    Findings of the rules `but` do not count.
    """
    written = [head, *(dash + point + b"\n" for point in points), tail]
    outcome = read(b"".join(written))
    try:
        parts = [part.decode() for part in written]
    except UnicodeDecodeError:
        return None
    text = "".join(parts)
    reading, draft = outcome.reading, outcome.parsed.draft
    findings = outcome.parsed.findings
    if reading is None or draft is None or len(findings) >= MAX_FINDINGS:
        return None
    if any(stops(finding) and finding.rule not in but for finding in findings):
        return None
    bounds = list(pairwise(accumulate(map(len, parts), initial=0)))[1:-1]
    nodes = [mark.node for mark in reading.clauses if mark.depth == 1]
    if not len(nodes) == len(draft.points) == len(bounds):
        return None
    # A block is read up to the word behind it, over the indent of the next point.
    inside = all(
        start <= node.start and not text[end : node.end].strip(" ")
        for node, (start, end) in zip(nodes, bounds, strict=True)
    )
    return _taken_apart(reading, draft, bounds) if inside else None


def _taken_apart(reading: Reading, draft: Draft, bounds: Sequence[tuple[int, int]]) -> _Read:
    """The frame and the points of a file; points stand between these places of its text."""
    frame = Frame(
        draft=replace(draft, points=()),
        parties=frozenset(scalar.value for scalar in reading.named[Role.PARTY_ID]),
        sources=frozenset(scalar.value for scalar in reading.named[Role.SOURCE_ID]),
    )
    ids, parties, sources = (
        _by_part(bounds, [(scalar.start, scalar.value) for scalar in reading.named[role]])
        for role in (Role.CLAUSE_ID, Role.PARTY, Role.SOURCE)
    )
    clauses = _by_part(bounds, [(mark.node.start, "") for mark in reading.clauses])
    pieces = [
        Piece(
            point=point,
            clauses=len(clauses[at]),
            ids=ids[at],
            parties=tuple(dict.fromkeys(parties[at])),
            sources=tuple(dict.fromkeys(sources[at])),
        )
        for at, point in enumerate(draft.points)
    ]
    return _Read(frame, pieces)


def _by_part(
    bounds: Sequence[tuple[int, int]], found: Iterable[tuple[int, str]]
) -> list[tuple[str, ...]]:
    """What stands in each part, of values with their places."""
    starts, end = [start for start, _ in bounds], bounds[-1][1]
    parts: list[list[str]] = [[] for _ in bounds]
    for place, value in found:
        if starts[0] <= place < end:
            parts[bisect_right(starts, place) - 1].append(value)
    return [tuple(part) for part in parts]
