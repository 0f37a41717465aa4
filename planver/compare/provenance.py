"""Where each word of one draft comes from, and which other drafts have it on their own.

Words are traced in `tracing`; here the marks of one draft are told.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from planver.compare.carrying import carried
from planver.compare.grounds import apart
from planver.compare.hunks import weight
from planver.compare.tracing import NEVER, Layer, Mark, Trace, came_with
from planver.model.history import Entry
from planver.model.provenance import Blame, ClauseBlame, Echo, Run

# Words that two drafts have independently are told where they are a whole run, or so many.
_TOLD = 4

# Appearances in other drafts, by the places of clauses and of words in them.
_Echoes = Mapping[tuple[int, int], Sequence[int]]


def blame_of(trace: Trace, place: int) -> Blame:
    """The provenance of every word of the draft at that place of the stages, as given."""
    at = trace.places[place]
    entry, layer = trace.stages[at].entry, trace.layers.get(at)
    if layer is None:
        return Blame(entry=entry, clauses=())
    echoes = _echoes(trace, at, layer)
    return Blame(
        entry=entry,
        clauses=tuple(
            ClauseBlame(clause=clause, runs=tuple(_runs(trace, layer, j, echoes)))
            for j, clause in enumerate(layer.text.clauses)
        ),
    )


def _runs(trace: Trace, layer: Layer, j: int, echoes: _Echoes) -> Iterator[Run]:
    pieces = layer.text.worded[j].pieces
    start = 0
    for (first, returned), same in groupby(layer.marks[j], lambda mark: mark[:2]):
        run = list(same)
        end = start + len(run)
        also = [(*mark.also, *echoes.get((j, word), ())) for word, mark in enumerate(run, start)]
        yield Run(
            text="".join(pieces[start:end]),
            words=len(run),
            first=trace.appearance(first),
            returned=None if returned == NEVER else trace.appearance(returned),
            also=tuple(_told(trace, pieces[start:end], also)),
        )
        start = end


def _told(trace: Trace, pieces: Sequence[str], also: Sequence[Sequence[int]]) -> Iterator[Echo]:
    """The words of a run that each of the other drafts has, stretch by stretch."""
    for number in sorted({one for numbers in also for one in numbers}):
        place = 0
        for there, same in groupby(also, lambda numbers: number in numbers):  # noqa: B023 - used up here
            start, place = place, place + len(list(same))
            if there:
                text = "".join(pieces[start:place]).strip()
                at = trace.appearance(number)
                yield Echo(text=text, at=at, start=start, words=place - start)


def _echoes(trace: Trace, at: int, layer: Layer) -> _Echoes:
    """Appearances of a draft's words in the last wordings of drafts it does not go back to."""
    found: dict[tuple[int, int], list[int]] = {}
    replaced = _replaced(trace)
    for up, other in trace.layers.items():
        if up in replaced or not apart(trace.grounds, at, up):
            continue
        step = carried(other.text, layer.text)
        for j, marks in enumerate(layer.marks):
            keys, came = layer.text.worded[j].keys, came_with(other, step, j)
            for word, echo in _worth_telling(trace, keys, marks, came):
                found.setdefault((j, word), []).append(echo)
    return found


def _replaced(trace: Trace) -> set[int]:
    """The wordings of drafts that a later wording of the same draft goes back to."""
    return {
        up
        for stage in trace.stages
        for up in stage.parents
        if _name(trace.stages[up].entry) == _name(stage.entry)
    }


def _worth_telling(
    trace: Trace, keys: Sequence[str], marks: Sequence[Mark], came: Sequence[Mark | None]
) -> Iterator[tuple[int, int]]:
    """Of the words that another draft has too, those worth telling, with the appearance there.

    Single words are chance in two texts on one matter: a whole run is told, or some words in a
    row, or a figure.
    """
    place = 0
    for first, run in groupby(mark.first for mark in marks):
        start, place = place, place + len(list(run))
        word = start
        for echo, same in groupby(mark.first if mark else None for mark in came[start:place]):
            words = range(word, word + len(list(same)))
            word = words.stop
            if echo is None or not trace.independent(first, echo):
                continue
            if _is_told([keys[at] for at in words], whole=len(words) == place - start):
                yield from ((at, echo) for at in words)


def _is_told(keys: Sequence[str], *, whole: bool) -> bool:
    said = [key for key in keys if key[-1].isalnum()]
    return (
        len(said) >= _TOLD
        or any(key[0].isdigit() or key[-1].isdigit() for key in said)
        or (whole and any(weight(key) > 1 for key in said))
    )


def _name(entry: Entry) -> tuple[str, str]:
    return entry.draft.plan, entry.draft.id
