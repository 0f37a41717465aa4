"""A text as the rules of its language see it: its words, and what they know among them."""

from collections.abc import Hashable
from functools import cached_property
from itertools import accumulate, pairwise

from msgspec import Struct

from planver.compare.substance.lexicon import Lexicon, Name, Names, Phrase, Phrases
from planver.compare.substance.numerals import digits
from planver.compare.tokens import words
from planver.model.change import Matter

# A word or phrase that a rule knows: what for, what it means, and which words it is (start, end).
# Parts of one word (20km) share it: all but the last end where they start.
Item = tuple[str, Hashable, int, int]

# What can stand on a figure without a blank: 20km, 5bn, 50%.
_MEASURES = frozenset({"unit", "scale", "percent", "currency"})
_ENDS = frozenset(".;:!?…")
# How many letters tell a word from its neighbours: limited and limits are the same.
_LETTERS = 5


class Mention(Struct, frozen=True, kw_only=True):
    """One thing of substance that a text says, in words `start` to `end`.

    Two mentions of one kind, `unit`, `bound` and meaning (`means`) say the same. `text` is what is
    told of it; `whole` also has the words that bound a figure, and what it counts. A weak mention
    may be none (one, the pronoun); a denied one is a modal verb with a not.
    """

    kind: Matter
    means: Hashable
    start: int
    end: int
    text: str
    unit: str = ""
    bound: str = ""
    whole: str = ""
    weak: bool = False
    denied: bool = False


class Reading:
    """A text, its words, and what rules know among them."""

    def __init__(self, text: str, lexicon: Lexicon, names: Names) -> None:
        found = words(text)
        self.text, self.lexicon = text, lexicon
        self.keys, self.pieces = found.keys, found.pieces
        self.folded = lexicon.fold(found.keys)
        self._stems = [lexicon.stem(key) for key in self.folded] if lexicon.inflected else []
        self._ends = [0, *accumulate(map(len, found.pieces))]
        self.items: list[Item] = []
        plain = self._plain(names)
        at = 0
        while at < len(self.keys):
            at = at + 1 if plain[at] else self._take(at, names)

    def words(self, start: int, end: int) -> str:
        """The text of some words, on one line."""
        return " ".join(self.text[self._ends[start] : self._ends[end]].split())

    def glued(self, at: int) -> bool:
        """Whether a word stands right behind the one before it."""
        return 0 < at < len(self.keys) and not self.pieces[at][0].isspace()

    def begins(self, at: int) -> bool:
        """Whether a word begins a sentence, or a part of the clause."""
        return at == 0 or self.keys[at - 1] in _ENDS or "\n" in self.pieces[at]

    @cached_property
    def content(self) -> tuple[str, ...]:
        """For each word its first letters; nothing for figures and small words; or an end."""
        stop = self.lexicon.stop
        return tuple(
            key[:_LETTERS] if key[0].isalpha() and key not in stop else key if key in _ENDS else ""
            for key in self.folded
        )

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of content."""
        return frozenset(self.content) - _ENDS - {""}

    def left(self, at: int, most: int = 3) -> tuple[str, ...]:
        """Words of content before a word, the nearest first, in its sentence."""
        told, counts, starts, _ = self._sentences
        return told[max(counts[starts[at]], counts[at] - most) : counts[at]][::-1]

    def right(self, at: int, most: int = 3) -> tuple[str, ...]:
        """Words of content behind a word (from the place `at` on), in its sentence."""
        told, counts, _, ends = self._sentences
        return told[counts[at] : min(counts[ends[at - 1]], counts[at] + most)]

    @cached_property
    def _sentences(self) -> tuple[tuple[str, ...], list[int], list[int], list[int]]:
        """The words of content; how many stand before each word; where its sentence has its ends.

        All are looked up from a place; the last count is that of the whole text.
        """
        content = self.content
        told = tuple(word for word in content if word and word not in _ENDS)
        counts = [0, *accumulate(word != "" and word not in _ENDS for word in content)]
        first = [at for at in range(len(content)) if self.begins(at)]
        spans = [*pairwise([*first, len(content)])]
        starts = [start for start, end in spans for _ in range(start, end)]
        ends = [end for start, end in spans for _ in range(start, end)]
        return told, counts, starts, ends

    def _plain(self, names: Names) -> list[bool]:
        """For each word whether no rule begins with it and the next: a quick look at the most."""
        phrases, inflected, first = self.lexicon.phrases.get, self.lexicon.inflected, names[0]
        if self._stems:
            stemmed = [stem in inflected or stem in first for stem in self._stems]
        else:
            stemmed = [False] * len(self.keys)
        return [
            key.isalpha()
            and key.islower()
            and key not in first
            and not known
            and (
                (by_second := phrases(word)) is None or not ("" in by_second or after in by_second)
            )
            for word, after, key, known in zip(
                self.folded, [*self.folded, ""][1:], self.keys, stemmed, strict=True
            )
        ]

    def _take(self, at: int, names: Names) -> int:
        """Note what stands at a word; the place behind it."""
        key = self.keys[at]
        phrase = self._phrase(at)
        name = self._name(at, names) if key[0].isupper() or key in names[0] or self._stems else None
        if name and not (phrase and len(phrase[0]) > len(name[0])):
            end = at + 1 + len(name[0])
            self.items.append(("party", name[1], at, end))
        elif phrase:
            end = at + 1 + len(phrase[0])
            self.items.append((phrase[2], phrase[3], at, end))
        else:
            end = at + 1
            if not key.isalpha() and any(map(str.isdecimal, key)):
                end = self._take_figure(at)
            elif "-" in key:
                self._take_parts(at)
            elif party := names[1].get(key[:_LETTERS]):
                self.items.append(("people", party, at, end))
        return end

    def _phrase(self, at: int) -> Phrase | None:
        """The longest phrase that begins at a word."""
        found = self._known(self.lexicon.phrases, self.folded, at)
        if self._stems:
            other = self._known(self.lexicon.inflected, self._stems, at)
            if other and not (found and len(found[0]) >= len(other[0])):
                return other
        return found

    def _known(self, phrases: Phrases, words: list[str], at: int) -> Phrase | None:
        by_second = phrases.get(words[at])
        if by_second is None:
            return None
        if at + 1 < len(words):
            for phrase in by_second.get(words[at + 1], ()):
                if words[at + 1 : at + 1 + len(phrase[0])] == phrase[0] and self._cased(phrase, at):
                    return phrase
        return next((one for one in by_second.get("", ()) if self._cased(one, at)), None)

    def _cased(self, phrase: Phrase, at: int) -> bool:
        cased = phrase[1]
        return cased is None or [*self.keys[at : at + len(cased)]] == cased

    def _name(self, at: int, names: Names) -> Name | None:
        name = self.lexicon.name
        for found in names[0].get(name(self.keys[at]), ()):
            rest = found[0]
            if not rest or [*map(name, self.keys[at + 1 : at + 1 + len(rest)])] == rest:
                return found
        return None

    def _take_figure(self, at: int) -> int:
        """A figure in digits, with the signs and letters that stand on it."""
        if date := self._iso_date(at):
            self.items.append(("date", date, at, at + 5))
            return at + 5
        before, figure, behind = digits(self.keys[at], self.lexicon.decimal)
        if before:
            self._take_sign(before, at)
        end = at + 1
        if isinstance(figure, tuple):
            self.items.append(("date", figure, at, end))
        elif isinstance(figure, str) and ":" in figure:
            self.items.append(("time", figure, at, end))
        else:
            named = self._letters_before(at)
            self.items.append(
                ("named", self.words(named, end).casefold(), named, end)
                if named < at
                else ("digits", figure, at, end)
            )
        if behind:
            unit = self.lexicon.alone(behind.casefold())
            role, means = (
                unit[2:] if unit and unit[2] in _MEASURES else ("suffix", behind.casefold())
            )
            self.items.append((role, means, end, end))
        return end

    def _take_sign(self, sign: str, at: int) -> None:
        if self.glued(at) and self.items and self.items[-1][0] == "party":
            self.items.pop()  # US$ 5
        if known := self.lexicon.alone(sign):
            self.items.append((*known[2:], at, at))

    def _letters_before(self, at: int) -> int:
        """Where a name begins that ends in this figure (F-16); else the figure's own place."""
        place = at
        if self.glued(place) and self.keys[place - 1] == "-":
            place -= 1
        if self.glued(place) and self.keys[place - 1].isupper():
            if self.items and self.items[-1][0] == "currency" and self.items[-1][3] == place:
                return at
            return place - 1
        return at

    def _iso_date(self, at: int) -> tuple[int, int, int] | None:
        parts = self.keys[at : at + 5]
        shaped = [len(part) for part in parts] == [4, 1, 2, 1, 2] and parts[1] == parts[3] == "-"
        if not shaped or any(not self.glued(place) for place in range(at + 1, at + 5)):
            return None
        numbers = [part for part in parts if part.isdecimal()]
        return (int(parts[0]), int(parts[2]), int(parts[4])) if len(numbers) == 3 else None

    def _take_parts(self, at: int) -> None:
        """A word of several parts, such as twenty-five or ten-day, where rules know them all."""
        found: list[Item] = []
        for part in self.folded[at].split("-"):
            known = self.lexicon.alone(part)
            if not known:
                return
            found.append((*known[2:], at, at))
        role, meaning, start, _ = found[-1]
        self.items += [*found[:-1], (role, meaning, start, at + 1)]
