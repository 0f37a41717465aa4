"""`planver review` without a screen: which drafts it compares."""

from collections.abc import Callable
from pathlib import Path

from .conftest import Planver

PlanBytes = Callable[..., bytes]


def write_plan(folder: Path, plan_bytes: PlanBytes, plan: str, words: str) -> None:
    """Two drafts of a plan, in files named after it; every plan has the same draft ids."""
    for draft, base, end in (("d1", "", "noon"), ("d2", "d1", "dusk")):
        data = plan_bytes(
            draft, plan=plan, text=f"{words} at {end}.", based_on=base, date=f"2031-04-1{draft[1]}"
        )
        (folder / f"{plan}-{draft}.plan.yaml").write_bytes(data)


def test_the_base_is_looked_for_in_the_plan_of_the_draft(
    planver: Planver, tmp_path: Path, plan_bytes: PlanBytes
) -> None:
    write_plan(tmp_path, plan_bytes, "p", "All firing stops")
    write_plan(tmp_path, plan_bytes, "q", "The bridge opens")
    for name, words in (("p/d2", "All firing stops"), ("q/d2", "The bridge opens")):
        said = planver("review", name, "--plain")
        assert (said.code, said.err) == (0, "")
        assert f"Before: {words} at noon." in said.out
        assert f"After: {words} at dusk." in said.out


def test_a_file_from_elsewhere_is_compared_with_what_it_says_it_is_based_on(
    planver: Planver, tmp_path: Path, plan_bytes: PlanBytes
) -> None:
    elsewhere = tmp_path / "mail" / "today"
    elsewhere.mkdir(parents=True)
    write_plan(tmp_path, plan_bytes, "p", "All firing stops")
    (tmp_path / "p-d2.plan.yaml").rename(elsewhere / "new.plan.yaml")
    said = planver("review", "mail/today/new.plan.yaml", "--plain")
    assert (said.code, said.err) == (0, "")
    assert '"noon" became "dusk"' in said.out


def test_a_draft_without_a_base_is_told_by_the_name_it_was_asked_for(
    planver: Planver, tmp_path: Path, plan_bytes: PlanBytes
) -> None:
    write_plan(tmp_path, plan_bytes, "p", "All firing stops")
    said = planver("review", "p/d1", "--plain")
    assert said.code == 2
    assert "d1 is based on no other draft" in said.err
    assert "`planver review BEFORE p/d1`" in said.err
