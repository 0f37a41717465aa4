"""Which panes of the review stand beside each other at a width."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

# Below NARROW one pane at a time; from WIDE on, all three fit beside a readable redline.
NARROW, WIDE = 100, 140


class Pane(StrEnum):
    """The panes from left to right."""

    CONTENTS = "contents"
    REDLINE = "redline"
    PROVENANCE = "provenance"


class Arrangement(Struct, frozen=True, kw_only=True):
    """Where the reader is, and whether the provenance pane was asked for or put away."""

    active: Pane = Pane.REDLINE
    provenance_beside: bool = False
    provenance_away: bool = False

    def visible(self, width: int) -> tuple[Pane, ...]:
        """The panes to show at a width, from left to right."""
        if width < NARROW:
            return (self.active,)
        if width < WIDE:
            other = Pane.PROVENANCE if self.provenance_beside else Pane.CONTENTS
            return tuple(pane for pane in Pane if pane in (Pane.REDLINE, other))
        return tuple(pane for pane in Pane if pane != Pane.PROVENANCE or not self.provenance_away)

    def covering(self, width: int) -> bool:
        """Whether another pane stands where the redline was."""
        return Pane.REDLINE not in self.visible(width)

    def moved(self, width: int, step: int) -> "Arrangement":
        """Go to the pane beside, round and round."""
        panes = tuple(Pane) if width < NARROW else self.visible(width)
        at = panes.index(self.active) if self.active in panes else 0
        return replace(self, active=panes[(at + step) % len(panes)])

    def toggled(self, width: int) -> "Arrangement":
        """Show or put away the provenance pane."""
        if width < NARROW:
            other = Pane.REDLINE if self.active is Pane.PROVENANCE else Pane.PROVENANCE
            return replace(self, active=other)
        if width < WIDE:
            changed = replace(self, provenance_beside=not self.provenance_beside)
        else:
            changed = replace(self, provenance_away=not self.provenance_away)
        gone = self.active not in changed.visible(width)
        return replace(changed, active=Pane.REDLINE) if gone else changed

    def at(self, pane: Pane) -> "Arrangement":
        """The same, in another pane."""
        return replace(self, active=pane)

    def fitted(self, width: int) -> "Arrangement":
        """The same at another width: the active pane is one that can be seen."""
        return self if self.active in self.visible(width) else replace(self, active=Pane.REDLINE)
