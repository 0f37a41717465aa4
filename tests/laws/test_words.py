"""Laws of words and edits: nothing of a text is lost, whatever it is written in."""

import itertools
import re
import unicodedata
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from planver.compare.tokens import words
from planver.compare.words import diff_words, increasing, similarity
from planver.model.change import Op
from tests.strategies import edited, texts

any_texts = st.one_of(texts(), st.text(max_size=60))
versions = any_texts.flatmap(lambda text: st.tuples(st.just(text), edited(text)))
# Few words, many of them: no anchors, and more than difflib is given at once.
long_texts = st.lists(st.sampled_from("ab"), min_size=220, max_size=260).map(" ".join)


@given(any_texts)
@example("§ 4")
@example("(\u0915\u093f)")
def test_words_leave_out_white_space_and_nothing_else(text: str) -> None:
    found = words(text)
    at = 0
    for start, end in found.spans:
        assert at <= start < end
        assert text[at:start].strip() == ""
        at = end
    assert text[at:].strip() == ""


@given(texts())
def test_words_do_not_depend_on_the_unicode_form(text: str) -> None:
    forms = {words(unicodedata.normalize(form, text)).keys for form in ("NFC", "NFD")}
    assert len(forms) == 1


@given(any_texts, any_texts)
def test_words_of_one_line_do_not_depend_on_the_next(one: str, other: str) -> None:
    assert words(f"{one}\n\n{other}").keys == words(one).keys + words(other).keys


def rebuilt(before: str, after: str) -> tuple[str, str]:
    edits = diff_words(before, after)
    assert all(edit.text for edit in edits)
    return (
        "".join(edit.text for edit in edits if edit.op is not Op.INSERT),
        "".join(edit.text for edit in edits if edit.op is not Op.DELETE),
    )


@given(st.one_of(versions, st.tuples(any_texts, any_texts), st.tuples(long_texts, long_texts)))
@example((" ", "\n"))
@example(("e\u0301", "é"))
def test_edits_rebuild_both_texts(pair: tuple[str, str]) -> None:
    assert rebuilt(*pair) == pair


@given(st.tuples(long_texts, long_texts), st.integers(1, 40_000))
def test_edits_rebuild_texts_that_are_cut_into_blocks(pair: tuple[str, str], block: int) -> None:
    with patch("planver.compare.words._BLOCK", block):
        assert rebuilt(*pair) == pair


@given(versions)
def test_equal_edits_hold_no_white_space_that_changed(pair: tuple[str, str]) -> None:
    edits = diff_words(*pair)
    assert (pair[0] == pair[1]) == all(edit.op is Op.EQUAL for edit in edits)


@given(st.tuples(any_texts, any_texts))
def test_similarity_is_a_share_and_the_same_from_both_sides(pair: tuple[str, str]) -> None:
    there = similarity(diff_words(*pair))
    assert 0 <= there <= 1
    assert similarity(diff_words(pair[0], pair[0])) == 1
    if not set(words(pair[0]).keys) & set(words(pair[1]).keys) and re.search(r"\S", "".join(pair)):
        assert there == similarity(diff_words(pair[1], pair[0])) == 0


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=12))
def test_an_increasing_run_is_as_heavy_as_the_best(items: list[tuple[int, int]]) -> None:
    values, weights = [item[0] for item in items], [item[1] for item in items]
    best: list[int] = []
    for at, (value, weight) in enumerate(items):
        best.append(weight + max((best[i] for i in range(at) if values[i] < value), default=0))
    kept = increasing(values, weights)
    assert all(values[a] < values[b] for a, b in itertools.pairwise(kept))
    assert sum(weights[place] for place in kept) == max(best, default=0)
