"""``planver parties``."""

import click

from planver.cli.console import Console
from planver.cli.options import complete_drafts, form_among, one_plan, reading, writes
from planver.workflow.parties import parties_of

FORMATS = ("terminal", "plain", "markdown", "json")


@click.command("parties")
@click.argument("draft", required=False, shell_complete=complete_drafts)
@form_among(FORMATS)
@one_plan
@writes
def command(*, console: Console, draft: str | None, form: str | None, plan: str | None) -> None:
    """Show how much each party changed, where, and what of it stands in a draft.

    DRAFT is named as for `planver diff`; without it, the newest draft. Words are counted over all
    drafts on all branches, by the claims they rest on: what is said to be by two parties together,
    or is disputed, is counted by itself and never divided.
    """
    with reading(console, "Tracing the words", plan) as drafts:
        found = parties_of(drafts, draft)
    if form == "json":
        from planver.render.parties_data import parties_json

        console.out(parties_json(found))
    elif form == "markdown":
        from planver.render.parties import markdown

        console.out(markdown(found))
    elif form == "plain" or (form is None and not console.styled):
        from planver.render.parties import plain

        console.out(plain(found))
    else:
        from planver.render.parties_rows import parties_rows

        console.out_rows(parties_rows(found, console.width))
