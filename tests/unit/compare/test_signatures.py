"""What a signature says about the party a revision is credited to."""

from collections.abc import Sequence

import pytest

from planver.compare.signatures import Registry, judge, new_signers, registry
from planver.model.draft import Draft
from planver.model.history import Entry, Revision, Trailer
from planver.model.party import Claim, Confidence, Party
from planver.model.signature import Check, Doubt, Judgement, Signature, Standing
from tests.strategies import clause, draft, revision

SSH = "SHA256:" + "a" * 43
GPG, PRIMARY = "A" * 40, "B" * 40

ALBA = Party(id="alba", name="Alba", signers=(SSH,))
BOR = Party(id="bor", name="Bor", signers=("aaaa " * 10,))
CASS = Party(id="cass", name="Cass", signers=(PRIMARY,))
QUARTET = Party(id="quartet", name="The Quartet", members=("duo", "dorn"))
DUO = Party(id="duo", name="The Duo", members=("cass", "quartet"))

FITS = {name: Signature(check=Check.FITS, keys=(key,)) for name, key in
        (("alba", SSH), ("bor", GPG), ("cass", PRIMARY), ("nobody", "C" * 40))}  # fmt: skip


def made(
    *tabled_by: str, parties: Sequence[Party] = (), name: str = "d-2", base: Sequence[str] = ()
) -> Draft:
    claims = tuple(Claim(party=party) for party in tabled_by)
    parts = tuple(parties)
    return draft(
        clause("arms", "Words."), id=name, tabled_by=claims, parties=parts, based_on=tuple(base)
    )


BEFORE = registry([made(parties=(ALBA, BOR, CASS, QUARTET, DUO), name="d-1")])


def judged(
    by: str | Signature | None,
    *tabled_by: str,
    before: Registry = BEFORE,
    parties: Sequence[Party] = (),
    trailers: tuple[Trailer, ...] = (),
) -> Judgement:
    recorded: Revision = revision(proposed_by=trailers)
    entry = Entry(draft=made(*tabled_by, parties=parties), revision=recorded)
    return judge(FITS[by] if isinstance(by, str) else by, entry, before)


def ids(parties: Sequence[Party]) -> str:
    return " ".join(party.id for party in parties)


def trailer(party: str, name: str | None = None) -> Trailer:
    return Trailer(claim=Claim(party=party), clause=name)


def test_a_key_of_who_tabled_it_verifies() -> None:
    found = judged("alba", "alba")
    assert (found.standing, found.doubt, found.key) == (Standing.VERIFIED, None, SSH)
    assert (found.signers, found.credited, found.silent) == ((ALBA,), (ALBA,), ())


def test_a_key_of_another_party_is_a_mismatch() -> None:
    found = judged("bor", "alba")
    assert (found.standing, found.doubt) == (Standing.MISMATCHED, None)
    assert (found.signers, found.credited) == ((BOR,), (ALBA,))


def test_no_signature_and_a_bad_one() -> None:
    assert judged(None, "alba") == Judgement(standing=Standing.UNSIGNED)
    assert judged(Signature(check=Check.BAD), "alba").standing is Standing.BAD


def test_gpg_fingerprints_are_compared_however_they_are_spelt() -> None:
    assert judged("bor", "bor").standing is Standing.VERIFIED


def test_the_primary_key_speaks_for_its_subkeys() -> None:
    by_subkey = Signature(check=Check.FITS, keys=("D" * 40, PRIMARY))
    found = judged(by_subkey, "cass")
    assert (found.standing, found.key) == (Standing.VERIFIED, PRIMARY)
    found = judged(by_subkey, "cass", before=registry([]))
    assert (found.standing, found.doubt, found.key) == (
        Standing.UNKNOWN_KEY,
        Doubt.NOT_LISTED,
        PRIMARY,
    )


def test_a_key_listed_only_in_the_revision_it_signs_is_unknown() -> None:
    for before in (registry([]), registry([made(parties=(BOR,), name="d-1")])):
        found = judged("alba", "alba", before=before, parties=(ALBA,))
        assert (found.standing, found.doubt) == (Standing.UNKNOWN_KEY, Doubt.LISTED_HERE)
        assert (found.signers, found.key) == ((ALBA,), SSH)


def test_a_key_given_to_another_party_in_the_revision_it_signs_is_still_the_first_ones() -> None:
    thief = Party(id="alba", name="Alba", signers=(GPG,))
    assert judged("bor", "alba", parties=(thief,)).standing is Standing.MISMATCHED


def test_a_party_is_called_what_the_drafts_before_call_it() -> None:
    poser = Party(id="bor", name="Republic of Alba")
    new = Party(id="new", name="New")
    found = judged("bor", "bor", "new", "unlisted", parties=(poser, new))
    assert [party.name for party in found.signers] == ["Bor"]
    assert [party.name for party in found.credited] == ["Bor", "New", "unlisted"]


def test_any_party_of_a_joint_draft_may_sign_and_speaks_for_itself() -> None:
    found = judged("bor", "alba", "bor")
    assert (found.standing, ids(found.signers), ids(found.silent)) == (
        Standing.VERIFIED,
        "bor",
        "alba",
    )


def test_a_disputed_claim_is_a_claim() -> None:
    after = made("alba")
    disputed = Claim(party="bor", confidence=Confidence.DISPUTED)
    entry = Entry(draft=draft(id="d-2", tabled_by=(*after.tabled_by, disputed)))
    assert judge(FITS["bor"], entry, BEFORE).standing is Standing.VERIFIED


def test_a_member_may_sign_for_its_group_and_not_the_group_for_a_member() -> None:
    found = judged("cass", "quartet")
    assert (found.standing, ids(found.signers), found.silent) == (Standing.VERIFIED, "cass", ())
    theirs = Party(id="quartet", name="The Quartet", members=("cass",), signers=(SSH,))
    before = registry([made(parties=(theirs, CASS), name="d-1")])
    assert judged("alba", "cass", before=before).standing is Standing.MISMATCHED


def test_a_group_is_what_the_drafts_before_say() -> None:
    joined = Party(id="quartet", name="The Quartet", members=("bor",))
    assert judged("bor", "quartet", parties=(joined, BOR)).standing is Standing.MISMATCHED


def test_a_group_nobody_knew_before_is_uncertain() -> None:
    pair = Party(id="pair", name="The Pair", members=("bor", "alba"))
    found = judged("bor", "pair", parties=(pair, BOR))
    assert (found.standing, found.doubt) == (Standing.UNCERTAIN, Doubt.MEMBER_HERE)
    assert judged("cass", "pair", parties=(pair, BOR)).standing is Standing.MISMATCHED


@pytest.mark.parametrize(
    ("trailers", "standing"),
    [
        ((trailer("bor"),), Standing.VERIFIED),  # it outranks who tabled the draft
        ((trailer("bor", "arms"), trailer("alba")), Standing.MISMATCHED),
        ((trailer("cass", "arms"),), Standing.MISMATCHED),
        ((trailer("bor", "arms"),), Standing.UNCERTAIN),
    ],
)
def test_trailers(trailers: tuple[Trailer, ...], standing: Standing) -> None:
    found = judged("bor", "alba", trailers=trailers)
    assert found.standing is standing
    assert found.doubt is (Doubt.NAMED_IN_PART if standing is Standing.UNCERTAIN else None)


def test_where_nobody_is_named_a_signature_confirms_nothing() -> None:
    """The author of the commit is no claim."""
    found = judged("alba")
    assert (found.standing, found.doubt) == (Standing.UNCERTAIN, Doubt.NOBODY_NAMED)
    assert found.credited == ()
    unrecorded = Entry(draft=made(parties=(ALBA,)))
    assert judge(FITS["alba"], unrecorded, BEFORE).doubt is Doubt.NOBODY_NAMED
    unrecorded = Entry(draft=made("bor"))
    assert judge(FITS["alba"], unrecorded, BEFORE).standing is Standing.MISMATCHED


@pytest.mark.parametrize(
    ("check", "doubt"), [(Check.EXPIRED, Doubt.EXPIRED), (Check.REVOKED, Doubt.REVOKED)]
)
def test_an_aged_key_verifies_nothing_and_hides_no_mismatch(check: Check, doubt: Doubt) -> None:
    aged = Signature(check=check, keys=(SSH,))
    found = judged(aged, "alba")
    assert (found.standing, found.doubt) == (Standing.UNCERTAIN, doubt)
    assert judged(aged, "bor").standing is Standing.MISMATCHED


def test_what_could_not_be_checked_is_never_verified() -> None:
    missing = judged(Signature(check=Check.KEY_MISSING, keys=(SSH,)), "alba")
    assert (missing.standing, missing.doubt) == (Standing.UNKNOWN_KEY, Doubt.KEY_MISSING)
    assert (missing.signers, missing.key) == ((ALBA,), SSH)
    without = judged(Signature(check=Check.KEY_MISSING), "alba")
    assert (without.signers, without.key) == ((), None)
    stuck = judged(Signature(check=Check.IMPOSSIBLE, why="gpg was not found"), "alba")
    assert (stuck.standing, stuck.doubt, stuck.why) == (
        Standing.UNCERTAIN,
        Doubt.IMPOSSIBLE,
        "gpg was not found",
    )


def test_a_key_of_two_parties_tells_nobody_apart() -> None:
    """No file may list it twice; two files of the same plan might."""
    other = made(parties=(Party(id="bor", name="Bor", signers=(SSH,)),), name="e-1")
    before = registry([made(parties=(ALBA,), name="d-1"), other])
    found = judged("alba", "alba", before=before)
    assert (found.standing, found.doubt) == (Standing.UNCERTAIN, Doubt.SHARED)
    joint = judged("alba", "alba", "bor", before=before)
    assert (joint.standing, joint.doubt) == (Standing.UNCERTAIN, Doubt.SHARED)


def test_a_party_with_the_name_of_another_is_told_apart() -> None:
    poser = Party(id="poser", name="ALBA ", signers=(GPG,))
    before = registry([made(parties=(ALBA, poser), name="d-1")])
    found = judged("bor", "poser", before=before)
    assert (found.standing, found.signers[0].name) == (Standing.VERIFIED, "ALBA  (poser)")
    assert judged("alba", "alba", before=before).signers[0].name == "Alba (alba)"
    new = judged("bor", "poser", parties=(poser,), before=registry([made(parties=(ALBA, BOR))]))
    assert (new.standing, new.credited[0].name) == (Standing.MISMATCHED, "ALBA  (poser)")
    ((told, _),) = new_signers(made(parties=(poser,)), registry([made(parties=(ALBA,))]))
    assert told.name == "ALBA  (poser)"


def test_the_last_drafts_say_whose_a_key_is() -> None:
    first = made(parties=(ALBA,), name="d-1", base=["d-1"])
    later = made(parties=(Party(id="alba", name="Alba", signers=(PRIMARY,)),), base=["d-1"])
    aside = made(parties=(BOR,), name="e-1", base=["unknown"])
    assert registry([first]).owners([SSH]) == ("alba",)
    known = registry([first, later, aside])
    assert (known.owners([SSH]), known.owners([PRIMARY, GPG])) == ((), ("alba", "bor"))


def test_new_keys_are_told_by_party() -> None:
    more = Party(id="alba", name="Not Alba", signers=(SSH, GPG, PRIMARY))
    assert new_signers(made(parties=(more,)), BEFORE) == ((ALBA, GPG), (ALBA, PRIMARY))
    fresh = Party(id="new", name="New", signers=(SSH,))
    assert new_signers(made(parties=(fresh, BOR)), BEFORE) == ((fresh, SSH),)
