"""Answers about a history that took long to find, kept for whoever asks the same again.

The blame of a draft depends on the wordings it and all others have, and on how they go back to each
other: on the ids of revisions and the graph. So an answer goes by these, and is never out of date.
In it, drafts stand as places among the stages; all else is told in full.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b

from msgspec import MsgspecError, Struct
from msgspec.structs import replace

from planver.model.change import Attribution
from planver.model.numbering import Numbered, numbered
from planver.model.provenance import Appearance, Blame, ClauseBlame, Echo, Run, Stage
from planver.repository.cache import Cache
from planver.repository.shelf import WORTH_KEEPING

_KIND = "blame"


class _Appearance(Struct, frozen=True, array_like=True):
    stage: int
    clause: Numbered
    gap: tuple[int, ...]
    by: tuple[Attribution, ...]


class _Echo(Struct, frozen=True, array_like=True):
    text: str
    at: int
    start: int
    words: int


class _Run(Struct, frozen=True, array_like=True):
    text: str
    words: int
    first: int
    returned: int | None
    also: tuple[_Echo, ...]


class _Kept(Struct, frozen=True, array_like=True):
    appearances: tuple[_Appearance, ...]
    clauses: tuple[tuple[_Run, ...], ...]


def kept_blame(
    cache: Cache, stages: Sequence[Stage], place: int, find: Callable[[], Blame]
) -> Blame:
    """The blame of the draft at that place: as it was kept, else as it is found, and then kept."""
    if len(stages) < WORTH_KEEPING:
        return find()
    name = name_of(stages, place)
    known = _unpacked(cache.read(_KIND, name), stages, place)
    if known is not None:
        return known
    found = find()
    cache.write(_KIND, name, _packed(found, stages))
    return found


def name_of(stages: Sequence[Stage], place: int) -> str:
    """What the blame of a draft depends on, in short."""
    from msgspec.msgpack import encode

    # A revision and a path name a wording for ever; what is not recorded has to be told in full.
    # A path need not be UTF-8.
    told = [
        (
            entry.revision.oid if entry.revision else encode(replace(entry, path=None)),
            os.fsencode(entry.path or ""),
            stage.parents,
        )
        for stage in stages
        for entry in (stage.entry,)
    ]
    return blake2b(encode((told, place)), digest_size=16).hexdigest()


def _packed(blame: Blame, stages: Sequence[Stage]) -> bytes:
    from msgspec.msgpack import encode

    places = {id(stage.entry): place for place, stage in enumerate(stages)}
    numbers: dict[int, int] = {}
    appearances: list[_Appearance] = []

    def number(found: Appearance) -> int:
        if id(found) not in numbers:
            numbers[id(found)] = len(appearances)
            gap = tuple(places[id(entry)] for entry in found.gap)
            place = places[id(found.entry)]
            appearances.append(_Appearance(place, found.clause, gap, found.by))
        return numbers[id(found)]

    def packed(run: Run) -> _Run:
        returned = number(run.returned) if run.returned else None
        also = tuple(_Echo(echo.text, number(echo.at), echo.start, echo.words) for echo in run.also)
        return _Run(run.text, run.words, number(run.first), returned, also)

    clauses = tuple(tuple(packed(run) for run in clause.runs) for clause in blame.clauses)
    return encode(_Kept(tuple(appearances), clauses))


def _unpacked(data: bytes | None, stages: Sequence[Stage], place: int) -> Blame | None:
    from msgspec.msgpack import decode

    try:
        kept = decode(data, type=_Kept) if data else None
    except MsgspecError:  # signed, and still nothing of ours: a mistake of planver's own
        kept = None
    if kept is None:
        return None
    known = [
        Appearance(
            entry=stages[one.stage].entry,
            clause=one.clause,
            gap=tuple(stages[at].entry for at in one.gap),
            by=one.by,
        )
        for one in kept.appearances
    ]
    entry = stages[place].entry
    return Blame(
        entry=entry,
        clauses=tuple(
            ClauseBlame(clause=clause, runs=tuple(_runs(runs, known)))
            for clause, runs in zip(numbered(entry.draft), kept.clauses, strict=True)
        ),
    )


def _runs(kept: Sequence[_Run], known: Sequence[Appearance]) -> Iterator[Run]:
    for run in kept:
        yield Run(
            text=run.text,
            words=run.words,
            first=known[run.first],
            returned=None if run.returned is None else known[run.returned],
            also=tuple(
                Echo(text=echo.text, at=known[echo.at], start=echo.start, words=echo.words)
                for echo in run.also
            ),
        )
