"""What the surroundings of a marker say before any numbering is looked at.

A line that opens like a clause may be wrapped prose ("(a) and (b) shall apply", "I. Kant"). The
costs here are in the same units as those of the search. They were tuned on the random plans of
`tests/unit/formats/test_random_plans.py`, which also holds the figure reached.
"""

import re

from msgspec import Struct

from planver.formats.lines import Line, wrap_width
from planver.formats.segments import Segment

# A marker read as running text.
TEXT = 1.0
TEXT_AFTER_BLANK = 4.0  # a paragraph that begins like a clause mostly is one
TEXT_AFTER_STOP = 2.0  # so does a line after a finished sentence
TEXT_AFTER_ROOM = 2.0  # the word would have fitted above: the break was meant
TEXT_ASKEW = 1.5  # it stands neither under the line above nor under the text of its clause
TEXT_LISTED = 2.0  # Markdown says it is a list item
TEXT_INLINE = 3.0  # a clean run inside a sentence was found

# A marker read as a clause.
CLAUSE_MID_SENTENCE = 2.5  # the line above is full and its sentence goes on
CLAUSE_AFTER_REFERENCE = 3.0  # "... under paragraph | 3. The Parties"
CLAUSE_CONNECTED = 3.0  # "(a) and (b) shall apply"
CLAUSE_SMALL_LETTER = 0.5  # after "(a)"; a sentence after "1." hardly begins so
CLAUSE_SMALL_AFTER_STOP_SIGN = 1.0
CLAUSE_SMALL_AFTER_WORD = 4.0  # "Article 5 of the Treaty"
CLAUSE_DIGIT = 1.0  # "1. 5 million"
CLAUSE_INITIAL = 2.5  # "I. Kant"
CLAUSE_EMPTY = 0.5  # a label alone on its line
CLAUSE_HUGE = 3.0  # a number over 199

# The clause as first part of the one before, by how the text above ends.
OPEN_AFTER_COLON = 0.0
OPEN_AFTER_NOTHING = 0.2
OPEN_AFTER_STOP = 0.6
OPEN_AFTER_SEMICOLON = 1.0
# Any other place although the text above ends with a colon.
BESIDE_AFTER_COLON = 1.2

_REFERENCE = re.compile(
    r"\b(?:(?:articles?|paragraphs?|points?|clauses?|sections?|annex(?:es)?|items?|resolutions?|"
    r"parts?|chapters?|steps?|phases?|stages?|rules?|under)"
    r"|(?:arts?|paras?|secs?|nos?|dr|mr|ms|mrs|prof|gen|sen)\.?)$|§$",
    re.IGNORECASE,
)
_CONNECTED = re.compile(
    r"(?:and|or|above|below|through|thereof|to \(|и|или|та|або)\b|to \(|[,;)–&/—-]"
)
_INITIAL = re.compile(r"[A-ZА-ЯІЇЄҐ]\.$")
_CLOSERS = "\"'”»’)]*_"
_LIST_LINK = re.compile(r"[;,]\s+(?:and|or|and/or|и|или|та|або)$", re.IGNORECASE)


class Evidence(Struct, frozen=True, kw_only=True):
    """Costs of the readings of one marker, apart from its place in the numbering."""

    text: float
    clause: float
    opening: float
    beside: float
    fresh: bool
    """An unnumbered heading stands between this marker and the one before: numbers may restart."""


def weigh(segments: tuple[Segment, ...], lines: tuple[Line, ...]) -> tuple[Evidence | None, ...]:
    """Evidence for each segment, None where there is no marker."""
    width = wrap_width(lines)
    weighed: list[Evidence | None] = []
    fresh = False
    for place, segment in enumerate(segments):
        fresh = fresh or segment.group
        if segment.marker is None:
            weighed.append(None)
            continue
        previous = segments[place - 1] if place else None
        weighed.append(_evidence(segment, previous, width, fresh))
        fresh = False
    return tuple(weighed)


def _evidence(
    segment: Segment, previous: Segment | None, width: int | None, fresh: bool
) -> Evidence:
    above = previous.text if previous else ""
    bare_label = previous is not None and previous.marker is not None and not previous.rest
    stopped = ends_sentence(above) or bool(_LIST_LINK.search(above)) or bare_label
    room = previous is None or has_room(previous, segment, width)
    parted = previous is None or segment.after_blank or previous.group
    return Evidence(
        text=TEXT
        + TEXT_AFTER_BLANK * parted
        + TEXT_AFTER_STOP * stopped
        + TEXT_AFTER_ROOM * room
        + TEXT_ASKEW * (previous is not None and _is_askew(previous, segment))
        + TEXT_LISTED * segment.line.listed
        + TEXT_INLINE * segment.inline,
        clause=_likeness(segment, parted or stopped)
        + (0.0 if parted or segment.inline else _interrupts(above, stopped or room)),
        opening=_opening(above, bare_label),
        beside=BESIDE_AFTER_COLON if above.endswith(":") and not bare_label else 0.0,
        fresh=fresh,
    )


def ends_sentence(text: str) -> bool:
    """True when the text ends with a full stop, colon or semicolon, quotes and brackets aside."""
    return text.rstrip(_CLOSERS).endswith((".", ":", ";", "!", "?", "…"))


def has_room(previous: Segment, segment: Segment, width: int | None) -> bool:
    """True when the first word of the segment would have fitted on the line before."""
    if segment.indent is None:
        return False
    first_word = segment.text.split(maxsplit=1)[0]
    return width is None or previous.line.width + 1 + len(first_word) <= width


def _is_askew(previous: Segment, segment: Segment) -> bool:
    """True when the line is set in or out as a wrapped line would not be."""
    if not segment.indent:
        return False
    return segment.indent not in (previous.line.indent, previous.line.indent + previous.text_offset)


def _interrupts(above: str, expected: bool) -> float:
    """Cost of a clause that begins while the sentence above seems to go on."""
    cost = 0.0 if expected else CLAUSE_MID_SENTENCE
    return cost + CLAUSE_AFTER_REFERENCE * bool(_REFERENCE.search(above))


def _likeness(segment: Segment, expected: bool) -> float:
    """Cost of a clause whose own words look like the middle of a sentence."""
    marker, rest = segment.marker, segment.rest
    if marker is None or marker.readings[0].kind == "-":
        return 0.0
    if not rest:
        return CLAUSE_EMPTY
    cost = CLAUSE_HUGE if all(reading.order > 199 for reading in marker.readings) else 0.0
    if _CONNECTED.match(rest):
        cost += CLAUSE_CONNECTED
    elif rest[0].islower():
        cost += _small_letter(marker.label, marker.rank)
    elif rest[0].isdigit() and marker.label[-1].isalnum() | marker.label.endswith("."):
        cost += CLAUSE_DIGIT
    if _INITIAL.match(marker.label) and not expected:
        cost += CLAUSE_INITIAL
    return cost


def _small_letter(label: str, rank: int | None) -> float:
    if rank is not None and label[-1].isalnum():
        return CLAUSE_SMALL_AFTER_WORD
    return CLAUSE_SMALL_LETTER if label.endswith(")") else CLAUSE_SMALL_AFTER_STOP_SIGN


def _opening(above: str, bare_label: bool) -> float:
    if bare_label or above.endswith(":"):
        return OPEN_AFTER_COLON
    if above.endswith((";", ",")) or _LIST_LINK.search(above):
        return OPEN_AFTER_SEMICOLON
    return OPEN_AFTER_STOP if ends_sentence(above) else OPEN_AFTER_NOTHING
