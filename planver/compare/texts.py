"""Drafts as words, read clause by clause; what stands in several drafts is read once."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain

from msgspec import Struct

from planver.compare.tokens import words
from planver.model.draft import Clause, Draft
from planver.model.numbering import Numbered, clause_at, numbered


class Worded(Struct, frozen=True):
    """The words of a clause: `keys` compare, `pieces` are as written, with the space before.

    Pieces one behind the other are the clause's wording to the letter. `options` tells for each
    word the place of the alternative it stands in, None outside of all; so many as `own` stand
    outside, and they come first.
    """

    keys: tuple[str, ...]
    pieces: tuple[str, ...]
    options: tuple[int | None, ...]
    own: int


class Text:
    """A draft as words: its clauses, each before its sub-clauses, and the words of each.

    `places` leads from ids to clauses where each has an id of its own; it is None otherwise.
    Clauses of the same words have the same `Worded`, also in another draft.
    """

    def __init__(
        self,
        draft: Draft,
        points: Sequence["_Point"],
        ids: tuple[str | None, ...],
        places: Mapping[str, int] | None,
    ) -> None:
        self.worded = tuple(chain.from_iterable([point.worded for point in points]))
        self.ids = ids
        self.places = places
        self._draft = draft
        self._points = points

    @property
    def has_origins(self) -> bool:
        """Whether any clause says what it came from, or did not."""
        return any([point.has_origins for point in self._points])  # noqa: C419 - twice as quick

    @cached_property
    def clauses(self) -> tuple[Numbered, ...]:
        """The clauses with their numbers."""
        return numbered(self._draft)

    def clause(self, at: int) -> Numbered:
        """One clause with its number, without numbering all the others."""
        return clause_at(self._draft, at)


class _Point(Struct, frozen=True):
    """A point and all below it; it is kept, for its identity stands for it."""

    point: Clause
    worded: tuple[Worded, ...]
    ids: tuple[str | None, ...]
    has_origins: bool


class Library:
    """Reads drafts into words; what was read before is the same object again."""

    def __init__(self) -> None:
        self._points: dict[int, _Point] = {}
        self._worded: dict[tuple[str, ...], Worded] = {}
        self._places: dict[tuple[str | None, ...], Mapping[str, int] | None] = {}

    def text(self, draft: Draft) -> Text:
        """A draft as words."""
        known = self._points
        points = [known.get(id(point)) or self._read(point) for point in draft.points]
        ids = tuple(chain.from_iterable([point.ids for point in points]))
        if ids not in self._places:
            self._places[ids] = _places(ids)
        return Text(draft, points, ids, self._places[ids])

    def _read(self, point: Clause) -> _Point:
        clauses = list(point.walk())
        read = _Point(
            point,
            tuple(self._words_of(clause.parts) for clause in clauses),
            tuple(clause.id for clause in clauses),
            any(clause.origin for clause in clauses),
        )
        self._points[id(point)] = read
        return read

    def _words_of(self, parts: tuple[str, ...]) -> Worded:
        if parts not in self._worded:
            self._worded[parts] = _read_parts(parts)
        return self._worded[parts]


def _places(ids: Sequence[str | None]) -> Mapping[str, int] | None:
    places = {slug: at for at, slug in enumerate(ids) if slug is not None}
    return places if len(places) == len(ids) else None


def _read_parts(parts: Sequence[str]) -> Worded:
    """Each part is read on its own: no word reaches from one into the next."""
    keys: list[str] = []
    pieces: list[str] = []
    options: list[int | None] = []
    space = ""  # white space that waits for a word
    for at, part in enumerate(parts):
        found = words(part)
        told = list(found.pieces)
        tail = part[sum(map(len, told)) :]
        if told:
            told[0] = space + told[0]
            space = ""
        if part and at < len(parts) - 1:
            tail += "\n"
        space += tail
        keys += found.keys
        pieces += told
        options += [at - 1 if at else None] * len(told)
    if pieces:
        pieces[-1] += space
    return Worded(tuple(keys), tuple(pieces), tuple(options), options.count(None))
