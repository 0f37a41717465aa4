"""The words of a language that carry substance, from its data file in ``languages/``.

A phrase is looked up by its first word: a dictionary, since compiling the same as one regular
expression would cost more than reading a plan. JSON, since msgspec, which is loaded anyway, reads
it in a fraction of a millisecond.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from planver.compare.tokens import words as split
from planver.model.party import Party

_LANGUAGES = Path(__file__).with_name("languages")

# A phrase behind its first word: the words that follow, all words with case where case counts, what
# the phrase is for, and what it means there.
Phrase = tuple[list[str], list[str] | None, str, str]
# Phrases by their first word, then by their second (empty where there is none), the longest first.
Phrases = dict[str, dict[str, list[Phrase]]]
# A name behind its first word: the words that follow, and the party.
Name = tuple[list[str], str]
# Names by their first words, and parties by the first letters of names of one word: those of the
# words that are made from them (Russian, Ukrainian).
Names = tuple[dict[str, list[Name]], dict[str, str]]

_APOSTROPHES = str.maketrans("’ʼ‘`", "''''")
_REFERRING = frozenset({"reference", "citation"})
# How many letters tell that one name is made from another.
_LETTERS = 5
# How much of a word without an ending must be left, so that short words keep theirs.
_LEAST = 3


class Lexicon:
    """What the words of one language mean. Without rules only figures in digits are known."""

    def __init__(self, rules: dict[str, Any]) -> None:
        self.known = bool(rules)
        self.decimal: str = rules.get("decimal", "")
        self.stop = frozenset(rules.get("stop", "").split())
        self.fillers = frozenset(rules.get("fillers", "").split())
        self.of = frozenset(rules.get("of", "").split())
        self.links = frozenset(rules.get("links", "").split())
        self.plural: str = rules.get("plural", "")
        self.ordinals = frozenset(rules.get("ordinals", "").split())
        self._possessives = tuple(rules.get("possessives", ()))
        self.endings = frozenset(rules.get("endings", "").split())
        self._longest = max(map(len, self.endings), default=0)
        self.phrases: Phrases = {}
        self.inflected: Phrases = {}
        self._references: set[str] = set()
        self._several: list[list[Phrase]] = []
        for rule in rules.get("rules", ()):
            self._add(rule)
        for found in self._several:
            # The longest first, and before others what is written with a capital.
            found.sort(key=lambda phrase: (-len(phrase[0]), phrase[1] is None))
        self._referring = _beginnings(self._references)

    def _add(self, rule: dict[str, Any]) -> None:
        role: str = rule["role"]
        inflected = "inflected" in rule
        table = self.inflected if inflected else self.phrases
        for meaning, phrases in rule["phrases"].items():
            for phrase in phrases:
                words = phrase.split()
                cased = None
                if not phrase.islower():
                    folded = phrase.casefold().split()
                    words, cased = folded, words if words != folded else None
                if inflected:
                    words = [self.stem(word) for word in words]
                first, *rest = words
                by_second = table.setdefault(first, {})
                found = by_second.setdefault(rest[0] if rest else "", [])
                found.append((rest, cased, role, meaning))
                if len(found) == 2:
                    self._several.append(found)
                if role in _REFERRING:
                    self._references.add(first)

    def alone(self, word: str) -> Phrase | None:
        """What a word means by itself, as part of another: the day of ten-day."""
        found = self.phrases.get(word, {}).get("")
        return found[0] if found else None

    def fold(self, keys: Sequence[str]) -> list[str]:
        """Words as they are looked up: without case, with one kind of apostrophe."""
        folded = [key.casefold() for key in keys]
        return [key if key.isascii() else key.translate(_APOSTROPHES) for key in folded]

    def stem(self, word: str) -> str:
        """A word without its ending, where the language has endings."""
        for length in range(min(self._longest, len(word) - _LEAST), 0, -1):
            if word[-length:] in self.endings:
                return word[:-length]
        return word

    def name(self, key: str) -> str:
        """A word as it counts in a name: with its case, without possessive and ending."""
        key = self.possessor(key)
        return self.stem(key) if self.endings and not key.isupper() else key

    def possessor(self, name: str) -> str:
        """A name without the mark of the possessive."""
        if name.endswith(self._possessives):
            mark = next(mark for mark in self._possessives if name.endswith(mark))
            return name.removesuffix(mark)
        return name

    def may_refer(self, text: str) -> bool:
        """Whether a text can hold a reference: a quick look before a long one."""
        folded = text.casefold()
        return any(word in folded for word in self._referring)


def _beginnings(words: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for word in sorted(words):
        if not (kept and word.startswith(kept[-1])):
            kept.append(word)
    return tuple(kept)


def lexicon_for(lang: str) -> Lexicon:
    """The rules for a language by its code (``en``, ``en-GB``), or none where none are known."""
    return _lexicon(lang.partition("-")[0].casefold())


@cache
def _lexicon(code: str) -> Lexicon:
    path = _LANGUAGES / f"{code}.json"
    if not (code.isascii() and code.isalpha() and len(code) <= 3 and path.is_file()):
        return Lexicon({})
    rules: dict[str, Any] = msgspec.json.decode(path.read_bytes())
    return Lexicon(rules)


def rule_texts() -> list[str]:
    """The data files of all languages, in the order of their codes."""
    return [path.read_text("utf-8") for path in sorted(_LANGUAGES.glob("*.json"))]


def names(words: Lexicon, *registries: Iterable[Party]) -> Names:
    """The parties of some registries by their names and aliases, longest first.

    Where two registries know a name, the last one says whose it is.
    """
    known: dict[tuple[str, ...], str] = {}
    if words.known:
        for registry in registries:
            for party in registry:
                for name in (party.name, *party.aliases):
                    if key := tuple(map(words.name, split(name).keys)):
                        known[key] = party.id
    found: dict[str, list[Name]] = {}
    for parts in sorted(known, key=len, reverse=True):
        found.setdefault(parts[0], []).append(([*parts[1:]], known[parts]))
    peoples = {
        parts[0][:_LETTERS]: party
        for parts, party in known.items()
        if len(parts) == 1 and len(parts[0]) >= _LETTERS
    }
    return found, peoples
