"""Laws of what is told as taken over from another base."""

from collections.abc import Sequence

from hypothesis import given
from msgspec.structs import replace

from planver.compare.diff import compare
from planver.compare.lines import Lines
from planver.compare.taken import with_taken
from planver.model.change import ClauseChange, DraftDiff, Kind
from planver.model.history import Entry
from planver.model.party import Claim
from planver.model.provenance import Stage
from tests.strategies import histories


def tabled(stages: Sequence[Stage]) -> list[Entry]:
    """The drafts, each on its bases and by a party of its own."""
    return [
        replace(
            stage.entry,
            draft=replace(
                stage.entry.draft,
                tabled_by=(Claim(party=f"party-{at}"),),
                based_on=tuple(stages[up].entry.draft.id for up in stage.parents),
            ),
        )
        for at, stage in enumerate(stages)
    ]


def comparisons(entries: Sequence[Entry]) -> list[tuple[DraftDiff, DraftDiff]]:
    """Every draft with each it goes back to: as it is, and with what it took over."""
    lines = Lines(entries)
    known = {entry.draft.id: entry for entry in entries}
    found: list[tuple[DraftDiff, DraftDiff]] = []
    for entry in entries:
        above = lines.above(entry)
        for name in sorted(above):
            way = lines.way(known[name], entry)
            diff = compare(known[name], entry, ancestors=above, between=way)
            found.append((diff, with_taken(diff, lines)))
    return found


def without(change: ClauseChange) -> ClauseChange:
    return replace(change, proposed_by=(), taken_from=())


@given(histories())
def test_nothing_is_different_but_who_is_credited(stages: list[Stage]) -> None:
    for diff, told in comparisons(tabled(stages)):
        assert [*map(without, told.changes)] == [*map(without, diff.changes)]
        for one, other in zip(diff.changes, told.changes, strict=True):
            assert set(other.proposed_by) <= set(one.proposed_by)
            assert other.taken_from or other == one


@given(histories())
def test_where_every_draft_has_one_base_nothing_is_different(stages: list[Stage]) -> None:
    single = [replace(stage, parents=stage.parents[:1]) for stage in stages]
    for diff, told in comparisons(tabled(single)):
        assert told == diff


@given(histories())
def test_the_order_of_bases_and_of_drafts_means_nothing(stages: list[Stage]) -> None:
    entries = tabled(stages)
    turned = [
        replace(one, draft=replace(one.draft, based_on=one.draft.based_on[::-1])) for one in entries
    ]
    for (_, told), (_, other) in zip(comparisons(entries), comparisons(turned), strict=True):
        assert [*map(named, told.changes)] == [*map(named, other.changes)]


def named(change: ClauseChange) -> object:
    taken = [
        (one.entry.draft.id, one.first.draft.id, one.proposed_by, one.whole)
        for one in change.taken_from
    ]
    return change.kinds, change.proposed_by, taken


@given(histories())
def test_what_is_taken_over_reads_so_there(stages: list[Stage]) -> None:
    entries = tabled(stages)
    last = entries[-1].draft.id
    told = [one for _, one in comparisons(entries) if one.after.draft.id == last]
    for diff in told:
        for change in diff.changes:
            for taken in change.taken_from:
                there = {clause.wording for clause in taken.entry.draft.walk()}
                first = {clause.wording for clause in taken.first.draft.walk()}
                if taken.whole and Kind.DELETED not in change.kinds:
                    now = {entry.clause.wording for entry in change.after}
                    assert now <= there
                    assert now <= first
                assert taken.entry.draft.id != diff.before.draft.id
                assert all(made.draft == taken.first.draft.id for made in taken.proposed_by)
