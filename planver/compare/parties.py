"""How much each party changed of a plan, where, and what of it stands in a draft.

Words are counted by the claims they rest on, never by party: what two parties are said to have
tabled together, or what is disputed, is not halved, and not given to one of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from planver.compare.attribution import Claimed, claimed, distinct
from planver.compare.counting import arrivals, removals
from planver.compare.provenance import blame_of
from planver.compare.tracing import Trace
from planver.model.change import Credits
from planver.model.history import Entry
from planver.model.parties import Credit, Parties, PutIn
from planver.model.party import Confidence
from planver.model.progress import Progress, unseen
from planver.model.provenance import Arrival, Blame, Removal, Stage

_Key = tuple[Claimed, ...]

_BACKING = tuple(Confidence)


def parties(stages: Sequence[Stage], place: int, told: Progress = unseen) -> Parties:
    """What each party, or several together, put in and took out along all stages.

    What stands is told of the draft at `place` of the stages. Words that several drafts have on
    their own count for each. Raises ValueError where the stages go back to each other in a circle.
    """
    trace = Trace(stages, told)
    blame = blame_of(trace, place)
    put_in = _merged(_counted(tuple(arrivals(trace)), blame))
    drafts, apart = _drafts(trace, place)
    return Parties(
        entry=blame.entry,
        words=sum(run.words for one in blame.clauses for run in one.runs),
        drafts=drafts,
        apart=apart,
        credits=tuple(sorted(_gathered(put_in, removals(trace)), key=_rank)),
    )


def _counted(arrivals: Sequence[Arrival], blame: Blame) -> Iterator[PutIn]:
    """What came, with how many of the words of the draft came so."""
    keys = {id(one.at): _key(one.credits) for one in arrivals}  # an appearance is one object
    standing = Counter[int]()
    alone: dict[int, list[tuple[int, int]]] = {}
    for clause in blame.clauses:
        start = 0
        for run in clause.runs:
            standing[id(run.first)] += run.words
            for echo in run.also:
                if keys[id(echo.at)] != keys[id(run.first)]:  # else it has put them in already
                    words = range(start + echo.start, start + echo.start + echo.words)
                    found = alone.setdefault(id(echo.at), [])
                    found += ((clause.clause.index, word) for word in words)
            start += run.words
    for one in arrivals:
        yield PutIn(
            at=one.at,
            credits=one.credits,
            words=one.words,
            returned=one.returned,
            standing=standing[id(one.at)],
            alone=tuple(alone.get(id(one.at), ())),
        )


def _merged(found: Iterable[PutIn]) -> Iterator[PutIn]:
    """One for each clause and credit: alternatives of one party, and the text, go together."""
    merged: dict[tuple[int, int, _Key], PutIn] = {}
    for one in found:
        key = id(one.at.entry), one.at.clause.index, _key(one.credits)
        known = merged.get(key)
        merged[key] = one if known is None else _sum(known, one)
    return iter(merged.values())


def _sum(one: PutIn, other: PutIn) -> PutIn:
    return replace(
        one,
        words=one.words + other.words,
        returned=one.returned + other.returned,
        standing=one.standing + other.standing,
        alone=tuple(sorted({*one.alone, *other.alone})),
    )


def _gathered(put_in: Iterable[PutIn], taken_out: Iterable[Removal]) -> Iterator[Credit]:
    """One credit for all that rests on the same claims, in the words first met."""
    sides: dict[_Key, Credits] = {}
    came: dict[_Key, list[PutIn]] = {}
    went: dict[_Key, list[Removal]] = {}
    for one in put_in:
        key = _key(one.credits)
        sides.setdefault(key, one.credits)
        came.setdefault(key, []).append(one)
    for removal in taken_out:
        key = _key(removal.credits)
        sides.setdefault(key, removal.credits)
        went.setdefault(key, []).append(removal)
    for key, told in sides.items():
        yield Credit(
            sides=distinct(told),
            put_in=tuple(came.get(key, ())),
            taken_out=tuple(went.get(key, ())),
        )


def _key(sides: Credits) -> _Key:
    return tuple(sorted({claimed(side) for side in sides}))


def _rank(credit: Credit) -> tuple[object, ...]:
    """Alphabetical by the parties as they are told, what is best backed first; nobody last."""
    told = [made for side in credit.sides for made in side]
    return (
        not credit.parties,
        not told,
        [made.party for made in told],
        [_BACKING.index(made.confidence) for made in told],
        _key(credit.sides),
    )


def _drafts(trace: Trace, place: int) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Every draft in its last wording, and those that the one at `place` does not go back to."""
    at = trace.places[place]
    last: dict[tuple[str, str], Entry] = {}
    below: set[tuple[str, str]] = set()
    for up, stage in enumerate(trace.stages):
        draft = stage.entry.draft
        name = draft.plan, draft.id
        last.pop(name, None)
        last[name] = stage.entry
        if up == at or trace.grounds[at].goes_back_to(up):
            below.add(name)
    apart = tuple(entry for name, entry in last.items() if name not in below)
    return tuple(last.values()), apart
