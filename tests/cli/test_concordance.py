"""`planver concordance`: names, forms, choices, slips."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from planver.render.concordance_data import schema_text

from .conftest import Planver


def test_three_drafts_and_a_gap_in_one_table(planver: Planver, demo_repository: Path) -> None:
    names = ("us-28", "geneva-19", "e3-28", "us-ua-20")
    said = planver("concordance", *names, cwd=demo_repository)
    assert (said.code, said.err) == (0, "")
    assert "12          ?          12     8, 9      The Parties shall" in said.out
    assert "The wording of geneva-19 was never published" in said.out


def test_in_the_order_of_the_last_draft(planver: Planver, demo_repository: Path) -> None:
    said = planver("concordance", "us-28", "us-ua-20", "--reverse", cwd=demo_repository)
    assert "Concordance, in the order of us-ua-20" in said.out
    assert said.out.index("\n16  ") < said.out.index("\n11  ")


def test_points_only(planver: Planver, demo_repository: Path) -> None:
    said = planver("concordance", "us-28", "e3-28", "--points", cwd=demo_repository)
    assert "those with a point." in said.out
    assert "\n12.a " not in said.out
    assert "\n20.a " in said.out  # it became a point


def test_json_keeps_its_contract(planver: Planver, demo_repository: Path) -> None:
    said = planver("concordance", "us-28", "us-ua-20", "--format", "json", cwd=demo_repository)
    told = json.loads(said.out)
    jsonschema.validate(told, json.loads(schema_text()))
    assert told["drafts"][0]["revision"]


def test_csv_reads_back(planver: Planver, demo_repository: Path) -> None:
    said = planver("concordance", "us-28", "us-ua-20", "--format", "csv", cwd=demo_repository)
    rows = list(csv.DictReader(io.StringIO(said.out)))
    (split,) = [row for row in rows if row["us-28"] == "12"]
    assert (split["us-ua-20"], split["change"]) == ("8, 9", "split, amended, renumbered")


def test_markdown(planver: Planver, demo_repository: Path) -> None:
    said = planver("concordance", "us-28", "us-ua-20", "--format", "markdown", cwd=demo_repository)
    assert "\n| 12 | 8, 9 | The Parties shall" in said.out


@pytest.mark.parametrize("columns", ["20", "46", "80", "200"])
def test_a_terminal_of_any_width(
    planver: Planver, demo_repository: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    arguments = ("concordance", "us-28", "e3-28", "us-ua-20", "--format", "terminal")
    bare = planver(*arguments, "--color", "never", cwd=demo_repository)
    assert bare.code == 0
    assert max(map(len, bare.out.splitlines())) <= int(columns)
    assert "\x1b[" not in bare.out
    assert "\x1b[" in planver(*arguments, "--color", "always", cwd=demo_repository).out


def test_texts_without_ids_by_their_words(planver: Planver, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("1. All firing stops at noon.\n2. Prisoners come home.\n")
    (tmp_path / "two.txt").write_text("1. Prisoners come home.\n2. All firing stops at noon.\n")
    said = planver("concordance", "one.txt", "two.txt")
    assert said.code == 0
    assert [line.split()[:2] for line in said.out.splitlines()[-2:]] == [["1", "2"], ["2", "1"]]


def test_hostile_words_do_nothing(planver: Planver, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("1. =cmd|' /C' [bold]x[/bold] \x1b]52;c;aGk=\x07\n")
    (tmp_path / "two.txt").write_text("1. \u202egnorw\u202c.\n")
    for form in ("terminal", "plain", "markdown", "csv", "json"):
        said = planver("concordance", "one.txt", "two.txt", "--format", form, "--color", "always")
        assert said.code == 0, said.err
        for acting in ("\x1b]", "\x07", "\u202e"):
            assert acting not in said.out, form
        assert "[bold]" in said.out.replace("\\", "")
        if form == "csv":
            assert ",'=cmd" in said.out


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("us-28",), "needs two drafts or more", "planver concordance BEFORE AFTER"),
        ((), "needs two drafts or more", "in the order of time"),
        (("us-28", "nope"), "no draft, revision or file called 'nope'", "Drafts here: us-28"),
    ],
)
def test_slips_get_a_sentence_and_a_hint(
    planver: Planver, demo_repository: Path, arguments: tuple[str, ...], message: str, hint: str
) -> None:
    said = planver("concordance", *arguments, cwd=demo_repository)
    assert (said.code, said.out) == (2, "")
    assert message in said.err
    assert hint in said.err.splitlines()[1]
