"""Values made of values: lists, sets of keys, clauses, claims.

Every kind of value, here and in `values`, knows how to read itself from a node and how to be one.
`read` gives the value, or `FAILED` after putting a finding on the list; it never raises. `write`
is its inverse.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from msgspec import Struct, field

from planver.model.party import Claim
from planver.planfile.characters import shown
from planver.planfile.nodes import Alias, Mapping, Node, Scalar, Sequence
from planver.planfile.reading import MAX_CLAUSES, MAX_DEPTH, ClauseMark, Reading, Role, nearest
from planver.planfile.values import FAILED, Line

NEVER: Any = object()


class Shape(Protocol):
    """A kind of value. `blank` stands in for one that is missing, so that checks can go on."""

    @property
    def blank(self) -> Any: ...

    def read(self, reading: Reading, node: Node, name: str) -> Any: ...

    def write(self, value: Any) -> Node: ...


class Key(Struct, frozen=True, eq=False, kw_only=True):
    """A key of the format.

    `attr` is the field of the model, `omit` the value for which the key is not written,
    `about` one sentence for the documentation and for editors.
    """

    name: str
    shape: Shape
    about: str
    attr: str
    required: bool = False
    omit: Any = None


def key(
    name: str,
    shape: Shape,
    about: str,
    *,
    attr: str | None = None,
    required: bool = False,
    omit: Any = None,
) -> Key:
    """A key whose model field has its name, unless told otherwise."""
    return Key(
        name=name,
        shape=shape,
        about=about,
        attr=attr or name,
        required=required,
        omit=NEVER if required else omit,
    )


class Kind(Struct, frozen=True, eq=False):
    """A set of keys that belong together.

    `noun` is for messages, `make` builds the model object; a `compact` kind may be laid out on one
    line, in braces.
    """

    noun: str
    make: Callable[..., Any]
    compact: bool = False
    keys: dict[str, Key] = field(default_factory=dict)

    def define(self, *keys: Key) -> None:
        """Give the kind its keys; apart from the constructor because clauses hold clauses."""
        self.keys.update((entry.name, entry) for entry in keys)


class ListOf(Struct, frozen=True, eq=False):
    """A list of values of one shape.

    `least` entries at least; `distinct` lists name nothing twice; entries of a `spaced` one are
    laid out with a blank line between them.
    """

    item: Shape
    least: int = 0
    distinct: bool = False
    spaced: bool = False

    @property
    def blank(self) -> tuple[()]:
        return ()

    def read(self, reading: Reading, node: Node, name: str) -> Any:
        if type(node) is not Sequence:
            reading.wrong_type(node, name, "a list", self._write_list(node, name))
            return FAILED
        if len(node.children) < self.least:
            reading.empty(node, name)
            return FAILED
        if self.distinct and len(node.children) > 1:
            reading.distinct.append(node)
        read, item_name = self.item.read, f"an entry of `{name}`"
        values = [read(reading, child, item_name) for child in node.children]
        return tuple(value for value in values if value is not FAILED)

    def _write_list(self, node: Node, name: str) -> str:
        words = isinstance(self.item, Line | ClaimKeys)
        if words and isinstance(node, Scalar) and len(node.value) <= 40:
            return f"Write it as a list: {name}: [{shown(node.value)}]"
        return "Begin each entry on a line of its own, with a dash and a space."

    def write(self, value: Iterable[Any]) -> Node:
        return Sequence([self.item.write(entry) for entry in value])


class Keys(Struct, frozen=True, eq=False):
    """A set of keys, read into an object of the model."""

    kind: Kind

    @property
    def blank(self) -> Any:
        return self.kind.make(**_blanks(self.kind, set()))

    def read(self, reading: Reading, node: Node, name: str) -> Any:
        if type(node) is not Mapping:
            reading.wrong_type(
                node,
                name,
                "a set of keys",
                f"Write `key: value` lines; the keys are: {', '.join(self.kind.keys)}.",
            )
            return FAILED
        values, seen = _read_keys(reading, node, self.kind)
        values.update(_blanks(self.kind, values.keys()))
        _report_missing(reading, node, self.kind, seen)
        return self.kind.make(**values)

    def write(self, value: Any) -> Node:
        children: list[Node] = []
        for entry in self.kind.keys.values():
            # A key without a field of its own, such as `draft`, holds part of the object itself.
            part = getattr(value, entry.attr, value)
            if entry.omit is NEVER or part != entry.omit:
                children += (Scalar(entry.name), entry.shape.write(part))
        return Mapping(children)


def _read_keys(
    reading: Reading, node: Mapping, kind: Kind
) -> tuple[dict[str, Any], dict[str, Node]]:
    values: dict[str, Any] = {}
    seen: dict[str, Node] = {}
    for key_node, value_node in node.entries():
        entry = _known_key(reading, key_node, kind, seen)
        if entry is not None:
            seen[entry.name] = key_node
            value = entry.shape.read(reading, value_node, entry.name)
            if value is not FAILED:
                values[entry.attr] = value
    return values, seen


def _known_key(reading: Reading, node: Node, kind: Kind, seen: dict[str, Node]) -> Key | None:
    if not isinstance(node, Scalar):
        if not isinstance(node, Alias):
            reading.add(
                "wrong-type",
                node,
                "A key must be a word, and here stands a list or a set of keys.",
                "Write `key: value`; a text that begins with a bracket must be in quotes.",
            )
        return None
    name = node.value
    if name in seen:
        reading.add(
            "duplicate-key",
            node,
            f"`{name}` is written twice here; the first is in line {seen[name].line}.",
            "Keep one of them.",
        )
        return None
    entry = kind.keys.get(name)
    if entry is None:
        _report_unknown(reading, node, kind)
    return entry


def _report_unknown(reading: Reading, node: Scalar, kind: Kind) -> None:
    name = node.value
    if name == "<<" and node.plain:
        reading.add(
            "merge-key",
            node,
            "`<<` takes over keys from another part of the file.",
            "Write the keys out here.",
        )
        return
    near = None if reading.findings.full else nearest(name, kind.keys)
    reading.add(
        "unknown-key",
        node,
        f"{kind.noun.capitalize()} has no key `{shown(name)}`.",
        f"Did you mean `{near}`?" if near else f"Its keys are: {', '.join(kind.keys)}.",
    )


def _blanks(kind: Kind, present: Any) -> dict[str, Any]:
    return {
        entry.attr: entry.shape.blank
        for entry in kind.keys.values()
        if entry.required and entry.attr not in present
    }


def _report_missing(reading: Reading, node: Mapping, kind: Kind, seen: dict[str, Node]) -> None:
    for entry in kind.keys.values():
        if entry.required and entry.name not in seen:
            reading.add(
                "missing-key",
                node,
                f"{kind.noun.capitalize()} needs the key `{entry.name}`.",
                f"Add `{entry.name}:` here. {entry.about}",
            )


class ClauseKeys(Keys, frozen=True, eq=False):
    """A clause; its place and depth are noted."""

    def read(self, reading: Reading, node: Node, name: str) -> Any:
        if isinstance(node, Mapping):
            if reading.depth >= MAX_DEPTH:
                reading.add(
                    "too-deep",
                    node,
                    f"This clause is nested more than {MAX_DEPTH} deep.",
                    "Make it part of a clause further up.",
                )
                return FAILED
            if len(reading.clauses) >= MAX_CLAUSES:
                reading.too_many_clauses(node)
                return FAILED
            reading.clauses.append(ClauseMark(node, reading.depth + 1))
        reading.depth += 1
        clause = Keys.read(self, reading, node, name)
        reading.depth -= 1
        return clause


class ClaimKeys(Keys, frozen=True, eq=False):
    """A claim: in its short form only the party's id."""

    def read(self, reading: Reading, node: Node, name: str) -> Any:
        if not isinstance(node, Scalar):
            return Keys.read(self, reading, node, name)
        party = Line(Role.PARTY).read(reading, node, name)
        return party if party is FAILED else Claim(party=party)

    def write(self, value: Claim) -> Node:
        if value == Claim(party=value.party):
            return Scalar(value.party)
        return Keys.write(self, value)
