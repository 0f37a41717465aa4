"""``planver completion``."""

import click
from click.shell_completion import get_completion_class

from planver.cli.console import Console


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(*, shell: str) -> None:
    """Print the completion script for a shell.

    For bash, put this line into ~/.bashrc: eval "$(planver completion bash)"
    """
    from planver.cli.main import planver

    found = get_completion_class(shell)
    assert found is not None  # noqa: S101 - click knows the three shells offered
    Console(pager=False).out(found(planver, {}, "planver", "_PLANVER_COMPLETE").source())
