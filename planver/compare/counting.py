"""How many words came with each draft, and how many went, clause by clause."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from operator import attrgetter

from planver.compare.attribution import credits_for, credits_for_loss
from planver.compare.tracing import Loss, Trace
from planver.model.provenance import Arrival, Removal

# Words told apart by where they first appeared (the number of the appearance), and by themselves.
_Words = Counter[tuple[int, str]]


def arrivals(trace: Trace) -> Iterator[Arrival]:
    """How many words first appeared where in any draft, and how many came back; in order.

    Every word of a draft belongs to one of the appearances told here, the same object as in
    `blame_of` the same trace.
    """
    for number, (at, j, option) in enumerate(trace.made):
        marks = trace.layers[at].marks[j]
        found = trace.appearance(number)
        yield Arrival(
            at=found,
            credits=credits_for(found.entry, found.clause.clause, option, found.gap),
            words=sum(mark.first == number for mark in marks),
            returned=sum(mark.returned == number for mark in marks),
        )


def removals(trace: Trace) -> Iterator[Removal]:
    """How many words each draft took out of which clause of a draft it goes back to; in order.

    As a word that came with any of several drafts is not new, a word that any of them was rid of
    before is not taken out here.
    """
    for at, same in groupby(trace.losses, attrgetter("stage")):
        losses = sorted(same, key=attrgetter("base", "clause"))
        entry, gap, answering = trace.stages[at].entry, trace.gap(at), trace.layers[at].text.clauses
        left = _taken_out(trace, at, losses)
        for loss in losses:
            gone = _words(trace, loss) & left
            left -= gone
            if gone:
                clause = trace.layers[loss.base].text.clause(loss.clause)
                answers = [answering[j].clause for j in loss.answers]
                yield Removal(
                    entry=entry,
                    gap=gap,
                    base=trace.stages[loss.base].entry,
                    clause=clause,
                    credits=credits_for_loss(entry, clause.clause, answers, gap),
                    words=gone.total(),
                )


def _taken_out(trace: Trace, at: int, losses: Sequence[Loss]) -> _Words:
    """The words that every draft they could have come with lost to this stage."""
    ups = trace.grounds[at].published
    lost: dict[int, _Words] = {up: Counter() for up in ups}
    for loss in losses:
        lost[loss.base] += _words(trace, loss)
    return Counter(
        {
            word: min(lost[up][word] for up in ups if _knew(trace, up, word[0]))
            for word in chain.from_iterable(lost.values())
        }
    )


def _knew(trace: Trace, at: int, number: int) -> bool:
    """Whether a stage is, or goes back to, the one in which words first appeared."""
    made, *_ = trace.made[number]
    return made == at or trace.grounds[at].goes_back_to(made)


def _words(trace: Trace, loss: Loss) -> _Words:
    layer = trace.layers[loss.base]
    marks, keys = layer.marks[loss.clause], layer.text.worded[loss.clause].keys
    return Counter((marks[word].first, keys[word]) for word in loss.gone)
