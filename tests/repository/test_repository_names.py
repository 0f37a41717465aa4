"""What names stand for in a repository, and what `check` makes of revisions and ranges."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from planver.errors import PlanverError
from planver.model.change import Relation
from planver.workflow.check import check
from planver.workflow.compare import compare_drafts
from planver.workflow.drafts import Drafts

Git = Callable[..., str]
Commit = Callable[..., str]
PlanBytes = Callable[..., bytes]
FILE = "river.plan.yaml"
BROKEN = b"planver: 1\nplan: river\n"


def text_of(folder: Path, name: str) -> str:
    with Drafts(folder) as drafts:
        return drafts.entry(name).draft.points[0].text


def checked(folder: Path, *names: str) -> dict[str, bool]:
    """Sound or not, by the path without the revision."""
    with Drafts(folder) as drafts:
        found = check(drafts, names, folder)
    return {one.name.rpartition(":")[2]: one.sound for one in found}


@pytest.fixture
def river(repository: Path, commit: Commit, plan_bytes: PlanBytes) -> Path:
    """Two wordings of one draft in one file, then a revision without a plan file."""
    commit(repository, FILE, plan_bytes("alba-1", text="First text."))
    commit(repository, FILE, plan_bytes("alba-1", text="Second text."))
    commit(repository, "README", b"A river.\n")
    return repository


def test_a_revision_that_changed_no_plan_still_knows_who_wrote_it(river: Path, git: Git) -> None:
    with Drafts(river) as drafts:
        found = drafts.entry("HEAD")
    assert found.revision is not None
    assert found.revision.oid == git(river, "rev-parse", "HEAD~1")


def test_a_file_put_back_to_an_older_wording_is_seen(river: Path, git: Git) -> None:
    assert text_of(river, "alba-1") == "Second text."
    git(river, "checkout", "-q", "HEAD~2", "--", FILE)
    assert text_of(river, "alba-1") == "First text."


def test_an_old_branch_checked_out_is_no_edit(river: Path, git: Git) -> None:
    git(river, "checkout", "-q", "--detach", "HEAD~2")
    assert text_of(river, "alba-1") == "Second text."


def test_two_wordings_of_one_draft_name_nobody(river: Path) -> None:
    with Drafts(river) as drafts:
        found = compare_drafts(drafts, "HEAD~2", "HEAD")
    assert found.relation is Relation.SAME_DRAFT
    assert not any(change.proposed_by for change in found.changes)


def test_of_a_revision_with_several_plans_the_one_it_changed_is_meant(
    river: Path, commit: Commit, plan_bytes: PlanBytes
) -> None:
    commit(river, "other.plan.yaml", plan_bytes("bor-1", text="Other text."))
    assert text_of(river, "HEAD") == "Other text."
    assert text_of(river, f"HEAD:{FILE}") == "Second text."
    with pytest.raises(PlanverError, match="several drafts"):
        (commit(river, "README", b"Wide.\n"), text_of(river, "HEAD"))


def test_paths_behind_a_colon(
    river: Path, commit: Commit, plan_bytes: PlanBytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(river, ".h/h.plan.yaml", plan_bytes("bor-1", text="Hidden text."))
    below = river / "sub"
    below.mkdir()
    monkeypatch.chdir(below)
    assert text_of(below, "HEAD:.h/h.plan.yaml") == "Hidden text."
    assert text_of(below, f"HEAD:../{FILE}") == "Second text."
    assert text_of(below, "HEAD@{2099-01-01 12:00}:.h/h.plan.yaml") == "Hidden text."
    with pytest.raises(PlanverError, match="There is no file"):
        text_of(below, "HEAD:../../x.plan.yaml")


@pytest.mark.parametrize("name", ["\udcff", "a." * 3000, "x\0y", "no such thing", "HEAD:nothing"])
def test_names_of_nothing_are_told_so(river: Path, name: str) -> None:
    with pytest.raises(PlanverError):
        text_of(river, name)


def test_files_that_cannot_be_read_stop_nothing_else(
    river: Path, commit: Commit, plan_bytes: PlanBytes
) -> None:
    os.mkfifo(river / "pipe.plan.yaml")
    (river / "loop.plan.yaml").symlink_to("loop.plan.yaml")
    (river / "dir.plan.yaml").mkdir()
    (river / "huge.plan.yaml").write_bytes(b"")
    os.truncate(river / "huge.plan.yaml", 3 * 1024**3)
    (river / "huge2.plan.yaml").write_bytes(b"# x\n" * (5 * 1024**2))
    with Drafts(river) as drafts:
        assert [entry.draft.id for entry in drafts.entries()] == ["alba-1"]
    found = checked(river)
    assert found[FILE]
    assert not found["huge.plan.yaml"]
    assert not checked(river, "pipe.plan.yaml")["pipe.plan.yaml"]
    assert set(checked(river, ".")) == {FILE, "huge.plan.yaml", "huge2.plan.yaml"}


def test_a_blob_over_the_limit_is_passed_over(river: Path, commit: Commit) -> None:
    commit(river, "huge.plan.yaml", b"# alba-1\n" * 2 * 1024**2)
    with Drafts(river) as drafts:
        assert [entry.draft.id for entry in drafts.entries()] == ["alba-1"]
        with pytest.raises(PlanverError, match="no draft, revision or file"):
            drafts.entry("nosuch")
    assert checked(river, "HEAD~1..HEAD") == {"huge.plan.yaml": False}


def test_a_revision_is_checked_as_it_is_and_not_the_disk(
    river: Path, commit: Commit, plan_bytes: PlanBytes
) -> None:
    (river / FILE).write_bytes(BROKEN)
    assert checked(river, "HEAD") == {FILE: True}
    (river / FILE).unlink()
    assert checked(river, "HEAD", f"HEAD:{FILE}") == {FILE: True}
    commit(river, FILE, BROKEN)
    commit(river, "other.plan.yaml", plan_bytes("bor-1"))
    assert checked(river, f"HEAD:{FILE}") == {FILE: False}


def test_a_range_covers_revisions_that_no_branch_holds(river: Path, git: Git) -> None:
    (river / FILE).write_bytes(BROKEN)
    git(river, "add", FILE)
    loose = git(river, "commit-tree", git(river, "write-tree"), "-p", "HEAD", "-m", "x")
    git(river, "reset", "-q", "--hard")
    assert checked(river, f"HEAD..{loose}") == {FILE: False}
    assert checked(river, f"HEAD~1..{loose}") == {FILE: False}


def test_a_range_in_which_no_plan_changed_is_sound(river: Path) -> None:
    assert checked(river, "HEAD~1..HEAD") == {}


def test_a_link_in_place_of_a_plan_file_is_found_in_a_range(river: Path, git: Git) -> None:
    (river / "link.plan.yaml").symlink_to("/etc/passwd")
    git(river, "add", "link.plan.yaml")
    git(river, "commit", "-q", "-m", "a link")
    assert checked(river, "HEAD~1..HEAD") == {"link.plan.yaml": False}


@pytest.mark.parametrize("name", ["../nothere.plan.yaml", "HEAD~1...HEAD", "./no..thing.plan.yaml"])
def test_what_only_looks_like_a_range(river: Path, name: str) -> None:
    with pytest.raises(PlanverError, match="no draft, revision or file"):
        checked(river, name)
