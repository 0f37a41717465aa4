"""Having a human confirm what a comparison is unsure of, and keeping the answers in the file."""

from collections.abc import Collection
from pathlib import Path

from msgspec import Struct

from planver.compare.questions import Question, origins, questions
from planver.errors import PlanFileError, PlanverError, RepositoryError
from planver.model.draft import Draft
from planver.model.finding import Severity
from planver.model.history import Entry
from planver.planfile.origins import with_origins
from planver.planfile.parse import parse
from planver.workflow.drafts import Drafts
from planver.workflow.files import read, write_atomic
from planver.workflow.reading import YAML_SUFFIXES

Pairs = Collection[tuple[int, int]]


class Unsure(Struct, frozen=True, kw_only=True):
    """What there is to ask about two drafts; `data` are the bytes of the after draft's file."""

    before: Draft
    after: Draft
    file: Path
    data: bytes
    questions: tuple[Question, ...]


def unsure(drafts: Drafts, before: str, after: str, folder: Path) -> Unsure:
    """The questions on the drafts of these names.

    Raises PlanverError where answers could not be written: `after` must stand in a sound plan
    file in the folder's work tree, and `before` must have ids to name.
    """
    base, entry = drafts.entry(before), drafts.entry(after)
    for draft in (base.draft, entry.draft):
        if not draft.published:
            raise PlanverError(
                f"The wording of {draft.id} was never published, so there is nothing to ask about.",
                "Name two drafts whose wording is known; `planver log` lists them.",
            )
    file = _file_of(drafts, entry, after, folder)
    data = _sound(file)
    if not any(clause.id for clause in base.draft.walk()):
        raise PlanverError(
            f"{before} has no ids, and an answer names the earlier clause by its id: there is "
            "nothing to write.",
            f"Make a plan file of {before} first, with `planver import`; it gives ids.",
        )
    return Unsure(
        before=base.draft,
        after=entry.draft,
        file=file,
        data=data,
        questions=questions(base.draft, entry.draft),
    )


def save(found: Unsure, yes: Pairs, no: Pairs) -> int:
    """Write the answers into the after draft's file; how many clauses got an origin.

    Raises PlanverError, and changes nothing, where the file is no longer what it was.
    """
    told = origins(found.before, found.after, yes, no)
    data = with_origins(found.data, told)
    if read(found.file) != found.data:
        raise PlanverError(
            f"{found.file} was changed while you answered; nothing was written.",
            "Close it in your editor, then run `planver align` again.",
        )
    write_atomic(found.file, data, replace=True)
    return len(told)


def _file_of(drafts: Drafts, entry: Entry, name: str, folder: Path) -> Path:
    """The plan file that holds the draft as it was named."""
    if entry.revision is None and entry.path is not None:
        file = folder / entry.path
        if file.suffix.lower() not in YAML_SUFFIXES:
            raise PlanFileError(
                f"{name} is not a plan file, so answers cannot be written into it.",
                f"Make one of it first: `planver import {name} --onto DRAFT`.",
            )
        return file
    same = [path for path in drafts.files() if _holds(path, entry.draft)]
    if len(same) == 1:
        return same[0]
    if same:
        raise PlanFileError(
            f"{name} stands in several files: {', '.join(map(str, same))}.",
            "Name the file that the answers shall go into.",
        )
    assert entry.revision is not None  # noqa: S101 - what is no file was found in git
    oid = entry.revision.oid[:10]
    raise RepositoryError(
        f"{name} as named is in git only (revision {oid}); answers are written into a file.",
        "Name the plan file in this folder, or take the draft out of git into a file: "
        f"`git show {oid}:{entry.path} > {entry.draft.id}.plan.yaml`.",
    )


def _holds(path: Path, draft: Draft) -> bool:
    try:
        data = read(path)
    except PlanverError:
        return False
    return draft.id.encode() in data and parse(data).draft == draft


def _sound(file: Path) -> bytes:
    """The bytes of a file that can be written into. Raises PlanFileError for any other."""
    if file.is_symlink():
        raise PlanFileError(
            f"{file} is a link; planver writes only real files.", "Name the file it leads to."
        )
    data = read(file)
    if any(found.severity is Severity.ERROR for found in parse(data).findings):
        raise PlanFileError(
            f"{file} has errors, so answers cannot be written into it.",
            f"`planver check {file}` lists them; mend them first.",
        )
    return data
