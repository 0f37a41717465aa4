"""What a draft with several bases took over from another of them."""

from collections.abc import Iterable

import pytest
from msgspec.structs import replace

from planver.compare.attribution import unaccounted
from planver.compare.diff import compare
from planver.compare.lines import Lines
from planver.compare.taken import with_taken
from planver.model.change import Basis, ClauseChange, DraftDiff, Kind
from planver.model.draft import Clause, Draft, Origin
from planver.model.history import Entry, Trailer
from planver.model.party import Claim
from tests.strategies import clause, draft, revision, unpublished

ARMS = clause("arms", "Alba keeps forty tanks near the river.")
FEWER = clause("arms", "Alba keeps thirty tanks far from any bridge of the Lumen.")
GAS = clause("gas", "Gas flows to Bor from the first of May.")
LESS = clause("gas", "Half of the gas flows to Bor from the first of May.")
FISH = clause("fish", "Fishing boats of both sides may cross the lake at night.")


def made(name: str, *clauses: Clause, on: Iterable[str] = (), **fields: object) -> Draft:
    """A draft tabled by the party it is named after."""
    parties = tuple(Claim(party=party) for party in name.split("-", maxsplit=1)[0].split("+"))
    return draft(*clauses, id=name, based_on=tuple(on), tabled_by=parties, **fields)


def told(drafts: Iterable[Draft | Entry], before: str, after: str) -> DraftDiff:
    """The comparison of two of these drafts, as the graph of all of them has it."""
    known = {
        entry.draft.id: entry
        for entry in (one if isinstance(one, Entry) else Entry(draft=one) for one in drafts)
    }
    lines = Lines(known.values())
    one, other = known[before], known[after]
    diff = compare(one, other, ancestors=lines.above(other), between=lines.way(one, other))
    return with_taken(diff, lines)


def change_of(diff: DraftDiff, name: str) -> ClauseChange:
    """The change of the clause of that id."""
    return next(
        change
        for change in diff.changes
        if any(entry.clause.id == name for entry in (*change.after, *change.before))
    )


def credited(diff: DraftDiff, name: str) -> list[str]:
    """Who put a change forward in the after draft, then what it was taken over from, and whose."""
    change = change_of(diff, name)
    return [made.party for made in change.proposed_by] + [
        ("" if one.whole else "partly ")
        + f"as in {one.entry.draft.id}"
        + (f", first in {one.first.draft.id}" if one.first != one.entry else "")
        + "".join(f": {made.party}" for made in one.proposed_by)
        for one in change.taken_from
    ]


ROOT = made("rus-1", ARMS, GAS)
BOR = made("bor-3", ARMS, GAS, on=["rus-1"])
MED = made("med-1", FEWER, GAS, on=["rus-1"])
JOINT = made("alba+bor-1", FEWER, LESS, on=["bor-3", "med-1"])
PLAN = (ROOT, BOR, MED, JOINT)


def with_last(*clauses: Clause, **fields: object) -> tuple[Draft, ...]:
    """The plan with another last draft."""
    return (ROOT, BOR, MED, replace(JOINT, points=clauses, **fields))


def test_what_reads_as_in_another_base_is_credited_there() -> None:
    found = told(PLAN, "bor-3", "alba+bor-1")
    assert credited(found, "arms") == ["as in med-1: med"]
    assert change_of(found, "arms").claims[0].draft == "med-1"
    assert credited(found, "gas") == ["alba", "bor"]


def test_from_the_other_base_only_what_is_new_changed() -> None:
    found = told(PLAN, "med-1", "alba+bor-1")
    assert credited(found, "arms") == []
    assert change_of(found, "arms").kinds == (Kind.UNCHANGED,)
    assert credited(found, "gas") == ["alba", "bor"]


def test_words_that_a_base_only_kept_are_credited_where_they_were_first() -> None:
    bor, med = replace(BOR, points=(FEWER, GAS)), replace(MED, points=(ARMS, GAS))
    found = told((ROOT, bor, med, with_last(ARMS, GAS)[3]), "bor-3", "alba+bor-1")
    assert credited(found, "arms") == ["as in med-1, first in rus-1: rus"]


def test_an_earlier_draft_of_the_other_line_has_it_first() -> None:
    early = made("eu-1", FEWER, GAS, on=["rus-1"])
    later = made("med-1", FEWER, GAS, on=["eu-1"])
    found = told((ROOT, BOR, early, later, JOINT), "bor-3", "alba+bor-1")
    assert credited(found, "arms") == ["as in med-1, first in eu-1: eu"]


def test_two_other_bases_are_both_told() -> None:
    other = made("eu-1", FEWER, GAS, on=["rus-1"])
    joint = replace(JOINT, based_on=("med-1", "bor-3", "eu-1"))
    found = told((ROOT, BOR, MED, other, joint), "bor-3", "alba+bor-1")
    assert credited(found, "arms") == ["as in eu-1: eu", "as in med-1: med"]


def test_of_bases_that_go_back_to_one_another_the_latest_is_told() -> None:
    later = made("eu-1", FEWER, GAS, on=["med-1"])
    joint = replace(JOINT, based_on=("bor-3", "eu-1", "med-1"))
    found = told((ROOT, BOR, MED, later, joint), "bor-3", "alba+bor-1")
    assert credited(found, "arms") == ["as in eu-1, first in med-1: med"]


def test_what_the_clause_itself_says_outranks_it() -> None:
    mine = replace(FEWER, proposed_by=(Claim(party="alba"),))
    assert credited(told(with_last(mine, LESS), "bor-3", "alba+bor-1"), "arms") == ["alba"]


def test_so_does_a_trailer_that_names_the_clause() -> None:
    trailers = (Trailer(claim=Claim(party="alba"), clause="arms"),)
    joint = Entry(draft=JOINT, revision=revision(proposed_by=trailers))
    assert credited(told((ROOT, BOR, MED, joint), "bor-3", "alba+bor-1"), "arms") == ["alba"]


def test_a_trailer_for_the_whole_revision_does_not() -> None:
    trailers = (Trailer(claim=Claim(party="alba")),)
    joint = Entry(draft=JOINT, revision=revision(proposed_by=trailers))
    found = told((ROOT, BOR, MED, joint), "bor-3", "alba+bor-1")
    assert credited(found, "arms") == ["as in med-1: med"]


def test_an_inserted_clause_is_taken_over_too() -> None:
    med = replace(MED, points=(ARMS, GAS, FISH))
    joint = with_last(ARMS, GAS, FISH)[3]
    found = told((ROOT, BOR, med, joint), "bor-3", "alba+bor-1")
    assert change_of(found, "fish").kinds == (Kind.INSERTED,)
    assert credited(found, "fish") == ["as in med-1: med"]


def test_a_base_that_goes_back_to_nothing_is_credited_for_what_it_says() -> None:
    med = made("med-1", FISH)
    found = told((ROOT, BOR, med, with_last(ARMS, GAS, FISH)[3]), "bor-3", "alba+bor-1")
    assert credited(found, "fish") == ["as in med-1: med"]


def test_nobody_is_credited_where_the_base_of_the_base_is_not_known() -> None:
    med = made("med-1", FISH, on=["lost-1"])
    found = told((ROOT, BOR, med, with_last(ARMS, GAS, FISH)[3]), "bor-3", "alba+bor-1")
    assert credited(found, "fish") == ["as in med-1"]


def test_a_clause_that_the_other_line_took_out() -> None:
    med = replace(MED, points=(ARMS,))
    found = told((ROOT, BOR, med, with_last(ARMS)[3]), "bor-3", "alba+bor-1")
    assert change_of(found, "gas").kinds == (Kind.DELETED,)
    assert credited(found, "gas") == ["as in med-1: med"]


def test_a_clause_that_an_earlier_draft_of_that_line_took_out() -> None:
    early = made("eu-1", ARMS, on=["rus-1"])
    med = made("med-1", ARMS, on=["eu-1", "fr-1"])
    other = made("fr-1", ARMS, on=["eu-1"])
    found = told((ROOT, BOR, early, other, med, with_last(ARMS)[3]), "bor-3", "alba+bor-1")
    assert credited(found, "gas") == ["as in med-1, first in eu-1: eu"]


def test_a_base_that_took_it_out_itself_and_has_a_base_that_never_had_it() -> None:
    never = made("eu-1", ARMS)
    med = made("med-1", ARMS, on=["eu-1", "rus-1"])
    found = told((ROOT, BOR, never, med, with_last(ARMS)[3]), "bor-3", "alba+bor-1")
    assert credited(found, "gas") == ["as in med-1: med"]


def test_a_line_that_took_out_what_the_draft_before_says() -> None:
    med = made("med-1", ARMS, on=["bor-3"])
    found = told((ROOT, BOR, med, with_last(ARMS)[3]), "bor-3", "alba+bor-1")
    assert credited(found, "gas") == ["as in med-1: med"]


def test_a_line_that_never_had_a_clause_did_not_take_it_out() -> None:
    bor = replace(BOR, points=(ARMS, GAS, FISH))
    found = told((ROOT, bor, MED, with_last(FEWER, GAS)[3]), "bor-3", "alba+bor-1")
    assert credited(found, "fish") == ["alba", "bor"]


def test_a_clause_that_stands_where_another_base_has_it() -> None:
    med = replace(MED, points=(GAS, ARMS))
    found = told((ROOT, BOR, med, with_last(GAS, ARMS)[3]), "bor-3", "alba+bor-1")
    moved = next(change for change in found.changes if Kind.MOVED in change.kinds)
    assert [one.entry.draft.id for one in moved.taken_from] == ["med-1"]
    assert moved.proposed_by == ()
    assert [made.party for made in moved.claims] == ["med"]


def test_words_of_another_base_in_a_place_of_its_own_are_told_in_part() -> None:
    bor = replace(BOR, points=(ARMS, GAS, FISH))
    med = replace(MED, points=(FEWER, GAS, FISH))
    found = told((ROOT, bor, med, with_last(GAS, FISH, FEWER)[3]), "bor-3", "alba+bor-1")
    arms = change_of(found, "arms")
    assert arms.kinds == (Kind.AMENDED, Kind.MOVED)
    assert credited(found, "arms") == ["alba", "bor", "partly as in med-1"]


def test_a_number_is_not_taken_over_for_it_follows_from_the_clauses_in_front() -> None:
    med = replace(MED, points=(FISH, ARMS, GAS))
    found = told((ROOT, BOR, med, with_last(FISH, ARMS, GAS)[3]), "bor-3", "alba+bor-1")
    assert change_of(found, "arms").kinds == (Kind.RENUMBERED,)
    assert credited(found, "arms") == ["alba", "bor"]


def test_words_that_keep_their_wording_under_another_number_are_taken_over() -> None:
    found = told(with_last(FISH, FEWER, GAS), "bor-3", "alba+bor-1")
    assert credited(found, "arms") == ["as in med-1: med"]


def test_some_words_of_another_base_are_told_in_part() -> None:
    more = clause("arms", FEWER.text.replace("thirty", "twenty or so old"))
    found = told(with_last(more, GAS), "bor-3", "alba+bor-1")
    assert credited(found, "arms") == ["alba", "bor", "partly as in med-1"]
    assert not change_of(found, "arms").taken_over


def test_a_figure_of_another_base_is_told_in_part() -> None:
    before = clause("arms", "Alba keeps 40 tanks near the river.")
    there = clause("arms", "Alba keeps 30 tanks near the river.")
    now = clause("arms", "Alba keeps 30 tanks near every river.")
    drafts = (
        replace(ROOT, points=(before,)),
        replace(BOR, points=(before,)),
        replace(MED, points=(there,)),
        replace(JOINT, points=(now,)),
    )
    found = told(drafts, "bor-3", "alba+bor-1")
    assert credited(found, "arms") == ["alba", "bor", "partly as in med-1"]


def test_a_single_word_in_common_is_chance() -> None:
    now = clause("arms", "Alba keeps thirty tanks near the river.")
    assert credited(told(with_last(now, GAS), "bor-3", "alba+bor-1"), "arms") == ["alba", "bor"]


def test_a_clause_that_went_into_two_as_another_base_has_them() -> None:
    part = replace(FISH, origin=Origin(split_from=("arms",)))
    parts = (ARMS, part)
    whole = clause("arms", f"{ARMS.text} {FISH.text}")
    root, bor = replace(ROOT, points=(whole, GAS)), replace(BOR, points=(whole, GAS))
    med, joint = replace(MED, points=(*parts, GAS)), replace(JOINT, points=(*parts, GAS))
    found = told((root, bor, med, joint), "bor-3", "alba+bor-1")
    assert Kind.SPLIT in change_of(found, "arms").kinds
    assert credited(found, "arms") == ["as in med-1: med"]
    mine = replace(part, proposed_by=(Claim(party="alba"),))
    found = told((root, bor, med, replace(joint, points=(ARMS, mine))), "bor-3", "alba+bor-1")
    assert credited(found, "arms") == ["alba", "as in med-1: med"]
    other = replace(joint, points=(ARMS, replace(part, text=f"{FISH.text} And by day."), GAS))
    assert credited(told((root, bor, med, other), "bor-3", "alba+bor-1"), "arms") == ["alba", "bor"]


def test_of_a_split_only_the_part_that_the_base_changed_is_credited_to_it() -> None:
    part = replace(FISH, origin=Origin(split_from=("arms",)))
    old = replace(FISH, text="Fishing boats of both sides may cross the lake by day.")
    hers = replace(part, proposed_by=(Claim(party="eu"),))
    bor = replace(BOR, points=(clause("arms", f"{ARMS.text} {FISH.text}"),))
    root, med = replace(ROOT, points=(ARMS, old)), replace(MED, points=(ARMS, hers))
    found = told((root, bor, med, with_last(ARMS, part)[3]), "bor-3", "alba+bor-1")
    assert Kind.SPLIT in change_of(found, "arms").kinds
    assert credited(found, "arms") == ["as in med-1: eu"]


def test_words_that_another_base_has_in_a_longer_clause_are_told_in_part() -> None:
    part = replace(FISH, origin=Origin(split_from=("arms",)))
    whole = clause("arms", f"{FEWER.text} {FISH.text}")
    drafts = (ROOT, BOR, replace(MED, points=(whole, GAS)), *with_last(FEWER, part, GAS)[3:])
    found = told(drafts, "bor-3", "alba+bor-1")
    assert credited(found, "arms") == ["alba", "bor", "partly as in med-1"]
    assert credited(found, "fish") == ["alba", "bor", "partly as in med-1"]


def test_across_an_unpublished_draft_nobody_is_named_unless_all_are_the_same() -> None:
    gap = replace(unpublished(id="eu-1", based_on=("rus-1",)), tabled_by=(Claim(party="eu"),))
    med = replace(MED, based_on=("eu-1",))
    found = told((ROOT, BOR, gap, med, JOINT), "bor-3", "alba+bor-1")
    assert credited(found, "arms") == ["as in med-1"]
    same = replace(gap, tabled_by=med.tabled_by)
    found = told((ROOT, BOR, same, med, JOINT), "bor-3", "alba+bor-1")
    assert credited(found, "arms") == ["as in med-1: med"]


def test_a_draft_further_down_is_compared_with_in_the_same_way() -> None:
    first = made("bor-2", ARMS, GAS, on=["rus-1"])
    bor = replace(BOR, based_on=("bor-2",))
    found = told((ROOT, first, bor, MED, JOINT), "bor-2", "alba+bor-1")
    assert credited(found, "arms") == ["as in med-1: med"]


def test_so_is_one_whose_other_base_came_in_on_the_way() -> None:
    last = made("alba+bor-2", FEWER, LESS, on=["alba+bor-1"])
    found = told((*PLAN, last), "bor-3", "alba+bor-2")
    assert credited(found, "arms") == ["as in med-1: med"]


def test_a_draft_on_the_way_that_says_the_same_leaves_it_open() -> None:
    first = made("bor-2", ARMS, GAS, on=["rus-1"])
    bor = made("bor-3", FEWER, GAS, on=["bor-2"])
    found = told((ROOT, first, bor, MED, JOINT), "bor-2", "alba+bor-1")
    assert credited(found, "arms") == []


def test_what_is_based_on_the_draft_before_as_well_is_a_base_all_the_same() -> None:
    med = replace(MED, based_on=("bor-3",))
    found = told((ROOT, BOR, med, JOINT), "bor-3", "alba+bor-1")
    assert credited(found, "arms") == ["as in med-1: med"]


@pytest.mark.parametrize("name", ["arms", "gas"])
def test_a_single_base_is_as_it_was(name: str) -> None:
    joint = replace(JOINT, based_on=("bor-3",))
    drafts = (ROOT, BOR, MED, joint)
    assert credited(told(drafts, "bor-3", "alba+bor-1"), name) == ["alba", "bor"]
    again = made("bor-4", ARMS, LESS, on=["alba+bor-1"])
    assert credited(told((*drafts, again), "alba+bor-1", "bor-4"), "arms") == ["bor"]


def test_the_order_of_the_bases_means_nothing() -> None:
    other = made("eu-1", FEWER, GAS, on=["rus-1"])
    forth = replace(JOINT, based_on=("bor-3", "med-1", "eu-1"))
    back = replace(JOINT, based_on=("eu-1", "med-1", "bor-3"))
    one = told((ROOT, BOR, MED, other, forth), "bor-3", "alba+bor-1")
    two = told((back, other, MED, BOR, ROOT), "bor-3", "alba+bor-1")
    assert one.changes == two.changes


def test_drafts_that_explain_nothing_are_left_as_they_are() -> None:
    lines = Lines(Entry(draft=one) for one in PLAN)
    backwards = compare(Entry(draft=JOINT), Entry(draft=BOR))
    assert with_taken(backwards, lines) == backwards
    gap = replace(unpublished(id="eu-1"), based_on=("bor-3", "med-1"))
    unknown = compare(Entry(draft=BOR), Entry(draft=gap))
    assert with_taken(unknown, lines) == unknown


def test_drafts_that_go_back_to_each_other_in_a_circle_end() -> None:
    med = replace(MED, based_on=("eu-1",))
    other = made("eu-1", FEWER, GAS, on=["med-1"])
    joint = replace(JOINT, based_on=("bor-3", "med-1", "eu-1"))
    found = told((ROOT, BOR, med, other, joint), "bor-3", "alba+bor-1")
    assert credited(found, "arms")[:2] == ["alba", "bor"]
    joint = replace(JOINT, based_on=("bor-3", "med-1"))
    assert told((ROOT, BOR, med, other, joint), "bor-3", "alba+bor-1").changes


def test_ids_are_passed_over_where_they_are_not_to_be_used() -> None:
    known = [Entry(draft=one) for one in PLAN]
    lines = Lines(known, use_ids=False)
    found = with_taken(compare(known[1], known[3], use_ids=False), lines)
    assert change_of(found, "arms").basis is not Basis.ID


def uncovered(drafts: Iterable[Draft], name: str) -> list[str | None]:
    """The clauses of a change that no proposal on record covers."""
    found = told(drafts, "bor-3", "alba+bor-1")
    left = unaccounted(change_of(found, name), found.after, found.relation)
    return [entry.clause.id for entry in left]


def test_what_was_taken_over_is_covered_where_the_record_of_the_base_covers_it() -> None:
    assert uncovered(PLAN, "arms") == []
    silent = (ROOT, BOR, replace(MED, tabled_by=()), JOINT)
    assert uncovered(silent, "arms") == ["arms"]
    assert uncovered(silent, "gas") == []


def test_of_a_split_that_was_taken_over_the_clause_itself_covers_its_part() -> None:
    part = replace(FISH, origin=Origin(split_from=("arms",)))
    mine = replace(part, proposed_by=(Claim(party="alba"),))
    bor = replace(BOR, points=(clause("arms", f"{ARMS.text} {FISH.text}"),))
    med = replace(MED, points=(ARMS, part), tabled_by=())
    drafts = (replace(ROOT, points=bor.points), bor, med, with_last(ARMS, mine)[3])
    assert uncovered(drafts, "arms") == ["arms"]


def test_what_a_draft_goes_back_to_is_not_known_where_a_link_is_missing() -> None:
    joint, known = Entry(draft=JOINT), [Entry(draft=one) for one in PLAN]
    assert Lines(known).ancestors(joint) == Lines(known).above(joint) != frozenset()
    missing = [one for one in known if one.draft.id != ROOT.id]
    assert Lines(missing).ancestors(joint) is None
    assert ROOT.id not in Lines(missing).above(joint)
