"""Whether every change between two drafts is covered by an attributed proposal."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from planver.compare.attribution import unaccounted
from planver.compare.diff import compare
from planver.compare.lines import Lines
from planver.compare.taken import with_taken
from planver.errors import PlanverError
from planver.model.change import ClauseChange, DraftDiff, Kind, Relation
from planver.model.finding import Finding, Place
from planver.model.history import Entry
from planver.model.party import Confidence
from planver.planfile.parse import parse
from planver.planfile.rules import BETWEEN
from planver.render import phrases
from planver.workflow.check import Covered, range_ends
from planver.workflow.compare import compare_entries
from planver.workflow.drafts import Drafts, PlanAt, place
from planver.workflow.files import read
from planver.workflow.lineage import Step, steps_to

_TOP = Place(line=1, column=1)
_NOT_YET = "Enter the wording if it is ever published."


def check_attributed(drafts: Drafts, names: Sequence[str], folder: Path) -> tuple[Covered, ...]:
    """What nobody is on record for on the way from A to B, for each range ``A..B`` of drafts.

    One `Covered` for every draft on the way after A: its changes against each draft it is based
    on. Drafts that nobody published are told as what cannot be known. Raises PlanverError for a
    name that is no range, an end that stands for no draft, and where B does not go back to A.
    """
    if not names:
        raise _no_range("No range of drafts is named.")
    return tuple(found for name in names for found in _range(drafts, name, folder))


def _no_range(message: str) -> PlanverError:
    return PlanverError(message, "Name two drafts: `planver check --attributed BEFORE..AFTER`.")


def _range(drafts: Drafts, name: str, folder: Path) -> Iterator[Covered]:
    ends = range_ends(name)
    if ends is None:
        raise _no_range(f"{name!r} is no range of drafts.")
    before, after = map(drafts.entry, ends)
    known = {
        entry.draft.id: entry
        for entry in (*drafts.entries(), before, after)  # the ends in the wording that was named
        if entry.draft.plan == after.draft.plan
    }
    way = _way(known, before, after)
    if not way:
        yield _straight(drafts, folder, known, before, after)
    on_way = {entry.draft.id: entry for entry in (before, *way)}
    lines = Lines(known.values())
    for entry in way:
        told = [*_unknown_bases(entry, known), *_unknown_wording(entry, on_way)]
        looked_at = _Looked()
        for step in steps_to(on_way, entry):
            diff = compare(step.before, entry, ancestors=[step.before.draft.id])
            told += _uncovered(drafts, folder, with_taken(diff, lines), step, looked_at)
        yield looked_at.covered(entry, told)


def _way(known: Mapping[str, Entry], before: Entry, after: Entry) -> tuple[Entry, ...]:
    """The drafts above `before` that `after` goes back to, and itself; empty where it does not."""
    if before.draft.plan != after.draft.plan or before.draft.id == after.draft.id:
        return ()
    below = _goes_back_to(known, after)
    found = {before.draft.id}
    waiting = [before.draft.id]
    while waiting:
        base = waiting.pop()
        above = [one for one in below if base in known[one].draft.based_on and one not in found]
        found.update(above)
        waiting += above
    if after.draft.id not in found:
        return ()
    return tuple(
        entry for name, entry in known.items() if name in found and name != before.draft.id
    )


def _goes_back_to(known: Mapping[str, Entry], after: Entry) -> tuple[str, ...]:
    """Ids of the draft and of all that are there of those it goes back to."""
    found = {after.draft.id: None}
    waiting = [after.draft.id]
    while waiting:
        for base in known[waiting.pop()].draft.based_on:
            if base in known and base not in found:
                found[base] = None
                waiting.append(base)
    return tuple(found)


def _straight(
    drafts: Drafts, folder: Path, known: Mapping[str, Entry], before: Entry, after: Entry
) -> Covered:
    """Two drafts with no way between them that is known in full: compared as they are."""
    diff = compare_entries(drafts, before, after)
    if not (diff.relation.explains or diff.relation is Relation.SAME_DRAFT):
        raise PlanverError(
            f"{after.draft.id} does not go back to {before.draft.id}, so nobody can be said to "
            "have proposed what differs.",
            "Name a draft it is based on first; `planver log` shows which.",
        )
    told: list[Finding] = []
    looked_at = _Looked()
    if diff.relation is not Relation.SAME_DRAFT:
        for below in _goes_back_to(known, after):
            told += _unknown_bases(known[below], known)
    if diff.comparable:
        step = Step(before=before, after=after)
        told += _uncovered(drafts, folder, diff, step, looked_at)
    else:
        told.append(_finding("unknown-wording", phrases.gap(diff), _NOT_YET))
    return looked_at.covered(after, told)


class _Looked:
    """The changes of a draft, counted while they are looked at."""

    def __init__(self) -> None:
        self._changes = self._uncovered = self._doubted = 0
        self._doubts: dict[Confidence, None] = {}

    def count(self, change: ClauseChange, *, covered: bool) -> None:
        """Count a change by what the record says of it."""
        if change.kinds == (Kind.UNCHANGED,):
            return
        self._changes += 1
        self._uncovered += not covered
        claims = (made for made in change.claims if made.names_party)
        doubts = [made.confidence for made in claims if made.confidence is not Confidence.STATED]
        self._doubted += bool(doubts)
        self._doubts |= dict.fromkeys(doubts)

    def covered(self, entry: Entry, told: Sequence[Finding]) -> Covered:
        """What was found of the draft, in the order of its file."""
        ordered = sorted(told, key=lambda found: (found.place.line, found.place.column))
        return Covered(
            name=place(entry),
            findings=tuple(ordered),
            changes=self._changes,
            uncovered=self._uncovered,
            doubted=self._doubted,
            doubts=tuple(self._doubts),
        )


def _uncovered(
    drafts: Drafts, folder: Path, diff: DraftDiff, step: Step, looked_at: _Looked
) -> Iterator[Finding]:
    found = []
    for change in diff.changes:
        without = unaccounted(change, diff.after, diff.relation, step.across)
        looked_at.count(change, covered=not without)
        found += [(change, entry.clause.id) for entry in without]
    places = _places(drafts, folder, diff.after) if found else {}
    for change, clause in found:
        yield _finding(
            "unattributed-change",
            f"{_what(change, step)}, and nobody is on record as having proposed it.",
            _hint(change, diff),
            at=places.get(clause or "", _TOP) if change.after else _TOP,
            clause=clause,
        )


def _what(change: ClauseChange, step: Step) -> str:
    """``Point 6 of e3-28: amended (against us-28)``."""
    side = step.after if change.after else step.before
    told = f"{phrases.title(change)} of {side.draft.id}: {phrases.what_happened(change)}"
    over = f", across {phrases.unpublished(step.across)}" if step.across else ""
    other = f"against {step.before.draft.id}" if change.after else f"in {step.after.draft.id}"
    return f"{told} ({other}{over})"


def _hint(change: ClauseChange, diff: DraftDiff) -> str:
    """What can be done about it; what a wording of the same draft changes only a trailer tells."""
    if diff.relation is Relation.SAME_DRAFT:
        told = "Record the wording with `planver record --proposed-by PARTY`."
    elif change.taken_over:
        bases = phrases.taken_drafts(change)
        told = (
            f"It was taken over from {bases}: say there, in `proposed_by` of the clause or in "
            "`tabled_by` of the draft, who put it forward."
        )
    elif change.after:
        told = "Say so in `proposed_by` of the clause, or in `tabled_by` of the draft."
    else:
        told = (
            "Say in `tabled_by` who tabled the draft, or record it with "
            "`planver record --proposed-by PARTY`."
        )
    made = diff.after.revision
    if made and made.author:
        told += f" {made.author} recorded it, which does not say who proposed it."
    return told


def _unknown_wording(entry: Entry, on_way: Mapping[str, Entry]) -> Iterator[Finding]:
    """That nobody knows what an unpublished draft changed, nor the one after it."""
    own = entry.draft
    hidden = [base for base in own.based_on if base in on_way and not on_way[base].draft.published]
    if not own.published:
        message = f"The wording of {own.id} was never published: what it changed is not known."
        yield _finding("unknown-wording", message, _NOT_YET)
    elif hidden:
        message = (
            f"{own.id} is based on {phrases.listed(hidden)}, whose wording was never published: "
            "what it changed of that is not known."
        )
        yield _finding("unknown-wording", message, _NOT_YET)


def _unknown_bases(entry: Entry, known: Mapping[str, Entry]) -> Iterator[Finding]:
    missing = [base for base in entry.draft.based_on if base not in known]
    if missing:
        yield _finding(
            "unknown-base",
            f"{entry.draft.id} is based on {phrases.listed(missing)}, which cannot be found or "
            "read here: what it changed of it is not known.",
            "Fetch or mend what is missing; `planver check` lists the files that cannot be read.",
        )


def _finding(
    rule: str, message: str, hint: str, at: Place = _TOP, clause: str | None = None
) -> Finding:
    return Finding(
        rule=rule,
        severity=BETWEEN[rule].severity,
        place=at,
        message=message,
        hint=hint,
        clause=clause,
    )


def _places(drafts: Drafts, folder: Path, entry: Entry) -> Mapping[str, Place]:
    """Where each clause stands in the draft's file; empty for what is no plan file."""
    if entry.path is None:
        return {}
    try:
        if entry.revision is None:
            data = read(folder / entry.path)
        else:
            plan = PlanAt(oid=entry.revision.oid, path=entry.path, label=place(entry))
            data = drafts.bytes_at(plan)
    except PlanverError:  # gone since it was read
        return {}
    return parse(data).places
