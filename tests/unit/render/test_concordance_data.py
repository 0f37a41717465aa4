"""A concordance for programs and spreadsheets: the contract, and cells that are no formulas."""

import csv
import io
import json
from typing import Any

import jsonschema
import pytest

from planver.compare.concordance import concordance
from planver.model.concordance import Concordance
from planver.model.draft import Draft
from planver.model.history import Entry
from planver.render.concordance import table
from planver.render.concordance_data import SCHEMA, concordance_json, csv_text, schema_text
from tests.strategies import LIKE_AFTER, LIKE_BEFORE, bare, clause, draft, unpublished

VALIDATOR = jsonschema.Draft7Validator(json.loads(schema_text()))


def of(*drafts: Draft) -> Concordance:
    return concordance([Entry(draft=one) for one in drafts])


def read(*drafts: Draft) -> dict[str, Any]:
    found = of(*drafts)
    told: dict[str, Any] = json.loads(concordance_json(found, found.rows))
    VALIDATOR.validate(told)
    return told


def sheet(*drafts: Draft) -> list[list[str]]:
    found = of(*drafts)
    return list(csv.reader(io.StringIO(csv_text(table(found, found.rows)), newline="")))


def test_the_schema_is_a_schema_and_names_the_contract() -> None:
    jsonschema.Draft7Validator.check_schema(json.loads(schema_text()))
    assert json.loads(schema_text())["title"] == SCHEMA == "planver.concordance/1"


def test_a_row_in_full() -> None:
    before = draft(clause("a", "A:", clause("b", "Open it.", heading="Bridge")), id="d1")
    after = draft(clause("b", "Open it.", heading="Bridge"), id="d2")
    told = read(before, unpublished(id="gap"), after)
    assert (told["plan"], told["order"], told["unpublished"]) == ("lumen-river", "first", [1])
    assert [one["draft"] for one in told["drafts"]] == ["d1", "gap", "d2"]
    assert told["rows"][1] == {
        "title": "Bridge",
        "cells": [
            [{"id": "b", "path": "1.a", "number": "(a)", "depth": 1, "title": "Bridge"}],
            None,
            [{"id": "b", "path": "1", "number": "1.", "depth": 0, "title": "Bridge"}],
        ],
        "steps": [
            {
                "from": 0,
                "to": 2,
                "kinds": ["moved"],
                "before": ["1.a"],
                "after": ["1"],
                "basis": "id",
                "confidence": 1.0,
            }
        ],
    }


def test_what_is_gone_or_new_says_what_it_may_answer() -> None:
    before = bare(LIKE_BEFORE[0], "Elections shall be held in all districts within 100 days.")
    after = bare(
        LIKE_AFTER[0],
        "In the districts people vote as soon as the guns are silent.",
    )
    rows = read(before, after)["rows"]
    assert [row["steps"][0].get("possible") and row["steps"][0]["possible"][0]["path"]
            for row in rows] == [None, "2", "2"]  # fmt: skip
    told = sheet(before, after)
    assert told[0][-1] == "possible"
    assert [bool(row[-1]) for row in told[1:]] == [False, True, True]
    assert "not taken as fact" in told[2][-1]
    assert "note" not in told[2][-2]


def test_characters_that_act_are_escaped() -> None:
    found = of(draft(clause("a", "x\x9b\u202ey")), draft())
    text = concordance_json(found, found.rows)
    assert "\x9b" not in text
    assert "\u202e" not in text
    VALIDATOR.validate(json.loads(text))


def test_csv_is_as_rfc_4180_has_it() -> None:
    found = of(draft(clause("a", 'Say "stop", now.'), id="d1"), draft(id="d2"))
    assert csv_text(table(found, found.rows)) == (
        "d1,d2,clause,change,possible\r\n"
        '1,,"Say ""stop"", now.",deleted,\r\n'
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1 day", "'+1 day"),
        ("- a dash", "'- a dash"),
        ("@sum", "'@sum"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'=1"),
        ("Stop; =1+1", "Stop;' =1+1"),
        ("A = B - C @ D", "A = B - C @ D"),
        ("20-25 km; then more", "20-25 km; then more"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert sheet(draft(clause("a", text)), draft())[1][2] == cell


def test_neither_is_a_head_or_a_number() -> None:
    told = sheet(draft(clause("a", "A", number="=1"), id="=cmd"), draft(id="d2"))
    assert told[0][0] == "'=cmd"
    assert told[1][0] == "'=1"
