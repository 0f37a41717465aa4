"""What acts on a terminal is spelled out; what people write is left alone."""

import sys
import unicodedata

import pytest

from planver.render.visible import one_line, visible

# Signs that are drawn, in front of or around numbers, though Unicode files them under formats.
DRAWN = {
    *range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD,
    *range(0x13430, 0x13456),
}  # fmt: skip
JOINERS = {0x200C, 0x200D}


def test_every_character_that_acts_is_spelled_out() -> None:
    acting = [
        number
        for number in range(sys.maxunicode + 1)
        if unicodedata.category(chr(number)) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        and number not in DRAWN | JOINERS | {ord("\n")}
    ]
    left = [f"U+{number:04X}" for number in acting if visible(chr(number)) == chr(number)]
    assert left == []
    assert len(acting) > 2000


def test_it_is_spelled_by_its_number() -> None:
    assert visible("a\x1b[31mb\u202ec\U000e0041") == "a<U+001B>[31mb<U+202E>c<U+E0041>"


@pytest.mark.parametrize(
    "text",
    ["Сторони: «мир» — 50 %", "وَقْف", "می\u200cخواهم", "停火。", "e\u0301", "a\nb", "😀\ufe0f"],
)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert visible(text) == text


def test_no_letter_mark_number_or_sign_is_touched() -> None:
    touched = [
        f"U+{number:04X}"
        for number in range(sys.maxunicode + 1)
        if unicodedata.category(chr(number))[0] in "LMNPS" and visible(chr(number)) != chr(number)
    ]
    assert touched == []


def test_one_line() -> None:
    assert one_line("a\nb\r\nc") == "a b<U+000D> c"
