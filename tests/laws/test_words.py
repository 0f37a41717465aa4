"""Laws of words and edits: nothing of a text is lost, whatever it is written in."""

import itertools
import re
import unicodedata
from collections.abc import Iterable
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from planver.compare.hunks import increasing
from planver.compare.tokens import words
from planver.compare.words import diff_words
from planver.model.change import Edit, Op
from tests.strategies import edited, texts

any_texts = st.one_of(texts(), st.text(max_size=60))
versions = any_texts.flatmap(lambda text: st.tuples(st.just(text), edited(text)))
# Few words, many of them: no anchors, and more than difflib is given at once.
long_texts = st.lists(st.sampled_from("ab"), min_size=220, max_size=260).map(" ".join)
any_pairs = st.one_of(versions, st.tuples(any_texts, any_texts), st.tuples(long_texts, long_texts))


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
    edits = diff_words(before, after).edits
    assert all(edit.text for edit in edits)
    return (
        "".join(edit.text for edit in edits if edit.op is not Op.INSERT),
        "".join(edit.text for edit in edits if edit.op is not Op.DELETE),
    )


@given(any_pairs)
@example((" ", "\n"))
@example(("e\u0301", "é"))
def test_edits_rebuild_both_texts(pair: tuple[str, str]) -> None:
    assert rebuilt(*pair) == pair


@given(st.tuples(long_texts, long_texts), st.integers(1, 40_000))
def test_edits_rebuild_texts_that_are_cut_into_blocks(pair: tuple[str, str], block: int) -> None:
    with patch("planver.compare.hunks._BLOCK", block):
        assert rebuilt(*pair) == pair


@given(versions)
def test_equal_edits_hold_no_white_space_that_changed(pair: tuple[str, str]) -> None:
    edits = diff_words(*pair).edits
    assert (pair[0] == pair[1]) == all(edit.op is Op.EQUAL for edit in edits)


def told(edits: Iterable[Edit], first: Op) -> list[tuple[str, ...]]:
    """Place by place: the kept text in front, what `first` took, the rest; and their marks."""
    places = [["", "", "", ""]]
    for edit in edits:
        if edit.op is Op.EQUAL:
            places.append([edit.text, "", "", ""])
        else:
            places[-1][1 if edit.op is first else 2] += edit.text
            places[-1][3] += f"{edit.cosmetic}" if edit.op is first else ""
    return [tuple(place) for place in places]


@given(any_pairs)
def test_the_other_way_round_the_edits_are_the_same(pair: tuple[str, str]) -> None:
    there, back = diff_words(*pair), diff_words(*reversed(pair))
    for one, other in ((Op.DELETE, Op.INSERT), (Op.INSERT, Op.DELETE)):
        assert told(there.edits, one) == told(back.edits, other)
    assert there.similarity == back.similarity


@given(any_pairs)
def test_a_move_has_two_ends_with_the_same_words(pair: tuple[str, str]) -> None:
    ends: dict[int, dict[Op, str]] = {}
    for edit in diff_words(*pair).edits:
        if edit.moved is not None:
            assert edit.op is not Op.EQUAL
            assert not edit.cosmetic
            assert ends.setdefault(edit.moved, {}).setdefault(edit.op, edit.text) is edit.text
    assert sorted(ends) == list(range(1, len(ends) + 1))
    for end in ends.values():
        gone, came = (words(end[op]).keys for op in (Op.DELETE, Op.INSERT))
        assert gone[1:] == came[1:]
        assert gone[0].casefold() == came[0].casefold()


@given(st.lists(st.sampled_from(("guns ", "withdraw", "the Parties", "of the ")), max_size=30))
@example(["guns ", "withdraw", "the Parties", "of the "] * 8)
def test_parts_that_change_places_are_spelled_too(parts: list[str]) -> None:
    pair = " ".join(parts), " ".join(reversed(parts))
    assert rebuilt(*pair) == pair


@given(any_texts)
def test_another_unicode_form_is_cosmetic(text: str) -> None:
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert all(edit.cosmetic for edit in diff_words(*forms).edits if edit.op is not Op.EQUAL)


@given(texts(), st.sampled_from((" ", "\n", "\u00a0", "  ")))
def test_other_white_space_between_words_is_cosmetic(text: str, space: str) -> None:
    other = space.join(text.split())
    if words(other).keys == words(text).keys:
        edits = diff_words(text, other).edits
        assert all(edit.cosmetic for edit in edits if edit.op is not Op.EQUAL)


@given(st.tuples(any_texts, any_texts))
def test_similarity_is_a_share_and_the_same_from_both_sides(pair: tuple[str, str]) -> None:
    there = diff_words(*pair).similarity
    assert 0 <= there <= 1
    assert diff_words(pair[0], pair[0]).similarity == 1
    if not set(words(pair[0]).keys) & set(words(pair[1]).keys) and re.search(r"\S", "".join(pair)):
        assert there == diff_words(pair[1], pair[0]).similarity == 0


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=12))
def test_an_increasing_run_is_as_heavy_as_the_best(items: list[tuple[int, int]]) -> None:
    values, weights = [item[0] for item in items], [item[1] for item in items]
    best: list[int] = []
    for at, (value, weight) in enumerate(items):
        best.append(weight + max((best[i] for i in range(at) if values[i] < value), default=0))
    kept = increasing(values, weights)
    assert all(values[a] < values[b] for a, b in itertools.pairwise(kept))
    assert sum(weights[place] for place in kept) == max(best, default=0)
