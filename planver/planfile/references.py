"""Rules on ids and on what names them: parties, sources, clauses."""

from planver.model.draft import Draft
from planver.model.party import key_name
from planver.planfile.characters import shown
from planver.planfile.nodes import Scalar
from planver.planfile.reading import Reading, Role, nearest


def check(reading: Reading, draft: Draft) -> None:
    """Put on the list ids that are missing or stand twice, and names that stand for nothing.

    Keys that stand twice too.
    """
    _check_ids(reading)
    _check_signers(reading)
    _check_references(reading, draft)
    _check_lists(reading)


def _check_ids(reading: Reading) -> None:
    for mark in reading.clauses:
        if mark.node.get("id") is None:
            reading.add(
                "missing-id",
                mark.node,
                "This clause has no id, so it cannot be followed from draft to draft.",
                "Add a line such as `id: ceasefire`; take the id of the same clause in the draft "
                "before, if there is one.",
            )
    for role, noun in (
        (Role.CLAUSE_ID, "clause"),
        (Role.PARTY_ID, "party"),
        (Role.SOURCE_ID, "source"),
    ):
        first: dict[str, Scalar] = {}
        for scalar in reading.named[role]:
            known = first.setdefault(scalar.value, scalar)
            if known is not scalar:
                reading.add(
                    "duplicate-id",
                    scalar,
                    f"The id `{shown(scalar.value)}` already stands for the {noun} in line "
                    f"{known.line}.",
                    "Give one of the two another id.",
                )


def _check_signers(reading: Reading) -> None:
    first: dict[str, Scalar] = {}
    for scalar in reading.named[Role.SIGNER]:
        known = first.setdefault(key_name(scalar.value), scalar)
        if known is not scalar:
            reading.add(
                "repeated-signer",
                scalar,
                f"The key `{shown(scalar.value)}` is already listed in line {known.line}.",
                "List it once: a key that two parties have tells nobody which of them signed.",
            )


def _check_references(reading: Reading, draft: Draft) -> None:
    parties = {scalar.value for scalar in reading.named[Role.PARTY_ID]}
    sources = {scalar.value for scalar in reading.named[Role.SOURCE_ID]}
    clauses = {scalar.value for scalar in reading.named[Role.CLAUSE_ID]}
    if "parties" not in reading.unreadable:
        _find_unknown(reading, Role.PARTY, parties, "unknown-party", _UNKNOWN_PARTY)
    if "sources" not in reading.unreadable:
        _find_unknown(reading, Role.SOURCE, sources, "unknown-source", _UNKNOWN_SOURCE)
    if draft.published and not reading.unreadable & {"points", "clauses"}:
        _find_unknown(reading, Role.CLAUSE, clauses, "unknown-clause", _UNKNOWN_CLAUSE)


# Looking for a near name takes time that grows with the number of names.
_MAX_GUESSES = 20

_UNKNOWN_PARTY = (
    "No party with the id `{}` is in `parties`.",
    "Add it there: - {{id: {}, name: ...}}",
)
_UNKNOWN_SOURCE = (
    "No source with the id `{}` is in the draft's `sources`.",
    "Add it there: - {{id: {}, title: ...}}",
)
_UNKNOWN_CLAUSE = (
    "No clause of this draft has the id `{}`.",
    "Was the clause dropped or given another id? Then drop the position or move it along.",
)


def _find_unknown(
    reading: Reading, role: Role, known: set[str], rule: str, words: tuple[str, str]
) -> None:
    message, hint = words
    guesses = _MAX_GUESSES
    for scalar in reading.named[role]:
        if scalar.value not in known:
            name = shown(scalar.value)
            near = nearest(name, known) if guesses > 0 else None
            guesses -= 1
            reading.add(
                rule,
                scalar,
                message.format(name),
                f"Did you mean `{near}`?" if near else hint.format(name),
            )


def _check_lists(reading: Reading) -> None:
    for node in reading.distinct:
        seen: set[str] = set()
        for child in node.children:
            if isinstance(child, Scalar):
                if child.value in seen:
                    reading.add(
                        "repeated-entry",
                        child,
                        f"`{shown(child.value)}` is named twice in this list.",
                        "Keep one of the two.",
                    )
                seen.add(child.value)
