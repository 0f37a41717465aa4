"""Where a draft was found: a file on disk, or a revision in git."""

from msgspec import Struct

from planver.model.draft import Draft
from planver.model.party import Claim


class Trailer(Struct, frozen=True, kw_only=True):
    """A ``Proposed-by:`` line of a commit message; `clause` where it names one in brackets."""

    claim: Claim
    clause: str | None = None


class Revision(Struct, frozen=True, kw_only=True):
    """One git commit that changed a plan file. `date` is the author's, ISO 8601."""

    oid: str
    parents: tuple[str, ...]
    author: str
    date: str
    subject: str
    proposed_by: tuple[Trailer, ...] = ()
    sources: tuple[str, ...] = ()


class Entry(Struct, frozen=True, kw_only=True):
    """A draft and where it stands; without `revision` it is a file on disk."""

    draft: Draft
    path: str | None = None
    revision: Revision | None = None
