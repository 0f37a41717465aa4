"""The kinds of single value: a line, a prose text, one of some words, the number of the format."""

from enum import StrEnum
from typing import Any

from msgspec import Struct

from planver.planfile.characters import shown
from planver.planfile.nodes import Alias, Node, Scalar
from planver.planfile.reading import Reading, Role, nearest

# What `read` gives where a value could not be read; None is a value.
FAILED: Any = object()


class Line(Struct, frozen=True, eq=False):
    """A text that stands on one line."""

    role: Role | None = None

    @property
    def blank(self) -> str:
        return ""

    def read(self, reading: Reading, node: Node, name: str) -> Any:
        value = reading.text(node, name)
        if value is None:
            return FAILED
        if not value:
            reading.empty(node, name)
            return FAILED
        if isinstance(node, Scalar):
            if self.role is not None:
                reading.named[self.role].append(node)
            else:
                reading.texts.append(node)
        return value

    def write(self, value: str) -> Node:
        return Scalar(value)


class Prose(Struct, frozen=True, eq=False):
    """A text laid out as a block, one sentence to a line; `short` ones may stay on one line."""

    short: bool = False
    may_be_empty: bool = False

    @property
    def blank(self) -> str:
        return ""

    def read(self, reading: Reading, node: Node, name: str) -> Any:
        value = reading.text(node, name)
        if value is None:
            return FAILED
        if not value and not self.may_be_empty:
            reading.empty(node, name)
            return FAILED
        if isinstance(node, Scalar):
            reading.texts.append(node)
        return value

    def write(self, value: str) -> Node:
        return Scalar(value)


class Choice(Struct, frozen=True, eq=False):
    """One of a fixed set of words."""

    words: type[StrEnum]

    @property
    def blank(self) -> StrEnum:
        return next(iter(self.words))

    def read(self, reading: Reading, node: Node, name: str) -> Any:
        value = reading.text(node, name)
        if value is None:
            return FAILED
        try:
            return self.words(value)
        except ValueError:
            words = [word.value for word in self.words]
            near = nearest(value, words)
            reading.add(
                "unknown-value",
                node,
                f"`{name}` cannot be `{shown(value)}`.",
                (f"Did you mean `{near}`? " if near else "") + f"It is one of: {', '.join(words)}.",
            )
            return FAILED

    def write(self, value: StrEnum) -> Node:
        return Scalar(value.value)


class FormatVersion(Struct, frozen=True, eq=False):
    """The number 1 of `planver: 1`, and the only number in a file."""

    @property
    def blank(self) -> int:
        return 1

    def read(self, reading: Reading, node: Node, name: str) -> Any:
        if isinstance(node, Scalar) and node.plain and node.value == "1":
            return 1
        if isinstance(node, Alias):
            return FAILED
        later = isinstance(node, Scalar) and node.plain and node.value.isdecimal()
        reading.add(
            "format-version",
            node,
            f"This file is of format {shown(node.value)}, which this planver does not know."
            if later and isinstance(node, Scalar)
            else f"`{name}` names the format, and the format is the number 1.",
            "Is there a newer planver? Otherwise write `planver: 1`."
            if later
            else "Write `planver: 1`, without quotes.",
        )
        return FAILED

    def write(self, value: object) -> Node:  # noqa: ARG002 - there is one format
        return Scalar("1", plain=True)
