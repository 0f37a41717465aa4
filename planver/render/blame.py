"""Who put the words of a draft there: as sentences, Markdown, rows for a terminal, and JSON.

Runs of words carry short marks (party, draft); what these rest on stands once, at the end.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from planver.compare.attribution import distinct, sides_of
from planver.model.change import Attribution, Credits
from planver.model.history import Entry
from planver.model.numbering import Numbered
from planver.model.provenance import Appearance, Blame, ClauseBlame, Echo, Removal, Run
from planver.render import phrases
from planver.render.visible import one_line, visible

NOBODY = "nobody named"


class Told(Struct, frozen=True, kw_only=True):
    """A run of words as it is shown; `here` where they came with the draft itself."""

    text: str
    who: str
    where: str
    here: bool
    notes: tuple[str, ...] = ()


def who(made: Sequence[Attribution]) -> str:
    """The parties by id with what weakens their claims: us/ru (disputed)."""
    return phrases.named(made) or NOBODY


def one_of(sides: Credits) -> str:
    """The same of several sides of which one holds: bor or cass."""
    return " or ".join(map(who, distinct(sides)))


def where(at: Appearance | Removal) -> str:
    """The draft, or the drafts in one of which it was: geneva-19 or us-ua-20."""
    return " or ".join(at.drafts)


def heading(found: Blame) -> Iterator[str]:
    """What is traced."""
    draft = found.entry.draft
    yield one_line(draft.plan_title or draft.plan)
    yield one_line(f"Who put the words into {phrases.tabled(found.entry)}")


def runs(blamed: ClauseBlame, draft_id: str) -> Iterator[Told]:
    """The runs of a clause; signs that stand alone go with the words before them."""
    told: list[Told] = []
    for run in blamed.runs:
        if told and not any(map(str.isalnum, run.text)):
            told[-1] = replace(told[-1], text=told[-1].text + run.text)
            continue
        made = Told(
            text=run.text,
            who=one_of(sides_of(run.first)),
            where=where(run.first),
            here=run.first.entry.draft.id == draft_id,
            notes=tuple(_notes(run, blamed.clause)),
        )
        if told and replace(made, text=told[-1].text) == told[-1] and not made.notes:
            told[-1] = replace(made, text=told[-1].text + run.text)
        else:
            told.append(made)
    return iter(told)


def shares(blamed: ClauseBlame, draft_id: str) -> Iterator[Told]:
    """Where the words of a clause come from, the most first, with how many came from there."""
    total = sum(run.words for run in blamed.runs)
    for appearance, words in counted(blamed.runs):
        yield Told(
            text=f"{words} of {phrases.plural(total, 'word')}",
            who=one_of(sides_of(appearance)),
            where=where(appearance),
            here=appearance.entry.draft.id == draft_id,
            notes=tuple(_origin(appearance, blamed.clause)),
        )


def counted(found: Sequence[Run]) -> list[tuple[Appearance, int]]:
    """How many words first appeared where, the most first."""
    words: dict[int, int] = {}
    known: dict[int, Appearance] = {}
    for run in found:
        key = id(run.first)  # one object for each appearance
        known[key] = run.first
        words[key] = words.get(key, 0) + run.words
    return [(known[key], words[key]) for key in sorted(words, key=lambda key: -words[key])]


def _notes(run: Run, clause: Numbered) -> Iterator[str]:
    yield from _origin(run.first, clause)
    if run.returned:
        yield f"taken out, and put back in {where(run.returned)} ({one_of(sides_of(run.returned))})"
    yield from map(_echo, run.also)


def _origin(first: Appearance, clause: Numbered) -> Iterator[str]:
    """The clause in which the words first stood, where it was another."""
    was, now = first.clause.clause.id, clause.clause.id
    if was and now and was != now:
        yield f"from {first.clause.path} of {first.entry.draft.id}"


def _echo(echo: Echo) -> str:
    return (
        f"{_quoted(echo.text)} also in {where(echo.at)}, {echo.at.clause.path}"
        f" ({one_of(sides_of(echo.at))}), on its own"
    )


def _quoted(text: str) -> str:
    return f'"{" ".join(text.split())}"'


def record(found: Blame, *, by_clause: bool = False) -> list[str]:
    """What the marks rest on: for every appearance named, the claims with source and date."""
    told: dict[str, None] = {}
    for run in chain.from_iterable(blamed.runs for blamed in found.clauses):
        further = () if by_clause else (run.returned, *(echo.at for echo in run.also))
        for appearance in (run.first, *further):
            if appearance is not None:
                told[one_line(_record(appearance))] = None
    return sorted(told)


def _record(appearance: Appearance) -> str:
    sides = sides_of(appearance)
    return backing(appearance, one_of(sides), sides)


def backing(at: Appearance | Removal, named: str, sides: Credits) -> str:
    """What it rests on that some are `named` for words that came or went there; one side holds."""
    told = f"{where(at)}, {named}: {claims(sides, (*at.gap, at.entry))}"
    if at.gap:
        gone = phrases.listed([entry.draft.id for entry in at.gap])
        told += f". The wording of {gone} was never published, so in which of these is not known"
    return f"{told}."


def claims(sides: Credits, drafts: Sequence[Entry]) -> str:
    """The claims of each side, which are those about one of the drafts; one side holds."""
    entries = {entry.draft.id: entry for entry in drafts}
    told = (phrases.backed(side, entries[side[0].draft]) if side else NOBODY for side in sides)
    return "; or ".join(dict.fromkeys(told))


def label(clause: Numbered) -> str:
    """The clause by number and id."""
    noun = "Point" if clause.depth == 0 else "Clause"
    name = f" ({clause.clause.id})" if clause.clause.id else ""
    return one_line(f"{noun} {clause.path}{name}")


def lines(blamed: ClauseBlame, draft_id: str, *, by_clause: bool) -> list[Told]:
    """The runs of a clause, or the shares in it."""
    return list((shares if by_clause else runs)(blamed, draft_id))


def plain(found: Blame, *, by_clause: bool = False) -> str:
    """Sentences for pipes and screen readers."""
    return visible("\n".join(_plain_lines(found, by_clause))) + "\n"


def _plain_lines(found: Blame, by_clause: bool) -> Iterator[str]:
    yield from heading(found)
    for blamed in found.clauses:
        yield ""
        yield f"{label(blamed.clause)}."
        for run in lines(blamed, found.entry.draft.id, by_clause=by_clause):
            words = run.text if by_clause else _quoted(run.text)
            notes = "".join(f" {note[0].upper()}{note[1:]}." for note in run.notes)
            yield one_line(f"{words}: {run.where}, {run.who}.{notes}")
    yield from ("", "The record:")
    yield from record(found, by_clause=by_clause)


def markdown(found: Blame, *, by_clause: bool = False) -> str:
    """A heading for each clause, and a list of its words by where they come from."""
    from planver.render.markdown import escaped

    def written() -> Iterator[str]:
        title, *rest = heading(found)
        yield f"# {escaped(title)}"
        yield from chain.from_iterable(("", escaped(line)) for line in rest)
        for blamed in found.clauses:
            yield from ("", f"## {escaped(label(blamed.clause))}", "")
            for run in lines(blamed, found.entry.draft.id, by_clause=by_clause):
                words = escaped(one_line(" ".join(run.text.split())))
                mark = "**" if run.here and words else ""
                backing = escaped(one_line(f"{run.where}, {run.who}"))
                yield f"- {mark}{words}{mark} — {backing}"
                yield from (f"  - {escaped(one_line(note))}" for note in run.notes)
        yield from ("", "## The record", "")
        yield from (f"- {escaped(line)}" for line in record(found, by_clause=by_clause))

    return "\n".join(written()) + "\n"
