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

from msgspec import Struct

from planver.errors import PlanverError, RepositoryError
from planver.model.draft import Draft
from planver.model.history import Entry, Revision
from planver.model.progress import Progress, unseen
from planver.planfile.forms import SLUG
from planver.planfile.parse import parse
from planver.planfile.source import PLAN_SUFFIX, may_hold
from planver.workflow.files import is_file, read
from planver.workflow.reading import draft_of, read_file

if TYPE_CHECKING:
    from planver.repository.history import FoundDraft
    from planver.repository.reader import Reader


class PlanAt(Struct, frozen=True, kw_only=True):
    """A plan file in a revision; `label` is how it was named."""

    oid: str
    path: str
    label: str


class Drafts:
    """The drafts that can be named from a folder; a context manager that holds git open.

    `told` hears how far the reading of a long history has come.
    """

    def __init__(self, folder: Path, plan: str | None = None, told: Progress = unseen) -> None:
        self.told = told
        self._folder = folder
        self._plan = plan
        self.notices: list[str] = []
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
        if _looks_like_file(name) and is_file(self._folder / name):
            return self._file(name)
        found = list(self._by_id(name)) or self._by_revision(name)
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(sorted(place(entry) for entry in found))
            plans = {entry.draft.plan for entry in found}
            hint = "Name one of them as listed here"
            raise PlanverError(
                f"{name!r} stands for several drafts: {listed}.",
                f"{hint}, or choose a plan with --plan." if len(plans) > 1 else f"{hint}.",
            )
        if is_file(self._folder / name):
            return self._file(name)
        raise PlanverError(
            f"There is no draft, revision or file called {name!r}.", self._known(name)
        )

    def entries(self) -> tuple[Entry, ...]:
        """Every draft that can be read, each in its newest wording, oldest first.

        A draft comes after those it is based on; otherwise by date, then by id.
        """
        found: dict[tuple[str, str], Entry] = {}
        for entry in (*self.on_disk(), *self.recorded()):
            found.setdefault((entry.draft.plan, entry.draft.id), entry)
        return _in_order(found.values())

    @property
    def plan(self) -> str | None:
        """The one plan that is meant; None where any is."""
        return self._plan

    @property
    def reader(self) -> "Reader | None":
        """The repository around the folder, None outside of one."""
        if not self._looked_for_git:
            self._looked_for_git = True
            if _in_repository(self._folder):
                from planver.repository.reader import Reader
                from planver.repository.shelf import Shelf

                self._reader = self._open.enter_context(Reader.open(self._folder))
                shelf = Shelf.of(self._reader)
                shelf.told = self.told
                self._open.callback(shelf.save)
        return self._reader

    def note_limits(self) -> None:
        """Note what the clone does not hold, for what is told of the history as a whole."""
        from planver.workflow.limits import limits

        self.notices += [told for told in limits(self.reader) if told not in self.notices]

    def note_limits_of(self, *entries: Entry) -> None:
        """The same where one of these drafts is recorded: a later wording may be missing too."""
        if any(entry.revision for entry in entries):
            self.note_limits()

    def at_revision(self, name: str) -> tuple[PlanAt, ...]:
        """The plan files that ``REV`` or ``REV:path`` names, unparsed; empty where it names none.

        Of a revision with several, the one it changed, if it changed only one. Raises
        RepositoryError where the revision has no such file.
        """
        if self.reader is None:
            return ()
        oid, path = self._split(name)
        if oid is None:
            return ()
        if path is not None:
            return (PlanAt(oid=oid, path=self._from_top(path), label=name),)
        paths = self.reader.plan_paths(oid)
        if len(paths) > 1:
            from planver.repository.log import commits

            changed = {found.path for commit in commits(self.reader, "-1", oid)
                       for found in commit.found}  # fmt: skip
            paths = tuple(changed) if len(changed) == 1 else paths
        return tuple(PlanAt(oid=oid, path=path, label=f"{name}:{path}") for path in paths)

    def bytes_at(self, plan: PlanAt) -> bytes:
        """The bytes of a plan file in a revision. Raises RepositoryError where there is none."""
        data = self.reader.blob_at(plan.oid, plan.path) if self.reader else None
        if data is None:
            raise RepositoryError(
                f"There is no file {plan.path!r} in {plan.label.partition(':')[0]}.",
                "Write the path as seen from the top of the repository, or with ./ from here.",
            )
        return data

    def _file(self, name: str) -> Entry:
        entry, passed_over = read_file(self._folder / name, name)
        if passed_over:
            self.notices.append(
                f"{name} has errors that a comparison can do without; `planver check {name}` "
                "lists them."
            )
        return entry

    def _by_id(self, name: str) -> Iterator[Entry]:
        """Drafts with that id; ``PLAN/ID`` names one among several plans."""
        plan, _, draft_id = name.rpartition("/")
        plan = plan or self._plan or ""
        if not SLUG.fullmatch(draft_id):
            return
        recorded = self.standing(draft_id, plan or None)
        edited = [
            entry
            for entry in self.on_disk(containing=draft_id)
            if entry.draft.id == draft_id and plan in ("", entry.draft.plan)
        ]
        plans = {entry.draft.plan for entry in edited}
        yield from (entry for entry in recorded if entry.draft.plan not in plans)
        yield from edited

    def standing(self, draft_id: str, plan: str | None = None) -> tuple[Entry, ...]:
        """The wordings of a draft in git that nobody has corrected; several where branches differ.

        Newest first.
        """
        if self.reader is None:
            return ()
        from planver.repository.history import find_draft
        from planver.repository.shelf import Shelf

        shelf = Shelf.of(self.reader)
        return tuple(
            _from_git(draft, found)
            for found in find_draft(self.reader, draft_id, plan)
            if (draft := shelf.sound(found.blob))
        )

    def _by_revision(self, name: str) -> list[Entry]:
        found = []
        for plan in self.at_revision(name):
            draft = draft_of(parse(self.bytes_at(plan)), plan.label)
            if self._plan in (None, draft.plan):
                revision = self._revision(plan)
                found.append(Entry(draft=draft, path=plan.path, revision=revision))
        return found

    def _split(self, name: str) -> tuple[str | None, str | None]:
        """The commit a name begins with, and the path behind a colon, if there is one."""
        assert self.reader is not None  # noqa: S101 - asked only with a repository around
        if oid := self.reader.resolve(name):
            return oid, None
        for place in (place for place, sign in enumerate(name) if sign == ":"):
            if oid := self.reader.resolve(name[:place]):
                return oid, name[place + 1 :]
        return None, None

    def _from_top(self, path: str) -> str:
        """``./x`` and ``../x`` are seen from the folder; anything else from the top, as in git."""
        top = self.reader.top if self.reader else None
        if top is None or not path.startswith(("./", "../")):
            return path
        seen = os.path.normpath(self._folder.resolve() / path)
        return Path(os.path.relpath(seen, top.resolve())).as_posix()

    def _revision(self, plan: PlanAt) -> Revision | None:
        """The revision that gave the file the wording it has there."""
        if self.reader is None:
            return None
        from planver.repository.log import last_change

        return last_change(self.reader, plan.oid, plan.path)

    def recorded(self) -> Iterator[Entry]:
        """Drafts in git, newest first; a merge that only took a draft along comes last."""
        if self.reader is None:
            return
        from planver.repository.history import history
        from planver.repository.shelf import Shelf

        shelf = Shelf.of(self.reader)
        recorded = sorted(history(self.reader), key=lambda found: not found.introduced)
        shelf.drafts(found.blob for found in recorded)
        for found in recorded:
            try:
                draft = shelf.sound(found.blob)
            except RepositoryError:  # too large, or missing in a partial clone
                continue
            if draft is not None and self._plan in (None, draft.plan):
                yield _from_git(draft, found)

    def on_disk(self, containing: str = "") -> Iterator[Entry]:
        """Drafts in files as they stand; what git has recorded to the letter is left to git."""
        for path in self.files():
            try:
                data = read(path)
            except PlanverError:  # `planver check` tells of files that cannot be read
                continue
            if not may_hold(data, containing) or self._is_at_head(path, data):
                continue
            draft = parse(data).sound
            if draft is None or self._plan not in (None, draft.plan):
                continue
            if not self._is_standing(draft, data):
                yield Entry(draft=draft, path=seen_from(path, self._folder))

    def _is_at_head(self, path: Path, data: bytes) -> bool:
        """Whether the file is as HEAD has it."""
        if self.reader is None or self.reader.top is None:
            return False
        from planver.repository.objects import blob_id

        head = self.reader.resolve("HEAD")
        inside = os.path.relpath(path.resolve(), self.reader.top.resolve())
        return head is not None and self.reader.blob_id(head, inside) == blob_id(data)

    def _is_standing(self, draft: Draft, data: bytes) -> bool:
        """Whether these bytes are a wording of the draft that nobody in git has corrected."""
        if self.reader is None:
            return False
        from planver.repository.history import find_draft
        from planver.repository.objects import blob_id

        standing = find_draft(self.reader, draft.id, draft.plan)
        return blob_id(data) in {found.blob for found in standing}

    def files(self) -> tuple[Path, ...]:
        """The plan files on disk: the work tree's, or those in the folder and one below."""
        if self.reader is not None and self.reader.top is not None:
            return self.reader.plan_files()
        pattern = f"*{PLAN_SUFFIX}"
        found = (*self._folder.glob(pattern), *self._folder.glob(f"*/{pattern}"))
        return tuple(sorted(path for path in found if is_file(path)))

    def _known(self, name: str) -> str:
        from planver.render.phrases import did_you_mean
        from planver.workflow.limits import limits

        ids = [entry.draft.id for entry in self.entries()]
        lacking = limits(self.reader)
        # Where drafts are missing, the one that was asked for may well be spelled as it should be.
        meant = "" if lacking else did_you_mean(name, ids)
        known = (
            f"{meant}Drafts here: {', '.join(ids)}. `planver log` shows them all."
            if ids
            else "There are no drafts here. Go to the folder of a plan, or run `planver demo`."
        )
        return " ".join((known, *lacking))


def seen_from(path: Path, folder: Path) -> str:
    """The path as people in the folder write it."""
    return os.path.relpath(path, folder)


def place(entry: Entry) -> str:
    """A name that stands for exactly this entry."""
    if entry.revision is not None:
        return f"{entry.revision.oid[:10]}:{entry.path}"
    return entry.path or entry.draft.id


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
