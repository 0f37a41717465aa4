"""Which draft a draft is compared with when nobody says."""

from planver.model.change import Node
from planver.model.draft import Draft, Wording
from planver.model.history import Entry
from planver.workflow.lineage import base_for, newest_comparable, steps, steps_to


def node(draft_id: str, *bases: str, published: bool = True) -> Node:
    wording = Wording.OFFICIAL if published else Wording.UNPUBLISHED
    made = Draft(plan="p", id=draft_id, based_on=bases, wording=wording)
    return Node(entry=Entry(draft=made, path=f"{draft_id}.plan.yaml"), bases=bases, diffs=())


def test_the_base_is_the_nearest_published_draft() -> None:
    nodes = [
        node("a"),
        node("gap", "a", published=False),
        node("b", "gap", "missing"),
        node("lone", "gone"),
        node("dark", "hidden", published=False),
        node("hidden", published=False),
        node("late", "hidden"),
    ]
    found = [base_for(nodes, node) for node in nodes]
    names = [base.draft.id if base else None for base in found]
    assert names == [None, "a", "a", None, "hidden", None, "hidden"]
    pair = newest_comparable(nodes)
    assert pair is not None
    assert [side.draft.id for side in pair] == ["a", "b"]
    assert [after.draft.id for _, after in steps(nodes)] == ["gap", "b", "dark", "late"]


def test_drafts_based_on_each_other_do_not_hang() -> None:
    nodes = [node("a", "b", published=False), node("b", "a", published=False)]
    base = base_for(nodes, nodes[0])
    assert base is not None
    assert base.draft.id == "b"


def test_steps_lead_to_every_published_draft_below_across_all_gaps() -> None:
    nodes = [
        node("a"),
        node("b"),
        node("gap", "a", published=False),
        node("hole", "gap", "b", published=False),
        node("void", "gap", "hole", published=False),
        node("last", "void", "b", "missing", "last"),
    ]
    known = {one.entry.draft.id: one.entry for one in nodes}
    found = {
        step.before.draft.id: {gap.draft.id for gap in step.across}
        for step in steps_to(known, known["last"])
    }
    assert found == {"a": {"gap", "hole", "void"}, "b": {"hole", "void"}}
    assert steps_to(known, known["gap"]) == ()
    assert steps_to(known, known["a"]) == ()
