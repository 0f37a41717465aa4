"""The wordings of drafts as a graph, along the history of all branches."""

from collections.abc import Callable
from pathlib import Path

from planver.compare.provenance import blame_of
from planver.compare.tracing import Trace
from planver.model.provenance import Run
from planver.workflow.drafts import Drafts
from planver.workflow.stages import stages

FIRE = "All firing stops at {} on the day after signature."


def runs(folder: Path, name: str) -> list[Run]:
    """Where the words of the ceasefire clause of a draft come from."""
    with Drafts(folder) as drafts:
        known, place = stages(drafts, drafts.entry(name))
    return list(blame_of(Trace(known), place).clauses[0].runs)


def told(folder: Path, name: str) -> list[tuple[str, str, str | None]]:
    """Words, the draft they came in, and the subject of the revision."""
    return [
        (
            run.text.strip(),
            run.first.entry.draft.id,
            run.first.entry.revision.subject if run.first.entry.revision else None,
        )
        for run in runs(folder, name)
    ]


def test_a_later_wording_of_a_draft_brings_what_it_puts_in(
    repository: Path, commit: Callable[..., str], plan_bytes: Callable[..., bytes]
) -> None:
    commit(repository, "a.plan.yaml", plan_bytes(text=FIRE.format("noon")), "first")
    commit(repository, "a.plan.yaml", plan_bytes(text=FIRE.format("06:00")), "second")
    assert told(repository, "alba-1") == [
        ("All firing stops at", "alba-1", "first"),
        ("06:00", "alba-1", "second"),
        ("on the day after signature.", "alba-1", "first"),
    ]


def test_a_wording_put_back_is_told(
    repository: Path, commit: Callable[..., str], plan_bytes: Callable[..., bytes]
) -> None:
    for figure, subject in (("noon", "first"), ("06:00", "second"), ("noon", "third")):
        commit(repository, "a.plan.yaml", plan_bytes(text=FIRE.format(figure)), subject)
    found = runs(repository, "alba-1")
    assert [run.text.strip() for run in found][1] == "noon"
    assert found[1].first.entry.revision is not None
    assert found[1].first.entry.revision.subject == "first"
    assert found[1].returned is not None
    assert found[1].returned.entry.revision is not None
    assert found[1].returned.entry.revision.subject == "third"


def test_a_file_that_becomes_another_draft_and_is_renamed(
    repository: Path,
    commit: Callable[..., str],
    git: Callable[..., str],
    plan_bytes: Callable[..., bytes],
) -> None:
    commit(repository, "plan.plan.yaml", plan_bytes(text=FIRE.format("noon")), "first")
    git(repository, "mv", "plan.plan.yaml", "next.plan.yaml")
    later = plan_bytes("bor-1", text=FIRE.format("06:00"), tabled_by="bor", based_on="alba-1")
    commit(repository, "next.plan.yaml", later, "second")
    assert told(repository, "bor-1")[1] == ("06:00", "bor-1", "second")
    assert told(repository, "bor-1")[0] == ("All firing stops at", "alba-1", "first")


def test_drafts_recorded_together_go_back_to_each_other(
    repository: Path, commit: Callable[..., str], plan_bytes: Callable[..., bytes]
) -> None:
    later = plan_bytes("abc-2", text=FIRE.format("06:00"), based_on="bor-1")
    (repository / "abc.plan.yaml").write_bytes(later)
    (repository / "bor.plan.yaml").write_bytes(plan_bytes("bor-1", text=FIRE.format("noon")))
    commit(repository, "abc.plan.yaml", later, "both", env=None)
    assert told(repository, "abc-2")[1][:2] == ("06:00", "abc-2")
    assert told(repository, "abc-2")[0][1] == "bor-1"


def test_a_merge_takes_words_from_both_sides(
    repository: Path,
    commit: Callable[..., str],
    git: Callable[..., str],
    plan_bytes: Callable[..., bytes],
) -> None:
    text = "All firing stops at {} on the day after {}."
    path = "a.plan.yaml"
    commit(repository, path, plan_bytes(text=text.format("noon", "signature")), "root")
    git(repository, "branch", "side")
    commit(repository, path, plan_bytes(text=text.format("06:00", "signature")), "ours")
    git(repository, "switch", "-q", "side")
    commit(repository, path, plan_bytes(text=text.format("noon", "ratification")), "theirs")
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "--no-commit", "-s", "ours", "side")
    commit(repository, path, plan_bytes(text=text.format("06:00", "ratification")), "merged")
    by = {words: subject for words, _, subject in told(repository, "alba-1")}
    assert by["06:00"] == "ours"
    assert by["ratification"] == "theirs"
    assert "merged" not in by.values()


def test_a_base_on_another_branch_is_found(
    repository: Path,
    commit: Callable[..., str],
    git: Callable[..., str],
    plan_bytes: Callable[..., bytes],
) -> None:
    commit(repository, "z.plan.yaml", plan_bytes("other-1"), "root")
    git(repository, "switch", "-q", "-c", "side")
    commit(repository, "a.plan.yaml", plan_bytes(text=FIRE.format("noon")), "base")
    git(repository, "switch", "-q", "main")
    later = plan_bytes("bor-1", text=FIRE.format("06:00"), based_on="alba-1")
    commit(repository, "b.plan.yaml", later, "answer")
    assert [subject for _, _, subject in told(repository, "bor-1")] == ["base", "answer", "base"]


def test_drafts_that_are_based_on_each_other_end(
    repository: Path, commit: Callable[..., str], plan_bytes: Callable[..., bytes]
) -> None:
    commit(repository, "a.plan.yaml", plan_bytes("alba-1", based_on="bor-1"), "one")
    commit(repository, "b.plan.yaml", plan_bytes("bor-1", based_on="alba-1"), "other")
    assert {draft for _, draft, _ in told(repository, "bor-1")} == {"alba-1"}


def test_a_file_nobody_recorded_follows_on_the_last_wording(
    repository: Path, commit: Callable[..., str], plan_bytes: Callable[..., bytes]
) -> None:
    commit(repository, "a.plan.yaml", plan_bytes(text=FIRE.format("noon")), "first")
    (repository / "a.plan.yaml").write_bytes(plan_bytes(text=FIRE.format("06:00")))
    assert told(repository, "alba-1")[1] == ("06:00", "alba-1", None)
    assert told(repository, "alba-1")[0] == ("All firing stops at", "alba-1", "first")


def test_a_file_from_elsewhere_is_a_wording_of_its_draft(
    repository: Path, commit: Callable[..., str], plan_bytes: Callable[..., bytes], tmp_path: Path
) -> None:
    commit(repository, "a.plan.yaml", plan_bytes(text=FIRE.format("noon")), "first")
    leak = tmp_path / "leak.plan.yaml"
    leak.write_bytes(plan_bytes(text=FIRE.format("06:00")))
    assert told(repository, str(leak))[1] == ("06:00", "alba-1", None)


def test_the_same_wording_on_two_branches_is_one_when_they_merge(
    repository: Path,
    commit: Callable[..., str],
    git: Callable[..., str],
    plan_bytes: Callable[..., bytes],
) -> None:
    path = "a.plan.yaml"
    commit(repository, path, plan_bytes(text=FIRE.format("noon")), "root")
    git(repository, "branch", "side")
    commit(repository, path, plan_bytes(text=FIRE.format("06:00")), "ours")
    git(repository, "switch", "-q", "side")
    commit(repository, path, plan_bytes(text=FIRE.format("06:00")), "theirs")
    git(repository, "merge", "-q", "--no-edit", "main")
    commit(repository, path, plan_bytes(text=FIRE.format("07:00")), "after")
    assert told(repository, "alba-1")[1] == ("07:00", "alba-1", "after")


def test_a_broken_revision_is_passed_over(
    repository: Path, commit: Callable[..., str], plan_bytes: Callable[..., bytes]
) -> None:
    commit(repository, "a.plan.yaml", plan_bytes(text=FIRE.format("noon")), "first")
    commit(repository, "a.plan.yaml", b"planver: [", "broken")
    commit(repository, "a.plan.yaml", plan_bytes(text=FIRE.format("06:00")), "mended")
    assert [subject for _, _, subject in told(repository, "alba-1")] == ["first", "mended", "first"]


def test_mailmap_and_replacements_change_nothing(
    repository: Path,
    commit: Callable[..., str],
    git: Callable[..., str],
    plan_bytes: Callable[..., bytes],
) -> None:
    bare = plan_bytes(text=FIRE.format("noon"), tabled_by="")
    first = commit(repository, "a.plan.yaml", bare, "first")
    before = runs(repository, "alba-1")
    (repository / ".mailmap").write_text("Mallory <mallory@example.org> <ada@example.org>\n")
    other = git(repository, "commit-tree", "-m", "forged", f"{first}^{{tree}}")
    git(repository, "replace", first, other)
    assert runs(repository, "alba-1") == before
    assert [made.party for run in before for made in run.first.by] == ["Ada Author"]


def test_a_clone_tells_the_same(
    repository: Path,
    commit: Callable[..., str],
    git: Callable[..., str],
    plan_bytes: Callable[..., bytes],
) -> None:
    commit(repository, "a.plan.yaml", plan_bytes(text=FIRE.format("noon")), "root")
    git(repository, "switch", "-q", "-c", "side")
    later = plan_bytes("bor-1", text=FIRE.format("06:00"), based_on="alba-1")
    commit(repository, "b.plan.yaml", later, "answer")
    git(repository, "switch", "-q", "main")
    own = plan_bytes("cass-1", text=FIRE.format("06:00"), based_on="alba-1")
    commit(repository, "c.plan.yaml", own, "another answer")
    clone = repository.parent / "clone"
    git(repository.parent, "clone", "-q", str(repository), "clone")
    for name in ("alba-1", "bor-1", "cass-1"):
        assert runs(clone, name) == runs(repository, name)
    (echo,) = runs(clone, "bor-1")[1].also
    assert (echo.text, echo.at.entry.draft.id) == ("06:00", "cass-1")


def test_a_draft_that_is_put_back_brings_nothing_of_its_own(
    repository: Path,
    commit: Callable[..., str],
    git: Callable[..., str],
    plan_bytes: Callable[..., bytes],
) -> None:
    """One file holds one draft after the other; undoing the last puts the one before back."""
    path = "a.plan.yaml"
    commit(repository, path, plan_bytes("alba-1", text=FIRE.format("noon")), "first")
    second = plan_bytes("alba-2", text=FIRE.format("06:00"), based_on="alba-1")
    commit(repository, path, second, "second")
    third = plan_bytes("alba-3", text=FIRE.format("07:00"), based_on="alba-2")
    commit(repository, path, third, "third")
    git(repository, "revert", "--no-edit", "HEAD")
    assert told(repository, "alba-2")[1] == ("06:00", "alba-2", "second")
    after = plan_bytes("alba-4", text=FIRE.format("06:00 sharp"), based_on="alba-2")
    commit(repository, path, after, "fourth")
    assert told(repository, "alba-4")[1] == ("06:00", "alba-2", "second")


def test_a_draft_that_is_taken_up_again_goes_back_to_how_it_stood(
    repository: Path, commit: Callable[..., str], plan_bytes: Callable[..., bytes]
) -> None:
    path = "a.plan.yaml"
    commit(repository, path, plan_bytes("alba-1", text=FIRE.format("noon")), "first")
    later = plan_bytes("bor-1", text=FIRE.format("06:00"), based_on="alba-1", tabled_by="bor")
    commit(repository, path, later, "second")
    commit(repository, path, plan_bytes("alba-1", text=FIRE.format("noon sharp")), "third")
    assert told(repository, "alba-1") == [
        ("All firing stops at noon", "alba-1", "first"),
        ("sharp", "alba-1", "third"),
        ("on the day after signature.", "alba-1", "first"),
    ]


def test_a_base_that_no_file_holds_any_more_is_meant_as_it_stood_then(
    repository: Path, commit: Callable[..., str], plan_bytes: Callable[..., bytes]
) -> None:
    """What the base becomes later is none of the draft's business."""
    path = "a.plan.yaml"
    commit(repository, path, plan_bytes("alba-1", text=FIRE.format("noon")), "first")
    commit(repository, path, plan_bytes("bor-1", text=FIRE.format("06:00"), based_on="alba-1"), "2")
    commit(repository, path, plan_bytes("cass-1", text=FIRE.format("noon"), based_on="alba-1"), "3")
    later = plan_bytes("alba-1", text="Every gun falls silent at noon, for good.")
    commit(repository, path, later, "correction")
    assert told(repository, "cass-1") == [
        ("All firing stops at noon on the day after signature.", "alba-1", "first")
    ]
