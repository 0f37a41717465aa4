"""A comparison as Markdown: struck and bold words, for notes, mail and the web."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from planver.model.change import ClauseChange, DraftDiff, Op
from planver.render import phrases
from planver.render.visible import one_line, visible

# Every sign that Markdown or HTML could act on: text of a plan is text.
_ACTIVE = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$^=-])")
# A number at the start of a paragraph begins a list; the brackets are active signs already.
_LISTED = re.compile(r"^(\d{1,9})\.(?=\s|$)")
_MARKS = {Op.EQUAL: ("", ""), Op.DELETE: ("~~", "~~"), Op.INSERT: ("**", "**")}
_TAGS = {Op.DELETE: ("<del>", "</del>"), Op.INSERT: ("<strong>", "</strong>")}
# A line break, blanks, or words with the blanks between them.
_PIECE = re.compile(r"\n|[^\S\n]+|\S(?:[^\n]*\S)?")


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return _LISTED.sub(r"\1\\.", _ACTIVE.sub(r"\\\1", visible(text)))


def markdown(diff: DraftDiff, shown: Sequence[int]) -> str:
    """The changes at places `shown` of the comparison, each under a heading of its own."""
    return "\n".join(_lines(diff, shown)) + "\n"


def _lines(diff: DraftDiff, shown: Sequence[int]) -> Iterator[str]:
    draft = diff.after.draft
    yield f"# {_label(draft.plan_title or draft.plan)}"
    yield ""
    yield f"- Before: {_label(phrases.tabled(diff.before))}"
    yield f"- After: {_label(phrases.tabled(diff.after))}"
    if not diff.comparable:
        yield from ("", _label(phrases.gap(diff)), "")
        yield from (
            f"- {_label(report)}" for report in phrases.reports(diff.before.draft, diff.after.draft)
        )
        return
    yield f"- {phrases.counts(diff)}"
    if note := phrases.selection(diff, shown):
        yield f"- {_label(note)}"
    for at in shown:
        yield ""
        yield from _change(diff.changes[at], diff)


def _label(text: str) -> str:
    return escaped(one_line(text))


def _change(change: ClauseChange, diff: DraftDiff) -> Iterator[str]:
    yield f"## {_label(phrases.title(change))}: {_label(phrases.what_happened(change))}"
    yield ""
    yield _redline(change)
    details: list[str] = []
    if change.proposed_by:
        details.append(f"Proposed by {phrases.attributions(change.proposed_by, diff.after)}")
    if status := phrases.status_change(change):
        details.append(f"Status: {status}")
    drafts = (diff.after.draft, diff.before.draft)
    details += (phrases.flag(flag, *drafts) for flag in change.flags)
    if likeness := phrases.likeness(change):
        details.append(likeness.capitalize())
    details += (
        f"Possibly answers {possible.path} ({possible.confidence:.0%} likely); not taken as fact"
        for possible in change.possible
    )
    if details:
        yield ""
        yield from (f"- {_label(detail)}" for detail in details)


def _redline(change: ClauseChange) -> str:
    """The edits as paragraphs, with marks that hug the words."""
    pieces = [
        (edit.op, piece) for edit in change.edits for piece in _PIECE.findall(visible(edit.text))
    ]
    told = ""
    for place, (op, piece) in enumerate(pieces):
        follows, following = pieces[place + 1] if place + 1 < len(pieces) else (Op.EQUAL, "")
        if piece == "\n":
            told += "\n\n"
        elif not piece.isspace():
            opening, closing = _marks(op, piece, told, following if follows is Op.EQUAL else "")
            told += f"{opening}{escaped(piece)}{closing}"
        elif told and not told.endswith("\n"):  # in front of a paragraph blanks mean code
            told += piece
    return told


def _marks(op: Op, piece: str, told: str, following: str) -> tuple[str, str]:
    """Markdown's signs; tags where it takes no sign: between a bracket inside and a letter outside.

    See "left-flanking" in the CommonMark specification.
    """
    opens = _is_letter(piece[0]) or not _is_letter(told[-1:])
    closes = _is_letter(piece[-1]) or not _is_letter(following[:1])
    return _MARKS[op] if (opens and closes) or op is Op.EQUAL else _TAGS[op]


def _is_letter(sign: str) -> bool:
    return sign != "" and unicodedata.category(sign)[0] in "LMN"
