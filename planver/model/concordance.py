"""A table of equivalences: where each clause stands in each of several drafts."""

from msgspec import Struct

from planver.model.change import Kind, Outcome
from planver.model.history import Entry
from planver.model.numbering import Numbered


class Step(Struct, frozen=True, kw_only=True):
    """What became of clauses of a row between two drafts, named by their places in the table.

    The drafts are neighbours, unless an unpublished one stands between them or the clause was
    dropped in between and came back.
    """

    before: int
    after: int
    change: Outcome


class Row(Struct, frozen=True, kw_only=True):
    """Clauses that answer each other: for each draft those that stand in it, in its order.

    An empty cell says that the clause is not in that draft, or that its wording is unpublished.
    """

    cells: tuple[tuple[Numbered, ...], ...]
    steps: tuple[Step, ...]

    @property
    def unchanged(self) -> bool:
        """Whether nothing became of the clause but that it went on from draft to draft."""
        return all(step.change.kinds == (Kind.UNCHANGED,) for step in self.steps)


class Concordance(Struct, frozen=True, kw_only=True):
    """Every clause of every draft, at every depth, in exactly one row.

    Rows stand in the order of the first draft, or of the last one where `reverse` says so; what is
    not in that draft stands behind the clause it follows in its own.
    """

    drafts: tuple[Entry, ...]
    rows: tuple[Row, ...]
    reverse: bool = False

    @property
    def unpublished(self) -> tuple[int, ...]:
        """Places of the drafts whose wording nobody published: nothing is known of their cells."""
        return tuple(place for place, entry in enumerate(self.drafts) if not entry.draft.published)
