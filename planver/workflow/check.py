"""Checking plan files: on disk, in drafts named as anywhere else, and in a range of revisions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planver.errors import PlanverError, RepositoryError
from planver.model.finding import Finding, Severity
from planver.planfile.parse import parse
from planver.planfile.reformat import reformat as relay
from planver.workflow.drafts import PLAN_SUFFIX, Drafts, seen_from
from planver.workflow.files import write_atomic


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A plan file and everything found in it; `name` is how people find it again."""

    name: str
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether it has no errors (it may have warnings)."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


def check(drafts: Drafts, names: Sequence[str], folder: Path) -> tuple[Checked, ...]:
    """Check the named files, folders, drafts and ranges ``A..B``; without names, all files here.

    Raises PlanverError where a name stands for nothing, or there is nothing to check.
    """
    if names:
        checked = tuple(found for name in names for found in _named(drafts, name, folder))
    else:
        checked = tuple(_file(path, folder) for path in drafts.files())
    if not checked:
        raise PlanverError(
            "There are no plan files to check.", f"Plan files are called NAME{PLAN_SUFFIX}."
        )
    return checked


def _named(drafts: Drafts, name: str, folder: Path) -> Iterator[Checked]:
    path = folder / name
    if path.is_dir():
        yield from (_file(found, folder) for found in sorted(path.rglob(f"*{PLAN_SUFFIX}")))
    elif path.is_file():
        yield _file(path, folder)
    elif ".." in name:
        yield from _range(drafts, name)
    else:
        entry = drafts.entry(name)
        if entry.revision is not None and entry.path is not None and drafts.reader is not None:
            data = drafts.reader.blob_at(entry.revision.oid, entry.path) or b""
            label = f"{entry.revision.oid[:10]}:{entry.path}"
            yield Checked(name=label, findings=parse(data).findings)
        elif entry.path is not None:
            yield _file(folder / entry.path, folder)


def _range(drafts: Drafts, name: str) -> Iterator[Checked]:
    """Every plan file as each revision in the range changed it."""
    if drafts.reader is None:
        raise RepositoryError(f"{name} is a range of revisions, but there is no repository here.")
    from planver.repository.history import history, load

    first, _, last = name.partition("..")
    oids = [drafts.reader.resolve(end or "HEAD") for end in (first, last.lstrip("."))]
    for end, oid in zip((first, last), oids, strict=True):
        if oid is None:
            raise RepositoryError(f"There is no revision {end!r}.")
    listed = drafts.reader.git("rev-list", str(oids[1]), f"^{oids[0]}").decode().split()
    wanted = set(listed)
    for found in history(drafts.reader):
        if found.revision.oid in wanted:
            label = f"{found.revision.oid[:10]}:{found.path}"
            yield Checked(name=label, findings=load(drafts.reader, found).findings)


def _file(path: Path, folder: Path) -> Checked:
    return Checked(name=seen_from(path, folder), findings=parse(read(path)).findings)


def read(path: Path) -> bytes:
    """The bytes of a file. Raises PlanverError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise PlanverError(f"{path} cannot be read: {error.strerror}.") from error


def reformat(path: Path, *, write: bool) -> bool:
    """Put a plan file into the standard layout; whether that changes it.

    Raises PlanverError for a file with errors, which is left as it is.
    """
    data = read(path)
    try:
        laid_out = relay(data)
    except PlanverError as error:
        raise type(error)(f"{path}: {error.message}", error.hint) from error
    if laid_out == data:
        return False
    if write:
        write_atomic(path, laid_out, replace=True)
    return True
