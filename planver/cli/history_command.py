"""``planver history``."""

import click

from planver.cli.console import Console
from planver.cli.options import complete_drafts, form_among, one_plan, reading, writes
from planver.workflow.story import clause_story

FORMATS = ("terminal", "plain", "markdown", "json")


@click.command("history")
@click.argument("clause")
@click.option(
    "--in",
    "draft",
    metavar="DRAFT",
    shell_complete=complete_drafts,
    help="The draft in which CLAUSE has that number; by default the newest.",
)
@form_among(FORMATS)
@one_plan
@writes
def command(
    *, console: Console, clause: str, draft: str | None, form: str | None, plan: str | None
) -> None:
    """Tell the story of one clause: every wording it had, draft by draft.

    CLAUSE is an id such as territory, or a number such as 14. The clause is followed with its
    parts, also where it was renumbered, split or joined: what changed, who proposed it, when, on
    what source, and what parties say about it.
    """
    with reading(console, "Reading the history", plan) as drafts:
        found = clause_story(drafts, clause, draft)
    if form == "json":
        from planver.render.story import story_json

        console.out(story_json(found))
    elif form == "markdown":
        from planver.render.story import markdown

        console.out(markdown(found))
    elif form == "plain" or (form is None and not console.styled):
        from planver.render.story import plain

        console.out(plain(found))
    else:
        from planver.render.redline import Look
        from planver.render.story_rows import story_rows

        look = Look(width=console.width, spelled=not console.styled, context=0)
        console.out_rows(story_rows(found, look))
