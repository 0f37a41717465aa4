"""Who put the words of a draft there, on a terminal: marks in columns beside the words."""

from collections.abc import Iterator, Sequence

from planver.model.provenance import Blame
from planver.render.blame import Told, heading, lines, record
from planver.render.layout import Line, Role, Span, fitted, wrap
from planver.render.visible import one_line, visible

_NUMBER = 7
_WHO, _WHERE = 20, 24  # cells, at most
_GAP = 2
_TEXT = 30  # with fewer cells for the words, the marks go above them


def blame_rows(found: Blame, width: int, *, by_clause: bool = False) -> list[Line]:
    """Rows no wider than `width` cells: number, party, draft, words; what they rest on below.

    Words that came with the draft itself are drawn as inserted.
    """
    title, *rest = heading(found)
    rows = wrap([Span(title, Role.TITLE)], width)
    for line in rest:
        rows += wrap([Span(line, Role.NOTE)], width)
    return [*rows, (), *word_rows(found, width, by_clause=by_clause)]


def word_rows(found: Blame, width: int, *, by_clause: bool = False) -> Iterator[Line]:
    """The same without the heading, for where one stands above them."""
    draft = found.entry.draft.id
    clauses = [(one.clause, lines(one, draft, by_clause=by_clause)) for one in found.clauses]
    every = [run for _, told in clauses for run in told]
    who = min(max((Span(one_line(run.who)).width for run in every), default=0), _WHO)
    where = min(max((Span(one_line(run.where)).width for run in every), default=0), _WHERE)
    for clause, told in clauses:
        number = fitted(one_line(clause.path), _NUMBER, Role.NUMBER)
        if width - _NUMBER - who - where - 2 * _GAP >= _TEXT:
            yield from _columns(number, told, who, where, width)
        else:
            yield from _stacked(number, told, width)
        yield ()
    yield (Span("The record", Role.TITLE),)
    for line in record(found, by_clause=by_clause):
        yield from wrap([Span(line, Role.NOTE)], width)


def _columns(
    number: Span, told: Sequence[Told], who: int, where: int, width: int
) -> Iterator[Line]:
    room = width - _NUMBER - who - where - 2 * _GAP
    label = number
    blank = Span(" " * _NUMBER)
    for run in told:
        marks = [
            list(_wrapped(one_line(run.who), Role.PARTY, who)),
            list(_wrapped(one_line(run.where), Role.NOTE, where)),
            [*_text(run, room)],
        ]
        for at in range(max(map(len, marks))):
            cells = [column[at] if at < len(column) else () for column in marks]
            yield (
                label,
                *_filled(cells[0], who + _GAP),
                *_filled(cells[1], where + _GAP),
                *cells[2],
            )
            label = blank


def _stacked(number: Span, told: Sequence[Told], width: int) -> Iterator[Line]:
    room = max(width - _NUMBER, 1 + _GAP)
    label = number
    blank = Span(" " * _NUMBER)
    inside = Span(" " * (_NUMBER + _GAP))
    for run in told:
        for line in wrap([Span(one_line(f"{run.where}, {run.who}:"), Role.PARTY)], room):
            yield label, *line
            label = blank
        for line in _text(run, room - _GAP):
            yield inside, *line


def _text(run: Told, room: int) -> Iterator[Line]:
    for paragraph in visible(run.text).strip().split("\n"):
        yield from wrap([Span(paragraph, Role.INSERT if run.here else Role.TEXT)], room)
    for note in run.notes:
        yield from wrap([Span(one_line(note), Role.NOTE)], room)


def _wrapped(text: str, role: Role, width: int) -> list[Line]:
    return wrap([Span(text, role)], width)


def _filled(line: Line, width: int) -> Line:
    used = sum(span.width for span in line)
    return (*line, Span(" " * (width - used)))
