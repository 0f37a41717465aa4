"""The story of one clause: every wording it had, draft by draft."""

from msgspec import Struct

from planver.model.change import Credits, DraftDiff
from planver.model.draft import Report
from planver.model.history import Entry
from planver.model.numbering import Numbered
from planver.model.party import Position


class Chapter(Struct, frozen=True, kw_only=True):
    """What one draft did to a clause, parts included.

    `clauses` are what it became there; none where it was deleted, or never published. `diffs` are
    comparisons with the nearest published drafts this one goes back to, with those changes alone
    that concern the clause; none where it goes back to nothing. `gap` are the unpublished drafts
    between. `by` is who put a clause forward that has nothing to be
    compared with; of several sides one holds. `positions` and
    `reports` are what is said about the clause in this draft and in none before.
    """

    entry: Entry
    clauses: tuple[Numbered, ...] = ()
    diffs: tuple[DraftDiff, ...] = ()
    gap: tuple[Entry, ...] = ()
    by: Credits = ()
    positions: tuple[Position, ...] = ()
    reports: tuple[Report, ...] = ()


class Story(Struct, frozen=True, kw_only=True):
    """A clause through all drafts, oldest first; `name` is how it was asked for.

    `number_in` is the draft in which the name is a number; None where it is an id.
    """

    name: str
    number_in: str | None = None
    chapters: tuple[Chapter, ...]
