"""The history of figures in words, as a table; no terminal library is loaded.

The table is drawn as that of a concordance: what each draft says, in which clause, and who moved
it.
"""

from collections.abc import Iterator, Sequence

from planver.model.figures import Figure, FigureRow, Figures, Move
from planver.model.party import Confidence
from planver.render import phrases
from planver.render.concordance import ABSENT, UNKNOWN, Table, TableRow, first_words
from planver.render.visible import one_line


def table(found: Figures) -> Table:
    """All figures in words; every text is safe to show on one line."""
    names = labels(found)
    notes: dict[str, int] = {}
    return Table(
        heading=tuple(map(one_line, _heading(found))),
        labels=names,
        rows=tuple(_row(found, row, names, notes) for row in found.rows),
        notes=tuple(map(one_line, notes)),
        remarks=tuple(map(one_line, _remarks(found, names))),
    )


def labels(found: Figures) -> tuple[str, ...]:
    """The drafts' ids; wordings of one draft are told apart by their place among themselves."""
    return phrases.told_apart([one_line(entry.draft.id) for entry in found.drafts])


def _heading(found: Figures) -> Iterator[str]:
    draft = found.drafts[-1].draft
    yield draft.plan_title or draft.plan
    yield "Figures and deadlines, draft by draft"
    yield from (phrases.tabled(entry) for entry in found.drafts)
    if not found.rows:
        unknown = len(found.unpublished) == len(found.drafts)
        yield (
            "Which figures and deadlines there are is not known."
            if unknown
            else "There are no figures and no deadlines in these clauses."
        )


def _row(found: Figures, row: FigureRow, names: Sequence[str], notes: dict[str, int]) -> TableRow:
    words = written(row)
    cells = tuple(
        UNKNOWN
        if place in found.unpublished
        else one_line("; ".join(_voiced(words[figure], figure, found, place) for figure in cell))
        or ABSENT
        for place, cell in enumerate(row.cells)
    )
    said = {cell for place, cell in enumerate(cells) if place not in found.unpublished}
    same = not row.moves and len(said) == 1 and len(cells) - len(found.unpublished) > 1
    change = one_line("; ".join(_noted(found, row, move, names, notes) for move in row.moves))
    return TableRow(
        numbers=cells,
        title=title(row),
        change="unchanged" if same else change,
        unchanged=same,
    )


def _noted(
    found: Figures, row: FigureRow, move: Move, names: Sequence[str], notes: dict[str, int]
) -> str:
    """A move with the number of the note on it, so that no other move is taken to rest on that."""
    told, note = moved(found, row, move, names), _backing(found, move, names)
    return f"{told} (note {notes.setdefault(note, len(notes) + 1)})" if note else told


def title(row: FigureRow) -> str:
    """Which clause the figure stands in, where it first stands."""
    clause = row.first.clause
    return one_line(f"{clause.path} {first_words(clause)}")


def written(row: FigureRow) -> dict[Figure, str]:
    """How figures of a row are told: with what bounds them where that is not always the same."""
    figures = [figure for cell in row.cells for figure in cell]
    around = {figure.whole.casefold().replace(figure.text.casefold(), "", 1) for figure in figures}
    brief = len(figures) > 1 and len(around) == 1
    return {figure: figure.text if brief else figure.whole for figure in figures}


def voice(figure: Figure, found: Figures, place: int) -> str:
    """Whose words they are, where a clause has alternatives: theirs, or the text and who put it."""
    draft = found.drafts[place].draft
    if figure.by:
        return "/".join(map(draft.party_name, figure.by))
    clause = figure.clause.clause
    if not clause.alternatives:
        return ""
    return "/".join(draft.party_name(claim.party) for claim in clause.proposed_by) or "text"


def _voiced(words: str, figure: Figure, found: Figures, place: int) -> str:
    said = voice(figure, found, place)
    return f"[{said}: {words}]" if said else words


def moved(found: Figures, row: FigureRow, move: Move, names: Sequence[str]) -> str:
    """What a draft made of the figure, and who proposed that as far as the record goes."""
    words = written(row)
    draft = found.drafts[move.draft].draft
    if move.before is None:
        assert move.after is not None  # noqa: S101 - a move has a side
        happened = f"{words[move.after]} put in"
    elif move.after is None:
        happened = f"{words[move.before]} dropped"
    else:
        happened = f"{words[move.before]} -> {words[move.after]}"
    if move.by:
        happened += f" (alternative of {'/'.join(map(draft.party_name, move.by))})"
    several = {one.base for one in row.moves if one.draft == move.draft} != {move.base}
    if move.through or several:
        happened += f" since {names[move.base]}"
    if move.through:
        return f"in {' or '.join((*move.through, names[move.draft]))}: {happened}"
    told = phrases.listed(
        [
            draft.party_name(made.party)
            + ("" if made.confidence is Confidence.STATED else f" ({made.confidence})")
            for made in move.proposed_by
        ]
    )
    who = f"proposed by {told}" if told else "the record names nobody"
    return f"{names[move.draft]}: {happened}, {who}"


def _backing(found: Figures, move: Move, names: Sequence[str]) -> str:
    """What a claim rests on."""
    if not move.proposed_by:
        return ""
    backing = phrases.backed(move.proposed_by, found.drafts[move.draft])
    return f"{names[move.draft]}: {backing}."


def _remarks(found: Figures, names: Sequence[str]) -> Iterator[str]:
    if gaps := [names[place] for place in found.unpublished]:
        yield (
            f"The wording of {phrases.listed(gaps)} was never published: {UNKNOWN} stands for what "
            "is not known."
        )
    if any(move.through for row in found.rows for move in row.moves):
        yield (
            "Where one of several drafts can have moved a figure, since the wording of some is not "
            "compared here, nobody is named."
        )
    if alone := [names[place] for place in found.rootless]:
        are = "is" if len(alone) == 1 else "are"
        yield (
            f"{phrases.listed(alone)} {are} not based on another draft shown here, so nobody is "
            f"named for what {'it says' if len(alone) == 1 else 'they say'} otherwise."
        )
