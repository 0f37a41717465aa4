"""Foreign text to a draft: read on the fly, or laid onto another draft to keep its ids."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from planver.compare.align import align
from planver.errors import ImportTextError
from planver.formats.outline import Outline, OutlineClause
from planver.model.change import Alignment
from planver.model.draft import Clause, Draft, Source, Wording
from planver.model.numbering import Numbered, numbered, without_counted
from planver.model.party import Claim, Party

MARKDOWN = (".md", ".markdown")
# Words that say nothing about a clause and make poor ids.
_SMALL = re.compile(
    "(a|all|and|any|are|as|at|be|been|by|for|from|has|have|if|in|into|is|it|its|no|not|of|on|or|shall"
    "|should|that|the|their|there|these|they|this|to|under|upon|will|with)"
)
_SLUG_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a foreign text cannot say of itself."""

    plan: str
    draft: str
    title: str | None = None
    date: str | None = None
    tabled_by: tuple[str, ...] = ()
    wording: Wording = Wording.REPORTED
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The draft as understood, and every doubt about it as a sentence."""

    draft: Draft
    doubts: tuple[str, ...]


def read_outline(data: bytes, path: Path) -> Outline:
    """The text as a tree of clauses. Raises ImportTextError for bytes that are no UTF-8 text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise ImportTextError(
            f"{path}:{line}:{column}: the text is not UTF-8.",
            "Save it as UTF-8 (in Word: Save as, Plain text, Unicode UTF-8).",
        ) from error
    if "\0" in text:
        raise ImportTextError(
            f"{path} is not a text file.", "Copy its words into a .txt file and import that."
        )
    if path.suffix.lower() in MARKDOWN:
        from planver.formats.markdown import read_markdown

        return read_markdown(text)
    from planver.formats.plaintext import read_text

    return read_text(text)


def read_text_draft(data: bytes, path: Path) -> Draft:
    """A foreign text as a draft without ids, for comparing it as it is."""
    outline = read_outline(data, path)
    return Draft(
        plan=path.stem,
        plan_title=outline.title,
        id=path.name,
        date=outline.date,
        wording=Wording.REPORTED,
        points=_clauses(outline),
    )


def import_draft(outline: Outline, details: Details, onto: Draft | None = None) -> Imported:
    """A draft with ids: those of the clauses of `onto` it answers, and new ones for the rest."""
    doubts = [f"Line {doubt.line}: {doubt.message}" for doubt in outline.doubts]
    date = details.date or outline.date
    if date is None:
        raise ImportTextError(
            "The text does not say when it was tabled.", "Give the date: --date 2025-11-23."
        )
    draft = Draft(
        plan=details.plan,
        plan_title=(onto.plan_title if onto else None) or outline.title,
        lang=onto.lang if onto else "en",
        id=details.draft,
        title=details.title,
        date=date,
        tabled_by=tuple(Claim(party=party) for party in details.tabled_by),
        based_on=(onto.id,) if onto else (),
        wording=details.wording,
        sources=(details.source,) if details.source else (),
        notes="\n".join(outline.footnotes) or None,
        parties=_parties(details.tabled_by, onto, doubts),
        points=_clauses(outline),
    )
    ids, unsure = _carried_ids(draft, onto) if onto else ({}, [])
    taken = {clause.id for clause in onto.walk() if clause.id} if onto else set()
    names = _Names(ids, taken)
    named = replace(
        draft, points=tuple(names.named(point, str(n)) for n, point in enumerate(draft.points, 1))
    )
    return Imported(draft=named, doubts=(*doubts, *unsure))


def _clauses(outline: Outline) -> tuple[Clause, ...]:
    """The outline's clauses; a preamble comes first, under a number that is not counted."""
    points = tuple(_clause(point) for point in outline.points)
    if outline.preamble:
        points = (Clause(id=None, number="Preamble", text=outline.preamble), *points)
    return without_counted(points)


def _clause(outline: OutlineClause) -> Clause:
    return Clause(
        id=None,
        number=outline.number,
        heading=outline.heading,
        text=outline.text,
        clauses=tuple(_clause(part) for part in outline.clauses),
        closing=outline.closing,
    )


def _parties(tabling: Sequence[str], onto: Draft | None, doubts: list[str]) -> tuple[Party, ...]:
    known = onto.parties if onto else ()
    new = [party for party in tabling if party not in {entry.id for entry in known}]
    doubts += (f"The party {party!r} is new; give it its full name in the file." for party in new)
    return (*known, *(Party(id=party, name=party) for party in new))


def _carried_ids(draft: Draft, onto: Draft) -> tuple[dict[int, str], list[str]]:
    """Ids by place in the walk of the draft, and what a person should confirm."""
    before, after = numbered(onto), numbered(draft)
    alignment = align(before, after, use_ids=False)
    ids: dict[int, str] = {}
    for pair in alignment.pairs:
        slug = before[pair.before[0]].clause.id
        if slug is not None:
            ids[pair.after[0]] = slug
    return ids, list(_unsure(alignment, before, after))


def _unsure(
    alignment: Alignment, before: Sequence[Numbered], after: Sequence[Numbered]
) -> Iterator[str]:
    for pair in alignment.pairs:
        old = " and ".join(before[i].path for i in pair.before)
        new = " and ".join(after[j].path for j in pair.after)
        if len(pair.before) > 1:
            ids = ", ".join(str(before[i].clause.id) for i in pair.before)
            yield f"{new} seems joined from {old}; if so, add origin: {{joined_from: [{ids}]}}."
        elif len(pair.after) > 1:
            slug = before[pair.before[0]].clause.id
            yield f"{new} seem split from {old}; if so, add origin: {{split_from: [{slug}]}}."
        elif pair.confidence < 0.9:
            yield f"{new} was taken to answer {old}, by likeness only ({pair.confidence:.0%})."
    for possible in alignment.possible:
        old, new = before[possible.before].path, after[possible.after].path
        yield f"{new} possibly answers {old} ({possible.confidence:.0%}); it got an id of its own."


class _Names:
    """Gives every clause an id: the one carried over, or a slug of its first words."""

    def __init__(self, carried: dict[int, str], taken: set[str]) -> None:
        self._carried = carried
        self._taken = taken | set(carried.values())
        self._place = -1

    def named(self, clause: Clause, path: str) -> Clause:
        self._place += 1
        slug = self._carried.get(self._place) or self._new(clause, path)
        parts = tuple(
            self.named(part, f"{path}-{place}") for place, part in enumerate(clause.clauses, 1)
        )
        return replace(clause, id=slug, clauses=parts)

    def _new(self, clause: Clause, path: str) -> str:
        words = re.findall(r"[a-z][a-z0-9]+", (clause.heading or clause.text).lower())
        telling = [word for word in words if not _SMALL.fullmatch(word)][:_SLUG_WORDS]
        stem = "-".join(telling) or f"clause-{path}"
        slug, count = stem, 2
        while slug in self._taken:
            slug, count = f"{stem}-{count}", count + 1
        self._taken.add(slug)
        return slug
