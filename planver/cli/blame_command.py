"""``planver blame``."""

import click

from planver.cli.console import Console
from planver.cli.options import complete_drafts, form_among, one_plan, one_point, reading, writes
from planver.workflow.blame import blame

FORMATS = ("terminal", "plain", "markdown", "json")


@click.command("blame")
@click.argument("draft", required=False, shell_complete=complete_drafts)
@one_point
@click.option(
    "--by",
    "unit",
    type=click.Choice(["word", "clause"]),
    default="word",
    show_default=True,
    help="Each run of words, or how many words of each clause came from where.",
)
@form_among(FORMATS)
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
    with reading(console, "Tracing the words", plan) as drafts:
        found = blame(drafts, draft, point)
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
