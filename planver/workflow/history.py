"""The drafts of a plan as a graph: what each is based on, and how much it changed of that."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from planver.compare.attribution import credit
from planver.compare.diff import compare
from planver.compare.lines import Lines
from planver.compare.taken import with_taken
from planver.errors import PlanverError
from planver.model.change import Attribution, ChangedDrafts, ClaimBasis, DraftDiff, Kind, Node
from planver.model.draft import Clause, Draft
from planver.model.history import Entry
from planver.model.numbering import clause_named, numbered
from planver.render.phrases import clause_meant, party_meant
from planver.workflow.drafts import Drafts
from planver.workflow.lineage import Step, steps_to
from planver.workflow.plans import every_draft
from planver.workflow.selection import Selection, select, with_groups


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
        diffs = tuple(_against(known, entry, bases, lines))
        nodes.append(Node(entry=entry, bases=bases, diffs=diffs))
    return tuple(nodes)


def _by_plan(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    plans: dict[str, list[Entry]] = {}
    for entry in entries:
        plans.setdefault(entry.draft.plan, []).append(entry)
    return plans


def _against(
    known: Mapping[str, Entry], entry: Entry, bases: Sequence[str], lines: Lines
) -> Iterator[DraftDiff]:
    """The draft against each nearest published one below, then the bases that lead to none."""
    steps = steps_to(known, entry)
    for step in steps:
        yield _step(step, lines)
    reached = {one.draft.id for step in steps for one in (step.before, *step.across)}
    yield from (compare(known[base], entry) for base in bases if base not in reached)


def _step(step: Step, lines: Lines) -> DraftDiff:
    """The comparison, with the unpublished drafts it goes across; these change no attribution."""
    diff = compare(step.before, step.after, ancestors=[step.before.draft.id])
    return with_taken(replace(diff, between=step.across), lines)


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
            f"{party_meant(party, [entry.draft for entry in entries])}"
            f"The parties are {', '.join(sorted(known))}."
            if known
            else "They name no parties.",
        )


def _need_point(entries: Sequence[Entry], point: str) -> None:
    if not any(clause_named(numbered(entry.draft), point) for entry in entries):
        raise PlanverError(
            f"No draft has a point or clause {point!r}.",
            f"{clause_meant(point, [entry.draft for entry in entries])}"
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
        chosen = (_only(_step(step, lines), wanted) for step in steps)
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
        named=tuple(_named([known[name] for name in (*first, *unknown)], wanted)),
    )


def _named(
    left_out: Iterable[Entry], wanted: Selection
) -> Iterator[tuple[Entry, tuple[Attribution, ...]]]:
    """Of drafts that are compared with nothing those the party is on record for, with its claims.

    With a point, only what is on record for that.
    """
    if wanted.party is None:
        return
    for entry in left_out:
        parties = with_groups(entry.draft, wanted.party)
        found = dict.fromkeys(
            made
            for clause, option in _claimable(entry.draft, wanted.point)
            for made in credit(entry, clause, option)
            if made.party in parties and made.basis is not ClaimBasis.AUTHOR
        )
        if found:
            yield entry, tuple(found)


def _claimable(draft: Draft, point: str | None) -> Iterator[tuple[Clause, int | None]]:
    """Each clause, or each of the point, and each of its alternatives; else the whole draft."""
    if not draft.published and point is None:
        yield Clause(id=None, text=""), None
    clauses = numbered(draft)
    for one in clauses if point is None else clause_named(clauses, point):
        yield one.clause, None
        yield from ((one.clause, option) for option in range(len(one.clause.alternatives)))


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
