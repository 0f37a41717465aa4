"""Foreign text to a draft: ids carried over, new ones given, doubts told."""

from pathlib import Path
from textwrap import dedent
from typing import Any

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
    check_options,
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
    made = imported("1. 双方停火：\n   (a) 立即;\n   (b) 完全.\n").draft
    assert ids(made) == {"1": "clause-1", "1.a": "clause-1-1", "1.b": "clause-1-2"}


@pytest.mark.parametrize(
    ("text", "lang", "told", "slugs"),
    [
        (
            "1. Сторони припиняють вогонь і гарантують:\n   а) її мир;\n   б) обмін.\n",
            "uk",
            ["The language was taken to be Ukrainian (lang: uk)."],
            {"1": "storony-prypyniaiut-vohon", "1.а": "myr", "1.б": "obmin"},
        ),
        (
            "1. Стороны прекращают огонь.\n",
            "ru",
            ["The language was taken to be Russian (lang: ru)."],
            {"1": "storony-prekrashchaiut-ogon"},
        ),
        ("1. Мир.\n", "en", [], {"1": "mir"}),
        ("1. Le café de Kyiv, Київ.\n", "en", [], {"1": "le-cafe-de"}),
    ],
)
def test_cyrillic_tells_its_language_and_gives_readable_ids(
    text: str, lang: str, told: list[str], slugs: dict[str, str]
) -> None:
    made = imported(text)
    assert (made.draft.lang, list(made.doubts), ids(made.draft)) == (
        lang,
        [*told, "The party 'bor' is new; give it its full name in the file."],
        slugs,
    )


@pytest.mark.parametrize(("known", "lang"), [("bg", "bg"), ("uk-Latn", "uk-Latn"), ("ru", "uk")])
def test_the_language_of_the_draft_answered_is_kept_where_the_text_may_be_in_it(
    known: str, lang: str
) -> None:
    onto = draft(clause("ceasefire", "Вогонь."), lang=known)
    made = imported("1. Сторони припиняють вогонь і її.\n", onto).draft
    assert made.lang == lang


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
    assert "2 and 3 seem split from 2. If so, add to each of them the line" in told
    assert "`origin: {split_from: [prisoners]}`; until then" in told
    assert "4 seems joined from 3 and 4. If so, add to it the line" in told
    assert "`origin: {joined_from: [navigation, tolls]}`." in told


@pytest.mark.parametrize(
    ("text", "slug", "told"),
    [
        (
            "Teaching is free in both.",
            "schools",
            "2 was taken to answer 2, by likeness only (",
        ),
        (
            "Children may be taught anywhere in what their parents speak.",
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


def test_a_clause_that_may_have_gone_into_another_is_told() -> None:
    """It is no clause of the text any more, so there is no id to speak of."""
    onto = draft(
        clause("ceasefire", "All firing stops at noon on the day after signature."),
        clause("prisoners", "The Parties shall release all prisoners within 30 days."),
        clause("return", "People who fled may go back home and get their property."),
        clause("waste", "Neither Party shall discharge untreated waste into the river."),
    )
    made = imported(
        """\
        1. All firing stops at noon on the day after signature.
        2. The Parties shall release all prisoners within 30 days. Roads are opened, mines are cleared, and cattle is driven back to the hills.
        3. Neither Party shall discharge untreated waste into the river.
        """,  # noqa: E501
        onto,
    )
    assert ids(made.draft) == {"1": "ceasefire", "2": "prisoners", "3": "waste"}
    (told,) = (doubt for doubt in made.doubts if "possibly" in doubt)
    assert told.startswith("2 possibly answers 3 (")
    assert told.endswith("%).")


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


UNDATED = Details(plan="lumen-river", draft="bor-2")


def test_a_text_without_a_date_is_a_draft_without_one() -> None:
    made = imported("1. The bridge is opened.\n", None, UNDATED)
    assert made.draft.date is None
    assert made.doubts == ("The text does not say when it was tabled; add the date.",)
    assert parse(dump(made.draft)).draft == made.draft


def test_an_unclear_date_is_told_once() -> None:
    made = imported("Plan\n\n03/04/2031\n\n1. The bridge is opened.\n", None, UNDATED)
    assert [doubt for doubt in made.doubts if "date" in doubt] == [
        "Line 3: There is a date here that can be read in more than one way; please give it."
    ]


@pytest.mark.parametrize("text", ["", " \n\n", "12 April 2031\n"])
def test_an_empty_text_is_refused_as_empty(text: str) -> None:
    with pytest.raises(ImportTextError, match="no text to import") as caught:
        imported(text, None, UNDATED)
    assert "empty" in caught.value.hint


TITLED = "River Answer\n12 April 2031\n\nPreamble\nThe Parties agree:\n\n1. The bridge is opened.\n"


def test_the_date_line_and_the_word_preamble_are_no_text_of_the_draft() -> None:
    made = imported(TITLED, None, UNDATED).draft
    assert made.date == "2031-04-12"
    assert [(point.number, point.text) for point in made.points] == [
        ("Preamble", "The Parties agree:"),
        (None, "The bridge is opened."),
    ]


def test_the_preamble_is_called_as_the_text_calls_it() -> None:
    made = imported("ПРЕАМБУЛА\nСторони згодні:\n\n1. Міст.\n", None, UNDATED).draft
    assert made.points[0].number == "Преамбула"


@pytest.mark.parametrize(
    ("onto", "title", "plan_title", "draft_title", "told"),
    [
        (False, None, "River Answer", None, "“River Answer” was taken as the title of the plan."),
        (
            False,
            "Reply",
            "River Answer",
            "Reply",
            "“River Answer” was taken as the title of the plan.",
        ),
        (
            True,
            None,
            "River Plan",
            "River Answer",
            "“River Answer” was taken as the title of the draft.",
        ),
        (
            True,
            "Reply",
            "River Plan",
            "Reply",
            "The text's own title “River Answer” was left out; --title was given.",
        ),
        (True, "River Answer", "River Plan", "River Answer", None),
    ],
)
def test_what_is_said_of_the_title_is_what_was_done(
    *, onto: bool, title: str | None, plan_title: str, draft_title: str | None, told: str | None
) -> None:
    details = Details(plan="lumen-river", draft="bor-2", title=title)
    made = imported(TITLED, ONTO if onto else None, details)
    assert (made.draft.plan_title, made.draft.title) == (plan_title, draft_title)
    assert [doubt for doubt in made.doubts if "title" in doubt] == (
        [f"Line 1: {told}"] if told else []
    )


def test_a_text_titled_as_the_plan_gives_the_draft_no_title() -> None:
    made = imported(TITLED.replace("River Answer", "River Plan"), ONTO, UNDATED)
    assert (made.draft.plan_title, made.draft.title) == ("River Plan", None)
    assert not [doubt for doubt in made.doubts if "title" in doubt]


@pytest.mark.parametrize(
    ("date", "told"),
    [
        (None, ["Line 2: The date was read as 2031-04-12."]),
        ("2031-04-12", []),
        ("2031-05-01", ["Line 2: The text's own date 2031-04-12 was left out; --date was given."]),
    ],
)
def test_what_is_said_of_the_date_is_what_was_done(date: str | None, told: list[str]) -> None:
    made = imported(TITLED, None, Details(plan="lumen-river", draft="bor-2", date=date))
    assert made.draft.date == (date or "2031-04-12")
    assert [doubt for doubt in made.doubts if "date" in doubt] == told


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
    assert made.lang == "en"
    assert ids(made) == {"1": None, "2": None}


def test_the_letters_of_a_text_as_it_is_tell_its_language() -> None:
    text = "1. Сторони припиняють вогонь і гарантують її мир.\n2. Обмін.\n"
    assert read_text_draft(text.encode(), Path("leak.txt")).lang == "uk"


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


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"PK\x03\x04\x14\0", "leak.txt", "leak.txt is a packed file, as Word"),
        (b"PK\x03\x04\x14\0", "leak.DOCX", "leak.DOCX is a Word file"),
        (b"\xd0\xcf\x11\xe0\xa1", "leak.txt", "a file of an old Word"),
        (b"%PDF-1.7\n%\xe2\xe3", "leak", "leak is a PDF"),
        (b"{\\rtf1\\ansi 1. One.}", "leak.md", "leak.md is an RTF file"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>", "leak.txt", "leak.txt is a web page"),
        (b"1. One.\n", "leak.html", "leak.html is a web page"),
        (b"1. One.\n", "leak.odt", "leak.odt is an OpenDocument file"),
    ],
)
def test_other_formats_are_refused_by_name(data: bytes, name: str, told: str) -> None:
    with pytest.raises(ImportTextError, match=told) as caught:
        read_outline(data, Path(name))
    assert ".txt file" in caught.value.hint


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"anything", "bor-1.plan.yaml"),
        (b"planver: 1\nplan: lumen\n", "bor-1.txt"),
        (b"\xef\xbb\xbf# a comment\n---\n\nplanver: 1\n", "bor-1.yaml"),
    ],
)
def test_a_plan_file_is_no_text_to_import(data: bytes, name: str) -> None:
    with pytest.raises(ImportTextError, match=f"{name} is a plan file already") as caught:
        read_outline(data, Path(name))
    assert f"planver record {name}" in caught.value.hint


def test_a_text_that_begins_like_another_format_is_a_text() -> None:
    assert [one.text for one in outline("1. <html> is a word.\n2. planver: 1\n").points] == [
        "<html> is a word.",
        "planver: 1",
    ]


@pytest.mark.parametrize(
    ("options", "told", "hint"),
    [
        ({"draft": "Bor 2!"}, "--draft takes an id, and `Bor 2!` is none", "Write --draft bor-2."),
        ({"plan": "../p"}, "--plan takes an id, and `../p` is none", "Write --plan p."),
        ({"tabled_by": ("bor", "2")}, "--by takes an id, and `2` is none", "Latin letters"),
        ({"tabled_by": ("Бор",)}, "--by takes an id", "Latin letters"),
        ({"date": "2031-02-30"}, "--date takes a day of the calendar", "--date 2031-04-12"),
        ({"date": "April"}, "`April` is none", "--date 2031-04-12"),
    ],
)
def test_options_that_could_not_stand_in_a_plan_file(
    options: dict[str, Any], told: str, hint: str
) -> None:
    given: dict[str, Any] = {"draft": "bor-2", "plan": None, "tabled_by": (), "date": None}
    check_options(**given)
    with pytest.raises(ImportTextError, match=told) as caught:
        check_options(**given | options)
    assert hint in caught.value.hint


def test_a_byte_order_mark_is_no_word() -> None:
    assert ids(read_text_draft("\ufeff1. One.\n".encode(), Path("a.txt"))) == {"1": None}


def test_markdown_goes_by_its_suffix() -> None:
    text = "1. All *firing* stops.\n2. Two.\n"
    assert [one.text for one in outline(text, "leak.Md").points] == ["All firing stops.", "Two."]
    assert [one.text for one in outline(text).points] == ["All *firing* stops.", "Two."]
