"""Seeded pairs of drafts with a known alignment, made from the sample plans' own clauses.

Seeds below 100 are for tuning; reported figures use higher ones.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from planver.model.draft import Clause, Draft
from planver.model.numbering import Numbered, numbered
from planver.planfile.parse import parse

PLANS = Path(__file__).parent.parent / "plans"

# How likely each fate is for a clause that is not kept as it is.
_FATES = ("reworded", "rewritten", "moved", "split", "joined", "deleted", "replaced")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Two drafts without ids, and the pairs of clauses (places in the walks) that are right."""

    before: tuple[Numbered, ...]
    after: tuple[Numbered, ...]
    gold: frozenset[tuple[int, int]]


def case(seed: int, size: int, kept: float = 0.27) -> Case:
    """A plan of `size` clauses and its revision, of which a share `kept` stays as it is."""
    return _Maker(random.Random(seed), kept).case(size)


def _pool() -> list[str]:
    texts = []
    for path in sorted(PLANS.glob("*/*.plan.yaml")):
        draft = parse(path.read_bytes()).draft
        assert draft is not None
        texts += [clause.text for clause in draft.walk()]
    return list(dict.fromkeys(texts))


@dataclass
class _Maker:
    random: random.Random
    kept: float

    def __post_init__(self) -> None:
        self.pool = _pool()
        self.words = [word for text in self.pool for word in text.split()]
        self.unused: list[str] = []
        self.made = 0

    def case(self, size: int) -> Case:
        before: list[Clause] = []
        while sum(1 + len(point.clauses) for point in before) < size:
            parts = self.random.choice((0, 0, 0, 2, 3, 5))
            point = self.fresh()
            before.append(replace(point, clauses=tuple(self.fresh() for _ in range(parts))))
        after = self.shuffled(list(self.revise(before)))
        one, other = _walk(before), _walk(after)
        names = {entry.clause.id: entry.index for entry in one}
        gold = {
            (names[name], entry.index)
            for entry in other
            for name in (entry.clause.id or "").split("+")
            if name in names
        }
        return Case(before=_bare(one), after=_bare(other), gold=frozenset(gold))

    def fresh(self) -> Clause:
        """A clause of one or two texts of the pool; used up, they come again with other words."""
        self.made += 1
        count = self.random.choice((1, 1, 2))
        texts = [self.text() for _ in range(count)]
        return Clause(id=f"c{self.made}", text=self.reword(" ".join(texts), 0.1))

    def text(self) -> str:
        if not self.unused:
            self.unused = self.random.sample(self.pool, len(self.pool))
            if self.made > len(self.pool) / 2:
                self.unused = [self.reword(text, 0.5) for text in self.unused]
        return self.unused.pop()

    def reword(self, text: str, share: float) -> str:
        words = text.split()
        for _ in range(max(1, round(len(words) * share))):
            at = self.random.randrange(len(words))
            match self.random.choice(("replace", "replace", "insert", "delete")):
                case "replace":
                    words[at] = self.random.choice(self.words)
                case "insert":
                    words.insert(at, self.random.choice(self.words))
                case _ if len(words) > 3:
                    del words[at]
        return " ".join(words)

    def revise(self, points: list[Clause]) -> Iterator[Clause]:
        waiting: Clause | None = None
        for point in points:
            parts = tuple(self.revise(list(point.clauses)))
            if waiting is not None:
                joined = f"{waiting.text} {point.text}"
                yield Clause(id=f"{waiting.id}+{point.id}", text=joined, clauses=parts)
                waiting = None
                continue
            if self.random.random() < self.kept:
                yield replace(point, clauses=parts)
                continue
            match self.random.choice(_FATES):
                case "reworded" | "moved":
                    text = self.reword(point.text, self.random.uniform(0.05, 0.3))
                    yield replace(point, text=text, clauses=parts)
                case "rewritten":
                    text = self.reword(point.text, self.random.uniform(0.3, 0.7))
                    yield replace(point, text=text, clauses=parts)
                case "split":
                    words = point.text.split()
                    cut = max(len(words) // 2, 1)
                    yield Clause(id=point.id, text=" ".join(words[:cut]), clauses=parts)
                    if words[cut:]:
                        yield Clause(id=point.id, text=self.reword(" ".join(words[cut:]), 0.1))
                case "joined" if not parts:
                    waiting = point
                case "replaced":
                    yield replace(self.fresh(), clauses=parts)
                case _:
                    continue
        if waiting is not None:
            yield waiting

    def shuffled(self, points: list[Clause]) -> list[Clause]:
        for _ in range(len(points) // 12):
            point = points.pop(self.random.randrange(len(points)))
            points.insert(self.random.randrange(len(points) + 1), point)
        return points


def _walk(points: list[Clause]) -> tuple[Numbered, ...]:
    return numbered(Draft(plan="synthetic", id="synthetic", points=tuple(points)))


def _bare(entries: tuple[Numbered, ...]) -> tuple[Numbered, ...]:
    return tuple(replace(entry, clause=replace(entry.clause, id=None)) for entry in entries)
