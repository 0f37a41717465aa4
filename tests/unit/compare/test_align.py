"""Which clause answers which."""

import pytest

from planver.compare.align import align
from planver.model.change import Alignment, Basis
from planver.model.draft import Clause, Draft, Origin
from tests.strategies import bare, clause, draft, walk

CEASEFIRE = "All firing stops at noon on the day after signature."
PRISONERS = "The Parties shall release all prisoners within 30 days."
MISSING = "They shall exchange lists of missing persons within 60 days."
WATER = "Neither Party shall discharge untreated waste into the river or its tributaries."
BRIDGE = "The Lumen bridge shall be opened to relief convoys after notice to the mission."
TOLLS = "No toll shall be charged on cargo that passes the locks of Bor Ferry."


def aligned(before: Draft, after: Draft, *, use_ids: bool = True) -> Alignment:
    return align(walk(before), walk(after), use_ids=use_ids)


def told(before: Draft, after: Draft, *, use_ids: bool = True) -> dict[str, str]:
    """Paths of the after clauses by paths of the before clauses: ``4`` -> ``5+6``."""
    sides = walk(before), walk(after)
    return {
        "+".join(sides[0][i].path for i in pair.before): "+".join(
            sides[1][j].path for j in pair.after
        )
        for pair in align(*sides, use_ids=use_ids).pairs
    }


# By id


def test_ids_pair_whatever_the_words_and_the_place() -> None:
    before = draft(clause("a", CEASEFIRE), clause("b", PRISONERS, clause("c", WATER)))
    after = draft(clause("c", CEASEFIRE), clause("b", ""), clause("a", PRISONERS))
    assert told(before, after) == {"1": "3", "2": "2", "2.a": "1"}
    assert {pair.basis for pair in aligned(before, after).pairs} == {Basis.ID}
    assert {pair.confidence for pair in aligned(before, after).pairs} == {1.0}


def test_an_id_that_stands_twice_pairs_nothing_by_itself() -> None:
    before = draft(clause("a", CEASEFIRE), clause("a", PRISONERS))
    after = draft(clause("a", PRISONERS), clause("b", WATER))
    found = aligned(before, after)
    assert [(pair.before, pair.after, pair.basis) for pair in found.pairs] == [
        ((1,), (0,), Basis.TEXT)
    ]


def test_drafts_that_share_ids_pair_others_only_as_near_copies() -> None:
    reworded = "Both sides shall set free all prisoners within 45 days of signature."
    before = draft(clause("a", CEASEFIRE), clause("b", PRISONERS), clause("c", WATER))
    after = draft(clause("a", CEASEFIRE), clause("x", reworded), clause("y", WATER))
    found = aligned(before, after)
    assert told(before, after) == {"1": "1", "3": "3"}
    assert [(one.before, one.after) for one in found.possible] == [(1, 1)]


def test_a_clause_without_an_id_may_answer_one_with_an_id() -> None:
    reworded = "Both sides shall set free all prisoners within 45 days of signature."
    before = draft(clause("a", CEASEFIRE), clause("b", PRISONERS))
    after = draft(clause("a", CEASEFIRE), clause(None, reworded))
    assert told(before, after) == {"1": "1", "2": "2"}


def test_disjoint_ids_are_no_reason_not_to_pair() -> None:
    before = draft(clause("a", CEASEFIRE), clause("b", PRISONERS))
    after = draft(clause("x", PRISONERS.replace("30", "45")), clause("y", WATER))
    assert told(before, after) == {"2": "1"}


def test_numbers_never_drive_a_match() -> None:
    before = draft(clause(None, CEASEFIRE, number="7"), clause(None, WATER, number="8"))
    after = draft(clause(None, WATER, number="7"), clause(None, TOLLS, number="8"))
    assert told(before, after) == {"8": "7"}


# By origin


def both_ways(before: Draft, after: Draft, expected: dict[str, str]) -> None:
    """The origin counts whichever side it is written on."""
    assert told(before, after) == expected
    assert told(after, before) == {there: here for here, there in expected.items()}


def basis_at(before: Draft, after: Draft, place: int) -> Basis:
    return next(pair.basis for pair in aligned(before, after).pairs if place in pair.after)


WHOLE = draft(clause("prisoners", f"{PRISONERS} {MISSING}"), clause("water", WATER))
SPLIT = Origin(split_from=("prisoners",))


@pytest.mark.parametrize("kept_origin", [SPLIT, None])
def test_a_split_pairs_the_kept_id_and_the_new_one(kept_origin: Origin | None) -> None:
    after = draft(
        clause("prisoners", PRISONERS, origin=kept_origin),
        clause("missing", MISSING, origin=SPLIT),
        clause("water", WATER),
    )
    both_ways(WHOLE, after, {"1": "1+2", "2": "3"})
    assert basis_at(WHOLE, after, 0) is Basis.ORIGIN


def test_a_split_into_new_ids_only() -> None:
    after = draft(
        clause("release", PRISONERS, origin=SPLIT),
        clause("missing", MISSING, origin=SPLIT),
        clause("water", WATER),
    )
    both_ways(WHOLE, after, {"1": "1+2", "2": "3"})


def test_a_split_of_which_one_part_is_left_is_a_clause_under_another_id() -> None:
    after = draft(clause("missing", MISSING, origin=SPLIT), clause("water", WATER))
    both_ways(WHOLE, after, {"1": "1", "2": "2"})
    assert basis_at(WHOLE, after, 0) is Basis.ORIGIN


PARTS = draft(clause("navigation", BRIDGE), clause("tolls", TOLLS), clause("water", WATER))


@pytest.mark.parametrize("sources", [("navigation", "tolls"), ("tolls",)])
def test_a_join_pairs_all_its_sources(sources: tuple[str, ...]) -> None:
    after = draft(
        clause("navigation", f"{BRIDGE} {TOLLS}", origin=Origin(joined_from=sources)),
        clause("water", WATER),
    )
    both_ways(PARTS, after, {"1+2": "1", "3": "2"})
    assert basis_at(PARTS, after, 0) is Basis.ORIGIN


def test_a_join_under_a_new_id() -> None:
    joined = Origin(joined_from=("tolls", "navigation"))
    after = draft(clause("river", f"{BRIDGE} {TOLLS}", origin=joined), clause("water", WATER))
    both_ways(PARTS, after, {"1+2": "1", "3": "2"})


def test_a_source_that_lives_on_was_not_joined() -> None:
    joined = Origin(joined_from=("navigation", "tolls"))
    after = draft(
        clause("navigation", BRIDGE, origin=joined), clause("tolls", TOLLS), clause("water", WATER)
    )
    both_ways(PARTS, after, {"1": "1", "2": "2", "3": "3"})


def test_a_source_nobody_knows_is_passed_over() -> None:
    joined = Origin(joined_from=("navigation", "nowhere"))
    after = draft(clause("river", BRIDGE, origin=joined), clause("water", WATER))
    both_ways(
        draft(clause("navigation", BRIDGE), clause("water", WATER)), after, {"1": "1", "2": "2"}
    )


def test_a_new_id_for_an_old_clause() -> None:
    after = draft(clause("release", WATER, origin=Origin(from_id="prisoners")))
    both_ways(draft(clause("prisoners", PRISONERS)), after, {"1": "1"})
    assert basis_at(draft(clause("prisoners", PRISONERS)), after, 0) is Basis.ORIGIN


def test_an_id_that_lives_on_outranks_who_says_to_have_been_it() -> None:
    before = draft(clause("prisoners", PRISONERS))
    after = draft(
        clause("release", TOLLS, origin=Origin(from_id="prisoners")), clause("prisoners", PRISONERS)
    )
    assert told(before, after) == {"1": "2"}


def test_an_origin_says_nothing_between_later_drafts() -> None:
    """Both have both parts: what was split before is not split again."""
    parts = (
        clause("prisoners", PRISONERS, origin=SPLIT),
        clause("missing", MISSING, origin=SPLIT),
    )
    joined = clause("river", BRIDGE, origin=Origin(joined_from=("navigation", "tolls")))
    renamed = clause("water", WATER, origin=Origin(from_id="rivers"))
    later = draft(*parts, joined, renamed)
    both_ways(later, later, {"1": "1", "2": "2", "3": "3", "4": "4"})


def test_one_clause_is_claimed_by_one_origin_only() -> None:
    before = draft(clause("a", BRIDGE), clause("b", TOLLS), clause("c", WATER))
    after = draft(
        clause("x", BRIDGE, origin=Origin(joined_from=("a", "b"))),
        clause("y", TOLLS, origin=Origin(joined_from=("b", "c"))),
        clause("z", WATER, origin=Origin(split_from=("a",))),
        clause("w", "", origin=Origin(split_from=("b", "c"))),
    )
    found = aligned(before, after).pairs
    used = [i for pair in found for i in pair.before]
    assert len(used) == len(set(used))
    assert ((0, 1), (0,)) in {(pair.before, pair.after) for pair in found}


def test_where_the_origins_of_both_drafts_disagree_those_of_the_after_draft_hold() -> None:
    before = draft(
        clause("a", BRIDGE),
        clause("b", TOLLS, origin=Origin(split_from=("a",))),
        clause("c", WATER),
    )
    after = draft(
        clause("a", BRIDGE), clause("x", f"{TOLLS} {WATER}", origin=Origin(joined_from=("b", "c")))
    )
    assert told(before, after) == {"1": "1", "2+3": "2"}


def test_origins_do_not_count_where_ids_do_not() -> None:
    after = draft(clause("missing", WATER, origin=SPLIT), clause("water", MISSING))
    assert told(WHOLE, after, use_ids=False)["2"] == "1"


# By text


def test_the_same_words_pair_wherever_they_stand() -> None:
    before = bare(CEASEFIRE, PRISONERS, WATER)
    after = bare(WATER, CEASEFIRE.upper(), f"{PRISONERS};")
    assert told(before, after) == {"1": "2", "2": "3", "3": "1"}


def test_reworded_clauses_pair() -> None:
    before = bare(CEASEFIRE, PRISONERS, WATER, BRIDGE)
    after = bare(
        CEASEFIRE.replace("noon", "midnight"),
        BRIDGE.replace("notice to", "inspection by"),
        PRISONERS.replace("30", "45").replace("release", "hand over"),
        WATER.replace("untreated", "any"),
    )
    assert told(before, after) == {"1": "1", "2": "3", "3": "4", "4": "2"}


def test_unrelated_clauses_in_the_same_place_do_not_pair() -> None:
    assert told(bare(CEASEFIRE, PRISONERS), bare(CEASEFIRE, WATER)) == {"1": "1"}


def test_unrelated_text_in_the_very_place_of_a_clause_is_not_that_clause() -> None:
    """All around it stayed: the place alone proves nothing."""
    before = bare(CEASEFIRE, PRISONERS, BRIDGE, TOLLS)
    after = bare(CEASEFIRE, PRISONERS, WATER, TOLLS)
    assert told(before, after) == {"1": "1", "2": "2", "4": "4"}


def test_what_is_less_than_likely_is_told_as_possible() -> None:
    before = bare(CEASEFIRE, "Elections shall be held in all districts within 100 days.", MISSING)
    after = bare(CEASEFIRE, "In every town the people vote within a year.", MISSING)
    found = aligned(before, after)
    assert told(before, after) == {"1": "1", "3": "3"}
    assert [(one.before, one.after) for one in found.possible] == [(1, 1)]
    assert 0 < found.possible[0].confidence < 0.5


def test_what_was_told_in_other_words_is_possible_in_order() -> None:
    before = bare(CEASEFIRE, PRISONERS, MISSING, TOLLS)
    after = bare(
        CEASEFIRE,
        "Captured prisoners are home before a month is over.",
        "What became of the lost is told after 60 days, name by name on paper.",
        TOLLS,
    )
    found = aligned(before, after)
    assert told(before, after) == {"1": "1", "4": "4"}
    assert {(one.before, one.after) for one in found.possible} == {(1, 1), (2, 2)}


def test_a_clause_that_may_have_gone_into_another_is_told_as_possible() -> None:
    before = bare(
        CEASEFIRE, PRISONERS, "People who fled may go back home and get their property.", WATER
    )
    after = bare(
        CEASEFIRE,
        f"{PRISONERS} Roads are opened, mines are cleared, and cattle is driven back to the hills.",
        WATER,
    )
    found = aligned(before, after)
    assert told(before, after) == {"1": "1", "2": "2", "4": "3"}
    assert [(one.before, one.after) for one in found.possible] == [(2, 1)]


def test_a_clause_that_was_promoted() -> None:
    before = draft(clause(None, BRIDGE, clause(None, WATER)), clause(None, PRISONERS))
    after = draft(clause(None, BRIDGE), clause(None, WATER), clause(None, PRISONERS))
    assert told(before, after) == {"1": "1", "1.a": "2", "2": "3"}


def test_a_clause_three_levels_down_that_became_a_point() -> None:
    before = draft(clause(None, BRIDGE, clause(None, TOLLS, clause(None, WATER))))
    after = draft(clause(None, WATER.replace("untreated", "raw")), clause(None, BRIDGE))
    assert told(before, after) == {"1": "2", "1.a.i": "1"}


def test_a_split_is_seen_in_the_words() -> None:
    before = bare(CEASEFIRE, f"{PRISONERS} {MISSING}", WATER)
    after = bare(CEASEFIRE, PRISONERS, MISSING, WATER)
    assert told(before, after) == {"1": "1", "2": "2+3", "3": "4"}


def test_a_join_is_seen_in_the_words() -> None:
    before = bare(CEASEFIRE, PRISONERS, MISSING, WATER)
    after = bare(CEASEFIRE, f"{PRISONERS} {MISSING}", WATER)
    assert told(before, after) == {"1": "1", "2+3": "2", "4": "3"}


def test_a_weak_pair_gives_way_to_a_split_or_join() -> None:
    """By itself the third clause would answer its like; the second says it all."""
    weak = "Lists of the missing shall be kept for 60 days by each of them."
    whole, parts = f"{PRISONERS} {MISSING}", (PRISONERS, MISSING)
    assert told(bare(weak, WATER), bare(MISSING, WATER)) == {"1": "1", "2": "2"}
    before, after = bare(CEASEFIRE, whole, weak, WATER), bare(CEASEFIRE, *parts, WATER)
    assert told(before, after) == {"1": "1", "2": "2+3", "4": "4"}
    assert told(after, before) == {"1": "1", "2+3": "2", "4": "4"}


def test_a_split_has_six_parts_at_most() -> None:
    sentences = [CEASEFIRE, PRISONERS, MISSING, WATER, BRIDGE, TOLLS]
    more = ["Schools teach both languages to every child.", "Dams are kept by a joint board."]
    before = bare("Preamble of the plan.", " ".join(sentences + more))
    found = told(before, bare("Preamble of the plan.", *sentences, *more))
    assert found["2"].count("+") == 5


def test_a_clause_is_part_of_one_group_at_most() -> None:
    """Sentences went round: what looks split from one side looks joined from the other."""
    schools = "Schools teach both languages to every child."
    dams = "Dams are kept by a joint board."
    before = bare(f"{PRISONERS} {BRIDGE}", f"{WATER} {schools}", dams)
    after = bare(schools, f"{BRIDGE} {dams}", f"{PRISONERS} {WATER}", CEASEFIRE)
    found = aligned(before, after)
    for used in ([i for pair in found.pairs for i in pair.before],
                 [j for pair in found.pairs for j in pair.after]):  # fmt: skip
        assert len(used) == len(set(used))
    assert any(len(pair.before) + len(pair.after) > 2 for pair in found.pairs)


def test_company_is_asked_a_few_times_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planver.compare.likely._ROUNDS", 1)
    after = bare(*(text.replace("shall", "must") for text in (PRISONERS, WATER, TOLLS)))
    assert told(bare(PRISONERS, WATER, TOLLS), after) == {"1": "1", "2": "2", "3": "3"}


def test_a_part_may_be_a_single_word() -> None:
    before = bare(f"{PRISONERS} Amnesty.", WATER)
    assert told(before, bare(PRISONERS, "Amnesty.", WATER)) == {"1": "1+2", "2": "3"}


def test_of_near_copies_that_nothing_tells_apart_the_likest_pair() -> None:
    post = "The northern post shall be manned by 40 observers by day and by night, and in winter"
    before = bare(f"{post}.", WATER, f"{post} by 20.", TOLLS)
    after = bare(f"{post} by 20 more.", WATER, TOLLS)
    assert told(before, after) == {"2": "2", "3": "1", "4": "3"}
    assert (
        next(pair.confidence for pair in aligned(before, after).pairs if pair.after == (0,)) < 0.8
    )


def test_repeated_words_go_to_the_parent_that_answers() -> None:
    """The first point went; its part says the same as those of the others."""

    def point(text: str) -> Clause:
        return clause(None, text, clause(None, "as set out in Annex I;"))

    before = draft(point(f"{BRIDGE} As follows:"), point(f"{PRISONERS} So:"), point(f"{WATER} So:"))
    after = draft(point(f"{PRISONERS} Thus, at once:"), point(f"{WATER} Thus, always:"))
    assert told(before, after) == {"2": "1", "2.a": "1.a", "3": "2", "3.a": "2.a"}


def test_repeated_words_without_a_parent_to_go_by_pair_in_order() -> None:
    before = draft(clause(None, BRIDGE, clause(None, "Reserved."), clause(None, "Reserved.")))
    after = bare("Reserved.", PRISONERS, "Reserved.")
    assert told(before, after) == {"1.a": "1", "1.b": "3"}


def test_near_duplicates_pair_with_their_own() -> None:
    districts = ["Alba Ferry", "Bor Ferry", "Cass Hill", "Dorn Field", "Esk Moor"]
    texts = [f"Observers shall have access to {name} by day and by night." for name in districts]
    after = bare(*(text.replace("by night", "at night") for text in texts[1:]))
    assert told(bare(*texts), after) == {"2": "1", "3": "2", "4": "3", "5": "4"}


def test_clauses_without_words_pair_by_their_place() -> None:
    before = draft(
        clause(None, "", clause(None, CEASEFIRE), clause(None, "[...]")),
        clause(None, "", clause(None, WATER)),
    )
    found = aligned(before, before)
    assert told(before, before) == {"1": "1", "1.a": "1.a", "1.b": "1.b", "2": "2", "2.a": "2.a"}
    assert [pair.basis for pair in found.pairs] == [
        *(Basis.POSITION, Basis.TEXT, Basis.POSITION, Basis.POSITION, Basis.TEXT)
    ]


def test_clauses_without_words_and_with_other_ids_do_not_pair() -> None:
    before = draft(clause("a", CEASEFIRE), clause("b", ""))
    after = draft(clause("a", CEASEFIRE), clause("c", ""))
    assert told(before, after) == {"1": "1"}


def test_empty_drafts() -> None:
    assert aligned(draft(), draft()) == Alignment(pairs=())
    assert aligned(draft(), bare(WATER)) == Alignment(pairs=())
    assert aligned(bare(WATER), draft(), use_ids=False) == Alignment(pairs=())


def test_two_thousand_identical_clauses_pair_one_by_one() -> None:
    before = draft(clause(None, WATER, *[clause(None, "[Reserved.]")] * 2000))
    after = draft(clause(None, WATER, *[clause(None, "[Reserved.]")] * 1999))
    assert told(before, after) == {"1": "1"} | {
        one.path: one.path for one in walk(after) if one.parent is not None
    }


def test_two_thousand_near_duplicates_keep_their_order() -> None:
    texts = [f"Post {n}, manned by day." for n in range(2000)]
    found = told(bare(*texts), bare(*(text.replace("day", "night") for text in texts)))
    assert found == {str(n): str(n) for n in range(1, 2001)}
