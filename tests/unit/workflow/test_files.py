"""Files are written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from planver.errors import PlanverError
from planver.workflow.files import write_atomic


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.plan.yaml", b"new\n", replace=False)
    assert (tmp_path / "a.plan.yaml").read_bytes() == b"new\n"
    assert names(tmp_path) == ["a.plan.yaml"]
    assert stat.S_IMODE((tmp_path / "a.plan.yaml").stat().st_mode) == 0o644


@pytest.mark.parametrize("replace", [True, False])
@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_gets_the_permissions_the_umask_allows(
    tmp_path: Path, umask: int, mode: int, replace: bool
) -> None:
    before = os.umask(umask)
    try:
        write_atomic(tmp_path / "a.plan.yaml", b"new\n", replace=replace)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.plan.yaml").stat().st_mode) == mode


def no_links(*args: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "hardlink_to", no_links)
    test_a_new_file(tmp_path)
    (tmp_path / "a.plan.yaml").unlink()
    test_a_file_somebody_else_wrote_meanwhile_is_left_alone(tmp_path, monkeypatch)


def test_a_failure_without_hard_links_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "hardlink_to", no_links)
    monkeypatch.setattr(Path, "replace", no_links)
    with pytest.raises(PlanverError, match="Operation not permitted"):
        write_atomic(tmp_path / "a.plan.yaml", b"new\n", replace=False)
    assert names(tmp_path) == []


@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_a_replaced_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "a.plan.yaml"
    file.write_bytes(b"old\n")
    file.chmod(mode)
    write_atomic(file, b"new\n", replace=True)
    assert file.read_bytes() == b"new\n"
    assert stat.S_IMODE(file.stat().st_mode) == mode
    assert names(tmp_path) == ["a.plan.yaml"]


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.plan.yaml"
    file.write_bytes(b"old\n")
    with pytest.raises(PlanverError, match="already exists"):
        write_atomic(file, b"new\n", replace=False)
    assert file.read_bytes() == b"old\n"


def test_a_file_somebody_else_wrote_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.plan.yaml"
    sync = os.fsync

    def meanwhile(handle: int) -> None:
        sync(handle)
        file.write_bytes(b"theirs\n")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(PlanverError, match="cannot be written"):
        write_atomic(file, b"ours\n", replace=False)
    assert file.read_bytes() == b"theirs\n"
    assert names(tmp_path) == ["a.plan.yaml"]


@pytest.mark.parametrize("replace", [True, False])
def test_a_link_is_refused(tmp_path: Path, replace: bool) -> None:
    (tmp_path / "real").write_bytes(b"old\n")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "dangling").symlink_to("nowhere")
    for name in ("link", "dangling"):
        with pytest.raises(PlanverError, match="is a link"):
            write_atomic(tmp_path / name, b"new\n", replace=replace)
    assert (tmp_path / "real").read_bytes() == b"old\n"
    assert names(tmp_path) == ["dangling", "link", "real"]


def test_a_failure_leaves_the_old_bytes_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.plan.yaml"
    file.write_bytes(b"old\n")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PlanverError, match="No space left on device") as caught:
        write_atomic(file, b"new\n", replace=True)
    assert caught.value.hint == "Nothing was changed."
    assert file.read_bytes() == b"old\n"
    assert names(tmp_path) == ["a.plan.yaml"]


def test_an_interrupt_leaves_the_old_bytes_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.plan.yaml"
    file.write_bytes(b"old\n")

    def interrupted(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(file, b"new\n", replace=True)
    assert file.read_bytes() == b"old\n"
    assert names(tmp_path) == ["a.plan.yaml"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PlanverError, match="cannot be written"):
        write_atomic(tmp_path / "none" / "a.plan.yaml", b"new\n", replace=False)


@pytest.mark.parametrize("replace", [True, False])
def test_a_name_no_file_can_have(tmp_path: Path, replace: bool) -> None:
    with pytest.raises(PlanverError, match="cannot be written"):
        write_atomic(tmp_path / ("a" * 300), b"new\n", replace=replace)
