"""``planver show``."""

import click

from planver.cli.console import Console
from planver.cli.options import complete_drafts, one_plan, reading, writes


@click.command("show")
@click.argument("draft", shell_complete=complete_drafts)
@click.argument("clause", required=False)
@one_plan
@writes
def command(*, console: Console, draft: str, clause: str | None, plan: str | None) -> None:
    """Read a draft, or one clause of it with its parts.

    CLAUSE is a number such as 6 or 10.b, or an id such as armed-forces.
    """
    from planver.render.reading import reading as rows_of

    with reading(console, "Reading", plan) as drafts:
        entry = drafts.entry(draft)
        drafts.note_limits_of(entry)
    console.out_rows(rows_of(entry, clause, console.width if console.styled else None))
