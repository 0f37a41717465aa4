"""Finding what may be a clause's marker at the start of a line: "1.", "(a)", "Article 5", "•"."""

import re

from msgspec import Struct
from msgspec.structs import replace

from planver.formats.numerals import ADVERBS, Reading, readings

# Word as written (lower case) -> the word that names the sequence, and its rank: a lower rank
# stands outside a higher one.
WORDS: dict[str, tuple[str, int]] = {
    written: (name, rank)
    for rank, names in enumerate(
        (
            {"annex": "annex", "appendix": "appendix", "protocol": "protocol", "book": "book"}
            | {"приложение": "приложение", "додаток": "додаток"},
            {"part": "part", "title": "title", "часть": "часть", "частина": "частина"},
            {"chapter": "chapter", "глава": "глава", "раздел": "раздел", "розділ": "розділ"},
            {"section": "section", "sec.": "section", "phase": "phase", "stage": "stage"},
            {"article": "article", "art.": "article", "artículo": "article", "artikel": "article"}
            | {"статья": "статья", "ст.": "статья", "стаття": "стаття", "principle": "principle"},
            {"point": "point", "paragraph": "paragraph", "para.": "paragraph", "para": "paragraph"}
            | {"clause": "clause", "item": "item", "step": "step", "rule": "rule"}
            | {"пункт": "пункт", "п.": "пункт", "§": "§"},
        )
    )
    for written, name in names.items()
}

_ADVERB = "|".join(ADVERBS)
_CORE = (
    r"(?P<core>\d{1,3}(?:\.\d{1,3}){0,4}|[A-Za-z]{1,8}|[А-Яа-яЁёІіЇїЄєҐґ])"
    r"(?P<attached>(?<=\d)[A-Za-z])?"
    rf"(?:\s?(?P<adverb>{_ADVERB})\b)?"
)
# After the label: a space, the end, or a capitalised word ("1.The Parties").
_END = r"(?=\s|$|[A-ZА-ЯЁІЇЄҐ][a-zа-яёіїєґ])"
_SIGNED = re.compile(rf"(?P<open>\(\s?)?{_CORE}(?P<close>(?:(?<=\w)\s)?\.?\)\.?|\.)?{_END}")
_WORDED = re.compile(
    rf"(?P<word>(?i:{'|'.join(re.escape(word) for word in WORDS if word != '§')})(?=\s)|§§?)"
    rf"\s{{0,3}}{_CORE}(?P<close>[.:)])?(?=\s|$)(?:\s*[-–—]+(?=\s))?"
)
_BULLET = re.compile(
    r"(?P<sign>[-–—•·▪◦‣○●■□►➤➢→⁃∙*+\uf0b7\uf0a7])(?=\s+\S)"
    r"|(?P<tight>[•▪●■►➤➢→])(?=\w)|(?P<o>o)(?=\s{2,}\S)"
)


class Marker(Struct, frozen=True, kw_only=True):
    """What may be a label at the start of a line, with every way to read it."""

    label: str
    end: int
    """Where the clause's own text begins in the line."""
    readings: tuple[Reading, ...]
    rank: int | None = None
    """Rank of the word in the label ("Article"), None when it has no word."""


def find_marker(text: str) -> Marker | None:
    """The marker at the very start of `text`, None when there is nothing like one."""
    return _worded(text) or _signed(text) or _bullet(text)


def _worded(text: str) -> Marker | None:
    found = _WORDED.match(text)
    # "article 5" in small letters is how a sentence refers to one, never how one begins.
    if not found or text[0].islower():
        return None
    core = found["core"]
    if core.isalpha() and core.islower() and found["word"][0] != "§":
        return None
    name, rank = WORDS[found["word"].lower().replace("§§", "§")]
    label = text[: found.end("close") if found["close"] else _end_of_number(found)]
    return _marker(found, label, f"{name} {{}}", rank)


def _signed(text: str) -> Marker | None:
    found = _SIGNED.match(text)
    if not found:
        return None
    opened, close = found["open"] or "", (found["close"] or "").strip()
    if bool(opened) and ")" not in close:
        return None
    # A bare "5" or "i" is no marker; "1.2" and "3 bis" speak for themselves.
    if not close and "." not in found["core"] and not found["adverb"]:
        return None
    dotted = "." in found["core"]
    around = ("(", ")") if opened else ("", "") if dotted else ("", close[-1:] or ".")
    return _marker(found, found.group(), f"{around[0]}{{}}{around[1]}", None)


def _end_of_number(found: re.Match[str]) -> int:
    return max(found.end("core"), found.end("attached"), found.end("adverb"))


def _marker(found: re.Match[str], label: str, style: str, rank: int | None) -> Marker | None:
    read = readings(found["core"], found["attached"] or "", found["adverb"] or "", style)
    return Marker(label=label, end=found.end(), readings=read, rank=rank) if read else None


def _bullet(text: str) -> Marker | None:
    found = _BULLET.match(text)
    if not found:
        return None
    sign = found.group()
    numbered = _numbered_bullet(text, sign, found.end())
    return numbered or Marker(
        label=sign, end=found.end(), readings=(Reading(style=sign, kind="-"),)
    )


def _numbered_bullet(text: str, sign: str, end: int) -> Marker | None:
    """ "- 1. Ceasefire": the sign only decorates the number."""
    start = end + len(text[end:]) - len(text[end:].lstrip())
    inner = _worded(text[start:]) or _signed(text[start:])
    # "- I. Kant" more likely names a person.
    if inner is None or any(reading.kind in ("A", "I") for reading in inner.readings):
        return None
    return Marker(
        label=text[: start + len(inner.label)],
        end=start + inner.end,
        readings=tuple(replace(one, style=f"{sign} {one.style}") for one in inner.readings),
        rank=inner.rank,
    )
