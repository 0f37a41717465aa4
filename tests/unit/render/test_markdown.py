"""A comparison as Markdown."""

from textwrap import dedent

import pytest

from planver.model.draft import Report, Status
from planver.model.party import Party, Position, Stance
from planver.render.markdown import escaped, markdown
from tests.strategies import LIKE_AFTER, LIKE_BEFORE, bare, clause, diff, draft, unpublished


@pytest.mark.parametrize("sign", list("\\`*_{}[]<>()#+!|~&$^=-"))
def test_every_sign_that_acts_is_escaped(sign: str) -> None:
    assert escaped(f"a{sign}b") == f"a\\{sign}b"


def test_a_number_that_would_begin_a_list_is_escaped() -> None:
    assert escaped("12. The Parties") == "12\\. The Parties"
    assert escaped("1.") == "1\\."
    assert escaped("1.5 km at 06:00. Then 2. x") == "1.5 km at 06:00. Then 2. x"


def redlined(before: str, after: str) -> str:
    found = diff(draft(clause("a", before)), draft(clause("a", after)))
    return markdown(found, [0]).split("\n\n", 3)[-1].split("\n\n- ")[0]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("at noon.", "at dusk.", "at ~~noon~~**dusk**."),
        ("a c", "a b c", "a **b** c"),
        ("a b c", "a c", "a ~~b~~ c"),
        # Markdown takes no sign between a bracket inside it and a letter outside.
        ("shall stop", "[shall] stop", "<strong>\\[</strong>shall<strong>\\]</strong> stop"),
        ("[may] go", "may go", "<del>\\[</del>may<del>\\]</del> go"),
        ("停火", "停立火", "停**立**火"),
        # Moved words stand once, where they are after.
        (
            "Within ten days from now, each Party tells where all its mines lie.",
            "Each Party tells where all its mines lie within ten days from now.",
            (
                "‹1›~~, each~~**Each** Party tells where all its mines lie"
                " ‹1›<ins>within ten days from now</ins>."
            ),
        ),
        # Paragraphs stay apart, and blanks in front of one would make it code.
        ("x\n    y", "x\n    z", "x\n\n~~y~~**z**"),
        ("x", "x\ny", "x\n\n**y**"),
        # What would act is spelled out, white space or not.
        ("a b", "a\x0bb", "a <strong>\\<U\\+000B\\></strong>b"),
    ],
)
def test_redline(before: str, after: str, told: str) -> None:
    assert redlined(before, after) == told


def test_details_stand_in_a_list_under_the_change() -> None:
    after = draft(clause("a", "By 30 June.", status=Status.AGREED), plan_title="Plan [1]")
    found = diff(draft(clause("a", "By 3 June.")), after)
    assert markdown(found, [0]) == dedent("""\
        # Plan \\[1\\]

        - Before: first\\-1 \\(tabled by alba\\)
        - After: alba\\-1 \\(tabled by alba\\)
        - 1 amended

        ## Point 1: amended

        By ~~3~~**30** June.

        - Proposed by alba \\(draft alba\\-1\\)
        - Status: proposed \\-\\> agreed \\(a status names no party\\)
        - deadline: By 3 June \\-\\> By 30 June
        """)


def test_a_possible_answer_is_no_fact() -> None:
    same = "All firing stops at noon on the day after signature."
    before = bare(same, "Elections shall be held in all districts within 100 days.")
    after = bare(same, "In the districts people vote as soon as the guns are silent.")
    text = markdown(diff(before, after), [1])
    assert "- Possibly answers 2 \\(" in text
    assert "not taken as fact" in text


def test_a_pair_that_may_be_wrong_says_how_sure_it_is() -> None:
    found = diff(bare(*LIKE_BEFORE), bare(*LIKE_AFTER))
    told = markdown(found, [0, 1])
    assert told.count("- Paired by likeness of the words only \\(94%\\)\n") == 1
    assert told.count("Paired by") == 1


def test_an_unpublished_draft_tells_why_nothing_is_told() -> None:
    made = unpublished(id="geneva", reported=(Report(text="It has *19* points."),))
    text = markdown(diff(draft(clause("a", "One.")), made), ())
    assert "wording of geneva was never published" in text
    assert "- geneva, reported: It has \\*19\\* points." in text


def test_what_is_shown_of_the_whole_and_whose_red_line_are_told() -> None:
    line = Position(party="bor", on="a", stance=Stance.RED_LINE)
    before = draft(clause("a", "All firing stops."), clause("b", "Ships pass."))
    after = draft(
        clause("a", "All firing ends."),
        clause("b", "Ships may pass."),
        parties=(Party(id="bor", name="Federation of Bor"),),
        positions=(line,),
    )
    told = markdown(diff(before, after), [0])
    assert "- 2 amended\n- Showing 1 of 2 changes.\n" in told
    assert "- touches a red line of Federation of Bor\n" in told
