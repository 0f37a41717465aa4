"""Who put a change forward, as far as the record claims."""

from planver.compare.attribution import unaccounted
from planver.compare.diff import compare
from planver.model.change import Attribution, ClaimBasis, Relation
from planver.model.draft import Alternative, Clause, Draft, Origin, Source
from planver.model.history import Entry, Revision, Trailer
from planver.model.party import Claim, Confidence, Party
from tests.strategies import answered, clause, draft, revision, unpublished

BEFORE = draft(clause("arms", "Old words."), clause("gas", "Gas words."), id="us-1")


def by(*parties: str) -> tuple[Claim, ...]:
    return tuple(Claim(party=party) for party in parties)


def attributed(after: Draft, made: Revision | None = None, before: Draft = BEFORE) -> list[str]:
    """Party and basis of everybody behind the first notable change."""
    return [f"{one.party}: {one.basis}" for one in _first(after, made, before)]


def _first(
    after: Draft, made: Revision | None = None, before: Draft = BEFORE
) -> tuple[Attribution, ...]:
    found = answered(Entry(draft=before), Entry(draft=after, revision=made))
    return next(change.proposed_by for change in found.changes if change.notable)


def amended(*, tabled_by: tuple[Claim, ...] = (), **fields: object) -> Draft:
    """The arms clause in other words."""
    made = clause("arms", "New words.", **fields)
    return draft(made, clause("gas", "Gas words."), id="e3-1", tabled_by=tabled_by)


NAMED = Trailer(claim=Claim(party="named"), clause="arms")
OTHER = Trailer(claim=Claim(party="other"), clause="gas")
GENERAL = Trailer(claim=Claim(party="general"))


def test_the_clause_itself_outranks_everything() -> None:
    after = amended(tabled_by=by("tabler"), proposed_by=by("clause"))
    assert attributed(after, revision(proposed_by=(NAMED, GENERAL))) == ["clause: clause"]


def test_then_a_trailer_that_names_the_clause() -> None:
    after = amended(tabled_by=by("tabler"))
    assert attributed(after, revision(proposed_by=(GENERAL, NAMED, OTHER))) == ["named: trailer"]


def test_then_a_trailer_for_the_whole_revision() -> None:
    after = amended(tabled_by=by("tabler"))
    assert attributed(after, revision(proposed_by=(OTHER, GENERAL))) == ["general: trailer"]


def test_then_who_tabled_the_draft() -> None:
    after = amended(tabled_by=by("tabler"))
    assert attributed(after, revision(proposed_by=(OTHER,))) == ["tabler: draft"]


def test_then_the_author_of_the_commit() -> None:
    assert attributed(amended(), revision()) == ["Ada Author: author"]


def test_a_file_that_says_nothing_says_nothing() -> None:
    assert attributed(amended()) == []
    assert attributed(amended(), revision(author="")) == []


def test_a_joint_draft_names_all_who_tabled_it_in_their_order() -> None:
    assert attributed(amended(tabled_by=by("ua", "us"))) == ["ua: draft", "us: draft"]


def test_disputed_claims_are_kept_side_by_side() -> None:
    claims = (
        Claim(party="alba", confidence=Confidence.DISPUTED, source="courier", note="Says Alba."),
        Claim(party="bor", confidence=Confidence.DISPUTED, source="minutes"),
    )
    one, other = _first(amended(proposed_by=claims))
    assert one == Attribution(
        party="alba",
        basis=ClaimBasis.CLAUSE,
        draft="e3-1",
        confidence=Confidence.DISPUTED,
        source="courier",
        note="Says Alba.",
    )
    assert (other.party, other.confidence) == ("bor", Confidence.DISPUTED)


def test_a_group_is_named_as_the_group() -> None:
    group = Party(id="e3", name="E3", members=("fr", "de", "uk"))
    after = draft(clause("arms", "New words."), tabled_by=by("e3"), parties=(group,))
    assert attributed(after) == ["e3: draft"]


def test_a_deleted_clause_is_put_to_whoever_made_the_draft_without_it() -> None:
    after = draft(clause("gas", "Gas words."), id="e3-1", tabled_by=by("e3"))
    assert attributed(after) == ["e3: draft"]
    assert attributed(after, revision(proposed_by=(NAMED, GENERAL))) == ["named: trailer"]


def test_what_the_file_says_of_a_party_in_a_trailer_is_kept() -> None:
    disputed = Claim(party="general", confidence=Confidence.DISPUTED, source="gazette")
    named = Trailer(claim=Claim(party="general"), clause="arms")
    (made,) = _first(amended(tabled_by=(disputed,)), revision(proposed_by=(named,)))
    assert made.basis is ClaimBasis.TRAILER
    assert (made.confidence, made.source) == (Confidence.DISPUTED, "gazette")
    assert made.revision == revision().oid


def test_a_trailer_that_only_repeats_the_file_adds_nothing_to_it() -> None:
    after = amended(tabled_by=by("general", "tabler"))
    assert attributed(after, revision(proposed_by=(GENERAL,))) == [
        *("general: draft", "tabler: draft")
    ]


def test_the_only_source_of_a_draft_stands_behind_its_claims() -> None:
    one, other = Source(id="gazette", title="Gazette"), Source(id="courier", title="Courier")
    made = clause("arms", "New words.")

    def source(*sources: Source) -> str | None:
        return _first(draft(made, tabled_by=by("e3"), sources=sources))[0].source

    assert source(one) == "gazette"
    assert source(one, other) is None
    assert source() is None


def test_who_put_in_an_alternative_is_named_with_who_proposed_the_text() -> None:
    option = Alternative(by=by("bor"), text="Other words.")
    after = amended(tabled_by=by("mediator"), alternatives=(option,))
    assert attributed(after) == ["mediator: draft", "bor: clause"]


def test_an_alternative_that_stood_there_before_names_nobody() -> None:
    option = Alternative(by=by("bor"), text="Other words.")
    before = draft(clause("arms", "Old words.", alternatives=(option,)))
    after = amended(tabled_by=by("mediator"), alternatives=(option,))
    assert attributed(after, before=before) == ["mediator: draft"]


def test_a_party_is_named_once_with_its_strongest_record() -> None:
    option = Alternative(by=by("ua"), text="Other words.")
    after = amended(tabled_by=by("ua", "us"), alternatives=(option,))
    assert attributed(after) == ["ua: clause", "us: draft"]
    twice = (Claim(party="ua", note="first"), Claim(party="ua", note="second"))
    assert [made.note for made in _first(amended(proposed_by=twice))] == ["first"]


def _split(**fields: object) -> tuple[Clause, Clause]:
    split = Origin(split_from=("arms",))
    return clause("arms", "Old", origin=split), clause("new", "words.", origin=split, **fields)


def test_each_part_of_a_split_adds_its_own_record() -> None:
    after = draft(*_split(proposed_by=by("bor")), tabled_by=by("mediator"))
    assert attributed(after) == ["mediator: draft", "bor: clause"]


def test_unchanged_clauses_are_put_to_nobody() -> None:
    after = amended(tabled_by=by("e3"))
    found = answered(Entry(draft=BEFORE), Entry(draft=after))
    assert [change.proposed_by == () for change in found.changes] == [False, True]


def uncovered(
    after: Draft,
    made: Revision | None = None,
    before: Draft = BEFORE,
    across: tuple[Entry, ...] = (),
    relation: Relation = Relation.BASED_ON,
) -> list[str | None]:
    """Ids of the clauses that no attributed proposal covers, change by change."""
    entry = Entry(draft=after, revision=made)
    return [
        found.clause.id
        for change in answered(Entry(draft=before), entry).changes
        for found in unaccounted(change, entry, relation, across)
    ]


def test_a_change_is_covered_by_its_clause_a_trailer_or_the_draft() -> None:
    assert uncovered(amended(proposed_by=by("ua"))) == []
    assert uncovered(amended(), revision(proposed_by=(NAMED,))) == []
    assert uncovered(amended(), revision(proposed_by=(GENERAL,))) == []
    assert uncovered(amended(tabled_by=by("e3"))) == []


def test_the_author_of_a_commit_and_a_trailer_for_another_clause_cover_nothing() -> None:
    assert uncovered(amended()) == ["arms"]
    assert uncovered(amended(), revision(proposed_by=(OTHER,))) == ["arms"]


def test_an_older_draft_covers_nothing() -> None:
    assert uncovered(amended(tabled_by=by("e3")), relation=Relation.OLDER) == ["arms"]


def test_a_deleted_clause_is_covered_by_the_draft_only() -> None:
    gone = draft(clause("arms", "Old words."), id="e3-1", tabled_by=())
    assert uncovered(gone) == ["gas"]
    assert uncovered(gone, revision(proposed_by=(OTHER,))) == []


def test_every_part_of_a_split_has_to_be_covered() -> None:
    assert uncovered(draft(*_split(proposed_by=by("bor")), tabled_by=())) == ["arms", "gas"]


def test_an_alternative_covers_itself_and_not_the_words_beside_it() -> None:
    option = Alternative(by=by("ua"), text="Other words.")
    own = clause("arms", "Old words.", alternatives=(option,))
    assert uncovered(draft(own, BEFORE.points[1], id="e3-1", tabled_by=())) == []
    assert uncovered(amended(alternatives=(option,))) == ["arms"]


def test_an_alternative_that_replaces_another_does_not_cover_its_going() -> None:
    options = [
        clause("arms", "Old words.", alternatives=(Alternative(by=by(party), text="Other."),))
        for party in ("us", "ua")
    ]
    before, after = (draft(option, id=name, tabled_by=()) for option, name in
                     zip(options, ("us-1", "ua-1"), strict=True))  # fmt: skip
    assert uncovered(after, before=before) == ["arms"]


def test_across_an_unpublished_draft_both_records_have_to_speak() -> None:
    silent, told = (Entry(draft=unpublished(tabled_by=claims)) for claims in ((), by("us")))
    after = amended(tabled_by=by("e3"))
    assert uncovered(after, across=(told,)) == []
    assert uncovered(after, across=(told, silent)) == ["arms"]
    assert uncovered(amended(proposed_by=by("ua")), across=(silent,)) == []


def test_what_may_have_come_with_a_draft_between_is_not_put_to_who_tabled_the_last() -> None:
    way = Entry(draft=draft(id="alba-2", based_on=("us-1",), tabled_by=by("alba")))
    same = Entry(draft=draft(id="e3-0", based_on=("us-1",), tabled_by=by("e3")))
    weaker = Claim(party="e3", confidence=Confidence.DISPUTED)
    doubted = Entry(draft=draft(id="e3-0", based_on=("us-1",), tabled_by=(weaker,)))
    after = amended(tabled_by=by("e3"))
    assert _across(after, way) == []
    assert _across(after, same) == ["e3: draft"]
    assert _across(after, same, way) == []
    assert _across(after, doubted) == []
    assert _across(draft(id="e3-1", tabled_by=by("e3")), way) == []


def test_what_the_record_says_of_the_clause_itself_holds_across_drafts_between() -> None:
    way = Entry(draft=draft(id="alba-2", tabled_by=by("alba")))
    after = amended(tabled_by=by("e3"), proposed_by=by("bor"))
    assert _across(after, way) == ["bor: clause"]
    tabled = amended(tabled_by=by("e3"))
    assert _across(tabled, way, made=revision(proposed_by=(NAMED,))) == ["named: trailer"]
    assert _across(tabled, way, made=revision(proposed_by=(OTHER,))) == []


def _across(after: Draft, *between: Entry, made: Revision | None = None) -> list[str]:
    before, last = Entry(draft=BEFORE), Entry(draft=after, revision=made)
    found = compare(before, last, ancestors=[BEFORE.id], between=between)
    assert found.between == between
    notable = next(change for change in found.changes if change.notable)
    return [f"{one.party}: {one.basis}" for one in notable.proposed_by]


def test_a_draft_that_is_based_on_one_nobody_has_speaks_for_single_clauses_only() -> None:
    before = draft(clause("arms", "Old words."), clause("gas", "Old gas."), id="us-1")
    after = draft(
        clause("arms", "New words.", proposed_by=by("bor")),
        clause("oil", "Oil words."),
        id="e3-1",
        based_on=("gone-1",),
        tabled_by=by("e3"),
    )
    found = compare(Entry(draft=before), Entry(draft=after))
    assert found.relation is Relation.UNKNOWN
    named = [[one.party for one in change.proposed_by] for change in found.changes]
    assert sorted(named) == [[], [], ["bor"]]
