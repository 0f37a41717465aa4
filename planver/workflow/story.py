"""One clause through all drafts."""

from planver.compare.story import story
from planver.errors import PlanverError
from planver.model.numbering import numbered
from planver.model.story import Story
from planver.workflow.drafts import Drafts
from planver.workflow.plans import newest
from planver.workflow.stages import stages


def clause_story(drafts: Drafts, clause: str, draft: str | None = None) -> Story:
    """The story of the clause of that id, or of that number in the draft of that name.

    Without a draft, the newest published one. Raises PlanverError where there is no such clause.
    """
    entry = drafts.entry(draft) if draft else newest(drafts)
    found = story(*stages(drafts, entry), clause)
    if not found.chapters:
        example = next((one.clause.id for one in numbered(entry.draft) if one.clause.id), None)
        known = f" such as {example}" if example else ""
        raise PlanverError(
            f"No draft has a clause {clause!r}.",
            f"Give an id{known}, or a number in {entry.draft.id}, such as 6 or 10.b; "
            f"`planver show {entry.draft.id}` lists all.",
        )
    return found
