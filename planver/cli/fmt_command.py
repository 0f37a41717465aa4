"""``planver fmt``."""

from pathlib import Path

import click

from planver.cli.console import Console
from planver.errors import PlanverError
from planver.workflow.check import reformat
from planver.workflow.reading import need_plan_file


@click.command("fmt")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if it would.")
def command(*, files: tuple[Path, ...], only_check: bool) -> int:
    """Put plan files into the standard layout: one sentence a line, comments kept, no word changed.

    A file with errors is left as it is, and the others are still done.
    """
    console = Console()
    changed = failed = 0
    for file in files:
        try:
            need_plan_file(file)
            if reformat(file, write=not only_check):
                changed += 1
                console.say(
                    f"{file}: {'would be laid out anew' if only_check else 'laid out anew'}"
                )
        except PlanverError as error:
            failed += 1
            console.error(error.message, error.hint)
    if failed:
        return 2
    return 1 if only_check and changed else 0
