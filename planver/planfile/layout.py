"""Nodes to lines: the canonical layout, for drafts and for files put in order alike."""

from collections.abc import Mapping as Lookup
from types import MappingProxyType

from msgspec import Struct, field

from planver.planfile.nodes import Mapping, Node, Scalar, Sequence
from planver.planfile.scalars import block, inline
from planver.planfile.shapes import Keys, Kind, ListOf, Shape
from planver.planfile.values import FormatVersion, Prose

# A short note stands beside its key if it fits.
WIDTH = 100

# Between a value and the comment after it; more means the two have lost each other.
_WIDEST_GAP = 40


class Remarks(Struct):
    """The comments around an entry: on lines above, at the end of its first line, below it.

    `beside` comes with the column it stood in, so that comments lined up stay so.
    """

    above: list[str] = field(default_factory=list)
    beside: tuple[int, str] | None = None
    below: list[str] = field(default_factory=list)


_NO_REMARKS = Remarks()


class Layout:
    """Lays out nodes; `remarks` are found by the identity of a key or of a list's entry."""

    def __init__(self, remarks: Lookup[int, Remarks] = MappingProxyType({})) -> None:
        self._remarks = dict(remarks)

    def lines(self, root: Mapping, kind: Kind) -> list[str]:
        """The lines of a whole file."""
        return self._keys(root, kind, 0)

    def _around(self, node: Node) -> Remarks:
        return self._remarks.get(id(node), _NO_REMARKS)

    def _keys(self, node: Mapping, kind: Kind, indent: int) -> list[str]:
        lines: list[str] = []
        for key, value in _in_order(node, kind):
            lines += self._entry(key, value, kind.keys[key.value].shape, indent)
        return lines

    def _entry(self, key: Scalar, value: Node, shape: Shape, indent: int) -> list[str]:
        around, margin = self._around(key), " " * indent
        first, rest = self._value(value, shape, indent, f"{margin}{key.value}:")
        return [
            *_comments(around.above, indent),
            _beside(first, around),
            *rest,
            *_comments(around.below, indent),
        ]

    def _value(self, node: Node, shape: Shape, indent: int, head: str) -> tuple[str, list[str]]:
        """The value after `head`: the line with the head, and the lines below it."""
        if isinstance(node, Scalar):
            return _scalar(node, shape, indent, head)
        flow = self._flow(node, shape, indent)
        if flow is not None:
            return f"{head} {flow[0]}", flow[1:]
        if isinstance(node, Sequence) and isinstance(shape, ListOf):
            return head, self._items(node, shape, indent + 2)
        if isinstance(node, Mapping) and isinstance(shape, Keys):
            return head, self._keys(node, shape.kind, indent + 2)
        raise TypeError(f"{shape} cannot be laid out as {type(node).__name__}")

    def _items(self, node: Sequence, shape: ListOf, indent: int) -> list[str]:
        lines: list[str] = []
        for child in node.children:
            if lines and shape.spaced:
                lines.append("")
            lines += self._item(child, shape.item, indent)
        return lines

    def _item(self, node: Node, shape: Shape, indent: int) -> list[str]:
        around, margin = self._around(node), " " * indent
        above, below = list(around.above), _comments(around.below, indent)
        if isinstance(node, Scalar):
            first, rest = _scalar(node, shape, indent, f"{margin}-")
            return [*_comments(above, indent), _beside(first, around), *rest, *below]
        if not (isinstance(node, Mapping) and isinstance(shape, Keys)):
            raise TypeError(f"{shape} cannot be laid out as {type(node).__name__}")
        above += self._take_head(node, shape.kind)
        lines = self._flow(node, shape, indent)
        if lines is not None and len(lines) == 1:
            return [*_comments(above, indent), _beside(f"{margin}- {lines[0]}", around), *below]
        if around.beside:
            above.append(around.beside[1])
        if lines is None:
            lines = self._keys(node, shape.kind, indent + 2)
            lines[0] = lines[0].lstrip(" ")
        return [*_comments(above, indent), f"{margin}- {lines[0]}", *lines[1:], *below]

    def _take_head(self, node: Mapping, kind: Kind) -> list[str]:
        """What stands above the first key of a list's entry: it goes above the dash."""
        for key, _ in _in_order(node, kind)[:1]:
            around = self._remarks.pop(id(key), _NO_REMARKS)
            if around.beside or around.below:
                self._remarks[id(key)] = Remarks(beside=around.beside, below=around.below)
            return around.above
        return []

    def _flow(self, node: Node, shape: Shape, indent: int) -> list[str] | None:
        """The value in ``[ ]`` or ``{ }``; None where it is to stand on lines of its own.

        One line, and a second for a text.
        """
        if isinstance(node, Sequence) and isinstance(shape, ListOf):
            return self._flow_items(node)
        if isinstance(node, Mapping) and isinstance(shape, Keys):
            return self._flow_keys(node, shape.kind, indent)
        return None

    def _flow_items(self, node: Sequence) -> list[str] | None:
        """A list of words; a list of anything else has a line for each entry."""
        words: list[str] = []
        for child in node.children:
            if id(child) in self._remarks or not isinstance(child, Scalar):
                return None
            words.append(inline(child.value, flow=True))
        return [f"[{', '.join(words)}]"]

    def _flow_keys(self, node: Mapping, kind: Kind, indent: int) -> list[str] | None:
        if node.children and not kind.compact:
            return None
        lines: list[str] = []
        parts: list[str] = []
        for key, value in _in_order(node, kind):
            flow = self._flow_value(value, kind.keys[key.value].shape)
            if id(key) in self._remarks or flow is None:
                return None
            if parts and isinstance(kind.keys[key.value].shape, Prose):
                lines.append("{" + ", ".join(parts) + ",")
                parts = []
            parts.append(f"{key.value}: {flow}")
        if lines:
            return [*lines, f"{' ' * (indent + 3)}{', '.join(parts)}}}"]
        return ["{" + ", ".join(parts) + "}"]

    def _flow_value(self, node: Node, shape: Shape) -> str | None:
        if isinstance(node, Scalar):
            prose = isinstance(shape, Prose) and (block(node.value) or ("", []))[1]
            return None if prose and len(prose) > 1 else inline(node.value, flow=True)
        flow = self._flow(node, shape, 0)
        return flow[0] if flow else None


def _in_order(node: Mapping, kind: Kind) -> list[tuple[Scalar, Node]]:
    order = {name: index for index, name in enumerate(kind.keys)}
    entries = [(key, value) for key, value in node.entries() if isinstance(key, Scalar)]
    return sorted(entries, key=lambda entry: order[entry[0].value])


def _scalar(node: Scalar, shape: Shape, indent: int, head: str) -> tuple[str, list[str]]:
    if isinstance(shape, FormatVersion):
        return f"{head} {node.value}", []
    if isinstance(shape, Prose):
        laid = block(node.value)
        short = shape.short and laid is not None and len(laid[1]) == 1
        if laid is not None and not (short and len(head) + 1 + len(node.value) <= WIDTH):
            margin = " " * (indent + 2)
            return f"{head} {laid[0]}", [margin + line if line else "" for line in laid[1]]
    return f"{head} {inline(node.value)}", []


def _comments(comments: list[str], indent: int) -> list[str]:
    return [" " * indent + comment for comment in comments]


def _beside(line: str, around: Remarks) -> str:
    if around.beside is None:
        return line
    column, comment = around.beside
    gap = column - 1 - len(line)
    return line + " " * (gap if 2 <= gap <= _WIDEST_GAP else 2) + comment
