"""What the script of a text tells: its language, and how its words look in Latin letters."""

import re
import unicodedata

LANGUAGES = {"uk": "Ukrainian", "ru": "Russian"}
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTER = re.compile(r"[^\W\d_]")
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
_RUSSIAN = re.compile("[ыэъё]", re.IGNORECASE)
# Simple forms without signs above the letters, as in passports; two letters sound otherwise in
# Ukrainian.
_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ё": "e",
    "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "iu", "я": "ia",
}  # fmt: skip
_TABLE = str.maketrans(_LATIN)
_TABLE_UKRAINIAN = str.maketrans({**_LATIN, "г": "h", "и": "y"})


def language(text: str) -> str | None:
    """``uk`` or ``ru`` for a text in Cyrillic with letters that only one of them has."""
    if 2 * len(_CYRILLIC.findall(text)) <= len(_LETTER.findall(text)):
        return None
    ukrainian, russian = len(_UKRAINIAN.findall(text)), len(_RUSSIAN.findall(text))
    if ukrainian == russian:
        return None
    return "uk" if ukrainian > russian else "ru"


def latin(word: str, lang: str) -> str:
    """A word in small Latin letters; letters of other scripts stay as they are."""
    composed = unicodedata.normalize("NFC", word).lower()
    spelt = composed.translate(_TABLE_UKRAINIAN if lang == "uk" else _TABLE)
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(sign)
    )
