"""What `planver diff` says of the sample drafts, in files to read in review.

After a wanted change of wording: ``PLANVER_UPDATE_GOLDENS=1 pytest tests/golden/test_diffs.py``,
then read what git shows before committing it.
"""

import os
from pathlib import Path

import pytest

from planver.model.change import DraftDiff
from planver.render.markdown import markdown
from planver.render.plain import plain, stat
from planver.workflow.compare import compare_entries
from planver.workflow.drafts import Drafts
from planver.workflow.selection import Selection, select

FOLDER = Path(__file__).parent / "diffs"
PLANS = Path(__file__).parents[2] / "plans"
STEPS = (
    ("us-28", "e3-28"),
    ("us-28", "us-ua-20"),
    ("us-28", "geneva-19"),
    ("alba-1", "bor-1"),
    ("alba-1", "contact-group-1"),
    ("bor-1", "contact-group-2"),
    ("contact-group-1", "contact-group-2"),
)
FORMS = {"plain.txt": plain, "stat.txt": stat, "md": markdown}
CASES = [
    *((*step, form) for step in STEPS for form in ("plain.txt", "stat.txt")),
    ("bor-1", "contact-group-2", "md"),
]


def comparison(before: str, after: str) -> DraftDiff:
    (path,) = PLANS.glob(f"*/{after}.plan.yaml")
    with Drafts(path.parent) as drafts:
        sides = [drafts.entry(f"{name}.plan.yaml") for name in (before, after)]
        return compare_entries(drafts, *sides)


@pytest.mark.parametrize(("before", "after", "form"), CASES)
def test_it_reads_as_agreed(before: str, after: str, form: str) -> None:
    found = comparison(before, after)
    told = FORMS[form](found, select(found, Selection()))
    golden = FOLDER / f"{before}--{after}.{form}"
    if os.environ.get("PLANVER_UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(told, encoding="utf-8", newline="\n")
    assert told == golden.read_text(encoding="utf-8")


def test_no_golden_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {
        f"{before}--{after}.{form}" for before, after, form in CASES
    }
