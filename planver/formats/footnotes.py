"""Taking footnotes out of the running lines, so that they end up in no clause."""

import re

from planver.formats.lines import Line
from planver.formats.markers import find_marker
from planver.formats.outline import Doubt

_HEADER = re.compile(r"(?:foot|end)?notes?\s*:?|сноски|примечания|примітки|виноски", re.IGNORECASE)
_BRACKETED = re.compile(r"\[\^?(?P<mark>[\w*]{1,20})\]:?(?=\s)")
_RAISED = re.compile(r"(?P<mark>[¹²³⁰⁴-⁹]{1,3}|†|‡)\s*(?=\S)")
_STARRED = re.compile(r"(?P<mark>\*{1,3})\s*(?=[^\s*])")


def take_footnotes(
    lines: tuple[Line, ...],
) -> tuple[tuple[Line, ...], tuple[str, ...], tuple[Doubt, ...]]:
    """The lines without the footnotes, the footnotes with their marks, and what was recognised.

    Everything below a line "Footnotes" is one, and so is a paragraph that opens with a mark which
    the text above refers to ("[1]", "¹", or "*" below a drawn line).
    """
    header = _header(lines)
    body = lines if header is None else lines[:header]
    kept, notes = _scattered(body)
    if header is not None:
        notes += [[lines[header]], *_paragraphs(lines[header + 1 :])]
    texts = tuple(" ".join(" ".join(line.text for line in note).split()) for note in notes)
    if not notes:
        return lines, (), ()
    count = len(notes) - (header is not None)
    what = "1 footnote was" if count == 1 else f"{count} footnotes were"
    message = f"{what} set apart from the points; the marks in the text were left in place."
    return tuple(kept), texts, (Doubt(line=notes[0][0].number, message=message),)


def _header(lines: tuple[Line, ...]) -> int | None:
    """Place of the last line that reads "Notes" or the like, with clauses above and text below."""
    for place in range(len(lines) - 2, 0, -1):
        if _HEADER.fullmatch(lines[place].text) and lines[place].after_blank:
            return place if any(find_marker(line.text) for line in lines[:place]) else None
    return None


def _scattered(lines: tuple[Line, ...]) -> tuple[list[Line], list[list[Line]]]:
    kept: list[Line] = []
    notes: list[list[Line]] = []
    referred: set[str] = set()
    inside = ruled = False
    for line in lines:
        ruled = ruled or line.after_rule
        if (line.after_blank or inside) and _opens_note(line.text, referred, ruled):
            notes.append([line])
            inside = True
        elif inside and not line.after_blank and find_marker(line.text) is None:
            notes[-1].append(line)
        else:
            inside = False
            kept.append(line)
            referred |= _references(line.text)
    return kept, notes


def _references(text: str) -> set[str]:
    """Marks standing behind a word: "forces[1]", "forces¹", "forces*"."""
    return {
        match["bracketed"] or match["raised"]
        for match in re.finditer(
            r"(?<=[\w.,;:)\"”])\s?(?:\[\^?(?P<bracketed>[\w*]{1,20})\]"
            r"|(?P<raised>[¹²³⁰⁴-⁹]{1,3}|†|‡|(?<!\*)\*{1,3}(?=[\s.,;:)]|$)))",
            text,
        )
    }


def _opens_note(text: str, referred: set[str], ruled: bool) -> bool:
    found = (
        _BRACKETED.match(text) or _RAISED.match(text) or (_STARRED.match(text) if ruled else None)
    )
    return found is not None and found["mark"] in referred


def _paragraphs(lines: tuple[Line, ...]) -> list[list[Line]]:
    """Each footnote under a header: begun by a blank line or by a mark or number of its own."""
    notes: list[list[Line]] = []
    for line in lines:
        opens = _BRACKETED.match(line.text) or _RAISED.match(line.text) or find_marker(line.text)
        if not notes or line.after_blank or opens:
            notes.append([])
        notes[-1].append(line)
    return notes
