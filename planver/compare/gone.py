"""Words that were taken out, remembered so that they are known when they are put back.

They are known again in two ways. In their own clause, where three words in a row stand as they did
before, with those taken out among them: so a single figure is known by what stands around it. And
in any clause, where four words in a row or more were taken out together, wherever that was.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from planver.compare.hunks import weight

# So many words in a row tell that words came back: in the clause they were taken out of, with what
# stayed around them; and in any other.
_IN_PLACE = 3
_ANYWHERE = 4
# Places looked at where the same words were taken out many times, the last ones: time must not
# grow with the square.
_PLACES = 8
# A run this long is no set phrase. Tuned on `benchmarks.histories`, seeds 1 to 6.
_LONG = 8
_EDGE = ""  # where a clause begins and ends, as good as a word


class _Stone(Struct, frozen=True, kw_only=True):
    """A clause that lost words at a stage: its words, and which of them went."""

    stage: int
    keys: tuple[str, ...]
    gone: frozenset[int]
    chains: frozenset[str]


class _Run(Struct, frozen=True, order=True):
    """A run of words that came back: how many, when and where they stood, and where they stand."""

    size: int
    stone: int
    place: int
    now: int


def says_enough(size: int, around: int) -> bool:
    """Whether a run of words is more than a set phrase that two texts share by chance.

    `around` is how many words came in one piece: a few words in a long new text were not moved
    there, nor put back.
    """
    return size >= _LONG or 2 * size >= around


class Graveyard:
    """Words taken out along a history."""

    def __init__(self) -> None:
        self._stones: list[_Stone] = []
        self._in_place: dict[tuple[str, tuple[str, ...]], list[tuple[int, int]]] = {}
        self._anywhere: dict[tuple[str, ...], list[tuple[int, int]]] = {}

    def bury(
        self, stage: int, chains: Sequence[str], keys: Sequence[str], gone: Sequence[int]
    ) -> None:
        """Remember words of a clause, at the places `gone` in it, that were taken out at a stage.

        `chains` are the names the clause is known by through time. `find` tells it by its number:
        how many were buried before.
        """
        padded = (_EDGE, *keys, _EDGE)
        stone = _Stone(
            stage=stage,
            keys=padded,
            gone=frozenset(at + 1 for at in gone),
            chains=frozenset(chains),
        )
        at = len(self._stones)
        self._stones.append(stone)
        for i in sorted(_starts(stone.gone, len(padded))):
            for chain in chains:
                key = chain, padded[i : i + _IN_PLACE]
                self._in_place.setdefault(key, []).append((at, i))
        for i in sorted(stone.gone):
            if stone.gone.issuperset(range(i, i + _ANYWHERE)):
                self._anywhere.setdefault(padded[i : i + _ANYWHERE], []).append((at, i))

    def find(
        self, stages: int, chains: Sequence[str], keys: Sequence[str], new: Sequence[int]
    ) -> dict[int, tuple[int, int]]:
        """Of the words at the places `new` those that were taken out before: (number, its word).

        `stages` has the bit of every stage set that counts. The longest runs are taken first, and
        of these the last taken out. A run of light words alone is chance.
        """
        padded = (_EDGE, *keys, _EDGE)
        new_ = frozenset(at + 1 for at in new)
        runs = {
            self._grown(at, place, i, padded)
            for i in _starts(new_, len(padded))
            for at, place in self._places(stages, chains, padded, i, new_)
        }
        open_ = set(new_)
        found: dict[int, tuple[int, int]] = {}
        for run in sorted(runs, reverse=True):
            stone = self._stones[run.stone]
            back = [
                step
                for step in range(run.size)
                if run.now + step in open_ and run.place + step in stone.gone
            ]
            around = _around((run.now + step for step in back), new_)
            if not stone.chains.isdisjoint(chains):  # or half of what went in this very place
                around = min(around, _around((run.place + step for step in back), stone.gone))
            enough = says_enough(len(back), around)
            if enough and any(weight(padded[run.now + step]) > 1 for step in back):
                open_.difference_update(run.now + step for step in back)
                for step in back:
                    found[run.now + step - 1] = (run.stone, run.place + step - 1)
        return found

    def _places(
        self,
        stages: int,
        chains: Sequence[str],
        keys: tuple[str, ...],
        i: int,
        new: frozenset[int],
    ) -> Iterator[tuple[int, int]]:
        """Where the words from `i` on stood when some of them were taken out."""
        known = [self._in_place.get((name, keys[i : i + _IN_PLACE]), ()) for name in chains]
        if new.issuperset(range(i, i + _ANYWHERE)):
            known.append(self._anywhere.get(keys[i : i + _ANYWHERE], ()))
        for places in known:
            seen = [(at, j) for at, j in places if stages >> self._stones[at].stage & 1]
            yield from seen[-_PLACES:]

    def _grown(self, at: int, j: int, i: int, keys: tuple[str, ...]) -> _Run:
        """The longest run of the same words around these places."""
        there = self._stones[at].keys
        while i and j and keys[i - 1] == there[j - 1]:
            i, j = i - 1, j - 1
        size = 0
        while i + size < len(keys) and j + size < len(there) and keys[i + size] == there[j + size]:
            size += 1
        return _Run(size, at, j, i)


def _starts(places: Iterable[int], words: int) -> set[int]:
    """Of so many words, where the short runs begin that have one of these places in them."""
    last = words - _IN_PLACE
    return {
        i for place in places for i in range(max(place - _IN_PLACE + 1, 0), min(place, last) + 1)
    }


def _around(places: Iterable[int], marked: frozenset[int]) -> int:
    """How many places in a row are marked around those given; gaps between these count not."""
    seen: set[int] = set()
    for place in places:
        if place not in seen:
            start, end = place, place
            while start - 1 in marked:
                start -= 1
            while end + 1 in marked:
                end += 1
            seen.update(range(start, end + 1))
    return len(seen)
