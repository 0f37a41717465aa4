"""Unnumbered headings over several clauses ("SECURITY", "## Security").

They stay beside the points while the numbers run on across them, for then the numbers alone
address a point; they become the outer clause when the numbers begin anew under each.
"""

from msgspec import Struct, field

from planver.formats.search import Placed
from planver.formats.segments import Segment


class Groups(Struct):
    """Gives every clause its depth, counting the unnumbered headings above it."""

    segments: tuple[Segment, ...]
    placed: dict[int, Placed]
    nest: bool = False
    _next: dict[int, int] = field(default_factory=dict)
    _open: list[tuple[int, int]] = field(default_factory=list)
    """Level and own depth (not counting headings) of the open headings."""

    def __post_init__(self) -> None:
        self._next = self._next_clauses()
        self.nest = self._restarts() or not any(p.depth == 0 for p in self.placed.values())

    def open(self, place: int) -> int:
        """Depth of the heading at `place`."""
        following = self._next.get(place)
        depth = self.placed[following].depth if following is not None else 0
        if not self.nest:
            return depth
        level = self.segments[place].line.level
        self._open = [one for one in self._open if one[0] < level and one[1] <= depth]
        self._open.append((level, depth))
        return depth + len(self._open) - 1

    def depth(self, depth: int, level: int) -> int:
        """Depth of a clause that the search put at `depth`; `level` is its own heading level."""
        self._open = [
            one for one in self._open if one[1] <= depth and not (level and level <= one[0])
        ]
        return depth + len(self._open)

    def _next_clauses(self) -> dict[int, int]:
        """For each heading, the place of the first clause after it."""
        following: int | None = None
        found: dict[int, int] = {}
        for place in range(len(self.segments) - 1, -1, -1):
            if place in self.placed:
                following = place
            elif self.segments[place].group and following is not None:
                found[place] = following
        return found

    def _restarts(self) -> bool:
        """True when a sequence begins with 1 again right after some heading."""
        begun: set[tuple[int, str]] = set()
        starts = set(self._next.values())
        for place in sorted(self.placed):
            reading, depth = self.placed[place]
            begun = {one for one in begun if one[0] <= depth}
            again = (depth, reading.style) in begun
            if again and place in starts and reading.order == 1 and not reading.extra:
                return True
            begun.add((depth, reading.style))
        return False
