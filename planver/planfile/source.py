"""Bytes to text: size, encoding, line endings, and characters that should not be there."""

import codecs
import re
import unicodedata
from bisect import bisect_right
from functools import cached_property

from planver.model.finding import Place
from planver.planfile import characters
from planver.planfile.rules import Findings

PLAN_SUFFIX = ".plan.yaml"
MAX_BYTES = 16 * 1024 * 1024

_START = Place(line=1, column=1)
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Source:
    """The text of a file, its lines ended by LF, and where in it a character stands."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def place(self, offset: int) -> Place:
        """Line and column of the character at an offset."""
        line = bisect_right(self._line_starts, offset)
        return Place(line=line, column=offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The line with that number, from 1; empty beyond the last."""
        starts = self._line_starts
        if number > len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end]


def may_hold(data: bytes, word: str) -> bool:
    """Whether a value in a file can be that word: to look takes less time than to parse."""
    return word.encode() in data or b"\\" in data  # escapes can spell any word


def read_source(data: bytes, findings: Findings) -> Source | None:
    """The text of a file, or None where it is too large, empty or not UTF-8.

    Control characters, which are reported, come out as U+FFFD so that the rest can be checked.
    """
    if len(data) > MAX_BYTES:
        findings.add(
            "file-too-large",
            _START,
            f"The file is {len(data) / 1024 / 1024:.1f} MiB; a plan file is at most 16 MiB.",
            "One file holds one draft: split the file, or look for something pasted by mistake.",
        )
        return None
    text = _decode(data, findings)
    if text is None:
        return None
    source = Source(_normalise_lines(text, findings))
    if not source.text.strip():
        findings.add(
            "empty-file",
            _START,
            "The file is empty.",
            "Start with the lines `planver: 1`, `plan:`, `draft:` and `points:`.",
        )
        return None
    _check_characters(source, findings)
    if not has_stacked_marks(source.text, source, findings):
        _check_composition(source, findings)
    if findings.fatal:
        return Source(re.sub(characters.CONTROL, "\ufffd", source.text))
    return source


def _decode(data: bytes, findings: Findings) -> str | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        findings.add("not-utf8", *_bad_byte(data, error))
        return None
    if text.startswith("\ufeff"):
        findings.add(
            "byte-order-mark",
            _START,
            "The file begins with a byte order mark (U+FEFF), which nobody can see.",
            "Save as UTF-8 without BOM, or run `planver fmt`.",
        )
        return text[1:]
    return text


def _bad_byte(data: bytes, error: UnicodeDecodeError) -> tuple[Place, str, str]:
    before = data[: error.start].decode("utf-8")
    before = before.removeprefix("\ufeff")
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    place = Place(line=len(lines), column=len(lines[-1]) + 1)
    if data.startswith(_WIDE_MARKS):
        return place, "The file is saved as UTF-16.", "Save it again, as UTF-8."
    if error.end == len(data) and "unexpected end" in error.reason:
        return (
            place,
            "The file breaks off in the middle of a character.",
            "It may have been cut off: get it again from whoever sent it.",
        )
    return (
        place,
        f"The byte 0x{data[error.start]:02X} is not UTF-8.",
        "Save the file as UTF-8; it may have been saved in an older encoding.",
    )


def _normalise_lines(text: str, findings: Findings) -> str:
    at = text.find("\r")
    if at < 0:
        return text
    source = Source(text)
    findings.add(
        "line-endings",
        source.place(at),
        "Lines end in CR LF, as Windows writes them; a plan file ends them in LF."
        if text.startswith("\r\n", at)
        else "A line ends in CR, as old systems wrote it; a plan file ends them in LF.",
        "Run `planver fmt`, and set your editor to LF.",
    )
    return text.replace("\r\n", "\n").replace("\r", "\n")


_REMEDIES = {
    "tab": "Put spaces in its place.",
    "control-character": "Delete it: it has no meaning in a text.",
    "bidi-control": "Delete it: it can make the text read other than it is stored.",
    "invisible-character": "Delete it, unless the language is spelt with it.",
}


def report_character(
    findings: Findings, character: str, before: str, place: Place, where: str
) -> None:
    """A finding for a suspect character, unless its surroundings call for it."""
    rule = characters.rule_for(character, before)
    if rule is not None:
        message = f"{where} {characters.name(character)}."
        findings.add(rule, place, message, _REMEDIES[rule])


def _check_characters(source: Source, findings: Findings) -> None:
    for match in characters.SUSPECT.finditer(source.text):
        at = match.start()
        before = source.text[at - 1 : at]
        report_character(findings, match.group(), before, source.place(at), "Here stands")
        if findings.full:
            return


def has_stacked_marks(
    text: str, source: Source, findings: Findings, at: Place | None = None
) -> bool:
    """Whether a letter carries so many marks that composing it would take for ever; reported."""
    offset = characters.long_run_of_marks(text)
    if offset is None:
        return False
    findings.add(
        "stacked-marks",
        at or source.place(offset),
        f"A letter here carries more than {characters.MAX_MARKS} marks.",
        "Delete them: no language is spelt so.",
    )
    return True


def _check_composition(source: Source, findings: Findings) -> None:
    if unicodedata.is_normalized("NFC", source.text):
        return
    for number, line in enumerate(source.text.split("\n"), start=1):
        composed = unicodedata.normalize("NFC", line)
        if composed != line:
            same = (a == b for a, b in zip(line, composed, strict=False))
            column = next((i for i, equal in enumerate(same) if not equal), len(composed)) + 1
            findings.add(
                "not-nfc",
                Place(line=number, column=column),
                "A letter here is put together from several characters (not Unicode NFC).",
                "Run `planver fmt`: it writes such letters as one character.",
            )
        if findings.full:
            return
