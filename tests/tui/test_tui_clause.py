"""Who put the words of a clause there, and its history, from the review and back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planver.errors import PlanverError
from planver.model.change import Kind
from planver.model.progress import Progress
from planver.tui.following import About, Traced
from planver.tui.screens import clause as clause_screens
from planver.tui.screens.clause import HistoryScreen, WhoScreen
from planver.tui.screens.review import ReviewScreen
from planver.workflow.demo import demo
from tests.tui.conftest import Open, Reader

Golden = Callable[[str, str], None]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of `planver demo`."""
    folder = tmp_path_factory.mktemp("demo") / "plan"
    demo(folder)
    return folder


def words(reader: Reader) -> str:
    """All that is on the screen, as one line."""
    return " ".join(reader.screen().split())


async def at(reader: Reader, number: int) -> None:
    """Go to the change that is of that number."""
    await reader.pilot.press("g", *["n"] * (number - 1))
    await reader.settle()


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_who_and_history_of_a_clause_of_the_demo(
    review: Open, golden: Golden, plan: Path, size: tuple[int, int]
) -> None:
    async with review("us-28", "us-ua-20", place=plan, size=size) as reader:
        await at(reader, 6)
        await reader.press("b")
        golden(f"who-{size[0]}x{size[1]}", reader.screen())
        await reader.press("h")
        golden(f"history-{size[0]}x{size[1]}", reader.screen())
        await reader.press("q")
        assert reader.status.startswith("Change 6 of 56: point 4 |")


async def test_a_point_comes_with_its_parts(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("slash")
        await reader.type("Parties shall:")
        await reader.press("enter", "b")
        assert [line.split()[0] for line in reader.screen().splitlines() if line[1:2] == "3"] == [
            "3", "3.a", "3.b"
        ]  # fmt: skip
        assert reader.row("after inspection").split()[:4] == [
            "contact-group", "gap-1", "or", "group-2"
        ]  # fmt: skip
        await reader.press("h")
        for part in ("4.a", "4.b", "4.c"):
            assert f"({part[-1]})" in reader.screen()


@pytest.mark.parametrize(("key", "other", "there", "back"), [
    ("b", "h", WhoScreen, "q"), ("h", "b", HistoryScreen, "escape"), ("и", "р", WhoScreen, "й"),
])  # fmt: skip
async def test_they_lead_to_each_other_and_back_to_the_review(
    review: Open, key: str, other: str, there: type, back: str
) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("n", key)
        assert type(reader.app.screen) is there
        assert reader.status == "Point 2 (forces) of group-2 | q or Esc: back to the review"
        assert reader.row("? more").endswith("q back  ? more")
        for _ in range(2):
            await reader.press(other, key)
            assert type(reader.app.screen) is there
            assert "point 2 (forces) of group-2" in reader.screen().splitlines()[0]
        await reader.press(other, back)
        assert isinstance(reader.app.screen, ReviewScreen)
        assert reader.status == "Change 2 of 9: point 2 | 0 reviewed"
        await reader.press("q")
    assert reader.app.return_code == 0


async def test_words_across_a_draft_that_was_never_published(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("n", "b")
        assert reader.row("800,000").split() == [
            "bor", "(disputed)", "gap-1", "or", "group-2", "800,000"
        ]  # fmt: skip
        assert "Alba says that it never saw this figure" in words(reader)
        assert "in which of these is not known" in words(reader)
        await reader.press("h")
        assert "gap-1 (2031-03-20, tabled by Contact Group, wording never published)" in words(
            reader
        )
        assert "600,000 800,000" in words(reader)


async def test_a_deleted_clause_has_no_words_and_a_history(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("n", "n", "n", "b")
        assert reader.screen().splitlines()[0].strip() == (
            "Who: clause 4.b (withdrawal-mines) of alba-1"
        )
        assert (
            "Clause 4.b (withdrawal-mines) of alba-1 was deleted: it has no wording in group-2, so "
            "there are no words to trace. Its history tells every wording it had"
        ) in words(reader)
        assert "| deleted; h: its history |" in reader.status
        await reader.press("h")
        assert "first seen, as 4.b" in reader.screen()
        assert "group-2 (2031-04-12, tabled by Contact Group): deleted" in words(reader)
        assert "deleted; h" not in reader.status


async def test_an_inserted_clause(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("slash")
        await reader.type("prisoners")
        await reader.press("enter", "b")
        assert reader.row("All prisoners").split()[:5] == [
            "5", "contact-group", "gap-1", "or", "group-2"
        ]  # fmt: skip
        await reader.press("h")
        assert "All prisoners shall be exchanged within fourteen days." in words(reader)
        assert "inserted" in words(reader)


async def test_a_clause_without_an_id_goes_by_its_number(review: Open, folder: Path) -> None:
    for name in ("alba-1", "group-2"):
        path = folder / f"{name}.plan.yaml"
        path.write_text(path.read_text().replace("  - id: observers\n    text:", "  - text:"))
    async with review("alba-1", "group-2") as reader:
        await reader.press("+", "+", "+", "+", "slash")
        await reader.type("observer mission")
        await reader.press("enter", "b")
        assert "Who: point 4 of group-2" in reader.screen()
        assert "An observer mission" in reader.screen()
        await reader.press("h")
        assert (
            "alba-1 (2031-03-01, tabled by Republic of Alba): first seen, as 5" in reader.screen()
        )
        assert "group-2 (2031-04-12, tabled by Contact Group): changed, as 4" in words(reader)


async def to_kind(reader: Reader, kind: Kind) -> None:
    """Go to the first change of a kind."""
    screen = reader.app.screen
    assert isinstance(screen, ReviewScreen)
    assert screen.reading is not None
    changes = screen.reading.diff.changes
    screen.redline.go_to(next(at for at, one in enumerate(changes) if kind in one.kinds))
    await reader.settle()


async def test_a_clause_that_was_split_and_clauses_that_were_joined(
    review: Open, plan: Path
) -> None:
    async with review("us-28", "us-ua-20", place=plan, size=(100, 70)) as reader:
        await to_kind(reader, Kind.SPLIT)
        await reader.press("b")
        assert "Who: points 8 and 9 of us-ua-20" in reader.screen()
        assert reader.row("The Parties shall put together").split()[0] == "8"
        assert reader.row("Several funds shall be set up").split()[0] == "9"
        await reader.press("h")
        assert "first seen, as 12" in reader.screen()
        assert (
            "us-ua-20 (2025-12-24, tabled by Ukraine and United States): changed, as 8 and 9"
            in (words(reader))
        )
        await reader.press("q")
        await to_kind(reader, Kind.JOINED)
        await reader.press("h")
        assert "first seen, as 10.b and 10.d" in reader.screen()
        assert "joined from 10.b and 10.d" in reader.screen()


async def test_two_texts_that_say_nothing_of_each_other(review: Open, tmp_path: Path) -> None:
    place = tmp_path / "texts"
    place.mkdir()
    for name, figure in (("one", 300), ("two", 400)):
        text = f"1. The [forces] have {figure} people.\n\n2. Second point.\n"
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    async with review("one.txt", "two.txt", place=place) as reader:
        for key in ("b", "h"):
            await reader.press(key)
            assert "! Nothing says that one.txt and two.txt are drafts of one plan" in words(reader)
            assert "The [forces] have 400 people." in reader.screen()
        await reader.press("b")
        assert reader.row("400").split()[:4] == ["1", "nobody", "named", "two.txt"]


async def test_a_shallow_clone_says_what_it_cannot_know(
    review: Open, folder: Path, git: Callable[..., str]
) -> None:
    git(folder, "init", "-q")
    for name in ("alba-1", "gap-1", "group-2"):
        git(folder, "add", f"{name}.plan.yaml")
        git(folder, "commit", "-q", "-m", name)
    git(folder.parent, "clone", "-q", "--depth", "1", f"file://{folder}", "shallow")
    for place, told in ((folder, False), (folder.parent / "shallow", True)):
        async with review("alba-1", "group-2", place=place) as reader:
            for key in ("b", "h"):
                await reader.press(key)
                assert ("! This is a shallow clone" in reader.screen()) is told
                assert ("git fetch --unshallow" in words(reader)) is told
                await reader.press("q")


async def test_no_clause_to_ask_about(review: Open) -> None:
    async with review("alba-1", "gap-1") as reader:
        for key in ("b", "h"):
            await reader.press(key)
            assert reader.status == (
                "There is no clause here that could be followed through the drafts."
            )
            assert isinstance(reader.app.screen, ReviewScreen)


# Drafts that change.


def rewrite(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / f"{name}.plan.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


async def test_a_changed_file_is_noticed_and_read_again(review: Open, folder: Path) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("n", "b")
        rewrite(folder, "group-2", "800,000", "750,000")
        reader.app.screen.look_for_changes()  # type: ignore[attr-defined]
        await reader.settle()
        assert reader.status.startswith("The drafts have changed: R reads them again |")
        assert "800,000" in reader.screen()
        await reader.press("R")
        assert "have changed" not in reader.status
        assert "750,000" in reader.screen()
        assert "800,000" not in reader.screen()


@pytest.mark.parametrize("key", ["b", "h"])
@pytest.mark.parametrize("named", ["Point 3 (forces)", "Point 3"])
async def test_it_stays_with_its_clause_when_others_come_and_go(
    review: Open, folder: Path, key: str, named: str
) -> None:
    if "forces" not in named:  # then it has no id, and goes by its words
        for name in ("alba-1", "group-2"):
            rewrite(folder, name, "  - id: forces\n    text:", "  - text:")
    async with review("alba-1", "group-2") as reader:
        await reader.press("n", key)
        new = "points:\n  - text: >-\n      A new point stands first.\n\n"
        rewrite(folder, "group-2", "points:\n", new)
        await reader.press("R")
        assert reader.status.startswith(f"{named} of group-2")
        assert "800,000" in reader.screen()
        await reader.press("q", key)
        assert reader.status.startswith(f"{named} of group-2")


async def test_a_deleted_clause_that_comes_back_is_no_longer_called_deleted(
    review: Open, folder: Path
) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("n", "n", "n", "b")
        assert "was deleted" in reader.screen()
        mines = "      - id: withdrawal-mines\n        text: >-\n          clear all mines;\n\n"
        bridge = "      - id: withdrawal-bridge\n"
        rewrite(folder, "group-2", bridge, mines + bridge)
        await reader.press("R")
        assert "deleted" not in reader.screen()
        assert reader.row("clear all mines").split()[:2] == ["3.b", "alba"]
        assert reader.status.startswith("Clause 3.b (withdrawal-mines) of group-2")


async def test_a_clause_that_is_gone_is_told_and_so_is_a_broken_file(
    review: Open, folder: Path
) -> None:
    whole = (folder / "group-2.plan.yaml").read_text()
    async with review("alba-1", "group-2") as reader:
        await reader.press("slash")
        await reader.type("prisoners")
        await reader.press("enter", "h")
        prisoners = whole[whole.index("  - id: prisoners") : whole.index("  - id: preamble-peace")]
        rewrite(folder, "group-2", prisoners, "")
        await reader.press("R")
        assert "Point 5 (prisoners) of group-2 is no longer there" in reader.screen()
        assert "read the drafts again there" in words(reader)
        (folder / "group-2.plan.yaml").write_text("planver: 1\nplan: [\n")
        await reader.press("R")
        assert "There is no draft, revision or file called 'group-2'." in words(reader)
        assert "`planver log`" in words(reader)
        (folder / "group-2.plan.yaml").write_text(whole)
        await reader.press("R")
        assert "All prisoners shall be exchanged" in words(reader)


# Long readings.


def slow(monkeypatch: pytest.MonkeyPatch, name: str, steps: list[str]) -> None:
    """Reading that goes on until the reader leaves, saying how far it has come."""
    import time

    def load(folder: Path, plan: str | None, about: About, told: Progress) -> Traced:
        steps.append("began")
        for number in range(2000):
            try:
                told("drafts read", 1234 + number, 5678)
            except BaseException:
                steps.append("stopped")
                raise
            time.sleep(0.01)
        raise PlanverError("It was never left.", "")

    monkeypatch.setattr(clause_screens, name, load)


async def test_a_long_reading_shows_how_far_it_has_come_and_ends_when_left(
    review: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    slow(monkeypatch, "load_who", steps)
    async with review("alba-1", "group-2") as reader:
        await reader.pilot.press("n", "b")
        await reader.pilot.pause(0.8)
        assert "Tracing the words of point 2 (forces) … 1," in reader.screen()
        assert "of 5,678 drafts read" in reader.screen()
        assert "q or Esc: back to the review" in reader.screen()
        await reader.pilot.press("j", "question_mark")
        assert "Keys of the who screen" in reader.screen()
        await reader.pilot.press("escape", "h")
        await reader.settle()
        assert steps == ["began", "stopped"]
        assert "first seen, as 2" in reader.screen()
        await reader.press("q")
        assert isinstance(reader.app.screen, ReviewScreen)


async def test_leaving_planver_does_not_wait_for_a_long_reading(
    review: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    slow(monkeypatch, "load_story", steps)
    async with review("alba-1", "group-2") as reader:
        await reader.pilot.press("n", "h")
        await reader.pilot.pause(0.1)
        await reader.pilot.press("ctrl+q")
    assert steps == ["began", "stopped"]


# Reading on a screen.


@pytest.mark.parametrize("key", ["b", "h"])
async def test_long_texts_scroll_and_fit_every_size(review: Open, plan: Path, key: str) -> None:
    async with review("us-28", "us-ua-20", place=plan, size=(80, 24)) as reader:
        await reader.press("slash")
        await reader.type("Dnipropetrovsk")
        await reader.press("enter", key)
        top = reader.screen()
        await reader.press("space")
        assert reader.screen() != top
        await reader.press("pageup")
        assert reader.screen() == top
        await reader.press("G")
        end = reader.screen()
        await reader.press("j")
        assert reader.screen() == end
        await reader.press("g", "j", "k")
        assert reader.screen() == top
        for size in ((40, 12), (100, 30), (160, 50), (30, 10), (80, 24)):
            await reader.resize(*size)
            assert "? more" in reader.screen()
            assert max(map(len, reader.screen().splitlines())) <= size[0]
        assert reader.screen() == top


async def test_they_are_told_in_the_help_and_found_in_the_palette(review: Open) -> None:
    async with review("alba-1", "group-2", size=(100, 120)) as reader:
        await reader.press("question_mark")
        assert reader.row(" b    ").split()[:2] == ["b", "who"]
        assert reader.row(" h    ").split()[:3] == ["h", "clause", "history"]
        await reader.press("q", "b", "question_mark")
        assert "Keys of the who screen" in reader.screen()
        assert "nobody named  the record names no party" in reader.screen()
        await reader.press("q", "h", "question_mark")
        assert "Keys of the clause history screen" in reader.screen()
        assert "deleted: only in the draft before" in reader.screen()
        assert "▌" not in reader.screen()
        await reader.press("q", "q", "ctrl+p")
        await reader.type("clause hist")
        await reader.pilot.pause(0.3)
        await reader.press("enter", "enter")
        await reader.settle()
        assert isinstance(reader.app.screen, HistoryScreen)
