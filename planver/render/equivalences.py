"""A table of equivalences for a terminal of any width: columns, or one clause below the other."""

from collections.abc import Iterator, Sequence

from planver.render.concordance import ABSENT, UNKNOWN, Table, TableRow
from planver.render.layout import Line, Role, Span, fitted, padded, wrap

_GAP = 2
_NUMBERS = 16  # cells for the numbers in one draft, at most
_CHANGE = 30  # cells for what became of it, unless the words leave more
# With less than this for the words by which a clause is known again, columns help nobody.
_TITLE = 16


def equivalences(told: Table, width: int) -> list[Line]:
    """Rows no wider than `width` cells with the heading, the table and what stands below it."""
    first, *rest = told.heading
    rows = wrap([Span(first, Role.TITLE)], width)
    for line in rest:
        rows += wrap([Span(line)], width)
    rows.append(())
    widths = _widths(told, width)
    rows += _columns(told, widths) if widths else _stacked(told, width)
    for line in told.below:
        rows += [(), *wrap([Span(line, Role.NOTE)], width)]
    return rows


def _widths(told: Table, width: int) -> list[int] | None:
    """Cells for each column; None where they would leave too little for the words."""
    numbers = [
        min(max(_size(label), *(_size(row.numbers[at]) for row in told.rows)), _NUMBERS)
        if told.rows
        else min(_size(label), _NUMBERS)
        for at, label in enumerate(told.labels)
    ]
    longest = max((_size(row.noted) for row in told.rows), default=0)
    rest = width - sum(numbers) - _GAP * (len(numbers) + 1)
    widest = max((_size(row.title) for row in told.rows), default=0)
    change = min(max(longest, len("change")), max(min(_CHANGE, rest // 2), rest - widest))
    return [*numbers, rest - change, change] if rest - change >= _TITLE else None


def _size(text: str) -> int:
    return Span(text).width


def _columns(told: Table, widths: Sequence[int]) -> Iterator[Line]:
    yield from _level([Span(head, Role.TITLE) for head in told.columns], widths)
    yield (Span("─" * (sum(widths) + _GAP * (len(widths) - 1)), Role.QUIET),)
    for row in told.rows:
        yield from _level(_spans(row), widths)


def _spans(row: TableRow) -> list[Span]:
    numbers = [
        Span(number, Role.QUIET if number in (ABSENT, UNKNOWN) else Role.NUMBER)
        for number in row.numbers
    ]
    role = Role.QUIET if row.unchanged else Role.TEXT
    return [*numbers, Span(row.title, role), Span(row.noted, role)]


def _level(cells: Sequence[Span], widths: Sequence[int]) -> Iterator[Line]:
    """The lines of one row, as many as its highest cell needs; the words take but one."""
    *numbers, title, change = zip(cells, widths, strict=True)
    wrapped = [*(wrap([cell], width) for cell, width in numbers)]
    words, room = title
    wrapped += [[(fitted(words.text, room, words.role),)], wrap([change[0]], change[1])]
    for at in range(max(map(len, wrapped))):
        line: Line = ()
        start = 0
        for rows, width in zip(wrapped, widths, strict=True):
            if at < len(rows):
                line = (*padded(line, start), *rows[at])
            start += width + _GAP
        yield line


def _stacked(told: Table, width: int) -> Iterator[Line]:
    """Each row as a few lines: its numbers, its words, what became of it."""
    for row in told.rows:
        *numbers, title, change = _spans(row)
        places: list[Span] = []
        for label, number in zip(told.labels, numbers, strict=True):
            places += [Span(", " if places else ""), Span(f"{label} "), number]
        yield from wrap(places, width)
        margin = _GAP if width > _TITLE else 0
        for span in (title, change):
            for line in wrap([span], width - margin):
                yield (Span(" " * margin), *line)
        yield ()
