"""Which markers are clauses, and at which depth: a beam search over whole numberings.

A greedy reader must settle "(i)" where it stands; a beam keeps the best partial readings and lets
the numbers that follow decide. A hypothesis is a stack of open levels (style, number, indentation);
each marker line extends it as running text, as the next clause of an open level, or as the first
clause of a new level, at the costs in `costs.py`. The lowest total wins (Lowerre 1976).
"""

from collections.abc import Iterator
from typing import NamedTuple

from planver.formats.costs import Level, beside, inside
from planver.formats.evidence import Evidence, weigh
from planver.formats.lines import Line
from planver.formats.numerals import Reading
from planver.formats.segments import Segment

BEAM = 24
DEEPEST = 8
# Hypotheses this much worse than the best are dropped. On 600 random plans bounds from 4 to 100
# gave the same trees; a low one halves the time.
HOPELESS = 10.0
# A runner-up this close is worth telling the reader about.
CLOSE = 0.75
# How many markers back a runner-up is followed to the place where it parted.
LOOK_BACK = 200


class Placed(NamedTuple):
    """The decision that a marker begins a clause."""

    reading: Reading
    depth: int


Decision = Placed | None  # None: the marker is running text


class Close(NamedTuple):
    """A marker that could nearly as well have been decided another way."""

    segment: int
    other: Decision


class _Step(NamedTuple):
    """Decisions so far, newest first; shared between hypotheses."""

    before: "_Step | None"
    segment: int
    decision: Decision


class _Doubts(NamedTuple):
    """Close decisions so far, newest first."""

    before: "_Doubts | None"
    close: Close


class _Hypothesis(NamedTuple):
    cost: float
    stack: tuple[Level, ...]
    left: tuple[Level, ...]
    """The last clause seen at each depth, also of levels closed since."""
    steps: _Step | None
    doubts: _Doubts | None


class _Extension(NamedTuple):
    """A hypothesis taken one marker further, not yet built: most are dropped at once."""

    cost: float
    stack: tuple[Level, ...]
    base: _Hypothesis
    decision: Decision


def search(
    segments: tuple[Segment, ...], lines: tuple[Line, ...]
) -> tuple[dict[int, Placed], tuple[Close, ...]]:
    """The clauses among the segments (by place) and the decisions that were close."""
    beam = [_Hypothesis(cost=0.0, stack=(), left=(), steps=None, doubts=None)]
    for place, evidence in enumerate(weigh(segments, lines)):
        if evidence is not None:
            beam = _step(beam, place, segments[place], evidence)
    best = beam[0]
    if len(beam) > 1:
        best = _note_close(best, beam[1])
    return _decisions(best.steps), _close(best.doubts)


def _step(
    beam: list[_Hypothesis], place: int, segment: Segment, evidence: Evidence
) -> list[_Hypothesis]:
    """The best hypotheses after one more marker, cheapest first, one for each stack."""
    best: dict[tuple[Level, ...], _Extension] = {}
    runner_up: dict[tuple[Level, ...], _Extension] = {}
    for extended in _extensions(beam, segment, evidence):
        stack = extended.stack
        rival = best.get(stack)
        if rival is None:
            best[stack] = extended
            continue
        loser = max(rival, extended, key=_by_cost)
        best[stack] = rival if loser is extended else extended
        second = runner_up.get(stack)
        if second is None or loser.cost < second.cost:
            runner_up[stack] = loser
    ranked = sorted(best.values(), key=_by_cost)[:BEAM]
    hypotheses = []
    for extended in ranked:
        if extended.cost > ranked[0].cost + HOPELESS:
            break
        hypothesis = _built(extended, place)
        second = runner_up.get(extended.stack)
        if second is not None and second.cost - extended.cost < CLOSE:
            hypothesis = _note_close(hypothesis, _built(second, place))
        hypotheses.append(hypothesis)
    return hypotheses


def _by_cost(extension: _Extension) -> float:
    return extension.cost


def _extensions(
    beam: list[_Hypothesis], segment: Segment, evidence: Evidence
) -> Iterator[_Extension]:
    marker = segment.marker
    if marker is None:
        return
    levels = [Level(reading, marker.rank, segment.indent) for reading in marker.readings]
    limit = beam[0].cost + evidence.text + HOPELESS
    for base in beam:
        stack = base.stack
        yield _Extension(base.cost + evidence.text, stack, base, None)
        for level in levels:
            for depth in range(min(len(stack) + 1, DEEPEST)):
                if depth < len(stack):
                    cost = beside(stack[depth], level, evidence)
                else:
                    cost = inside(stack, level, base.left, evidence)
                if cost is None or (total := base.cost + evidence.clause + cost) > limit:
                    continue
                placed = Placed(level.reading, depth)
                yield _Extension(total, (*stack[:depth], level), base, placed)


def _built(extension: _Extension, place: int) -> _Hypothesis:
    base, decision = extension.base, extension.decision
    left = base.left
    if decision is not None:
        depth = decision.depth
        left = (*left[:depth], extension.stack[-1], *left[depth + 1 :])
    steps = _Step(base.steps, place, decision)
    return _Hypothesis(extension.cost, extension.stack, left, steps, base.doubts)


def _decisions(steps: _Step | None) -> dict[int, Placed]:
    placed: list[tuple[int, Placed]] = []
    while steps is not None:
        if steps.decision is not None:
            placed.append((steps.segment, steps.decision))
        steps = steps.before
    return dict(reversed(placed))


def _note_close(winner: _Hypothesis, rival: _Hypothesis) -> _Hypothesis:
    """The winner, remembering where a rival of nearly the same cost first parted from it."""
    if rival.cost - winner.cost >= CLOSE:
        return winner
    ours, theirs = winner.steps, rival.steps
    parted: Close | None = None
    for _ in range(LOOK_BACK):
        if ours is None or theirs is None or ours is theirs:
            break
        if ours.decision != theirs.decision:
            parted = Close(ours.segment, theirs.decision)
        ours, theirs = ours.before, theirs.before
    return winner._replace(doubts=_Doubts(winner.doubts, parted)) if parted else winner


def _close(doubts: _Doubts | None) -> tuple[Close, ...]:
    """One close decision for each segment, the first that was noted."""
    found: dict[int, Close] = {}
    while doubts is not None:
        found[doubts.close.segment] = doubts.close
        doubts = doubts.before
    return tuple(found.values())
