"""Checking and reformatting files on disk."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planver.errors import PlanFileError, PlanverError
from planver.workflow.check import check, reformat
from planver.workflow.drafts import Drafts
from planver.workflow.files import read

PlanBytes = Callable[..., bytes]


def checked(folder: Path, *names: str) -> dict[str, bool]:
    """Which files are sound."""
    with Drafts(folder) as drafts:
        return {found.name: found.sound for found in check(drafts, names, folder)}


@pytest.fixture
def folder(tmp_path: Path, plan_bytes: PlanBytes) -> Path:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "good.plan.yaml").write_bytes(plan_bytes("alba-1"))
    (tmp_path / "deep" / "er" / "bad.plan.yaml").write_bytes(b"planver: 1\n")
    return tmp_path


def test_without_names_the_files_here(folder: Path) -> None:
    assert checked(folder) == {"good.plan.yaml": True}


def test_a_folder_is_checked_to_the_bottom(folder: Path) -> None:
    assert checked(folder, ".") == {"deep/er/bad.plan.yaml": False, "good.plan.yaml": True}
    assert checked(folder, "deep") == {"deep/er/bad.plan.yaml": False}


def test_files_and_drafts_by_name(folder: Path) -> None:
    assert checked(folder, "deep/er/bad.plan.yaml") == {"deep/er/bad.plan.yaml": False}
    assert checked(folder, "alba-1") == {"good.plan.yaml": True}


def test_a_file_elsewhere_is_named_in_full(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (found,) = checked(tmp_path_factory.mktemp("elsewhere"), str(folder / "good.plan.yaml"))
    assert found.endswith("good.plan.yaml")


def test_warnings_leave_a_file_sound(folder: Path, plan_bytes: PlanBytes) -> None:
    (folder / "odd.plan.yaml").write_bytes(plan_bytes("odd", text="All cafe\u0301s stay open."))
    with Drafts(folder) as drafts:
        (found,) = check(drafts, ["odd.plan.yaml"], folder)
    assert found.findings
    assert found.sound


def test_no_two_files_hold_one_draft(folder: Path, plan_bytes: PlanBytes) -> None:
    (folder / "again.plan.yaml").write_bytes(plan_bytes("alba-1", text="All firing goes on."))
    (folder / "other.plan.yaml").write_bytes(plan_bytes("alba-1", plan="tarn"))
    with Drafts(folder) as drafts:
        found = {one.name: one for one in check(drafts, (), folder)}
    assert {name: one.sound for name, one in found.items()} == {
        "again.plan.yaml": False, "good.plan.yaml": False, "other.plan.yaml": True,
    }  # fmt: skip
    (finding,) = found["good.plan.yaml"].findings
    assert finding.rule == "draft-in-two-files"
    assert finding.message == "The draft alba-1 stands in again.plan.yaml as well."
    assert checked(folder, "good.plan.yaml", "good.plan.yaml") == {"good.plan.yaml": True}


def test_a_range_needs_a_repository(folder: Path) -> None:
    with pytest.raises(PlanverError, match="there is no repository here"):
        checked(folder, "main..topic")


def test_nothing_to_check(folder: Path) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(PlanverError, match="no plan files to check"):
        checked(folder, "empty")
    with pytest.raises(PlanverError, match="no plan files to check"):
        checked(folder / "empty")


def test_a_name_for_nothing(folder: Path) -> None:
    with pytest.raises(PlanverError, match="no draft, revision or file called 'us-28'"):
        checked(folder, "us-28")


@pytest.fixture
def untidy(tmp_path: Path, plan_bytes: PlanBytes) -> Path:
    """Sound, but not in the standard layout."""
    file = tmp_path / "untidy.plan.yaml"
    file.write_bytes(plan_bytes("alba-1").replace(b"\n      All firing", b"\n        All firing"))
    return file


def test_reformat_tells_and_writes_only_when_asked(untidy: Path) -> None:
    before = untidy.read_bytes()
    assert reformat(untidy, write=False)
    assert untidy.read_bytes() == before
    assert reformat(untidy, write=True)
    assert untidy.read_bytes() != before
    assert not reformat(untidy, write=True)


def test_a_file_with_errors_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "bad.plan.yaml"
    file.write_bytes(b"planver: 1\n")
    with pytest.raises(PlanFileError, match=r"bad\.plan\.yaml"):
        reformat(file, write=True)
    assert file.read_bytes() == b"planver: 1\n"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(PlanverError, match="cannot be read: No such file"):
        read(tmp_path / "none.plan.yaml")


@pytest.fixture
def shared(repository: Path, git: Callable[..., str], plan_bytes: PlanBytes) -> Path:
    """Two drafts of two parties in one revision, whose message names one party."""
    (repository / "a.plan.yaml").write_bytes(plan_bytes("alba-1"))
    (repository / "b.plan.yaml").write_bytes(plan_bytes("bor-1", tabled_by="bor"))
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "first\n\nProposed-by: alba")
    return repository


def warned(folder: Path, *names: str) -> list[str]:
    """``path: message`` of what is found in revisions."""
    with Drafts(folder) as drafts:
        return [
            f"{found.name.partition(':')[2]}: {one.message}"
            for found in check(drafts, names, folder)
            for one in found.findings
            if one.rule == "shared-trailer"
        ]


def test_one_trailer_for_several_drafts_is_warned_of(
    shared: Path, git: Callable[..., str], plan_bytes: PlanBytes
) -> None:
    told = (
        "b.plan.yaml: `Proposed-by: alba` speaks for every draft of the revision, which has "
        "a.plan.yaml and b.plan.yaml. So bor-1 is credited to alba; its `tabled_by` names bor."
    )
    assert warned(shared, "HEAD") == [told]
    assert warned(shared, "HEAD:b.plan.yaml") == [told]
    assert warned(shared, "bor-1") == [told]
    assert warned(shared, "HEAD:a.plan.yaml") == []
    git(shared, "commit", "-qm", "nothing", "--allow-empty")
    assert warned(shared, "HEAD") == []
    (shared / "a.plan.yaml").write_bytes(plan_bytes("alba-2", tabled_by=""))
    (shared / "b.plan.yaml").write_bytes(plan_bytes("bor-2", tabled_by="bor"))
    (shared / "c.plan.yaml").write_bytes(b"planver: 1")
    git(shared, "add", ".")
    git(shared, "commit", "-qm", "second\n\nProposed-by: alba\nProposed-by: bor")
    both = (
        "`Proposed-by: alba` and `Proposed-by: bor` speak for every draft of the revision, which "
        "has a.plan.yaml and b.plan.yaml. So {} is credited to alba and bor; its `tabled_by` "
        "names {}."
    )
    assert warned(shared, "HEAD~1..") == [
        f"a.plan.yaml: {both.format('alba-2', 'nobody')}",
        f"b.plan.yaml: {both.format('bor-2', 'bor')}",
    ]


@pytest.mark.parametrize(
    "message",
    ["x", "x\n\nProposed-by: alba [ceasefire]", "x\n\nProposed-by: alba\n\nNo trailer."],
)
def test_what_credits_no_draft_of_others_is_not_warned_of(
    shared: Path, git: Callable[..., str], message: str
) -> None:
    git(shared, "commit", "-q", "--amend", "-m", message)
    assert warned(shared, "HEAD") == []


def test_one_draft_in_two_files_is_one_draft(
    repository: Path, git: Callable[..., str], plan_bytes: PlanBytes
) -> None:
    for name in ("a", "b"):
        (repository / f"{name}.plan.yaml").write_bytes(plan_bytes("bor-1", tabled_by="bor"))
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "x\n\nProposed-by: alba")
    assert warned(repository, "HEAD") == []
