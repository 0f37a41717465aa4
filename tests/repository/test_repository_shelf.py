"""Drafts read once, and answers found once: kept, had again, and never told of what has changed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from planver.model.draft import Draft
from planver.model.provenance import Blame
from planver.planfile.parse import parse
from planver.planfile.pieces import Pieces
from planver.repository.cache import Cache
from planver.repository.history import history
from planver.repository.reader import Reader
from planver.repository.shelf import WORTH_KEEPING, Shelf
from planver.workflow import answers
from planver.workflow.blame import blame
from planver.workflow.drafts import Drafts
from planver.workflow.stages import stages

FIRE = "All firing stops at {}:00 on the day after signature."
PLAN = "a.plan.yaml"
Commit = Callable[..., str]
PlanBytes = Callable[..., bytes]


@pytest.fixture
def long(repository: Path, commit: Commit, plan_bytes: PlanBytes) -> Path:
    """A repository with as many wordings of a draft as are worth keeping."""
    for hour in range(WORTH_KEEPING):
        commit(repository, PLAN, plan_bytes(text=FIRE.format(hour)), f"at {hour}")
    return repository


def read(folder: Path) -> list[Draft | None]:
    """The drafts of all revisions, newest first, as a command reads and then keeps them."""
    with Reader.open(folder) as reader:
        shelf = Shelf.of(reader)
        found = [shelf.sound(draft.blob) for draft in history(reader)]
        shelf.save()
    return found


def never(*_: object) -> Draft:
    raise AssertionError("this was read before")


def test_what_was_read_once_is_not_read_again(long: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(long)
    assert [draft.points[0].text for draft in found if draft][::-1] == [
        FIRE.format(hour) for hour in range(WORTH_KEEPING)
    ]
    monkeypatch.setattr(Pieces, "draft", never)
    assert read(long) == found


def test_what_drafts_have_in_common_is_one_object(long: Path) -> None:
    for found in (read(long), read(long)):  # as read from git, and as it was kept
        newest, *_, oldest = [draft for draft in found if draft]
        assert newest.points[0] is not oldest.points[0]
        assert newest.points[1] is oldest.points[1]


def test_few_drafts_are_not_worth_keeping(
    repository: Path, commit: Commit, plan_bytes: PlanBytes
) -> None:
    commit(repository, PLAN, plan_bytes())
    read(repository)
    assert not (repository / ".git/planver").exists()


def test_a_draft_with_errors_is_read_each_time_and_kept_apart(
    long: Path, commit: Commit, plan_bytes: PlanBytes
) -> None:
    """One that cannot be compared still is a draft; one that cannot be read is none."""
    wrong = plan_bytes("alba-2", text="All firing stops [at noon.")
    commit(long, "b.plan.yaml", wrong)
    commit(long, "c.plan.yaml", b"alba-2: [")
    for _ in range(2):
        assert read(long)[:2] == [None, None]
        with Reader.open(long) as reader:
            blobs = [draft.blob for draft in history(reader)]
            found = Shelf.of(reader).drafts(blobs, mentioning="alba-2")
        assert [one for one in found.values() if one.id != "alba-1"] == [parse(wrong).draft]


@pytest.mark.parametrize("harm", ["cut off", "one bit", "nothing left", "from elsewhere"])
def test_what_was_harmed_is_read_anew(long: Path, harm: str, tmp_path: Path) -> None:
    found = read(long)
    kept = long / ".git/planver/drafts"
    data = kept.read_bytes()
    at = data.index(b"All firing")
    harmed = {
        "cut off": data[: len(data) // 2],
        "one bit": data[:at] + b"Z" + data[at + 1 :],
        "nothing left": b"",
        "from elsewhere": bytes(32) + data[32:].replace(b"All firing", b"No firing "),
    }
    kept.write_bytes(harmed[harm])
    assert read(long) == found
    assert kept.read_bytes() == data, "it is kept again"
    assert not list(tmp_path.glob("**/.drafts*")), "and nothing is left lying about"


def test_what_another_version_wrote_is_read_anew(
    long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(long)
    data = (long / ".git/planver/drafts").read_bytes()
    monkeypatch.setattr("planver.repository.cache._version", lambda: b"another")
    read(long)
    assert (long / ".git/planver/drafts").read_bytes() != data


def test_what_is_signed_and_still_no_shelf_is_read_anew(long: Path) -> None:
    found = read(long)
    with Reader.open(long) as reader:
        Cache(reader.common_dir).write("drafts", "", b"\x81\xa4rows\x01")
    assert read(long) == found


# --- answers ----------------------------------------------------------------------------------


def told(folder: Path, name: str = "alba-1") -> Blame:
    with Drafts(folder) as drafts:
        return blame(drafts, name)


def kept_answers(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / ".git/planver").glob("blame-*"))


def test_it_is_told_how_far_the_work_has_come(long: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    with Drafts(long, None, lambda *told: heard.append(told)) as drafts:
        blame(drafts, "alba-1")
    every = range(1, WORTH_KEEPING + 1)
    assert heard == [
        *(("drafts read", number, WORTH_KEEPING) for number in every),
        *(("wordings traced", number, WORTH_KEEPING) for number in every),
    ]


def test_an_answer_is_found_once(long: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = told(long)
    monkeypatch.setattr("planver.workflow.blame.Trace", never)
    assert told(long) == found
    assert len(kept_answers(long)) == 1


def test_an_answer_to_a_point_is_cut_from_the_same(
    long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = told(long)
    monkeypatch.setattr("planver.workflow.blame.Trace", never)
    with Drafts(long) as drafts:
        assert blame(drafts, "alba-1", "1").clauses == found.clauses[:1]


def test_an_answer_is_found_anew_when_a_wording_is_recorded(
    long: Path, commit: Commit, plan_bytes: PlanBytes
) -> None:
    told(long)
    commit(long, PLAN, plan_bytes(text=FIRE.format("6 or 7")), "later")
    assert "later" in [
        run.first.entry.revision.subject
        for run in told(long).clauses[0].runs
        if run.first.entry.revision
    ]
    assert len(kept_answers(long)) == 2


def test_an_answer_is_found_anew_when_a_file_is_edited(long: Path, plan_bytes: PlanBytes) -> None:
    told(long)
    for word in ("noon", "midnight"):
        (long / PLAN).write_bytes(plan_bytes(text=FIRE.format(word)))
        runs = told(long).clauses[0].runs
        assert [run.text.strip() for run in runs if run.first.entry.revision is None] == [
            f"{word}:00"
        ]


def test_echoes_and_gaps_are_kept(
    long: Path, commit: Commit, plan_bytes: PlanBytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpublished = plan_bytes("bor-1", based_on="alba-1", tabled_by="bor").partition(b"points:")[0]
    unpublished = unpublished.replace(b"wording: official", b"wording: unpublished")
    commit(long, "b.plan.yaml", unpublished + b"points: []\nreported:\n  - text: It is new.\n")
    after = plan_bytes("bor-2", text=FIRE.format("6 or 7"), based_on="bor-1", tabled_by="bor")
    commit(long, "c.plan.yaml", after)
    other = plan_bytes("cass-1", text=FIRE.format("6 or 7"), based_on="alba-1", tabled_by="bor")
    commit(long, "d.plan.yaml", other)
    found = told(long, "bor-2")
    assert found.clauses[0].runs[1].first.drafts == ("bor-1", "bor-2")
    assert found.clauses[0].runs[1].also[0].at.entry.draft.id == "cass-1"
    monkeypatch.setattr("planver.workflow.blame.Trace", never)
    assert told(long, "bor-2") == found


def test_only_the_last_answers_are_kept(long: Path, plan_bytes: PlanBytes) -> None:
    for number in range(12):
        (long / PLAN).write_bytes(plan_bytes(text=FIRE.format(f"{number} or 7")))
        told(long)
    assert len(kept_answers(long)) == 8


def test_an_answer_that_is_none_is_found_anew(long: Path) -> None:
    found = told(long)
    (name,) = kept_answers(long)
    with Reader.open(long) as reader:
        Cache(reader.common_dir).write("blame", name.removeprefix("blame-"), b"\x01")
    assert told(long) == found


def test_what_an_answer_depends_on(long: Path) -> None:
    """Another draft, another history, another graph is another question."""
    with Drafts(long) as drafts:
        known, place = stages(drafts, drafts.entry("alba-1"))
    names = {
        answers.name_of(known, place),
        answers.name_of(known, place - 1),
        answers.name_of(known[:-1], place - 1),
        answers.name_of((*known[:-1], replace(known[-1], parents=())), place),
    }
    assert len(names) == 4
