"""What the files themselves say: ids, and origins that people confirmed or denied."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from planver.model.change import Basis, Pair
from planver.model.numbering import Numbered

_Clauses = Sequence[Numbered]


def told_pairs(before: _Clauses, after: _Clauses) -> list[Pair]:
    """The pairs of two drafts by origin, then by id; each clause in one at most."""
    ids_a, ids_b = _unique_ids(before), _unique_ids(after)
    told = [
        *((*pair, Basis.ORIGIN) for pair in _origins(before, after, ids_a, ids_b)),
        *(((i,), (ids_b[slug],), Basis.ID) for slug, i in ids_a.items() if slug in ids_b),
    ]
    found: list[Pair] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for ours, theirs, basis in told:
        if not (used_a & {*ours} or used_b & {*theirs}):
            found.append(Pair(before=ours, after=theirs, basis=basis, confidence=1.0))
            used_a.update(ours)
            used_b.update(theirs)
    return found


def denied_pairs(before: _Clauses, after: _Clauses) -> frozenset[tuple[int, int]]:
    """Places of clauses that a human has said are not the same, in either draft (`not_from`)."""
    ids_a, ids_b = _unique_ids(before), _unique_ids(after)
    return frozenset(
        {
            *((i, entry.index) for entry in after for i in _not_from(entry, ids_a)),
            *((entry.index, j) for entry in before for j in _not_from(entry, ids_b)),
        }
    )


def _not_from(entry: Numbered, ids_there: dict[str, int]) -> Iterator[int]:
    origin = entry.clause.origin
    return (ids_there[slug] for slug in (origin.not_from if origin else ()) if slug in ids_there)


def _unique_ids(clauses: _Clauses) -> dict[str, int]:
    places: dict[str, list[int]] = defaultdict(list)
    for entry in clauses:
        if entry.clause.id is not None:
            places[entry.clause.id].append(entry.index)
    return {slug: found[0] for slug, found in places.items() if len(found) == 1}


def _origins(
    before: _Clauses, after: _Clauses, ids_a: dict[str, int], ids_b: dict[str, int]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Pairs a human has confirmed. An origin counts in whichever draft it is written."""
    yield from _origin_groups(after, ids_a, ids_b)
    yield from ((many, one) for one, many in _origin_groups(before, ids_b, ids_a))


def _origin_groups(
    clauses: _Clauses, ids_there: dict[str, int], ids_here: dict[str, int]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Pairs (places in the other draft, places in this one) as this draft's origins tell them.

    An origin is a memory of the step that made the clause: it says nothing between two drafts
    that both have the clause already.
    """
    taken: set[int] = set()
    parts: dict[str, list[int]] = defaultdict(list)
    for entry in clauses:
        origin, own = entry.clause.origin, entry.clause.id
        if origin is None:
            continue
        named = [*origin.joined_from]
        if origin.from_id is not None and own not in ids_there:
            named.append(origin.from_id)
        sources = {ids_there[slug] for slug in named if slug in ids_there and slug not in ids_here}
        if sources and own in ids_there:  # what was joined to a clause that kept its id
            sources.add(ids_there[own])
        if sources and not taken & sources:
            taken |= sources
            yield tuple(sorted(sources)), (entry.index,)
        for slug in origin.split_from:
            if slug in ids_there and own not in ids_there:
                parts[slug].append(entry.index)
    for slug, new in parts.items():
        place = ids_there[slug]
        kept = {ids_here[slug]} if slug in ids_here else set()
        if place not in taken:
            yield (place,), tuple(sorted({*kept, *new}))
