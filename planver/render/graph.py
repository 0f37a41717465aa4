"""A graph of drafts in text, oldest first: lanes, forks and merges, as a column of signs."""

from collections.abc import Sequence

from msgspec import Struct


class GraphRow(Struct, frozen=True):
    """The lanes left of a line of text; `node` is the draft's place on its own row, else None."""

    lanes: str
    node: int | None = None


def graph(bases: Sequence[tuple[str, Sequence[str]]], below: int = 1) -> list[GraphRow]:
    """Rows for drafts given as (id, ids it is based on), each after its bases.

    Each draft has one row with its sign, rows above it where lanes fork or meet, and so many rows
    below it for more lines of text. A draft based on nothing is set apart from the one above it: by
    a lane of its own beside lanes that go on, else by an empty row.
    """
    waiting = {name: 0 for name, _ in bases}
    for _, parents in bases:
        for parent in parents:
            waiting[parent] += 1
    lanes = _Lanes(waiting)
    rows: list[GraphRow] = []
    for at, (name, parents) in enumerate(bases):
        above = len(rows[-1 - below].lanes.rpartition("●")[0]) if rows else None
        rest = lanes.draw(None)
        rows += (GraphRow(line) for line in lanes.enter(name, parents))
        drawn = lanes.draw(name)
        if not parents and above == len(drawn.partition("●")[0]):
            rows.append(GraphRow(rest))  # right under a draft it would seem to be based on it
        rows.append(GraphRow(drawn, at))
        lanes.settle(name)
        rows += [GraphRow(lanes.draw(None))] * below
    return rows


class _Lanes:
    """Which draft each lane waits on; a lane is freed when its last follower has come."""

    def __init__(self, waiting: dict[str, int]) -> None:
        self._waiting = waiting
        self._lanes: list[str | None] = []
        self._last: int | None = None  # the lane of the draft drawn last

    def enter(self, name: str, parents: Sequence[str]) -> list[str]:
        """Give the draft a lane; the rows that show where it forks off or what it joins."""
        rows: list[str] = []
        for parent in parents:
            self._waiting[parent] -= 1
        own: int | None = None
        for parent in parents:
            lane = self._lanes.index(parent)
            ends = self._waiting[parent] == 0
            if own is None and ends:
                own = lane
            elif own is None:
                own = self._free()
                rows.append(self._link(lane, own, "├", "╮" if own > lane else "╭"))
                self._lanes[own] = name
            else:
                rows.append(self._link(own, lane, "├", _corner(own, lane, ends=ends)))
                if ends:
                    self._lanes[lane] = None
        if own is None:
            # Right below the draft drawn last, beside a lane that goes on, it would seem to go back
            # to that draft.
            own = self._free(self._last if any(self._lanes) else None)
        self._lanes[own] = name
        self._last = own
        return rows

    def settle(self, name: str) -> None:
        """After the draft's row: its lane lives on only if something is based on it."""
        if not self._waiting[name]:
            self._lanes[self._lanes.index(name)] = None
        while self._lanes and self._lanes[-1] is None:
            self._lanes.pop()

    def draw(self, name: str | None) -> str:
        """The lanes as they stand, with the sign of the draft called `name`."""

        def sign(lane: str | None) -> str:
            if lane is None:
                return " "
            return "●" if lane == name else "│"

        return " ".join(sign(lane) for lane in self._lanes)

    def _free(self, avoided: int | None = None) -> int:
        """The first lane that nobody waits in, but for the one to avoid."""
        places = (at for at, lane in enumerate(self._lanes) if lane is None and at != avoided)
        found = next(places, None)
        if found is not None:
            return found
        self._lanes += [None] * (2 if avoided == len(self._lanes) else 1)
        return len(self._lanes) - 1

    def _link(self, start: int, end: int, begin: str, corner: str) -> str:
        """A row with a line between two lanes; lanes it crosses stay visible."""
        left, right = sorted((start, end))
        row = ""
        for place in range(max(len(self._lanes), right + 1)):
            lane = self._lanes[place] if place < len(self._lanes) else None
            if place == start:
                sign = begin if start < end else {"├": "┤"}.get(begin, begin)
            elif place == end:
                sign = corner
            elif left < place < right:
                sign = "┼" if lane is not None else "─"
            else:
                sign = " " if lane is None else "│"
            row += sign + ("─" if left <= place < right else " ")
        return row.rstrip()


def _corner(own: int, lane: int, *, ends: bool) -> str:
    if lane > own:
        return "╯" if ends else "┤"
    return "╰" if ends else "├"
