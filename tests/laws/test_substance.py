"""Laws of substance, over sentences made of the very words that the rules know."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planver.compare import substance
from planver.model.change import Flag, Matter, Sense
from planver.model.party import Party
from tests.strategies import clause, diff, draft, edited, texts

_FILES = Path(substance.__file__).parent / "languages"
PARTIES = (Party(id="alba", name="Alba"), Party(id="bor", name="Federation of Bor"))
MIRRORED = {
    Sense.WEAKER: Sense.STRONGER,
    Sense.STRONGER: Sense.WEAKER,
    Sense.GONE: Sense.SET,
    Sense.SET: Sense.GONE,
}


def _vocabulary(lang: str) -> list[str]:
    rules = json.loads((_FILES / f"{lang}.json").read_text("utf-8"))["rules"]
    known = [
        phrase
        for rule in rules
        if rule["role"] not in {"reference", "citation"}
        for found in rule["phrases"].values()
        for phrase in found
    ]
    others = ["Alba", "Federation of Bor", "Albanian", "guns", "river", "pay", "20", "600,000", ","]
    return [
        *known,
        *others,
        ".",
        "5%",
        "$7",
        "30-day",
        "2026",
        "2026-05-01",
        "F-16",
        "06:00",
        "(b)",
    ]


VOCABULARIES = {lang: _vocabulary(lang) for lang in ("en", "uk")}


@st.composite
def sentences(draw: st.DrawFn, lang: str) -> str:
    """A few of the words that rules know, in any order, now and then run together."""
    words = draw(st.lists(st.sampled_from(VOCABULARIES[lang]), max_size=14))
    blanks = st.sampled_from((" ", " ", " ", " ", "", "-", "\n"))
    return "".join(f"{word}{draw(blanks)}" for word in words).strip()


def told(before: str, after: str, lang: str) -> list[Flag]:
    sides = (draft(clause("a", text), lang=lang, parties=PARTIES) for text in (before, after))
    return [flag for change in diff(*sides).changes for flag in change.flags]


def mirrored(flag: Flag) -> Flag:
    sense = MIRRORED[flag.sense] if flag.sense else None
    return replace(flag, before=flag.after, after=flag.before, sense=sense)


@pytest.mark.parametrize("lang", ["en", "uk", "xx"])
@given(st.data())
def test_a_text_says_nothing_else_than_itself(lang: str, data: st.DataObject) -> None:
    text = data.draw(texts() if lang == "xx" else sentences(lang))
    # Not around figures: 4 600 is one, with the one blank it has.
    spaced = re.sub(r"(?<=[^\W\d]) (?=[^\W\d])", "   ", text)
    assert told(text, text, lang) == []
    assert told(text, spaced, lang) == []


@pytest.mark.parametrize("lang", ["en", "uk"])
@given(st.data())
def test_a_mirrored_change_has_mirrored_flags(lang: str, data: st.DataObject) -> None:
    before = data.draw(sentences(lang))
    after = data.draw(st.one_of(edited(before), sentences(lang)))
    there, back = told(before, after, lang), told(after, before, lang)
    assert Counter(map(mirrored, there)) == Counter(back)


@pytest.mark.parametrize("lang", ["en", "uk", "xx"])
@given(st.data())
def test_flags_quote_the_texts_they_are_about(lang: str, data: st.DataObject) -> None:
    before = data.draw(texts() if lang == "xx" else sentences(lang))
    after = data.draw(st.one_of(edited(before), texts()))
    for flag in told(before, after, lang):
        for quoted, side in ((flag.before, before), (flag.after, after)):
            # Half a bracket is not quoted.
            without = side.replace("[", "").replace("]", "")
            quotable = (" ".join(side.split()), " ".join(without.split()))
            assert (
                quoted is None
                or any(quoted in text for text in quotable)
                or flag.kind is Matter.REFERENCE
            )
        assert flag.before != flag.after
