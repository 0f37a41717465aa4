"""Each hard case of docs/tricky-cases.md: planver says what a careful reader would say.

A difference here is a change of what planver claims. Mend planver, or `told` in tricky-cases.toml
by hand if a reader would agree; never fill it in from what planver says.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.tricky_cases import WIDTH, Case, compared, name, parts, shown
from planver.cli.main import run
from planver.model.change import Basis, ClauseChange, DraftDiff, Op
from planver.model.numbering import Numbered
from planver.render import phrases

CASES = [case for part in parts() for case in part.cases]
BY_WORDS = [case for case in CASES if case.by_words is not None]


def title(case: Case) -> str:
    return case.title.lower().replace(" ", "-").replace(",", "")


each_case = pytest.mark.parametrize("case", CASES, ids=title)


def told(diff: DraftDiff) -> str:
    """Every change in a line, and what is claimed of it below."""
    return "\n".join(line for change in diff.changes for line in _lines(change, diff))


def _lines(change: ClauseChange, diff: DraftDiff) -> Iterator[str]:
    kinds = ", ".join(change.kinds)
    cosmetic = "amended" in change.kinds and not change.reworded
    by = change.basis if change.basis not in (None, Basis.TEXT) else None
    yield "".join(
        [
            f"{_paths(change.before)} -> {_paths(change.after)}: {kinds}",
            ", cosmetic only" if cosmetic else "",
            f" by {by}" if by else "",
        ]
    )
    yield from (f"  ! {phrases.flag(flag, diff.after.draft)}" for flag in change.flags)
    yield from (
        f"  ~ {edit.text.strip()}"
        for edit in change.edits
        if edit.moved is not None and edit.op is Op.INSERT
    )
    yield from (f"  ? {possible.path}" for possible in change.possible)


def _paths(clauses: tuple[Numbered, ...]) -> str:
    return "+".join(clause.path for clause in clauses) or "-"


@each_case
def test_planver_says_what_a_reader_would(case: Case) -> None:
    assert told(compared(case)) == case.told.strip()


@pytest.mark.parametrize("case", BY_WORDS, ids=title)
def test_by_the_words_alone_too(case: Case) -> None:
    assert case.by_words is not None
    assert told(compared(case, use_ids=False)) == case.by_words.strip()


@each_case
def test_the_page_shows_what_the_command_says(
    case: Case,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    files = [name("before", case.before), name("after", case.after)]
    for file, text in zip(files, (case.before, case.after), strict=True):
        Path(file).write_text(text, encoding="utf-8")
    assert run(["diff", *files, "--format", "terminal", "--color", "never"]) == 0
    names, said = (lines := capsys.readouterr().out.splitlines())[:3], lines[3:]
    assert [line.split(":")[0] for line in names[1:]] == ["Before", "After"]
    assert "\n".join(said).strip("\n") == shown(compared(case))


def test_nobody_is_named_for_what_nobody_proposed() -> None:
    unexplained = {case.title: compared(case) for case in CASES if "tabled_by" in case.after}
    assert set(unexplained) == {
        "Two wordings of one draft",
        "Drafts compared against the order of time",
    }
    for diff in unexplained.values():
        assert diff.after.draft.tabled_by
        assert [change.proposed_by for change in diff.changes if change.proposed_by] == []


def test_a_draft_nobody_has_seen_is_no_empty_one() -> None:
    (case,) = (case for case in CASES if "wording: unpublished" in case.after)
    assert not compared(case).comparable
    assert "Nothing in it counts as deleted." in shown(compared(case))


def test_commas_are_folded_and_told() -> None:
    (case,) = (case for case in CASES if case.title == "Only two commas")
    assert "1 change is cosmetic only and folded: 1." in shown(compared(case))
