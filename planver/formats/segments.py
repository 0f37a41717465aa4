"""Lines cut at every place where a clause may begin."""

import re
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from planver.formats.inline import inline_cuts
from planver.formats.lines import Line
from planver.formats.markers import Marker, find_marker

_SHOUTED_WORDS = 12
_TERMINAL = ".:;,!?"


class Segment(Struct, frozen=True, kw_only=True):
    """A line, or a piece of one, that may begin a clause or go on with the one before."""

    line: Line
    text: str
    marker: Marker | None
    indent: int | None
    """Column it begins in; None for a piece inside a line, where a column says nothing."""
    inline: bool = False
    """Member of a list inside a sentence."""
    group: bool = False
    """An unnumbered heading over several clauses."""
    bold_end: int = 0
    """Where the strong text that opens the clause ends in `text`; 0 when there is none."""

    @property
    def after_blank(self) -> bool:
        return self.indent is not None and self.line.after_blank

    @property
    def rest(self) -> str:
        """The text without the marker."""
        return self.text[self.marker.end :].strip() if self.marker else self.text

    @property
    def text_offset(self) -> int:
        """Columns from the marker to the text behind it; 0 when either is missing."""
        if self.marker is None or not self.rest:
            return 0
        after = self.text[self.marker.end :]
        return self.marker.end + len(after) - len(after.lstrip())


def cut(lines: tuple[Line, ...]) -> tuple[Segment, ...]:
    """All segments of the lines, in order."""
    cuts = inline_cuts(lines)
    segments: list[Segment] = []
    for place, line in enumerate(lines):
        first, *others = _pieces(line.text, cuts.get(place, ()))
        segments += _line_start(line, first)
        segments += (
            Segment(line=line, text=piece, marker=find_marker(piece), indent=None, inline=True)
            for piece in others
        )
    return tuple(_with_groups(segments))


def _pieces(text: str, offsets: tuple[int, ...]) -> list[str]:
    bounds = [0, *offsets, len(text)]
    return [text[a:b].strip() for a, b in pairwise(bounds)]


def _line_start(line: Line, text: str) -> list[Segment]:
    """The first piece of a line; two when it opens with two markers, as in "3. (a) The ..."."""
    marker = _leveled(find_marker(text), line.level)
    if marker is None:
        return [Segment(line=line, text=text, marker=None, indent=line.indent)]
    rest = text[marker.end :].strip()
    second = find_marker(rest)
    if second and _may_stack(marker, second):
        return [
            Segment(line=line, text=text[: marker.end].strip(), marker=marker, indent=line.indent),
            Segment(line=line, text=rest, marker=second, indent=None),
        ]
    bold = line.bold
    start = len(text) - len(text[marker.end :].lstrip())
    bold_end = bold[1] if bold and bold[0] <= start < bold[1] <= len(text) else 0
    return [Segment(line=line, text=text, marker=marker, indent=line.indent, bold_end=bold_end)]


def _leveled(marker: Marker | None, level: int) -> Marker | None:
    """The marker, its sequence kept apart from those of other heading levels and of the text."""
    if marker is None or not level:
        return marker
    readings = tuple(replace(one, style=f"{'#' * level} {one.style}") for one in marker.readings)
    return replace(marker, readings=readings)


def _may_stack(first: Marker, second: Marker) -> bool:
    begins = any(reading.order == 1 and not reading.extra for reading in second.readings)
    return begins and (second.label.endswith(")") or first.rank is not None)


def _with_groups(segments: list[Segment]) -> list[Segment]:
    """Mark the unnumbered headings; in plain text these are shouted lines standing alone."""
    marked = []
    for place, segment in enumerate(segments):
        previous = segments[place - 1] if place else None
        following = segments[place + 1] if place + 1 < len(segments) else None
        if segment.marker is None and (
            segment.line.level
            or (_stands_alone(segment, previous, following) and is_shouted(segment.text))
        ):
            segment = Segment(  # noqa: PLW2901 - the marked copy takes its place
                line=segment.line, text=segment.text, marker=None, indent=segment.indent, group=True
            )
        marked.append(segment)
    return marked


def _stands_alone(segment: Segment, previous: Segment | None, following: Segment | None) -> bool:
    titles_label = (
        previous is not None
        and previous.marker is not None
        and previous.marker.rank is not None
        and not previous.rest
    )
    return (
        segment.after_blank
        and following is not None
        and (following.after_blank or following.marker is not None)
        and not titles_label
    )


def is_shouted(text: str) -> bool:
    """True for a short line in capitals that is no sentence: "SECURITY GUARANTEES"."""
    return (
        text == text.upper()
        and sum(map(str.isalpha, text)) >= 4
        and text[-1] not in _TERMINAL
        and len(text.split()) <= _SHOUTED_WORDS
        and re.search(r"[^\W\d_]{3}", text) is not None
    )
