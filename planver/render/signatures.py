"""What a signature on a revision says, in words."""

from collections.abc import Sequence

from planver.model.draft import Draft
from planver.model.party import Party
from planver.model.signature import Doubt, Judgement, Standing
from planver.render.layout import Line, Role, Span
from planver.render.phrases import listed
from planver.render.visible import one_line

_OUT_OF_BAND = "by another way than this repository"


def line(judged: Judgement) -> Line:
    """A few words for a list of drafts: ``signature: verified, Republic of Alba``."""
    wrong = judged.standing in (Standing.MISMATCHED, Standing.BAD)
    told = one_line(f"signature: {_in_short(judged)}")
    return (Span(" " * 2), Span(told, Role.FLAG if wrong else Role.NOTE))


def _in_short(judged: Judgement) -> str:
    match judged.standing:
        case Standing.VERIFIED:
            return f"verified, {_verified(judged)}"
        case Standing.MISMATCHED:
            signers, credited = _names(judged.signers), _names(judged.credited)
            return f"mismatched, a key of {signers} on what is credited to {credited}"
        case Standing.UNKNOWN_KEY:
            return f"unknown key{_key(judged)}, {_unknown(judged)}"
        case Standing.UNCERTAIN:
            return f"uncertain, {_uncertain(judged)}"
        case Standing.BAD:
            return "bad, it does not fit the revision"
        case Standing.UNSIGNED:
            return "none"


def sentence(judged: Judgement, draft: Draft) -> str:
    """What is wrong with the signature on a draft's revision, for whatever is not verified."""
    signers, name = _names(judged.signers), draft.id
    match judged.standing:
        case Standing.MISMATCHED:
            return (
                f"{name} is credited to {_names(judged.credited)}, and signed with a key of "
                f"{signers}."
            )
        case Standing.UNKNOWN_KEY:
            return f"{name} is signed with an unknown key{_key(judged)}: it is {_unknown(judged)}."
        case Standing.UNCERTAIN:
            return f"The signature on {name} is uncertain: {_uncertain(judged)}."
        case Standing.BAD:
            return (
                f"The signature on {name} is bad: it does not fit. It was made for something else, "
                "or the revision was changed after signing."
            )
        case Standing.UNSIGNED:
            return f"{name} is not signed."
        case Standing.VERIFIED:
            return f"{name} is signed by {_verified(judged)}."


def hint(judged: Judgement) -> str:
    """What to do about it."""
    signers = _names(judged.signers)
    match judged.standing:
        case Standing.MISMATCHED:
            return (
                f"Ask both who recorded it. If {signers} put it forward, `tabled_by` or a "
                "`Proposed-by:` line has to say so; if not, do not rely on it."
            )
        case Standing.BAD:
            return "Do not rely on it. Get the revision again from whoever signed it, and compare."
        case Standing.UNSIGNED:
            return "Signing is up to the parties; `git config commit.gpgsign true` turns it on."
        case Standing.VERIFIED:
            return ""
        case Standing.UNKNOWN_KEY | Standing.UNCERTAIN:
            return _HINTS[judged.doubt or Doubt.NOT_LISTED].format(
                signers=signers, way=_OUT_OF_BAND
            )


def new_key(party: Party, key: str, draft: Draft) -> tuple[str, str]:
    """A sentence and a hint on a key that a draft is the first to list."""
    message = (
        f"{draft.id} lists a key for {party.name} that the drafts before it do not, and no key of "
        f"theirs has signed it: {key}."
    )
    return message, (
        f"Compare it with a fingerprint you have from {party.name} {_OUT_OF_BAND}: from the next "
        "revision on it counts."
    )


def counted(judged: Sequence[Judgement | None]) -> str:
    """How many of the signatures are verified, as a sentence."""
    verified = sum(one is not None and one.standing is Standing.VERIFIED for one in judged)
    return f"Verified: {verified} of {len(judged)}."


_HINTS = {
    Doubt.NOT_LISTED: (
        "Find out whose it is, {way}. Then list it in the next draft, under `signers` of that "
        "party."
    ),
    Doubt.LISTED_HERE: (
        "A revision cannot vouch for itself: compare the fingerprint with one you have from "
        "{signers} {way}. From the next revision on the key counts."
    ),
    Doubt.KEY_MISSING: "Get the public key from its owner, and add it: gpg --import FILE",
    Doubt.IMPOSSIBLE: (
        "It says nothing until it is checked. ssh-keygen comes with OpenSSH, gpg with GnuPG."
    ),
    Doubt.NOBODY_NAMED: "Say in `tabled_by` who tabled the draft.",
    Doubt.MEMBER_HERE: "Ask the group; from the next revision on the membership counts.",
    Doubt.NAMED_IN_PART: (
        "`planver check --attributed` of this step tells whether more than those clauses changed."
    ),
    Doubt.SHARED: "List the key for one party only; give each a key of its own.",
    Doubt.EXPIRED: (
        "If it was good when the draft was recorded, ask {signers} for the renewed public key, and "
        "add it: gpg --import FILE"
    ),
    Doubt.REVOKED: "Ask {signers} whether they signed it: somebody else may have the key.",
}


def _key(judged: Judgement) -> str:
    return f" {judged.key}" if judged.key else ""


def _verified(judged: Judgement) -> str:
    """Who signed, for which group, and whom that says nothing of."""
    others = [one for one in judged.credited if one not in (*judged.signers, *judged.silent)]
    told = _names(judged.signers) + (f" for {_names(others)}" if others else "")
    return told + (f" (says nothing of {_names(judged.silent)})" if judged.silent else "")


def _unknown(judged: Judgement) -> str:
    signers = _names(judged.signers)
    match judged.doubt:
        case Doubt.LISTED_HERE:
            return f"listed for {signers} only in the revision it signs"
        case Doubt.KEY_MISSING:
            listed_for = f"listed for {signers}, and " if signers else ""
            return f"{listed_for}not in your gpg keyring, so nothing could be checked"
        case _:
            return "not listed in the drafts before"


def _uncertain(judged: Judgement) -> str:
    signers = _names(judged.signers)
    match judged.doubt:
        case Doubt.NOBODY_NAMED:
            return f"it is by {signers}, and nobody is on record as having tabled the draft"
        case Doubt.MEMBER_HERE:
            return (
                f"it is by {signers}, and that {signers} may sign for {_names(judged.credited)} "
                "stands only in the revision it signs"
            )
        case Doubt.NAMED_IN_PART:
            return (
                f"it is by {signers}, whom the revision names for single clauses; as a whole it is "
                f"credited to {_names(judged.credited)}"
            )
        case Doubt.SHARED:
            return f"its key is listed for {signers}"
        case Doubt.EXPIRED:
            return f"the key of {signers} has expired, or the signature has"
        case Doubt.REVOKED:
            return f"the key of {signers} has been revoked"
        case _:
            return f"it could not be checked, since {judged.why}"


def _names(parties: Sequence[Party]) -> str:
    return listed([party.name for party in parties])
