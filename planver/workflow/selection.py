"""Choosing changes: by kind, by party, by point, by substance, by text."""

import unicodedata
from collections.abc import Callable, Sequence

from msgspec import Struct

from planver.model.change import ClauseChange, DraftDiff, Kind
from planver.model.draft import Draft
from planver.model.numbering import clause_named, numbered


class Selection(Struct, frozen=True, kw_only=True):
    """What to show; every condition given must hold. By default all that is notable."""

    kinds: frozenset[Kind] = frozenset()
    party: str | None = None
    point: str | None = None
    substance: bool = False
    text: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for but what is notable."""
        return self == Selection()


def select(diff: DraftDiff, wanted: Selection) -> tuple[int, ...]:
    """Places of the changes that meet the selection, in order."""
    conditions = _conditions(diff, wanted)
    return tuple(
        at
        for at, change in enumerate(diff.changes)
        if all(condition(change) for condition in conditions)
    )


def fold_cosmetic(diff: DraftDiff, shown: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Of the changes chosen those to show, and those to fold because they are cosmetic only."""
    folded = {at for at in shown if diff.changes[at].cosmetic}
    return tuple(at for at in shown if at not in folded), tuple(sorted(folded))


def _conditions(diff: DraftDiff, wanted: Selection) -> Sequence[Callable[[ClauseChange], bool]]:
    conditions: list[Callable[[ClauseChange], bool]] = []
    if wanted.kinds:
        conditions.append(lambda change: bool(wanted.kinds & set(change.kinds)))
    elif not wanted.point:
        conditions.append(lambda change: change.notable)
    if wanted.party is not None:
        parties = with_groups(diff.after.draft, wanted.party)
        conditions.append(lambda change: any(made.party in parties for made in change.claims))
    if wanted.point is not None:
        places = _point_places(diff, wanted.point)
        conditions.append(
            lambda change: any(
                (side, entry.index) in places
                for side, entries in (("before", change.before), ("after", change.after))
                for entry in entries
            )
        )
    if wanted.substance:
        conditions.append(lambda change: bool(change.flags))
    if wanted.text:
        needle = fold(wanted.text)
        conditions.append(
            lambda change: any(
                needle in fold(entry.clause.wording) for entry in (*change.before, *change.after)
            )
        )
    return conditions


def fold(text: str) -> str:
    """Text as search sees it: without case, in one Unicode form."""
    return unicodedata.normalize("NFKC", text).casefold()


def with_groups(draft: Draft, party: str) -> set[str]:
    """The party and the groups it belongs to: what its group proposed, it proposed."""
    found = {party}
    while groups := {entry.id for entry in draft.parties if found & {*entry.members}} - found:
        found |= groups
    return found


def parties(diff: DraftDiff) -> tuple[str, ...]:
    """The parties behind the changes of a comparison, in alphabetical order."""
    return tuple(sorted({made.party for change in diff.changes for made in change.claims}))


def _point_places(diff: DraftDiff, point: str) -> set[tuple[str, int]]:
    """Sides and places of the clause with that id or number, and of everything below it."""
    return {
        (side, entry.index)
        for side, draft in (("before", diff.before.draft), ("after", diff.after.draft))
        for entry in clause_named(numbered(draft), point)
    }
