"""Cutting a source into lines that carry what the later steps ask about."""

import re

from msgspec import Struct

_QUOTE = re.compile(r"(?:[ \t]{0,3}>)+ ?")
_RULE = re.compile(r"(?:[-_=*~#–—─━.·•]\s*){3,}")
_INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060"
_TAB = 4
# Outside these nobody wraps text: shorter lines are short by themselves, longer ones are whole.
_NARROWEST, _WIDEST = 36, 120


class Line(Struct, frozen=True, kw_only=True):
    """One source line that has text, without its quotation signs and outer spaces."""

    number: int
    text: str
    indent: int = 0
    after_blank: bool = False
    after_rule: bool = False
    quoted: bool = False
    level: int = 0
    """Level of a heading, 0 for running text."""
    listed: bool = False
    """The format itself (Markdown) says that a list item begins here."""
    bold: tuple[int, int] | None = None
    """First run of strong text, as a span of `text`."""

    @property
    def width(self) -> int:
        return self.indent + len(self.text)


def split_lines(text: str) -> tuple[Line, ...]:
    """Lines with text in them; blank lines and drawn rules live on as flags of the next line."""
    lines: list[Line] = []
    blank, rule = True, False
    for number, raw in enumerate(text_lines(text), 1):
        body, quoted = unquote(spaces(raw))
        stripped = body.strip()
        if not stripped:
            blank = True
        elif is_rule(stripped):
            blank = rule = True
        else:
            indent = len(body) - len(body.lstrip())
            lines.append(
                Line(
                    number=number,
                    text=stripped,
                    indent=indent,
                    after_blank=blank,
                    after_rule=rule,
                    quoted=quoted,
                )
            )
            blank = rule = False
    return tuple(lines)


def text_lines(text: str) -> list[str]:
    """The lines of a text whatever ends them, counted as editors count."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def spaces(raw: str) -> str:
    """The line with every kind of space (no-break, form feed, tab) as plain spaces."""
    raw = raw.strip(_INVISIBLE).lstrip("\f")
    plain = "".join(" " if sign.isspace() and sign != "\t" else sign for sign in raw)
    return plain.expandtabs(_TAB).strip(_INVISIBLE).rstrip()


def unquote(line: str) -> tuple[str, bool]:
    """The line without the "> " of quoted mail, and whether it had any."""
    found = _QUOTE.match(line)
    return (line[found.end() :], True) if found else (line, False)


def is_rule(stripped: str) -> bool:
    """True for a line drawn with signs, such as "-----" or "* * *"."""
    return bool(_RULE.fullmatch(stripped))


def words(listed: str) -> frozenset[str]:
    """A set of words from one string, so that long lists stay readable in the code."""
    return frozenset(listed.split())


def wrap_width(lines: tuple[Line, ...]) -> int | None:
    """The width the source was wrapped at; None when lines run on as long as their paragraphs.

    The longest tenth of the lines is left out, for a stray long line says nothing about the rest.
    """
    if not lines:
        return None
    widths = sorted(line.width for line in lines)
    width = widths[-1 - len(widths) // 10]
    return width if _NARROWEST <= width <= _WIDEST else None
