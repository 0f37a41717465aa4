"""What the signature on a revision says about the party it is credited to.

The list of keys stands in the plan file, which whoever makes a revision can edit. So a key counts
only where a draft before the revision lists it.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from planver.compare.attribution import tabled
from planver.model.draft import Draft
from planver.model.history import Entry
from planver.model.party import Party, key_name
from planver.model.signature import Check, Doubt, Judgement, Signature, Standing

_AGED = {Check.EXPIRED: Doubt.EXPIRED, Check.REVOKED: Doubt.REVOKED}


class Registry(Struct, frozen=True, kw_only=True):
    """Whose key is whose: ids of parties by key, the members of groups, and all by their id."""

    keys: Mapping[str, tuple[str, ...]]
    members: Mapping[str, tuple[str, ...]]
    parties: Mapping[str, Party]

    def owners(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Ids of the parties any of these keys is listed for."""
        found = (party for key in keys for party in self.keys.get(key_name(key), ()))
        return tuple(dict.fromkeys(found))

    def with_members(self, parties: Iterable[str]) -> frozenset[str]:
        """The parties, and everybody who may sign for a group among them."""
        found = set(parties)
        waiting = list(found)
        while waiting:
            new = set(self.members.get(waiting.pop(), ())) - found
            found |= new
            waiting += new
        return frozenset(found)


def registry(drafts: Sequence[Draft]) -> Registry:
    """The keys that drafts of one plan list; those that another of them is based on are past."""
    past = {base for draft in drafts for base in draft.based_on if base != draft.id}
    keys: dict[str, dict[str, None]] = {}
    members: dict[str, dict[str, None]] = {}
    parties: dict[str, Party] = {}
    for draft in drafts:
        for party in draft.parties if draft.id not in past else ():
            parties.setdefault(party.id, party)
            members.setdefault(party.id, {}).update(dict.fromkeys(party.members))
            for signer in party.signers:
                keys.setdefault(key_name(signer), {})[party.id] = None
    return Registry(
        keys={key: tuple(found) for key, found in keys.items()},
        members={group: tuple(found) for group, found in members.items()},
        parties=parties,
    )


def judge(signature: Signature | None, entry: Entry, before: Registry) -> Judgement:
    """How the signature on a draft's revision stands to whom the record credits with it.

    `before` is what the drafts list that the revision goes back to. A member may sign for its
    group, any party of a joint draft for all; the claims about the others stay claims.
    """
    if signature is None:
        return Judgement(standing=Standing.UNSIGNED)
    keys, own = signature.keys, registry([entry.draft])
    standing, doubt = _weigh(signature, entry, before, own)
    owners = (own if doubt is Doubt.LISTED_HERE else before).owners(keys)
    credited = tabled(entry)
    silent = [one for one in credited if not before.with_members([one]).intersection(owners)]
    listed = (key for one in (before, own) for key in keys if one.owners([key]))
    return Judgement(
        standing=standing,
        doubt=doubt,
        key=next(listed, keys[-1] if keys else None),
        signers=_called(owners, before, own),
        credited=_called(credited, before, own),
        silent=_called(silent, before, own),
        why=signature.why,
    )


def _called(ids: Iterable[str], before: Registry, own: Registry) -> tuple[Party, ...]:
    known = {**own.parties, **before.parties}
    return tuple(_told_apart(known.get(name) or Party(id=name, name=name), known) for name in ids)


def _told_apart(party: Party, known: Mapping[str, Party]) -> Party:
    """With its id where another party has its name: nobody is verified under another's name."""
    name = _folded(party.name)
    alike = any(_folded(one.name) == name for one in known.values() if one.id != party.id)
    return replace(party, name=f"{party.name} ({party.id})") if alike else party


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def new_signers(draft: Draft, before: Registry) -> tuple[tuple[Party, str], ...]:
    """Parties and keys that the draft lists and no draft before it does."""
    own = registry([draft])
    return tuple(
        (_called([party.id], before, own)[0], signer)
        for party in draft.parties
        for signer in party.signers
        if party.id not in before.owners([signer])
    )


def _weigh(
    signature: Signature, entry: Entry, before: Registry, own: Registry
) -> tuple[Standing, Doubt | None]:
    if signature.check is Check.BAD:
        return Standing.BAD, None
    if signature.check is Check.IMPOSSIBLE:
        return Standing.UNCERTAIN, Doubt.IMPOSSIBLE
    if signature.check is Check.KEY_MISSING:
        return Standing.UNKNOWN_KEY, Doubt.KEY_MISSING
    owners = before.owners(signature.keys)
    if not owners:
        here = own.owners(signature.keys)
        return Standing.UNKNOWN_KEY, Doubt.LISTED_HERE if here else Doubt.NOT_LISTED
    credited = tabled(entry)
    if not credited:
        return Standing.UNCERTAIN, Doubt.NOBODY_NAMED
    able = before.with_members(credited)
    if not able.intersection(owners):
        return _by_another(entry, owners, before, own)
    if len(owners) > 1:
        return Standing.UNCERTAIN, Doubt.SHARED
    if signature.check in _AGED:
        return Standing.UNCERTAIN, _AGED[signature.check]
    return Standing.VERIFIED, None


def _by_another(
    entry: Entry, owners: Sequence[str], before: Registry, own: Registry
) -> tuple[Standing, Doubt | None]:
    """Whether a signature by nobody who is known to speak for those credited is a mismatch."""
    new_groups = [party for party in tabled(entry) if party not in before.parties]
    if own.with_members(new_groups).intersection(owners):
        return Standing.UNCERTAIN, Doubt.MEMBER_HERE
    if before.with_members(_named_in_part(entry)).intersection(owners):
        return Standing.UNCERTAIN, Doubt.NAMED_IN_PART
    return Standing.MISMATCHED, None


def _named_in_part(entry: Entry) -> tuple[str, ...]:
    """Parties the revision names for single clauses, where it names none for the whole."""
    trailers = entry.revision.proposed_by if entry.revision else ()
    if any(trailer.clause is None for trailer in trailers):
        return ()
    return tuple(trailer.claim.party for trailer in trailers)
