"""`planver import`: slips are told before anything is read or written."""

from pathlib import Path

import pytest

from .conftest import SAMPLES, Planver


@pytest.mark.parametrize(
    ("option", "value"),
    [("--draft", "Bor"), ("--plan", "The Plan"), ("--by", "Bor"), ("--date", "12 April")],
)
def test_a_misspelt_option_is_named(
    planver: Planver, tmp_path: Path, option: str, value: str
) -> None:
    (tmp_path / "leak.txt").write_text("1. Stop at noon.\n")
    given = {"--draft": "bor-1", "--plan": "lumen", "--by": "bor", "--date": "2031-04-12"}
    options = [word for pair in (given | {option: value}).items() for word in pair]
    said = planver("import", "leak.txt", "--yes", *options)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"planver: error: {option} takes ")
    assert f"`{value}` is none" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["leak.txt"]


def test_a_plan_file_is_not_taken_for_a_text(planver: Planver) -> None:
    said = planver("import", "us-28.plan.yaml", "--draft", "x", "--plan", "p", "-y", cwd=SAMPLES)
    assert said.code == 2
    assert "us-28.plan.yaml is a plan file already" in said.err
