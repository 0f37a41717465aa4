"""Plain text as it arrives: mail bodies, web pages and PDFs pasted into a file."""

from planver.formats.assemble import assemble
from planver.formats.lines import split_lines
from planver.formats.outline import Outline


def read_text(text: str) -> Outline:
    """Read numbered plain text; never fails, what is unclear is said in the doubts."""
    return assemble(split_lines(text))
