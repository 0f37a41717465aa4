"""A concordance for people: in words, lined up, in Markdown, on a terminal of any width."""

import pytest

from planver.compare.concordance import concordance
from planver.model.concordance import Concordance
from planver.model.draft import Draft, Origin
from planver.model.history import Entry
from planver.render.concordance import Table, markdown, plain, points, table
from planver.render.equivalences import equivalences
from tests.strategies import LIKE_AFTER, LIKE_BEFORE, bare, clause, draft, unpublished


def of(*drafts: Draft, reverse: bool = False) -> Concordance:
    return concordance([Entry(draft=one) for one in drafts], reverse=reverse)


def words(*drafts: Draft, reverse: bool = False) -> Table:
    found = of(*drafts, reverse=reverse)
    return table(found, found.rows)


def rows(told: Table) -> list[tuple[str, ...]]:
    return [(*row.numbers, row.title, row.noted) for row in told.rows]


FIRST = draft(
    clause("toll", "Tolls are set each spring.", heading="Tolls"),
    clause("arms", "Arms stay home."),
    clause("both", "Open the bridge and the dam."),
    id="alba-1",
)
SECOND = draft(
    clause("arms", "Arms stay at home."),
    clause("bridge", "Open the bridge.", origin=Origin(split_from=("both",))),
    clause("dam", "Open the dam.", origin=Origin(split_from=("both",))),
    id="bor-1",
)


def test_two_drafts_in_words() -> None:
    assert rows(words(FIRST, SECOND)) == [
        ("1", "—", "Tolls", "deleted"),
        ("2", "1", "Arms stay home.", "amended, renumbered"),
        ("3", "2, 3", "Open the bridge and the dam.", "split, amended, renumbered"),
    ]


def test_read_from_the_last_draft_the_words_are_those_of_the_last() -> None:
    assert [row[2] for row in rows(words(FIRST, SECOND, reverse=True))] == [
        "Tolls",
        "Arms stay at home.",
        "Open the bridge.",
    ]


def test_of_several_drafts_each_change_names_its_draft() -> None:
    toll, arms = clause("toll", "Tolls are set each spring."), SECOND.points[0]
    third = draft(toll, arms, id="alba-2")
    told = rows(words(FIRST, SECOND, third))
    assert [row[-1] for row in told] == [
        "bor-1: deleted; alba-2: back, amended since alba-1",
        "bor-1: amended, renumbered; alba-2: renumbered",
        "bor-1: split, amended, renumbered; alba-2: 2 deleted and 3 deleted",
    ]


def test_a_clause_that_went_on_from_draft_to_draft_is_unchanged_in_one_word() -> None:
    (row,) = words(*(draft(clause("a", "A."), id=f"d{place}") for place in range(3))).rows
    assert (row.change, row.unchanged) == ("unchanged", True)


def test_several_changes_in_one_draft_name_their_clauses() -> None:
    first = draft(clause("a", "Open the bridge."), clause("b", "Open the dam."), id="d1")
    second = draft(clause("b", "Open the dam."), clause("a", "Open a bridge."), id="d2")
    third = draft(clause("c", "Open all.", origin=Origin(joined_from=("a", "b"))), id="d3")
    (row,) = words(first, second, third).rows
    assert row.change.startswith("d2: 2 -> 1 ")
    assert " and 1 -> 2 amended" in row.change
    assert "; d3: joined, amended" in row.change


def test_a_pair_by_words_alone_says_how_sure_it_is() -> None:
    told = words(bare(*LIKE_BEFORE), bare(*LIKE_AFTER))
    assert told.rows[0].change == "unchanged"
    assert told.rows[1].change.startswith("amended, ")
    assert told.rows[1].change.endswith("% sure")
    assert told.below == (
        "How sure a pair is stands where only the likeness of the words speaks for it.",
    )


def test_a_possible_answer_is_one_note_and_no_row() -> None:
    same = "All firing stops at noon on the day after signature."
    before = bare(same, "Elections shall be held in all districts within 100 days.")
    after = bare(same, "In the districts people vote as soon as the guns are silent.")
    told = words(before, after)
    assert [row.noted for row in told.rows] == [
        "unchanged",
        "deleted (note 1)",
        "inserted (note 1)",
    ]
    (note,) = told.below
    assert note.startswith("Note 1: 2 of alba-1 (1) possibly answers 2 of alba-1 (2) (")
    assert note.endswith("% likely); not taken as fact.")


def test_what_is_not_known_is_neither_there_nor_gone() -> None:
    told = words(FIRST, unpublished(id="gap"), SECOND)
    assert {row.numbers[1] for row in told.rows} == {"?"}
    assert [row.change for row in told.rows][:1] == ["deleted"]
    assert told.below == (
        "The wording of gap was never published: ? stands for what is not known.",
    )


def test_a_draft_that_stands_alone_has_nothing_to_tell() -> None:
    told = words(unpublished(id="gap"), SECOND)
    assert [row.change for row in told.rows] == ["", "", ""]


def test_only_rows_in_which_a_point_stands() -> None:
    before = draft(clause("a", "A:", clause("b", "B"), clause("c", "C")))
    after = draft(clause("a", "A:", clause("b", "B")), clause("c", "C"))
    found = of(before, after)
    told = table(found, points(found))
    assert [row.numbers for row in told.rows] == [("1", "1"), ("1.b", "2")]
    assert "Showing 2 of 3 rows: those with a point." in told.heading


def test_first_words_are_cut_at_a_word_and_never_empty_of_meaning() -> None:
    long = "The Parties shall keep all of their heavy weapons well away from the river."
    (row,) = words(draft(clause("a", long)), draft(clause("a", long))).rows
    assert row.title == "The Parties shall keep all of their heavy weapons well away…"
    (row,) = words(draft(clause("a", "x" * 80)), draft(clause("a", "x" * 80))).rows
    assert row.title == "x" * 60 + "…"
    (row,) = words(draft(clause("a", "", closing="the end")), draft(clause("a", ""))).rows
    assert row.title == "the end"


def test_plain_is_lined_up_a_row_to_a_line() -> None:
    assert plain(words(FIRST, SECOND)).splitlines() == [
        "lumen-river",
        "Concordance, in the order of alba-1",
        "alba-1 (tabled by alba)",
        "bor-1 (tabled by alba)",
        "",
        "alba-1  bor-1  clause                        change",
        "1       —      Tolls                         deleted",
        "2       1      Arms stay home.               amended, renumbered",
        "3       2, 3   Open the bridge and the dam.  split, amended, renumbered",
    ]


def test_markdown_is_a_table_whatever_the_text() -> None:
    hostile = draft(clause("a", "a | b <b> `c` *d* \x1b[1m\u202e"), id="x-1")
    lines = markdown(words(hostile, draft(clause("a", "E"), id="x-2"))).splitlines()
    assert lines[0] == "# lumen\\-river"
    assert lines[6:8] == ["| x\\-1 | x\\-2 | Clause | Change |", "| --- | --- | --- | --- |"]
    assert lines[8].startswith("| 1 | 1 | a \\| b \\<b\\> \\`c\\` \\*d\\* \\<U\\+001B\\>")
    assert "\x1b" not in lines[8]


def screen(told: Table, width: int) -> list[str]:
    return ["".join(span.text for span in row) for row in equivalences(told, width)]


@pytest.mark.parametrize("width", [1, 2, 3, 7, 16, 23, 40, 41, 79, 80, 200])
def test_no_row_is_wider_than_the_terminal(width: int) -> None:
    wide = draft(clause("a", "停火立即生效" * 20), clause("b", "B", number="Preamble to the plan"))
    told = words(FIRST, wide, SECOND)
    for row in equivalences(told, width):
        assert sum(span.width for span in row) <= max(width, 2), row


def test_columns_where_there_is_room_else_one_row_below_the_other() -> None:
    assert screen(words(FIRST, SECOND), 60)[5:] == [
        "alba-1  bor-1  clause                  change",
        "─" * 60,
        "1       —      Tolls                   deleted",
        "2       1      Arms stay home.         amended, renumbered",
        "3       2, 3   Open the bridge and t…  split, amended,",
        "                                       renumbered",
    ]
    narrow = screen(words(FIRST, SECOND), 30)
    assert "alba-1 3, bor-1 2, 3" in narrow
    assert "  Open the bridge and the dam." in narrow


def test_every_form_takes_no_rows_at_all() -> None:
    told = words(draft(id="a"), draft(id="b"))
    assert plain(told).splitlines()[-1] == "a  b  clause  change"
    assert markdown(told).splitlines()[-1] == "| --- | --- | --- | --- |"
    assert screen(told, 80)[-2].startswith("a  b  clause")
    assert screen(told, 8)
