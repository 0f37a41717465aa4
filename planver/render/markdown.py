"""A comparison as Markdown: struck and bold words, for notes, mail and the web."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from planver.model.change import ClauseChange, DraftDiff, Edit, Op
from planver.render import phrases
from planver.render.visible import one_line, visible

# Every sign that Markdown or HTML could act on: text of a plan is text.
_ACTIVE = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$^=-])")
# A number at the start of a paragraph begins a list; the brackets are active signs already.
_LISTED = re.compile(r"^(\d{1,9})\.(?=\s|$)")
_MARKS = {Op.EQUAL: "", Op.DELETE: "~~", Op.INSERT: "**"}
_MOVED = "moved"
_TAGS = {"~~": "del", "**": "strong", _MOVED: "ins"}
# A line break, blanks, or words with the blanks between them.
_PIECE = re.compile(r"\n|[^\S\n]+|\S(?:[^\n]*\S)?")


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return _LISTED.sub(r"\1\\.", _ACTIVE.sub(r"\\\1", visible(text)))


def markdown(diff: DraftDiff, shown: Sequence[int], folded: Sequence[int] = ()) -> str:
    """The changes at places `shown` of the comparison, each under a heading of its own.

    Those `folded` are counted and named.
    """
    return "\n".join(_lines(diff, shown, folded)) + "\n"


def _lines(diff: DraftDiff, shown: Sequence[int], folded: Sequence[int]) -> Iterator[str]:
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
    notes = (phrases.selection(diff, sorted({*shown, *folded})), phrases.folded(diff, folded))
    yield from (f"- {_label(note)}" for note in notes if note)
    for at in shown:
        yield ""
        yield from change_lines(diff.changes[at], diff)


def _label(text: str) -> str:
    return escaped(one_line(text))


def change_lines(change: ClauseChange, diff: DraftDiff, level: str = "##") -> Iterator[str]:
    """One change under a heading of its own: its redline, then what is known of it."""
    yield f"{level} {_label(phrases.title(change))}: {_label(phrases.what_happened(change))}"
    yield ""
    yield _redline(change)
    details = phrases.credited(change, diff.after)
    if moved := phrases.moves(change):
        details.append(moved)
    if status := phrases.status_told(change, diff.after.draft):
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
        (mark, piece)
        for edit in change.edits
        for mark, text in _marked(edit)
        for piece in _PIECE.findall(visible(text))
    ]
    told = ""
    for place, (mark, piece) in enumerate(pieces):
        follows, following = pieces[place + 1] if place + 1 < len(pieces) else ("", "")
        if piece == "\n":
            told += "\n\n"
        elif not piece.isspace():
            opening, closing = _signs(mark, piece, told, "" if follows else following)
            told += f"{opening}{escaped(piece)}{closing}"
        elif told and not told.endswith("\n"):  # in front of a paragraph blanks mean code
            told += piece
    return told


def _marked(edit: Edit) -> Iterator[tuple[str, str]]:
    """The text of an edit with the signs to put around it; moved words where they stand after."""
    if edit.moved is None:
        yield _MARKS[edit.op], edit.text
        return
    words = edit.text.lstrip()
    yield "", edit.text[: len(edit.text) - len(words)] + phrases.move_mark(edit.moved)
    if edit.op is Op.INSERT:
        yield _MOVED, words


def _signs(mark: str, piece: str, told: str, following: str) -> tuple[str, str]:
    """Markdown's signs; tags where it takes no sign: between a bracket inside and a letter outside.

    See "left-flanking" in the CommonMark specification. For moved words it has no sign at all.
    """
    opens = _is_letter(piece[0]) or not _is_letter(told[-1:])
    closes = _is_letter(piece[-1]) or not _is_letter(following[:1])
    if mark != _MOVED and (not mark or (opens and closes)):
        return mark, mark
    return f"<{_TAGS[mark]}>", f"</{_TAGS[mark]}>"


def _is_letter(sign: str) -> bool:
    return sign != "" and unicodedata.category(sign)[0] in "LMN"
