"""Puts clauses elsewhere: under another parent, at another depth, or past their siblings."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from benchmarks.tree import Grown
from benchmarks.writer import Writer

# A clause that stays among its siblings passes at least so many of them, and so many times its own
# words, that no reader would say the others moved.
_LEAST_PASSED, _TIMES_ITS_WEIGHT = 2, 2
_FARTHEST = 40


def move(writer: Writer, points: list[Grown], movers: Sequence[Grown]) -> None:
    """Pick up the movers, put each elsewhere, and mark it; where there is no room it stays."""
    going = {id(one) for one in movers}
    rows = [_Row(clauses, parent, going) for clauses, parent in _rows(points, None)]
    homes = {id(one): row for row in rows for one in row.clauses}
    top, lists = rows[0], [row for row in rows if row.parent and id(row.parent) not in going]
    for one in movers:
        home = homes[id(one)]
        place = home.places[id(one)]
        found = _elsewhere(writer, one, home, top, lists)
        row, at = found or (home, place)
        row.coming[at].append(one)
        if found and one.answer:
            one.answer.moved = True
    for row in rows:
        row.settle()


def _rows(clauses: list[Grown], parent: Grown | None) -> Iterator[tuple[list[Grown], Grown | None]]:
    yield clauses, parent
    for one in clauses:
        if one.parts:
            yield from _rows(one.parts, one)


@dataclass
class _Row:
    """Siblings: those that stay in their order, where those that go stood, and who comes."""

    clauses: list[Grown]
    parent: Grown | None
    going: set[int]
    coming: dict[int, list[Grown]] = field(default_factory=lambda: defaultdict(list))
    # Where two parts of one parent changed their order, nobody could say which ones moved.
    reordered: bool = False

    def __post_init__(self) -> None:
        self.staying = [one for one in self.clauses if id(one) not in self.going]
        self.weights = [0, *accumulate(one.weight for one in self.staying)]
        self.places: dict[int, int] = {}
        place = 0
        for one in self.clauses:
            self.places[id(one)] = place
            place += id(one) not in self.going

    def settle(self) -> None:
        """Make the row what it has become."""
        if self.coming or len(self.staying) < len(self.clauses):
            self.clauses[:] = [
                one
                for place in range(len(self.staying) + 1)
                for one in (*self.coming.get(place, ()), *self.staying[place : place + 1])
            ]


def _elsewhere(
    writer: Writer, one: Grown, home: _Row, top: _Row, lists: Sequence[_Row]
) -> tuple[_Row, int] | None:
    """Another row, or another place in this one."""
    draw = writer.random.random()
    drawn = [writer.one_of(lists) for _ in range(4)] if lists else []
    others = [row for row in drawn if row is not home]
    if one.parts or draw < 0.3 or not others:
        beside = _past_siblings(writer, one, home)
        if beside is not None or one.parts:
            return beside
    if home.parent is not None and draw < 0.5:  # a part becomes a point
        return top, writer.number(0, len(top.staying))
    if others:  # a point becomes a part, or a part gets another parent
        return others[0], writer.number(0, len(others[0].staying))
    return None


def _past_siblings(writer: Writer, one: Grown, home: _Row) -> tuple[_Row, int] | None:
    if home.reordered:
        return None
    start = home.places[id(one)]
    least = writer.number(_LEAST_PASSED, _FARTHEST)
    directions = [1, -1]
    writer.random.shuffle(directions)
    for passed in sorted({least, _LEAST_PASSED}, reverse=True):
        for direction in directions:
            at = start + passed * direction
            while 0 <= at <= len(home.staying):
                if abs(home.weights[at] - home.weights[start]) >= _TIMES_ITS_WEIGHT * one.weight:
                    home.reordered = home.parent is not None
                    return home, at
                at += direction
    return None
