"""What the hooks let through: the staged bytes decide, however the commit comes about."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from planver.hooks.install import install

Git = Callable[..., str]
TryGit = Callable[..., subprocess.CompletedProcess[str]]
Commit = Callable[..., str]
PlanBytes = Callable[..., bytes]

PLAN = "lumen.plan.yaml"
BAD = b"planver: 1\nplan: lumen-river\npoint: []\n"
LATER = {"GIT_AUTHOR_DATE": "2031-05-01T00:00:00+00:00"}


@pytest.fixture
def hooked(repository: Path) -> Path:
    install(repository)
    return repository


@pytest.fixture
def one(hooked: Path, commit: Commit, plan_bytes: PlanBytes) -> Path:
    """A repository with hooks and one good draft."""
    commit(hooked, PLAN, plan_bytes())
    return hooked


def stage(repository: Path, git: Git, staged: bytes, work: bytes, path: str = PLAN) -> None:
    """Put one content into the index and another into the work tree."""
    (repository / path).write_bytes(staged)
    git(repository, "add", "--", path)
    (repository / path).write_bytes(work)


def refused(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether planver refused the commit, with everything it owes the reader."""
    if done.returncode == 0:
        return False
    assert f"{PLAN}:3:1: error [unknown-key]" in done.stderr, done.stderr
    assert "hint: " in done.stderr
    assert "--no-verify" in done.stderr
    return True


def test_the_first_commit(hooked: Path, git: Git, try_git: TryGit, plan_bytes: PlanBytes) -> None:
    stage(hooked, git, BAD, plan_bytes())
    assert refused(try_git(hooked, "commit", "-m", "x"))
    stage(hooked, git, plan_bytes(), BAD)
    git(hooked, "commit", "-qm", "x")


def test_a_plain_commit(one: Path, git: Git, try_git: TryGit, plan_bytes: PlanBytes) -> None:
    stage(one, git, BAD, plan_bytes("alba-2"))
    assert refused(try_git(one, "commit", "-m", "x"))
    stage(one, git, plan_bytes("alba-2"), BAD)
    git(one, "commit", "-qm", "x")


def test_commit_all(one: Path, git: Git, try_git: TryGit, plan_bytes: PlanBytes) -> None:
    """`commit -a` records the work tree, from an index of its own."""
    stage(one, git, plan_bytes("alba-2"), BAD)
    assert refused(try_git(one, "commit", "-a", "-m", "x"))
    stage(one, git, BAD, plan_bytes("alba-2"))
    git(one, "commit", "-qam", "x")


def test_commit_path(one: Path, git: Git, try_git: TryGit, plan_bytes: PlanBytes) -> None:
    """`commit PATH` records that path's work tree, whatever else is staged."""
    (one / "other.plan.yaml").write_bytes(BAD)
    git(one, "add", "other.plan.yaml")
    stage(one, git, plan_bytes("alba-2"), BAD)
    assert refused(try_git(one, "commit", "-m", "x", PLAN))
    stage(one, git, BAD, plan_bytes("alba-2"))
    git(one, "commit", "-qm", "x", PLAN)
    assert git(one, "ls-tree", "-r", "--name-only", "HEAD") == PLAN


def test_amend(one: Path, git: Git, try_git: TryGit, plan_bytes: PlanBytes) -> None:
    stage(one, git, BAD, plan_bytes("alba-2"))
    assert refused(try_git(one, "commit", "--amend", "-m", "x"))
    stage(one, git, plan_bytes("alba-2"), BAD)
    git(one, "commit", "--amend", "-qm", "x")


def test_amend_checks_what_the_amended_revision_brought(
    one: Path, git: Git, try_git: TryGit, commit: Commit, plan_bytes: PlanBytes
) -> None:
    for draft in ("alba-2", "alba-3"):
        if draft == "alba-2":  # HEAD is the first commit of its branch
            git(one, "switch", "-q", "--orphan", "fresh")
        commit(one, PLAN, BAD, "bad")
        assert refused(try_git(one, "commit", "--amend", "-m", "only another message"))
        assert refused(try_git(one, "commit", "--amend", "--no-edit", "--author=B <b@b>"))
        stage(one, git, plan_bytes(draft), BAD)
        git(one, "commit", "--amend", "-qm", "mended")
        git(one, "checkout", "-q", PLAN)


def test_a_bad_file_of_the_past_does_not_stand_in_the_way(
    one: Path, git: Git, try_git: TryGit, commit: Commit, plan_bytes: PlanBytes
) -> None:
    commit(one, PLAN, BAD, "bad")
    commit(one, "other.plan.yaml", plan_bytes("alba-2"), env=LATER)
    (one / "notes.txt").write_text("x")
    git(one, "add", ".")
    git(one, "commit", "-qm", "later", env=LATER)
    (one / "other.plan.yaml").write_bytes(plan_bytes("alba-3"))
    git(one, "commit", "-qam", "later", env={"GIT_AUTHOR_DATE": "2031-06-01T00:00:00+00:00"})


def test_a_clean_merge(one: Path, git: Git, try_git: TryGit, commit: Commit) -> None:
    git(one, "switch", "-qc", "bad")
    commit(one, PLAN, BAD, "bad")
    git(one, "switch", "-q", "main")
    commit(one, "notes.txt", b"x")
    done = try_git(one, "merge", "--no-edit", "bad")
    assert refused(done)
    assert "git merge --no-verify" in done.stderr
    git(one, "merge", "--abort")
    git(one, "merge", "-q", "--no-edit", "--no-verify", "bad")


def test_a_clean_merge_of_good_drafts(
    one: Path, git: Git, commit: Commit, plan_bytes: PlanBytes
) -> None:
    git(one, "switch", "-qc", "good")
    commit(one, PLAN, plan_bytes("alba-2"))
    git(one, "switch", "-q", "main")
    commit(one, "notes.txt", b"x")
    (one / PLAN).unlink()  # the work tree does not count
    git(one, "checkout", "-q", PLAN)
    git(one, "merge", "-q", "--no-edit", "good")


def test_a_merge_with_conflicts(
    one: Path, git: Git, try_git: TryGit, commit: Commit, plan_bytes: PlanBytes
) -> None:
    git(one, "switch", "-qc", "other")
    commit(one, PLAN, plan_bytes(text="Fire stops at one."))
    git(one, "switch", "-q", "main")
    commit(one, PLAN, plan_bytes(text="Fire stops at two."))
    assert try_git(one, "merge", "other").returncode == 1
    git(one, "add", PLAN)  # the conflict markers, as they are
    done = try_git(one, "commit", "--no-edit")
    assert done.returncode != 0
    assert f"{PLAN}:" in done.stderr
    stage(one, git, plan_bytes(text="Fire stops at three."), BAD)
    git(one, "commit", "-q", "--no-edit")


def test_deletions_and_renames_are_fine(one: Path, git: Git, commit: Commit) -> None:
    commit(one, "bad.plan.yaml", BAD)
    git(one, "mv", PLAN, "moved.plan.yaml")
    git(one, "rm", "-q", "bad.plan.yaml")
    git(one, "commit", "-qm", "x")


def test_a_renamed_file_is_checked(one: Path, git: Git, try_git: TryGit, commit: Commit) -> None:
    commit(one, "bad.plan.yaml", BAD)
    (one / "notes.txt").write_text("x")
    git(one, "add", ".")
    git(one, "commit", "-qm", "in between", env=LATER)
    git(one, "mv", "-f", "bad.plan.yaml", PLAN)
    assert refused(try_git(one, "commit", "-m", "x"))


def test_symbolic_links_are_refused(one: Path, git: Git, try_git: TryGit) -> None:
    (one / "link.plan.yaml").symlink_to(PLAN)
    git(one, "add", "link.plan.yaml")
    done = try_git(one, "commit", "-m", "x")
    assert done.returncode != 0
    assert "link.plan.yaml:1:1: error [not-a-file]" in done.stderr
    assert "symbolic link" in done.stderr


def test_a_file_that_is_no_plan_file_is_left_alone(one: Path, git: Git) -> None:
    (one / "notes.plan.yml").write_bytes(b"\x00[")
    git(one, "add", ".")
    git(one, "commit", "-qm", "x")


def test_a_huge_file_is_refused_unread(one: Path, git: Git, try_git: TryGit) -> None:
    (one / PLAN).write_bytes(b"\0" * (16 * 2**20 + 1))
    done = try_git(one, "commit", "-am", "x")
    assert "[file-too-large]" in done.stderr


def test_every_finding_of_every_file_is_told(
    one: Path, git: Git, try_git: TryGit, plan_bytes: PlanBytes
) -> None:
    names = ("line\nbreak.plan.yaml", "\u202eodd.plan.yaml", "план.plan.yaml")
    for name in names:
        (one / name).write_bytes(plan_bytes(extra="    status: sealed\n    \x1b[31m: x\n"))
        (one / name).write_bytes(plan_bytes(tabled_by="zed, nob").replace(b"[bor]", b"[zed]"))
    git(one, "add", ".")
    done = try_git(one, "commit", "-m", "x")
    assert done.returncode == 1
    assert done.stderr.count("[unknown-party]") == 9
    assert "<U+202E>odd.plan.yaml:9:" in done.stderr
    assert "line break.plan.yaml:9:" in done.stderr
    assert "план.plan.yaml:26:19: error [unknown-party] bridge: " in done.stderr
    assert "9 errors in 3 plan files" in done.stderr


def test_hostile_text_is_shown_and_not_sent(one: Path, git: Git, try_git: TryGit) -> None:
    path = "\x1b]0;\x07\u202e.plan.yaml"
    (one / path).write_bytes(b'planver: 1\nplan: "\\e]0;x\\a\\u202e"\n')
    git(one, "add", path)
    done = try_git(one, "commit", "-m", "x")
    assert done.returncode != 0
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr
    assert "<U+001B>]0;<U+0007><U+202E>.plan.yaml:" in done.stderr


def test_warnings_do_not_refuse(
    one: Path, git: Git, try_git: TryGit, plan_bytes: PlanBytes
) -> None:
    stage(one, git, b"\xef\xbb\xbf" + plan_bytes("alba-2"), b"")
    done = try_git(one, "commit", "-qm", "x")
    assert done.returncode == 0
    assert "warning [byte-order-mark]" in done.stderr


def test_in_a_linked_worktree(
    one: Path, tmp_path: Path, git: Git, try_git: TryGit, plan_bytes: PlanBytes
) -> None:
    linked = tmp_path / "linked"
    git(one, "worktree", "add", "-q", str(linked), "-b", "other")
    stage(linked, git, BAD, plan_bytes("alba-2"))
    assert refused(try_git(linked, "commit", "-m", "x"))
    stage(linked, git, plan_bytes("alba-2"), BAD)
    git(linked, "commit", "-qm", "x")


def test_from_a_subfolder(one: Path, git: Git, try_git: TryGit, plan_bytes: PlanBytes) -> None:
    (one / "talks").mkdir()
    stage(one, git, BAD, plan_bytes("alba-2"))
    assert refused(try_git(one / "talks", "commit", "-m", "x"))
    stage(one, git, plan_bytes("alba-2"), BAD)
    git(one / "talks", "commit", "-qm", "x")


def test_with_a_submodule(
    one: Path, tmp_path: Path, git: Git, try_git: TryGit, commit: Commit
) -> None:
    good = (one / PLAN).read_bytes()
    inner = tmp_path / "inner"
    inner.mkdir()
    git(inner, "init", "-q", "-b", "main")
    commit(inner, PLAN, BAD)
    allow = ("-c", "protocol.file.allow=always")
    git(one, *allow, "submodule", "--quiet", "add", str(inner), "sub")
    git(one, "commit", "-qm", "what is inside is another repository's to check")
    git(one, *allow, "submodule", "--quiet", "add", str(inner), "sub.plan.yaml")
    assert "[not-a-file]" in try_git(one, "commit", "-m", "x").stderr
    install(one / "sub")
    stage(one / "sub", git, good, BAD)
    git(one / "sub", "commit", "-qm", "mended")
    stage(one / "sub", git, BAD, good)
    assert refused(try_git(one / "sub", "commit", "-m", "x"))


def test_no_verify_goes_past(one: Path, git: Git) -> None:
    (one / PLAN).write_bytes(BAD)
    git(one, "commit", "-q", "--no-verify", "-am", "x")
