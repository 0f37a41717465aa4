"""The drafts of a case as files: for planver and for the tools it is measured against."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from planver.model.draft import Draft
from planver.model.numbering import Numbered
from planver.planfile.dump import dump


def as_plan_file(draft: Draft) -> bytes:
    """The draft as planver keeps it; clauses have no ids, as in a text that came from outside."""
    return dump(draft)


def as_text(entries: Sequence[Numbered]) -> str:
    """A numbered text, one clause a line, parts set in: what people send each other."""
    return "".join(f"{'   ' * one.depth}{one.number} {_words(one)}\n" for one in entries)


def as_lines(entries: Sequence[Numbered]) -> str:
    """One clause a line without numbers, so that no tool is charged for a number that changed."""
    return "".join(f"{_words(one)}\n" for one in entries)


def as_xml(entries: Sequence[Numbered]) -> str:
    """One element a clause, for tools that compare trees."""
    clauses = "".join(f"<clause>{escape(_words(one))}</clause>\n" for one in entries)
    return f"<draft>\n{clauses}</draft>\n"


def _words(one: Numbered) -> str:
    return " ".join(one.clause.wording.split())
