"""A copied `.git` with hostile settings: reading it runs nothing. A canary file would tell."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from planver.errors import RepositoryError
from planver.hooks import run
from planver.hooks.install import status
from planver.repository.history import find_draft, history, load
from planver.repository.reader import Reader

Git = Callable[..., str]
Commit = Callable[..., str]
PlanBytes = Callable[..., bytes]

PLAN = "lumen.plan.yaml"

HOOKS = (
    "pre-commit", "commit-msg", "pre-merge-commit", "post-checkout", "post-index-change",
    "reference-transaction", "fsmonitor-watchman", "post-commit", "pre-auto-gc",
)  # fmt: skip

CONFIG = """
[core]
    fsmonitor = {canary}
    hooksPath = {hooks}
    pager = {canary}
    sshCommand = {canary}
    editor = {canary}
    askPass = {canary}
    gitProxy = {canary}
    alternateRefsCommand = {canary}
    attributesFile = {attributes}
    excludesFile = {canary}
[include]
    path = {included}
[diff]
    external = {canary}
    orderFile = {missing}
[diff "evil"]
    textconv = {canary}
    command = {canary}
    cachetextconv = false
[filter "evil"]
    clean = {canary}
    smudge = {canary}
    process = {canary}
    required = true
[merge "evil"]
    driver = {canary}
[pager]
    log = {canary}
    cat-file = {canary}
    rev-parse = {canary}
    ls-files = {canary}
[alias]
    log = "!{canary}"
    rev-parse = "!{canary}"
    cat-file = "!{canary}"
[log]
    showSignature = true
    mailmap = true
[gpg]
    program = {canary}
[gpg "ssh"]
    program = {canary}
[credential]
    helper = "!{canary}"
[trailer "proposed-by"]
    key = "Proposed-by: "
    command = {canary}
    cmd = {canary}
[protocol]
    allow = always
[protocol "ext"]
    allow = always
[extensions]
    partialClone = evil
[remote "evil"]
    url = "ext::{canary}"
    promisor = true
    partialclonefilter = blob:none
    uploadpack = {canary}
    vcs = ext
[sequence]
    editor = {canary}
[color]
    ui = always
[maintenance]
    auto = true
"""


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """Exists as soon as anything of the hostile repository was run."""
    script = tmp_path / "canary.sh"
    script.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{tmp_path}/ran'\nexit 1\n")
    script.chmod(0o755)
    return tmp_path / "ran"


@pytest.fixture
def drafted(repository: Path, git: Git, commit: Commit, plan_bytes: PlanBytes) -> Path:
    """Two good drafts, under attributes, a mailmap and a replacement that mean no good."""
    (repository / ".gitattributes").write_text("* diff=evil filter=evil merge=evil\n")
    (repository / ".mailmap").write_text("Mallory <m@example.org> <ada@example.org>\n")
    git(repository, "add", ".")
    commit(repository, PLAN, plan_bytes("alba-1"))
    commit(repository, PLAN, plan_bytes("alba-2", based_on="alba-1"))
    _sign(repository, git)
    git(repository, "replace", "HEAD~1", git(repository, "rev-parse", "HEAD"))
    (repository / PLAN).write_bytes(plan_bytes("alba-3"))  # so that the index looks stale
    return repository


@pytest.fixture
def hostile(drafted: Path, tmp_path: Path, canary: Path) -> Path:
    """The same with settings and hooks that would run the canary at every turn, copied."""
    assert not canary.exists()
    script = tmp_path / "canary.sh"
    hooks = tmp_path / "hooks"
    for folder in (hooks, drafted / ".git/hooks"):
        folder.mkdir(exist_ok=True)
        for name in HOOKS:
            shutil.copy(script, folder / name)
    included, attributes = tmp_path / "included", tmp_path / "attributes"
    included.write_text(f"[core]\n fsmonitor = {script}\n[diff]\n external = {script}\n")
    attributes.write_text("* diff=evil filter=evil\n")
    with (drafted / ".git/config").open("a") as config:
        config.write(
            CONFIG.format(
                canary=script, hooks=hooks, attributes=attributes, included=included,
                missing=tmp_path / "missing",
            )
        )  # fmt: skip
    copied = tmp_path / "copied"
    shutil.copytree(drafted, copied, symlinks=True)
    return copied


def _sign(repository: Path, git: Git) -> None:
    """Put a signature on HEAD, for `log.showSignature` to verify."""
    head, body = git(repository, "cat-file", "commit", "HEAD").split("\n\n", 1)
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n xx\n -----END PGP SIGNATURE-----"
    signed = git(
        repository, "hash-object", "-t", "commit", "-w", "--stdin",
        stdin=f"{head}\n{signature}\n\n{body}\n",
    )  # fmt: skip
    git(repository, "update-ref", "HEAD", signed)


@pytest.mark.parametrize(
    "arguments",
    [
        ("status",), ("--paginate", "log", "-p"), ("diff",), ("log", "-1"),
        ("cat-file", "-p", "f" * 40),
    ],
)  # fmt: skip
def test_plain_git_does_run_it(
    hostile: Path, canary: Path, try_git: Callable[..., object], arguments: tuple[str, ...]
) -> None:
    """The trap works: so its silence below means something."""
    try_git(hostile, *arguments)
    assert canary.exists()


def test_reading_runs_nothing_and_is_not_misled(hostile: Path, canary: Path) -> None:
    with Reader.open(hostile) as reader:
        newest, oldest = history(reader)
        assert newest.revision.author == oldest.revision.author == "Ada Author"
        (found,) = find_draft(reader, "alba-1")
        assert found.revision == oldest.revision
        parsed = load(reader, found)
        assert parsed.draft is not None
        assert parsed.draft.id == "alba-1"
        head = reader.resolve("HEAD") or ""
        assert b"alba-2" in (reader.blob_at(head, PLAN) or b"")
        assert reader.resolve("main@{0}") == head
        assert reader.plan_paths(head) == (PLAN,)
        assert [staged.path for staged in reader.staged()] == [PLAN]
        assert reader.staged_since(head) == ()
        assert len(reader.staged_since(None)) == 1
        with pytest.raises(RepositoryError):  # a missing object is not fetched from anywhere
            reader.blob("f" * 40)
        assert reader.resolve("f" * 40) is None
    assert not canary.exists()


def test_checking_and_looking_at_hooks_run_nothing(
    hostile: Path, canary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = tmp_path / "message"
    message.write_text("x\n\nProposed-by: alba\nProposed-by: alba [bridge]\n")
    monkeypatch.chdir(hostile)
    assert run.main(["pre-commit"]) == 0
    monkeypatch.setenv("GIT_AUTHOR_DATE", "@1933761600 +0000")  # HEAD's: as if amending
    assert run.main(["commit-msg", str(message)]) == 1
    assert {hook.state for hook in status(hostile)} == {"foreign"}
    assert not canary.exists()


def test_a_commit_graph_that_lies_is_not_asked(
    repository: Path, git: Git, commit: Commit, plan_bytes: PlanBytes
) -> None:
    """git keeps trees and parents there as well, to have them quickly, and believes it blindly."""
    first = commit(repository, PLAN, plan_bytes("alba-1"))
    commit(repository, PLAN, plan_bytes("bor-1"))
    last = commit(repository, PLAN, plan_bytes("alba-2"))
    git(repository, "commit-graph", "write", "--reachable")
    graph = repository / ".git/objects/info/commit-graph"
    one, other = (bytes.fromhex(git(repository, "rev-parse", f"{oid}^{{tree}}"))
                  for oid in (first, last))  # fmt: skip
    graph.chmod(0o644)
    graph.write_bytes(graph.read_bytes().replace(other, one))
    blob = git(repository, "rev-parse", f"{last}:{PLAN}")
    assert blob not in git(repository, "log", "--raw", "--no-abbrev")  # the trap works
    with Reader.open(repository) as reader:
        assert history(reader)[0].blob == blob
