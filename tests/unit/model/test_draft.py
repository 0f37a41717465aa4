"""What a draft says of itself."""

import pytest

from planver.errors import PlanFileError, PlanverError
from planver.model.change import ClauseChange, Kind
from planver.model.draft import Alternative, Source, Status, Wording
from planver.model.party import Claim, Party
from tests.strategies import clause, draft, walk


def test_the_wording_of_a_clause_is_all_its_own_words_part_by_part() -> None:
    option = Alternative(by=(Claim(party="alba"), Claim(party="bor")), text="as before;")
    made = clause("a", "The Parties:", clause("b", "part"), heading="Arms", closing="and no more.")
    assert made.wording == "Arms\nThe Parties:\nand no more."
    assert clause("a", "at once;", alternatives=(option,)).wording == (
        "at once;\n[alba/bor: as before;]"
    )
    assert clause("a", "", heading="Arms").wording == "Arms"
    assert clause("a").wording == ""


def test_the_walk_goes_down_before_it_goes_on() -> None:
    made = draft(
        clause("a", "", clause("b", "", clause("c")), clause("d")), clause("e", "", clause("f"))
    )
    assert [one.id for one in made.walk()] == list("abcdef")


def test_only_an_unpublished_draft_has_no_text_to_compare() -> None:
    told = {wording: draft(wording=wording).published for wording in Wording}
    assert told == dict.fromkeys(Wording, True) | {Wording.UNPUBLISHED: False}


def test_names_for_people() -> None:
    gazette = Source(id="gazette", title="Gazette")
    made = draft(parties=(Party(id="alba", name="Alba"),), sources=(gazette,))
    assert made.name == "alba-1"
    assert draft(title="First draft").name == "First draft"
    assert made.party_name("alba") == "Alba"
    assert made.party_name("bor") == "bor"
    assert made.source("gazette") is gazette
    assert made.source("courier") is None
    assert made.source(None) is None


def test_nothing_in_a_draft_can_be_changed() -> None:
    with pytest.raises(AttributeError):
        draft().title = "Another"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ((Status.PROPOSED,), (Status.AGREED,), True),
        ((Status.AGREED,), (Status.AGREED,), False),
        ((), (Status.AGREED,), False),
        ((Status.PROPOSED,), (Status.AGREED, Status.AGREED), False),
    ],
)
def test_a_status_changes_from_one_clause_to_one_clause(
    before: tuple[Status, ...], after: tuple[Status, ...], changed: bool
) -> None:
    sides = [walk(draft(*(clause("a", status=one) for one in side))) for side in (before, after)]
    made = ClauseChange(
        kinds=(Kind.UNCHANGED,),
        before=sides[0],
        after=sides[1],
        basis=None,
        confidence=1.0,
        similarity=1.0,
        edits=(),
    )
    assert made.status_changed is changed
    assert made.notable is changed


def test_an_error_is_a_sentence_and_a_hint() -> None:
    error = PlanFileError("The file is empty.", "Write a plan into it.")
    assert isinstance(error, PlanverError)
    assert (str(error), error.message, error.hint) == (
        *("The file is empty.", "The file is empty.", "Write a plan into it."),
    )
    assert PlanverError("No.").hint == ""
