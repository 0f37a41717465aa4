"""From the review to what is known of one clause over all drafts.

The screens about a clause are loaded when one is opened: opening the review is quicker for it.
"""

from typing import TYPE_CHECKING

from planver.tui.screens.review_base import ReviewBase

if TYPE_CHECKING:
    from planver.tui.screens.clause import ClauseScreen


class ClauseCommands(ReviewBase):
    """Commands that open a screen about the clause one is at."""

    def action_who(self) -> None:
        """Who put the words of the clause there."""
        from planver.tui.screens.clause import WhoScreen

        self._open(WhoScreen)

    def action_history(self) -> None:
        """The story of the clause through all drafts."""
        from planver.tui.screens.clause import HistoryScreen

        self._open(HistoryScreen)

    def _open(self, screen: "type[ClauseScreen]") -> None:
        from planver.tui.following import About

        if self.reading is None:
            return
        if self.change is None:
            self.status.say("There is no clause here that could be followed through the drafts.")
            return
        about = About(asked=self.asked, diff=self.reading.diff, change=self.change)
        self.app.push_screen(screen(about))
