"""Numbers, computed from position and written where the text departs from counting."""

import pytest

from planver.model.draft import Draft
from planver.model.numbering import (
    as_path,
    clause_at,
    clause_named,
    from_letters,
    from_roman,
    ordinal_of,
    to_letters,
    to_roman,
    without_counted,
)
from tests.strategies import clause, draft, walk


def written(*numbers: str | None, depth: int = 0) -> Draft:
    """Clauses with these written numbers, at that depth."""
    made = tuple(clause(None, "words", number=number) for number in numbers)
    for _ in range(depth):
        made = (clause(None, "lead", *made),)
    return draft(*made)


def printed(*numbers: str | None, depth: int = 0) -> list[str]:
    return [entry.number for entry in walk(written(*numbers, depth=depth)) if entry.depth == depth]


@pytest.mark.parametrize(
    ("ordinal", "letters"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (703, "aaa")]
)
def test_letters(ordinal: int, letters: str) -> None:
    assert to_letters(ordinal) == letters
    assert from_letters(letters.upper()) == (ordinal if ordinal < 703 else None)


@pytest.mark.parametrize("word", ["", "a1", "é", "bis", "-"])
def test_what_is_no_letter_number(word: str) -> None:
    assert from_letters(word) is None


@pytest.mark.parametrize(
    ("ordinal", "numeral"),
    [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (90, "xc"), (1999, "mcmxcix")],
)
def test_roman(ordinal: int, numeral: str) -> None:
    assert to_roman(ordinal) == numeral
    assert from_roman(numeral.upper()) == ordinal


@pytest.mark.parametrize("word", ["", "iiii", "vx", "ic", "abc", "iix", "1"])
def test_what_is_no_roman_numeral(word: str) -> None:
    assert from_roman(word) is None


def test_every_level_prints_its_own_way_and_the_sixth_begins_again() -> None:
    deep = clause(None, "words")
    for _ in range(5):
        deep = clause(None, "words", deep)
    found = walk(draft(clause(None, "first"), deep))[1:]
    assert [entry.number for entry in found] == ["2.", "(a)", "(i)", "a.", "i.", "1."]
    assert found[-1].path == "2.a.i.a.i.1"
    assert [entry.depth for entry in found] == [0, 1, 2, 3, 4, 5]


def test_places_in_the_walk() -> None:
    found = walk(draft(clause("a", "", clause("b"), clause("c", "", clause("d"))), clause("e")))
    assert [(one.clause.id, one.index, one.parent, one.path) for one in found] == [
        *(("a", 0, None, "1"), ("b", 1, 0, "1.a"), ("c", 2, 0, "1.b")),
        *(("d", 3, 2, "1.b.i"), ("e", 4, None, "2")),
    ]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((None, None, None), ["1.", "2.", "3."]),
        # Counting goes on from a written number.
        ((None, None, "4", None), ["1.", "2.", "4.", "5."]),
        (("3", "3 bis", "3 ter", None), ["3.", "3 bis.", "3 ter.", "4."]),
        (("0", None), ["0.", "1."]),
        # A word is printed as it stands and takes no place in the count.
        (("Preamble", None, "Annex", None), ["Preamble", "1.", "Annex", "2."]),
        (("II", None), ["II.", "1."]),
        (("а", None), ["а", "1."]),
        (("§ 4", None), ["§ 4", "1."]),
        # More digits than any plan has points.
        (("9" * 5000, None), ["9" * 5000, "1."]),
    ],
)
def test_written_numbers_of_points(numbers: tuple[str | None, ...], expected: list[str]) -> None:
    assert printed(*numbers) == expected


@pytest.mark.parametrize(
    ("depth", "numbers", "expected"),
    [
        (1, (None, "d", None), ["(a)", "(d)", "(e)"]),
        (1, ("z", None), ["(z)", "(aa)"]),
        (1, ("b bis", None), ["(b bis)", "(c)"]),
        (2, ("ii", None, "ix", None), ["(ii)", "(iii)", "(ix)", "(x)"]),
        (3, (None, "C", None), ["a.", "C.", "d."]),
        (4, ("iv", None), ["iv.", "v."]),
        # Numbers of another style are numbers too.
        (1, ("i", "ii", "iii", "iv"), ["(i)", "(ii)", "(iii)", "(iv)"]),
        (1, ("1", "2"), ["(1)", "(2)"]),
        (2, ("Chapeau", None), ["Chapeau", "(i)"]),
    ],
)
def test_written_numbers_of_parts(
    depth: int, numbers: tuple[str | None, ...], expected: list[str]
) -> None:
    assert printed(*numbers, depth=depth) == expected


def test_counting_goes_on_past_two_letters() -> None:
    assert printed(*[None] * 705, depth=1)[700:] == ["(zy)", "(zz)", "(aaa)", "(aab)", "(aac)"]


@pytest.mark.parametrize(
    ("number", "depth", "ordinal"),
    [
        ("7", 0, 7),
        ("7 bis", 0, 7),
        ("b", 1, 2),
        ("iv", 2, 4),
        ("vi", 4, 6),
        ("7", 5, 7),
        ("Preamble", 0, None),
        ("iiii", 2, None),
        ("(b)", 1, None),
        ("", 0, None),
    ],
)
def test_what_a_written_number_counts_as(number: str, depth: int, ordinal: int | None) -> None:
    assert ordinal_of(number, depth) == ordinal


def test_written_numbers_that_counting_gives_anyway_are_left_out() -> None:
    numbers = ("1", "2", "4", "5", "5 bis", "6", "Preamble", "7")
    kept = without_counted(written(*numbers).points)
    assert [one.number for one in kept] == [None, None, "4", None, "5 bis", None, "Preamble", None]
    assert [one.path for one in walk(draft(*kept))] == list(numbers)


def test_the_same_holds_for_parts() -> None:
    (kept,) = without_counted(written("a", "c", None, "d", depth=1).points)
    assert [part.number for part in kept.clauses] == [None, "c", None, "d"]


@pytest.mark.parametrize(
    ("number", "path"),
    [
        ("10", "10"),
        ("10.", "10"),
        ("10(b)", "10.b"),
        ("10.b", "10.b"),
        ("10 B.", "10.b"),
        ("10 (b) (ii)", "10.b.ii"),
        ("", ""),
    ],
)
def test_numbers_as_people_write_them(number: str, path: str) -> None:
    assert as_path(number) == path


PLAN = walk(
    draft(
        clause(None, "Whereas", number="Preamble"),
        clause("arms", "Lead", clause("guns", "x"), clause("shells", "y", clause("big", "z"))),
        clause("trade", "Free", clause(None, "only part", number="a bis"), number="1 bis"),
    )
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("arms", ["1", "1.a", "1.b", "1.b.i"]),
        ("1", ["1", "1.a", "1.b", "1.b.i"]),
        ("1.b", ["1.b", "1.b.i"]),
        ("1(b)", ["1.b", "1.b.i"]),
        ("1 (B) (i)", ["1.b.i"]),
        ("preamble", ["Preamble"]),
        ("1 bis", ["1 bis", "1 bis.a bis"]),
        ("1 bis.", ["1 bis", "1 bis.a bis"]),
        ("1 bis (a bis)", ["1 bis.a bis"]),
        ("2", []),
        ("", []),
        ("()", []),
        ("gun", []),
    ],
)
def test_a_clause_is_named_by_id_or_number(name: str, found: list[str]) -> None:
    assert [entry.path for entry in clause_named(PLAN, name)] == found


def test_a_single_letter_of_any_script_is_printed_as_one() -> None:
    made = draft(
        clause("a", "", clause("b", number="а"), clause("c", number="б")),
        clause("d", number="Преамбула"),
    )
    assert [entry.number for entry in walk(made)] == ["1.", "(а)", "(б)", "Преамбула"]


def test_one_clause_is_numbered_as_among_all() -> None:
    of = draft(
        clause("a", "", clause("b", "", clause("c")), clause("d"), number="3 bis"),
        clause("e", number="Preamble"),
        clause("f", "", clause("g")),
    )
    assert [clause_at(of, index) for index in range(7)] == [*walk(of)]
    with pytest.raises(IndexError):
        clause_at(of, 7)
