"""A clause or a change as text to paste elsewhere."""

from collections.abc import Sequence

from planver.model.change import ClauseChange, DraftDiff
from planver.model.history import Entry
from planver.model.numbering import Numbered
from planver.render import phrases
from planver.render.visible import visible


def clause_text(change: ClauseChange) -> str:
    """The wording after (or before, where the clause was deleted), with its numbers."""
    shown = change.after or change.before
    return visible("\n".join(f"{entry.number} {entry.clause.wording}" for entry in shown))


def citation(change: ClauseChange, diff: DraftDiff) -> str:
    """The change with both wordings, the drafts they stand in, its proposers and their sources."""
    draft = diff.after.draft
    lines = [
        f"{draft.plan_title or draft.plan}, {_place(change)}: {phrases.what_happened(change)}."
    ]
    for word, side, clauses in (
        ("Before", diff.before, change.before),
        ("After", diff.after, change.after),
    ):
        if clauses:
            lines.append(f"{word}, {_draft(side)}: {_quoted(clauses)}")
    claims = phrases.backed(change.proposed_by, diff.after)
    lines.append(f"Proposed by {claims}." if claims else phrases.nobody(diff))
    lines += [f"Source: {told}" for told in _sources(change, diff.after)]
    return visible("\n".join(lines))


def _place(change: ClauseChange) -> str:
    title = phrases.title(change)
    return title[0].lower() + title[1:]


def _draft(entry: Entry) -> str:
    draft = entry.draft
    told = [phrases.tabled(entry)]
    if entry.revision is not None:
        told.append(f"revision {entry.revision.oid[:10]}")
    told.append(f"wording: {draft.wording}")
    return ", ".join(told)


def _quoted(clauses: Sequence[Numbered]) -> str:
    return "\n".join(f"{entry.number} “{entry.clause.wording}”" for entry in clauses)


def _sources(change: ClauseChange, after: Entry) -> list[str]:
    """The sources behind the attributions, in full."""
    ids = dict.fromkeys(made.source for made in change.proposed_by if made.source)
    known = [source for name in ids if (source := after.draft.source(name))]
    return [
        ", ".join(part for part in (found.title, found.publisher, found.date, found.url) if part)
        for found in known
    ]
