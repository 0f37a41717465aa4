"""The rules of the plan file, each with its code, and the list findings are gathered in."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from planver.model.finding import Finding, Place, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

# Beyond this many a file is not a draft with slips but something else; the limit keeps a hostile
# file from filling memory with findings.
MAX_FINDINGS = 1_000


class Rule(Struct, frozen=True, kw_only=True):
    """One rule: `code` is a slug, `description` one sentence.

    A `fatal` rule, once broken, leaves no sound draft to build; `mended` names what `planver fmt`
    puts right by itself.
    """

    code: str
    severity: Severity
    description: str
    fatal: bool = False
    mended: bool = False


def _fatal(code: str, description: str) -> Rule:
    return Rule(code=code, severity=ERROR, description=description, fatal=True)


def _error(code: str, description: str) -> Rule:
    return Rule(code=code, severity=ERROR, description=description)


def _warning(code: str, description: str, *, mended: bool = False) -> Rule:
    return Rule(code=code, severity=WARNING, description=description, mended=mended)


_TABLE = (
    # The file and its characters.
    _fatal("empty-file", "The file holds a draft."),
    _fatal("file-too-large", "The file is at most 16 MiB."),
    _fatal("not-utf8", "The file is saved as UTF-8."),
    _warning("byte-order-mark", "The file has no byte order mark.", mended=True),
    _warning("line-endings", "Lines end in LF, as git keeps them.", mended=True),
    _fatal("control-character", "No control characters, nor line breaks other than LF."),
    _error("bidi-control", "No characters that reorder the text around them on screen."),
    _warning("invisible-character", "No characters that nobody can see."),
    _error("tab", "No tab characters."),
    _warning("not-nfc", "Letters with accents are single characters (Unicode NFC).", mended=True),
    _fatal("stacked-marks", "A letter carries at most 30 accents or other marks."),
    # The layout language.
    _fatal("not-yaml", "The file can be read as lists and `key: value` lines (YAML)."),
    _fatal("directive", "No lines that begin with %."),
    _fatal("several-documents", "One file holds one draft."),
    _fatal("anchor", "No anchors (&name) and no references to them (*name)."),
    _fatal("tag", "No type tags (!name)."),
    _fatal("merge-key", "No merge keys (<<)."),
    _fatal("duplicate-key", "A key is written once."),
    _fatal("too-deep", "Clauses nest at most 12 deep."),
    _fatal("too-many-clauses", "A draft has at most 100,000 clauses."),
    _fatal("too-many-values", "A file has at most 1,500,000 keys and values."),
    _fatal("clause-too-long", "One clause is at most 256 KiB."),
    # Keys and values.
    _fatal("format-version", "`planver: 1` names the format."),
    _fatal("missing-key", "Keys the format requires are there."),
    _fatal("unknown-key", "Keys are those of the format."),
    _fatal("wrong-type", "A value is of the kind its key calls for: a text, a list or keys."),
    _fatal("empty-value", "A key that is written has a value."),
    _fatal("quote-value", "A value that YAML would take for something other than text is quoted."),
    _fatal("unknown-value", "A value with a fixed set of words is one of them."),
    _fatal("bad-date", "Dates are real days written YYYY-MM-DD."),
    # What the draft says.
    _error("missing-id", "Every clause has an id."),
    _error("bad-id", "Ids are small letters, digits and hyphens, and begin with a letter."),
    _error("duplicate-id", "An id stands for one thing."),
    _error("unknown-party", "Parties that are named are in `parties`."),
    _error("unknown-source", "Sources that are named are in the draft's `sources`."),
    _error("unknown-clause", "A position is on a clause of the draft."),
    _warning("repeated-entry", "A list names nothing twice."),
    _error("circular-group", "A group of parties is no member of itself."),
    _error("based-on-itself", "A draft is not based on itself."),
    _error(
        "bad-origin",
        "An origin is one of `split_from`, `joined_from` and `from`; `not_from` may stand beside "
        "it, or alone.",
    ),
    _error("bad-number", "A number is written bare: 4, not 4. or (4)."),
    _warning("repeated-number", "Clauses side by side have different numbers."),
    _error("bad-language", "The language is a BCP 47 tag such as en or zh-Hans."),
    _warning("bad-url", "A url begins with http:// or https://."),
    _error("bad-fingerprint", "A signer is the whole fingerprint of an ssh or gpg key."),
    _error("repeated-signer", "A key is listed once, for one party."),
    _error("empty-clause", "A clause has text, a heading or sub-clauses."),
    _error("unbalanced-bracket", "Every square bracket has its partner within the point."),
    _warning("agreed-but-open", "An agreed clause has no brackets and no alternatives left."),
    _warning("stray-whitespace", "A text does not begin or end in spaces or line breaks."),
    _warning("no-points", "A draft whose wording is known has points."),
    _error("unpublished-points", "A draft whose wording was never published has no points."),
    _warning("nothing-reported", "An unpublished draft says what is `reported` of it."),
    _warning("reported-published", "`reported` is for drafts whose wording was never published."),
    _warning("too-many-findings", "At most 1,000 findings are listed for a file."),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _TABLE})

# What is asked of the files that are checked together.
_FILES = (_error("draft-in-two-files", "A draft stands in one file."),)

FILES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _FILES})

# What is asked of the way from one draft to another, where no single file can be wrong.
_BETWEEN = (
    _error(
        "unattributed-change",
        "Every change has a proposal on record: a claim of its clause, a trailer, or who tabled "
        "the draft; the author of a commit is none.",
    ),
    _warning("unknown-wording", "Every draft on the way was published, so that its changes show."),
    _warning("unknown-base", "Every draft that one on the way is based on is there."),
)

BETWEEN: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _BETWEEN})


# What is asked of a revision as a whole.
_REVISIONS = (
    _warning(
        "shared-trailer",
        "A `Proposed-by:` line without a clause speaks for all drafts of its revision: it fits the "
        "`tabled_by` of each, or the revision has one draft.",
    ),
)

REVISIONS: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _REVISIONS})


# What is asked of the signatures on revisions, by who wants them checked.
_SIGNATURES = (
    _error("wrong-signer", "A revision is signed by a party it is credited to, not by another."),
    _error("bad-signature", "A signature fits the revision it stands on."),
    _warning("unknown-signer", "A draft before the revision lists the key it is signed with."),
    _warning("uncertain-signature", "A signature can be checked, and tells who signed."),
    _warning("unsigned", "A revision is signed."),
    _warning("new-signer", "A key listed first has a signature of its party behind it."),
    _warning("unreadable-revision", "A revision can be read, so that it is known whom it credits."),
)

SIGNATURES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _SIGNATURES})


class Findings:
    """Gathers the findings of one file; `fatal` once one leaves no sound draft."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self.fatal = False

    @property
    def full(self) -> bool:
        """Whether the list has reached its limit; looking further is wasted work."""
        return len(self._found) > MAX_FINDINGS

    def add(self, rule: str, place: Place, message: str, hint: str) -> None:
        """Put a finding on the list; past the limit only a word that there are more."""
        self.fatal = self.fatal or RULES[rule].fatal
        if self.full:
            return
        if len(self._found) == MAX_FINDINGS:
            rule, message = "too-many-findings", "There are more findings than are listed here."
            hint = "Mend those listed and check again."
        self._found.append(
            Finding(
                rule=rule,
                severity=RULES[rule].severity,
                place=place,
                message=message,
                hint=hint,
            )
        )

    def sorted(self) -> list[Finding]:
        """All of them in the order of the file."""
        return sorted(self._found, key=_order)


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding.place.line, finding.place.column, finding.rule


def rules_markdown() -> str:
    """The rules as the table of docs/rules.md."""
    lines = [
        "# The rules of a plan file",
        "",
        "`planver check` lists everything a file has against it, each with a rule, the line and",
        "column, the clause, a sentence and what to do. An error refuses the file; a warning asks",
        "for a look. Where the last column says *no draft*, a file that breaks the rule cannot be",
        "compared until it is mended; *fmt* means that `planver fmt` mends it.",
        "",
        "This page is made from the rules themselves: `planver.planfile.rules_markdown()`.",
        "",
        "| rule | severity | what it asks | then |",
        "|---|---|---|---|",
    ]
    lines += (_row(rule) for rule in RULES.values())
    lines += [
        "",
        "## Between files",
        "",
        "Where several files on disk are checked, no two may hold drafts of one plan with one id:",
        "nobody could say which of them that id stands for.",
        "",
        "| rule | severity | what it asks | then |",
        "|---|---|---|---|",
        *(_row(rule) for rule in FILES.values()),
        "",
        "## Between drafts",
        "",
        "`planver check --attributed A..B` asks who proposed what changed on the way from draft A",
        "to draft B: in every draft on that way against each it is based on, every draft in its",
        "newest wording. A claim counts whatever its confidence, for it names who is said to have",
        "proposed the change, and so does a claim that the clause kept from the draft before. What",
        "came across a draft that was never published is covered by the claim of its clause, or",
        "where both drafts say who tabled them. What a draft took over from another base is",
        "covered by the record of the draft that has it first.",
        "",
        "| rule | severity | what it asks | then |",
        "|---|---|---|---|",
        *(_row(rule) for rule in BETWEEN.values()),
        "",
        "## Revisions",
        "",
        "`planver check A..B` and `planver check REV` ask this of revisions as well, and so does",
        "the hook that reads the message of a commit.",
        "",
        "| rule | severity | what it asks | then |",
        "|---|---|---|---|",
        *(_row(rule) for rule in REVISIONS.values()),
        "",
        "## Signatures",
        "",
        "`planver check --signed A..B` compares who signed each revision with whom it is credited",
        "to; see [signatures](signatures.md).",
        "",
        "| rule | severity | what it asks | then |",
        "|---|---|---|---|",
        *(_row(rule) for rule in SIGNATURES.values()),
    ]
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    then = "no draft" if rule.fatal else "fmt" if rule.mended else ""
    description = rule.description.replace("|", "\\|").replace("*", "\\*").replace("<", "\\<")
    return f"| `{rule.code}` | {rule.severity.value} | {description} | {then} |"
