"""Checking plan files: on disk, in drafts named as anywhere else, and in a range of revisions."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from planver.errors import PlanverError, RepositoryError
from planver.model.draft import Draft
from planver.model.finding import Finding, Place, Severity
from planver.model.party import Confidence
from planver.planfile.parse import parse
from planver.planfile.reformat import reformat as relay
from planver.planfile.rules import FILES
from planver.planfile.source import PLAN_SUFFIX
from planver.render import phrases
from planver.workflow.drafts import Drafts, PlanAt, seen_from
from planver.workflow.files import is_file, is_folder, read, write_atomic
from planver.workflow.reading import need_plan_file
from planver.workflow.shared import shared_trailers

if TYPE_CHECKING:
    from planver.repository.log import Commit
    from planver.repository.reader import Reader

# Two ends that could be revisions: no path, and no third dot (git means something else by it).
_RANGE = re.compile(r"(?![./])[^:]*[^.:]\.\.(?![./])[^:]*|\.\.[^./:][^:]*")


class Checked(Struct, frozen=True, kw_only=True):
    """A plan file and everything found in it; `name` is how people find it again.

    `draft` are the ids of the plan and the draft that a file on disk holds, where it holds one.
    """

    name: str
    findings: tuple[Finding, ...]
    draft: tuple[str, str] | None = None

    @property
    def sound(self) -> bool:
        """Whether it has no errors (it may have warnings)."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


class Covered(Checked, frozen=True, kw_only=True):
    """The same for a draft whose changes were looked at, each against each draft below it.

    Of `changes` that could be compared nobody is on record for `uncovered`; `doubted` rest at least
    in part on claims that are not simply stated: `doubts` are their confidences.
    """

    changes: int = 0
    uncovered: int = 0
    doubted: int = 0
    doubts: tuple[Confidence, ...] = ()


def range_ends(name: str) -> tuple[str, str] | None:
    """The two ends of a range ``A..B``, HEAD for one left out; None where a name is no range."""
    if not _RANGE.fullmatch(name):
        return None
    first, _, last = name.partition("..")
    return first or "HEAD", last or "HEAD"


def check(drafts: Drafts, names: Sequence[str], folder: Path) -> tuple[Checked, ...]:
    """Check the named files, folders, drafts, revisions and ranges ``A..B``; else all files here.

    A range in which no plan file changed is sound. Raises PlanverError where a name stands for
    nothing, or there is no plan file at all.
    """
    if names:
        return _together([found for name in names for found in _named(drafts, name, folder)])
    checked = [_file(path, folder) for path in drafts.files()]
    if not checked:
        raise _nothing_here()
    return _together(checked)


def _together(checked: Sequence[Checked]) -> tuple[Checked, ...]:
    """The files, with what no single one of them can be wrong in."""
    names: dict[tuple[str, str], dict[str, None]] = {}
    for file in checked:
        if file.draft is not None:
            names.setdefault(file.draft, {})[file.name] = None
    return tuple(
        _beside(file, file.draft[1], names[file.draft]) if file.draft else file for file in checked
    )


def _beside(file: Checked, draft: str, names: Iterable[str]) -> Checked:
    """The file beside all those that hold its draft, itself among them."""
    others = [name for name in names if name != file.name]
    if not others:
        return file
    return replace(file, findings=(_repeated(draft, others), *file.findings))


def _repeated(draft: str, others: Sequence[str]) -> Finding:
    rule = FILES["draft-in-two-files"]
    return Finding(
        rule=rule.code,
        severity=rule.severity,
        place=Place(line=1, column=1),
        message=f"The draft {draft} stands in {phrases.listed(others)} as well.",
        hint="Keep it in one file, or give one of them an id of its own.",
    )


def _nothing_here() -> PlanverError:
    return PlanverError(
        "There are no plan files to check.", f"Plan files are called NAME{PLAN_SUFFIX}."
    )


def _named(drafts: Drafts, name: str, folder: Path) -> Iterator[Checked]:
    path = folder / name
    if is_folder(path):
        found = _below(drafts, path)
        if not found:
            raise _nothing_here()
        yield from (_file(file, folder) for file in found)
    elif os.path.lexists(path):
        need_plan_file(path)
        yield _file(path, folder)
    elif ends := range_ends(name):
        yield from _range(drafts, name, ends)
    elif plans := drafts.at_revision(name):
        for plan in plans:
            yield _recorded(drafts, plan)
    else:
        entry = drafts.entry(name)
        if entry.revision is not None and entry.path is not None:
            plan = PlanAt(
                oid=entry.revision.oid,
                path=entry.path,
                label=f"{entry.revision.oid[:10]}:{entry.path}",
            )
            yield _recorded(drafts, plan)
        elif entry.path is not None:
            yield _file(folder / entry.path, folder)


def _recorded(drafts: Drafts, plan: PlanAt) -> Checked:
    """A file of a revision, with what that revision says of it, if it is the one to bring it."""
    findings = parse(drafts.bytes_at(plan)).findings
    reader = drafts.reader
    if reader is None:
        return Checked(name=plan.label, findings=findings)
    from planver.repository.log import commits

    for commit in commits(reader, "-1", plan.oid):
        findings += _of_revision(reader, commit).get(plan.path, ())
    return Checked(name=plan.label, findings=findings)


def _drafts(reader: "Reader", commit: "Commit") -> Mapping[str, Draft]:
    """The drafts a revision gave their wording, by path; without those that cannot be read."""
    from planver.repository.shelf import Shelf

    found: dict[str, Draft] = {}
    for one in commit.found:
        try:
            draft = Shelf.of(reader).sound(one.blob) if one.introduced else None
        except RepositoryError:  # told of where the file is read
            continue
        if draft is not None:
            found[one.path] = draft
    return found


def _of_revision(reader: "Reader", commit: "Commit") -> Mapping[str, tuple[Finding, ...]]:
    """What the revision as a whole has against it, by the path of the file it is about."""
    trailers = commit.found[0].revision.proposed_by if len(commit.found) > 1 else ()
    if not trailers:
        return {}
    shared = shared_trailers(_drafts(reader, commit), trailers)
    return {path: (finding,) for path, finding in shared}


def _below(drafts: Drafts, folder: Path) -> list[Path]:
    """The plan files below a folder; in a work tree those git would see, never git's own."""
    top = drafts.reader.top.resolve() if drafts.reader and drafts.reader.top else None
    inside = folder.resolve()
    if top is not None and inside.is_relative_to(top):
        return [path for path in drafts.files() if path.resolve().is_relative_to(inside)]
    found = (path for path in folder.rglob(f"*{PLAN_SUFFIX}") if ".git" not in path.parts)
    return sorted(path for path in found if is_file(path) and not path.is_symlink())


def _range(drafts: Drafts, name: str, ends: tuple[str, str]) -> Iterator[Checked]:
    """Every plan file as each revision in the range changed it."""
    reader = drafts.reader
    if reader is None:
        raise RepositoryError(f"{name} is a range of revisions, but there is no repository here.")
    from planver.repository.history import load
    from planver.repository.log import commits

    oids: list[str] = []
    for end in ends:
        oid = reader.resolve(end)
        if oid is None:
            raise RepositoryError(f"There is no revision {end!r}.", "`git log` lists them.")
        oids.append(oid)
    for commit in commits(reader, oids[1], f"^{oids[0]}"):
        said = _of_revision(reader, commit)
        for found in commit.found:
            label = f"{commit.oid[:10]}:{found.path}"
            try:
                findings = load(reader, found).findings
            except RepositoryError as error:
                findings = (_unreadable(error),)
            findings += said.get(found.path, ())
            yield Checked(name=label, findings=findings)
        for path in commit.links:
            link = PlanverError("A symbolic link stands here in place of a plan file.",
                                "Put the plan file itself there.")  # fmt: skip
            yield Checked(name=f"{commit.oid[:10]}:{path}", findings=(_unreadable(link),))


def _file(path: Path, folder: Path) -> Checked:
    try:
        parsed = parse(read(path))
    except PlanverError as error:
        return Checked(name=seen_from(path, folder), findings=(_unreadable(error),))
    draft = (parsed.draft.plan, parsed.draft.id) if parsed.draft else None
    return Checked(name=seen_from(path, folder), findings=parsed.findings, draft=draft)


def _unreadable(error: PlanverError) -> Finding:
    """A file that cannot be read is told among the findings, and the others are still checked."""
    return Finding(
        rule="unreadable",
        severity=Severity.ERROR,
        place=Place(line=1, column=1),
        message=error.message,
        hint=error.hint or "Mend the file, or take it out of the plan.",
    )


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
