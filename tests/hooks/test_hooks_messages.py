"""The commit-msg hook: trailers that are sound, known, and agree with the plan file."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from planver.hooks import run
from planver.hooks.install import install

Git = Callable[..., str]
TryGit = Callable[..., subprocess.CompletedProcess[str]]
Commit = Callable[..., str]
PlanBytes = Callable[..., bytes]

PLAN = "lumen.plan.yaml"
UNPUBLISHED = b"""reported:
  - text: The bridge may be opened.
    clauses: [embassy]
"""


@pytest.fixture
def staged(repository: Path, git: Git, plan_bytes: PlanBytes) -> Path:
    """A draft tabled by alba, whose clause `bridge` bor proposed, staged under hooks."""
    install(repository)
    (repository / PLAN).write_bytes(plan_bytes())
    git(repository, "add", PLAN)
    return repository


@pytest.mark.parametrize(
    "message",
    [
        "No trailers at all",
        "x\n\nProposed-by: alba",
        "x\n\nProposed-by: alba [ceasefire]\nProposed-by: bor [bridge]\nSource: anything\n  goes",
        "x\n\nproposed-by:   alba   [ ceasefire ]",
        "x\n\nProposed-by: bor",
        "x\n\nSource: in the body, as prose.\nAnd on it goes.\n\nSigned-off-by: A <a@b>",
        "x\n\nProposed-by: alba\n\n# Proposed-by: nobody\n",
    ],
)
def test_sound_messages_pass(staged: Path, git: Git, message: str) -> None:
    git(staged, "commit", "-q", "-F", "-", stdin=message)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("x\n\nProposed-by: The President", "commit message:3:14: error [trailer-form]"),
        ("x\n\nProposed-by:", "commit message:3:13: error [trailer-form]"),
        ("x\n\nProposed-by: alba [", "error [trailer-form]"),
        ("x\n\nProposed-by: alba bridge", "error [trailer-form]"),
        ("x\n\nSource:", "commit message:3:8: error [trailer-form]"),
        ("x\n\nProposed-by: zed", "error [trailer-party] zed is not a party"),
        ("x\n\nProposed-by: alba [harbour]", "error [trailer-clause] harbour: No clause"),
        ("x\n\nProposed-by: alba [bridge]", "error [trailer-disagrees] bridge: "),
        ("x\n\nProposed-by: bor [ceasefire]", "error [trailer-disagrees] ceasefire: "),
        ("x\n\nProposed-by: cass", "error [trailer-disagrees] The plan file names cass nowhere"),
        ("x\n\nProposed-by: alba\n\nThat is all there is.", "3:14: error [trailer-lost]"),
        ("Proposed-by: alba", "commit message:1:14: error [trailer-lost]"),
        ("x\n\nSome prose\nProposed-by: alba\nand more prose", "error [trailer-lost]"),
    ],
)
def test_what_is_wrong_is_told(staged: Path, try_git: TryGit, message: str, told: str) -> None:
    done = try_git(staged, "commit", "-F", "-", stdin=message)
    assert done.returncode == 1
    assert told in done.stderr, done.stderr
    assert "hint: To record it all the same: git commit --no-verify" in done.stderr
    assert "git commit --edit --file='" in done.stderr
    assert try_git(staged, "rev-parse", "-q", "--verify", "HEAD").returncode != 0


def test_all_findings_are_told(staged: Path, try_git: TryGit) -> None:
    message = "x\n\nProposed-by: zed\nProposed-by: \x1b[31mred\nProposed-by: alba [harbour]"
    done = try_git(staged, "commit", "-F", "-", stdin=message)
    assert "3 errors in the commit message" in done.stderr
    assert "<U+001B>[31mred" in done.stderr


def test_the_kept_message_can_be_used_again(
    staged: Path, git: Git, try_git: TryGit, tmp_path: Path
) -> None:
    done = try_git(staged, "commit", "-m", "x\n\nProposed-by: zed")
    (kept,) = [line for line in done.stderr.splitlines() if "--file=" in line]
    file = kept.split("--file='")[1].removesuffix("'")
    mend = tmp_path / "mend"
    mend.write_text('#!/bin/sh\nsed -i s/zed/alba/ "$1"\n')
    mend.chmod(0o755)
    git(staged, "commit", "-q", "--edit", f"--file={file}", env={"GIT_EDITOR": str(mend)})
    assert git(staged, "log", "--format=%(trailers:key=Proposed-by,valueonly)") == "alba\n"


def test_below_the_scissors_is_not_the_message(staged: Path, git: Git, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        '#!/bin/sh\n{ printf "x\\n\\nProposed-by: alba\\n"; cat "$1"; '
        'printf "\\nProposed-by: nobody\\n"; } > "$1.new"\nmv "$1.new" "$1"\n'
    )
    editor.chmod(0o755)
    git(staged, "commit", "-q", "--verbose", env={"GIT_EDITOR": str(editor)})


def test_a_group_and_its_members_agree(
    staged: Path, git: Git, try_git: TryGit, plan_bytes: PlanBytes
) -> None:
    (staged / PLAN).write_bytes(plan_bytes(tabled_by="quartet"))
    git(staged, "add", PLAN)
    git(staged, "commit", "-qm", "x\n\nProposed-by: cass")
    (staged / PLAN).write_bytes(plan_bytes("alba-2", tabled_by="cass"))
    git(staged, "commit", "-qam", "x\n\nProposed-by: quartet [ceasefire]")
    done = try_git(staged, "commit", "--amend", "-m", "x\n\nProposed-by: dorn")
    assert "[trailer-disagrees]" in done.stderr


def test_clauses_of_an_unpublished_draft_are_those_reported(
    staged: Path, git: Git, try_git: TryGit, plan_bytes: PlanBytes
) -> None:
    data = plan_bytes().replace(b"official", b"unpublished").split(b"points:")[0]
    (staged / PLAN).write_bytes(data + b"points: []\n" + UNPUBLISHED)
    git(staged, "add", PLAN)
    done = try_git(staged, "commit", "-m", "x\n\nProposed-by: alba [bridge]")
    assert "[trailer-clause]" in done.stderr
    git(staged, "commit", "-qm", "x\n\nProposed-by: alba [embassy]")


def test_several_drafts_in_one_commit(
    staged: Path, git: Git, try_git: TryGit, plan_bytes: PlanBytes
) -> None:
    (staged / "b.plan.yaml").write_bytes(plan_bytes("bor-1", tabled_by="bor"))
    git(staged, "add", ".")
    git(staged, "commit", "-qm", "x\n\nProposed-by: alba\nProposed-by: bor [ceasefire]")


def test_one_line_for_several_drafts_is_warned_of(
    staged: Path,
    git: Git,
    plan_bytes: PlanBytes,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (staged / "b.plan.yaml").write_bytes(plan_bytes("bor-1", tabled_by="bor"))
    git(staged, "add", ".")
    message = staged.parent / "message"
    message.write_text("x\n\nSource: y\nProposed-by: alba\n")
    monkeypatch.chdir(staged)
    assert run.main(["commit-msg", str(message)]) == 0
    told = capsys.readouterr().err
    assert told.startswith(
        "commit message:4:14: warning [shared-trailer] `Proposed-by: alba` speaks for every draft "
        "of the revision, which has b.plan.yaml and lumen.plan.yaml. So bor-1 is credited to alba; "
        "its `tabled_by` names bor.\n    hint: Record each draft in a revision of its own,"
    )
    assert told.count("shared-trailer") == 1
    assert "nothing was recorded" not in told
    message.write_text("x\n\nProposed-by: alba\nProposed-by: bor [ceasefire]\n")
    git(staged, "rm", "-q", "--cached", "b.plan.yaml")
    assert run.main(["commit-msg", str(message)]) == 1
    assert "shared-trailer" not in capsys.readouterr().err


def test_an_amended_message_is_checked_against_the_amended_draft(
    staged: Path, git: Git, try_git: TryGit
) -> None:
    git(staged, "commit", "-qm", "x")
    done = try_git(staged, "commit", "--amend", "-m", "x\n\nProposed-by: zed")
    assert "[trailer-party]" in done.stderr
    git(staged, "commit", "-q", "--amend", "-m", "x\n\nProposed-by: alba")


def test_commits_without_plan_files_are_left_alone(
    staged: Path, git: Git, commit: Commit, plan_bytes: PlanBytes
) -> None:
    commit(staged, PLAN, plan_bytes())
    (staged / "notes.txt").write_text("x")
    git(staged, "add", ".")
    later = {"GIT_AUTHOR_DATE": "2031-05-01T00:00:00+00:00"}
    git(staged, "commit", "-qm", "x\n\nProposed-by: The President", env=later)
    git(staged, "rm", "-q", PLAN)
    later = {"GIT_AUTHOR_DATE": "2031-06-01T00:00:00+00:00"}
    git(staged, "commit", "-qm", "x\n\nProposed-by: The President", env=later)
