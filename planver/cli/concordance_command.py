"""``planver concordance``."""

import click

from planver.cli.console import Console
from planver.cli.options import complete_drafts, form_among, one_plan, reading, writes
from planver.errors import PlanverError
from planver.workflow.compare import concord

FORMATS = ("terminal", "plain", "markdown", "csv", "json")


@click.command("concordance")
@click.argument("names", nargs=-1, metavar="DRAFT DRAFT...", shell_complete=complete_drafts)
@form_among(FORMATS)
@click.option("--points", "points_only", is_flag=True, help="Only rows in which a point stands.")
@click.option("--reverse", is_flag=True, help="In the order of the last draft, not of the first.")
@click.option("--ignore-ids", is_flag=True, help="Pair clauses by their words alone.")
@one_plan
@writes
def command(
    *,
    console: Console,
    names: tuple[str, ...],
    form: str | None,
    points_only: bool,
    reverse: bool,
    ignore_ids: bool,
    plan: str | None,
) -> None:
    """Show where each clause stands in two drafts or more: a table of equivalences.

    One row for the clauses that answer each other, also where they were split or joined; — is
    not there. Drafts are named as for `planver diff`; name them in the order of time.
    """
    if len(names) < 2:
        raise PlanverError(
            "A concordance needs two drafts or more.",
            "Name them in the order of time: `planver concordance BEFORE AFTER`.",
        )
    with reading(console, "Comparing", plan) as drafts:
        found = concord(drafts, names, use_ids=not ignore_ids, reverse=reverse)
    from planver.render.concordance import markdown, plain, points, table

    shown = points(found) if points_only else found.rows
    if form == "json":
        from planver.render.concordance_data import concordance_json

        console.out(concordance_json(found, shown))
        return
    told = table(found, shown)
    if form == "csv":
        from planver.render.concordance_data import csv_text

        console.out(csv_text(told))
    elif form == "markdown":
        console.out(markdown(told))
    elif form == "plain" or (form is None and not console.styled):
        console.out(plain(told))
    else:
        from planver.render.equivalences import equivalences

        console.out_rows(equivalences(told, console.width))
