"""The way back: `q` and Esc go one step back, and only the first screen's `q` leaves."""

import pytest

from tests.tui.conftest import Open, Reader


def left(reader: Reader) -> bool:
    return reader.app._exit


@pytest.mark.parametrize("back", ["q", "й", "escape"])
@pytest.mark.parametrize("there", ["i", "tab", "shift+tab"])
async def test_from_a_pane_over_the_redline_to_the_redline(
    review: Open, there: str, back: str
) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("n", there)
        assert "600,000 800,000" not in reader.screen()
        assert reader.status.endswith("| q or Esc: back to the redline")
        assert reader.row("? more").endswith("q back  ? more")
        await reader.press(back)
        assert not left(reader)
        assert "600,000 800,000" in reader.screen()
        assert reader.status == "Change 2 of 9: point 2 | 0 reviewed"
        assert reader.row("? more").endswith("q leave  ? more")
        await reader.press("escape")
        assert not left(reader)
        assert reader.status == "q leaves planver."
        await reader.press("q")
        assert left(reader)


async def test_escape_goes_back_before_it_clears(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("/")
        await reader.type("bridge")
        await reader.press("enter", "i", "escape")
        assert "“bridge”" in reader.status
        await reader.press("escape")
        assert reader.status == "The search is forgotten."


async def test_panes_beside_the_redline_are_no_step_to_go_back(review: Open) -> None:
    async with review("alba-1", "group-2", size=(120, 30)) as reader:
        await reader.press("i", "tab")
        assert "back to the redline" not in reader.status
        await reader.press("q")
        assert left(reader)


async def test_a_wider_window_needs_no_way_back(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("i")
        await reader.resize(160, 30)
        assert "back to the redline" not in reader.screen()
        assert "q leave" in reader.screen()


@pytest.mark.parametrize("back", ["q", "escape"])
async def test_from_the_drafts_to_the_review_they_were_opened_from(review: Open, back: str) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("n", "v")
        assert "q or Esc goes back to the review." in reader.status
        assert "q back" in reader.screen()
        await reader.press(back)
        assert reader.status.startswith("Change 2 of 9")
        assert not left(reader)


async def test_from_the_drafts_and_back_to_them(review: Open) -> None:
    async with review() as reader:
        assert "q leave" in reader.screen()
        await reader.press("escape")
        assert reader.status == "This is the first screen: q leaves planver."
        await reader.press("enter")
        assert "q back" in reader.screen()
        await reader.press("escape")
        assert reader.status == "q goes back to the drafts."
        await reader.press("i", "q", "v", "escape", "question_mark", "escape")
        assert reader.status.startswith("Change 1 of 9")
        await reader.press("q")
        assert "Drafts: choose" in reader.screen()
        assert not left(reader)
        await reader.press("q")
        assert left(reader)


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
@pytest.mark.parametrize(
    "there", [(), ("i",), ("v",), ("slash", "x"), ("f",), ("f", "tab"), ("question_mark",)]
)
async def test_two_keys_always_leave(review: Open, there: tuple[str, ...], key: str) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press(*there)
        await reader.pilot.press(key)
        assert left(reader)


async def test_colours_say_which_they_are(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        told = []
        for _ in range(4):
            await reader.press("t")
            told.append(reader.status)
        assert told == [
            "Colours: light.",
            "Colours: those of the terminal, on dark.",
            "Colours: those of the terminal, on light.",
            "Colours: dark.",
        ]
        await reader.press("v", "t")
        assert reader.status == "Colours: light."


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24)])
async def test_a_long_message_takes_more_lines(review: Open, size: tuple[int, int]) -> None:
    async with review("alba-1", "group-2", size=size) as reader:
        await reader.press("G", "N")
        for text in (
            "One rather long sentence with a figure, 1234 more words, and so its end.",
            "",
        ):
            reader.app.screen.status.say(text)  # type: ignore[attr-defined]
            await reader.settle()
            assert text in " ".join(reader.screen().split())
            assert "▌" in reader.screen()
        reader.app.screen.status.say("word " * 900 + "end")  # type: ignore[attr-defined]
        await reader.settle()
        assert "…" in reader.screen()
        assert "▌" in reader.screen()
        assert "? more" in reader.screen()


async def test_a_message_does_not_move_a_reader_inside_a_long_clause(review: Open) -> None:
    async with review("alba-1", "group-2", size=(40, 12)) as reader:
        await reader.press("n", "n", "n", "n", "j", "j")
        reader.app.screen.status.say("short")  # type: ignore[attr-defined]
        await reader.settle()
        first = reader.screen().splitlines()[1]
        reader.app.screen.status.say("long " * 20)  # type: ignore[attr-defined]
        await reader.settle()
        assert "3.b" not in reader.screen()
        assert reader.screen().splitlines()[1] == first
