"""Rules on the wording itself: brackets that pair, no stray space at the ends."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from planver.planfile.nodes import Mapping, Scalar, Sequence
from planver.planfile.reading import MAX_CLAUSE_BYTES, Reading

_BRACKET = re.compile(r"[\[\]]")


def check(reading: Reading) -> None:
    """Put on the list what is wrong with the texts."""
    for scalar in reading.texts:
        _check_ends(reading, scalar)
    for mark in reading.clauses:
        if mark.depth == 1 and _has_brackets(reading, mark.node):
            _check_brackets(reading, _reading_order(mark.node), "point")
        for text in _alternatives(mark.node):
            _check_brackets(reading, [text], "alternative")


def _has_brackets(reading: Reading, node: Mapping) -> bool:
    text = reading.source.text
    return any(text.find(bracket, node.start, node.end) >= 0 for bracket in "[]\\")


def _check_ends(reading: Reading, scalar: Scalar) -> None:
    value = scalar.value
    if value == value.strip(" \t\n"):
        return
    line_break = value.endswith("\n")
    reading.add(
        "stray-whitespace",
        scalar,
        "The text ends in a line break." if line_break else "The text begins or ends in spaces.",
        "Write `>-` instead of `>` or `|`." if line_break else "Delete them.",
    )


def _reading_order(clause: Mapping) -> Iterator[Scalar]:
    """The texts of a clause and its sub-clauses as one reads them aloud."""
    for name in ("heading", "text", "clauses", "closing"):
        value = clause.get(name)
        if isinstance(value, Scalar):
            yield value
        elif isinstance(value, Sequence) and name == "clauses":
            for child in value.children:
                if isinstance(child, Mapping):
                    yield from _reading_order(child)


def _alternatives(clause: Mapping) -> Iterator[Scalar]:
    alternatives = clause.get("alternatives")
    for child in alternatives.children if isinstance(alternatives, Sequence) else ():
        text = child.get("text") if isinstance(child, Mapping) else None
        if isinstance(text, Scalar):
            yield text


def _check_brackets(reading: Reading, texts: Iterable[Scalar], whole: str) -> None:
    """Brackets may open in a chapeau and close in the closing words, so texts go together."""
    unmatched: list[tuple[Scalar, int, str]] = []
    for scalar in texts:
        if len(scalar.value) > MAX_CLAUSE_BYTES:
            continue  # reported, and not worth a walk of millions
        for count, match in enumerate(_BRACKET.finditer(scalar.value)):
            bracket = match.group()
            if bracket == "]" and unmatched and unmatched[-1][2] == "[":
                unmatched.pop()
            else:
                unmatched.append((scalar, count, bracket))
    for scalar, lost in groupby(unmatched, key=itemgetter(0)):
        if reading.findings.full:
            return
        places = _places_of_brackets(reading, scalar)
        for _, count, bracket in lost:
            reading.add(
                "unbalanced-bracket",
                reading.source.place(places[count] if places else scalar.start),
                f"This bracket is never closed within the {whole}."
                if bracket == "["
                else f"This bracket closes none that was opened in the {whole}.",
                "Add its partner, or delete it; in a negotiated text brackets mean: not agreed.",
            )


def _places_of_brackets(reading: Reading, scalar: Scalar) -> list[int]:
    """Where in the file the brackets of a text stand, in the order of its value.

    Empty where escapes hide some; the text's own place has to do then.
    """
    text, begin = reading.source.text, scalar.start
    if text[begin] in ">|":
        begin = text.find("\n", begin, scalar.end)  # a comment may follow the header of a block
    written = [match.start() for match in _BRACKET.finditer(text, begin, scalar.end)]
    return written if len(written) == len(_BRACKET.findall(scalar.value)) else []
