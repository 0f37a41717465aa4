"""Where the words of a draft come from: which draft first had them, and who put them forward."""

from msgspec import Struct

from planver.model.change import Attribution, Credits
from planver.model.history import Entry
from planver.model.numbering import Numbered


class Stage(Struct, frozen=True, kw_only=True):
    """A wording of a draft in the history of its plan.

    `parents` are the places of the stages it goes back to: the drafts it is based on, or earlier
    wordings of the same draft. None for a root.
    """

    entry: Entry
    parents: tuple[int, ...] = ()


class Appearance(Struct, frozen=True, kw_only=True):
    """Words that stand in a draft and in none that it goes back to.

    `entry` is where they are first seen. `gap` are the unpublished drafts right before it, oldest
    first: where there are any, the words came in one of these or in `entry`, and nobody knows in
    which. `clause` is where they stood in `entry`. `by` is who is said to have put them forward.
    """

    entry: Entry
    clause: Numbered
    gap: tuple[Entry, ...] = ()
    by: tuple[Attribution, ...] = ()

    @property
    def drafts(self) -> tuple[str, ...]:
        """Ids of the drafts in one of which the words came; mostly one."""
        return (*(entry.draft.id for entry in self.gap), self.entry.draft.id)


class Echo(Struct, frozen=True, kw_only=True):
    """Words that another draft has too, and first had on its own: no path leads between the two.

    `start` is the place of the first of them among the words of the run, `words` is their number.
    """

    text: str
    at: Appearance
    start: int = 0
    words: int = 0


class Run(Struct, frozen=True, kw_only=True):
    """Words of a clause, one behind the other, that came together.

    `words` is their number. `returned` is where they were last put back after they had been taken
    out. `also` are those of them that other drafts have on their own.
    """

    text: str
    words: int
    first: Appearance
    returned: Appearance | None = None
    also: tuple[Echo, ...] = ()


class ClauseBlame(Struct, frozen=True, kw_only=True):
    """A clause and its words by where they come from; the runs spell its wording to the letter."""

    clause: Numbered
    runs: tuple[Run, ...]


class Blame(Struct, frozen=True, kw_only=True):
    """Every clause of a draft with the provenance of its words; none of an unpublished one."""

    entry: Entry
    clauses: tuple[ClauseBlame, ...]


class Arrival(Struct, frozen=True, kw_only=True):
    """How many words came into a clause with a draft: that first appear there, and put back."""

    at: Appearance
    credits: Credits
    words: int
    returned: int


class Removal(Struct, frozen=True, kw_only=True):
    """How many words a draft took out of a clause of one that it goes back to.

    `entry` is the first draft without them, `gap` the unpublished drafts right before it, as in an
    appearance. `clause` is where they stood in `base`.
    """

    entry: Entry
    gap: tuple[Entry, ...]
    base: Entry
    clause: Numbered
    credits: Credits
    words: int

    @property
    def drafts(self) -> tuple[str, ...]:
        """Ids of the drafts in one of which the words went; mostly one."""
        return (*(entry.draft.id for entry in self.gap), self.entry.draft.id)
