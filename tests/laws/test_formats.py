"""Nothing a foreign text says is lost on the way into an outline."""

import re
from collections import Counter
from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st

from planver.formats.markdown import read_markdown
from planver.formats.outline import Outline, OutlineClause
from planver.formats.plaintext import read_text

MARKS = [
    *("1. ", "2. ", "3 bis. ", "(a) ", "(b) ", "(i) ", "(ii) ", "a) ", "A. ", "I. ", "1.1 ", "• "),
    *("- ", "→ ", "Article 5 ", "ARTICLE I", "Point 1. ", "§ 4 ", "а) ", "б) ", "[1] ", "¹ ", "* "),
    *(
        "> ",
        ">> ",
        "## ",
        "**",
        "_",
        "    ",
        "\t",
        "\f",
        "\u00a0",
        "-----",
        "\n\n",
        "\r\n",
        "1.The ",
    ),
    *(
        "Preamble",
        "Notes:",
        "23 November 2025",
        "TERRITORY",
        "forces[1]",
        "x* ",
        ": (a) go; (b) do",
    ),
    *("The Parties ", "withdraw ", "agree as follows:", "and ", "; ", ". ", ", ", "`", "[x](y)"),
]
lines = st.lists(st.sampled_from(MARKS), max_size=5).map("".join)
sources = st.one_of(st.lists(lines, max_size=14).map("\n".join), st.text(max_size=200))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def letters(text: str) -> Counter[str]:
    return Counter(sign for sign in text if sign.isalnum())


def said(outline: Outline) -> str:
    parts = [outline.title, outline.date_line, outline.preamble_heading, outline.preamble]
    parts += outline.footnotes
    for point in outline.points:
        parts += _said(point)
    return " ".join(part for part in parts if part)


def _said(clause: OutlineClause) -> Iterator[str | None]:
    yield from (clause.label, clause.heading, clause.text)
    for part in clause.clauses:
        yield from _said(part)
    yield clause.closing


@given(sources)
@example("1.The Parties\n(a)Stop")
@example("1. \n: (a) go; (b) do\n- ")
def test_plain_text_keeps_every_word(text: str) -> None:
    assert words(said(read_text(text))) == words(text)


# Emphasis may join words ("re**open**"), so Markdown is held to its letters.
@given(sources)
def test_markdown_keeps_every_letter(text: str) -> None:
    assert letters(said(read_markdown(text))) == letters(text)


@given(sources)
def test_clauses_and_doubts_come_in_the_order_of_the_source(text: str) -> None:
    outline = read_text(text)
    count = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    at = [point.line for point in outline.points]
    assert at == sorted(at)
    for found in (at, [doubt.line for doubt in outline.doubts]):
        assert all(1 <= line <= count for line in found)
