"""``planver log``."""

from collections.abc import Mapping, Sequence

import click

from planver.cli.console import Console
from planver.cli.options import one_plan, reading, writes
from planver.model.change import Node
from planver.model.signature import Judgement
from planver.workflow.drafts import Drafts
from planver.workflow.history import changed_drafts, draft_graph
from planver.workflow.rivals import note_rivals
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
@click.option(
    "--signatures",
    "signed",
    is_flag=True,
    help="Check the signature on each draft's revision, and say whose it is.",
)
@one_plan
@writes
def command(
    *, console: Console, party: str | None, point: str | None, signed: bool, plan: str | None
) -> None:
    """Show the drafts of a plan, oldest first: who tabled them, when, and how much changed.

    Covers every branch of the repository, or the plan files of a folder without git. With --by and
    --point, only what that party changed, and what changed of that point, is counted.
    """
    from planver.render.overview import changed_overview, overview

    wanted = Selection(party=party, point=point)
    width = console.width if console.styled else None
    with reading(console, "Reading the history", plan) as drafts:
        note_rivals(drafts)
        if wanted.empty:
            graphs = draft_graph(drafts)
            told = {name: _told(drafts, nodes, signed) for name, nodes in graphs.items()}
            drawn = [overview(nodes, told[name], width) for name, nodes in graphs.items()]
        else:
            changed = changed_drafts(drafts, wanted)
            told = {name: _told(drafts, found.nodes, signed) for name, found in changed.items()}
            drawn = [changed_overview(found, told[name], width) for name, found in changed.items()]
    rows = [row for plan_rows in drawn for row in (*plan_rows, ())]
    console.out_rows(rows[:-1])


def _told(drafts: Drafts, nodes: Sequence[Node], signed: bool) -> Mapping[str, Judgement] | None:
    """What the signature on each draft says; None where nobody asked."""
    if not signed:
        return None
    from planver.workflow.signed import signatures

    return signatures(drafts, [node.entry for node in nodes])
