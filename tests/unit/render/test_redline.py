"""Rows of a redline."""

from rich.cells import cell_len

from planver.model.draft import Status
from planver.render.layout import Role
from planver.render.redline import GUTTER, Look, Row, View, redline
from tests.strategies import LIKE_AFTER, LIKE_BEFORE, bare, clause, diff, draft, unpublished

BEFORE = draft(
    clause("a", "The line stays.", clause("p", "a part of it")),
    clause("b", "All firing stops at noon."),
    clause("c", "Goes away altogether."),
    clause("d", "Last."),
)
AFTER = draft(
    clause("a", "The line stays.", clause("p", "a part of it")),
    clause("b", "All firing stops at dusk.", status=Status.AGREED),
    clause("d", "Last."),
    clause("n", "Quite new."),
)
FOUND = diff(BEFORE, AFTER)
NOTABLE = [at for at, change in enumerate(FOUND.changes) if change.notable]


def lines(rows: list[Row]) -> list[str]:
    return ["".join(span.text for span in row.spans).rstrip() for row in rows]


def drawn(look: Look) -> list[str]:
    return lines(redline(FOUND, NOTABLE, look))


def test_the_gutter_says_sign_number_and_party() -> None:
    assert drawn(Look(width=80, context=0)) == [
        "  ··· 2 clauses not shown",
        "",
        "~ 2       alba   All firing stops at noon dusk.",
        "                 status: proposed -> agreed (a status names no party)",
        "                 ! time dropped: noon",
        "",
        "- 3       alba   Goes away altogether.",
        "",
        "# 3       alba   Last.",
        "                 renumbered from 4",
        "",
        "+ 4       alba   Quite new.",
        "",
    ]


def test_rows_know_their_change() -> None:
    rows = redline(FOUND, NOTABLE, Look(width=80, context=0))
    assert [row.change for row in rows if row.change is not None] == [2, 2, 2, 3, 4, 4, 5]
    words = [(span.text, span.role) for row in rows if row.change == 2 for span in row.spans]
    assert ("noon", Role.DELETE) in words
    assert ("dusk", Role.INSERT) in words


def test_context_unfolds_unchanged_neighbours() -> None:
    assert "1 clause not shown" in drawn(Look(width=80, context=1))[0]
    assert not any("not shown" in line for line in drawn(Look(width=80)))
    assert drawn(Look(width=80))[0] == "  1              The line stays."
    assert drawn(Look(width=80))[2] == "  1.a              a part of it"


def test_clean_views_show_one_side() -> None:
    after = "\n".join(drawn(Look(width=80, context=0, view=View.AFTER)))
    before = "\n".join(drawn(Look(width=80, context=0, view=View.BEFORE)))
    assert "at dusk." in after
    assert "noon" not in after
    assert "at noon." in before
    assert "dusk" not in before
    assert after.count("(not in this draft)") == before.count("(not in this draft)") == 1


def test_columns_stay_level() -> None:
    one = draft(clause("a", "Eine lange Zeile, die umbricht. " * 4 + "Ende."))
    other = draft(clause("a", "Kurz."))
    rows = lines(redline(diff(one, other), [0], Look(width=70, side_by_side=True)))
    body = [row for row in rows if "│" in row]
    assert len(body) > 4
    assert {cell_len(row.split("│")[0]) for row in body} == {GUTTER + (70 - GUTTER - 3) // 2 + 1}
    assert body[0].endswith("│ Kurz.")


def test_columns_of_wide_characters_stay_level() -> None:
    one, other = draft(clause("a", "双方立即停火。" * 9)), draft(clause("a", "双方停火。" * 9))
    rows = lines(redline(diff(one, other), [0], Look(width=71, side_by_side=True)))
    assert len({cell_len(row.split("│")[0]) for row in rows if "│" in row}) == 1


def test_inserted_and_deleted_clauses_leave_the_other_column_empty() -> None:
    rows = drawn(Look(width=80, context=0, side_by_side=True))
    (deleted,) = (row for row in rows if row.startswith("- 3"))
    (inserted,) = (row for row in rows if row.startswith("+ 4"))
    assert deleted.split("│")[0].endswith("Goes away altogether.          ")
    assert deleted.split("│")[1] == ""
    assert inserted.split("│")[0].rstrip() == "+ 4       alba"


def test_a_line_break_that_came_or_went_is_shown_as_a_sign() -> None:
    found = diff(draft(clause("a", "One. Two.")), draft(clause("a", "One.\nTwo.")))
    rows = redline(found, [0], Look(width=80))
    assert ("¶", Role.INSERT) in [(span.text, span.role) for row in rows for span in row.spans]


MOVED_BEFORE = "Within ten days from now, each Party tells where all its mines lie."
MOVED_AFTER = "Each Party tells where all its mines lie within ten days from now."


def test_moved_words_stand_once_with_a_sign_at_both_places() -> None:
    found = diff(draft(clause("a", MOVED_BEFORE)), draft(clause("a", MOVED_AFTER)))
    rows = redline(found, [0], Look(width=120))
    assert lines(rows)[:2] == [
        (
            "~ 1       alba   ‹1›, each Each Party tells where all its mines lie"
            " ‹1›within ten days from now."
        ),
        "                 ‹1› moved within the clause",
    ]
    roles = [(span.text, span.role) for row in rows for span in row.spans]
    assert ("within ten days from now", Role.MOVED) in roles
    assert ("‹1›", Role.MARK) in roles


def test_without_styles_moved_words_stand_between_signs() -> None:
    found = diff(draft(clause("a", MOVED_BEFORE)), draft(clause("a", MOVED_AFTER)))
    assert lines(redline(found, [0], Look(width=120, spelled=True)))[0] == (
        "~ 1       alba   {‹1›}{-, each-} {+Each+} Party tells where all its mines lie"
        " {‹1›within ten days from now}."
    )


def test_in_columns_moved_words_stand_in_both() -> None:
    found = diff(draft(clause("a", MOVED_BEFORE)), draft(clause("a", MOVED_AFTER)))
    rows = redline(found, [0], Look(width=200, side_by_side=True))
    moved = [span.text for row in rows for span in row.spans if span.role is Role.MOVED]
    assert moved == ["Within ten days from now", "within ten days from now"]


def test_a_fold_says_what_is_cosmetic() -> None:
    before = draft(*(clause(f"c-{text}", f"One {text} two") for text in "abcd"))
    after = draft(*(clause(f"c-{text}", f"One {text}, two") for text in "abc"), before.points[3])
    found = diff(before, after)
    told = lines(redline(found, [0], Look(width=80, context=0)))
    assert told[1] == "                 cosmetic only"
    assert told[3] == "  ··· 3 clauses not shown, 2 of them with cosmetic changes only"
    told = lines(redline(found, [0, 2], Look(width=80)))
    assert "  ··· 1 clause not shown, with cosmetic changes only" in told


def test_doubts_stand_under_the_change() -> None:
    same = "All firing stops at noon on the day after signature."
    elections = "Elections shall be held in all districts within 100 days."
    votes = "In the districts people vote as soon as the guns are silent."
    found = diff(bare(same, elections), bare(same, votes))
    told = lines(redline(found, [1, 2], Look(width=80, context=0)))
    assert sum(row.strip().startswith("? possibly answers 2 of after (") for row in told) == 1
    assert sum(row.strip().startswith("? possibly answers 2 of before (") for row in told) == 1


def test_a_pair_less_sure_than_most_says_so() -> None:
    found = diff(bare(*LIKE_BEFORE), bare(*LIKE_AFTER))
    share = f"{found.changes[1].confidence:.0%}"
    told = lines(redline(found, [0, 1], Look(width=80)))
    doubt = f"? paired by likeness of the words only ({share})"
    assert [row.strip() for row in told if "likeness" in row] == [doubt]


def test_an_unpublished_draft_tells_why_there_is_nothing_to_see() -> None:
    rows = lines(redline(diff(BEFORE, unpublished(id="geneva")), (), Look(width=40)))
    assert " ".join(rows).startswith("The wording of geneva was never published")
    assert all(cell_len(row) <= 40 for row in rows)


def test_nothing_in_a_clause_acts_on_the_terminal() -> None:
    evil = "\x1b]52;c;eA==\x07\u202e\t"
    found = diff(draft(), draft(clause("a", evil, number=evil)))
    text = "\n".join(lines(redline(found, [0], Look(width=80))))
    assert "<U+001B>" in text
    assert not {"\x1b", "\x07", "\u202e", "\t"} & set(text)
