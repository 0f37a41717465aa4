"""`planver fmt`: a file in its canonical layout, every comment kept, no value changed."""

import unicodedata
from collections import Counter
from enum import Enum
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from planver.errors import PlanFileError
from planver.model.finding import Severity
from planver.planfile.comments import Comment, find_comments, place_comments
from planver.planfile.document import walk
from planver.planfile.dump import encode
from planver.planfile.layout import Layout
from planver.planfile.nodes import Mapping, Scalar
from planver.planfile.parse import Outcome, Parsed, read
from planver.planfile.table import FILE


def reformat(data: bytes) -> bytes:
    """The file in its canonical layout, with all its comments; a second time changes nothing.

    Values stay as they are, save that letters put together from several characters become one
    (Unicode NFC). Raises `PlanFileError` for a file with errors, and where the outcome, which is
    read again, is not the same draft with the same comments.
    """
    before = read(data)
    refuse_errors(before.parsed)
    text, root = contents(before)
    comments = find_comments(text, root)
    after = encode(_lines(text, root))
    _verify(before.parsed, comments, read(after))
    return after


def refuse_errors(parsed: Parsed) -> None:
    """Raise PlanFileError with the first error of a file that has any."""
    errors = [found for found in parsed.findings if found.severity is Severity.ERROR]
    if errors:
        first, more = errors[0], len(errors) - 1
        others = f" (and {more} more)" if more else ""
        raise PlanFileError(
            f"Line {first.place.line}, column {first.place.column}: {first.message}{others}",
            first.hint,
        )


def contents(outcome: Outcome) -> tuple[str, Mapping]:
    """The text and the nodes of a file. Raises PlanFileError where it holds no draft."""
    if outcome.source is None or not isinstance(outcome.root, Mapping):
        raise PlanFileError("The file holds no draft.", "Run `planver check` on it.")
    return outcome.source.text, outcome.root


def _lines(text: str, root: Mapping) -> list[str]:
    placed = place_comments(text, root)
    for node in walk(root):
        if isinstance(node, Scalar):
            node.value = unicodedata.normalize("NFC", node.value)
    head, tail = _paragraphs(placed.head), _paragraphs(placed.tail)
    if head and not head[0]:
        del head[0]
    if head and _gap_before(text, root.start):
        head.append("")
    return [*head, *Layout(placed.remarks).lines(root, FILE), *tail]


def _paragraphs(comments: list[Comment]) -> list[str]:
    """Comments outside all entries, with the blank lines that stood before them."""
    lines: list[str] = []
    for comment in comments:
        lines += ["", comment.text] if comment.gap else [comment.text]
    return lines


def _gap_before(text: str, offset: int) -> bool:
    return text[: text.rfind("\n", 0, offset) + 1].rstrip(" ").endswith("\n\n")


def _verify(before: Parsed, comments: list[Comment], after: Outcome) -> None:
    text, root = contents(after)
    written = Counter(comment.text for comment in find_comments(text, root))
    if after.parsed.draft != _composed(before.draft) or written != Counter(
        comment.text for comment in comments
    ):
        raise PlanFileError(
            "This file cannot be laid out without changing it; it is left as it is.",
            "Please report this, with the file: it is a fault of planver.",
        )


def _composed(value: Any) -> Any:
    """A value of the model with every string in Unicode NFC."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, tuple):
        return tuple(map(_composed, value))
    if isinstance(value, Struct):
        return replace(value, **{name: _composed(part) for name, part in asdict(value).items()})
    return value
