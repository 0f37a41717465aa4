"""The table of commands, and the user's own keys."""

from pathlib import Path

import pytest

from planver.tui.commands import COMMANDS, FOOTER_SIZE, Where, in_footer, on_screen
from planver.tui.keys import KeyTable, positions, read_keys, shown, with_positions
from planver.tui.screens.clause import HistoryScreen, WhoScreen
from planver.tui.screens.drafts import DraftsScreen
from planver.tui.screens.help import HelpScreen
from planver.tui.screens.review import ReviewScreen
from tests.tui.conftest import Open

SCREENS = {
    Where.REVIEW: ReviewScreen,
    Where.DRAFTS: DraftsScreen,
    Where.WHO: WhoScreen,
    Where.HISTORY: HistoryScreen,
    Where.HELP: HelpScreen,
}


@pytest.mark.parametrize("where", Where)
def test_a_key_means_one_thing_on_a_screen(where: Where) -> None:
    keys = [key for command in on_screen(where) for key in with_positions(command.keys)]
    assert len(keys) == len(set(keys))


def test_every_letter_works_on_a_cyrillic_keyboard() -> None:
    letters = [key for command in COMMANDS for key in command.keys if len(key) == 1]
    assert all(positions(key) for key in letters if key.isalpha())
    assert positions("s") == ("ы", "і")
    assert positions("N") == ("Т",)


def test_signs_of_text_that_is_not_agreed_are_never_the_only_key() -> None:
    assert all(set(command.keys) - set("[]{}") for command in COMMANDS)


@pytest.mark.parametrize("where", Where)
def test_the_key_line_has_six_keys_at_most(where: Where) -> None:
    assert len(in_footer(where)) <= FOOTER_SIZE


@pytest.mark.parametrize("where", Where)
def test_every_command_is_done_by_its_screen(where: Where) -> None:
    from planver.tui.app import ReviewApp

    for command in on_screen(where):
        owner, _, action = command.action.rpartition(".")
        assert hasattr(ReviewApp if owner else SCREENS[where], f"action_{action}"), command.id


def test_keys_as_people_write_them() -> None:
    keys = ["n", "N", "pagedown", "ctrl+p", "shift+f3", "f1", ",", "alt+enter"]
    told = ["n", "N", "PgDn", "Ctrl+P", "Shift+F3", "F1", ",", "Alt+Enter"]
    assert [shown(key) for key in keys] == told


def own_keys(tmp_path: Path, text: str) -> KeyTable:
    path = tmp_path / "keys.toml"
    path.write_text(text, encoding="utf-8")
    return read_keys(path)


def test_without_a_file_the_keys_are_as_they_come(tmp_path: Path) -> None:
    assert read_keys(tmp_path / "none.toml") == KeyTable()


def test_a_key_can_be_changed(tmp_path: Path) -> None:
    table = own_keys(tmp_path, '[keys]\nreviewed = "m"\nnext-change = ["ctrl+n", "n"]\n')
    assert not table.problems
    assert table.keys["reviewed"] == ("m",)
    assert table.bound("reviewed") == "m,ь"
    assert table.first("next-change") == "Ctrl+N"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("keys = 3", "under a line that says [keys]"),
        ("[keys", "cannot be read"),
        ("[other]\nx = 1", "under a line that says [keys]"),
        ('[keys]\nnext-chnge = "n"', "did you mean 'next-change'?"),
        ("[keys]\nreviewed = 3", "takes a key in quotes"),
        ("[keys]\nreviewed = []", "at least one key"),
        ('[keys]\nreviewed = "hyper+n"', "'hyper+n' is no key"),
        ('[keys]\nreviewed = ""', "is no key"),
        ('[keys]\nreviewed = "n"', "reviewed cannot have 'n', which is next-change"),
        ('[keys]\nreviewed = "т"', "cannot have 'т'"),
    ],
)
def test_what_cannot_be_used_is_left_out_and_told(tmp_path: Path, text: str, told: str) -> None:
    table = own_keys(tmp_path, text)
    assert len(table.problems) == 1
    assert told in table.problems[0]
    assert table.keys == KeyTable().keys


def test_keys_can_change_places(tmp_path: Path) -> None:
    table = own_keys(tmp_path, '[keys]\nreviewed = "n"\nnext-change = "r"\n')
    assert not table.problems
    assert table.keys["reviewed"] == ("n",)


async def test_own_keys_work_and_are_shown(review: Open, tmp_path: Path) -> None:
    path = tmp_path / "config" / "planver" / "keys.toml"
    path.parent.mkdir(parents=True)
    path.write_text('[keys]\nnext-change = ["m", "ctrl+n"]\n', encoding="utf-8")
    async with review("alba-1", "group-2") as reader:
        assert "m next  " in reader.screen()
        await reader.press("m")
        assert reader.status.startswith("Change 2 of 9")
        await reader.press("ь")
        assert reader.status.startswith("Change 3 of 9")
        await reader.press("n")
        assert reader.status.startswith("Change 3 of 9")


async def test_a_bad_file_of_keys_is_told_at_the_start(review: Open, tmp_path: Path) -> None:
    path = tmp_path / "config" / "planver" / "keys.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe")
    async with review("alba-1", "group-2", size=(160, 24)) as reader:
        assert "keys.toml cannot be read" in reader.status


async def test_the_palette_finds_commands(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("ctrl+p")
        await reader.type("swap")
        await reader.pilot.pause(0.3)
        await reader.press("enter", "enter")
        await reader.settle()
        assert "group-2 2031-04-12 -> alba-1 2031-03-01" in reader.screen()


async def test_keys_can_be_clicked(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.pilot.click("#keys", offset=(3, 0))
        await reader.settle()
        assert reader.status.startswith("Change 2 of 9")
