"""How alike two clauses are."""

import pytest

from planver.compare.likeness import Likeness


def score(likeness: Likeness, before: int, after: int) -> float:
    return likeness.compare(likeness.before[before], likeness.after[after])[0]


def test_the_same_words_score_one_and_unrelated_ones_nothing() -> None:
    found = Likeness(["All firing stops.", "Trade is free."], ["all FIRING stops!", "Ruhe bitte"])
    assert score(found, 0, 0) == pytest.approx(1.0)
    assert score(found, 0, 1) == 0.0
    assert score(found, 1, 1) == 0.0


def test_a_clause_without_words_is_like_nothing() -> None:
    found = Likeness(["", "[...]"], ["", "[...]", "Peace."])
    assert [score(found, i, j) for i in range(2) for j in range(3)] == [0.0] * 6


def test_the_weight_two_clauses_share_is_told_besides() -> None:
    found = Likeness(["grain moves", "peace"], ["grain rots", "war"])
    grain, _ = found.before
    shared = found.compare(grain, found.after[0])[1]
    assert 0 < shared < grain.weight
    assert found.compare(grain, found.after[1]) == (0.0, 0)


def test_order_counts() -> None:
    found = Likeness(["Alba pays Bor today"], ["Alba pays Bor today", "today Bor pays Alba"])
    assert score(found, 0, 1) < score(found, 0, 0)


def test_a_shared_rare_word_counts_for_more_than_a_shared_common_one() -> None:
    texts = ["their Zaporizhzhia plant", "their bridge", "their port", "their road"]
    found = Likeness(
        ["their Zaporizhzhia plant"], ["their bridge works", "Zaporizhzhia works", *texts]
    )
    assert score(found, 0, 1) > score(found, 0, 0)


def test_endings_do_not_count() -> None:
    found = Likeness(["withdrawal of weapons"], ["weapons withdrawn", "weapons inspected"])
    assert score(found, 0, 0) > score(found, 0, 1) + 0.2


def test_a_clause_is_known_by_its_names_and_not_by_its_figures() -> None:
    """Siblings whose figures went round: each is the clause of its sector still."""
    north, centre = (
        "Sector North: mortars 8 km by 1 March",
        "Sector Centre: mortars 10 km by 5 March",
    )
    found = Likeness(
        [north, centre],
        ["Sector North: mortars 10 km by 5 March", "Sector Centre: mortars 8 km by 1 March"],
    )
    assert score(found, 0, 0) > score(found, 0, 1)
    assert score(found, 1, 1) > score(found, 1, 0)


def test_short_words_count_for_less() -> None:
    found = Likeness(["as to it harbour"], ["as to it mountain", "by or at harbour"])
    short, long = (found.compare(found.before[0], bag)[1] for bag in found.after)
    assert long > short / 3 * 2


def test_a_clause_that_lives_on_in_a_longer_one_scores_for_it() -> None:
    part = "Each Party names an officer."
    whole = f"{part} The officers meet every week in the town hall and report to their capitals."
    other = "Each State sends people. " + whole[len(part) :]
    found = Likeness([part], [whole, other])
    assert score(found, 0, 0) > score(found, 0, 1) + 0.15


def test_candidates_share_words_and_come_best_first() -> None:
    found = Likeness(
        ["grain moves freely", "prisoners go home", "grain is taxed"],
        ["grain moves slowly", "nothing at all"],
    )
    assert list(found.candidates([0, 1, 2], [0, 1])) == [(0, 0), (2, 0)]
    assert list(found.candidates([2], [0])) == [(2, 0)]


def test_a_word_of_many_clauses_finds_no_candidates() -> None:
    same = ["Reserved."] * 41
    assert list(Likeness(same, ["Reserved."]).candidates(range(41), [0])) == []
    assert len(list(Likeness(same[:40], ["Reserved."]).candidates(range(40), [0]))) == 5
