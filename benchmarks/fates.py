"""Decides what becomes of each clause, so that each kind of change has its share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.tree import Node, outline
from benchmarks.writer import Writer

# How many parts a clause is split in, or joined from; mostly two.
_COUNTS = (2,) * 62 + (3,) * 22 + (4,) * 9 + (5,) * 4 + (6,) * 3
# A clause is rewritten only where at least four words of it stay.
_LEAST_REWRITTEN = 12
_LEAST_PART = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Which share of the clauses meets which fate; what is left stays as it is, in its place.

    `amended` changes 5-30 % of the words, `rewritten` 30-70 %; half of what is `moved` is amended
    by up to 20 % as well, and a third of the parts of `split` and `joined` by up to 15 %.
    `inserted` are new clauses on their neighbours' subject, as a share of the clauses before.
    """

    amended: float
    rewritten: float
    moved: float
    split: float
    joined: float
    deleted: float
    inserted: float


def assign(writer: Writer, points: Sequence[Node], shares: Shares) -> None:
    """Give every clause its fate."""
    nodes = list(outline(points))
    _Fates(writer, points, nodes).assign(shares)


@dataclass
class _Fates:
    writer: Writer
    points: Sequence[Node]
    nodes: list[Node]

    def assign(self, shares: Shares) -> None:
        for share, choose in (
            (shares.deleted, self._delete),
            (shares.joined, self._join),
            (shares.split, self._split),
            (shares.moved, self._move),
            (shares.rewritten, self._rewrite),
            (shares.amended, self._amend),
        ):
            self._fill(share, choose)
        places = range(len(self.nodes))
        for at in self.writer.random.sample(places, round(shares.inserted * len(places))):
            self.nodes[at].followed = True

    def _fill(self, share: float, choose: Callable[[Node, int], int]) -> None:
        """Let `choose` claim clauses, in any order, until they are the share wanted.

        It is told how many are still wanted, and says how many it claimed.
        """
        order = [node for node in self.nodes if node.fate == "unchanged"]
        self.writer.random.shuffle(order)
        wanted = round(share * len(self.nodes))
        for node in order:
            if wanted <= 0:
                break
            if node.fate == "unchanged":
                wanted -= choose(node, wanted)

    def _delete(self, node: Node, wanted: int) -> int:
        """A clause without parts, or now and then one with all below it."""
        doomed = list(outline([node]))
        if len(doomed) > wanted or (len(doomed) > 1 and self.writer.chance(0.7)):
            return 0
        for one in doomed:
            one.fate = "deleted"
        return len(doomed)

    def _join(self, node: Node, wanted: int) -> int:
        """Clauses next to each other, a clause with all its parts, or two that stand apart."""
        count = self.writer.one_of(_COUNTS)
        apart = False
        if node.parts:
            members: Sequence[Node] = [node, *node.parts] if len(node.parts) < 6 else []
        else:
            beside = self._siblings(node)
            at = node.place
            if self.writer.chance(0.1) and len(beside) > at + 2:
                apart = True
                members = [node, beside[at + self.writer.number(2, min(4, len(beside) - at - 1))]]
            else:
                members = beside[at : at + count]
        free = all(one.fate == "unchanged" and not one.stock for one in members)
        leaves = all(not one.parts for one in members if one is not node)
        if not 2 <= len(members) <= max(2, wanted) or not free or not leaves:
            return 0
        for one in members:
            one.fate = "absorbed"
        last = not node.parts and not apart and self.writer.chance(0.2)
        leader = members[-1] if last else members[0]
        leader.fate, leader.members = "joined", list(members)
        return len(members)

    def _split(self, node: Node, _: int) -> int:
        """A clause long enough; a point without parts may be laid out as a list instead."""
        most = min(self.writer.one_of(_COUNTS), node.length // _LEAST_PART)
        parts = len(cuts_of(node, most))
        if node.stock or parts < 2:
            return 0
        laid_out = node.parent is None and not node.parts and self.writer.chance(0.25)
        node.fate, node.count = "laid out" if laid_out else "split", parts
        return 1

    def _move(self, node: Node, _: int) -> int:
        node.fate = "moved"
        return 1

    def _rewrite(self, node: Node, _: int) -> int:
        if node.stock or node.length < _LEAST_REWRITTEN:
            return 0
        node.fate = "rewritten"
        return 1

    def _amend(self, node: Node, _: int) -> int:
        if node.stock:
            return 0
        node.fate = "amended"
        return 1

    def _siblings(self, node: Node) -> Sequence[Node]:
        return self.points if node.parent is None else node.parent.parts


def cuts_of(node: Node, count: int) -> list[int]:
    """Where the parts begin, as places of phrases: as even as sentences allow."""
    starts: list[tuple[int, int, bool]] = []
    words = 0
    for at, phrase in enumerate(node.phrases):
        starts.append((words, at, phrase.opens))
        words += len(phrase.words)
    chosen = [0]
    for part in range(1, count):
        goal = words * part / count
        options = [
            (abs(start - goal) - (words / 6 if opens else 0), at)
            for start, at, opens in starts
            if start - starts[chosen[-1]][0] >= _LEAST_PART and words - start >= _LEAST_PART
        ]
        if options:
            chosen.append(min(options)[1])
    return chosen
