"""Recording: one file, nothing else, and no trace of an attempt that failed."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from planver.errors import RepositoryError
from planver.model.history import Trailer
from planver.model.party import Claim
from planver.repository import commit as commit_module
from planver.repository.history import history
from planver.repository.reader import Reader
from planver.repository.writer import Recorded, record

Git = Callable[..., str]
Commit = Callable[..., str]

PLAN = "lumen.plan.yaml"
ALBA = Trailer(claim=Claim(party="alba"))
BOR = Trailer(claim=Claim(party="bor"), clause="bridge")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commit_module, "PAUSE_SECONDS", 0.02)


def write(repository: Path, data: str, path: str = PLAN) -> Path:
    file = repository / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(data)
    return file


def state(repository: Path, git: Git) -> tuple[str, ...]:
    """Branches, the index and the work tree: what a failure must leave alone."""
    return (
        git(repository, "for-each-ref"),
        git(repository, "ls-files", "-s", "--debug").split("ctime")[0],
        git(repository, "ls-files", "-s"),
        git(repository, "status", "--porcelain=v2", "--untracked-files=all"),
    )


def test_the_first_draft(repository: Path, git: Git) -> None:
    file = write(repository, "one\n")
    done = record(file, message="First draft\n\nWith a body.")
    assert done == Recorded(
        revision=git(repository, "rev-parse", "refs/heads/main"), branch="main", path=PLAN
    )
    assert git(repository, "show", f"HEAD:{PLAN}") == "one"
    assert git(repository, "log", "--format=%B") == "First draft\n\nWith a body.\n"
    assert git(repository, "status", "--porcelain") == ""


def test_author_date_trailers_and_sources(repository: Path) -> None:
    record(
        write(repository, "one\n"),
        message="First draft",
        author="Bea Bor <bea@example.org>",
        date="2025-11-20",
        proposed_by=(ALBA, BOR),
        sources=("Gazette,\n12 April", "https://example.org/a", " "),
    )
    with Reader.open(repository) as reader:
        (found,) = history(reader)
    assert found.revision.author == "Bea Bor"
    assert found.revision.date == "2025-11-20T12:00:00+00:00"
    assert found.revision.proposed_by == (ALBA, BOR)
    assert found.revision.sources == ("Gazette, 12 April", "https://example.org/a")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Draft", "Draft\n\nProposed-by: alba\n\n"),
        ("Draft: one", "Draft: one\n\nProposed-by: alba\n\n"),
        (
            "Draft\n\nSigned-off-by: A <a@b>\n",
            "Draft\n\nSigned-off-by: A <a@b>\nProposed-by: alba\n\n",
        ),
        ("Draft\n\nProse.\nMore: prose", "Draft\n\nProse.\nMore: prose\n\nProposed-by: alba\n\n"),
        ("# kept", "# kept\n\nProposed-by: alba\n\n"),
    ],
)
def test_trailers_are_the_last_paragraph(
    repository: Path, git: Git, message: str, expected: str
) -> None:
    record(write(repository, "one\n"), message=message, proposed_by=(ALBA,))
    assert git(repository, "log", "-1", "--format=%B") + "\n" == expected
    assert git(repository, "log", "-1", "--format=%(trailers:key=Proposed-by,only,valueonly)")


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025-11-20T18:30:00+01:00", "2025-11-20T18:30:00+01:00"),
        ("2025-11-20T18:30:00", "2025-11-20T18:30:00+00:00"),
        ("1970-01-02", "1970-01-02T12:00:00+00:00"),
    ],
)
def test_dates(repository: Path, git: Git, date: str, expected: str) -> None:
    record(write(repository, "one\n"), message="x", date=date)
    assert git(repository, "log", "-1", "--format=%aI") == expected


@pytest.mark.parametrize(
    "path",
    [
        "with space.plan.yaml",
        "план-Ü.plan.yaml",
        "-dash.plan.yaml",
        "[a]*?.plan.yaml",
        "quo\"te's.plan.yaml",
        "line\nbreak.plan.yaml",
        ":(top)magic.plan.yaml",
        "!deep/er one/x.plan.yaml",
    ],
)
def test_odd_names(repository: Path, git: Git, path: str) -> None:
    write(repository, "bystander\n", "a.plan.yaml")
    git(repository, "add", "a.plan.yaml")
    done = record(write(repository, "one\n", path), message="x")
    assert done.path == path
    assert git(repository, "ls-tree", "-r", "-z", "--name-only", "HEAD") == path + "\0"


def test_a_relative_name_from_a_subfolder(
    repository: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(repository, "one\n", "talks/lumen.plan.yaml")
    monkeypatch.chdir(repository / "talks")
    assert record(Path(PLAN), message="x").path == "talks/lumen.plan.yaml"
    assert git(repository, "show", "HEAD:talks/lumen.plan.yaml") == "one"


def test_through_a_linked_folder_the_real_path_is_recorded(
    repository: Path, tmp_path: Path
) -> None:
    write(repository, "one\n")
    (tmp_path / "link").symlink_to(repository)
    assert record(tmp_path / "link" / PLAN, message="x").path == PLAN


def test_in_a_linked_worktree(repository: Path, tmp_path: Path, git: Git, commit: Commit) -> None:
    first = commit(repository, PLAN, b"one\n")
    git(repository, "worktree", "add", "-q", str(tmp_path / "linked"), "-b", "other")
    done = record(write(tmp_path / "linked", "two\n"), message="x")
    assert done.branch == "other"
    assert git(repository, "rev-parse", "other") == done.revision
    assert git(repository, "rev-parse", "main") == first


def test_on_no_branch_says_so(repository: Path, git: Git, commit: Commit) -> None:
    commit(repository, PLAN, b"one\n")
    git(repository, "switch", "-q", "--detach")
    done = record(write(repository, "two\n"), message="x")
    assert done.branch is None
    assert (
        git(repository, "rev-parse", "HEAD")
        == done.revision
        != git(repository, "rev-parse", "main")
    )


def test_other_staged_files_stay_staged(repository: Path, git: Git, commit: Commit) -> None:
    commit(repository, PLAN, b"one\n")
    commit(repository, "notes.txt", b"one\n")
    write(repository, "staged\n", "notes.txt")
    write(repository, "staged\n", "new.txt")
    git(repository, "add", ".")
    git(repository, "rm", "-q", "--cached", "--", PLAN)  # even where it was unstaged by mistake
    record(write(repository, "two\n"), message="x")
    assert git(repository, "diff", "--name-only", "HEAD~", "HEAD") == PLAN
    assert git(repository, "diff", "--cached", "--name-only").split() == ["new.txt", "notes.txt"]


def test_a_first_draft_beside_staged_files(repository: Path, git: Git) -> None:
    write(repository, "staged\n", "notes.txt")
    git(repository, "add", "notes.txt")
    record(write(repository, "one\n"), message="x")
    assert git(repository, "ls-tree", "-r", "--name-only", "HEAD") == PLAN
    assert git(repository, "diff", "--cached", "--name-only") == "notes.txt"


def test_the_work_tree_counts_and_not_what_was_staged_of_it(
    repository: Path, git: Git, commit: Commit
) -> None:
    commit(repository, PLAN, b"one\n")
    write(repository, "staged\n")
    git(repository, "add", PLAN)
    record(write(repository, "final\n"), message="x")
    assert git(repository, "show", f"HEAD:{PLAN}") == "final"
    assert git(repository, "status", "--porcelain") == ""


def test_nothing_to_record(repository: Path, git: Git, commit: Commit) -> None:
    commit(repository, PLAN, b"one\n")
    before = state(repository, git)
    with pytest.raises(RepositoryError, match="Nothing to record"):
        record(repository / PLAN, message="x")
    assert state(repository, git) == before


def test_what_is_no_plan_file_is_refused(
    repository: Path, tmp_path: Path, git: Git, commit: Commit
) -> None:
    commit(repository, PLAN, b"one\n")
    (repository / "link.plan.yaml").symlink_to(PLAN)
    (repository / "folder.plan.yaml").mkdir()
    write(repository, "x", "notes.txt")
    write(repository, "x", ".git/inside.plan.yaml")
    write(tmp_path, "x", "outside.plan.yaml")
    before = state(repository, git)
    for path, sentence in {
        repository / "link.plan.yaml": "symbolic link",
        repository / "folder.plan.yaml": "is not a file",
        repository / "notes.txt": "is not a plan file",
        repository / "gone.plan.yaml": "cannot be read",
        repository / ".git/inside.plan.yaml": "no work tree",
        tmp_path / "outside.plan.yaml": "not inside a git repository",
    }.items():
        with pytest.raises(RepositoryError, match=sentence):
            record(path, message="x")
    assert state(repository, git) == before


def test_a_work_tree_set_elsewhere_is_refused(repository: Path, tmp_path: Path, git: Git) -> None:
    (tmp_path / "elsewhere").mkdir()
    git(repository, "config", "core.worktree", str(tmp_path / "elsewhere"))
    with pytest.raises(RepositoryError, match="work tree"):
        record(write(repository, "one\n"), message="x")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"message": " \n"}, "needs a message"),
        ({"message": "a\0b"}, "needs a message"),
        ({"author": "Ada"}, "does not name an author"),
        ({"author": "A <a@b>\nB <c@d>"}, "does not name an author"),
        ({"author": "<a@b>"}, "does not name an author"),
        ({"date": "yesterday"}, "is not a date"),
        ({"date": "1945-05-08"}, "before 1970"),
    ],
)
def test_what_is_said_of_it_must_make_sense(
    repository: Path, git: Git, wrong: dict[str, str], sentence: str
) -> None:
    file = write(repository, "one\n")
    with pytest.raises(RepositoryError, match=sentence):
        record(file, **{"message": "x", **wrong})  # type: ignore[arg-type]
    assert git(repository, "status", "--porcelain") == f"?? {PLAN}"


def test_no_name_and_address_is_a_sentence_with_a_hint(
    repository: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(repository, "one\n")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{role}_NAME")
        monkeypatch.delenv(f"GIT_{role}_EMAIL")
    monkeypatch.delenv("EMAIL", raising=False)
    with pytest.raises(RepositoryError, match="your name and address") as caught:
        record(file, message="x", author="Ada <ada@example.org>")
    assert "user.email" in caught.value.hint
    assert git(repository, "status", "--porcelain") == f"?? {PLAN}"
    git(repository, "config", "user.name", "Cem")
    git(repository, "config", "user.email", "cem@example.org")
    record(file, message="x")
    assert git(repository, "log", "--format=%an <%ae>") == "Cem <cem@example.org>"


def test_in_the_middle_of_a_merge(repository: Path, git: Git, commit: Commit) -> None:
    commit(repository, PLAN, b"one\n")
    git(repository, "switch", "-qc", "other")
    commit(repository, "b.plan.yaml", b"b")
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "--no-commit", "--no-ff", "other")
    file = write(repository, "two\n")
    before = state(repository, git)
    with pytest.raises(RepositoryError, match="A merge is under way") as caught:
        record(file, message="x")
    assert "git merge --abort" in caught.value.hint
    assert state(repository, git) == before


def test_a_lock_is_waited_for_then_refused_and_never_deleted(
    repository: Path, git: Git, commit: Commit
) -> None:
    commit(repository, PLAN, b"one\n")
    file = write(repository, "two\n")
    lock = repository / ".git/index.lock"
    lock.touch()
    with pytest.raises(RepositoryError, match=r"index\.lock exists") as caught:
        record(file, message="x")
    assert "delete that file" in caught.value.hint
    assert lock.exists()
    assert git(repository, "show", f"HEAD:{PLAN}") == "one"
    timer = threading.Timer(0.1, lock.unlink)
    timer.start()
    record(file, message="x")
    timer.join()


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("hook", ["pre-commit", "commit-msg", "prepare-commit-msg"])
def test_a_hook_that_refuses_leaves_everything_as_it_was(
    repository: Path, git: Git, commit: Commit, hook: str, known: bool
) -> None:
    commit(repository, "notes.txt", b"one\n")
    if known:
        commit(repository, PLAN, b"one\n")
    write(repository, "staged\n", "notes.txt")
    git(repository, "add", "notes.txt")
    file = write(repository, "two\n")
    script = repository / ".git/hooks" / hook
    script.parent.mkdir(exist_ok=True)
    script.write_text("#!/bin/sh\necho 'not on a \033[31mSunday'\nexit 1\n")
    script.chmod(0o755)
    before = state(repository, git)
    with pytest.raises(RepositoryError, match=r"not on a .*Sunday") as caught:
        record(file, message="x")
    assert "Nothing was recorded" in caught.value.message
    assert state(repository, git) == before


def test_hooks_run_as_git_runs_them(
    repository: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = repository / ".git/hooks/pre-commit"
    script.parent.mkdir(exist_ok=True)
    script.write_text("#!/bin/sh\nenv > seen\ngit diff --cached --name-only -- '*.yaml' > list\n")
    script.chmod(0o755)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    record(write(repository, "one\n"), message="x")
    seen = (repository / "seen").read_text()
    assert "GIT_LITERAL_PATHSPECS" not in seen
    assert "GIT_NO_REPLACE_OBJECTS" not in seen
    assert "LC_ALL=C.UTF-8" in seen
    assert "GIT_INDEX_FILE" in seen
    assert (repository / "list").read_text() == f"{PLAN}\n"


def test_an_ignored_file_is_refused_in_gits_words(repository: Path, git: Git) -> None:
    write(repository, "*.plan.yaml\n", ".gitignore")
    file = write(repository, "one\n")
    with pytest.raises(RepositoryError, match="ignored by one of your"):
        record(file, message="x")
    assert git(repository, "ls-files") == ""


def test_a_filter_that_changes_the_file_is_told(repository: Path, git: Git) -> None:
    write(repository, "*.plan.yaml filter=shout\n", ".gitattributes")
    git(repository, "config", "filter.shout.clean", "tr a-z A-Z")
    with pytest.raises(RepositoryError, match="does not hold the file as it was read"):
        record(write(repository, "one\n"), message="x")


def test_line_ends_that_git_mends_are_fine(repository: Path, git: Git) -> None:
    write(repository, "*.plan.yaml text eol=lf\n", ".gitattributes")
    file = repository / PLAN
    file.write_bytes(b"one\r\ntwo\r\n")
    record(file, message="x")
    assert git(repository, "show", f"HEAD:{PLAN}") == "one\ntwo"
    with pytest.raises(RepositoryError, match="Nothing to record"):
        record(file, message="x")


def test_a_callers_git_variables_do_not_lead_elsewhere(
    repository: Path, tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q", "elsewhere")
    file = write(repository, "one\n")
    with monkeypatch.context() as patch:
        patch.setenv("GIT_DIR", str(tmp_path / "elsewhere/.git"))
        patch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
        record(file, message="x")
    assert git(repository, "show", f"HEAD:{PLAN}") == "one"
    assert not (tmp_path / "index").exists()


def test_two_at_once_lose_nothing(repository: Path, git: Git, commit: Commit) -> None:
    commit(repository, "start.txt", b"x")
    files = [write(repository, f"{name}\n", f"{name}.plan.yaml") for name in "abcd"]
    script = "import sys; from pathlib import Path; from planver.repository.writer import record\n"
    script += "print(record(Path(sys.argv[1]), message='x').revision)"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(file)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for file in files
    ]
    landed = 0
    for file, process in zip(files, running, strict=True):
        out, err = process.communicate(timeout=60)
        if process.returncode == 0:
            landed += 1
            assert git(repository, "show", f"{out.strip()}:{file.name}") == file.stem[0]
            assert git(repository, "show", f"HEAD:{file.name}") == file.stem[0]
        else:
            assert "RepositoryError" in err
            assert git(repository, "ls-files", file.name) == ""
    assert landed >= 1
    assert int(git(repository, "rev-list", "--count", "HEAD")) == 1 + landed
    assert git(repository, "diff", "--cached", "--name-only") == ""
