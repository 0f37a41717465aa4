"""The reader: where it opens, what it reads, and what it refuses."""

import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from planver.errors import RepositoryError
from planver.repository import guard
from planver.repository.objects import LARGEST_BLOB, blob_id
from planver.repository.reader import Reader

Git = Callable[..., str]
Commit = Callable[..., str]
PlanBytes = Callable[..., bytes]

ODD_NAMES = (
    "plain.plan.yaml",
    "with space.plan.yaml",
    "Überprüfung-план.plan.yaml",
    "-dash.plan.yaml",
    "[a]*?.plan.yaml",
    "quo\"te's.plan.yaml",
    "line\nbreak.plan.yaml",
    ":(top)magic.plan.yaml",
    "deep/er/x.plan.yaml",
    "bytes-\udcff.plan.yaml",
)


def test_opens_at_the_top_below_it_at_a_file_and_where_a_file_was(
    repository: Path, commit: Commit
) -> None:
    commit(repository, "sub/a.plan.yaml", b"a")
    for place in ("", "sub", "sub/a.plan.yaml", "sub/gone/b.plan.yaml"):
        with Reader.open(repository / place) as reader:
            assert reader.top == repository
            assert reader.git_dir == reader.common_dir == repository / ".git"


def test_a_folder_name_may_hold_a_line_break(tmp_path: Path, git: Git) -> None:
    odd = tmp_path / "line\nbreak\n"
    odd.mkdir()
    git(odd, "init", "-q", "-b", "main")
    with Reader.open(odd) as reader:
        assert (reader.top, reader.git_dir) == (odd, odd / ".git")


def test_outside_a_repository_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RepositoryError, match="not inside a git repository") as caught:
        Reader.open(tmp_path)
    assert "planver init" in caught.value.hint


def test_bare_repository_has_no_top(
    repository: Path, tmp_path: Path, git: Git, commit: Commit
) -> None:
    oid = commit(repository, "a.plan.yaml", b"a")
    git(tmp_path, "clone", "-q", "--bare", str(repository), "bare")
    with Reader.open(tmp_path / "bare") as reader:
        assert reader.top is None
        assert reader.blob_at(oid, "a.plan.yaml") == b"a"
    with Reader.open(repository / ".git") as reader:
        assert reader.top is None


def test_linked_worktree_shares_the_common_folder(
    repository: Path, tmp_path: Path, git: Git, commit: Commit
) -> None:
    oid = commit(repository, "a.plan.yaml", b"a")
    git(repository, "worktree", "add", "-q", str(tmp_path / "linked"), "-b", "other")
    with Reader.open(tmp_path / "linked") as reader:
        assert reader.top == tmp_path / "linked"
        assert reader.git_dir == repository / ".git/worktrees/linked"
        assert reader.common_dir == repository / ".git"
        assert reader.resolve("HEAD") == oid
        assert [staged.path for staged in reader.staged()] == ["a.plan.yaml"]


def test_submodule_is_a_repository_of_its_own_and_no_file_of_the_outer(
    repository: Path, tmp_path: Path, git: Git, commit: Commit
) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    git(inner, "init", "-q", "-b", "main")
    commit(inner, "b.plan.yaml", b"b")
    commit(repository, "a.plan.yaml", b"a")
    allow = ("-c", "protocol.file.allow=always")
    git(repository, *allow, "submodule", "--quiet", "add", str(inner), "sub.plan.yaml")
    git(repository, "commit", "-q", "-m", "submodule")
    with Reader.open(repository / "sub.plan.yaml") as reader:
        assert reader.top == repository / "sub.plan.yaml"
        assert reader.git_dir == repository / ".git/modules/sub.plan.yaml"
    with Reader.open(repository) as reader:
        head = reader.resolve("HEAD") or ""
        assert reader.plan_paths(head) == ("a.plan.yaml",)
        assert reader.blob_at(head, "sub.plan.yaml") is None
        assert reader.blob_at(head, "sub.plan.yaml/b.plan.yaml") is None


def test_sha256_repositories_are_refused(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "-q", "--object-format=sha256", "new")
    with pytest.raises(RepositoryError, match="SHA-256"):
        Reader.open(tmp_path / "new")


def test_reftable_repositories_are_refused(repository: Path, git: Git) -> None:
    git(repository, "config", "core.repositoryformatversion", "1")
    git(repository, "config", "extensions.refstorage", "reftable")
    with pytest.raises(RepositoryError, match="reftable"):
        Reader.open(repository)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_another_users_repository_is_refused_with_the_way_out(repository: Path) -> None:
    os.chown(repository, 12345, 12345)
    os.chown(repository / ".git", 12345, 12345)
    with pytest.raises(RepositoryError, match="belongs to another user") as caught:
        Reader.open(repository)
    assert f"safe.directory '{repository}'" in caught.value.hint


def test_names_resolve_to_commits_only(repository: Path, git: Git, commit: Commit) -> None:
    first = commit(repository, "a.plan.yaml", b"a")
    second = commit(repository, "a.plan.yaml", b"b")
    git(repository, "tag", "plain", first)
    git(repository, "tag", "-a", "-m", "annotated", "annotated", first)
    git(repository, "tag", "a-blob", f"{first}:a.plan.yaml")
    with Reader.open(repository) as reader:
        for name in ("HEAD", "main", "refs/heads/main", second, second[:10]):
            assert reader.resolve(name) == second, name
        for name in ("HEAD~1", "HEAD^", "plain", "annotated", first):
            assert reader.resolve(name) == first, name
        for name in ("", "nowhere", "a-blob", "HEAD:a.plan.yaml", "f" * 40, "HEAD\0", "\udcff"):
            assert reader.resolve(name) is None, name
        for name in ("--all", "--git-dir", "^HEAD", "HEAD~1..HEAD", "-", "--", "HEAD main", "\n"):
            assert reader.resolve(name) is None, name


def test_reads_every_kind_of_name(repository: Path, commit: Commit) -> None:
    for name in ODD_NAMES:
        oid = commit(repository, name, name.encode("utf-8", "surrogateescape"))
    with Reader.open(repository) as reader:
        assert sorted(reader.plan_paths(oid)) == sorted(ODD_NAMES)
        for name in ODD_NAMES:
            expected = name.encode("utf-8", "surrogateescape")
            assert reader.blob_at(oid, name) == expected
        assert sorted(staged.path for staged in reader.staged()) == sorted(ODD_NAMES)
        assert len(reader.staged_since(None)) == len(ODD_NAMES)


def test_what_is_no_file_reads_as_none(repository: Path, git: Git, commit: Commit) -> None:
    (repository / "link.plan.yaml").symlink_to("a.plan.yaml")
    git(repository, "add", "link.plan.yaml")
    oid = commit(repository, "deep/a.plan.yaml", b"a")
    with Reader.open(repository) as reader:
        for path in ("deep", "no.plan.yaml", "deep/a.plan.yaml/x", "link.plan.yaml", "", "/"):
            assert reader.blob_at(oid, path) is None, path
        assert reader.plan_paths(oid) == ("deep/a.plan.yaml",)
        modes = {staged.path: staged.mode for staged in reader.staged()}
        assert modes == {"deep/a.plan.yaml": "100644", "link.plan.yaml": "120000"}


def test_missing_objects_are_errors(repository: Path, commit: Commit) -> None:
    oid = commit(repository, "a.plan.yaml", b"a")
    with Reader.open(repository) as reader:
        with pytest.raises(RepositoryError, match="no file with the id"):
            reader.blob("f" * 40)
        with pytest.raises(RepositoryError, match="no file with the id"):
            reader.blob(oid)
        with pytest.raises(RepositoryError, match="no revision"):
            reader.blob_at("f" * 40, "a.plan.yaml")
        for name in ("HEAD", "a\nb", "--batch"):
            with pytest.raises(RepositoryError):
                reader.blob(name)
        with pytest.raises(RepositoryError, match="revision id"):
            reader.plan_paths("HEAD")
        with pytest.raises(RepositoryError, match="could not do this"):
            reader.git("log", "--no-such-option")


def test_what_a_partial_clone_left_out_is_known_without_fetching_it(
    repository: Path, tmp_path: Path, git: Git, commit: Commit
) -> None:
    commit(repository, "a.plan.yaml", b"old")
    left_out = git(repository, "rev-parse", "HEAD:a.plan.yaml")
    commit(repository, "odd\n?name.plan.yaml", b"odd")
    commit(repository, "a.plan.yaml", b"new")
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", repository.as_uri(), "partial")
    for _ in range(2):
        with Reader.open(tmp_path / "partial") as reader:
            assert reader.missing() == {left_out}
            with pytest.raises(RepositoryError):
                reader.blob(left_out)
    with Reader.open(repository) as reader:
        assert reader.missing() == frozenset()


def test_damaged_objects_are_errors(repository: Path, git: Git, commit: Commit) -> None:
    commit(repository, "a.plan.yaml", b"a")
    oid = git(repository, "rev-parse", "HEAD:a.plan.yaml")
    loose = repository / ".git/objects" / oid[:2] / oid[2:]
    loose.chmod(0o644)
    loose.write_bytes(b"rubbish")
    with Reader.open(repository) as reader, pytest.raises(RepositoryError):
        reader.blob(oid)


@pytest.mark.parametrize("name", ["HEAD", "HEAD^{tree}", "HEAD:a.plan.yaml"])
def test_an_object_that_is_not_what_its_id_stands_for_is_an_error(
    repository: Path, git: Git, commit: Commit, name: str
) -> None:
    """git does not look when it reads: a copied repository can hold any text under any id."""
    commit(repository, "a.plan.yaml", b"a")
    oid = git(repository, "rev-parse", name)
    _forge(repository, oid)
    assert git(repository, "cat-file", "-t", oid)
    with Reader.open(repository) as reader, pytest.raises(RepositoryError, match="is not what"):
        reader.blob_at(git(repository, "rev-parse", "HEAD"), "a.plan.yaml")


def _forge(repository: Path, oid: str) -> None:
    """Put other bytes of the same length under an id."""
    loose = repository / ".git/objects" / oid[:2] / oid[2:]
    head, gap, data = zlib.decompress(loose.read_bytes()).partition(b"\0")
    loose.chmod(0o644)
    loose.write_bytes(zlib.compress(head + gap + data[:-1] + bytes([data[-1] ^ 1])))


def test_huge_files_are_not_read_and_reading_goes_on(
    repository: Path, git: Git, commit: Commit
) -> None:
    commit(repository, "a.plan.yaml", b"small")
    oid = commit(repository, "huge.plan.yaml", b"\0" * (LARGEST_BLOB + 1))
    with Reader.open(repository) as reader:
        with pytest.raises(RepositoryError, match="16 at most"):
            reader.blob_at(oid, "huge.plan.yaml")
        assert reader.blob_at(oid, "a.plan.yaml") == b"small"


def test_staged_since_lists_what_a_commit_would_change(
    repository: Path, git: Git, commit: Commit
) -> None:
    for name in ("same", "changed", "deleted", "renamed"):
        oid = commit(repository, f"{name}.plan.yaml", name.encode())
    (repository / "changed.plan.yaml").write_bytes(b"other")
    (repository / "new.plan.yaml").write_bytes(b"new")
    (repository / "intended.plan.yaml").write_bytes(b"not yet")
    (repository / "notes.txt").write_bytes(b"no plan")
    git(repository, "add", "changed.plan.yaml", "new.plan.yaml", "notes.txt")
    git(repository, "add", "-N", "intended.plan.yaml")
    git(repository, "rm", "-q", "deleted.plan.yaml")
    git(repository, "mv", "renamed.plan.yaml", "moved.plan.yaml")
    (repository / "same.plan.yaml").write_bytes(b"unstaged")
    with Reader.open(repository) as reader:
        changed = [staged.path for staged in reader.staged_since(oid)]
    assert changed == ["changed.plan.yaml", "moved.plan.yaml", "new.plan.yaml"]


def test_the_index_of_the_environment_counts_at_a_hook_only(
    repository: Path, git: Git, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, "a.plan.yaml", b"a")
    (repository / "b.plan.yaml").write_bytes(b"b")
    git(repository, "add", "b.plan.yaml", env={"GIT_INDEX_FILE": ".git/other"})
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/other")
    with Reader.open(repository) as reader:
        assert [staged.path for staged in reader.staged()] == ["a.plan.yaml"]
    with Reader.open(repository, at_hook=True) as reader:
        assert [staged.path for staged in reader.staged()] == ["b.plan.yaml"]


def test_a_callers_git_variables_do_not_lead_elsewhere(
    repository: Path, tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q", "elsewhere")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere/.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    with Reader.open(repository) as reader:
        assert reader.top == repository
    assert not (tmp_path / "trace").exists()


def test_closing_ends_the_process(repository: Path, commit: Commit) -> None:
    oid = commit(repository, "a.plan.yaml", b"a")
    reader = Reader.open(repository)
    reader.blob_at(oid, "a.plan.yaml")
    process = reader._objects._process
    assert process is not None
    reader.close()
    assert process.returncode is not None
    assert reader.blob_at(oid, "a.plan.yaml") == b"a"  # reading on starts another
    reader.close()


def test_git_is_found_without_path_and_never_in_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = guard.find_git()
    fake = tmp_path / "git"
    fake.write_text("#!/bin/sh\n")
    fake.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(guard, "_USUAL_PLACES", ())
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{tmp_path.name}")
    with pytest.raises(RepositoryError, match="git was not found"):
        guard.find_git()
    monkeypatch.setenv(guard.RECORDED_GIT, "git")
    with pytest.raises(RepositoryError, match="git was not found"):
        guard.find_git()
    monkeypatch.setenv(guard.RECORDED_GIT, real)
    assert guard.find_git() == real
    monkeypatch.setenv("PATH", str(tmp_path))
    assert guard.find_git() == str(fake)


def test_reading_needs_no_gitpython() -> None:
    script = "import sys, planver.repository.history; sys.exit('git' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == 0


def test_many_blobs_are_read_as_one_by_one(repository: Path, git: Git) -> None:
    """Also where some are missing, no blobs, or too large, and where nobody takes the last."""
    texts = [f"{number}\n".encode() * 5_000 for number in range(80)]
    oids = [blob_id(text) for text in texts]
    for number, text in enumerate(texts):
        (repository / f"{number}.txt").write_bytes(text)
    (repository / "huge.txt").write_bytes(b"\0" * (LARGEST_BLOB + 1))
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "all")
    huge = git(repository, "rev-parse", "HEAD:huge.txt")
    tree = git(repository, "rev-parse", "HEAD^{tree}")
    expected: list[tuple[str, bytes | None]] = [*zip(oids, texts, strict=True)]
    for place, oid in ((70, "0" * 40), (33, tree), (32, huge), (31, huge), (3, "1" * 40)):
        expected.insert(place, (oid, None))
    with Reader.open(repository) as reader:
        assert list(reader.blobs(oid for oid, _ in expected)) == expected
        some = reader.blobs(oids)
        assert next(some) == (oids[0], texts[0])
        some.close()  # type: ignore[attr-defined]
        assert reader.blob(oids[5]) == texts[5]
        assert list(reader.blobs([])) == []
