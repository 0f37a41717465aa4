"""Finding a draft by its id: which wording of it stands, and in which revision."""

from collections.abc import Callable
from pathlib import Path

from planver.repository.history import find_draft
from planver.repository.reader import Reader

Git = Callable[..., str]
Commit = Callable[..., str]
PlanBytes = Callable[..., bytes]

PLAN = "lumen.plan.yaml"


def standing(repository: Path, draft: str = "alba-1", plan: str | None = None) -> list[str]:
    with Reader.open(repository) as reader:
        return [found.revision.oid for found in find_draft(reader, draft, plan)]


def test_the_draft_itself_and_not_one_that_names_it(
    repository: Path, commit: Commit, plan_bytes: PlanBytes
) -> None:
    first = commit(repository, PLAN, plan_bytes("alba-1"))
    second = commit(repository, PLAN, plan_bytes("alba-2", based_on="alba-1"))
    assert standing(repository, "alba-1") == [first]
    assert standing(repository, "alba-2") == [second]
    assert standing(repository, "alba") == []
    assert standing(repository, "nobody") == []


def test_a_correction_supersedes(repository: Path, commit: Commit, plan_bytes: PlanBytes) -> None:
    commit(repository, PLAN, plan_bytes(text="One."))
    commit(repository, PLAN, plan_bytes(text="Two."))
    third = commit(repository, PLAN, plan_bytes(text="Three."))
    commit(repository, PLAN, plan_bytes("alba-2", based_on="alba-1"))
    assert standing(repository) == [third]


def test_a_wording_that_came_back_stands(
    repository: Path, commit: Commit, plan_bytes: PlanBytes
) -> None:
    commit(repository, PLAN, plan_bytes(text="One."))
    commit(repository, PLAN, plan_bytes(text="Two."))
    third = commit(repository, PLAN, plan_bytes(text="One."))
    assert standing(repository) == [third]


def test_branches_that_disagree_are_both_told(
    repository: Path, git: Git, commit: Commit, plan_bytes: PlanBytes
) -> None:
    commit(repository, PLAN, plan_bytes(text="One."))
    git(repository, "switch", "-qc", "other")
    other = commit(repository, PLAN, plan_bytes(text="Two."))
    git(repository, "switch", "-q", "main")
    env = {"GIT_COMMITTER_DATE": "2032-01-01T00:00:00+00:00"}
    main = commit(repository, PLAN, plan_bytes(text="Three."), env=env)
    assert standing(repository) == [main, other]


def test_a_branch_that_has_not_caught_up_does_not_disagree(
    repository: Path, git: Git, commit: Commit, plan_bytes: PlanBytes
) -> None:
    commit(repository, "notes.txt", b"before the plan")
    git(repository, "branch", "-q", "other")
    commit(repository, PLAN, plan_bytes(text="One."))
    git(repository, "switch", "-q", "other")
    commit(repository, "more.txt", b"other work")
    git(repository, "merge", "-q", "-m", "catch up", "main")
    git(repository, "switch", "-q", "main")
    corrected = commit(repository, PLAN, plan_bytes(text="Two."))
    assert standing(repository) == [corrected]


def test_a_merge_that_takes_one_side_along_is_not_the_revision_told(
    repository: Path, git: Git, commit: Commit, plan_bytes: PlanBytes
) -> None:
    commit(repository, PLAN, plan_bytes("alba-1"))
    git(repository, "switch", "-qc", "bor")
    proposal = commit(repository, PLAN, plan_bytes("bor-1", based_on="alba-1"))
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "--no-ff", "-m", "accept", "bor")
    assert standing(repository, "bor-1") == [proposal]


def test_a_merge_that_rejects_a_correction_decides(
    repository: Path, git: Git, commit: Commit, plan_bytes: PlanBytes
) -> None:
    first = commit(repository, PLAN, plan_bytes(text="One."))
    git(repository, "switch", "-qc", "correction")
    commit(repository, PLAN, plan_bytes(text="Two."))
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "-s", "ours", "-m", "rejected", "correction")
    assert standing(repository) == [first]


def test_a_renamed_draft_is_told_at_its_last_place(
    repository: Path, git: Git, commit: Commit, plan_bytes: PlanBytes
) -> None:
    commit(repository, PLAN, plan_bytes())
    git(repository, "mv", PLAN, "moved.plan.yaml")
    git(repository, "commit", "-qm", "rename")
    with Reader.open(repository) as reader:
        (found,) = find_draft(reader, "alba-1")
    assert found.path == "moved.plan.yaml"


def test_a_deleted_draft_is_still_found(
    repository: Path, git: Git, commit: Commit, plan_bytes: PlanBytes
) -> None:
    oid = commit(repository, PLAN, plan_bytes())
    git(repository, "rm", "-q", PLAN)
    git(repository, "commit", "-qm", "withdrawn")
    assert standing(repository) == [oid]


def test_two_plans_may_use_one_id(repository: Path, commit: Commit, plan_bytes: PlanBytes) -> None:
    lumen = commit(repository, PLAN, plan_bytes())
    delta = commit(repository, "delta.plan.yaml", plan_bytes(plan="delta"))
    assert standing(repository, plan="lumen-river") == [lumen]
    assert standing(repository, plan="delta") == [delta]
    assert standing(repository, plan="none") == []


def test_files_that_are_no_drafts_are_passed_over(
    repository: Path, commit: Commit, plan_bytes: PlanBytes
) -> None:
    commit(repository, "broken.plan.yaml", b"alba-1: [")
    oid = commit(repository, PLAN, plan_bytes())
    assert standing(repository) == [oid]
