"""References between clauses, followed through a comparison."""

import pytest

from planver.model.change import DraftDiff, Flag, Kind, Matter, Sense
from planver.model.draft import Clause, Origin
from planver.model.party import Party
from planver.render import phrases
from tests.strategies import clause, diff, draft


def flags(found: DraftDiff) -> list[Flag]:
    return [flag for change in found.changes for flag in change.flags]


def references(before: str, after: str) -> list[str]:
    """What is told of references in the first point of a plan of six, with parts in the fourth."""
    rest = (
        clause("b", "Guns leave."),
        clause("c", "Fish stay."),
        clause("d", "Mines:", clause("d1", "maps;"), clause("d2", "Or:", clause("d2i", "none."))),
        clause("e", "Roads open."),
        clause("f", "Weirs open.", number="5 bis"),
    )
    found = diff(draft(clause("a", before), *rest), draft(clause("a", after), *rest))
    return [phrases.flag(flag) for flag in flags(found)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("See points 2 and 3.", "See points 2 to 3."),
        ("See points 2, 3 and 5.", "See points 2, 3, and 5, all of them."),
        ("See points 2–5.", "See points 2, 3, 4 and 5."),
        ("See point 4 (a).", "See paragraph 4.a."),
        ("See point 4 (a).", "See point 4(a) or point 4 (a)."),
        ("See points 4 (a) and (b).", "See points 4 (a) and 4 (b)."),
        ("See point 4 (b) (i).", "See point 4(b)(i)."),
        ("See point 5 bis.", "See item 5 bis."),
        ("At a point 5 km away.", "Away at a point 5 km."),
        ("At 5 points guns stay.", "Guns stay at 5 points."),
        ("There is a point.", "There is a point to it."),
        ("See point (not this).", "See point (not that)."),
        ("See point 3 (toll).", "See point 3 (tolls)."),
        ("See point 3 (", "See point 3 (of"),
        ("See point 3.Or not", "See point 3. Or not"),
        ("See points 2 and 3", "See points 3 and 2"),
        ("See point 3 of this plan.", "See Article 3 of this plan."),
        ("See points 2 and 3, guns.", "See points 3 and 2, guns."),
    ],
)
def test_the_same_clause_by_another_label_is_no_matter(before: str, after: str) -> None:
    assert references(before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("See point 2 and 3 guns.", "See point 2 and 4 guns.", ["number: 3 -> 4"]),
        ("See point 2, 3 guns.", "See point 2, 4 guns.", ["number: 3 -> 4"]),
        ("See points 2 and 3 km.", "See points 2 and 4 km.", ["quantity: 3 km -> 4 km"]),
        ("See it.", "See point 4 (c).", ["refers to point 4 (c), which is not there"]),
        ("See it.", "See point 3.", ["reference put in: point 3"]),
        ("See point 3.", "See it.", ["reference dropped: point 3"]),
        (
            "See Article 5 of the Charter.",
            "See point 3.",
            ["reference: Article 5 of the Charter -> point 3"],
        ),
        ("See point 98.", "See point 3.", ["reference: point 98 -> point 3"]),
        (
            "See paragraph 2 of the Treaty on the Law of the Sea by Alba.",
            "See it.",
            ["reference dropped: paragraph 2 of the Treaty on the Law of the Sea"],
        ),
        ("See Article 5 of the Charter", "See it", ["reference dropped: Article 5 of the Charter"]),
        ("See Article 5 of", "See Article 6 of", ["reference: Article 5 -> Article 6"]),
        ("See Article 5 of the", "See Article 6 of it", ["reference: Article 5 -> Article 6"]),
        ("See Resolution 2803 (2025).", "See it.", ["reference dropped: Resolution 2803 (2025)"]),
    ],
)
def test_what_is_told_of_references(before: str, after: str, expected: list[str]) -> None:
    assert references(before, after) == expected


def test_a_wide_range_is_not_told_label_by_label() -> None:
    told = references("See point 2.", "See points 2 to 999.")
    assert told[0] == "reference put in: point 3"
    assert told[-1] == "refers to point 999, which is not there"
    assert len(told) < 100


def renumbered(*texts: str, first: Clause) -> list[Flag]:
    """The flags where a new point stands before the third, and all behind it count on."""
    before = draft(first, clause("b", "Guns leave."), clause("c", "Fish stay."))
    after = draft(
        first, clause("b", "Guns leave."), clause("new", texts[0]), clause("c", "Fish stay.")
    )
    return flags(diff(before, after))


def test_a_label_that_follows_its_clause_is_no_matter() -> None:
    before = draft(clause("a", "See point 3."), clause("b", "Guns."), clause("c", "Fish."))
    after = draft(
        clause("a", "See point 4."), clause("b", "Guns."), clause("n", "New."), clause("c", "Fish.")
    )
    assert flags(diff(before, after)) == []


def test_a_label_left_behind_leads_elsewhere_though_not_a_word_changed() -> None:
    found = renumbered("Quite new.", first=clause("a", "See point 3."))
    assert found == [
        Flag(
            kind=Matter.REFERENCE,
            before="point 3",
            after="point 3",
            sense=Sense.ELSEWHERE,
            note="4",
        )
    ]


def test_an_unchanged_clause_with_such_a_label_is_notable() -> None:
    before = draft(clause("a", "See point 2."), clause("b", "Guns."), clause("c", "Fish."))
    after = draft(clause("a", "See point 2."), clause("c", "Fish."))
    (change,) = (one for one in diff(before, after).changes if one.flags)
    assert change.kinds == (Kind.UNCHANGED,)
    assert change.notable
    assert [phrases.flag(flag) for flag in change.flags] == [
        "reference to another clause: point 2; what point 2 meant is gone"
    ]


def test_a_label_whose_clause_is_gone_is_missing() -> None:
    before = draft(clause("a", "See point 2."), clause("b", "Guns."))
    after = draft(clause("a", "See point 2."))
    assert flags(diff(before, after)) == [
        Flag(kind=Matter.REFERENCE, before="point 2", after="point 2", sense=Sense.MISSING)
    ]
    # The other way round the label only says what it always said.
    assert flags(diff(after, before)) == []


def test_a_label_that_was_missing_and_still_is_is_not_told_again() -> None:
    before = draft(clause("a", "See point 9."), clause("b", "Guns."))
    after = draft(clause("a", "See point 9."), clause("c", "Fish."))
    assert flags(diff(before, after)) == []


def test_an_inserted_clause_is_told_only_where_its_label_leads_nowhere() -> None:
    before = draft(clause("a", "Guns."))
    after = draft(clause("a", "Guns."), clause("b", "See points 1 and 9 within 30 days."))
    assert flags(diff(before, after)) == [
        Flag(kind=Matter.REFERENCE, after="point 9", sense=Sense.MISSING)
    ]
    assert flags(diff(after, before)) == []


def test_a_clause_that_was_split_is_meant_by_either_of_its_parts() -> None:
    before = draft(clause("a", "See point 2."), clause("b", "Guns leave and fish stay."))
    origin = Origin(split_from=("b",))
    parts = (
        clause("b", "Guns leave", origin=origin),
        clause("c", "and fish stay.", origin=origin),
    )
    for label in ("2", "3"):
        after = draft(clause("a", f"See point {label}."), *parts)
        assert flags(diff(before, after)) == []


def test_letters_alone_are_sought_from_the_clause_up() -> None:
    def plan(label: str, *more: Clause) -> tuple[Clause, ...]:
        return (
            clause("a", "Top:", clause("a1", "One."), clause("a2", f"See sub-clause ({label}).")),
            *more,
        )

    assert flags(diff(draft(*plan("a")), draft(*plan("a")))) == []
    told = flags(diff(draft(*plan("a")), draft(*plan("b"))))
    assert [(flag.before, flag.after, flag.note) for flag in told] == [
        ("sub-clause (a)", "sub-clause (b)", "1.a")
    ]
    told = flags(diff(draft(*plan("a")), draft(*plan("z"))))
    assert [flag.sense for flag in told] == [Sense.MISSING]


def test_a_draft_that_prints_articles_means_its_own() -> None:
    def plan(label: str) -> tuple[Clause, ...]:
        return (
            clause("a", f"See Article {label}.", number="Article 1"),
            clause("b", "Guns.", number="Article 2"),
            clause("c", "Fish.", number="Article 3"),
        )

    told = flags(diff(draft(*plan("2")), draft(*plan("3"))))
    assert [(flag.sense, flag.note) for flag in told] == [(Sense.ELSEWHERE, "Article 2")]


def test_under_a_point_a_party_acts_and_names_no_text() -> None:
    known = (Party(id="ua", name="Україна"),)
    before = draft(
        clause("a", "За пунктом 2 Україна платить."), clause("b", "Риба."), lang="uk", parties=known
    )
    after = draft(
        clause("a", "За пунктом 2 Україна не платить."),
        clause("b", "Риба."),
        lang="uk",
        parties=known,
    )
    assert [flag.kind for flag in flags(diff(before, after))] == [Matter.NEGATION]
