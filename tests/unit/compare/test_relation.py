"""Whether the after draft explains the changes, or nobody may be named for them."""

from collections.abc import Collection

import pytest

from planver.compare.relation import relation
from planver.model.change import Relation
from planver.model.draft import Draft
from planver.model.party import Claim
from tests.strategies import clause, draft


def tabled(draft_id: str, *bases: str, date: str | None = None, plan: str = "river") -> Draft:
    claims = (Claim(party="alba"),)
    return Draft(plan=plan, id=draft_id, based_on=bases, date=date, tabled_by=claims)


@pytest.mark.parametrize(
    ("before", "after", "ancestors", "expected"),
    [
        (tabled("a"), tabled("b", "a"), None, Relation.BASED_ON),
        (tabled("a"), tabled("c", "gap"), {"gap", "a"}, Relation.BASED_ON),
        (tabled("a"), tabled("c", "gap"), None, Relation.UNKNOWN),
        (tabled("a"), tabled("c", "gap"), {"gap"}, Relation.UNRELATED),
        (tabled("a"), tabled("c"), None, Relation.UNRELATED),
        (tabled("b", "a"), tabled("a"), None, Relation.OLDER),
        (tabled("a", date="2031-02-01"), tabled("b", date="2031-01-01"), None, Relation.OLDER),
        (tabled("a"), tabled("b", plan="sea"), None, Relation.OTHER_PLAN),
        (tabled("a"), tabled("a"), None, Relation.BASED_ON),
        (tabled("a"), tabled("a", date="2031-01-01"), None, Relation.SAME_DRAFT),
        (Draft(plan="one", id="one.txt"), Draft(plan="two", id="two.txt"), None, Relation.UNKNOWN),
    ],
)
def test_relation(
    before: Draft, after: Draft, ancestors: Collection[str] | None, expected: Relation
) -> None:
    assert relation(before, after, ancestors) is expected


@pytest.mark.parametrize("related", Relation)
def test_only_a_draft_that_goes_back_to_the_other_explains_changes(related: Relation) -> None:
    assert related.explains == (related in (Relation.BASED_ON, Relation.UNKNOWN))


def test_nobody_is_named_for_what_an_older_or_unrelated_draft_says_otherwise() -> None:
    from planver.compare.diff import compare
    from planver.model.history import Entry
    from planver.render.phrases import relation as told

    one = draft(clause("a", "All firing stops."), id="us-1", date="2031-01-01")
    other = draft(clause("a", "Firing stops."), id="e3-1", date="2031-02-01", based_on=("us-1",))
    forward = compare(Entry(draft=one), Entry(draft=other))
    backward = compare(Entry(draft=other), Entry(draft=one))
    assert forward.changes[0].proposed_by
    assert told(forward) is None
    assert not backward.changes[0].proposed_by
    assert told(backward) == (
        "us-1 is older than e3-1, so nobody is named as proposer of the changes."
    )


def test_between_two_wordings_of_one_draft_only_a_trailer_names_somebody() -> None:
    from planver.compare.diff import compare
    from planver.model.history import Entry, Trailer
    from tests.strategies import revision

    one = draft(clause("a", "All firing stops."))
    other = draft(clause("a", "Firing stops."))
    trailer = Trailer(claim=Claim(party="bor"), clause="a")
    plain = compare(Entry(draft=one), Entry(draft=other, revision=revision()))
    told = compare(Entry(draft=one), Entry(draft=other, revision=revision(proposed_by=(trailer,))))
    assert plain.changes[0].proposed_by == ()
    assert [made.party for made in told.changes[0].proposed_by] == ["bor"]
