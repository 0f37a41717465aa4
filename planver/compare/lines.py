"""The lines of drafts of a plan: what each is based on, and what it goes back to besides."""

from collections.abc import Iterable

from msgspec import Struct

from planver.compare.diff import compare
from planver.model.change import DraftDiff
from planver.model.history import Entry


class Ground(Struct, frozen=True):
    """The nearest published drafts that one is based on, and the unpublished ones between."""

    published: tuple[Entry, ...]
    gap: tuple[Entry, ...]


class Lines:
    """The drafts of one plan, along which changes are taken over."""

    def __init__(self, known: Iterable[Entry], *, use_ids: bool = True) -> None:
        self._use_ids = use_ids
        self._known = {entry.draft.id: entry for entry in known}
        self._above: dict[tuple[str, ...], frozenset[str]] = {}
        self._diffs: dict[tuple[int, int], DraftDiff] = {}

    def others(self, before: Entry, after: Entry) -> tuple[Entry, ...]:
        """What else the after draft is based on, and what it goes back to on other ways."""
        nearest = self.ground(after).published
        if [entry.draft.id for entry in nearest] == [before.draft.id]:
            return ()
        direct = any(entry.draft.id == before.draft.id for entry in nearest)
        found = {entry.draft.id: entry for entry in nearest if direct}
        way = self.way(before, after)
        related = self.above(before) | {entry.draft.id for entry in way}
        for station in (*way, after):
            for entry in self.ground(station).published:
                if entry.draft.id not in related:
                    found.setdefault(entry.draft.id, entry)
        found.pop(before.draft.id, None)
        return tuple(found[name] for name in sorted(found))

    def way(self, before: Entry, after: Entry) -> tuple[Entry, ...]:
        """The drafts that stand between two, in no order that means anything."""
        above = self.above(after)
        followers: dict[str, list[str]] = {}
        for name in sorted(above):
            for base in self._known[name].draft.based_on:
                followers.setdefault(base, []).append(name)
        ends = {before.draft.id, after.draft.id}
        met = set(ends)
        waiting = [before.draft.id]
        while waiting:
            new = [name for name in followers.get(waiting.pop(), ()) if name not in met]
            met.update(new)
            waiting += new
        return tuple(self._known[name] for name in sorted(met - ends))

    def ground(self, entry: Entry) -> Ground:
        """What a draft is based on, across drafts that were never published."""
        published: list[Entry] = []
        gap: list[Entry] = []
        met = {entry.draft.id}
        waiting = list(entry.draft.based_on)
        while waiting:
            name = waiting.pop(0)
            if name in met or name not in self._known:
                continue
            met.add(name)
            base = self._known[name]
            if base.draft.published:
                published.append(base)
            else:
                gap.append(base)
                waiting += base.draft.based_on
        published.sort(key=lambda base: base.draft.id)  # that one is named first means nothing
        return Ground(tuple(published), tuple(gap))

    def above(self, entry: Entry) -> frozenset[str]:
        """Ids of the drafts known here that a draft goes back to."""
        bases = entry.draft.based_on
        if bases not in self._above:
            found: set[str] = set()
            waiting = list(bases)
            while waiting:
                name = waiting.pop()
                if name in self._known and name not in found:
                    found.add(name)
                    waiting += self._known[name].draft.based_on
            self._above[bases] = frozenset(found)
        return self._above[bases]

    def ancestors(self, entry: Entry) -> frozenset[str] | None:
        """The same; None where a link of the chain is missing, so that there may be others."""
        above = self.above(entry)
        bases = (entry, *(self._known[name] for name in above))
        named = {base for one in bases for base in one.draft.based_on}
        return above if named <= self._known.keys() else None

    def diff(self, before: Entry, after: Entry) -> DraftDiff:
        """A comparison, made once; nobody is asked for who proposed what."""
        key = id(before), id(after)  # the comparison keeps both alive
        if key not in self._diffs:
            self._diffs[key] = compare(before, after, use_ids=self._use_ids)
        return self._diffs[key]
