"""What it costs that a marker stands where it stands in the numbering, for the search to add up.

The figures were tuned together with those of `evidence.py`, and are in the same units.
"""

import math

from msgspec import Struct

from planver.formats.evidence import Evidence
from planver.formats.numerals import Reading

NEW_LEVEL = 0.5
START_LATE = 2.0  # a new level that begins with 2, and more for later ones
CONTINUED = 1.0  # "Part II" goes on with the number after the last one of "Part I"
FRESH_START = 0.3
GAP = 2.0
DUPLICATE = 3.5
BACKWARDS = 5.0
OTHER_SIGNS = 3.5  # "2)" among "1." and "3."
OTHER_WORD = 1.0  # "Annex I" after "Article 9"
OTHER_WORD_AFTER_SIGNS = 2.5  # "Annex I" after "20."
SAME_STYLE_INSIDE = 2.5  # "1." within "1.", unless set further in
WRONG_PREFIX = 3.0  # "2.1" inside "1"
WRONG_RANK = 3.0  # "Part II" inside "Article 3"
SLIGHT_INDENT = 0.2  # " 9." above "10."
OTHER_INDENT = 1.0
CHILD_AT_SAME_INDENT = 0.4
CHILD_OUTDENTED = 1.5


class Level(Struct, frozen=True, eq=False):
    """An open clause. Compared by identity, which is fast: a marker makes one for each reading."""

    reading: Reading
    rank: int | None
    indent: int | None


def beside(before: Level, level: Level, evidence: Evidence) -> float | None:
    """Cost of following an open clause at its own depth; None when it cannot."""
    reading = level.reading
    cost = evidence.beside + _indent_beside(before.indent, level.indent)
    if before.reading.style == reading.style:
        if evidence.fresh and reading.order == 1 and not reading.extra:
            return cost + FRESH_START
        return cost + _sequence(before.reading, reading)
    if before.rank is not None and level.rank is not None:
        wrong = WRONG_RANK if level.rank > before.rank else 0.0
        return cost + OTHER_WORD + wrong + _start(reading)
    if before.rank is None and level.rank is not None:
        return cost + OTHER_WORD_AFTER_SIGNS + _start(reading)
    if before.reading.kind == reading.kind != "-" and (before.rank is None) == (level.rank is None):
        return cost + OTHER_SIGNS + _sequence(before.reading, reading)
    return None


def inside(
    stack: tuple[Level, ...], level: Level, left: tuple[Level, ...], evidence: Evidence
) -> float:
    """Cost of opening a new level below the whole stack."""
    depth = len(stack)
    last = left[depth].reading if depth < len(left) else None
    start = _start(level.reading)
    if last is not None and last.style == level.reading.style and level.reading.kind != "-":
        start = min(start, CONTINUED + _sequence(last, level.reading))
    if not stack:
        return start + _prefix(None, level.reading)
    parent = stack[-1]
    cost = NEW_LEVEL + start + evidence.opening + _indent_inside(parent.indent, level.indent)
    cost += _prefix(parent.reading, level.reading)
    if any(outer.reading.style == level.reading.style for outer in stack):
        deeper = _difference(parent.indent, level.indent) >= 2
        cost += 0.0 if deeper else SAME_STYLE_INSIDE
    if level.rank is not None and (parent.rank is None or parent.rank >= level.rank):
        cost += WRONG_RANK
    return cost


def _sequence(before: Reading, after: Reading) -> float:
    """Cost of one number following another: 0 for the next one (also "3 bis" after "3")."""
    if before.kind == "-":
        return 0.0
    if before.prefix != after.prefix:
        return (CONTINUED if after.order == 1 else WRONG_PREFIX) + (
            BACKWARDS if after.prefix < before.prefix else 0.0
        )
    skipped = after.order - before.order - 1
    if skipped < -1:
        return BACKWARDS
    if skipped == -1:
        return _same_number(before, after)
    # "4 bis" after "3" leaves out the "4" itself, except that Cyrillic extras are letters.
    skipped += 1 if after.extra and after.kind not in ("а", "А") else 0
    return GAP + 0.8 * math.log2(skipped) if skipped else 0.0


def _same_number(before: Reading, after: Reading) -> float:
    if after.extra == before.extra:
        return DUPLICATE
    if after.extra < before.extra:
        return BACKWARDS
    return 0.0 if after.extra == before.extra + 1 or after.kind in ("а", "А") else GAP


def _start(reading: Reading) -> float:
    if reading.kind == "-" or (reading.order <= 1 and not reading.extra):
        return 0.0
    return START_LATE + 0.8 * math.log2(reading.order) if reading.order > 1 else START_LATE


def _prefix(parent: Reading | None, reading: Reading) -> float:
    """Cost of "1.2" standing inside `parent`: 0 inside "1"."""
    if not reading.prefix:
        return 0.0
    if parent is None:
        return NEW_LEVEL
    return 0.0 if reading.prefix == (*parent.prefix, parent.order) else WRONG_PREFIX


def _difference(outer: int | None, inner: int | None) -> int:
    return 0 if outer is None or inner is None else inner - outer


def _indent_beside(before: int | None, after: int | None) -> float:
    difference = abs(_difference(before, after))
    if difference == 0:
        return 0.0
    return SLIGHT_INDENT if difference == 1 else OTHER_INDENT + min(0.1 * difference, 1.0)


def _indent_inside(parent: int | None, child: int | None) -> float:
    if parent is None or child is None or child > parent:
        return 0.0
    return CHILD_AT_SAME_INDENT if child == parent else CHILD_OUTDENTED
