"""``planver hooks``."""

from collections.abc import Iterable
from pathlib import Path

import click

from planver.cli.console import Console
from planver.hooks import install
from planver.hooks.install import HookStatus, State


@click.group("hooks")
def command() -> None:
    """Have git check plan files at every commit.

    A commit with a broken plan file is refused, with the place and what to do.
    """


@command.command("install")
def install_command() -> None:
    """Install the hooks in this repository; a hook that is there is kept and runs first."""
    console = Console()
    _tell(console, install.install(Path()))
    console.say(
        "git now checks plan files at every commit. `git commit --no-verify` goes around it."
    )


@command.command("uninstall")
def uninstall_command() -> None:
    """Take planver's hooks out and put back what was there before."""
    console = Console()
    _tell(console, install.uninstall(Path()))


@command.command("status")
def status_command() -> int:
    """Say how the hooks stand; exit 1 where one is missing or outdated."""
    console = Console(pager=False)
    hooks = install.status(Path())
    console.out("\n".join(_line(hook) for hook in hooks))
    return 0 if all(hook.state is State.INSTALLED for hook in hooks) else 1


def _tell(console: Console, hooks: Iterable[HookStatus]) -> None:
    for hook in hooks:
        console.say(_line(hook))


def _line(hook: HookStatus) -> str:
    meaning = {
        State.ABSENT: "not installed",
        State.INSTALLED: "installed",
        State.OUTDATED: "outdated; run `planver hooks install`",
        State.FOREIGN: "a hook of your own; planver's is not installed",
    }[hook.state]
    kept = f" (runs {hook.kept.name} first)" if hook.kept else ""
    return f"{hook.name}: {meaning}{kept}"
