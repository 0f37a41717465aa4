"""The words planver uses for changes, claims and flags; every output says the same thing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from planver.model.change import (
    SURE,
    Attribution,
    Basis,
    ChangedDrafts,
    ClaimBasis,
    ClauseChange,
    DraftDiff,
    Flag,
    Kind,
    Matter,
    Op,
    Outcome,
    Relation,
    Sense,
    Taken,
)
from planver.model.draft import Draft, Report, Status
from planver.model.history import Entry
from planver.model.numbering import Numbered
from planver.model.party import Claim, Confidence, Position

# One sign per change, the weightiest kind first: what a reviewer needs to know before the rest.
SIGNS = {
    Kind.DELETED: "-",
    Kind.INSERTED: "+",
    Kind.SPLIT: "<",
    Kind.JOINED: "&",
    Kind.MOVED: ">",
    Kind.AMENDED: "~",
    Kind.RENUMBERED: "#",
    Kind.UNCHANGED: " ",
}


STATUS_SIGN = "="

# So many drafts on the way are named, more are counted.
_STATIONS = 4

# Below a graph of drafts in which some are compared across others.
MAY_BE_OLDER = "What changed across a draft that was never published may have come with that draft."

# So many folded changes are named by their number, the rest are counted.
_NAMED = 12


def sign(change: ClauseChange) -> str:
    """The sign that stands for a change in a gutter; ``=`` where only the status is another."""
    if change.kinds == (Kind.UNCHANGED,) and change.status_changed:
        return STATUS_SIGN
    return next(mark for kind, mark in SIGNS.items() if kind in change.kinds)


def listed(items: Sequence[str]) -> str:
    """a, b and c."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``Did you mean 'us-28'? ``, to begin a hint with; empty where no known name is near."""
    from planver.planfile.reading import nearest  # only where something went wrong

    near = nearest(name, known)
    return f"Did you mean {near!r}? " if near else ""


def clause_meant(name: str, drafts: Iterable[Draft]) -> str:
    """The same for the id of a clause of these drafts."""
    ids = (clause.id for draft in drafts for clause in draft.walk())
    return did_you_mean(name, dict.fromkeys(one for one in ids if one))


def party_meant(name: str, drafts: Sequence[Draft]) -> str:
    """The same for a party, which may have been called by its name; up to three.

    Ids of parties are short, and a guess must not turn one party into another.
    """
    from difflib import get_close_matches

    known = {party.name.lower(): party.id for draft in drafts for party in draft.parties}
    known |= {claim.party: claim.party for draft in drafts for claim in draft.tabled_by}
    known |= {party.id: party.id for draft in drafts for party in draft.parties}
    called = name[:40].lower()
    found = [called] if called in known else get_close_matches(called, known, 3)
    near = sorted({known[one] for one in found})
    return f"Did you mean {' or '.join(map(repr, near))}? " if near else ""


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """The names; those met several times with their place among themselves."""
    times, met = Counter(names), Counter[str]()
    told: list[str] = []
    for name in names:
        met[name] += 1
        told.append(f"{name} ({met[name]})" if times[name] > 1 else name)
    return tuple(told)


def plural(count: int, noun: str) -> str:
    """1 point, 2 points."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def paths(clauses: Sequence[Numbered]) -> str:
    """The paths of clauses, listed: 10.b and 10.d."""
    return listed([entry.path for entry in clauses])


def title(change: ClauseChange) -> str:
    """Which clause a change is about, by the number it has after (or had before)."""
    shown = change.after or change.before
    noun = "Point" if all(entry.depth == 0 for entry in shown) else "Clause"
    return f"{noun}{'s' if len(shown) > 1 else ''} {paths(shown)}"


def move_mark(number: int) -> str:
    """The sign for both ends of a move inside a clause."""
    return f"‹{number}›"


def moves(change: ClauseChange) -> str | None:
    """What the signs for moved words mean; None where no words moved inside the clause."""
    marks = [
        move_mark(edit.moved)
        for edit in change.edits
        if edit.moved is not None and edit.op is Op.INSERT
    ]
    return f"{listed(marks)} moved within the clause" if marks else None


def what_happened(change: ClauseChange) -> str:
    """The kinds of a change in words: moved from 16, amended."""
    words: list[str] = []
    for kind in change.kinds:
        match kind:
            case Kind.SPLIT:
                words.append(f"split from {paths(change.before)}")
            case Kind.JOINED:
                words.append(f"joined from {paths(change.before)}")
            case Kind.MOVED | Kind.RENUMBERED:
                words.append(_from_where(kind, change))
            case Kind.AMENDED if not change.reworded:
                words.append(f"{kind} (cosmetic only)")
            case Kind.UNCHANGED | Kind.AMENDED | Kind.INSERTED | Kind.DELETED:
                words.append(str(kind))
    return ", ".join(words)


def _from_where(kind: Kind, change: ClauseChange) -> str:
    if not len(change.before) == len(change.after) == 1:
        return str(kind)
    before, after = paths(change.before), paths(change.after)
    return f"{kind} (still numbered {after})" if before == after else f"{kind} from {before}"


def status_change(change: ClauseChange) -> str | None:
    """``bracketed -> agreed`` where the status of the clause changed."""
    if not change.status_changed:
        return None
    return f"{change.before[0].clause.status} -> {change.after[0].clause.status}"


def status_told(change: ClauseChange, after: Draft) -> str | None:
    """The same with where to read more of an agreement: a status names no party that agreed."""
    told = status_change(change)
    if told is None:
        return None
    clause = change.after[0].clause
    if clause.status in (Status.PROPOSED, Status.BRACKETED):
        return told
    noted = [("the clause", clause.notes), (after.id, after.notes)]
    places = [place for place, notes in noted if notes]
    see = f"; see the notes on {listed(places)}" if places else ""
    return f"{told} (a status names no party{see})"


def notable_status(entry: Numbered) -> str | None:
    """The clause's status where it says more than that the clause is proposed."""
    status = entry.clause.status
    return None if status is Status.PROPOSED else str(status)


def likeness(change: Outcome) -> str | None:
    """How sure a pair is that only the words speak for; None where hardly anything is in doubt."""
    if change.basis is not Basis.TEXT or change.confidence >= SURE:
        return None
    return f"paired by likeness of the words only ({change.confidence:.0%})"


def flag(flagged: Flag, *drafts: Draft) -> str:
    """A matter of substance in words; a party goes by its name where one of the drafts has it."""
    match flagged.kind:
        case Matter.RED_LINE:
            return _red_line(flagged, *drafts)
        case Matter.PARTY:
            return _party(flagged)
        case Matter.REFERENCE if flagged.sense is not None:
            return _reference(flagged)
        case kind:
            name = f"{kind} {flagged.sense}" if flagged.sense else str(kind)
    if flagged.before is None:
        return f"{name} put in: {flagged.after}"
    if flagged.after is None:
        return f"{name} dropped: {flagged.before}"
    return f"{name}: {flagged.before} -> {flagged.after}"


def _red_line(flagged: Flag, *drafts: Draft) -> str:
    reason = f": {flagged.note.rstrip('.')}" if flagged.note else ""
    party = flagged.party or ""
    names = (draft.party_name(party) for draft in drafts)
    name = next((name for name in names if name != party), party)
    return f"touches a red line of {name}{reason}"


def _party(flagged: Flag) -> str:
    if flagged.before is None:
        return f"now names {flagged.after}"
    if flagged.after is None:
        return f"no longer names {flagged.before}"
    return f"names {flagged.after} instead of {flagged.before}"


def _reference(flagged: Flag) -> str:
    """Where a reference leads: the same words can mean another clause than before."""
    before, after = flagged.before, flagged.after
    if flagged.sense is Sense.MISSING:
        told = f"refers to {after}, which is not there"
        return f"{told} (before: {before})" if before not in (None, after) else told
    led = f"{before} -> {after}" if before != after else after
    meant = f"is now {flagged.note}" if flagged.note else "is gone"
    return f"reference to another clause: {led}; what {before} meant {meant}"


def source(name: str | None, draft: Draft) -> str:
    """A source for people: its publisher or title, and its date."""
    known = draft.source(name)
    if known is None:
        return name or ""
    return " ".join(part for part in (known.publisher or known.title, known.date) if part)


def claim(made: Claim, draft: Draft) -> str:
    """A tabling or proposing party, with what weakens the claim."""
    name = draft.party_name(made.party)
    return name if made.confidence is Confidence.STATED else f"{name} ({made.confidence})"


def tabled(entry: Entry) -> str:
    """Which draft, when, and by whom: ``e3-28 (2025-11-23, tabled by E3)``."""
    draft = entry.draft
    by = listed([claim(made, draft) for made in draft.tabled_by])
    details = [part for part in (draft.date, f"tabled by {by}" if by else None) if part]
    if not draft.published:
        details.append("wording never published")
    return f"{draft.id} ({', '.join(details)})" if details else draft.id


def attributions(made: Sequence[Attribution], after: Entry) -> str:
    """Who proposed a change and what that rests on; parties with the same backing go together."""
    by_backing: dict[str, list[str]] = {}
    for attribution in made:
        name = after.draft.party_name(attribution.party)
        by_backing.setdefault(_backing(attribution, after), []).append(name)
    return listed([f"{listed(names)} ({backing})" for backing, names in by_backing.items()])


def backed(made: Sequence[Attribution], after: Entry) -> str:
    """The same with the notes on the claims, where a dispute has its other side."""
    return f"{attributions(made, after)}{remarks(made)}"


def remarks(made: Sequence[Attribution]) -> str:
    """The notes on claims, in brackets; empty where there are none."""
    notes = dict.fromkeys(one.note.rstrip(".") for one in made if one.note)
    return f" [{'; '.join(notes)}]" if notes else ""


def _backing(made: Attribution, after: Entry) -> str:
    draft = after.draft
    if made.basis is ClaimBasis.AUTHOR:
        return "author of the commit; the record names no party"
    basis = {
        ClaimBasis.CLAUSE: f"clause in draft {made.draft}",
        ClaimBasis.TRAILER: f"commit of draft {made.draft}",
        ClaimBasis.DRAFT: f"draft {made.draft}",
    }[made.basis]
    backing = [f"{basis} of {draft.date}" if draft.date else basis]
    if made.confidence is not Confidence.STATED:
        backing.insert(0, str(made.confidence))
    if made.source:
        backing.append(f"source: {source(made.source, draft)}")
    return "; ".join(backing)


def credited(change: ClauseChange, after: Entry) -> list[str]:
    """Who put a change forward and from where it was taken over; empty where nobody is on record.

    ``Proposed by Alba (draft alba-1)``, ``As in med-1: proposed by the Mediator (draft med-1)``.
    """
    told = [f"Proposed by {backed(change.proposed_by, after)}"] if change.proposed_by else []
    said = (taken(one) for one in change.taken_from)
    return told + [one[0].upper() + one[1:] for one in said]


def taken(one: Taken) -> str:
    """From where something was taken over, and who put it forward there."""
    said = f"as in {one.entry.draft.id}"
    if one.first.draft.id != one.entry.draft.id:
        said += f", first in {one.first.draft.id}"
    if not one.whole:
        return f"partly {said}"
    if not one.proposed_by:
        return f"{said}, where the record names nobody for it"
    return f"{said}: proposed by {backed(one.proposed_by, one.first)}"


def taken_drafts(change: ClauseChange) -> str:
    """The drafts that a change was taken over from, and where they have it from."""
    pairs = ((one.entry.draft.id, one.first.draft.id) for one in change.taken_from)
    return listed([*dict.fromkeys(name for pair in pairs for name in pair)])


def in_short(change: ClauseChange) -> str:
    """The same as `credited` by ids, for a list: ``as in med-1: med (disputed)``."""
    told = [named(change.proposed_by)] if change.proposed_by else []
    return "; ".join([*told, *map(taken_in_short, change.taken_from)])


def taken_in_short(one: Taken) -> str:
    """The same for what was taken over."""
    by = f": {named(one.proposed_by)}" if one.proposed_by else ""
    return f"{'' if one.whole else 'partly '}as in {one.entry.draft.id}{by}"


def proposers(change: ClauseChange) -> str:
    """The parties behind a change by id, for a narrow column: us/ua."""
    return "/".join(made.party for made in change.proposed_by)


def named(made: Sequence[Attribution]) -> str:
    """The parties by id with what weakens their claims: us/ru (disputed)."""
    names = dict.fromkeys(
        made_by.party
        + (" (git author)" if made_by.basis is ClaimBasis.AUTHOR else "")
        + (f" ({made_by.confidence})" if made_by.confidence is not Confidence.STATED else "")
        for made_by in made
    )
    return "/".join(names)


def doubted(change: ClauseChange) -> str | None:
    """The same for a change where the names alone would say too much; None where they do not."""
    told = in_short(change)
    if told == proposers(change):
        return None
    return f"proposed by {told}" if change.proposed_by else told


def counts(diff: DraftDiff) -> str:
    """How much changed, in one line: 3 unchanged, 9 amended (2 cosmetic only)."""
    return _counted(diff, str(Kind.UNCHANGED)) or "no clauses"


def changes(diff: DraftDiff) -> str:
    """The same where nothing but changes was chosen: what kept its words changed in status."""
    return _counted(diff, "in status only")


def _counted(diff: DraftDiff, unchanged: str) -> str:
    cosmetic = len(diff.cosmetic)
    names = {kind: str(kind) for kind in Kind} | {Kind.UNCHANGED: unchanged}
    if cosmetic:
        names[Kind.AMENDED] += f" ({cosmetic} cosmetic only)"
    return ", ".join(f"{count} {names[kind]}" for kind, count in diff.counts().items() if count)


def only_drafts(found: ChangedDrafts) -> Iterator[str]:
    """Which drafts are shown, for a heading."""
    point = f"{'number' if found.by_number else 'clause'} {found.point}"
    match found.party, found.point:
        case None, _:
            what = f"{point} changed"
        case party, None:
            what = f"{party} changed something"
        case party, _:
            what = f"{party} changed {point}"
    told = "" if found.nodes else " There is none that is known."
    if found.named and not found.nodes:
        told = f" Comparing shows none, but {_on_record(found)}: see below."
    yield f"Only drafts in which {what}.{told}"
    if found.by_number:
        yield "A number can stand for another clause in each draft; an id follows one clause."


def _on_record(found: ChangedDrafts) -> str:
    """``Russia is named for us-28 (disputed)``."""
    drafts = []
    for entry, made in found.named:
        doubts = dict.fromkeys(str(one.confidence) for one in made)
        firm = str(Confidence.STATED) in doubts
        told = listed([doubt for doubt in doubts if doubt != Confidence.STATED])
        partly = "in part " if firm else ""
        drafts.append(f"{entry.draft.id} ({partly}{told})" if told else entry.draft.id)
    return f"{found.party} is named for {listed(drafts)}"


def left_out(found: ChangedDrafts) -> Iterator[str]:
    """Of which drafts it cannot be told, or not for sure, whether they changed it."""
    diffs = [diff for node in found.nodes for diff in node.diffs]
    if any(diff.between for diff in diffs):
        yield MAY_BE_OLDER
    made = (one for diff in diffs for change in diff.changes for one in change.proposed_by)
    if found.party and any(one.confidence is not Confidence.STATED for one in made):
        yield "Claims that are disputed, unverified or only reported count too."
    if found.unknown:
        yield (
            f"Not known: what {listed(found.unknown)} changed, for a wording was never published "
            "or is not here."
        )
    if found.first:
        yield f"Based on no other draft, so nothing to compare with: {listed(found.first)}."
    if found.named:
        yield f"Nothing can be compared there, yet {_on_record(found)}:"
    for entry, claims in found.named:
        yield f"{entry.draft.id}: {backed(claims, entry)}."


def folded(diff: DraftDiff, places: Sequence[int]) -> str | None:
    """How many changes are folded because they are cosmetic only, and where; None without any."""
    if not places:
        return None
    named = [paths(diff.changes[at].after) for at in places[:_NAMED]]
    if more := len(places) - len(named):
        named.append(f"{more} more")
    are = "change is" if len(places) == 1 else "changes are"
    return f"{len(places)} {are} cosmetic only and folded: {listed(named)}."


def selection(diff: DraftDiff, shown: Sequence[int]) -> str | None:
    """How much of what changed is shown; None where all of it is, or nothing can be told."""
    if not diff.comparable:
        return None
    notable = {at for at, change in enumerate(diff.changes) if change.notable}
    if not notable:
        return "Nothing changed between these drafts."
    if not shown:
        return "No change meets this choice."
    if notable <= set(shown):
        return None
    if not notable & set(shown):
        return "Showing unchanged clauses only."
    return f"Showing {len(notable & set(shown))} of {plural(len(notable), 'change')}."


def position(said: Position, draft: Draft) -> str:
    """A party's stance on a clause, with its date and source."""
    backing = ", ".join(part for part in (said.date, source(said.source, draft)) if part)
    told = f"Position of {draft.party_name(said.party)}: {said.stance}"
    told += f". {said.text}" if said.text else ""
    return f"{told} ({backing})" if backing else told


def report(said: Report, draft: Draft) -> str:
    """A claim about a draft whose wording was never published."""
    backing = source(said.source, draft)
    told = f"{draft.id}, {said.confidence}: {said.text}"
    return f"{told} ({backing})" if backing else told


def across(gap: Sequence[Entry], after: Entry) -> str | None:
    """That unpublished drafts stand between the two compared; None where there are none."""
    if not gap:
        return None
    names = listed([entry.draft.id for entry in gap])
    which = f"{', '.join(entry.draft.id for entry in gap)} or {after.draft.id}"
    return f"The wording of {names} was never published: what changed here changed in {which}."


def unpublished(gap: Sequence[Entry]) -> str:
    """The drafts a comparison goes across: ``geneva-19, never published``."""
    return f"{listed([entry.draft.id for entry in gap])}, never published"


def reports(*drafts: Draft) -> Iterator[str]:
    """What is claimed about drafts whose wording was never published."""
    return (report(said, draft) for draft in drafts for said in draft.reported)


def relation(diff: DraftDiff) -> str | None:
    """Why nobody is named as proposer of the changes, or not for all; None where it is plain."""
    before, after = diff.before.draft.id, diff.after.draft.id
    bases = diff.after.draft.based_on
    nobody = "so nobody is named as proposer of the changes."
    return {
        Relation.BASED_ON: _between(diff),
        Relation.UNKNOWN: (
            f"{after} is based on {listed(bases)}, and whether that goes back to {before} is not "
            "known here, so nobody is named unless the record speaks of the clause itself."
            if bases
            else None
        ),
        Relation.OLDER: f"{after} is older than {before}, {nobody}",
        Relation.UNRELATED: f"{after} is not based on {before}, {nobody}",
        Relation.OTHER_PLAN: f"{before} and {after} are drafts of two plans, {nobody}",
        Relation.SAME_DRAFT: f"These are two wordings of the same draft, {after}.",
    }[diff.relation]


def nobody(diff: DraftDiff) -> str:
    """Why a change has no proposer: the drafts are not so related, or the record has none."""
    return relation(diff) or "No proposer on record."


def _between(diff: DraftDiff) -> str | None:
    if not diff.between:
        return None
    after = diff.after.draft.id
    names = [entry.draft.id for entry in diff.between]
    stand = "stands" if len(names) == 1 else "stand"
    if len(names) > _STATIONS:
        told, which = f"{len(names)} drafts", f"one of these or in {after}"
    else:
        told, which = listed(names), f"{', '.join(names)} or {after}"
    return f"{told} {stand} between: what changed here changed in {which}."


def on_the_way(diff: DraftDiff) -> str | None:
    """Who is named all the same where drafts stand between the two; None where none do."""
    if not diff.between:
        return None
    return (
        "Nobody is named, unless the record speaks of the clause itself or is the same for all of "
        "these drafts. `planver history CLAUSE` goes draft by draft."
    )


def gap(diff: DraftDiff) -> str:
    """Why two drafts cannot be compared."""
    unknown = [side.draft for side in (diff.before, diff.after) if not side.draft.published]
    names = listed([draft.id for draft in unknown])
    return (
        f"The wording of {names} was never published, so what changed clause by clause is not "
        f"known. Nothing in it counts as deleted."
    )
