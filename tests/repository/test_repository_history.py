"""The history: every draft on every branch, and what a hostile repository cannot make of it."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planver.errors import RepositoryError
from planver.model.history import Trailer
from planver.model.party import Claim
from planver.repository.history import FoundDraft, find_draft, history, load
from planver.repository.objects import LARGEST_BLOB
from planver.repository.reader import Reader

Git = Callable[..., str]
Commit = Callable[..., str]
PlanBytes = Callable[..., bytes]

PLAN = "lumen.plan.yaml"


def found_in(repository: Path) -> tuple[FoundDraft, ...]:
    with Reader.open(repository) as reader:
        return history(reader)


def test_nine_of_nine(repository: Path, git: Git, nine: dict[str, str]) -> None:
    """A rename, a proposal rejected with `-s ours`, a withdrawn one: git alone shows a part."""
    found = found_in(repository)
    assert {entry.revision.oid for entry in found} == {*nine.values()}
    assert len(found) == 9
    assert [entry.revision.oid for entry in found if not entry.introduced] == [nine["reject"]]
    place = {entry.revision.oid: at for at, entry in enumerate(found)}
    for entry in found:  # children before parents
        for parent in entry.revision.parents:
            assert place[entry.revision.oid] < place[parent]

    def told(*options: str) -> int:
        listed = git(repository, "log", "--format=%H", *options, "--", "talks/lumen.plan.yaml")
        return len(listed.split())

    assert told() == 3
    assert told("--all", "--full-history") < 9
    assert told("--all", "--follow") < 9


def test_branches_tags_remotes_and_a_head_on_no_branch_are_all_read(
    repository: Path, tmp_path: Path, git: Git, commit: Commit
) -> None:
    expected = {commit(repository, "a.plan.yaml", b"main")}
    git(repository, "switch", "-qc", "other")
    expected.add(commit(repository, "a.plan.yaml", b"branch"))
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "-b", "main", str(repository), "clone")
    git(clone, "switch", "-q", "--detach")
    expected.add(commit(clone, "b.plan.yaml", b"tagged"))
    git(clone, "tag", "-am", "kept", "kept")
    git(clone, "tag", "a-blob", "HEAD:b.plan.yaml")
    git(clone, "reset", "-q", "--hard", "main")
    expected.add(commit(clone, "c.plan.yaml", b"detached"))
    git(clone, "update-ref", "refs/notes/x", "HEAD")
    assert {entry.revision.oid for entry in found_in(clone)} == expected


def test_an_empty_repository_has_no_history(repository: Path) -> None:
    with Reader.open(repository) as reader:
        assert history(reader) == ()
        assert find_draft(reader, "alba-1") == ()


def test_an_unborn_branch_beside_others(repository: Path, git: Git, commit: Commit) -> None:
    oid = commit(repository, "a.plan.yaml", b"a")
    git(repository, "switch", "-q", "--orphan", "fresh")
    assert [entry.revision.oid for entry in found_in(repository)] == [oid]


def test_only_regular_plan_files_are_found(repository: Path, git: Git, commit: Commit) -> None:
    commit(repository, "a.plan.yaml", b"a")
    for name in ("notes.md", "b.plan.yml", "plan.yaml.txt"):
        commit(repository, name, b"no plan")
    (repository / "link.plan.yaml").symlink_to("a.plan.yaml")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "link")
    git(repository, "rm", "-q", "a.plan.yaml")
    git(repository, "commit", "-qm", "deleted")
    assert [entry.path for entry in found_in(repository)] == ["a.plan.yaml"]


def test_what_a_revision_says_of_itself(repository: Path, commit: Commit) -> None:
    message = """Second draft

Body: not a trailer.

Proposed-by: alba
proposed-by: bor [ceasefire]
Proposed-by: The President
Proposed-by:
Proposed-by: alba
Source: Gazette,
  12 April 2031
Source: https://example.org/a
"""
    first = commit(repository, "a.plan.yaml", b"a", "First")
    oid = commit(repository, "a.plan.yaml", b"b", message)
    revision = found_in(repository)[0].revision
    assert (revision.oid, revision.parents) == (oid, (first,))
    assert (revision.author, revision.subject) == ("Ada Author", "Second draft")
    assert revision.date == "2031-04-12T12:00:00+00:00"
    assert revision.proposed_by == (
        Trailer(claim=Claim(party="alba")),
        Trailer(claim=Claim(party="bor"), clause="ceasefire"),
    )
    assert revision.sources == ("Gazette, 12 April 2031", "https://example.org/a")


@pytest.mark.parametrize(
    "message",
    [
        "x\n\nSource: \x1e\x1f\x01forged\x02\n",
        f":100644 100644 {'a' * 40} {'b' * 40} M\n\nProposed-by: bor\n",
        f"{'c' * 40}\n\n{'d' * 40}\n",
        "subject\r\nwith returns\r\n",
        "\u202eright to left\n\nProposed-by: alba\n",
    ],
)
def test_hostile_messages_stay_in_their_field(
    repository: Path, commit: Commit, message: str
) -> None:
    oid = commit(repository, "a.plan.yaml", b"a", message)
    (entry,) = found_in(repository)
    assert (entry.revision.oid, entry.path) == (oid, "a.plan.yaml")


def test_a_nul_in_a_message_and_bytes_that_are_no_text(
    repository: Path, git: Git, commit: Commit
) -> None:
    commit(repository, "a.plan.yaml", b"a")
    tree = git(repository, "rev-parse", "HEAD^{tree}")
    raw = (
        f"tree {tree}\nauthor A\udcff <a@b> 1 +0000\ncommitter C <c@d> 1 +0000\n\n"
        f"sub\udcffject\0{'e' * 40}\0\0Proposed-by: bor\n"
    )
    oid = git(repository, "hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=raw)
    git(repository, "update-ref", "refs/heads/odd", oid)
    found = {entry.revision.oid: entry.revision for entry in found_in(repository)}
    assert len(found) == 2
    assert found[oid].author == "A\ufffd"
    assert found[oid].subject == "sub\ufffdject"
    assert found[oid].proposed_by == ()


def test_mailmap_replacements_and_grafts_rewrite_nothing(
    repository: Path, git: Git, commit: Commit
) -> None:
    (repository / ".mailmap").write_text("Mallory <m@example.org> <ada@example.org>\n")
    first = commit(repository, "a.plan.yaml", b"a")
    oid = commit(repository, "a.plan.yaml", b"b")
    other = git(repository, "commit-tree", "-m", "forged", f"{oid}^{{tree}}")
    git(repository, "replace", oid, other)
    (repository / ".git/info").mkdir(exist_ok=True)
    (repository / ".git/info/grafts").write_text(f"{oid}\n")
    git(repository, "config", "log.mailmap", "true")
    newest = found_in(repository)[0].revision
    assert (newest.author, newest.subject, newest.parents) == ("Ada Author", "a draft", (first,))


def test_odd_names_are_found(repository: Path, commit: Commit) -> None:
    names = ["line\nbreak.plan.yaml", "план \udcff.plan.yaml", ":100644 x.plan.yaml", "-.plan.yaml"]
    for name in names:
        commit(repository, name, b"a")
    assert sorted(entry.path for entry in found_in(repository)) == sorted(names)


def test_a_merge_of_three_branches_is_found_once_per_file(
    repository: Path, git: Git, commit: Commit
) -> None:
    commit(repository, "base.plan.yaml", b"base")
    for name in ("one", "two"):
        git(repository, "switch", "-qc", name, "main")
        commit(repository, f"{name}.plan.yaml", name.encode())
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "-m", "octopus", "one", "two")
    merge = git(repository, "rev-parse", "HEAD")
    found = [entry for entry in found_in(repository) if entry.revision.oid == merge]
    assert [entry.path for entry in found] == ["one.plan.yaml", "two.plan.yaml"]
    assert [entry.introduced for entry in found] == [False, False]


def test_a_shallow_clone_shows_what_it_has(
    repository: Path, tmp_path: Path, git: Git, commit: Commit
) -> None:
    for number in range(3):
        oid = commit(repository, "a.plan.yaml", b"%d" % number)
    git(tmp_path, "clone", "-q", "--depth=1", repository.as_uri(), "shallow")
    (entry,) = found_in(tmp_path / "shallow")
    assert (entry.revision.oid, entry.revision.parents) == (oid, ())
    assert entry.introduced


def test_each_blob_is_parsed_once(
    repository: Path, commit: Commit, plan_bytes: PlanBytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(repository, "a.plan.yaml", plan_bytes())
    commit(repository, "b.plan.yaml", plan_bytes())
    commit(repository, "huge.plan.yaml", b"\0" * (LARGEST_BLOB + 1))
    with Reader.open(repository) as reader:
        huge, second, first = history(reader)
        parsed = load(reader, first)
        assert parsed.draft is not None
        assert parsed.draft.id == "alba-1"
        assert load(reader, second) is parsed
        with pytest.raises(RepositoryError, match="16 at most"):
            load(reader, huge)
        assert [entry.path for entry in find_draft(reader, "alba-1")] == ["b.plan.yaml"]


def test_many_revisions_start_no_more_processes_than_few(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[object, ...]] = []

    class Counted(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            started.append(args)
            super().__init__(*args, **options)

    write_revisions(repository, 0, 20)
    monkeypatch.setattr(subprocess, "Popen", Counted)
    few = read_all(repository), len(started)
    write_revisions(repository, 20, 500)
    started.clear()
    many = read_all(repository), len(started)
    assert (few[0], many[0]) == (20, 500)
    assert few[1] == many[1] > 0


def write_revisions(repository: Path, start: int, end: int) -> None:
    parts: list[str] = []
    for number in range(start, end):
        parts.append(f"commit refs/heads/main\ncommitter A <a@b> {number} +0000\ndata 2\nx\n")
        if number == start > 0:
            parts.append("from refs/heads/main^0\n")
        parts.append(f"M 100644 inline a.plan.yaml\ndata {len(str(number))}\n{number}\n")
    subprocess.run(
        ["git", "fast-import", "--quiet"],
        cwd=repository,
        input="".join(parts).encode(),
        check=True,
    )


def read_all(repository: Path) -> int:
    """Read every revision and every blob; how many there are."""
    with Reader.open(repository) as reader:
        blobs = [reader.blob(entry.blob) for entry in history(reader)]
    assert len(set(blobs)) == len(blobs)
    return len(blobs)
