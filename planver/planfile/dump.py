"""Draft to bytes."""

from planver.model.draft import Draft
from planver.planfile.layout import Layout
from planver.planfile.nodes import Mapping
from planver.planfile.table import FILE, write_file


def dump(draft: Draft) -> bytes:
    """The draft as a plan file in its canonical layout: UTF-8, lines ended by LF.

    Every string is kept exactly, so a draft without findings comes back equal from `parse`. What
    no plan file may hold, such as a control character, is written all the same, and found there.
    """
    root = write_file(draft)
    assert isinstance(root, Mapping)  # noqa: S101 - tells the type checker what a file is
    return encode(Layout().lines(root, FILE))


def encode(lines: list[str]) -> bytes:
    """Lines to the bytes of a file."""
    return ("\n".join(lines) + "\n").encode()
