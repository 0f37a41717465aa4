"""Laws of a comparison: nothing is lost, nothing is counted twice, and it reads both ways."""

import itertools
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planver.model.change import DraftDiff, Kind, Op
from planver.model.draft import Draft
from planver.planfile.parse import parse
from tests.strategies import clause, diff, draft, draft_pairs, points, texts, walk

ROOT = Path(__file__).parents[2]

# Drafts with ids; with ids and origins, sound or not; with ids missing and repeated; without ids.
any_pairs = st.one_of(
    draft_pairs(),
    draft_pairs(origin=True),
    draft_pairs(origin=True, repeated_ids=True),
    draft_pairs(ids=False),
)
any_drafts = (
    st.lists(texts(), min_size=1, max_size=5).flatmap(points).map(lambda made: draft(*made))
)


def _places(found: DraftDiff) -> tuple[Counter[int], Counter[int]]:
    before = Counter(entry.index for change in found.changes for entry in change.before)
    after = Counter(entry.index for change in found.changes for entry in change.after)
    return before, after


@given(any_pairs, st.booleans())
def test_every_clause_stands_in_exactly_one_change(
    pair: tuple[Draft, Draft], use_ids: bool
) -> None:
    before, after = _places(diff(*pair, use_ids=use_ids))
    assert before == Counter(range(len(list(pair[0].walk()))))
    assert after == Counter(range(len(list(pair[1].walk()))))


@given(any_pairs, st.booleans())
def test_the_kinds_are_what_the_words_say(pair: tuple[Draft, Draft], use_ids: bool) -> None:
    """Whether a clause was amended is told before its words are compared, and holds after."""
    for change in diff(*pair, use_ids=use_ids).changes:
        if len(change.before) == len(change.after) == 1:
            touched = any(edit.op is not Op.EQUAL for edit in change.edits)
            assert (Kind.AMENDED in change.kinds) is touched


@given(any_drafts, st.booleans())
def test_a_draft_against_itself_is_unchanged(one: Draft, use_ids: bool) -> None:
    found = diff(one, one, use_ids=use_ids)
    assert {change.kinds for change in found.changes} <= {(Kind.UNCHANGED,)}
    assert all(change.before == change.after for change in found.changes)


def _applied(found: DraftDiff, before: Draft) -> list[str]:
    """The wordings of the after draft, made from the before draft and the edits alone."""
    texts = [entry.clause.wording for entry in walk(before)]
    made: dict[int, str] = {}
    for change in found.changes:
        told = "\n".join(texts[entry.index] for entry in change.before)
        at, built = 0, ""
        for edit in change.edits:
            if edit.op is not Op.INSERT:
                assert told.startswith(edit.text, at)
                at += len(edit.text)
            if edit.op is not Op.DELETE:
                built += edit.text
        assert at == len(told)
        if change.after:
            made[change.after[0].index] = built
        else:
            assert built == ""
    return [made[place] for place in sorted(made)]


@given(any_pairs, st.booleans())
def test_applying_a_diff_to_before_gives_after(pair: tuple[Draft, Draft], use_ids: bool) -> None:
    before, after = pair
    found = diff(before, after, use_ids=use_ids)
    wordings = [entry.clause.wording for entry in walk(after)]
    groups = sorted(
        ([entry.index for entry in change.after] for change in found.changes if change.after),
        key=lambda places: places[0],
    )
    expected = ["\n".join(wordings[place] for place in places) for places in groups]
    assert _applied(found, before) == expected


@given(any_pairs, st.booleans())
def test_kinds_say_what_the_sides_and_the_edits_say(
    pair: tuple[Draft, Draft], use_ids: bool
) -> None:
    for change in diff(*pair, use_ids=use_ids).changes:
        kinds = set(change.kinds)
        assert len(kinds) == len(change.kinds)
        assert (Kind.DELETED in kinds) == (not change.after)
        assert (Kind.INSERTED in kinds) == (not change.before)
        assert (Kind.SPLIT in kinds) == (len(change.after) > 1)
        assert (Kind.JOINED in kinds) == (len(change.before) > 1)
        assert not {Kind.MOVED, Kind.RENUMBERED} <= kinds
        if len(kinds) > 1:
            assert not kinds & {Kind.UNCHANGED, Kind.DELETED, Kind.INSERTED}
        if len(change.before) == len(change.after) == 1:
            changed = any(edit.op is not Op.EQUAL for edit in change.edits)
            assert (Kind.AMENDED in kinds) == changed
        assert 0 <= change.similarity <= 1
        assert 0 < change.confidence <= 1
        assert not change.possible or kinds <= {Kind.DELETED, Kind.INSERTED}


@given(any_pairs, st.booleans())
def test_edits_alternate_and_none_is_empty(pair: tuple[Draft, Draft], use_ids: bool) -> None:
    for change in diff(*pair, use_ids=use_ids).changes:
        marks = [(edit.op, edit.cosmetic, edit.moved) for edit in change.edits]
        assert all(edit.text for edit in change.edits)
        assert all(one != other for one, other in itertools.pairwise(marks))


# Without ids the greedy rounds may break a tie in favour of another pair from the other side: with
# random words once in some hundred drafts. The samples have no such ties.
@given(draft_pairs())
def test_mirrored_what_was_inserted_is_deleted(pair: tuple[Draft, Draft]) -> None:
    _mirrors(*pair, use_ids=True)


SAMPLES = {path.name.split(".")[0]: path for path in (ROOT / "plans").glob("*/*.plan.yaml")}


@pytest.mark.parametrize("use_ids", [True, False])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("us-28", "e3-28"),
        ("us-28", "us-ua-20"),
        ("alba-1", "contact-group-2"),
        ("bor-1", "contact-group-1"),
    ],
)
def test_mirrored_what_was_inserted_in_a_sample_is_deleted(
    before: str, after: str, use_ids: bool
) -> None:
    one, other = (parse(SAMPLES[name].read_bytes()).draft for name in (before, after))
    assert one is not None
    assert other is not None
    _mirrors(one, other, use_ids=use_ids)


def _mirrors(one: Draft, other: Draft, *, use_ids: bool) -> None:
    there, back = diff(one, other, use_ids=use_ids), diff(other, one, use_ids=use_ids)
    gone = {c.before[0].index for c in there.changes if Kind.DELETED in c.kinds}
    came = {c.after[0].index for c in there.changes if Kind.INSERTED in c.kinds}
    assert came == {c.before[0].index for c in back.changes if Kind.DELETED in c.kinds}
    assert gone == {c.after[0].index for c in back.changes if Kind.INSERTED in c.kinds}


_TELL = """
import sys
from pathlib import Path
from planver.compare.diff import compare
from planver.model.history import Entry
from planver.planfile.parse import parse
from planver.render.contract import diff_json

names = sys.argv[1:]
entries = [Entry(draft=parse(Path(name).read_bytes()).draft) for name in names]
for use_ids in (True, False):
    print(diff_json(compare(*entries, use_ids=use_ids)))
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ukraine-2025/us-28", "ukraine-2025/us-ua-20"),
        ("ukraine-2025/us-28", "ukraine-2025/europe-24"),
        ("lumen-river/bor-1", "lumen-river/contact-group-2"),
    ],
)
def test_the_same_drafts_give_the_same_answer_whatever_the_hash_seed(
    before: str, after: str
) -> None:
    files = [str(ROOT / "plans" / f"{name}.plan.yaml") for name in (before, after)]
    answers = {
        subprocess.run(
            [sys.executable, "-c", _TELL, *files],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(answers) == 1
    assert answers.pop().count(b"planver.diff/1") == 2


# Cases the laws have found.


def test_two_drafts_of_signs_alone_are_unchanged() -> None:
    """Without words there was nothing to pair them by."""
    for text in ("", "[...]", "\u0301", "●"):
        one = draft(clause(None, text), clause(None, "", clause(None, text)))
        found = diff(one, one, use_ids=False)
        assert [change.kinds for change in found.changes] == [(Kind.UNCHANGED,)] * 3
