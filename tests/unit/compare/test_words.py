"""Word diff: exact, and read as phrases."""

import random
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Any

import pytest
from rapidfuzz.distance import Indel

from planver.compare.hunks import increasing
from planver.compare.words import WordDiff, chained, diff_words
from planver.model.change import Edit, Op
from planver.model.numbering import to_letters


def marked(before: str, after: str) -> str:
    """The edits in one line: [-gone-], {+came+} and <1moved1>."""
    edits = diff_words(before, after).edits
    assert "".join(edit.text for edit in edits if edit.op is not Op.INSERT) == before
    assert "".join(edit.text for edit in edits if edit.op is not Op.DELETE) == after
    signs = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    return "".join(
        f"<{edit.moved}{edit.text}{edit.moved}>" if edit.moved else signs[edit.op].format(edit.text)
        for edit in edits
    )


def names(count: int) -> list[str]:
    """So many different words."""
    return [f"name-{to_letters(n)}" for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ""),
        ("same", "same", "same"),
        ("", "new", "{+new+}"),
        ("gone", "", "[-gone-]"),
        (
            "limited to 600,000 personnel.",
            "limited to 800,000 personnel.",
            "limited to [-600,000-]{+800,000+} personnel.",
        ),
        ("a b c", "a x b c", "a{+ x+} b c"),
        # A word changes as a whole, with its apostrophe and its marks.
        ("об'єкт тут", "об'єкти тут", "[-об'єкт-]{+об'єкти+} тут"),
        ("وَقْف النار", "وَقَف النار", "[-وَقْف-]{+وَقَف+} النار"),
        ("双方停火", "双方立即停火", "双方{+立即+}停火"),
        # White space alone.
        ("a b", "a  b", "a {+ +}b"),
        ("a b", "a\nb", "a[- -]{+\n+}b"),
        (" a", "a ", "[- -]a{+ +}"),
        ("a b ", "a b", "a b[- -]"),
        (" ", "\n", "[- -]{+\n+}"),
        ("", " ", "{+ +}"),
        # White space that both sides of a change share is kept.
        ("one two three", "one 2 three", "one [-two-]{+2+} three"),
        # The same word in the other Unicode form is a change of letters, not of words.
        ("cafe\u0301 now", "café now", "[-cafe\u0301-]{+café+} now"),
    ],
)
def test_edits(before: str, after: str, expected: str) -> None:
    assert marked(before, after) == expected


def test_a_short_word_between_two_replacements_goes_with_them() -> None:
    before = "We met all the Parties and their chief guests of honour yesterday in the great hall."
    after = "We met all the Parties and some new members at court yesterday in the great hall."
    told = marked(before, after)
    assert told.count("[-") == told.count("{+") == 1


def test_a_long_kept_word_between_two_replacements_stays() -> None:
    before = "The Parties shall withdraw heavy weapons from the northern bank of the river."
    after = "The Parties shall move heavy guns from the northern bank of the river."
    assert "[-withdraw-]{+move+} heavy [-weapons-]{+guns+}" in marked(before, after)


def test_a_short_word_between_an_insertion_and_a_replacement_stays() -> None:
    before = "Each Party of the plan shall name one officer for the line and no more."
    after = "Each signing Party of the pact shall name one officer for the line and no more."
    assert marked(before, after).startswith("Each{+ signing+} Party of the [-plan-]{+pact+} shall")


def test_a_rewritten_text_reads_as_phrases() -> None:
    before = "Ukraine shall write into its constitution that it will not be a member of NATO."
    after = "The entry of Ukraine shall depend on whether the allies of NATO want it."
    told = marked(before, after)
    assert told.count("[-") + told.count("{+") <= 4


def test_anchors_cut_a_large_gap_at_words_that_stand_once() -> None:
    lines = [f"{name} has the same few words here" for name in names(100)]
    before = " ".join(lines)
    after = " ".join([*lines[:30], "something else", *lines[31:60], *lines[70:]])
    told = marked(f"old {before} one", f"new {after} two")
    assert told.count("[-") == 4
    assert f"[-{lines[30]}-]{{+something else+}}" in told


def test_anchors_keep_the_longest_run_in_order() -> None:
    one, other = names(300)[:200], names(300)[200:]
    before, after = ["left", *one, *other, "up"], ["right", *other, *one, "down"]
    told = marked(" ".join(before), " ".join(after))
    assert f" {' '.join(one)} <1" in told
    assert told.startswith("[-left-]{+right+}<1 name-")
    assert told.endswith("1>[- up-]{+down+}")


def test_a_huge_gap_without_anchors_is_still_exact() -> None:
    source = random.Random(7)  # noqa: S311 - no secret
    before = " ".join(source.choice("abcd") for _ in range(400))
    after = " ".join(source.choice("abcd") for _ in range(400))
    marked(before, after)


def test_a_clause_of_twenty_thousand_words_is_compared_word_by_word() -> None:
    before = names(20_000)
    after = [f"new-{name}" if n % 100 == 50 else name for n, name in enumerate(before)]
    edits = diff_words(" ".join(before), " ".join(after)).edits
    inserted = [edit.text for edit in edits if edit.op is Op.INSERT]
    assert inserted == [f"new-{name}" for name in before[50::100]]


def test_chained_edits_read_as_those_of_one_text() -> None:
    one = (Edit(op=Op.EQUAL, text="a "), Edit(op=Op.INSERT, text="b"))
    other = (Edit(op=Op.INSERT, text=" c"), Edit(op=Op.EQUAL, text=" d"))
    nothing = WordDiff(edits=(), kept=0, changed=0)
    runs = [WordDiff(edits=edits, kept=1, changed=1) for edits in (one, other)]
    assert chained(runs[0], nothing, runs[1]).edits == (
        Edit(op=Op.EQUAL, text="a "),
        Edit(op=Op.INSERT, text="b c"),
        Edit(op=Op.EQUAL, text=" d"),
    )
    assert chained(*runs).similarity == 2 / 3
    assert chained(nothing, runs[0]) == runs[0]
    assert chained() == chained(nothing) == nothing


def test_chained_edits_keep_their_marks_and_number_their_moves_on() -> None:
    moved = (Edit(op=Op.DELETE, text="a", moved=1), Edit(op=Op.INSERT, text="a", moved=1))
    comma = Edit(op=Op.INSERT, text=",", cosmetic=True)
    runs = [
        WordDiff(edits=edits, kept=0, changed=0)
        for edits in (moved, moved, (comma,), (Edit(op=Op.INSERT, text="b"), comma))
    ]
    told = chained(*runs).edits
    assert [edit.moved for edit in told] == [1, 1, 2, 2, None, None, None]
    assert [edit.text for edit in told] == ["a", "a", "a", "a", ",", "b", ","]


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        ("", "", 1.0),
        ("a b", "a b", 1.0),
        ("a", "b", 0.0),
        ("", "a", 0.0),
        ("a b c", "a b d", 2 / 3),
        ("a b", "a  b", 1.0),
    ],
)
def test_similarity_is_the_share_of_words_kept(before: str, after: str, share: float) -> None:
    assert diff_words(before, after).similarity == pytest.approx(share)


def _heaviest(values: list[int], weights: list[int]) -> int:
    """By trying all subsequences."""
    return max(
        sum(weights[place] for place in chosen)
        for count in range(len(values) + 1)
        for chosen in combinations(range(len(values)), count)
        if all(values[a] < values[b] for a, b in pairwise(chosen))
    )


def test_increasing_finds_the_heaviest_run() -> None:
    source = random.Random(3)  # noqa: S311 - no secret
    for _ in range(200):
        size = source.randrange(8)
        values = [source.randrange(6) for _ in range(size)]
        weights = [source.randrange(1, 5) for _ in range(size)]
        kept = increasing(values, weights)
        assert kept == sorted(kept)
        assert all(values[a] < values[b] for a, b in pairwise(kept))
        assert sum(weights[place] for place in kept) == _heaviest(values, weights)


def test_increasing_prefers_weight_to_length() -> None:
    assert increasing([3, 1, 2], [9, 1, 1]) == [0]
    assert increasing([], []) == []


def test_memory_does_not_grow_with_the_product_of_huge_texts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cells: list[int] = []
    real = Indel.opcodes

    def opcodes(before: Sequence[str], after: Sequence[str]) -> Any:
        cells.append(len(before) * len(after))
        return real(before, after)

    monkeypatch.setattr(Indel, "opcodes", opcodes)
    rng = random.Random(1)  # noqa: S311 - only many words without anchors
    before, after = (" ".join(rng.choices("abcdefgh", k=count)) for count in (30_000, 50_000))
    edits = diff_words(before, after).edits
    assert len(cells) > 1
    assert max(cells) <= 400_000_000  # 50 MB
    assert "".join(edit.text for edit in edits if edit.op is not Op.INSERT) == before
    assert "".join(edit.text for edit in edits if edit.op is not Op.DELETE) == after
