"""Text to words: the one tokenizer, used for comparing, searching and counting.

A word is a run of letters with their combining marks, inner apostrophes and hyphens; a number keeps
its separators, sign of currency or paragraph and unit sign; a character of a script written without
spaces is a word of its own; any other sign stands alone. White space belongs to no word.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate

from msgspec import Struct

# Combining marks beyond the Latin and Cyrillic ones, generated from Unicode 15.1; ranges run on
# over unassigned places, which are harmless, and over letters, which `_full` takes out again.
_MARKS = (
    r"\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711-\u07b0\u07eb-\u07f3\u07fd\u0816-\u082d"
    r"\u0859-\u085b\u0898-\u08e1\u08e3-\u0963\u0981-\u09e3\u09fe-\u0a51\u0a70-\u0a75"
    r"\u0a81-\u0ae3\u0afa-\u0b63\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0c83\u0cbc-\u0ce3"
    r"\u0cf3-\u0d4d\u0d57\u0d62-\u0d63\u0d81-\u0ddf\u0df2-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e"
    r"\u0eb1-\u0ece\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u0fc6"
    r"\u102b-\u103e\u1056-\u108f\u109a-\u109d\u135d-\u135f\u1712-\u1734\u1752-\u17d3\u17dd"
    r"\u180b-\u180d\u180f\u1885-\u193b\u1a17-\u1a1b\u1a55-\u1a7f\u1ab0-\u1b44\u1b6b-\u1b73"
    r"\u1b80-\u1bad\u1be6-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1dff\u20d0-\u20f0"
    r"\u2cef-\u2cf1\u2d7f-\u2dff\u302a-\u302f\u3099-\u309a\ua66f-\ua672\ua674-\ua67d"
    r"\ua69e-\ua69f\ua6f0-\ua6f1\ua802-\ua827\ua82c\ua880-\ua8c5\ua8e0-\ua8f1\ua8ff"
    r"\ua926-\ua92d\ua947-\ua953\ua980-\ua9c0\ua9e5\uaa29-\uaa4d\uaa7b-\uaac1\uaaeb-\uaaef"
    r"\uaaf5-\uaaf6\uabe3-\uabea\uabec-\uabed\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f"
    r"\U000101fd-\U000102e0\U00010376-\U0001037a\U00010a01-\U00010a3f\U00010ae5-\U00010ae6"
    r"\U00010d24-\U00010d27\U00010eab-\U00010eac\U00010efd-\U00010eff\U00010f46-\U00010f50"
    r"\U00010f82-\U00010f85\U00011000-\U00011046\U00011070-\U000110ba\U000110c2"
    r"\U00011100-\U00011134\U00011145-\U00011173\U00011180-\U000111c0\U000111c9-\U000111cc"
    r"\U000111ce-\U000111cf\U0001122c-\U00011237\U0001123e-\U00011241\U000112df-\U000112ea"
    r"\U00011300-\U00011446\U0001145e-\U000114c3\U000115af-\U000115c0\U000115dc-\U00011640"
    r"\U000116ab-\U000116b7\U0001171d-\U0001172b\U0001182c-\U0001183a\U00011930-\U00011943"
    r"\U000119d1-\U000119e0\U000119e4-\U00011a3e\U00011a47-\U00011a99\U00011c2f-\U00011c3f"
    r"\U00011c92-\U00011d47\U00011d8a-\U00011d97\U00011ef3-\U00011ef6\U00011f00-\U00011f42"
    r"\U00013440-\U00013455\U00016af0-\U00016af4\U00016b30-\U00016b36\U00016f4f-\U00016f92"
    r"\U00016fe4-\U00016ff1\U0001bc9d-\U0001bc9e\U0001cf00-\U0001cf46\U0001d165-\U0001d169"
    r"\U0001d16d-\U0001d172\U0001d17b-\U0001d182\U0001d185-\U0001d18b\U0001d1aa-\U0001d1ad"
    r"\U0001d242-\U0001d244\U0001da00-\U0001da36\U0001da3b-\U0001da6c\U0001da75\U0001da84"
    r"\U0001da9b-\U0001e136\U0001e2ae-\U0001e2ef\U0001e4ec-\U0001e4ef\U0001e8d0-\U0001e94a"
    r"\U000e0100-\U000e01ef"
)
_PLAIN_MARKS = r"\u0300-\u036f\u0483-\u0489"
# Han, Kana, and the South-East Asian scripts that are written without spaces between words.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff"
)
# 600 000, too: groups of three set apart by a plain space are one figure, within reason.
_FIGURE = r"(?:\d{1,3}(?: \d{3}){1,5}+(?!\d)|\d++)"
_NUMBER = rf"(?:[§$€£¥₴₽№]\s?)?{_FIGURE}(?:[.,:/'’\u00a0\u2009\u202f]\d+)*"
_LETTER = r"[^\W\d_]"
# Apostrophes, hyphens, and the zero-width joiners of Persian and Indic spelling.
_JOINER = r"['’ʼ‘`\-\u2010\u2011\u00ad\u200c\u200d]"

# Everything below the Hebrew block, and typographic signs: no need for the long classes.
_PLAIN_TEXT = r"[\u0000-\u0590\u1e00-\u1eff\u2000-\u20cf\u2100-\u2bff]*"


def _pattern(letter: str, mark: str, alone: str) -> re.Pattern[str]:
    word = rf"(?:{letter})++(?:{mark}|{_JOINER}(?={letter})|(?:{letter})++)*+"
    number = rf"{_NUMBER}(?:[%‰]|°[CF]?|{letter}(?:{letter}|{mark})*)?"
    # A word with the white space before it: what is found, one behind the other, is the text.
    return re.compile(rf"\s*+(?:{alone}{word}|{number}|\S{mark}*)")


# Each is compiled only for texts that need it: the long classes cost milliseconds at start-up.


@cache
def _ascii() -> re.Pattern[str]:
    return _pattern("[A-Za-z]", "(?!)", "")


@cache
def _plain() -> re.Pattern[str]:
    return _pattern(_LETTER, f"[{_PLAIN_MARKS}]", "")


@cache
def _term() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


@cache
def _full() -> re.Pattern[str]:
    mark = rf"(?!{_LETTER})[{_PLAIN_MARKS}{_MARKS}]"
    return _pattern(
        rf"(?![{_UNSPACED}]){_LETTER}", f"(?:{mark})", rf"(?!\d)[{_UNSPACED}](?:{mark})*|"
    )


class Words(Struct, frozen=True):
    """A text and its words: `keys` compare (NFC), `pieces` are as written, with the space before.

    Pieces one behind the other are the text, but for white space at its end.
    """

    text: str
    keys: tuple[str, ...]
    pieces: tuple[str, ...]

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each word stands in the text."""
        ends = accumulate(map(len, self.pieces))
        return tuple(
            (end - len(piece.lstrip()), end) for piece, end in zip(self.pieces, ends, strict=True)
        )


def words(text: str) -> Words:
    """Split a text into words; the text itself is kept exactly."""
    pieces = _found(text)
    keys: Iterable[str] = map(str.lstrip, pieces)
    if not text.isascii():
        keys = (key if key.isascii() else unicodedata.normalize("NFC", key) for key in keys)
    return Words(text, tuple(keys), tuple(pieces))


def count(text: str) -> int:
    """How many words a text has."""
    return len(_found(text))


def _found(text: str) -> list[str]:
    text = text.rstrip()  # white space that no word follows would be looked at from each place
    if text.isascii():
        return _ascii().findall(text)
    return (_plain() if re.fullmatch(_PLAIN_TEXT, text) else _full()).findall(text)


def terms(text: str) -> Sequence[str]:
    """The words of a text as they count for likeness: without case, and without lone signs.

    Quicker than `words`, and rougher: an amount may lose its sign of currency.
    """
    if text.isascii():
        return _term().findall(text.casefold())
    if re.fullmatch(_PLAIN_TEXT, text):
        return _term().findall(unicodedata.normalize("NFC", text).casefold())
    return [key.casefold() for key in words(text).keys if key[0].isalnum() or len(key) > 1]
