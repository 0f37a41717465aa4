"""Choosing drafts, stepping along them, and noticing that they change."""

import shutil
import sys
from pathlib import Path

import pytest

from planver.planfile.parse import parse
from planver.repository.demo import build
from tests.tui.conftest import DRAFTS, Open


async def test_enter_compares_with_the_nearest_published_draft(review: Open) -> None:
    async with review() as reader:
        assert "Enter compares alba-1 with group-2" in reader.status
        await reader.press("enter")
        assert "alba-1 2031-03-01 -> group-2 2031-04-12" in reader.screen()
        await reader.press("q")
        assert "Drafts" in reader.screen()
        await reader.press("й")
    assert reader.app.return_code == 0


async def test_marking_before_and_after(review: Open) -> None:
    async with review() as reader:
        await reader.press("b")
        assert reader.row("group-2").startswith("▌B●")
        await reader.press("g", "enter")
        assert "group-2 2031-04-12 -> alba-1 2031-03-01" in reader.screen()
        await reader.press("q", "ф")
        assert reader.row("alba-1").startswith("▌A●")
        await reader.press("и")
        assert reader.row("alba-1").startswith("▌B●")
        await reader.press("b", "enter")
        assert "alba-1 is based on no draft" in reader.status
        await reader.press("b", "j", "a")
        assert "alba-1 2031-03-01 -> gap-1 2031-03-20" in reader.screen()


async def test_choosing_from_a_review(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.press("n", "v")
        assert reader.row("group-2").startswith("▌")
        await reader.press("q")
        assert reader.status.startswith("Change 2 of 9")
        await reader.press("м", "k", "enter")
        assert "alba-1 2031-03-01 -> gap-1 2031-03-20" in reader.screen()
        await reader.press("n", "r", "s", "f", "slash", "y", "u", "tab", "j")
        await reader.press("q", "q")
    assert reader.app.return_code == 0


async def test_stepping_along_the_drafts(review: Open) -> None:
    async with review("alba-1", "group-2", size=(100, 24)) as reader:
        await reader.press("(")
        assert "alba-1 2031-03-01 -> gap-1 2031-03-20" in reader.screen()
        assert reader.status == "gap-1, compared with alba-1."
        await reader.press("left_parenthesis")
        assert reader.status == "No draft before gap-1 is based on another one."
        await reader.press(")")
        assert reader.status == "group-2, compared with alba-1 (gap-1 between: never published)."
        await reader.press(")")
        assert reader.status == "No draft after group-2 is based on another one."


async def test_swapping_sides_stays_at_the_clause(review: Open) -> None:
    async with review("alba-1", "group-2") as reader:
        await reader.resize(120, 24)
        await reader.press("n", "ч")
        assert reader.row("  ~ 2 ").startswith("▌  ~ 2")
        assert "group-2 2031-04-12 -> alba-1 2031-03-01" in reader.screen()
        assert "point 2" in reader.status
        assert "800,000 600,000" in reader.screen()
        await reader.press("x")
        assert "600,000 800,000" in reader.screen()


async def test_drafts_that_are_not_one_after_the_other_say_so(review: Open) -> None:
    async with review("group-2", "alba-1", size=(60, 16)) as reader:
        told = "alba-1 is older than group-2, so nobody is named as proposer of the changes."
        assert told in " ".join(reader.screen().split())
        await reader.press("x")
        assert "is older than" not in reader.screen()
        await reader.press("x")
        assert "is older than" in reader.screen()


async def test_a_change_on_disk_is_noticed_and_read(review: Open, folder: Path) -> None:
    async with review("alba-1", "group-2") as reader:
        path = folder / "group-2.plan.yaml"
        path.write_text(path.read_text().replace("800,000", "750,000"))
        reader.app.screen.look_for_changes()  # type: ignore[attr-defined]
        await reader.settle()
        assert reader.status.startswith("The drafts have changed: R reads them again | Change 1")
        await reader.press("К")
        assert "600,000 750,000" in reader.screen()
        assert reader.status.startswith("Change 1 of 9")


async def test_a_file_that_broke_is_told_and_the_review_stays(review: Open, folder: Path) -> None:
    async with review("alba-1", "group-2", size=(200, 24)) as reader:
        (folder / "group-2.plan.yaml").write_text("planver: 1\n")
        await reader.press("R")
        assert "group-2" in reader.status
        assert "800,000" in reader.screen()


async def test_plan_files_that_are_no_drafts_are_listed(review: Open, folder: Path) -> None:
    (folder / "broken.plan.yaml").write_text("planver: 1\n")
    async with review(size=(100, 30)) as reader:
        assert "! broken.plan.yaml cannot be shown as a draft" in reader.screen()
        assert "check: no findings" in reader.screen()


async def test_a_folder_without_drafts(review: Open, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    async with review(place=tmp_path / "empty") as reader:
        assert "There are no drafts here." in reader.screen()
        await reader.press("enter", "b", "a", "j", "k", "space", "G", "R", "q")
    assert reader.app.return_code == 0


async def test_a_wrong_name_goes_back_to_the_command_line(review: Open) -> None:
    async with review("alba-1", "group-3") as reader:
        pass
    assert reader.app.return_code == 2
    assert reader.app.refused is not None
    assert "group-3" in reader.app.refused.message


async def test_one_name_is_compared_with_its_base(review: Open) -> None:
    async with review(None, "group-2") as reader:
        assert "alba-1 2031-03-01 -> group-2 2031-04-12" in reader.screen()
        await reader.press("x")
        assert "group-2 2031-04-12 -> alba-1 2031-03-01" in reader.screen()


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    script = tmp_path / "vi"
    script.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        f"pathlib.Path('{tmp_path}/called').write_text('\\n'.join(sys.argv[1:]))\n"
    )
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"'{script}' --quiet")
    return tmp_path / "called"


async def test_editing_opens_the_file_at_the_clause(
    review: Open, folder: Path, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    async with review("alba-1", "group-2") as reader:
        monkeypatch.setattr(reader.app, "suspend", nullcontext)
        await reader.press("n", "e")
        path = folder / "group-2.plan.yaml"
        assert editor.read_text().splitlines() == ["--quiet", "+25", str(path)]
        assert path.read_text().splitlines()[24].strip() == "- id: forces"


async def test_without_an_editor_it_says_what_to_do(
    review: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with review("alba-1", "group-2") as reader:
        await reader.press("e")
        assert reader.status.startswith("No editor is set. Leave planver, set EDITOR")
        assert "start it again." in reader.screen()


@pytest.fixture
def repository_of_drafts(tmp_path: Path) -> Path:
    drafts = []
    for name in ("alba-1", "gap-1", "group-2"):
        data = (DRAFTS / f"{name}.plan.yaml").read_bytes()
        draft = parse(data).draft
        assert draft is not None
        drafts.append((draft, data))
    build(tmp_path / "repository", drafts)
    return tmp_path / "repository"


async def test_drafts_in_git(review: Open, repository_of_drafts: Path) -> None:
    async with review(place=repository_of_drafts, size=(120, 30)) as reader:
        assert "not recorded" not in reader.screen()
        assert "check: no findings" in reader.screen()
        await reader.press("enter")
        assert "600,000 800,000" in reader.screen()
        await reader.press("x", "e")
        assert "alba-1 stands only in git" in reader.status
        (repository_of_drafts / ".git" / "refs" / "heads" / "other").write_bytes(
            (repository_of_drafts / ".git" / "refs" / "heads" / "main").read_bytes()
        )
        reader.app.screen.look_for_changes()  # type: ignore[attr-defined]
        await reader.settle()
        assert "The drafts have changed" in reader.status


async def test_several_plans(review: Open, folder: Path) -> None:
    for name in ("kyrylytsia-1", "kyrylytsia-2"):
        shutil.copy(DRAFTS / f"{name}.plan.yaml", folder)
    async with review(size=(100, 30)) as reader:
        assert "Рамковий план" in reader.screen()
        await reader.press("b", "g", "enter")
        assert "These are drafts of two plans" in reader.status
