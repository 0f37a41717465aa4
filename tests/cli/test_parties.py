"""`planver parties`: forms, choices, slips."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from planver.render.parties_data import schema_text

from .conftest import SAMPLES, Planver


def test_what_rests_on_a_disputed_claim_is_told_by_itself(
    planver: Planver, demo_repository: Path
) -> None:
    said = planver("parties", "us-ua-20", cwd=demo_repository)
    assert (said.code, said.err) == (0, "")
    (row,) = [line for line in said.out.splitlines() if line.startswith("us/ru (disputed): ")]
    assert "889 words put in, in 52 clauses; 0 taken out; 320 stand (45%)." in row
    assert (
        "Russia (ru): us/ru (disputed); never alone; every claim about it is disputed." in said.out
    )


def test_what_came_across_a_gap_is_pinned_on_no_draft(
    planver: Planver, demo_repository: Path
) -> None:
    said = planver("parties", cwd=demo_repository)
    assert "geneva-19 or us-ua-20 put in 184 words in 19 clauses:" in said.out
    assert "\nus-ua-20 put in" not in said.out
    assert "The wording of geneva-19 and moscow-27 was never published." in said.out


def test_a_text_on_another_branch_is_not_said_to_have_left_nothing(
    planver: Planver, demo_repository: Path
) -> None:
    said = planver("parties", cwd=demo_repository)
    (row,) = [line for line in said.out.splitlines() if line.startswith("e3: 117")]
    assert row.endswith("0 stand (0%); us-ua-20 has 23 more of its words on its own.")
    assert "us-ua-20 does not go back to e3-28 and europe-24" in said.out


def test_without_a_name_the_newest_draft(planver: Planver, demo_repository: Path) -> None:
    named = planver("parties", "us-ua-20", cwd=demo_repository)
    assert planver("parties", cwd=demo_repository).out == named.out
    assert planver("parties", "us-28", cwd=demo_repository).out != named.out


def test_plan_files_without_git_tell_the_same(
    planver: Planver, demo_repository: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(SAMPLES, tmp_path / "plans")
    recorded = planver("parties", "us-ua-20", cwd=demo_repository)
    assert planver("parties", "us-ua-20", cwd=folder).out == recorded.out


def test_json_keeps_its_contract_and_agrees_with_blame(
    planver: Planver, demo_repository: Path
) -> None:
    told = json.loads(planver("parties", "--format", "json", cwd=demo_repository).out)
    jsonschema.validate(told, json.loads(schema_text()))
    assert told["draft"]["draft"] == "us-ua-20"
    blamed = json.loads(planver("blame", "--format", "json", cwd=demo_repository).out)
    runs = [run for clause in blamed["clauses"] for run in clause["runs"]]
    assert sum(one["standing"] for one in told["credits"]) == told["words"]
    assert told["words"] == sum(run["words"] for run in runs)
    assert told["not_based"] == ["e3-28", "europe-24", "moscow-27"]
    (disputed,) = [one for one in told["credits"] if one["label"] == "us/ru (disputed)"]
    (us, ru), = disputed["put_in"][0]["by"]  # fmt: skip
    assert (us["confidence"], ru["confidence"]) == ("stated", "disputed")
    named = [
        run["words"]
        for run in runs
        if [by["party"] for by in blamed["appearances"][run["first"]]["by"]] == ["us", "ru"]
    ]
    assert sum(named) == disputed["standing"]


def test_markdown(planver: Planver, demo_repository: Path) -> None:
    said = planver("parties", "--format", "markdown", cwd=demo_repository)
    assert "\n| us/ru \\(disputed\\) | 889 | 0 | 320 | 45% |\n" in said.out
    assert "\n## us/ru \\(disputed\\)\n" in said.out
    assert "\n- 6 \\(armed\\-forces\\): 10 words, 9 stand\n" in said.out


@pytest.mark.parametrize("columns", ["20", "46", "80", "200"])
def test_a_terminal_of_any_width(
    planver: Planver, demo_repository: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    said = planver("parties", "--format", "terminal", cwd=demo_repository)
    assert said.code == 0
    assert max(map(len, said.out.splitlines())) <= int(columns)
    assert ("█" in said.out) == (int(columns) >= 80)
    coloured = planver("parties", "--color", "always", cwd=demo_repository)
    assert "\x1b[" in coloured.out


def test_an_unpublished_draft_has_nothing_that_stands(
    planver: Planver, demo_repository: Path
) -> None:
    said = planver("parties", "geneva-19", cwd=demo_repository)
    assert said.code == 2
    assert "The wording of geneva-19 was never published" in said.err
    assert "hint: Name a draft that has a wording" in said.err


def test_of_several_plans_one_must_be_chosen(
    planver: Planver, tmp_path: Path, plan_bytes: Callable[..., bytes]
) -> None:
    for plan in ("lumen-river", "tarn"):
        (tmp_path / f"{plan}.plan.yaml").write_bytes(plan_bytes(plan=plan))
    said = planver("parties", cwd=tmp_path)
    assert said.code == 2
    assert "There are several plans here: lumen-river, tarn." in said.err
    assert planver("parties", "--plan", "tarn", cwd=tmp_path).code == 0


def test_a_correction_of_a_draft_counts_with_its_revision(
    planver: Planver,
    repository: Path,
    commit: Callable[..., str],
    plan_bytes: Callable[..., bytes],
) -> None:
    texts = ("All firing stops at noon.", "All firing stops at dawn.")
    first, second = (
        commit(repository, "a.plan.yaml", plan_bytes(text=text), text) for text in texts
    )
    said = planver("parties", cwd=repository)
    assert said.code == 0
    assert f"alba-1 ({second[:10]}) took 1 word out of alba-1 ({first[:10]}):" in said.out
    assert "alba: 7 words put in, in 1 clause; 1 taken out; 6 stand" in said.out


def test_signs_that_act_on_a_terminal_are_spelled(planver: Planver, tmp_path: Path) -> None:
    leak = tmp_path / "leak.txt"
    leak.write_text("1. All \u202efiring [/] stops.\n2. The \x1b[31mbridge opens.\n")
    for form in ("plain", "terminal", "markdown", "json"):
        said = planver("parties", "leak.txt", "--format", form, cwd=tmp_path)
        assert said.code == 0
        assert "leak" in said.out
        assert not {"\u202e", "\x1b"} & {*said.out}


def test_no_drafts_at_all(planver: Planver) -> None:
    said = planver("parties")
    assert said.code == 2
    assert "There are no drafts here." in said.err
