"""``planver align``."""

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planver.cli.console import Console
from planver.cli.options import complete_drafts, one_plan, reading, writes

if TYPE_CHECKING:
    from planver.compare.questions import Question
    from planver.workflow.confirming import Unsure

_ANSWERS = ("y", "n", "s", "q")
_WORDS = {"yes": "y", "no": "n", "skip": "s", "quit": "q"}


@click.command("align")
@click.argument("before", shell_complete=complete_drafts)
@click.argument("after", shell_complete=complete_drafts)
@click.option("--list", "only_list", is_flag=True, help="List the questions and ask nothing.")
@one_plan
@writes
def command(*, console: Console, before: str, after: str, only_list: bool, plan: str | None) -> int:
    """Confirm which clause became which, where only the likeness of the words speaks for it.

    Asks about each pair, split or join that is in doubt, and writes the answers into the plan
    file of AFTER as `origin`; nobody is asked again. They are written when you stop with q or
    have answered all; Ctrl-C leaves the file as it is. Without a terminal, or with --list, the
    questions are listed, and the exit code is 1 where there are any.
    """
    from planver.workflow.confirming import unsure

    with reading(console, "Comparing", plan) as drafts:
        found = unsure(drafts, before, after, Path())
    if not found.questions:
        console.say(f"Nothing is in doubt between {found.before.id} and {found.after.id}.")
        return 0
    if only_list or not console.converses:
        _list(console, found)
        return 1
    try:
        _interview(console, found)
    except KeyboardInterrupt:
        console.say("")
        console.say("Nothing was written.")
        raise
    return 0


def _list(console: Console, found: "Unsure") -> None:
    from planver.render.questions import asked, sureness

    lines: list[str] = []
    for at, question in enumerate(found.questions, 1):
        lines += [
            f"{at}. {asked(question, found.before.id, found.after.id)}",
            f"   {sureness(question)}",
        ]
    console.out("\n".join(lines))
    console.say(f"hint: In a terminal, `planver align` asks and writes into {found.file}.")


def _interview(console: Console, found: "Unsure") -> None:
    """Ask until all is answered or the user stops; then write what was answered."""
    from planver.compare.questions import is_idle
    from planver.render.phrases import plural
    from planver.workflow.confirming import save

    console.pager = False  # a question must not hide behind a pager
    yes: list[tuple[int, int]] = []
    no: list[tuple[int, int]] = []
    number = 0
    waiting = deque(found.questions)
    while waiting:
        question = waiting.popleft()
        number += question.confidence is not None
        if is_idle(question, yes):
            continue
        _show(console, found, question, f"Question {number} of {len(found.questions)}")
        answer = _answer(console, found)
        if answer == "q":
            break
        if answer == "y":
            yes += question.pairs
        elif answer == "n" and question.parts:
            waiting.extendleft(reversed(question.parts))
        elif answer == "n":
            no += question.pairs
    if yes or no:
        count = plural(save(found, yes, no), "clause")
        console.say(f"Wrote what you said about {count} into {found.file}.")
    else:
        console.say("Nothing was answered, and nothing was written.")


def _show(console: Console, found: "Unsure", question: "Question", heading: str) -> None:
    from planver.render.layout import Role, Span
    from planver.render.questions import question_rows

    rows = question_rows(
        question,
        found.before.id,
        found.after.id,
        width=console.width,
        spelled=not console.styled,
    )
    console.out_rows([(), (Span(heading, Role.QUIET),), (), *rows, ()])


def _answer(console: Console, found: "Unsure") -> str:
    """y, n, s or q; an input that ends is an interruption."""
    while True:
        said = console.ask("Your answer [y, n, s, q, or ? for help]:")
        if said is None:
            raise KeyboardInterrupt
        answer = _WORDS.get(said.lower(), said.lower())
        if answer in _ANSWERS:
            return answer
        console.say(_help(found))


def _help(found: "Unsure") -> str:
    return "\n".join(
        (
            "  y  yes: it is the same text, or became it",
            "  n  no: it is something else",
            "  s  skip: leave it open, to be asked another time",
            f"  q  stop, and write the answers given so far into {found.file}",
            "Yes and no are kept in the file as `origin` and never asked again.",
            "Ctrl-C leaves without writing anything.",
        )
    )
