"""The program: ``planver``, and ``python -m planver``."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and leave the process with its exit code."""
    # Most commands end before they make garbage: looking for it while modules load took an eighth
    # of the time of a comparison.
    gc.set_threshold(100_000)
    from planver.cli.main import run

    _leave(run())


def _leave(code: int) -> NoReturn:
    """End at once: everything is written and closed by now.

    Python would first take every module apart, which takes as long as reading a draft.
    """
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
