"""The format as a table: every key of every part of a plan file, in the order files are written.

Reading, writing, the JSON Schema and the documentation all follow it.
"""

from typing import Any

from planver.model.draft import (
    Alternative,
    Clause,
    Draft,
    Origin,
    Report,
    Source,
    Status,
    Wording,
)
from planver.model.party import Claim, Confidence, Party, Position, Stance
from planver.planfile.nodes import Node
from planver.planfile.reading import Reading, Role
from planver.planfile.shapes import NEVER, ClaimKeys, ClauseKeys, Keys, Kind, ListOf, key
from planver.planfile.values import Choice, FormatVersion, Line, Prose


def _make_draft(**values: Any) -> Draft:
    values.pop("planver", None)
    return Draft(**values.pop("draft"), **values)


def _make_clause(**values: Any) -> Clause:
    return Clause(**{"id": None, "text": "", **values})


FILE = Kind("a plan file", _make_draft)
DRAFT = Kind("a draft", dict)
SOURCE = Kind("a source", Source, compact=True)
PARTY = Kind("a party", Party, compact=True)
CLAIM = Kind("a claim", Claim, compact=True)
CLAUSE = Kind("a clause", _make_clause)
ALTERNATIVE = Kind("an alternative", Alternative)
ORIGIN = Kind("an origin", Origin, compact=True)
REPORT = Kind("a report", Report)
POSITION = Kind("a position", Position, compact=True)

_CLAIMS = ListOf(ClaimKeys(CLAIM), distinct=True)
_CLAUSES = ListOf(ClauseKeys(CLAUSE), spaced=True)
_LINES = ListOf(Line())
_PARTIES = ListOf(Line(Role.PARTY), distinct=True)
_ANY_CLAUSES = ListOf(Line(Role.ANY_CLAUSE), distinct=True)

FILE.define(
    key("planver", FormatVersion(), "The number of the format: 1.", required=True),
    key("plan", Line(Role.PLAN_ID), "The id of the plan, over all its drafts.", required=True),
    key("title", Line(), "The name of the plan.", attr="plan_title"),
    key("lang", Line(Role.LANGUAGE), "The language as a BCP 47 tag; en if left out.", omit=NEVER),
    key("draft", Keys(DRAFT), "What is known about this draft as a whole.", required=True),
    key(
        "parties",
        ListOf(Keys(PARTY)),
        "The sides, the mediators and the groups of them that the file names.",
        omit=(),
    ),
    key("points", _CLAUSES, "The points, in the order of the draft.", required=True),
    key(
        "reported",
        ListOf(Keys(REPORT), spaced=True),
        "What is said of a draft whose wording was never published.",
        omit=(),
    ),
    key("positions", ListOf(Keys(POSITION)), "Where parties stand on clauses.", omit=()),
)
DRAFT.define(
    key(
        "id",
        Line(Role.DRAFT_ID),
        "The draft's id, unique in the plan, never reused.",
        required=True,
    ),
    key("title", Line(), "The draft's name for people."),
    key("date", Line(Role.DATE), "The day it was tabled, YYYY-MM-DD, in quotes."),
    key("tabled_by", _CLAIMS, "Who put the draft on the table.", omit=()),
    key(
        "based_on",
        ListOf(Line(Role.BASE), distinct=True),
        "The ids of the drafts it was made from; [] for a root.",
        omit=NEVER,
    ),
    key("wording", Choice(Wording), "How the words relate to what was tabled.", omit=NEVER),
    key("sources", ListOf(Keys(SOURCE)), "The reports and papers behind the file.", omit=()),
    key("notes", Prose(short=True), "Anything a reader of the draft should know."),
)
SOURCE.define(
    key("id", Line(Role.SOURCE_ID), "The source's id.", required=True),
    key("title", Line(), "Its title.", required=True),
    key("publisher", Line(), "Who published it."),
    key("date", Line(Role.DATE), "When, YYYY-MM-DD, in quotes."),
    key("url", Line(Role.URL), "Where it can be read, in quotes."),
)
PARTY.define(
    key("id", Line(Role.PARTY_ID), "The party's id.", required=True),
    key("name", Line(), "Its name.", required=True),
    key("role", Line(), "What it does at the talks, such as mediator."),
    key("members", _PARTIES, "For a group: the ids of its members.", omit=()),
    key("aliases", _LINES, "Other names it goes by.", omit=()),
    key(
        "signers",
        ListOf(Line(Role.SIGNER)),
        "The fingerprints of the ssh and gpg keys it signs with, in quotes.",
        omit=(),
    ),
)
CLAIM.define(
    key("party", Line(Role.PARTY), "The id of the party.", required=True),
    key(
        "confidence",
        Choice(Confidence),
        "How far the claim is backed; stated if left out.",
        omit=Confidence.STATED,
    ),
    key("source", Line(Role.SOURCE), "The id of the source behind the claim."),
    key("note", Line(), "A word on the claim."),
)
CLAUSE.define(
    key("id", Line(Role.CLAUSE_ID), "The clause's id, stable for the life of the plan."),
    key("number", Line(Role.NUMBER), "The number as tabled, where plain counting departs from it."),
    key("heading", Line(), "The heading."),
    key("text", Prose(may_be_empty=True), "The words of the clause.", omit=""),
    key("clauses", _CLAUSES, "Its sub-clauses.", omit=()),
    key("closing", Prose(), "Words after the last sub-clause."),
    key("status", Choice(Status), "How far it is agreed.", omit=Status.PROPOSED),
    key("proposed_by", _CLAIMS, "Who proposed this clause's change in this draft.", omit=()),
    key(
        "alternatives",
        ListOf(Keys(ALTERNATIVE)),
        "Other wordings still on the table.",
        omit=(),
    ),
    key("origin", Keys(ORIGIN), "Which earlier clauses it came from, as a human confirmed."),
    key("notes", Prose(short=True), "Anything a reader of the clause should know."),
)
ALTERNATIVE.define(
    key(
        "by",
        ListOf(ClaimKeys(CLAIM), least=1, distinct=True),
        "Who proposes this wording.",
        required=True,
    ),
    key("text", Prose(), "The wording.", required=True),
)
ORIGIN.define(
    key("split_from", _ANY_CLAUSES, "The earlier clause this is a part of.", omit=()),
    key("joined_from", _ANY_CLAUSES, "The earlier clauses that became this one.", omit=()),
    key("from", Line(Role.ANY_CLAUSE), "The earlier clause this one is.", attr="from_id"),
    key("not_from", _ANY_CLAUSES, "Earlier clauses this one is not, however alike.", omit=()),
)
REPORT.define(
    key("text", Prose(), "What is reported, in your own words.", required=True),
    key("source", Line(Role.SOURCE), "The id of the source."),
    key("clauses", _ANY_CLAUSES, "The ids of the clauses it is about.", omit=()),
    key(
        "confidence",
        Choice(Confidence),
        "How far it is backed; reported if left out.",
        omit=Confidence.REPORTED,
    ),
)
POSITION.define(
    key("party", Line(Role.PARTY), "The id of the party.", required=True),
    key("on", Line(Role.CLAUSE), "The id of the clause.", required=True),
    key("stance", Choice(Stance), "What the party says of the clause.", required=True),
    key("date", Line(Role.DATE), "When it said so, YYYY-MM-DD, in quotes."),
    key("source", Line(Role.SOURCE), "The id of the source."),
    key("text", Prose(), "What it said."),
)


def read_file(reading: Reading) -> Draft | None:
    """The draft a file holds, with blanks where something could not be read."""
    draft = Keys(FILE).read(reading, reading.root, "the file")
    return draft if isinstance(draft, Draft) else None


def write_file(draft: Draft) -> Node:
    """The nodes of a file that holds the draft."""
    return Keys(FILE).write(draft)
