"""Bytes to draft: the example, field by field, and what is and is not fatal."""

from collections.abc import Callable

import pytest

from planver.model.draft import Alternative, Clause, Draft, Origin, Report, Source, Status, Wording
from planver.model.finding import Finding, Place, Severity
from planver.model.party import Claim, Confidence, Party, Position, Stance
from planver.planfile.parse import parse, read

EXAMPLE = Draft(
    plan="lumen-river",
    plan_title="Framework Plan for the Lumen River",
    lang="en",
    id="contact-group-2",
    title="Contact Group, second draft",
    date="2031-04-12",
    tabled_by=(Claim(party="contact-group"),),
    based_on=("contact-group-1",),
    wording=Wording.OFFICIAL,
    sources=(
        Source(
            id="gazette",
            title="Lumen Gazette",
            publisher="Gazette",
            date="2031-04-13",
            url="https://example.org/a",
        ),
    ),
    parties=(
        Party(id="alba", name="Republic of Alba"),
        Party(id="bor", name="Federation of Bor"),
        Party(id="contact-group", name="Contact Group", role="mediator"),
    ),
    points=(
        Clause(
            id="ceasefire",
            heading="Cessation of hostilities",
            text="All firing stops at 06:00 on the day after signature. "
            "Each Party names one liaison officer for the hotline.",
            status=Status.AGREED,
        ),
        Clause(
            id="withdrawal",
            text="The Parties shall:",
            clauses=(
                Clause(id="withdrawal-heavy", text="move heavy weapons 20 km back from the river;"),
                Clause(
                    id="withdrawal-bridge",
                    text="open the Lumen bridge to relief convoys;",
                    status=Status.BRACKETED,
                    proposed_by=(Claim(party="alba"),),
                    alternatives=(
                        Alternative(
                            by=(Claim(party="bor"),),
                            text="open the Lumen bridge to relief convoys after inspection;",
                        ),
                    ),
                    notes="Bor links this to the ceasefire.",
                ),
            ),
            closing="and shall inform the observer mission in writing.",
        ),
    ),
    positions=(
        Position(
            party="bor",
            on="withdrawal-bridge",
            stance=Stance.RED_LINE,
            date="2031-04-10",
            source="gazette",
            text="No crossing without inspection.",
        ),
    ),
)

RulesAt = Callable[[tuple[Finding, ...]], list[str]]


@pytest.mark.parametrize("pure", [False, True], ids=["C", "pure"])
def test_the_example(lumen: bytes, *, pure: bool) -> None:
    parsed = read(lumen, pure=pure).parsed

    assert parsed.findings == ()
    assert parsed.draft == EXAMPLE
    lines = lumen.decode().splitlines()
    for clause, place in parsed.places.items():
        assert lines[place.line - 1][place.column - 1 :] == clause
    assert list(parsed.places) == [clause.id for clause in EXAMPLE.walk()]


def test_what_the_example_does_not_use(with_points: Callable[..., bytes]) -> None:
    parsed = parse(
        with_points(
            """\
- id: prisoners
  number: "3 bis"
  text: Prisoners go home.
  proposed_by:
    - {party: alba, confidence: disputed, source: gazette, note: Denied.}
    - bor
  origin: {from: captives}
""",
            extra="positions: []\n",
        ).replace(
            b"wording", b"sources: [{id: gazette, title: Gazette}]\n  notes: Leaked.\n  wording"
        )
    )

    assert parsed.findings == ()
    assert parsed.draft is not None
    assert parsed.draft.notes == "Leaked."
    clause = parsed.draft.points[0]
    assert clause.number == "3 bis"
    assert clause.origin == Origin(from_id="captives")
    assert clause.proposed_by == (
        Claim(party="alba", confidence=Confidence.DISPUTED, source="gazette", note="Denied."),
        Claim(party="bor"),
    )


def test_an_unpublished_draft() -> None:
    parsed = parse(
        b"""planver: 1
plan: lumen-river
draft: {id: geneva, wording: unpublished, sources: [{id: ft, title: Report}]}
points: []
reported:
  - {text: Two points went out., source: ft, clauses: [ceasefire, withdrawal]}
positions:
  - {party: bor, on: a-clause-of-another-draft, stance: accepts}
parties: [{id: bor, name: Bor, aliases: [Federation], members: []}]
"""
    )

    assert parsed.findings == ()
    assert parsed.draft is not None
    assert parsed.draft.reported == (
        Report(text="Two points went out.", source="ft", clauses=("ceasefire", "withdrawal")),
    )


def test_a_file_without_ids_still_gives_a_draft(
    with_points: Callable[[str], bytes], rules_at: RulesAt
) -> None:
    parsed = parse(with_points("- text: All firing stops.\n- text: Forces withdraw.\n"))

    assert rules_at(parsed.findings) == ["missing-id 12:5", "missing-id 13:5"]
    assert parsed.draft is not None
    assert [clause.id for clause in parsed.draft.points] == [None, None]
    assert parsed.places == {}


def test_a_heading_may_stand_alone(with_points: Callable[[str], bytes]) -> None:
    parsed = parse(with_points("- id: security\n  heading: Security\n"))

    assert parsed.findings == ()
    assert parsed.draft is not None
    assert parsed.draft.points[0].text == ""


def test_brackets_may_open_in_the_chapeau_and_close_in_the_closing(
    with_points: Callable[[str], bytes],
) -> None:
    parsed = parse(
        with_points(
            """\
- id: withdrawal
  text: "[The Parties shall:"
  clauses:
    - {id: heavy, text: "move [heavy][all] weapons;"}
    - {id: light, text: "[move light weapons];"}
  closing: within a week.]
"""
        )
    )

    assert parsed.findings == ()


def test_the_innermost_clause_is_named(with_points: Callable[[str], bytes]) -> None:
    parsed = parse(
        with_points(
            """\
- id: withdrawal
  text: "The Parties shall:"
  clauses:
    - id: heavy
      text: "move [weapons;"
    - id: light
      text: rest;
  closing: together].
  status: unheard-of

- id: other
  text: ends]
"""
        )
    )

    assert [(found.rule, found.clause) for found in parsed.findings] == [
        ("unknown-value", "withdrawal"),
        ("unbalanced-bracket", "other"),
    ]


def test_findings_carry_all_they_should(with_points: Callable[[str], bytes]) -> None:
    (finding,) = parse(with_points("- id: ceasefire\n  text: All firing\u202e stops.\n")).findings

    assert finding == Finding(
        rule="bidi-control",
        severity=Severity.ERROR,
        place=Place(line=13, column=21),
        message="Here stands U+202E RIGHT-TO-LEFT OVERRIDE.",
        hint="Delete it: it can make the text read other than it is stored.",
        clause="ceasefire",
    )


def test_persian_and_devanagari_may_use_their_joiners(with_points: Callable[[str], bytes]) -> None:
    parsed = parse(with_points("- id: a\n  text: آتش\u200cبس\n- id: b\n  text: क्\u200dष\n"))

    assert parsed.findings == ()


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_places_do_not_depend_on_line_ends(lumen: bytes, line_end: str) -> None:
    parsed = parse(b"\xef\xbb\xbf" + lumen.replace(b"\n", line_end.encode()))

    assert {found.rule for found in parsed.findings} == {"byte-order-mark", "line-endings"}
    assert parsed.draft == EXAMPLE
    assert parsed.places == parse(lumen).places


def test_columns_count_characters(with_points: Callable[[str], bytes]) -> None:
    parsed = parse(with_points("- {text: Перемир'я настане 😀, id: truce}\n"))

    assert parsed.places == {"truce": Place(line=12, column=37)}


def test_messages_hide_nothing_and_stay_short(with_points: Callable[[str], bytes]) -> None:
    parsed = parse(
        with_points(f'- id: "a\\e[31m\\u202E"\n  status: "{"x" * 500}"\n  text: x\n  "k\\n": v\n')
    )

    assert len(parsed.findings) >= 4
    for found in parsed.findings:
        assert (found.message + found.hint + str(found.clause)).isprintable()
        assert len(found.message) < 200


def test_references_to_a_list_that_cannot_be_read_are_not_held_against_it(
    with_points: Callable[[str], bytes], rules_at: RulesAt
) -> None:
    data = with_points("- id: a\n  text: x\n  proposed_by: [alba]\n")
    broken = data.replace(b"  - {id: alba", b"  first: {id: alba").replace(
        b"  - {id: bor", b"  b: {id: bor"
    )

    assert rules_at(parse(broken).findings) == ["wrong-type 9:3"]


def test_many_findings_are_cut_off(with_points: Callable[[str], bytes]) -> None:
    parsed = parse(with_points("- id: a\n  text: x\n" * 1_500))

    assert len(parsed.findings) == 1_001
    assert [found.rule for found in parsed.findings].count("too-many-findings") == 1
    assert parsed.draft is not None
