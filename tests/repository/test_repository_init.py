"""Making and adopting a plan repository: nothing that is there is overwritten."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planver.errors import RepositoryError
from planver.planfile.schema import schema_text
from planver.repository.init import init
from planver.repository.reader import Reader

Git = Callable[..., str]

LINE = "*.plan.yaml text eol=lf\n"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_new_folder_becomes_a_repository(tmp_path: Path, git: Git) -> None:
    folder = tmp_path / "my talks/plans"
    done = init(folder)
    assert len(done) == 3
    assert "Made a git repository" in done[0]
    assert contents(folder) == {
        ".gitattributes": LINE.encode(), "plan-1.schema.json": schema_text().encode()
    }  # fmt: skip
    assert git(folder, "symbolic-ref", "HEAD") == "refs/heads/main"
    with Reader.open(folder) as reader:
        assert reader.top == folder


def test_doing_it_again_does_nothing(tmp_path: Path) -> None:
    init(tmp_path / "plans")
    before = contents(tmp_path / "plans")
    assert init(tmp_path / "plans") == ()
    assert contents(tmp_path / "plans") == before


def test_a_repository_is_adopted_as_it_is(repository: Path, git: Git) -> None:
    (repository / ".gitattributes").write_bytes(b"*.png binary")
    (repository / "plan-1.schema.json").write_text("mine")
    done = init(repository)
    assert (repository / ".gitattributes").read_text() == f"*.png binary\n{LINE}"
    assert (repository / "plan-1.schema.json").read_text() == "mine"
    assert "differs" in done[-1]
    assert git(repository, "check-attr", "eol", "a.plan.yaml") == "a.plan.yaml: eol: lf"


def test_a_folder_in_a_repository_becomes_no_repository_of_its_own(repository: Path) -> None:
    init(repository / "talks")
    assert not (repository / "talks/.git").exists()
    assert (repository / "talks/.gitattributes").exists()


def test_a_callers_git_variables_do_not_lead_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_DEFAULT_HASH", "sha256")
    init(tmp_path / "plans")
    assert (tmp_path / "plans/.git").is_dir()
    assert not (tmp_path / "elsewhere").exists()


def test_what_cannot_be_prepared_is_refused(repository: Path, tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "-q", "--bare", "bare")
    with pytest.raises(RepositoryError, match="without a work tree"):
        init(tmp_path / "bare")
    (tmp_path / "file").write_text("x")
    with pytest.raises(RepositoryError, match="cannot be written"):
        init(tmp_path / "file/plans")
    (repository / ".gitattributes").symlink_to(tmp_path / "file")
    with pytest.raises(RepositoryError, match="symbolic link"):
        init(repository)
    assert (tmp_path / "file").read_text() == "x"
