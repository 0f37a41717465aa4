"""The words and the grammar of the generated drafts, read from `phrases.txt` and `grammar.txt`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{([^}]+)\}")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_DOUBLED = re.compile(r"([bcdfghjklmnpqrstvwxz])\1ed$")
# Begin with a letter that is not spoken as it is written.
_A_ALL_THE_SAME = re.compile(r"(?:uni|use|eu|one|u[^aeiou][aeiou])", re.IGNORECASE)
_AN_ALL_THE_SAME = ("heir", "hour", "honest")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of law: for each slot of the grammar its words, most frequent first.

    Slots of one word class run in parallel: the same place in ``what`` and ``what+`` is the same
    noun.
    """

    name: str
    words: Mapping[str, tuple[str, ...]]


# Literal text and the slot behind it ("" at the end), in turns.
Template = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A kind of phrase in a sentence, and whether the sentence can do without it."""

    kind: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """Templates by kind of phrase, and sentences by their shape, as runs of kinds."""

    phrases: Mapping[str, tuple[Template, ...]]
    shapes: Mapping[str, tuple[tuple[Step, ...], ...]]
    optional: frozenset[str]


@cache
def fields() -> tuple[Field, ...]:
    """Every field; the last one is that of words used in all of them."""
    found: list[Field] = []
    for block in re.split(r"^= ", _lines("phrases.txt"), flags=re.MULTILINE)[1:]:
        name, *lists = block.strip().splitlines()
        words: dict[str, tuple[str, ...]] = {}
        for line in lists:
            slot, entries = line.split(": ", 1)
            words |= _slots(slot, [entry.strip() for entry in entries.split(",")])
        found.append(Field(name, words))
    return tuple(found)


@cache
def grammar() -> Grammar:
    """The templates, cut at their slots."""
    phrases: dict[str, tuple[Template, ...]] = {}
    shapes: dict[str, tuple[tuple[Step, ...], ...]] = {}
    for line in _lines("grammar.txt").splitlines():
        kind, _, rest = line.partition(": ")
        runs = [run.strip() for run in rest.split("|") if run.strip()]
        if kind in ("sentence", "item", "chapeau"):
            shapes[kind] = tuple(tuple(map(_step, run.split())) for run in runs)
        elif runs:
            phrases[kind] = tuple(map(_template, runs))
    steps = [step for shape in shapes.values() for run in shape for step in run]
    optional = frozenset(step.kind for step in steps if step.optional)
    return Grammar(phrases, shapes, optional)


def with_article(word: str) -> str:
    """``a word``, ``an open word``."""
    vowel = word[0].casefold() in "aeiou" and not _A_ALL_THE_SAME.match(word)
    return f"{'an' if vowel or word.startswith(_AN_ALL_THE_SAME) else 'a'} {word}"


def _lines(name: str) -> str:
    text = (_HERE / name).read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if line and not line.startswith("#"))


def _slots(slot: str, entries: list[str]) -> dict[str, tuple[str, ...]]:
    match slot:
        case "do":
            forms = [_verb(entry) for entry in entries]
            return {
                name: tuple(form[at] for form in forms)
                for at, name in enumerate(("do", "done", "doing"))
            }
        case "how":
            plain = [entry.replace("_", " ") for entry in entries]
            return {"how": tuple(plain), "a how": tuple(map(with_article, plain))}
        case _:
            nouns = [_noun(entry) for entry in entries]
            return {
                name: tuple(noun[at] for noun in nouns)
                for at, name in enumerate((slot, f"{slot}+", f"a {slot}"))
            }


def _noun(entry: str) -> tuple[str, str, str]:
    single, _, plural = entry.replace("_", " ").partition("/")
    if single.endswith("*"):
        return single[:-1], single[:-1], single[:-1]
    return single, plural or _plural(single), with_article(single)


def _plural(noun: str) -> str:
    head, of, rest = noun.partition(" of ")
    if head.endswith("y") and head[-2] not in "aeiou":
        head = head[:-1] + "ies"
    else:
        head += "es" if _SIBILANT.search(head) else "s"
    return head + of + rest


def _verb(entry: str) -> tuple[str, str, str]:
    base, _, done = entry.partition("/")
    stem, _, particle = base.partition("_")
    after = f" {particle}" if particle else ""
    if done:
        done = done.replace("_", " ")
        first = done.split()[0]
        stem_of_doing = first[:-2] if _DOUBLED.search(first) and first != f"{stem}ed" else stem
    else:
        stem_of_doing = stem
        done = (
            stem + "d"
            if stem.endswith("e")
            else stem[:-1] + "ied"
            if stem.endswith("y") and stem[-2] not in "aeiou"
            else stem + "ed"
        )
    if stem_of_doing.endswith("e") and not stem_of_doing.endswith(("ee", "oe", "ye")):
        stem_of_doing = stem_of_doing[:-1]
    return f"{stem}{after}", done, f"{stem_of_doing}ing{after}"


def _step(word: str) -> Step:
    return Step(word.strip("[]"), word.startswith("["))


def _template(run: str) -> Template:
    pieces = [*_SLOT.split(run), ""]
    return tuple(zip(pieces[::2], pieces[1::2], strict=True))
