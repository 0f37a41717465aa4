"""The generated histories: the gold must be right, or the figures made from it mean nothing."""

from pathlib import Path

import pytest

from benchmarks.authors import Tally, gold, traced, traced_in_git
from benchmarks.git_authors import by_line, by_word
from benchmarks.histories import OPERATIONS, PARTIES, history
from benchmarks.repositories import save
from planver.compare.provenance import blame_of
from planver.compare.tokens import words
from planver.compare.tracing import Trace
from planver.model.provenance import Blame
from planver.workflow.drafts import Drafts
from planver.workflow.plans import newest
from planver.workflow.stages import stages

each_heaviness = pytest.mark.parametrize("heaviness", OPERATIONS)


@each_heaviness
def test_a_seed_makes_one_history_and_another_seed_another(heaviness: str) -> None:
    assert history(1, heaviness, 8, 12) == history(1, heaviness, 8, 12)
    assert history(1, heaviness, 8, 12) != history(2, heaviness, 8, 12)


@each_heaviness
def test_every_author_is_the_draft_or_one_it_goes_back_to(heaviness: str) -> None:
    one = history(3, heaviness)
    above: list[set[int]] = []
    for place, (stage, wordings) in enumerate(zip(one.stages, one.wordings, strict=True)):
        above.append({place}.union(*(above[up] for up in stage.parents)))
        written = {w.author for one_ in wordings for s in one_.sentences for w in s}
        assert written <= above[place]
    assert {len(stage.parents) for stage in one.stages} == {0, 1, 2}


@each_heaviness
def test_a_word_is_where_its_author_first_wrote_it(heaviness: str) -> None:
    one = history(4, heaviness)
    written = [
        {word for wording in wordings for sentence in wording.sentences for word in sentence}
        for wordings in one.wordings
    ]
    for words_of_draft in written:
        assert all(word in written[word.author] for word in words_of_draft)


def test_small_edits_one_after_the_other_keep_the_size() -> None:
    one = history(9, "slight", 120, 20, forks=False)
    assert [stage.parents for stage in one.stages[1:]] == [(at,) for at in range(119)]
    assert 12 <= len(one.wordings[-1]) <= 28
    changed = [
        len(set(after) - set(before))
        for before, after in zip(one.wordings, one.wordings[1:], strict=False)
    ]
    assert 1 <= sum(changed) / len(changed) <= 5


def test_drafts_are_undone_and_files_renamed() -> None:
    one = history(10, "heavy", 30, 12)
    assert 2 < len(set(one.paths)) < 15
    assert one.paths == history(10, "light", 30, 12).paths
    above = [
        {place for up in stage.parents for place in one.stages[up].parents} for stage in one.stages
    ]
    undone = [at for at in range(30) if one.wordings[at] in [one.wordings[up] for up in above[at]]]
    assert 1 <= len(undone) <= 6


def test_five_parties_take_turns() -> None:
    tabled = [stage.entry.draft.tabled_by[0].party for stage in history(5, drafts=10).stages]
    assert tabled == [*PARTIES, *PARTIES]


def test_there_is_a_gold_author_for_every_word() -> None:
    one = history(6, "heavy", 12, 20)
    told = sum(len(words(clause.wording).keys) for clause in one.stages[-1].entry.draft.walk())
    assert len(gold(one)) == len(traced(one)) == told
    assert len(by_line(one)) == len(by_word(one)) == told


@pytest.mark.parametrize("seed", [12, 15, 17])
def test_git_tells_the_same_as_memory(tmp_path: Path, seed: int) -> None:
    """Through files, revisions, branches, merges and renames nothing is lost or mixed up."""
    one = history(seed, "heavy", 16, 12)
    assert len(set(one.paths)) > 1
    assert any(len(stage.parents) == 2 for stage in one.stages)
    save(one, tmp_path)
    with Drafts(tmp_path) as drafts:
        found, _ = stages(drafts, newest(drafts))
    in_memory, in_git = Trace(one.stages), Trace(found)
    places = {stage.entry.draft.id: place for place, stage in enumerate(found)}
    for place, stage in enumerate(one.stages):
        same = places[stage.entry.draft.id]
        assert _runs(blame_of(in_git, same)) == _runs(blame_of(in_memory, place))
    assert traced_in_git(one) == traced(one)


def _runs(found: Blame) -> list[tuple[object, ...]]:
    return [
        (
            run.text,
            run.first.entry.draft.id,
            run.returned.entry.draft.id if run.returned else None,
            [(echo.text, echo.at.entry.draft.id) for echo in run.also],
        )
        for clause in found.clauses
        for run in clause.runs
    ]


def test_the_root_is_its_own_author_for_everyone() -> None:
    one = history(7, "heavy", 1, 10)
    assert set(gold(one)) == set(traced(one)) == set(by_line(one)) == set(by_word(one)) == {0}


def test_precision_and_recall() -> None:
    tally = Tally()
    tally.add([0, 0, 1, 2], [0, 1, 1, 0])
    assert tally.figures() == {"precision": 0.5, "recall": 0.5, "all words": 0.5, "words": 2}


@each_heaviness
def test_tracing_keeps_what_it_reaches(heaviness: str) -> None:
    """A floor below the figures of `make bench`, for changes that break something."""
    tally = Tally()
    one = history(8, heaviness)
    tally.add(gold(one), traced(one))
    told = tally.figures()
    floor = {"slight": 0.99, "light": 0.99, "heavy": 0.96}[heaviness]
    assert min(told["precision"], told["recall"]) >= floor
