"""The rules of each language, by the examples in its own data file: told, and not told."""

import json

import pytest

from planver.compare.substance.lexicon import rule_texts
from planver.compare.tokens import words
from planver.model.party import Party
from planver.render import phrases
from tests.strategies import clause, diff, draft

LANGUAGES = [json.loads(text) for text in rule_texts()]
PARTIES = (
    Party(id="alba", name="Republic of Alba", aliases=("Alba", "Альба")),
    Party(id="bor", name="Federation of Bor", aliases=("Bor",)),
    Party(id="ua", name="Ukraine"),
)
OTHERS = [
    clause(f"other-{at}", text)
    for at, text in enumerate(("Mines", "Guns", "River", "Fish", "Weirs", "Bridges", "Roads"), 2)
]


def told(lang: str, before: str, after: str) -> str:
    """The flags of a point of a plan of eight, as a reader sees them."""
    sides = (
        draft(clause("a", text), *OTHERS, lang=lang, parties=PARTIES) for text in (before, after)
    )
    flags = (flag for change in diff(*sides).changes for flag in change.flags)
    return "; ".join(phrases.flag(flag) for flag in flags)


EXAMPLES = [
    pytest.param(language["language"], *example, id=f"{language['language']}: {rule['name']}")
    for language in LANGUAGES
    for rule in language["rules"]
    for example in (*rule["fires"], *((before, after, "") for before, after in rule["quiet"]))
]


@pytest.mark.parametrize(("lang", "before", "after", "expected"), EXAMPLES)
def test_every_rule_tells_what_its_examples_say(
    lang: str, before: str, after: str, expected: str
) -> None:
    assert told(lang, before, after) == expected


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language["name"])
def test_every_rule_has_examples_both_ways(language: dict[str, object]) -> None:
    rules = language["rules"]
    assert isinstance(rules, list)
    for rule in rules:
        assert rule["says"], rule["name"]
        assert rule["fires"], rule["name"]
        assert rule["quiet"], rule["name"]
    names = [rule["name"] for rule in rules]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language["name"])
def test_no_phrase_means_two_things_and_each_is_written_as_it_is_read(
    language: dict[str, object],
) -> None:
    rules = language["rules"]
    assert isinstance(rules, list)
    seen: set[str] = set()
    for rule in rules:
        for found in rule["phrases"].values():
            for phrase in found:
                assert phrase not in seen, phrase
                seen.add(phrase)
                assert " ".join(words(phrase).keys) == phrase


def test_both_languages_know_the_same_roles_but_for_what_grammar_makes_needless() -> None:
    english, ukrainian = (
        {rule["role"] for rule in language["rules"]}
        for language in sorted(LANGUAGES, key=lambda one: str(one["language"]))
    )
    assert english - ukrainian == {"time", "year", "bound-after", "ordinal"}
    assert ukrainian <= english
