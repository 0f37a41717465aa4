"""The trailers of a commit message that say who proposed a draft, and on what source.

``Proposed-by: us`` and ``Proposed-by: us [armed-forces]`` name a party, and a clause in brackets;
``Source: Lumen Gazette, 13 April 2031`` is free text. Both may be repeated.
"""

import re
from collections.abc import Iterable

from planver.model.draft import Draft, Source
from planver.model.history import Trailer
from planver.model.party import Claim, Confidence

PROPOSED_BY = "Proposed-by"
SOURCE = "Source"

_SLUG = "[a-z][a-z0-9-]*"
_VALUE = re.compile(rf"({_SLUG})(?:\s*\[\s*({_SLUG})\s*\])?")
_TRAILER_LINE = re.compile(r"[A-Za-z0-9-]+\s*:\s*\S.*|\s+\S.*|\(cherry picked from commit .*\)")


def parse_proposed_by(value: str) -> Trailer | None:
    """``us`` or ``us [clause-id]`` as a Trailer; None where it is malformed."""
    found = _VALUE.fullmatch(value.strip())
    if found is None:
        return None
    return Trailer(claim=Claim(party=found[1]), clause=found[2])


def well_formed(values: Iterable[str]) -> tuple[Trailer, ...]:
    """The trailers among the values, malformed ones left out, each once."""
    found = (parse_proposed_by(value) for value in values)
    return tuple(dict.fromkeys(trailer for trailer in found if trailer is not None))


def format_proposed_by(trailer: Trailer) -> str:
    """The trailer as a line of a commit message."""
    clause = f" [{trailer.clause}]" if trailer.clause else ""
    return f"{PROPOSED_BY}: {trailer.claim.party}{clause}"


def format_source(source: str) -> str:
    """The source as one line of a commit message."""
    return f"{SOURCE}: {' '.join(source.split())}"


def claimed_trailers(draft: Draft) -> tuple[Trailer, ...]:
    """What the draft itself says outright of who proposed it, clause by clause where it does.

    Claims that are only reported, disputed or unverified stay in the file: a trailer could not
    say so, and would turn a claim into a fact.
    """
    found = [Trailer(claim=Claim(party=claim.party)) for claim in _outright(draft.tabled_by)]
    for clause in draft.walk():
        found += (
            Trailer(claim=Claim(party=claim.party), clause=clause.id)
            for claim in _outright(clause.proposed_by)
        )
    return tuple(dict.fromkeys(found))


def _outright(claims: Iterable[Claim]) -> Iterable[Claim]:
    return (claim for claim in claims if claim.confidence is Confidence.STATED)


def source_line(source: Source) -> str:
    """A source as the free text of a trailer."""
    facts = (source.title, source.publisher, source.date, source.url)
    return ", ".join(fact for fact in facts if fact)


def with_trailers(message: str, proposed_by: Iterable[Trailer], sources: Iterable[str]) -> str:
    """The message with its trailers as the last paragraph, where git looks for them.

    A last paragraph that is all trailers already (``Signed-off-by:``) takes the new lines in.
    """
    body = message.strip()
    lines = [format_proposed_by(trailer) for trailer in proposed_by]
    lines += [format_source(source) for source in sources if source.strip()]
    if not lines:
        return body + "\n"
    *before, last = re.split(r"\n[ \t]*\n", body)
    has_block = bool(before) and all(_TRAILER_LINE.fullmatch(line) for line in last.split("\n"))
    return body + ("\n" if has_block else "\n\n") + "\n".join(lines) + "\n"
