"""Every draft of every plan in a repository, over the whole history of all its branches."""

from collections.abc import Iterable

from msgspec import Struct, field

from planver.planfile.parse import Parsed, parse
from planver.repository.log import Commit, FoundDraft, walk
from planver.repository.reader import Reader
from planver.repository.shelf import Shelf

__all__ = ["FoundDraft", "find_draft", "history", "load"]


def history(reader: Reader) -> tuple[FoundDraft, ...]:
    """Every plan file that differs from a parent's, newest first, children before parents.

    Covers all branches, tags, remote branches and HEAD; renames, rejected and withdrawn drafts
    included. Deleted files are not listed.
    """
    return tuple(found for commit in walk(reader) for found in commit.found)


def load(reader: Reader, found: FoundDraft) -> Parsed:
    """The draft parsed, with its findings; each blob is parsed once per reader."""
    key = (load, found.blob)
    if key not in reader.memo:
        reader.memo[key] = parse(reader.blob(found.blob))
    parsed: Parsed = reader.memo[key]
    return parsed


def find_draft(reader: Reader, draft_id: str, plan: str | None = None) -> tuple[FoundDraft, ...]:
    """Where the draft with that id stands: one entry per wording nobody has corrected since.

    Newest first. A wording is superseded where a descendant revision carries the same draft in
    another. Each entry is the newest revision that introduced the wording, rather than a merge
    that merely took it along; several entries mean that branches disagree about the draft.
    """
    wordings = _wordings(reader, draft_id, plan)
    standing = _Standing(wordings=wordings)
    for commit in reversed(walk(reader)):
        standing.add(commit)
    return standing.newest_first()


def _wordings(reader: Reader, draft_id: str, plan: str | None) -> frozenset[str]:
    """The blobs that parse to the draft asked for."""
    blobs = [found.blob for found in history(reader)]
    drafts = Shelf.of(reader).drafts(blobs, mentioning=draft_id)
    return frozenset(
        blob
        for blob, draft in drafts.items()
        if draft.id == draft_id and plan in (None, draft.plan)
    )


class _Standing(Struct, kw_only=True):
    """Which wordings of one draft still stand, told commit by commit, parents first.

    An assertion is a commit that put a wording in place: by introducing it, or as a merge that
    chose it over another. Sets of assertions are bits of an integer, so that two thousand commits
    cost two thousand `or`s.
    """

    wordings: frozenset[str]
    asserted: list[FoundDraft] = field(default_factory=list)  # by bit
    latest: dict[str, FoundDraft] = field(default_factory=dict)  # blob -> newest introduction
    alive: dict[str, int] = field(default_factory=dict)  # commit -> assertions standing there
    dead: dict[str, int] = field(default_factory=dict)  # commit -> assertions superseded by then

    def add(self, commit: Commit) -> None:
        alive, dead = 0, 0
        for parent in commit.parents:
            alive |= self.alive.get(parent, 0)
            dead |= self.dead.get(parent, 0)
        alive &= ~dead
        here = [found for found in commit.found if found.blob in self.wordings]
        if any(found.introduced for found in here) or self._chooses(here, alive):
            dead |= alive
            alive = self._assert(here)
        self.alive[commit.oid], self.dead[commit.oid] = alive, dead

    def newest_first(self) -> tuple[FoundDraft, ...]:
        alive, dead = 0, 0
        for oid, bits in self.alive.items():
            alive |= bits
            dead |= self.dead[oid]
        standing = reversed(list(self._members(alive & ~dead)))
        return tuple({found.blob: found for found in standing}.values())

    def _chooses(self, here: list[FoundDraft], alive: int) -> bool:
        """Whether a merge decides between wordings that stood side by side or came after."""
        blobs = {found.blob for found in here}
        return bool(blobs) and blobs != {found.blob for found in self._members(alive)}

    def _assert(self, here: list[FoundDraft]) -> int:
        bits = 0
        for found in here:
            if found.introduced or found.blob not in self.latest:
                self.latest[found.blob] = found
            bits |= 1 << len(self.asserted)
            self.asserted.append(self.latest[found.blob])
        return bits

    def _members(self, bits: int) -> Iterable[FoundDraft]:
        place = 0
        while bits:
            if bits & 1:
                yield self.asserted[place]
            bits >>= 1
            place += 1
