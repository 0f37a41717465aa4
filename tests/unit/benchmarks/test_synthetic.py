"""The generated drafts: the gold must be right, or the figures made from it mean nothing."""

from collections import Counter

import pytest
from rapidfuzz.distance import Indel

from benchmarks.in_place import replaced_case
from benchmarks.synthetic import SHARES, Answer, Case, case
from benchmarks.texts import as_lines, as_plan_file, as_text
from planver.planfile.parse import parse

HEAVINESS = tuple(SHARES)
each_heaviness = pytest.mark.parametrize("heaviness", HEAVINESS)


def words(text: str) -> list[str]:
    return text.casefold().replace(".", "").replace(":", "").replace(",", "").split()


def texts(one: Case, answer: Answer) -> tuple[list[str], list[str]]:
    return (
        [one.before[i].clause.text for i in answer.before],
        [one.after[j].clause.text for j in answer.after],
    )


@each_heaviness
def test_a_seed_makes_one_case_and_another_seed_another(heaviness: str) -> None:
    assert case(1, 80, heaviness) == case(1, 80, heaviness)
    assert case(1, 80, heaviness).before != case(2, 80, heaviness).before


@pytest.mark.parametrize("size", [1, 2, 28, 100, 777])
def test_the_before_draft_has_the_size_asked_for(size: int) -> None:
    assert len(case(3, size).before) == size


@each_heaviness
def test_every_clause_has_one_fate(heaviness: str) -> None:
    one = case(4, 600, heaviness)
    answered = [i for answer in one.answers for i in answer.before]
    answering = [j for answer in one.answers for j in answer.after]
    assert len(set(answered)) == len(answered)
    assert len(set(answering)) == len(answering)
    assert one.deleted | set(answered) == set(range(len(one.before)))
    assert one.inserted | set(answering) == set(range(len(one.after)))


@each_heaviness
def test_the_fates_have_the_shares_that_are_documented(heaviness: str) -> None:
    size = 3000
    one, shares = case(5, size, heaviness), SHARES[heaviness]
    kinds = one.kinds
    kept = 1 - sum(getattr(shares, name) for name in shares.__slots__ if name != "inserted")
    assert len(kinds["unchanged"]) / size == pytest.approx(kept, abs=0.01)
    assert len(kinds["deleted"]) / size == pytest.approx(shares.deleted, abs=0.005)
    assert len(kinds["joined"]) / size == pytest.approx(shares.joined, abs=0.005)
    assert len(kinds["moved"]) / size == pytest.approx(shares.moved, abs=0.01)
    splits = sum(len(answer.after) > 1 for answer in one.answers)
    assert splits / size == pytest.approx(shares.split, abs=0.005)
    amended = shares.amended + shares.rewritten + shares.moved / 2
    assert len(kinds["amended"]) / size == pytest.approx(amended, abs=0.02)
    assert len(kinds["inserted"]) / size == pytest.approx(shares.inserted, rel=0.4)


def test_heavy_keeps_27_medium_55_and_light_85_clauses_in_a_hundred() -> None:
    kept = {name: len(case(6, 2000, name).kinds["unchanged"]) / 2000 for name in HEAVINESS}
    assert kept == pytest.approx({"heavy": 0.27, "medium": 0.55, "light": 0.85}, abs=0.01)


@each_heaviness
def test_what_is_unchanged_has_the_same_words_and_parents_that_answer_each_other(
    heaviness: str,
) -> None:
    one = case(7, 600, heaviness)
    for answer in one.answers:
        before, after = texts(one, answer)
        if answer.changed == 0:
            assert " ".join(before) == " ".join(after)
        if not answer.moved:
            above = one.before[answer.before[0]].parent, one.after[answer.after[0]].parent
            assert above == (None, None) or above in one.gold


@each_heaviness
def test_the_words_that_changed_are_at_least_the_fewest_that_could(heaviness: str) -> None:
    one = case(8, 600, heaviness)
    for answer in one.answers:
        before, after = (" ".join(side).split() for side in texts(one, answer))
        fewest = Indel.distance(before, after)
        assert fewest <= answer.changed <= len(before) + len(after)
        assert (answer.changed == 0) == (before == after)


def test_the_parts_of_a_split_hold_the_words_of_the_whole() -> None:
    one = case(9, 2000)
    splits = [texts(one, answer) for answer in one.answers if len(answer.after) > 1]
    assert {len(after) for _, after in splits} >= {2, 3, 4}
    for (whole,), parts in splits:
        held = Counter(words(" ".join(parts))) & Counter(words(whole))
        assert held.total() >= 0.75 * len(words(whole))


def test_a_joined_clause_holds_the_words_of_each_of_its_parts() -> None:
    one = case(10, 2000)
    joins = [texts(one, answer) for answer in one.answers if len(answer.before) > 1]
    assert {len(before) for before, _ in joins} >= {2, 3, 4}
    for parts, (whole,) in joins:
        for part in parts:
            held = Counter(words(whole)) & Counter(words(part))
            assert held.total() >= 0.6 * len(words(part))


def test_rewritten_clauses_keep_some_of_their_words() -> None:
    one = case(11, 2000)
    for answer in one.answers:
        if len(answer.before) == len(answer.after) == 1:
            (before,), (after,) = texts(one, answer)
            assert Counter(words(before)) & Counter(words(after))


@each_heaviness
def test_who_moved_is_beyond_doubt(heaviness: str) -> None:
    """Those that stayed are in order; who passed some of them passed twice its own words."""
    one = case(12, 1500, heaviness)
    for row in _rows(one):
        stayed = sorted((i, j) for i, j, moved in row if not moved)
        assert [j for _, j in stayed] == sorted(j for _, j in stayed)
        for i, j, moved in row:
            passed = [a for a, b in stayed if (a < i) != (b < j)]
            if moved:
                assert sum(_weight(one, a) for a in passed) >= 2 * _weight(one, i)


def _rows(one: Case) -> list[list[tuple[int, int, bool]]]:
    """Siblings that stayed with their parent."""
    rows: dict[tuple[int | None, int | None], list[tuple[int, int, bool]]] = {}
    for answer in one.answers:
        i, j = answer.before[0], answer.after[0]
        above = one.before[i].parent, one.after[j].parent
        if above == (None, None) or above in one.gold:
            rows.setdefault(above, []).append((i, j, answer.moved))
    return list(rows.values())


def _weight(one: Case, place: int) -> int:
    return len(one.before[place].clause.text.split())


def test_no_new_clause_is_an_old_one() -> None:
    one = case(13, 2000)
    old = {entry.clause.text for entry in one.before}
    new = [one.after[j].clause.text for j in one.inserted]
    again = [text for text in new if text in old]
    assert again == []


def test_plan_files_and_texts_hold_the_drafts() -> None:
    one = case(14, 300)
    draft = one.drafts[1]
    assert parse(as_plan_file(draft)).draft == draft
    assert as_lines(one.after).splitlines() == [entry.clause.text for entry in one.after]
    assert as_text(one.after).split("\n", 1)[0] == f"1. {one.after[0].clause.text}"


@pytest.mark.parametrize("same_subject", [True, False])
def test_replaced_clauses_stand_in_the_same_place_and_answer_nothing(same_subject: bool) -> None:
    one = replaced_case(15, 400, same_subject=same_subject)
    assert 0.1 * 400 < len(one.places) < 0.25 * 400
    assert one.places == one.case.deleted == one.case.inserted
    for before, after in zip(one.case.before, one.case.after, strict=True):
        assert before.path == after.path
        assert (before.clause.text != after.clause.text) or before.index not in one.places
