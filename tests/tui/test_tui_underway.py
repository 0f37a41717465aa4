"""What the reader is told who waits for something."""

import pytest

from planver.tui import underway
from planver.tui.underway import Underway


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, to be set."""
    now = [100.0]
    monkeypatch.setattr(underway, "monotonic", lambda: now[0])
    return now


def test_the_time_is_told_when_nothing_else_can_be(clock: list[float]) -> None:
    reading = Underway("Tracing the words")
    assert reading.words == "Tracing the words …"
    clock[0] += 1.9
    assert reading.words == "Tracing the words …"
    clock[0] += 2
    assert reading.words == "Tracing the words … 3 seconds"


def test_drafts_read_are_counted_until_the_last_is(clock: list[float]) -> None:
    reading = Underway("Tracing the words")
    reading.told("drafts read", 1200, 5000)
    assert reading.words == "Tracing the words … 1,200 of 5,000 drafts read"
    clock[0] += 60
    assert reading.words == "Tracing the words … 1,200 of 5,000 drafts read"
    reading.told("drafts read", 5000, 5000)
    assert reading.words == "Tracing the words … 60 seconds"
