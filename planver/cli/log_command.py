"""``planver log``."""

import click

from planver.cli.console import Console
from planver.cli.options import one_plan, reading, writes
from planver.workflow.history import changed_drafts, draft_graph
from planver.workflow.selection import Selection


@click.command("log")
@click.option(
    "--by", "party", metavar="PARTY", help="Only drafts in which this party changed something."
)
@click.option(
    "--point",
    metavar="ID|NUMBER",
    help="Only drafts in which this point or clause changed: 6, 10.b, armed-forces.",
)
@one_plan
@writes
def command(*, console: Console, party: str | None, point: str | None, plan: str | None) -> None:
    """Show the drafts of a plan, oldest first: who tabled them, when, and how much changed.

    Covers every branch of the repository, or the plan files of a folder without git. With --by and
    --point, only what that party changed, and what changed of that point, is counted.
    """
    from planver.render.overview import changed_overview, overview

    wanted = Selection(party=party, point=point)
    with reading(console, "Reading the history", plan) as drafts:
        if wanted.empty:
            drawn = [overview(nodes) for nodes in draft_graph(drafts).values()]
        else:
            drawn = [changed_overview(found) for found in changed_drafts(drafts, wanted).values()]
    rows = [row for plan_rows in drawn for row in (*plan_rows, ())]
    console.out_rows(rows[:-1])
