"""Parties, and the claims made about who proposed what."""

from enum import StrEnum

from msgspec import Struct


class Confidence(StrEnum):
    """How far a claim is backed, as its own source puts it."""

    STATED = "stated"
    REPORTED = "reported"
    DISPUTED = "disputed"
    UNVERIFIED = "unverified"


class Stance(StrEnum):
    """A party's stated position on a clause."""

    ACCEPTS = "accepts"
    CONDITIONAL = "conditional"
    RESERVES = "reserves"
    OBJECTS = "objects"
    RED_LINE = "red-line"


class Party(Struct, frozen=True, kw_only=True):
    """A side to the talks, a mediator, or a group of them (then `members` names the ids).

    `signers` are the fingerprints of the keys it signs with, as they were written.
    """

    id: str
    name: str
    role: str | None = None
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()


def key_name(fingerprint: str) -> str:
    """A key's fingerprint in the one form to compare: gpg's without spaces, in capitals."""
    if fingerprint.startswith("SHA256:"):
        return fingerprint
    return fingerprint.replace(" ", "").upper()


class Claim(Struct, frozen=True, kw_only=True):
    """That a party tabled or proposed something; sourced, and possibly disputed."""

    party: str
    confidence: Confidence = Confidence.STATED
    source: str | None = None
    note: str | None = None


class Position(Struct, frozen=True, kw_only=True):
    """A party's stance on the clause with id `on`."""

    party: str
    on: str
    stance: Stance
    date: str | None = None
    source: str | None = None
    text: str | None = None
