"""Small charts of figures for a terminal: a bar for each draft, the longest for the most."""

from collections.abc import Iterator
from fractions import Fraction

from planver.model.figures import FigureRow, Figures
from planver.render.figures import labels, title, voice, written
from planver.render.layout import Line, Role, Span, fitted, wrap
from planver.render.visible import one_line

# Eighths of a cell; a bar is as exact as the terminal can draw it.
_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_LONGEST = 40  # cells of the longest bar
_SHORTEST = 8  # with less room a bar tells nothing
_FIELD = 24  # cells for a draft, and for a figure, at most
_GAP = 2


def charts(found: Figures, width: int) -> Iterator[Line]:
    """Bars for each figure that drafts have in one unit and not alike; none wider than `width`."""
    rows = [row for row in found.rows if len({one.amount for _, one in row.comparable}) > 1]
    if rows:
        yield ()
        yield from wrap([Span("Figures that are not the same in all drafts", Role.TITLE)], width)
    for row in rows:
        yield ()
        yield from wrap([Span(title(row), Role.TEXT)], width)
        yield from _bars(found, row, width)


def _bars(found: Figures, row: FigureRow, width: int) -> Iterator[Line]:
    names, words = labels(found), written(row)
    told = [
        (
            " ".join(filter(None, (names[place], one_line(voice(figure, found, place))))),
            one_line(words[figure]),
            Fraction(figure.amount or 0),
        )
        for place, figure in row.comparable
    ]
    most = max(amount for _, _, amount in told)
    sizes = (
        min(max(Span(name).width for name, _, _ in told), _FIELD),
        min(max(Span(text).width for _, text, _ in told), _FIELD),
    )
    room = min(width - sum(sizes) - 2 * _GAP, _LONGEST)
    for name, text, amount in told:
        if room < _SHORTEST:  # as words, one below the other
            yield from wrap([Span(f"{name} "), Span(text, Role.NUMBER)], width)
            continue
        yield (
            fitted(name, sizes[0]),
            Span(" " * _GAP),
            fitted(text, sizes[1], Role.NUMBER),
            Span(" " * _GAP),
            Span(_bar(amount / most if most else amount, room), Role.PARTY),
        )


def _bar(share: Fraction, room: int) -> str:
    """A bar of a share, 0 to 1, of the room; whatever is not nothing is seen."""
    eighths = max(round(share * room * 8), 1) if share else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8]
