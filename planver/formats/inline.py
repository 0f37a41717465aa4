"""Lists written inside a sentence: "the Parties shall: (a) stop firing; (b) withdraw"."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from planver.formats.lines import Line
from planver.formats.markers import Marker, find_marker

_TOKEN = re.compile(r"(?<!\S)(?:\([\w.]{1,6}\)|[^\W\d_]{1,4}\)|\d{1,2}\))(?=\s)")
_JOINT = re.compile(r"(?:[;,.:]|\b(?:and|or|и|или|та|або))$")
_WORD = re.compile(r"\w+")
_JOINING = {"and", "or", "и", "или", "та", "або"}
# Enough to see the last word and sign before a marker without copying the paragraph.
_LOOK_BACK = 40


class _Run(Struct, kw_only=True):
    """A list being followed; `styles` are the readings still possible, with the last number."""

    styles: dict[str, int]
    members: list[int]
    end: int


def inline_cuts(lines: tuple[Line, ...]) -> dict[int, tuple[int, ...]]:
    """Where to cut lines so that each member of an inline list begins a piece of its own.

    Maps the place of a line in `lines` to offsets in its text. A list counts only when it begins
    with its first number after a colon and has at least two members with words in them.
    """
    cuts: dict[int, list[int]] = {}
    for first, last in _paragraphs(lines):
        texts = [line.text for line in lines[first:last]]
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text) + 1)
        for position in _members("\n".join(texts)):
            place = bisect_right(starts, position) - 1
            if position > starts[place] and not lines[first + place].level:
                cuts.setdefault(first + place, []).append(position - starts[place])
    return {place: tuple(offsets) for place, offsets in cuts.items()}


def _paragraphs(lines: tuple[Line, ...]) -> Iterator[tuple[int, int]]:
    first = 0
    for place, line in enumerate(lines):
        if line.after_blank and place > first:
            yield first, place
            first = place
    if lines:
        yield first, len(lines)


def _members(paragraph: str) -> list[int]:
    """Positions of the members of all clean runs, in order."""
    members: list[int] = []
    run: _Run | None = None
    for found in _TOKEN.finditer(paragraph):
        marker = find_marker(paragraph[found.start() : found.end() + 1])
        if marker is None:
            continue
        before = paragraph[max(0, found.start() - _LOOK_BACK) : found.start()].rstrip()
        begun = _begin(marker, before, found)
        if begun:
            members += _finished(run)
            run = begun
        elif run:
            _extend(run, marker, before, paragraph, found)
    return members + _finished(run)


def _begin(marker: Marker, before: str, found: re.Match[str]) -> _Run | None:
    at_line_start = found.start() == 0 or found.string[found.start() - 1] == "\n"
    styles = {r.style: 1 for r in marker.readings if r.order == 1 and not r.extra}
    if at_line_start or not before.endswith(":") or not styles:
        return None
    return _Run(styles=styles, members=[found.start()], end=found.end())


def _extend(run: _Run, marker: Marker, before: str, paragraph: str, found: re.Match[str]) -> None:
    """Take the marker into the run if it is the next number and ends a member that has words."""
    styles = {
        reading.style: reading.order
        for reading in marker.readings
        if run.styles.get(reading.style) == reading.order - 1 and not reading.extra
    }
    word = _WORD.search(paragraph, run.end, found.start())
    if styles and _JOINT.search(before) and word and word.group() not in _JOINING:
        run.styles, run.end = styles, found.end()
        run.members.append(found.start())


def _finished(run: _Run | None) -> list[int]:
    return run.members if run and len(run.members) > 1 else []
