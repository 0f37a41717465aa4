"""``planver diff``."""

from collections.abc import Sequence

import click

from planver.cli.console import Console
from planver.cli.options import complete_drafts, form_among, one_plan, reading, selects, writes
from planver.model.change import DraftDiff
from planver.workflow.compare import choose, compare_drafts
from planver.workflow.selection import Selection, fold_cosmetic

FORMATS = ("terminal", "plain", "markdown", "json")


@click.command("diff")
@click.argument("before", shell_complete=complete_drafts)
@click.argument("after", shell_complete=complete_drafts)
@form_among(FORMATS)
@click.option("--stat", is_flag=True, help="Only how many changes there are of each kind.")
@selects
@click.option(
    "--context",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Show N unchanged clauses around each change.",
)
@click.option(
    "--cosmetic",
    type=click.Choice(["fold", "show"]),
    help="Changes of spacing, punctuation and typography only: fold them into one line that says"
    " where they are (on a terminal), or write them out (elsewhere).",
)
@click.option("--side-by-side", "-s", is_flag=True, help="Before and after in two columns.")
@click.option("--ignore-ids", is_flag=True, help="Pair clauses by their words alone.")
@click.option("--exit-code", is_flag=True, help="Exit 1 where there are differences.")
@one_plan
@writes
def command(
    *,
    console: Console,
    before: str,
    after: str,
    form: str | None,
    stat: bool,
    wanted: Selection,
    context: int,
    cosmetic: str | None,
    side_by_side: bool,
    ignore_ids: bool,
    exit_code: bool,
    plan: str | None,
) -> int:
    """Compare two drafts clause by clause, word by word.

    BEFORE and AFTER are draft ids, tags, branches, git revisions, REV:path, plan files, or
    numbered texts (.txt, .md) as they are.
    """
    with reading(console, "Comparing", plan) as drafts:
        diff = compare_drafts(drafts, before, after, use_ids=not ignore_ids)
    shown = choose(diff, wanted)
    folded: tuple[int, ...] = ()
    if form is None and not stat:
        form = "terminal" if console.styled else "plain"
    if cosmetic == "fold" or (cosmetic is None and form == "terminal" and wanted.point is None):
        shown, folded = fold_cosmetic(diff, shown)
    if stat:
        console.out(_stat(diff, shown, folded))
    elif form == "json":
        from planver.render.contract import diff_json

        # Programs get every change unless they asked for some: they count on the whole.
        console.out(diff_json(diff, None if wanted.empty else sorted({*shown, *folded})))
    elif form == "markdown":
        from planver.render.markdown import markdown

        console.out(markdown(diff, shown, folded))
    elif form == "plain":
        from planver.render.plain import near, plain

        around = near(len(diff.changes), shown, context) - {
            at for at, change in enumerate(diff.changes) if change.notable
        }
        console.out(plain(diff, sorted({*shown, *around}), folded))
    else:
        from planver.render.redline import Look
        from planver.render.screen import comparison

        look = Look(
            width=console.width,
            spelled=not console.styled,
            side_by_side=side_by_side,
            context=context,
        )
        console.out_rows(comparison(diff, shown, look, folded))
    return 1 if exit_code and any(change.notable for change in diff.changes) else 0


def _stat(diff: DraftDiff, shown: Sequence[int], folded: Sequence[int]) -> str:
    from planver.render.plain import stat

    return stat(diff, shown, folded)
