"""A plan of five thousand clauses: drawn at once, paged without delay, and whole at the end."""

from collections.abc import Iterator
from time import perf_counter

import pytest

from planver.compare.diff import compare
from planver.model.change import DraftDiff
from planver.model.draft import Clause, Draft
from planver.model.history import Entry
from planver.tui.loading import Comparison
from planver.tui.screens import review_base
from planver.tui.screens.review import ReviewScreen
from planver.tui.watching import Watched
from tests.tui.conftest import Open

_SIZE = 5000
_TEXT = (
    "the parties shall agree upon a zone of peace and withdraw heavy weapons from the river within "
    "thirty days after the signature of this plan"
)
_WORDS = _TEXT.split()


def clauses(*, amended: bool) -> Iterator[Clause]:
    for number in range(_SIZE):
        words = [_WORDS[(number * 7 + at * (number % 5 + 1)) % len(_WORDS)] for at in range(25)]
        if amended and number % 2:
            words[number % 25] = "sixty"
        yield Clause(id=f"c{number}", text=f"Clause {number}: {' '.join(words)}.")


@pytest.fixture(scope="module")
def big() -> DraftDiff:
    before = Draft(plan="big", id="a", points=tuple(clauses(amended=False)))
    after = Draft(plan="big", id="b", points=tuple(clauses(amended=True)), based_on=("a",))
    return compare(Entry(draft=before), Entry(draft=after))


async def test_it_scrolls(review: Open, big: DraftDiff, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Comparison(diff=big, file=None, watched=Watched(folders=()))
    monkeypatch.setattr(review_base, "load_comparison", lambda *_: found)
    async with review("a", "b", size=(120, 40)) as reader:
        screen = reader.app.screen
        assert isinstance(screen, ReviewScreen)
        redline = screen.redline
        assert "Clause 1:" in reader.screen()
        started = perf_counter()
        for _ in range(20):
            screen.action_page_down()
            for y in range(36):
                redline.render_line(y)
        # Without the terminal; measured 3 ms a page, so this only catches a full layout per page.
        assert (perf_counter() - started) / 20 < 0.1
        await reader.press("G")
        assert f"Clause {_SIZE - 1}:" in reader.screen()
        assert len(redline.places) == _SIZE
        assert reader.status.startswith(f"Change {_SIZE // 2} of {_SIZE // 2}")
        await reader.press("s")
        assert f"Clause {_SIZE - 1}:" in reader.screen()
        await reader.press("g", "n", "r", "slash")
        await reader.type("clause 4321:")
        await reader.press("enter")
        assert reader.row("Clause 4321:").startswith(("▌", " "))
        assert "in 1 clause" in reader.status
        assert screen.current == 4321
