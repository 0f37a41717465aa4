"""The reference of all commands as Markdown, made from the commands themselves."""

from collections.abc import Iterator
from typing import Any

import click

from planver.cli.main import COMMANDS, planver

_WIDTH = 92


def cli_markdown() -> str:
    """The page ``docs/cli.md``."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Commands"
    yield ""
    yield "Made from the commands by `make docs`; each explains itself with `--help`."
    yield ""
    for name, purpose in COMMANDS.items():
        yield f"- [`planver {name}`](#planver-{name}): {purpose}"
    yield ""
    yield "Exit codes: 0 fine; 1 the answer is no (findings, differences with `--exit-code`);"
    yield "2 something you can mend, said in a sentence with a hint; 3 a bug in planver;"
    yield "130 interrupted."
    settings: dict[str, Any] = {**planver.context_settings, "terminal_width": _WIDTH}
    root = click.Context(planver, info_name="planver", **settings)
    for name in COMMANDS:
        command = planver.get_command(root, name)
        if command is not None:
            yield from _command(command, name, root, 2)


def _command(command: click.Command, name: str, parent: click.Context, level: int) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=_WIDTH)
    yield ""
    yield f"{'#' * level} {context.command_path}"
    yield ""
    yield "```text"
    yield from command.get_help(context).rstrip().splitlines()
    yield "```"
    if isinstance(command, click.Group):
        for part in command.list_commands(context):
            below = command.get_command(context, part)
            if below is not None:
                yield from _command(below, part, context, level + 1)
