"""How two drafts stand to each other, as far as the drafts and the graph tell."""

from collections.abc import Collection

from planver.model.change import Relation
from planver.model.draft import Draft


def relation(before: Draft, after: Draft, ancestors: Collection[str] | None = None) -> Relation:
    """The relation of `after` to `before`.

    `ancestors` are the ids of all drafts the after draft goes back to, None where the graph is not
    known. A draft that was tabled earlier, or goes back to other drafts, proposed none of the
    differences: nobody may be named for them.
    """
    if before.tabled_by and after.tabled_by and before.plan != after.plan:
        return Relation.OTHER_PLAN
    if before.plan == after.plan and before.id == after.id:
        return Relation.SAME_DRAFT if before != after else Relation.BASED_ON
    if before.id in after.based_on or (ancestors is not None and before.id in ancestors):
        return Relation.BASED_ON
    if after.id in before.based_on or (before.date and after.date and after.date < before.date):
        return Relation.OLDER
    told = bool(before.tabled_by and after.tabled_by)
    if told and (ancestors is not None or not after.based_on):
        return Relation.UNRELATED
    return Relation.UNKNOWN
