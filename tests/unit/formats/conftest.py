"""An outline drawn as indented lines, so that cases can be read."""

from collections.abc import Callable, Iterator
from textwrap import dedent

import pytest

from planver.formats.markdown import read_markdown
from planver.formats.outline import Outline, OutlineClause
from planver.formats.plaintext import read_text

Draw = Callable[[str], str]


def draw(outline: Outline) -> str:
    return "\n".join(line for point in outline.points for line in _lines(point, ""))


def _lines(clause: OutlineClause, indent: str) -> Iterator[str]:
    heading = f"<{clause.heading}>" if clause.heading else ""
    text = clause.text.replace("\n", " // ")
    yield indent + " ".join(part for part in (clause.label or "~", heading, text) if part)
    for part in clause.clauses:
        yield from _lines(part, indent + "  ")
    if clause.closing:
        yield f"{indent}^ {clause.closing}"


@pytest.fixture
def tree() -> Draw:
    """Plain text in, drawing out: `~` for an empty label, <heading>, `^` before a closing."""
    return lambda text: draw(read_text(dedent(text).strip("\n")))


@pytest.fixture
def markdown_tree() -> Draw:
    return lambda text: draw(read_markdown(dedent(text).strip("\n")))
