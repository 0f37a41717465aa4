"""Who put the words of a draft there."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from planver.compare.provenance import blame_of
from planver.compare.tracing import Trace
from planver.errors import PlanverError
from planver.model.history import Entry
from planver.model.numbering import clause_named, numbered
from planver.model.provenance import Blame, Stage
from planver.render.phrases import clause_meant
from planver.workflow.drafts import Drafts
from planver.workflow.plans import newest
from planver.workflow.stages import stages


def blame(drafts: Drafts, name: str | None = None, point: str | None = None) -> Blame:
    """The provenance of every word of the draft of that name, or of one clause and its parts.

    Without a name, of the newest published draft. Raises PlanverError where there is no such draft
    or clause, and where its wording was never published.
    """
    entry = drafts.entry(name) if name else newest(drafts)
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
            f"{clause_meant(point, [draft])}"
            f"Give a number such as 6 or 10.b, or an id; `planver show {draft.id}` lists all.",
        )
    return blame_clauses(drafts, entry, {clause.index for clause in chosen})


def blame_clauses(drafts: Drafts, entry: Entry, places: Collection[int]) -> Blame:
    """The provenance of the words of some clauses of a published draft: of those at these places.

    Places are those of the walk of the draft.
    """
    known, place = stages(drafts, entry)
    found = _found(drafts, known, place)
    clauses = tuple(one for one in found.clauses if one.clause.index in places)
    return replace(found, entry=entry, clauses=clauses)


def _found(drafts: Drafts, known: Sequence[Stage], place: int) -> Blame:
    def find() -> Blame:
        return blame_of(Trace(known, drafts.told), place)

    if drafts.reader is None:
        return find()
    from planver.repository.cache import Cache
    from planver.workflow.answers import kept_blame

    return kept_blame(Cache(drafts.reader.common_dir), known, place, find)
