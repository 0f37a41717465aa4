"""Signatures of revisions: what checking one found, and what follows for who is credited."""

from enum import StrEnum

from msgspec import Struct

from planver.model.party import Party


class Check(StrEnum):
    """What looking at a signature alone told.

    All but BAD, KEY_MISSING and IMPOSSIBLE mean that it fits the revision and the key.
    """

    FITS = "fits"
    EXPIRED = "expired"  # the key, or the signature, by now
    REVOKED = "revoked"
    BAD = "bad"
    KEY_MISSING = "key missing"  # gpg has not got the public key to check with
    IMPOSSIBLE = "impossible"


class Signature(Struct, frozen=True, kw_only=True):
    """The signature on a revision.

    `keys` are fingerprints: the key that signed, and for a gpg subkey the primary key; of a
    signature that was not checked the keys it claims, which may be none. `why` is one clause that
    says what stood in the way of a check that was IMPOSSIBLE.
    """

    check: Check
    keys: tuple[str, ...] = ()
    why: str = ""


class Standing(StrEnum):
    """How a revision's signature stands to the party the revision is credited to."""

    VERIFIED = "verified"
    MISMATCHED = "mismatched"
    UNKNOWN_KEY = "unknown key"
    UNCERTAIN = "uncertain"
    BAD = "bad"
    UNSIGNED = "unsigned"


class Doubt(StrEnum):
    """Why a signature is of an unknown key, or uncertain."""

    NOT_LISTED = "not listed"
    LISTED_HERE = "listed here"  # by the very revision it signs, and by no draft before
    KEY_MISSING = "key missing"
    IMPOSSIBLE = "impossible"
    NOBODY_NAMED = "nobody named"
    MEMBER_HERE = "member here"  # of a group that only the revision it signs tells of
    NAMED_IN_PART = "named in part"  # by trailers for single clauses only
    SHARED = "shared"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Judgement(Struct, frozen=True, kw_only=True):
    """What a revision's signature says about who put it forward.

    `signers` are the parties the key is listed for, `credited` those the record names for the
    revision as a whole; named as the drafts before the revision name them, for a revision might
    give one party the name of another. `silent` are those credited whom the signature says nothing
    of, in a joint draft. `key` is the fingerprint to show.
    """

    standing: Standing
    doubt: Doubt | None = None
    key: str | None = None
    signers: tuple[Party, ...] = ()
    credited: tuple[Party, ...] = ()
    silent: tuple[Party, ...] = ()
    why: str = ""
