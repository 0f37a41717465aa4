"""Clones that hold a part of the history say so, whatever they are asked about it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Planver

Git = Callable[..., str]

SHALLOW = "This is a shallow clone"
PARTIAL = "This is a partial clone: 5 plan files are not in it"

whole_history = pytest.mark.parametrize(
    "question", ["blame", "history ceasefire", "figures", "log", "log --point ceasefire"]
)
one_or_two_drafts = pytest.mark.parametrize(
    "question",
    ["show alba-4", "diff lumen.plan.yaml alba-4", "review --plain lumen.plan.yaml alba-4"],
)


@pytest.fixture
def shallow(repository: Path, nine: dict[str, str], git: Git) -> Path:
    git(repository.parent, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    return repository.parent / "shallow"


@pytest.fixture
def partial(repository: Path, nine: dict[str, str], git: Git) -> Path:
    """Without the files that are not checked out."""
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(repository.parent, "clone", "-q", "--filter=blob:none", repository.as_uri(), "partial")
    return repository.parent / "partial"


@whole_history
def test_the_whole_history_needs_no_warning(
    planver: Planver, repository: Path, nine: dict[str, str], question: str
) -> None:
    said = planver(*question.split(), cwd=repository)
    assert (said.code, said.err) == (0, "")


@whole_history
def test_a_shallow_clone_says_what_it_cannot_know(
    planver: Planver, shallow: Path, question: str
) -> None:
    said = planver(*question.split(), cwd=shallow)
    assert said.code == 0
    assert said.err.count(SHALLOW) == 1
    assert "`git fetch --unshallow` gets the rest." in said.err
    assert "alba-1" not in said.out


@whole_history
def test_a_partial_clone_says_what_it_cannot_know(
    planver: Planver, partial: Path, git: Git, question: str
) -> None:
    before = git(partial, "count-objects", "-v")
    said = planver(*question.split(), cwd=partial)
    assert said.code == 0
    assert said.err.count(PARTIAL) == 1
    assert git(partial, "count-objects", "-v") == before, "nothing was fetched"


@one_or_two_drafts
def test_a_recorded_draft_may_have_been_corrected_in_what_is_missing(
    planver: Planver, shallow: Path, partial: Path, question: str, plan_bytes: Callable[..., bytes]
) -> None:
    for folder, told in ((shallow, SHALLOW), (partial, PARTIAL)):
        (folder / "lumen.plan.yaml").write_bytes(plan_bytes("here"))
        said = planver(*question.split(), cwd=folder)
        assert said.code == 0
        assert said.err.count(told) == 1


def test_drafts_on_file_need_no_warning(
    planver: Planver, shallow: Path, plan_bytes: Callable[..., bytes]
) -> None:
    for name in ("a", "b"):
        (shallow / f"{name}.plan.yaml").write_bytes(plan_bytes(name))
    for asked in ("show a.plan.yaml", "diff a.plan.yaml b.plan.yaml"):
        said = planver(*asked.split(), cwd=shallow)
        assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize("question", ["blame alba-1", "diff alba-1 alba-4", "show alba-1"])
def test_a_draft_that_is_not_found_may_be_among_what_is_missing(
    planver: Planver, shallow: Path, partial: Path, question: str
) -> None:
    said = planver(*question.split(), cwd=shallow)
    assert said.code == 2
    assert "There is no draft, revision or file called 'alba-1'." in said.err
    assert SHALLOW in said.err
    assert "Did you mean" not in said.err
    said = planver(*question.split(), cwd=partial)
    assert said.code == 2
    assert PARTIAL in said.err


def test_without_the_names_of_files_there_is_nothing_to_tell(
    planver: Planver, repository: Path, nine: dict[str, str], git: Git
) -> None:
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(repository.parent, "clone", "-q", "--filter=tree:0", repository.as_uri(), "bones")
    said = planver("log", cwd=repository.parent / "bones")
    assert (said.code, said.out) == (2, "")
    assert "This is a partial clone, and what it left out is needed here." in said.err
    assert "Run `git fetch --refetch --no-filter` to get the rest." in said.err


def test_the_advice_helps(planver: Planver, shallow: Path, partial: Path, git: Git) -> None:
    git(shallow, "fetch", "-q", "--unshallow")
    git(partial, "fetch", "-q", "--refetch", "--no-filter")
    for folder in (shallow, partial):
        said = planver("log", cwd=folder)
        assert (said.code, said.err) == (0, "")
        assert "alba-1" in said.out


def test_the_oldest_revision_of_a_shallow_clone_speaks_for_none_of_the_files_it_seems_to_bring(
    planver: Planver,
    repository: Path,
    git: Git,
    commit: Callable[..., str],
    plan_bytes: Callable[..., bytes],
) -> None:
    for name, party, base, text in (
        ("alba-1", "alba", "", "All firing stops at noon."),
        ("bor-2", "bor", "alba-1", "All firing stops at dusk."),
        ("dorn-3", "dorn", "bor-2", "All firing stops at dawn."),
    ):
        data = plan_bytes(name, tabled_by=party, based_on=base, text=text)
        commit(repository, f"{name}.plan.yaml", data, f"{name}\n\nProposed-by: {party}\n")
    git(repository.parent, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    asked = ("diff", "alba-1", "bor-2", "--stat")
    told = planver(*asked, cwd=repository).out
    assert "amended (bor)" in told
    assert planver(*asked, cwd=repository.parent / "shallow").out == told
