"""The drafts in which a party or a point changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planver.errors import PlanverError
from planver.model.change import ChangedDrafts, Kind
from planver.workflow.compare import compare_drafts
from planver.workflow.drafts import Drafts
from planver.workflow.history import changed_drafts, draft_graph
from planver.workflow.selection import Selection, parties, select

PlanBytes = Callable[..., bytes]


@pytest.fixture
def folder(tmp_path: Path, plan_bytes: PlanBytes) -> Path:
    """a - b (alba: ceasefire) - c (never published) - d (cass: status), and e on its own."""

    def write(name: str, data: bytes) -> None:
        (tmp_path / f"{name}.plan.yaml").write_bytes(data)

    write("a", plan_bytes("a"))
    write("b", plan_bytes("b", based_on="a", text="All firing stops."))
    hidden = plan_bytes("c", based_on="b").partition(b"points:")[0]
    hidden = hidden.replace(b"official", b"unpublished") + b"points: []\n"
    write("c", hidden)
    agreed = plan_bytes("d", based_on="c", text="Firing stops.", tabled_by="quartet")
    write("d", agreed.replace(b"proposed_by: [bor]", b"status: agreed"))
    write("e", plan_bytes("e", based_on="gone"))
    return tmp_path


def chosen(folder: Path, party: str | None = None, point: str | None = None) -> ChangedDrafts:
    with Drafts(folder) as drafts:
        return changed_drafts(drafts, Selection(party=party, point=point))["lumen-river"]


def told(found: ChangedDrafts) -> list[str]:
    """``d against b: ceasefire`` for each comparison, with the clauses that changed."""
    return [
        f"{node.entry.draft.id} against {diff.before.draft.id}: "
        + " ".join(change.after[0].clause.id or "" for change in diff.changes)
        for node in found.nodes
        for diff in node.diffs
    ]


def test_drafts_in_which_a_party_changed_something(folder: Path) -> None:
    found = chosen(folder, party="alba")
    assert told(found) == ["b against a: ceasefire"]
    assert (found.party, found.point, found.by_number) == ("Republic of Alba", None, False)
    assert (found.title, found.first, found.unknown) == (
        "Plan for the Lumen River",
        ("a",),
        ("c", "e"),
    )


def test_left_out_drafts_for_which_the_party_is_named(folder: Path) -> None:
    def named(party: str, point: str | None = None) -> list[tuple[str, str]]:
        found = chosen(folder, party, point).named
        return [(entry.draft.id, " ".join(made.basis for made in by)) for entry, by in found]

    assert named("alba") == [("a", "draft"), ("c", "draft"), ("e", "draft")]
    assert named("alba", "ceasefire") == [("a", "draft"), ("e", "draft")]
    assert named("alba", "bridge") == []
    assert named("bor") == [("a", "clause"), ("e", "clause")]
    assert named("cass") == []
    assert chosen(folder, point="ceasefire").named == ()


def test_the_party_of_an_alternative_is_named(tmp_path: Path, plan_bytes: PlanBytes) -> None:
    option = b"    alternatives:\n      - by: [cass]\n        text: It is closed.\n"
    (tmp_path / "a.plan.yaml").write_bytes(plan_bytes("a") + option)
    ((entry, (made,)),) = chosen(tmp_path, "cass").named
    assert (entry.draft.id, made.basis) == ("a", "clause")


def test_what_its_group_changed_a_member_changed(folder: Path) -> None:
    assert told(chosen(folder, party="cass")) == ["d against b: ceasefire"]
    assert told(chosen(folder, party="bor")) == []


def test_drafts_in_which_a_point_changed(folder: Path) -> None:
    found = chosen(folder, point="ceasefire")
    assert told(found) == ["b against a: ceasefire", "d against b: ceasefire"]
    assert [node.bases for node in found.nodes] == [(), ()]
    assert not found.by_number


def test_a_status_that_changed_is_a_change_of_the_point(folder: Path) -> None:
    found = chosen(folder, point="2")
    assert told(found) == ["d against b: bridge"]
    assert found.by_number


def test_a_line_leads_only_to_the_draft_it_is_based_on(folder: Path, plan_bytes: PlanBytes) -> None:
    data = plan_bytes("z", based_on="b, gone", text="No firing.", date="2031-05-01")
    (folder / "z.plan.yaml").write_bytes(data)
    assert [node.bases for node in chosen(folder, point="ceasefire").nodes] == [(), (), ("b",)]
    assert chosen(folder, point="bridge").unknown == ("c", "e", "z")


def test_a_party_or_point_nobody_knows(folder: Path) -> None:
    with pytest.raises(PlanverError, match="No draft knows a party 'us'"):
        chosen(folder, party="us")
    with pytest.raises(PlanverError, match="No draft has a point or clause '7'"):
        chosen(folder, point="7")


@pytest.fixture
def joint(tmp_path: Path, plan_bytes: PlanBytes) -> Path:
    """a - b (alba) and side (bor: ceasefire), both of which c (alba) is based on."""
    extra = "\n  - id: trade\n    text: >-\n      Trade is free.\n"
    for name, fields in {
        "a": {},
        "b": {"based_on": "a"},
        "side": {"based_on": "a", "text": "No firing.", "tabled_by": "bor"},
        "c": {"based_on": "b, side", "text": "No firing.", "extra": extra},
    }.items():
        (tmp_path / f"{name}.plan.yaml").write_bytes(plan_bytes(name, **fields))
    return tmp_path


def test_what_a_draft_took_over_is_no_change_of_a_party_in_that_draft(joint: Path) -> None:
    assert told(chosen(joint, party="alba")) == ["c against b: trade", "c against side: trade"]
    assert told(chosen(joint, party="bor")) == ["side against a: ceasefire"]


def test_in_the_graph_it_is_told_as_taken_over(joint: Path) -> None:
    with Drafts(joint) as drafts:
        *_, last = draft_graph(drafts)["lumen-river"]
    (change,) = (one for one in last.diffs[0].changes if one.kinds == (Kind.AMENDED,))
    assert [taken.entry.draft.id for taken in change.taken_from] == ["side"]


def test_a_comparison_shows_whose_it_is_where_it_is_asked_for(joint: Path) -> None:
    with Drafts(joint) as drafts:
        diff = compare_drafts(drafts, "b", "c")
    assert [diff.changes[at].after[0].clause.id for at in select(diff, Selection(party="bor"))] == [
        "ceasefire"
    ]
    assert parties(diff) == ("alba", "bor")
