"""Choosing changes."""

import pytest

from planver.errors import PlanverError
from planver.model.change import DraftDiff, Kind
from planver.model.draft import Alternative, Status
from planver.model.party import Claim, Party
from planver.workflow.compare import choose
from planver.workflow.selection import Selection, fold_cosmetic, parties, select
from tests.strategies import clause, diff, draft, unpublished

BEFORE = draft(
    clause("a", "Stays as it is."),
    clause("arms", "Cap of 600,000:", clause("guns", "guns"), clause("shells", "shells")),
    clause("dropped", "Goes away altogether."),
    clause("trade", "Trade in GAS is free."),
)
AFTER = draft(
    clause("a", "Stays as it is."),
    clause("arms", "Cap of 800,000:", clause("guns", "guns"), clause("shells", "other shells")),
    clause("trade", "Trade in oil is free.", proposed_by=(Claim(party="fr"),)),
    clause("new", "Café is open.", proposed_by=(Claim(party="e3"),)),
    parties=(
        Party(id="coalition", name="Coalition", members=("e3",)),
        Party(id="e3", name="E3", members=("fr", "de")),
        Party(id="fr", name="France"),
        Party(id="us", name="United States"),
    ),
)
FOUND = diff(BEFORE, AFTER)


def ids(*, found: DraftDiff = FOUND, **wanted: object) -> list[str | None]:
    """The clauses of the changes selected, by the id they have after, or had before."""
    chosen = Selection(**wanted)  # type: ignore[arg-type]
    changes = [found.changes[at] for at in select(found, chosen)]
    return [(change.after or change.before)[0].clause.id for change in changes]


def test_by_default_all_that_is_notable() -> None:
    assert ids() == ["arms", "shells", "dropped", "trade", "new"]
    assert Selection().empty
    assert not Selection(substance=True).empty


def test_only_what_is_cosmetic_and_nothing_else_is_folded() -> None:
    before = draft(*(clause(name, f"It is {name} here") for name in "abcd"))
    after = draft(
        clause("a", "It is, a here"),
        clause("b", "It is, b here", status=Status.AGREED),
        clause("d", "It is, d here"),
        clause("c", "It is not c here"),
    )
    found = diff(before, after)
    shown = select(found, Selection())
    rest, folded = fold_cosmetic(found, shown)
    assert [found.changes[at].after[0].clause.id for at in folded] == ["a"]
    assert sorted((*rest, *folded)) == [*shown]
    assert fold_cosmetic(found, rest) == (rest, ())


def test_a_new_status_is_notable() -> None:
    agreed = draft(clause("a", "Stays as it is.", status=Status.AGREED))
    assert ids(found=diff(draft(clause("a", "Stays as it is.")), agreed)) == ["a"]


def test_by_kind() -> None:
    assert ids(kinds=frozenset({Kind.DELETED})) == ["dropped"]
    assert ids(kinds=frozenset({Kind.INSERTED, Kind.RENUMBERED})) == ["trade", "new"]
    assert ids(kinds=frozenset({Kind.UNCHANGED})) == ["a", "guns"]


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        ("fr", ["trade", "new"]),
        ("de", ["new"]),
        ("e3", ["new"]),
        ("alba", ["arms", "shells", "dropped"]),
        ("us", []),
    ],
)
def test_by_party_with_the_groups_it_is_in(party: str, expected: list[str]) -> None:
    assert ids(party=party) == expected


def test_a_member_of_a_member_is_in_the_group() -> None:
    by_coalition = draft(
        clause("new", "x", proposed_by=(Claim(party="coalition"),)), parties=AFTER.parties
    )
    assert ids(found=diff(draft(), by_coalition), party="fr") == ["new"]


def test_groups_that_hold_each_other_are_no_end() -> None:
    circle = (Party(id="x", name="X", members=("y",)), Party(id="y", name="Y", members=("x",)))
    after = draft(clause("new", "x", proposed_by=(Claim(party="y"),)), parties=circle)
    assert ids(found=diff(draft(), after), party="x") == ["new"]


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        # A point comes with its parts, changed or not.
        ("arms", ["arms", "guns", "shells"]),
        ("2", ["arms", "guns", "shells"]),
        ("2.b", ["shells"]),
        ("2(B)", ["shells"]),
        # A number may be that of either draft.
        ("3", ["dropped", "trade"]),
        ("4", ["trade", "new"]),
        ("1", ["a"]),
        ("9", []),
    ],
)
def test_by_point(point: str, expected: list[str]) -> None:
    assert ids(point=point) == expected


def test_by_substance() -> None:
    assert ids(substance=True) == ["arms"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gas", ["trade"]),
        ("OIL", ["trade"]),
        ("altogether", ["dropped"]),
        ("cafe\u0301", ["new"]),
        ("ｃａｐ", ["arms"]),
        # Only in what is shown.
        ("as it is", []),
        ("nowhere", []),
    ],
)
def test_by_text_in_either_wording(text: str, expected: list[str]) -> None:
    assert ids(text=text) == expected


def test_by_text_in_an_alternative() -> None:
    option = Alternative(by=(Claim(party="bor"),), text="Or else.")
    found = diff(draft(clause("a", "x")), draft(clause("a", "x", alternatives=(option,))))
    assert ids(found=found, text="or else") == ["a"]


def test_every_condition_must_hold() -> None:
    assert ids(kinds=frozenset({Kind.AMENDED}), party="fr") == ["trade"]
    assert ids(point="2", kinds=frozenset({Kind.UNCHANGED})) == ["guns"]
    assert ids(text="trade", party="alba") == []


def test_the_parties_behind_the_changes() -> None:
    assert parties(FOUND) == ("alba", "e3", "fr")


def test_a_slip_of_the_pen_is_no_empty_answer() -> None:
    with pytest.raises(PlanverError, match="Neither draft knows a party 'ua'") as caught:
        choose(FOUND, Selection(party="ua"))
    assert caught.value.hint == "The parties are alba, coalition, e3, fr, us."
    with pytest.raises(PlanverError, match="Neither draft has a point or clause '9'"):
        choose(FOUND, Selection(point="9"))
    nobody = diff(draft(clause("a", "x")), draft(clause("a", "y"), tabled_by=()))
    with pytest.raises(PlanverError) as caught:
        choose(nobody, Selection(party="ua"))
    assert caught.value.hint == "They name no parties."


def test_a_true_empty_answer_is_one() -> None:
    assert choose(FOUND, Selection(party="us")) == ()
    assert choose(FOUND, Selection(kinds=frozenset({Kind.SPLIT}))) == ()
    assert choose(FOUND, Selection(point="a", kinds=frozenset({Kind.SPLIT}))) == ()
    assert choose(diff(BEFORE, unpublished()), Selection(party="ua")) == ()
