"""Writing to the terminal: any encoding, and a pager that nobody else brought along."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from planver.cli.console import Console
from planver.repository.guard import on_path

from .conftest import Planver


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\nexit 0\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "utf-8"])
def test_a_letter_the_encoding_lacks_is_spelled_out(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "one.txt").write_text("1. Мир now.\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text("1. Мир at noon.\n", encoding="utf-8")
    for form in ("plain", "terminal", "markdown", "json"):
        done = subprocess.run(
            [sys.executable, "-m", "planver", "diff", "one.txt", "two.txt", "--format", form],
            cwd=tmp_path,
            env=os.environ | {"PYTHONIOENCODING": encoding},
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b""), form
        assert (b"\\u041c\\u0438\\u0440" in done.stdout) == (encoding != "utf-8"), form


def test_the_program_ends_with_everything_written_and_its_exit_code(tmp_path: Path) -> None:
    for name, word in (("one.txt", "shall"), ("two.txt", "may")):
        text = "".join(f"{at}. The Parties {word} meet.\n" for at in range(1, 1001))
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "planver", "diff", "one.txt", "two.txt", "--format", "json"]
    done = subprocess.run([*command, "--exit-code"], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert len(json.loads(done.stdout)["changes"]) >= 1000
    done = subprocess.run([*command[:-1], "nonsense"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"nonsense" in done.stderr


def test_streams_that_cannot_be_reconfigured_are_left_alone(
    planver: Planver, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Other:
        def write(self, text: str) -> int:
            return len(text)

        def flush(self) -> None: ...

    monkeypatch.setattr(sys, "stderr", Other())
    assert planver("nonsense").code == 2


def test_a_pager_of_the_repository_is_not_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("PLANVER_PAGER", "GIT_PAGER", "PAGER"):
        monkeypatch.delenv(name, raising=False)
    program(tmp_path / "less")
    program(tmp_path / "bin/less")
    real = program(tmp_path / "real/less")
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "bin"]))
    assert Console()._pager_command() == []
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "bin", str(real.parent)]))
    assert Console()._pager_command() == [str(real)]
    monkeypatch.setenv("PAGER", "less -S")
    assert Console()._pager_command() == [str(real), "-S"]
    monkeypatch.setenv("PAGER", str(tmp_path / "bin/less"))
    assert Console()._pager_command() == [str(tmp_path / "bin/less")]


def test_a_program_named_by_a_relative_path_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    program(tmp_path / "bin/less")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert on_path("bin/less") is None
    assert on_path("./bin/less") is None
