"""How much each party changed of a plan, as far as the record claims, and what of it stands."""

from msgspec import Struct

from planver.model.change import Credits
from planver.model.history import Entry
from planver.model.numbering import Numbered
from planver.model.provenance import Appearance, Removal


class PutIn(Struct, frozen=True, kw_only=True):
    """What came into one clause with one draft on one credit.

    So many `words` first appeared there, and so many `returned`: were put back there. Of the words
    of the draft asked for, so many are `standing`: they first appeared there. `alone` are words of
    that draft, by clause and place in it, that first appeared elsewhere, and appeared here as well:
    no path leads between the two.
    """

    at: Appearance
    credits: Credits
    words: int
    returned: int = 0
    standing: int = 0
    alone: tuple[tuple[int, int], ...] = ()


class Credit(Struct, frozen=True, kw_only=True):
    """All that rests on the same claims: nobody's share in a joint or disputed claim is known.

    `sides` are the claims as they were first met; of several sides one holds. `put_in` and
    `taken_out` are in the order of the drafts.
    """

    sides: Credits
    put_in: tuple[PutIn, ...] = ()
    taken_out: tuple[Removal, ...] = ()

    @property
    def parties(self) -> tuple[str, ...]:
        """Ids of the parties it names, in the order told; git authors are none."""
        return tuple(
            dict.fromkeys(made.party for side in self.sides for made in side if made.names_party)
        )

    @property
    def words(self) -> int:
        """Words put in, in all drafts."""
        return sum(one.words for one in self.put_in)

    @property
    def returned(self) -> int:
        """Words put back, in all drafts."""
        return sum(one.returned for one in self.put_in)

    @property
    def removed(self) -> int:
        """Words taken out, in all drafts."""
        return sum(one.words for one in self.taken_out)

    @property
    def standing(self) -> int:
        """Words of the draft asked for that it put in."""
        return sum(one.standing for one in self.put_in)

    @property
    def alone(self) -> int:
        """Words of the draft asked for that came there otherwise, and that it put in too."""
        return len({word for one in self.put_in for word in one.alone})

    @property
    def clauses(self) -> tuple[Numbered, ...]:
        """The clauses it put words into, each once for each draft."""
        found = {
            (one.at.drafts, one.at.clause.clause.id or one.at.clause.path): one.at.clause
            for one in self.put_in
            if one.words
        }
        return tuple(found.values())


class Parties(Struct, frozen=True, kw_only=True):
    """The credits of a plan, by party in alphabetical order, and those that name nobody last.

    `entry` is the draft in which words stand, `words` how many it has. `drafts` are all drafts of
    the plan in order, each in its last wording; `apart` are those of them that `entry` does not go
    back to.
    """

    entry: Entry
    words: int
    drafts: tuple[Entry, ...]
    apart: tuple[Entry, ...]
    credits: tuple[Credit, ...]
