"""Markdown: the format says where headings and lists are, the numbers are read as in plain text.

CommonMark keeps a list's written number in `list_item_open.info`; "(a)", "§" and "Article" are
plain paragraphs to it, so the marker reader runs on their text. Links, code and HTML are left as
written: turning them into something else would lose words of the source.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from planver.formats.assemble import assemble
from planver.formats.lines import Line, spaces, text_lines, unquote
from planver.formats.outline import Outline
from planver.formats.plaintext import read_text

if TYPE_CHECKING:
    from markdown_it.token import Token

_LEFT_AS_WRITTEN = [
    *("code", "fence", "html_block", "reference"),
    *("link", "image", "autolink", "html_inline", "entity", "backticks"),
]
# A longer "heading" is a paragraph above a drawn line, which Markdown takes for one.
_LONGEST_HEADING = 200
_DEEPEST = 60


def read_markdown(text: str) -> Outline:
    """Read Markdown with numbered lists, headings or markers in its paragraphs; never fails."""
    # markdown-it-py costs start-up time and is needed by nobody who imports plain text.
    from markdown_it import MarkdownIt

    source = [unquote(spaces(line))[0] for line in text_lines(text)]
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).disable(_LEFT_AS_WRITTEN)
    lines = _lines(parser.parse("\n".join(source)), source)
    if _size(line.text for line in lines) != _size(source):
        # The parser gives up inside very deep nesting; plain text reading loses nothing.
        return read_text(text)
    return assemble(lines)


def _size(texts: Iterable[str]) -> int:
    """Number of letters and digits."""
    return sum(sign.isalnum() for text in texts for sign in text)


def _lines(tokens: "list[Token]", source: list[str]) -> tuple[Line, ...]:
    lines: list[Line] = []
    labels: list[tuple[int, str]] = []  # list markers whose item has no text yet
    level = 0
    ruled = headed = False
    for token in tokens:
        match token.type:
            case "heading_open":
                level = int(token.tag[1])
            case "heading_close":
                level, headed = 0, True
            case "hr":
                ruled = True
            case "list_item_open":
                labels.append((token.map[0] if token.map else 0, token.info + token.markup))
            case "list_item_close":
                lines += _bare(labels, source)
                labels = []
            case "inline" if token.content.strip():
                first = token.map[0] if token.map else 0
                lines += _bare([label for label in labels if label[0] < first], source)
                here = " ".join(label for number, label in labels if number == first)
                labels = []
                block = _block(token, here, source)
                if len(token.content) > _LONGEST_HEADING:
                    level = 0
                opener = replace(
                    block[0],
                    after_rule=ruled,
                    after_blank=block[0].after_blank or ruled or headed or level > 0,
                )
                lines += (replace(line, level=level) for line in (opener, *block[1:]))
                ruled = headed = False
    return tuple(lines)


def _bare(labels: list[tuple[int, str]], source: list[str]) -> list[Line]:
    """Lines for list markers that stand alone."""
    return [_line(number, label, source, listed=True) for number, label in labels]


def _block(token: "Token", label: str, source: list[str]) -> list[Line]:
    """The lines of one paragraph or heading, the first with the markers of its list item."""
    first = token.map[0] if token.map else 0
    lines = []
    for place, (text, bold) in enumerate(_flat(token.children or [])):
        prefix = f"{label} " if label and not place else ""
        shift = len(prefix)
        if (prefix + text).strip():
            lines.append(
                _line(
                    first + place,
                    prefix + text,
                    source,
                    listed=bool(prefix),
                    bold=(bold[0] + shift, bold[1] + shift) if bold else None,
                )
            )
    return lines


def _line(
    number: int,
    text: str,
    source: list[str],
    *,
    listed: bool = False,
    bold: tuple[int, int] | None = None,
) -> Line:
    raw = source[number]
    return Line(
        number=number + 1,
        text=text.strip(),
        indent=len(raw) - len(raw.lstrip()),
        after_blank=number == 0 or not source[number - 1].strip(),
        listed=listed,
        bold=bold,
    )


def _flat(children: "list[Token]") -> list[tuple[str, tuple[int, int] | None]]:
    """The lines of inline content without emphasis signs, each with its first strong span."""
    lines: list[tuple[str, tuple[int, int] | None]] = []
    text, start, span = "", None, None
    for child in children:
        match child.type:
            case "softbreak" | "hardbreak":
                lines.append((text, span))
                text, start, span = "", None, None
            case "strong_open":
                start = len(text)
            case "strong_close":
                if start is not None and span is None:
                    span = (start, len(text))
            case _:
                text += child.content
    return [*lines, (text, span)]
