"""How much each party changed of a plan."""

from msgspec.structs import replace

from planver.compare.parties import parties
from planver.errors import PlanverError
from planver.model.parties import Parties
from planver.workflow.drafts import Drafts
from planver.workflow.plans import newest
from planver.workflow.stages import stages


def parties_of(drafts: Drafts, name: str | None = None) -> Parties:
    """What each party changed along all drafts, and what stands in the draft of that name.

    Without a name, in the newest published draft. Raises PlanverError where there is no such
    draft, and where its wording was never published.
    """
    entry = drafts.entry(name) if name else newest(drafts)
    draft = entry.draft
    if not draft.published:
        raise PlanverError(
            f"The wording of {draft.id} was never published, so what stands in it is not known.",
            "Name a draft that has a wording; `planver log` shows them all.",
        )
    known, place = stages(drafts, entry)
    return replace(parties(known, place, drafts.told), entry=entry)
