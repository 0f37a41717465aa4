"""Clauses in the making: those of the before draft with their phrases, and what grows of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from benchmarks.writer import Phrase, Topic


@dataclass(eq=False, slots=True)
class Node:
    """A clause of the before draft, and what is to become of it."""

    phrases: list[Phrase]
    topic: Topic
    end: str = "."
    stock: bool = False
    index: int = -1
    place: int = 0
    parent: "Node | None" = None
    parts: list["Node"] = field(default_factory=list)
    fate: str = "unchanged"
    # What is joined in this clause, itself included; the number of parts it is split in; and
    # whether a new clause comes behind it.
    members: list["Node"] = field(default_factory=list)
    count: int = 1
    followed: bool = False

    def take(self, parts: Sequence["Node"]) -> None:
        """Put clauses below this one."""
        for part in parts:
            part.parent, part.place = self, len(self.parts)
            self.parts.append(part)

    @property
    def text(self) -> str:
        """As it stands in the draft."""
        return spelled(rendered([(words, opens) for _, words, opens in self.phrases], self.end))

    @property
    def length(self) -> int:
        """In words."""
        return sum(len(phrase.words) for phrase in self.phrases)


@dataclass(eq=False, slots=True)
class Group:
    """An answer in the making: places before, words changed, whether it moved."""

    before: list[int]
    changed: int
    moved: bool = False


@dataclass(eq=False, slots=True)
class Grown:
    """A clause of the after draft; without an `answer` it is new.

    `weight` is that of the clause it is the first answer to, in words, by which one judges who
    passed whom.
    """

    text: str
    answer: Group | None
    weight: int = 0
    parts: list["Grown"] = field(default_factory=list)


_Tree = TypeVar("_Tree", Node, Grown)


def outline(clauses: Sequence[_Tree]) -> Iterator[_Tree]:
    """Every clause, each before its parts."""
    for clause in clauses:
        yield clause
        yield from outline(clause.parts)


def rendered(runs: Sequence[tuple[tuple[str, ...], bool]], end: str) -> list[tuple[str, ...]]:
    """Runs of words with the capitals and marks that make sentences of them."""
    written: list[tuple[str, ...]] = []
    last = -1
    beginning = False
    for words, opens in runs:
        written.append(words)
        beginning = beginning or opens
        if not words:
            continue
        if beginning:
            if last >= 0:
                written[last] = _ended(written[last], ".")
            written[-1] = (words[0][0].upper() + words[0][1:], *words[1:])
            beginning = False
        last = len(written) - 1
    written[last] = _ended(written[last], end)
    return written


def spelled(runs: Sequence[tuple[str, ...]]) -> str:
    """Runs of words as a text."""
    return " ".join(word for run in runs for word in run)


def _ended(words: tuple[str, ...], end: str) -> tuple[str, ...]:
    word = words[-1]
    return words if word.endswith("]") else (*words[:-1], word.rstrip(",") + end)
