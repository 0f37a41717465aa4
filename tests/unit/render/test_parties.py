"""Credits as text: who is named, how sure that is, and how the figures are to be read."""

import json

import jsonschema
import pytest

from planver.compare.parties import parties
from planver.model.draft import Alternative, Clause, Draft
from planver.model.history import Entry
from planver.model.parties import Parties
from planver.model.party import Claim, Confidence, Party
from planver.model.provenance import Stage
from planver.render.parties import label, markdown, plain
from planver.render.parties_data import SCHEMA, parties_json, schema_text
from planver.render.parties_rows import parties_rows
from tests.strategies import clause, draft, revision, unpublished

CAP = "The armed forces shall be limited to {} personnel."
DAM = "Nobody damages the dam or its locks."


def tabled(name: str, *clauses: Clause, by: tuple[Claim, ...] = (), **fields: object) -> Draft:
    return draft(*clauses, id=name, tabled_by=by, **fields)


def line(*drafts: Draft, place: int = -1) -> Parties:
    """Drafts of which each goes back to the one before."""
    stages = [
        Stage(entry=Entry(draft=one), parents=(at - 1,) if at else ())
        for at, one in enumerate(drafts)
    ]
    return parties(stages, range(len(stages))[place])


def drawn(found: Parties, width: int) -> list[str]:
    return ["".join(span.text for span in row) for row in parties_rows(found, width)]


def one_by(*claims: Claim, **fields: object) -> Parties:
    return line(tabled("a-1", clause("arms", CAP.format("600,000")), by=claims, **fields))


def test_the_schema_is_a_schema_and_names_the_contract() -> None:
    schema = json.loads(schema_text())
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema["title"] == SCHEMA == "planver.parties/1"


def test_a_party_that_is_only_ever_in_dispute_is_told_so() -> None:
    disputed = Claim(party="bor", confidence=Confidence.DISPUTED)
    told = plain(one_by(Claim(party="alba"), disputed)).splitlines()
    assert (
        "alba/bor (disputed): 10 words put in, in 1 clause; 0 taken out; 10 stand (100%)." in told
    )
    assert "alba: alba/bor (disputed); never alone." in told
    assert "bor: alba/bor (disputed); never alone; every claim about it is disputed." in told
    assert "Where parties are named together, nobody's share in the words is known." in told


def test_a_party_named_alone_and_for_sure_needs_no_warning() -> None:
    told = plain(one_by(Claim(party="alba")))
    assert "\nalba: alba.\n" in told
    assert "named together" not in told


def test_parties_go_by_name_groups_with_their_members_and_the_silent_are_told() -> None:
    registry = (
        Party(id="alba", name="Republic of Alba"),
        Party(id="bor", name="Federation of Bor"),
        Party(id="cass", name="Cass"),
        Party(id="dorn", name="Dorn"),
        Party(id="quartet", name="The Quartet", members=("cass", "dorn")),
    )
    told = plain(one_by(Claim(party="quartet"), parties=registry)).splitlines()
    assert "The Quartet (quartet, a group of cass and dorn): quartet." in told
    assert "No change is credited to alba and bor." in told


def test_across_a_gap_one_or_the_other_is_named() -> None:
    found = line(
        tabled("a-1", clause("arms", CAP.format("600,000")), by=(Claim(party="alba"),)),
        unpublished(id="g-1", tabled_by=(Claim(party="bor"),)),
        tabled("c-1", clause("arms", CAP.format("800,000")), by=(Claim(party="cass"),)),
    )
    assert [label(credit) for credit in found.credits] == ["alba", "bor or cass"]
    told = plain(found)
    assert "one of these holds; which is not known." in told
    assert "bor: bor or cass; never alone." in told
    assert "g-1 or c-1 put in 1 word in 1 clause:" in told
    assert "g-1 or c-1 took 1 word out of a-1:" in told
    assert (
        "g-1 or c-1, bor or cass: bor (draft g-1); or cass (draft c-1). The wording of g-1" in told
    )
    assert "The wording of g-1 was never published. What was changed there shows only" in told


def test_a_gap_that_names_nobody_leaves_its_party_never_alone() -> None:
    found = line(
        tabled("a-1", clause("arms", CAP.format("600,000")), by=(Claim(party="alba"),)),
        unpublished(id="g-1", tabled_by=()),
        tabled("c-1", clause("arms", CAP.format("800,000")), by=(Claim(party="cass"),)),
    )
    told = plain(found)
    assert "cass: nobody named or cass; never alone." in told
    assert "g-1 or c-1, nobody named or cass: nobody named; or cass (draft c-1)." in told


def test_where_nobody_is_named() -> None:
    told = plain(one_by())
    assert "nobody named: 10 words put in" in told
    assert "The record names no party." in told


def test_a_git_author_is_no_party() -> None:
    made = tabled("a-1", clause("arms", CAP.format("600,000")))
    found = parties([Stage(entry=Entry(draft=made, revision=revision()))], 0)
    told = plain(found)
    assert "Ada Author (git author): 10 words put in" in told
    assert "The record names no party." in told
    assert json.loads(parties_json(found))["credits"][0]["parties"] == []


def test_words_put_back_and_words_repeated_are_told() -> None:
    dam = clause("dam", DAM)
    arms = clause("arms", CAP.format("600,000"))
    same = Alternative(by=(Claim(party="cass"),), text=CAP.format("600,000"))
    found = line(
        tabled("a-1", arms, dam, by=(Claim(party="alba"),)),
        tabled("b-1", arms, by=(Claim(party="bor"),)),
        tabled("c-1", clause("arms", arms.text, alternatives=(same,)), dam,
               by=(Claim(party="cass"),)),
    )  # fmt: skip
    told = plain(found).splitlines()
    assert "1 (arms): 10 words, 20 stand, repeated." in told
    assert "2 (dam): 8 put back." in told
    assert any(one.endswith(" put back 8 words in 1 clause:") for one in told)
    assert any(" ".join(row.split()) == "2 dam 8 put back" for row in drawn(found, 80))
    assert "  2 dam: 8 put back" in drawn(found, 40)
    assert any(one.startswith("10 words of c-1 repeat others of it") for one in told)


def test_a_zero_is_no_zero_where_the_draft_has_the_words_on_its_own() -> None:
    stages = [
        Stage(entry=Entry(draft=tabled(name, clause("dam", DAM), by=(Claim(party=name),))))
        for name in ("alba", "bor")
    ]
    told = plain(parties(stages, 1)).splitlines()
    assert any(
        one.endswith("0 stand (0%); bor has 8 more of its words on its own.") for one in told
    )
    assert "1 (dam): 8 words, 8 also in bor." in told
    assert any(one.startswith("bor does not go back to alba: what was first") for one in told)
    assert any(
        one.startswith("bor also has, on its own, 8 words credited to alba: ") for one in told
    )


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_zero_in_a_table_is_marked_where_it_is_not_all(width: int) -> None:
    stages = [
        Stage(entry=Entry(draft=tabled(name, clause("dam", DAM), by=(Claim(party=name),))))
        for name in ("alba", "bor")
    ]
    found = parties(stages, 1)
    rows = drawn(found, width)
    told = " ".join(" ".join(rows).split())
    assert ("stand 0*" in told) if width == 20 else ("alba 8 0 0* 0%*" in told)
    assert "* Not all: bor also has, on its own, 8 words credited to alba." in told
    assert told.count("*") == 3
    assert "| alba | 8 | 0 | 0\\* | 0%\\* |" in markdown(found)
    assert "\\* Not all: bor also has" in markdown(found)


def test_what_was_put_in_and_put_back_in_one_draft_is_counted_apart() -> None:
    dam, arms = clause("dam", DAM), clause("arms", CAP.format("600,000"))
    found = line(
        tabled("a-1", arms, dam, by=(Claim(party="alba"),)),
        tabled("b-1", arms, by=(Claim(party="bor"),)),
        tabled("c-1", arms, clause("dam", f"{DAM} Ever."), clause("tax", "No tolls."),
               by=(Claim(party="bor"),)),
    )  # fmt: skip
    told = plain(found).splitlines()
    assert "c-1 put in 5 words in 2 clauses and put back 8 words in 1 clause:" in told
    found = line(
        tabled("a-1", arms, dam, by=(Claim(party="alba"),)),
        tabled("b-1", arms, by=(Claim(party="bor"),)),
        tabled("c-1", arms, dam, by=(Claim(party="bor"),)),
    )
    told = plain(found).splitlines()
    assert "c-1 put back 8 words in 1 clause:" in told


def test_less_than_one_in_a_hundred_is_not_nothing() -> None:
    long = " ".join(f"word{number}" for number in range(300))
    found = line(
        tabled("a-1", clause("arms", long), by=(Claim(party="alba"),)),
        tabled("b-1", clause("arms", f"{long} more"), by=(Claim(party="bor"),)),
    )
    assert "bor: 1 word put in, in 1 clause; 0 taken out; 1 stand (<1%)." in plain(found)


def test_a_draft_without_words_has_no_shares() -> None:
    found = line(tabled("a-1", clause("dam", DAM), by=(Claim(party="alba"),)), tabled("b-1"))
    assert "alba: 8 words put in, in 1 clause; 0 taken out; 0 stand (-)." in plain(found)
    assert "a-1 has 0 words." in drawn(line(tabled("a-1")), 80)


def test_wordings_of_one_draft_are_told_apart_by_revision() -> None:
    one = revision(oid="1" * 40)
    other = revision(oid="2" * 40, date="2031-04-13T12:00:00+00:00")
    by = (Claim(party="alba"),)
    found = parties(
        [
            Stage(entry=Entry(draft=tabled("a-1", clause("dam", DAM), by=by), revision=one)),
            Stage(entry=Entry(draft=tabled("a-1", clause("dam", f"{DAM} Ever."), by=by),
                              revision=other), parents=(0,)),
            Stage(entry=Entry(draft=tabled("a-1", clause("dam", "Ever."), by=by),
                              path="a-1.plan.yaml"), parents=(1,)),
            Stage(entry=Entry(draft=tabled("a-1", clause("dam", "Never."), by=by)), parents=(2,)),
        ],
        1,
    )  # fmt: skip
    told = plain(found)
    assert "a-1 (1111111111) put in 8 words in 1 clause:" in told
    assert "a-1 (2222222222) put in 2 words in 1 clause:" in told
    assert "a-1 (a-1.plan.yaml) took 8 words out of a-1 (2222222222):" in told
    assert "a-1 (file) took 1 word out of a-1 (a-1.plan.yaml):" in told


@pytest.mark.parametrize("width", [12, 20, 40, 62, 80, 200])
def test_rows_of_any_width(width: int) -> None:
    claims = [Claim(party=f"party-of-a-long-name-{number}") for number in range(4)]
    found = line(
        tabled("a-draft-with-a-long-id", clause("dam", DAM), by=tuple(claims)),
        tabled("b-1", clause(None, f"{DAM} Ever."), by=(Claim(party="停火"),)),
    )
    assert max(sum(span.width for span in row) for row in parties_rows(found, width)) <= width


def test_bars_tell_what_stands_from_what_does_not() -> None:
    found = line(
        tabled("a-1", clause("arms", CAP.format("600,000")), by=(Claim(party="alba"),)),
        tabled("b-1", clause("arms", "All shall be limited to 800,000 men."),
               by=(Claim(party="bor"),)),
    )  # fmt: skip
    rows = [row for row in drawn(found, 80) if row.startswith(("alba  ", "bor   "))]
    assert [row.count("█") + row.count("░") for row in rows] == [40, 12]
    stands = found.credits[0].standing
    assert rows[0].count("█") == stands * 4
    assert "░" not in rows[1]


def test_a_bar_is_never_full_while_a_word_is_gone() -> None:
    long = " ".join(f"word{number}" for number in range(300))
    found = line(
        tabled("a-1", clause("arms", long), by=(Claim(party="alba"),)),
        tabled("b-1", clause("arms", long.replace("word7 ", "")), by=(Claim(party="bor"),)),
    )
    (row,) = [row for row in drawn(found, 80) if row.startswith("alba  ")]
    assert row.count("░") == 1
    (empty,) = [row for row in drawn(found, 80) if row.startswith("bor   ")]
    assert not {"░", "█"} & {*empty}


def test_signs_of_markup_are_text() -> None:
    found = one_by(Claim(party="*alba*|<b>"))
    told = markdown(found)
    assert "| \\*alba\\*\\|\\<b\\> | 10 | 0 | 10 | 100% |" in told
    jsonschema.validate(json.loads(parties_json(found)), json.loads(schema_text()))
