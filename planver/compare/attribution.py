"""Who put a change forward, as far as the record claims.

The strongest record wins: what the clause itself says, then a trailer of the revision that names
the clause, then its other trailers, then who tabled the draft, and last the git author.
"""

from collections.abc import Iterator, Sequence

from planver.model.change import Attribution, ClaimBasis, ClauseChange
from planver.model.history import Entry
from planver.model.party import Claim

_STRENGTH = tuple(ClaimBasis)


def attribute(change: ClauseChange, after: Entry) -> tuple[Attribution, ...]:
    """Every party the record of the `after` draft puts behind this change; may be empty."""
    if not change.after:
        ids = [entry.clause.id for entry in change.before]
        return _unique(_on_record(ids, after))
    found: list[Attribution] = []
    before = {alternative for entry in change.before for alternative in entry.clause.alternatives}
    for entry in change.after:
        clause = entry.clause
        if clause.proposed_by:
            found += _claims(clause.proposed_by, ClaimBasis.CLAUSE, after)
        else:
            found += _on_record([clause.id], after)
        for alternative in clause.alternatives:
            if alternative not in before:
                found += _claims(alternative.by, ClaimBasis.CLAUSE, after)
    return _unique(found)


def _on_record(ids: Sequence[str | None], after: Entry) -> Iterator[Attribution]:
    """What is said outside the clause: trailers, then the draft, then the author."""
    trailers = after.revision.proposed_by if after.revision else ()
    named = [trailer.claim for trailer in trailers if trailer.clause and trailer.clause in ids]
    general = [trailer.claim for trailer in trailers if trailer.clause is None]
    tabled_by = after.draft.tabled_by
    in_file = {claim.party: claim for claim in tabled_by}
    claims = named or general
    # A trailer has no room for a source or a doubt: where it only repeats the file, the file is
    # what is quoted, with every claim in it.
    if claims and (named or any(claim.party not in in_file for claim in general)):
        told = [in_file.get(claim.party, claim) for claim in claims]
        return _claims(told, ClaimBasis.TRAILER, after)
    if tabled_by:
        return _claims(tabled_by, ClaimBasis.DRAFT, after)
    author = after.revision.author if after.revision else ""
    return _claims([Claim(party=author)] if author else [], ClaimBasis.AUTHOR, after)


def _claims(claims: Sequence[Claim], basis: ClaimBasis, after: Entry) -> Iterator[Attribution]:
    sources = after.draft.sources
    only_source = sources[0].id if len(sources) == 1 else None
    for claim in claims:
        yield Attribution(
            party=claim.party,
            basis=basis,
            draft=after.draft.id,
            revision=after.revision.oid if after.revision else None,
            confidence=claim.confidence,
            source=claim.source or only_source,
            note=claim.note,
        )


def _unique(found: Iterator[Attribution] | list[Attribution]) -> tuple[Attribution, ...]:
    """Each party once, in the order they come, with its strongest record."""
    by_party: dict[str, Attribution] = {}
    for attribution in found:
        known = by_party.setdefault(attribution.party, attribution)
        if _STRENGTH.index(attribution.basis) < _STRENGTH.index(known.basis):
            by_party[attribution.party] = attribution
    return tuple(by_party.values())
