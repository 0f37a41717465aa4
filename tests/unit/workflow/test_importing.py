"""Foreign text to a draft: ids carried over, new ones given, doubts told."""

from pathlib import Path
from textwrap import dedent

import pytest

from planver.errors import ImportTextError
from planver.formats.outline import Outline
from planver.model.draft import Draft, Source, Wording
from planver.model.party import Claim, Party
from planver.planfile.dump import dump
from planver.planfile.parse import parse
from planver.workflow.importing import (
    Details,
    Imported,
    import_draft,
    read_outline,
    read_text_draft,
)
from tests.strategies import clause, draft, walk

DETAILS = Details(plan="lumen-river", draft="bor-2", date="2031-05-01", tabled_by=("bor",))


def outline(text: str, name: str = "leak.txt") -> Outline:
    return read_outline(dedent(text).encode(), Path(name))


def imported(text: str, onto: Draft | None = None, details: Details = DETAILS) -> Imported:
    return import_draft(outline(text), details, onto)


def ids(made: Draft) -> dict[str, str | None]:
    return {entry.path: entry.clause.id for entry in walk(made)}


def test_new_clauses_are_called_after_their_first_telling_words() -> None:
    made = imported("""\
        1. The Parties shall stop all firing at noon.
        2. They are to exchange prisoners:
           (a) within 30 days;
           (b) of all ranks.
        """).draft
    assert ids(made) == {
        "1": "parties-stop-firing",
        "2": "exchange-prisoners",
        "2.a": "within-days",
        "2.b": "ranks",
    }


def test_the_same_words_give_different_ids() -> None:
    made = imported("1. Trade is free.\n2. Trade is free.\n3. Trade is free.\n").draft
    assert ids(made) == {"1": "trade-free", "2": "trade-free-2", "3": "trade-free-3"}


def test_text_in_another_script_is_called_after_its_place() -> None:
    made = imported("1. Сторони припиняють вогонь:\n   (a) негайно;\n   (b) повністю.\n").draft
    assert ids(made) == {"1": "clause-1", "1.a": "clause-1-1", "1.b": "clause-1-2"}


@pytest.mark.parametrize("word", ["Yes.", "Null.", "Off.", "True.", "On the way."])
def test_an_id_that_yaml_would_read_otherwise_comes_back(word: str) -> None:
    made = imported(f"1. {word}\n2. The bridge is opened.\n").draft
    again = parse(dump(made))
    assert [finding.message for finding in again.findings if finding.severity == "error"] == []
    assert again.draft == made


ONTO = draft(
    clause("ceasefire", "All firing stops at 06:00 on the day after signature."),
    clause(
        "prisoners",
        "The Parties shall release all prisoners within 30 days. "
        "The Parties shall exchange lists of missing persons within 60 days.",
    ),
    clause("navigation", "Vessels of both Parties may use the river by day and night."),
    clause("tolls", "No toll shall be charged on cargo that passes the locks."),
    clause("schools", "Schools in the border districts shall teach in both languages."),
    parties=(Party(id="alba", name="Republic of Alba"),),
    plan_title="River Plan",
    lang="fr",
)


def test_ids_are_carried_over_to_what_answers() -> None:
    made = imported(
        """\
        1. Schools in the border districts shall teach in three languages.
        2. All firing stops at 06:00 on the day after signature.
        3. A joint fund shall pay for the power station.
        """,
        ONTO,
    )
    assert ids(made.draft) == {"1": "schools", "2": "ceasefire", "3": "joint-fund-pay"}
    assert (made.draft.plan_title, made.draft.lang) == ("River Plan", "fr")
    assert made.draft.based_on == ("alba-1",)


def test_an_id_of_the_other_draft_is_never_given_again() -> None:
    onto = draft(clause("joint-fund-pay", "Nothing of the kind."))
    made = imported("1. A joint fund shall pay for the power station.\n", onto).draft
    assert ids(made) == {"1": "joint-fund-pay-2"}


def test_a_split_and_a_join_are_told_with_the_origin_to_write() -> None:
    made = imported(
        """\
        1. All firing stops at 06:00 on the day after signature.
        2. The Parties shall release all prisoners within 30 days.
        3. The Parties shall exchange lists of missing persons within 60 days.
        4. Vessels of both Parties may use the river by day and night. No toll shall be charged on cargo that passes the locks.
        5. Schools in the border districts shall teach in both languages.
        """,  # noqa: E501
        ONTO,
    )
    assert ids(made.draft)["2"] == "prisoners"
    assert ids(made.draft)["4"] == "navigation"
    told = "\n".join(made.doubts)
    assert "2 and 3 seem split from 2; if so, add origin: {split_from: [prisoners]}." in told
    assert "4 seems joined from 3 and 4" in told
    assert "origin: {joined_from: [navigation, tolls]}." in told


@pytest.mark.parametrize(
    ("text", "slug", "told"),
    [
        (
            "Lessons in border schools are held in one language only.",
            "schools",
            "2 was taken to answer 2, by likeness only (",
        ),
        (
            "Children may be taught in both languages anywhere.",
            "children-may-taught",
            "2 possibly answers 2 (",
        ),
    ],
)
def test_what_is_only_likely_is_told(text: str, slug: str, told: str) -> None:
    first = "1. All firing stops at 06:00 on the day after signature."
    made = imported(f"{first}\n2. {text}\n", draft(ONTO.points[0], ONTO.points[4]))
    assert ids(made.draft) == {"1": "ceasefire", "2": slug}
    assert [doubt for doubt in made.doubts if doubt.startswith(told)] == [made.doubts[-1]]


def test_details_and_new_parties() -> None:
    details = Details(
        plan="lumen-river",
        draft="bor-2",
        title="Second draft",
        date="2031-05-01",
        tabled_by=("alba", "bor"),
        wording=Wording.PARAPHRASE,
        source=Source(id="gazette", title="Gazette"),
    )
    made = imported("1. The bridge is opened.\n", ONTO, details)
    assert made.draft.tabled_by == (Claim(party="alba"), Claim(party="bor"))
    assert [party.id for party in made.draft.parties] == ["alba", "bor"]
    assert [doubt for doubt in made.doubts if "party" in doubt] == [
        "The party 'bor' is new; give it its full name in the file."
    ]
    assert (made.draft.title, made.draft.wording) == ("Second draft", Wording.PARAPHRASE)
    assert [source.id for source in made.draft.sources] == ["gazette"]


def test_a_text_without_a_date_needs_one() -> None:
    undated = Details(plan="lumen-river", draft="bor-2")
    with pytest.raises(ImportTextError, match="does not say when") as caught:
        imported("1. The bridge is opened.\n", None, undated)
    assert "--date" in caught.value.hint


def test_written_numbers_stay_where_counting_gives_others() -> None:
    made = imported("1. One.\n2. Two.\n4. Four.\n5. Five.\n").draft
    assert [point.number for point in made.points] == [None, None, "4", None]


def test_an_imported_draft_is_a_sound_plan_file() -> None:
    made = imported("1. One.\n2. Two:\n   (a) yes;\n   (b) no.\n4. Four.\n", ONTO).draft
    again = parse(dump(made))
    assert again.draft == made


def test_a_preamble_is_a_point_that_is_not_counted() -> None:
    made = imported("The Parties, wishing for peace,\n\n1. stop all firing;\n2. go home.\n").draft
    assert list(ids(made)) == ["Preamble", "1", "2"]


def test_a_text_as_it_is_has_no_ids() -> None:
    made = read_text_draft(b"1. One.\n2. Two.\n", Path("some/leak.txt"))
    assert made.id == "leak.txt"
    assert ids(made) == {"1": None, "2": None}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"1. One.\n2. caf\xe9\n", r"leak\.txt:2:7: the text is not UTF-8"),
        ("1. One.".encode("utf-16"), "the text is not UTF-8"),
        (b"1. One.\0", "is not a text file"),
    ],
)
def test_what_is_no_text(data: bytes, told: str) -> None:
    with pytest.raises(ImportTextError, match=told):
        read_outline(data, Path("leak.txt"))


def test_a_byte_order_mark_is_no_word() -> None:
    assert ids(read_text_draft("\ufeff1. One.\n".encode(), Path("a.txt"))) == {"1": None}


def test_markdown_goes_by_its_suffix() -> None:
    text = "1. All *firing* stops.\n2. Two.\n"
    assert [one.text for one in outline(text, "leak.Md").points] == ["All firing stops.", "Two."]
    assert [one.text for one in outline(text).points] == ["All *firing* stops.", "Two."]
