"""The hooks' own boundary: exit codes, two lines for a bug, and a light start."""

import subprocess
import sys
from pathlib import Path

import pytest

from planver.hooks import run


def test_a_bug_is_two_lines_and_exit_3(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("\x1b[31m")

    monkeypatch.chdir(repository)
    monkeypatch.setattr("planver.hooks.staged.check_staged", broken)
    assert run.main(["pre-commit"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 2
    assert err.startswith("planver: error: the hook broke: KeyError: ")
    assert "git commit --no-verify" in err
    assert "\x1b" not in err
    monkeypatch.setenv("PLANVER_DEBUG", "1")
    assert run.main(["pre-commit"]) == 3
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["pre-push"], ["commit-msg"]])
def test_a_call_that_makes_no_sense(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(arguments) == 2
    assert "planver hooks install" in capsys.readouterr().err


def test_outside_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run.main(["pre-commit"]) == 2
    assert "planver: error: " in capsys.readouterr().err


def test_a_message_that_cannot_be_read(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    assert run.main(["commit-msg", "gone"]) == 2
    assert "gone cannot be read" in capsys.readouterr().err


def test_starting_is_light() -> None:
    heavy = "{'git', 'rich', 'textual', 'click', 'markdown_it', 'asyncio', 'rapidfuzz'}"
    script = "import sys, planver.hooks.run, planver.hooks.staged\n"
    script += f"sys.exit(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, check=False)
    assert done.stderr == b"[]\n"
