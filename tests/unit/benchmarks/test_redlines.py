"""The redlines drawn by hand, and how near the word diff comes to them."""

import pytest

from benchmarks.redlines import METHODS, Redline, figures, redlines


@pytest.mark.parametrize("half", ["tune", "report"])
def test_each_redline_spells_two_texts_that_differ(half: str) -> None:
    found = redlines(half)
    assert len(found) == 33
    for line in found:
        assert line.gold
        assert line.before != line.after
        assert not {"{-", "-}", "{+", "+}"} & {
            text[at : at + 2] for text in (line.before, line.after) for at in range(len(text))
        }


def test_the_halves_share_no_redline() -> None:
    texts = [line.before for half in ("tune", "report") for line in redlines(half)]
    assert len(texts) == len(set(texts))


def test_marks_become_runs_of_words() -> None:
    line = next(line for line in redlines("tune") if "600,000" in line.before)
    assert line == Redline(
        before="The armed forces of Alba shall be limited to 600,000 personnel in peacetime.",
        after="The armed forces of Alba shall be limited to 800,000 personnel in peacetime.",
        gold=((9, 10, 9, 10),),
    )
    assert [*METHODS["planver"](line.before, line.after)] == [*line.gold]


@pytest.mark.parametrize("half", ["tune", "report"])
def test_the_word_diff_reads_more_like_an_editor_than_its_peers(half: str) -> None:
    told = figures(half)
    ours = told.pop("planver")
    assert ours["token F1"] > 0.95
    assert ours["exact-span F1"] > 0.79
    for peer in told.values():
        assert ours["token F1"] > peer["token F1"]
        assert ours["exact-span F1"] > peer["exact-span F1"] + 0.1
