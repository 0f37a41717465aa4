"""``planver figures``."""

import click

from planver.cli.concordance_command import FORMATS
from planver.cli.console import Console
from planver.cli.options import complete_drafts, form_among, one_plan, one_point, reading, writes
from planver.workflow.figures import figures_of


@click.command("figures")
@click.argument("names", nargs=-1, metavar="[DRAFT...]", shell_complete=complete_drafts)
@form_among(FORMATS)
@one_point
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
    with reading(console, "Comparing", plan) as drafts:
        found = figures_of(drafts, names, point=point)
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
