"""The program: ``planver``, and ``python -m planver``."""

import gc
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and leave the process with its exit code."""
    # Most commands end before they make garbage: looking for it while modules load, and once more
    # when the process ends, took an eighth of the time of a comparison.
    gc.set_threshold(100_000)
    from planver.cli.main import run

    code = run()
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
