"""``planver demo``."""

import shutil
import sys
from pathlib import Path

import click

from planver.cli.console import Console
from planver.workflow.demo import demo


@click.command("demo")
@click.argument("directory", default="planver-demo", type=click.Path(path_type=Path))
def command(*, directory: Path) -> None:
    """Set up the sample plan as a git repository in DIRECTORY (planver-demo).

    Every draft is a revision, dated as tabled, with a tag. The wording of the sample is a
    paraphrase from public reports and not an official text.
    """
    console = Console()
    with console.working("Replaying the drafts"):
        made = demo(directory)
    count = len(made.revisions)
    console.say(f"The sample plan is in {directory}: {count} drafts, each a revision with a tag.")
    console.say("Its wording is a paraphrase from public reports, not an official text.")
    console.say("")
    if folder := _off_path():
        # What was just run by its path would not be found by its name.
        console.say(f'First:       export PATH="{folder}:$PATH"')
    console.say(f"Go there:    cd {directory}")
    console.say("and try:     planver log")
    console.say("             planver review us-28 e3-28")
    console.say("             planver diff us-28 us-ua-20 --stat")


def _off_path() -> Path | None:
    """The folder planver is in, where the shell does not look for commands."""
    folder = Path(sys.executable).parent
    return folder if not shutil.which("planver") and (folder / "planver").is_file() else None
