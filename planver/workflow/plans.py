"""Every draft there is, and those of the one plan that is meant when nobody names a draft."""

from planver.errors import PlanverError
from planver.model.history import Entry
from planver.workflow.drafts import Drafts


def every_draft(drafts: Drafts) -> tuple[Entry, ...]:
    """Every draft, oldest first. Raises PlanverError where there is none."""
    entries = drafts.entries()
    if not entries:
        raise PlanverError(
            f"There are no drafts of a plan {drafts.plan!r} here."
            if drafts.plan
            else "There are no drafts here.",
            "Go to the folder of a plan, or run `planver demo` for a sample.",
        )
    return entries


def of_one_plan(drafts: Drafts) -> tuple[Entry, ...]:
    """The same; raises PlanverError also where there are drafts of several plans."""
    entries = every_draft(drafts)
    plans = sorted({entry.draft.plan for entry in entries})
    if len(plans) > 1:
        raise PlanverError(
            f"There are several plans here: {', '.join(plans)}.",
            "Choose one with --plan, or say which drafts you mean.",
        )
    return entries


def newest(drafts: Drafts) -> Entry:
    """The newest draft with a wording, of the one plan there is.

    Raises PlanverError where there is none, and where there are several plans.
    """
    published = [entry for entry in of_one_plan(drafts) if entry.draft.published]
    if not published:
        raise PlanverError(
            "There are no drafts with a wording here.",
            "`planver log` shows the drafts, and `planver show DRAFT` what was reported of one.",
        )
    return published[-1]
