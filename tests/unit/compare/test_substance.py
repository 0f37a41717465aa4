"""Figures that changed, and red lines that a change touches."""

import pytest

from planver.model.change import Flag
from planver.model.draft import Draft
from planver.model.party import Position, Stance
from tests.strategies import clause, diff, draft


def flags(before: Draft, after: Draft) -> list[Flag]:
    return [flag for change in diff(before, after).changes for flag in change.flags]


def figures(before: str, after: str) -> list[tuple[str | None, str | None]]:
    found = flags(draft(clause("a", before)), draft(clause("a", after)))
    assert {flag.kind for flag in found} <= {"number"}
    return [(flag.before, flag.after) for flag in found]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("up to 600,000 personnel", "up to 800,000 personnel", [("600,000", "800,000")]),
        ("within 30 days of this", "as soon as possible after this", [("30 days", None)]),
        ("All firing stops.", "All firing stops at 06:00.", [(None, "06:00")]),
        ("All firing stops at 06:00 and all men rest.", "All rest.", [("06:00", None)]),
        ("The line stands.", "The line holds.", []),
        ("Within 30 days, peace.", "Peace, within 30 days.", []),
        # Two figures that change places did change.
        (
            "Alba takes 55 and Bor 45 of it",
            "Alba takes 45 and Bor 55 of it",
            [("55", "45"), ("45", "55")],
        ),
        ("限为600000人", "限为800000人", [("600000", "800000")]),
        ("٦٠٠ جندي", "٨٠٠ جندي", [("٦٠٠", "٨٠٠")]),
    ],
)
def test_figures(before: str, after: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert figures(before, after) == expected


def test_a_figure_that_stayed_in_a_rewritten_text_is_not_told() -> None:
    before = "Alba hands over 5 guns, or 60 shells."
    after = "No guns at all but 60 shells, and nothing else from anybody in the whole valley."
    assert figures("Alba hands over 5 guns.", "Nobody keeps 5 guns beyond May.") == []
    assert figures(before, after) in ([("5 guns", None)], [("5", None)])


def test_figures_of_inserted_and_deleted_clauses_are_not_told() -> None:
    before = draft(clause("a", "Peace."), clause("b", "Within 30 days."))
    after = draft(clause("a", "Peace."), clause("c", "After 500 years."))
    assert flags(before, after) == []


def red_line(party: str, on: str, text: str | None = None) -> Position:
    return Position(party=party, on=on, stance=Stance.RED_LINE, text=text)


BEFORE = draft(clause("a", "Old words."), clause("b", "Same words."))


def after(*positions: Position) -> Draft:
    return draft(clause("a", "New words."), clause("b", "Same words."), positions=positions)


def test_a_change_of_a_clause_somebody_drew_a_red_line_on_is_flagged() -> None:
    found = flags(BEFORE, after(red_line("bor", "a", "No crossing.")))
    assert found == [Flag(kind="red-line", party="bor", note="No crossing.")]


def test_red_lines_of_the_before_draft_count_too_and_each_party_once() -> None:
    before = draft(*BEFORE.points, positions=(red_line("bor", "a", "Old."), red_line("alba", "a")))
    found = flags(before, after(red_line("bor", "a", "New.")))
    assert [(flag.party, flag.note) for flag in found] == [("bor", "New."), ("alba", None)]


def test_a_deleted_clause_touches_a_red_line() -> None:
    before = draft(*BEFORE.points, positions=(red_line("bor", "b"),))
    found = flags(before, draft(clause("a", "Old words.")))
    assert [flag.party for flag in found] == ["bor"]


def test_other_stances_other_clauses_and_unchanged_clauses_are_not_flagged() -> None:
    objects = Position(party="bor", on="a", stance=Stance.OBJECTS)
    assert flags(BEFORE, after(objects, red_line("bor", "b"), red_line("bor", "nowhere"))) == []
