"""``planver blame``."""

from pathlib import Path

import click

from planver.cli.console import Console
from planver.cli.options import complete_drafts, one_plan, writes
from planver.workflow.blame import blame
from planver.workflow.drafts import Drafts

FORMATS = ("terminal", "plain", "markdown", "json")


@click.command("blame")
@click.argument("draft", required=False, shell_complete=complete_drafts)
@click.option(
    "--point", metavar="ID|NUMBER", help="Only this point or clause: 6, 10.b, armed-forces."
)
@click.option(
    "--by",
    "unit",
    type=click.Choice(["word", "clause"]),
    default="word",
    show_default=True,
    help="Each run of words, or how many words of each clause came from where.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="How to write it; terminal on a terminal, plain in a pipe.",
)
@one_plan
@writes
def command(
    *,
    console: Console,
    draft: str | None,
    point: str | None,
    unit: str,
    form: str | None,
    plan: str | None,
) -> None:
    """Show who put each word of a draft there: in which draft, on what evidence.

    DRAFT is named as for `planver diff`; without it, the newest draft. Words are followed through
    all drafts it goes back to, also where they moved, were split off, or were taken out and put
    back. Where a draft in between was never published, more than one is named.
    """
    with console.working("Tracing the words"), Drafts(Path(), plan) as drafts:
        found = blame(drafts, draft, point)
    for notice in drafts.notices:
        console.say(notice)
    by_clause = unit == "clause"
    if form == "json":
        from planver.render.blame_data import blame_json

        console.out(blame_json(found))
    elif form == "markdown":
        from planver.render.blame import markdown

        console.out(markdown(found, by_clause=by_clause))
    elif form == "plain" or (form is None and not console.styled):
        from planver.render.blame import plain

        console.out(plain(found, by_clause=by_clause))
    else:
        from planver.render.blame_rows import blame_rows

        console.out_rows(blame_rows(found, console.width, by_clause=by_clause))
