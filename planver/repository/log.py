"""One `git log` over everything, parsed into commits and the plan files each of them changed.

`git log -- plan.yaml` shows a third of a plan's history: it follows no renames and leaves out what
a merge rejected. So all revisions are walked, each compared with every parent.
"""

import os
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from planver.model.history import Revision
from planver.planfile.source import PLAN_SUFFIX
from planver.repository.reader import REGULAR, SYMLINK, Reader
from planver.repository.trailers import PROPOSED_BY, SOURCE, well_formed

_FIELDS = (
    "%H",
    "%P",
    "%an",  # never %aN: .mailmap must not rewrite who proposed what
    "%ae",
    "%aI",
    "%s",
    f"%(trailers:key={PROPOSED_BY},only,unfold,valueonly,separator=%x0A)",
    f"%(trailers:key={SOURCE},only,unfold,valueonly,separator=%x0A)",
)

# Each field ends in NUL, which no field can contain: no name, subject or path can forge another.
_FORMAT = "".join(f"{field}%x00" for field in _FIELDS)


class FoundDraft(Struct, frozen=True, kw_only=True):
    """A plan file as a revision left it, not yet parsed.

    `introduced` is False where a merge took the file unchanged from one of its parents.
    """

    revision: Revision
    path: str
    blob: str
    introduced: bool = True


class Commit(Struct, frozen=True, kw_only=True):
    """A commit, and the plan files in which it differs from a parent.

    `links` are the paths where it put a symbolic link in place of a plan file.
    """

    oid: str
    parents: tuple[str, ...]
    found: tuple[FoundDraft, ...]
    links: tuple[str, ...] = ()


def walk(reader: Reader) -> tuple[Commit, ...]:
    """Every commit of all branches, tags, remote branches and HEAD, children before parents."""
    if walk not in reader.memo:
        head = reader.resolve("HEAD")
        everything = ("--branches", "--tags", "--remotes", *([head] if head else []))
        reader.memo[walk] = commits(reader, *everything)
    walked: tuple[Commit, ...] = reader.memo[walk]
    return walked


def commits(reader: Reader, *selection: str) -> tuple[Commit, ...]:
    """The commits that git's log selects; names of revisions among it must be full ids.

    The oldest of a shallow clone seem to bring every file, so they speak for the files they bring
    neither by trailers nor by their author: these may be about any one of the files.
    """
    found = _merge_records(_records(_log(reader, selection)))
    boundary = reader.boundary
    return tuple(_silent(one) if one.oid in boundary else one for one in found)


def _silent(commit: Commit) -> Commit:
    drafts = (
        replace(one, revision=replace(one.revision, author="", proposed_by=(), sources=()))
        for one in commit.found
    )
    return replace(commit, found=tuple(drafts))


def last_change(reader: Reader, oid: str, path: str) -> Revision | None:
    """The newest revision, from the commit `oid` back, that changed the file at `path`."""
    found = commits(reader, "-1", oid, "--", path)
    return _revision_of(found[0], path) if found else None


def _revision_of(commit: Commit, path: str) -> Revision | None:
    return next((found.revision for found in commit.found if found.path == path), None)


def _log(reader: Reader, selection: Sequence[str]) -> bytes:
    # Paths, where there are any, come last.
    cut = selection.index("--") if "--" in selection else len(selection)
    return reader.git(
        "log", *selection[:cut], "--topo-order",
        "--raw", "-z", "--no-abbrev", "--root", "--diff-merges=separate", "--no-renames",
        "--no-ext-diff", "--no-textconv", "--no-relative", "--no-color", "--no-mailmap",
        "--no-show-signature", "--no-notes", "--encoding=UTF-8", "-O/dev/null",
        f"--format={_FORMAT}", *selection[cut:],
    )  # fmt: skip


class _Record(Struct, kw_only=True):
    """One revision compared with one of its parents."""

    fields: list[bytes]
    files: dict[bytes, str]  # path -> blob
    links: list[bytes]


def _records(log: bytes) -> Iterator[_Record]:
    """Split the log by counting: so many fields, then pairs of ``:modes ids`` and path."""
    tokens = log.split(b"\0")
    place, end = 0, len(tokens)
    while place < end:
        if not tokens[place]:  # the end of the log
            break
        fields = tokens[place : place + len(_FIELDS)]
        place += len(_FIELDS)
        place += tokens[place] == b""  # `-z` ends the fields with one more NUL
        files: dict[bytes, str] = {}
        links: list[bytes] = []
        while place < end:
            facts = tokens[place].lstrip(b"\n")
            if not facts.startswith(b":"):
                break
            path = tokens[place + 1]
            place += 2
            _, mode, _, blob, _ = facts.decode().split(" ")
            if path.endswith(PLAN_SUFFIX.encode()):
                if mode in REGULAR:
                    files[path] = blob
                elif mode == SYMLINK:
                    links.append(path)
        yield _Record(fields=fields, files=files, links=links)


def _merge_records(records: Iterator[_Record]) -> Iterator[Commit]:
    """Put the records of a merge together: a file is found where it differs from any parent."""
    group: list[_Record] = []
    for record in records:
        if group and group[0].fields[0] != record.fields[0]:
            yield _commit(group)
            group = []
        group.append(record)
    if group:
        yield _commit(group)


def _commit(group: list[_Record]) -> Commit:
    revision = _revision(group[0].fields)
    blobs: dict[bytes, str] = {}
    for record in group:
        blobs.update(record.files)
    found = tuple(
        FoundDraft(
            revision=revision,
            path=os.fsdecode(path),
            blob=blob,
            introduced=_differs_from_all(path, group, len(revision.parents)),
        )
        for path, blob in sorted(blobs.items())
    )
    links = tuple(sorted({os.fsdecode(path) for record in group for path in record.links}))
    return Commit(oid=revision.oid, parents=revision.parents, found=found, links=links)


def _differs_from_all(path: bytes, group: list[_Record], parents: int) -> bool:
    return sum(path in record.files for record in group) >= max(parents, 1)


def _revision(fields: list[bytes]) -> Revision:
    text = [field.decode("utf-8", "replace") for field in fields]
    oid, parents, name, address, date, subject, proposed_by, sources = text
    return Revision(
        oid=oid.strip(),
        parents=tuple(parents.split()),
        author=name or address,
        date=date,
        subject=subject,
        proposed_by=well_formed(proposed_by.split("\n")),
        sources=tuple(line.strip() for line in sources.split("\n") if line.strip()),
    )
