"""Recording a draft: the file is checked, then it becomes a revision with its attribution."""

from pathlib import Path

from msgspec import Struct

from planver.errors import PlanFileError
from planver.model.draft import Draft
from planver.model.finding import Finding
from planver.model.history import Trailer
from planver.planfile.parse import parse
from planver.render.phrases import clause_meant, party_meant
from planver.repository import writer
from planver.repository.trailers import claimed_trailers, parse_proposed_by, source_line
from planver.workflow.check import Checked
from planver.workflow.files import read
from planver.workflow.reading import need_plan_file


class Wanted(Struct, frozen=True, kw_only=True):
    """What the user says about the revision; anything left out is read from the draft."""

    message: str | None = None
    author: str | None = None
    date: str | None = None
    proposed_by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class UnsoundError(PlanFileError):
    """The file has errors, so it was not recorded; `findings` are all of them."""

    def __init__(self, file: Path, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            f"{file} has errors and was not recorded.", "Mend what is listed above, then record it."
        )
        self.findings = findings


def record(file: Path, wanted: Wanted) -> tuple[Draft, writer.Recorded]:
    """Make the plan file's content a revision; other files and staged changes are left alone.

    Raises UnsoundError for a file with errors, RepositoryError where git cannot take it.
    """
    need_plan_file(file)
    parsed = parse(read(file))
    if parsed.draft is None or not Checked(name=str(file), findings=parsed.findings).sound:
        raise UnsoundError(file, parsed.findings)
    draft = parsed.draft
    proposed_by = claimed_trailers(draft)
    if wanted.proposed_by:
        proposed_by = tuple(_trailer(value, draft) for value in wanted.proposed_by)
    recorded = writer.record(
        file,
        message=wanted.message or _message(draft),
        author=wanted.author,
        date=wanted.date,
        proposed_by=proposed_by,
        sources=wanted.sources or tuple(source_line(source) for source in draft.sources),
    )
    return draft, recorded


def _message(draft: Draft) -> str:
    return " ".join(draft.name.split())


def _trailer(value: str, draft: Draft) -> Trailer:
    trailer = parse_proposed_by(value)
    parties = sorted(party.id for party in draft.parties)
    if trailer is None:
        raise PlanFileError(
            f"{value!r} does not say who proposed what.",
            "Write a party id, or a party and a clause: alba, or alba [ceasefire].",
        )
    if trailer.claim.party not in parties:
        raise PlanFileError(
            f"The draft knows no party {trailer.claim.party!r}.",
            f"{party_meant(trailer.claim.party, [draft])}Its parties are {', '.join(parties)}."
            if parties
            else "List it under parties first.",
        )
    if trailer.clause and trailer.clause not in {clause.id for clause in draft.walk()}:
        raise PlanFileError(
            f"The draft has no clause {trailer.clause!r}.",
            f"{clause_meant(trailer.clause, [draft])}`planver show DRAFT` lists the clauses.",
        )
    return trailer
