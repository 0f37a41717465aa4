"""The JSON contract: what programs may count on."""

import json
from typing import Any

import jsonschema
import pytest

from planver.model.draft import Alternative, Draft, Report, Status
from planver.model.history import Entry
from planver.model.party import Claim, Position, Stance
from planver.render.contract import SCHEMA, diff_json, diff_object, schema_text
from tests.strategies import answered, bare, clause, diff, draft, revision, unpublished

VALIDATOR = jsonschema.Draft7Validator(json.loads(schema_text()))


def told(before: Draft, after: Draft) -> dict[str, Any]:
    text = diff_json(diff(before, after))
    read: dict[str, Any] = json.loads(text)
    VALIDATOR.validate(read)
    return read


def test_the_schema_is_a_schema_and_names_the_contract() -> None:
    jsonschema.Draft7Validator.check_schema(json.loads(schema_text()))
    assert json.loads(schema_text())["title"] == SCHEMA == "planver.diff/1"


def test_a_change_in_full() -> None:
    option = Alternative(by=(Claim(party="bor"),), text="800,000 troops")
    line = Position(party="ua", on="arms", stance=Stance.RED_LINE, text="No cap.")
    before = draft(clause("arms", "600,000 troops"), id="us-1")
    after = draft(
        clause("arms", "800,000 troops", status=Status.BRACKETED, alternatives=(option,)),
        id="e3-1",
        positions=(line,),
        date="2031-04-12",
    )
    read = told(before, after)
    assert read["changes"] == [
        {
            "kinds": ["amended"],
            "before": [
                {
                    "id": "arms",
                    "path": "1",
                    "number": "1.",
                    "text": "600,000 troops",
                    "status": "proposed",
                }
            ],
            "after": [
                {
                    "id": "arms",
                    "path": "1",
                    "number": "1.",
                    "text": "800,000 troops\n[bor: 800,000 troops]",
                    "status": "bracketed",
                }
            ],
            "basis": "id",
            "confidence": 1.0,
            "similarity": read["changes"][0]["similarity"],
            "cosmetic": False,
            "edits": [
                {"op": "delete", "text": "600,000"},
                {"op": "insert", "text": "800,000"},
                {"op": "equal", "text": " troops"},
                {"op": "insert", "text": "\n[bor: 800,000 troops]"},
            ],
            "substance": [
                {"kind": "number", "before": "600,000", "after": "800,000"},
                {
                    "kind": "red-line",
                    "before": None,
                    "after": None,
                    "party": "ua",
                    "note": "No cap.",
                },
            ],
            "proposed_by": [
                {
                    "party": party,
                    "basis": basis,
                    "draft": "e3-1",
                    "revision": None,
                    "confidence": "stated",
                    "source": None,
                    "note": None,
                }
                for party, basis in (("alba", "draft"), ("bor", "clause"))
            ],
        }
    ]
    assert read["counts"] == dict.fromkeys(read["counts"], 0) | {"amended": 1}
    assert (read["after"]["draft"], read["after"]["date"]) == ("e3-1", "2031-04-12")


def test_cosmetic_edits_and_moves_are_marked() -> None:
    moved = "tells the mission where its mines lie"
    before = draft(
        clause("a", "One two"), clause("b", f"Each Party {moved} and clears every one of them.")
    )
    after = draft(
        clause("a", "One, two"), clause("b", f"Each Party clears every one of them and {moved}.")
    )
    read = told(before, after)
    one, other = read["changes"]
    assert (read["cosmetic"], one["cosmetic"], other["cosmetic"]) == (1, True, False)
    assert one["edits"][1] == {"op": "insert", "text": ",", "cosmetic": True}
    ends = [edit for edit in other["edits"] if "moved" in edit]
    assert sorted((edit["op"], edit["moved"]) for edit in ends) == [("delete", 1), ("insert", 1)]
    assert len({edit["text"].strip() for edit in ends}) == 1


def test_lone_clauses_say_what_they_may_answer() -> None:
    same = "All firing stops at noon on the day after signature."
    before = bare(same, "Elections shall be held in all districts within 100 days.")
    after = bare(same, "In the districts people vote as soon as the guns are silent.")
    kept, deleted, inserted = told(before, after)["changes"]
    assert "possible" not in kept
    assert [one["path"] for one in deleted["possible"]] == ["2"]
    assert [one["path"] for one in inserted["possible"]] == ["2"]
    assert deleted["after"] == inserted["before"] == []
    assert deleted["basis"] is None


def test_with_shown_only_some_changes_but_all_the_counts() -> None:
    found = diff(
        draft(clause("a", "x"), clause("b", "y")), draft(clause("a", "x"), clause("b", "z"))
    )
    read = json.loads(diff_json(found, [1]))
    assert [change["kinds"] for change in read["changes"]] == [["amended"]]
    assert read["counts"]["unchanged"] == 1


def test_an_unpublished_side_is_named_with_what_was_reported() -> None:
    report = Report(text="It has 19 points.", source="ft", clauses=("arms",))
    read = told(draft(clause("arms", "x")), unpublished(id="geneva", reported=(report,)))
    assert read["unpublished"] == ["after"]
    assert read["changes"] == []
    assert read["after"]["wording"] == "unpublished"
    assert read["after"]["reported"] == [
        {
            "text": "It has 19 points.",
            "source": "ft",
            "confidence": "reported",
            "clauses": ["arms"],
        }
    ]


def test_a_draft_from_git_is_named_by_its_commit() -> None:
    made = revision()
    entry = Entry(draft=draft(clause("a", "x")), path="plans/a.plan.yaml", revision=made)
    read = diff_object(answered(Entry(draft=draft()), entry))
    VALIDATOR.validate(read)
    after, before = read["after"], read["before"]
    assert isinstance(after, dict)
    assert isinstance(before, dict)
    assert (after["revision"], after["path"]) == (made.oid, "plans/a.plan.yaml")
    assert (before["revision"], before["path"]) == (None, None)


@pytest.mark.parametrize(
    "sign", ["\x00", "\x1b", "\x7f", "\x9b", "\u202e", "\u2028", "\ufeff", "\u180e", "\U000e0041"]
)
def test_characters_that_act_are_escaped_and_come_back(sign: str) -> None:
    text = diff_json(diff(draft(), draft(clause("a", f"x{sign}y"))))
    assert sign not in text
    assert json.loads(text)["changes"][0]["after"][0]["text"] == f"x{sign}y"


def test_other_scripts_stay_readable() -> None:
    assert "Крим, وَقْف, 停火" in diff_json(diff(draft(), draft(clause("a", "Крим, وَقْف, 停火"))))
