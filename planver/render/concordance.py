"""A table of equivalences in words, as linear text and as Markdown; no terminal library is loaded.

Every form says the same: ``—`` is not there, ``?`` is not known, and the last column tells what
became of the clause from draft to draft.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from planver.model.change import Kind, Outcome
from planver.model.concordance import Concordance, Row, Step
from planver.model.numbering import Numbered
from planver.render import phrases
from planver.render.markdown import escaped
from planver.render.visible import one_line

ABSENT, UNKNOWN = "—", "?"
_LONGEST = 60  # characters by which a reader knows a clause again
_PLAIN_TITLE = 40


class TableRow(Struct, frozen=True, kw_only=True):
    """A row in words: where the clause stands in each draft, what it is, what became of it."""

    numbers: tuple[str, ...]
    title: str
    change: str
    notes: tuple[int, ...] = ()
    unchanged: bool = False

    @property
    def noted(self) -> str:
        """What became of the clause, with the numbers of the notes on it."""
        told = phrases.listed([str(number) for number in self.notes])
        noun = "note" if len(self.notes) == 1 else "notes"
        return f"{self.change} ({noun} {told})" if told else self.change


class Table(Struct, frozen=True, kw_only=True):
    """A concordance in words; every text is safe to show on one line.

    `notes` are told by their number from 1, `remarks` hold for the whole table.
    """

    heading: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The heads of the columns."""
        return (*self.labels, "clause", "change")

    @property
    def below(self) -> tuple[str, ...]:
        """What stands below the table."""
        return (*(f"Note {at}: {note}" for at, note in enumerate(self.notes, 1)), *self.remarks)


def table(found: Concordance, shown: Sequence[Row]) -> Table:
    """The rows chosen from a concordance, in words."""
    names = labels(found)
    notes: dict[str, int] = {}
    rows = tuple(_row(found, row, names, notes) for row in shown)
    return Table(
        heading=tuple(map(one_line, _heading(found, shown))),
        labels=names,
        rows=rows,
        notes=tuple(map(one_line, notes)),
        remarks=tuple(map(one_line, _remarks(found, shown, names))),
    )


def _row(found: Concordance, row: Row, names: Sequence[str], notes: dict[str, int]) -> TableRow:
    """The row in words; a possible answer is noted once, however often it is met."""
    told = (note for step in row.steps for note in _possible(step, names))
    return TableRow(
        numbers=numbers(found, row),
        title=title(found, row),
        change=_change(found, row, names),
        notes=tuple(dict.fromkeys(notes.setdefault(note, len(notes) + 1) for note in told)),
        unchanged=row.unchanged,
    )


def points(found: Concordance) -> tuple[Row, ...]:
    """The rows in which a point stands in any draft."""
    return tuple(
        row for row in found.rows if any(entry.depth == 0 for cell in row.cells for entry in cell)
    )


def labels(found: Concordance) -> tuple[str, ...]:
    """The drafts' ids; wordings of one draft are told apart by their place among themselves."""
    return phrases.told_apart([one_line(entry.draft.id) for entry in found.drafts])


def numbers(found: Concordance, row: Row) -> tuple[str, ...]:
    """The paths of the row's clauses in each draft."""
    return tuple(
        UNKNOWN
        if place in found.unpublished
        else ", ".join(one_line(entry.path) for entry in cell) or ABSENT
        for place, cell in enumerate(row.cells)
    )


def title(found: Concordance, row: Row) -> str:
    """The heading or first words, in the first draft that has the clause, as the table is read."""
    cells = row.cells[::-1] if found.reverse else row.cells
    return first_words(next(cell[0] for cell in cells if cell))


def first_words(entry: Numbered) -> str:
    """A clause's heading or first words, cut at a word, on one line."""
    words = " ".join((entry.clause.heading or entry.clause.wording).split())
    if len(words) > _LONGEST:
        cut = words[:_LONGEST].rpartition(" ")[0] or words[:_LONGEST]
        words = f"{cut}…"
    return one_line(words)


def _heading(found: Concordance, shown: Sequence[Row]) -> Iterator[str]:
    draft = found.drafts[-1].draft
    yield draft.plan_title or draft.plan
    order = found.drafts[-1 if found.reverse else 0].draft.id
    yield f"Concordance, in the order of {order}"
    yield from (phrases.tabled(entry) for entry in found.drafts)
    if len(shown) < len(found.rows):
        rows = phrases.plural(len(found.rows), "row")
        yield f"Showing {len(shown)} of {rows}: those with a point."


def _possible(step: Step, names: Sequence[str]) -> Iterator[str]:
    """What may answer a clause that is deleted or inserted."""
    change = step.change
    for possible in change.possible:
        own = phrases.paths(change.before or change.after)
        before, after = (own, possible.path) if change.before else (possible.path, own)
        yield (
            f"{before} of {names[step.before]} possibly answers {after} of {names[step.after]} "
            f"({possible.confidence:.0%} likely); not taken as fact."
        )


def _remarks(found: Concordance, shown: Sequence[Row], names: Sequence[str]) -> Iterator[str]:
    if any(phrases.likeness(step.change) for row in shown for step in row.steps):
        yield "How sure a pair is stands where only the likeness of the words speaks for it."
    if gaps := [names[place] for place in found.unpublished]:
        yield (
            f"The wording of {phrases.listed(gaps)} was never published: {UNKNOWN} stands for what "
            "is not known."
        )


def _change(found: Concordance, row: Row, names: Sequence[str]) -> str:
    """What became of the clause in each draft that changed it."""
    several = len(found.drafts) - len(found.unpublished) > 2
    told: list[str] = []
    for after, group in groupby(row.steps, key=attrgetter("after")):
        steps = list(group)
        happened = [_happened(found, row, step, alone=len(steps) == 1) for step in steps]
        if any(happened):
            prefix = f"{names[after]}: " if several else ""
            told.append(prefix + phrases.listed([words for words in happened if words]))
    return one_line("; ".join(told)) or ("unchanged" if row.steps else "")


def _happened(found: Concordance, row: Row, step: Step, *, alone: bool) -> str:
    """One change in a few words; empty where nothing is to be told."""
    change = step.change
    words = ", ".join(change.kinds)
    far = any(entry.draft.published for entry in found.drafts[step.before + 1 : step.after])
    if far:
        back = "back, " if _is_back(row, step) else ""
        words = f"{back}{words} since {found.drafts[step.before].draft.id}"
    if phrases.likeness(change):
        words = f"{words}, {change.confidence:.0%} sure"
    elif change.kinds == (Kind.UNCHANGED,) and not far:
        return ""
    return words if alone else f"{_which(change)} {words}"


def _which(change: Outcome) -> str:
    before, after = phrases.paths(change.before), phrases.paths(change.after)
    return f"{before} -> {after}" if before and after and before != after else after or before


def _is_back(row: Row, step: Step) -> bool:
    """Whether the clauses have no answer in the draft right before, only in that of the step."""
    return not any(
        other.after == step.after
        and other is not step
        and {entry.index for entry in other.change.after}
        & {entry.index for entry in step.change.after}
        for other in row.steps
    )


def plain(told: Table) -> str:
    """The table as lined-up text, a row to a line; no sign carries a meaning without words."""
    rows = [
        told.columns,
        *((*row.numbers, _cut(row.title, _PLAIN_TITLE), row.noted) for row in told.rows),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    lines = ["  ".join((*map(str.ljust, row, widths), row[-1])).rstrip() for row in rows]
    below = ("", *told.below) if told.below else ()
    return "\n".join((*told.heading, "", *lines, *below)) + "\n"


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def markdown(told: Table) -> str:
    """The table in Markdown, for notes, mail and the web."""
    first, *drafts = map(escaped, told.heading)
    columns = [*map(escaped, told.labels), "Clause", "Change"]
    lines = [f"# {first}", "", *(f"- {line}" for line in drafts), ""]
    lines += [_cells(columns), _cells(["---"] * len(columns))]
    lines += (_cells(map(escaped, (*row.numbers, row.title, row.noted))) for row in told.rows)
    if told.below:
        lines += ["", *(f"- {escaped(note)}" for note in told.below)]
    return "\n".join(lines) + "\n"


def _cells(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
