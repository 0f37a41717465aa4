"""The demo repository: the same ids everywhere, and nothing half made."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planver.errors import RepositoryError
from planver.model.draft import Draft, Source
from planver.model.history import Trailer
from planver.model.party import Claim, Party
from planver.planfile.dump import dump
from planver.repository.demo import Demo, build
from planver.repository.history import find_draft, history
from planver.repository.reader import Reader

Git = Callable[..., str]

PARTIES = (
    Party(id="us", name="United States"),
    Party(id="ua", name="Ukraine"),
    Party(id="odd", name="Odd <party>\n"),
)


def draft(
    name: str, date: str | None, *based_on: str, by: tuple[str, ...] = ("us",), plan: str = "p"
) -> tuple[Draft, bytes]:
    made = Draft(
        plan=plan,
        id=name,
        title=f"Draft\n{name}",
        date=date,
        based_on=based_on,
        tabled_by=tuple(Claim(party=party) for party in by),
        parties=PARTIES,
        sources=(Source(id="s", title="Reuters\nreport", date="2025-11-21"),),
    )
    return made, f"# {name}\n".encode() + dump(made)


DRAFTS = (
    draft("us-28", "2025-11-20"),
    draft("joint-19", "2025-11-25", "us-28", "e3-28", by=("us", "ua")),
    draft("e3-28", "2025-11-23", "us-28", by=("ua",)),
    draft("side-1", "2025-11-24", "us-28", by=("odd",)),
    draft("early-1", "2025-01-01", by=()),
    draft("undated-1", None, "side-1"),
)


def test_ids_are_the_same_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = [(made, b"the same bytes\n") for made, _ in DRAFTS]
    first = build(tmp_path / "one", drafts)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("GIT_DEFAULT_HASH", "sha256")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2001-01-01T00:00:00")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    config = tmp_path / "config"
    config.write_text("[user]\nname=X\n[init]\ndefaultBranch=x\n[core]\nautocrlf=true\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    second = build(tmp_path / "two", drafts)
    assert first.revisions == second.revisions
    # Fixed on purpose: a change here changes every demo repository there is.
    assert dict(first.revisions)["joint-19"] == "d26af6bbb2af901841ea7005b9fabf2a8ee8a5b4"


def test_drafts_are_revisions_on_their_parents(tmp_path: Path, git: Git) -> None:
    demo = build(tmp_path / "demo", DRAFTS)
    assert demo.directory == tmp_path / "demo"
    assert [name for name, _ in demo.revisions] == [
        "early-1", "us-28", "e3-28", "side-1", "undated-1", "joint-19"
    ]  # fmt: skip
    by_id = dict(demo.revisions)
    with Reader.open(demo.directory) as reader:
        found = {entry.revision.oid: entry for entry in history(reader)}
        assert set(found) == set(by_id.values())
        for (made, data), oid in ((pair, by_id[pair[0].id]) for pair in DRAFTS):
            entry = found[oid]
            assert entry.revision.parents == tuple(by_id[parent] for parent in made.based_on)
            assert entry.path == "p.plan.yaml"
            assert reader.blob(entry.blob) == data
            assert reader.resolve(made.id) == oid
        (joint,) = find_draft(reader, "joint-19")
    revision = joint.revision
    assert revision.author == "United States"
    assert revision.date == "2025-11-25T12:00:00+00:00"
    assert revision.subject == "Draft joint-19"
    assert revision.sources == ("Reuters report, 2025-11-21",)
    assert revision.proposed_by == (
        Trailer(claim=Claim(party="us")), Trailer(claim=Claim(party="ua"))
    )  # fmt: skip
    who = "%an <%ae> %cn <%ce>"
    assert git(demo.directory, "log", "-1", f"--format={who}", "side-1") == (
        "Odd party <odd@example.invalid> planver demo <demo@example.invalid>"
    )


def test_branches_stand_on_the_leaves_and_the_work_tree_on_main(tmp_path: Path, git: Git) -> None:
    demo = build(tmp_path / "demo", DRAFTS)
    assert demo.branches == (
        ("main", "joint-19"), ("draft/early-1", "early-1"), ("draft/undated-1", "undated-1")
    )  # fmt: skip
    refs = git(demo.directory, "for-each-ref", "--format=%(refname:short) %(objecttype)",
               "refs/heads").split("\n")  # fmt: skip
    assert sorted(refs) == ["draft/early-1 commit", "draft/undated-1 commit", "main commit"]
    assert git(demo.directory, "symbolic-ref", "HEAD") == "refs/heads/main"
    assert git(demo.directory, "status", "--porcelain") == ""
    assert sorted(path.name for path in demo.directory.iterdir()) == [".git", "p.plan.yaml"]
    assert (demo.directory / "p.plan.yaml").read_bytes() == DRAFTS[1][1]
    git(demo.directory, "fsck", "--strict")
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_several_plans(tmp_path: Path) -> None:
    demo = build(
        tmp_path / "demo", (draft("a-1", "2025-01-01"), draft("b-1", "2025-01-02", plan="q"))
    )
    assert demo.branches == (("main", "b-1"), ("draft/a-1", "a-1"))
    with Reader.open(demo.directory) as reader:
        assert {entry.path for entry in history(reader)} == {"p.plan.yaml", "q.plan.yaml"}


def test_an_empty_folder_will_do_and_a_full_one_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert isinstance(build(tmp_path / "empty", DRAFTS), Demo)
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for folder in (full, full / "mine.txt", tmp_path / "link"):
        with pytest.raises(RepositoryError, match="is not an empty folder") as caught:
            build(folder, DRAFTS)
        assert "nothing was changed" in caught.value.hint
    assert [path.name for path in full.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("drafts", "sentence"),
    [
        ((), "no drafts"),
        ((draft("a", "2025-01-01"), draft("a", "2025-01-02")), "the same id"),
        ((draft("a", "2025-01-01", "b"),), "based on b, which is not among"),
        ((draft("a", None, "b"), draft("b", None, "a"), draft("c", None)), "in a circle: a, b"),
        ((draft("../x", None),), "cannot be the id"),
        ((draft("a", None, plan=".git/x"),), "cannot be the id"),
    ],
)
def test_what_is_no_history_is_refused(
    tmp_path: Path, drafts: tuple[tuple[Draft, bytes], ...], sentence: str
) -> None:
    with pytest.raises(RepositoryError, match=sentence):
        build(tmp_path / "demo", drafts)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_of_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planver.repository.demo._stream", lambda *_: b"rubbish\n")
    with pytest.raises(RepositoryError, match="could not do this"):
        build(tmp_path / "demo", DRAFTS)
    assert list(tmp_path.iterdir()) == []
