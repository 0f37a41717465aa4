"""``planver log``."""

from pathlib import Path

import click

from planver.cli.console import Console
from planver.cli.options import one_plan, writes
from planver.workflow.drafts import Drafts
from planver.workflow.history import draft_graph


@click.command("log")
@one_plan
@writes
def command(*, console: Console, plan: str | None) -> None:
    """Show the drafts of a plan, oldest first: who tabled them, when, and how much changed.

    Covers every branch of the repository, or the plan files of a folder without git.
    """
    from planver.render.overview import overview

    with console.working("Reading the history"), Drafts(Path(), plan) as drafts:
        graph = draft_graph(drafts)
    rows = [row for nodes in graph.values() for row in (*overview(nodes), ())]
    console.out_rows(rows[:-1])
