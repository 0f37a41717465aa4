"""The marks of words: who, where, put back, on its own."""

import json

import jsonschema
from msgspec.structs import replace

from planver.compare.provenance import blame_of
from planver.compare.tracing import Trace
from planver.model.draft import Draft
from planver.model.history import Entry, Revision
from planver.model.party import Claim, Confidence
from planver.model.provenance import Blame, Stage
from planver.render.blame import markdown, plain
from planver.render.blame_data import SCHEMA, blame_json, schema_text
from planver.render.blame_rows import blame_rows
from tests.strategies import clause, draft, revision, unpublished

CAP = "The armed forces shall be limited to {} personnel."


def tabled(name: str, figure: str, *claims: Claim) -> Draft:
    return draft(clause("arms", CAP.format(figure)), id=name, tabled_by=claims)


def blamed(*drafts: Draft, made: Revision | None = None) -> Blame:
    """The last of drafts that go back to each other."""
    stages = [
        Stage(entry=Entry(draft=one, revision=made), parents=(at - 1,) if at else ())
        for at, one in enumerate(drafts)
    ]
    return blame_of(Trace(stages), len(stages) - 1)


def test_the_schema_is_a_schema_and_names_the_contract() -> None:
    schema = json.loads(schema_text())
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema["title"] == SCHEMA == "planver.blame/1"


def test_words_put_back_say_where() -> None:
    parties = [Claim(party=name) for name in ("alba", "bor", "cass")]
    figures = ("600,000", "800,000", "600,000")
    found = blamed(
        *(
            tabled(f"{party.party}-1", figure, party)
            for party, figure in zip(parties, figures, strict=True)
        )
    )
    assert '"600,000": alba-1, alba. Taken out, and put back in cass-1 (cass).' in plain(found)
    assert "  - taken out, and put back in cass\\-1 \\(cass\\)" in markdown(found)
    told = json.loads(blame_json(found))
    jsonschema.validate(told, json.loads(schema_text()))
    returned = told["clauses"][0]["runs"][1]["returned"]
    assert told["appearances"][returned]["drafts"][0]["draft"] == "cass-1"


def across_a_gap(hidden: tuple[Claim, ...], **fields: object) -> Blame:
    """A figure that came in the draft of cass, or in an unpublished one before it."""
    last = tabled("cass-1", "800,000", Claim(party="cass"))
    if fields:
        last = replace(last, points=(replace(last.points[0], **fields),))
    return blamed(
        tabled("alba-1", "600,000", Claim(party="alba")),
        unpublished(id="bor-1", tabled_by=hidden),
        last,
    )


def test_of_parties_on_both_sides_of_a_gap_one_is_named() -> None:
    """It is one of them: not both together, as in alba/bor."""
    told = plain(across_a_gap((Claim(party="bor"),)))
    assert '"800,000": bor-1 or cass-1, bor or cass.' in told
    assert "bor-1 or cass-1, bor or cass: bor (draft bor-1); or cass (draft cass-1)." in told
    rows = blame_rows(across_a_gap((Claim(party="bor"),)), 100)
    assert any("bor or cass" in "".join(span.text for span in row) for row in rows)
    same = plain(across_a_gap((Claim(party="cass"),)))
    assert '"800,000": bor-1 or cass-1, cass.' in same
    unknown = plain(across_a_gap(()))
    assert '"800,000": bor-1 or cass-1, nobody named or cass.' in unknown


def test_a_clause_that_names_its_proposer_leaves_no_choice() -> None:
    found = across_a_gap((Claim(party="bor"),), proposed_by=(Claim(party="dorn"),))
    assert '"800,000": bor-1 or cass-1, dorn.' in plain(found)


def test_where_the_record_names_nobody() -> None:
    assert ": alba-1, nobody named." in plain(blamed(tabled("alba-1", "600,000")))


def test_a_git_author_is_no_party() -> None:
    found = blamed(tabled("alba-1", "600,000"), made=revision())
    assert ": alba-1, Ada Author (git author)." in plain(found)
    assert "author of the commit; the record names no party" in plain(found)


def test_parties_stand_with_what_weakens_their_claims() -> None:
    claims = (
        Claim(party="alba"),
        Claim(party="bor", confidence=Confidence.DISPUTED, note="Bor denied it."),
    )
    told = plain(blamed(tabled("alba-1", "600,000", *claims)))
    assert ": alba-1, alba/bor (disputed)." in told
    assert "[Bor denied it]" in told


def test_signs_alone_go_with_the_words_before_them() -> None:
    before = draft(clause("arms", "All firing stops, at noon."), id="a-1")
    after = draft(clause("arms", "All shooting ends, at noon."), id="b-1")
    found = blamed(before, after)
    assert [run.text for run in found.clauses[0].runs][-1] == ", at noon."
    narrow = blamed(before, draft(clause("arms", "Nothing is shot at."), id="b-1"))
    lines = [line for line in plain(narrow).splitlines() if line.startswith('"')]
    assert all(any(map(str.isalnum, line.partition('"')[2].partition('"')[0])) for line in lines)


def test_names_wider_than_their_columns_are_wrapped() -> None:
    claims = [Claim(party=f"party-of-a-long-name-{number}") for number in range(4)]
    rows = blame_rows(blamed(tabled("a-draft-with-a-very-long-id-indeed", "1", *claims)), 90)
    assert max(sum(span.width for span in row) for row in rows) <= 90
