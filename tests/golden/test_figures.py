"""What `planver figures` says of the sample drafts, in files to read in review.

After a wanted change: ``PLANVER_UPDATE_GOLDENS=1 pytest tests/golden/test_figures.py``, then read
what git shows before committing it.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from planver.compare.figures import figures
from planver.model.figures import Figures
from planver.model.history import Entry
from planver.planfile.parse import parse
from planver.render.concordance import markdown, plain
from planver.render.equivalences import equivalences
from planver.render.figure_charts import charts
from planver.render.figures import table
from planver.render.figures_data import csv_text

FOLDER = Path(__file__).parent / "figures"
PLANS = Path(__file__).parents[2] / "plans"
UKRAINE = ("us-28", "e3-28", "europe-24", "geneva-19", "moscow-27", "us-ua-20")
LUMEN = ("alba-1", "bor-1", "contact-group-1", "contact-group-2")


def terminal(found: Figures) -> str:
    rows = [*equivalences(table(found), 100), *charts(found, 100)]
    return "".join("".join(span.text for span in row).rstrip() + "\n" for row in rows)


FORMS: dict[str, Callable[[Figures], str]] = {
    "plain.txt": lambda found: plain(table(found)),
    "terminal.txt": terminal,
    "md": lambda found: markdown(table(found)),
    "csv": lambda found: csv_text(found).replace("\r\n", "\n"),  # git may mend line ends
}
CASES = (
    (UKRAINE, "plain.txt"),
    (("us-28", "e3-28", "us-ua-20"), "terminal.txt"),
    (("us-28", "e3-28", "us-ua-20"), "csv"),
    (LUMEN, "md"),
    (LUMEN, "terminal.txt"),
)


def name(drafts: tuple[str, ...], form: str) -> str:
    return f"{'--'.join(drafts)}.{form}"


def of(drafts: tuple[str, ...]) -> Figures:
    """The figures of sample drafts; all drafts of the plan tell what is based on what."""
    found: dict[str, Entry] = {}
    folder = next(path.parent for path in PLANS.glob(f"*/{drafts[0]}.plan.yaml"))
    for path in sorted(folder.glob("*.plan.yaml")):
        draft = parse(path.read_bytes()).draft
        assert draft is not None
        found[draft.id] = Entry(draft=draft, path=path.name)
    bases = {draft_id: entry.draft.based_on for draft_id, entry in found.items()}
    return figures([found[draft_id] for draft_id in drafts], bases)


@pytest.mark.parametrize(("drafts", "form"), CASES)
def test_it_reads_as_agreed(drafts: tuple[str, ...], form: str) -> None:
    told = FORMS[form](of(drafts))
    golden = FOLDER / name(drafts, form)
    if os.environ.get("PLANVER_UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(told.encode())
    assert told == golden.read_bytes().decode()


def test_no_golden_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {name(*case) for case in CASES}


def test_the_rows_people_know_of() -> None:
    rows = {row.numbers for row in table(of(("us-28", "e3-28", "us-ua-20"))).rows}
    assert ("600,000", "800,000", "800,000") in rows  # the force cap
    assert ("within 100 days", "as soon as possible", "as soon as possible") in rows  # elections
    assert ("—", "—", "USD 800 billion") in rows  # the funds
