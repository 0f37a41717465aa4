"""Comparing two drafts by name."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planver.compare.diff import compare
from planver.errors import PlanverError
from planver.model.change import DraftDiff
from planver.model.history import Entry
from planver.render.phrases import clause_meant, party_meant
from planver.workflow.drafts import Drafts
from planver.workflow.selection import Selection, parties, select

if TYPE_CHECKING:
    from planver.model.concordance import Concordance


def compare_drafts(drafts: Drafts, before: str, after: str, *, use_ids: bool = True) -> DraftDiff:
    """What changed from the draft named `before` to the one named `after`.

    Raises PlanverError where a name stands for no draft, or for several.
    """
    return compare_entries(drafts, drafts.entry(before), drafts.entry(after), use_ids=use_ids)


def compare_entries(
    drafts: Drafts, before: Entry, after: Entry, *, use_ids: bool = True
) -> DraftDiff:
    """The same for two drafts at hand; the graph is asked where they do not name each other."""
    drafts.note_limits_of(before, after)
    if after.draft.based_on in ((), (before.draft.id,)):
        return compare(before, after, use_ids=use_ids)
    from planver.compare.lines import Lines
    from planver.compare.taken import with_taken

    known = [entry for entry in drafts.entries() if entry.draft.plan == after.draft.plan]
    lines = Lines(known, use_ids=use_ids)
    way = {entry.draft.id for entry in lines.way(before, after)}
    diff = compare(
        before,
        after,
        use_ids=use_ids,
        ancestors=lines.ancestors(after),
        between=[entry for entry in known if entry.draft.id in way],  # oldest first
    )
    return with_taken(diff, lines)


def concord(
    drafts: Drafts, names: Sequence[str], *, use_ids: bool = True, reverse: bool = False
) -> "Concordance":
    """The table of equivalences over the drafts of these names.

    Raises PlanverError where a name stands for no draft, or for several.
    """
    from planver.compare.concordance import concordance

    entries = [drafts.entry(name) for name in names]
    return concordance(entries, use_ids=use_ids, reverse=reverse)


def choose(diff: DraftDiff, wanted: Selection) -> tuple[int, ...]:
    """Places of the changes selected. Raises PlanverError for a party or point nobody knows."""
    shown = select(diff, wanted)
    if not shown and diff.comparable:
        _complain(diff, wanted)
    return shown


def _complain(diff: DraftDiff, wanted: Selection) -> None:
    """An empty answer must not come from a slip of the pen."""
    drafts = [diff.before.draft, diff.after.draft]
    known = {party.id for side in (diff.before, diff.after) for party in side.draft.parties}
    known.update(parties(diff))
    if wanted.party is not None and wanted.party not in known:
        raise PlanverError(
            f"Neither draft knows a party {wanted.party!r}.",
            f"{party_meant(wanted.party, drafts)}The parties are {', '.join(sorted(known))}."
            if known
            else "They name no parties.",
        )
    if wanted.point is not None and not select(diff, Selection(point=wanted.point)):
        raise PlanverError(
            f"Neither draft has a point or clause {wanted.point!r}.",
            f"{clause_meant(wanted.point, drafts)}"
            "Give a number such as 6 or 10.b, or an id; `planver show DRAFT` lists them.",
        )
