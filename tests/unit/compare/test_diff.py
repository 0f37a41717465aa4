"""From pairs to changes: kinds, moves, the order they are told in."""

import pytest

from planver.model.change import Alignment, DraftDiff, Edit, Kind, Op, PossiblePair
from planver.model.draft import Alternative, Clause, Draft, Origin, Status
from planver.model.party import Claim
from tests.strategies import bare, clause, diff, draft, unpublished

AMENDED, MOVED, RENUMBERED = Kind.AMENDED, Kind.MOVED, Kind.RENUMBERED


def told(found: DraftDiff) -> list[str]:
    """Each change in a line: kinds, and paths before and after."""
    return [
        f"{'+'.join(change.kinds)} {'+'.join(one.path for one in change.before) or '-'}"
        f" {'+'.join(one.path for one in change.after) or '-'}"
        for change in found.changes
    ]


def points(*names: str) -> Draft:
    """A point for each name, with words of its own."""
    return draft(*(clause(name, f"All about {name}, in a few words.") for name in names))


def test_a_draft_against_itself_is_unchanged() -> None:
    found = diff(points("a", "b"), points("a", "b"))
    assert told(found) == ["unchanged 1 1", "unchanged 2 2"]
    assert not any(change.notable for change in found.changes)
    assert found.changes[0].edits == (Edit(op=Op.EQUAL, text="All about a, in a few words."),)
    assert found.changes[0].similarity == 1.0


def test_inserted_and_deleted() -> None:
    kept = clause("a", "Kept.")
    found = diff(draft(kept, clause("b", "It goes.")), draft(kept, clause("c", "New here!")))
    assert told(found) == ["unchanged 1 1", "deleted 2 -", "inserted - 2"]
    deleted, inserted = found.changes[1:]
    assert deleted.edits == (Edit(op=Op.DELETE, text="It goes."),)
    assert inserted.edits == (Edit(op=Op.INSERT, text="New here!"),)
    assert deleted.basis is None
    assert deleted.similarity == 0.0


@pytest.mark.parametrize(
    "changed",
    [
        clause("a", "Other words."),
        clause("a", "The  words."),
        clause("a", "The words.", heading="Now with a heading"),
        clause("a", "The words.", closing="and so on."),
        clause(
            "a", "The words.", alternatives=(Alternative(by=(Claim(party="bor"),), text="Not so."),)
        ),
    ],
)
def test_any_words_that_change_amend(changed: Clause) -> None:
    assert told(diff(draft(clause("a", "The words.")), draft(changed))) == ["amended 1 1"]


def test_a_part_that_changes_does_not_amend_the_clause_above() -> None:
    before = draft(clause("a", "The lead:", clause("b", "one")))
    after = draft(clause("a", "The lead:", clause("b", "two")))
    assert told(diff(before, after)) == ["unchanged 1 1", "amended 1.a 1.a"]


def test_a_text_that_lives_on_as_an_alternative_was_replaced_all_the_same() -> None:
    before = draft(clause("a", "Alba shall pay for the damage."))
    option = Alternative(by=(Claim(party="bor"),), text="Alba shall pay for the damage.")
    after = draft(clause("a", "Each Party shall pay for the damage.", alternatives=(option,)))
    (change,) = diff(before, after).changes
    assert [(edit.op, edit.text) for edit in change.edits] == [
        (Op.DELETE, "Alba"),
        (Op.INSERT, "Each Party"),
        (Op.EQUAL, " shall pay for the damage."),
        (Op.INSERT, "\n[bor: Alba shall pay for the damage.]"),
    ]


def test_a_new_status_alone_is_notable_but_changes_no_words() -> None:
    agreed = draft(clause("a", "The words.", status=Status.AGREED))
    (change,) = diff(draft(clause("a", "The words.")), agreed).changes
    assert change.kinds == (Kind.UNCHANGED,)
    assert change.status_changed
    assert change.notable
    assert change.proposed_by == ()


# Moved or renumbered


def test_what_stands_behind_a_deleted_point_is_renumbered() -> None:
    found = diff(points("a", "b", "c"), points("b", "c"))
    assert told(found) == ["deleted 1 -", "renumbered 2 1", "renumbered 3 2"]


def test_a_gap_in_the_written_numbers_renumbers_nothing() -> None:
    after = draft(*points("a", "b").points, clause("d", "All about d, in a few words.", number="4"))
    found = diff(points("a", "b", "c", "d"), after)
    assert told(found) == ["unchanged 1 1", "unchanged 2 2", "deleted 3 -", "unchanged 4 4"]


def test_the_one_that_left_its_place_moved_and_the_others_are_renumbered() -> None:
    found = diff(points("a", "b", "c", "d"), points("d", "a", "b", "c"))
    assert told(found) == ["moved 4 1", "renumbered 1 2", "renumbered 2 3", "renumbered 3 4"]


def test_of_two_that_changed_places_the_shorter_one_moved() -> None:
    short, long = clause("a", "Short."), clause("b", "A clause of a good many more words.")
    assert told(diff(draft(short, long), draft(long, short))) == ["renumbered 2 1", "moved 1 2"]


def test_a_part_that_became_a_point_moved_and_one_that_only_lost_a_brother_did_not() -> None:
    before = draft(clause("a", "Lead:", clause("b", "one"), clause("c", "two")))
    after = draft(clause("a", "Lead:", clause("c", "two")), clause("b", "one"))
    assert told(diff(before, after)) == ["unchanged 1 1", "renumbered 1.b 1.a", "moved 1.a 2"]


def test_a_part_under_another_point_moved_though_its_label_is_the_same() -> None:
    part = clause("c", "The part.")
    before = draft(clause("a", "One:", part), clause("b", "Two:"))
    after = draft(clause("a", "One:"), clause("b", "Two:", part))
    assert "moved 1.a 2.a" in told(diff(before, after))


def test_parts_of_a_point_that_moved_stay_with_it() -> None:
    a, b = clause("a", "One."), clause("b", "A lead of many words:", clause("c", "part"))
    assert told(diff(draft(a, b), draft(b, a))) == [
        *("renumbered 2 1", "unchanged 2.a 1.a", "moved 1 2")
    ]


def test_parts_follow_their_point_through_a_split() -> None:
    split = Origin(split_from=("a",))
    before = draft(clause("a", "One. Two.", clause("p", "part"), clause("q", "other")))
    after = draft(
        clause("a", "One.", clause("p", "part"), origin=split),
        clause("b", "Two.", clause("q", "other"), origin=split),
    )
    assert told(diff(before, after)) == [
        *("split 1 1+2", "unchanged 1.a 1.a", "renumbered 1.b 2.a")
    ]


def test_moved_and_amended_at_once() -> None:
    before = points("a", "b", "c")
    after = draft(clause("c", "All about c, in very few words."), *points("a", "b").points)
    assert told(diff(before, after))[0] == "amended+moved 3 1"


# Split and joined

PARTS = (
    clause("nav", "Vessels may pass.", heading="Navigation"),
    clause("tolls", "No toll is due.", heading="Tolls"),
)
JOINED = clause(
    "nav",
    "Vessels may pass. No toll is due.",
    heading="Navigation",
    origin=Origin(joined_from=("nav", "tolls")),
)


def test_a_join_that_only_loses_a_heading_amends_nothing() -> None:
    (change,) = diff(draft(*PARTS), draft(JOINED)).changes
    assert change.kinds == (Kind.JOINED,)
    assert (Op.DELETE, "Tolls") in {(edit.op, edit.text.strip()) for edit in change.edits}


def test_a_split_that_only_gains_a_heading_amends_nothing() -> None:
    (change,) = diff(draft(JOINED), draft(*PARTS)).changes
    assert change.kinds == (Kind.SPLIT,)


@pytest.mark.parametrize("field", ["text", "heading"])
def test_a_join_that_changes_words_amends(field: str) -> None:
    words = {"text": "Vessels may pass. A toll is due.", "heading": "Navigation"}
    words[field] = f"New {words[field]}"
    joined = clause("nav", words["text"], heading=words["heading"], origin=JOINED.origin)
    (change,) = diff(draft(*PARTS), draft(joined)).changes
    assert change.kinds == (Kind.JOINED, AMENDED)


def test_several_clauses_on_a_side_are_joined_by_a_line_break() -> None:
    (change,) = diff(draft(*PARTS), draft(JOINED)).changes
    before = "".join(edit.text for edit in change.edits if edit.op is not Op.INSERT)
    assert before == "Navigation\nVessels may pass.\nTolls\nNo toll is due."


def test_a_join_is_placed_by_the_clause_that_kept_its_id() -> None:
    """The source in front of it counts for nothing: 2 became 1, and moved past nobody."""
    after = draft(
        clause("b", "One. Two.", origin=Origin(joined_from=("a", "b"))), clause("c", "Three.")
    )
    before = draft(clause("a", "One."), clause("b", "Two."), clause("c", "Three."))
    assert told(diff(before, after)) == ["joined+renumbered 1+2 1", "renumbered 3 2"]


# The order they are told in


def test_a_deleted_clause_follows_the_one_it_stood_behind() -> None:
    found = diff(points("a", "b", "c", "d", "e"), points("a", "d", "x", "e"))
    assert told(found) == [
        *("unchanged 1 1", "deleted 2 -", "deleted 3 -", "renumbered 4 2", "inserted - 3"),
        "renumbered 5 4",
    ]


def test_a_clause_that_moved_takes_no_deleted_neighbour_along() -> None:
    found = diff(points("a", "b", "c", "d", "e"), points("b", "d", "e", "a"))
    assert told(found) == [
        *("renumbered 2 1", "deleted 3 -", "renumbered 4 2", "renumbered 5 3", "moved 1 4")
    ]


def test_deleted_points_at_the_head_come_first() -> None:
    assert told(diff(points("a", "b"), points("b")))[0] == "deleted 1 -"


def test_parts_of_a_deleted_point_follow_it() -> None:
    before = draft(clause("a", "One:", clause("b", "part")), clause("c", "Two."))
    after = draft(clause("c", "Two."))
    assert told(diff(before, after)) == ["deleted 1 -", "deleted 1.a -", "renumbered 2 1"]


# What is only possible


def test_a_possible_answer_is_told_on_both_sides_and_never_as_a_pair() -> None:
    same = "All firing stops at noon on the day after signature."
    before = bare(same, "Elections shall be held in all districts within 100 days.")
    after = bare(same, "In the districts people vote as soon as the guns are silent.")
    found = diff(before, after)
    assert told(found) == ["unchanged 1 1", "deleted 2 -", "inserted - 2"]
    deleted, inserted = found.changes[1:]
    assert [one.path for one in deleted.possible] == ["2"]
    assert [one.path for one in inserted.possible] == ["2"]
    assert deleted.possible[0].confidence == inserted.possible[0].confidence


def test_no_more_than_three_possible_answers_are_told_the_likeliest_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unsure(before: object, after: object, *, use_ids: bool) -> Alignment:
        del before, after, use_ids
        chances = enumerate((0.2, 0.4, 0.1, 0.3))
        return Alignment(
            pairs=(),
            possible=tuple(
                PossiblePair(before=0, after=at, confidence=chance) for at, chance in chances
            ),
        )

    monkeypatch.setattr("planver.compare.outcomes.align", unsure)
    found = diff(bare("Peace."), bare("War.", "Truce.", "Talks.", "Silence."))
    (deleted,) = (change for change in found.changes if Kind.DELETED in change.kinds)
    assert [(one.path, one.confidence) for one in deleted.possible] == [
        *(("2", 0.4), ("4", 0.3), ("1", 0.2))
    ]
    told_back = [change.possible for change in found.changes if Kind.INSERTED in change.kinds]
    assert [len(possible) for possible in told_back] == [1, 1, 1, 1]


# Counting, and what cannot be counted


def test_counts_tell_every_kind_of_every_change() -> None:
    before, after = points("a", "b", "c"), draft(clause("c", "Other words."), *points("a").points)
    counts = diff(before, after).counts()
    assert counts == dict.fromkeys(Kind, 0) | {
        Kind.DELETED: 1,
        Kind.AMENDED: 1,
        MOVED: 1,
        RENUMBERED: 1,
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (points("a"), unpublished()),
        (unpublished(), points("a")),
        (unpublished(), unpublished()),
    ],
)
def test_where_a_wording_was_never_published_nothing_is_claimed(
    before: Draft, after: Draft
) -> None:
    found = diff(before, after)
    assert not found.comparable
    assert found.changes == ()


def test_empty_drafts() -> None:
    assert diff(draft(), draft()).changes == ()
    assert diff(draft(), draft()).comparable
    assert told(diff(draft(), points("a"))) == ["inserted - 1"]


def test_a_deleted_point_stands_behind_all_parts_of_the_point_before_it() -> None:
    parts = [clause(name, f"The part called {name} is here.") for name in ("p", "q", "r")]
    before = draft(clause("a", "All about a.", *parts[:2]), clause("b", "Gone."), clause("c", "C."))
    after = draft(clause("a", "All about a.", *parts), clause("c", "C."))
    order = [
        change.before[0].path if change.before else "+" for change in diff(before, after).changes
    ]
    assert order == ["1", "1.a", "1.b", "+", "2", "3"]
