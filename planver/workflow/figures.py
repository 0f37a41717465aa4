"""The figures of a plan over its drafts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from planver.compare.figures import figures
from planver.errors import PlanverError
from planver.model.numbering import clause_named, numbered
from planver.workflow.drafts import Drafts
from planver.workflow.plans import of_one_plan

if TYPE_CHECKING:
    from planver.model.figures import Figures
    from planver.model.history import Entry


def figures_of(drafts: Drafts, names: Sequence[str] = (), *, point: str | None = None) -> "Figures":
    """The history of every figure over the drafts of these names, or over all of the one plan.

    With `point` only the figures that stood in that point or clause, or below it, in any draft.
    Raises PlanverError where a name stands for no draft, where it is not plain which plan is meant,
    and for a point that no draft has.
    """
    entries = [drafts.entry(name) for name in names] if names else _all(drafts)
    found = figures(entries, _bases(drafts, entries))
    return found if point is None else _at(found, point)


def _all(drafts: Drafts) -> "tuple[Entry, ...]":
    entries = of_one_plan(drafts)
    drafts.note_limits()
    return entries


def _bases(drafts: Drafts, entries: "Sequence[Entry]") -> dict[str, tuple[str, ...]]:
    """What the other drafts of the plan are based on; not asked where nothing leads to them."""
    known = {entry.draft.id for entry in entries}
    if all(base in known for entry in entries for base in entry.draft.based_on):
        return {}
    plans = {entry.draft.plan for entry in entries}
    return {
        entry.draft.id: entry.draft.based_on
        for entry in drafts.entries()
        if entry.draft.plan in plans
    }


def _at(found: "Figures", point: str) -> "Figures":
    places = [
        {entry.index for entry in clause_named(numbered(entry.draft), point)}
        for entry in found.drafts
    ]
    if not any(places):
        raise PlanverError(
            f"No draft has a point or clause {point!r}.",
            "Give a number such as 6 or 10.b, or an id; `planver show DRAFT` lists them.",
        )
    rows = tuple(
        row
        for row in found.rows
        if any(
            figure.clause.index in inside
            for cell, inside in zip(row.cells, places, strict=True)
            for figure in cell
        )
    )
    return replace(found, rows=rows)
