"""The history of figures: what each says in each of several drafts, and who moved it."""

from msgspec import Struct

from planver.model.change import Attribution, Matter, Taken
from planver.model.history import Entry
from planver.model.numbering import Numbered


class Figure(Struct, frozen=True, kw_only=True):
    """A figure or deadline as one draft words it.

    `text` is as written; `whole` also has the words that bound it, and what it counts. `by` are
    the parties whose alternative says so; empty for the text itself. `amount` is in `unit`, the
    smallest unit of its kind (metre, day, a currency); None where there is none that can be held
    against others, as in dates and in *as soon as possible*.
    """

    kind: Matter
    text: str
    whole: str
    clause: Numbered
    by: tuple[str, ...] = ()
    amount: int | float | None = None
    unit: str = ""


class Move(Struct, frozen=True, kw_only=True):
    """What a draft made of a figure of the draft it goes back to; both by their places.

    `before` is None where the figure was put in, `after` where it was dropped. `through` are the
    drafts in between whose wording is not at hand: then any of them can have moved it, and nobody
    is named. `taken_from` are drafts not at hand from which the clause was taken over, or
    a part of it.
    """

    base: int
    draft: int
    before: Figure | None
    after: Figure | None
    through: tuple[str, ...] = ()
    proposed_by: tuple[Attribution, ...] = ()
    taken_from: tuple[Taken, ...] = ()

    @property
    def by(self) -> tuple[str, ...]:
        """The parties in whose alternative it moved; empty for the text itself."""
        side = self.after or self.before
        return side.by if side else ()


class FigureRow(Struct, frozen=True, kw_only=True):
    """A figure followed from draft to draft: for each draft what the text and alternatives say."""

    kind: Matter
    cells: tuple[tuple[Figure, ...], ...]
    moves: tuple[Move, ...] = ()

    @property
    def first(self) -> Figure:
        """The figure as the first draft that has it words it."""
        return next(cell[0] for cell in self.cells if cell)

    @property
    def comparable(self) -> tuple[tuple[int, Figure], ...]:
        """Amounts of one unit with the places of their drafts; empty for fewer than two drafts."""
        found = [
            (place, figure)
            for place, cell in enumerate(self.cells)
            for figure in cell
            if figure.amount is not None
        ]
        units = {figure.unit for _, figure in found}
        drafts = {place for place, _ in found}
        return tuple(found) if len(units) == 1 and len(drafts) > 1 else ()


class Figures(Struct, frozen=True, kw_only=True):
    """Every figure and deadline of some drafts, in the order of the concordance of the drafts.

    `rootless` are the places of drafts, the first one aside, that go back to none of the others as
    far as is known: nobody is named for what they say otherwise.
    """

    drafts: tuple[Entry, ...]
    rows: tuple[FigureRow, ...]
    rootless: tuple[int, ...] = ()

    @property
    def unpublished(self) -> tuple[int, ...]:
        """Places of the drafts whose wording nobody published: nothing is known of their cells."""
        return tuple(place for place, entry in enumerate(self.drafts) if not entry.draft.published)
