"""A draft as people read it: heading, numbered points, what is still open."""

from collections.abc import Iterator

from planver.errors import PlanverError
from planver.model.draft import Clause, Draft
from planver.model.history import Entry
from planver.model.numbering import Numbered, clause_named, numbered
from planver.render import phrases
from planver.render.layout import Line, Role, Span, wrap
from planver.render.visible import one_line, visible

_STEP = 5
# Without a width, a paragraph stays on one line, for pipes.
_ENDLESS = 1_000_000


def reading(entry: Entry, clause: str | None = None, width: int | None = None) -> list[Line]:
    """Rows of the whole draft, or of the clause with that id or number and its parts.

    Raises PlanverError where the draft has no such clause.
    """
    draft = entry.draft
    wide = width or _ENDLESS
    everything = numbered(draft)
    rows: list[Line] = []
    if clause is None:
        rows += _heading(entry, wide)
        chosen: tuple[Numbered, ...] = everything
    else:
        chosen = clause_named(everything, clause)
        if not chosen:
            raise PlanverError(
                f"The draft {draft.id} has no clause {clause!r}.",
                f"{phrases.clause_meant(clause, [draft])}"
                "Give a number such as 6 or 10.b, or an id; `planver show` without one lists all.",
            )
    return rows + clause_rows(chosen, draft, wide)


def clause_rows(clauses: tuple[Numbered, ...], draft: Draft, width: int) -> list[Line]:
    """Rows of some clauses of a draft, in its order, those below others set in."""
    top = min((found.depth for found in clauses), default=0)
    return [
        line for point in _roots(clauses) for line in _clause(point, clauses, draft, top, width)
    ]


def _roots(chosen: tuple[Numbered, ...]) -> Iterator[Numbered]:
    places = {found.index for found in chosen}
    return (found for found in chosen if found.parent not in places)


def _heading(entry: Entry, width: int) -> list[Line]:
    draft = entry.draft
    rows = wrap([Span(one_line(draft.plan_title or draft.plan), Role.TITLE)], width)
    if draft.title:
        rows += wrap([Span(one_line(draft.title))], width)
    rows += wrap([Span(one_line(phrases.tabled(entry)), Role.NOTE)], width)
    rows += wrap([Span(f"Wording: {draft.wording}", Role.NOTE)], width)
    for part in (draft.notes or "").split("\n"):
        if part:
            rows += wrap([Span(visible(part), Role.NOTE)], width)
    for report in phrases.reports(draft):
        rows += [(), *wrap([Span(one_line(report))], width)]
    rows.append(())
    return rows


def _clause(
    entry: Numbered, chosen: tuple[Numbered, ...], draft: Draft, top: int, width: int
) -> Iterator[Line]:
    """The clause, its parts, its closing, and what parties say about it."""
    clause = entry.clause
    margin = _STEP * (entry.depth - top)
    indent = Span(" " * margin)
    room = max(width - margin - _STEP, 20)
    label: Span | None = Span(f"{one_line(entry.number) + ' ':<{_STEP}}", Role.NUMBER)
    words = [part for part in (clause.heading, clause.text) if part]
    for at, part in enumerate(words or [""]):
        role = Role.TITLE if at == 0 and clause.heading else Role.TEXT
        over = label.width - _STEP if label else 0
        for line in _wrapped(part, role, room, over):
            yield (indent, label or Span(" " * _STEP), *line)
            label = None
    for told in _remarks(entry, draft):
        for line in wrap([told], room):
            yield (indent, Span(" " * _STEP), *line)
    if entry.depth == top or clause.clauses:
        yield ()
    for part_entry in chosen:
        if part_entry.parent == entry.index:
            yield from _clause(part_entry, chosen, draft, top, width)
    if clause.clauses and not clause.closing:
        yield ()
    if clause.closing:
        for line in _wrapped(clause.closing, Role.TEXT, room):
            yield (indent, Span(" " * _STEP), *line)
        yield ()


def _wrapped(text: str, role: Role, room: int, over: int = 0) -> Iterator[Line]:
    """Rows of a text that may have several paragraphs: a span holds no line break.

    The first row is shorter by the cells that the label before it takes `over` its column.
    """
    for paragraph in visible(text).split("\n"):
        first, *others = wrap([Span(" " * over, Role.NUMBER), Span(paragraph, role)], room)
        yield first[1:] if over else first
        yield from others
        over = 0


def _remarks(entry: Numbered, draft: Draft) -> Iterator[Span]:
    clause = entry.clause
    if status := phrases.notable_status(entry):
        yield Span(f"Status: {status}", Role.NOTE)
    if clause.proposed_by:
        claims = [phrases.claim(made, draft) for made in clause.proposed_by]
        yield Span(f"Proposed by {one_line(phrases.listed(claims))}", Role.PARTY)
    yield from _alternatives(clause, draft)
    for position in draft.positions:
        if position.on == clause.id:
            yield Span(one_line(phrases.position(position, draft)), Role.NOTE)
    if clause.notes:
        yield Span(f"Note: {one_line(clause.notes)}", Role.NOTE)


def _alternatives(clause: Clause, draft: Draft) -> Iterator[Span]:
    for option in clause.alternatives:
        by = phrases.listed([phrases.claim(made, draft) for made in option.by])
        yield Span(one_line(f"Alternative ({by}): {option.text}"), Role.PARTY)
