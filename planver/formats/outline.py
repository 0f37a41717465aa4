"""What an importer understood of a foreign text, before anybody accepts it as a draft.

Nothing of the source is lost: every word stands in the title, the date line, the preamble or the
word over it, a label, a heading, a text, a closing or a footnote. Only lines drawn with signs
("-----"), the ">" of quoted mail, a dash between a label and its heading, and Markdown's own signs
are dropped.
"""

from typing import Literal

from msgspec import Struct


class OutlineClause(Struct, frozen=True, kw_only=True):
    """One clause as read: its written label apart from its text, its parts below it."""

    label: str
    """As written: "1.", "(a)", "Article 5", "•"; empty when unnumbered."""
    number: str | None
    """The bare number: "1", "a", "iv", "3 bis"; None for bullets and unnumbered clauses."""
    heading: str | None
    text: str
    """Without the label; one space between words, a newline between paragraphs."""
    clauses: tuple["OutlineClause", ...]
    closing: str | None
    """Text after the last part that returned to this clause's own indentation."""
    line: int
    """The source line it begins on, counted from 1."""


class Doubt(Struct, frozen=True, kw_only=True):
    """Something a person should look at: a guess that was made, or what was recognised."""

    line: int
    message: str
    about: Literal["title", "date"] | None = None
    """Set where whoever imports the text may have decided otherwise."""


class Outline(Struct, frozen=True, kw_only=True):
    """The whole text as read; `date` is ISO and set only when the source leaves no choice."""

    title: str | None
    date: str | None
    date_line: str | None
    """The line or lines the date was read from, where they say nothing else; as written."""
    preamble: str | None
    preamble_heading: str | None
    """The word "Preamble" as it stands over the preamble."""
    points: tuple[OutlineClause, ...]
    footnotes: tuple[str, ...]
    doubts: tuple[Doubt, ...]
