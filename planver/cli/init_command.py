"""``planver init``."""

from pathlib import Path

import click

from planver.cli.console import Console


@click.command("init")
@click.argument("directory", default=".", type=click.Path(path_type=Path))
@click.option("--no-hooks", is_flag=True, help="Do not have git check plan files at commits.")
def command(*, directory: Path, no_hooks: bool) -> None:
    """Make DIRECTORY (here) a plan repository, or adopt the repository that is there.

    Sets up git where needed, how plan files are kept, help for editors, and the hooks. What is
    there already stays as it is.
    """
    from planver.hooks import install
    from planver.repository.init import init

    console = Console()
    done = init(directory)
    for sentence in done:
        console.say(sentence)
    if not no_hooks:
        before = install.status(directory)
        after = install.install(directory)
        if before != after:
            console.say("Installed the hooks: git now checks plan files at every commit.")
            done = (*done, "hooks")
    if not done:
        console.say("Everything was there already.")
    else:
        console.say(
            "To give clones the same settings: "
            "git add .gitattributes plan-1.schema.json && git commit -m 'Set up the plan'"
        )
    console.say("Next: write NAME.plan.yaml or run `planver import`, then `planver record FILE`.")
