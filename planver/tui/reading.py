"""What a reviewer sees of a comparison, as a value: filter, search, layout, where to go next."""

from collections.abc import Sequence
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from planver.model.change import DraftDiff
from planver.render import phrases
from planver.render.redline import Look, View
from planver.workflow.selection import Selection, fold, fold_cosmetic, select

# Unchanged clauses shown around each change; None is all of them.
CONTEXTS: tuple[int | None, ...] = (0, 1, 2, 3, 5, 10, None)
_ALL = Selection()
VIEW_NAMES = {View.MARKED: "marked up", View.AFTER: "after, clean", View.BEFORE: "before, clean"}


class Reading(Struct, frozen=True, kw_only=True):
    """A comparison as it is being read. `shown` and `hits` are places of changes, in order.

    Unless `cosmetic`, changes that are cosmetic only are `folded`: left out of `shown`.
    """

    diff: DraftDiff
    shown: tuple[int, ...]
    folded: tuple[int, ...] = ()
    cosmetic: bool = False
    wanted: Selection = _ALL
    needle: str = ""
    hits: tuple[int, ...] = ()
    side_by_side: bool = False
    view: View = View.MARKED
    context: int | None = 1

    @classmethod
    def of(cls, diff: DraftDiff) -> Self:
        """A fresh reading of all that changed."""
        shown, folded = fold_cosmetic(diff, select(diff, _ALL))
        return cls(diff=diff, shown=shown, folded=folded)

    def compared_anew(self, diff: DraftDiff) -> "Reading":
        """The same reading of another comparison: filter, search and layout are kept."""
        return replace(self, diff=diff).filtered(self.wanted).searched(self.needle)

    def filtered(self, wanted: Selection) -> "Reading":
        """Only the changes that meet the selection."""
        shown = select(self.diff, wanted)
        rest, folded = (shown, ()) if self.cosmetic else fold_cosmetic(self.diff, shown)
        return replace(self, wanted=wanted, shown=rest, folded=folded)

    def with_cosmetic(self) -> "Reading":
        """Show the changes that are cosmetic only, or fold them again."""
        return replace(self, cosmetic=not self.cosmetic).filtered(self.wanted)

    def searched(self, needle: str) -> "Reading":
        """Look for words in every clause, changed or not, before and after."""
        words = " ".join(fold(needle).split())
        hits = tuple(
            at
            for at, change in enumerate(self.diff.changes)
            if words
            and any(
                words in " ".join(fold(entry.clause.wording).split())
                for entry in (*change.before, *change.after)
            )
        )
        return replace(self, needle=needle if words else "", hits=hits)

    def with_context(self, step: int) -> "Reading":
        """More or fewer unchanged clauses around each change."""
        at = CONTEXTS.index(self.context) + step
        return replace(self, context=CONTEXTS[min(max(at, 0), len(CONTEXTS) - 1)])

    def viewed(self, view: View) -> "Reading":
        """Marked up, or one side clean; that is one text, not two columns."""
        return replace(self, view=view, side_by_side=False)

    def columns(self) -> "Reading":
        """Two columns, or back to one text."""
        return replace(self, side_by_side=not self.side_by_side, view=View.MARKED)

    @property
    def drawn(self) -> tuple[int, ...]:
        """Changes that are drawn: those chosen, and the clauses the search found."""
        return tuple(sorted({*self.shown, *self.hits})) if self.hits else self.shown

    def look(self, width: int) -> Look:
        """How to lay the redline out in `width` cells."""
        return Look(
            width=width, side_by_side=self.side_by_side, view=self.view, context=self.context
        )

    def options(self, *, in_columns: bool) -> list[str]:
        """What is not as usual, in words; two columns may be asked for and have no room."""
        told = []
        if not self.wanted.empty:
            told.append(f"filter: {selection_words(self.wanted)}")
        if self.folded:
            told.append(f"{len(self.folded)} cosmetic folded")
        if self.side_by_side:
            told.append("side by side" if in_columns else "one text: too narrow for two columns")
        elif self.view is not View.MARKED:
            told.append(VIEW_NAMES[self.view])
        return told

    def cosmetic_words(self) -> str:
        """What became of the changes that are cosmetic only."""
        count = len(self.diff.cosmetic)
        if not count:
            return "No change is cosmetic only: each changes what is said, or where."
        changes = phrases.plural(count, "cosmetic change")
        return f"{changes} {'shown' if self.cosmetic else 'folded'}: spacing, punctuation, style."

    def context_words(self) -> str:
        """How much unchanged text is shown."""
        if self.context is None:
            return "Every unchanged clause is shown."
        if self.context == 0:
            return "No unchanged clauses are shown."
        return f"{phrases.plural(self.context, 'unchanged clause')} shown around each change."


def selection_words(wanted: Selection) -> str:
    """A filter in words: ``amended, by e3, substance``."""
    told = [str(kind) for kind in sorted(wanted.kinds)]
    if wanted.party:
        told.append(f"by {wanted.party}")
    if wanted.substance:
        told.append("substance")
    if wanted.text:
        told.append(f"“{wanted.text}”")
    return ", ".join(told)


def following(places: Sequence[int], current: int | None, step: int) -> int | None:
    """The place after (`step` 1) or before (-1) the current one; None at the end."""
    if current is None:
        return places[0] if places else None
    if step > 0:
        return next((at for at in places if at > current), None)
    return next((at for at in reversed(places) if at < current), None)


def following_round(places: Sequence[int], current: int | None, step: int = 1) -> int | None:
    """The same, going round at the end; None where there is no other place to go."""
    if (found := following(places, current, step)) is not None:
        return found
    if not places:
        return None
    return places[0] if step > 0 else places[-1]
