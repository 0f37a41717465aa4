"""Rewords a clause by a share of its words, and knows which words it changed."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from benchmarks.phrases import fields
from benchmarks.writer import Phrase, Topic, Writer

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
# Small words that negotiators change for each other.
_SWAPS = {
    "shall": ("may", "will", "should", "must"), "may": ("shall", "might", "can"),
    "must": ("shall", "should"), "will": ("shall", "would"), "should": ("shall", "must"),
    "and": ("or",), "or": ("and",), "any": ("each", "every"), "each": ("every", "any"),
    "the": ("this", "that"), "all": ("some", "most"), "within": ("after", "during"),
    "before": ("after",), "until": ("unless",), "if": ("whenever",), "unless": ("until",),
}  # fmt: skip
_FILLERS = (
    "also", "only", "in principle", "as appropriate", "in particular", "fully", "at least",
    "without undue delay", "temporarily", "in good faith", "where possible", "expressly",
    "permanently", "so far as practicable", "exclusively", "de facto", "mainly",
)  # fmt: skip
# A filler stands behind these, else at the end of the phrase.
_BEFORE = frozenset({"shall", "may", "must", "should", "will", "be", "that", "where", "if"})


class Segment(NamedTuple):
    """Words of the before side and what became of them; empty where they came or went.

    `opens` and `begins` tell whether they begin a sentence on the before and on the after side.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    opens: bool
    begins: bool


def kept(phrases: Sequence[Phrase]) -> list[Segment]:
    """The clause as it is."""
    return [Segment(words, words, opens, opens) for _, words, opens in phrases]


def reworded(
    writer: Writer, phrases: Sequence[Phrase], topic: Topic, share: float
) -> list[Segment]:
    """The clause with about a share of its words changed: a word or a phrase at a time.

    Each phrase is touched once at most, so the words changed are those that differ in it.
    """
    segments = kept(phrases)
    target = max(1, round(share * sum(len(phrase.words) for phrase in phrases)))
    order = list(range(len(phrases)))
    writer.random.shuffle(order)
    changed = 0
    for fits in (True, False):  # phrases too long to be replaced whole get single words changed
        untouched = []
        for at in order:
            if changed >= target:
                break
            new = _edit(writer, phrases[at], topic, target - changed, whole=fits, share=share)
            if new is None or new == phrases[at].words:
                untouched.append(at)
            else:
                segments[at] = segments[at]._replace(new=new)
                changed += _size(phrases[at].words, new)
        order = untouched
    if not any(segment.new for segment in segments):
        return kept(phrases)
    return segments


def _size(old: Sequence[str], new: Sequence[str]) -> int:
    """Words that went or came, whichever are more."""
    distance = Indel.distance(old, new)
    return (distance + abs(len(old) - len(new))) // 2


def _edit(
    writer: Writer, phrase: Phrase, topic: Topic, room: int, *, whole: bool, share: float
) -> tuple[str, ...] | None:
    """The phrase reworded, by at most about `room` words; None where it is better left."""
    _, words, opens = phrase
    optional = phrase.kind in writer.grammar.optional
    if whole and len(words) <= room + 1 and phrase.kind in writer.grammar.phrases:
        if optional and not opens and writer.chance(0.25):
            return ()
        if writer.chance(0.35 + share):
            return writer.phrase(phrase.kind, topic)
    if whole and share < 0.3 and writer.chance(0.4):
        return None
    draw = writer.random.random()
    if whole and draw < 0.18 and room >= 4:
        return words + writer.phrase(writer.optional().kind, topic)
    if draw < 0.3:
        at = next((place for place, word in enumerate(words, 1) if word in _BEFORE), len(words))
        return words[:at] + tuple(writer.one_of(_FILLERS).split()) + words[at:]
    if draw < 0.42 and len(words) > 2:
        at = writer.number(1, len(words) - 1)
        return words[:at] + words[at + 1 :]
    return _other_words(writer, words, max(1, min(room, round(len(words) * max(share, 0.3)))))


def _other_words(writer: Writer, words: tuple[str, ...], count: int) -> tuple[str, ...]:
    """The same phrase with up to `count` of its words replaced by others of their kind."""
    new = list(words)
    places = list(range(len(words)))
    writer.random.shuffle(places)
    for at in places:
        if count <= 0:
            break
        other = _other_word(writer, words[at])
        if other != words[at]:
            new[at] = other
            count -= 1
    return tuple(new)


def _other_word(writer: Writer, word: str) -> str:
    if _DIGIT.search(word):
        start = 2 if _YEAR.match(word) else 0
        return word[:start] + _DIGIT.sub(lambda _: str(writer.number(1, 9)), word[start:])
    stem = word.rstrip(",")
    swaps = _SWAPS.get(stem)
    if swaps:
        return writer.one_of(swaps) + word[len(stem) :] if writer.chance(0.35) else word
    known = _classes().get(stem)
    if known is None:
        return word
    others = known if writer.chance(0.6) else _general()[word_class_of(stem)]
    for _ in range(4):
        other = writer.one_of(others)
        if (other[0] in "aeiou") == (stem[0] in "aeiou"):  # the article before it stays right
            return other + word[len(stem) :]
    return word


@cache
def _slots() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Single words to their slot and the single words of their field that can stand there."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for field in fields():
        for slot, words in field.words.items():
            if not slot.startswith("a "):
                single = tuple(word for word in words if " " not in word)
                for word in single:
                    found.setdefault(word, (slot, single))
    return found


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    return {word: others for word, (_, others) in _slots().items()}


def word_class_of(word: str) -> str:
    """The slot a word fills."""
    return _slots()[word][0]


@cache
def _general() -> dict[str, tuple[str, ...]]:
    general = fields()[-1]
    nouns = {slot.replace("what", "who"): words for slot, words in general.words.items()}
    return {
        slot: tuple(word for word in words if " " not in word)
        for slot, words in {**nouns, **general.words}.items()
    }
