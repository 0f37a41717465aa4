"""Every marker that opens a clause, and openings that are none."""

import pytest

from planver.formats.markers import find_marker


@pytest.mark.parametrize(
    ("line", "label", "number"),
    [
        ("1. Text", "1.", "1"),
        ("1) Text", "1)", "1"),
        ("(1) Text", "(1)", "1"),
        ("1.1 Text", "1.1", "1.1"),
        ("1.1. Text", "1.1.", "1.1"),
        ("(a) Text", "(a)", "a"),
        ("( a ) Text", "( a )", "a"),
        ("(a). Text", "(a).", "a"),
        ("a) Text", "a)", "a"),
        ("a. Text", "a.", "a"),
        ("(aa) Text", "(aa)", "aa"),
        ("(iv) Text", "(iv)", "iv"),
        ("iv. Text", "iv.", "iv"),
        ("A. Text", "A.", "A"),
        ("XIV. Text", "XIV.", "XIV"),
        ("Article 5 Text", "Article 5", "5"),
        ("ARTICLE IV", "ARTICLE IV", "IV"),
        ("Article 5: Text", "Article 5:", "5"),
        ("Article 5 – Text", "Article 5", "5"),
        ("Point 5. Text", "Point 5.", "5"),
        ("Annex B", "Annex B", "B"),
        ("Статья 7. Text", "Статья 7.", "7"),
        ("§ 4 Text", "§ 4", "4"),
        ("§4. Text", "§4.", "4"),
        ("- Text", "-", None),
        ("• Text", "•", None),
        ("•Text", "•", None),
        ("→ Text", "→", None),
        ("o   Text", "o", None),
        ("- 1. Text", "- 1.", "1"),
        ("а) Text", "а)", "а"),
        ("3 bis. Text", "3 bis.", "3 bis"),
        ("3bis Text", "3bis", "3 bis"),
        ("3 ter) Text", "3 ter)", "3 ter"),
        ("(b quater) Text", "(b quater)", "b quater"),
        ("3a. Text", "3a.", "3a"),
        ("1.The Parties", "1.", "1"),
        ("(a)The Parties", "(a)", "a"),
        ("7.", "7.", "7"),
    ],
)
def test_a_marker_is_found(line: str, label: str, number: str | None) -> None:
    marker = find_marker(line)
    assert marker is not None
    assert (marker.label, marker.readings[0].number) == (label, number)


@pytest.mark.parametrize(
    "line",
    [
        "The Parties",
        "5 million",
        "1,000 troops",
        "1.5bn",
        "2025. The",
        "20.11.2025 was",
        "civil. The",
        "Mr. X",
        "article 5 of the Treaty",
        "Part of it",
        "Points 5",
        "(s)he",
        "(shall)",
        "(1 Text",
        "-5 degrees",
        "-",
        "[1] Text",
        "U.S. forces",
        "",
    ],
)
def test_other_text_is_no_marker(line: str) -> None:
    assert find_marker(line) is None


def test_a_roman_one_may_be_a_letter() -> None:
    marker = find_marker("(i) Text")
    assert marker is not None
    assert [(r.kind, r.order) for r in marker.readings] == [("i", 1), ("a", 9)]


def test_letters_russian_lists_pass_over_come_after_the_letter_before() -> None:
    orders = []
    for letter in "ежзийкл":
        marker = find_marker(f"{letter}) Text")
        assert marker is not None
        orders.append((marker.readings[0].order, marker.readings[0].extra))
    assert orders == [(6, 0), (7, 0), (8, 0), (9, 0), (9, 3), (10, 0), (11, 0)]
