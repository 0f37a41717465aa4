"""Runs whole commands, and times them as a user would: from the start to the last line."""

import math
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Timer
from typing import IO

# Slower than this, a command is run once: noise no longer matters.
_ONCE = 4.0


def fastest(commands: Mapping[str, Sequence[str]], runs: int, limit: float) -> dict[str, float]:
    """The seconds of each command's fastest run; infinite where it took longer than `limit`.

    Runs are interleaved, so that a busy moment of the machine hits all commands alike. Output is
    written as into a pipe, and thrown away.
    """
    best: dict[str, float] = {}
    for _ in range(runs):
        for name, command in commands.items():
            if best.get(name, 0.0) < _ONCE:
                best[name] = min(best.get(name, math.inf), seconds(command, limit))
    return best


def output(command: Sequence[str], limit: float) -> str | None:
    """What a command writes; None where it took longer than `limit`."""
    with tempfile.TemporaryFile() as file:
        if seconds(command, limit, into=file) == math.inf:
            return None
        file.seek(0)
        return file.read().decode("utf-8", errors="replace")


def seconds(
    command: Sequence[str],
    limit: float,
    *,
    folder: Path | None = None,
    into: IO[bytes] | None = None,
) -> float:
    """How long a command takes, from its start to its end; infinite where over `limit`."""
    # Waiting with a timeout would look every 50 ms whether the process has ended: too coarse here.
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        stdout=into or subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    ) as process:
        timer = Timer(limit, process.kill)
        timer.start()
        process.wait()
        took = time.perf_counter() - start
        timer.cancel()
    return math.inf if took >= limit else took


def _environment() -> dict[str, str]:
    """As installed: with compiled modules, which the first run writes where it may."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
