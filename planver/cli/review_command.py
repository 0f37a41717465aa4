"""``planver review``."""

import sys
from pathlib import Path

import click

from planver.cli.console import Console
from planver.cli.options import one_plan, reading, writes
from planver.errors import PlanverError
from planver.model.change import DraftDiff
from planver.workflow.compare import compare_drafts, compare_entries
from planver.workflow.drafts import Drafts


@click.command("review")
@click.argument("drafts", nargs=-1, metavar="[BEFORE AFTER]")
@click.option(
    "--plain", is_flag=True, help="Linear text instead of a screen: for pipes and screen readers."
)
@one_plan
@writes
def command(*, console: Console, drafts: tuple[str, ...], plain: bool, plan: str | None) -> int:
    """Review what changed between two drafts, on a full screen.

    Without drafts it shows them all, to choose two. With one, that draft is compared with the one
    it is based on. Without a terminal the review is written as linear text; then the newest draft
    is compared where none is named.
    """
    if len(drafts) > 2:
        raise PlanverError(
            "A review compares two drafts.", "Name the one before, then the one after."
        )
    before, after = drafts if len(drafts) == 2 else (None, drafts[0] if drafts else None)
    if not plain and console.is_terminal and sys.stdin.isatty():
        from planver.tui.start import run

        return run(Path(), plan, before, after)
    from planver.render.plain import plain as linear
    from planver.workflow.selection import Selection, select

    with reading(console, "Comparing", plan) as known:
        diff = _compared(known, before, after)
    console.out(linear(diff, select(diff, Selection())))
    return 0


def _compared(drafts: Drafts, before: str | None, after: str | None) -> DraftDiff:
    """The drafts named; otherwise what `planver.workflow.lineage` would compare."""
    if before is not None and after is not None:
        return compare_drafts(drafts, before, after)
    from planver.workflow.history import draft_graph
    from planver.workflow.lineage import base_of, newest_comparable

    if after is not None:
        entry = drafts.entry(after)
        return compare_entries(drafts, base_of(drafts, entry, after), entry)
    nodes = [node for plan in draft_graph(drafts).values() for node in plan]
    nodes.sort(key=lambda node: node.entry.draft.date or "")
    pair = newest_comparable(nodes)
    if pair is None:
        raise PlanverError(
            "No draft here is based on another one whose wording is known.",
            "Name two drafts; `planver log` lists them.",
        )
    return compare_entries(drafts, *pair)
