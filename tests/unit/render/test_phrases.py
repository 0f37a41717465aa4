"""The words for changes, claims and flags."""

import pytest
from msgspec.structs import replace

from planver.model.change import Basis, Flag, Kind, Matter, Sense
from planver.model.draft import Draft, Origin, Report, Source, Status
from planver.model.history import Entry
from planver.model.party import Claim, Confidence, Party
from planver.render import phrases
from tests.strategies import answered, clause, diff, draft, revision, unpublished, walk


@pytest.mark.parametrize(
    ("items", "told"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists(items: list[str], told: str) -> None:
    assert phrases.listed(items) == told


def test_plurals() -> None:
    assert [phrases.plural(count, "point") for count in (0, 1, 2)] == [
        *("0 points", "1 point", "2 points")
    ]


def test_every_kind_has_a_sign_of_its_own() -> None:
    assert set(phrases.SIGNS) == set(Kind)
    assert len(set(phrases.SIGNS.values())) == len(Kind)


BEFORE = draft(
    clause("a", "One. Two.", clause("p", "part")),
    clause("b", "Three."),
    clause("c", "Four."),
    clause("d", "Five, at some length."),
)
AFTER = draft(
    clause("a", "One.", origin=Origin(split_from=("a",))),
    clause("x", "Two.", origin=Origin(split_from=("a",))),
    clause("d", "Five, at some length."),
    clause("b", "Three. Four.", origin=Origin(joined_from=("b", "c"))),
    clause("p", "part of it"),
    clause("n", "New."),
)


def test_what_happened() -> None:
    told = {
        phrases.title(change): f"{phrases.sign(change)} {phrases.what_happened(change)}"
        for change in diff(BEFORE, AFTER).changes
    }
    assert told == {
        "Points 1 and 2": "< split from 1",
        "Point 3": "# renumbered from 4",
        "Point 4": "& joined from 2 and 3, moved",
        "Point 5": "> amended, moved from 1.a",
        "Point 6": "+ inserted",
    }


def test_a_move_that_kept_its_number_says_so() -> None:
    texts = {"a": "All firing stops.", "b": "Ships pass.", "c": "A fund pays.", "d": "Schools."}
    before, after = (draft(*(clause(one, texts[one]) for one in row)) for row in ("abcd", "cbad"))
    assert [phrases.what_happened(change) for change in diff(before, after).changes] == [
        "moved from 3",
        "moved (still numbered 2)",
        "renumbered from 1",
        "unchanged",
    ]


def test_a_deleted_part_is_called_by_the_number_it_had() -> None:
    found = diff(BEFORE, draft(*(clause(one.id, one.text) for one in BEFORE.points)))
    assert [phrases.title(change) for change in found.changes][1] == "Clause 1.a"


def test_how_sure_a_pair_is() -> None:
    (change,) = diff(draft(clause("a", "One.")), draft(clause("a", "Two."))).changes
    assert phrases.likeness(replace(change, confidence=0.5)) is None  # by their id
    for basis, confidence, told in (
        (Basis.TEXT, 0.949, "paired by likeness of the words only (95%)"),
        (Basis.TEXT, 0.3, "paired by likeness of the words only (30%)"),
        (Basis.TEXT, 0.95, None),
        (Basis.POSITION, 0.9, None),
    ):
        assert phrases.likeness(replace(change, basis=basis, confidence=confidence)) == told


def test_counts() -> None:
    assert phrases.counts(diff(BEFORE, AFTER)) == (
        "1 amended, 2 moved, 1 renumbered, 1 split, 1 joined, 1 inserted"
    )
    assert phrases.counts(diff(draft(), draft())) == "no clauses"


def test_status() -> None:
    agreed = draft(clause("a", "x", status=Status.AGREED), clause("b", "y"))
    changes = diff(draft(clause("a", "x"), clause("b", "y")), agreed).changes
    assert [phrases.status_change(change) for change in changes] == ["proposed -> agreed", None]
    assert [phrases.notable_status(one) for one in walk(agreed)] == ["agreed", None]


def test_a_status_names_no_party_that_agreed() -> None:
    def told(status: Status, notes: str | None = None, of_draft: str | None = None) -> str | None:
        before = draft(clause("a", "x"), id="alba-1")
        after = draft(clause("a", "x", status=status, notes=notes), id="bor-1", notes=of_draft)
        (change,) = diff(before, after).changes
        return phrases.status_told(change, after)

    silent = "proposed -> agreed (a status names no party"
    assert told(Status.PROPOSED) is None
    assert told(Status.BRACKETED, "Bor doubts it.") == "proposed -> bracketed"
    assert told(Status.AGREED) == f"{silent})"
    assert told(Status.AGREED, "In Geneva.") == f"{silent}; see the notes on the clause)"
    assert told(Status.AGREED, None, "A deal.") == f"{silent}; see the notes on bor-1)"
    both = f"{silent}; see the notes on the clause and bor-1)"
    assert told(Status.AGREED, "In Geneva.", "A deal.") == both
    assert told(Status.AGREED_IN_PRINCIPLE) == (
        "proposed -> agreed-in-principle (a status names no party)"
    )


@pytest.mark.parametrize(
    ("flag", "told"),
    [
        (Flag(kind=Matter.NUMBER, before="30", after="60"), "number: 30 -> 60"),
        (Flag(kind=Matter.NUMBER, after="60"), "number put in: 60"),
        (Flag(kind=Matter.NUMBER, before="30"), "number dropped: 30"),
        (
            Flag(kind=Matter.MODALITY, before="shall", after="may", sense=Sense.WEAKER),
            "modality weaker: shall -> may",
        ),
        (
            Flag(kind=Matter.DEADLINE, before="100 days", after="soon", sense=Sense.GONE),
            "deadline gone: 100 days -> soon",
        ),
        (Flag(kind=Matter.PARTY, before="Alba", party="alba"), "no longer names Alba"),
        (Flag(kind=Matter.PARTY, after="Alba", party="alba"), "now names Alba"),
        (Flag(kind=Matter.PARTY, before="Alba", after="Bor"), "names Bor instead of Alba"),
        (Flag(kind=Matter.REFERENCE, before="point 7"), "reference dropped: point 7"),
        (
            Flag(kind=Matter.REFERENCE, after="point 9", sense=Sense.MISSING),
            "refers to point 9, which is not there",
        ),
        (
            Flag(kind=Matter.REFERENCE, before="point 7", after="point 9", sense=Sense.MISSING),
            "refers to point 9, which is not there (before: point 7)",
        ),
        (
            Flag(kind=Matter.REFERENCE, before="point 7", after="point 7", sense=Sense.ELSEWHERE),
            "reference to another clause: point 7; what point 7 meant is gone",
        ),
        (
            Flag(
                kind=Matter.REFERENCE,
                before="point 7",
                after="point 8",
                sense=Sense.ELSEWHERE,
                note="9",
            ),
            "reference to another clause: point 7 -> point 8; what point 7 meant is now 9",
        ),
        (Flag(kind=Matter.RED_LINE, party="bor"), "touches a red line of bor"),
        (
            Flag(kind=Matter.RED_LINE, party="bor", note="No way."),
            "touches a red line of bor: No way",
        ),
    ],
)
def test_flags(flag: Flag, told: str) -> None:
    assert phrases.flag(flag) == told


SOURCES = (
    Source(id="gazette", title="Lumen Gazette", publisher="Gazette", date="2031-03-21"),
    Source(id="minutes", title="Minutes of the talks"),
)
PARTIES = (Party(id="alba", name="Republic of Alba"), Party(id="bor", name="Federation of Bor"))


def test_sources() -> None:
    made = draft(sources=SOURCES)
    names = ("gazette", "minutes", "unknown", None)
    assert [phrases.source(name, made) for name in names] == [
        *("Gazette 2031-03-21", "Minutes of the talks", "unknown", "")
    ]


def attributed(after: Draft, **made: object) -> str:
    entry = Entry(draft=after, revision=revision(**made) if made else None)
    change = answered(Entry(draft=draft(clause("a", "Old."))), entry).changes[0]
    return phrases.attributions(change.proposed_by, entry)


def test_attributions_say_what_they_rest_on() -> None:
    new = clause("a", "New.")
    alba = (Claim(party="alba"),)
    assert attributed(draft(new, parties=PARTIES)) == "Republic of Alba (draft alba-1)"
    assert attributed(draft(new, date="2031-04-12")) == "alba (draft alba-1 of 2031-04-12)"
    by_clause = draft(clause("a", "New.", proposed_by=alba))
    assert attributed(by_clause) == "alba (clause in draft alba-1)"
    assert attributed(draft(new, tabled_by=()), author="Ada") == (
        "Ada (author of the commit; the record names no party)"
    )


def test_a_weak_claim_says_so_and_names_its_source() -> None:
    claims = (
        Claim(party="alba", confidence=Confidence.DISPUTED, source="gazette"),
        Claim(party="bor", confidence=Confidence.REPORTED, source="minutes"),
    )
    made = draft(clause("a", "New.", proposed_by=claims), parties=PARTIES, sources=SOURCES)
    assert attributed(made) == (
        "Republic of Alba (disputed; clause in draft alba-1; source: Gazette 2031-03-21)"
        " and Federation of Bor (reported; clause in draft alba-1; source: Minutes of the talks)"
    )


def test_parties_with_the_same_backing_are_told_together() -> None:
    claims = (Claim(party="alba"), Claim(party="bor"))
    assert attributed(draft(clause("a", "New."), tabled_by=claims)) == "alba and bor (draft alba-1)"


def test_tabled() -> None:
    claims = (Claim(party="alba"), Claim(party="bor", confidence=Confidence.DISPUTED))
    full = draft(tabled_by=claims, date="2031-04-12", parties=PARTIES)
    assert phrases.tabled(Entry(draft=full)) == (
        "alba-1 (2031-04-12, tabled by Republic of Alba and Federation of Bor (disputed))"
    )
    assert phrases.tabled(Entry(draft=draft(tabled_by=()))) == "alba-1"
    assert phrases.tabled(Entry(draft=unpublished(tabled_by=()))) == (
        "alba-1 (wording never published)"
    )


def test_reports_of_an_unpublished_draft_carry_their_backing() -> None:
    reported = (
        Report(text="It has 19 points.", source="gazette"),
        Report(text="It is short.", confidence=Confidence.UNVERIFIED),
    )
    made = unpublished(id="geneva", sources=SOURCES, reported=reported)
    assert list(phrases.reports(draft(), made)) == [
        "geneva, reported: It has 19 points. (Gazette 2031-03-21)",
        "geneva, unverified: It is short.",
    ]


def test_a_gap_names_every_draft_nobody_published() -> None:
    one, other = unpublished(id="geneva"), unpublished(id="moscow")
    assert phrases.gap(diff(one, other)).startswith("The wording of geneva and moscow was never")
    assert phrases.gap(diff(draft(), other)).startswith("The wording of moscow was never")
