"""Clauses that are likely the same, reworded: as alike as no others, and in the same company.

What tells a reworded clause is less how many words are left than that no other clause is nearly
as like it. So the odds weigh how far two clauses are ahead of the next best pair of either, and
whether what stands around them answers each other.
"""

from collections.abc import Sequence

from msgspec import Struct

from planver.compare.likeness import Bag, Likeness
from planver.compare.links import Links, Side

# Log odds that two clauses answer each other, by logistic regression. Tuned on the pairs of
# benchmarks/pairs that are named for tuning, the sample plans without ids, and seeds below 100 of
# benchmarks/synthetic.py, also with unrelated clauses in the place of some. The base is .2 above
# the regression's: as many wrong pairs of unrelated clauses as that costs are worth it.
_BASE, _SCORE, _LEAD, _LEAST_LEAD, _NEAR, _PARENT = -4.9, 0.9, 11.0, 6.5, 1.7, 2.6
# A parent that answers nobody speaks neither for nor against.
_PARENT_UNKNOWN = 0.5
# Company counts so much at most: the right place alone never makes a pair, or unrelated text put
# there would be taken for a rewording. Tuned on such drafts; the same two below.
_COMPANY = 4.5
# So little likeness proves nothing in any company.
_FAINT = 0.18
# So much likeness is proof enough for what nothing else speaks against, with these log odds.
_COPY, _COPY_ODDS = 0.80, 1.0
# Pairs less alike than this are not looked at.
_FLOOR = 0.08
# So many pairs are all scored; in longer texts only those that share rare words, or stand within
# this many clauses of where one expects them.
ALL_PAIRS, _WINDOW = 10_000, 12
# A clause with fewer rivals than this is measured against so many clauses of its own draft, too:
# where nearly all is unchanged, being the most alike of two says little. And against what two
# clauses on anything have in common.
_RIVALS, _SAMPLE, _CHANCE = 5, 16, 0.10
# How often pairs are let go of and taken again, knowing what stands around them.
_ROUNDS = 4
# Company is looked for this far on either side.
_AROUND = 3


class Candidate(Struct, frozen=True):
    """Two clauses that may answer each other.

    `score` is their likeness, `shared` the weight of the words they share; `leads` say by how
    much they are more alike than the next best pair of the before and of the after clause.
    """

    before: int
    after: int
    score: float
    shared: int
    leads: tuple[float, float]

    @property
    def odds(self) -> float:
        """The log odds of the pair by its words alone."""
        return _BASE + _SCORE * self.score + _LEAD * sum(self.leads) + _LEAST_LEAD * min(self.leads)


def candidates(links: Links, like: Likeness) -> list[Candidate]:
    """Open clauses that are somewhat alike."""
    scored = (
        (i, j, *like.compare(like.before[i], like.after[j])) for i, j in _worth_scoring(links, like)
    )
    return _with_leads(like, [pair for pair in scored if pair[2] >= _FLOOR])


def left_over(
    links: Links, like: Likeness, found: Sequence[Candidate], bound: float
) -> list[Candidate]:
    """Candidates at least so alike that are still open, with their leads among each other."""
    left = [pair for pair in found if pair.score >= bound and links.open(pair.before, pair.after)]
    return _with_leads(like, [(pair.before, pair.after, pair.score, pair.shared) for pair in left])


def _with_leads(like: Likeness, scored: Sequence[tuple[int, int, float, int]]) -> list[Candidate]:
    best_before, best_after = _Best(like.before), _Best(like.after)
    for i, j, score, _ in scored:
        best_before.keep(i, score)
        best_after.keep(j, score)
    for best in (best_before, best_after):
        best.keep_chance_likeness(like)
    return [
        Candidate(i, j, score, shared, (best_before.lead(i, score), best_after.lead(j, score)))
        for i, j, score, shared in scored
    ]


class Best:
    """The best two values of each place."""

    def __init__(self, places: int) -> None:
        self._two = [(0.0, 0.0)] * places

    def keep(self, place: int, value: float) -> None:
        """Keep a value where it is among the best."""
        first, second = self._two[place]
        if value > second:
            self._two[place] = (value, first) if value > first else (first, value)

    def lead(self, place: int, value: float) -> float:
        """By how much a value is ahead of the others of its place; negative where behind."""
        first, second = self._two[place]
        return value - (second if value == first else first)


class _Best(Best):
    """The best likenesses of the clauses of one draft."""

    def __init__(self, bags: Sequence[Bag]) -> None:
        super().__init__(len(bags))
        self._bags = bags
        self._rivals = [0] * len(bags)

    def keep(self, place: int, value: float) -> None:
        super().keep(place, value)
        self._rivals[place] += 1

    def keep_chance_likeness(self, like: Likeness) -> None:
        """For clauses with few rivals, how alike clauses of this draft are by chance."""
        worded = [place for place, bag in enumerate(self._bags) if bag.line]
        sample = worded[:: 1 + len(worded) // _SAMPLE]
        for place, rivals in enumerate(self._rivals):
            if 0 < rivals < _RIVALS:
                bag = self._bags[place]
                chances = (
                    like.compare(bag, self._bags[other])[0] for other in sample if other != place
                )
                super().keep(place, max(_CHANCE, max(chances, default=0.0)))


def _worth_scoring(links: Links, like: Likeness) -> list[tuple[int, int]]:
    open_before, open_after = links.open_before(), links.open_after()
    if len(open_before) * len(open_after) <= ALL_PAIRS:
        return [(i, j) for j in open_after for i in open_before]
    found = dict.fromkeys(like.candidates(open_before, open_after))
    for before, after in links.gaps():
        for place, j in enumerate(after):
            near = before[max(0, place - _WINDOW) : place + _WINDOW + 1]
            found.update(dict.fromkeys((i, j) for i in near))
    return list(found)


def link_likely(links: Links, sides: tuple[Side, Side], found: Sequence[Candidate]) -> None:
    """Link the best candidates first; then let go of them and link again, knowing the company.

    Only pairs that are more likely than not are linked.
    """
    hopeful = [
        (odds, pair) for pair in found if pair.score >= _FAINT and (odds := pair.odds) > -_COMPANY
    ]
    taken: list[int] = []
    last: list[tuple[int, int]] = []
    for _ in range(_ROUNDS):
        ranked = [
            (-odds, pair.after, pair.before)
            for by_words, pair in hopeful
            if (odds := by_words + _company(links, sides, pair)) > 0
        ]
        for j in taken:
            links.drop(j)
        taken = []
        for minus, j, i in sorted(ranked):
            if links.open(i, j):
                links.add(i, j, -minus)
                taken.append(j)
        now = sorted((links.before_of[j], j) for j in taken)
        if now == last:
            break
        last = now


def link_copies(links: Links, found: Sequence[Candidate]) -> None:
    """Link open near copies, the most alike first: siblings that nothing tells apart."""
    for pair in sorted(found, key=lambda pair: (-pair.score, pair.after, pair.before)):
        if pair.score >= _COPY and links.open(pair.before, pair.after):
            links.add(pair.before, pair.after, _COPY_ODDS)


def _company(links: Links, sides: tuple[Side, Side], pair: Candidate) -> float:
    """What the clauses around a pair add to its log odds."""
    i, j = pair.before, pair.after
    company = _NEAR * nearness(links, i, j) + _PARENT * _parents_agree(links, sides, i, j)
    return min(company, _COMPANY)


def nearness(links: Links, i: int, j: int) -> float:
    """How close the clauses before and after two stand to each other's answers, 0 to 2."""
    return (_near(links.before_of, j, i) + _near(links.after_of, i, j)) / 2


def _near(answers: Sequence[int], place: int, there: int) -> float:
    """How close the answers of the clauses around a place stand to a place in the other draft."""
    near = 0.0
    for direction in (-1, 1):
        for step in range(1, _AROUND + 1):
            at = place + direction * step
            if not 0 <= at < len(answers):
                break
            if answers[at] >= 0:
                gap = (answers[at] - there) * direction
                if 0 < gap <= _AROUND:
                    near += 1 / max(gap, step)
                break
    return near


def _parents_agree(links: Links, sides: tuple[Side, Side], i: int, j: int) -> float:
    above_i, above_j = sides[0].parents[i], sides[1].parents[j]
    if above_i < 0 and above_j < 0:
        return 1.0
    answers_j = links.before_of[above_j] if above_j >= 0 else -1
    if above_i >= 0 and answers_j == above_i:
        return 1.0
    answered_i = links.after_of[above_i] if above_i >= 0 else -1
    return 0.0 if answers_j >= 0 or answered_i >= 0 else _PARENT_UNKNOWN
