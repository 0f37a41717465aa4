"""The history of figures in words, in bars and in cells."""

import csv
import io

import pytest

from planver.compare.figures import figures
from planver.model.draft import Alternative, Clause, Draft
from planver.model.figures import Figures
from planver.model.history import Entry
from planver.model.party import Claim, Confidence, Party
from planver.render.concordance import TableRow, plain
from planver.render.figure_charts import charts
from planver.render.figures import table
from planver.render.figures_data import csv_text, figures_object
from tests.strategies import clause, draft, unpublished

CAP = "The forces of Alba shall be limited to {} soldiers."
PARTIES = (Party(id="alba", name="Alba"), Party(id="bor", name="Federation of Bor"))
BOR = (Claim(party="bor"),)


def of(*drafts: Draft) -> Figures:
    return figures([Entry(draft=one) for one in drafts])


def stating(text: str, **fields: object) -> Draft:
    return draft(clause("forces", text), parties=PARTIES, **fields)  # type: ignore[arg-type]


def disputed(text: str, *options: str, **fields: object) -> Clause:
    alternatives = tuple(Alternative(by=BOR, text=option) for option in options)
    return clause("forces", text, alternatives=alternatives, **fields)


def only(found: Figures) -> TableRow:
    (row,) = table(found).rows
    return row


def bars(found: Figures, width: int = 60) -> list[str]:
    return ["".join(span.text for span in row).rstrip() for row in charts(found, width)]


def test_figures_are_brief_where_what_bounds_them_stays() -> None:
    row = only(of(stating(CAP.format("600"), id="one"), stating(CAP.format("800"), id="two")))
    assert row.numbers == ("600", "800")
    assert row.title == "1 The forces of Alba shall be limited to 600 soldiers."


def test_figures_are_told_with_what_bounds_them_where_that_changed() -> None:
    first = stating("There shall be at least 90 observers.", id="one")
    last = stating("There shall be up to 90 observers.", id="two", based_on=("one",))
    row = only(of(first, last))
    assert row.numbers == ("at least 90 observers", "up to 90 observers")
    assert row.change == (
        "two: at least 90 observers -> up to 90 observers, proposed by Alba (note 1)"
    )  # fmt: skip


def test_a_disputed_claim_is_told_as_such_with_what_it_rests_on() -> None:
    claims = (Claim(party="alba", confidence=Confidence.DISPUTED), Claim(party="bor"))
    last = stating(CAP.format("800"), id="two", based_on=("one",), tabled_by=claims)
    told = table(of(stating(CAP.format("600"), id="one"), last))
    assert told.rows[0].change == (
        "two: 600 -> 800, proposed by Alba (disputed) and Federation of Bor (note 1)"
    )
    assert told.notes == ("two: Alba (disputed; draft two) and Federation of Bor (draft two).",)


def test_where_nothing_is_on_record_nobody_is_named() -> None:
    last = stating(CAP.format("800"), id="two", based_on=("one",), tabled_by=())
    told = table(of(stating(CAP.format("600"), id="one"), last))
    assert told.rows[0].noted == "two: 600 -> 800, the record names nobody"


def test_what_stayed_is_unchanged_and_what_differs_without_a_base_is_left_open() -> None:
    one, two = stating(CAP.format("600"), id="one"), stating(CAP.format("600"), id="two")
    assert only(of(one, two)).change == "unchanged"
    told = table(of(one, two, stating(CAP.format("800"), id="three")))
    assert told.rows[0].change == ""
    (remark,) = told.remarks
    assert remark.startswith("two and three are not based on another draft shown here, so nobody")
    assert only(of(one)).change == ""


def test_an_unpublished_draft_is_unknown_and_may_have_moved_it() -> None:
    gap = unpublished(id="gap", based_on=("one",))
    last = stating(CAP.format("800"), id="two", based_on=("gap",))
    told = table(of(stating(CAP.format("600"), id="one"), gap, last))
    assert told.rows[0].numbers == ("600", "?", "800")
    assert told.rows[0].change == "in gap or two: 600 -> 800 since one"
    assert "nobody is named" in told.remarks[1]


def test_a_note_stands_with_the_move_that_rests_on_it() -> None:
    mid = stating(CAP.format("800"), id="two", based_on=("one",))
    gap = unpublished(id="gap", based_on=("one",))
    last = stating(CAP.format("900"), id="three", based_on=("gap",))
    told = table(of(stating(CAP.format("600"), id="one"), mid, gap, last))
    assert told.rows[0].noted == (
        "two: 600 -> 800, proposed by Alba (note 1); in gap or three: 600 -> 900 since one"
    )


def test_of_a_draft_that_was_never_published_no_figure_is_denied() -> None:
    found = table(of(unpublished(id="gap")))
    assert found.heading[-1] == "Which figures and deadlines there are is not known."


def test_alternatives_have_their_parties_and_so_has_the_text_beside_them() -> None:
    before = draft(disputed(CAP.format("600")), id="one", parties=PARTIES)
    beside = disputed(CAP.format("600"), CAP.format("400"), proposed_by=(Claim(party="alba"),))
    row = only(of(before, draft(beside, id="two", based_on=("one",), parties=PARTIES)))
    assert row.numbers == ("600", "[Alba: 600]; [Federation of Bor: 400]")
    assert row.change == (
        "two: 400 put in (alternative of Federation of Bor), proposed by Federation of Bor (note 1)"
    )
    bare = draft(disputed(CAP.format("600"), CAP.format("400")), id="two", parties=PARTIES)
    assert only(of(before, bare)).numbers[1] == "[text: 600]; [Federation of Bor: 400]"


def test_of_two_bases_both_are_told() -> None:
    one, two = stating(CAP.format("600"), id="one"), stating(CAP.format("800"), id="two")
    both = stating(CAP.format("700"), id="both", based_on=("one", "two"))
    assert only(of(one, two, both)).change == (
        "both: 600 -> 700 since one, proposed by Alba (note 1); "
        "both: 800 -> 700 since two, proposed by Alba (note 1)"
    )
    (*_, line) = csv.DictReader(io.StringIO(csv_text(of(one, two, both))))
    assert (line["proposed_by"], line["change"].count("since")) == ("alba", 2)


def test_two_wordings_of_one_draft_are_told_apart() -> None:
    found = of(stating(CAP.format("600"), id="one"), stating(CAP.format("800"), id="one"))
    assert table(found).labels == ("one (1)", "one (2)")


def test_without_figures_that_is_said() -> None:
    told = table(of(stating("All firing stops.", id="one")))
    assert told.rows == ()
    assert "There are no figures and no deadlines" in plain(told)
    assert bars(of(stating("All firing stops.", id="one"))) == []


def test_bars_are_as_long_as_their_share() -> None:
    found = of(stating(CAP.format("600"), id="one"), stating(CAP.format("800"), id="two"))
    assert bars(found, 24)[-2:] == [f"one  600  {'█' * 10}▌", f"two  800  {'█' * 14}"]
    assert bars(found, 12)[-2:] == ["one 600", "two 800"]


def test_figures_that_stay_have_no_bars() -> None:
    assert bars(of(stating(CAP.format("6"), id="one"), stating(CAP.format("6"), id="two"))) == []


@pytest.mark.parametrize(("few", "bar"), [("0", ""), ("1", "▏")])
def test_only_nothing_has_no_bar(few: str, bar: str) -> None:
    found = of(stating(CAP.format(few), id="one"), stating(CAP.format("90000"), id="two"))
    assert bars(found)[-2] == f"one  {few:<5}  {bar}".rstrip()


def test_a_cell_of_the_sheet_is_no_formula() -> None:
    found = of(stating("=1+5 soldiers and 7 ships.", id="one"), unpublished(id="gap"))
    lines = list(csv.DictReader(io.StringIO(csv_text(found))))
    assert {line["figure"] for line in lines if line["draft"] == "gap"} == {"?"}
    assert not any(cell.startswith(("=", "+")) for line in lines for cell in line.values())


def test_the_sheet_has_a_line_for_what_was_dropped() -> None:
    last = stating("The forces shall leave.", id="two", based_on=("one",), tabled_by=BOR)
    found = of(stating(CAP.format("600"), id="one"), last)
    lines = list(csv.DictReader(io.StringIO(csv_text(found))))
    assert [(line["figure"], line["amount"], line["proposed_by"]) for line in lines] == [
        ("limited to 600 soldiers", "600", ""), ("", "", "bor"),
    ]  # fmt: skip
    assert lines[1]["change"] == (
        "two: limited to 600 soldiers dropped, proposed by Federation of Bor"
    )


def test_json_has_nothing_for_what_is_not_known() -> None:
    told = figures_object(of(stating(CAP.format("600"), id="one"), unpublished(id="gap")))
    assert [row["cells"][1] for row in told["rows"]] == [None]  # type: ignore[attr-defined]
    assert told["unpublished"] == [1]
