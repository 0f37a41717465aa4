"""``planver figures``."""

from pathlib import Path

import click

from planver.cli.concordance_command import FORMATS
from planver.cli.console import Console
from planver.cli.options import complete_drafts, one_plan, writes
from planver.workflow.drafts import Drafts
from planver.workflow.figures import figures_of


@click.command("figures")
@click.argument("names", nargs=-1, metavar="[DRAFT...]", shell_complete=complete_drafts)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="How to write it; terminal on a terminal, plain in a pipe.",
)
@click.option(
    "--point", metavar="ID|NUMBER", help="Only this point or clause: 6, 10.b, armed-forces."
)
@one_plan
@writes
def command(
    *,
    console: Console,
    names: tuple[str, ...],
    form: str | None,
    point: str | None,
    plan: str | None,
) -> None:
    """Show each figure and deadline over the drafts, and who moved it.

    Without names, over all drafts of the plan by date. — is not there, ? is not known. Nobody
    is named where a draft is not based on the other. Alternatives are told with their parties.
    """
    with console.working("Comparing"), Drafts(Path(), plan) as drafts:
        found = figures_of(drafts, names, point=point)
    for notice in drafts.notices:
        console.say(notice)
    if form in ("json", "csv"):
        from planver.render.figures_data import csv_text, figures_json

        console.out(figures_json(found) if form == "json" else csv_text(found))
        return
    from planver.render.concordance import markdown, plain
    from planver.render.figures import table

    told = table(found)
    if form == "markdown":
        console.out(markdown(told))
    elif form == "plain" or (form is None and not console.styled):
        console.out(plain(told))
    else:
        from planver.render.equivalences import equivalences
        from planver.render.figure_charts import charts

        console.out_rows([*equivalences(told, console.width), *charts(found, console.width)])
