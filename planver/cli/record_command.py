"""``planver record``."""

from pathlib import Path

import click

from planver.cli.console import Console
from planver.workflow.record import UnsoundError, Wanted, record


@click.command("record")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--message", "-m", help="What this draft is; its title if left out.")
@click.option("--author", metavar="'NAME <MAIL>'", help="Who recorded it, if not you.")
@click.option("--date", metavar="DATE", help="The revision's date, as 2031-04-12.")
@click.option(
    "--proposed-by",
    "-p",
    metavar="PARTY",
    multiple=True,
    help="Who proposed it: alba, or 'alba [ceasefire]' for one clause. As in the file if left out.",
)
@click.option("--source", "-s", "sources", metavar="TEXT", multiple=True, help="Where it is from.")
def command(
    *,
    file: Path,
    message: str | None,
    author: str | None,
    date: str | None,
    proposed_by: tuple[str, ...],
    sources: tuple[str, ...],
) -> None:
    """Record FILE in git: one revision with who proposed it and on what source.

    Only this file is recorded; whatever else is changed or staged stays as it is.
    """
    console = Console()
    wanted = Wanted(
        message=message, author=author, date=date, proposed_by=proposed_by, sources=sources
    )
    try:
        draft, recorded = record(file, wanted)
    except UnsoundError as error:
        from planver.render.findings import findings_text

        for line in findings_text(str(file), error.findings):
            console.say(line)
        raise
    where = f"on branch {recorded.branch}" if recorded.branch else "on no branch"
    console.say(f"Recorded draft {draft.id} as revision {recorded.revision[:10]} {where}.")
    if recorded.branch is None:
        console.say("hint: Keep it with `git branch NAME`, or git may drop it later.")
