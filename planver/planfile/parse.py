"""Bytes to draft: all that is wrong with a file, and the draft it holds where it holds one."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from planver.model.draft import Draft
from planver.model.finding import Finding, Place, Severity
from planver.planfile import checks
from planver.planfile.characters import shown
from planver.planfile.document import compose
from planver.planfile.nodes import Node, place_of
from planver.planfile.reading import ClauseMark, Reading, Role
from planver.planfile.rules import Findings
from planver.planfile.source import Source, read_source
from planver.planfile.table import read_file


class Parsed(Struct, frozen=True, kw_only=True):
    """What a plan file holds.

    `draft` is None where an error left no sound draft to build; `findings` are all of them, in
    the order of the file; `places` tells where each clause id stands.
    """

    draft: Draft | None
    findings: tuple[Finding, ...]
    places: Mapping[str, Place]

    @property
    def sound(self) -> Draft | None:
        """The draft, unless an error in the file makes a comparison unsafe."""
        return None if any(stops(finding) for finding in self.findings) else self.draft


# A comparison can do without ids, which texts from elsewhere do not have, and without positions
# on clauses that are not there.
_HARMLESS = frozenset({"missing-id", "unknown-clause"})


def stops(finding: Finding) -> bool:
    """Whether a finding makes a comparison unsafe."""
    return finding.severity is Severity.ERROR and finding.rule not in _HARMLESS


class Outcome(Struct, kw_only=True):
    """`Parsed`, with the source and the nodes it was read from.

    `reading` is what was noted on the way, None where there were no nodes.
    """

    parsed: Parsed
    source: Source | None = None
    root: Node | None = None
    reading: Reading | None = None


def parse(data: bytes) -> Parsed:
    """Read a plan file. Never raises for what the file holds: what is wrong becomes findings."""
    return read(data).parsed


def read(data: bytes, *, pure: bool = False) -> Outcome:
    """Read a plan file and keep its nodes; `pure` without PyYAML's C parser."""
    findings = Findings()
    source = read_source(data, findings)
    root = compose(source, findings, pure=pure) if source else None
    if source is None or root is None:
        if not findings.fatal:
            findings.add(
                "empty-file",
                Place(line=1, column=1),
                "The file holds nothing but comments.",
                "Start with the lines `planver: 1`, `plan:`, `draft:` and `points:`.",
            )
        return Outcome(
            parsed=Parsed(draft=None, findings=tuple(findings.sorted()), places={}), source=source
        )
    reading = Reading(source, root, findings)
    draft = read_file(reading)
    if draft is not None:
        checks.check(reading, draft)
    parsed = Parsed(
        draft=None if findings.fatal else draft,
        findings=_with_clauses(findings.sorted(), reading),
        places=_places(reading),
    )
    return Outcome(parsed=parsed, source=source, root=root, reading=reading)


def _places(reading: Reading) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for scalar in reading.named[Role.CLAUSE_ID]:
        if scalar.value not in places:
            places[scalar.value] = place_of(scalar)
    return places


def _with_clauses(findings: list[Finding], reading: Reading) -> tuple[Finding, ...]:
    """Name in each finding the innermost clause it stands in; findings are in file order."""
    if not findings:
        return ()
    named: list[Finding] = []
    around: list[tuple[ClauseMark, Place]] = []
    clauses = iter(reading.clauses)
    upcoming = next(clauses, None)
    for finding in findings:
        while upcoming and not _before(finding.place, place_of(upcoming.node)):
            around.append((upcoming, reading.source.place(upcoming.node.end)))
            upcoming = next(clauses, None)
        while around and not _before(finding.place, around[-1][1]):
            around.pop()
        holder = around[-1][0].id if around else None
        named.append(replace(finding, clause=shown(holder)) if holder else finding)
    return tuple(named)


def _before(place: Place, other: Place) -> bool:
    return (place.line, place.column) < (other.line, other.column)
