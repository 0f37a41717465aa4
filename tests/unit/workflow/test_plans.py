"""Which drafts are meant when nobody names one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planver.errors import PlanverError
from planver.workflow.blame import blame
from planver.workflow.drafts import Drafts
from planver.workflow.figures import figures_of
from planver.workflow.history import draft_graph
from planver.workflow.parties import parties_of
from planver.workflow.plans import newest
from planver.workflow.story import clause_story

PlanBytes = Callable[..., bytes]
Asked = Callable[[Drafts], object]

QUESTIONS: list[Asked] = [
    blame,
    parties_of,
    figures_of,
    lambda drafts: clause_story(drafts, "ceasefire"),
]


@pytest.mark.parametrize("asked", QUESTIONS)
def test_several_plans_are_refused_in_the_same_words(
    tmp_path: Path, plan_bytes: PlanBytes, asked: Asked
) -> None:
    for plan in ("tarn", "lumen-river"):
        (tmp_path / f"{plan}.plan.yaml").write_bytes(plan_bytes(plan=plan))
    with Drafts(tmp_path) as drafts, pytest.raises(PlanverError) as caught:
        asked(drafts)
    assert caught.value.message == "There are several plans here: lumen-river, tarn."
    assert caught.value.hint == "Choose one with --plan, or say which drafts you mean."
    with Drafts(tmp_path, "tarn") as drafts:
        asked(drafts)


@pytest.mark.parametrize("asked", [*QUESTIONS, draft_graph])
def test_no_draft_at_all_is_told_in_the_same_words(tmp_path: Path, asked: Asked) -> None:
    with Drafts(tmp_path) as drafts, pytest.raises(PlanverError) as caught:
        asked(drafts)
    assert caught.value.message == "There are no drafts here."
    with Drafts(tmp_path, "tarn") as drafts, pytest.raises(PlanverError) as caught:
        asked(drafts)
    assert caught.value.message == "There are no drafts of a plan 'tarn' here."


def test_the_newest_draft_is_one_with_a_wording(tmp_path: Path, plan_bytes: PlanBytes) -> None:
    hidden = plan_bytes("b", date="2031-05-01").partition(b"points:")[0]
    hidden = hidden.replace(b"official", b"unpublished") + b"points: []\n"
    (tmp_path / "b.plan.yaml").write_bytes(hidden)
    with Drafts(tmp_path) as drafts, pytest.raises(PlanverError, match="with a wording"):
        newest(drafts)
    (tmp_path / "a.plan.yaml").write_bytes(plan_bytes("a"))
    with Drafts(tmp_path) as drafts:
        assert newest(drafts).draft.id == "a"
