"""Revises a draft: rewords, moves, splits, joins, inserts and deletes, and keeps the gold."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel

from benchmarks.fates import Shares, assign, cuts_of
from benchmarks.moving import move
from benchmarks.rewording import Segment, kept, reworded
from benchmarks.tree import Group, Grown, Node, rendered, spelled
from benchmarks.writer import Phrase, Topic, Writer


def revise(writer: Writer, points: list[Node], shares: Shares) -> list[Grown]:
    """The points of the after draft."""
    assign(writer, points, shares)
    movers: list[Grown] = []
    grown = list(_grow(writer, points, movers))
    move(writer, grown, movers)
    return grown


def _grow(writer: Writer, nodes: Sequence[Node], movers: list[Grown]) -> Iterator[Grown]:
    for node in nodes:
        yield from _grown(writer, node, movers)
        if node.followed:
            yield new_clause(writer, node)


def _grown(writer: Writer, node: Node, movers: list[Grown]) -> Iterator[Grown]:
    match node.fate:
        case "deleted" | "absorbed":
            return
        case "joined":
            yield _join(writer, node.members)
        case "split":
            parts = _split(writer, node)
            parts[-1].parts += _grow(writer, node.parts, movers)
            yield from parts
        case "laid out":
            chapeau, *parts = _split(writer, node)
            chapeau.parts += parts
            yield chapeau
        case _:
            one = kept_clause(writer, node)
            one.parts += _grow(writer, node.parts, movers)
            if node.fate == "moved":
                movers.append(one)
            yield one


def new_clause(writer: Writer, beside: Node) -> Grown:
    """A new clause on the subject of its neighbour; instead of a point at times a whole list."""
    topic = beside.topic
    if beside.parent is not None or not writer.chance(0.2):
        return new_leaf(writer, topic, part=beside.parent is not None)
    point = _new(writer.chapeau(topic), ":")
    point.parts += [new_leaf(writer, topic, part=True) for _ in range(writer.number(2, 4))]
    return point


def new_leaf(writer: Writer, topic: Topic, *, part: bool) -> Grown:
    """A new clause without parts."""
    return _new(writer.part(topic) if part else writer.point(topic), ".")


def _new(phrases: Sequence[Phrase], end: str) -> Grown:
    return Grown(spelled(rendered([(p.words, p.opens) for p in phrases], end)), None)


def kept_clause(writer: Writer, node: Node) -> Grown:
    """The clause as it is, or reworded as its fate says."""
    share = {
        "amended": (0.05, 0.30),
        "rewritten": (0.30, 0.70),
        "moved": (0.05, 0.20) if writer.chance(0.5) and not node.stock else (0.0, 0.0),
    }.get(node.fate, (0.0, 0.0))
    segments = _segments(writer, node, share)
    return _answering([node], [segments], [segments], [node.end])[0]


def _segments(writer: Writer, node: Node, share: tuple[float, float]) -> list[Segment]:
    least, most = share
    if most == 0 or node.stock:
        return kept(node.phrases)
    return reworded(
        writer, node.phrases, node.topic, least + (most - least) * writer.random.random()
    )


def _slightly(writer: Writer, node: Node) -> list[Segment]:
    return _segments(writer, node, (0.03, 0.15) if writer.chance(0.33) else (0.0, 0.0))


def _join(writer: Writer, members: Sequence[Node]) -> Grown:
    """One clause of several: sentence after sentence, or with a conjunction between."""
    before = [_slightly(writer, node) for node in members]
    for at, segments in enumerate(before):
        if at and not segments[0].opens:
            words = writer.one_of((("and",), ("and",), ("as", "well", "as"), ("or",)))
            before[at] = [Segment((), words, opens=False, begins=False), *segments]
    return _answering(members, before, [[one for segments in before for one in segments]], ["."])[0]


def _split(writer: Writer, node: Node) -> list[Grown]:
    """Several clauses of one, cut between sentences where it has enough, else between phrases."""
    segments, cuts = _slightly(writer, node), cuts_of(node, node.count)
    bounds = list(pairwise([*cuts, len(segments)]))
    if not all(any(one.new for one in segments[start:end]) for start, end in bounds):
        segments = kept(node.phrases)
    after: list[list[Segment]] = []
    before: list[Segment] = []
    for part, (start, end) in enumerate(bounds):
        own = segments[start:end]
        if part and not own[0].opens:
            own[0] = own[0]._replace(begins=node.phrases[0].opens)
            subject = writer.phrase("subject", node.topic)
            # Most of a part comes from the whole, or it would be a new clause rather.
            room = sum(len(one.new) for one in own) >= 2 * len(subject)
            if node.fate == "split" and room and writer.chance(0.5):
                own.insert(0, Segment((), subject, opens=False, begins=own[0].begins))
                own[1] = own[1]._replace(begins=False)
        before += own
        after.append(own)
    ends = [":" if node.fate == "laid out" else "."] + ["."] * (len(after) - 1)
    ends[-1] = node.end
    return _answering([node], [before], after, ends)


def _answering(
    nodes: Sequence[Node],
    before: Sequence[Sequence[Segment]],
    after: Sequence[Sequence[Segment]],
    ends: Sequence[str],
) -> list[Grown]:
    """The clauses of an answer, with the words it changes, marks and capitals included."""
    old = [
        run
        for node, segments in zip(nodes, before, strict=True)
        for run in rendered([(one.old, one.opens) for one in segments], node.end)
    ]
    parts = [
        rendered([(one.new, one.begins) for one in segments], end)
        for segments, end in zip(after, ends, strict=True)
    ]
    new = [run for part in parts for run in part]
    changed = sum(Indel.distance(a, b) for a, b in zip(old, new, strict=True) if a != b)
    group = Group([node.index for node in nodes], changed)
    first, *others = [Grown(spelled(part), group) for part in parts]
    first.weight = nodes[0].length
    return [first, *others]
