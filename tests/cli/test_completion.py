"""Completing names of drafts in the shell."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest

from planver.cli.options import complete_drafts
from planver.workflow.drafts import Drafts

PlanBytes = Callable[..., bytes]


def completed(typed: str = "") -> list[str]:
    command = click.Command("diff")
    return complete_drafts(click.Context(command), click.Argument(["before"]), typed)


def test_ids_and_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan_bytes: PlanBytes
) -> None:
    (tmp_path / "one.plan.yaml").write_bytes(plan_bytes("alba-1"))
    monkeypatch.chdir(tmp_path)
    assert completed() == ["alba-1", "one.plan.yaml"]
    assert completed("al") == ["alba-1"]


def test_names_that_could_act_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("fine", "a\nb", "a\x1b]52;c;aGk=\x07", "a\u202eb"):
        (tmp_path / f"{name}.plan.yaml").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    assert completed() == ["fine.plan.yaml"]


@pytest.mark.parametrize("error", [OSError(5, "broken"), ValueError("a bug"), RecursionError()])
def test_no_traceback_in_the_middle_of_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(self: Drafts) -> None:
        raise error

    (tmp_path / "one.plan.yaml").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Drafts, "entries", broken)
    assert completed() == ["one.plan.yaml"]
