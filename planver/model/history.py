"""Where a draft was found: a file on disk, or a revision in git."""

from dataclasses import dataclass

from planver.model.draft import Draft
from planver.model.party import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Trailer:
    """A ``Proposed-by:`` line of a commit message; `clause` where it names one in brackets."""

    claim: Claim
    clause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One git commit that changed a plan file. `date` is the author's, ISO 8601."""

    oid: str
    parents: tuple[str, ...]
    author: str
    date: str
    subject: str
    proposed_by: tuple[Trailer, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A draft and where it stands; without `revision` it is a file on disk."""

    draft: Draft
    path: str | None = None
    revision: Revision | None = None
