"""Drafts that stand in several wordings side by side are told as such."""

from collections.abc import Callable
from pathlib import Path

from planver.workflow.drafts import Drafts
from planver.workflow.rivals import note_rivals

Git = Callable[..., str]
Commit = Callable[..., str]
PlanBytes = Callable[..., bytes]


def noted(folder: Path) -> list[str]:
    with Drafts(folder) as drafts:
        note_rivals(drafts)
        return drafts.notices


def test_two_wordings_of_a_draft_on_two_branches(
    repository: Path, git: Git, commit: Commit, plan_bytes: PlanBytes
) -> None:
    first = commit(repository, "a.plan.yaml", plan_bytes())
    git(repository, "switch", "-qc", "theirs")
    theirs = commit(repository, "a.plan.yaml", plan_bytes(text="All firing stops at six."))
    assert noted(repository) == []  # the first was corrected
    git(repository, "switch", "-qc", "ours", first)
    ours = commit(repository, "a.plan.yaml", plan_bytes(text="All firing stops at nine."))
    commit(repository, "b.plan.yaml", plan_bytes("bor-1"))
    (told,) = noted(repository)
    assert told.startswith("The draft alba-1 stands in 2 wordings side by side: ")
    assert f"{theirs[:10]}:a.plan.yaml" in told
    assert f"{ours[:10]}:a.plan.yaml" in told
    with Drafts(repository) as drafts:
        shown = next(one for one in drafts.entries() if one.draft.id == "alba-1")
    assert shown.revision is not None
    assert f"Shown here is {shown.revision.oid[:10]}:a.plan.yaml;" in told


def test_a_merge_decides(repository: Path, git: Git, commit: Commit, plan_bytes: PlanBytes) -> None:
    first = commit(repository, "a.plan.yaml", plan_bytes())
    git(repository, "switch", "-qc", "theirs")
    commit(repository, "a.plan.yaml", plan_bytes(text="All firing stops at six."))
    git(repository, "switch", "-qc", "ours", first)
    commit(repository, "a.plan.yaml", plan_bytes(text="All firing stops at nine."))
    git(repository, "merge", "-q", "-s", "ours", "-m", "Ours", "theirs")
    assert noted(repository) == []


def test_two_files_with_one_draft(tmp_path: Path, plan_bytes: PlanBytes) -> None:
    (tmp_path / "a.plan.yaml").write_bytes(plan_bytes())
    (tmp_path / "b.plan.yaml").write_bytes(plan_bytes(text="All firing goes on."))
    (tmp_path / "c.plan.yaml").write_bytes(plan_bytes(plan="tarn"))
    (told,) = noted(tmp_path)
    assert told == (
        "The draft alba-1 stands in 2 wordings side by side: a.plan.yaml, b.plan.yaml. "
        "Shown here is a.plan.yaml; compare them by these names."
    )


def test_an_edit_of_a_recorded_draft_is_no_rival(
    repository: Path, commit: Commit, plan_bytes: PlanBytes
) -> None:
    commit(repository, "a.plan.yaml", plan_bytes())
    (repository / "a.plan.yaml").write_bytes(plan_bytes(text="All firing goes on."))
    assert noted(repository) == []
