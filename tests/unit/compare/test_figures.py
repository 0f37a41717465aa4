"""The history of figures: which figure goes on as which, and who moved it."""

from collections.abc import Sequence

import pytest

from planver.compare.align import align
from planver.compare.figures import Bases, figures
from planver.model.change import Alignment, ClaimBasis, Matter
from planver.model.draft import Alternative, Draft, Origin, Wording
from planver.model.figures import FigureRow, Figures, Move
from planver.model.history import Entry
from planver.model.numbering import Numbered
from planver.model.party import Claim
from tests.strategies import clause, draft, unpublished

CAP = "The forces of Alba shall be limited to {} soldiers."
ALBA, BOR = (Claim(party="alba"),), (Claim(party="bor"),)


def of(*drafts: Draft, bases: Bases | None = None) -> Figures:
    return figures([Entry(draft=one) for one in drafts], bases)


def capped(number: str, **fields: object) -> Draft:
    return draft(clause("forces", CAP.format(number)), **fields)  # type: ignore[arg-type]


def cells(row: FigureRow) -> list[list[str]]:
    """What each draft says, with the parties of an alternative before a colon."""
    return [
        [f"{'/'.join(one.by)}: {one.text}" if one.by else one.text for one in cell]
        for cell in row.cells
    ]


def told(found: Figures) -> list[list[list[str]]]:
    return [cells(row) for row in found.rows]


def moves(found: Figures) -> list[tuple[int, int, str | None, str | None, tuple[str, ...]]]:
    return [moved(move) for row in found.rows for move in row.moves]


def moved(move: Move) -> tuple[int, int, str | None, str | None, tuple[str, ...]]:
    before = move.before.text if move.before else None
    after = move.after.text if move.after else None
    return move.base, move.draft, before, after, tuple(made.party for made in move.proposed_by)


def test_a_figure_is_followed_and_moved_by_who_tabled_the_draft() -> None:
    found = of(
        capped("600,000", id="one"),
        capped("800,000", id="two", tabled_by=BOR, based_on=("one",)),
        capped("800,000", id="three", based_on=("two",)),
    )
    (row,) = found.rows
    assert (row.kind, cells(row)) == (Matter.NUMBER, [["600,000"], ["800,000"], ["800,000"]])
    assert moves(found) == [(0, 1, "600,000", "800,000", ("bor",))]
    assert row.moves[0].proposed_by[0].basis is ClaimBasis.DRAFT
    assert [(place, one.amount) for place, one in row.comparable] == [
        (0, 600_000), (1, 800_000), (2, 800_000),
    ]  # fmt: skip
    assert row.first.whole == "limited to 600,000 soldiers"
    assert found.rootless == found.unpublished == ()


def test_nobody_is_named_where_a_draft_is_not_based_on_the_other() -> None:
    found = of(capped("600,000", id="one"), capped("800,000", id="two", tabled_by=BOR))
    assert told(found) == [[["600,000"], ["800,000"]]]
    assert moves(found) == []
    assert found.rootless == (1,)


def test_across_an_unpublished_draft_several_can_have_moved_it() -> None:
    gap = unpublished(id="gap", based_on=("one",))
    found = of(capped("600,000", id="one"), gap, capped("800,000", id="two", based_on=("gap",)))
    assert told(found) == [[["600,000"], [], ["800,000"]]]
    assert found.unpublished == (1,)
    assert moves(found) == [(0, 2, "600,000", "800,000", ())]
    assert found.rows[0].moves[0].through == ("gap",)


def test_a_base_that_is_not_shown_is_known_from_the_plan() -> None:
    one, two = capped("600,000", id="one"), capped("800,000", id="two", based_on=("gap",))
    assert moves(of(one, two)) == []
    found = of(one, two, bases={"gap": ("far",), "far": ("one", "gap"), "one": ()})
    assert found.rows[0].moves[0].through == ("far", "gap")
    assert found.rootless == ()


def test_what_came_with_any_base_is_not_moved() -> None:
    one, two = capped("600,000", id="one"), capped("800,000", id="two", based_on=("one",))
    both = capped("800,000", id="both", based_on=("one", "two"))
    assert moves(of(one, two, both)) == [(0, 1, "600,000", "800,000", ("alba",))]
    other = capped("700,000", id="both", based_on=("one", "two"))
    assert moves(of(one, two, other))[1:] == [
        (0, 2, "600,000", "700,000", ("alba",)),
        (1, 2, "800,000", "700,000", ("alba",)),
    ]
    without = draft(id="none", based_on=("one", "two"), tabled_by=BOR)
    assert [move[3:] for move in moves(of(one, two, without))[1:]] == [(None, ("bor",))] * 2


def test_what_only_one_base_has_is_told_against_that_one() -> None:
    none, one = draft(id="none"), capped("600,000", id="one")
    last = capped("700,000", id="last", based_on=("none", "one"))
    assert moves(of(none, one, last)) == [(1, 2, "600,000", "700,000", ("alba",))]


def test_put_in_dropped_and_back_is_one_row() -> None:
    found = of(
        draft(clause("a", "The Parties shall meet."), id="one"),
        draft(clause("a", "The Parties shall meet within 30 days."), id="two", based_on=("one",)),
        draft(clause("a", "The Parties shall meet."), id="three", based_on=("two",)),
        draft(
            clause("a", "The Parties shall meet within 40 days."), id="four", based_on=("three",)
        ),
    )
    assert told(found) == [[[], ["within 30 days"], [], ["within 40 days"]]]
    assert moves(found) == [
        (0, 1, None, "within 30 days", ("alba",)),
        (1, 2, "within 30 days", None, ("alba",)),
        (2, 3, None, "within 40 days", ("alba",)),
    ]
    assert [(place, one.amount, one.unit) for place, one in found.rows[0].comparable] == [
        (1, 30, "day"), (3, 40, "day"),
    ]  # fmt: skip


def test_a_deadline_that_became_words_has_no_amount() -> None:
    found = of(
        draft(clause("a", "Elections shall be held within 100 days."), id="one"),
        draft(clause("a", "Elections shall be held as soon as possible."), id="two"),
    )
    (row,) = found.rows
    assert (row.kind, cells(row)) == (
        Matter.DEADLINE,
        [["within 100 days"], ["as soon as possible"]],
    )
    assert row.cells[1][0].amount is None
    assert row.comparable == ()


def test_amounts_of_two_units_are_not_held_against_each_other() -> None:
    found = of(
        draft(clause("a", "Bor shall pay USD 100 billion."), id="one"),
        draft(clause("a", "Bor shall pay EUR 100 billion."), id="two"),
    )
    assert told(found) == [[["USD 100 billion"], ["EUR 100 billion"]]]
    assert found.rows[0].comparable == ()


def test_an_amount_beyond_counting_is_only_written() -> None:
    digits = "9" * 400
    found = of(capped(digits, id="one"), capped(digits, id="two"))
    assert told(found) == [[[digits], [digits]]]
    assert found.rows[0].comparable == ()


def test_alternatives_are_followed_with_their_parties() -> None:
    offered = clause(
        "forces", CAP.format("600,000"),
        alternatives=(Alternative(by=BOR, text=CAP.format("400,000")),),
    )  # fmt: skip
    moved_on = clause(
        "forces", CAP.format("600,000"),
        alternatives=(
            Alternative(by=BOR, text=CAP.format("500,000")),
            Alternative(by=ALBA, text=CAP.format("900,000")),
        ),
    )  # fmt: skip
    found = of(
        capped("600,000", id="one"),
        draft(offered, id="two", based_on=("one",)),
        draft(moved_on, id="three", based_on=("two",)),
        capped("600,000", id="four", based_on=("three",), tabled_by=BOR),
    )
    assert told(found) == [
        [
            ["600,000"],
            ["600,000", "bor: 400,000"],
            ["600,000", "bor: 500,000", "alba: 900,000"],
            ["600,000"],
        ]
    ]
    assert moves(found) == [
        (0, 1, None, "400,000", ("bor",)),
        (1, 2, "400,000", "500,000", ("bor",)),
        (1, 2, None, "900,000", ("alba",)),
        (2, 3, "500,000", None, ("bor",)),
        (2, 3, "900,000", None, ("bor",)),
    ]
    assert [move.by for move in found.rows[0].moves] == [
        ("bor",), ("bor",), ("alba",), ("bor",), ("alba",),
    ]  # fmt: skip


def test_whoever_only_put_an_alternative_did_not_move_the_text() -> None:
    after = clause(
        "forces", CAP.format("800,000"),
        proposed_by=ALBA,
        alternatives=(Alternative(by=BOR, text=CAP.format("400,000")),),
    )  # fmt: skip
    found = of(capped("600,000", id="one"), draft(after, id="two", based_on=("one",)))
    assert moves(found) == [
        (0, 1, "600,000", "800,000", ("alba",)),
        (0, 1, None, "400,000", ("bor",)),
    ]


def test_figures_of_clauses_that_were_split_stay_with_their_clause() -> None:
    whole = "Alba shall withdraw 20 km from the river. Bor shall pay USD 5 million."
    first = draft(clause("a", whole), id="one")
    last = draft(
        clause("a1", "Alba shall withdraw 30 km from the river.", origin=Origin(split_from=("a",))),
        clause("a2", "Bor shall pay USD 5 million.", origin=Origin(split_from=("a",))),
        id="two",
        based_on=("one",),
    )
    found = of(first, last)
    assert told(found) == [[["20 km"], ["30 km"]], [["USD 5 million"], ["USD 5 million"]]]
    assert [row.cells[1][0].clause.path for row in found.rows] == ["1", "2"]
    assert moves(found) == [(0, 1, "20 km", "30 km", ("alba",))]


def test_figures_that_changed_places_are_told_as_moved() -> None:
    first = draft(clause("a", "Alba shall get 55 seats and Bor 45 seats."), id="one")
    last = draft(
        clause("a", "Alba shall get 45 seats and Bor 55 seats."), id="two", based_on=("one",)
    )
    found = of(first, last)
    assert told(found) == [[["55"], ["45"]], [["45"], ["55"]]]
    assert len(moves(found)) == 2


def test_several_alike_figures_stay_apart() -> None:
    text = "Half of the power shall go to Alba and half to Bor."
    found = of(draft(clause("a", text), id="one"), draft(clause("a", text), id="two"))
    assert told(found) == [[["Half"], ["Half"]], [["half"], ["half"]]]


def test_a_clause_dropped_takes_its_figure_with_it() -> None:
    rest = clause("rest", "The Parties shall meet.")
    first = draft(clause("forces", CAP.format("600,000")), rest, id="one")
    found = of(first, draft(rest, id="two", based_on=("one",), tabled_by=BOR))
    assert moves(found) == [(0, 1, "600,000", None, ("bor",))]


def test_two_figures_of_one_wording_and_an_unrelated_one() -> None:
    found = of(
        draft(clause("a", "Bor shall pay USD 5 million."), id="one"),
        draft(clause("a", "On 1 May 2031 the bridge shall open."), id="two"),
    )
    assert told(found) == [[["USD 5 million"], []], [[], ["1 May 2031"]]]


def test_words_that_may_be_no_figure_are_not_told() -> None:
    assert of(draft(clause("a", "No one shall cross; one may swim."), id="one")).rows == ()


def test_an_unpublished_draft_moves_nothing() -> None:
    gap = draft(id="gap", based_on=("one",), wording=Wording.UNPUBLISHED)
    found = of(capped("600,000", id="one"), gap)
    assert told(found) == [[["600,000"], []]]
    assert moves(found) == []


def test_languages_without_rules_have_their_figures_in_digits() -> None:
    found = of(
        draft(clause("a", "Les forces : 600 000, soit 25 brigades."), id="one", lang="fr"),
        draft(clause("a", "Les forces : 600 000, soit 30 brigades."), id="two", lang="fr"),
    )
    assert [["25"], ["30"]] in told(found)


def test_each_two_drafts_are_paired_once_and_their_substance_is_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paired: list[tuple[str, str]] = []

    def counted(
        before: Sequence[Numbered], after: Sequence[Numbered], *, use_ids: bool
    ) -> Alignment:
        paired.append((before[0].clause.text, after[0].clause.text))
        return align(before, after, use_ids=use_ids)

    def refused(*_: object) -> None:
        pytest.fail("the substance of a change was read")

    monkeypatch.setattr("planver.compare.outcomes.align", counted)
    monkeypatch.setattr("planver.compare.diff.Substance", refused)
    found = of(
        capped("600,000", id="one"),
        capped("800,000", id="two", tabled_by=BOR, based_on=("one",)),
        capped("900,000", id="three", tabled_by=ALBA, based_on=("two", "one")),
    )
    assert len(found.rows[0].moves) == 3
    assert len(paired) == len(set(paired)) == 3
