"""Who put a change forward, as far as the record claims.

The strongest record wins: what the clause itself says, then a trailer of the revision that names
the clause, then its other trailers, then who tabled the draft, and last the git author.
"""

from collections.abc import Sequence
from itertools import chain

from msgspec.structs import replace

from planver.model.change import Attribution, ClaimBasis, Credits, Kind, Outcome, Relation
from planver.model.draft import Clause
from planver.model.history import Entry
from planver.model.numbering import Numbered
from planver.model.party import Claim
from planver.model.provenance import Appearance

_STRENGTH = tuple(ClaimBasis)

# Each party with the confidence in its claim, and whether it is a party or a git author.
Claimed = tuple[tuple[str, str, bool], ...]


def attribute(
    change: Outcome, after: Entry, relation: Relation, between: Sequence[Entry] = ()
) -> tuple[Attribution, ...]:
    """Every party the record of the `after` draft puts behind this change; may be empty.

    Nobody is named where the after draft does not go back to the before draft: it proposed none
    of the differences. Between two wordings of one draft, only the revision's own trailers speak.
    Where drafts stand `between`, the change may be theirs: that a draft as a whole is a party's
    says nothing then, unless all of them are the same parties', on claims as firm. Nor does it
    where the after draft is based on others of which nobody knows whether they go back that far.
    """
    shown = change.after or change.before
    ids = [entry.clause.id for entry in shown]
    if relation is Relation.SAME_DRAFT:
        return _unique(_by_trailer(ids, after))
    if not relation.explains:
        return ()
    adrift = relation is Relation.UNKNOWN and bool(after.draft.based_on)
    if not change.after:
        return () if adrift else _unique(_on_the_way(ids, after, between))
    found: list[Attribution] = []
    before = {alternative for entry in change.before for alternative in entry.clause.alternatives}
    for entry in change.after:
        clause = entry.clause
        if clause.proposed_by:
            found += _claims(clause.proposed_by, ClaimBasis.CLAUSE, after)
        elif not adrift:
            found += _on_the_way([clause.id], after, between)
        for alternative in clause.alternatives:
            if alternative not in before:
                found += _claims(alternative.by, ClaimBasis.CLAUSE, after)
    return _unique(found)


def unaccounted(
    change: Outcome, after: Entry, relation: Relation, across: Sequence[Entry] = ()
) -> tuple[Numbered, ...]:
    """The clauses of a change that no attributed proposal covers, of the after side if it has any.

    A proposal is what the clause claims, a trailer, or who tabled the draft. The git author is
    none: whoever recorded a draft need not have proposed a word of it. `across` are unpublished
    drafts that the change may have come with as well: where only the record of the after draft
    speaks for it, theirs has to as well.
    """
    if change.kinds == (Kind.UNCHANGED,):
        return ()
    return tuple(
        entry
        for entry in change.after or change.before
        if not _covered(change, entry, after, relation, across)
    )


def _covered(
    change: Outcome,
    entry: Numbered,
    after: Entry,
    relation: Relation,
    across: Sequence[Entry],
) -> bool:
    if change.after:
        change = replace(change, after=(entry if _adds_alternatives(change) else _alone(entry),))
    if relation is Relation.UNKNOWN:  # a base that is missing is told of by itself
        relation = Relation.BASED_ON
    bases = {made.basis for made in attribute(change, after, relation)} - {ClaimBasis.AUTHOR}
    if ClaimBasis.CLAUSE in bases:
        return True
    return bool(bases) and all(_speaks(gap, entry.clause.id) for gap in across)


def _adds_alternatives(change: Outcome) -> bool:
    """Whether all that happened is that alternatives came: only then do their parties cover it."""
    if change.kinds != (Kind.AMENDED,):
        return False
    one, other = change.before[0], change.after[0]
    kept = set(one.clause.alternatives) <= set(other.clause.alternatives)
    return kept and _alone(one).clause.wording == _alone(other).clause.wording


def _alone(entry: Numbered) -> Numbered:
    return replace(entry, clause=replace(entry.clause, alternatives=()))


def _speaks(entry: Entry, clause: str | None) -> bool:
    return any(made.basis is not ClaimBasis.AUTHOR for made in _on_record([clause], entry))


def credit(
    entry: Entry, clause: Clause, option: int | None, gap: Sequence[Entry] = ()
) -> tuple[Attribution, ...]:
    """Everybody the record puts behind words that are first seen in a clause of a draft.

    `option` is the place of the alternative the words stand in, None outside of all. Where the
    words may have come in one of the unpublished drafts of `gap`, the claims about these stand
    beside the draft's own, unless the record speaks of the clause itself.
    """
    return tuple(chain.from_iterable(credits_for(entry, clause, option, gap)))


def credits_for(
    entry: Entry, clause: Clause, option: int | None, gap: Sequence[Entry] = ()
) -> Credits:
    """The same, kept apart by the drafts in one of which the words came: one side holds."""
    if option is not None:
        return (tuple(_claims(clause.alternatives[option].by, ClaimBasis.CLAUSE, entry)),)
    if clause.proposed_by:
        return (tuple(_claims(clause.proposed_by, ClaimBasis.CLAUSE, entry)),)
    trailers = entry.revision.proposed_by if entry.revision else ()
    if any(trailer.clause and trailer.clause == clause.id for trailer in trailers):
        gap = ()
    return tuple(_unique(_on_record([clause.id], one)) for one in (*gap, entry))


def sides_of(at: Appearance) -> Credits:
    """Everybody behind words that first appeared there, kept apart as in `credits_for`."""
    if all(made.basis is ClaimBasis.CLAUSE for made in at.by):
        return (at.by,)
    return credits_for(at.entry, at.clause.clause, None, at.gap)


def distinct(sides: Credits) -> Credits:
    """Sides that name the same parties in the same way are one."""
    found: dict[Claimed, tuple[Attribution, ...]] = {}
    for side in sides:
        found.setdefault(claimed(side), side)
    return tuple(found.values())


def claimed(side: Sequence[Attribution]) -> Claimed:
    """Who is named and how far that is backed; what it rests on does not count."""
    return tuple(sorted({(made.party, made.confidence, made.names_party) for made in side}))


def credits_for_loss(
    entry: Entry, clause: Clause, answers: Sequence[Clause], gap: Sequence[Entry] = ()
) -> Credits:
    """Everybody the record puts behind words that a draft took out of a clause of an earlier one.

    They are credited like a change of that clause: by the record of what answers it in the draft,
    and of several answers one side holds. What the clause said of itself before speaks for nobody
    who took words out of it; so where nothing answers it, what is said outside of it counts.
    """
    if not answers:
        return credits_for(entry, replace(clause, proposed_by=()), None, gap)
    sides = chain.from_iterable(credits_for(entry, one, None, gap) for one in answers)
    return tuple(dict.fromkeys(sides))


def tabled(entry: Entry) -> tuple[str, ...]:
    """Ids of the parties credited with a draft's revision as a whole, by trailers or by the draft.

    The git author is none of them.
    """
    made = _unique(_on_record((), entry))
    return tuple(one.party for one in made if one.basis is not ClaimBasis.AUTHOR)


def _on_the_way(
    ids: Sequence[str | None], after: Entry, between: Sequence[Entry]
) -> list[Attribution]:
    """What is said outside the clause, where it would not be said of another draft otherwise."""
    found = _on_record(ids, after)
    trailers = after.revision.proposed_by if after.revision else ()
    if any(trailer.clause and trailer.clause in ids for trailer in trailers):
        return found
    said = {(made.party, made.confidence) for made in found}
    theirs = ({(made.party, made.confidence) for made in _on_record(ids, one)} for one in between)
    return found if all(said == others for others in theirs) else []


def _on_record(ids: Sequence[str | None], after: Entry) -> list[Attribution]:
    """What is said outside the clause: trailers, then the draft, then the author."""
    if found := _by_trailer(ids, after):
        return found
    if after.draft.tabled_by:
        return _claims(after.draft.tabled_by, ClaimBasis.DRAFT, after)
    author = after.revision.author if after.revision else ""
    return _claims([Claim(party=author)] if author else [], ClaimBasis.AUTHOR, after)


def _by_trailer(ids: Sequence[str | None], after: Entry) -> list[Attribution]:
    """What the revision's trailers say of these clauses, or of the whole, beyond the file.

    A trailer has no room for a source or a doubt: where it only repeats the file, the file is what
    is quoted, with every claim in it.
    """
    trailers = after.revision.proposed_by if after.revision else ()
    in_file = {claim.party: claim for claim in after.draft.tabled_by}
    named = [trailer.claim for trailer in trailers if trailer.clause and trailer.clause in ids]
    general = [trailer.claim for trailer in trailers if trailer.clause is None]
    if not named and all(claim.party in in_file for claim in general):
        return []
    told = [in_file.get(claim.party, claim) for claim in named or general]
    return _claims(told, ClaimBasis.TRAILER, after)


def _claims(claims: Sequence[Claim], basis: ClaimBasis, after: Entry) -> list[Attribution]:
    sources = after.draft.sources
    only_source = sources[0].id if len(sources) == 1 else None
    return [
        Attribution(
            party=claim.party,
            basis=basis,
            draft=after.draft.id,
            revision=after.revision.oid if after.revision else None,
            confidence=claim.confidence,
            source=claim.source or only_source,
            note=claim.note,
        )
        for claim in claims
    ]


def _unique(found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Each party once, in the order they come, with its strongest record."""
    by_party: dict[str, Attribution] = {}
    for attribution in found:
        known = by_party.setdefault(attribution.party, attribution)
        if _STRENGTH.index(attribution.basis) < _STRENGTH.index(known.basis):
            by_party[attribution.party] = attribution
    return tuple(by_party.values())
