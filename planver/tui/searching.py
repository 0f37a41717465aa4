"""Finding words in what is on the screen: without case, in any script, across wrapped rows."""

import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from planver.workflow.selection import fold


class Stream(Struct):
    """Text gathered from several rows, folded, where every folded character knows its place."""

    folded: list[str] = field(default_factory=list)
    places: list[tuple[int, int, int]] = field(default_factory=list)  # row, first, past last

    def add(self, row: int, start: int, text: str) -> None:
        """Text that stands in a row from character `start` on; white space counts once."""
        for at, cluster in _clusters(text):
            if cluster.isspace() and self.folded[-1:] == [" "]:
                continue
            for sign in " " if cluster.isspace() else fold(cluster):
                self.folded.append(sign)
                self.places.append((row, start + at, start + at + len(cluster)))

    def gap(self) -> None:
        """A break between rows reads as one space."""
        if self.folded and self.folded[-1] != " ":
            self.folded.append(" ")
            self.places.append((-1, 0, 0))

    def find(self, needle: str) -> Iterator[tuple[int, int, int]]:
        """Row, first and past-last character of every run of signs that belongs to a hit."""
        text, wanted = "".join(self.folded), " ".join(fold(needle).split())
        at = text.find(wanted) if wanted else -1
        while at >= 0:
            yield from _runs(self.places[at : at + len(wanted)])
            at = text.find(wanted, at + len(wanted))


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Characters with their combining marks, so that folding sees й and и + breve as one."""
    start = 0
    for at, sign in enumerate(text):
        if at and not unicodedata.combining(sign):
            yield start, text[start:at]
            start = at
    if text:
        yield start, text[start:]


def _runs(places: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    row, first, last = -1, 0, 0
    for next_row, start, end in places:
        if next_row == row and start <= last:
            last = end
            continue
        if row >= 0:
            yield row, first, last
        row, first, last = next_row, start, end
    if row >= 0:
        yield row, first, last
