"""What is noted down while the nodes of a file are read, for the rules to look at afterwards."""

from collections import defaultdict
from collections.abc import Iterable
from enum import Enum, auto

from msgspec import Struct

from planver.model.finding import Place
from planver.planfile.characters import shown
from planver.planfile.nodes import Alias, Mapping, Node, Scalar, Sequence, place_of
from planver.planfile.rules import Findings
from planver.planfile.scalars import looks_typed
from planver.planfile.source import Source

MAX_DEPTH = 12
MAX_CLAUSES = 100_000
MAX_CLAUSE_BYTES = 256 * 1024


class Role(Enum):
    """What a short value stands for; decides which rules look at it."""

    PLAN_ID = auto()
    DRAFT_ID = auto()
    CLAUSE_ID = auto()
    PARTY_ID = auto()
    SOURCE_ID = auto()
    PARTY = auto()
    SOURCE = auto()
    CLAUSE = auto()
    ANY_CLAUSE = auto()
    BASE = auto()
    DATE = auto()
    LANGUAGE = auto()
    NUMBER = auto()
    URL = auto()
    SIGNER = auto()


class ClauseMark(Struct):
    """Where a clause stands; `depth` is 1 for a point."""

    node: Mapping
    depth: int

    @property
    def id(self) -> str | None:
        """The clause's id, where it has one."""
        node = self.node.get("id")
        return node.value if isinstance(node, Scalar) else None


class Reading:
    """One file while it is read: its findings, and each value of interest with its place."""

    def __init__(self, source: Source, root: Node, findings: Findings) -> None:
        self.source = source
        self.root = root
        self.findings = findings
        self.named: defaultdict[Role, list[Scalar]] = defaultdict(list)
        self.clauses: list[ClauseMark] = []
        self.texts: list[Scalar] = []
        self.distinct: list[Sequence] = []
        self.unreadable: set[str] = set()
        self.depth = 0
        self._overflowed = False

    def add(self, rule: str, at: Node | Place, message: str, hint: str) -> None:
        """A finding at a node, or at a place inside one."""
        place = at if isinstance(at, Place) else place_of(at)
        self.findings.add(rule, place, message, hint)

    def top_level(self, name: str) -> Node | None:
        """The value of a key of the file."""
        return self.root.get(name) if isinstance(self.root, Mapping) else None

    def too_many_clauses(self, node: Node) -> None:
        """A finding, once, for the first clause beyond the limit."""
        if not self._overflowed:
            self._overflowed = True
            self.add(
                "too-many-clauses",
                node,
                f"The draft has more than {MAX_CLAUSES:,} clauses.",
                "Is this one draft? Look for something repeated by mistake.",
            )

    def text(self, node: Node, name: str) -> str | None:
        """The text of a value; None, and a finding, where the value is none."""
        if not isinstance(node, Scalar):
            self.wrong_type(node, name, "a text", _write_text(node, name))
            return None
        if node.plain and looks_typed(node.value):
            self._untrue_text(node, name)
            return None
        return node.value

    def _untrue_text(self, node: Scalar, name: str) -> None:
        if not node.value:
            self.empty(node, name)
            return
        self.add(
            "quote-value",
            node,
            f"Without quotes, `{shown(node.value)}` is not text to every program.",
            f'Quote this value: "{shown(node.value)}".',
        )

    def empty(self, node: Node, name: str) -> None:
        """A finding for a key or an entry without a value."""
        self.add(
            "empty-value",
            node,
            f"{_said(name)} has no value.",
            "Write the value, or delete the line.",
        )

    def wrong_type(self, node: Node, name: str, wanted: str, hint: str) -> None:
        """A finding for a value of another kind than its key calls for."""
        self.unreadable.add(name)
        if isinstance(node, Alias):
            return  # reported when it passed
        if isinstance(node, Scalar) and node.plain and not node.value:
            self.empty(node, name)
            return
        self.add(
            "wrong-type",
            node,
            f"{_said(name)} must be {wanted}, and here stands {_kind_of(node)}.",
            hint,
        )


def _said(name: str) -> str:
    """A key in backquotes, at the head of a sentence; `an entry of ...` as it is."""
    return name[0].upper() + name[1:] if " " in name else f"`{name}`"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name a misspelt one was probably meant to be."""
    from difflib import get_close_matches

    near = get_close_matches(name[:40].lower(), list(known), n=1)
    return near[0] if near else None


def _kind_of(node: Node) -> str:
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a set of keys"
    return "a text"


def _write_text(node: Node, name: str) -> str:
    if isinstance(node, Sequence | Mapping) and node.flow:
        return "If it is a text that begins with a bracket, put it on a line of its own after `>-`."
    if " " in name:
        return "Write a single text."
    return f"Write `{name}: >-` and the text on the lines below, indented."
