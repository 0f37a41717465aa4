"""Who put the words of a draft there."""

from msgspec.structs import replace

from planver.compare.provenance import Provenance
from planver.errors import PlanverError
from planver.model.history import Entry
from planver.model.numbering import clause_named, numbered
from planver.model.provenance import Blame
from planver.workflow.drafts import Drafts
from planver.workflow.stages import stages


def blame(drafts: Drafts, name: str | None = None, point: str | None = None) -> Blame:
    """The provenance of every word of the draft of that name, or of one clause and its parts.

    Without a name, of the newest published draft. Raises PlanverError where there is no such draft
    or clause, and where its wording was never published.
    """
    entry = drafts.entry(name) if name else _newest(drafts)
    draft = entry.draft
    if not draft.published:
        raise PlanverError(
            f"The wording of {draft.id} was never published, so there are no words to trace.",
            f"`planver show {draft.id}` tells what was reported about it.",
        )
    chosen = numbered(draft) if point is None else clause_named(numbered(draft), point)
    if point is not None and not chosen:
        raise PlanverError(
            f"The draft {draft.id} has no clause {point!r}.",
            f"Give a number such as 6 or 10.b, or an id; `planver show {draft.id}` lists all.",
        )
    known, place = stages(drafts, entry)
    found = Provenance(known).blame(place)
    places = {clause.index for clause in chosen}
    clauses = tuple(one for one in found.clauses if one.clause.index in places)
    return replace(found, entry=entry, clauses=clauses)


def _newest(drafts: Drafts) -> Entry:
    published = [entry for entry in drafts.entries() if entry.draft.published]
    if not published:
        raise PlanverError(
            "There are no drafts with a wording here.",
            "Go to the folder of a plan, or run `planver demo` for a sample.",
        )
    plans = sorted({entry.draft.plan for entry in published})
    if len(plans) > 1:
        raise PlanverError(
            f"There are several plans here: {', '.join(plans)}.",
            "Name the draft, or choose a plan with --plan.",
        )
    return published[-1]
