"""The other commands, as a person uses them."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from planver.cli.main import COMMANDS

from .conftest import SAMPLES, Planver

BAD = "planver: 1\nplan: x\n"


def test_help_names_every_command(planver: Planver) -> None:
    said = planver("--help")
    assert said.code == 0
    assert all(f"  {name} " in said.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(planver: Planver, name: str) -> None:
    said = planver(name, "--help")
    assert said.code == 0
    assert f"Usage: planver {name}" in said.out


def test_a_misspelt_command_is_answered_with_the_right_one(planver: Planver) -> None:
    said = planver("reviw")
    assert said.code == 2
    assert "Did you mean 'review'?" in said.err


@pytest.mark.parametrize(
    ("arguments", "usage"),
    [
        ((), "planver [OPTIONS]"),
        (("hooks",), "planver hooks [OPTIONS]"),
        (("help",), "planver [OPTIONS]"),
        (("help", "diff"), "planver diff [OPTIONS]"),
    ],
)
def test_help_is_what_a_bare_command_answers(
    planver: Planver, arguments: tuple[str, ...], usage: str
) -> None:
    said = planver(*arguments)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"Usage: {usage}")


def test_log_draws_the_graph(planver: Planver, demo_repository: Path) -> None:
    said = planver("log", cwd=demo_repository)
    assert said.code == 0
    lines = [line.rstrip() for line in said.out.splitlines()]
    assert lines[:6] == [
        "Plan to End the War in Ukraine",
        "",
        "●      us-28           2025-11-20  United States and Russia (disputed)",
        "│        28 points",
        "├─╮",
        "│ ●    e3-28           2025-11-23  France, Germany and the United Kingdom",
    ]
    assert "against us-28: 19 unchanged, 23 amended, 1 moved, 13 deleted" in said.out
    assert "wording never published; based on us-28" in said.out


def test_log_of_a_party_leaves_the_other_drafts_out(
    planver: Planver, demo_repository: Path
) -> None:
    said = planver("log", "--by", "fr", cwd=demo_repository)
    assert "Claims that are disputed, unverified or only reported count too." in said.out
    assert said.code == 0
    assert said.out.splitlines()[:5] == [
        "Plan to End the War in Ukraine",
        "Only drafts in which France changed something.",
        "",
        "●  e3-28           2025-11-23  France, Germany and the United Kingdom",
        "     27 points; against us-28: 23 amended, 1 moved, 13 deleted",
    ]
    assert "us-ua-20" not in said.out
    assert "Not known: what geneva-19 and moscow-27 changed, for" in said.out
    assert planver("log", "--by", "nobody", cwd=demo_repository).code == 2


def test_log_counts_alike_with_and_without_a_party(planver: Planver, demo_repository: Path) -> None:
    counts = "against us-28, across geneva-19, never published: 21 amended, 2 moved, 17 renumbered"
    for asked in (("log",), ("log", "--by", "us")):
        said = planver(*asked, cwd=demo_repository)
        assert counts in said.out
        assert "may have come with that draft." in said.out


def test_log_of_a_party_names_the_drafts_it_is_on_record_for(
    planver: Planver, demo_repository: Path
) -> None:
    said = planver("log", "--by", "ru", cwd=demo_repository)
    assert "Comparing shows none, but Russia is named for us-28 (disputed): see below." in said.out
    assert "us-28: Russia (disputed; draft us-28 of 2025-11-20; source: Axios" in said.out
    assert "he denied it]." in said.out


def test_log_of_a_point_tells_where_it_changed(planver: Planver, demo_repository: Path) -> None:
    said = planver("log", "--point", "territory", cwd=demo_repository)
    assert said.code == 0
    assert "Only drafts in which clause territory changed." in said.out
    assert "against us-28: 1 amended, 4 deleted" in said.out
    assert "against us-28, across geneva-19, never published: 1 amended" in said.out
    assert planver("log", "--point", "nowhere", cwd=demo_repository).code == 2


def test_log_without_drafts_says_where_to_go(planver: Planver) -> None:
    said = planver("log")
    assert said.code == 2
    assert "planver demo" in said.err


def test_show_reads_like_the_plan(planver: Planver, demo_repository: Path) -> None:
    said = planver("show", "us-ua-20", "12", cwd=demo_repository)
    assert said.code == 0
    assert said.out.startswith("12.  ")
    assert "Status: bracketed" in said.out
    assert "Alternative (Ukraine):" in said.out
    assert planver("show", "us-ua-20", "nope", cwd=demo_repository).code == 2


def test_check_lists_all_findings_with_places(planver: Planver, tmp_path: Path) -> None:
    (tmp_path / "bad.plan.yaml").write_text(BAD)
    said = planver("check", "bad.plan.yaml")
    assert said.code == 1
    assert "bad.plan.yaml:1:1: error:" in said.out
    assert "hint:" in said.out
    told = json.loads(planver("check", "bad.plan.yaml", "--format", "json").out)
    assert {"file", "line", "column", "rule", "severity", "clause", "message", "hint"} == set(
        told[0]
    )


def test_check_of_sound_files_folders_drafts_and_ranges(
    planver: Planver, demo_repository: Path
) -> None:
    assert planver("check", str(SAMPLES)).code == 0
    for names in ((), ("us-28",), ("us-28..us-ua-20",), ("e3-28:ukraine-2025.plan.yaml",)):
        said = planver("check", *names, cwd=demo_repository)
        assert said.code == 0, said.err
        assert "0 errors" in said.err


def test_check_lists_its_rules(planver: Planver) -> None:
    assert "duplicate-id" in planver("check", "--rules").out


def test_check_attributed_tells_what_cannot_be_known(
    planver: Planver, demo_repository: Path
) -> None:
    said = planver("check", "--attributed", "us-28..us-ua-20", cwd=demo_repository)
    assert said.code == 0
    assert said.out.count("[unknown-wording]") == 2
    assert said.err == (
        "2 drafts checked: 0 errors, 2 warnings. Every change that can be compared has a proposer "
        "on record; 3 of 56 rest at least in part on claims that are reported or unverified.\n"
    )
    assert planver("check", "--attributed", "us-28..e3-28", cwd=demo_repository).out == ""
    said = planver("check", "--attributed", "e3-28..us-ua-20", cwd=demo_repository)
    assert said.code == 2
    assert "us-ua-20 does not go back to e3-28" in said.err


def test_check_attributed_names_each_change_nobody_accounts_for(
    planver: Planver, tmp_path: Path, demo_repository: Path
) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(demo_repository), str(clone)], check=True)
    file = clone / "ukraine-2025.plan.yaml"
    text = file.read_text().replace("  id: us-ua-20", "  id: late-20")
    text = re.sub(r"  tabled_by:.*(\n    .*)*", "  tabled_by: []", text, count=1)
    text = re.sub(r"  based_on: .*", "  based_on: [us-ua-20]", text)
    file.write_text(text.replace("800,000", "700,000"))
    said = planver("check", "--attributed", "us-ua-20..late-20", cwd=clone)
    assert said.code == 1, said.err
    line = next(at for at, row in enumerate(file.read_text().splitlines(), 1) if "700,000" in row)
    found = re.search(
        r"ukraine-2025\.plan\.yaml:(\d+):9: error: .*\[unattributed-change\]", said.out
    )
    assert found
    assert 0 < line - int(found[1]) < 8
    assert "1 of 1 change that can be compared has no proposer on record." in said.err
    told = json.loads(
        planver("check", "--attributed", "us-ua-20..late-20", "--format=json", cwd=clone).out
    )
    assert [one["rule"] for one in told] == ["unattributed-change"]


def test_check_of_a_range_finds_a_file_that_was_broken_and_mended(
    planver: Planver, tmp_path: Path, demo_repository: Path
) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(demo_repository), str(clone)], check=True)
    file = clone / "ukraine-2025.plan.yaml"
    good = file.read_bytes()
    for data in (BAD.encode(), good):
        file.write_bytes(data)
        subprocess.run(["git", "commit", "-qam", "step", "--no-verify"], cwd=clone, check=True)
    assert planver("check", "HEAD~2..HEAD", cwd=clone).code == 1
    assert planver("check", "HEAD~1..HEAD", cwd=clone).code == 0


def test_fmt_lays_out_and_leaves_broken_files_alone(planver: Planver, tmp_path: Path) -> None:
    file, bad = tmp_path / "us-28.plan.yaml", tmp_path / "bad.plan.yaml"
    good = (SAMPLES / "us-28.plan.yaml").read_text()
    file.write_text(good.replace("\n\n  - id", "\n  - id"))
    bad.write_text(BAD)
    said = planver("fmt", "--check", "us-28.plan.yaml")
    assert (said.code, file.read_text() == good) == (1, False)
    said = planver("fmt", "bad.plan.yaml", "us-28.plan.yaml")
    assert said.code == 2
    assert bad.read_text() == BAD
    assert file.read_text() == good
    assert planver("fmt", "--check", "us-28.plan.yaml").code == 0


@pytest.mark.parametrize("command", ["record", "fmt"])
def test_a_text_is_no_plan_file(planver: Planver, tmp_path: Path, command: str) -> None:
    (tmp_path / "leaked.txt").write_text("1. Firing stops.\n")
    said = planver(command, "leaked.txt")
    assert said.code == 2
    assert "leaked.txt is not a plan file." in said.err
    assert "`planver import leaked.txt`" in said.err


def test_what_cannot_be_compared_is_told_what_can(planver: Planver, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04\x00")
    (tmp_path / "b.txt").write_text("1. Firing stops.\n")
    said = planver("diff", "a.docx", "b.txt")
    assert said.code == 2
    assert "a.docx is neither a plan file nor a text" in said.err
    assert "NAME.plan.yaml" in said.err
    assert ".txt" in said.err


def test_init_import_record_and_diff_as_in_the_readme(planver: Planver, tmp_path: Path) -> None:
    folder = tmp_path / "my-plan"
    assert planver("init", "my-plan").code == 0
    assert planver("init", "my-plan").err.startswith("Everything was there already.")
    (folder / "leaked.txt").write_text("1. Firing stops.\n2. Forces withdraw 20 km.\n")
    details = ("--plan", "river", "--draft", "bor-1", "--by", "bor", "--date", "2031-04-12")
    said = planver("import", "leaked.txt", *details, cwd=folder)
    assert said.code == 1
    assert "2.          Forces withdraw 20 km." in said.out
    assert "Nothing was written" in said.err
    assert planver("import", "leaked.txt", *details, "--yes", cwd=folder).code == 0
    assert "already exists" in planver("import", "leaked.txt", *details, "-y", cwd=folder).err
    said = planver("record", "bor-1.plan.yaml", cwd=folder)
    assert said.code == 0, said.err
    assert "Recorded draft bor-1 as revision" in said.err
    (folder / "answer.txt").write_text(
        "1. Firing stops.\n2. The bridge opens.\n3. Forces withdraw 30 km.\n"
    )
    details = ("--onto", "bor-1", "--draft", "alba-2", "--by", "alba", "--date", "2031-04-20")
    assert planver("import", "answer.txt", *details, "--yes", cwd=folder).code == 0
    said = planver("diff", "bor-1", "alba-2", cwd=folder)
    assert "Point 3: amended, renumbered from 2." in said.out
    assert "Proposed by alba (draft alba-2 of 2031-04-20)." in said.out
    assert "quantity: 20 km -> 30 km" in said.out
    log = subprocess.run(
        ["git", "log", "-1", "--format=%B"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout
    assert "Proposed-by: bor" in log


def test_record_refuses_a_broken_file_and_changes_nothing(planver: Planver, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    planver("init", "p")
    (folder / "bad.plan.yaml").write_text(BAD)
    said = planver("record", "bad.plan.yaml", cwd=folder)
    assert said.code == 2
    assert "bad.plan.yaml:1:1: error:" in said.err
    assert "was not recorded" in said.err


@pytest.mark.parametrize(
    ("value", "message"),
    [("nobody", "no party 'nobody'"), ("ua [nothing]", "no clause 'nothing'"), ("U A", "who")],
)
def test_record_refuses_trailers_that_name_nothing(
    planver: Planver, tmp_path: Path, value: str, message: str
) -> None:
    planver("init", "p")
    data = (SAMPLES / "us-28.plan.yaml").read_bytes()
    (tmp_path / "p" / "us-28.plan.yaml").write_bytes(data)
    said = planver("record", "us-28.plan.yaml", "-p", value, cwd=tmp_path / "p")
    assert said.code == 2
    assert message in said.err


def test_hooks_come_and_go(planver: Planver, tmp_path: Path) -> None:
    planver("init", "p", "--no-hooks")
    folder = tmp_path / "p"
    assert planver("hooks", "status", cwd=folder).code == 1
    assert planver("hooks", "install", cwd=folder).code == 0
    assert planver("hooks", "status", cwd=folder).code == 0
    assert planver("hooks", "uninstall", cwd=folder).code == 0
    assert "not installed" in planver("hooks", "status", cwd=folder).out


def test_demo_refuses_a_folder_with_content(planver: Planver, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note").write_text("mine")
    said = planver("demo", "full")
    assert said.code == 2
    assert "not an empty folder" in said.err
    assert planver("demo", "fresh").code == 0


@pytest.mark.parametrize("found", [True, False])
def test_demo_tells_a_way_that_works(
    planver: Planver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, found: bool
) -> None:
    binaries = tmp_path / "venv" / "bin"
    binaries.mkdir(parents=True)
    for name in ("planver", "python"):
        (binaries / name).write_text("#!/bin/sh\n")
        (binaries / name).chmod(0o755)
    monkeypatch.setattr("sys.executable", str(binaries / "python"))
    git = Path(shutil.which("git") or "").parent
    monkeypatch.setenv("PATH", f"{binaries}:{git}" if found else str(git))
    said = planver("demo", "fresh")
    assert said.code == 0
    assert (f'export PATH="{binaries}:$PATH"' in said.err) is not found


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(planver: Planver, shell: str) -> None:
    said = planver("completion", shell)
    assert said.code == 0
    assert "_PLANVER_COMPLETE" in said.out


def test_a_bug_is_two_lines_and_a_log_file(
    planver: Planver, monkeypatch: pytest.MonkeyPatch, demo_repository: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret draft text")

    monkeypatch.setattr("planver.cli.diff_command.compare_drafts", broken)
    said = planver("diff", "us-28", "e3-28", cwd=demo_repository)
    assert said.code == 3
    error, hint = said.err.splitlines()
    assert "bug in planver" in error
    log = Path(hint.rpartition(" in ")[2].removesuffix("."))
    assert "ZeroDivisionError" in log.read_text()
    log.unlink()


def test_a_draft_in_two_wordings_is_told_as_such(
    planver: Planver, tmp_path: Path, plan_bytes: Callable[..., bytes]
) -> None:
    (tmp_path / "a.plan.yaml").write_bytes(plan_bytes())
    (tmp_path / "b.plan.yaml").write_bytes(plan_bytes(text="All firing goes on."))
    said = planver("log", cwd=tmp_path)
    assert said.code == 0
    assert "The draft alba-1 stands in 2 wordings side by side: a.plan.yaml" in said.err
    said = planver("check", cwd=tmp_path)
    assert said.code == 1
    assert "stands in b.plan.yaml as well. [draft-in-two-files]" in said.out


def test_interrupting_is_quiet(planver: Planver, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("planver.cli.log_command.draft_graph", interrupted)
    said = planver("log")
    assert said.code == 130
    assert "Traceback" not in said.err


def test_the_shell_completes_draft_ids(
    planver: Planver,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    demo_repository: Path,
) -> None:
    monkeypatch.setenv("_PLANVER_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "planver diff us-")
    monkeypatch.setenv("COMP_CWORD", "2")
    with pytest.raises(SystemExit):
        planver(cwd=demo_repository)
    assert capsys.readouterr().out.split() == ["plain,us-28", "plain,us-ua-20"]


def test_log_wraps_its_sentences_on_a_terminal(
    planver: Planver, demo_repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    asked = ("log", "--by", "us", "--no-pager")
    linear = planver(*asked, cwd=demo_repository).out
    told = planver(*asked, "--color", "always", cwd=demo_repository).out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", told)
    below = plain[plain.index("What changed across") :].splitlines()
    assert max(map(len, below)) <= 60
    assert " ".join(below) == " ".join(linear[linear.index("What changed across") :].split())


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("diff us28 e3-28", "'us-28'"),
        ("show US-28", "'us-28'"),
        ("parties us-ua20", "'us-ua-20'"),
        ("figures e3-29", "'e3-28'"),
        ("show us-28 teritory", "'territory'"),
        ("blame --point armed-force", "'armed-forces'"),
        ("history armed-force", "'armed-forces'"),
        ("history --in geneva-19 armed-force", "'armed-forces'"),
        ("log --point armed-force", "'armed-forces'"),
        ("diff us-28 e3-28 --point armed-force", "'armed-forces'"),
        ("log --by Russia", "'ru'"),
        ("log --by rus", "'ru' or 'us'"),
        ("diff us-28 e3-28 --by france", "'fr'"),
    ],
)
def test_a_slip_of_the_pen_is_asked_about(
    planver: Planver, demo_repository: Path, asked: str, meant: str
) -> None:
    said = planver(*asked.split(), cwd=demo_repository)
    assert said.code == 2
    assert f"hint: Did you mean {meant}? " in said.err


def test_what_is_near_to_nothing_is_not_asked_about(
    planver: Planver, demo_repository: Path
) -> None:
    for asked in ("show quintessence", "log --by atlantis", "show us-28 99"):
        said = planver(*asked.split(), cwd=demo_repository)
        assert said.code == 2
        assert "Did you mean" not in said.err


def test_a_file_that_is_not_there_has_a_hint(
    planver: Planver, tmp_path: Path, plan_bytes: Callable[..., bytes]
) -> None:
    said = planver("record", "bor-1.plan.yaml")
    assert said.code == 2
    assert said.err.endswith("hint: Look at its name, and at the folder you are in.\n")
    (tmp_path / "bor-2.plan.yaml").write_bytes(plan_bytes("bor-2"))
    said = planver("record", "bor-1.plan.yaml")
    assert "hint: Did you mean 'bor-2.plan.yaml'? Look at its name" in said.err
    assert "hint: Look" in planver("record", "nowhere/bor-1.plan.yaml").err


def test_record_asks_about_a_slip_of_the_pen(
    planver: Planver, tmp_path: Path, plan_bytes: Callable[..., bytes]
) -> None:
    (tmp_path / "a.plan.yaml").write_bytes(plan_bytes("alba-1"))
    said = planver("record", "a.plan.yaml", "-p", "albania")
    assert "hint: Did you mean 'alba'? Its parties are" in said.err
    said = planver("record", "a.plan.yaml", "-p", "alba [ceasfire]")
    assert "hint: Did you mean 'ceasefire'? " in said.err
