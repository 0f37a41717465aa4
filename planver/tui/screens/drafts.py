"""The drafts of each plan as a graph; two of them are chosen here to be compared."""

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult

from planver.model.change import Node
from planver.model.history import Entry
from planver.render.graph import graph
from planver.render.layout import Line, Role, Span, wrap
from planver.render.overview import node_lines
from planver.render.redline import Row
from planver.render.visible import one_line
from planver.tui.bindings import bindings
from planver.tui.commands import Where
from planver.tui.loading import Asked, Overview, asked_for, load_overview, load_verdicts
from planver.tui.messages import Checked, Failed, Listed
from planver.tui.screens.base import Movable, PlanScreen
from planver.tui.widgets.lines import Heading, StatusLine
from planver.tui.widgets.rows import RowsView, title_row
from planver.workflow.lineage import base_for, stepped_over


class DraftList(RowsView):
    """Some lines per draft: what it is, its wording, its changes against its base, the check."""

    steps_by_block = True

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        super().__init__(id=id)
        self.overview: Overview | None = None
        self.verdicts: Sequence[str] = ()
        self.notice = ""
        self.before: int | None = None
        self.after: int | None = None

    def tick(self, place: int) -> str:
        """Which side the draft is marked for."""
        marks = {self.before: "B", self.after: "A"}
        return marks.get(place, " ")

    def rows_for(self, width: int) -> Iterator[Row]:
        """The graph of every plan; before there is one, a sentence."""
        if self.overview is None:
            yield from (Row(line) for line in wrap([Span(self.notice, Role.NOTE)], width))
            return
        first = 0
        for nodes in self.overview.plans:
            draft = nodes[-1].entry.draft
            yield title_row(one_line(draft.plan_title or draft.plan))
            yield Row(())
            yield from self._plan_rows(nodes, first, width)
            yield Row(())
            first += len(nodes)
        for refused in self.overview.unreadable:
            yield from (
                Row(line) for line in wrap([Span(one_line(f"! {refused}"), Role.FLAG)], width)
            )

    def _plan_rows(self, nodes: Sequence[Node], first: int, width: int) -> Iterator[Row]:
        lanes = graph([(node.entry.draft.id, node.bases) for node in nodes])
        wide = max(len(row.lanes) for row in lanes) + 2
        at: int | None = None
        for row in lanes:
            if row.node is not None:
                at = first + row.node
                lines = self._lines(nodes, row.node, at, width - wide)
                yield Row((Span(f"{row.lanes:<{wide}}", Role.SIGN), *lines[0]), at)
                rest = lines[1:]
            elif at is not None:  # the row below a draft, for as many lines as there are
                for line in rest:
                    yield Row((Span(f"{row.lanes:<{wide}}", Role.SIGN), *line), at)
                at = None
            else:
                yield Row((Span(row.lanes, Role.SIGN),))

    def _lines(self, nodes: Sequence[Node], place: int, at: int, width: int) -> list[Line]:
        head, details = node_lines(nodes[place], nodes)
        draft = nodes[place].entry.draft
        told = [span.text for span in details[1:]]
        told += [f"wording: {draft.wording}"] if draft.published else []
        told += [f"check: {self.verdicts[at]}"] if at < len(self.verdicts) else []
        name = [Span(f"{one_line(draft.title)}: ", Role.TITLE)] if draft.title else []
        lines = wrap([*name, Span(one_line("; ".join(told)), Role.NOTE)], max(width - 2, 20))
        return [*wrap(head, max(width, 20)), *((Span("  "), *line) for line in lines)]


class DraftsScreen(PlanScreen[Asked | None]):
    """The drafts. As a `chooser` it hands the choice back; otherwise it opens the review."""

    where = Where.DRAFTS
    BINDINGS = bindings(Where.DRAFTS)

    def __init__(self, *, chooser: bool = False, current: Entry | None = None) -> None:
        super().__init__()
        self._chooser = chooser
        self._current = current

    def compose(self) -> ComposeResult:
        """Heading, drafts, where one is, keys."""
        yield Heading(id="heading")
        yield DraftList(id="drafts")
        yield StatusLine(id="status")
        yield self.key_line()

    def on_mount(self) -> None:
        """Show the drafts that were read before, or read them."""
        self.query_one(Heading).show("Drafts: choose which to compare", "Drafts")
        if (overview := self.review_app.overview) is not None:
            self.on_listed(Listed(overview))
        else:
            self.action_reload()

    def pane(self) -> Movable:
        """The list."""
        return self._list

    @property
    def _list(self) -> DraftList:
        return self.query_one(DraftList)

    def action_reload(self) -> None:
        """Read the drafts."""
        folder, plan = self.review_app.folder, self.review_app.plan
        self.read("Reading the drafts", lambda told: Listed(load_overview(folder, plan, told)))

    def on_listed(self, event: Listed) -> None:
        """Draw the graph; then have every draft checked."""
        overview = event.overview
        self.review_app.overview = overview
        self.finished_reading(overview.watched)
        listed = self._list
        listed.overview = overview
        listed.current = self._start_at(overview)
        listed.before = listed.after = None
        listed.reflow()
        self._describe()
        entries = tuple(node.entry for node in overview.nodes)
        folder, plan = self.review_app.folder, self.review_app.plan
        self.run_worker(
            lambda: self.post_message(Checked(load_verdicts(folder, plan, entries))),
            thread=True,
            exclusive=True,
            group="checking",
        )
        if problems := self.review_app.key_table.problems:
            self.status.say(problems[0])

    def _start_at(self, overview: Overview) -> int:
        entries = [node.entry for node in overview.nodes]
        return entries.index(self._current) if self._current in entries else len(entries) - 1

    def on_checked(self, event: Checked) -> None:
        """Add what the check says."""
        self._list.verdicts = event.verdicts
        self._list.reflow()

    def on_failed(self, event: Failed) -> None:
        """Say what went wrong where the drafts would stand."""
        self.finished_reading(None)
        self._list.overview = None
        self._list.notice = one_line(f"{event.error.message} {event.error.hint}")
        self._list.reflow()

    def on_rows_view_moved(self) -> None:
        """Say what Enter would do."""
        self._describe()

    # Choosing.

    @property
    def _all(self) -> tuple[Node, ...]:
        overview = self._list.overview
        return overview.nodes if overview else ()

    def _pair(self, after: int) -> tuple[Entry, Entry] | str:
        """The drafts Enter compares, or why there are none."""
        nodes, marked = self._all, self._list.before
        entry = nodes[after].entry
        if marked is not None and marked != after:
            before: Entry | None = nodes[marked].entry
        else:
            before = base_for(nodes, nodes[after])
        if before is None:
            key = self.review_app.key_table.first("mark-before")
            return f"{entry.draft.id} is based on no draft: press {key} on the one to compare with."
        if before.draft.plan != entry.draft.plan:
            return "These are drafts of two plans; compare drafts of one."
        return before, entry

    def _describe(self) -> None:
        place = self._list.current
        if place is None or place >= len(self._all):
            return
        pair = self._pair(place)
        if isinstance(pair, str):
            self._show_status(pair)
            return
        before, after = pair
        told = f"Enter compares {before.draft.id} with {after.draft.id}"
        if self._list.before is None and (gaps := stepped_over(self._all, before, after)):
            told += f" ({', '.join(gaps)} between: never published)"
        self._show_status(f"{told}.")

    def _show_status(self, told: str) -> None:
        if self._chooser:
            told += f" {self.keys_back('back', 'step-back')} goes back to the review."
        self.status.show(told)

    def action_compare(self) -> None:
        """Compare the draft under the cursor."""
        if self._list.current is not None and self._all:
            self._compare(self._list.current)

    def _compare(self, after: int) -> None:
        pair = self._pair(after)
        if isinstance(pair, str):
            self.status.say(pair)
            return
        self._list.before = self._list.after = None
        self._list.refresh()
        asked = asked_for(*pair)
        if self._chooser:
            self.dismiss(asked)
        else:
            from planver.tui.screens.review import ReviewScreen

            self.app.push_screen(ReviewScreen(asked))

    def action_mark_before(self) -> None:
        """Mark the draft as before, or take the mark away."""
        self._mark("before")

    def action_mark_after(self) -> None:
        """Mark the draft as after, or take the mark away."""
        self._mark("after")

    def _mark(self, side: str) -> None:
        listed = self._list
        place = listed.current
        if place is None or not self._all:
            return
        other = "after" if side == "before" else "before"
        if getattr(listed, other) == place:
            setattr(listed, other, None)
        setattr(listed, side, None if getattr(listed, side) == place else place)
        listed.refresh()
        self._describe()
        if listed.before is not None and listed.after is not None:
            self._compare(listed.after)

    def action_back(self) -> None:
        """Go back to the review, or leave."""
        if self._chooser:
            self.dismiss(None)
        else:
            self.app.exit()

    def action_step_back(self) -> None:
        """Go back to the review; from the first screen, say how to leave."""
        if self._chooser:
            self.dismiss(None)
        else:
            self.status.say(f"This is the first screen: {self.keys_back('back')} leaves planver.")
