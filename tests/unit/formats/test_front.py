"""Title, date line, preamble and footnotes: recognised, told and kept."""

import pytest

from planver.formats.dates import find_dates
from planver.formats.plaintext import read_text


def test_title_date_and_preamble() -> None:
    outline = read_text(
        "Draft Framework for Peace\nGeneva, 23 November 2025\n\n"
        "Preamble\nThe Parties, recalling\ntheir talks,\n\nagree as follows:\n\n1. One.\n"
    )
    assert outline.title == "Draft Framework for Peace"
    assert outline.date == "2025-11-23"
    assert outline.date_line == "Geneva, 23 November 2025"
    assert outline.preamble_heading == "Preamble"
    assert outline.preamble == "The Parties, recalling their talks, agree as follows:"
    assert [doubt.message for doubt in outline.doubts] == [
        "“Draft Framework for Peace” was taken as the title.",
        "The date was read as 2025-11-23.",
        "The text before the first point was taken as the preamble.",
    ]


def test_a_lead_in_is_no_title() -> None:
    outline = read_text("The Parties agree as follows:\n1. One.\n")
    assert (outline.title, outline.preamble) == (None, "The Parties agree as follows:")


def test_a_title_of_two_lines() -> None:
    outline = read_text("Framework Agreement\nbetween Them\n\nThey agree:\n1. One.\n")
    assert (outline.title, outline.preamble) == ("Framework Agreement between Them", "They agree:")


def test_a_title_right_above_a_sentence() -> None:
    outline = read_text("Framework Agreement\nThe Parties agree:\n1. One.\n")
    assert (outline.title, outline.preamble) == ("Framework Agreement", "The Parties agree:")


def test_a_wrapped_sentence_is_no_title() -> None:
    outline = read_text("The Parties, recalling\ntheir talks,\nagree as follows:\n1. One.\n")
    assert outline.title is None


def test_a_date_in_the_title_is_read() -> None:
    outline = read_text("Peace plan of the mediators, 20 November 2025\n\n1. One.\n")
    assert outline.title == "Peace plan of the mediators, 20 November 2025"
    assert outline.date == "2025-11-20"


@pytest.mark.parametrize("line", ["03/04/2025", "3 May 2025 and 4 May 2025"])
def test_an_unclear_date_is_told_and_not_guessed(line: str) -> None:
    outline = read_text(f"Plan\n{line}\n\n1. One.\n")
    assert outline.date is None
    assert outline.date_line is None
    assert any("more than one way" in doubt.message for doubt in outline.doubts)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2025-11-20", ["2025-11-20"]),
        ("20 November 2025", ["2025-11-20"]),
        ("20th of November, 2025", ["2025-11-20"]),
        ("November 20, 2025", ["2025-11-20"]),
        ("Nov. 20, 2025", ["2025-11-20"]),
        ("20.11.2025", ["2025-11-20"]),
        ("20/11/2025", ["2025-11-20"]),
        ("11/20/2025", ["2025-11-20"]),
        ("20 ноября 2025 г.", ["2025-11-20"]),
        ("20 листопада 2025 року", ["2025-11-20"]),
        ("03/04/2025", []),
        ("31 February 2025", []),
        ("12025-11-20", []),
    ],
)
def test_dates(text: str, dates: list[str]) -> None:
    assert list(find_dates(text)) == dates


def test_footnotes_are_set_apart() -> None:
    outline = read_text(
        "1. The forces[1] withdraw¹ now.\n2. The line* holds.\n\n"
        "[1] As counted\nin May.\n¹ To the line.\n-----\n* Not a border.\n"
    )
    assert [point.text for point in outline.points] == [
        "The forces[1] withdraw¹ now.",
        "The line* holds.",
    ]
    assert outline.footnotes == ("[1] As counted in May.", "¹ To the line.", "* Not a border.")
    assert outline.doubts[0].message.startswith("3 footnotes were set apart")


def test_footnotes_below_a_heading() -> None:
    outline = read_text("1. One.\n2. Two.\n\nNotes:\n1. First.\n2. Second\nline.\n")
    assert len(outline.points) == 2
    assert outline.footnotes == ("Notes:", "1. First.", "2. Second line.")


def test_a_bracket_nobody_refers_to_is_no_footnote() -> None:
    outline = read_text("1. One.\n\n[2] Two.\n")
    assert outline.footnotes == ()
    assert outline.points[0].text == "One.\n[2] Two."
