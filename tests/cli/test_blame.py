"""`planver blame`: forms, choices, slips."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from planver.render.blame_data import schema_text

from .conftest import SAMPLES, Planver


def test_the_cap_of_the_twenty_points(planver: Planver, demo_repository: Path) -> None:
    """No path leads from the E3 text to the 20 points: both have the figure on their own."""
    said = planver("blame", "us-ua-20", "--point", "4", cwd=demo_repository)
    assert (said.code, said.err) == (0, "")
    assert '"800,000": geneva-19 or us-ua-20, ua/us.' in said.out
    assert '"800,000" also in e3-28, 6 (e3), on its own.' in said.out
    assert "The wording of geneva-19 was never published" in said.out
    assert '"Ukraine\'s armed forces shall be limited to": us-28, us/ru (disputed).' in said.out


def test_a_disputed_claim_is_told_with_both_sides(planver: Planver, demo_repository: Path) -> None:
    said = planver("blame", "us-28", "--point", "6", cwd=demo_repository)
    (record,) = [line for line in said.out.splitlines() if line.startswith("us-28, us/ru")]
    assert "Russia (disputed; draft us-28 of 2025-11-20; source: Axios 2025-11-19)" in record
    assert "he denied it" in record


def test_without_a_name_the_newest_draft(planver: Planver, demo_repository: Path) -> None:
    named = planver("blame", "us-ua-20", cwd=demo_repository)
    assert planver("blame", cwd=demo_repository).out == named.out


def test_plan_files_without_git_tell_the_same(
    planver: Planver, demo_repository: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(SAMPLES, tmp_path / "plans")
    recorded = planver("blame", "us-ua-20", cwd=demo_repository)
    assert planver("blame", "us-ua-20", cwd=folder).out == recorded.out


def test_shares_by_clause(planver: Planver, demo_repository: Path) -> None:
    said = planver("blame", "us-ua-20", "--point", "4", "--by", "clause", cwd=demo_repository)
    assert "9 of 12 words: us-28, us/ru (disputed)." in said.out
    assert "3 of 12 words: geneva-19 or us-ua-20, ua/us." in said.out


def test_json_keeps_its_contract(planver: Planver, demo_repository: Path) -> None:
    told = json.loads(planver("blame", "--format", "json", cwd=demo_repository).out)
    jsonschema.validate(told, json.loads(schema_text()))
    assert told["draft"]["draft"] == "us-ua-20"
    (cap,) = [one for one in told["clauses"] if one["id"] == "armed-forces"]
    assert "".join(run["text"] for run in cap["runs"]) == cap["text"]
    figure = cap["runs"][1]
    first = told["appearances"][figure["first"]]
    assert [one["draft"] for one in first["drafts"]] == ["geneva-19", "us-ua-20"]
    assert all(one["revision"] for one in first["drafts"])
    echo = told["appearances"][figure["also"][0]["appearance"]]
    assert echo["clause"] == {"id": "armed-forces", "path": "6"}


def test_markdown(planver: Planver, demo_repository: Path) -> None:
    said = planver("blame", "us-ua-20", "--point", "4", "--format", "markdown",
                   cwd=demo_repository)  # fmt: skip
    assert "\n## Point 4 \\(armed\\-forces\\)\n" in said.out
    assert "\n- **800,000** — geneva\\-19 or us\\-ua\\-20, ua/us\n" in said.out


@pytest.mark.parametrize("columns", ["20", "46", "80", "200"])
@pytest.mark.parametrize("unit", ["word", "clause"])
def test_a_terminal_of_any_width(
    planver: Planver,
    demo_repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    columns: str,
    unit: str,
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    said = planver("blame", "--format", "terminal", "--by", unit, cwd=demo_repository)
    assert said.code == 0
    assert max(map(len, said.out.splitlines())) <= int(columns)
    assert "5.c" in said.out


def test_an_unpublished_draft_has_no_words_to_trace(
    planver: Planver, demo_repository: Path
) -> None:
    said = planver("blame", "geneva-19", cwd=demo_repository)
    assert said.code == 2
    assert "The wording of geneva-19 was never published" in said.err
    assert "hint: `planver show geneva-19`" in said.err


def test_a_clause_nobody_knows(planver: Planver, demo_repository: Path) -> None:
    said = planver("blame", "us-28", "--point", "99", cwd=demo_repository)
    assert said.code == 2
    assert "The draft us-28 has no clause '99'." in said.err


def test_no_drafts_at_all(planver: Planver) -> None:
    said = planver("blame")
    assert said.code == 2
    assert "There are no drafts here." in said.err


def test_of_several_plans_one_must_be_chosen(
    planver: Planver, tmp_path: Path, plan_bytes: Callable[..., bytes]
) -> None:
    for plan in ("lumen-river", "tarn"):
        (tmp_path / f"{plan}.plan.yaml").write_bytes(plan_bytes(plan=plan))
    said = planver("blame", cwd=tmp_path)
    assert said.code == 2
    assert "There are several plans here: lumen-river, tarn." in said.err
    assert planver("blame", "--plan", "tarn", cwd=tmp_path).code == 0


def test_signs_that_act_on_a_terminal_are_spelled(planver: Planver, tmp_path: Path) -> None:
    leak = tmp_path / "leak.txt"
    leak.write_text("1. All \u202efiring [/] stops.\n2. The \x1b[31mbridge opens.\n")
    for form in ("plain", "terminal", "markdown", "json"):
        said = planver("blame", "leak.txt", "--format", form, cwd=tmp_path)
        assert said.code == 0
        assert "firing" in said.out
        assert not {"\u202e", "\x1b"} & {*said.out}


def test_a_shallow_clone_says_what_it_cannot_know(
    planver: Planver,
    repository: Path,
    commit: Callable[..., str],
    git: Callable[..., str],
    plan_bytes: Callable[..., bytes],
) -> None:
    for text in ("All firing stops.", "All firing stops now."):
        commit(repository, "a.plan.yaml", plan_bytes(text=text), text)
    whole = planver("blame", cwd=repository)
    assert whole.err == ""
    git(repository.parent, "clone", "-q", "--depth", "1", f"file://{repository}", "shallow")
    said = planver("blame", cwd=repository.parent / "shallow")
    assert said.code == 0
    assert "This is a shallow clone" in said.err


@pytest.mark.parametrize("form", ["plain", "markdown", "terminal"])
@pytest.mark.parametrize("by", ["word", "clause"])
def test_words_from_another_clause_say_from_which(
    planver: Planver, demo_repository: Path, form: str, by: str
) -> None:
    asked = ("blame", "us-ua-20", "--by", by, "--format", form, "--point")
    assert "rom 20.a of us-28" in planver(*asked, "13", cwd=demo_repository).out.replace("\\", "")
    assert "rom 6 of us-28" not in planver(*asked, "4", cwd=demo_repository).out
