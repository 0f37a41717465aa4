"""Telling a clause's heading from its text, only where the source plainly marks one."""

import re

from msgspec import Struct

from planver.formats.evidence import has_room
from planver.formats.search import Placed
from planver.formats.segments import Segment, is_shouted

_LONGEST = 12
_STARRED = re.compile(r"\*\*(?P<inner>[^*]+)\*\*(?P<after>.*)")
_STOPS = ".:;,!?"


class Opening(Struct, frozen=True, kw_only=True):
    """How a clause opens: its heading, the rest of its first line, and if the next line is used."""

    heading: str | None
    text: str
    next_line_is_heading: bool = False


def opening(
    place: int, segments: tuple[Segment, ...], placed: dict[int, Placed], width: int | None
) -> Opening:
    """Take the clause that begins at `place` apart into heading and text."""
    segment = segments[place]
    following = segments[place + 1] if place + 1 < len(segments) else None
    new_clause = following is None or place + 1 in placed or following.group
    meant = following is None or following.after_blank or has_room(segment, following, width)
    rest = segment.rest
    if segment.line.level:
        return Opening(heading=rest or None, text="")
    marked = _strong(segment)
    if marked:
        return marked
    worded = segment.marker is not None and segment.marker.rank is not None
    if not rest and worded and following is not None and not new_clause:
        after = segments[place + 2] if place + 2 < len(segments) else None
        ends = after is None or after.after_blank or place + 2 in placed
        if (ends or is_shouted(following.text)) and _is_title(following.text):
            return Opening(heading=following.text, text="", next_line_is_heading=True)
    if rest and meant and _line_is_heading(rest, following, new_clause, worded):
        return Opening(heading=rest, text="")
    return Opening(heading=None, text=rest)


def _strong(segment: Segment) -> Opening | None:
    """A heading in strong type: "1. **Ceasefire.** The Parties ..."."""
    start = segment.marker.end if segment.marker else 0
    starred = _STARRED.fullmatch(segment.rest)
    if starred:
        heading, text = starred["inner"], starred["after"]
    elif segment.bold_end > start:
        heading, text = segment.text[start : segment.bold_end], segment.text[segment.bold_end :]
    else:
        return None
    heading, text = heading.strip(), text.strip()
    sign = heading[-1:]
    if sign and sign in ".:":
        heading = heading[:-1]
    elif text[:1] and text[0] in ".:":
        text = text[1:].strip()
    elif text:
        # Strong words at the start of a sentence that simply goes on are emphasis.
        return None
    return Opening(heading=heading.strip(), text=text) if heading.strip() else None


def _line_is_heading(rest: str, following: Segment | None, new_clause: bool, worded: bool) -> bool:
    if following is None or not _is_title(rest):
        return False
    if is_shouted(rest):
        return True
    if worded:
        return new_clause or following.after_blank or following.text[0].isupper()
    # After a plain number only a blank line and text below it show that the line is a title.
    return not new_clause and following.after_blank and following.text[0].isupper()


def _is_title(text: str) -> bool:
    """Short, begins like a title and does not end like a sentence."""
    return (
        len(text.split()) <= _LONGEST
        and not text[0].islower()
        and text[-1] not in _STOPS
        and any(map(str.isalpha, text))
    )
