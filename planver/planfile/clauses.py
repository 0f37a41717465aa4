"""Rules on single clauses: that they say something, their status, origin, length and number."""

from planver.model.draft import Clause, Draft, Status
from planver.model.numbering import numbered
from planver.planfile.characters import shown
from planver.planfile.nodes import Mapping, Node, Scalar, Sequence
from planver.planfile.reading import MAX_CLAUSE_BYTES, ClauseMark, Reading, Role

_AGREED = (Status.AGREED, Status.INITIALLED)


def check(reading: Reading, draft: Draft) -> None:
    """Put on the list what is wrong with the clauses."""
    _check_numbers(reading, draft)
    # A draft with unreadable clauses has fewer of them than the file: nothing to go by then.
    clauses = list(draft.walk())
    if len(clauses) == len(reading.clauses):
        for mark, clause in zip(reading.clauses, clauses, strict=True):
            _check_clause(reading, mark.node, clause)


def _check_clause(reading: Reading, node: Mapping, clause: Clause) -> None:
    if not any(map(_says_something, map(node.get, ("text", "heading", "clauses")))):
        reading.add(
            "empty-clause",
            node,
            "This clause says nothing: it has no text, no heading and no sub-clauses.",
            "Add `text:`; if the point was dropped, delete the clause.",
        )
    if clause.status in _AGREED:
        _check_agreed(reading, node, clause)
    if clause.origin is not None:
        _check_origin(reading, node, clause)
    if node.end - node.start > _LONG:
        _check_length(reading, node, clause)


def _says_something(node: Node | None) -> bool:
    """Whether there is a value, be it one that could not be read and was reported."""
    return (
        node is not None
        and not (isinstance(node, Scalar) and not node.value)
        and bool(not isinstance(node, Sequence) or node.children)
    )


def _check_agreed(reading: Reading, node: Mapping, clause: Clause) -> None:
    left = []
    if any("[" in words for words in (clause.text, clause.heading, clause.closing) if words):
        left.append("brackets")
    if clause.alternatives:
        left.append("alternatives")
    if left:
        reading.add(
            "agreed-but-open",
            node.get("status") or node,
            f"The clause is marked {clause.status.value}, yet it still has {' and '.join(left)}.",
            "Settle them in the text, or write `status: bracketed`.",
        )


def _check_origin(reading: Reading, node: Mapping, clause: Clause) -> None:
    origin = clause.origin
    if origin is None:
        return
    given = sum(map(bool, (origin.split_from, origin.joined_from, origin.from_id)))
    at = node.get("origin") or node
    both = {*origin.split_from, *origin.joined_from, origin.from_id, clause.id}
    denied = next((slug for slug in origin.not_from if slug in both), None)
    if given > 1 or not (given or origin.not_from):
        reading.add(
            "bad-origin",
            at,
            "The origin is empty." if not given else "The origin says more than one thing.",
            "Write one of `split_from`, `joined_from` and `from`; `not_from` may stand beside it.",
        )
    elif denied is not None:
        reading.add(
            "bad-origin",
            at,
            f"`not_from` names `{shown(denied)}`, which the clause is said to be or to come from.",
            "Only one of the two can be right: take the other out.",
        )
    elif origin.from_id is not None and origin.from_id == clause.id:
        reading.add(
            "bad-origin",
            at,
            "The clause names itself as the clause it was before.",
            "Leave the origin out: a clause that keeps its id needs none.",
        )


# No letter takes more than four bytes, so what is shorter than this in the file needs no counting.
_LONG = MAX_CLAUSE_BYTES // 4


def _check_length(reading: Reading, node: Mapping, clause: Clause) -> None:
    size = len(clause.wording.encode(errors="replace"))
    if size > MAX_CLAUSE_BYTES:
        reading.add(
            "clause-too-long",
            node,
            f"This clause has {size // 1024:,} KiB of text; 256 KiB is the most.",
            "Divide it into sub-clauses, or look for something pasted by mistake.",
        )


def _check_numbers(reading: Reading, draft: Draft) -> None:
    if not reading.named[Role.NUMBER]:
        return
    entries = numbered(draft)
    if len(entries) != len(reading.clauses):
        return
    seen: dict[tuple[int | None, str], ClauseMark] = {}
    for entry, mark in zip(entries, reading.clauses, strict=True):
        first = seen.setdefault((entry.parent, entry.number), mark)
        if first is not mark:
            reading.add(
                "repeated-number",
                mark.node.get("number") or mark.node,
                f"The clause in line {first.node.line} already has the number "
                f"{shown(entry.number)}",
                "Check the numbers against the draft as tabled; write `number:` where it departs "
                "from plain counting.",
            )
