"""The redline of a reading: one view that draws both columns itself, so rows stay level."""

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len
from textual.message import Message

from planver.render import phrases
from planver.render.layout import Role, Span
from planver.render.redline import Row, gutter, redline_rows
from planver.tui.reading import Reading
from planver.tui.searching import Stream
from planver.tui.widgets.rows import RowsView, sentences

_KEPT = 4  # layouts kept for going back and forth between widths and views


class RedlineView(RowsView):
    """The redline; before there is one, a sentence."""

    class LaidOut(Message):
        """The rows are laid out for another width or another reading."""

    def __init__(self, reviewed: Callable[[int], bool], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.reading: Reading | None = None
        self._reviewed = reviewed
        self.in_columns = False
        self._notice = ""
        self._gutter = 0
        self._layouts: dict[object, list[Row]] = {}
        self._found: dict[int, tuple[tuple[int, int], ...]] = {}

    def show(self, reading: Reading) -> None:
        """Show a reading of a comparison."""
        if self.reading is None or reading.diff is not self.reading.diff:
            self._layouts.clear()
        self.reading = reading
        self.reflow()

    def show_notice(self, text: str) -> None:
        """Show a sentence in place of a comparison."""
        self.reading, self._notice = None, text
        self.reflow()

    def reflow(self) -> None:
        """What was found stands elsewhere in another layout."""
        self._found.clear()
        super().reflow()
        self.post_message(self.LaidOut())

    def rows_for(self, width: int) -> Iterator[Row]:
        """Rows of the redline, from an earlier layout where there is one."""
        reading = self.reading
        if reading is None:
            return sentences(self._notice, width)
        look = reading.look(width)
        self.in_columns = look.columns
        self._gutter = gutter(reading.diff, width)
        key = (look, reading.drawn)
        if key in self._layouts:
            return iter(self._layouts[key])
        if reading.diff.comparable and not reading.drawn:
            return sentences(_nothing(reading), width)
        return self._keeping(key, redline_rows(reading.diff, reading.drawn, look))

    def _keeping(self, key: object, rows: Iterator[Row]) -> Iterator[Row]:
        """Keep a layout once it has been drawn to the end."""
        kept: list[Row] = []
        for row in rows:
            kept.append(row)
            yield row
        while len(self._layouts) >= _KEPT:
            del self._layouts[next(iter(self._layouts))]
        self._layouts[key] = kept

    def tick(self, place: int) -> str:
        """A tick beside a reviewed change."""
        return "✓" if self._reviewed(place) else " "

    def found(self, row: int) -> Sequence[tuple[int, int]]:
        """What the search found in a row; worked out for the whole block once."""
        place = self._rows[row].change
        if self.reading is None or not self.reading.needle or place not in self.reading.hits:
            return ()
        if row not in self._found:
            first, last = self._extent(place) or (row, row + 1)
            self._found.update(dict.fromkeys(range(first, last), ()))
            for at, start, end in self._occurrences(first, last):
                self._found[at] = (*self._found[at], (start, end))
        return self._found[row]

    def _occurrences(self, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Every hit in the rows, in the before words and in the after words."""
        reading = self.reading
        assert reading is not None  # noqa: S101 - asked only while a reading is shown
        for before in (True, False):
            stream = Stream()
            for at in range(first, last):
                stream.gap()
                for start, span in self._words(at, before=before, columns=self.in_columns):
                    stream.add(at, start, span.text)
            yield from stream.find(reading.needle)

    def _words(self, at: int, *, before: bool, columns: bool) -> Iterator[tuple[int, Span]]:
        """The spans of one side of a row, each with its first character's place in the row."""
        other = {Role.INSERT if before else Role.DELETE, Role.MARK}
        if before and not columns:  # one text has moved words where they stand after
            other.add(Role.MOVED)
        middle = (self.room - self._gutter - 3) // 2 + self._gutter
        start = cells = 0
        spans = self._rows[at].spans
        for place, span in enumerate(spans):
            inside = (
                cells >= self._gutter and span.role not in other and not _keeps_apart(spans, place)
            )
            if columns:
                inside = inside and (cells < middle if before else cells >= middle + 3)
            if inside:
                yield start, span
            start += len(span.text)
            cells += cell_len(span.text)


def _keeps_apart(spans: Sequence[Span], place: int) -> bool:
    """Whether a span only keeps words that went from words that came, and stands in no text."""
    around = [span.role for span in spans[max(place - 1, 0) : place + 2]]
    return spans[place].text == " " and around == [Role.DELETE, Role.QUIET, Role.INSERT]


def _nothing(reading: Reading) -> str:
    if reading.folded:
        return f"{phrases.folded(reading.diff, reading.folded)} Press z to show them."
    if reading.wanted.empty:
        return (
            "Nothing changed between these two drafts: every clause has the same words and number."
        )
    return "No change meets the filter. Press f to change it, or Esc to take it off."
