"""Leaving does not wait for what is being read."""

import subprocess
import sys
import time
from concurrent.futures import CancelledError
from pathlib import Path
from threading import Event, Thread

import pytest

from planver.tui.threads import Threads


def test_a_call_has_its_result_or_its_error() -> None:
    threads = Threads()
    assert threads.submit(divmod, 7, 2).result(5) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        threads.submit(divmod, 7, 0).result(5)


def test_shutting_down_waits_for_nothing() -> None:
    threads, go_on = Threads(), Event()
    waiting = threads.submit(go_on.wait, 30)
    threads.shutdown(wait=True)
    assert not waiting.done()
    go_on.set()
    assert waiting.result(5)


def test_what_was_cancelled_before_it_began_is_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Thread] = []

    def start(thread: Thread) -> None:
        begun.append(thread)

    monkeypatch.setattr(Thread, "start", start)
    future = Threads().submit(pytest.fail, "It was begun.")
    assert future.cancel()
    begun[0].run()
    with pytest.raises(CancelledError):
        future.result(0)


_LEAVING = """
import asyncio, sys, time
from pathlib import Path
from planver.tui.app import ReviewApp
from planver.tui.screens import clause

clause.load_who = lambda *_: time.sleep(60)

async def leave():
    app = ReviewApp(Path(sys.argv[1]), None, "alba-1", "group-2", watch=False)
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("b")
        await pilot.pause(0.1)
        print(type(app.screen).__name__)
        await pilot.press("ctrl+q")

asyncio.run(leave())
"""


def test_the_process_ends_in_the_middle_of_a_long_reading(folder: Path) -> None:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _LEAVING, str(folder)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        timeout=50,
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("WhoScreen\n", "", 0)
    assert time.monotonic() - began < 50
