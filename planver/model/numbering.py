"""Numbers, computed from position: ``1.`` / ``(a)`` / ``(i)`` / ``a.`` / ``i.``

The levels are those of UN drafting practice; deeper ones go round again.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from planver.model.draft import Clause, Draft

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90),
    ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip


def to_letters(ordinal: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa."""
    letters = ""
    while ordinal > 0:
        ordinal, rest = divmod(ordinal - 1, 26)
        letters = _LETTERS[rest] + letters
    return letters


def from_letters(letters: str) -> int | None:
    """The ordinal of a letter number, None where it is not one (longer ones are words)."""
    ordinal = 0
    if len(letters) > 2:
        return None
    for letter in letters.lower():
        place = _LETTERS.find(letter)
        if place < 0:
            return None
        ordinal = ordinal * 26 + place + 1
    return ordinal or None


def to_roman(ordinal: int) -> str:
    """1 -> i, 4 -> iv, 14 -> xiv."""
    numeral = ""
    for sign, value in _ROMAN:
        times, ordinal = divmod(ordinal, value)
        numeral += sign * times
    return numeral


def from_roman(numeral: str) -> int | None:
    """The ordinal of a well-formed roman numeral, None where it is not one."""
    rest, ordinal = numeral.lower(), 0
    for sign, value in _ROMAN:
        while rest.startswith(sign):
            rest, ordinal = rest[len(sign) :], ordinal + value
    return ordinal if ordinal and not rest and to_roman(ordinal) == numeral.lower() else None


def _from_digits(number: str) -> int | None:
    # No plan counts so far; int() itself refuses some thousand digits.
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None


class _Level(Struct, frozen=True, kw_only=True):
    printed: str
    to_number: Callable[[int], str]
    to_ordinal: Callable[[str], int | None]


_LEVELS = (
    _Level(printed="{}.", to_number=str, to_ordinal=_from_digits),
    _Level(printed="({})", to_number=to_letters, to_ordinal=from_letters),
    _Level(printed="({})", to_number=to_roman, to_ordinal=from_roman),
    _Level(printed="{}.", to_number=to_letters, to_ordinal=from_letters),
    _Level(printed="{}.", to_number=to_roman, to_ordinal=from_roman),
)

# A written number such as "3 bis" counts on from its leading part; one that is a word ("Preamble")
# is printed as it stands and takes no place in the count.
_LEADING = re.compile(r"[0-9]+|[A-Za-z]+")


def ordinal_of(number: str, depth: int) -> int | None:
    """What a written number counts as at its depth; None for a word that takes no place."""
    leading = _LEADING.match(number)
    return _LEVELS[depth % len(_LEVELS)].to_ordinal(leading.group()) if leading else None


def _is_numeral(number: str) -> bool:
    """Whether a written number counts anywhere: ``ii`` among letters is no word, only foreign."""
    return any(ordinal_of(number, depth) is not None for depth in range(len(_LEVELS)))


def without_counted(clauses: Sequence[Clause], depth: int = 0) -> tuple[Clause, ...]:
    """The clauses without the written numbers that plain counting gives anyway."""
    level = _LEVELS[depth % len(_LEVELS)]
    last = 0
    kept: list[Clause] = []
    for clause in clauses:
        number = None if clause.number == level.to_number(last + 1) else clause.number
        ordinal = last + 1 if number is None else ordinal_of(number, depth)
        last = last if ordinal is None else ordinal
        below = without_counted(clause.clauses, depth + 1)
        kept.append(replace(clause, number=number, clauses=below))
    return tuple(kept)


class Numbered(Struct, frozen=True, kw_only=True):
    """A clause with its place in its draft.

    `number` is the printed label (``(d)``), `path` the bare numbers from the point down
    (``10.d``), `depth` 0 for a point, `index` and `parent` are places in the walk of the draft.
    """

    clause: Clause
    number: str
    path: str
    depth: int
    index: int
    parent: int | None


def numbered(draft: Draft) -> tuple[Numbered, ...]:
    """Every clause of the draft with its number, each before its sub-clauses."""
    entries: list[Numbered] = []
    _number_level(draft.points, 0, None, "", entries)
    return tuple(entries)


def clause_at(draft: Draft, index: int) -> Numbered:
    """The clause at that place of the walk, as in `numbered`; the others are only counted.

    Raises IndexError where there is none.
    """
    return _find(index, draft.points, 0)


def _find(
    index: int,
    clauses: Sequence[Clause],
    place: int,
    *,
    depth: int = 0,
    parent: int | None = None,
    above: str = "",
) -> Numbered:
    for clause, bare, printed in _labels(clauses, depth):
        below = place + (sum(1 for _ in clause.walk()) if clause.clauses else 1)
        path = f"{above}.{bare}" if above else bare
        if index == place:
            return Numbered(
                clause=clause, number=printed, path=path, depth=depth, index=index, parent=parent
            )
        if index < below:
            down = clause.clauses
            return _find(index, down, place + 1, depth=depth + 1, parent=place, above=path)
        place = below
    raise IndexError(f"there is no clause at {index}")


def _number_level(
    clauses: Sequence[Clause], depth: int, parent: int | None, above: str, entries: list[Numbered]
) -> None:
    for clause, bare, printed in _labels(clauses, depth):
        path = f"{above}.{bare}" if above else bare
        index = len(entries)
        entries.append(
            Numbered(
                clause=clause, number=printed, path=path, depth=depth, index=index, parent=parent
            )
        )
        _number_level(clause.clauses, depth + 1, index, path, entries)


def _labels(clauses: Sequence[Clause], depth: int) -> Iterator[tuple[Clause, str, str]]:
    """Clauses side by side, each with its number, bare and printed."""
    level = _LEVELS[depth % len(_LEVELS)]
    last = 0
    for clause in clauses:
        if clause.number is None:
            last += 1
            yield (clause, *_counted(depth % len(_LEVELS), last))
            continue
        bare = clause.number
        ordinal = ordinal_of(bare, depth)
        last = last if ordinal is None else ordinal
        # Among letters, one of another script is printed as they are: (а), (б).
        letter = level.to_ordinal is from_letters and len(bare) == 1 and bare.isalpha()
        yield clause, bare, level.printed.format(bare) if letter or _is_numeral(bare) else bare


@lru_cache(maxsize=10_000)
def _counted(level: int, ordinal: int) -> tuple[str, str]:
    """A number given by counting, bare and printed."""
    bare = _LEVELS[level].to_number(ordinal)
    return bare, _LEVELS[level].printed.format(bare)


def as_path(number: str) -> str:
    """A number as people write it, as a path: ``10(b)``, ``10.b`` and ``10 b.`` are the same."""
    return ".".join(re.findall(r"[^\s().]+", number)).casefold()


def clause_named(clauses: Sequence[Numbered], name: str) -> tuple[Numbered, ...]:
    """The clause with that id or number, and everything below it; empty where there is none."""
    path = as_path(name)
    found: set[int] = set()
    for entry in clauses:
        own = entry.clause.id == name or (path and as_path(entry.path) == path)
        if own or entry.parent in found:
            found.add(entry.index)
    return tuple(entry for entry in clauses if entry.index in found)
