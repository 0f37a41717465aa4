"""What one wording says otherwise than another: mentions compared by what they mean.

First what both sides say alike is set aside, wherever it stands; what is left is paired, like with
like, and told. Words (modality, negation, qualifiers) are told only where the words around them
stand on both sides: a new sentence with a shall in it does not make the old one stronger.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from planver.compare.substance.mentions import Mentions
from planver.compare.substance.reading import Mention
from planver.model.change import Flag, Matter, Sense

# What a pair of figures of two kinds is told as: the first of these that one of them is.
_FIGURES = (
    Matter.DEADLINE, Matter.DATE, Matter.TIME, Matter.MONEY, Matter.PERCENTAGE, Matter.DURATION,
    Matter.QUANTITY, Matter.NUMBER,
)  # fmt: skip
_TIMES = frozenset({Matter.DEADLINE, Matter.DATE, Matter.TIME, Matter.DURATION})
# How well figures answer each other: the same figure with another bound, of one unit, of one kind,
# of kinds that can take each other's place.
_SAME, _UNIT, _KIND, _NEAR = 9, 5, 3, 2
# The permission on the scale: a shall not that became a may not is not plainly weaker.
_MAY = "6"

# More pairs than this are not all tried: of each mention only the nearest, this many either way.
_MANY = 10_000
_NEIGHBOURS = 30

_Pair = tuple[Mention, Mention]
# How well two mentions answer each other; 0 where they do not.
_Score = Callable[[Mention, Mention], int]


def differences(before: Mentions, after: Mentions, *, figures_only: bool = False) -> list[Flag]:
    """The flags of two wordings of one clause, figures first. Equal wordings have none."""
    both = _Both(before, after)
    flags = [*both.figures()]
    if not figures_only:
        for kind, tell in (
            (Matter.MODALITY, both.modality),
            (Matter.NEGATION, both.negation),
            (Matter.QUALIFIER, both.qualifiers),
            (Matter.CONDITION, both.conditions),
            (Matter.PARTY, both.parties),
        ):
            if kind in both.kinds:
                flags += tell()
    return flags


def is_figure(mention: Mention) -> bool:
    """Whether a mention is a figure or a deadline."""
    return mention.kind in _FIGURES


def saying(mention: Mention) -> Hashable:
    """What a figure says; equal for figures that say the same, however they are written."""
    return _saying(mention)


def kind_of(mentions: Iterable[Mention]) -> Matter:
    """What a figure is told as that is of several kinds over its drafts."""
    return min((mention.kind for mention in mentions), key=_FIGURES.index)


def answers(
    before: Mentions, old: Sequence[Mention], after: Mentions, new: Sequence[Mention]
) -> list[_Pair]:
    """Which of these figures of two wordings answer each other, each at most once.

    The same rules as for what is told as changed: figures that changed places, then those that say
    the same, then the likest.
    """
    both = _Both(before, after)
    pairs = both.swapped(old, new)
    old, new = _left(old, new, pairs)
    pairs += both.alike(old, new)
    old, new = _left(old, new, pairs)
    return [*pairs, *both.changed(old, new)]


def _left(
    old: Sequence[Mention], new: Sequence[Mention], pairs: Sequence[_Pair]
) -> tuple[list[Mention], list[Mention]]:
    said, says = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    return [one for one in old if id(one) not in said], [one for one in new if id(one) not in says]


class _Both:
    def __init__(self, before: Mentions, after: Mentions) -> None:
        self._before, self._after = before, after
        self.kinds = {mention.kind for mention in (*before.mentions, *after.mentions)}

    def figures(self) -> Iterator[Flag]:
        """Figures that changed, were dropped or put in; each told once."""
        old, new = self._of(*_FIGURES)
        if [*map(_saying, old)] == [*map(_saying, new)]:
            return
        swapped = self.swapped(old, new)
        old, new = _unanswered(old, new, _saying)
        pairs = self.changed(old, new)
        told: set[Hashable] = set()
        for one, other in (*swapped, *pairs):
            told |= {("before", _saying(one)), ("after", _saying(other))}
            yield _figure(one, other)
        taken = {id(mention) for pair in pairs for mention in pair}
        for mention in old:
            left = id(mention) not in taken and ("before", _saying(mention)) not in told
            if left and not mention.weak:
                yield Flag(kind=mention.kind, before=mention.whole)
        for mention in new:
            left = id(mention) not in taken and ("after", _saying(mention)) not in told
            if left and not mention.weak:
                yield Flag(kind=mention.kind, after=mention.whole)

    def alike(self, old: Sequence[Mention], new: Sequence[Mention]) -> list[_Pair]:
        """Figures that say the same, those in the same words first."""

        def score(one: Mention, other: Mention) -> int:
            return 1 + self._context(one, other) if _saying(one) == _saying(other) else 0

        return self._paired(old, new, score)

    def changed(self, old: Sequence[Mention], new: Sequence[Mention]) -> list[_Pair]:
        """Figures that answer each other and say something else."""
        alone = {mention.kind for mention in (*old, *new)} if len(old) == len(new) == 1 else set()

        def score(one: Mention, other: Mention) -> int:
            rank = _rank(one, other)
            near = self._context(one, other)
            if rank < _UNIT and not near and len(alone) != 1:
                return 0
            return rank and (
                0 if rank < _UNIT and (one.weak or other.weak) else rank + min(near, 3)
            )

        return self._paired(old, new, score)

    def modality(self) -> Iterator[Flag]:
        """Modal verbs of another step of the scale, before what they are said of on both sides."""
        old, new = self._of(Matter.MODALITY)
        if [*map(_means, old)] == [*map(_means, new)]:
            return
        pairs = self.swapped(old, new)
        gone, come = (
            Counter(map(_means, some)) - Counter(map(_means, others))
            for some, others in ((old, new), (new, old))
        )
        old = [mention for mention in old if mention.means in gone]
        new = [mention for mention in new if mention.means in come]

        def score(one: Mention, other: Mention) -> int:
            done, does = self._before.right(one.end), self._after.right(other.end)
            shared = self._shared(done, does)
            # The same thing done: the first words behind both, or something done by the same.
            if not shared or (
                not (done[0] in does and does[0] in done)
                and not self._shared(self._before.left(one.start), self._after.left(other.start))
            ):
                return 0
            return shared + self._context(one, other)

        for one, other in self._paired(old, new, score):
            if gone[one.means] and come[other.means]:
                gone[one.means] -= 1
                come[other.means] -= 1
                pairs.append((one, other))
        for one, other in pairs:
            yield Flag(
                kind=Matter.MODALITY, before=one.text, after=other.text, sense=_turn(one, other)
            )

    def negation(self) -> Iterator[Flag]:
        """Each not that went or came while what it denies stayed."""
        old, new = self._of(Matter.NEGATION)

        def score(one: Mention, other: Mention) -> int:
            said, says = _sentence(self._before, one), _sentence(self._after, other)
            shared = len(said & says)
            denied = self._before.right(one.start + 1, 2), self._after.right(other.start + 1, 2)
            # No prisoner shall ..., said of the same subject in whatever words.
            subject = self._before.begins(one.start) and self._after.begins(other.start)
            same = subject and denied[0][:1] == denied[1][:1] != ()
            if shared < 2 and shared < min(len(said), len(says)) and not same:
                return 0
            alike = _SAME if one.weak == other.weak else 1
            return alike + shared + 3 * self._shared(*denied)

        answered = {id(one) for pair in self._paired(old, new, score) for one in pair}
        for mention in old:
            if id(mention) not in answered and _survives(mention, self._before, self._after):
                yield Flag(kind=Matter.NEGATION, before=mention.text)
        for mention in new:
            if id(mention) not in answered and _survives(mention, self._after, self._before):
                yield Flag(kind=Matter.NEGATION, after=mention.text)

    def qualifiers(self) -> Iterator[Flag]:
        """Qualifiers that went, came or gave way, at words that stayed."""
        old, new = _unshared(*self._of(Matter.QUALIFIER))
        pairs = self._paired(old, new, self._context)
        taken = {mention.means for pair in pairs for mention in pair}
        for one, other in pairs:
            yield Flag(kind=Matter.QUALIFIER, before=one.text, after=other.text)
        for mention in _each_once(old):
            if mention.means not in taken and _stays(mention, old, self._before, self._after):
                yield Flag(kind=Matter.QUALIFIER, before=mention.text)
        for mention in _each_once(new):
            if mention.means not in taken and _stays(mention, new, self._after, self._before):
                yield Flag(kind=Matter.QUALIFIER, after=mention.text)

    def conditions(self) -> Iterator[Flag]:
        """Conditions of a kind that only one side has."""
        old, new = map(_each_once, _unshared(*self._of(Matter.CONDITION)))

        def score(one: Mention, other: Mention) -> int:
            return self._shared(
                self._before.right(one.start + 1), self._after.right(other.start + 1)
            )

        yield from self._told(Matter.CONDITION, old, new, score)

    def parties(self) -> Iterator[Flag]:
        """Parties that only one side names, or one in the place of another."""
        old, new = (
            [mention for mention in some if not mention.weak]
            for some in map(_each_once, _unshared(*self._of(Matter.PARTY)))
        )
        written = {mention.text for mention in old} & {mention.text for mention in new}
        old, new = (
            [mention for mention in some if mention.text not in written] for some in (old, new)
        )

        def score(one: Mention, other: Mention) -> int:
            near = self._context(one, other)
            return near if near > 1 else 0

        for flag in self._told(Matter.PARTY, old, new, score):
            known = old if flag.after is None else new if flag.before is None else []
            text = flag.before or flag.after
            party = next((str(one.means) for one in known if one.text == text), None)
            yield Flag(kind=flag.kind, before=flag.before, after=flag.after, party=party)

    def _told(
        self, kind: Matter, old: Sequence[Mention], new: Sequence[Mention], score: _Score
    ) -> Iterator[Flag]:
        pairs = self._paired(old, new, score)
        taken = {id(mention) for pair in pairs for mention in pair}
        for one, other in pairs:
            yield Flag(kind=kind, before=one.text, after=other.text)
        yield from (Flag(kind=kind, before=one.text) for one in old if id(one) not in taken)
        yield from (Flag(kind=kind, after=one.text) for one in new if id(one) not in taken)

    def _of(self, *kinds: Matter) -> tuple[list[Mention], list[Mention]]:
        return (
            [mention for mention in self._before.mentions if mention.kind in kinds],
            [mention for mention in self._after.mentions if mention.kind in kinds],
        )

    def _paired(self, old: Sequence[Mention], new: Sequence[Mention], score: _Score) -> list[_Pair]:
        """The best answers first, each mention once; in the order of the before text.

        Ties go to the nearest, in a way that is the same from either side.
        """
        if not (old and new):
            return []
        sizes = len(self._before.keys), len(self._after.keys)
        places = [one.start / sizes[0] for one in old], [one.start / sizes[1] for one in new]
        # Of very many, those that stand about as far into their texts.
        reach = 1.0 if len(old) * len(new) <= _MANY else _NEIGHBOURS / max(len(old), len(new))
        found = [
            (-value, abs(places[0][i] - places[1][j]), i + j, i, j)
            for i in range(len(old))
            for j in range(
                bisect_left(places[1], places[0][i] - reach),
                bisect_right(places[1], places[0][i] + reach),
            )
            if (value := score(old[i], new[j]))
        ]
        pairs: dict[int, int] = {}
        taken: set[int] = set()
        for *_, i, j in sorted(found):
            if i not in pairs and j not in taken:
                pairs[i] = j
                taken.add(j)
        return [(old[i], new[pairs[i]]) for i in sorted(pairs)]

    def swapped(self, old: Sequence[Mention], new: Sequence[Mention]) -> list[_Pair]:
        """Mentions that changed places: Alba 55 and Bor 45, then Alba 45 and Bor 55.

        Both sides have all of them, in another order. They merely moved where the words around them
        moved with them.
        """
        pairs: list[_Pair] = []
        groups = dict.fromkeys(_group(mention) for mention in old)
        for group in groups:
            was, now = ([one for one in some if _group(one) == group] for some in (old, new))
            if len(was) < 2 or len(was) != len(now):
                continue
            if [*map(_saying, was)] == [*map(_saying, now)]:
                continue
            if Counter(map(_saying, was)) != Counter(map(_saying, now)):
                continue
            in_place = [*zip(was, now, strict=True)]
            moved = zip(sorted(was, key=_order), sorted(now, key=_order), strict=True)
            if self._around(in_place) > self._around(moved):
                pairs += (pair for pair in in_place if _saying(pair[0]) != _saying(pair[1]))
        return pairs

    def _around(self, pairs: Iterable[_Pair]) -> int:
        return sum(self._context(one, other) for one, other in pairs)

    def _context(self, one: Mention, other: Mention) -> int:
        """How many words two mentions have in common on their left, and on their right."""
        before, after = self._before, self._after
        return self._shared(before.left(one.start), after.left(other.start)) + self._shared(
            before.right(one.end), after.right(other.end)
        )

    def _shared(self, some: Sequence[str], others: Sequence[str]) -> int:
        return len({*some} & {*others})


def _stays(qualifier: Mention, among: Sequence[Mention], own: Mentions, other: Mentions) -> bool:
    """Whether words around a qualifier, wherever it stands, are there on the other side too."""
    return any(_is_around(one, own, other) for one in among if one.means == qualifier.means)


def _is_around(qualifier: Mention, own: Mentions, other: Mentions) -> bool:
    behind = own.right(qualifier.end)
    if qualifier.unit == "next":
        return bool(behind) and behind[0] in other.vocabulary
    near = {*own.left(qualifier.start), *behind}
    return bool(near) and len(near & other.vocabulary) >= min(2, len(near))


def _rank(one: Mention, other: Mention) -> int:
    if one.kind is other.kind:
        if _group(one) == _group(other) and one.means == other.means:
            return _SAME
        return _UNIT if one.unit == other.unit and (one.unit or one.kind in _TIMES) else _KIND
    times = (one.kind in _TIMES) + (other.kind in _TIMES)
    amounts = Matter.NUMBER in (one.kind, other.kind)
    return _NEAR if times == 2 or (times == 0 and amounts) else 0


def _figure(one: Mention, other: Mention) -> Flag:
    kind = min(one.kind, other.kind, key=_FIGURES.index)
    same = _group(one) == _group(other) and one.means == other.means
    whole = same or one.bound != other.bound or one.unit != other.unit
    sense = None
    if one.kind is other.kind is Matter.DEADLINE and _is_open(one) != _is_open(other):
        sense = Sense.GONE if _is_open(other) else Sense.SET
    return Flag(
        kind=Matter.BOUND if same else kind,
        before=one.whole if whole else one.text,
        after=other.whole if whole else other.text,
        sense=sense,
    )


def _is_open(deadline: Mention) -> bool:
    return isinstance(deadline.means, tuple) and deadline.means[0] == "open"


def _turn(one: Mention, other: Mention) -> Sense | None:
    """Whether a modal verb became weaker or stronger; None where a not makes that a question."""
    if one.denied != other.denied or (one.denied and _MAY in (one.means, other.means)):
        return None
    return Sense.WEAKER if str(one.means) < str(other.means) else Sense.STRONGER


def _sentence(text: Mentions, mention: Mention) -> frozenset[str]:
    far = len(text.keys)
    return frozenset((*text.left(mention.start, far), *text.right(mention.start + 1, far)))


def _survives(negation: Mention, own: Mentions, other: Mentions) -> bool:
    """Whether what a not denies stands on the other side: its first word, and one beside that."""
    if negation.weak:
        return False
    denied = own.right(negation.start + 1, 2)
    beside = (*denied[1:], *own.left(negation.start, 1))
    if not denied or denied[0] not in other.vocabulary:
        return False
    return not beside or any(word in other.vocabulary for word in beside)


def _unanswered(
    old: Sequence[Mention], new: Sequence[Mention], key: Callable[[Mention], Hashable]
) -> tuple[list[Mention], list[Mention]]:
    """What is left of both sides without what both say, as often as both say it."""
    both = Counter(map(key, old)) & Counter(map(key, new))
    left: tuple[list[Mention], list[Mention]] = [], []
    for some, kept in zip((old, new), left, strict=True):
        shared = both.copy()
        for mention in some:
            if shared[key(mention)]:
                shared[key(mention)] -= 1
            else:
                kept.append(mention)
    return left


def _unshared(
    old: Sequence[Mention], new: Sequence[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """Mentions that mean what the other side does not say at all."""
    said, says = {*map(_means, old)}, {*map(_means, new)}
    return [one for one in old if one.means not in says], [
        one for one in new if one.means not in said
    ]


def _each_once(mentions: Sequence[Mention]) -> list[Mention]:
    return [*{mention.means: mention for mention in reversed(mentions)}.values()][::-1]


def _means(mention: Mention) -> Hashable:
    return mention.means


def _group(mention: Mention) -> Hashable:
    return mention.kind, "" if mention.kind is Matter.NUMBER else mention.unit


def _saying(mention: Mention) -> Hashable:
    """What is compared. What a number counts may be called otherwise: personnel, soldiers."""
    return *_group(mention), mention.bound, mention.means  # type: ignore[misc]


def _order(mention: Mention) -> str:
    return repr(_saying(mention))
