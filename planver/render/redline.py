"""The redline: a comparison as rows for a given width, unified or side by side.

Each row knows which change it belongs to, so that a reader can walk from change to change. The
gutter always carries text (sign, number, party); colour only repeats what the words say.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct
from rich.cells import cell_len

from planver.model.change import ClauseChange, DraftDiff, Edit, Kind, Op
from planver.model.numbering import Numbered, from_letters
from planver.render import phrases
from planver.render.layout import Line, Role, Span, fitted, padded, wrap
from planver.render.plain import near
from planver.render.visible import one_line, visible

_SIGN, _NUMBER, _PARTY = 2, 8, 7
GUTTER = _SIGN + _NUMBER + _PARTY
_LONGEST_NUMBER = 12
# Two columns of less than some twenty cells each are no easier to read than one text.
COLUMNS_FROM = 60
_LEAST = 16  # cells for the text, before the parties give way to it
_INDENT = 2
_ROLES = {Op.EQUAL: Role.TEXT, Op.DELETE: Role.DELETE, Op.INSERT: Role.INSERT}


class View(StrEnum):
    """Which words a unified redline shows."""

    MARKED = "marked-up"
    AFTER = "after"
    BEFORE = "before"


class Row(Struct, frozen=True):
    """One screen row; `change` is the place of its change, None between changes."""

    spans: Line
    change: int | None = None


class Look(Struct, frozen=True, kw_only=True):
    """How a redline is laid out.

    `context` None shows every unchanged clause. `spelled` marks words with signs, for where they
    can be neither struck nor underlined: {-went-} {+came+}.
    """

    width: int
    spelled: bool = False
    side_by_side: bool = False
    view: View = View.MARKED
    context: int | None = None

    @property
    def columns(self) -> bool:
        """Whether two columns are asked for and have room; else there is one text."""
        return self.side_by_side and self.width >= COLUMNS_FROM


def redline(diff: DraftDiff, shown: Sequence[int], look: Look) -> list[Row]:
    """Rows for the changes at places `shown`, in order, with their unchanged surroundings.

    Unchanged clauses further than `look.context` from a shown change are folded into one row
    that says how many they are, and how many changes among them are cosmetic only.
    """
    return list(redline_rows(diff, shown, look))


def redline_rows(diff: DraftDiff, shown: Sequence[int], look: Look) -> Iterator[Row]:
    """The same rows one by one, laid out as they are asked for."""
    if not diff.comparable:
        yield from _gap_rows(diff, look.width)
        return
    room = _number_width(diff, look.width)
    wanted = set(shown)
    unfolded = near(len(diff.changes), wanted, look.context)
    folded: list[ClauseChange] = []
    for at, change in enumerate(diff.changes):
        if at not in wanted and (change.notable or at not in unfolded):
            folded.append(change)
            continue
        yield from _fold_row(folded, look.width)
        folded.clear()
        yield from (Row(line, at) for line in _change_lines(diff, change, look, room))
        yield Row(())
    yield from _fold_row(folded, look.width)


def gutter(diff: DraftDiff, width: int) -> int:
    """Cells left of the text in a redline of `width` cells."""
    return _gutter_width(_number_width(diff, width), width)


def _gutter_width(room: int, width: int) -> int:
    narrow = _SIGN + room
    return narrow if width - narrow - _PARTY < _LEAST else narrow + _PARTY


def _number_width(diff: DraftDiff, width: int) -> int:
    """Cells for the numbers, and a space: what the longest needs, up to a bound."""
    most = _longest_number(width)
    labels = (one_line(numbers(change.after or change.before, most)) for change in diff.changes)
    longest = max(map(cell_len, labels), default=0)
    return min(max(longest, _NUMBER - 1), most) + 1


def _longest_number(width: int) -> int:
    return max(_NUMBER - 1, min(width // 4, _LONGEST_NUMBER))


def numbers(clauses: Sequence[Numbered], room: int) -> str:
    """The numbers of clauses for a narrow place: ``5``, ``5-7``, ``5, 8``; ``5+2`` if need be."""
    paths = [entry.path for entry in clauses]
    if len(paths) == 1:
        return paths[0]
    told = [", ".join(paths)]
    if _consecutive(paths):
        told.insert(len(paths) == 2, f"{paths[0]}-{paths[-1].rpartition('.')[2]}")
    return next((text for text in told if cell_len(text) <= room), f"{paths[0]}+{len(paths) - 1}")


def _consecutive(paths: Sequence[str]) -> bool:
    """Whether the paths are those of clauses that follow each other in one place."""
    above = {path.rpartition(".")[0] for path in paths}
    places = [_ordinal(path.rpartition(".")[2]) for path in paths]
    return len(above) == 1 and all(
        one is not None and other == one + 1 for one, other in pairwise(places)
    )


def _ordinal(number: str) -> int | None:
    if number.isascii() and number.isdigit() and len(number) < 6:
        return int(number)
    return from_letters(number)


def _fold_row(folded: Sequence[ClauseChange], width: int) -> list[Row]:
    if not folded:
        return []
    text = f"{'':{_SIGN}}··· {phrases.plural(len(folded), 'clause')} not shown"
    if cosmetic := sum(change.cosmetic for change in folded):
        of_them = f"{cosmetic} of them " if cosmetic < len(folded) else ""
        text += f", {of_them}with cosmetic changes only"
    return [*(Row(line) for line in wrap([Span(text, Role.QUIET)], width)), Row(())]


def _gap_rows(diff: DraftDiff, width: int) -> list[Row]:
    lines = [*wrap([Span(phrases.gap(diff), Role.NOTE)], width), ()]
    for report in phrases.reports(diff.before.draft, diff.after.draft):
        lines += [*wrap([Span(one_line(report))], width), ()]
    return [Row(line) for line in lines]


def _change_lines(diff: DraftDiff, change: ClauseChange, look: Look, room: int) -> Iterator[Line]:
    """The wording beside its gutter, then notes and flags under it."""
    before = _gutter_width(room, look.width)
    width = max(look.width - before, 2)
    body = _side_by_side(change, width, look) if look.columns else _unified(change, width, look)
    first = _gutter(change, room, parties=before > _SIGN + room)
    blank = (Span(" " * before),)
    for at, line in enumerate(body):
        yield (*(blank if at else first), *line)
    if look.view is View.MARKED or look.columns:
        for note in notes(diff, change):
            for line in wrap([note], width):
                yield (*blank, *line)


def _gutter(change: ClauseChange, width: int, *, parties: bool) -> Line:
    number = numbers(change.after or change.before, width - 1)
    line = (
        Span(f"{phrases.sign(change):{_SIGN}}", Role.SIGN),
        fitted(one_line(number), width - 1, Role.NUMBER),
        Span(" "),
    )
    if not parties:
        return line
    names = one_line(phrases.proposers(change))
    return (*line, fitted(names, _PARTY - 1, Role.PARTY), Span(" "))


def notes(diff: DraftDiff, change: ClauseChange) -> Iterator[Span]:
    """What a reviewer reads under a change: moves and renumberings, status, flags, doubts."""
    moves = {Kind.MOVED, Kind.RENUMBERED, Kind.SPLIT, Kind.JOINED}
    if moves & set(change.kinds):
        yield Span(one_line(phrases.what_happened(change)), Role.NOTE)
    if Kind.AMENDED in change.kinds and not change.reworded:
        yield Span("cosmetic only", Role.NOTE)
    if moved := phrases.moves(change):
        yield Span(moved, Role.NOTE)
    if doubted := phrases.doubted(change):
        yield Span(one_line(doubted), Role.NOTE)
    if status := phrases.status_told(change, diff.after.draft):
        yield Span(one_line(f"status: {status}"), Role.NOTE)
    for flag in change.flags:
        told = phrases.flag(flag, diff.after.draft, diff.before.draft)
        yield Span(f"! {one_line(told)}", Role.FLAG)
    for possible in change.possible:
        side = "after" if change.before else "before"
        share = f"{possible.confidence:.0%}"
        yield Span(f"? possibly answers {one_line(possible.path)} of {side} ({share})", Role.NOTE)
    if likeness := phrases.likeness(change):
        yield Span(f"? {likeness}", Role.NOTE)


def _depth(change: ClauseChange) -> int:
    shown: Sequence[Numbered] = change.after or change.before
    return min(shown[0].depth, 4)


def _unified(change: ClauseChange, width: int, look: Look) -> list[Line]:
    hidden = {View.MARKED: None, View.AFTER: Op.DELETE, View.BEFORE: Op.INSERT}[look.view]
    marked = look.view is View.MARKED
    spans = [
        span
        for edit in change.edits
        if edit.op is not hidden
        for span in (_spans(edit, look) if marked else [Span(edit.text)])
    ]
    if change.kinds == (Kind.UNCHANGED,):
        spans = [Span(span.text, Role.QUIET) for span in spans]
    if not spans:
        spans = [Span("(not in this draft)", Role.QUIET)]
    if marked:
        spans = list(_kept_apart(spans))
    return _indented(spans, width, _depth(change))


def _spans(edit: Edit, look: Look, *, one_side: bool = False) -> list[Span]:
    """An edit with its marks. Moved words are shown where they stand after, and on either side."""
    text = edit.text
    if edit.moved is not None:
        mark = Span(phrases.move_mark(edit.moved), Role.MARK)
        words = text.lstrip()
        space = Span(text[: len(text) - len(words)])
        there = [Span(words, Role.MOVED)] if one_side or edit.op is Op.INSERT else []
        if look.spelled:
            return [space, Span("{", Role.MARK), mark, *there, Span("}", Role.MARK)]
        return [space, mark, *there]
    if look.spelled and edit.op is not Op.EQUAL:
        text = f"{{-{text}-}}" if edit.op is Op.DELETE else f"{{+{text}+}}"
    return [Span(text, _ROLES[edit.op])]


def _kept_apart(spans: Sequence[Span]) -> Iterator[Span]:
    """A space between words that went and words that came: they must not read as one word."""
    last: Span | None = None
    for span in spans:
        if last is not None and (last.role, span.role) == (Role.DELETE, Role.INSERT):
            touching = not last.text[-1:].isspace() and not span.text[:1].isspace()
            yield from [Span(" ", Role.QUIET)] * touching
        yield span
        last = span


def _indented(spans: Sequence[Span], width: int, depth: int) -> list[Line]:
    indent = Span(" " * min(_INDENT * depth, max(width - 12, 0)))
    return [
        (indent, *line)
        for paragraph in _paragraphs(spans)
        for line in wrap(paragraph, width - indent.width)
    ]


def one_side(edits: Sequence[Edit], hidden: Op, width: int, *, spelled: bool) -> list[Line]:
    """The words of one side alone, those marked that the other side, which is `hidden`, lacks."""
    look = Look(width=width, spelled=spelled)
    spans = [
        span
        for edit in edits
        if edit.op is not hidden
        for span in _spans(edit, look, one_side=True)
    ]
    return _indented(spans, width, 0)


def _paragraphs(spans: Sequence[Span]) -> list[list[Span]]:
    """Split at line breaks; a break that was itself deleted or inserted is shown as a sign."""
    paragraphs: list[list[Span]] = [[]]
    for span in spans:
        for at, part in enumerate(visible(span.text).split("\n")):
            if at:
                if span.role in (Role.DELETE, Role.INSERT):
                    paragraphs[-1].append(Span("¶", span.role))
                paragraphs.append([])
            if part:
                paragraphs[-1].append(Span(part, span.role))
    return paragraphs


def _side_by_side(change: ClauseChange, width: int, look: Look) -> list[Line]:
    """Before on the left with what went, after on the right with what came; rows stay level."""
    column = (width - 3) // 2
    quiet = change.kinds == (Kind.UNCHANGED,)
    sides: list[list[Line]] = []
    for hidden, clauses in ((Op.INSERT, change.before), (Op.DELETE, change.after)):
        spans = [
            span
            for edit in change.edits
            if edit.op is not hidden
            for span in (
                [Span(edit.text, Role.QUIET)] if quiet else _spans(edit, look, one_side=True)
            )
        ]
        lines = _indented(spans, column, _depth(change)) if clauses else []
        sides.append(lines)
    left, right = sides
    height = max(len(left), len(right))
    left += [()] * (height - len(left))
    right += [()] * (height - len(right))
    return [
        (*padded(one, column), Span(" │ ", Role.QUIET), *other)
        for one, other in zip(left, right, strict=True)
    ]
