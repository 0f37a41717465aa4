"""``planver import``."""

from pathlib import Path

import click

from planver.cli.console import Console
from planver.cli.options import one_plan
from planver.compare.questions import questions
from planver.errors import PlanverError
from planver.model.draft import Source, Wording
from planver.planfile.dump import dump
from planver.planfile.parse import parse
from planver.planfile.source import PLAN_SUFFIX
from planver.workflow.drafts import Drafts
from planver.workflow.files import read, write_atomic
from planver.workflow.importing import Details, check_options, import_draft, read_outline
from planver.workflow.reading import draft_of


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--draft", metavar="ID", required=True, help="The new draft's id, such as bor-2.")
@click.option("--title", help="The new draft's title.")
@click.option("--date", metavar="DATE", help="When it was tabled, as 2031-04-12.")
@click.option("--by", "tabled_by", metavar="PARTY", multiple=True, help="Who tabled it.")
@click.option("--source", metavar="TEXT", help="Where the text is from.")
@click.option(
    "--wording",
    type=click.Choice([str(kind) for kind in Wording if kind is not Wording.UNPUBLISHED]),
    default="reported",
    show_default=True,
    help="How the words relate to what was tabled.",
)
@click.option("--onto", metavar="DRAFT", help="The draft it answers: clauses keep their ids.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--yes", "-y", is_flag=True, help="Write without asking.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@one_plan
def command(
    *,
    file: Path,
    draft: str,
    title: str | None,
    date: str | None,
    tabled_by: tuple[str, ...],
    source: str | None,
    wording: str,
    onto: str | None,
    output: Path | None,
    yes: bool,
    force: bool,
    plan: str | None,
) -> int:
    """Turn FILE, a numbered text or Markdown, into a plan file.

    Shows what it understood as a tree, and what it was unsure of, before a file is written.
    """
    from planver.render.tree import tree

    console = Console(pager=False)  # the question below must not hide behind a pager
    check_options(draft=draft, plan=plan, tabled_by=tabled_by, date=date)
    outline = read_outline(read(file), file)
    base = None
    if onto is not None:
        with Drafts(Path(), plan) as drafts:
            base = drafts.entry(onto).draft
    plan_id = plan or (base.plan if base else None)
    if plan_id is None:
        raise PlanverError(
            "Which plan is this a draft of?", "Give its id with --plan, or a draft with --onto."
        )
    details = Details(
        plan=plan_id,
        draft=draft,
        title=title,
        date=date,
        tabled_by=tabled_by,
        wording=Wording(wording),
        source=Source(id="import", title=source) if source else None,
    )
    imported = import_draft(outline, details, base)
    data = dump(imported.draft)
    draft_of(parse(data), str(file))
    console.out_rows(tree(imported.draft, base, console.width))
    if imported.doubts:
        console.say("")
        console.say("Please look at these:")
        for doubt in imported.doubts:
            console.say(f"  - {doubt}")
    target = output or Path(f"{draft}{PLAN_SUFFIX}")
    if not yes and not console.confirm(f"Write {target}?"):
        console.say(f"Nothing was written. Add --yes to write {target} without being asked.")
        return 1
    write_atomic(target, data, replace=force)
    console.say(f"Wrote {target}. Look it over, then `planver record {target}`.")
    if base is not None and questions(base, imported.draft):
        console.say(f"`planver align {onto} {target}` asks about what is in doubt, and keeps it.")
    return 0
