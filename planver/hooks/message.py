"""Check a commit message's `Proposed-by:` and `Source:` against the drafts it comes with."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from planver.model.draft import Clause, Draft
from planver.model.finding import Finding, Place, Severity
from planver.model.history import Trailer
from planver.model.party import Claim
from planver.repository.reader import Reader
from planver.repository.trailers import PROPOSED_BY, SOURCE, parse_proposed_by
from planver.workflow.shared import shared_trailers

_LINE = re.compile(rf"({PROPOSED_BY}|{SOURCE})[ \t]*:[ \t]*(.*)", re.IGNORECASE)

# `git commit --verbose` puts the whole change below this, whatever the comment sign is.
_SCISSORS = "------------------------ >8 ------------------------"


class _Written(Struct, frozen=True, kw_only=True):
    """A line of the message that looks like one of our trailers."""

    key: str
    value: str
    place: Place


def has_trailers(message: bytes) -> bool:
    """Whether any line looks like one of our trailers."""
    return any(True for _ in _written(message.decode("utf-8", "replace")))


def check_message(
    reader: Reader, message: bytes, recorded: Mapping[str, Draft]
) -> tuple[Finding, ...]:
    """What is wrong with the trailers, given the drafts the commit records, by path.

    git itself says which lines are trailers: only those of the last paragraph are.
    """
    text = message.decode("utf-8", "replace")
    trailers = _trailers(reader, message)
    findings: list[Finding] = []
    drafts = tuple(recorded.values())
    sound: list[tuple[_Written, Trailer]] = []
    for written in _written(text):
        if (written.key, written.value) not in trailers:
            findings += _lost(written)
        elif written.key == PROPOSED_BY:
            found = tuple(_check_proposed_by(written, drafts))
            findings += found
            if not found and (trailer := parse_proposed_by(written.value)):
                sound.append((written, trailer))
        elif not written.value:
            findings.append(_finding(written, "trailer-form", "The source is empty.",
                                     "Write what the source is after `Source:`."))  # fmt: skip
    if sound:
        shared = shared_trailers(recorded, [one for _, one in sound], sound[0][0].place)
        findings += (finding for _, finding in shared)
    return tuple(findings)


def _trailers(reader: Reader, message: bytes) -> set[tuple[str, str]]:
    listed = reader.git("interpret-trailers", "--parse", "--no-divider", stdin=message)
    found = set()
    for line in listed.decode("utf-8", "replace").splitlines():
        match = _LINE.fullmatch(line)
        if match:
            found.add((_key(match[1]), " ".join(match[2].split())))
    return found


def _written(text: str) -> Iterator[_Written]:
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if _SCISSORS in line:
            return
        match = _LINE.fullmatch(line.rstrip("\r"))
        if match is None:
            continue
        parts = [match[2]]
        for below in lines[number:]:  # a value goes on in indented lines
            if not below[:1].isspace() or not below.strip():
                break
            parts.append(below)
        yield _Written(
            key=_key(match[1]),
            value=" ".join(" ".join(parts).split()),
            place=Place(line=number, column=match.start(2) + 1),
        )


def _key(name: str) -> str:
    return PROPOSED_BY if name.lower() == PROPOSED_BY.lower() else SOURCE


def _lost(written: _Written) -> Iterator[Finding]:
    # "Source: ..." may well be prose in the body; a proposer named there would be lost.
    if written.key == PROPOSED_BY:
        yield _finding(
            written,
            "trailer-lost",
            "This line is not in the last paragraph of the message, where git looks for trailers.",
            "Put all `Proposed-by:` and `Source:` lines together at the end, after a blank line, "
            "with no other text among them.",
        )


def _check_proposed_by(written: _Written, drafts: Sequence[Draft]) -> Iterator[Finding]:
    trailer = parse_proposed_by(written.value)
    if trailer is None:
        yield _finding(
            written,
            "trailer-form",
            f"`{written.value}` does not name a proposer.",
            "Write a party's id, and if need be a clause's id in brackets: "
            "`Proposed-by: us [armed-forces]`.",
        )
    elif not any(_knows(draft, trailer.claim.party) for draft in drafts):
        known = sorted({party.id for draft in drafts for party in draft.parties})
        yield _finding(
            written,
            "trailer-party",
            f"{trailer.claim.party} is not a party of the plan.",
            f"The parties are: {', '.join(known) or 'none'}. Add it under `parties`, or mend the "
            "line.",
        )
    elif trailer.clause is not None and not any(_has(draft, trailer.clause) for draft in drafts):
        yield _finding(
            written,
            "trailer-clause",
            f"No clause has the id {trailer.clause}.",
            "Mend the id in brackets, or leave the brackets out.",
            trailer.clause,
        )
    elif not any(_agrees(draft, trailer) for draft in drafts):
        yield _disagreement(written, trailer)


def _disagreement(written: _Written, trailer: Trailer) -> Finding:
    party = trailer.claim.party
    if trailer.clause is None:
        return _finding(
            written,
            "trailer-disagrees",
            f"The plan file names {party} nowhere as having tabled or proposed anything.",
            f"The file is what counts: add {party} to `tabled_by`, or to a clause's "
            "`proposed_by`, or mend the line.",
        )
    return _finding(
        written,
        "trailer-disagrees",
        f"The plan file says that others proposed {trailer.clause}, not {party}.",
        f"The file is what counts: put {party} in the clause's `proposed_by`, or mend the line.",
        trailer.clause,
    )


def _knows(draft: Draft, party: str) -> bool:
    return any(entry.id == party for entry in draft.parties)


def _has(draft: Draft, clause: str) -> bool:
    return _clause(draft, clause) is not None or _reported(draft, clause)


def _clause(draft: Draft, clause: str) -> Clause | None:
    return next((entry for entry in draft.walk() if entry.id == clause), None)


def _reported(draft: Draft, clause: str) -> bool:
    return any(clause in report.clauses for report in draft.reported)


def _agrees(draft: Draft, trailer: Trailer) -> bool:
    """Whether the file's own fields bear the trailer out; a group and its members agree."""
    if trailer.clause is None:
        claims = [claim for clause in draft.walk() for claim in _claims(clause)]
        return _among(draft, trailer.claim.party, (*draft.tabled_by, *claims))
    clause = _clause(draft, trailer.clause)
    if clause is None and not _reported(draft, trailer.clause):
        return False
    claims = _claims(clause) if clause else []
    if not clause or not clause.proposed_by:  # then the clause is of those who tabled the draft
        claims = [*claims, *draft.tabled_by]
    return _among(draft, trailer.claim.party, claims)


def _claims(clause: Clause) -> list[Claim]:
    return [*clause.proposed_by, *(by for other in clause.alternatives for by in other.by)]


def _among(draft: Draft, party: str, claims: Sequence[Claim]) -> bool:
    members = {entry.id: entry.members for entry in draft.parties}
    return any(
        party == claim.party
        or party in members.get(claim.party, ())
        or claim.party in members.get(party, ())
        for claim in claims
    )


def _finding(
    written: _Written, rule: str, message: str, hint: str, clause: str | None = None
) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        place=written.place,
        message=message,
        hint=hint,
        clause=clause,
    )
