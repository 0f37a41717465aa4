"""Foreign text to a draft: read on the fly, or laid onto another draft to keep its ids."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from planver.compare.align import align
from planver.errors import ImportTextError
from planver.formats.outline import Doubt, Outline, OutlineClause
from planver.formats.script import LANGUAGES, language, latin
from planver.model.change import Alignment
from planver.model.draft import Clause, Draft, Source, Wording
from planver.model.numbering import Numbered, numbered, without_counted
from planver.model.party import Claim, Party
from planver.planfile.characters import shown
from planver.planfile.forms import SLUG, is_day, slug_like
from planver.planfile.source import PLAN_SUFFIX

MARKDOWN = (".md", ".markdown")
# Words that say nothing about a clause and make poor ids.
_SMALL = re.compile(
    "(a|all|and|any|are|as|at|be|been|by|for|from|has|have|if|in|into|is|it|its|no|not|of|on|or|shall"
    "|should|that|the|their|there|these|they|this|to|under|upon|will|with"
    "|або|в|від|для|до|за|і|й|її|їх|на|не|об|от|по|при|про|та|у|усі|це|чи|що|як|и|или|их|как|что)"
)
# Languages in Cyrillic that share letters with Ukrainian or Russian: an answer keeps them.
_OTHER_CYRILLIC = ("be", "bg", "kk", "ky", "mk", "mn", "sr", "tg")
_SLUG_WORDS = 3
# Formats people try to import, by the end of the name and by the first bytes.
_SUFFIXES = {
    ".docx": "a Word file",
    ".doc": "a Word file",
    ".odt": "an OpenDocument file",
    ".pdf": "a PDF",
    ".rtf": "an RTF file",
    ".html": "a web page",
    ".htm": "a web page",
}
_SIGNS = {
    b"pk\x03\x04": "a packed file, as Word and OpenDocument write them",
    b"\xd0\xcf\x11\xe0": "a file of an old Word",
    b"%pdf-": "a PDF",
    b"{\\rtf": "an RTF file",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
}
_START = 64
_FORMAT_KEY = re.compile(rb"planver:\s*\d")
_PLAIN = re.compile("[a-z][a-z0-9]+")


class Details(Struct, frozen=True, kw_only=True):
    """What a foreign text cannot say of itself."""

    plan: str
    draft: str
    title: str | None = None
    date: str | None = None
    tabled_by: tuple[str, ...] = ()
    wording: Wording = Wording.REPORTED
    source: Source | None = None


class Imported(Struct, frozen=True, kw_only=True):
    """The draft as understood, and every doubt about it as a sentence."""

    draft: Draft
    doubts: tuple[str, ...]


def check_options(
    *, draft: str, plan: str | None, tabled_by: Sequence[str], date: str | None
) -> None:
    """Raise ImportTextError for what could not stand in a plan file, by the name of its option."""
    ids = [("--draft", draft), *(("--by", party) for party in tabled_by)]
    ids += [("--plan", plan)] if plan is not None else []
    for option, value in ids:
        if not SLUG.fullmatch(value):
            proposal = slug_like(value)
            raise ImportTextError(
                f"{option} takes an id, and `{shown(value)}` is none: small letters a to z, digits "
                "and hyphens only, a letter first.",
                f"Write {option} {proposal}."
                if proposal
                else "Give a short name in Latin letters.",
            )
    if date is not None and not is_day(date):
        raise ImportTextError(
            f"--date takes a day of the calendar, and `{shown(date)}` is none.",
            "Write it as --date 2031-04-12.",
        )


def read_outline(data: bytes, path: Path) -> Outline:
    """The text as a tree of clauses. Raises ImportTextError for what is no UTF-8 text to import."""
    if kind := _other_format(data, path):
        raise ImportTextError(
            f"{path} is {kind}; planver imports plain text and Markdown.",
            "Copy its text into a .txt file saved as UTF-8, and import that.",
        )
    if _is_plan_file(data, path):
        raise ImportTextError(
            f"{path} is a plan file already; there is nothing to import.",
            f"`planver check {path}` looks it over, `planver record {path}` records it.",
        )
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


def _other_format(data: bytes, path: Path) -> str | None:
    """What the file is by its name or its first bytes, where that is no text to import."""
    start = data[:_START].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    by_start = (kind for sign, kind in _SIGNS.items() if start.startswith(sign))
    return _SUFFIXES.get(path.suffix.lower()) or next(by_start, None)


def _is_plan_file(data: bytes, path: Path) -> bool:
    """By its name, or because its first key is that of the format."""
    if path.name.lower().endswith(PLAN_SUFFIX):
        return True
    lines = (line.strip() for line in data.removeprefix(b"\xef\xbb\xbf").splitlines())
    telling = (line for line in lines if line and not line.startswith((b"#", b"---", b"%")))
    return _FORMAT_KEY.match(next(telling, b"")) is not None


def read_text_draft(data: bytes, path: Path) -> Draft:
    """A foreign text as a draft without ids, for comparing it as it is."""
    outline = read_outline(data, path)
    return Draft(
        lang=_seen_language(outline) or "en",
        plan=path.stem,
        plan_title=outline.title,
        id=path.name,
        date=outline.date,
        wording=Wording.REPORTED,
        points=_clauses(outline),
    )


def import_draft(outline: Outline, details: Details, onto: Draft | None = None) -> Imported:
    """A draft with ids: those of the clauses of `onto` it answers, and new ones for the rest."""
    if not (outline.points or outline.preamble):
        raise ImportTextError(
            "There is no text to import.", "The file is empty, or holds nothing but a date."
        )
    plan_title = (onto.plan_title if onto else None) or outline.title
    title = details.title or (outline.title if outline.title != plan_title else None)
    doubts = [
        f"Line {doubt.line}: {message}"
        for doubt in outline.doubts
        if (message := _told(doubt, outline, details, onto))
    ]
    date = details.date or outline.date
    if date is None and not any(doubt.about == "date" for doubt in outline.doubts):
        doubts.append("The text does not say when it was tabled; add the date.")
    draft = Draft(
        plan=details.plan,
        plan_title=plan_title,
        lang=_language(outline, onto, doubts),
        id=details.draft,
        title=title,
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
    names = _Names(ids, taken, draft.lang)
    named = replace(
        draft, points=tuple(names.named(point, str(n)) for n, point in enumerate(draft.points, 1))
    )
    return Imported(draft=named, doubts=(*doubts, *unsure))


def _told(doubt: Doubt, outline: Outline, details: Details, onto: Draft | None) -> str | None:
    """The doubt in the light of what was given besides the text; None where it is settled."""
    if doubt.about == "title":
        plan_title = onto.plan_title if onto else None
        if plan_title is None:
            return f"“{outline.title}” was taken as the title of the plan."
        if outline.title == plan_title:
            return None
        if details.title is None:
            return f"“{outline.title}” was taken as the title of the draft."
        if outline.title != details.title:
            return f"The text's own title “{outline.title}” was left out; --title was given."
        return None
    if doubt.about == "date" and details.date is not None:
        if outline.date in (None, details.date):
            return None
        return f"The text's own date {outline.date} was left out; --date was given."
    return doubt.message


def _language(outline: Outline, onto: Draft | None, doubts: list[str]) -> str:
    known = onto.lang if onto else "en"
    seen = _seen_language(outline)
    if seen is None or seen == known or known.partition("-")[0] in (*_OTHER_CYRILLIC, seen):
        return known
    doubts.append(f"The language was taken to be {LANGUAGES[seen]} (lang: {seen}).")
    return seen


def _seen_language(outline: Outline) -> str | None:
    """The language that the letters of a text tell of, None where they do not."""
    parts = (outline.title, outline.preamble, *map(_words, outline.points))
    return language("\n".join(part for part in parts if part))


def _words(clause: OutlineClause) -> str:
    below = map(_words, clause.clauses)
    return "\n".join((clause.heading or "", clause.text, *below, clause.closing or ""))


def _clauses(outline: Outline) -> tuple[Clause, ...]:
    """The outline's clauses; a preamble comes first, under a number that is not counted."""
    points = tuple(_clause(point) for point in outline.points)
    if outline.preamble:
        number = (outline.preamble_heading or "Preamble").strip(" \t.:").capitalize()
        points = (Clause(id=None, number=number, text=outline.preamble), *points)
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


def _listed(paths: Iterable[str]) -> str:
    """5, 6 and 7."""
    *first, last = paths
    return f"{', '.join(first)} and {last}" if first else last


def _unsure(
    alignment: Alignment, before: Sequence[Numbered], after: Sequence[Numbered]
) -> Iterator[str]:
    for pair in alignment.pairs:
        old = " and ".join(before[i].path for i in pair.before)
        new = " and ".join(after[j].path for j in pair.after)
        if len(pair.before) > 1:
            ids = ", ".join(str(before[i].clause.id) for i in pair.before)
            old = _listed(before[i].path for i in pair.before)
            yield (
                f"{new} seems joined from {old}. If so, add to it the line "
                f"`origin: {{joined_from: [{ids}]}}`."
            )
        elif len(pair.after) > 1:
            slug = before[pair.before[0]].clause.id
            new = _listed(after[j].path for j in pair.after)
            yield (
                f"{new} seem split from {old}. If so, add to each of them the line "
                f"`origin: {{split_from: [{slug}]}}`; until then the comparison calls the new "
                "ones inserted."
            )
        elif pair.confidence < 0.9:
            yield f"{new} was taken to answer {old}, by likeness only ({pair.confidence:.0%})."
    answering = {j for pair in alignment.pairs for j in pair.after}
    for possible in alignment.possible:
        old, new = before[possible.before].path, after[possible.after].path
        kept = "" if possible.after in answering else "; it got an id of its own"
        yield f"{new} possibly answers {old} ({possible.confidence:.0%}){kept}."


class _Names:
    """Gives every clause an id: the one carried over, or a slug of its first words."""

    def __init__(self, carried: dict[int, str], taken: set[str], lang: str) -> None:
        self._lang = lang
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
        words = re.findall(r"[^\W\d_][^\W_]*", (clause.heading or clause.text).lower())
        spelt = (latin(word, self._lang) for word in words if not _SMALL.fullmatch(word))
        telling = [word for word in spelt if _PLAIN.fullmatch(word)][:_SLUG_WORDS]
        stem = "-".join(telling) or f"clause-{path}"
        slug, count = stem, 2
        while slug in self._taken:
            slug, count = f"{stem}-{count}", count + 1
        self._taken.add(slug)
        return slug
