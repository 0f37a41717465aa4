"""`planver history`: the story of one clause."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from planver.render import contract
from planver.render.story import schema_text

from .conftest import SAMPLES, Planver


def test_the_story_of_territory(planver: Planver, demo_repository: Path) -> None:
    said = planver("history", "territory", cwd=demo_repository)
    assert (said.code, said.err) == (0, "")
    heads = [line.partition(" (")[0] for line in said.out.split("\n\n")]
    assert heads[1:] == [
        "us-28", "e3-28", "geneva-19", "moscow-27", "us-ua-20",
    ]  # fmt: skip
    last = said.out.split("\n\n")[-1]
    assert "what changed here changed in geneva-19 or us-ua-20." in last
    assert "[ua/us: A working group shall determine" in last  # option B, beside A in the text
    assert "Status: proposed -> bracketed." in last
    assert "Position of Ukraine: conditional." in last
    assert "Clause 21.d: deleted." in last


def test_a_number_is_one_of_the_newest_draft(planver: Planver, demo_repository: Path) -> None:
    by_id = planver("history", "territory", cwd=demo_repository).out
    by_number = planver("history", "14", cwd=demo_repository).out
    assert by_number == by_id.replace("The story of territory,", "The story of 14 in us-ua-20,")


def test_a_number_of_the_draft_that_is_named(planver: Planver, demo_repository: Path) -> None:
    said = planver("history", "6", "--in", "us-28", cwd=demo_repository)
    assert "6: Ukraine's armed forces shall be limited to 600,000 personnel." in said.out
    assert '"600,000" became "800,000"' in said.out


def test_plan_files_without_git_tell_the_same(
    planver: Planver, demo_repository: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(SAMPLES, tmp_path / "plans")
    recorded = planver("history", "armed-forces", cwd=demo_repository)
    assert planver("history", "armed-forces", cwd=folder).out == recorded.out


def test_json_keeps_its_contract(planver: Planver, demo_repository: Path) -> None:
    said = planver("history", "territory", "--format", "json", cwd=demo_repository)
    told = json.loads(said.out)
    schema = json.loads(schema_text())
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(told, schema)
    assert [one["draft"]["draft"] for one in told["chapters"]][-1] == "us-ua-20"
    assert told["chapters"][-1]["gap"] == ["geneva-19"]


def test_both_contracts_say_the_same_of_a_change() -> None:
    mine, theirs = (
        json.loads(text())["definitions"] for text in (schema_text, contract.schema_text)
    )
    assert {name: mine[name] for name in theirs} == theirs


def test_markdown(planver: Planver, demo_repository: Path) -> None:
    said = planver("history", "armed-forces", "--format", "markdown", cwd=demo_repository)
    assert "\n### Point 6: amended\n" in said.out
    assert "limited to ~~600,000~~" in said.out
    assert "\n**6** Ukraine's armed forces" in said.out


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_a_terminal_of_any_width(
    planver: Planver, demo_repository: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    said = planver("history", "territory", "--format", "terminal", cwd=demo_repository)
    assert said.code == 0
    assert max(map(len, said.out.splitlines())) <= int(columns)
    assert "Proposed by" in said.out


def test_a_clause_nobody_knows(planver: Planver, demo_repository: Path) -> None:
    said = planver("history", "nonsense", cwd=demo_repository)
    assert said.code == 2
    assert "No draft has a clause with the id 'nonsense', and us-ua-20 none of that" in said.err
    assert "Give an id such as sovereignty" in said.err


def test_wordings_of_one_draft_are_chapters_only_where_the_clause_changed(
    planver: Planver,
    repository: Path,
    commit: Callable[..., str],
    plan_bytes: Callable[..., bytes],
) -> None:
    for text, date in (("stops", "2031-04-12"), ("stops", "2031-04-13"), ("ends", "2031-04-13")):
        data = plan_bytes(text=f"All firing {text}.", date=date)
        commit(repository, "a.plan.yaml", data)
    said = planver("history", "ceasefire", cwd=repository)
    assert "The story of ceasefire, through 2 drafts" in said.out
    assert '"stops" became "ends"' in said.out


def test_a_number_that_the_named_draft_does_not_have(
    planver: Planver, demo_repository: Path
) -> None:
    said = planver("history", "3", "--in", "e3-28", cwd=demo_repository)
    assert (said.code, said.out) == (2, "")
    assert "No draft has a clause with the id '3', and e3-28 none of that number." in said.err
    said = planver("history", "14", "--in", "geneva-19", cwd=demo_repository)
    assert (said.code, said.out) == (2, "")
    assert "the wording of geneva-19 was never published, so its numbers are not known" in said.err
