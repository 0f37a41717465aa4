"""The tokenizer, rule by rule."""

import sys
import unicodedata

import pytest

from planver.compare.tokens import Words, terms, words


def keys(text: str) -> list[str]:
    return list(words(text).keys)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Parties agree.", ["The", "Parties", "agree", "."]),
        # Inner apostrophes of every kind, and hyphens, belong to the word.
        ("об'єкт п’ять мʼяч", ["об'єкт", "п’ять", "мʼяч"]),
        ("don't cease-fire re‑open", ["don't", "cease-fire", "re‑open"]),
        # Outer ones do not.
        ("'tis Kyiv' -x-", ["'", "tis", "Kyiv", "'", "-", "x", "-"]),
        # Letters keep their marks: Arabic diacritics, Hebrew points, Devanagari vowels.
        ("وَقْف إِطْلَاق", ["وَقْف", "إِطْلَاق"]),
        ("שָׁלוֹם", ["שָׁלוֹם"]),
        ("यूक्रेन की सेनाएँ", ["यूक्रेन", "की", "सेनाएँ"]),
        # Zero-width joiners are spelling.
        ("می\u200cخواهم", ["می\u200cخواهم"]),
        ("क\u094d\u200dष", ["क\u094d\u200dष"]),
        # Numbers with separators, signs and units.
        ("600,000 1.5 06:00 3/4 1'000", ["600,000", "1.5", "06:00", "3/4", "1'000"]),
        ("800\u202f000 800\u00a0000", ["800\u202f000", "800\u00a0000"]),
        ("800 000 men, 1 200 300", ["800 000", "men", ",", "1 200 300"]),
        ("2031 600 12 3456 7 89", ["2031", "600", "12", "3456", "7", "89"]),
        ("50% 20‰ 20°C 5км 10kg", ["50%", "20‰", "20°C", "5км", "10kg"]),
        ("§ 4 §4 €5 $1.50 ₴7 №8", ["§ 4", "§4", "€5", "$1.50", "₴7", "№8"]),
        ("1,2; 3.", ["1,2", ";", "3", "."]),
        # Punctuation stands alone, sign by sign.
        ("[shall/should]...", ["[", "shall", "/", "should", "]", ".", ".", "."]),
        ("«Мир»—", ["«", "Мир", "»", "—"]),
        ("snake_case", ["snake", "_", "case"]),
        # Scripts without spaces: each character a word, with its marks.
        ("停火协议", ["停", "火", "协", "议"]),
        ("キエフと", ["キ", "エ", "フ", "と"]),
        ("กองทัพ", ["ก", "อ", "ง", "ทั", "พ"]),
        ("ខ្មែរ", ["ខ្", "មែ", "រ"]),
        ("မြန်မာ", ["မြ", "န်", "မာ"]),
        ("Kyiv停火now", ["Kyiv", "停", "火", "now"]),
        # Korean is written with spaces.
        ("우크라이나 군대", ["우크라이나", "군대"]),
        # A number swallows no word of a script without spaces.
        ("2025年11月20日双方", ["2025", "年", "11", "月", "20", "日", "双", "方"]),
        ("ทหาร๒๐คน", ["ท", "ห", "า", "ร", "๒๐", "ค", "น"]),
        # A sign swallows no word whose letters lie among the marks of their script.
        ("(हिन्दी)", ["(", "हिन्दी", ")"]),
        ("[বাংলা]", ["[", "বাংলা", "]"]),
        # A mark without a letter stands alone; white space belongs to no word.
        ("\u0301 a", ["\u0301", "a"]),
        ("a\u00a0b\u2003c\td\ne", ["a", "b", "c", "d", "e"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_rules(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    "text", ["Україна й Крим", "café", "5Ångström", "がぎぐ", "각하", "कि\u093c", "ệ ṩ", "Ё-моё"]
)
def test_both_unicode_forms_give_the_same_words(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert keys(composed) == keys(decomposed)


def test_the_text_is_kept_as_it_is() -> None:
    text = "и\u0306 \u00a0 cafe\u0301"
    found = words(text)
    assert found == Words(text, ("й", "café"), ("и\u0306", " \u00a0 cafe\u0301"))
    assert found.spans == ((0, 2), (5, 10))
    assert [text[start:end] for start, end in found.spans] == ["и\u0306", "cafe\u0301"]


def _marks() -> list[str]:
    signs = map(chr, range(sys.maxunicode + 1))
    return [sign for sign in signs if unicodedata.category(sign).startswith("M")]


def test_every_combining_mark_belongs_to_the_letter_before_it() -> None:
    lost = [f"U+{ord(sign):04X}" for sign in _marks() if len(keys(f"a{sign}b")) != 1]
    if tuple(map(int, unicodedata.unidata_version.split("."))) > (15, 1):
        # A newer Python knows marks that came after the table; they may only be a few.
        assert len(lost) < 100
    else:
        assert lost == []


def test_a_mark_joins_no_two_words_of_a_script_without_spaces() -> None:
    known = [sign for sign in _marks() if len(keys(f"a{sign}b")) == 1]
    assert [f"U+{ord(sign):04X}" for sign in known if len(keys(f"停{sign}火")) != 2] == []


def test_no_letter_or_sign_is_taken_for_a_mark() -> None:
    taken = [
        f"U+{number:04X}"
        for number in range(sys.maxunicode + 1)
        if unicodedata.category(chr(number))[0] in "LNPS" and len(keys(f"({chr(number)})")) != 3
    ]
    assert taken == []


@pytest.mark.parametrize("text", ["The 20 Parties’ re-run", "Сторони: 5 км, об’єкт", "e\u0301 § 4"])
def test_the_short_and_the_long_pattern_agree(text: str) -> None:
    assert keys(f"{text} 停")[:-1] == keys(text)


def test_terms_have_no_case_and_no_lone_signs() -> None:
    assert [*terms("The STRASSE – Straße, § 4 (%) 停 20%")] == [
        *("the", "strasse", "strasse", "§ 4", "停", "20%")
    ]


def test_terms_of_plain_text_are_told_more_roughly() -> None:
    assert [*terms("Art. 5.2: USD 600,000 [each] – the Parties’ re-run, e\u0301!")] == [
        *("art", "5.2", "usd", "600,000", "each", "the", "parties", "re-run", "é")
    ]
    assert [*terms("Art. 5.2: USD 600,000")] == ["art", "5.2", "usd", "600,000"]
