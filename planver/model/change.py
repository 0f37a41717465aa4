"""What changed between two drafts, clause by clause and word by word."""

from enum import StrEnum

from msgspec import Struct

from planver.model.history import Entry
from planver.model.numbering import Numbered
from planver.model.party import Confidence


class Kind(StrEnum):
    """The kinds of change; a change may have several at once (moved and amended)."""

    UNCHANGED = "unchanged"
    AMENDED = "amended"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    SPLIT = "split"
    JOINED = "joined"
    INSERTED = "inserted"
    DELETED = "deleted"


class Basis(StrEnum):
    """What a pair rests on."""

    ID = "id"
    ORIGIN = "origin"
    TEXT = "text"
    POSITION = "position"


class Relation(StrEnum):
    """How the after draft stands to the before draft: whether its tabling explains the changes."""

    BASED_ON = "based-on"
    OLDER = "older"
    SAME_DRAFT = "same-draft"
    UNRELATED = "unrelated"
    OTHER_PLAN = "other-plan"
    UNKNOWN = "unknown"

    @property
    def explains(self) -> bool:
        """Whether those who tabled the after draft can be said to have proposed the changes."""
        return self in (Relation.BASED_ON, Relation.UNKNOWN)


class Op(StrEnum):
    """Word-level operations."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


class ClaimBasis(StrEnum):
    """Where an attribution was read, strongest first."""

    CLAUSE = "clause"
    TRAILER = "trailer"
    DRAFT = "draft"
    AUTHOR = "author"


# From here on a pair by the words alone goes without saying: the words are the same, or nearly.
SURE = 0.95


class Pair(Struct, frozen=True, kw_only=True):
    """Which clauses answer which: indices into the walks of the two drafts.

    One to one, one before to several after (split), or several before to one after (joined).
    `confidence` is the share of such pairs that are right, 0 to 1.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    basis: Basis
    confidence: float


class PossiblePair(Struct, frozen=True, kw_only=True):
    """A pair below the bound: told as a possibility, never as a fact."""

    before: int
    after: int
    confidence: float


class Alignment(Struct, frozen=True, kw_only=True):
    """Which clause answers which; whatever stands in no pair was deleted or inserted."""

    pairs: tuple[Pair, ...]
    possible: tuple[PossiblePair, ...] = ()


class Edit(Struct, frozen=True, kw_only=True):
    """A run of text that stayed, went, or came.

    `cosmetic` edits change how the text looks and hardly what it says. `moved` is the number of a
    move inside the clause: its delete and insert edits are the same words at their old place and
    their new one, but for white space around them and a capital at the start of a sentence.
    """

    op: Op
    text: str
    cosmetic: bool = False
    moved: int | None = None


class Matter(StrEnum):
    """The kinds of substance that a flag can be about."""

    NUMBER = "number"
    MONEY = "money"
    PERCENTAGE = "percentage"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    DEADLINE = "deadline"
    QUANTITY = "quantity"
    BOUND = "bound"
    MODALITY = "modality"
    NEGATION = "negation"
    QUALIFIER = "qualifier"
    CONDITION = "condition"
    PARTY = "party"
    REFERENCE = "reference"
    RED_LINE = "red-line"


class Sense(StrEnum):
    """Which way a matter turned, where that can be told."""

    WEAKER = "weaker"
    STRONGER = "stronger"
    GONE = "gone"
    SET = "set"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"


class Flag(Struct, frozen=True, kw_only=True):
    """A matter of substance: a figure that changed, a red line that was touched.

    `before` and `after` are as written; None where a side says nothing of the kind. `sense` tells
    of a modal verb whether it became weaker or stronger, of a deadline whether it is gone or set,
    of a reference that it now leads elsewhere, or to a clause that is missing. `party` is the party
    named, or whose red line it is; `note` the words of a red line, or the path at which the clause
    stands that a reference meant before (None where it is gone).
    """

    kind: Matter
    before: str | None = None
    after: str | None = None
    sense: Sense | None = None
    party: str | None = None
    note: str | None = None


class Attribution(Struct, frozen=True, kw_only=True):
    """Who put a change forward, as far as the record claims, and where it claims so."""

    party: str
    basis: ClaimBasis
    draft: str
    revision: str | None = None
    confidence: Confidence = Confidence.STATED
    source: str | None = None
    note: str | None = None

    @property
    def names_party(self) -> bool:
        """Whether it names a party at all, and not whoever recorded the draft in git."""
        return self.basis is not ClaimBasis.AUTHOR


# Sides of which one holds, and nobody knows which: each with all whom the record puts behind it,
# none where it names nobody. Mostly one.
Credits = tuple[tuple[Attribution, ...], ...]


class Taken(Struct, frozen=True, kw_only=True):
    """Another draft that the after draft goes back to, and that has a change already.

    `first` is the draft in which that line of drafts has it first, with those whom the record there
    puts behind it. Where not `whole`, only some of the words read as in `entry`, and `proposed_by`
    is empty.
    """

    entry: Entry
    first: Entry
    proposed_by: tuple[Attribution, ...] = ()
    whole: bool = True


class Possible(Struct, frozen=True, kw_only=True):
    """Where a deleted or inserted clause may have its answer on the other side."""

    path: str
    confidence: float


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of clauses, before their words are looked at.

    Deleted clauses have no `after`, inserted ones no `before`.
    """

    kinds: tuple[Kind, ...]
    before: tuple[Numbered, ...]
    after: tuple[Numbered, ...]
    basis: Basis | None
    confidence: float
    possible: tuple[Possible, ...] = ()


class ClauseChange(Outcome, frozen=True, kw_only=True):
    """One change: an outcome with its words, what that matters, and who put it forward.

    The equal and delete edits spell the before wording, the equal and insert edits the after
    wording; several clauses on a side are joined by a line break. What the after draft took over
    from another draft it goes back to is told in `taken_from`, and not as proposed by those who
    tabled the after draft.
    """

    similarity: float
    edits: tuple[Edit, ...]
    flags: tuple[Flag, ...] = ()
    proposed_by: tuple[Attribution, ...] = ()
    taken_from: tuple[Taken, ...] = ()

    @property
    def claims(self) -> tuple[Attribution, ...]:
        """Everybody the record puts behind the change, in the after draft or where it was taken."""
        taken = (made for one in self.taken_from for made in one.proposed_by)
        return (*self.proposed_by, *taken)

    @property
    def taken_over(self) -> bool:
        """Whether the whole change was taken over from another draft."""
        return any(one.whole for one in self.taken_from)

    @property
    def status_changed(self) -> bool:
        """Whether the clause climbed or fell on the ladder from proposed to initialled."""
        return (
            len(self.before) == len(self.after) == 1
            and self.before[0].clause.status is not self.after[0].clause.status
        )

    @property
    def notable(self) -> bool:
        """Whether a reviewer has anything to look at."""
        return self.kinds != (Kind.UNCHANGED,) or self.status_changed or bool(self.flags)

    @property
    def reworded(self) -> bool:
        """Whether words changed, and not only in a cosmetic way."""
        return any(edit.op is not Op.EQUAL and not edit.cosmetic for edit in self.edits)

    @property
    def cosmetic(self) -> bool:
        """Whether all that changed is cosmetic, so that the change may be folded."""
        return (
            self.kinds == (Kind.AMENDED,)
            and not self.reworded
            and not self.status_changed
            and not self.flags
        )


class DraftDiff(Struct, frozen=True, kw_only=True):
    """Everything that changed from `before` to `after`, in the order of the after draft.

    Empty of changes where a side's wording was never published: such a draft is a gap in
    knowledge, and nothing in it counts as deleted. `between` are the drafts on the way from the one
    to the other, oldest first: what changed may have changed in any of them.
    """

    before: Entry
    after: Entry
    changes: tuple[ClauseChange, ...]
    relation: Relation = Relation.UNKNOWN
    between: tuple[Entry, ...] = ()

    @property
    def comparable(self) -> bool:
        """Whether both wordings are known."""
        return self.before.draft.published and self.after.draft.published

    @property
    def cosmetic(self) -> tuple[int, ...]:
        """Places of the changes that are cosmetic only."""
        return tuple(at for at, change in enumerate(self.changes) if change.cosmetic)

    def counts(self) -> dict[Kind, int]:
        """How many changes have each kind; a change of two kinds counts under both."""
        counts = dict.fromkeys(Kind, 0)
        for change in self.changes:
            for kind in change.kinds:
                counts[kind] += 1
        return counts


class Node(Struct, frozen=True, kw_only=True):
    """A draft in the graph of a plan.

    `diffs` compares it with each nearest published draft below it; the unpublished ones that this
    goes across stand in the `between` of a diff. Bases that lead to none have a diff without
    changes.
    """

    entry: Entry
    bases: tuple[str, ...]
    diffs: tuple[DraftDiff, ...]


class ChangedDrafts(Struct, frozen=True, kw_only=True):
    """The drafts of one plan in which a party, or a clause, changed something.

    `party` is its name, `point` as it was asked for, `by_number` where that is no id of a clause.
    The diffs of the nodes hold the changes that were asked for and no others, against the nearest
    published drafts below; their `bases` are those among the nodes. `first` are the ids of drafts
    that are based on no other, `unknown` of those left out of which not all can be told. `named`
    are drafts among these two with the claims by which the party stands on record for them.
    """

    title: str
    party: str | None = None
    point: str | None = None
    by_number: bool = False
    nodes: tuple[Node, ...] = ()
    first: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    named: tuple[tuple[Entry, tuple[Attribution, ...]], ...] = ()
