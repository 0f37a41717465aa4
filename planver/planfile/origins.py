"""Writing origins into a plan file by hand, so to speak: every other byte stays as it is."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from planver.errors import PlanFileError
from planver.model.draft import Clause, Draft, Origin
from planver.planfile import nodes
from planver.planfile.comments import find_comments
from planver.planfile.nodes import Node, Scalar
from planver.planfile.parse import Outcome, read
from planver.planfile.reformat import contents, refuse_errors
from planver.planfile.scalars import inline
from planver.planfile.table import ORIGIN

# A block that keeps the blank lines behind it: `|+`, `>2+`.
_KEEPS_BLANKS = re.compile(r"[|>][0-9]*\+")
_Insertion = tuple[int, str]  # an offset in the text, and what to put there


def with_origins(data: bytes, origins: Mapping[int, Origin]) -> bytes:
    """The file with more in the origins of clauses, named by their place in the walk of the draft.

    An origin may only say more than the one that is there. Raises PlanFileError for a file with
    errors, and where the outcome, which is read again, is not what was asked for.
    """
    before = read(data)
    refuse_errors(before.parsed)
    text, root = contents(before)
    clauses = list(_clauses(root.get("points")))
    # The last clauses first: a clause and the last of its parts may end on the same line.
    insertions = [
        insertion
        for place, origin in sorted(origins.items(), reverse=True)
        for insertion in _insertions(text, clauses[place], origin)
    ]
    written = _inserted(data, text, insertions)
    _verify(before, read(written), origins)
    return written


def _clauses(node: Node | None) -> Iterator[nodes.Mapping]:
    """The clauses of a list, each before its sub-clauses, as `Draft.walk` gives them."""
    stack = list(reversed(node.children)) if isinstance(node, nodes.Sequence) else []
    while stack:
        clause = stack.pop()
        if isinstance(clause, nodes.Mapping):
            yield clause
            below = clause.get("clauses")
            stack += reversed(below.children) if isinstance(below, nodes.Sequence) else ()


def _insertions(text: str, clause: nodes.Mapping, origin: Origin) -> Iterator[_Insertion]:
    there = clause.get("origin")
    parts = _parts(origin)
    if not isinstance(there, nodes.Mapping):
        told = ", ".join(f"{name}: {_value(slugs)}" for name, slugs in parts.items())
        yield _new_key(text, clause, f"origin: {{{told}}}")
        return
    # Entries before keys: a list and the keys that hold it may end on the same line.
    for name, slugs in parts.items():
        known = there.get(name)
        if isinstance(known, nodes.Sequence):
            named = {child.value for child in known.children if isinstance(child, Scalar)}
            yield from (_new_item(text, known, slug) for slug in slugs if slug not in named)
    for name, slugs in parts.items():
        if there.get(name) is None:
            yield _new_key(text, there, f"{name}: {_value(slugs)}")


def _parts(origin: Origin) -> dict[str, str | tuple[str, ...]]:
    """What an origin says, by the keys of the format."""
    parts = {key.name: getattr(origin, key.attr) for key in ORIGIN.keys.values()}
    return {name: slugs for name, slugs in parts.items() if slugs}


def _value(slugs: str | tuple[str, ...]) -> str:
    if isinstance(slugs, str):
        return inline(slugs, flow=True)
    return f"[{', '.join(inline(slug, flow=True) for slug in slugs)}]"


def _new_key(text: str, node: nodes.Mapping, line: str) -> _Insertion:
    """A key with its value behind the last key that is there; notes stay last."""
    entries = [(key, value) for key, value in node.entries() if isinstance(key, Scalar)]
    before = [entry for entry in entries if entry[0].value != "notes"] or entries
    last = before[-1][1]
    if node.flow:
        return last.end, f", {line}"
    return _new_line(text, last, " " * (entries[0][0].column - 1) + line)


def _new_item(text: str, node: nodes.Sequence, slug: str) -> _Insertion:
    """An entry behind the last one of a list of words."""
    if node.flow:
        comma = ", " if node.children else ""
        at = node.children[-1].end if node.children else node.start + 1
        return at, comma + inline(slug, flow=True)
    line = text.rfind("\n", 0, node.start) + 1
    return _new_line(text, node, " " * (node.start - line) + f"- {inline(slug)}")


def _new_line(text: str, behind: Node, line: str) -> _Insertion:
    """A line behind the one on which a value ends."""
    end = text.find("\n", _end(text, behind))
    return (len(text), f"\n{line}") if end < 0 else (end, f"\n{line}")


def _end(text: str, node: Node) -> int:
    """Where the last word of a value ends: blocks are read up to what follows them."""
    while isinstance(node, nodes.Mapping | nodes.Sequence) and not node.flow and node.children:
        node = node.children[-1]
    end = node.end
    if _KEEPS_BLANKS.match(text, node.start):
        return end - 1
    return node.start + len(text[node.start : end].rstrip())


def _inserted(data: bytes, text: str, insertions: Sequence[_Insertion]) -> bytes:
    """The bytes of the file with more in it; they may end lines as Windows does, or have a BOM."""
    raw = data.decode("utf-8")
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", raw))]
    mark = len(raw) - len(raw.removeprefix("\ufeff"))
    ending = "\r\n" if "\r\n" in raw else "\r" if "\r" in raw else "\n"
    pieces: list[str] = []
    at = 0
    for offset, words in sorted(insertions, key=lambda insertion: insertion[0]):
        line = text.count("\n", 0, offset)
        column = offset - (text.rfind("\n", 0, offset) + 1)
        place = starts[line] + column + (mark if line == 0 else 0)
        pieces += (raw[at:place], words.replace("\n", ending))
        at = place
    return "".join((*pieces, raw[at:])).encode()


def _verify(before: Outcome, after: Outcome, origins: Mapping[int, Origin]) -> None:
    draft = before.parsed.draft
    sound = draft is not None and after.parsed.draft == _with(draft, origins)
    if not sound or _comments(before) != _comments(after):
        raise PlanFileError(
            "The answers cannot be put into this file without changing more of it; it is left as "
            "it is.",
            "Lay the file out with `planver fmt` and try again.",
        )


def _comments(outcome: Outcome) -> Counter[str]:
    text, root = contents(outcome)
    return Counter(comment.text for comment in find_comments(text, root))


def _with(draft: Draft, origins: Mapping[int, Origin]) -> Draft:
    """The draft with these origins."""
    places = iter(range(len(list(draft.walk()))))

    def changed(clause: Clause) -> Clause:
        origin = origins.get(next(places), clause.origin)
        return replace(clause, origin=origin, clauses=tuple(map(changed, clause.clauses)))

    return replace(draft, points=tuple(map(changed, draft.points)))
