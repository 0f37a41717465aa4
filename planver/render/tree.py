"""A draft as a tree of one-line clauses, for a look before a file is written."""

from planver.model.draft import Draft
from planver.model.numbering import Numbered, numbered
from planver.render import phrases
from planver.render.layout import Line, Role, Span, fitted
from planver.render.visible import one_line

_TEXT = 60


def tree(draft: Draft, onto: Draft | None, width: int) -> list[Line]:
    """Rows: number, first words, and the id; ids not in `onto` are marked as new."""
    known = {clause.id for clause in onto.walk()} if onto else set()
    entries = numbered(draft)
    rows: list[Line] = [
        (Span(one_line(draft.plan_title or draft.plan), Role.TITLE),),
        (Span(f"{draft.id}, {draft.date or 'no date'}: "
              f"{phrases.plural(len(draft.points), 'point')}, "
              f"{phrases.plural(len(entries), 'clause')}"),),
        (),
    ]  # fmt: skip
    room = max(min(width - 44, _TEXT), 20)
    rows += (_row(entry, known, room, marked=onto is not None) for entry in entries)
    return rows


def _row(entry: Numbered, known: set[str | None], room: int, *, marked: bool) -> Line:
    label = f"{'  ' * entry.depth}{one_line(entry.number)}"
    words = one_line(entry.clause.heading or entry.clause.text)
    new = " (new)" if marked and entry.clause.id not in known else ""
    return (
        fitted(label, 12, Role.NUMBER),
        fitted(words, room),
        Span(f"  {entry.clause.id}{new}", Role.NOTE),
    )
