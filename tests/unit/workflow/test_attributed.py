"""Whether every change between two drafts is covered by an attributed proposal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planver.errors import PlanverError
from planver.workflow.attributed import check_attributed
from planver.workflow.check import Covered
from planver.workflow.drafts import Drafts

PlanBytes = Callable[..., bytes]
Write = Callable[..., None]
LAST = "\n  - id: trade\n    text: >-\n      Trade is free.\n"


def told(folder: Path, *names: str) -> tuple[Covered, ...]:
    with Drafts(folder) as drafts:
        return check_attributed(drafts, names, folder)


def rules(folder: Path, name: str) -> list[str]:
    """``file:line rule clause`` for everything found."""
    return [
        f"{checked.name}:{found.place.line} {found.rule} {found.clause or ''}".rstrip()
        for checked in told(folder, name)
        for found in checked.findings
    ]


@pytest.fixture
def write(tmp_path: Path, plan_bytes: PlanBytes) -> Write:
    """Write a draft as NAME.plan.yaml, on file only; `published=False` leaves its points out."""

    def make(name: str, *, published: bool = True, **fields: str) -> None:
        data = plan_bytes(name, **fields).decode()
        if not published:
            data = data.partition("points:")[0].replace("official", "unpublished")
            data += "points: []\nreported:\n  - text: It was short.\n"
        (tmp_path / f"{name}.plan.yaml").write_text(data)

    return make


def test_changes_that_are_covered_find_nothing(tmp_path: Path, write: Write) -> None:
    write("a")
    write("b", based_on="a", text="All firing stops.")
    assert [checked.name for checked in told(tmp_path, "a..b")] == ["b.plan.yaml"]
    assert rules(tmp_path, "a..b") == []


def test_a_finding_stands_where_the_clause_stands(tmp_path: Path, write: Write) -> None:
    write("a", extra=LAST)
    write("b", based_on="a", text="All firing stops.", tabled_by="")
    assert rules(tmp_path, "a..b") == [
        "b.plan.yaml:1 unattributed-change trade",
        "b.plan.yaml:19 unattributed-change ceasefire",
    ]
    first, second = told(tmp_path, "a..b")[0].findings
    assert first.message == (
        "Point 3 of a: deleted (in b), and nobody is on record as having proposed it."
    )
    assert "planver record" in first.hint
    assert second.message.startswith("Point 1 of b: amended (against a), and nobody")
    assert "`proposed_by`" in second.hint


def test_changes_are_counted_by_what_the_record_says(tmp_path: Path, write: Write) -> None:
    write("a", extra=LAST)
    doubted = "{party: alba, confidence: disputed}"
    write("b", based_on="a", text="All firing stops.", tabled_by=doubted, extra=LAST)
    write("c", based_on="b", text="Firing stops.", tabled_by="")
    write("d", based_on="c", text="Firing stops.", tabled_by="", published=False)

    def counted(name: str) -> list[tuple[int, int, int, tuple[str, ...]]]:
        found = told(tmp_path, name)
        return [(one.changes, one.uncovered, one.doubted, one.doubts) for one in found]

    assert counted("a..b") == [(1, 0, 1, ("disputed",))]
    assert counted("a..c") == [(1, 0, 1, ("disputed",)), (2, 2, 0, ())]
    assert counted("c..d") == [(0, 0, 0, ())]


def test_every_step_on_every_way_is_checked(tmp_path: Path, write: Write) -> None:
    """What b changed without a proposer and c took back again is found all the same."""
    write("a")
    write("b", based_on="a", text="All firing stops.", tabled_by="")
    write("aside", based_on="a", text="No firing.", tabled_by="")
    write("c", based_on="b")
    assert rules(tmp_path, "a..c") == ["b.plan.yaml:19 unattributed-change ceasefire"]
    write("c", based_on="b, aside", tabled_by="")
    assert sorted(rules(tmp_path, "a..c")) == [
        "aside.plan.yaml:19 unattributed-change ceasefire",
        "b.plan.yaml:19 unattributed-change ceasefire",
        "c.plan.yaml:19 unattributed-change ceasefire",
        "c.plan.yaml:19 unattributed-change ceasefire",
    ]


def test_across_an_unpublished_draft_both_have_to_be_tabled(tmp_path: Path, write: Write) -> None:
    write("a")
    write("b", based_on="a", published=False)
    write("c", based_on="b", text="All firing stops.")
    gaps = ["b.plan.yaml:1 unknown-wording", "c.plan.yaml:1 unknown-wording"]
    assert rules(tmp_path, "a..c") == gaps
    assert all(checked.sound for checked in told(tmp_path, "a..c"))
    assert rules(tmp_path, "b..c") == gaps[1:]
    write("b", based_on="a", published=False, tabled_by="")
    assert rules(tmp_path, "a..c") == [*gaps, "c.plan.yaml:19 unattributed-change ceasefire"]
    (found,) = (found for found in told(tmp_path, "a..c")[1].findings if found.clause)
    assert "(against a, across b, never published)" in found.message


def test_a_missing_draft_on_the_way_is_told(tmp_path: Path, write: Write) -> None:
    write("a")
    write("c", based_on="b", text="All firing stops.")
    write("d", based_on="a, gone")
    assert rules(tmp_path, "a..c") == ["c.plan.yaml:1 unknown-base"]
    assert rules(tmp_path, "a..d") == ["d.plan.yaml:1 unknown-base"]
    write("a", published=False)
    assert rules(tmp_path, "a..c") == [
        "c.plan.yaml:1 unknown-base",
        "c.plan.yaml:1 unknown-wording",
    ]


def test_a_draft_that_does_not_go_back_to_the_other(tmp_path: Path, write: Write) -> None:
    write("a")
    write("b", based_on="a")
    with pytest.raises(PlanverError, match="a does not go back to b"):
        told(tmp_path, "b..a")


@pytest.mark.parametrize("names", [(), ("a",), ("a.plan.yaml",)])
def test_what_is_no_range(tmp_path: Path, write: Write, names: tuple[str, ...]) -> None:
    write("a")
    with pytest.raises(PlanverError, match="range of drafts"):
        told(tmp_path, *names)


def test_another_wording_of_a_draft_is_covered_by_a_trailer_only(
    repository: Path, commit: Callable[..., str], plan_bytes: PlanBytes
) -> None:
    commit(repository, "p.plan.yaml", plan_bytes("a"))
    commit(repository, "p.plan.yaml", plan_bytes("a", text="All firing stops."))
    with Drafts(repository) as drafts:
        ((found,),) = (one.findings for one in check_attributed(drafts, ["HEAD~1.."], repository))
    assert (found.rule, found.place.line) == ("unattributed-change", 19)
    assert found.hint.endswith("Ada Author recorded it, which does not say who proposed it.")
    again = plan_bytes("a", text="Firing stops.")
    commit(repository, "p.plan.yaml", again, "mend\n\nProposed-by: bor [ceasefire]")
    assert rules(repository, "HEAD~1..") == []


def test_texts_have_no_places(tmp_path: Path, write: Write) -> None:
    write("a")
    (tmp_path / "b.txt").write_text("1. All firing stops.\n2. The bridge is opened.\n")
    found = told(tmp_path, "a.plan.yaml..b.txt")[0]
    assert found.name == "b.txt"
    assert {(one.rule, one.place.line) for one in found.findings} == {("unattributed-change", 1)}


def test_what_was_taken_over_from_another_base_is_asked_of_that_one(
    tmp_path: Path, write: Write
) -> None:
    write("a")
    write("b", based_on="a")
    write("side", based_on="a", text="No firing.", tabled_by="")
    write("c", based_on="b, side", text="No firing.")
    (checked,) = told(tmp_path, "b..c")
    (found,) = checked.findings
    assert found.message.startswith("Point 1 of c: amended (against b), and nobody")
    assert found.hint == (
        "It was taken over from side: say there, in `proposed_by` of the clause or in `tabled_by` "
        "of the draft, who put it forward."
    )
    write("side", based_on="a", text="No firing.", tabled_by="alba")
    assert rules(tmp_path, "b..c") == []
