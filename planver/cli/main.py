"""Dispatch, the one error boundary, and exit codes.

0: fine. 1: the answer is no (differences with ``--exit-code``, findings). 2: something the user
can mend. 3: a bug in planver. 130: interrupted.
"""

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from planver import __version__
from planver.cli.console import Console, write_anyway
from planver.errors import PlanverError

_BUG = 3
_INTERRUPTED = 130

# Commands in the order of the work; the module is loaded when the command is called.
COMMANDS = {
    "demo": "Set up the sample plan as a repository, to try planver on.",
    "review": "Review what changed between two drafts, on a full screen.",
    "diff": "Compare two drafts clause by clause, word by word.",
    "concordance": "Show where each clause stands in each draft: a table of equivalences.",
    "figures": "Show each figure and deadline over the drafts, and who moved it.",
    "blame": "Show who put each word of a draft there, and in which draft.",
    "parties": "Show how much each party changed, where, and what of it stands.",
    "history": "Tell the story of one clause: every wording it had, draft by draft.",
    "log": "Show the drafts of a plan: who tabled them, when, and how much changed.",
    "show": "Read a draft, or one clause of it.",
    "init": "Make a folder a plan repository.",
    "import": "Turn a numbered text or Markdown into a plan file.",
    "align": "Confirm which clause became which where the words leave doubt.",
    "check": "Check plan files and say what is wrong where.",
    "fmt": "Put plan files into the standard layout, changing no word.",
    "record": "Record a draft in git, with who proposed it and on what source.",
    "hooks": "Have git check plan files at every commit.",
    "completion": "Print the completion script for a shell.",
}


class _Commands(click.Group):
    """A group that loads only the command that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"planver.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[:1] == ["help"]:
            # As in git: `planver help diff` is `planver diff --help`.
            return self.resolve_command(ctx, [args[1], "--help"]) if args[1:] else ("", _help, [])
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f"Did you mean {near[0]!r}? " if near else ""
            raise PlanverError(
                f"There is no command {args[0]!r}.", f"{hint}`planver --help` lists all commands."
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with `planver demo`. Every command explains itself: `planver diff --help`.",
)
@click.version_option(__version__, message="planver %(version)s")
def planver() -> None:
    """Follow a negotiated text: every draft, what changed clause by clause, and who proposed it."""


@click.command("help")
@click.pass_context
def _help(ctx: click.Context) -> None:
    """List all commands."""
    Console().out(ctx.find_root().get_help())


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; its exit code."""
    write_anyway()
    console = Console()
    try:
        answer: Any = planver.main(arguments, prog_name="planver", standalone_mode=False)
        sys.stdout.flush()
    except PlanverError as error:
        console.error(error.message, error.hint)
        return 2
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        console.say("")
        console.say("planver: interrupted")
        return _INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as help_page:
        console.out(help_page.format_message())
        return 0
    except click.ClickException as error:
        return _usage(console, error)
    except BrokenPipeError:
        # The reader went away; keep Python from complaining when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:  # noqa: BLE001 - the boundary: whatever else it is, it is our bug
        return _bug(console)
    return answer if isinstance(answer, int) else 0


def _usage(console: Console, error: click.ClickException) -> int:
    message = error.format_message()
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "planver"
    console.error(message, f"`{path} --help` explains it.")
    return 2


def _bug(console: Console) -> int:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="planver-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"planver {__version__}, Python {sys.version}\n\n{traceback.format_exc()}")
    console.error(
        "something went wrong that should not; this is a bug in planver.",
        f"Nothing was changed by the failed step. The details are in {Path(log.name)}.",
    )
    return _BUG
