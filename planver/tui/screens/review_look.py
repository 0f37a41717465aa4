"""What is shown of a comparison, and how."""

from planver.render.redline import View
from planver.tui.reading import VIEW_NAMES, Reading
from planver.tui.screens.filter import FilterScreen
from planver.tui.screens.review_base import ReviewBase
from planver.workflow.selection import Selection


class LookCommands(ReviewBase):
    """Commands that change what is shown."""

    def _show(self, reading: Reading, told: str = "") -> None:
        self.reading = reading
        self.show_reading()
        if told:
            self.status.say(told)

    def action_side_by_side(self) -> None:
        """Two columns, or one text."""
        if self.reading is not None:
            self._show(self.reading.columns())

    def action_marked_up(self) -> None:
        """Struck and underlined words."""
        self._view(View.MARKED)

    def action_clean_after(self) -> None:
        """Only the wording after."""
        self._view(View.AFTER)

    def action_clean_before(self) -> None:
        """Only the wording before."""
        self._view(View.BEFORE)

    def _view(self, view: View) -> None:
        if self.reading is not None:
            self._show(self.reading.viewed(view), f"View: {VIEW_NAMES[view]}.")

    def action_more_context(self) -> None:
        """More unchanged clauses."""
        self._more_context(1)

    def action_less_context(self) -> None:
        """Fewer unchanged clauses."""
        self._more_context(-1)

    def _more_context(self, step: int) -> None:
        if self.reading is not None:
            reading = self.reading.with_context(step)
            self._show(reading, reading.context_words())

    def action_cosmetic(self) -> None:
        """Show or fold what is cosmetic only."""
        if self.reading is not None and self.reading.diff.comparable:
            reading = self.reading.with_cosmetic()
            self._show(reading, reading.cosmetic_words())

    def action_filter(self) -> None:
        """Ask which changes to show."""
        if self.reading is not None and self.reading.diff.comparable:
            self.app.push_screen(
                FilterScreen(self.reading.diff, self.reading.wanted), self._filtered
            )

    def _filtered(self, wanted: Selection | None) -> None:
        if wanted is not None and self.reading is not None:
            self._show(self.reading.filtered(wanted))

    def action_provenance(self) -> None:
        """Show or put away who proposed the change."""
        self.show_panes(self.arrangement.toggled(self.size.width))
