"""The drafts of a plan as a graph: what each is based on, and how much it changed of that."""

from collections.abc import Sequence

from msgspec.structs import replace

from planver.compare.diff import compare
from planver.compare.lines import Lines
from planver.compare.taken import with_taken
from planver.errors import PlanverError
from planver.model.change import ChangedDrafts, DraftDiff, Kind, Node
from planver.model.history import Entry
from planver.model.numbering import clause_named, numbered
from planver.workflow.drafts import Drafts
from planver.workflow.lineage import steps_to
from planver.workflow.plans import every_draft
from planver.workflow.selection import Selection, select


def draft_graph(drafts: Drafts) -> dict[str, tuple[Node, ...]]:
    """For every plan its drafts, each after those it is based on.

    Raises PlanverError where there is no draft at all.
    """
    return {plan: _graph(entries) for plan, entries in _by_plan(_entries(drafts)).items()}


def _graph(entries: Sequence[Entry]) -> tuple[Node, ...]:
    lines = Lines(entries)
    known: dict[str, Entry] = {}
    nodes: list[Node] = []
    for entry in entries:
        known[entry.draft.id] = entry
        bases = tuple(base for base in entry.draft.based_on if base in known)
        diffs = tuple(with_taken(compare(known[base], entry), lines) for base in bases)
        nodes.append(Node(entry=entry, bases=bases, diffs=diffs))
    return tuple(nodes)


def _by_plan(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    plans: dict[str, list[Entry]] = {}
    for entry in entries:
        plans.setdefault(entry.draft.plan, []).append(entry)
    return plans


def _entries(drafts: Drafts) -> tuple[Entry, ...]:
    entries = every_draft(drafts)
    drafts.note_limits()
    return entries


def changed_drafts(drafts: Drafts, wanted: Selection) -> dict[str, ChangedDrafts]:
    """For every plan the drafts in which the party or the point of the selection changed.

    Raises PlanverError where there is no draft at all, and for a party or point nobody knows.
    """
    plans = _by_plan(_entries(drafts))
    every = [entry for entries in plans.values() for entry in entries]
    if wanted.party is not None:
        _need_party(every, wanted.party)
    if wanted.point is not None:
        _need_point(every, wanted.point)
    return {plan: _changed(entries, wanted) for plan, entries in plans.items()}


def _need_party(entries: Sequence[Entry], party: str) -> None:
    known = {one.id for entry in entries for one in entry.draft.parties}
    known |= {claim.party for entry in entries for claim in entry.draft.tabled_by}
    if party not in known:
        raise PlanverError(
            f"No draft knows a party {party!r}.",
            f"The parties are {', '.join(sorted(known))}." if known else "They name no parties.",
        )


def _need_point(entries: Sequence[Entry], point: str) -> None:
    if not any(clause_named(numbered(entry.draft), point) for entry in entries):
        raise PlanverError(
            f"No draft has a point or clause {point!r}.",
            "Give a number such as 6 or 10.b, or an id; `planver show DRAFT` lists them.",
        )


def _changed(entries: Sequence[Entry], wanted: Selection) -> ChangedDrafts:
    known = {entry.draft.id: entry for entry in entries}
    lines = Lines(entries)
    first: list[str] = []
    unknown: list[str] = []
    found: dict[str, tuple[DraftDiff, ...]] = {}
    for name, entry in known.items():
        steps = steps_to(known, entry)
        diffs = (compare(step.before, entry, ancestors=[step.before.draft.id]) for step in steps)
        chosen = (_only(with_taken(diff, lines), wanted) for diff in diffs)
        if kept := tuple(diff for diff in chosen if diff.changes):
            found[name] = kept
        elif entry.draft.published and not entry.draft.based_on:
            first.append(name)
        elif not steps or any(base not in known for base in entry.draft.based_on):
            unknown.append(name)
    newest = entries[-1].draft
    ids = {clause.id for entry in entries for clause in entry.draft.walk()}
    return ChangedDrafts(
        title=newest.plan_title or newest.plan,
        party=_name(entries, wanted.party),
        point=wanted.point,
        by_number=wanted.point is not None and wanted.point not in ids,
        nodes=tuple(
            Node(
                entry=known[name],
                bases=tuple(base for base in known[name].draft.based_on if base in found),
                diffs=diffs,
            )
            for name, diffs in found.items()
        ),
        first=tuple(first),
        unknown=tuple(unknown),
    )


def _only(diff: DraftDiff, wanted: Selection) -> DraftDiff:
    """The comparison with what was asked for, as far as it changed.

    A party changed what it put forward in this draft, not what this one took over from another.
    """
    own = replace(diff, changes=tuple(replace(change, taken_from=()) for change in diff.changes))
    chosen = (diff.changes[at] for at in select(own, wanted))
    changed = (one for one in chosen if one.kinds != (Kind.UNCHANGED,) or one.status_changed)
    return replace(diff, changes=tuple(changed))


def _name(entries: Sequence[Entry], party: str | None) -> str | None:
    """The party's name in the newest draft that has one for it."""
    if party is None:
        return None
    names = (entry.draft.party_name(party) for entry in reversed(entries))
    return next((name for name in names if name != party), party)
