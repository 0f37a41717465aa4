"""How alike two clauses are."""

import pytest

from planver.compare.likeness import Likeness


def test_the_same_words_score_one_and_unrelated_ones_nothing() -> None:
    found = Likeness(["All firing stops.", "Trade is free."], ["all FIRING stops!", "Ruhe bitte"])
    assert found.score(0, 0) == pytest.approx(1.0)
    assert found.score(0, 1) == 0.0
    assert found.score(1, 1) == 0.0


def test_a_clause_without_words_is_like_nothing() -> None:
    found = Likeness(["", "[...]"], ["", "[...]", "Peace."])
    assert [found.score(i, j) for i in range(2) for j in range(3)] == [0.0] * 6


def test_order_counts() -> None:
    found = Likeness(["Alba pays Bor today"], ["Alba pays Bor today", "today Bor pays Alba"])
    assert found.score(0, 1) < found.score(0, 0)


def test_a_shared_rare_word_counts_for_more_than_a_shared_common_one() -> None:
    texts = ["the Zaporizhzhia plant", "the bridge", "the port", "the road"]
    found = Likeness(["the Zaporizhzhia plant"], ["the bridge works", "Zaporizhzhia works", *texts])
    assert found.score(0, 1) > found.score(0, 0)


def test_a_clause_that_lives_on_in_a_longer_one_scores_for_it() -> None:
    part = "Each Party names an officer."
    whole = f"{part} The officers meet every week in the town hall and report to their capitals."
    other = "Each State sends people. " + whole[len(part) :]
    found = Likeness([part], [whole, other])
    assert found.score(0, 0) > found.score(0, 1) + 0.2


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
    assert len(list(Likeness(same[:40], ["Reserved."]).candidates(range(40), [0]))) == 8
