"""What a plan file is made of before anyone asks what it means: texts, lists and keyed lines.

Every node knows where it stands. `start` and `end` are offsets into the text of the file, in
characters; `line` and `column` count from 1. Nodes are not frozen: where a list ends is known only
after its last entry.
"""

from collections.abc import Iterator

from msgspec import Struct

from planver.model.finding import Place


class Scalar(Struct, eq=False):
    """A piece of text; `plain` where it was written without quotes and not as a block."""

    value: str
    plain: bool = False
    start: int = 0
    end: int = 0
    line: int = 1
    column: int = 1


class Sequence(Struct, eq=False):
    """A list."""

    children: list["Node"]
    start: int = 0
    end: int = 0
    line: int = 1
    column: int = 1
    flow: bool = False


class Mapping(Struct, eq=False):
    """Lines of `key: value`; `children` holds key, value, key, value, as the file gives them."""

    children: list["Node"]
    start: int = 0
    end: int = 0
    line: int = 1
    column: int = 1
    flow: bool = False

    def entries(self) -> Iterator[tuple["Node", "Node"]]:
        """Each key with its value, in the order of the file."""
        pairs = iter(self.children)
        return zip(pairs, pairs, strict=False)

    def get(self, name: str) -> "Node | None":
        """The value of the first key of that name."""
        for key, value in self.entries():
            if isinstance(key, Scalar) and key.value == name:
                return value
        return None


class Alias(Struct, eq=False):
    """A reference to another part of the file, which the format does not allow."""

    start: int = 0
    end: int = 0
    line: int = 1
    column: int = 1


Node = Scalar | Sequence | Mapping | Alias


def place_of(node: Node) -> Place:
    """Where the node begins."""
    return Place(line=node.line, column=node.column)
