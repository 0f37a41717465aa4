"""Who proposed a change, on what record, and what the parties say about the clause: as rows."""

from collections.abc import Iterator

from planver.model.change import Attribution, Basis, ClaimBasis, ClauseChange, DraftDiff, Kind
from planver.model.draft import Draft, Source
from planver.model.history import Entry
from planver.model.party import Confidence, Position
from planver.render import phrases
from planver.render.layout import Line, Role, Span, wrap
from planver.render.visible import one_line, visible

_STEP = 2


def provenance(diff: DraftDiff, change: ClauseChange, width: int) -> list[Line]:
    """Rows no wider than `width` cells."""
    rows: list[Line] = []
    for title, told in _sections(diff, change):
        spans = list(told)
        if spans:
            rows += [*wrap([Span(one_line(title), Role.TITLE)], width)]
            rows += [line for depth, span in spans for line in _set_in(span, depth, width)]
            rows.append(())
    return rows


def _set_in(span: Span, depth: int, width: int) -> Iterator[Line]:
    indent = Span(" " * (_STEP * depth))
    for part in visible(span.text).split("\n"):
        for line in wrap([Span(part, span.role)], max(width - indent.width, 10)):
            yield (indent, *line)


_Told = Iterator[tuple[int, Span]]


def _sections(diff: DraftDiff, change: ClauseChange) -> Iterator[tuple[str, _Told]]:
    yield phrases.title(change), _what(change)
    if change.notable:
        yield "Proposed by", _proposers(diff, change)
    yield "Attention", _flags(diff, change)
    yield "How the clauses were paired", _pairing(change)
    yield "Positions", _positions(diff, change)
    yield "Alternatives on the table", _alternatives(diff, change)
    yield "Notes", _notes(diff, change)


def _what(change: ClauseChange) -> _Told:
    yield 0, Span(one_line(phrases.what_happened(change)))
    shown = (change.after or change.before)[0].clause
    if status := phrases.status_change(change):
        yield 0, Span(f"status: {status}")
    elif len(change.after or change.before) == 1:
        yield 0, Span(f"status: {shown.status}", Role.NOTE)


def _proposers(diff: DraftDiff, change: ClauseChange) -> _Told:
    after = diff.after
    if not change.proposed_by:
        yield 0, Span(one_line(phrases.nobody(diff)), Role.NOTE)
    by_record: dict[tuple[str, ...], list[str]] = {}
    for made in change.proposed_by:
        name = after.draft.party_name(made.party)
        by_record.setdefault(tuple(_record(made, after)), []).append(name)
    for record, names in by_record.items():
        yield 0, Span(one_line(phrases.listed(names)), Role.PARTY)
        yield from ((1, Span(told)) for told in record)


def _record(made: Attribution, after: Entry) -> Iterator[str]:
    draft = after.draft
    dated = f"{made.draft} of {draft.date}" if draft.date else made.draft
    yield {
        ClaimBasis.CLAUSE: f"on record in the clause itself, draft {dated}",
        ClaimBasis.TRAILER: f"on record in the commit of draft {dated}",
        ClaimBasis.DRAFT: f"tabled draft {dated}",
        ClaimBasis.AUTHOR: f"author of the commit of draft {dated}; no party is named",
    }[made.basis]
    if made.revision:
        yield f"revision {made.revision[:10]}"
    if made.confidence is not Confidence.STATED:
        yield f"this is {made.confidence}"
    if made.source:
        yield f"source: {_source(draft.source(made.source), made.source)}"
    elif made.basis is not ClaimBasis.AUTHOR:
        known = [phrases.source(source.id, draft) for source in draft.sources]
        yield "no source is named for this"
        if known:
            yield one_line(f"sources of the draft: {', '.join(known)}")
    if made.note:
        yield one_line(made.note)


def _source(source: Source | None, name: str) -> str:
    if source is None:
        return one_line(name)
    facts = (source.title, source.publisher, source.date, source.url)
    return one_line(", ".join(fact for fact in facts if fact))


def _flags(diff: DraftDiff, change: ClauseChange) -> _Told:
    for flag in change.flags:
        told = phrases.flag(flag, diff.after.draft, diff.before.draft)
        yield 0, Span(f"! {one_line(told)}", Role.FLAG)


_BASES = {
    Basis.ID: "by their id",
    Basis.ORIGIN: "by what the plan file says about their origin",
    Basis.TEXT: "by their words",
    Basis.POSITION: "by their words and place",
}


def _pairing(change: ClauseChange) -> _Told:
    if change.basis is not None and change.basis is not Basis.ID:
        yield 0, Span(f"{_BASES[change.basis]} ({change.confidence:.0%} sure)", Role.NOTE)
    for possible in change.possible:
        side = "after" if change.before else "before"
        yield (
            0,
            Span(
                f"may answer clause {one_line(possible.path)} of {side} "
                f"({possible.confidence:.0%}), which is not taken as a fact",
                Role.NOTE,
            ),
        )


def _positions(diff: DraftDiff, change: ClauseChange) -> _Told:
    """Each position once, though both drafts may carry it."""
    ids = {entry.clause.id for entry in (*change.before, *change.after)}
    told: dict[Position, Draft] = {}
    for draft in (diff.after.draft, diff.before.draft):
        for position in draft.positions:
            if position.on in ids:
                told.setdefault(position, draft)
    for position, draft in told.items():
        yield (
            0,
            Span(one_line(f"{draft.party_name(position.party)}: {position.stance}"), Role.PARTY),
        )
        if position.text:
            yield 1, Span(one_line(position.text))
        backing = [part for part in (position.date, phrases.source(position.source, draft)) if part]
        if backing:
            yield 1, Span(one_line(", ".join(backing)), Role.NOTE)


def _alternatives(diff: DraftDiff, change: ClauseChange) -> _Told:
    shown, draft = (
        (change.after, diff.after.draft) if change.after else (change.before, diff.before.draft)
    )
    for entry in shown:
        for option in entry.clause.alternatives:
            by = phrases.listed([phrases.claim(claim, draft) for claim in option.by])
            yield 0, Span(one_line(by), Role.PARTY)
            yield 1, Span(one_line(option.text))


def _notes(diff: DraftDiff, change: ClauseChange) -> _Told:
    sides = ((diff.before.draft, change.before), (diff.after.draft, change.after))
    for draft, clauses in sides:
        for entry in clauses:
            if entry.clause.notes:
                yield 0, Span(one_line(f"In {draft.id}: {entry.clause.notes}"))
    if Kind.DELETED in change.kinds:
        for report in diff.after.draft.reported:
            if {entry.clause.id for entry in change.before} & set(report.clauses):
                yield 0, Span(one_line(report.text))
