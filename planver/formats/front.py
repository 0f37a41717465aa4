"""What stands before the first point: a title, a date line, a preamble."""

import re

from msgspec import Struct

from planver.formats.dates import find_dates, has_unclear_date, is_date_line
from planver.formats.evidence import has_room
from planver.formats.outline import Doubt
from planver.formats.prose import Prose
from planver.formats.segments import Segment

_PREAMBLE = re.compile(r"preamble\s*[:.]?|преамбула\s*[:.]?", re.IGNORECASE)
_TITLE_LINES = 3
_TITLE_LENGTH = 120
_NO_TITLE_ENDS = ".;:,"


class Front(Struct, frozen=True, kw_only=True):
    """The front matter, read."""

    title: str | None
    date: str | None
    date_line: str | None
    preamble: str | None
    preamble_heading: str | None
    doubts: tuple[Doubt, ...]


def is_preamble_heading(text: str) -> bool:
    """True for a line that only says "Preamble"."""
    return bool(_PREAMBLE.fullmatch(text))


def title_length(segments: tuple[Segment, ...], width: int | None) -> int:
    """How many of the first segments make up the title; 0 when there is none.

    A title is a heading of the format, or up to three short lines that do not end as a sentence
    does and stand apart from what follows.
    """
    if not segments or is_preamble_heading(segments[0].text) or is_date_line(segments[0].text):
        return 0
    if segments[0].line.level:
        return 1
    count = 0
    for segment in segments[: _TITLE_LINES + 1]:
        if count and (segment.after_blank or segment.group or _ends_title(segment.text)):
            return count
        if len(segment.text) > _TITLE_LENGTH or segment.text[-1] in _NO_TITLE_ENDS:
            break
        count += 1
    if not count or segments[0].text[0].islower():
        return 0
    if count == len(segments):
        return count
    # The line below is prose: the first line is a title only if it was not wrapped.
    ended = has_room(segments[0], segments[1], width) and not segments[1].text[0].islower()
    return 1 if ended else 0


def read_front(segments: tuple[Segment, ...], titled: int) -> Front:
    """Read the segments before the first point, the first `titled` of which are the title."""
    title = " ".join(" ".join(segment.text for segment in segments[:titled]).split()) or None
    preamble = Prose()
    doubts: list[Doubt] = []
    if title:
        message = f"“{title}” was taken as the title."
        doubts.append(Doubt(line=segments[0].line.number, message=message, about="title"))
    rest = segments[titled:]
    date_lines = [segment for segment in rest if is_date_line(segment.text)]
    date, more = _date(date_lines or list(segments[:titled]))
    heading = next((segment for segment in rest if is_preamble_heading(segment.text)), None)
    # What was understood says no more than the date and that a preamble follows.
    understood = (heading, *(date_lines if date else ()))
    parted = True
    for segment in rest:
        alone = segment is heading or segment in date_lines or segment.group
        if segment not in understood:
            if not preamble:
                message = "The text before the first point was taken as the preamble."
                doubts.append(Doubt(line=segment.line.number, message=message))
            preamble.add(segment.text, after_blank=segment.after_blank or alone or parted)
        parted = alone
    return Front(
        title=title,
        date=date,
        date_line="\n".join(segment.text for segment in date_lines if date) or None,
        preamble=str(preamble) or None,
        preamble_heading=heading.text if heading else None,
        doubts=(*doubts, *more),
    )


def _ends_title(text: str) -> bool:
    return is_date_line(text) or is_preamble_heading(text)


def _date(segments: list[Segment]) -> tuple[str | None, list[Doubt]]:
    """The date these lines agree on, and what to say about it."""
    if not segments:
        return None, []
    text = "\n".join(segment.text for segment in segments)
    line = segments[0].line.number
    dates = find_dates(text)
    if len(dates) == 1 and not has_unclear_date(text):
        message = f"The date was read as {dates[0]}."
        return dates[0], [Doubt(line=line, message=message, about="date")]
    if dates or has_unclear_date(text):
        message = "There is a date here that can be read in more than one way; please give it."
        return None, [Doubt(line=line, message=message, about="date")]
    return None, []
