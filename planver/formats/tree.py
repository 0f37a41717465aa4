"""Building the tree of clauses from the decisions of the search."""

from msgspec import Struct, field

from planver.formats.evidence import ends_sentence, has_room
from planver.formats.groups import Groups
from planver.formats.headings import opening
from planver.formats.numerals import Reading
from planver.formats.outline import OutlineClause
from planver.formats.prose import Prose
from planver.formats.search import Placed
from planver.formats.segments import Segment

# Alone on a line these link two parts ("; | and"); they close nothing.
_LINKS = ("and", "or", "and/or", "и", "или", "та", "або")


class Node(Struct, kw_only=True):
    """A clause under construction."""

    line: int
    label: str = ""
    reading: Reading | None = None
    heading: str | None = None
    indent: int = 0
    text_indent: int = 0
    text: Prose = field(default_factory=Prose)
    closing: Prose = field(default_factory=Prose)
    nodes: list["Node"] = field(default_factory=list)

    def freeze(self) -> OutlineClause:
        return OutlineClause(
            label=self.label,
            number=self.reading.number if self.reading else None,
            heading=self.heading,
            text=str(self.text),
            clauses=tuple(node.freeze() for node in self.nodes),
            closing=str(self.closing) or None,
            line=self.line,
        )


class TreeBuilder:
    """Takes the segments in order and hangs each where it belongs."""

    def __init__(
        self, segments: tuple[Segment, ...], placed: dict[int, Placed], width: int | None
    ) -> None:
        self.nodes: list[Node] = []
        self._segments = segments
        self._placed = placed
        self._width = width
        self._groups = Groups(segments, placed)
        self._hanging = _is_hanging(segments, placed)
        self._path: list[Node] = []
        self._closing: Node | None = None

    def build(self, start: int) -> list[Node]:
        """The points among the segments from `start` on."""
        place = start
        while place < len(self._segments):
            segment = self._segments[place]
            if place in self._placed:
                place += self._add_clause(place, self._placed[place])
            elif segment.group:
                self._add_group(place)
            else:
                self._add_text(place)
            place += 1
        return self.nodes

    def _add_clause(self, place: int, placed: Placed) -> int:
        """Begin a clause; gives the number of following lines used up by its heading."""
        segment = self._segments[place]
        marker = segment.marker
        opened = opening(place, self._segments, self._placed, self._width)
        indent = segment.line.indent
        node = Node(
            line=segment.line.number,
            label=" ".join(marker.label.split()) if marker else "",
            reading=placed.reading,
            heading=" ".join(opened.heading.split()) if opened.heading else None,
            indent=indent,
            text_indent=indent + segment.text_offset,
        )
        node.text.add(opened.text, after_blank=False)
        self._hang(node, self._groups.depth(placed.depth, segment.line.level))
        return int(opened.next_line_is_heading)

    def _add_group(self, place: int) -> None:
        segment = self._segments[place]
        line, heading = segment.line, " ".join(segment.text.split())
        node = Node(line=line.number, heading=heading, indent=line.indent)
        self._hang(node, self._groups.open(place))

    def _hang(self, node: Node, depth: int) -> None:
        del self._path[depth:]
        if self._path:
            parent = self._path[-1]
            if parent.closing:
                # More parts follow, so it was no closing but the end of the part before.
                _innermost(parent).text.take(parent.closing)
            parent.nodes.append(node)
        else:
            self.nodes.append(node)
        self._path.append(node)
        self._closing = None

    def _add_text(self, place: int) -> None:
        segment = self._segments[place]
        if not self._path:
            self._hang(Node(line=segment.line.number, indent=segment.line.indent), 0)
        self._closing = self._closes(place) or self._closing
        prose = self._closing.closing if self._closing else self._path[-1].text
        prose.add(segment.text, after_blank=segment.after_blank)

    def _closes(self, place: int) -> Node | None:
        """The outer clause this line returns to, None when it goes on where the last one was."""
        segment, previous = self._segments[place], self._segments[place - 1]
        outer = [node for node in reversed(self._path[:-1]) if node.nodes]
        if segment.indent is None or not outer or segment.text.lower() in _LINKS:
            return None
        at, inner = segment.indent, self._path[-1]
        if not inner.text:
            return None
        finished = ends_sentence(previous.text)
        # After a full stop no sentence goes on in small letters: this must be another one.
        resumes = previous.text.endswith((".", "!", "?")) and segment.text[0].islower()
        aligned = next((node for node in outer if node.text_indent == at), None)
        if at > inner.indent:
            return aligned if resumes or (finished and at != inner.text_indent) else None
        if at == inner.indent:
            flush = resumes and segment.after_blank
            return (aligned if self._hanging or resumes else None) or (outer[0] if flush else None)
        meant = segment.after_blank or resumes or has_room(previous, segment, self._width)
        if not self._hanging and not (finished and meant):
            return None
        if aligned and self._hanging:
            return aligned
        if previous.text[-1].isalnum() and segment.text[0].islower():
            return None
        return next((node for node in outer if node.indent <= at), outer[-1])


def _innermost(node: Node) -> Node:
    while node.nodes:
        node = node.nodes[-1]
    return node


def _is_hanging(segments: tuple[Segment, ...], placed: dict[int, Placed]) -> bool:
    """True when wrapped lines stand further in than the label of their clause, or none is wrapped.

    A line further out counts only in the middle of a sentence: it may be the closing of another.
    """
    balance = 0
    for place in placed:
        following = segments[place + 1] if place + 1 < len(segments) else None
        if following is None or place + 1 in placed or following.after_blank or following.group:
            continue
        at, label_at = following.indent, segments[place].line.indent
        if at is None:
            continue
        if at > label_at:
            balance += 1
        elif at == label_at or segments[place].text[-1].isalnum():
            balance -= 1
    return balance >= 0
