"""The comments of a file, and which entry each belongs to.

PyYAML drops comments, yet it tells exactly where every key and value stands; whatever begins with
``#`` between them is a comment. An entry here is a key with its value, or one entry of a list.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct, field

from planver.planfile.layout import Remarks
from planver.planfile.nodes import Mapping, Node, Scalar, Sequence

_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")


class Comment(Struct, eq=False):
    """A comment and where it stands; `alone` on its line, after a `gap` of blank lines."""

    text: str
    start: int
    column: int
    alone: bool
    gap: bool = False


class _Entry(Struct, eq=False):
    """A key (`node`) with its value, or an entry of a list (then both are the same node)."""

    node: Node
    value: Node
    column: int
    holder: "_Entry | None"

    @property
    def start(self) -> int:
        return self.node.start

    @property
    def end(self) -> int:
        return self.value.end

    def chain(self) -> Iterator["_Entry"]:
        """The entry, then the one that holds it, and so on outwards."""
        entry: _Entry | None = self
        while entry is not None:
            yield entry
            entry = entry.holder


class Placed(Struct, eq=False):
    """Comments by what they belong to: the head and the end of the file, or an entry's node."""

    head: list[Comment] = field(default_factory=list)
    tail: list[Comment] = field(default_factory=list)
    remarks: defaultdict[int, Remarks] = field(default_factory=lambda: defaultdict(Remarks))

    def above(self, entry: _Entry, comment: Comment) -> None:
        """Put the comment on the lines above the entry."""
        self.remarks[id(entry.node)].above.append(comment.text)

    def below(self, entry: _Entry, comment: Comment) -> None:
        """Put the comment on the lines below the entry."""
        self.remarks[id(entry.node)].below.append(comment.text)

    def beside(self, entry: _Entry, comment: Comment) -> None:
        """Put the comment on the entry's line; if that has one already, above."""
        remarks = self.remarks[id(entry.node)]
        if remarks.beside is None:
            remarks.beside = (comment.column, comment.text)
        else:
            remarks.above.append(comment.text)


def find_comments(text: str, root: Node) -> list[Comment]:
    """Every comment of a file, in order."""
    found: list[Comment] = []
    at = 0
    for scalar in _scalars(root):
        found += _between(text, at, scalar.start)
        header = _BLOCK_HEADER.match(text, scalar.start, scalar.end) if not scalar.plain else None
        if header:
            found.append(_comment(text, header.start(1), header.end(1)))
        at = scalar.end
    return found + list(_between(text, at, len(text)))


def _scalars(root: Node) -> Iterator[Scalar]:
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Sequence | Mapping):
            stack.extend(reversed(node.children))


def _between(text: str, at: int, limit: int) -> Iterator[Comment]:
    """The comments of a stretch of the file that holds no keys or values."""
    while (at := text.find("#", at, limit)) >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield _comment(text, at, end)
        at = end


def _comment(text: str, start: int, end: int) -> Comment:
    line = text.rfind("\n", 0, start) + 1
    alone = not text[line:start].strip()
    return Comment(
        text=unicodedata.normalize("NFC", text[start:end].rstrip()),
        start=start,
        column=start - line + 1,
        alone=alone,
        gap=alone and text[:line].rstrip(" ").endswith("\n\n"),
    )


def place_comments(text: str, root: Mapping) -> Placed:
    """Each comment of a file with the entry it belongs to."""
    entries = list(_entries(text, root, None))
    starts = [entry.start for entry in entries]
    placed = Placed()
    for comment in find_comments(text, root):
        upcoming = bisect_right(starts, comment.start)
        before = entries[upcoming - 1] if upcoming else None
        after = entries[upcoming] if upcoming < len(entries) else None
        if comment.alone:
            _place_alone(comment, before, after, placed)
        else:
            _place_beside(comment, before, after, placed)
    return placed


def _entries(text: str, node: Node, holder: _Entry | None) -> Iterator[_Entry]:
    if isinstance(node, Mapping):
        for key, value in node.entries():
            entry = _Entry(key, value, key.column, holder)
            yield entry
            yield from _entries(text, value, entry)
    elif isinstance(node, Sequence):
        for child in node.children:
            column = child.column if node.flow else _column_of_dash(text, child)
            entry = _Entry(child, child, column, holder)
            yield entry
            yield from _entries(text, child, entry)


def _column_of_dash(text: str, item: Node) -> int:
    dash = text.rfind("-", 0, item.start)
    return dash - text.rfind("\n", 0, dash)


def _place_alone(
    comment: Comment, before: _Entry | None, after: _Entry | None, placed: Placed
) -> None:
    """A comment on its own line belongs to what follows, unless its indentation says otherwise."""
    if before is None:
        placed.head.append(comment)
    elif isinstance(before.value, Scalar) and before.value.start > comment.start:
        placed.above(before, comment)  # it stands between a key and its text
    elif around := next((entry for entry in before.chain() if _flows_around(entry, comment)), None):
        last = next((entry for entry in before.chain() if entry.holder is around), None)
        if after is not None and after.start < around.end:
            placed.above(after, comment)
        elif last is not None:
            placed.below(last, comment)
        else:
            placed.above(around, comment)
    elif below := _entry_above(comment, before, after):
        placed.below(below, comment)
    elif after is not None:
        placed.above(after, comment)
    else:
        placed.tail.append(comment)


def _flows_around(entry: _Entry, comment: Comment) -> bool:
    """Whether the comment stands inside the entry's ``[ ]`` or ``{ }``."""
    value = entry.value
    return (
        isinstance(value, Sequence | Mapping)
        and value.flow
        and value.start < comment.start < value.end
    )


def _entry_above(comment: Comment, before: _Entry, after: _Entry | None) -> _Entry | None:
    """The entry a comment ends, being indented like it and deeper than what follows."""
    for entry in before.chain():
        if entry.column <= comment.column:
            deeper = entry.column > (after.column if after is not None else 1)
            holds_next = after is not None and any(entry is outer for outer in after.chain())
            return entry if deeper and not holds_next else None
    return None


def _place_beside(
    comment: Comment, before: _Entry | None, after: _Entry | None, placed: Placed
) -> None:
    """A comment after something on its line belongs to that: the outermost of what ends there."""
    line = comment.start - comment.column + 1
    if before is None:
        placed.head.append(comment)
    elif before.end > comment.start and before.start >= line:
        placed.beside(before, comment)  # `clauses:  # comment`, or the header of a block
    elif before.end <= comment.start and (ended := _outermost_ended(before, comment)).end > line:
        placed.beside(ended, comment)
    elif after is not None:
        placed.above(after, comment)
    else:
        placed.tail.append(comment)


def _outermost_ended(entry: _Entry, comment: Comment) -> _Entry:
    while entry.holder is not None and entry.holder.end <= comment.start:
        entry = entry.holder
    return entry
