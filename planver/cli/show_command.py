"""``planver show``."""

from pathlib import Path

import click

from planver.cli.console import Console
from planver.cli.options import complete_drafts, one_plan, writes
from planver.workflow.drafts import Drafts


@click.command("show")
@click.argument("draft", shell_complete=complete_drafts)
@click.argument("clause", required=False)
@one_plan
@writes
def command(*, console: Console, draft: str, clause: str | None, plan: str | None) -> None:
    """Read a draft, or one clause of it with its parts.

    CLAUSE is a number such as 6 or 10.b, or an id such as armed-forces.
    """
    from planver.render.reading import reading

    with Drafts(Path(), plan) as drafts:
        entry = drafts.entry(draft)
    console.out_rows(reading(entry, clause, console.width if console.styled else None))
