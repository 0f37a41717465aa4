"""Writes clauses: original sentences of treaties and statutes, put together from a seed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple, TypeVar

from benchmarks.phrases import Field, Step, fields, grammar, with_article

_T = TypeVar("_T")

# Names of places that are nowhere.
_NAME_HEADS = (
    "Var", "Tol", "Mer", "Kas", "Bren", "Ost", "Hul", "Zel", "Pra", "Lom", "Sved", "Dor", "Ing",
    "Rav", "Chel", "Yar", "Nov", "Ust", "Bal", "Gor", "Ter", "Vol", "Kir", "Pol", "Sar", "Lub",
    "Mir", "Dub", "Kam", "Ros", "Stel", "Vin", "Ard", "Bor", "Cer", "Dal", "Elm", "Fal", "Gav",
    "Hol",
)  # fmt: skip
_NAME_MIDDLES = ("", "", "a", "o", "e", "in", "ar", "en", "ov", "el", "is", "un")
_NAME_TAILS = (
    "nesk", "mo", "ga", "dava", "stok", "gora", "brod", "lin", "minsk", "tava", "rova", "holm",
    "wick", "beck", "ria", "nitz", "pol", "sova", "dyn", "chi", "rin", "vik", "mara", "lessa",
    "dorf", "ton",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SMALL = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen",
    "twenty",
)  # fmt: skip
_PREFIXES = (
    "non", "inter", "sub", "pre", "post", "co", "re", "under", "over", "trans", "multi", "semi",
    "counter", "cross", "ex", "anti", "quasi", "super", "micro", "mid", "near", "all", "self",
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SHORTEST = 9


class Phrase(NamedTuple):
    """A run of words of one kind; `opens` where it begins a sentence."""

    kind: str
    words: tuple[str, ...]
    opens: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """What the clauses of one point are about: a field, and the words it keeps coming back to."""

    field: Field
    favourites: dict[str, tuple[int, ...]]
    places: tuple[str, ...]
    laws: tuple[str, ...]


def word_class(slot: str) -> str:
    """``what`` for ``what``, ``what+`` and ``a what``; ``do`` for every form of a verb."""
    plain = slot.removeprefix("a ").removesuffix("+")
    return "do" if plain in ("done", "doing") else plain


@dataclass
class Writer:
    """Everything drawn comes from one seeded source, in one order."""

    random: Random

    def __post_init__(self) -> None:
        *self.fields, self.general = fields()
        self.grammar = grammar()
        self._figures: dict[str, Callable[[Topic], str]] = {
            "place": lambda topic: self.one_of(topic.places) if self.chance(0.7) else self.place(),
            "law": lambda topic: self.one_of(topic.laws),
            "small": lambda _: self.one_of(_SMALL) if self.chance(0.6) else str(self.number(2, 60)),
            "big": lambda _: f"{self.number(2, 990) * 10 ** self.number(1, 4):,}",
            "days": lambda _: self.period(),
            "date": lambda _: (
                f"{self.number(1, 28)} {self.one_of(_MONTHS)} {self.number(2026, 2049)}"
            ),
            "money": lambda _: self.money(),
            "percent": lambda _: f"{self.number(2, 99)} per cent",
            "fraction": lambda _: self.one_of(("two thirds", "three quarters", "four fifths")),
            "ref": self.reference,
        }

    def chance(self, share: float) -> bool:
        """True in a share of cases."""
        return self.random.random() < share

    def one_of(self, options: Sequence[_T]) -> _T:
        """One of several, each as likely."""
        return options[int(self.random.random() * len(options))]

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self.random.random() * (most - least + 1))

    def topics(self) -> Iterator[Topic]:
        """Topics of point after point: some points in a row belong to one field."""
        while True:
            chosen = self.one_of(self.fields)
            for _ in range(self.number(3, 12)):
                yield self.topic(chosen)

    def topic(self, chosen: Field) -> Topic:
        """A subject within a field."""
        favourites = {
            slot: tuple(self._zipf(len(chosen.words[slot])) for _ in range(count))
            for slot, count in (("who", 3), ("what", 8), ("do", 5), ("how", 4))
        }
        places = (self.place(), self.place())
        return Topic(chosen, favourites, places, (self.law(), self.law()))

    def point(self, topic: Topic) -> list[Phrase]:
        """The text of a clause without parts: one to three sentences, seldom more."""
        count = 1 if self.chance(0.3) else 2 if self.chance(0.65) else 3
        if self.chance(0.012):
            count = self.number(4, 5)
        return [phrase for _ in range(count) for phrase in self.sentence("sentence", topic)]

    def part(self, topic: Topic) -> list[Phrase]:
        """The text of a part: an item of a list, or a sentence."""
        shape = "item" if self.chance(0.4) else "sentence"
        phrases = self.sentence(shape, topic)
        if shape == "sentence" and self.chance(0.45):
            phrases += self.sentence(shape, topic)
        return phrases

    def chapeau(self, topic: Topic) -> list[Phrase]:
        """The words above the parts of a list."""
        return self.sentence("chapeau", topic)

    def sentence(self, shape: str, topic: Topic) -> list[Phrase]:
        """One sentence, with some of the phrases it could do without, the shorter the more."""
        shown = self.one_of(self.grammar.shapes[shape])
        phrases = [
            Phrase(step.kind, self.phrase(step.kind, topic), opens=False)
            for step in shown
            if not step.optional or self.chance(0.85)
        ]
        while sum(len(phrase.words) for phrase in phrases) < _SHORTEST:
            kind = self.optional().kind
            phrases.append(Phrase(kind, self.phrase(kind, topic), opens=False))
        if shape != "item":
            phrases[0] = phrases[0]._replace(opens=True)
        return phrases

    def stock(self, topic: Topic) -> list[Phrase]:
        """A clause that stands in many places, word for word or nearly so."""
        kind = "stock" if self.chance(0.5) else "formula"
        words = self.phrase(kind, topic)
        return [Phrase(kind, (*words[:-1], words[-1].rstrip(".")), opens=True)]

    def phrase(self, kind: str, topic: Topic) -> tuple[str, ...]:
        """The words of a phrase of some kind."""
        written: list[str] = []
        for literal, slot in self.one_of(self.grammar.phrases[kind]):
            written.append(literal)
            if slot:
                filled = self._slot(slot, topic)
                if filled in written:  # "planned and planned"
                    filled = self._slot(slot, topic)
                written.append(filled)
        return tuple("".join(written).split())

    def optional(self) -> Step:
        """A kind of phrase that can be put into a sentence."""
        shape = self.one_of(self.grammar.shapes["sentence"])
        return self.one_of([step for step in shape if step.optional and step.kind != "opening"])

    def _slot(self, slot: str, topic: Topic) -> str:
        figure = self._figures.get(slot)
        if figure:
            return figure(topic)
        kind = word_class(slot)
        draw = self.random.random()
        if draw < 0.4:
            return topic.field.words[slot][self.one_of(topic.favourites[kind])]
        source = topic.field if draw < 0.76 or kind == "who" else self.general
        if draw > 0.96 and kind != "who":  # a word of quite another field
            source = self.one_of(self.fields)
        words = source.words[slot]
        word = words[self._zipf(len(words))]
        return self._rare(word) if kind in ("what", "how") and draw > 0.72 else word

    def _rare(self, word: str) -> str:
        """The word, or at times one made of it that hardly stands anywhere else.

        With them 50,000 clauses have some 30,000 different words, as so much legal prose does.
        """
        if not self.chance(0.16):
            return word
        article, _, bare = word.partition(" ") if word.startswith(("a ", "an ")) else ("", "", word)
        made = f"{self.one_of(_PREFIXES)}-{bare}"
        return with_article(made) if article else made

    def _zipf(self, count: int) -> int:
        """A place in a list whose first words are the most frequent."""
        return int(count * self.random.random() ** 1.5)

    def place(self) -> str:
        """A name made up."""
        name = self.one_of(_NAME_HEADS) + self.one_of(_NAME_MIDDLES) + self.one_of(_NAME_TAILS)
        if self.chance(0.08):
            name = f"{self.one_of(('Upper', 'Lower', 'Old', 'New', 'East', 'West'))} {name}"
        return name

    def law(self) -> str:
        """An act that is nowhere in force."""
        kind = self.one_of(("Regulation", "Law", "Decree", "Decision", "Directive"))
        if self.chance(0.4):
            return f"the {self.place()} {self.one_of(('Convention', 'Protocol', 'Treaty'))}"
        return f"{kind} {self.number(2, 980)}/{self.number(1994, 2034)}"

    def reference(self, topic: Topic) -> str:
        """To another place of the text, or to an act."""
        match self.number(0, 5):
            case 0:
                return f"paragraph {self.number(1, 9)} of Article {self.number(1, 300)}"
            case 1:
                return f"Annex {self.one_of(_ROMAN)}"
            case 2:
                return f"point {self.number(1, 400)}"
            case 3:
                return self.one_of(topic.laws)
            case _:
                return f"Article {self.number(1, 300)}"

    def money(self) -> str:
        """An amount in some currency."""
        currency = self.one_of(("EUR", "USD", "$", "€", "SDR"))
        space = " " if currency.isalpha() else ""
        if self.chance(0.5):
            amount = (
                f"{self.number(1, 99)}.{self.number(1, 9)} {self.one_of(('million', 'billion'))}"
            )
        else:
            amount = f"{self.number(2, 990) * 500:,}"
        return f"{currency}{space}{amount}"

    def period(self) -> str:
        """A length of time."""
        unit = self.one_of(("days", "days", "weeks", "months", "months", "years", "hours"))
        count = self.one_of(_SMALL) if self.chance(0.5) else str(self.number(2, 180))
        return f"{count} {unit}"
