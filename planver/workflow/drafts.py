"""What a name stands for: a draft id, a tag or branch, a revision, ``REV:path``, a file.

Seen from one folder: the drafts in the history of the repository around it, if there is one, and
the plan files on disk. Works without git on plain files.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from planver.errors import PlanFileError, PlanverError, RepositoryError
from planver.model.draft import Draft
from planver.model.finding import Finding, Severity
from planver.model.history import Entry, Revision
from planver.planfile.parse import Parsed, parse

if TYPE_CHECKING:
    from planver.repository.history import FoundDraft
    from planver.repository.reader import Reader

PLAN_SUFFIX = ".plan.yaml"
TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown")
# A comparison can do without ids: texts from elsewhere have none.
_HARMLESS = frozenset({"missing-id"})


class Drafts:
    """The drafts that can be named from a folder; a context manager that holds git open."""

    def __init__(self, folder: Path, plan: str | None = None) -> None:
        self._folder = folder
        self._plan = plan
        self._open = ExitStack()
        self._reader: Reader | None = None
        self._looked_for_git = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def entry(self, name: str) -> Entry:
        """The draft a name stands for.

        Raises PlanverError where it stands for nothing, for several drafts, or for a file that
        cannot be read as a draft.
        """
        if _looks_like_file(name) and (self._folder / name).is_file():
            return read_file(self._folder / name, name)
        found = list(self._by_id(name)) or list(self._by_revision(name))
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(sorted(place(entry) for entry in found))
            raise PlanverError(
                f"{name!r} stands for several drafts: {listed}.",
                "Name one of them as listed here, or choose a plan with --plan.",
            )
        if (self._folder / name).is_file():
            return read_file(self._folder / name, name)
        raise PlanverError(f"There is no draft, revision or file called {name!r}.", self._known())

    def entries(self) -> tuple[Entry, ...]:
        """Every draft that can be read, each in its newest wording, oldest first.

        A draft comes after those it is based on; otherwise by date, then by id.
        """
        found: dict[tuple[str, str], Entry] = {}
        for entry in (*self._on_disk(), *self._recorded()):
            found.setdefault((entry.draft.plan, entry.draft.id), entry)
        return _in_order(found.values())

    def plans(self) -> tuple[str, ...]:
        """The plans there are drafts of."""
        return tuple(sorted({entry.draft.plan for entry in self.entries()}))

    @property
    def reader(self) -> "Reader | None":
        """The repository around the folder, None outside of one."""
        if not self._looked_for_git:
            self._looked_for_git = True
            if _in_repository(self._folder):
                from planver.repository.reader import Reader

                self._reader = self._open.enter_context(Reader.open(self._folder))
        return self._reader

    def _by_id(self, name: str) -> Iterator[Entry]:
        """Drafts with that id; ``PLAN/ID`` names one among several plans."""
        plan, _, draft_id = name.rpartition("/")
        plan = plan or self._plan or ""
        recorded: list[Entry] = []
        if self.reader is not None:
            from planver.repository.history import find_draft, load

            recorded += (
                _from_git(draft, found)
                for found in find_draft(self.reader, draft_id, plan or None)
                if (draft := sound(load(self.reader, found)))
            )
        edited = [
            entry
            for entry in self._on_disk(containing=draft_id)
            if entry.draft.id == draft_id and plan in ("", entry.draft.plan)
        ]
        plans = {entry.draft.plan for entry in edited}
        yield from (entry for entry in recorded if entry.draft.plan not in plans)
        yield from edited

    def _by_revision(self, name: str) -> Iterator[Entry]:
        if self.reader is None:
            return
        revision, colon, path = name.partition(":")
        oid = self.reader.resolve(revision)
        if oid is None:
            return
        for candidate in [self._from_top(path)] if colon else self.reader.plan_paths(oid):
            data = self.reader.blob_at(oid, candidate)
            if data is None:
                raise RepositoryError(
                    f"There is no file {candidate!r} in {revision}.",
                    "Write the path as seen from here, or from the top of the repository.",
                )
            draft = draft_of(parse(data), f"{revision}:{candidate}")
            if self._plan in (None, draft.plan):
                yield Entry(draft=draft, path=candidate, revision=self._revision(oid))

    def _from_top(self, path: str) -> str:
        """``./x`` and ``../x`` are seen from the folder; anything else from the top, as in git."""
        top = self.reader.top if self.reader else None
        if top is not None and path.startswith("."):
            return (self._folder / path).resolve().relative_to(top.resolve()).as_posix()
        return path

    def _revision(self, oid: str) -> "Revision | None":
        assert self.reader is not None  # noqa: S101 - only asked after a name was resolved in git
        from planver.repository.history import history

        return next((f.revision for f in history(self.reader) if f.revision.oid == oid), None)

    def _recorded(self) -> Iterator[Entry]:
        """Drafts in git, newest first; a merge that only took a draft along comes last."""
        if self.reader is None:
            return
        from planver.repository.history import history, load

        for found in sorted(history(self.reader), key=lambda found: not found.introduced):
            draft = sound(load(self.reader, found))
            if draft is not None and self._plan in (None, draft.plan):
                yield _from_git(draft, found)

    def _on_disk(self, containing: str = "") -> Iterator[Entry]:
        """Drafts in files as they stand; what git has recorded to the letter is left to git."""
        recorded: set[str] = set()
        if self.reader is not None:
            from planver.repository.history import history

            recorded = {found.blob for found in history(self.reader)}
        for path in self.files():
            data = path.read_bytes()
            if containing.encode() not in data or blob_id(data) in recorded:
                continue
            draft = sound(parse(data))
            if draft is not None and self._plan in (None, draft.plan):
                yield Entry(draft=draft, path=seen_from(path, self._folder))

    def files(self) -> tuple[Path, ...]:
        """The plan files on disk: the work tree's, or those in the folder and one below."""
        if self.reader is not None and self.reader.top is not None:
            return self.reader.plan_files()
        pattern = f"*{PLAN_SUFFIX}"
        found = (*self._folder.glob(pattern), *self._folder.glob(f"*/{pattern}"))
        return tuple(sorted(path for path in found if path.is_file()))

    def _known(self) -> str:
        ids = [entry.draft.id for entry in self.entries()]
        if not ids:
            return "There are no drafts here. Go to the folder of a plan, or run `planver demo`."
        return f"Drafts here: {', '.join(ids)}. `planver log` shows them all."


def read_file(path: Path, shown: str) -> Entry:
    """The draft in a file: a plan file, or a numbered text taken as it is.

    Raises PlanverError with the first thing wrong with it.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PlanverError(f"{shown} cannot be read: {error.strerror}.") from error
    if path.suffix.lower() in TEXT_SUFFIXES:
        from planver.workflow.importing import read_text_draft

        return Entry(draft=read_text_draft(data, path), path=shown)
    return Entry(draft=draft_of(parse(data), shown), path=shown)


def blob_id(data: bytes) -> str:
    """The id git gives these bytes."""
    from hashlib import sha1

    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def sound(parsed: Parsed) -> Draft | None:
    """The draft, unless an error in the file makes a comparison unsafe."""
    return None if any(_stops(finding) for finding in parsed.findings) else parsed.draft


def draft_of(parsed: Parsed, shown: str) -> Draft:
    """The draft. Raises PlanFileError where the file has errors."""
    draft = sound(parsed)
    if draft is None:
        errors = [finding for finding in parsed.findings if _stops(finding)]
        first = errors[0]
        raise PlanFileError(
            f"{shown}:{first.place.line}:{first.place.column}: {first.message}",
            f"{first.hint} `planver check` lists all {len(errors)} errors."
            if len(errors) > 1
            else first.hint,
        )
    return draft


def seen_from(path: Path, folder: Path) -> str:
    """The path as people in the folder write it."""
    return os.path.relpath(path, folder)


def place(entry: Entry) -> str:
    """A name that stands for exactly this entry."""
    if entry.revision is not None:
        return f"{entry.revision.oid[:10]}:{entry.path}"
    return entry.path or entry.draft.id


def _stops(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and finding.rule not in _HARMLESS


def _looks_like_file(name: str) -> bool:
    return "." in name or "/" in name or "\\" in name


def _in_repository(folder: Path) -> bool:
    """A cheap look before git is asked: most comparisons of two files need no git at all."""
    absolute = folder.resolve()
    return any(
        (above / ".git").exists() or ((above / "HEAD").is_file() and (above / "objects").is_dir())
        for above in (absolute, *absolute.parents)
    )


def _from_git(draft: Draft, found: "FoundDraft") -> Entry:
    return Entry(draft=draft, path=found.path, revision=found.revision)


def _in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    waiting = sorted(entries, key=lambda entry: (entry.draft.date or "", entry.draft.id))
    names = {(entry.draft.plan, entry.draft.id) for entry in waiting}
    done: set[tuple[str, str]] = set()
    ordered: list[Entry] = []
    while waiting:
        ready = next((entry for entry in waiting if _bases(entry, names) <= done), waiting[0])
        waiting.remove(ready)
        done.add((ready.draft.plan, ready.draft.id))
        ordered.append(ready)
    return tuple(ordered)


def _bases(entry: Entry, names: set[tuple[str, str]]) -> set[tuple[str, str]]:
    plan = entry.draft.plan
    return {(plan, base) for base in entry.draft.based_on if (plan, base) in names}
