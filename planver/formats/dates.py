"""Recognising a date that leaves no choice of reading."""

import re
from datetime import date

from planver.formats.lines import words

_MONTHS = (
    ("january", "jan", "января", "січня"),
    ("february", "feb", "февраля", "лютого"),
    ("march", "mar", "марта", "березня"),
    ("april", "apr", "апреля", "квітня"),
    ("may", "мая", "травня"),
    ("june", "jun", "июня", "червня"),
    ("july", "jul", "июля", "липня"),
    ("august", "aug", "августа", "серпня"),
    ("september", "sept", "sep", "сентября", "вересня"),
    ("october", "oct", "октября", "жовтня"),
    ("november", "nov", "ноября", "листопада"),
    ("december", "dec", "декабря", "грудня"),
)
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = rf"(?P<month>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\.?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<![\d.-])(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?![\d-])",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH},?\s+(?P<year>\d{{4}})\b",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
        r"(?<![\d.])(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>\d{4})(?![\d.])",
    )
)
_SLASHED = re.compile(r"(?<![\d/])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})(?![\d/])")
# What may stand beside the date on a line of its own: "Geneva, as of 23 November 2025".
_DATING = words("date dated draft version tabled of as at on the time from г года року от дата")
_OTHER_WORDS = 2


def find_dates(text: str) -> tuple[str, ...]:
    """The ISO dates in a text, each once; 03/04/2025 is none, for it can be read two ways."""
    found: list[str] = []
    for form in _FORMS:
        for match in form.finditer(text):
            named = match.groupdict()
            month = _NUMBERS[named["month"].lower()] if "month" in named else int(named["number"])
            found += _iso(int(named["year"]), month, int(named["day"]))
    for match in _SLASHED.finditer(text):
        first, second, year = (int(part) for part in match.groups())
        if first > 12:
            found += _iso(year, second, first)
        elif second > 12 or first == second:
            found += _iso(year, first, second)
    return tuple(dict.fromkeys(found))


def has_unclear_date(text: str) -> bool:
    """True when the text has a date such as 03/04/2025."""
    return any(
        int(match["first"]) <= 12
        and int(match["second"]) <= 12
        and match["first"] != match["second"]
        for match in _SLASHED.finditer(text)
    )


def is_date_line(text: str) -> bool:
    """True when a line holds one date and hardly anything beside it."""
    if len(text) > 80 or text.endswith(";"):
        return False
    for form in (*_FORMS, _SLASHED):
        match = form.search(text)
        if match:
            beside = text[: match.start()] + " " + text[match.end() :]
            words = [word for word in re.findall(r"\w+", beside.lower()) if word not in _DATING]
            return len(words) <= _OTHER_WORDS
    return False


def _iso(year: int, month: int, day: int) -> list[str]:
    try:
        return [date(year, month, day).isoformat()]
    except ValueError:
        return []
