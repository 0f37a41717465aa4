"""The scoring of a comparison: full marks for the gold itself, and less for each mistake."""

import pytest
from msgspec.structs import replace

from benchmarks.hard import exponent
from benchmarks.labelled import PAIRS, figures, read
from benchmarks.order import Row
from benchmarks.score import KINDS, Score, Tally, told_kinds, told_pairs
from benchmarks.synthetic import Case, case
from planver.model.change import Basis, ClauseChange, DraftDiff, Kind
from planver.model.draft import Clause, Draft
from planver.model.history import Entry
from planver.model.numbering import Numbered, numbered


def as_the_gold_says(one: Case) -> DraftDiff:
    changes = []
    for answer in one.answers:
        before = tuple(one.before[i] for i in answer.before)
        after = tuple(one.after[j] for j in answer.after)
        kinds = [Kind.SPLIT] * (len(after) > 1) + [Kind.JOINED] * (len(before) > 1)
        kinds += [Kind.AMENDED] * (answer.changed > 0) + [Kind.MOVED] * answer.moved
        changes.append(_change(before, after, kinds or [Kind.UNCHANGED]))
    changes += [_change((one.before[i],), (), [Kind.DELETED]) for i in sorted(one.deleted)]
    changes += [_change((), (one.after[j],), [Kind.INSERTED]) for j in sorted(one.inserted)]
    before_entry, after_entry = (Entry(draft=draft, path=draft.id) for draft in one.drafts)
    return DraftDiff(before=before_entry, after=after_entry, changes=tuple(changes))


def _change(
    before: tuple[Numbered, ...], after: tuple[Numbered, ...], kinds: list[Kind]
) -> ClauseChange:
    return ClauseChange(
        kinds=tuple(kinds),
        before=before,
        after=after,
        basis=Basis.TEXT,
        confidence=1.0,
        similarity=1.0,
        edits=(),
    )


@pytest.mark.parametrize("heaviness", ["light", "medium", "heavy"])
def test_the_gold_itself_has_full_marks(heaviness: str) -> None:
    one = case(20, 500, heaviness)
    score = Score()
    score.add(one, as_the_gold_says(one))
    found = score.figures()
    assert found.pop("confidence off by") == 0
    assert found == dict.fromkeys(found, 1.0)
    assert set(KINDS) < set(found)


def test_a_pair_left_out_costs_recall_and_a_wrong_one_precision() -> None:
    one = case(21, 300)
    gold = as_the_gold_says(one)
    paired = [change for change in gold.changes if change.before and change.after]
    missing = Score()
    missing.add(one, replace(gold, changes=tuple(paired[1:])))
    assert missing.pairs.precision == 1
    assert missing.pairs.recall < 1
    lone = next(change for change in gold.changes if not change.after)
    wrong = _change(lone.before, paired[0].after, [Kind.AMENDED])
    more = Score()
    more.add(one, replace(gold, changes=(*gold.changes, wrong)))
    assert more.pairs.precision < 1
    assert more.pairs.recall == 1
    assert more.confidence.count((1.0, False)) == 1


def test_a_move_among_siblings_that_is_not_told_costs_order() -> None:
    gold = [(one, as_the_gold_says(one)) for one in (case(seed, 60) for seed in range(22, 32))]
    score = Score()
    for one, diff in gold:
        score.add(one, replace(diff, changes=tuple(map(_not_moved, diff.changes))))
    assert score.rows
    assert score.order < 1


def test_of_two_blocks_that_changed_places_the_lighter_or_as_light_one_moved() -> None:
    row = Row(pairs={(0, 1), (1, 0)}, told={(0, 1)}, gold={(1, 0)})
    assert row.told_right(_flat("a b", "c d"))
    assert row.told_right(_flat("a", "c d"))
    assert not row.told_right(_flat("a b c", "d e"))
    assert not Row(pairs=row.pairs, gold=row.gold).told_right(_flat("a b", "c d"))


def _flat(*texts: str) -> Case:
    points = tuple(Clause(id=None, text=text) for text in texts)
    draft = Draft(plan="p", id="d", points=points)
    walk = numbered(draft)
    return Case(drafts=(draft, draft), before=walk, after=walk, answers=())


def _not_moved(change: ClauseChange) -> ClauseChange:
    return replace(change, kinds=tuple(kind for kind in change.kinds if kind is not Kind.MOVED))


def test_what_was_told_is_counted_by_places() -> None:
    one = case(23, 200)
    diff = as_the_gold_says(one)
    assert told_pairs(diff) == one.gold
    assert {kind: frozenset(found) for kind, found in told_kinds(diff).items()} == one.kinds


def test_a_tally_without_anything_is_perfect() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (1, 1, 1)


def test_linear_time_has_exponent_one() -> None:
    assert exponent({1_000: 0.5, 10_000: 5.0}) == pytest.approx(1)
    assert exponent({1_000: 1.0, 2_000: 4.0}) == pytest.approx(2)


def test_labelled_pairs_are_read_and_scored() -> None:
    pair = read(PAIRS / "tuning-prisoner-protocol")
    assert pair.tuned_on
    assert not pair.paraphrase
    found = figures(pair)
    assert 0 < found["F1"] <= 1
    assert found["recall"] <= found["recall with possible"] <= 1
