"""Going from change to change, marking them as reviewed, and searching."""

from planver.errors import PlanverError
from planver.render import phrases
from planver.tui.arrangement import Pane
from planver.tui.reading import following, following_round
from planver.tui.screens.review_base import ReviewBase
from planver.tui.widgets.search import SearchLine
from planver.workflow.selection import Selection


class WalkCommands(ReviewBase):
    """Commands that go somewhere."""

    def _go(self, place: int | None, otherwise: str) -> None:
        if place is None:
            self.status.say(otherwise)
        else:
            self.redline.go_to(place)

    def action_next_change(self) -> None:
        """The next change."""
        if self.reading is not None:
            self._go(following(self.reading.shown, self.current, 1), "This is the last change.")

    def action_previous_change(self) -> None:
        """The change before."""
        if self.reading is not None:
            self._go(following(self.reading.shown, self.current, -1), "This is the first change.")

    def action_next_unreviewed(self) -> None:
        """The next change without a mark, going round."""
        if self.reading is None:
            return
        waiting = [at for at in self.reading.shown if at not in self.reviewed]
        otherwise = "All changes shown are reviewed." if self.reading.shown else "No changes."
        self._go(following_round(waiting, self.current), otherwise)

    def action_reviewed(self) -> None:
        """Mark the change and go on; on a marked one, take the mark away."""
        change, place = self.change, self.current
        if change is None or place is None or self.reading is None or self.marks is None:
            return
        if not change.notable:
            self.status.say("This clause did not change: there is nothing to mark.")
            return
        try:
            marked = self.marks.toggle(change)
        except PlanverError as error:
            self.status.say(f"{error.message} {error.hint}")
            return
        self.reviewed ^= {place}
        self.contents.recount(place)
        self.redline.refresh()
        self.show_place()
        if not marked:
            self.status.say(f"{phrases.title(change)} is no longer marked as reviewed.")
            return
        self._go(following(self.reading.shown, place, 1), self._at_the_end())

    def _at_the_end(self) -> str:
        assert self.reading is not None  # noqa: S101 - asked only while a reading is shown
        left = sum(1 for at in self.reading.shown if at not in self.reviewed)
        if not left:
            return "All changes shown are reviewed."
        key = self.review_app.key_table.first("next-unreviewed")
        return f"This was the last change; {left} not reviewed yet, {key} goes there."

    # Searching.

    def action_search(self) -> None:
        """Ask for words."""
        if self.reading is not None and self.reading.diff.comparable:
            self.query_one(SearchLine).ask(self.reading.needle)

    def on_search_line_asked(self, event: SearchLine.Asked) -> None:
        """Look for them, and go to the first clause from here on."""
        self.focus_pane()
        if event.words is None or self.reading is None:
            return
        place = self.current
        self.reading = self.reading.searched(event.words)
        self.show_reading()
        if not self.reading.hits:
            if self.reading.needle:
                self.status.say(f"No clause of either draft has “{event.words}”.")
            return
        if place not in self.reading.hits:
            place = following_round(self.reading.hits, place)
        self._to_redline()
        self._go(place, "")

    def action_next_hit(self) -> None:
        """The next clause found; before any search, ask for words."""
        self._hit(1)

    def action_previous_hit(self) -> None:
        """The clause found before."""
        self._hit(-1)

    def _hit(self, step: int) -> None:
        if self.reading is None or not self.reading.needle:
            self.action_search()
            return
        found = following_round(self.reading.hits, self.current, step)
        self._go(found, f"No clause of either draft has “{self.reading.needle}”.")

    def action_clear(self) -> None:
        """Back to the redline; else forget the search; without one, the filter."""
        if self.arrangement.covering(self.size.width):
            self._to_redline()
            return
        if self.reading is None:
            return
        if self.reading.needle:
            self.reading, told = self.reading.searched(""), "The search is forgotten."
        elif not self.reading.wanted.empty:
            self.reading = self.reading.filtered(Selection())
            told = "The filter is off: all changes are shown."
        else:
            where = "leaves planver" if self.opened_first else "goes back to the drafts"
            self.status.say(f"{self.keys_back('back')} {where}.")
            return
        self.show_reading()
        self.status.say(told)

    # Panes.

    def action_next_pane(self) -> None:
        """The pane at the right."""
        self.show_panes(self.arrangement.moved(self.size.width, 1))

    def action_previous_pane(self) -> None:
        """The pane at the left."""
        self.show_panes(self.arrangement.moved(self.size.width, -1))

    def action_read(self) -> None:
        """From the contents to the redline."""
        self._to_redline()

    def _to_redline(self) -> None:
        if self.arrangement.active is not Pane.REDLINE:
            self.show_panes(self.arrangement.at(Pane.REDLINE))

    def action_open_point(self) -> None:
        """List the parts of a point."""
        if self.arrangement.active is Pane.CONTENTS:
            self.contents.open_point(opened=True)

    def action_close_point(self) -> None:
        """List only the point."""
        if self.arrangement.active is Pane.CONTENTS:
            self.contents.open_point(opened=False)

    def action_back(self) -> None:
        """To the redline, to the drafts one came from, or out."""
        if self.arrangement.covering(self.size.width):
            self._to_redline()
        elif self.opened_first:
            self.app.exit()
        else:
            self.dismiss(None)
