"""`planver align`: a person answers, and the answers stand in the file."""

import io
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from planver.cli.console import Console

from .conftest import Planver, Said

FIRST = """Framework Plan for the River

1. All firing stops at noon on the day after signature.
2. The Parties shall exchange all prisoners of war within ten days, and shall return all civilian
   detainees and the bodies of the dead within thirty days of signature.
3. River tolls shall be set each spring by a joint commission of both banks.
4. Elections shall be held in all districts within 100 days.
"""
ANSWER = """Framework Plan for the River

1. All firing stops at noon on the day after signature.
2. The Parties shall exchange all prisoners of war within ten days of signature.
3. All civilian detainees and the bodies of the dead shall be returned within thirty days of
   signature.
4. River tolls shall be set each spring by a joint commission of both banks.
5. Elections shall be held in all districts as soon as the guns are silent.
"""
SPLIT = "Point 2 of bor-1 seems to have become points 2 and 3 of alba-2. Is that right?"
SAME = "Point 4 of bor-1 and point 5 of alba-2: are they the same clause?"
FILE = "alba-2.plan.yaml"


@pytest.fixture
def imported(planver: Planver, tmp_path: Path) -> Path:
    """A draft and its answer, imported onto it: a known clause was split, another reworded."""
    (tmp_path / "first.txt").write_text(FIRST)
    (tmp_path / "answer.txt").write_text(ANSWER)
    options = ("--by", "bor", "--date", "2031-04-12", "--yes")
    assert planver("import", "first.txt", "--plan", "river", "--draft", "bor-1", *options).code == 0
    said = planver("import", "answer.txt", "--onto", "bor-1", "--draft", "alba-2", *options)
    assert said.code == 0
    assert f"`planver align bor-1 {FILE}` asks about" in said.err
    # The import took the reworded point for what it was; here somebody gave it an id of its own.
    file = tmp_path / FILE
    file.write_text(file.read_text().replace("id: elections-held-districts", "id: ballot"))
    return tmp_path


Answer = Callable[..., Said]


@pytest.fixture
def answer(planver: Planver, imported: Path, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Run `planver align bor-1 alba-2` and type these lines; then the input ends."""

    def run(*lines: str) -> Said:
        monkeypatch.setattr(Console, "converses", True)
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return planver("align", "bor-1", "alba-2")

    return run


def test_from_an_import_to_a_split_that_the_comparison_tells(
    planver: Planver, imported: Path, answer: Answer
) -> None:
    before = planver("diff", "bor-1", "alba-2", "--stat").out
    assert "Point 3: inserted" in before
    assert "split" not in before
    said = answer("y", "n")
    assert (said.code, said.err.splitlines()[-1].split(": ")[-1]) == (
        0,
        f"Wrote what you said about 2 clauses into {FILE}.",
    )
    assert SPLIT in said.out
    assert SAME in said.out
    assert (
        "Points 2 and 3: split from 2, amended" in planver("diff", "bor-1", "alba-2", "--stat").out
    )
    assert planver("check", FILE).code == 0
    again = planver("align", "bor-1", "alba-2")
    assert (again.code, again.out) == (0, "")
    assert again.err == "Nothing is in doubt between bor-1 and alba-2.\n"


def test_only_origins_are_new_in_the_file(imported: Path, answer: Answer) -> None:
    file = imported / FILE
    commented = file.read_bytes().replace(b"points:\n", b"points:   # as tabled\n")
    file.write_bytes(commented)
    answer("yes", "NO")
    new = [line for line in file.read_bytes().splitlines() if line not in commented.splitlines()]
    assert new == [
        b"    origin: {split_from: [parties-exchange-prisoners]}",
        b"    origin: {not_from: [elections-held-districts]}",
    ]


def test_what_was_answered_before_q_is_kept(imported: Path, answer: Answer) -> None:
    said = answer("s", "y", "never read")
    assert said.code == 0
    assert b"origin: {from: elections-held-districts}" in (imported / FILE).read_bytes()
    said = answer("y", "never read")
    assert "Question 1 of 1" in said.out
    assert "Wrote what you said about 1 clause" in said.err


def test_q_keeps_what_was_said_and_asks_no_more(imported: Path, answer: Answer) -> None:
    said = answer("y", "q")
    assert said.code == 0
    data = (imported / FILE).read_bytes()
    assert data.count(b"origin:") == 1
    assert b"split_from" in data


def test_without_an_answer_nothing_is_written(imported: Path, answer: Answer) -> None:
    before = (imported / FILE).read_bytes()
    for lines in (("q",), ("s", "s")):
        said = answer(*lines)
        assert said.code == 0
        assert said.err.endswith("Nothing was answered, and nothing was written.\n")
    assert (imported / FILE).read_bytes() == before


def test_an_interruption_leaves_the_file_as_it_is(imported: Path, answer: Answer) -> None:
    before = (imported / FILE).read_bytes()
    said = answer("y")  # and then the input ends
    assert said.code == 130
    assert "Nothing was written." in said.err
    assert (imported / FILE).read_bytes() == before


def test_a_slip_and_a_question_mark_bring_help_and_the_question_again(answer: Answer) -> None:
    for slip in ("?", "", "perhaps"):
        said = answer(slip, "q")
        assert f"q  stop, and write the answers given so far into {FILE}" in said.err
        assert said.err.count("Your answer") == 2
        assert "Ctrl-C leaves without writing anything." in said.err


def test_a_file_that_changed_underneath_is_left_alone(
    imported: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = imported / FILE
    ask = Console.ask

    def meanwhile(console: Console, question: str) -> str | None:
        file.write_bytes(file.read_bytes() + b"# mine\n")
        return ask(console, question)

    monkeypatch.setattr(Console, "ask", meanwhile)
    said = answer("y", "q")
    assert said.code == 2
    assert "was changed while you answered; nothing was written" in said.err
    assert b"origin" not in file.read_bytes()


def test_without_a_terminal_the_questions_are_listed(planver: Planver, imported: Path) -> None:
    before = (imported / FILE).read_bytes()
    for arguments in ((), ("--list",)):
        said = planver("align", "bor-1", "alba-2", *arguments)
        assert said.code == 1
        assert said.out.splitlines()[::2] == [f"1. {SPLIT}", f"2. {SAME}"]
        assert said.err.startswith("hint: In a terminal")
    assert (imported / FILE).read_bytes() == before


def test_a_draft_that_is_only_in_git_is_refused(planver: Planver, demo_repository: Path) -> None:
    said = planver("align", "us-28", "e3-28", cwd=demo_repository)
    assert (said.code, said.out) == (2, "")
    assert "e3-28 as named is in git only" in said.err
    assert "git show " in said.err.splitlines()[1]


def test_a_recorded_draft_that_stands_in_a_file_is_found(
    planver: Planver, demo_repository: Path
) -> None:
    said = planver("align", "us-28", "us-ua-20", cwd=demo_repository)
    assert said.code in (0, 1)
    assert "git only" not in said.err


@contextmanager
def terminal(folder: Path, *arguments: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "planver", *arguments],
        cwd=folder,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "80", "LINES": "24", "PAGER": "cat"},
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    ) as process:  # fmt: skip
        os.close(theirs)
        try:
            yield ours, process
        finally:
            os.close(ours)


def read_until(ours: int, words: str) -> str:
    shown = b""
    stop = time.monotonic() + 30
    while words.encode() not in shown and time.monotonic() < stop:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                shown += os.read(ours, 65536)
            except OSError:  # the program has left
                break
    return shown.decode()


def test_on_a_real_terminal(imported: Path) -> None:
    with terminal(imported, "align", "bor-1", "alba-2") as (ours, process):
        shown = read_until(ours, "help]:")
        assert "Point 2 of bor-1 seems to have become points 2 and 3 of alba-2." in shown
        os.write(ours, b"y\n")
        assert "Question 2 of 2" in read_until(ours, "help]:")
        os.write(ours, b"q\n")
        assert "Wrote what you said about 1 clause" in read_until(ours, "into alba-2.plan.yaml.")
        assert process.wait(30) == 0
    assert b"split_from" in (imported / FILE).read_bytes()


def test_ctrl_c_on_a_real_terminal(imported: Path) -> None:
    before = (imported / FILE).read_bytes()
    with terminal(imported, "align", "bor-1", "alba-2") as (ours, process):
        read_until(ours, "help]:")
        os.write(ours, b"y\n")
        read_until(ours, "help]:")
        process.send_signal(2)
        assert "Nothing was written." in read_until(ours, "interrupted")
        assert process.wait(30) == 130
    assert (imported / FILE).read_bytes() == before
