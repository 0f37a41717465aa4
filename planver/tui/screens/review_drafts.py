"""Going to other drafts: choosing, swapping, stepping along the history, reading again."""

from planver.tui.loading import Asked, Overview, asked_for, load_overview
from planver.tui.messages import Listed
from planver.tui.screens.drafts import DraftsScreen
from planver.tui.screens.review_base import ReviewBase
from planver.workflow.lineage import stepped_over, steps


class DraftCommands(ReviewBase):
    """Commands that compare something else."""

    _waiting_step = 0  # a step that waits for the drafts to be read

    def action_drafts(self) -> None:
        """Choose among all drafts."""
        current = self.comparison.diff.after if self.comparison else None
        self.app.push_screen(DraftsScreen(chooser=True, current=current), self._chosen)

    def _chosen(self, asked: Asked | None) -> None:
        if asked is not None:
            self.compare(asked)

    def action_swap(self) -> None:
        """Before becomes after, and after before."""
        if self.comparison is None:
            return
        asked, diff = self.asked, self.comparison.diff
        if asked.before is None:
            self.compare(asked_for(diff.after, diff.before))
            return
        exact = asked.exact and (asked.exact[1], asked.exact[0])
        self.compare(Asked(before=asked.after, after=asked.before, exact=exact))

    def action_reload(self) -> None:
        """Read both drafts again."""
        self.review_app.overview = None
        self.compare(self.asked)

    def action_next_draft(self) -> None:
        """The next draft of the history against its base."""
        self._step(1)

    def action_previous_draft(self) -> None:
        """The draft before it against its base."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.comparison is None:
            return
        if (overview := self.review_app.overview) is not None:
            self._step_in(overview, by)
            return
        self._waiting_step = by
        folder, plan = self.review_app.folder, self.review_app.plan
        self.read("Reading the drafts", lambda told: Listed(load_overview(folder, plan, told)))

    def on_listed(self, event: Listed) -> None:
        """The drafts are known: take the step that waited for them."""
        self.finished_reading(None)
        self.review_app.overview = event.overview
        self._step_in(event.overview, self._waiting_step)

    def _step_in(self, overview: Overview, by: int) -> None:
        assert self.comparison is not None  # noqa: S101 - steps are taken from a comparison
        plan, here = self.comparison.diff.after.draft.plan, self.comparison.diff.after.draft.id
        nodes = tuple(node for node in overview.nodes if node.entry.draft.plan == plan)
        order = [node.entry.draft.id for node in nodes]
        at = order.index(here) if here in order else -1 if by > 0 else len(order)
        pairs = [pair for pair in steps(nodes) if (order.index(pair[1].draft.id) - at) * by > 0]
        if not pairs:
            side = "after" if by > 0 else "before"
            self.status.say(f"No draft {side} {here} is based on another one.")
            return
        before, after = pairs[0] if by > 0 else pairs[-1]
        self.compare(asked_for(before, after))
        told = f"{after.draft.id}, compared with {before.draft.id}"
        if gaps := stepped_over(nodes, before, after):
            told += f" ({', '.join(gaps)} between: never published)"
        self.announce(f"{told}.")
