"""References followed through a comparison: whether they still mean the clause they meant.

A label that changed only because its clause was renumbered is no matter of substance; a label that
now stands on another clause is one, even where not a word changed.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

from planver.compare.substance.mentions import Mentions
from planver.compare.substance.reading import Mention
from planver.model.change import Flag, Matter, Outcome, Sense
from planver.model.numbering import Numbered, as_path

# A reference as written, whether it is one to this plan, and the clause it means there: its place
# in the draft, or None where no clause has that number. For another text, its name.
_Reference = tuple[str, bool, int | str | None]


class References:
    """Where the references of two drafts lead. Worked out at the first reference there is."""

    def __init__(self, changes: Sequence[Outcome]) -> None:
        self._changes = changes

    def flags(self, change: Outcome, before: Mentions, after: Mentions) -> list[Flag]:
        """References dropped, put in, or leading elsewhere than before."""
        old = self._read(before, change.before, self._before)
        new = self._read(after, change.after, self._after)
        for reference in tuple(old):
            same = next((other for other in new if self._same(reference, other)), None)
            if same:
                old.remove(reference)
                new.remove(same)
        flags: list[Flag] = []
        for reference in tuple(old):
            text = reference[0]
            other = next((other for other in new if other[0] == text), new[0] if new else None)
            if other:
                old.remove(reference)
                new.remove(other)
                flags += self._led_away(reference, other)
        if change.before and change.after:
            flags += [Flag(kind=Matter.REFERENCE, before=text) for text, _, _ in old]
        for text, own, target in new:
            if own and target is None:
                flags.append(Flag(kind=Matter.REFERENCE, after=text, sense=Sense.MISSING))
            elif change.before:
                flags.append(Flag(kind=Matter.REFERENCE, after=text))
        return flags

    def _led_away(self, old: _Reference, new: _Reference) -> list[Flag]:
        before, _, was = old
        after, own, target = new
        if own and target is None:
            return [Flag(kind=Matter.REFERENCE, before=before, after=after, sense=Sense.MISSING)]
        if isinstance(was, int) and own:
            now = ", ".join(self._paths[place] for place in self._answers.get(was, ()))
            return [
                Flag(
                    kind=Matter.REFERENCE,
                    before=before,
                    after=after,
                    sense=Sense.ELSEWHERE,
                    note=now or None,
                )
            ]
        # A label that led nowhere and now leads somewhere says what it always said.
        return [] if before == after else [Flag(kind=Matter.REFERENCE, before=before, after=after)]

    def _same(self, old: _Reference, new: _Reference) -> bool:
        if isinstance(old[2], int) and isinstance(new[2], int):
            return new[2] in self._answers.get(old[2], ())
        return old[1:] == new[1:] and (old[2] is not None or old[0] == new[0])

    def _read(
        self, read: Mentions, clauses: Sequence[Numbered], places: Callable[[], dict[str, int]]
    ) -> list[_Reference]:
        """The references of a text, each clause told once."""
        own_path = clauses[0].path if clauses else ""
        told: dict[object, _Reference] = {}
        for mention in read.mentions:
            if mention.kind is Matter.REFERENCE:
                reference = _followed(mention, own_path, places())
                told.setdefault(reference if reference[2] is None else reference[1:], reference)
        return [*told.values()]

    @cached_property
    def _before_places(self) -> dict[str, int]:
        return {
            as_path(entry.path): entry.index
            for change in reversed(self._changes)
            for entry in reversed(change.before)
        }

    @cached_property
    def _after_places(self) -> dict[str, int]:
        return {
            as_path(entry.path): entry.index
            for change in reversed(self._changes)
            for entry in reversed(change.after)
        }

    def _before(self) -> dict[str, int]:
        return self._before_places

    def _after(self) -> dict[str, int]:
        return self._after_places

    @cached_property
    def _answers(self) -> dict[int, tuple[int, ...]]:
        """Which clauses of the after draft answer a clause of the before draft."""
        return {
            entry.index: tuple(answer.index for answer in change.after)
            for change in self._changes
            for entry in change.before
        }

    @cached_property
    def _paths(self) -> dict[int, str]:
        return {entry.index: entry.path for change in self._changes for entry in change.after}


def _followed(mention: Mention, own_path: str, places: dict[str, int]) -> _Reference:
    """A reference with the clause it means, seen from the clause that makes it."""
    written = as_path(mention.text)  # where a draft itself prints Article 5
    match mention.means:
        case ("own", str(path)) if path.startswith("."):
            above = as_path(own_path)
            while above and f"{above}{path}" not in places:
                above = above.rpartition(".")[0]
            return mention.text, True, places.get(f"{above}{path}")
        case ("own", str(path)):
            return mention.text, True, places.get(path, places.get(written))
        case _ if written in places:
            return mention.text, True, places[written]
        case _:
            return mention.text, False, str(mention.means)
