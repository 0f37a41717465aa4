"""Installing: wrappers that start anywhere, foreign hooks kept, and all of it undone."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planver.errors import RepositoryError
from planver.hooks.install import HOOKS, State, install, status, uninstall

Git = Callable[..., str]
Commit = Callable[..., str]
PlanBytes = Callable[..., bytes]


def states(repository: Path) -> set[State]:
    return {hook.state for hook in status(repository)}


def hook_file(repository: Path, name: str, text: str = "#!/bin/sh\nexit 0\n") -> Path:
    file = repository / ".git/hooks" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    file.chmod(0o755)
    return file


def test_install_status_uninstall(repository: Path, git: Git) -> None:
    assert states(repository) == {State.ABSENT}
    installed = install(repository)
    assert tuple(hook.name for hook in installed) == HOOKS
    assert states(repository) == {State.INSTALLED}
    folder = repository / git(repository, "rev-parse", "--git-path", "hooks")
    for hook in installed:
        assert hook.path == folder / hook.name
        assert os.access(hook.path, os.X_OK)
        assert hook.kept is None
    assert {hook.state for hook in uninstall(repository)} == {State.ABSENT}
    assert list(folder.iterdir()) == []


def test_installing_twice_changes_nothing(repository: Path) -> None:
    before = [hook.path.stat() for hook in install(repository)]
    assert [hook.path.stat() for hook in install(repository)] == before
    assert {hook.state for hook in uninstall(repository)} == {State.ABSENT}
    assert {hook.state for hook in uninstall(repository)} == {State.ABSENT}


def test_a_hook_for_another_python_is_outdated_and_renewed(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/elsewhere/python")
        install(repository)
    assert states(repository) == {State.OUTDATED}
    install(repository)
    assert states(repository) == {State.INSTALLED}
    (repository / ".git/hooks/pre-commit").chmod(0o644)
    assert State.OUTDATED in states(repository)


def test_in_a_linked_worktree_and_below_the_top(
    repository: Path, tmp_path: Path, git: Git, commit: Commit
) -> None:
    commit(repository, "talks/notes.txt", b"x")
    git(repository, "worktree", "add", "-q", str(tmp_path / "linked"), "-b", "other")
    for place in (tmp_path / "linked", repository / "talks"):
        (hook, *_) = install(place)
        assert hook.path == repository / ".git/hooks/pre-commit"
    assert states(repository) == {State.INSTALLED}


def test_in_a_submodule(repository: Path, tmp_path: Path, git: Git, commit: Commit) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    git(inner, "init", "-q", "-b", "main")
    commit(inner, "notes.txt", b"x")
    allow = ("-c", "protocol.file.allow=always")
    git(repository, *allow, "submodule", "--quiet", "add", str(inner), "sub")
    (hook, *_) = install(repository / "sub")
    assert hook.path == repository / ".git/modules/sub/hooks/pre-commit"
    assert states(repository) == {State.ABSENT}


def test_a_foreign_hook_is_kept_runs_first_and_comes_back(
    repository: Path, git: Git, try_git: Callable[..., subprocess.CompletedProcess[str]],
    plan_bytes: PlanBytes,
) -> None:  # fmt: skip
    text = '#!/bin/sh\necho "kept ran: $*" >> ran\nexit "$(cat verdict)"\n'
    file = hook_file(repository, "commit-msg", text)
    (hook,) = [hook for hook in install(repository) if hook.name == "commit-msg"]
    assert hook.state is State.INSTALLED
    assert hook.kept == file.with_name("commit-msg.planver-kept")
    (repository / "a.plan.yaml").write_bytes(plan_bytes())
    git(repository, "add", "a.plan.yaml")
    (repository / "verdict").write_text("7")
    assert try_git(repository, "commit", "-qm", "x").returncode != 0
    (repository / "verdict").write_text("0")
    refused = try_git(repository, "commit", "-qm", "x\n\nProposed-by: nobody")
    assert "[trailer-party]" in refused.stderr
    git(repository, "commit", "-qm", "x")
    assert (repository / "ran").read_text() == "kept ran: .git/COMMIT_EDITMSG\n" * 3
    uninstall(repository)
    assert file.read_text() == text
    assert os.access(file, os.X_OK)
    assert not os.path.lexists(hook.kept)


def test_a_foreign_hook_that_is_a_link_or_not_executable_comes_back_as_it_was(
    repository: Path,
) -> None:
    target = repository / "shared-hook"
    target.write_text("#!/bin/sh\nexit 0\n")
    link = repository / ".git/hooks/pre-commit"
    link.parent.mkdir(exist_ok=True)
    link.symlink_to("../../shared-hook")
    off = hook_file(repository, "commit-msg", "#!/bin/sh\nexit 9\n")
    off.chmod(0o644)
    install(repository)
    assert states(repository) == {State.INSTALLED}
    uninstall(repository)
    assert link.readlink() == Path("../../shared-hook")
    assert off.stat().st_mode & 0o777 == 0o644


def test_nothing_is_written_through_a_link_that_stands_ready(
    repository: Path, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    folder = repository / ".git/hooks"
    folder.mkdir(exist_ok=True)
    for name in HOOKS:
        (folder / f"{name}.planver-new").symlink_to(victim)
    install(repository)
    assert states(repository) == {State.INSTALLED}
    assert victim.read_text() == "mine"
    assert len(list(folder.iterdir())) == 2 * len(HOOKS)  # nothing else is left behind


def test_a_folder_of_hooks_that_is_a_link_is_refused(repository: Path, tmp_path: Path) -> None:
    install(repository)
    folder = repository / ".git/hooks"
    elsewhere = folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(elsewhere)
    before = {path.name: path.read_bytes() for path in elsewhere.iterdir()}
    for change in (install, uninstall):
        with pytest.raises(RepositoryError, match="is a link; planver changes hooks only"):
            change(repository)
    assert {path.name: path.read_bytes() for path in elsewhere.iterdir()} == before


def test_uninstalling_leaves_foreign_hooks(repository: Path) -> None:
    file = hook_file(repository, "pre-commit")
    assert State.FOREIGN in {hook.state for hook in uninstall(repository)}
    assert file.exists()


def test_a_second_foreign_hook_is_not_overwritten(repository: Path) -> None:
    hook_file(repository, "pre-commit", "first")
    install(repository)
    file = hook_file(repository, "pre-commit", "second")
    with pytest.raises(RepositoryError, match="kept beside it already"):
        install(repository)
    assert file.read_text() == "second"
    assert file.with_name("pre-commit.planver-kept").read_text() == "first"


def test_another_hooks_folder_is_refused_with_the_way_out(
    repository: Path, tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository, "config", "core.hooksPath", "shared hooks")
    with pytest.raises(RepositoryError, match=r"shared hooks here \(core.hooksPath\)") as caught:
        install(repository)
    assert "git config --unset core.hooksPath" in caught.value.hint
    assert "planver.hooks.run pre-commit" in caught.value.hint
    assert states(repository) == {State.ABSENT}
    git(repository, "config", "core.hooksPath", str(repository / ".git/hooks"))
    install(repository)  # the same folder by another name
    git(repository, "config", "--unset", "core.hooksPath")
    config = tmp_path / "config"
    config.write_text("[core]\nhooksPath = ~/hooks\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    with pytest.raises(RepositoryError, match=r"core\.hooksPath"):
        install(repository)


def test_a_python_at_an_awkward_place_and_an_empty_environment(
    tmp_path: Path, git: Git, plan_bytes: PlanBytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    awkward = tmp_path / 'it\'s a "place" $HOME `x` \\'
    awkward.mkdir()
    python = awkward / "python 3"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    git(awkward, "init", "-q", "-b", "main", "the plans")
    repository = awkward / "the plans"
    (hook, *_) = install(repository)
    (repository / "a.plan.yaml").write_bytes(b"planver: 1\n")
    git(repository, "add", ".")
    for path in ({}, {"PATH": ""}):
        done = subprocess.run(
            [hook.path], cwd=repository, env=path, capture_output=True, check=False, text=True
        )
        assert done.returncode == 1, done.stderr
        assert "a.plan.yaml:" in done.stderr
    (repository / "a.plan.yaml").write_bytes(plan_bytes())
    git(repository, "add", ".")
    assert subprocess.run([hook.path], cwd=repository, env={}, check=False).returncode == 0


def test_a_python_that_is_gone_is_told(
    repository: Path, try_git: Callable[..., subprocess.CompletedProcess[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "executable", "/gone/python")
    install(repository)
    done = try_git(repository, "commit", "--allow-empty", "-m", "x")
    assert done.returncode != 0
    assert "is gone: /gone/python" in done.stderr
    assert "--no-verify" in done.stderr


def test_nothing_of_the_work_tree_is_imported(
    repository: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(repository)
    (repository / "planver").mkdir()
    (repository / "planver/__init__.py").write_text("raise SystemExit(9)\n")
    (repository / "yaml.py").write_text("raise SystemExit(9)\n")
    monkeypatch.setenv("PYTHONPATH", str(repository))
    monkeypatch.setenv("PYTHONSTARTUP", str(repository / "yaml.py"))
    git(repository, "commit", "-q", "--allow-empty", "-m", "x")
