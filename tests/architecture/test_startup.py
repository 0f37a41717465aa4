"""What a command loads: a comparison of two files pays for no terminal library and no git."""

import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "plans" / "ukraine-2025"
FILES = [str(SAMPLES / "us-28.plan.yaml"), str(SAMPLES / "e3-28.plan.yaml")]
_PROGRAM = """
import sys
from planver.cli.main import run
code = run(sys.argv[1:])
print("loaded:", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(code)
"""


def loaded(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments], capture_output=True, check=True, text=True
    )
    return set(done.stderr.splitlines()[-1].removeprefix("loaded:").split())


@pytest.mark.parametrize(
    "arguments",
    [
        ("diff", *FILES),
        ("diff", *FILES, "--format", "json"),
        ("diff", *FILES, "--format", "markdown"),
        ("diff", *FILES, "--stat"),
        ("concordance", *FILES),
        ("concordance", *FILES, "--format", "csv"),
        ("concordance", *FILES, "--format", "json"),
        ("figures", *FILES),
        ("figures", *FILES, "--format", "csv"),
        ("figures", *FILES, "--format", "json"),
        ("check", *FILES),
    ],
)
def test_files_in_a_pipe_load_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert not loaded(*arguments) & {
        "dataclasses",  # slow to make; ours are structs
        "textual",
        "git",
        "rich",
        "markdown_it",
        "subprocess",
        "hashlib",
    }


def test_the_terminal_form_loads_no_textual() -> None:
    modules = loaded("diff", *FILES, "--format", "terminal", "--color", "always")
    assert "rich" in modules
    assert not modules & {"textual", "git"}


@pytest.mark.parametrize(
    "arguments",
    [("blame", FILES[1]), ("history", "territory", "--in", FILES[1]), ("parties", FILES[1])],
)
def test_tracing_words_in_a_pipe_loads_no_terminal_library(arguments: tuple[str, ...]) -> None:
    assert not loaded(*arguments) & {"dataclasses", "textual", "git", "rich", "markdown_it"}
