"""`planver figures`: names, forms, choices, slips."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from planver.render.figures_data import schema_text

from .conftest import Planver

THREE = ("us-28", "e3-28", "us-ua-20")


def rows_with(out: str, *words: str) -> list[str]:
    return [line for line in out.splitlines() if all(word in line for word in words)]


def test_the_force_cap_over_three_drafts(planver: Planver, demo_repository: Path) -> None:
    said = planver("figures", *THREE, cwd=demo_repository)
    assert (said.code, said.err) == (0, "")
    (row,) = rows_with(said.out, "armed forces")
    assert row.split()[:3] == ["600,000", "800,000", "800,000"]
    assert "e3-28: 600,000 -> 800,000, proposed by France, Germany and the United Kingdom" in row
    # geneva-19, whose wording nobody published, stands between the drafts.
    assert "in geneva-19 or us-ua-20: 600,000 -> 800,000 since us-28" in row


def test_without_names_all_drafts_of_the_plan(planver: Planver, demo_repository: Path) -> None:
    said = planver("figures", cwd=demo_repository)
    (row,) = rows_with(said.out, "armed forces")
    assert row.split()[:6] == ["600,000", "800,000", "—", "?", "?", "800,000"]
    assert "The wording of geneva-19 and moscow-27 was never published" in said.out
    assert "europe-24 is not based on another draft shown here" in said.out


def test_one_point_only(planver: Planver, demo_repository: Path) -> None:
    said = planver("figures", "--point", "armed-forces", "--format", "json", cwd=demo_repository)
    told = json.loads(said.out)
    assert [row["title"][:2] for row in told["rows"]] == ["6 "]


def test_a_point_without_figures(planver: Planver, demo_repository: Path) -> None:
    said = planver("figures", "us-28", "e3-28", "--point", "1", cwd=demo_repository)
    assert said.code == 0
    assert "There are no figures and no deadlines in these clauses." in said.out


def test_json_keeps_its_contract(planver: Planver, demo_repository: Path) -> None:
    said = planver("figures", "--format", "json", cwd=demo_repository)
    told = json.loads(said.out)
    jsonschema.validate(told, json.loads(schema_text()))
    (cap,) = [row for row in told["rows"] if "armed forces" in row["title"]]
    assert [cell and [one["amount"] for one in cell] for cell in cap["cells"]] == [
        [600_000], [800_000], [], None, None, [800_000],
    ]  # fmt: skip
    assert [move["through"] for move in cap["moves"]] == [[], ["geneva-19"]]
    assert [[made["party"] for made in move["proposed_by"]] for move in cap["moves"]] == [
        ["e3"], [],
    ]  # fmt: skip


def test_csv_reads_back(planver: Planver, demo_repository: Path) -> None:
    said = planver("figures", *THREE, "--format", "csv", cwd=demo_repository)
    lines = list(csv.DictReader(io.StringIO(said.out)))
    cap = [line for line in lines if "armed forces" in line["clause"]]
    assert [(line["draft"], line["amount"], line["number"]) for line in cap] == [
        ("us-28", "600000", "6"), ("e3-28", "800000", "6"), ("us-ua-20", "800000", "4"),
    ]  # fmt: skip
    assert [line["proposed_by"] for line in cap] == ["", "e3", ""]
    voices = {line["said_by"] for line in lines if "Zaporizhzhia" in line["clause"]}
    assert {"United States", "Ukraine"} <= voices


def test_markdown(planver: Planver, demo_repository: Path) -> None:
    said = planver("figures", *THREE, "--format", "markdown", cwd=demo_repository)
    assert "\n| 600,000 | 800,000 | 800,000 | 6 Ukraine" in said.out


@pytest.mark.parametrize("columns", ["20", "46", "80", "200"])
def test_a_terminal_of_any_width(
    planver: Planver, demo_repository: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    arguments = ("figures", "--format", "terminal")
    bare = planver(*arguments, "--color", "never", cwd=demo_repository)
    assert bare.code == 0
    assert max(map(len, bare.out.splitlines())) <= int(columns)
    assert ("█" in bare.out) == (columns != "20")
    assert "\x1b[" not in bare.out
    assert "\x1b[" in planver(*arguments, "--color", "always", cwd=demo_repository).out


def test_plain_files_outside_of_git(planver: Planver, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("1. The cap is 600 soldiers.\n2. Prisoners come home.\n")
    (tmp_path / "two.txt").write_text("1. Prisoners come home.\n2. The cap is 800 soldiers.\n")
    said = planver("figures", "one.txt", "two.txt")
    assert said.code == 0, said.err
    (row,) = rows_with(said.out, "The cap is")
    assert row.split()[:2] == ["600", "800"]


def test_hostile_words_do_nothing(planver: Planver, tmp_path: Path) -> None:
    words = "=cmd|' /C' 5 [bold]x[/bold] \x1b]52;c;aGk=\x07"
    (tmp_path / "one.txt").write_text(f"1. {words} pay 10 \u202enworc\u202c.\n")
    (tmp_path / "two.txt").write_text(f"1. {words} pay 20 \u202enworc\u202c.\n")
    for form in ("terminal", "plain", "markdown", "csv", "json"):
        said = planver("figures", "one.txt", "two.txt", "--format", form, "--color", "always")
        assert said.code == 0, said.err
        for acting in ("\x1b]", "\x07", "\u202e"):
            assert acting not in said.out, form


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("us-28", "nope"), "no draft, revision or file called 'nope'", "Drafts here: us-28"),
        (("--point", "99"), "No draft has a point or clause '99'", "planver show DRAFT"),
        (("--plan", "other"), "There are no drafts of a plan 'other'", "folder of a plan"),
    ],
)
def test_slips_get_a_sentence_and_a_hint(
    planver: Planver, demo_repository: Path, arguments: tuple[str, ...], message: str, hint: str
) -> None:
    said = planver("figures", *arguments, cwd=demo_repository)
    assert (said.code, said.out) == (2, "")
    assert message in said.err
    assert hint in said.err.splitlines()[1]


def test_no_drafts_and_several_plans(planver: Planver, tmp_path: Path) -> None:
    said = planver("figures")
    assert said.code == 2
    assert "There are no drafts here." in said.err
    for plan in ("one", "two"):
        (tmp_path / f"{plan}.plan.yaml").write_text(
            f"planver: 1\nplan: {plan}\ndraft:\n  id: d\npoints:\n  - id: a\n    text: In 5 days.\n"
        )
    said = planver("figures")
    assert said.code == 2
    assert "There are several plans here: one, two." in said.err
    assert "--plan" in said.err.splitlines()[1]
