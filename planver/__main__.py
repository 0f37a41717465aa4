"""The program: ``planver``, and ``python -m planver``."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and leave the process with its exit code."""
    # Commands make no garbage to speak of, and end soon: looking for it took an eighth of the time
    # of a comparison. The review, which stays open, has it looked for again.
    gc.disable()
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
