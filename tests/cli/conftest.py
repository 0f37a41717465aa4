"""Running commands in-process, and a demo repository built once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from planver.cli.main import run
from planver.workflow.demo import demo, sample_folder

SAMPLES = sample_folder()


@dataclass(frozen=True)
class Said:
    """What a command answered: exit code, and both streams."""

    code: int
    out: str
    err: str


Planver = Callable[..., Said]


@pytest.fixture
def planver(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Planver:
    """Run planver in a folder: planver("diff", "a", "b", cwd=folder)."""

    def call(*arguments: str, cwd: Path = tmp_path) -> Said:
        monkeypatch.chdir(cwd)
        capsys.readouterr()
        code = run(list(arguments))
        streams = capsys.readouterr()
        return Said(code, streams.out, streams.err)

    return call


@pytest.fixture(scope="session")
def demo_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample plan as a repository; tests only read it."""
    folder = tmp_path_factory.mktemp("demo") / "ukraine"
    demo(folder)
    return folder
