"""How much each party changed, on a terminal: a bar for each credit, then clause by clause."""

from collections.abc import Iterator, Sequence

from planver.model.parties import Credit, Parties
from planver.render.layout import Line, Role, Span, fitted, wrap
from planver.render.parties import (
    COLUMNS,
    Deed,
    deeds,
    heading,
    key,
    label,
    marked,
    named,
    record,
    remarks,
)

_STANDS, _GONE = "█", "░"
_LABEL = 32  # cells, at most
_LONGEST, _SHORTEST = 40, 8  # cells of the longest bar; with less room a bar tells nothing
_GAP = 2
_INDENT = "  "
_PATH, _NAME, _WORDS = 8, 32, 5
_NUMBERS = sum(len(column) + _GAP for column in COLUMNS)


def parties_rows(found: Parties, width: int) -> list[Line]:
    """Rows no wider than `width` cells."""
    title, *rest = heading(found)
    rows = wrap([Span(title, Role.TITLE)], width)
    for line in rest:
        rows += wrap([Span(line, Role.NOTE)], width)
    rows += [(), *_table(found, width)]
    if told := key(found):
        rows += wrap([Span(told, Role.NOTE)], width)
    rows += _told("How to read it", list(remarks(found)), Role.NOTE, width)
    rows += _told("Who is named", list(named(found)), Role.TEXT, width)
    for credit in found.credits:
        rows += [(), *wrap([Span(label(credit), Role.PARTY)], width)]
        for deed in deeds(found, credit):
            rows += _deed(deed, width)
    rows += _told("The record", record(found), Role.NOTE, width)
    return rows


def _told(title: str, lines: Sequence[str], role: Role, width: int) -> Iterator[Line]:
    yield from ((), *wrap([Span(title, Role.TITLE)], width))
    for line in lines:
        yield from wrap([Span(line, role)], width)


def _table(found: Parties, width: int) -> Iterator[Line]:
    """The figures of each credit, with a bar where there is room for it."""
    names = min(max((Span(label(one)).width for one in found.credits), default=0), _LABEL)
    room = min(width - names - _NUMBERS - _GAP, _LONGEST)
    if names + _NUMBERS > width:
        yield from _stacked(found, width)
        return
    columns = "".join(f"{'':{_GAP}}{column}" for column in COLUMNS)
    yield (Span(f"{'':{names}}{columns}", Role.NOTE),)
    most = max((credit.words for credit in found.credits), default=0)
    for credit in found.credits:
        first, *rest = wrap([Span(label(credit), Role.PARTY)], names)
        used = sum(span.width for span in first)
        numbers = zip(marked(found, credit), COLUMNS, strict=True)
        told = "".join(f"{'':{_GAP}}{number:>{len(column)}}" for number, column in numbers)
        drawn = _bar(credit, most, room) if room >= _SHORTEST else ()
        yield (*first, Span(" " * (names - used)), Span(told, Role.NUMBER), *drawn)
        yield from rest
    if room >= _SHORTEST and most:
        bars = f"{_STANDS} put in, and stands in the draft; {_GONE} put in, and does not"
        yield from wrap([Span(bars, Role.NOTE)], width)


def _stacked(found: Parties, width: int) -> Iterator[Line]:
    """The same as words, one below the other."""
    for credit in found.credits:
        yield from wrap([Span(label(credit), Role.PARTY)], width)
        for number, column in zip(marked(found, credit), COLUMNS, strict=True):
            yield from wrap([Span(f"{_INDENT}{column} "), Span(number, Role.NUMBER)], width)


def _bar(credit: Credit, most: int, room: int) -> Line:
    """A bar of the words put in; whatever is not nothing is seen."""
    whole = _cells(credit.words, most, room)
    # More can stand than was put in, where a later draft repeats words.
    stands = min(_cells(min(credit.standing, credit.words), most, room), whole)
    if 0 < credit.standing < credit.words and stands == whole > 1:
        stands -= 1
    return (
        Span(" " * _GAP),
        Span(_STANDS * stands, Role.PARTY),
        Span(_GONE * (whole - stands), Role.QUIET),
    )


def _cells(words: int, most: int, room: int) -> int:
    return max(round(words * room / most), 1) if words else 0


def _deed(deed: Deed, width: int) -> Iterator[Line]:
    yield from wrap([Span(f"{deed.heading}:", Role.TEXT)], width)
    columns = len(_INDENT) + _PATH + _NAME + _WORDS
    for one in deed.passages:
        notes = ", ".join(one.notes)
        if columns + _GAP + Span(notes).width > width:
            words = [str(one.words)] if one.words or not one.notes else []
            told = f"{_INDENT}{one.path} {one.name}: {', '.join((*words, *one.notes))}"
            yield from wrap([Span(told)], width)
            continue
        yield (
            Span(_INDENT),
            fitted(one.path, _PATH, Role.NUMBER),
            fitted(one.name, _NAME),
            Span(f"{one.words or (0 if not notes else ''):>{_WORDS}}", Role.NUMBER),
            Span(" " * _GAP),
            Span(notes, Role.NOTE),
        )
