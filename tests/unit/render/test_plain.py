"""A comparison as sentences."""

from textwrap import dedent

from planver.model.draft import Alternative, Draft, Status
from planver.model.party import Claim, Party, Position, Stance
from planver.render.plain import near, plain, stat
from tests.strategies import LIKE_AFTER, LIKE_BEFORE, bare, clause, diff, draft, unpublished


def told(before: Draft, after: Draft) -> str:
    """Without the heading."""
    found = diff(before, after)
    return plain(found, range(len(found.changes))).split("\n\n", 1)[1]


def test_a_change_says_everything_about_itself() -> None:
    option = Alternative(by=(Claim(party="bor"),), text="at dusk.")
    line = Position(party="bor", on="a", stance=Stance.RED_LINE, text="Never.")
    after = draft(
        clause("a", "All firing stops at 06:00.", status=Status.BRACKETED, alternatives=(option,)),
        positions=(line,),
    )
    assert told(draft(clause("a", "All firing stops at noon.")), after) == dedent("""\
        Point 1: amended.
        Proposed by alba (draft alba-1) and bor (clause in draft alba-1).
        Status: proposed -> bracketed.
        Note: time: noon -> 06:00.
        Note: touches a red line of bor: Never.
        Before: All firing stops at noon.
        After: All firing stops at 06:00.
          [bor: at dusk.]
        Changed: "noon" became "06:00"; "[bor: at dusk.]" put in.
        """)


def test_inserted_deleted_and_unchanged_clauses_tell_their_text_once() -> None:
    before = draft(clause("a", "Stays."), clause("b", "Goes away now."))
    after = draft(clause("a", "Stays."), clause("c", "Quite new."))
    assert told(before, after) == dedent("""\
        Point 1: unchanged.
        Text: Stays.

        Point 2: deleted.
        Proposed by alba (draft alba-1).
        Text: Goes away now.

        Point 2: inserted.
        Proposed by alba (draft alba-1).
        Text: Quite new.
        """)


def test_cosmetic_edits_and_moves_are_told_in_words() -> None:
    before = "Within ten days from now, each Party tells where all its mines lie; it clears some"
    after = "Each Party tells where all its mines lie within ten days from now, it  clears all"
    assert told(draft(clause("a", before)), draft(clause("a", after))).splitlines()[-1] == (
        'Changed: "each" became "Each" (cosmetic); "within ten days from now," moved; '
        '";" struck out (cosmetic); spacing; "some" became "all".'
    )


def test_a_cosmetic_change_says_so_and_may_be_folded() -> None:
    before = draft(clause("a", "One two"), clause("b", "Three, four."), clause("c", "Five six."))
    after = draft(clause("a", "One, two"), clause("b", "Three four."), clause("c", "Five seven."))
    found = diff(before, after)
    assert found.cosmetic == (0, 1)
    full = plain(found, [0, 1, 2])
    assert "3 amended (2 cosmetic only)." in full
    assert "Point 1: amended (cosmetic only)." in full
    assert 'Changed: "," put in (cosmetic).' in full
    for short in (plain(found, [2], [0, 1]), stat(found, [2], [0, 1])):
        assert "2 changes are cosmetic only and folded: 1 and 2." in short
        assert "Showing" not in short
        assert "Point 1" not in short
        assert "Point 3: amended" in short
    assert "1 change is cosmetic only and folded: 2." in stat(found, [2], [1])


def test_of_many_folded_changes_some_are_named() -> None:
    texts = [f"Number {at} of them" for at in range(20)]
    found = diff(bare(*texts), bare(*(f"{text}." for text in texts)))
    assert (
        "20 changes are cosmetic only and folded: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 8 more."
        in (plain(found, [], range(20)))
    )


def test_a_clause_that_lost_all_its_words_was_amended() -> None:
    assert told(draft(clause("a", "Words.")), draft(clause("a", ""))) == dedent("""\
        Point 1: amended.
        Proposed by alba (draft alba-1).
        Before: Words.
        After:\x20
        Changed: "Words." struck out.
        """)


def test_spacing_alone_is_called_spacing() -> None:
    assert told(draft(clause("a", "a b")), draft(clause("a", "a  b"))).endswith(
        "Changed: spacing.\n"
    )


def test_words_struck_out_next_to_each_other_are_one_phrase() -> None:
    before, after = draft(clause("a", "one two three")), draft(clause("a", "eins zwei three"))
    assert 'Changed: "one two" became "eins zwei".' in told(before, after)


def test_a_possible_answer_is_no_fact() -> None:
    same = "All firing stops at noon on the day after signature."
    before = bare(same, "Elections shall be held in all districts within 100 days.")
    after = bare(same, "In the districts people vote as soon as the guns are silent.")
    text = told(before, after)
    assert text.count("Possibly answers 2 of alba-1 (") == 1
    assert text.count("Possibly answers 2 of first-1 (") == 1
    assert text.count("% likely); not taken as fact.") == 2


def test_the_heading_says_what_is_compared() -> None:
    after = draft(clause("a", "Two."), id="bor-1", plan_title="Plan", date="2031-04-12")
    found = diff(draft(clause("a", "One."), clause("b", "Gone.")), after)
    assert stat(found, range(2)) == dedent("""\
        Plan
        Before: alba-1 (tabled by alba)
        After: bor-1 (2031-04-12, tabled by alba)
        1 amended, 1 deleted.
          ~ Point 1: amended (alba)
          - Point 2: deleted (alba)
        """)


def test_an_unpublished_draft_tells_why_nothing_is_told() -> None:
    found = diff(draft(clause("a", "One.")), unpublished(id="geneva"))
    for text in (plain(found, ()), stat(found, ())):
        assert "wording of geneva was never published" in text
        assert "Nothing in it counts as deleted." in text
        assert "0 " not in text


def test_nothing_in_the_text_acts_on_a_terminal() -> None:
    evil = "\x1b]52;c;eA==\x07\u202e"
    after = draft(
        clause("a", evil, proposed_by=(Claim(party=evil),)), id=evil, plan_title=f"{evil}\n{evil}"
    )
    found = diff(draft(clause("a", "x")), after)
    for text in (plain(found, [0]), stat(found, [0])):
        assert "<U+001B>" in text
        assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_a_pair_that_may_be_wrong_says_how_sure_it_is() -> None:
    text = told(bare(*LIKE_BEFORE), bare(*LIKE_AFTER))
    assert text.count("Paired by likeness of the words only (94%).") == 1
    assert text.count("Paired by") == 1


def test_a_context_is_clamped_to_the_changes_there_are() -> None:
    assert near(9, [1, 7], 0) == {1, 7}
    assert near(9, [7, 1], 1) == {0, 1, 2, 6, 7, 8}
    assert near(9, [3, 4], 2) == {1, 2, 3, 4, 5, 6}
    assert near(9, [4], 10**18) == near(9, range(9), 10**18) == near(9, [], None) == set(range(9))
    assert near(9, [], 10**18) == set()


def test_what_is_shown_of_the_whole_is_told() -> None:
    before = draft(clause("a", "All firing stops."), clause("b", "Ships pass."), clause("c", "Go."))
    after = draft(clause("a", "All firing ends."), clause("b", "Ships may pass."), before.points[2])
    found = diff(before, after)
    counts = "1 unchanged, 2 amended."
    for write in (plain, stat):
        assert "Showing" not in write(found, [0, 1])
        assert write(found, [1]).splitlines()[3:5] == [counts, "Showing 1 of 2 changes."]
        assert write(found, []).splitlines()[3:] == [counts, "No change meets this choice."]
        same = diff(before, before)
        assert write(same, []).splitlines()[-1] == "Nothing changed between these drafts."


def test_a_red_line_goes_by_the_name_of_its_party() -> None:
    line = Position(party="bor", on="a", stance=Stance.RED_LINE)
    named = draft(clause("a", "No."), parties=(Party(id="bor", name="Bor"),), positions=(line,))
    assert "Note: touches a red line of Bor." in told(named, draft(clause("a", "Yes.")))
    assert "Note: touches a red line of Bor." in told(draft(clause("a", "Yes.")), named)
