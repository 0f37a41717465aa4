"""`planver diff`: names, formats, choices, exit codes."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from planver.render.contract import schema_text

from .conftest import SAMPLES, Planver


def diff_json(planver: Planver, cwd: Path, *arguments: str) -> dict[str, Any]:
    said = planver("diff", *arguments, "--format", "json", cwd=cwd)
    assert (said.code, said.err) == (0, "")
    told: dict[str, Any] = json.loads(said.out)
    jsonschema.validate(told, json.loads(schema_text()))
    return told


def test_the_force_cap_names_figures_proposer_source_and_date(
    planver: Planver, demo_repository: Path
) -> None:
    said = planver("diff", "us-28", "e3-28", "--point", "6", cwd=demo_repository)
    assert said.code == 0
    assert "Point 6: amended." in said.out
    assert "600,000 -> 800,000" in said.out
    assert "Proposed by France, Germany and the United Kingdom" in said.out
    assert "2025-11-23; source: Reuters 2025-11-23" in said.out


def test_json_keeps_its_contract_and_names_the_proposer(
    planver: Planver, demo_repository: Path
) -> None:
    told = diff_json(planver, demo_repository, "us-28", "e3-28", "--point", "6")
    (change,) = told["changes"]
    assert change["substance"] == [
        {"kind": "number", "before": "600,000", "after": "800,000"},
        {"kind": "qualifier", "before": None, "after": "in peacetime"},
    ]
    (claim,) = change["proposed_by"]
    assert claim["party"] == "e3"
    assert claim["draft"] == "e3-28"
    assert claim["source"] == "reuters-e3"
    assert told["before"]["tabled_by"] == ["us", "ru"]
    assert [one["confidence"] for one in told["before"]["tabling"]] == ["stated", "disputed"]
    assert "he denied it" in told["before"]["tabling"][1]["note"]


def test_unpublished_wording_is_never_a_deletion(planver: Planver, demo_repository: Path) -> None:
    told = diff_json(planver, demo_repository, "us-28", "geneva-19")
    assert told["unpublished"] == ["after"]
    assert told["changes"] == []
    said = planver("diff", "us-28", "geneva-19", cwd=demo_repository)
    assert "never published" in said.out
    assert "deleted." not in said.out.replace("Nothing in it counts as deleted.", "")


@pytest.mark.parametrize(
    "name",
    [
        "e3-28",
        "ukraine-2025/e3-28",
        "draft/e3-28",
        "e3-28:ukraine-2025.plan.yaml",
        "{oid}",
        "{short}",
    ],
)
def test_a_draft_has_many_names(planver: Planver, demo_repository: Path, name: str) -> None:
    oid = subprocess.run(
        ["git", "rev-parse", "refs/tags/e3-28"],
        cwd=demo_repository,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    said = planver(
        "diff", "us-28", name.format(oid=oid, short=oid[:10]), "--stat", cwd=demo_repository
    )
    assert said.code == 0
    assert "Point 6: amended (e3)" in said.out


def test_works_from_a_subfolder_and_a_linked_worktree(
    planver: Planver, demo_repository: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(demo_repository), str(clone)], check=True)
    below = clone / "notes" / "today"
    below.mkdir(parents=True)
    assert "Point 6" in planver("diff", "us-28", "e3-28", "--stat", cwd=below).out
    subprocess.run(
        ["git", "worktree", "add", "-q", str(tmp_path / "tree"), "us-28"], cwd=clone, check=True
    )
    assert "Point 6" in planver("diff", "us-28", "e3-28", "--stat", cwd=tmp_path / "tree").out


def test_works_outside_git_on_plain_files(planver: Planver, tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path / "plain")
    assert planver("diff", "us-28", "e3-28", "--stat", cwd=tmp_path / "plain").code == 0
    said = planver("diff", "plain/us-28.plan.yaml", "plain/e3-28.plan.yaml", "--stat")
    assert "Point 3: deleted (e3)" in said.out


def test_two_numbered_texts_compare_as_they_are(planver: Planver, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("1. Stop at noon.\n2. Withdraw 20 km.\n3. Free all.\n")
    (tmp_path / "two.txt").write_text("1. Stop at noon.\n2. Open it.\n3. Withdraw 30 km.\n")
    said = planver("diff", "one.txt", "two.txt")
    assert said.code == 0
    assert "Point 3: amended, renumbered from 2." in said.out
    assert "quantity: 20 km -> 30 km" in said.out


def test_an_edit_on_disk_is_seen_before_it_is_recorded(
    planver: Planver, demo_repository: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(demo_repository), str(clone)], check=True)
    file = clone / "ukraine-2025.plan.yaml"
    file.write_text(file.read_text().replace("800,000 personnel", "700,000 personnel"))
    said = planver("diff", "us-28", "us-ua-20", "--point", "armed-forces", cwd=clone)
    assert "600,000 -> 700,000" in said.out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--only", "deleted"), "Point 3: deleted."),
        (("--only", "moved"), "Point 20: moved from 20.a."),
        (("--by", "fr", "--point", "6"), "Point 6: amended."),
        (("--point", "20(b)"), "Clause 20.b: deleted."),
        (("--point", "us-guarantee-void-missile"), "Clause 10.d: deleted."),
    ],
)
def test_choices(
    planver: Planver, demo_repository: Path, arguments: tuple[str, ...], expected: str
) -> None:
    said = planver("diff", "us-28", "e3-28", *arguments, cwd=demo_repository)
    assert said.code == 0
    assert expected in said.out


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("us-28", "nope"), "no draft, revision or file called 'nope'", "Drafts here: us-28"),
        (("us-28", "e3-28", "--by", "xx"), "party 'xx'", "The parties are"),
        (("us-28", "e3-28", "--point", "99"), "point or clause '99'", "planver show"),
        (("us-28", "e3-28", "--only", "changed"), "no kind of change", "--help"),
        (("us-28",), "Missing argument 'AFTER'", "--help"),
        (("us-28", "HEAD:nothing.plan.yaml"), "no file 'nothing.plan.yaml' in HEAD", "path"),
    ],
)
def test_slips_get_a_sentence_and_a_hint(
    planver: Planver, demo_repository: Path, arguments: tuple[str, ...], message: str, hint: str
) -> None:
    said = planver("diff", *arguments, cwd=demo_repository)
    assert said.code == 2
    assert said.out == ""
    first, second = said.err.splitlines()
    assert first.startswith("planver: error: ")
    assert message in first
    assert second.startswith("hint: ")
    assert hint in second


def test_exit_code_tells_differences(planver: Planver, demo_repository: Path) -> None:
    assert planver("diff", "us-28", "e3-28", "--exit-code", cwd=demo_repository).code == 1
    assert planver("diff", "us-28", "us-28", "--exit-code", cwd=demo_repository).code == 0


def test_a_broken_file_is_named_with_its_place(planver: Planver, tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "us-28.plan.yaml", tmp_path)
    (tmp_path / "bad.plan.yaml").write_text("planver: 1\nplan: [x\n")
    said = planver("diff", "us-28.plan.yaml", "bad.plan.yaml")
    assert said.code == 2
    assert "bad.plan.yaml:" in said.err
    assert "Traceback" not in said.err


def test_hostile_text_is_shown_and_does_nothing(planver: Planver, tmp_path: Path) -> None:
    text = "1. All [agree] [/] [bold]x[/bold] \x1b]52;c;aGk=\x07 and \u202egnorw\u202c stop.\n"
    (tmp_path / "one.txt").write_text("1. All agree and stop.\n")
    (tmp_path / "two.txt").write_text(text)
    for form in ("plain", "terminal", "markdown", "json"):
        said = planver("diff", "one.txt", "two.txt", "--format", form, "--color", "always")
        assert said.code == 0
        shown = said.out
        for acting in ("\x1b]", "\x07", "\u202e", "\u202c"):
            assert acting not in shown, (form, acting)
        plain = shown.replace("\\", "")
        assert "[agree]" in plain
        assert "[/]" in plain
    said = planver("diff", "one.txt", "two.txt")
    assert "<U+001B>]52;c;aGk=<U+0007>" in said.out
    assert "<U+202E>gnorw<U+202C>" in said.out


@pytest.mark.parametrize("form", ["plain", "terminal"])
def test_a_huge_context_is_every_clause(planver: Planver, demo_repository: Path, form: str) -> None:
    arguments = ("diff", "us-28", "e3-28", "--format", form, "--context")
    said = planver(*arguments, "1000000000", cwd=demo_repository)
    assert said.code == 0
    assert said.out == planver(*arguments, "1000", cwd=demo_repository).out
    assert "not shown" not in said.out


def test_colours_only_where_asked(planver: Planver, demo_repository: Path) -> None:
    arguments = ("diff", "us-28", "e3-28", "--point", "6")
    assert "\x1b[" not in planver(*arguments, cwd=demo_repository).out
    assert "\x1b[" in planver(*arguments, "--color", "always", cwd=demo_repository).out
    drawn = planver(*arguments, "--format", "terminal", "--color", "never", cwd=demo_repository).out
    assert "\x1b[" not in drawn
    assert "~ 6" in drawn


def test_cosmetic_changes_are_folded_on_a_terminal_and_never_left_out(
    planver: Planver, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text("1. Stop at noon\n2. Withdraw all guns.\n3. Free all men.\n")
    (tmp_path / "two.txt").write_text("1. Stop at noon.\n2. Withdraw all men.\n3. Free all men.\n")
    files = ("diff", "one.txt", "two.txt")
    folded = "1 change is cosmetic only and folded: 1. To see them, add --cosmetic show."
    counts = "1 unchanged, 2 amended (1 cosmetic only)."
    for arguments in (
        ("--format", "terminal"),
        ("--color", "always"),
        ("--cosmetic", "fold"),
        ("--cosmetic", "fold", "--stat"),
        ("--cosmetic", "fold", "--format", "markdown"),
    ):
        said = planver(*files, *arguments).out
        assert "cosmetic only and folded: 1." in " ".join(said.split())
        assert "Stop at noon" not in said
    said = planver(*files, "--format", "terminal").out
    assert folded in " ".join(said.split())
    assert counts in said
    assert "··· 1 clause not shown, with cosmetic changes only" in said
    written_out: tuple[tuple[str, ...], ...] = (
        ("--format", "terminal", "--cosmetic", "show"),
        ("--format", "terminal", "--point", "1"),
        ("--format", "markdown"),
        (),
    )
    for wanted in written_out:
        said = planver(*files, *wanted).out
        assert "Stop at noon" in said
        assert "folded" not in said
    assert "Point 1: amended (cosmetic only)" in planver(*files, "--stat").out
    told = diff_json(
        planver, tmp_path, "one.txt", "two.txt", "--cosmetic", "fold", "--only", "amended"
    )
    assert [change["cosmetic"] for change in told["changes"]] == [True, False]
    assert planver("diff", "one.txt", "one.txt", "--exit-code").code == 0
    assert planver(*files, "--point", "1", "--exit-code").code == 1


def test_files_without_ids_compare_by_their_words_and_say_what_was_passed_over(
    planver: Planver, tmp_path: Path
) -> None:
    for name in ("us-28", "e3-28"):
        text = (SAMPLES / f"{name}.plan.yaml").read_text()
        head, points = text.split("\npoints:\n")
        bare = re.sub(r"^( *)- id: \S+\n +(?=\S)", r"\1- ", points, flags=re.MULTILINE)
        (tmp_path / f"{name}.plan.yaml").write_text(f"{head}\npoints:\n{bare}")
    said = planver("diff", "us-28.plan.yaml", "e3-28.plan.yaml", "--stat")
    assert said.code == 0
    assert "Point 6: amended (e3)" in said.out
    assert "Point 20: moved from 20.a" in said.out
    assert "us-28.plan.yaml has errors that a comparison can do without" in said.err


def test_a_draft_between_the_two_may_have_made_the_changes(
    planver: Planver, tmp_path: Path
) -> None:
    for name, of, base, days in (
        ("bor-1", "bor", "", "30"),
        ("alba-2", "alba", "bor-1", "60"),
        ("bor-3", "bor", "alba-2", "60"),
    ):
        text = f"Treaty\n\n1. Firing stops within {days} days.\n2. Item {name} stands.\n"
        (tmp_path / "text.txt").write_text(text, encoding="utf-8")
        onto = ("--onto", base) if base else ("--plan", "river")
        planver("import", "text.txt", "--draft", name, "--by", of, "--yes", *onto)
    told = diff_json(planver, tmp_path, "bor-1", "bor-3")
    assert told["between"] == ["alba-2"]
    assert [change["proposed_by"] for change in told["changes"]] == [[], []]
    said = planver("diff", "bor-1", "bor-3").out
    assert "alba-2 stands between: what changed here changed in alba-2 or bor-3.\n" in said
    assert "Nobody is named, unless the record speaks of the clause itself" in said
    assert "Proposed by" not in said
    assert "alba" in planver("diff", "bor-1", "alba-2", "--stat").out
    (tmp_path / "alba-2.plan.yaml").unlink()
    said = planver("diff", "bor-1", "bor-3").out
    assert "bor-3 is based on alba-2, and whether that goes back to bor-1 is not known" in said
    assert "Proposed by" not in said


def test_a_claim_that_is_not_firm_says_so_in_every_form(
    planver: Planver, demo_repository: Path
) -> None:
    asked = ("diff", "us-28", "e3-28", "--point", "15")
    told = planver(*asked, "--stat", cwd=demo_repository).out
    assert "~ Point 15: amended (e3 (unverified))" in told
    for form in ("terminal", "plain", "markdown"):
        told = planver(*asked, "--format", form, cwd=demo_repository).out
        assert "unverified" in told
    told = planver("history", "territory", cwd=demo_repository).out
    assert "reports do not say which side drafted it" in told
    assert "Senators quoted Secretary Rubio as calling it a Russian list; he denied it" in told
