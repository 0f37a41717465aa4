"""A draft: the full text as tabled at one moment, as a tree of clauses."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import chain

from msgspec import Struct

from planver.model.party import Claim, Confidence, Party, Position


class Wording(StrEnum):
    """How a draft's words relate to what was on the table."""

    OFFICIAL = "official"
    REPORTED = "reported"
    PARAPHRASE = "paraphrase"
    UNPUBLISHED = "unpublished"


class Status(StrEnum):
    """The ladder a clause climbs from proposal to initials."""

    PROPOSED = "proposed"
    BRACKETED = "bracketed"
    AGREED_IN_PRINCIPLE = "agreed-in-principle"
    AGREED_AD_REFERENDUM = "agreed-ad-referendum"
    AGREED = "agreed"
    INITIALLED = "initialled"


class Source(Struct, frozen=True, kw_only=True):
    """A public report or paper that stands behind a claim."""

    id: str
    title: str
    publisher: str | None = None
    date: str | None = None
    url: str | None = None


class Alternative(Struct, frozen=True, kw_only=True):
    """Another wording for the same clause, still on the table."""

    by: tuple[Claim, ...]
    text: str


class Origin(Struct, frozen=True, kw_only=True):
    """What a human has confirmed about a clause whose id could not simply be kept.

    `not_from` are earlier clauses it was taken for and is not; it may stand beside the others.
    """

    split_from: tuple[str, ...] = ()
    joined_from: tuple[str, ...] = ()
    from_id: str | None = None
    not_from: tuple[str, ...] = ()


class Clause(Struct, frozen=True, kw_only=True):
    """Any addressable unit: a point, or a part of one, to any depth.

    `id` is None only where the text came without ids (an imported list). `number` is the bare
    written number where the tabled text departs from plain counting.
    """

    id: str | None
    text: str
    number: str | None = None
    heading: str | None = None
    clauses: tuple["Clause", ...] = ()
    closing: str | None = None
    status: Status = Status.PROPOSED
    proposed_by: tuple[Claim, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    origin: Origin | None = None
    notes: str | None = None

    @property
    def wording(self) -> str:
        """All of the clause's own words, part by part on lines of their own.

        Heading, text, closing, then each alternative in the negotiators' form
        ``[party: words]``; sub-clauses are clauses of their own and not part of it.
        """
        return "\n".join(part for part in self.parts if part)

    @property
    def own_wording(self) -> str:
        """What stands outside of alternatives: heading, text and closing, on lines of their own."""
        return "\n".join(part for part in (self.heading, self.text, self.closing) if part)

    @property
    def parts(self) -> tuple[str, ...]:
        """The wording cut up: what stands outside of alternatives, then each alternative."""
        options = (
            f"[{'/'.join(claim.party for claim in option.by)}: {option.text}]"
            for option in self.alternatives
        )
        return (self.own_wording, *options)

    def walk(self) -> Iterator["Clause"]:
        """The clause and all below it, each before its sub-clauses."""
        stack = [self]
        while stack:
            clause = stack.pop()
            yield clause
            stack.extend(reversed(clause.clauses))


class Report(Struct, frozen=True, kw_only=True):
    """A sourced claim about a draft whose wording was never published."""

    text: str
    source: str | None = None
    confidence: Confidence = Confidence.REPORTED
    clauses: tuple[str, ...] = ()


class Draft(Struct, frozen=True, kw_only=True):
    """One draft, complete in itself. Holds no git data."""

    plan: str
    plan_title: str | None = None
    lang: str = "en"
    id: str
    title: str | None = None
    date: str | None = None
    tabled_by: tuple[Claim, ...] = ()
    based_on: tuple[str, ...] = ()
    wording: Wording = Wording.OFFICIAL
    sources: tuple[Source, ...] = ()
    notes: str | None = None
    parties: tuple[Party, ...] = ()
    points: tuple[Clause, ...] = ()
    reported: tuple[Report, ...] = ()
    positions: tuple[Position, ...] = ()

    @property
    def published(self) -> bool:
        """Whether there is a text to compare; an unpublished draft is a gap in knowledge."""
        return self.wording is not Wording.UNPUBLISHED

    @property
    def name(self) -> str:
        """The draft's title for people, or its id where it has none."""
        return self.title or self.id

    def party_name(self, party: str) -> str:
        """The registry's name for a party id, or the id itself."""
        return next((entry.name for entry in self.parties if entry.id == party), party)

    def source(self, source: str | None) -> Source | None:
        """The source with that id, if the draft names one."""
        return next((entry for entry in self.sources if entry.id == source), None)

    def walk(self) -> Iterator[Clause]:
        """Every clause, each before its sub-clauses."""
        return chain.from_iterable(point.walk() for point in self.points)
