"""What a human can settle about a comparison, and the origins that say how it was settled.

Asked about: pairs that rest on the likeness of words alone, splits and joins found by words, also
those that ids hide (a part kept the id, the other parts count as inserted), and possible answers.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from planver.compare.align import align
from planver.model.change import SURE, Alignment, Basis, Pair, PossiblePair
from planver.model.draft import Draft, Origin
from planver.model.numbering import Numbered, numbered

# As many possible answers to a clause as a comparison tells; less likely ones are not worth a
# question.
_MOST_POSSIBLE, _WORTH_ASKING = 3, 0.4
_NONE: tuple[int, ...] = ()


class Question(Struct, frozen=True, kw_only=True):
    """Whether clauses of one draft became those of the other.

    One on a side, several on the other where it seems a split or a join. `pairs` are the places
    of clauses that are not yet known to belong together. `confidence` is None where only a part
    of a question is asked again; below the bound of a comparison the answer is only `possible`.
    """

    before: tuple[Numbered, ...]
    after: tuple[Numbered, ...]
    pairs: tuple[tuple[int, int], ...]
    confidence: float | None
    possible: bool = False

    @property
    def parts(self) -> tuple["Question", ...]:
        """Each pair as a question of its own, for when not all are right; none of a single pair."""
        return tuple(
            Question(
                before=tuple(entry for entry in self.before if entry.index == i),
                after=tuple(entry for entry in self.after if entry.index == j),
                pairs=((i, j),),
                confidence=None,
            )
            for i, j in self.pairs
            if len(self.pairs) > 1
        )


def questions(before: Draft, after: Draft) -> tuple[Question, ...]:
    """What to ask, in the order of the after draft; nothing that was answered already.

    Only clauses with ids are asked about: an origin names them. A clause of the after draft whose
    file says where it comes from is settled.
    """
    sides = _Sides(numbered(before), numbered(after))
    told = align(sides.before, sides.after)
    by_words = align(sides.before, sides.after, use_ids=False)
    met: set[tuple[int, int]] = set()
    found: list[Question] = []
    for question in (
        *_unsure_pairs(sides, told),
        *_hidden_groups(sides, told, by_words),
        *_possible(sides, told, by_words),
    ):
        if question.pairs and met.isdisjoint(question.pairs):
            met.update(question.pairs)
            found.append(question)
    return tuple(sorted(found, key=_by_place))


def _by_place(question: Question) -> tuple[int, bool, float, int]:
    likely = question.confidence or 0.0
    return question.after[0].index, question.possible, -likely, question.before[0].index


class _Sides:
    """The clauses of both drafts, and what is settled about them."""

    def __init__(self, before: Sequence[Numbered], after: Sequence[Numbered]) -> None:
        self.before, self.after = before, after
        self._settled = {
            entry.index
            for entry in after
            if (origin := entry.clause.origin)
            and (origin.split_from or origin.joined_from or origin.from_id)
        }

    def is_open(self, i: int, j: int) -> bool:
        """Whether it may be asked if the one clause became the other."""
        one, other = self.before[i].clause, self.after[j].clause
        return (
            one.id is not None
            and other.id is not None
            and j not in self._settled
            and not (other.origin and one.id in other.origin.not_from)
            and not (one.origin and other.id in one.origin.not_from)
        )

    def ask(
        self, before: Sequence[int], after: Sequence[int], confidence: float, *, possible: bool
    ) -> Question:
        """The question whether these became those."""
        return Question(
            before=tuple(self.before[i] for i in sorted(before)),
            after=tuple(self.after[j] for j in sorted(after)),
            pairs=tuple(
                (i, j)
                for i, j in product(sorted(before), sorted(after))
                if self.before[i].clause.id != self.after[j].clause.id and self.is_open(i, j)
            ),
            confidence=confidence,
            possible=possible,
        )


def _unsure_pairs(sides: _Sides, told: Alignment) -> Iterator[Question]:
    for pair in told.pairs:
        by_words = pair.basis in (Basis.TEXT, Basis.POSITION)
        several = len(pair.before) + len(pair.after) > 2
        if by_words and (several or pair.confidence < SURE):
            yield sides.ask(pair.before, pair.after, pair.confidence, possible=False)


def _hidden_groups(sides: _Sides, told: Alignment, by_words: Alignment) -> Iterator[Question]:
    """Splits and joins that the words tell where a part kept the id, or none did."""
    for joining in (False, True):
        known = {whole: pair for pair in told.pairs for whole in _ends(pair, joining)[0]}
        taken = {part for pair in told.pairs for part in _ends(pair, joining)[1]}
        for pair in by_words.pairs:
            wholes, parts = _ends(pair, joining)
            kept_wholes, kept = (
                _ends(known[wholes[0]], joining) if wholes[0] in known else (wholes, _NONE)
            )
            found = [
                part
                for part in parts
                if part in kept
                or (part not in taken and sides.is_open(*_pair(wholes[0], part, joining)))
            ]
            more = len(found) > max(1, len(kept))
            if more and kept_wholes == wholes and set(kept) <= set(found):
                before, after = (found, wholes) if joining else (wholes, found)
                yield sides.ask(before, after, pair.confidence, possible=False)


def _ends(pair: Pair, joining: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The side with the whole and that with the parts, if it is a split, or else a join."""
    return (pair.after, pair.before) if joining else (pair.before, pair.after)


def _pair(whole: int, part: int, joining: bool) -> tuple[int, int]:
    return (part, whole) if joining else (whole, part)


def _possible(sides: _Sides, told: Alignment, by_words: Alignment) -> Iterator[Question]:
    """The best possible answers to each clause that has none, also those that ids speak against."""
    before = {i for pair in told.pairs for i in pair.before}
    after = {j for pair in told.pairs for j in pair.after}
    ranks: dict[tuple[str, int], list[PossiblePair]] = defaultdict(list)
    for pair in sorted((*told.possible, *by_words.possible), key=lambda pair: -pair.confidence):
        if pair.before in before or pair.after in after or pair.confidence < _WORTH_ASKING:
            continue
        ranks["before", pair.before].append(pair)
        ranks["after", pair.after].append(pair)
    best = {
        (pair.before, pair.after): pair
        for found in ranks.values()
        for pair in found[:_MOST_POSSIBLE]
    }
    for (i, j), pair in sorted(best.items()):
        if sides.is_open(i, j):
            yield sides.ask((i,), (j,), pair.confidence, possible=True)


def is_idle(question: Question, yes: Collection[tuple[int, int]]) -> bool:
    """Whether what was answered leaves nothing to ask: a clause of it was found elsewhere.

    What is asked again part by part is never idle.
    """
    befores, afters = {i for i, _ in yes}, {j for _, j in yes}
    return question.confidence is not None and any(
        j in afters or (i in befores and len(question.after) == 1) for i, j in question.pairs
    )


def origins(
    before: Draft, after: Draft, yes: Collection[tuple[int, int]], no: Collection[tuple[int, int]]
) -> dict[int, Origin]:
    """What the answers say of the origins of clauses of the after draft, by their places.

    `yes` holds pairs of places of which the later clause is the earlier one or a part of it, or
    has it as a part; `no` pairs of which it has nothing.
    """
    ids = [clause.id for clause in before.walk()]
    places = {slug: i for i, slug in enumerate(ids) if slug is not None}
    clauses = list(after.walk())
    kept = {j: places[clause.id] for j, clause in enumerate(clauses) if clause.id in places}
    parts: dict[int, set[int]] = defaultdict(set)
    sources: dict[int, set[int]] = defaultdict(set)
    for i, j in (*yes, *((i, j) for j, i in kept.items())):
        parts[i].add(j)
        sources[j].add(i)
    told: dict[int, Origin] = {}
    for j in sorted({j for _, j in (*yes, *no)}):
        origin = clauses[j].origin or Origin()
        denied = (str(ids[i]) for i, other in sorted(no) if other == j)
        origin = replace(origin, not_from=tuple(dict.fromkeys((*origin.not_from, *denied))))
        if any(other == j for _, other in yes):
            origin = _from(origin, tuple(str(ids[i]) for i in sorted(sources[j])),
                           split=any(len(parts[i]) > 1 for i in sources[j]))  # fmt: skip
        told[j] = origin
    return told


def _from(origin: Origin, slugs: tuple[str, ...], *, split: bool) -> Origin:
    if len(slugs) > 1:
        return replace(origin, joined_from=slugs)
    return replace(origin, split_from=slugs) if split else replace(origin, from_id=slugs[0])
