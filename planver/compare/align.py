"""Which clause answers which: by id, by confirmed origin, then by text.

Printed numbers never drive a match: drafts reuse a number for another provision. What text alone
suggests is a fact only above a bound; below it, it is told as a possibility.
"""

import math
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from planver.model.change import Alignment, Basis, Pair, PossiblePair
from planver.model.numbering import Numbered

if TYPE_CHECKING:
    from planver.compare.likeness import Bag, Likeness

# Bounds on the score, tuned on benchmarks/synthetic.py with seeds 0 to 19 and, so that rewordings
# by people are not missed, on the sample plans with their ids taken away; neither is reported.
# Below _FACT a pair is at most possible; below _POSSIBLE it is not told.
_FACT = 0.42
_POSSIBLE = 0.30
# Two drafts that share ids keep them for what answers each other: other pairs must be near copies.
_FACT_AGAINST_IDS = 0.80
# What agreement with the neighbours and the parent adds to a score; from the same prototype.
_NEIGHBOURS, _PARENT = 0.09, 0.07
# How far around its expected place a clause without rare words is looked for.
_WINDOW = 12
_ROUNDS = 3
# Split and join: share of a clause's weight that must lie in what a match left over of its longer
# side; and the most parts there may be. The same tuning.
_COVERED = 0.55
# Or the part explains this share of a leftover that is no trifle, and is like the whole.
_EXPLAINED, _REST, _ALIKE = 0.50, 0.20, 0.38
_MOST_PARTS = 6
# A one-to-one pair less sure than this gives way to a split or join.
_WEAK = 0.95
# Confidence as a logistic curve of the score: one half at the bound, fitted on the same drafts.
_MIDDLE, _STEEPNESS = 0.42, 14.0


def align(
    before: Sequence[Numbered], after: Sequence[Numbered], *, use_ids: bool = True
) -> Alignment:
    """Pair the clauses of two drafts; `use_ids=False` goes by the texts alone.

    Deterministic: the same drafts give the same pairs, whatever the hash seed.
    """
    board = _Board(before, after)
    if use_ids:
        _confirmed_origins(board)
        _same_ids(board)
    if board.open_before() and board.open_after():
        possible = _by_text(board, against_ids=use_ids and bool(board.pairs))
    else:
        possible = ()
    pairs, possible = _but_denied(board, possible) if use_ids else (board.pairs, possible)
    return Alignment(pairs=tuple(sorted(pairs, key=_by_place)), possible=possible)


def _by_place(pair: Pair) -> tuple[int, int]:
    return pair.after[0], pair.before[0]


class _Board:
    """The clauses of both drafts, and who answers whom so far."""

    def __init__(self, before: Sequence[Numbered], after: Sequence[Numbered]) -> None:
        self.before, self.after = before, after
        self.answer: dict[int, int] = {}  # before -> after, the first of several
        self.question: dict[int, int] = {}  # after -> before
        self.pairs: list[Pair] = []

    def pair(
        self, before: Sequence[int], after: Sequence[int], basis: Basis, confidence: float = 1.0
    ) -> None:
        for i in before:
            self.answer[i] = after[0]
        for j in after:
            self.question[j] = before[0]
        self.pairs.append(
            Pair(before=tuple(before), after=tuple(after), basis=basis, confidence=confidence)
        )

    def keep(self, pairs: Sequence[Pair]) -> None:
        """Let go of all pairs but these."""
        self.answer, self.question, self.pairs = {}, {}, []
        for pair in pairs:
            self.pair(pair.before, pair.after, pair.basis, pair.confidence)

    def open_before(self) -> list[int]:
        return [i for i in range(len(self.before)) if i not in self.answer]

    def open_after(self) -> list[int]:
        return [j for j in range(len(self.after)) if j not in self.question]


def _unique_ids(clauses: Sequence[Numbered]) -> dict[str, int]:
    places: dict[str, list[int]] = defaultdict(list)
    for entry in clauses:
        if entry.clause.id is not None:
            places[entry.clause.id].append(entry.index)
    return {slug: found[0] for slug, found in places.items() if len(found) == 1}


def _confirmed_origins(board: _Board) -> None:
    """Pairs a human has confirmed. An origin counts in whichever draft it is written."""
    ids_a, ids_b = _unique_ids(board.before), _unique_ids(board.after)
    told = [
        *_origin_groups(board.after, ids_a, ids_b),
        *((many, one) for one, many in _origin_groups(board.before, ids_b, ids_a)),
    ]
    for before, after in told:
        if not (board.answer.keys() & before or board.question.keys() & after):
            board.pair(before, after, Basis.ORIGIN)


def _origin_groups(
    clauses: Sequence[Numbered], ids_there: dict[str, int], ids_here: dict[str, int]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Pairs (places in the other draft, places in this one) as this draft's origins tell them.

    An origin is a memory of the step that made the clause: it says nothing between two drafts
    that both have the clause already.
    """
    taken: set[int] = set()
    parts: dict[str, list[int]] = defaultdict(list)
    for entry in clauses:
        origin, own = entry.clause.origin, entry.clause.id
        if origin is None:
            continue
        named = [*origin.joined_from]
        if origin.from_id is not None and own not in ids_there:
            named.append(origin.from_id)
        sources = {ids_there[slug] for slug in named if slug in ids_there and slug not in ids_here}
        if sources and own in ids_there:  # what was joined to a clause that kept its id
            sources.add(ids_there[own])
        if sources and not taken & sources:
            taken |= sources
            yield tuple(sorted(sources)), (entry.index,)
        for slug in origin.split_from:
            if slug in ids_there and own not in ids_there:
                parts[slug].append(entry.index)
    for slug, new in parts.items():
        place = ids_there[slug]
        kept = {ids_here[slug]} if slug in ids_here else set()
        if place not in taken:
            yield (place,), tuple(sorted({*kept, *new}))


def _but_denied(
    board: _Board, possible: Sequence[PossiblePair]
) -> tuple[list[Pair], tuple[PossiblePair, ...]]:
    """What the words suggest, without what a human has denied in either draft (`not_from`)."""
    ids_a, ids_b = _unique_ids(board.before), _unique_ids(board.after)
    denied = {
        *((i, entry.index) for entry in board.after for i in _not_from(entry, ids_a)),
        *((entry.index, j) for entry in board.before for j in _not_from(entry, ids_b)),
    }
    if not denied:
        return board.pairs, tuple(possible)
    kept = (pair if _is_told(pair) else _without(pair, denied) for pair in board.pairs)
    return (
        [pair for pair in kept if pair.before and pair.after],
        tuple(pair for pair in possible if (pair.before, pair.after) not in denied),
    )


def _not_from(entry: Numbered, ids_there: dict[str, int]) -> Iterator[int]:
    origin = entry.clause.origin
    return (ids_there[slug] for slug in (origin.not_from if origin else ()) if slug in ids_there)


def _is_told(pair: Pair) -> bool:
    """Whether the files themselves say so."""
    return pair.basis in (Basis.ID, Basis.ORIGIN)


def _without(pair: Pair, denied: set[tuple[int, int]]) -> Pair:
    """The pair without the parts that are denied; of a pair of two nothing is left."""
    before = tuple(i for i in pair.before if not all((i, j) in denied for j in pair.after))
    after = tuple(j for j in pair.after if not all((i, j) in denied for i in pair.before))
    return replace(pair, before=before, after=after)


def _same_ids(board: _Board) -> None:
    ids_b = _unique_ids(board.after)
    for slug, i in _unique_ids(board.before).items():
        j = ids_b.get(slug)
        if j is not None and i not in board.answer and j not in board.question:
            board.pair((i,), (j,), Basis.ID)


def _own_text(entry: Numbered) -> str:
    clause = entry.clause
    return " ".join(part for part in (clause.heading, clause.text, clause.closing) if part)


class _Scored(Struct, frozen=True):
    score: float
    before: int
    after: int


def _by_text(board: _Board, *, against_ids: bool) -> tuple[PossiblePair, ...]:
    from planver.compare.likeness import Likeness  # rapidfuzz: not needed where ids say it all

    texts = [[_own_text(entry) for entry in side] for side in (board.before, board.after)]
    likeness = Likeness(*texts)
    _same_words(board, likeness, against_ids=against_ids)
    _same_words_anywhere(board, likeness, once=True)
    candidates = _candidates(board, likeness)

    def bound(pair: _Scored) -> float:
        both = (board.before[pair.before].clause.id, board.after[pair.after].clause.id)
        return _FACT_AGAINST_IDS if against_ids and None not in both else _FACT

    scored = _greedy_rounds(board, likeness, candidates, bound)
    _same_words(board, likeness, against_ids=against_ids)
    _same_words_anywhere(board, likeness, once=False)
    if not against_ids:
        _splits_and_joins(board, likeness)
    # Ids that differ speak against a pair that the words speak for: never more likely than not.
    least, most = (_FACT, 0.5) if against_ids else (_POSSIBLE, 1.0)
    return tuple(
        PossiblePair(before=p.before, after=p.after, confidence=min(_confidence(p.score), most))
        for p in scored
        if p.score >= least and p.before not in board.answer and p.after not in board.question
    )


def _confidence(score: float) -> float:
    return round(1 / (1 + math.exp(-_STEEPNESS * (score - _MIDDLE))), 2)


def _same_words(board: _Board, likeness: "Likeness", *, against_ids: bool) -> None:
    """Pair clauses with the same words under the same parent, in order.

    Clauses without any words, which only hold parts or signs, are paired by their place: there
    is nothing else to go by.
    """

    def key(entry: Numbered, bag: "Bag") -> tuple[object, ...]:
        return bag.keys or (_own_text(entry), entry.clause.id if against_ids else None)

    waiting: dict[object, deque[int]] = defaultdict(deque)
    for i in board.open_before():
        entry = board.before[i]
        waiting[key(entry, likeness.before[i]), entry.parent].append(i)
    for j in board.open_after():
        entry, bag = board.after[j], likeness.after[j]
        parent = None if entry.parent is None else board.question.get(entry.parent, -1)
        if queue := waiting.get((key(entry, bag), parent)):
            basis, confidence = (Basis.TEXT, 0.99) if bag.keys else (Basis.POSITION, 0.9)
            board.pair((queue.popleft(),), (j,), basis, confidence)


def _same_words_anywhere(board: _Board, likeness: "Likeness", *, once: bool) -> None:
    """Pair clauses with the same words in order; only words that stand `once` on each side."""
    places: dict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i in board.open_before():
        places[likeness.before[i].keys][0].append(i)
    for j in board.open_after():
        places[likeness.after[j].keys][1].append(j)
    for keys, (found_a, found_b) in places.items():
        if keys and (not once or len(found_a) == len(found_b) == 1):
            for i, j in zip(found_a, found_b, strict=False):
                board.pair((i,), (j,), Basis.TEXT, 0.99)


def _candidates(board: _Board, likeness: "Likeness") -> list[tuple[int, int]]:
    """Pairs worth scoring: those that share rare words, and those that stand in the same gap."""
    open_a, open_b = board.open_before(), board.open_after()
    found = dict.fromkeys(likeness.candidates(open_a, open_b))
    in_gap = set(open_a)
    expected = -1
    for j in range(len(board.after)):
        if j in board.question:
            expected = board.question[j]
            continue
        near = range(expected + 1, min(expected + 1 + _WINDOW, len(board.before)))
        found.update(dict.fromkeys((i, j) for i in near if i in in_gap))
    return list(found)


def _greedy_rounds(
    board: _Board,
    likeness: "Likeness",
    candidates: Sequence[tuple[int, int]],
    bound: Callable[[_Scored], float],
) -> list[_Scored]:
    """Take the best pairs first; then let go of them and take again, knowing the neighbours."""
    fixed = list(board.pairs)
    scored: list[_Scored] = []
    for _ in range(_ROUNDS):
        scored = sorted(
            (_Scored(_in_context(board, likeness, i, j), i, j) for i, j in candidates),
            key=lambda pair: (-pair.score, pair.after, pair.before),
        )
        board.keep(fixed)
        for found in scored:
            free = found.before not in board.answer and found.after not in board.question
            if free and found.score >= bound(found):
                confidence = _confidence(found.score)
                board.pair((found.before,), (found.after,), Basis.TEXT, confidence)
    return scored


def _in_context(board: _Board, likeness: "Likeness", i: int, j: int) -> float:
    likely = likeness.score(i, j)
    neighbours = sum(board.question.get(j + step) == i + step for step in (-1, 1) if j + step >= 0)
    a, b = board.before[i].parent, board.after[j].parent
    same_parent = (a is None and b is None) or (
        b is not None and a is not None and board.question.get(b) == a
    )
    return likely + _NEIGHBOURS * neighbours / 2 + (_PARENT if same_parent else 0.0)


def _splits_and_joins(board: _Board, likeness: "Likeness") -> None:
    """Give a clause that is unmatched, or weakly matched, to the match whose leftover it covers."""
    for joining in (False, True):
        _absorb(board, likeness, joining=joining)


class _Cover(Struct, frozen=True):
    """How much of `part` lies in what the pair at place `at` leaves over of its whole clause."""

    share: float
    part: int
    at: int


def _absorb(board: _Board, likeness: "Likeness", *, joining: bool) -> None:
    groups: dict[int, list[int]] = defaultdict(list)
    given: set[int] = set()
    let_go: set[int] = set()
    weak = _weak_pairs(board, joining=joining)
    for cover in sorted(
        _covers(board, likeness, weak, joining=joining),
        key=lambda cover: (-cover.share, cover.part, cover.at),
    ):
        own = weak.get(cover.part)
        room = len(groups.get(cover.at, ())) + 1 < _MOST_PARTS
        if cover.part not in given and room and cover.at not in let_go and own not in groups:
            given.add(cover.part)
            groups[cover.at].append(cover.part)
            if own is not None:
                let_go.add(own)
    pairs = board.pairs
    board.keep([pair for at, pair in enumerate(pairs) if at not in groups and at not in let_go])
    for at, extra in groups.items():
        pair = pairs[at]
        before = sorted((*pair.before, *extra)) if joining else pair.before
        after = pair.after if joining else sorted((*pair.after, *extra))
        board.pair(before, after, Basis.TEXT, round(pair.confidence * 0.9, 2))


def _weak_pairs(board: _Board, *, joining: bool) -> dict[int, int]:
    """Places of weak one-to-one pairs by the clause that might rather be a part of another."""
    return {
        (pair.before[0] if joining else pair.after[0]): at
        for at, pair in enumerate(board.pairs)
        if _is_simple(pair) and pair.confidence < _WEAK
    }


def _is_simple(pair: Pair) -> bool:
    return len(pair.before) == len(pair.after) == 1 and pair.basis is Basis.TEXT


def _covers(
    board: _Board, likeness: "Likeness", weak: dict[int, int], *, joining: bool
) -> Iterator[_Cover]:
    wholes, parts = (
        (likeness.after, likeness.before) if joining else (likeness.before, likeness.after)
    )
    open_parts = sorted({*(board.open_before() if joining else board.open_after()), *weak})
    places = {
        (pair.after[0] if joining else pair.before[0]): at
        for at, pair in enumerate(board.pairs)
        if _is_simple(pair)
    }
    if joining:
        candidates = likeness.candidates(open_parts, sorted(places))
    else:
        candidates = ((j, i) for i, j in likeness.candidates(sorted(places), open_parts))
    for part, whole in candidates:
        pair = board.pairs[places[whole]]
        kept = parts[pair.before[0] if joining else pair.after[0]].counts
        bag = parts[part]
        if weak.get(part) == places[whole] or len(bag.keys) < 3:
            continue
        leftover = {
            word: times - kept.get(word, 0)
            for word, times in wholes[whole].counts.items()
            if times > kept.get(word, 0)
        }
        shared = likeness.shared(leftover, bag.counts)
        covered = shared / bag.weight
        if covered < _COVERED:
            rest = likeness.weight(leftover)
            alike = likeness.score(part, whole) if joining else likeness.score(whole, part)
            explains = shared >= _EXPLAINED * rest and rest >= _REST * wholes[whole].weight
            covered = _COVERED * alike if explains and alike >= _ALIKE else 0.0
        if covered:
            yield _Cover(covered, part, places[whole])
