"""The wordings of a plan's drafts as a graph: every revision on every branch, and files on disk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from planver.errors import RepositoryError
from planver.model.draft import Draft
from planver.model.history import Entry
from planver.model.provenance import Stage
from planver.workflow.drafts import Drafts

if TYPE_CHECKING:
    from planver.repository.log import Commit, FoundDraft
    from planver.repository.reader import Reader

_Standing = Mapping[str, Sequence[int]]  # draft id -> places of the wordings that stand


def stages(drafts: Drafts, entry: Entry) -> tuple[tuple[Stage, ...], int]:
    """Every wording of every draft of the entry's plan, and the place of the entry's own.

    A wording goes back to the earlier ones of its draft along git's graph, and to the drafts it
    says it is based on, as they stood then. What is not recorded follows on the last wordings.
    """
    plan = entry.draft.plan
    graph = _Graph()
    if drafts.reader is not None:
        _add_history(graph, drafts.reader, plan)
        drafts.note_limits()
    loose = [one for one in drafts.entries() if one.revision is None and one.draft.plan == plan]
    for one in loose:
        graph.add_loose(one)
    place = graph.place_of(entry)
    if place is None:
        place = graph.add_loose(entry)
    return graph.finished(), place


class _Graph:
    """Stages in the making."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._parents: list[list[int]] = []
        self._above: list[int] = []  # bits of the stages each is known to go back to
        self._by_id: dict[str, list[int]] = {}
        self._waiting: list[tuple[int, str]] = []  # stages, and bases that are sought in the end

    def add(self, entry: Entry, standing: _Standing, before: int = 0) -> int:
        """Add a wording; `standing` are those that stand where it was recorded.

        `before` are bits of the wordings recorded on the way there: a draft that no file holds any
        more is meant as it stood last.
        """
        draft = entry.draft
        parents = list(standing.get(draft.id) or self.last(draft.id, before))
        named = {base for place in parents for base in self._entries[place].draft.based_on}
        above = self._all_above(parents)
        for base in dict.fromkeys(draft.based_on):
            if base == draft.id:
                continue
            found = standing.get(base) or (base not in named and self.last(base, before))
            if found:
                parents += [place for place in found if not above >> place & 1]
            elif base not in named:
                self._waiting.append((len(self._entries), base))
        place = len(self._entries)
        self._entries.append(entry)
        self._parents.append(parents)
        self._above.append(self._all_above(parents))
        self._by_id.setdefault(draft.id, []).append(place)
        return place

    def add_loose(self, entry: Entry) -> int:
        """Add a wording that is not recorded: all the last ones stand."""
        return self.add(entry, {entry.draft.id: self.last(entry.draft.id)})

    def place_of(self, entry: Entry) -> int | None:
        """Where a draft stands: the same revision, else the same words."""
        known = [
            place
            for place in self._by_id.get(entry.draft.id, ())
            if self._entries[place].draft == entry.draft
        ]
        own = [place for place in known if self._entries[place].revision == entry.revision]
        return next(iter((*own, *reversed(known))), None)

    def draft_at(self, place: int) -> Draft:
        """The draft at a place."""
        return self._entries[place].draft

    def recorded(self, place: int) -> tuple[str, str]:
        """When a wording was recorded, as git has it."""
        revision = self._entries[place].revision
        return (revision.date, revision.oid) if revision else ("", "")

    def finished(self) -> tuple[Stage, ...]:
        """The stages, with the bases found that stand on other branches, or came later."""
        for place, base in sorted(self._waiting, key=self._by_date):
            for up in self.last(base):
                if not self._goes_back(up, place):
                    self._parents[place].append(up)
        return tuple(
            Stage(entry=entry, parents=tuple(parents))
            for entry, parents in zip(self._entries, self._parents, strict=True)
        )

    def last(self, draft_id: str, among: int = -1) -> list[int]:
        """The wordings of a draft, among those of these bits, that no later one goes back to."""
        places = [place for place in self._by_id.get(draft_id, ()) if among >> place & 1]
        replaced = {up for place in places for up in self._parents[place]}
        return [place for place in places if place not in replaced]

    def _all_above(self, places: Iterable[int]) -> int:
        above = 0
        for place in places:
            above |= self._above[place] | 1 << place
        return above

    def _goes_back(self, place: int, goal: int) -> bool:
        waiting, seen = [place], {place}
        while waiting:
            at = waiting.pop()
            if at == goal:
                return True
            new = [up for up in self._parents[at] if up not in seen]
            seen.update(new)
            waiting += new
        return False

    def _by_date(self, waiting: tuple[int, str]) -> tuple[str, ...]:
        place, base = waiting
        draft = self._entries[place].draft
        return draft.date or "", draft.id, *self.recorded(place), base


def _add_history(graph: _Graph, reader: "Reader", plan: str) -> None:
    """Add every wording that a revision introduced, along the graph of all branches."""
    from planver.repository.log import walk

    trees: dict[str, dict[str, int]] = {}  # commit -> path -> the stage of the file there
    blobs: dict[int, str] = {}
    known: dict[str, int] = {}  # commit -> bits of the stages recorded there and before
    for commit in reversed(walk(reader)):
        above = [trees[parent] for parent in commit.parents if parent in trees]
        before = reduce(or_, (known[parent] for parent in commit.parents if parent in known), 0)
        known[commit.oid] = before
        if len(above) == 1 and not commit.found:
            trees[commit.oid] = above[0]
            continue
        tree = {path: place for one in reversed(above) for path, place in one.items()}
        standing: dict[str, list[int]] = {}
        for place in sorted({place for one in above for place in one.values()}):
            standing.setdefault(graph.draft_at(place).id, []).append(place)
        for found, draft in _after_their_bases(_read(reader, commit, plan)):
            earlier = standing.get(draft.id) or graph.last(draft.id, before)
            same = [place for place in earlier if blobs[place] == found.blob]
            if same:
                tree[found.path] = min(same, key=graph.recorded)
                continue
            entry = Entry(draft=draft, path=found.path, revision=found.revision)
            place = graph.add(entry, standing, before)
            before |= 1 << place
            known[commit.oid] = before
            tree[found.path] = place
            blobs[place] = found.blob
            standing[draft.id] = [place]
        trees[commit.oid] = tree


def _read(reader: "Reader", commit: "Commit", plan: str) -> Iterator[tuple["FoundDraft", Draft]]:
    from planver.repository.shelf import Shelf

    for found in commit.found:
        try:
            draft = Shelf.of(reader).sound(found.blob)
        except RepositoryError:  # too large, or missing in a partial clone
            continue
        if draft is not None and draft.plan == plan:
            yield found, draft


def _after_their_bases(
    found: Iterable[tuple["FoundDraft", Draft]],
) -> Iterator[tuple["FoundDraft", Draft]]:
    """Drafts of one revision, each after those among them that it is based on."""
    waiting = list(found)
    while waiting:
        ids = {draft.id for _, draft in waiting}
        ready = next(
            (one for one in waiting if not ids & {*one[1].based_on} - {one[1].id}), waiting[0]
        )
        waiting.remove(ready)
        yield ready
