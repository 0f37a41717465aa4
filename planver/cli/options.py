"""Options several commands share."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planver.cli.console import Console
from planver.model.change import Kind
from planver.render.visible import one_line
from planver.workflow.selection import Selection

if TYPE_CHECKING:
    from planver.workflow.drafts import Drafts

_Command = Callable[..., Any]


def complete_drafts(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Draft ids and files that begin with what is typed, for the shell.

    Names that could act on the terminal are left out, and whatever goes wrong is left unsaid:
    the user is in the middle of a line.
    """
    del ctx, param
    names = (*_quietly(_ids), *_quietly(_files))
    return [name for name in names if name.startswith(incomplete) and name == one_line(name)]


def _ids() -> list[str]:
    from planver.workflow.drafts import Drafts

    with Drafts(Path()) as drafts:
        return [entry.draft.id for entry in drafts.entries()]


def _files() -> list[str]:
    from planver.planfile.source import PLAN_SUFFIX

    return [path.name for path in Path().glob(f"*{PLAN_SUFFIX}")]


def _quietly(names: Callable[[], list[str]]) -> list[str]:
    try:
        return names()
    except Exception:  # noqa: BLE001 - a boundary like `cli.main`, but for the shell
        return []


def writes(command: _Command) -> _Command:
    """A command that writes for people: ``--color`` and ``--no-pager``, as `console`."""

    @click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="When to use colours.",
    )
    @click.option("--no-pager", is_flag=True, help="Do not show long output in a pager.")
    @wraps(command)
    def wrapped(*args: Any, color: str, no_pager: bool, **options: Any) -> Any:
        return command(*args, console=Console(color=color, pager=not no_pager), **options)

    return wrapped


@contextmanager
def reading(console: Console, doing: str, plan: str | None) -> "Iterator[Drafts]":
    """The drafts of this folder, while something is done with them; then their notices are said."""
    from planver.workflow.drafts import Drafts

    with console.working(doing) as told, Drafts(Path(), plan, told) as drafts:
        yield drafts
    for notice in drafts.notices:
        console.say(notice)


def form_among(forms: Sequence[str]) -> Callable[[_Command], _Command]:
    """``--format``: how a command writes, as `form`; None where nobody says."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        help="How to write it; terminal on a terminal, plain in a pipe.",
    )


def one_point(command: _Command) -> _Command:
    """``--point``: only one point or clause."""
    return click.option(
        "--point", metavar="ID|NUMBER", help="Only this point or clause: 6, 10.b, armed-forces."
    )(command)


def one_plan(command: _Command) -> _Command:
    """``--plan``: which plan is meant, where a folder holds several."""
    return click.option(
        "--plan", metavar="ID", help="Which plan is meant, where there are several."
    )(command)


def selects(command: _Command) -> _Command:
    """The options that choose changes, as `wanted`."""

    @click.option(
        "--only",
        "kinds",
        metavar="KIND",
        multiple=True,
        help=f"Only changes of this kind (may be repeated): {', '.join(Kind)}.",
    )
    @click.option("--by", "party", metavar="PARTY", help="Only changes this party proposed.")
    @one_point
    @wraps(command)
    def wrapped(
        *args: Any, kinds: tuple[str, ...], party: str | None, point: str | None, **options: Any
    ) -> Any:
        wanted = Selection(kinds=frozenset(map(_kind, kinds)), party=party, point=point)
        return command(*args, wanted=wanted, **options)

    return wrapped


def _kind(word: str) -> Kind:
    try:
        return Kind(word)
    except ValueError:
        raise click.BadParameter(
            f"{word!r} is no kind of change; there are {', '.join(Kind)}."
        ) from None
