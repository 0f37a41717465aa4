"""From lines to outline: the steps every format shares once it has its lines."""

from planver.formats.dates import is_date_line
from planver.formats.doubts import (
    close_doubts,
    layout_doubts,
    look_alike_doubts,
    numbering_doubts,
    tail_doubts,
)
from planver.formats.evidence import ends_sentence, has_room
from planver.formats.footnotes import take_footnotes
from planver.formats.front import Front, is_preamble_heading, read_front, title_length
from planver.formats.lines import Line, wrap_width
from planver.formats.outline import Doubt, Outline, OutlineClause
from planver.formats.prose import Prose
from planver.formats.search import Placed, search
from planver.formats.segments import Segment, cut
from planver.formats.tree import TreeBuilder

_EMPTY = "There is no text to read; nothing was understood."
_UNNUMBERED = "No numbering was found; each paragraph became an unnumbered point."
_BULLETS = "The points have no numbers, only bullets."


def assemble(lines: tuple[Line, ...]) -> Outline:
    """Read the lines of a document as an outline."""
    if not lines:
        return _outline(None, (), (), (Doubt(line=1, message=_EMPTY),))
    body, footnotes, note_doubts = take_footnotes(lines)
    segments = cut(body)
    placed, close = search(segments, body)
    width = wrap_width(body)
    start, titled = _start(segments, placed, width)
    front = read_front(segments[:start], titled)
    if not placed and not any(segment.group for segment in segments[start:]):
        return _outline(front, *_paragraph_points(segments[start:], width), note_doubts, footnotes)
    nodes = TreeBuilder(segments, placed, width).build(start)
    doubts = [
        *numbering_doubts(nodes),
        *close_doubts(close, segments, placed),
        *look_alike_doubts(close, segments, placed, start),
        *layout_doubts(segments, placed, start),
        *tail_doubts(segments, placed),
    ]
    if all(node.reading is None or node.reading.kind == "-" for node in nodes):
        doubts.append(Doubt(line=nodes[0].line, message=_BULLETS))
    points = tuple(node.freeze() for node in nodes)
    return _outline(front, points, tuple(doubts), note_doubts, footnotes)


def _outline(
    front: Front | None,
    points: tuple[OutlineClause, ...],
    doubts: tuple[Doubt, ...],
    note_doubts: tuple[Doubt, ...],
    footnotes: tuple[str, ...] = (),
) -> Outline:
    doubts = (*(front.doubts if front else ()), *doubts, *note_doubts)
    return Outline(
        title=front.title if front else None,
        date=front.date if front else None,
        date_line=front.date_line if front else None,
        preamble=front.preamble if front else None,
        preamble_heading=front.preamble_heading if front else None,
        points=points,
        footnotes=footnotes,
        doubts=tuple(sorted(set(doubts), key=lambda doubt: (doubt.line, doubt.message))),
    )


def _start(
    segments: tuple[Segment, ...], placed: dict[int, Placed], width: int | None
) -> tuple[int, int]:
    """Where the points begin, and how many segments before that are the title."""
    clause = min(placed, default=None)
    before = segments if clause is None else segments[:clause]
    titled = title_length(before, width)
    if titled == len(segments) or _is_one_of_many(segments, clause):
        titled = 0
    groups = [
        place
        for place, segment in enumerate(segments)
        if segment.group and place >= titled and not is_preamble_heading(segment.text)
    ]
    if clause is None:
        return (groups[0] if groups else _after_dates(segments, titled)), titled
    early = [place for place in groups if place < clause]
    # A single heading right above the points ("The plan") groups nothing.
    return (early[0] if early and len(groups) > 1 else clause), titled


def _is_one_of_many(segments: tuple[Segment, ...], clause: int | None) -> bool:
    """True when the first line is a heading like later ones, right above its own points."""
    first, *others = segments
    alike = any(other.group and other.line.level == first.line.level for other in others)
    return first.group and alike and clause in (None, 1)


def _after_dates(segments: tuple[Segment, ...], titled: int) -> int:
    """Where the paragraphs begin in a text without numbers: after date lines and a preamble."""
    place = titled
    while place < len(segments) and is_date_line(segments[place].text):
        place += 1
    if place < len(segments) and is_preamble_heading(segments[place].text):
        place += 2
        while place < len(segments) and not segments[place].after_blank:
            place += 1
    return min(place, len(segments))


def _paragraph_points(
    segments: tuple[Segment, ...], width: int | None
) -> tuple[tuple[OutlineClause, ...], tuple[Doubt, ...]]:
    """A point for each paragraph; without any blank line, for each line that was meant to end."""
    blanks = any(segment.after_blank for segment in segments[1:])
    paragraphs: list[list[Segment]] = []
    for segment in segments:
        previous = paragraphs[-1][-1] if paragraphs else None
        if previous is None or (
            segment.after_blank
            if blanks
            else ends_sentence(previous.text) and has_room(previous, segment, width)
        ):
            paragraphs.append([])
        paragraphs[-1].append(segment)
    if not paragraphs:
        return (), ()
    points = tuple(_unnumbered(paragraph) for paragraph in paragraphs)
    return points, (Doubt(line=points[0].line, message=_UNNUMBERED),)


def _unnumbered(paragraph: list[Segment]) -> OutlineClause:
    text = Prose()
    for segment in paragraph:
        text.add(segment.text, after_blank=False)
    return OutlineClause(
        label="",
        number=None,
        heading=None,
        text=str(text),
        clauses=(),
        closing=None,
        line=paragraph[0].line.number,
    )
