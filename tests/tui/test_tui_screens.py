"""Whole screens as text, to be read in review; every golden is one moment of a reviewer's work."""

import re
from collections.abc import Callable

import pytest

from planver.tui.screenshot import picture
from tests.tui.conftest import HERE, Open

Golden = Callable[[str, str], None]
SIZES = [(80, 24), (120, 30), (160, 50)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_comparison(review: Open, golden: Golden, size: tuple[int, int]) -> None:
    async with review("alba-1", "group-2", size=size) as reader:
        await reader.press("n")
        golden(f"review-{size[0]}x{size[1]}", reader.screen())


@pytest.mark.parametrize("size", SIZES)
async def test_side_by_side(review: Open, golden: Golden, size: tuple[int, int]) -> None:
    async with review("alba-1", "group-2", size=size) as reader:
        await reader.press("s", "n", "n", "n", "n")
        golden(f"side-by-side-{size[0]}x{size[1]}", reader.screen())


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_the_drafts(review: Open, golden: Golden, size: tuple[int, int]) -> None:
    async with review(size=size) as reader:
        golden(f"drafts-{size[0]}x{size[1]}", reader.screen())


async def test_a_draft_that_was_never_published(review: Open, golden: Golden) -> None:
    async with review("alba-1", "gap-1", size=(120, 30)) as reader:
        golden("unpublished-120x30", reader.screen())


async def test_the_contents_and_who_proposed_it_on_a_small_screen(
    review: Open, golden: Golden
) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("n", "shift+tab", "j", "right", "r")
        golden("contents-80x24", reader.screen())
        await reader.press("enter", "n", "i")
        golden("provenance-80x24", reader.screen())


async def test_the_filter(review: Open, golden: Golden) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("f", "space", "j")
        golden("filter-80x24", reader.screen())


async def test_help(review: Open, golden: Golden) -> None:
    async with review("alba-1", "group-2", size=(100, 110)) as reader:
        await reader.press("question_mark")
        golden("help-100x110", reader.screen())


def test_no_golden_is_left_over() -> None:
    named = {path.stem.rpartition("-")[0] for path in (HERE / "goldens").iterdir()}
    assert named == {
        *("review", "side-by-side", "drafts", "unpublished", "contents", "provenance"),
        *("filter", "help", "who", "history"),
    }


async def test_the_picture_for_the_documentation_is_the_same_every_time_and_asks_nobody() -> None:
    first = await picture()
    assert first == await picture()
    assert re.findall(r"[a-z]+://[^\"'<\s]*", first) == ["http://www.w3.org/2000/svg"]
    assert "@font-face" not in first
    assert "600,000" in first
