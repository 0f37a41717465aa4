"""Going through a comparison: changes, marks, search, filter, views, panes."""

import shutil
from pathlib import Path

import pytest

from planver.render.phrases import SIGNS, STATUS_SIGN
from planver.tui.screens.review import ReviewScreen
from tests.tui.conftest import DRAFTS, Open, Reader


def shown_screen(reader: Reader) -> ReviewScreen:
    screen = reader.app.screen
    assert isinstance(screen, ReviewScreen)
    return screen


def place(reader: Reader) -> int | None:
    return shown_screen(reader).current


async def test_from_change_to_change(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        assert reader.status.startswith("Change 1 of 9: point 1 |")
        await reader.press("N")
        assert reader.status == "This is the first change."
        await reader.press("n", "т", "n")
        assert reader.status.startswith("Change 4 of 9: clause 4.b |")
        assert reader.row("4.b").startswith("▌ - 4.b")
        await reader.press("Т")
        assert reader.status.startswith("Change 3 of 9")
        await reader.press("G")
        assert reader.status.startswith("Change 9 of 9")
        await reader.press("n")
        assert reader.status == "This is the last change."
        await reader.press("g")
        assert reader.status.startswith("Change 1 of 9")


async def test_the_bar_follows_what_is_on_the_screen(review: Open) -> None:
    async with review("alba-1", "group-2", size=(80, 16)) as reader:
        await reader.press("space")
        assert not reader.status.startswith("Change 1 ")
        assert any(line.startswith("▌") for line in reader.screen().splitlines())
        await reader.press("pageup")
        assert any(line.startswith("▌") for line in reader.screen().splitlines())
        await reader.hold("down", 40)
        assert reader.status.startswith("Change 9 of 9")
        await reader.hold("л", 40)
        assert reader.status.startswith("Change 1 of 9")


async def test_reviewed_and_on_to_the_next(review: Open) -> None:
    async with review("alba-1", "group-2", size=(120, 30)) as reader:
        await reader.press("r", "к", "N")
        assert reader.status.startswith("Change 2 of 9: point 2 | 2 reviewed")
        assert "▌✓~ 2" in reader.row("600,000")
        await reader.press("u")
        assert reader.status.startswith("Change 3 of 9")
        await reader.press("N", "r")
        assert reader.status == "Point 2 is no longer marked as reviewed."
        await reader.press("G", "r")
        assert reader.status.startswith("This was the last change; 7 not reviewed yet")
        await reader.press("u")
        assert reader.status.startswith("Change 2 of 9")
        await reader.pilot.press(*["u", "r"] * 9)
        await reader.press("u")
        assert "All changes shown are reviewed." in reader.screen()


async def test_a_mark_stays_until_a_text_changes(review: Open, folder: Path) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("r", "r", "r")
    async with review("alba-1", "group-2") as reader:
        assert "3 reviewed" in reader.status
    path = folder / "group-2.plan.yaml"
    path.write_text(path.read_text().replace("800,000", "700,000"))
    async with review("alba-1", "group-2") as reader:
        assert "2 reviewed" in reader.status
        assert path.read_text().count("review") == 0


async def test_a_broken_file_of_marks_is_told_and_kept(review: Open, tmp_path: Path) -> None:
    path = tmp_path / "state" / "planver" / "reviewed.json"
    path.parent.mkdir(parents=True)
    path.write_text("{oh no")
    async with review("alba-1", "group-2") as reader:
        assert "cannot be read, so none are shown" in shown_screen(reader).status._said
        await reader.press("r")
        assert "1 reviewed" in reader.status
    assert path.with_suffix(".broken").read_text() == "{oh no"
    async with review("alba-1", "group-2") as reader:
        assert "1 reviewed" in reader.status


async def test_marks_that_cannot_be_kept_are_told(
    review: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    async with review("alba-1", "group-2", size=(200, 24)) as reader:
        await reader.press("r")
        assert "Reviewed marks cannot be kept" in reader.status


async def test_a_filter_by_kind_and_by_party(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("f", *["down"] * 6, "space", "enter")
        assert reader.status == "Change 1 of 1: point 2 | 0 reviewed | filter: by bor"
        await reader.press("f", "down", "space")
        assert "yes proposed by bor" in reader.screen()
        await reader.press(*["down"] * 6, "space")
        assert "yes proposed by contact-group" in reader.screen()
        assert "yes proposed by bor" not in reader.screen()
        await reader.press("enter")
        assert reader.status.endswith("filter: moved, by contact-group")
        await reader.press("escape")
        assert reader.status == "The filter is off: all changes are shown."
        await reader.press("n")
        assert "filter" not in reader.status


async def test_a_filter_by_words_and_by_substance(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("а", "tab")
        await reader.type("Fishing is FREE")
        await reader.press("enter")
        assert "Change 1 of 1: point 6" in reader.status
        await reader.press("f", "tab")
        await reader.hold("backspace", 15)
        await reader.press("shift+tab")
        await reader.hold("down", 9)
        await reader.press("space", "enter")
        assert reader.status.startswith("Change 1 of 2")
        assert "substance" in reader.status
        await reader.press("f", "space", "escape")
        assert "substance" in reader.status


async def test_a_filter_nothing_meets(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("f", "tab")
        await reader.type("zebra")
        await reader.press("enter")
        assert "No change meets the filter." in reader.screen()
        assert reader.status.startswith("0 changes")
        await reader.press("n", "r", "j", "space", "G", "y")
        assert "No change meets the filter." in reader.screen()


@pytest.fixture
def cyrillic(tmp_path: Path) -> Path:
    place_ = tmp_path / "richka"
    place_.mkdir()
    for name in ("kyrylytsia-1", "kyrylytsia-2"):
        shutil.copy(DRAFTS / f"{name}.plan.yaml", place_)
    return place_


@pytest.mark.parametrize("words", ["МИРУ", "річки", "рiчки".replace("i", "і"), "Сторони  прагнуть"])
async def test_search_in_cyrillic(review: Open, cyrillic: Path, words: str) -> None:
    async with review("kyrylytsia-1", "kyrylytsia-2", place=cyrillic) as reader:
        await reader.press("slash")
        await reader.type(words)
        await reader.press("enter")
        assert "in 1 clause" in reader.status
        assert reader.row("Сторони прагнуть").startswith("▌")


async def test_what_was_found_is_highlighted(review: Open, cyrillic: Path) -> None:
    async with review("kyrylytsia-1", "kyrylytsia-2", place=cyrillic, size=(60, 20)) as reader:
        await reader.press("/")
        await reader.type("для конвоїв")
        await reader.press("enter")
        redline = shown_screen(reader).redline
        found = [
            segment.text
            for y in range(10)
            for segment in redline.render_line(y)
            if segment.style is not None and segment.style.reverse
        ]
        assert "".join(found).replace(" ", "") == "дляконвоїв"


async def test_from_hit_to_hit(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("full_stop")
        assert "Search:" in reader.screen()
        await reader.type("the")
        await reader.press("enter")
        hits = shown_screen(reader).reading.hits  # type: ignore[union-attr]
        assert place(reader) == hits[0]
        await reader.press("ю", "f3")
        assert place(reader) == hits[2]
        await reader.press("б")
        assert place(reader) == hits[1]
        await reader.press("comma", ",")
        assert place(reader) == hits[-1]
        await reader.press("escape")
        assert reader.status == "The search is forgotten."


async def test_search_finds_clauses_that_did_not_change(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("-")
        assert "move heavy weapons" not in reader.screen()
        await reader.press("ctrl+f")
        await reader.type("heavy weapons")
        await reader.press("enter")
        assert reader.status.startswith("Clause 3.a: unchanged")
        assert reader.row("move heavy weapons").startswith("▌")
        await reader.press("r")
        assert reader.status == "This clause did not change: there is nothing to mark."


async def test_a_search_that_finds_nothing_or_is_given_up(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("/")
        await reader.type("zebra")
        await reader.press("enter")
        assert reader.status == "No clause of either draft has “zebra”."
        await reader.press("/", "x", "escape")
        assert "zebra" in shown_screen(reader).reading.needle  # type: ignore[union-attr]
        await reader.press("n")
        assert reader.status.startswith("Change 2 of 9")


async def test_views(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        assert "600,000 800,000" in reader.screen()
        await reader.press("2")
        assert "limited to 800,000 personnel" in reader.screen()
        await reader.press("3")
        assert "limited to 600,000 personnel" in reader.screen()
        await reader.press("s")
        assert "Before: alba-1 2031-03-01" in reader.screen()
        await reader.press("і")
        assert "600,000 800,000" in reader.screen()
        await reader.press("2", "1")
        assert "600,000 800,000" in reader.screen()


async def test_context(review: Open) -> None:
    async with review("alba-1", "group-2", size=(100, 40)) as reader:
        await reader.press("minus")
        assert reader.status == "No unchanged clauses are shown."
        assert "1 clause not shown" in reader.screen()
        await reader.press("-", *["plus"] * 5, "equals_sign", "+")
        assert reader.status == "Every unchanged clause is shown."


async def test_cosmetic_changes_are_folded_and_z_shows_them(review: Open, folder: Path) -> None:
    text = (folder / "alba-1.plan.yaml").read_text()
    text = text.replace("id: alba-1", "id: alba-2").replace("based_on: []", "based_on: [alba-1]")
    (folder / "alba-2.plan.yaml").write_text(text.replace("All firing stops", "All firing, stops"))
    async with review("alba-1", "alba-2", size=(100, 40)) as reader:
        assert "1 change is cosmetic only and folded: 1. Press z to show them." in " ".join(
            reader.screen().replace("│", " ").split()
        )
        await reader.press("z")
        assert reader.status == "1 cosmetic change shown: spacing, punctuation, style."
        assert "All firing, stops" in reader.screen()
        assert "cosmetic only" in reader.screen()
        await reader.press("я")
        assert reader.status == "1 cosmetic change folded: spacing, punctuation, style."
    async with review("alba-1", "group-2") as reader:
        await reader.press("z")
        assert reader.status.startswith("No change is cosmetic only")


async def test_panes(review: Open) -> None:
    async with review("alba-1", "group-2", size=(120, 30)) as reader:
        screen = shown_screen(reader)

        def visible() -> list[str]:
            names = ("#contents", "#middle", "#provenance")
            return [name for name in names if screen.query_one(name).display]

        assert visible() == ["#contents", "#middle"]
        await reader.press("i")
        assert visible() == ["#middle", "#provenance"]
        await reader.press("tab")
        assert screen.focused is screen.query_one("#provenance")
        await reader.press("i")
        assert visible() == ["#contents", "#middle"]
        assert screen.focused is screen.redline
        await reader.resize(160, 50)
        assert visible() == ["#contents", "#middle", "#provenance"]
        await reader.press("i")
        assert visible() == ["#contents", "#middle"]
        await reader.resize(80, 24)
        assert visible() == ["#middle"]
        await reader.press("tab")
        assert visible() == ["#provenance"]
        await reader.press("tab")
        assert visible() == ["#contents"]
        await reader.resize(160, 50)
        assert screen.query_one("#contents Contents").has_focus


async def test_the_contents_lead_the_redline(review: Open) -> None:
    async with review("alba-1", "group-2", size=(120, 16)) as reader:
        await reader.press("shift+tab", "G")
        assert "Point 6" in reader.screen() or "point 6" in reader.status
        last = place(reader)
        await reader.press("g", "j", "down", "right", "j", "j")
        assert place(reader) != last
        assert "clause 4.b" in reader.status
        await reader.press("left", "left", "enter")
        assert shown_screen(reader).focused is shown_screen(reader).redline
        await reader.press("space", "pageup")
        assert reader.status.startswith("Change ")


async def test_resizing_keeps_the_place(review: Open) -> None:
    async with review("alba-1", "group-2", size=(160, 50)) as reader:
        await reader.press("n", "n", "n", "n")
        for size in ((80, 12), (100, 10), (300, 60), (40, 8), (80, 24)):
            await reader.resize(*size)
            assert place(reader) is not None
            assert "▌" in reader.screen()
        assert reader.status.startswith("Change 5 of 9")


async def test_every_sign_is_explained_in_the_help(review: Open) -> None:
    async with review("alba-1", "group-2", size=(80, 60)) as reader:
        await reader.press("question_mark")
        for sign in (*SIGNS.values(), STATUS_SIGN, "!", "?", "¶", "✓", "▌", "5-7", "2/4"):
            assert sign == " " or any(
                line.startswith(f" {sign} ") for line in reader.screen().splitlines()
            ), sign


async def test_all_points_a_point_was_split_into_are_named(review: Open, tmp_path: Path) -> None:
    parts = [
        "All firing stops at noon on the day after.",
        "Prisoners go home in ten days.",
        "The bridge is opened to all convoys of relief.",
    ]
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "one.txt").write_text(f"1. {' '.join(parts)}\n")
    (texts / "two.txt").write_text("\n\n".join(f"{at}. {text}" for at, text in enumerate(parts, 1)))
    async with review("one.txt", "two.txt", place=texts, size=(120, 20)) as reader:
        row = reader.row("< 1-3")
        assert row.startswith("▌  < 1-3    1  All")
        assert "│▌ < 1-3 " in row


async def test_words_are_underlined_and_struck(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        redline = shown_screen(reader).redline
        styles = {
            segment.text: segment.style
            for y in range(20)
            for segment in redline.render_line(y)
            if segment.style is not None
        }
        assert styles["600,000"].strike
        assert not styles["600,000"].underline
        assert styles["800,000"].underline
        assert not styles["800,000"].strike
