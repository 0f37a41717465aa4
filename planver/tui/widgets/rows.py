"""Rows of styled text, drawn as they come into view: the one way plan text reaches the screen.

Rows that belong together form a block with a number, its place. One block is the current one; a
bar at its left says so in text. Blocks are laid out as needed, the rest while the reader reads.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from time import monotonic

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from planver.render.layout import Role, Span, wrap
from planver.render.redline import Row
from planver.render.visible import one_line, visible
from planver.tui.styles import CURSOR, HIT, role_styles

MARGIN = 2  # the bar, and a tick
_SLICE = 0.02  # seconds of laying out before the keyboard is looked at again


class RowsView(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows, in blocks, with a current one."""

    # Whether one step goes to the next block (a list) or scrolls by a line (a text).
    steps_by_block = False
    # Cells at the left for the bar and a tick.
    margin = MARGIN

    class Moved(Message):
        """Another block is the current one."""

        def __init__(self, view: "RowsView", place: int | None) -> None:
            super().__init__()
            self.view = view
            self.place = place
            self.at = monotonic()

        @property
        def control(self) -> "RowsView":
            return self.view

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        super().__init__(id=id)
        self.current: int | None = None
        self._rows: list[Row] = []
        self._places: list[int] = []  # blocks in order
        self._firsts: list[int] = []  # the first row of each
        self._first: dict[int, int] = {}  # the same, by block
        self._source: Iterator[Row] = iter(())
        self._done = True
        self._width = 0

    # What a subclass says.

    def rows_for(self, width: int) -> Iterator[Row]:
        """The rows for a width in cells, margin not counted."""
        raise NotImplementedError

    def tick(self, place: int) -> str:  # noqa: ARG002 - for subclasses
        """One sign at the left of a block's first row."""
        return " "

    def found(self, row: int) -> Sequence[tuple[int, int]]:  # noqa: ARG002 - for subclasses
        """First and past-last character of what the search found in a row."""
        return ()

    # Laying out.

    def reflow(self) -> None:
        """Lay everything out anew, keeping the current block where it stands on the screen."""
        first = self._first_row(self.current)
        offset = first - self.scroll_offset.y if first is not None else 0
        self._width = self.scrollable_content_region.width
        self._rows, self._places, self._firsts, self._first = [], [], [], {}
        self._source, self._done = self.rows_for(self.room), False
        self._lay_out(rows=3 * self.size.height + 1, place=self.current)
        if self.current not in self._first:
            self._become(self._places[0] if self._places else None)
        if (first := self._first_row(self.current)) is not None and self.current is not None:
            height = max(self.size.height, 1)
            self._scroll(first - (offset if 0 <= offset < height else height // 4))
        self.refresh()
        if not self._done:
            self.call_later(self._go_on)

    def _lay_out(self, *, rows: int = 0, place: int | None = None, seconds: float = 0) -> None:
        """Lay out until there are so many rows, and that block; or for so long."""
        stop = monotonic() + seconds
        past = place is None or (place in self._first and place != self._places[-1])
        for row in self._source:
            if row.change is not None and (not self._places or self._places[-1] != row.change):
                past = past or (bool(self._places) and self._places[-1] == place)
                self._places.append(row.change)
                self._firsts.append(len(self._rows))
                self._first[row.change] = len(self._rows)
            self._rows.append(row)
            if past and len(self._rows) >= rows and monotonic() >= stop:
                break
        else:
            self._done = True
        self.virtual_size = Size(self._width, len(self._rows))

    def _go_on(self) -> None:
        if not self._done and self.is_attached:
            self._lay_out(rows=len(self._rows) + 1, seconds=_SLICE)
            self.set_timer(_SLICE, self._go_on)

    def _finish(self) -> None:
        self._lay_out(rows=1 << 60)

    def on_resize(self, event: events.Resize) -> None:
        """Another width asks for another layout; in any height the current block is in view.

        Who is in the middle of a long block stays there: the status line grows and shrinks.
        """
        if not event.size.height:
            return
        if self.scrollable_content_region.width != self._width:
            self.reflow()
            if self.current is not None:
                self.go_to(self.current)
        elif self.current is not None and not self._in_view(self.current):
            self.go_to(self.current)

    def _in_view(self, place: int) -> bool:
        """Whether the first rows of a block can be seen, or the reader is inside of it."""
        extent, top = self._extent(place), self.scroll_offset.y
        bottom = top + self.size.height
        return extent is not None and (
            (top <= extent[0] < bottom and extent[1] <= bottom) or extent[0] < top < extent[1]
        )

    # Where things are.

    def _first_row(self, place: int | None) -> int | None:
        return None if place is None else self._first.get(place)

    def _extent(self, place: int) -> tuple[int, int] | None:
        """The first row of a block, and the one past its last."""
        first = self._first_row(place)
        if first is None:
            return None
        last = first
        while last < len(self._rows) and self._rows[last].change == place:
            last += 1
        return first, last

    @property
    def room(self) -> int:
        """Cells for the rows themselves."""
        return max(self._width - self.margin, 12)

    @property
    def places(self) -> Sequence[int]:
        """The blocks laid out so far, in order."""
        return self._places

    # Moving.

    def go_to(self, place: int) -> None:
        """Make a block the current one and bring it into view."""
        if place not in self._first:
            self._lay_out(place=place, rows=len(self._rows))
        extent = self._extent(place)
        if extent is None:
            return
        self._become(place)
        first, last = extent
        top, height = self.scroll_offset.y, self.size.height
        if not height or (top <= first and last <= top + height):
            return
        self._scroll(first if last - first > height else max(first - height // 4, last - height))

    def step(self, by: int) -> None:
        """One line on or back; at the end of the text, or in a list, one block."""
        top = self.scroll_offset.y
        if not self.steps_by_block:
            self._scroll(top + by)
        if self.scroll_offset.y == top:
            self._step_block(by)

    def page(self, by: int) -> None:
        """One page on or back, with one line of the page before."""
        top = self.scroll_offset.y
        self._scroll(top + by * max(self.size.height - 1, 1))
        if self.scroll_offset.y == top:
            self._edge(by)

    def start(self) -> None:
        """To the first row and block."""
        self._scroll(0)
        self._edge(-1)

    def end(self) -> None:
        """To the last row and block."""
        self._finish()
        self._scroll(len(self._rows))
        self._edge(1)

    def _edge(self, by: int) -> None:
        if self._places:
            self._become(self._places[-1 if by > 0 else 0])

    def _step_block(self, by: int) -> None:
        if self.current in self._first:
            at = bisect_left(self._firsts, self._first[self.current]) + by
            if 0 <= at < len(self._places):
                self.go_to(self._places[at])
        elif self._places:
            self.go_to(self._places[0])

    def _scroll(self, top: int) -> None:
        self.scroll_to(y=max(top, 0), animate=False)

    def _become(self, place: int | None) -> None:
        if place != self.current:
            self.current = place
            self.refresh()
            self.post_message(self.Moved(self, place))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The current block is always one that can be seen."""
        super().watch_scroll_y(old_value, new_value)
        extent = self._extent(self.current) if self.current is not None else None
        top = round(new_value)
        bottom = top + self.size.height
        if extent is None or not self.size.height or (extent[1] > top and extent[0] < bottom):
            return
        at = (
            bisect_left(self._firsts, top)
            if extent[1] <= top
            else bisect_right(self._firsts, bottom - 1) - 1
        )
        self._become(self._places[min(max(at, 0), len(self._places) - 1)])

    def on_click(self, event: events.Click) -> None:
        """A click makes a block the current one."""
        row = event.y + self.scroll_offset.y
        if 0 <= row < len(self._rows) and (place := self._rows[row].change) is not None:
            self._become(place)

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        base = self.rich_style
        at = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if at >= len(self._rows):
            return Strip.blank(width, base)
        row = self._rows[at]
        segments = [self._margin(at, row), *self._segments(row.spans, self.found(at))]
        # The rows are safe to show; looking once more, here at the edge, costs a few microseconds.
        styled = [Segment(one_line(text), base + style) for text, style, _ in segments if text]
        return Strip(styled).crop_extend(0, width, base)

    def _margin(self, at: int, row: Row) -> Segment:
        if row.change is None:
            return Segment(" " * self.margin, CURSOR)
        first = at == 0 or self._rows[at - 1].change != row.change
        bar = "▌" if row.change == self.current else " "
        return Segment(bar + (self.tick(row.change) if first else " "), CURSOR)

    def _segments(
        self, spans: Sequence[Span], found: Sequence[tuple[int, int]]
    ) -> Iterator[Segment]:
        theme = self.app.current_theme
        styles = role_styles(dark=theme.dark, ansi=theme.ansi)
        start = 0
        for span in spans:
            style = styles[span.role]
            end = start + len(span.text)
            cuts = sorted({start, end, *(cut for hit in found for cut in hit if start < cut < end)})
            for one, other in pairwise(cuts):
                hit = any(first <= one < last for first, last in found)
                text = span.text[one - start : other - start]
                yield Segment(text, style + HIT if hit else style)
            start = end


def sentences(text: str, width: int, role: Role = Role.NOTE) -> Iterator[Row]:
    """Rows of some sentences, each paragraph on rows of its own."""
    for part in visible(text).split("\n"):
        yield from (Row(line) for line in wrap([Span(part, role)], width))


def title_row(text: str) -> Row:
    """A row with a heading. The text must be safe to show."""
    return Row((Span(text, Role.TITLE),))
