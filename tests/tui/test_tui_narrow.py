"""Nothing is lost on a narrow screen: words wrap, and two columns become one text."""

import pytest
from rich.cells import cell_len

from planver.model.draft import Clause, Draft
from planver.model.numbering import Numbered, numbered
from planver.render.redline import COLUMNS_FROM, Look, gutter, numbers, redline
from tests.strategies import clause, diff, draft
from tests.tui.conftest import Open

WORDS = "Incomprehensibilities shall be 双方立即停火 limited to peacetime personnel. " * 3
DEEP = diff(
    draft(clause("a", WORDS, clause("b", WORDS, clause("c", WORDS, clause("d", WORDS))))),
    draft(clause("a", WORDS, clause("b", "Kurz.", clause("c", WORDS + "x", clause("n", WORDS))))),
)


@pytest.mark.parametrize("width", [*range(12, 46), 59, 60, 61, 80])
@pytest.mark.parametrize("side_by_side", [True, False])
def test_every_row_fits_and_no_word_is_lost(width: int, side_by_side: bool) -> None:
    look = Look(width=width, side_by_side=side_by_side)
    rows = redline(DEEP, [0, 1, 2, 3, 4], look)
    assert max(sum(span.width for span in row.spans) for row in rows) <= width
    assert look.columns == (side_by_side and width >= COLUMNS_FROM)
    if not look.columns:
        before = gutter(DEEP, width)
        told = "".join(
            "".join(span.text for span in row.spans)[before:].strip() for row in rows if row.spans
        )
        assert "".join(WORDS.split()) in "".join(told.split())


async def test_two_columns_wait_for_room(review: Open) -> None:
    async with review("alba-1", "group-2", size=(40, 12)) as reader:
        await reader.press("s", "n")
        assert "one text: too narrow for two columns" in reader.status
        assert "│" not in reader.screen()
        assert "Before:" not in reader.screen()
        for words in ("The forces of Bor", "600,000 800,000", "peacetime."):
            assert words in reader.screen()
        await reader.resize(80, 24)
        assert reader.status.endswith("| side by side")
        assert reader.row("Before: alba-1").index("B") == 19
        assert "│" in reader.screen()
        await reader.resize(62, 24)
        assert "too narrow" in reader.status
        assert "Before:" not in reader.screen()
        await reader.press("s")
        assert "narrow" not in reader.status


async def test_who_tabled_a_draft_is_told_on_a_narrow_screen(review: Open) -> None:
    async with review(size=(40, 24)) as reader:
        assert "Republic of Alba" in reader.screen()


def entries(*numbers_: str) -> tuple[Numbered, ...]:
    points = tuple(Clause(id=number, text="x", number=number) for number in numbers_)
    return numbered(Draft(plan="p", id="d", points=points))


@pytest.mark.parametrize(
    ("listed", "room", "told"),
    [
        (("5",), 7, "5"),
        (("5", "6", "7"), 7, "5-7"),
        (("5", "6"), 7, "5, 6"),
        (("10", "11"), 5, "10-11"),
        (("5", "7", "9"), 7, "5, 7, 9"),
        (("5", "7", "9"), 4, "5+2"),
        (("a", "b", "c"), 7, "a-c"),
        (("5", "Annex"), 7, "5+1"),
    ],
)
def test_numbers_of_several_clauses(listed: tuple[str, ...], room: int, told: str) -> None:
    assert numbers(entries(*listed), room) == told


@pytest.mark.parametrize(("width", "shown"), [(80, "Preamble"), (38, "Preamble"), (24, "Preamb…")])
def test_a_number_has_the_room_it_needs(width: int, shown: str) -> None:
    found = diff(
        draft(clause("a", "One.", number="Preamble")), draft(clause("a", "Two.", number="Preamble"))
    )
    rows = redline(found, [0], Look(width=width))
    first = "".join(span.text for span in rows[0].spans)
    assert first.split()[1] == shown
    assert cell_len(first) <= width


def test_a_very_long_number_is_cut_at_a_bound() -> None:
    long = "Additional Protocol Seventeen"
    found = diff(draft(clause("a", "One.", number=long)), draft(clause("a", "Two.", number=long)))
    rows = redline(found, [0], Look(width=80))
    assert "Additional… " in "".join(span.text for span in rows[0].spans)
