"""A draft as people read it, as a tree, and as a place in the graph."""

import pytest
from msgspec.structs import replace

from planver.errors import PlanverError
from planver.model.change import Attribution, ChangedDrafts, ClaimBasis, DraftDiff, Node
from planver.model.draft import Alternative, Draft, Report, Source, Status
from planver.model.finding import Finding, Place, Severity
from planver.model.history import Entry
from planver.model.party import Claim, Confidence, Party, Position, Stance
from planver.model.signature import Judgement, Standing
from planver.render import phrases
from planver.render.findings import coverage, findings_json, findings_text, summary
from planver.render.layout import Line
from planver.render.overview import changed_overview, overview
from planver.render.reading import reading
from planver.render.redline import Look
from planver.render.screen import comparison
from planver.render.tree import tree
from tests.strategies import clause, diff, draft, revision, unpublished


def lines(rows: list[Line]) -> list[str]:
    return ["".join(span.text for span in row).rstrip() for row in rows]


PLAN = draft(
    clause("a", "First.\nIn two paragraphs.", heading="Arms"),
    clause(
        "b",
        "The Parties shall:",
        clause(
            "p",
            "withdraw;",
            status=Status.BRACKETED,
            proposed_by=(Claim(party="bor"),),
            alternatives=(Alternative(by=(Claim(party="alba"),), text="stay;"),),
            notes="Still open.",
        ),
        clause("q", "report;"),
        closing="and inform the mission.\nEach on its own.",
    ),
    plan_title="Plan for the River",
    title="First draft",
    date="2031-04-12",
    notes="Not official.",
    parties=(Party(id="alba", name="Republic of Alba"), Party(id="bor", name="Federation of Bor")),
    sources=(Source(id="gazette", title="Gazette", date="2031-04-13"),),
    positions=(
        Position(party="bor", on="q", stance=Stance.RED_LINE, source="gazette", text="Never."),
        Position(party="alba", on="q", stance=Stance.ACCEPTS),
    ),
)


def test_a_draft_in_full() -> None:
    assert lines(reading(Entry(draft=PLAN))) == [
        "Plan for the River",
        "First draft",
        "alba-1 (2031-04-12, tabled by Republic of Alba)",
        "Wording: official",
        "Not official.",
        "",
        "1.   Arms",
        "     First.",
        "     In two paragraphs.",
        "",
        "2.   The Parties shall:",
        "",
        "     (a)  withdraw;",
        "          Status: bracketed",
        "          Proposed by Federation of Bor",
        "          Alternative (Republic of Alba): stay;",
        "          Note: Still open.",
        "     (b)  report;",
        "          Position of Federation of Bor: red-line. Never. (Gazette 2031-04-13)",
        "          Position of Republic of Alba: accepts",
        "     and inform the mission.",
        "     Each on its own.",
        "",
    ]


@pytest.mark.parametrize("name", ["2.a", "2(a)", "p"])
def test_one_clause(name: str) -> None:
    rows = lines(reading(Entry(draft=PLAN), name))
    assert rows[0] == "(a)  withdraw;"
    assert not any("report" in row for row in rows)


def test_a_point_comes_with_its_parts() -> None:
    rows = lines(reading(Entry(draft=PLAN), "2"))
    assert rows[0] == "2.   The Parties shall:"
    assert "     (b)  report;" in rows


def test_a_clause_nobody_knows() -> None:
    with pytest.raises(PlanverError, match="The draft alba-1 has no clause '7'") as caught:
        reading(Entry(draft=PLAN), "7")
    assert "10.b" in caught.value.hint


def test_reading_keeps_to_the_width() -> None:
    rows = lines(reading(Entry(draft=PLAN), width=40))
    assert all(len(row) <= 40 for row in rows)
    assert "          Position of Federation of Bor:" in rows


@pytest.mark.parametrize("width", [None, 40])
def test_no_row_holds_a_line_break(width: int | None) -> None:
    broken = "one\ntwo"
    made = draft(
        clause(
            "a",
            broken,
            clause("p", broken, heading=broken, notes=broken, closing=broken),
            number=broken,
            proposed_by=(Claim(party="bor"),),
            alternatives=(Alternative(by=(Claim(party="bor"),), text=broken),),
        ),
        plan_title=broken,
        title=broken,
        notes=broken,
        parties=(Party(id="bor", name=broken),),
        sources=(Source(id="gazette", title=broken),),
        positions=(
            Position(party="bor", on="p", stance=Stance.ACCEPTS, source="gazette", text=broken),
        ),
        reported=(Report(text=broken, source="gazette"),),
        tabled_by=(Claim(party="bor"),),
    )
    rows = [*reading(Entry(draft=made), width=width), *tree(made, None, width or 80)]
    assert not any("\n" in span.text for row in rows for span in row)


def test_an_unpublished_draft_reads_as_what_was_reported() -> None:
    made = unpublished(reported=(Report(text="It has 19 points."),))
    rows = lines(reading(Entry(draft=made)))
    assert "Wording: unpublished" in rows
    assert "alba-1, reported: It has 19 points." in rows


def test_a_tree_marks_what_is_new() -> None:
    new = draft(*PLAN.points, clause("n", "Quite new."), date="2031-04-12")
    rows = lines(tree(new, PLAN, 80))
    assert rows[:2] == ["lumen-river", "alba-1, 2031-04-12: 3 points, 5 clauses"]
    assert [row.split() for row in rows[3:]] == [
        ["1.", "Arms", "a"],
        ["2.", "The", "Parties", "shall:", "b"],
        ["(a)", "withdraw;", "p"],
        ["(b)", "report;", "q"],
        ["3.", "Quite", "new.", "n", "(new)"],
    ]
    assert not any("(new)" in row for row in lines(tree(new, None, 80)))


def node(entry: Entry, *diffs: DraftDiff) -> Node:
    return Node(entry=entry, bases=tuple(d.before.draft.id for d in diffs), diffs=diffs)


def test_an_overview_has_two_lines_for_each_draft() -> None:
    first = draft(clause("a", "One."), id="alba-1", date="2031-03-03", plan_title="River Plan")
    second = draft(clause("a", "Two."), id="bor-1", date="2031-03-17", plan_title="River Plan")
    third = unpublished(id="geneva", plan_title="River Plan")
    made = revision()
    nodes = [
        node(Entry(draft=first, revision=made)),
        node(Entry(draft=second, path="bor-1.plan.yaml"), diff(first, second)),
        node(Entry(draft=third, revision=made), diff(second, third)),
    ]
    assert lines(overview(nodes)) == [
        "River Plan",
        "",
        "●  alba-1          2031-03-03  alba",
        "│    1 point",
        "●  bor-1           2031-03-17  alba",
        "│    1 point; against alba-1: 1 amended; not recorded: bor-1.plan.yaml",
        "●  geneva                      alba",
        "     wording never published; based on bor-1",
    ]


def test_an_overview_of_some_drafts_says_which_are_left_out() -> None:
    first = draft(clause("a", "One."), id="alba-1")
    second = draft(
        clause("a", "One,"),
        id="bor-1",
        based_on=("alba-1",),
        date="2031-03-17",
    )
    third = draft(clause("a", "Two."), id="cass-1", based_on=("geneva",))
    gap = Entry(draft=unpublished(id="geneva"))
    across = node(Entry(draft=third), replace(diff(first, third), between=(gap,)))
    found = ChangedDrafts(
        title="River \x1bPlan",
        party="Republic of Alba",
        point="1",
        by_number=True,
        nodes=(node(Entry(draft=second), diff(first, second)), across),
        first=("alba-1",),
        unknown=("x", "late"),
    )
    found = replace(found, nodes=tuple(replace(one, bases=()) for one in found.nodes))
    drawn = lines(changed_overview(found))
    assert "\x1b" not in drawn[0]
    assert drawn[1:] == [
        "Only drafts in which Republic of Alba changed number 1.",
        "A number can stand for another clause in each draft; an id follows one clause.",
        "",
        "●  bor-1           2031-03-17  alba",
        "     1 point; against alba-1: 1 amended (1 cosmetic only)",
        "",
        "●  cass-1                      alba",
        "     1 point; against alba-1, across geneva, never published: 1 amended",
        "",
        "What changed across a draft that was never published may have come with that draft.",
        "Not known: what x and late changed, for a wording was never published or is not here.",
        "Based on no other draft, so nothing to compare with: alba-1.",
    ]


def test_an_overview_is_wrapped_beside_its_graph() -> None:
    first = draft(clause("a", "One."), id="alba-1", date="2031-03-03")
    by = tuple(Claim(party=party) for party in ("alba", "bor", "cass", "dorn", "alba", "bor"))
    second = draft(clause("a", "Two."), id="bor-1", date="2031-03-17", tabled_by=by)
    gap = Entry(draft=unpublished(id="geneva"))
    nodes = [
        node(Entry(draft=first)),
        node(Entry(draft=second), replace(diff(first, second), between=(gap,))),
        node(Entry(draft=first)),
    ]
    judged = Judgement(standing=Standing.UNSIGNED)
    for signed in (None, {"bor-1": judged}):
        drawn = lines(overview(nodes, signed, 52))
        assert all(len(row) <= 52 for row in drawn)
        at = next(at for at, row in enumerate(drawn) if "bor-1" in row)
        assert drawn[at : at + 4] == [
            "●  bor-1           2031-03-17  alba, bor, cass,",
            "                               dorn, alba and bor",
            "     1 point; against alba-1, across geneva, never",
            "     published: 1 amended",
        ]
    assert lines(overview(nodes, None, 20))[2:4] == ["●  alba-1", "│  2031-03-03  alba"]


def test_an_overview_says_for_which_drafts_left_out_the_party_is_named() -> None:
    claim = Claim(party="bor", confidence=Confidence.DISPUTED, note="Bor denies it.")
    first = Entry(draft=draft(clause("a", "One."), id="alba-1", tabled_by=(claim,)))
    second = Entry(draft=draft(clause("b", "Two."), id="bor-1"))
    stated = Attribution(party="bor", basis=ClaimBasis.DRAFT, draft="bor-1")
    doubted = replace(stated, draft="alba-1", confidence=Confidence.DISPUTED, note="Bor denies it.")
    unsure = replace(stated, confidence=Confidence.UNVERIFIED)
    found = ChangedDrafts(
        title="River Plan",
        party="Bor",
        first=("alba-1", "bor-1"),
        named=((first, (doubted,)), (second, (stated, unsure))),
    )
    asked = "Only drafts in which Bor changed something."
    named = "Bor is named for alba-1 (disputed) and bor-1 (in part unverified)"
    assert lines(changed_overview(found))[1:] == [
        f"{asked} Comparing shows none, but {named}: see below.",
        "",
        "Based on no other draft, so nothing to compare with: alba-1 and bor-1.",
        f"Nothing can be compared there, yet {named}:",
        "alba-1: bor (disputed; draft alba-1) [Bor denies it].",
        "bor-1: bor (draft bor-1) and bor (unverified; draft bor-1).",
    ]


def test_an_overview_of_no_draft_at_all() -> None:
    found = ChangedDrafts(title="River Plan", point="arms")
    assert lines(changed_overview(found)) == [
        "River Plan",
        "Only drafts in which clause arms changed. There is none that is known.",
    ]
    found = ChangedDrafts(title="River Plan", party="Bor")
    assert lines(changed_overview(found))[1].startswith(
        "Only drafts in which Bor changed something."
    )


def test_what_changed_in_status_only_is_told_so() -> None:
    before = draft(clause("a", "One."), id="alba-1")
    after = draft(clause("a", "One.", status=Status.AGREED), id="bor-1")
    assert phrases.changes(diff(before, after)) == "1 in status only"
    assert phrases.counts(diff(before, after)) == "1 unchanged"


def test_a_comparison_on_screen_has_its_heading() -> None:
    rows = lines(comparison(diff(PLAN, PLAN), (), Look(width=60, context=0)))
    assert rows[0] == "Plan for the River"
    assert rows[-2] == "  ··· 4 clauses not shown"


FINDINGS = (
    Finding(
        rule="tab",
        severity=Severity.ERROR,
        place=Place(line=3, column=5),
        message="There is a tab here.",
        hint="Write spaces.",
        clause="arms",
    ),
    Finding(
        rule="not-nfc",
        severity=Severity.WARNING,
        place=Place(line=4, column=1),
        message="Odd \x1b form.",
        hint="Run `planver fmt`.",
    ),
)


def test_findings_as_text() -> None:
    assert list(findings_text("a\x07.yaml", FINDINGS)) == [
        "a<U+0007>.yaml:3:5: error: There is a tab here. [tab]",
        "    clause: arms",
        "    hint: Write spaces.",
        "a<U+0007>.yaml:4:1: warning: Odd <U+001B> form. [not-nfc]",
        "    hint: Run `planver fmt`.",
    ]
    assert summary(2, FINDINGS) == "2 files checked: 1 error, 1 warning."
    assert summary(1, ()) == "1 file checked: 0 errors, 0 warnings."


def test_findings_for_programs() -> None:
    text = findings_json([("a.yaml", FINDINGS), ("b.yaml", ())])
    assert '"rule": "tab"' in text
    assert "\x1b" not in text
    assert text.count('"file": "a.yaml"') == 2


def test_an_empty_draft_can_be_read() -> None:
    empty: Draft = draft()
    assert lines(reading(Entry(draft=empty)))[0] == "lumen-river"


def test_a_long_label_stands_apart_from_the_text() -> None:
    made = draft(clause("a", "The Parties, wishing for peace, agree.", number="Preamble"))
    told = lines(reading(Entry(draft=made), "a"))
    assert told == ["Preamble The Parties, wishing for peace, agree.", ""]
    assert lines(reading(Entry(draft=made), "a", width=30)) == [
        "Preamble The Parties, wishing",
        "     for peace, agree.",
        "",
    ]
    assert all(sum(span.width for span in row) <= 30 for row in reading(Entry(draft=made), "a", 30))


EVERY = "Every change that can be compared has a proposer on record"
NOBODY = "no proposer on record"
REST = "at least in part on claims that are"


@pytest.mark.parametrize(
    ("counted", "told"),
    [
        ((0, 0, 0, ()), "There is no change that can be compared."),
        ((3, 0, 0, ()), f"{EVERY}."),
        ((3, 0, 1, (Confidence.DISPUTED,)), f"{EVERY}; 1 of 3 rests {REST} disputed."),
        (
            (3, 0, 2, (Confidence.UNVERIFIED, Confidence.REPORTED, Confidence.UNVERIFIED)),
            f"{EVERY}; 2 of 3 rest {REST} reported or unverified.",
        ),
        ((1, 1, 0, ()), f"1 of 1 change that can be compared has {NOBODY}."),
        (
            (5, 2, 1, (Confidence.DISPUTED,)),
            f"2 of 5 changes that can be compared have {NOBODY}; 1 of 5 rests {REST} disputed.",
        ),
    ],
)
def test_the_answer_to_whether_every_change_has_a_proposer(
    counted: tuple[int, int, int, tuple[Confidence, ...]], told: str
) -> None:
    assert coverage(*counted) == told
