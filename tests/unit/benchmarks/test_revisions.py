"""The file revised many times: that what is measured is what is said to be."""

from pathlib import Path

import pytest

from benchmarks.histories import history
from benchmarks.repositories import Saved, git, write
from benchmarks.revisions import Clock, as_file, forget, shares, write_file
from planver.planfile.dump import dump

MADE = history(3, "slight", 6, 8, forks=False)


@pytest.mark.parametrize(("length", "drafts"), [(2, 3), (6, 1)])
def test_a_file_is_revised_as_so_many_drafts(tmp_path: Path, length: int, drafts: int) -> None:
    last = write_file(MADE, length, tmp_path)
    assert last == f"draft-{drafts - 1}"
    oids = git(tmp_path, "rev-list", "--reverse", "HEAD").split()
    files = [git(tmp_path, "show", f"{oid}:plan.plan.yaml") for oid in oids]
    assert len(files) == len(set(files)) == 6
    assert [file.splitlines()[4] for file in files] == [
        f"  id: draft-{place // length}" for place in range(6)
    ]
    assert git(tmp_path, "status", "--porcelain") == ""


def test_files_are_as_planver_writes_them() -> None:
    for stage in MADE.stages:
        assert as_file(stage.entry.draft) == dump(stage.entry.draft)


def test_shares_are_of_the_whole(tmp_path: Path) -> None:
    told = shares(tmp_path, write_file(MADE, 2, tmp_path))
    assert list(told)[:4] == ["reading git", "parsing", "aligning", "word diff"]
    assert sum(row["share"] for row in told.values()) == pytest.approx(1)
    assert {"reading git", "parsing", "word diff"} <= {name for name in told if told[name]["s"]}


def test_what_is_within_another_part_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(100))
    monkeypatch.setattr("benchmarks.revisions.time.perf_counter", lambda: float(next(ticks)))
    clock = Clock()
    inner = clock.timed("inner", lambda: None)
    outer = clock.timed("outer", lambda: (inner(), inner()))
    outer()
    assert clock.spent == {"inner": 2.0, "outer": 3.0}


def test_forgetting_takes_away_what_was_kept_and_nothing_else(tmp_path: Path) -> None:
    write_file(MADE, 2, tmp_path)
    kept = tmp_path / ".git/planver/parsed"
    kept.parent.mkdir()
    kept.write_text("old")
    forget(tmp_path)
    assert not kept.parent.exists()
    assert git(tmp_path, "rev-list", "--count", "HEAD") == "6"


def test_branches_merges_and_renames_are_written(tmp_path: Path) -> None:
    oids = write(
        tmp_path,
        [
            Saved("a.plan.yaml", b"one", "alba", ()),
            Saved("a.plan.yaml", b"two", "bor", (0,)),
            Saved("b.plan.yaml", b"one", "cass", (0,)),
            Saved("b.plan.yaml", b"both", "dorn", (1, 2)),
        ],
    )
    parents = git(tmp_path, "log", "--all", "--format=%H %P").splitlines()
    assert set(parents) == {
        f"{oids[0]} ",
        f"{oids[1]} {oids[0]}",
        f"{oids[2]} {oids[0]}",
        f"{oids[3]} {oids[1]} {oids[2]}",
    }
    assert git(tmp_path, "ls-tree", "-r", "--name-only", "HEAD") == "b.plan.yaml"
    assert git(tmp_path, "log", "-1", "--format=%an %aI", oids[1]) == (
        "bor 2031-01-02T00:00:00+00:00"
    )
    assert write(tmp_path / "again", [Saved("a.plan.yaml", b"one", "alba", ())]) == oids[:1]
