"""Figures that changed, and red lines that a change touches."""

import pytest

from planver.model.change import Flag, Matter
from planver.model.draft import Alternative, Draft
from planver.model.party import Claim, Party, Position, Stance
from planver.render import phrases
from tests.strategies import clause, diff, draft


def flags(before: Draft, after: Draft) -> list[Flag]:
    return [flag for change in diff(before, after).changes for flag in change.flags]


def told(before: str, after: str, lang: str = "en") -> list[str]:
    """The flags of an amended point, as a reader sees them."""
    found = flags(draft(clause("a", before), lang=lang), draft(clause("a", after), lang=lang))
    return [phrases.flag(flag) for flag in found]


def figures(before: str, after: str, lang: str = "en") -> list[tuple[str | None, str | None]]:
    """What is told of an amended point, whatever kind of figure it is."""
    found = flags(draft(clause("a", before), lang=lang), draft(clause("a", after), lang=lang))
    assert {flag.kind for flag in found} <= FIGURES
    return [(flag.before, flag.after) for flag in found]


FIGURES = {
    Matter.NUMBER,
    Matter.MONEY,
    Matter.PERCENTAGE,
    Matter.DATE,
    Matter.TIME,
    Matter.DURATION,
    Matter.DEADLINE,
    Matter.QUANTITY,
    Matter.BOUND,
}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("up to 600,000 personnel", "up to 800,000 personnel", [("600,000", "800,000")]),
        (
            "within 30 days of this",
            "as soon as possible after this",
            [("within 30 days", "as soon as possible")],
        ),
        ("All firing stops.", "All firing stops at 06:00.", [(None, "06:00")]),
        ("All firing stops at 06:00 and all men rest.", "All rest.", [("06:00", None)]),
        ("The line stands.", "The line holds.", []),
        ("Within 30 days, peace.", "Peace, within 30 days.", []),
        # Two figures that change places did change.
        (
            "Alba takes 55 and Bor 45 of it",
            "Alba takes 45 and Bor 55 of it",
            [("55", "45"), ("45", "55")],
        ),
        ("限为600000人", "限为800000人", [("600000", "800000")]),
        ("٦٠٠ جندي", "٨٠٠ جندي", [("٦٠٠", "٨٠٠")]),
    ],
)
def test_figures(before: str, after: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert figures(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It costs USD 5m.", "It costs USD 5,000,000."),
        ("It costs US$5 million.", "It costs 5 million dollars."),
        ("It holds 600 000 men.", "It holds 600,000 men."),
        ("It holds 1'000 men.", "It holds 1000 men."),
        ("It holds two hundred and five thousand men.", "It holds 205,000 men."),
        ("It holds one thousand five hundred men.", "It holds 1,500 men."),
        ("It holds a hundred men.", "It holds 100 men."),
        ("It holds a million men and five.", "It holds 1,000,000 men and five."),
        ("It ends on 31.12.2026.", "It ends on 31 December 2026."),
        ("It ends on 2026-12-31.", "It ends on December 31, 2026."),
        ("Two or three men stay.", "2 or 3 men stay."),
        ("Within days it ends.", "It ends within days."),
        ("Within a kilometre it ends.", "It ends within a kilometre."),
        ("Within this very month it ends.", "It ends within this very month."),
        ("Two-state talks begin.", "Talks begin of the two-state kind."),
        ("It takes 20km.", "It takes 20 km."),
        ("Fighters of type F-16 leave.", "Fighters leave that are of type F-16."),
        ("It lasts 48 hours.", "It lasts for 48 hours."),
        ("The twenty-sixth day is free.", "The twenty-sixth day is freer."),
    ],
)
def test_the_same_figure_in_another_notation_is_no_matter(before: str, after: str) -> None:
    assert told(before, after) == []
    assert told(after, before) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It costs USD 5.", "It costs USD 5.50.", ["money: USD 5 -> USD 5.50"]),
        ("It costs USD 5.", "It costs 5.", ["money: USD 5 -> 5"]),
        ("F-16 fighters leave.", "F-35 fighters leave.", ["number: F-16 -> F-35"]),
        ("The G8 meets.", "The G7 meets.", ["number: G8 -> G7"]),
        ("It lasts 48 hours.", "It lasts two days.", ["duration: 48 hours -> two days"]),
        (
            "All leave in 2026 for good.",
            "All leave in May 2027 for good.",
            ["date: 2026 -> May 2027"],
        ),
        ("All leave by 2026.", "All leave by May.", ["deadline: by 2026 -> by May"]),
        (
            "All leave by the end of 2026.",
            "All leave by 2026.",
            ["deadline: by the end of 2026 -> by 2026"],
        ),
        ("It stands in 2,026 places.", "It stands in 2,027 places.", ["number: 2,026 -> 2,027"]),
        ("It holds 5 to 7 men.", "It holds 6 to 7 men.", ["number: 5 -> 6"]),
        ("It holds F-1 to 7 km.", "It holds F-2 to 7 km.", ["number: F-1 -> F-2"]),
        ("It holds twenty hundred men.", "It holds 20 men.", []),
        ("It holds two three men.", "It holds two four men.", ["number: three -> four"]),
        ("It costs $ 5 or €7.", "It costs €7 or $5.", []),
        ("It is №5.", "It is №6.", ["number: №5 -> №6"]),
        (
            "Alba has 5 guns and 50 percent, Bor 7 guns and 40 percent.",
            "Alba has 5 guns and 40 percent, Bor 7 guns and 50 percent.",
            ["percentage: 50 percent -> 40 percent", "percentage: 40 percent -> 50 percent"],
        ),
        ("The 5th man leaves.", "The 6th man leaves.", []),
        ("It takes 3/4 of it.", "It takes 1/4 of it.", ["number: 3/4 -> 1/4"]),
        ("It takes 5x of it.", "It takes 6x of it.", ["number: 5x -> 6x"]),
        (f"Take {'9' * 5000}.", f"Take {'9' * 4999}.", [f"number: {'9' * 5000} -> {'9' * 4999}"]),
        ("It lasts 1,5 days.", "It lasts 1.5 days.", ["duration: 1,5 days -> 1.5 days"]),
        (
            "Within weeks all leave.",
            "Within two weeks all leave.",
            ["deadline put in: Within two weeks"],
        ),
        (
            "Bor gives 5 guns and 60 shells.",
            "Bor gives 60 guns and 5 shells.",
            ["number: 5 -> 60", "number: 60 -> 5"],
        ),
        (
            "Bor gives at least 5 guns.",
            "Bor gives up to 7 guns.",
            ["number: at least 5 guns -> up to 7 guns"],
        ),
        (
            "Alba has 50 percent and Bor 50 percent.",
            "Alba has 55 percent and Bor 45 percent.",
            ["percentage: 50 percent -> 55 percent", "percentage: 50 percent -> 45 percent"],
        ),
        (
            "Alba has 50 percent and Bor 50 percent.",
            "Alba has 55 percent.",
            ["percentage: 50 percent -> 55 percent"],
        ),
        (
            "Alba has 55 percent.",
            "Alba has 50 percent and Bor 50 percent.",
            ["percentage: 55 percent -> 50 percent"],
        ),
        (
            "Guns leave. It costs USD 5.",
            "Ships of 7 tonnes stay.",
            ["money dropped: USD 5", "quantity put in: 7 tonnes"],
        ),
        ("One of them leaves.", "All of them leave.", ["qualifier put in: All"]),
        ("In 2026 men leave.", "In 2030 men of ours leave.", ["number: 2026 -> 2030"]),
    ],
)
def test_what_is_told_of_figures(before: str, after: str, expected: list[str]) -> None:
    assert told(before, after) == expected


def test_figures_that_moved_with_their_words_are_not_told() -> None:
    assert told("Alba takes 55 and Bor takes 45.", "Bor takes 45 and Alba takes 55.") == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("No toll shall be charged.", "A toll may be charged.",
         ["modality: shall -> may", "negation dropped: No toll"]),
        ("Ships shall not pass. Boats may.", "Ships should not pass. Boats may.",
         ["modality weaker: shall not -> should not"]),
        ("Alba shall pay.\nBor may pay.", "Alba shall pay.\nBor shall pay.",
         ["modality stronger: may -> shall"]),
        ("Ships shall never pass the lock, nor boats.", "Ships shall pass the lock.",
         ["negation dropped: never pass"]),
        (
            "Guns shall pay tolls. Ships shall pay fees. Men may pay rent.",
            "Guns may pay tolls. Ships shall pay fees. Men may pay rent.",
            ["modality weaker: shall -> may"],
        ),
        ("It is not so.", "It is.", []),
        (
            "Guns leave.",
            "Guns leave if snow falls on the hills and the roads to the town of a king close.",
            ["condition put in: if snow falls on the hills and the roads to the town"],
        ),
        ("They say no.", "They say so.", []),
        ("All may go, but not", "All may go, but", []),
        ("Peace, in principle", "Peace", ["qualifier dropped: in principle"]),
        ("in principle", "Peace", []),
        ("Peace. All", "Peace.", []),
        ("Guns leave if it snows.", "Guns leave notwithstanding the treaty.",
         ["condition dropped: if it snows", "condition put in: notwithstanding the treaty"]),
    ],
)  # fmt: skip
def test_what_is_told_of_words(before: str, after: str, expected: list[str]) -> None:
    assert told(before, after) == expected


ALBA = Party(id="alba", name="Republic of Alba", aliases=("Alba", "Albania", "the mediators", ""))
BOR = Party(id="bor", name="Bor")


def parties(before: str, after: str, *registry: Party) -> list[Flag]:
    known = registry or (ALBA, BOR)
    return flags(
        draft(clause("a", before), parties=known), draft(clause("a", after), parties=known)
    )


def test_parties_that_are_named_no_longer_or_now() -> None:
    assert parties("Alba and Bor pay.", "Bor pays.") == [
        Flag(kind=Matter.PARTY, before="Alba", party="alba")
    ]
    assert parties("Somebody pays.", "Alba's men pay.") == [
        Flag(kind=Matter.PARTY, after="Alba", party="alba")
    ]
    assert parties("Alba pays the toll.", "Bor pays the toll.") == [
        Flag(kind=Matter.PARTY, before="Alba", after="Bor")
    ]
    assert [flag.after for flag in parties("They pay.", "So do the mediators.")] == [
        "the mediators"
    ]


def test_a_party_by_another_of_its_names_is_the_same() -> None:
    assert parties("Alba pays.", "The Republic of Alba pays.") == []
    assert parties("Albanian men pay.", "The men of Albania pay.") == []


def test_a_party_with_another_id_in_the_other_draft_is_the_same() -> None:
    before = draft(clause("a", "Alba pays soon."), parties=(ALBA,))
    after = draft(clause("a", "Alba pays."), parties=(Party(id="republic", name="Alba"),))
    assert flags(before, after) == []


def test_a_dollar_sign_names_no_party() -> None:
    us = Party(id="us", name="United States", aliases=("US",))
    assert [flag.kind for flag in parties("It costs $5.", "It costs US$6.", us)] == [Matter.MONEY]


def test_alternatives_are_held_against_alternatives_only() -> None:
    option = Alternative(by=(Claim(party="bor"),), text="Alba pays 5 marks within 30 days.")
    other = Alternative(by=(Claim(party="bor"),), text="Alba pays 7 marks within 30 days.")
    plain, one, two = (
        draft(clause("a", "Alba pays 6 marks.", alternatives=options))
        for options in ((), (option,), (other,))
    )
    assert flags(plain, one) == []
    assert flags(one, plain) == []
    assert flags(one, two) == [Flag(kind=Matter.NUMBER, before="5", after="7")]


def test_a_party_that_an_option_still_names_is_neither_gone_nor_new() -> None:
    option = Alternative(by=(Claim(party="bor"),), text="Bor leaves.")
    named = draft(clause("a", "Bor pays."), parties=(ALBA, BOR))
    optional = draft(clause("a", "They pay.", alternatives=(option,)), parties=(ALBA, BOR))
    other = draft(clause("a", "Alba pays.", alternatives=(option,)), parties=(ALBA, BOR))
    assert flags(named, optional) == []
    assert flags(optional, named) == []
    assert [flag.after for flag in flags(optional, other)] == ["Alba"]


@pytest.mark.parametrize("lang", ["xx", "de-AT", "../en", "enenenen", "日本", ""])
def test_of_an_unknown_language_only_figures_are_told(lang: str) -> None:
    assert told("Men shall pay 5 percent.", "Alba may not pay 6 per cent.", lang) == [
        "number: 5 percent -> 6 per"
    ]
    assert told("Es kostet 600.000 Mark.", "Es kostet 50% mehr, um 6:00.", lang) != []


def test_a_language_is_known_by_its_first_part() -> None:
    assert told("Men shall pay.", "Men may pay.", "en-GB") == ["modality weaker: shall -> may"]


def test_of_two_languages_only_figures_are_told() -> None:
    before = draft(clause("a", "Men shall leave within 30 days."), lang="en")
    after = draft(clause("a", "Люди не мають іти протягом 60 днів."), lang="uk")
    same = draft(clause("a", "Люди не мають іти протягом 30 днів."), lang="uk")
    assert [phrases.flag(flag) for flag in flags(before, after)] == [
        "deadline: within 30 days -> протягом 60 днів"
    ]
    assert flags(before, same) == []


def test_names_of_parties_are_known_in_their_cases() -> None:
    known = (
        Party(id="ua", name="Україна"),
        Party(id="us", name="Сполучені Штати", aliases=("США",)),
    )

    def told(before: str, after: str) -> list[str | None]:
        found = flags(
            draft(clause("a", before), lang="uk", parties=known),
            draft(clause("a", after), lang="uk", parties=known),
        )
        return [flag.after for flag in found]

    assert told("Кордон України визнано.", "Україною визнано кордон.") == []
    assert told("Кордон визнано.", "Кордон Сполучених Штатів визнано.") == ["Сполучених Штатів"]
    assert told("Кордон визнано.", "Кордон визнано у США.") == ["США"]


def test_a_figure_that_stayed_in_a_rewritten_text_is_not_told() -> None:
    before = "Alba hands over 5 guns, or 60 shells."
    after = "No guns at all but 60 shells, and nothing else from anybody in the whole valley."
    assert figures("Alba hands over 5 guns.", "Nobody keeps 5 guns for long.") == []
    assert told(before, after) == ["number dropped: 5 guns", "negation put in: No guns"]


def test_figures_of_inserted_and_deleted_clauses_are_not_told() -> None:
    before = draft(clause("a", "Peace."), clause("b", "Within 30 days."))
    after = draft(clause("a", "Peace."), clause("c", "After 500 years."))
    assert flags(before, after) == []


def red_line(party: str, on: str, text: str | None = None) -> Position:
    return Position(party=party, on=on, stance=Stance.RED_LINE, text=text)


BEFORE = draft(clause("a", "Old words."), clause("b", "Same words."))


def after(*positions: Position) -> Draft:
    return draft(clause("a", "New words."), clause("b", "Same words."), positions=positions)


def test_a_change_of_a_clause_somebody_drew_a_red_line_on_is_flagged() -> None:
    found = flags(BEFORE, after(red_line("bor", "a", "No crossing.")))
    assert found == [Flag(kind=Matter.RED_LINE, party="bor", note="No crossing.")]


def test_red_lines_of_the_before_draft_count_too_and_each_party_once() -> None:
    before = draft(*BEFORE.points, positions=(red_line("bor", "a", "Old."), red_line("alba", "a")))
    found = flags(before, after(red_line("bor", "a", "New.")))
    assert [(flag.party, flag.note) for flag in found] == [("bor", "New."), ("alba", None)]


def test_a_deleted_clause_touches_a_red_line() -> None:
    before = draft(*BEFORE.points, positions=(red_line("bor", "b"),))
    found = flags(before, draft(clause("a", "Old words.")))
    assert [flag.party for flag in found] == ["bor"]


def test_other_stances_other_clauses_and_unchanged_clauses_are_not_flagged() -> None:
    objects = Position(party="bor", on="a", stance=Stance.OBJECTS)
    assert flags(BEFORE, after(objects, red_line("bor", "b"), red_line("bor", "nowhere"))) == []


def test_of_very_many_figures_each_is_held_against_those_near_it() -> None:
    before = " ".join(f"Gate {at} lets {at} boats pass." for at in range(1000, 1150))
    after = " ".join(f"Gate {at} lets {at + 5000} boats pass." for at in range(1000, 1150))
    assert figures(before, after) == [(str(at), str(at + 5000)) for at in range(1000, 1150)]


def test_half_a_bracket_is_not_quoted() -> None:
    expected = ["negation dropped: not build"]
    assert told("Bor shall [not] build dams.", "Bor shall build dams.") == expected
    assert told("Bor shall [not ] build dams.", "Bor shall build dams.") == expected
