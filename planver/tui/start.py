"""Starting the review from a terminal, and leaving it with an exit code."""

import gc
import os
from pathlib import Path

# Textual reads its theme when it is imported. Without colours, the terminal's own black and white
# are right; underline, strike and the signs in the gutter say everything.
if os.environ.get("NO_COLOR") and not os.environ.get("TEXTUAL_THEME"):
    os.environ["TEXTUAL_THEME"] = "ansi-dark"

from textual.worker import WorkerFailed

from planver.tui.app import ReviewApp


def run(
    folder: Path, plan: str | None = None, before: str | None = None, after: str | None = None
) -> int:
    """Review on a full screen; the exit code.

    Raises PlanverError where the drafts asked for cannot be compared, and whatever broke the
    application, in both cases after the terminal has been restored.
    """
    app = ReviewApp(folder, plan, before, after)
    # It stays open: what it throws away must be found, though not after every few hundred objects.
    gc.set_threshold(100_000)
    gc.enable()
    app.run()
    if app.refused is not None:
        raise app.refused
    if isinstance(app.failure, WorkerFailed):
        raise app.failure.error  # what went wrong in the thread, from where it did
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
