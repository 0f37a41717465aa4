"""Unrelated text in the place of a clause: the trap of everything that goes by place."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.revision import kept_clause, new_leaf
from benchmarks.score import told_pairs, without_ids
from benchmarks.synthetic import Case, compose, finish
from benchmarks.tree import Grown, Node, outline
from benchmarks.writer import Writer

# The share of the clauses without parts that is replaced, and the share that is amended.
_REPLACED, _AMENDED = 0.2, 0.1
_SIZE = 500


@dataclass(frozen=True, slots=True)
class Replaced:
    """A case, and the places (the same in both walks) where a new clause stands for an old one."""

    case: Case
    places: frozenset[int]


def in_place(*, quick: bool) -> Iterator[tuple[str, dict[str, float]]]:
    """A row for new text on another subject, and one for new text on the same subject.

    ``as fact`` is the share of replaced clauses paired with what stands in their place,
    ``with any`` that of those paired with any clause at all.
    """
    for same_subject in (False, True):
        here = anywhere = replaced = 0
        for seed in range(100, 103 if quick else 110):
            one = replaced_case(seed, _SIZE, same_subject=same_subject)
            told = told_pairs(without_ids(*one.case.drafts))
            here += sum((place, place) in told for place in one.places)
            anywhere += len({i for i, _ in told} & one.places)
            replaced += len(one.places)
        subject = "the same" if same_subject else "another"
        yield (
            f"on {subject} subject",
            {"as fact": here / replaced, "with any": anywhere / replaced, "replaced": replaced},
        )


def replaced_case(seed: int, size: int, *, same_subject: bool) -> Replaced:
    """A draft in which a fifth of the clauses without parts gave way to new ones in place."""
    writer = Writer(Random(seed))
    points = compose(writer, size)
    places: set[int] = set()
    for node in outline(points):
        draw = writer.random.random()
        if node.parts or node.stock or draw > _REPLACED + _AMENDED:
            continue
        node.fate = "replaced" if draw < _REPLACED else "amended"
        if node.fate == "replaced":
            places.add(node.index)
    after = [_grown(writer, point, same_subject=same_subject) for point in points]
    return Replaced(finish(points, after), frozenset(places))


def _grown(writer: Writer, node: Node, *, same_subject: bool) -> Grown:
    if node.fate == "replaced":
        topic = node.topic
        if not same_subject:
            others = [one for one in writer.fields if one is not topic.field]
            topic = writer.topic(writer.one_of(others))
        return new_leaf(writer, topic, part=node.parent is not None)
    one = kept_clause(writer, node)
    one.parts += [_grown(writer, part, same_subject=same_subject) for part in node.parts]
    return one
