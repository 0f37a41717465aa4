"""Seeded histories of drafts in which the author of every word is known.

`history(seed, ...)` writes a root draft and revises it, draft after draft, by five parties in turn:
words are replaced, put in and taken out, sentences move to other clauses, clauses move, are split,
joined, deleted, inserted and put back as they read before. Now and then two branches go on apart
and are merged, a draft takes back all that the one before did, or the file is renamed. Clauses
keep their ids, as plan files do; a part that is split off gets a new one.

Conventions of the gold. A word's author is the draft that first wrote it: it keeps him where it
moves, and where it is put back. A replacement shares no word with what it replaces at the same end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from benchmarks.synthetic import leaf
from benchmarks.writer import Writer
from planver.model.draft import Clause, Draft
from planver.model.history import Entry
from planver.model.party import Claim, Party
from planver.model.provenance import Stage

PARTIES = ("alba", "bor", "cass", "dorn", "elm")
_DRAFTS = 30
_CLAUSES = 60
# Of every so many drafts one is a merge of two branches.
_FORK_EVERY = 6
# The share of drafts that only take back what the one before did.
_REVERTS = 0.08
# The share of drafts that come in a file of another name.
_RENAMED = 0.15

# How many operations of each kind a draft makes; below one, how often it makes one. `slight` is a
# file saved at every small edit: as many clauses come as go, so that it keeps its size.
OPERATIONS: Mapping[str, Mapping[str, float]] = {
    "slight": {
        "reword": 2, "put_in": 0.5, "take_out": 0.6, "move_sentence": 0.1, "move_clause": 0.1,
        "split": 0.05, "join": 0.05, "delete": 0.1, "insert": 0.08, "put_back": 0.1,
    },
    "light": {
        "reword": 3, "put_in": 2, "take_out": 1, "move_sentence": 1, "move_clause": 1,
        "split": 0, "join": 0, "delete": 0, "insert": 1, "put_back": 1,
    },
    "heavy": {
        "reword": 10, "put_in": 6, "take_out": 5, "move_sentence": 2, "move_clause": 3,
        "split": 1, "join": 1, "delete": 1, "insert": 2, "put_back": 3,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word between blanks, and the draft that first wrote it; no two words have one number."""

    text: str
    author: int
    number: int


Sentence = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A clause in the making."""

    name: str
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """As it stands in the draft."""
        return " ".join(word.text for sentence in self.sentences for word in sentence)


@dataclass(frozen=True, slots=True)
class History:
    """The stages of a history, and the words of each draft, clause by clause.

    `paths` are what the plan file is called in each draft: it is renamed now and then.
    """

    stages: tuple[Stage, ...]
    wordings: tuple[tuple[Wording, ...], ...]
    paths: tuple[str, ...]


def history(
    seed: int,
    heaviness: str = "heavy",
    drafts: int = _DRAFTS,
    clauses: int = _CLAUSES,
    *,
    forks: bool = True,
) -> History:
    """A history of so many drafts of about so many clauses; without forks one after the other."""
    return _Maker(seed, OPERATIONS[heaviness]).make(drafts, clauses, forks=forks)


def _merged(
    base: Sequence[Wording], ours: Sequence[Wording], theirs: Sequence[Wording]
) -> tuple[Wording, ...]:
    """Each clause from the side that changed it, from ours where both did."""
    old, there = ({one.name: one for one in side} for side in (base, theirs))
    here = {one.name for one in ours}
    kept = [
        there[one.name] if one == old.get(one.name) and one.name in there else one
        for one in ours
        if one.name in there or one != old.get(one.name)
    ]
    return (*kept, *(one for one in theirs if one.name not in here and one.name not in old))


def _entry(at: int, bases: tuple[str, ...], wordings: Sequence[Wording]) -> Entry:
    party = PARTIES[at % len(PARTIES)]
    points = tuple(Clause(id=one.name, text=one.text) for one in wordings)
    return Entry(
        draft=Draft(
            plan="synthetic",
            id=f"{party}-{at}",
            date=str(date(2031, 1, 1) + timedelta(at)),
            tabled_by=(Claim(party=party),),
            based_on=bases,
            parties=tuple(Party(id=name, name=name.title()) for name in PARTIES),
            points=points,
        )
    )


def _paths(random: Random, parents: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """What the file is called in each draft; a merge calls it as the branch it takes in does."""
    paths: list[str] = []
    for at, ups in enumerate(parents):
        renamed = not ups or random.random() < _RENAMED
        paths.append(f"draft-{at}.plan.yaml" if renamed else paths[ups[-1]])
    return tuple(paths)


class _Maker:
    """Everything drawn comes from one seeded source, in one order."""

    def __init__(self, seed: int, operations: Mapping[str, float]) -> None:
        self._random = Random(seed)
        # Sources of their own, so that the words of a seed stay those they were.
        self._names = Random(f"names {seed}")
        self._reverts = Random(f"reverts {seed}")
        self._writer = Writer(Random(seed))
        self._topics = self._writer.topics()
        self._operations = operations
        self._clauses = self._words = self._author = 0
        self._earlier: list[Wording] = []

    def make(self, drafts: int, clauses: int, *, forks: bool) -> History:
        """The root, then one draft after the other, some of them on two branches that merge."""
        made: list[tuple[Wording, ...]] = [tuple(self._new() for _ in range(clauses))]
        parents: list[tuple[int, ...]] = [()]
        known = 0
        while len(made) < drafts:
            last = len(made) - 1
            fork = forks and last % _FORK_EVERY == _FORK_EVERY - 1 and len(made) + 3 <= drafts
            # Only what every branch goes back to can be put back.
            self._earlier += [one for draft in made[known:] for one in draft]
            known = len(made)
            for ups in ((last,), (last,), (last + 1, last + 2)) if fork else ((last,),):
                self._author = len(made)
                if len(ups) == 2:
                    made.append(_merged(made[last], made[last + 1], made[last + 2]))
                elif last and self._reverts.random() < _REVERTS:
                    made.append(made[parents[last][0]])
                else:
                    made.append(self._revised(made[last]))
                parents.append(ups)
        entries: list[Entry] = []
        for at, wordings in enumerate(made):
            bases = tuple(entries[up].draft.id for up in parents[at])
            entries.append(_entry(at, bases, wordings))
        stages = zip(entries, parents, strict=True)
        return History(
            stages=tuple(Stage(entry=one, parents=ups) for one, ups in stages),
            wordings=tuple(made),
            paths=_paths(self._names, parents),
        )

    def _new(self) -> Wording:
        return Wording(self._name(), self._written())

    def _name(self) -> str:
        self._clauses += 1
        return f"clause-{self._clauses}"

    def _written(self) -> tuple[Sentence, ...]:
        text = leaf(self._writer, next(self._topics)).text
        sentences: list[list[Word]] = [[]]
        for piece in text.split():
            if sentences[-1] and sentences[-1][-1].text.endswith("."):
                sentences.append([])
            self._words += 1
            sentences[-1].append(Word(piece, self._author, self._words))
        return tuple(map(tuple, sentences))

    def _revised(self, wordings: tuple[Wording, ...]) -> tuple[Wording, ...]:
        found = list(wordings)
        for name, often in self._operations.items():
            for _ in range(self._times(often)):
                getattr(self, f"_{name}")(found)
        return tuple(found)

    def _times(self, often: float) -> int:
        whole = int(often)
        return whole + (often > whole and self._random.random() < often - whole)

    def _reword(self, found: list[Wording]) -> None:
        self._edit(found, gone=self._random.randint(1, 4), came=self._random.randint(1, 5))

    def _put_in(self, found: list[Wording]) -> None:
        self._edit(found, gone=0, came=self._random.randint(1, 6))

    def _take_out(self, found: list[Wording]) -> None:
        self._edit(found, gone=self._random.randint(1, 5), came=0)

    def _edit(self, found: list[Wording], *, gone: int, came: int) -> None:
        """Replace a run inside of a sentence by words of another."""
        at, one, place = self._sentence(found)
        sentence = one.sentences[place]
        start = self._random.randint(1, max(len(sentence) - gone - 1, 1))
        old = sentence[start : start + gone]
        if start + gone >= len(sentence):
            return
        source = [word for part in self._written() for word in part if word.text.isalpha()]
        begin = self._random.randrange(max(len(source) - came, 1))
        new = tuple(source[begin : begin + came])
        around = {word.text for word in (*old, sentence[start - 1], sentence[start + gone])}
        new = tuple(word for word in new if word.text not in around)
        self._put(found, at, place, (*sentence[:start], *new, *sentence[start + gone :]))

    def _move_sentence(self, found: list[Wording]) -> None:
        at, one, place = self._sentence(found)
        to = self._random.randrange(len(found))
        if len(one.sentences) < 2 or to == at:
            return
        sentence = one.sentences[place]
        self._put(found, at, place, ())
        found[to] = replace(found[to], sentences=(*found[to].sentences, sentence))

    def _move_clause(self, found: list[Wording]) -> None:
        found.insert(self._random.randrange(len(found)), found.pop(self._place(found)))

    def _split(self, found: list[Wording]) -> None:
        at, one, place = self._sentence(found)
        if place:
            found[at] = replace(one, sentences=one.sentences[:place])
            found.insert(at + 1, Wording(self._name(), one.sentences[place:]))

    def _join(self, found: list[Wording]) -> None:
        at = self._random.randrange(len(found) - 1)
        other = found.pop(at + 1)
        found[at] = replace(found[at], sentences=(*found[at].sentences, *other.sentences))

    def _delete(self, found: list[Wording]) -> None:
        found.pop(self._place(found))

    def _insert(self, found: list[Wording]) -> None:
        found.insert(self._place(found), self._new())

    def _put_back(self, found: list[Wording]) -> None:
        """A clause as it read in an earlier draft, or one that was deleted, as a whole."""
        old = self._random.choice(self._earlier)
        others = {word for one in found if one.name != old.name
                  for sentence in one.sentences for word in sentence}  # fmt: skip
        if not others.isdisjoint(word for sentence in old.sentences for word in sentence):
            return
        place = next((at for at, one in enumerate(found) if one.name == old.name), None)
        if place is None:
            found.insert(self._place(found), old)
        else:
            found[place] = old

    def _place(self, found: Sequence[Wording]) -> int:
        return self._random.randrange(len(found))

    def _sentence(self, found: Sequence[Wording]) -> tuple[int, Wording, int]:
        at = self._place(found)
        return at, found[at], self._random.randrange(len(found[at].sentences))

    @staticmethod
    def _put(found: list[Wording], at: int, place: int, sentence: Sentence) -> None:
        sentences = list(found[at].sentences)
        sentences[place : place + 1] = [sentence] if sentence else []
        found[at] = replace(found[at], sentences=tuple(sentences))
