"""Answers go into the after draft's file, whole or not at all."""

from pathlib import Path

import pytest

from planver.errors import PlanverError
from planver.model.draft import Origin
from planver.planfile.dump import dump
from planver.planfile.parse import parse
from planver.workflow.confirming import Unsure, save, unsure
from planver.workflow.drafts import Drafts
from tests.strategies import clause, draft, unpublished

STOP = clause("stop", "All firing stops at noon on the day after signature.")
BEFORE = draft(
    STOP,
    clause("vote", "Elections shall be held in all districts within 100 days."),
    id="bor-1",
    tabled_by=(),
)
AFTER = draft(
    STOP,
    clause("ballot", "Elections shall be held in all districts as soon as the guns are silent."),
    id="alba-2",
    tabled_by=(),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bor-1.plan.yaml").write_bytes(dump(BEFORE))
    (tmp_path / "alba-2.plan.yaml").write_bytes(dump(AFTER))
    return tmp_path


def found(folder: Path, before: str = "bor-1", after: str = "alba-2") -> Unsure:
    with Drafts(folder) as drafts:
        return unsure(drafts, before, after, folder)


def test_an_answer_is_written_and_settles_the_question(folder: Path) -> None:
    asked = found(folder)
    (question,) = asked.questions
    assert save(asked, question.pairs, ()) == 1
    written = parse((folder / "alba-2.plan.yaml").read_bytes()).draft
    assert written is not None
    assert written.points[1].origin == Origin(from_id="vote")
    assert found(folder).questions == ()


def test_a_file_that_changed_meanwhile_is_left_alone(folder: Path) -> None:
    asked = found(folder)
    file = folder / "alba-2.plan.yaml"
    file.write_bytes(file.read_bytes() + b"# mine\n")
    with pytest.raises(PlanverError, match="was changed while you answered; nothing was written"):
        save(asked, asked.questions[0].pairs, ())
    assert file.read_bytes() == dump(AFTER) + b"# mine\n"


def test_a_file_named_by_its_path(folder: Path) -> None:
    assert found(folder, "bor-1.plan.yaml", "alba-2.plan.yaml").file.name == "alba-2.plan.yaml"


def test_a_text_has_no_place_for_an_answer(folder: Path) -> None:
    (folder / "new.txt").write_text("1. All firing stops.\n")
    with pytest.raises(PlanverError, match=r"new\.txt is not a plan file") as caught:
        found(folder, "bor-1", "new.txt")
    assert "planver import new.txt --onto" in caught.value.hint
    with pytest.raises(PlanverError, match=r"new\.txt has no ids") as caught:
        found(folder, "new.txt", "alba-2")
    assert "planver import" in caught.value.hint


def test_a_file_with_errors_is_not_written_into(folder: Path) -> None:
    (folder / "alba-2.plan.yaml").write_bytes(
        dump(draft(STOP, clause(None, "x"), id="alba-2", tabled_by=()))
    )
    with pytest.raises(PlanverError, match="has errors") as caught:
        found(folder, "bor-1", "alba-2.plan.yaml")
    assert "planver check" in caught.value.hint


def test_neither_is_a_link(folder: Path) -> None:
    (folder / "alba-2.plan.yaml").rename(folder / "real.yaml")
    (folder / "alba-2.plan.yaml").symlink_to(folder / "real.yaml")
    with pytest.raises(PlanverError, match="is a link"):
        found(folder, "bor-1", "alba-2.plan.yaml")


def test_of_an_unpublished_draft_nothing_is_asked(folder: Path) -> None:
    (folder / "gap.plan.yaml").write_bytes(dump(unpublished(id="gap", tabled_by=())))
    for names in (("gap", "alba-2"), ("bor-1", "gap")):
        with pytest.raises(PlanverError, match="wording of gap was never published"):
            found(folder, *names)
