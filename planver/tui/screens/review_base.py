"""The panes of the review and what they show; the commands stand in modules of their own."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from planver.model.change import ClauseChange, DraftDiff
from planver.render import phrases
from planver.render.visible import one_line
from planver.tui.arrangement import NARROW, WIDE, Arrangement, Pane
from planver.tui.bindings import bindings
from planver.tui.commands import Where
from planver.tui.loading import Asked, Comparison, load_comparison
from planver.tui.messages import Compared, Failed
from planver.tui.reading import Reading
from planver.tui.reviewed import Reviewed
from planver.tui.screens.base import Movable, PlanScreen
from planver.tui.widgets.columns import ColumnTitles
from planver.tui.widgets.contents import Contents
from planver.tui.widgets.lines import Heading, KeyLine, StatusLine
from planver.tui.widgets.provenance import ProvenanceView
from planver.tui.widgets.redline import RedlineView
from planver.tui.widgets.rows import RowsView
from planver.tui.widgets.search import SearchLine


class ReviewBase(PlanScreen[None]):
    """A comparison of two drafts on the screen."""

    where = Where.REVIEW
    AUTO_FOCUS = "#redline"
    BINDINGS = bindings(Where.REVIEW)

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked
        self.comparison: Comparison | None = None
        self.reading: Reading | None = None
        self.marks: Reviewed | None = None
        self.reviewed: set[int] = set()  # places of changes with a mark
        self.arrangement = Arrangement()
        self._announcement = ""

    def compose(self) -> ComposeResult:
        """Heading, panes, where one is, keys."""
        yield Heading(id="heading")
        yield Static("", markup=False, id="relation")
        with Horizontal(id="panes"):
            with Vertical(id="contents"):
                yield Contents(self.is_reviewed)
                yield Static("", markup=False, id="no-contents")
            with Vertical(id="middle"):
                yield ColumnTitles(id="columns")
                yield RedlineView(self.is_reviewed, id="redline")
            yield ProvenanceView(id="provenance")
        yield StatusLine(id="status")
        yield SearchLine(id="search")
        yield self.key_line()

    def on_mount(self) -> None:
        """Compare what was asked for."""
        self.query_one(ColumnTitles).display = False
        self.query_one("#no-contents").display = False
        self.query_one("#relation").display = False
        self.compare(self.asked)

    # The parts.

    @property
    def redline(self) -> RedlineView:
        """The redline."""
        return self.query_one(RedlineView)

    @property
    def contents(self) -> Contents:
        """The contents."""
        return self.query_one(Contents)

    def pane(self) -> Movable:
        """The pane one is in."""
        panes: dict[Pane, Movable] = {
            Pane.CONTENTS: self.contents,
            Pane.REDLINE: self.redline,
            Pane.PROVENANCE: self.query_one(ProvenanceView),
        }
        return panes[self.arrangement.active]

    def is_reviewed(self, place: int) -> bool:
        """Whether the reader has marked the change at a place."""
        return place in self.reviewed

    @property
    def current(self) -> int | None:
        """The place of the change one is at."""
        return self.redline.current if self.reading is not None else None

    @property
    def change(self) -> ClauseChange | None:
        """The change one is at."""
        place = self.current
        return None if place is None or self.reading is None else self.reading.diff.changes[place]

    # Comparing.

    def compare(self, asked: Asked) -> None:
        """Compare two drafts, in a thread."""
        self.asked = asked
        folder, plan = self.review_app.folder, self.review_app.plan
        names = f"{asked.before} with {asked.after}" if asked.before else asked.after
        self.read(
            f"Comparing {names}",
            lambda told: Compared(load_comparison(folder, plan, asked, told)),
        )

    def announce(self, text: str) -> None:
        """Say something when the comparison asked for is on the screen."""
        self._announcement = text

    def still_reading(self, told: str) -> None:
        """The first comparison has the whole pane to say so."""
        super().still_reading(told)
        if self.reading is None:
            self.redline.show_notice(told)

    def on_compared(self, event: Compared) -> None:
        """Show the comparison; on another one of the same clauses, stay at the clause."""
        self.comparison = event.comparison
        diff = event.comparison.diff
        self.finished_reading(event.comparison.watched)
        here, drafts = self.change, _drafts(self.reading)
        self.marks = self.review_app.reviewed(diff.after.draft.plan)
        self.reviewed = self.marks.places(diff)
        self.reading = self.reading.compared_anew(diff) if self.reading else Reading.of(diff)
        self.redline.current = _place_of(here, diff, self.reading.shown)
        self._describe(diff)
        self.show_reading()
        if drafts != _drafts(self.reading) and self.arrangement.active is not Pane.REDLINE:
            self.show_panes(self.arrangement.at(Pane.REDLINE))
        notices = [self.marks.notice, *self.review_app.key_table.problems, self._announcement]
        self._announcement = ""
        if told := next(filter(None, notices), ""):
            self.status.say(told)

    def on_failed(self, event: Failed) -> None:
        """Say it; a wrong name on the command line goes back to the command line."""
        self.finished_reading(None)
        if self.reading is None and self.opened_first:
            self.review_app.refuse(event.error)
        elif self.reading is None:
            self.redline.show_notice(f"{event.error.message}\n{event.error.hint}")
        else:
            self.status.say(f"{event.error.message} {event.error.hint}")

    def _describe(self, diff: DraftDiff) -> None:
        draft = diff.after.draft
        title = draft.plan_title or draft.plan
        before, after = (
            " ".join(part for part in (side.draft.id, side.draft.date) if part)
            for side in (diff.before, diff.after)
        )
        self.query_one(Heading).show(
            f"{title}: {phrases.tabled(diff.before)} -> {phrases.tabled(diff.after)}",
            f"{before} -> {after}: {title}",
            f"{before} -> {after}",
            f"{diff.before.draft.id} -> {diff.after.draft.id}",
        )
        relation = phrases.relation(diff)
        line = self.query_one("#relation", Static)
        line.display = relation is not None
        line.update(Content(one_line(relation or "")))
        self.query_one(ColumnTitles).show(diff)
        self.contents.display = diff.comparable
        absent = self.query_one("#no-contents", Static)
        absent.display = not diff.comparable
        sides = (diff.before.draft, diff.after.draft)
        names = phrases.listed([draft.id for draft in sides if not draft.published] or [""])
        absent.update(
            Content(one_line(f"No contents: the wording of {names} was never published."))
        )

    # Showing.

    def show_reading(self) -> None:
        """Draw the reading as it is now."""
        reading = self.reading
        if reading is None:
            return
        self.redline.show(reading)
        self.contents.show(reading)
        self.show_place()

    def show_place(self, before: float | None = None) -> None:
        """Bring contents, provenance and the status line to the change one is at.

        What was said before that, or before the moment given, is out of date.
        """
        if self.reading is None:
            return
        self.status.quiet(before)
        place = self.current
        if place is not None:
            self.contents.go_to(place)
        self.query_one(ProvenanceView).show(self.reading.diff, self.change)
        self.status.show(self._position(self.size.width))

    def _position(self, width: int) -> str:
        reading, change = self.reading, self.change
        assert reading is not None  # noqa: S101 - shown only while there is a reading
        if not reading.diff.comparable:
            return "What changed between these drafts is not known."
        told = [f"{len(reading.shown)} changes"]
        if change is not None and self.current in reading.shown:
            at = reading.shown.index(self.current) + 1
            told = [f"Change {at} of {len(reading.shown)}: {phrases.title(change).lower()}"]
        elif change is not None:
            told = [f"{phrases.title(change)}: {phrases.what_happened(change)}"]
        done = sum(1 for at in reading.shown if at in self.reviewed)
        told.append(f"{done} reviewed")
        if reading.needle:
            found = phrases.plural(len(reading.hits), "clause")
            told.append(f"“{reading.needle}” in {found}")
        if not self.arrangement.covering(width):
            told += reading.options(in_columns=self.redline.in_columns)
        else:
            told.append(f"{self.keys_back('back', 'clear')}: back to the redline")
        return " | ".join(told)

    def on_redline_view_laid_out(self) -> None:
        """Two columns came or went with the width."""
        reading = self.reading
        if reading is not None:
            columns = self.redline.in_columns and reading.diff.comparable
            self.query_one(ColumnTitles).display = columns
            self.status.show(self._position(self.size.width))

    def on_rows_view_moved(self, event: RowsView.Moved) -> None:
        """The redline went to another change."""
        if event.view is self.redline:
            self.show_place(before=event.at)

    def on_contents_chosen(self, event: Contents.Chosen) -> None:
        """The reader went to a clause in the contents."""
        if self.reading is None:
            return
        if event.place in self.redline.places or event.place in self.reading.drawn:
            self.redline.go_to(event.place)

    # Panes.

    def on_resize(self, event: events.Resize) -> None:
        """Another width has room for other panes."""
        self.show_panes(self.arrangement.fitted(event.size.width), event.size.width)

    def show_panes(self, arrangement: Arrangement, width: int | None = None) -> None:
        """Show the panes of an arrangement and go to its active one."""
        wide = self.size.width if width is None else width
        self.arrangement = arrangement
        self.set_class(wide < NARROW, "narrow")
        self.set_class(wide >= WIDE, "wide")
        visible = arrangement.visible(wide)
        for pane, name in (
            (Pane.CONTENTS, "#contents"),
            (Pane.REDLINE, "#middle"),
            (Pane.PROVENANCE, "#provenance"),
        ):
            self.query_one(name).display = pane in visible
        if width is None:
            self.status.quiet()
        leaving = self.opened_first and Pane.REDLINE in visible
        self.query_one(KeyLine).show_back("leave" if leaving else "back")
        if self.reading is not None:
            self.status.show(self._position(wide))
        if not self.query_one(SearchLine).has_class("asking"):
            self.focus_pane()

    def focus_pane(self) -> None:
        """Give the keys to the active pane."""
        panes: dict[Pane, Widget] = {
            Pane.CONTENTS: self.contents,
            Pane.REDLINE: self.redline,
            Pane.PROVENANCE: self.query_one(ProvenanceView),
        }
        panes[self.arrangement.active].focus(scroll_visible=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click goes to a pane too."""
        if isinstance(event.widget, Contents):
            self.arrangement = self.arrangement.at(Pane.CONTENTS)
        elif isinstance(event.widget, RedlineView):
            self.arrangement = self.arrangement.at(Pane.REDLINE)
        elif isinstance(event.widget, ProvenanceView):
            self.arrangement = self.arrangement.at(Pane.PROVENANCE)


def _drafts(reading: Reading | None) -> set[str]:
    """Which drafts are compared, whichever is before."""
    return {reading.diff.before.draft.id, reading.diff.after.draft.id} if reading else set()


def _place_of(change: ClauseChange | None, diff: DraftDiff, shown: tuple[int, ...]) -> int | None:
    """Where the clause of a change of another comparison stands in this one; else the start."""
    if change is not None:
        ids = {entry.clause.id for entry in (*change.before, *change.after)} - {None}
        for at, other in enumerate(diff.changes):
            if ids & {entry.clause.id for entry in (*other.after, *other.before)}:
                return at
    return shown[0] if shown else None
