"""The contents of a comparison: each point with the changes in it."""

from collections.abc import Callable

from msgspec import Struct

from planver.model.change import ClauseChange, DraftDiff
from planver.model.numbering import Numbered, numbered
from planver.render import phrases
from planver.render.layout import fitted
from planver.render.visible import one_line


class Point(Struct, frozen=True, kw_only=True):
    """A point: the place of its own change, and the places of the changes of its parts."""

    change: int
    parts: tuple[int, ...]

    @property
    def places(self) -> tuple[int, ...]:
        """All changes in the point."""
        return (self.change, *self.parts)


def points(diff: DraftDiff) -> tuple[Point, ...]:
    """The points of both drafts in the order of the changes; a part goes with its point after.

    A deleted part stands under the point that its old point became.
    """
    roots = (_roots(numbered(diff.before.draft)), _roots(numbered(diff.after.draft)))
    homes = _homes(diff)
    parts: dict[int, list[int]] = {}
    for at, change in enumerate(diff.changes):
        side, clauses = (1, change.after) if change.after else (0, change.before)
        home = homes.get((side, roots[side][clauses[0].index]), at)
        members = parts.setdefault(home, [])
        if home != at:
            members.append(at)
    return tuple(Point(change=home, parts=tuple(members)) for home, members in parts.items())


def _roots(clauses: tuple[Numbered, ...]) -> list[int]:
    """For each clause of a draft the place of the point it belongs to."""
    roots: list[int] = []
    for entry in clauses:
        roots.append(entry.index if entry.parent is None else roots[entry.parent])
    return roots


def _homes(diff: DraftDiff) -> dict[tuple[int, int], int]:
    """Side and place of each clause to the place of its change."""
    return {
        (side, entry.index): at
        for at, change in enumerate(diff.changes)
        for side, clauses in ((0, change.before), (1, change.after))
        for entry in clauses
    }


class Tally(Struct, frozen=True, kw_only=True):
    """How many changes of a point are shown, and how many of them are reviewed."""

    shown: int
    reviewed: int

    @property
    def count(self) -> str:
        """``3``, or ``1/3`` where one of three is reviewed; empty where there is nothing."""
        begun = 0 < self.reviewed < self.shown
        return f"{self.reviewed}/{self.shown}" if begun else str(self.shown or "")

    @property
    def tick(self) -> str:
        """A tick where all is reviewed."""
        return "✓" if self.shown and self.shown == self.reviewed else " "


def tally(places: tuple[int, ...], shown: frozenset[int], reviewed: Callable[[int], bool]) -> Tally:
    """Count the changes at those places."""
    counted = [at for at in places if at in shown]
    return Tally(shown=len(counted), reviewed=sum(1 for at in counted if reviewed(at)))


def label(change: ClauseChange, counts: Tally, number: str, room: int) -> str:
    """One line of the contents: sign, number in `room` cells, count, tick, first words."""
    words = (change.after or change.before)[0].clause
    start = one_line(" ".join((words.heading or words.text).split())[:60])
    place = fitted(one_line(number), room).text
    return f"{phrases.sign(change)} {place} {counts.count:>3}{counts.tick} {start}"
