"""The drafts of a repository by the id of their blob, each read once, and kept where it pays."""

from collections.abc import Iterable

from msgspec import MsgspecError, Struct
from msgspec.structs import replace

from planver.model.draft import Clause, Draft
from planver.model.progress import Progress, unseen
from planver.planfile.parse import parse
from planver.planfile.pieces import Pieces
from planver.planfile.source import may_hold
from planver.repository.cache import LARGEST, Cache
from planver.repository.reader import Reader

# To read fewer files than this takes less time than anybody would notice.
WORTH_KEEPING = 16
_KIND = "drafts"


class _Row(Struct, frozen=True, array_like=True):
    """A draft: the place of its head, and those of its points."""

    head: int
    points: tuple[int, ...]


class _Kept(Struct, frozen=True, kw_only=True):
    """Drafts as they are kept: what several have in common stands there once."""

    heads: list[Draft]
    points: list[Clause]
    rows: dict[str, _Row]


class Shelf:
    """Reads drafts, from git or from what was kept of an earlier run; `told` hears how many."""

    @classmethod
    def of(cls, reader: Reader) -> "Shelf":
        """The one shelf of a reader."""
        if Shelf not in reader.memo:
            reader.memo[Shelf] = cls(reader)
        shelf: Shelf = reader.memo[Shelf]
        return shelf

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._cache = Cache(reader.common_dir)
        self._pieces = Pieces()
        self._kept: _Kept | None = None
        self._sound: dict[str, Draft] = {}
        self._unsound: dict[str, Draft | None] = {}
        self._new = 0
        self.told: Progress = unseen

    def sound(self, blob: str) -> Draft | None:
        """The draft in a blob, None where an error makes a comparison unsafe.

        Raises RepositoryError where the blob is missing or too large.
        """
        if not self._knows(blob):
            self._read(blob, self._reader.blob(blob))
        return self._sound.get(blob)

    def drafts(self, blobs: Iterable[str], mentioning: str = "") -> dict[str, Draft]:
        """The drafts in many blobs, sound or not, by blob; quicker than one by one.

        Left out are blobs that are missing or too large, or cannot be read as drafts at all; those
        not read before also where no value in them can be the word `mentioning`.
        """
        wanted = dict.fromkeys(blobs)
        new = [blob for blob in wanted if not self._knows(blob)]
        for number, (blob, data) in enumerate(self._reader.blobs(new), 1):
            self.told("drafts read", number, len(new))
            if data is not None and may_hold(data, mentioning):
                self._read(blob, data)
        known = ((blob, self._sound.get(blob) or self._unsound.get(blob)) for blob in wanted)
        return {blob: draft for blob, draft in known if draft is not None}

    def save(self) -> None:
        """Keep what was read, where it is worth it."""
        if self._new < WORTH_KEEPING:
            return
        kept = self._kept_drafts()
        known = {blob: self._restored(kept, row) for blob, row in kept.rows.items()}
        data = _packed((known | self._sound).items())
        if len(data) > LARGEST:
            data = _packed(self._sound.items())
        self._cache.write(_KIND, "", data)
        self._new = 0

    def _knows(self, blob: str) -> bool:
        if blob in self._sound or blob in self._unsound:
            return True
        kept = self._kept_drafts()
        if blob in kept.rows:
            self._sound[blob] = self._restored(kept, kept.rows[blob])
        return blob in kept.rows

    def _read(self, blob: str, data: bytes) -> None:
        self._new += 1
        draft = self._pieces.draft(data)
        if draft is None:
            parsed = parse(data)
            draft = parsed.sound
            if draft is None:
                self._unsound[blob] = parsed.draft
                return
        self._sound[blob] = draft

    def _kept_drafts(self) -> _Kept:
        if self._kept is None:
            self._kept = _unpacked(self._cache.read(_KIND))
        return self._kept

    @staticmethod
    def _restored(kept: _Kept, row: _Row) -> Draft:
        return replace(kept.heads[row.head], points=tuple([kept.points[at] for at in row.points]))


def _packed(drafts: Iterable[tuple[str, Draft]]) -> bytes:
    from msgspec.msgpack import encode

    drafts = list(drafts)
    # By identity: what stands in several drafts is one object.
    points = {id(point): point for _, draft in drafts for point in draft.points}
    places = {name: place for place, name in enumerate(points)}
    heads: dict[Draft, int] = {}
    rows = {
        blob: _Row(
            heads.setdefault(replace(draft, points=()), len(heads)),
            tuple(map(places.__getitem__, map(id, draft.points))),
        )
        for blob, draft in drafts
    }
    return encode(_Kept(heads=list(heads), points=list(points.values()), rows=rows))


def _unpacked(data: bytes | None) -> _Kept:
    from msgspec.msgpack import decode

    nothing = _Kept(heads=[], points=[], rows={})
    try:
        return decode(data, type=_Kept) if data else nothing
    except MsgspecError:  # signed, and still nothing of ours: a mistake of planver's own
        return nothing
