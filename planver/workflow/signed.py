"""Whether the signatures on revisions are by those whom the record credits with them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from planver.compare.signatures import Registry, judge, new_signers, registry
from planver.errors import PlanverError, RepositoryError
from planver.model.draft import Draft
from planver.model.finding import Finding, Place
from planver.model.history import Entry, Revision
from planver.model.party import Party, key_name
from planver.model.signature import Doubt, Judgement, Standing
from planver.planfile.rules import SIGNATURES
from planver.render import signatures as words
from planver.workflow.check import Checked, range_ends
from planver.workflow.drafts import Drafts

if TYPE_CHECKING:
    from planver.repository.log import Commit, FoundDraft
    from planver.repository.reader import Reader

_TOP = Place(line=1, column=1)

_SHALLOW = "Which keys were listed before its oldest revisions is not known here."

_RULES = {
    Standing.MISMATCHED: "wrong-signer",
    Standing.BAD: "bad-signature",
    Standing.UNKNOWN_KEY: "unknown-signer",
    Standing.UNCERTAIN: "uncertain-signature",
    Standing.UNSIGNED: "unsigned",
}


class Signed(Struct, frozen=True, kw_only=True):
    """A wording that a revision introduced, and what the revision's signature says of it.

    Both are None where the file cannot be read as a draft. `new` are parties with keys that no
    draft before the revision lists for them.
    """

    found: "FoundDraft"
    draft: Draft | None = None
    judgement: Judgement | None = None
    new: tuple[tuple[Party, str], ...] = ()


def signed_drafts(drafts: Drafts, names: Sequence[str]) -> tuple[Signed, ...]:
    """Every wording introduced in each range ``A..B``, oldest first, and its signature; else all.

    The ends are revisions or drafts. Raises PlanverError for a name that is no range, an end that
    stands for nothing, where nothing is recorded, and where there is no repository.
    """
    reader = _reader(drafts)
    from planver.repository.log import commits, walk

    if not names:
        found = tuple(_signed(drafts, reader, walk(reader)))
        if not found:
            raise PlanverError(
                "There is nothing to check: no plan file is recorded here.",
                "Record one with `planver record FILE`, and sign the revision.",
            )
        return found
    ends = [_ends(drafts, reader, name) for name in names]
    ranges = [commits(reader, last, f"^{first}") for first, last in ends]
    return tuple(one for chosen in ranges for one in _signed(drafts, reader, chosen))


def signatures(drafts: Drafts, entries: Sequence[Entry]) -> Mapping[str, Judgement]:
    """What the signature on each recorded draft says, by the draft's id.

    Of the newest revision that gave the draft the wording the entry holds; moving its file is not
    giving it. Raises PlanverError where there is no repository.
    """
    reader = _reader(drafts)
    blobs = {
        entry.draft.id: reader.blob_id(entry.revision.oid, entry.path)
        for entry in entries
        if entry.revision and entry.path
    }
    made = _introductions(reader, frozenset(blobs.values()))
    told: dict[str, Judgement] = {}
    for entry in entries:
        if entry.revision:
            revision = made.get(blobs.get(entry.draft.id), entry.revision)
            told[entry.draft.id], _ = _judged(reader, replace(entry, revision=revision), revision)
    return told


def _introductions(
    reader: "Reader", wanted: frozenset[str | None]
) -> Mapping[str | None, Revision]:
    """The newest revision that gave a draft each of these wordings."""
    from planver.repository.log import walk

    made: dict[str | None, Revision] = {}
    for commit in walk(reader):
        for found in commit.found:
            if found.blob in wanted and found.blob not in made and _introduces(reader, found):
                made[found.blob] = found.revision
    return made


def findings(signed: Signed) -> Checked:
    """What is to be said of a wording's signature: nothing where it is verified."""
    found, draft, judged = signed.found, signed.draft, signed.judgement
    name = f"{found.revision.oid[:10]}:{found.path}"
    if draft is None or judged is None:
        message = "This revision of the file cannot be read, so nobody knows whom it credits."
        hint = f"`planver check {name}` tells what is wrong with it."
        return Checked(name=name, findings=(_finding("unreadable-revision", message, hint),))
    told = []
    if judged.standing is not Standing.VERIFIED:
        rule = _RULES[judged.standing]
        told.append(_finding(rule, words.sentence(judged, draft), words.hint(judged)))
    told += (
        _finding("new-signer", *words.new_key(party, key, draft))
        for party, key in signed.new
        if not _is_told(judged, party, key)
    )
    return Checked(name=name, findings=tuple(told))


def _is_told(judged: Judgement, party: Party, key: str) -> bool:
    """Whether a new key needs no word of its own: its party signed, or it is the one that did."""
    if judged.standing is Standing.VERIFIED:
        return party in judged.signers
    return judged.doubt is Doubt.LISTED_HERE and judged.key == key_name(key)


def _finding(rule: str, message: str, hint: str) -> Finding:
    severity = SIGNATURES[rule].severity
    return Finding(rule=rule, severity=severity, place=_TOP, message=message, hint=hint)


def _reader(drafts: Drafts) -> "Reader":
    if drafts.reader is None:
        raise RepositoryError(
            "There is no repository here, and so there are no signatures.",
            "Go to the folder of a plan that is kept in git.",
        )
    drafts.note_limits()
    if drafts.reader.shallow and _SHALLOW not in drafts.notices:
        drafts.notices.append(_SHALLOW)
    return drafts.reader


def _ends(drafts: Drafts, reader: "Reader", name: str) -> tuple[str, str]:
    """The commits at the two ends of a range of revisions or drafts."""
    ends = range_ends(name)
    if ends is None:
        raise PlanverError(
            f"{name!r} is no range.",
            "Name two revisions or drafts: `planver check --signed BEFORE..AFTER`; without any, "
            "all revisions are checked.",
        )
    first, last = (reader.resolve(end) or _recorded(drafts, end) for end in ends)
    return first, last


def _recorded(drafts: Drafts, name: str) -> str:
    entry = drafts.entry(name)
    if entry.revision is None:
        raise PlanverError(
            f"{name!r} is not recorded, so it has no signature.",
            "Record it with `planver record`, then name the revision.",
        )
    return entry.revision.oid


def _signed(drafts: Drafts, reader: "Reader", commits: Sequence["Commit"]) -> Iterator[Signed]:
    """Parents before children."""
    for commit in reversed(commits):
        for found in commit.found:
            if not _introduces(reader, found):
                continue
            draft = _draft(reader, found)
            if draft is None:
                yield Signed(found=found)
            elif drafts.plan in (None, draft.plan):
                entry = Entry(draft=draft, path=found.path, revision=found.revision)
                judged, new = _judged(reader, entry, found.revision)
                yield Signed(found=found, draft=draft, judgement=judged, new=new)


def _judged(
    reader: "Reader", entry: Entry, revision: Revision
) -> tuple[Judgement, tuple[tuple[Party, str], ...]]:
    from planver.repository.signatures import signature

    key = (signature, revision.oid)
    if key not in reader.memo:  # several plan files in one revision, one signature
        reader.memo[key] = signature(reader, revision.oid)
    before = _before(reader, revision, entry.draft.plan)
    return judge(reader.memo[key], entry, before), new_signers(entry.draft, before)


def _introduces(reader: "Reader", found: "FoundDraft") -> bool:
    """Whether the revision gave the draft this wording, rather than moved or merged its file.

    Raises RepositoryError where the revision does not hold the file that git's log tells of.
    """
    # git believes the trees it reads for its log. A signature is on the commit alone, and speaks
    # for a text only by way of ids that were looked at on the way from the one to the other.
    if reader.blob_id(found.revision.oid, found.path) != found.blob:
        raise RepositoryError(
            f"git tells of another {found.path} than revision {found.revision.oid[:10]} holds.",
            "Do not rely on this repository: check it with `git fsck`, and clone it again.",
        )
    return found.introduced and not any(
        found.blob in _plan_files(reader, parent) for parent in found.revision.parents
    )


def _before(reader: "Reader", revision: Revision, plan: str) -> Registry:
    """The keys listed in the plan files of the revision's parents, as they stood there."""
    from planver.repository.log import FoundDraft

    blobs: dict[str, str] = {}
    for parent in revision.parents:
        blobs |= _plan_files(reader, parent)
    found = (
        _draft(reader, FoundDraft(revision=revision, path=path, blob=blob))
        for blob, path in blobs.items()
    )
    return registry([draft for draft in found if draft is not None and draft.plan == plan])


def _plan_files(reader: "Reader", commit: str) -> Mapping[str, str]:
    """The blobs of the plan files in a commit, each with its path."""
    key = (_plan_files, commit)
    if key not in reader.memo:
        paths = reader.plan_paths(commit)
        reader.memo[key] = {reader.blob_id(commit, path) or "": path for path in paths}
    files: Mapping[str, str] = reader.memo[key]
    return files


def _draft(reader: "Reader", found: "FoundDraft") -> Draft | None:
    from planver.repository.shelf import Shelf

    try:
        return Shelf.of(reader).sound(found.blob)
    except RepositoryError:  # too large, or missing in a partial clone
        return None
