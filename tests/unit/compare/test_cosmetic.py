"""Which edits are cosmetic, and which only look so."""

import pytest

from planver.compare.words import diff_words
from planver.model.change import Op


def cosmetic(before: str, after: str) -> list[bool]:
    """Whether each edit that is not equal is marked."""
    edits = diff_words(before, after).edits
    assert not any(edit.cosmetic for edit in edits if edit.op is Op.EQUAL)
    return [edit.cosmetic for edit in edits if edit.op is not Op.EQUAL]


COSMETIC = [
    # White space.
    ("one two", "one  two"),
    ("one two", "one\ntwo"),
    ("one\n\ntwo", "one\u00a0two"),
    ("one , two", "one, two"),
    ("600 000 men", "600\u00a0000 men"),
    (" one", "one "),
    # Commas, full stops, colons, semicolons and dashes that come or go.
    ("Alba and Bor, and others", "Alba, and Bor and others"),
    ("The line stands", "The line stands."),
    ("guns; mines", "guns, mines"),
    ("the following", "the following:"),
    ("Alba \u2013 and Bor \u2013 agree", "Alba and Bor agree"),
    ("within 30 days", "within 30 days,"),
    # Style of quotation marks, apostrophes, dashes, hyphens and ellipses.
    ('the "zone"', "the \u201czone\u201d"),
    ("the \u00abzone\u00bb", "the \u201ezone\u201c"),
    ("об'єкт", "об\u02bcєкт"),
    ("cease-fire", "cease\u2011fire"),
    ("pages 5-10", "pages 5\u201310"),
    ("and so on...", "and so on\u2026"),
    ("cease\u00adfire\u200b", "ceasefire"),
    # Unicode form.
    ("cafe\u0301", "café"),
    ("своє\u0456\u0308", "своєї"),
    # Case at the start of a sentence, where one begins or ends.
    ("the Parties agree", "The Parties agree"),
    ("It stops. The line holds.", "It stops; the line holds."),
    ("It stops\nthe line holds", "It stops\nThe line holds"),
    ("He said: \u201cthe line\u201d", "He said: \u201cThe line\u201d"),
    ("Вони згодні; сторони діють", "Вони згодні. Сторони діють"),
]


@pytest.mark.parametrize(("before", "after"), COSMETIC)
def test_what_hardly_says_anything_else_is_cosmetic(before: str, after: str) -> None:
    for pair in ((before, after), (after, before)):
        found = cosmetic(*pair)
        assert found
        assert all(found)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("agree", "disagree"),
        ("one two", "onetwo"),
        ("every one", "everyone"),
        ("shall", "shall not"),
        # Brackets, slashes and alternatives are signs of what is not agreed.
        ("shall stop", "[shall] stop"),
        ("shall (always) stop", "shall always stop"),
        ("shall / may", "shall may"),
        # So-called, doubt, text left out, notes.
        ("the authorities", "the \u201cauthorities\u201d"),
        ("It stops.", "It stops?"),
        ("It stops.", "It stops..."),
        ("It stops.", "It stops!"),
        ("guns", "guns*"),
        # Figures and what stands in or beside them.
        ("600,000", "600.000"),
        ("600,000", "600000"),
        ("1, 2", "1 2"),
        ("of 5 to 8", "of -5 to 8"),
        ("pages 5-10", "pages 5 10"),
        ("50%", "50"),
        ("50 %", "50"),
        ("10\u00b2", "102"),
        # Another word by its spelling, its case or its letters.
        ("re-sign", "resign"),
        ("each Party", "each party"),
        ("It stops. THE line", "It stops. the line"),
        ("Крим", "Kрим"),
        ("all men rest", "all \u202emen rest"),
    ],
)
def test_what_may_say_something_else_is_not(before: str, after: str) -> None:
    for pair in ((before, after), (after, before)):
        found = cosmetic(*pair)
        assert found
        assert not any(found)


def test_each_place_is_looked_at_by_itself() -> None:
    before = "Alba, which agrees, withdraws its heavy guns ; Bor waits"
    after = "Alba which agrees, withdraws its light guns; Bor waits"
    assert cosmetic(before, after) == [True, False, False, True]


def test_a_capital_is_cosmetic_only_where_a_sentence_begins_on_its_own_side() -> None:
    before, after = "Stop it now. The line holds well", "Stop it here the line holds well"
    assert cosmetic(before, after) == [False, False]
    assert cosmetic(" the line", " The line") == [True, True]
    assert cosmetic("of the line", "of The line") == [False, False]


def test_what_is_left_of_an_edit_beside_moved_words_is_looked_at() -> None:
    before = "Within thirty days of signature, each Party tells the mission where its mines lie."
    after = "Each Party tells the mission where its mines lie within thirty days of signature."
    edits = [edit for edit in diff_words(before, after).edits if edit.op is not Op.EQUAL]
    assert [bool(edit.moved) or edit.cosmetic for edit in edits] == [True] * len(edits)
    assert [edit.text for edit in edits if edit.cosmetic] == [", each", "Each"]
