"""Questions for people: one sentence, how sure in words, both wordings with what differs."""

import pytest

from planver.compare.questions import Question
from planver.model.draft import Draft
from planver.render.layout import Role
from planver.render.questions import asked, question_rows, sureness
from tests.strategies import clause, draft, walk

BEFORE = draft(
    clause("a", "Stop at noon.", clause("b", "Go home.")), clause("c", "Open it."), id="bor-1"
)
AFTER = draft(
    clause("x", "Stop at dusk."), clause("y", "Go home."), clause("z", "Open."), id="alba-2"
)


def of(
    before: tuple[int, ...], after: tuple[int, ...], sure: float | None = 0.8, *,
    possible: bool = False, new: Draft = AFTER,
) -> Question:  # fmt: skip
    return Question(
        before=tuple(walk(BEFORE)[place] for place in before),
        after=tuple(walk(new)[place] for place in after),
        pairs=tuple((i, j) for i in before for j in after),
        confidence=sure,
        possible=possible,
    )


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (of((0,), (0, 1)),
         "Point 1 of bor-1 seems to have become points 1 and 2 of alba-2. Is that right?"),
        (of((0, 2), (0,)),
         "Points 1 and 2 of bor-1 seem to have been joined into point 1 of alba-2. Is that right?"),
        (of((1,), (1,)), "Clause 1.a of bor-1 and point 2 of alba-2: are they the same clause?"),
        (of((0,), (1,), None),
         "Does point 2 of alba-2 come from point 1 of bor-1, in whole or in part?"),
    ],
)  # fmt: skip
def test_the_question_is_a_sentence(question: Question, sentence: str) -> None:
    assert asked(question, "bor-1", "alba-2") == sentence


@pytest.mark.parametrize(
    ("sure", "words"),
    [(0.93, "very likely (93%)"), (0.7, "likely (70%)"), (0.5, "more likely than not (50%)"),
     (0.3, "planver can only guess (30%)")],
)  # fmt: skip
def test_how_sure_in_words(sure: float, words: str) -> None:
    assert words in sureness(of((0,), (0,), sure))
    assert sureness(of((0,), (0,), sure, possible=True)).endswith("it is not taken as fact.")


def test_a_part_says_why_it_is_asked() -> None:
    assert sureness(of((0,), (0,), None)) == "Asked one by one, since not all of it is right."


def lines(question: Question, *, width: int = 80, spelled: bool = True) -> list[str]:
    rows = question_rows(question, "bor-1", "alba-2", width=width, spelled=spelled)
    return ["".join(span.text for span in row) for row in rows]


def test_both_wordings_with_the_words_marked_that_differ() -> None:
    assert lines(of((0,), (0,)))[2:] == [
        "",
        "bor-1, 1 (a):",
        "  Stop at {-noon-}.",
        "",
        "alba-2, 1 (x):",
        "  Stop at {+dusk+}.",
    ]
    rows = list(question_rows(of((0,), (0,)), "b", "a", width=80, spelled=False))
    assert [span.text for row in rows for span in row if span.role is Role.DELETE] == ["noon"]
    assert [span.text for row in rows for span in row if span.role is Role.INSERT] == ["dusk"]


def test_each_part_of_a_split_stands_alone() -> None:
    told = lines(of((0,), (0, 1)))
    assert told[told.index("alba-2, 1 (x):") + 1].startswith("  Stop at ")
    assert "Go home." in told[told.index("alba-2, 2 (y):") + 1]
    assert "¶" not in "".join(told)


@pytest.mark.parametrize("width", [8, 20, 40, 80])
def test_no_row_is_wider_than_the_terminal(width: int) -> None:
    for question in (of((0,), (0, 1)), of((0, 1, 2), (0,))):
        for row in question_rows(question, "bor-1", "alba-2", width=width, spelled=True):
            assert sum(span.width for span in row) <= width


def test_hostile_words_do_nothing() -> None:
    new = draft(clause("x", "Stop \x1b]52;c;aGk=\x07 [bold] \u202e."), id="alba-2")
    told = "".join(lines(of((0,), (0,), new=new)))
    assert "<U+001B>" in told
    assert "[bold]" in told
    assert not {"\x1b", "\x07", "\u202e"} & set(told)
