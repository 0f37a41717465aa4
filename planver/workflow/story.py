"""One clause through all drafts."""

from planver.compare.story import story
from planver.errors import PlanverError
from planver.model.history import Entry
from planver.model.numbering import numbered
from planver.model.story import Story
from planver.render.phrases import clause_meant
from planver.workflow.drafts import Drafts
from planver.workflow.plans import newest
from planver.workflow.stages import stages


def clause_story(drafts: Drafts, clause: str, draft: str | None = None) -> Story:
    """The story of the clause of that id, or of that number in the draft of that name.

    Without a draft, the newest published one. Raises PlanverError where there is no such clause.
    """
    return story_of(drafts, drafts.entry(draft) if draft else newest(drafts), clause)


def story_of(drafts: Drafts, entry: Entry, clause: str) -> Story:
    """The same for a draft at hand."""
    known, place = stages(drafts, entry)
    found = story(known, place, clause)
    if not found.chapters:
        here = entry.draft.id
        meant = clause_meant(clause, [stage.entry.draft for stage in known])
        if not entry.draft.published:
            raise PlanverError(
                f"No draft has a clause with the id {clause!r}, and the wording of {here} was "
                "never published, so its numbers are not known.",
                f"{meant}Give an id, or name another draft with --in; "
                "`planver log` shows them all.",
            )
        example = next((one.clause.id for one in numbered(entry.draft) if one.clause.id), None)
        such = f" such as {example}" if example else ""
        raise PlanverError(
            f"No draft has a clause with the id {clause!r}, and {here} none of that number.",
            f"{meant}Give an id{such}, or a number in {here}, such as 6 or 10.b; "
            f"`planver show {here}` lists all.",
        )
    return found
