"""What a signature says, in words: a sentence, a hint, and a line for the list of drafts."""

import pytest

from planver.model.party import Party
from planver.model.signature import Doubt, Judgement, Standing
from planver.render.layout import Role
from planver.render.signatures import hint, line, sentence
from tests.strategies import draft

ALBA, BOR = Party(id="alba", name="Alba"), Party(id="bor", name="Bor")
QUARTET = Party(id="quartet", name="The Quartet")
DRAFT = draft(id="d-2")


def judged(standing: Standing, doubt: Doubt | None = None, **fields: object) -> Judgement:
    given: dict[str, object] = {"key": "ABC", "signers": (BOR,), "credited": (ALBA,)}
    return Judgement(standing=standing, doubt=doubt, **given | fields)  # type: ignore[arg-type]


UNKNOWN, UNCERTAIN = Standing.UNKNOWN_KEY, Standing.UNCERTAIN


HERE = "listed for Bor only in the revision it signs"
MISSING = "not in your gpg keyring, so nothing could be checked"
WHY = {
    "not listed in the drafts before": judged(UNKNOWN, Doubt.NOT_LISTED, signers=()),
    HERE: judged(UNKNOWN, Doubt.LISTED_HERE),
    MISSING: judged(UNKNOWN, Doubt.KEY_MISSING, signers=()),
    f"listed for Bor, and {MISSING}": judged(UNKNOWN, Doubt.KEY_MISSING),
    "it could not be checked, since gpg was not found": judged(
        UNCERTAIN, Doubt.IMPOSSIBLE, why="gpg was not found"
    ),
    "it is by Bor, and nobody is on record as having tabled the draft": judged(
        UNCERTAIN, Doubt.NOBODY_NAMED
    ),
    "it is by Bor, whom the revision names for single clauses; as a whole it is credited to Alba": (
        judged(UNCERTAIN, Doubt.NAMED_IN_PART)
    ),
    "it is by Bor, and that Bor may sign for Alba stands only in the revision it signs": judged(
        UNCERTAIN, Doubt.MEMBER_HERE
    ),
    "its key is listed for Alba and Bor": judged(UNCERTAIN, Doubt.SHARED, signers=(ALBA, BOR)),
    "the key of Bor has expired, or the signature has": judged(UNCERTAIN, Doubt.EXPIRED),
    "the key of Bor has been revoked": judged(UNCERTAIN, Doubt.REVOKED),
}


def in_short(found: Judgement) -> str:
    return "".join(span.text for span in line(found))


@pytest.mark.parametrize("why", WHY)
def test_doubts(why: str) -> None:
    found = WHY[why]
    if found.standing is UNKNOWN:
        short, said = "unknown key ABC,", "d-2 is signed with an unknown key ABC: it is"
    else:
        short, said = "uncertain,", "The signature on d-2 is uncertain:"
    assert in_short(found) == f"  signature: {short} {why}"
    assert sentence(found, DRAFT) == f"{said} {why}."
    assert hint(found)
    assert "{" not in hint(found)


def test_every_doubt_has_words() -> None:
    assert {found.doubt for found in WHY.values()} == set(Doubt)


def test_a_key_nobody_can_name() -> None:
    found = judged(UNKNOWN, Doubt.KEY_MISSING, key=None, signers=())
    assert in_short(found) == f"  signature: unknown key, {MISSING}"


JOINT = judged(Standing.VERIFIED, credited=(ALBA, QUARTET), silent=(ALBA,))


@pytest.mark.parametrize(
    ("found", "short", "said"),
    [
        (judged(Standing.VERIFIED, credited=(BOR,)), "verified, Bor", "d-2 is signed by Bor."),
        (
            JOINT,
            "verified, Bor for The Quartet (says nothing of Alba)",
            "d-2 is signed by Bor for The Quartet (says nothing of Alba).",
        ),
        (
            judged(Standing.MISMATCHED),
            "mismatched, a key of Bor on what is credited to Alba",
            "d-2 is credited to Alba, and signed with a key of Bor.",
        ),
        (
            judged(Standing.BAD),
            "bad, it does not fit the revision",
            "The signature on d-2 is bad: it does not fit.",
        ),
        (judged(Standing.UNSIGNED), "none", "d-2 is not signed."),
    ],
)
def test_words(found: Judgement, short: str, said: str) -> None:
    assert in_short(found) == f"  signature: {short}"
    assert sentence(found, DRAFT).startswith(said)
    assert bool(hint(found)) == (found.standing is not Standing.VERIFIED)


def test_what_is_wrong_stands_out() -> None:
    out = {standing for standing in Standing if line(judged(standing))[1].role is Role.FLAG}
    assert out == {Standing.MISMATCHED, Standing.BAD}


def test_names_do_nothing_on_a_terminal() -> None:
    poser = Party(id="bor", name="\x1b[2JBor")
    (_, told) = line(judged(Standing.VERIFIED, signers=(poser,), credited=(poser,)))
    assert told.text == "signature: verified, <U+001B>[2JBor"
