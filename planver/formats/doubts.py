"""What to tell the reader about a tree: gaps, repeats, close decisions, look-alikes."""

from collections.abc import Iterator

from planver.formats.numerals import Reading
from planver.formats.outline import Doubt
from planver.formats.search import Close, Placed
from planver.formats.segments import Segment
from planver.formats.tree import Node

_CYRILLIC = ("а", "А")


def numbering_doubts(nodes: list[Node]) -> Iterator[Doubt]:
    """A doubt for each place where sibling numbers do not run on by one."""
    yield from _level(nodes, {})


def _level(nodes: list[Node], elsewhere: dict[str, Reading]) -> Iterator[Doubt]:
    """`elsewhere` keeps the last number of each style under other clauses, where it may run on."""
    previous: Node | None = None
    below: dict[str, Reading] = {}
    for node in nodes:
        reading = node.reading
        if reading is not None and reading.kind != "-":
            message = _between(previous, node, elsewhere)
            if message:
                yield Doubt(line=node.line, message=message)
            previous = node
            elsewhere[reading.style] = reading
        yield from _level(node.nodes, below)


def _between(previous: Node | None, node: Node, elsewhere: dict[str, Reading]) -> str | None:
    after = node.reading
    if after is None:
        return None
    if previous is None or previous.reading is None:
        earlier = elsewhere.get(after.style)
        if after.order <= 1 or (earlier and earlier.order + 1 == after.order):
            return None
        return f"The numbers begin with {node.label}; nothing before it was found."
    before = previous.reading
    if before.style != after.style:
        if before.kind == after.kind:
            return f"“{node.label}” is written in another way than “{previous.label}” before it."
        return f"The numbering changes from {previous.label} to {node.label} here."
    return _step(before, after, previous.label, node.label)


def _step(before: Reading, after: Reading, label_before: str, label: str) -> str | None:
    """What is odd about one number following another of the same sequence."""
    if before.prefix != after.prefix:
        return None
    if (before.order, before.extra) == (after.order, after.extra):
        return f"The number {label} stands here a second time."
    if (before.order, before.extra) > (after.order, after.extra):
        return f"{label} comes after {label_before}; please check the order."
    expected = before.extra + 1 if before.order == after.order else 0
    if after.order > before.order + 1 or (after.extra > expected and after.kind not in _CYRILLIC):
        return f"The numbers go from {label_before} to {label}; nothing between was found."
    return None


def close_doubts(
    close: tuple[Close, ...], segments: tuple[Segment, ...], placed: dict[int, Placed]
) -> Iterator[Doubt]:
    """A doubt for each marker that was nearly decided otherwise."""
    for place, other in close:
        chosen = placed.get(place)
        if chosen == other:
            continue
        marker = segments[place].marker
        label = marker.label if marker else ""
        message = f"“{label}” was read as {_reading(chosen)}, but may be {_reading(other)}."
        yield Doubt(line=segments[place].line.number, message=message)


def _reading(decision: Placed | None) -> str:
    if decision is None:
        return "running text"
    level = "a point" if decision.depth == 0 else f"a clause at level {decision.depth + 1}"
    kind = {"i": "roman ", "I": "roman ", "a": "letter ", "A": "letter "}.get(decision.reading.kind)
    return f"{level} ({kind}{decision.reading.number})" if kind else level


def look_alike_doubts(
    close: tuple[Close, ...],
    segments: tuple[Segment, ...],
    placed: dict[int, Placed],
    start: int,
) -> Iterator[Doubt]:
    """A doubt for each line that begins like a clause but was clearly running text."""
    unclear = {one.segment for one in close}
    for place in range(start, len(segments)):
        segment = segments[place]
        if segment.marker and place not in placed and place not in unclear:
            label = " ".join(segment.marker.label.split())
            message = f"This line begins with “{label}” but was read as running text."
            yield Doubt(line=segment.line.number, message=message)


def layout_doubts(
    segments: tuple[Segment, ...], placed: dict[int, Placed], start: int
) -> Iterator[Doubt]:
    """What else was guessed: inline lists, bare page numbers, unnumbered headings, quoting."""
    for place in range(start, len(segments)):
        segment = segments[place]
        line = segment.line.number
        if place in placed and segment.inline and placed[place].reading.order == 1:
            yield Doubt(line=line, message="The list inside this sentence was taken apart.")
        elif segment.group:
            message = f"“{segment.text}” was taken as a heading without a number."
            yield Doubt(line=line, message=message)
        elif segment.marker is None and segment.text.strip("-–— ").isdecimal():
            message = f"“{segment.text}” may be a page number; it was kept in the text."
            yield Doubt(line=line, message=message)
    quoted = next((segment.line for segment in segments if segment.line.quoted), None)
    if quoted:
        yield Doubt(line=quoted.number, message="The “>” signs of quoted mail were left out.")


def tail_doubts(segments: tuple[Segment, ...], placed: dict[int, Placed]) -> Iterator[Doubt]:
    """A doubt for unnumbered paragraphs at the very end, such as a place for signatures."""
    if not placed:
        return
    last = max(placed)
    for segment in segments[last + 1 :]:
        if segment.after_blank and not segment.group:
            message = "This text stands after the last numbered clause and was kept as part of it."
            yield Doubt(line=segment.line.number, message=message)
            return
