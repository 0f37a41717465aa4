"""Pairs by the texts alone, pass by pass: the same words, likely ones, parts, possible ones.

What the words suggest is a fact only where it is more likely than not; the rest is told as
possible.
"""

import math
from collections.abc import Collection, Iterator, Sequence

from planver.compare.likely import Candidate, candidates, left_over, link_copies, link_likely
from planver.compare.likeness import Likeness
from planver.compare.links import SURE, Links, Side
from planver.compare.parts import Sharing, joins, splits
from planver.compare.possible import in_order, most_alike
from planver.compare.same import Keys, same_below_parent, same_words, same_words_in_order
from planver.model.change import Alignment, Basis, Pair, PossiblePair
from planver.model.numbering import Numbered

# Two drafts that share ids keep them for what answers each other: of clauses with other ids only
# near copies pair, and only what is so alike is told as possible.
_NEAR_COPY, _ALIKE = 0.80, 0.40
# Clauses left over pair with each other from this likeness on; tuned like the odds of likely.
_LEFT = 0.40
# What is possible only is told as less likely than not.
_UNEVEN = 0.49
# How sure the same words are, and a clause without words in the right place.
_SAME_WORDS, _SAME_PLACE = 0.99, 0.9
# Log odds that clauses told as possible answer each other, by their likeness: a logistic
# regression on what is told so in the pairs of benchmarks/pairs that are named for tuning.
_POSSIBLE, _POSSIBLE_SCORE = -1.5, 4.0
# The same for possible parts, by the log odds they have as parts.
_PART, _PART_ODDS = 1.0, 0.8

# So many pairs of clauses are looked at one by one in less time than two drafts are aligned.
_FEW = 20_000

# Texts of so many clauses on both sides are taken apart whole, longer ones only where they differ.
_SHORT = 4_000

_Clauses = Sequence[Numbered]
_Ids = tuple[Sequence[str | None], Sequence[str | None]]


def by_words(
    before: _Clauses, after: _Clauses, told: Sequence[Pair], denied: Collection[tuple[int, int]]
) -> Alignment:
    """The pairs told, those that the words add, and what is possible; nothing that was denied."""
    links = Links(len(before), len(after), denied)
    for pair in told:
        links.add_group(pair.before, pair.after, SURE)
    sides = Side(before), Side(after)
    against_ids = any(pair.basis is Basis.ID for pair in told)
    ids = _ids(before, against_ids), _ids(after, against_ids)
    like = _link_same(links, sides, ids)
    found = [pair for pair in candidates(links, like) if links.open(pair.before, pair.after)]
    link_likely(links, sides, [pair for pair in found if _may_pair(pair, ids)])
    _link_same_elsewhere(links, sides, ids, like)
    parted: list[Pair] = []
    if against_ids:
        alike = {(i, j): score for i, j, score in most_alike(links, found) if score >= _ALIKE}
        possible = {pair: _possible(score) for pair, score in alike.items()}
    else:
        _link_left(links, sides, like, found)
        parted, doubtful = _parts(links, like, found)
        _link_left(links, sides, like, found)
        possible = {
            **{(i, j): _possible(score) for i, j, score in in_order(links, sides, like)},
            **{(i, j): _possible(score) for i, j, score in most_alike(links, found)},
            **{(i, j): _less_likely(_PART + _PART_ODDS * odds) for i, j, odds in doubtful},
        }
    settled = [*told, *parted]
    return Alignment(
        pairs=(*settled, *_pairs(links, sides[1], {j for pair in settled for j in pair.after})),
        possible=tuple(
            PossiblePair(before=i, after=j, confidence=confidence)
            for (i, j), confidence in possible.items()
            if (i, j) not in denied and (links.after_of[i] < 0 or links.before_of[j] < 0)
        ),
    )


def may_pair(before: _Clauses, after: _Clauses) -> bool:
    """Whether the words could pair any two of these clauses, which are of drafts that share ids.

    Quicker than to find out, and never no where they do: against their ids only near copies are
    paired, and what has other words in another order is none.
    """
    if any(entry.clause.id is None for entry in (*before, *after)):
        return True
    if len(before) * len(after) > _FEW:
        return True
    like = Likeness(Side(before).texts, Side(after).texts)
    return any(like.may_score(a, b, _NEAR_COPY) for a in like.before for b in like.after)


def _ids(clauses: _Clauses, against: bool) -> list[str | None]:
    return [entry.clause.id if against else None for entry in clauses]


def _may_pair(pair: Candidate, ids: _Ids) -> bool:
    return pair.score >= _NEAR_COPY or None in (ids[0][pair.before], ids[1][pair.after])


def _link_same(links: Links, sides: tuple[Side, Side], ids: _Ids) -> Likeness:
    # Most clauses of most drafts are unchanged: these need not be taken apart into words.
    parents = sides[0].parents, sides[1].parents
    same_words(links, sides[0].worded, sides[1].worded)
    same_below_parent(links, sides[0].worded, sides[1].worded, parents)
    like = Likeness(*_texts_left(links, sides))
    same_words(links, *_lines(like))
    same_below_parent(links, *_keys(like, sides, ids), parents)
    return like


def _texts_left(links: Links, sides: tuple[Side, Side]) -> tuple[list[str], list[str]]:
    """What is to be compared. In a short text all of it: rare words are told by the whole."""
    before, after = sides[0].texts, sides[1].texts
    if len(before) + len(after) <= _SHORT:
        return before, after
    return (
        [text if j < 0 else "" for text, j in zip(before, links.after_of, strict=True)],
        [text if i < 0 else "" for text, i in zip(after, links.before_of, strict=True)],
    )


def _link_same_elsewhere(links: Links, sides: tuple[Side, Side], ids: _Ids, like: Likeness) -> None:
    same_below_parent(links, *_keys(like, sides, ids), (sides[0].parents, sides[1].parents))
    same_words_in_order(links, *_lines(like))


def _lines(like: Likeness) -> tuple[list[str], list[str]]:
    return [bag.line for bag in like.before], [bag.line for bag in like.after]


def _keys(like: Likeness, sides: tuple[Side, Side], ids: _Ids) -> tuple[Keys, Keys]:
    """What clauses are told by below their parents: words, or text and id where there are none."""
    before, after = (
        [bag.line or (text, slug) for bag, text, slug in zip(bags, side.texts, slugs, strict=True)]
        for bags, side, slugs in zip((like.before, like.after), sides, ids, strict=True)
    )
    return before, after


def _link_left(
    links: Links, sides: tuple[Side, Side], like: Likeness, found: Sequence[Candidate]
) -> None:
    """Link what is left: it was behind in lead to clauses that answer others, as it turned out."""
    left = left_over(links, like, found, _LEFT)
    link_likely(links, sides, left)
    link_copies(links, left)


def _parts(
    links: Links, like: Likeness, found: Sequence[Candidate]
) -> tuple[list[Pair], list[tuple[int, int, float]]]:
    """Pairs of splits and joins, and (before, after, log odds) of possible parts.

    Both are looked for in the same links, and where a clause is in one of each the likelier has
    it: seen from the other draft, a split is a join.
    """
    split = Sharing(like, splits(links, like, found))
    join = Sharing(like, joins(links, like, found))
    groups = [
        *((group.odds, (group.whole,), group.parts) for group in split.groups()),
        *((group.odds, group.parts, (group.whole,)) for group in join.groups()),
    ]
    used: tuple[set[int], set[int]] = set(), set()
    pairs: list[Pair] = []
    for odds, before, after in sorted(groups, key=lambda group: (-group[0], *group[1:])):
        if used[0].isdisjoint(before) and used[1].isdisjoint(after):
            used[0].update(before)
            used[1].update(after)
            links.add_group(before, after, SURE)
            confidence = min(_chance(odds), _SAME_WORDS)
            pairs.append(Pair(before=before, after=after, basis=Basis.TEXT, confidence=confidence))
    doubtful = [
        *split.doubtful(),
        *((part, whole, odds) for whole, part, odds in join.doubtful()),
    ]
    return pairs, doubtful


def _pairs(links: Links, after: Side, settled: Collection[int]) -> Iterator[Pair]:
    for i, j, odds in links.all():
        if j in settled:
            continue
        if after.worded[j] is None:
            basis, confidence = Basis.POSITION, _SAME_PLACE
        else:
            basis, confidence = Basis.TEXT, min(_chance(odds), _SAME_WORDS)
        yield Pair(before=(i,), after=(j,), basis=basis, confidence=confidence)


def _possible(score: float) -> float:
    return _less_likely(_POSSIBLE + _POSSIBLE_SCORE * score)


def _less_likely(odds: float) -> float:
    """The chance of what is possible only: never even."""
    return min(_chance(odds), _UNEVEN)


def _chance(odds: float) -> float:
    return round(1 / (1 + math.exp(-odds)), 2)
