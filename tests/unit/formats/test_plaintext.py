"""Whole small texts and the trees read from them; `dedent` and `tree` are in conftest."""

from collections.abc import Callable
from textwrap import dedent

import pytest

from planver.formats.outline import Doubt
from planver.formats.plaintext import read_text

Draw = Callable[[str], str]


def messages(text: str) -> list[str]:
    return [doubt.message for doubt in read_text(dedent(text).strip("\n")).doubts]


def check(draw: Draw, source: str, expected: str) -> None:
    assert draw(source) == dedent(expected).strip("\n")


def test_three_levels_with_chapeau_and_closing(tree: Draw) -> None:
    check(
        tree,
        """
        1. The Parties shall:
           (a) stop firing; and
           (b) withdraw:
               (i) heavy weapons;
               (ii) aircraft,
               under supervision,
           without delay.
        2. The ceasefire is
           permanent.
        """,
        """
        1. The Parties shall:
          (a) stop firing; and
          (b) withdraw:
            (i) heavy weapons;
            (ii) aircraft,
          ^ under supervision,
        ^ without delay.
        2. The ceasefire is permanent.
        """,
    )


def test_no_indentation_at_all(tree: Draw) -> None:
    check(
        tree,
        """
        1. The Parties shall:
        (a) stop firing;
        (b) withdraw:
        (i) tanks;
        (ii) guns.
        (c) report.
        2. The rest.
        """,
        """
        1. The Parties shall:
          (a) stop firing;
          (b) withdraw:
            (i) tanks;
            (ii) guns.
          (c) report.
        2. The rest.
        """,
    )


@pytest.mark.parametrize(
    "labels",
    [
        "1. 2. 3.",
        "1) 2) 3)",
        "(1) (2) (3)",
        "(a) (b) (c)",
        "a) b) c)",
        "a. b. c.",
        "(i) (ii) (iii)",
        "i. ii. iii.",
        "A. B. C.",
        "I. II. III.",
        "I. II. IV.",
        "а) б) в)",
        "и) й) к)",
        "• • •",
        "- - -",
        "→ → →",
        "1. 1bis. 2.",
        "3. 5. 6.",
        "(g) (h) (i)",
        "(h) (i) (j)",
        "(u) (v) (w)",
        "(y) (z) (aa)",
        "(aa) (bb) (cc)",
        "8. 9. 10.",
    ],
)
def test_a_running_sequence_of_any_marker_is_one_level(labels: str) -> None:
    source = "".join(f"{label} The Parties agree.\n" for label in labels.split())
    outline = read_text(source)
    assert [point.label for point in outline.points] == labels.split()
    assert {point.text for point in outline.points} == {"The Parties agree."}


@pytest.mark.parametrize(
    "labels", ["Article 5|Article 6", "§ 4|§ 5", "Point 1|Point 2", "3 bis.|4."]
)
def test_markers_of_two_words_are_kept_as_written(labels: str) -> None:
    first, second = labels.split("|")
    outline = read_text(f"{first} The Parties agree.\n{second} They stop.\n")
    assert [point.label for point in outline.points] == [first, second]


def test_i_after_h_is_a_letter_and_i_before_ii_a_roman_number(tree: Draw) -> None:
    check(
        tree,
        """
        (g) First.
        (h) Second:
        (i) One;
        (ii) Two.
        (i) Third.
        (j) Fourth.
        """,
        """
        (g) First.
        (h) Second:
          (i) One;
          (ii) Two.
        (i) Third.
        (j) Fourth.
        """,
    )


def test_decimal_numbers_nest_by_themselves(tree: Draw) -> None:
    check(
        tree,
        """
        1. Territory
        1.1 One.
        1.2 Two.
        1.2.1 Deep.
        2. Security
        2.1 Three.
        """,
        """
        1. Territory
          1.1 One.
          1.2 Two.
            1.2.1 Deep.
        2. Security
          2.1 Three.
        """,
    )


def test_gaps_are_kept_and_told() -> None:
    outline = read_text("1. One.\n2. Two.\n4. Four.\n4. Again.\n")
    assert [point.number for point in outline.points] == ["1", "2", "4", "4"]
    assert outline.doubts == (
        Doubt(line=3, message="The numbers go from 2. to 4.; nothing between was found."),
        Doubt(line=4, message="The number 4. stands here a second time."),
    )


def test_a_text_that_starts_late_is_told() -> None:
    assert messages("7. Seven.\n8. Eight.") == [
        "The numbers begin with 7.; nothing before it was found."
    ]


def test_numbers_running_on_under_the_next_part_are_no_gap(tree: Draw) -> None:
    source = """
        Part I
        1. One.
        2. Two.
        Part II
        3. Three.
        4. Four.
        """
    check(
        tree,
        source,
        """
        Part I
          1. One.
          2. Two.
        Part II
          3. Three.
          4. Four.
        """,
    )
    assert messages(source) == []


@pytest.mark.parametrize(
    "prose",
    [
        "The measures of paragraphs\n(a) and (b) shall apply to all armed forces.",
        "The Parties recall in this matter the work on perpetual peace by\nI. Kant.",
        "The costs of the whole reconstruction are estimated at about\n1. 5 million in all.",
        "The costs of the whole reconstruction are estimated at about\n1.5 million in all.",
        "The guarantee is the one given in the earlier treaty, under\nArticle 5 of that one.",
        "The monitors shall be sent as foreseen in the text of point\n3. They report each week.",
        "The two sides shall pull back all of their forces and weapons\n- with consent - at once.",
    ],
)
def test_wrapped_prose_is_no_clause(prose: str) -> None:
    filler = "The Parties shall withdraw all of their forces from the line.\n"
    outline = read_text(f"1. {prose}\n2. {filler}3. {filler}")
    assert [point.label for point in outline.points] == ["1.", "2.", "3."]
    assert outline.points[0].text == prose.replace("\n", " ")
    assert outline.points[0].clauses == ()


def test_a_look_alike_is_told() -> None:
    told = messages(
        """
        1. The measures of paragraphs
        (a) and (b) shall apply to all.
        2. The Parties agree on this now.
        """
    )
    assert told == ["This line begins with “(a)” but was read as running text."]


def test_two_markers_on_one_line(tree: Draw) -> None:
    check(
        tree,
        """
        Article 3. 1. One.
        2. (a) Two.
        (b) Three.
        """,
        """
        Article 3.
          1. One.
          2.
            (a) Two.
            (b) Three.
        """,
    )


def test_an_inline_list_is_taken_apart(tree: Draw) -> None:
    check(
        tree,
        "1. The Parties shall: (a) stop firing; (b) withdraw under (a)\nfully; and (c) report.",
        """
        1. The Parties shall:
          (a) stop firing;
          (b) withdraw under (a) fully; and
          (c) report.
        """,
    )


@pytest.mark.parametrize(
    "text",
    [
        "The Parties shall (a) stop firing; (b) withdraw.",
        "The Parties shall: (a) stop firing.",
        "The Parties shall: (b) stop firing; (c) withdraw.",
        "The Parties apply: (a) and (b).",
        "The Parties shall: (a) stop firing; (c) withdraw.",
    ],
)
def test_an_unclean_inline_list_is_left(text: str) -> None:
    (point,) = read_text(f"1. {text}").points
    assert (point.text, point.clauses) == (text, ())


def test_headings_are_taken_only_where_marked(tree: Draw) -> None:
    check(
        tree,
        """
        Article 1  Ceasefire
        The Parties stop.

        Article 2
        Withdrawal of Forces

        The Parties withdraw.

        Article 3 – Prisoners

        1. **Exchange.** All for all.
        2. **All** prisoners return.
        3. CHILDREN
        They come first.
        """,
        """
        Article 1 <Ceasefire> The Parties stop.
        Article 2 <Withdrawal of Forces> The Parties withdraw.
        Article 3 <Prisoners>
          1. <Exchange> All for all.
          2. **All** prisoners return.
          3. <CHILDREN> They come first.
        """,
    )


def test_a_short_point_is_no_heading(tree: Draw) -> None:
    check(tree, "1. Ukraine stays free\n\n2. Peace", "1. Ukraine stays free\n2. Peace")


def test_shouted_headings_stand_beside_points_that_run_on(tree: Draw) -> None:
    check(
        tree,
        "SECURITY\n\n1. One.\n2. Two.\n\nTERRITORY\n\n3. Three.",
        "~ <SECURITY>\n1. One.\n2. Two.\n~ <TERRITORY>\n3. Three.",
    )


def test_shouted_headings_hold_points_that_begin_anew(tree: Draw) -> None:
    check(
        tree,
        "SECURITY\n\n1. One.\n2. Two.\n\nTERRITORY\n\n1. Three.",
        "~ <SECURITY>\n  1. One.\n  2. Two.\n~ <TERRITORY>\n  1. Three.",
    )


def test_paragraphs_and_wrapped_lines(tree: Draw) -> None:
    check(
        tree,
        """
        1. A cease-
           fire holds.

           It is permanent.
        2. The forces

           withdraw.
        """,
        """
        1. A cease- fire holds. // It is permanent.
        2. The forces withdraw.
        """,
    )


def test_a_label_alone_on_its_line(tree: Draw) -> None:
    check(tree, "1.\nThe Parties stop.\n2.\nThey talk.", "1. The Parties stop.\n2. They talk.")


def test_ragged_quoted_mail(tree: Draw) -> None:
    check(
        tree,
        """
        > 1. The Parties shall:
        >   (a) stop
        > firing;
        >> (b) withdraw.
        >  2. The rest
        >    follows.
        """,
        """
        1. The Parties shall:
          (a) stop firing;
          (b) withdraw.
        2. The rest follows.
        """,
    )


def test_odd_spaces_and_line_ends() -> None:
    outline = read_text(
        "\ufeff1.\u00a0The\u00a0Parties\tagree:\r\n\t(a)\tstop;\r\f\t(b)\u2003go.\r\n"
    )
    (point,) = outline.points
    assert point.text == "The Parties agree:"
    assert [(part.label, part.text, part.line) for part in point.clauses] == [
        ("(a)", "stop;", 2),
        ("(b)", "go.", 3),
    ]


def test_a_line_drawn_with_signs_is_left_out(tree: Draw) -> None:
    check(tree, "1. One.\n-------\n2. Two.", "1. One.\n2. Two.")


def test_a_page_number_is_told() -> None:
    assert messages("1. One is\n\n3\n\nhere.\n2. Two.") == [
        "“3” may be a page number; it was kept in the text."
    ]


def test_signatures_are_told() -> None:
    assert messages("1. One.\n2. Two.\n\nDone at Geneva.") == [
        "This text stands after the last numbered clause and was kept as part of it."
    ]


def test_a_close_decision_is_told() -> None:
    assert messages("(g) One.\n(h) Two:\n(i) Three.")[-1] == (
        "“(i)” was read as a clause at level 2 (roman i), but may be a point (letter i)."
    )


def test_text_without_numbers_becomes_unnumbered_points() -> None:
    outline = read_text("The Parties stop\nfiring.\n\nThey withdraw.\n")
    assert [(point.label, point.number, point.text) for point in outline.points] == [
        ("", None, "The Parties stop firing."),
        ("", None, "They withdraw."),
    ]
    assert outline.doubts == (
        Doubt(line=1, message="No numbering was found; each paragraph became an unnumbered point."),
    )


def test_without_blank_lines_a_finished_short_line_is_a_paragraph() -> None:
    outline = read_text("The Parties stop.\nThey withdraw.\n")
    assert [point.text for point in outline.points] == ["The Parties stop.", "They withdraw."]


def test_points_with_bullets_only_are_told() -> None:
    assert messages("• One.\n• Two.") == ["The points have no numbers, only bullets."]


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff", "-----\n"])
def test_empty_text_has_no_points_and_a_doubt(text: str) -> None:
    outline = read_text(text)
    assert outline.points == ()
    assert len(outline.doubts) == 1


def test_ten_thousand_lines_do_not_explode() -> None:
    # Nothing is timed: a quadratic step would make this test visibly hang.
    outline = read_text("1. The Parties stop.\n(i) One;\n(ii) two.\n" * 700)
    assert len(outline.points) == 700
