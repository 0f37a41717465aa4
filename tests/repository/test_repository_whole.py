"""What is told of a plan is told of its whole history, and depends on nothing else.

Rejected, withdrawn and renamed drafts are part of it; the clone, the clock, the names and order of
branches and what git may be made to pretend are not.
"""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from planver.compare.provenance import blame_of
from planver.compare.tracing import Trace
from planver.workflow.blame import blame
from planver.workflow.drafts import Drafts
from planver.workflow.figures import figures_of
from planver.workflow.history import draft_graph
from planver.workflow.plans import newest
from planver.workflow.stages import stages
from planver.workflow.story import clause_story

Git = Callable[..., str]
Commit = Callable[..., str]
PlanBytes = Callable[..., bytes]

DRAFTS = ("alba-1", "bor-1", "alba-2", "alba-3", "alba-4")


def hour(folder: Path, draft: str) -> tuple[str, str]:
    """The hour in the ceasefire clause of a draft, and the revision it first stood in."""
    with Drafts(folder) as drafts:
        run = blame(drafts, draft).clauses[0].runs[1]
    assert run.first.entry.revision is not None
    return run.text.strip(), run.first.entry.revision.oid


def test_every_wording_is_a_stage(repository: Path, nine: dict[str, str]) -> None:
    """Of the nine, those that only moved or kept a wording bring none of their own."""
    with Drafts(repository) as drafts:
        known, _ = stages(drafts, newest(drafts))
    found = {one.entry.revision.oid for one in known if one.entry.revision}
    brought = {"table", "amend", "proposal", "second", "withdrawn", "last"}
    assert {nine[name] for name in brought} <= found
    assert not found & {nine["reject"], nine["rename"]}
    assert {one.entry.draft.id for one in known} == {*DRAFTS}


def test_every_draft_is_blamed_wherever_it_stands(repository: Path, nine: dict[str, str]) -> None:
    assert hour(repository, "alba-1") == ("06:00", nine["amend"])
    assert hour(repository, "bor-1") == ("07:00", nine["proposal"])
    assert hour(repository, "alba-3") == ("09:00", nine["withdrawn"])
    assert hour(repository, "alba-4") == ("10:00", nine["last"])


def test_log_story_and_figures_cover_every_draft(repository: Path, nine: dict[str, str]) -> None:
    with Drafts(repository) as drafts:
        (nodes,) = draft_graph(drafts).values()
        told = clause_story(drafts, "ceasefire")
        found = figures_of(drafts)
        assert drafts.notices == []
    assert sorted(node.entry.draft.id for node in nodes) == sorted(DRAFTS)
    chapters = {chapter.entry.draft.id for chapter in told.chapters}
    assert chapters == {*DRAFTS}
    assert sorted(entry.draft.id for entry in found.drafts) == sorted(DRAFTS)


def everything(folder: Path) -> tuple[object, ...]:
    """All that is told of a plan: each draft's blame, its stages, a story, figures, the graph."""
    with Drafts(folder) as drafts:
        known, place = stages(drafts, drafts.entry("alba-4"))
        trace = Trace(known)
        blames = {
            (one.entry.draft.id, one.entry.revision.oid if one.entry.revision else ""): (
                blame_of(trace, at)
            )
            for at, one in enumerate(known)
        }
        return (
            blames,
            known[place].entry,
            {name: blame(drafts, name) for name in DRAFTS},
            clause_story(drafts, "ceasefire"),
            figures_of(drafts),
            draft_graph(drafts),
        )


def cloned(folder: Path, git: Git) -> Path:
    git(folder.parent, "clone", "-q", str(folder), "clone")
    return folder.parent / "clone"


def bare(folder: Path, git: Git) -> Path:
    git(folder.parent, "clone", "-q", "--mirror", str(folder), "bare")
    return folder.parent / "bare"


def packed(folder: Path, git: Git) -> Path:
    git(folder, "gc", "-q")
    git(folder, "commit-graph", "write", "--reachable")
    git(folder, "pack-refs", "--all")
    return folder


def branches_the_other_way_round(folder: Path, git: Git) -> Path:
    for at, name in enumerate(git(folder, "branch", "--format=%(refname:short)").split()):
        git(folder, "branch", "-m", name, f"{'zyx'[at]}-{name}")
    return folder


def fewer_names(folder: Path, git: Git) -> Path:
    """One branch a tag, another only a remote's."""
    git(folder, "tag", "kept", "withdrawn")
    git(folder, "branch", "-qD", "withdrawn")
    git(folder, "update-ref", "refs/remotes/origin/other", "main")
    return folder


def mailmap(folder: Path, git: Git) -> Path:
    (folder / ".mailmap").write_text("Mallory <mallory@example.org> <ada@example.org>\n")
    git(folder, "config", "log.mailmap", "true")
    return folder


def replacements(folder: Path, git: Git) -> Path:
    """Every revision pretends to be a root by Mallory."""
    for oid in git(folder, "rev-list", "--all").split():
        forged = git(
            folder,
            "commit-tree",
            "-m",
            "forged",
            f"{oid}^{{tree}}",
            env={"GIT_AUTHOR_NAME": "Mallory"},
        )
        git(folder, "replace", oid, forged)
    return folder


def replaced_files(folder: Path, git: Git) -> Path:
    """The wording of one draft pretends to be that of another."""
    git(folder, "replace", "main:talks/lumen.plan.yaml", "withdrawn~1:talks/lumen.plan.yaml")
    return folder


def grafts(folder: Path, git: Git) -> Path:
    info = folder / ".git/info"
    info.mkdir(exist_ok=True)
    (info / "grafts").write_text(git(folder, "rev-parse", "main") + "\n")
    return folder


def notes(folder: Path, git: Git) -> Path:
    git(folder, "notes", "add", "-m", "Proposed-by: bor", "main")
    git(folder, "config", "notes.displayRef", "*")
    return folder


def worktree(folder: Path, git: Git) -> Path:
    git(folder, "worktree", "add", "-q", str(folder.parent / "tree"), "withdrawn")
    return folder.parent / "tree"


@pytest.mark.parametrize(
    "changed",
    [
        cloned, bare, packed, branches_the_other_way_round, fewer_names, mailmap, replacements,
        replaced_files, grafts, notes, worktree,
    ],
    ids=lambda changed: changed.__name__,
)  # fmt: skip
def test_the_same_is_told_of_the_same_drafts(
    repository: Path, nine: dict[str, str], git: Git, changed: Callable[[Path, Git], Path]
) -> None:
    git(repository, "switch", "-qc", "rival", "main~1")
    git(repository, "merge", "-q", "-s", "ours", "-m", "both", "withdrawn")
    git(repository, "switch", "-q", "main")
    before = everything(repository)
    assert everything(changed(repository, git)) == before


def test_the_hour_and_the_place_of_the_reader_do_not_matter(
    repository: Path, nine: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(repository)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    time.tzset()
    try:
        copy = shutil.copytree(repository, repository.parent / "later")
        for path in copy.glob("**/*.plan.yaml"):
            path.touch()
        assert everything(copy) == before
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_revision_that_changes_nothing_adds_nothing(
    repository: Path, nine: dict[str, str], git: Git, commit: Commit
) -> None:
    before = everything(repository)
    git(repository, "commit", "-q", "--allow-empty", "-m", "nothing")
    commit(repository, "notes.md", b"not a plan", "notes")
    git(repository, "mv", "talks/lumen.plan.yaml", "lumen-river.plan.yaml")
    git(repository, "commit", "-qm", "renamed again")
    assert everything(repository)[0] == before[0]
