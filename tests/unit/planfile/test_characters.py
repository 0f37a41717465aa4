"""Which characters are suspect."""

from planver.planfile.characters import SUSPECT
from planver.planfile.forms import LANGUAGE

NONCHARACTERS = {
    plane + last for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
}
INVISIBLE = {*range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000)}


def test_of_the_signs_beyond_the_first_plane_only_what_nobody_can_see_is_suspect() -> None:
    beyond = "".join(map(chr, range(0x10000, 0x110000)))
    found = {ord(match.group()) for match in SUSPECT.finditer(beyond)}
    assert found == NONCHARACTERS | INVISIBLE


def test_a_suspect_is_found_among_signs_that_are_not() -> None:
    text = "a\U0001f600b\U000e0041c\u202ed\U0001f600"
    assert [match.span() for match in SUSPECT.finditer(text)] == [(3, 4), (5, 6)]


def test_a_language_tag_is_of_plain_letters() -> None:
    assert LANGUAGE.fullmatch("SR-latn")
    assert not LANGUAGE.fullmatch("\u017fr")  # a long s, which is an s where case is ignored
