"""How far long work has come, for whoever watches."""

from collections.abc import Callable

# What was done ("drafts read"), how many times so far, and of how many.
Progress = Callable[[str, int, int], None]


def unseen(_done: str, _so_many: int, _of: int) -> None:
    """Nobody watches."""
