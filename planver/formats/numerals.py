"""Reading what stands inside a marker: "3", "iv", "b", "3 bis", "1.2", "в".

One written number may have several readings ("i" is a letter and a roman one); which is right is
for the search to say, from the numbers around it.
"""

import re

from msgspec import Struct

ADVERBS = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies")

_ROMAN = re.compile(r"(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

# Russian lists commonly pass over these letters, Ukrainian ones use some: each is optional after
# the letter before it, as "3 bis" is after "3".
_CYRILLIC = "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя"
_CYRILLIC_OPTIONAL = "ґёєіїйъыь"


class Reading(Struct, frozen=True, kw_only=True):
    """One way to read a written number; `order` and `extra` sort it within its own sequence."""

    style: str
    """Kind of number and the signs around it; the clauses of one sequence share it."""
    kind: str
    """The style without its signs: "1", "1.1", "a", "aa", "i", "а", their capitals, "-"."""
    prefix: tuple[int, ...] = ()
    """The numbers before the last dot of "1.2.3"."""
    order: int = 0
    extra: int = 0
    """Place after `order`: 1 for "bis", 2 for "ter"; 1 for "a" in "3a"; 0 for none."""
    number: str | None = None


class _Value(Struct, frozen=True, kw_only=True):
    kind: str
    order: int
    extra: int = 0
    prefix: tuple[int, ...] = ()


def readings(core: str, attached: str, adverb: str, style: str) -> tuple[Reading, ...]:
    """All readings of a number; `style` is a template such as "({})". Empty when it is a word."""
    number = core + attached + (f" {adverb}" if adverb else "")
    after = ADVERBS.index(adverb) + 1 if adverb else ord(attached.lower()) - 96 if attached else 0
    return tuple(
        Reading(
            style=style.format(value.kind),
            kind=value.kind,
            prefix=value.prefix,
            order=value.order,
            extra=value.extra or after,
            number=number,
        )
        for value in _values(core)
    )


def _values(core: str) -> tuple[_Value, ...]:
    if core[0].isdigit():
        *prefix, last = (int(part) for part in core.split("."))
        return (_Value(kind=".".join("1" * (len(prefix) + 1)), order=last, prefix=tuple(prefix)),)
    lower = core.lower()
    if core not in (lower, core.upper()):
        return ()
    upper = core != lower
    if lower in _CYRILLIC:
        return (_cyrillic(lower, upper),)
    roman = _roman(lower)
    letter = _letter(lower)
    doubled = letter - 26
    return (
        *((_Value(kind="I" if upper else "i", order=roman),) if roman else ()),
        *((_Value(kind="A" if upper else "a", order=letter),) if letter else ()),
        *((_Value(kind="AA" if upper else "aa", order=doubled),) if doubled > 0 else ()),
    )


def _roman(lower: str) -> int:
    if not _ROMAN.fullmatch(lower):
        return 0
    digits = [_ROMAN_DIGITS[sign] for sign in lower]
    following = [*digits[1:], 0]
    return sum(-d if d < after else d for d, after in zip(digits, following, strict=True))


def _letter(lower: str) -> int:
    """Place of "a" to "z", with "aa" to "zz" after them; 0 when it is neither."""
    if len(lower) > 2 or lower != lower[0] * len(lower) or not "a" <= lower[0] <= "z":
        return 0
    return ord(lower[0]) - 96 + 26 * (len(lower) - 1)


def _cyrillic(lower: str, upper: bool) -> _Value:
    order = extra = 0
    for letter in _CYRILLIC[: _CYRILLIC.index(lower) + 1]:
        order, extra = (order, extra + 1) if letter in _CYRILLIC_OPTIONAL else (order + 1, 0)
    return _Value(kind="А" if upper else "а", order=order, extra=extra)
