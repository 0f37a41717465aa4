"""Seeded pairs of drafts with a known alignment, from texts written for this benchmark.

`case(seed, size, heaviness)` writes a draft of `size` clauses and revises it; `SHARES` says what
becomes of its clauses. Seeds below 100 are for tuning; reported figures use 100 and above.

Conventions of the gold. A clause is **moved** where the reviser picked it up: it has another
parent or depth, or it passed siblings that have at least twice its words between them, so that it
is the lighter block and no reader would say that the others moved. What stands below a moved
clause stays where it is. A **split** or **joined** clause pairs with each of its parts; a point
folded into one paragraph, or a paragraph laid out as a list, counts so as well. **Words changed**
are those that went or came within what was reworded, and in clauses deleted and inserted; a word
put back in the same phrase is no change, and neither is a word that moved with its clause.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from benchmarks.fates import Shares
from benchmarks.revision import revise
from benchmarks.rewording import reworded
from benchmarks.tree import Grown, Node, outline
from benchmarks.writer import Phrase, Topic, Writer
from planver.model.draft import Clause, Draft
from planver.model.numbering import Numbered, numbered

# Shares of the clauses of the before draft, but `inserted`, which is what comes on top of them.
SHARES: Mapping[str, Shares] = {
    "light": Shares(
        amended=0.08, rewritten=0.015, moved=0.015, split=0.01, joined=0.015, deleted=0.015,
        inserted=0.015,
    ),
    "medium": Shares(
        amended=0.20, rewritten=0.06, moved=0.05, split=0.03, joined=0.05, deleted=0.06,
        inserted=0.06,
    ),
    "heavy": Shares(
        amended=0.27, rewritten=0.14, moved=0.10, split=0.06, joined=0.08, deleted=0.08,
        inserted=0.08,
    ),
}  # fmt: skip
# How many parts points have, and parts of points: most have none.
_PARTS = (0, 0, 0, 0, 2, 3, 3, 4, 5, 7)
_PARTS_OF_PARTS = (0,) * 14 + (2, 3)
_STOCK = 0.03
# Lists whose items follow one pattern and differ in some words.
_SERIES = 0.12

Edge = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Clauses that answer each other, as places in the two walks, and how they changed.

    Several `before` are joined, several `after` split; `changed` counts the words that went and
    those that came.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    moved: bool
    changed: int


@dataclass(frozen=True, kw_only=True)
class Case:
    """Two drafts without ids, and which clause answers which."""

    drafts: tuple[Draft, Draft]
    before: tuple[Numbered, ...]
    after: tuple[Numbered, ...]
    answers: tuple[Answer, ...]

    @cached_property
    def gold(self) -> frozenset[Edge]:
        """Every right pair of places in the walks."""
        return frozenset(
            (i, j) for answer in self.answers for i in answer.before for j in answer.after
        )

    @cached_property
    def deleted(self) -> frozenset[int]:
        """Places of the before clauses that nothing answers."""
        answered = {i for i, _ in self.gold}
        return frozenset(i for i in range(len(self.before)) if i not in answered)

    @cached_property
    def inserted(self) -> frozenset[int]:
        """Places of the after clauses that answer nothing."""
        answering = {j for _, j in self.gold}
        return frozenset(j for j in range(len(self.after)) if j not in answering)

    @cached_property
    def kinds(self) -> dict[str, frozenset[object]]:
        """The gold by kind of change: pairs of places; for deleted and inserted single places."""
        edges: dict[str, set[object]] = {
            kind: set() for kind in ("unchanged", "amended", "moved", "split", "joined")
        }
        for answer in self.answers:
            found = {(i, j) for i in answer.before for j in answer.after}
            if len(found) > 1:
                edges["split" if len(answer.after) > 1 else "joined"] |= found
                continue
            (pair,) = found
            same = self.before[pair[0]].clause.text == self.after[pair[1]].clause.text
            if not same:
                edges["amended"].add(pair)
            elif not answer.moved:
                edges["unchanged"].add(pair)
            if answer.moved:
                edges["moved"].add(pair)
        told = {kind: frozenset(found) for kind, found in edges.items()}
        return {**told, "inserted": frozenset(self.inserted), "deleted": frozenset(self.deleted)}

    @cached_property
    def changed(self) -> int:
        """How many words really changed: deleted and inserted ones, those of lone clauses too."""
        lone = [self.before[i] for i in self.deleted] + [self.after[j] for j in self.inserted]
        within = sum(answer.changed for answer in self.answers)
        return within + sum(len(entry.clause.text.split()) for entry in lone)


def case(seed: int, size: int, heaviness: str = "heavy") -> Case:
    """A draft of `size` clauses and its revision, as heavy as `SHARES` says."""
    writer = Writer(Random(seed))
    points = compose(writer, size)
    return finish(points, revise(writer, points, SHARES[heaviness]))


def compose(writer: Writer, size: int) -> list[Node]:
    """The points of a draft of exactly `size` clauses."""
    points: list[Node] = []
    topics = writer.topics()
    left = size
    while left > 0:
        point = _point(writer, next(topics), left)
        left -= sum(1 for _ in outline([point]))
        point.place = len(points)
        points.append(point)
    for index, node in enumerate(outline(points)):
        node.index = index
    return points


def _point(writer: Writer, topic: Topic, left: int) -> Node:
    count = min(writer.one_of(_PARTS), left - 1)
    if count < 2:
        return leaf(writer, topic)
    point = Node(writer.chapeau(topic), topic, end=":")
    left -= 1 + count
    in_series = writer.chance(_SERIES)
    for _ in range(count):
        below = min(writer.one_of(_PARTS_OF_PARTS), left)
        if below >= 2:
            part = Node(writer.chapeau(topic), topic, end=":")
            part.take([leaf(writer, topic, part=True) for _ in range(below)])
            left -= below
        elif in_series and point.parts and not point.parts[0].stock:
            part = Node(_like(writer, point.parts[0]), topic)
        else:
            part = leaf(writer, topic, part=True)
        point.take([part])
    return point


def _like(writer: Writer, model: Node) -> list[Phrase]:
    """Another item in the mould of the first, as lists of goods, years or districts have them."""
    share = 0.15 + 0.35 * writer.random.random()
    segments = reworded(writer, model.phrases, model.topic, share)
    return [
        phrase._replace(words=segment.new)
        for phrase, segment in zip(model.phrases, segments, strict=True)
        if segment.new
    ]


def leaf(writer: Writer, topic: Topic, *, part: bool = False) -> Node:
    """A clause without parts; now and then one that stands elsewhere just so."""
    if writer.chance(_STOCK):
        return Node(writer.stock(topic), topic, stock=True)
    return Node(writer.part(topic) if part else writer.point(topic), topic)


def finish(points: Sequence[Node], grown: Sequence[Grown]) -> Case:
    """The case of a draft and what grew out of it."""
    before = _draft("before", tuple(_clause(node.text, node.parts) for node in points))
    after = _draft("after", tuple(_clause(one.text, one.parts) for one in grown))
    walk = list(outline(grown))
    places: dict[int, list[int]] = {}
    for index, one in enumerate(walk):
        if one.answer is not None:
            places.setdefault(id(one.answer), []).append(index)
    answers = {id(one.answer): one.answer for one in walk if one.answer is not None}
    return Case(
        drafts=(before, after),
        before=numbered(before),
        after=numbered(after),
        answers=tuple(
            Answer(
                before=tuple(sorted(answer.before)),
                after=tuple(places[key]),
                moved=answer.moved,
                changed=answer.changed,
            )
            for key, answer in answers.items()
        ),
    )


def _clause(text: str, parts: Sequence[Node] | Sequence[Grown]) -> Clause:
    return Clause(
        id=None, text=text, clauses=tuple(_clause(part.text, part.parts) for part in parts)
    )


def _draft(name: str, points: tuple[Clause, ...]) -> Draft:
    return Draft(plan="synthetic", plan_title="Synthetic plan", id=name, points=points)
