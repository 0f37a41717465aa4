"""What `planver concordance` says of the sample drafts, in files to read in review.

After a wanted change: ``PLANVER_UPDATE_GOLDENS=1 pytest tests/golden/test_concordances.py``, then
read what git shows before committing it.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from planver.compare.concordance import concordance
from planver.model.history import Entry
from planver.planfile.parse import parse
from planver.render.concordance import Table, markdown, plain, table
from planver.render.concordance_data import csv_text
from planver.render.equivalences import equivalences

FOLDER = Path(__file__).parent / "concordances"
PLANS = Path(__file__).parents[2] / "plans"
UKRAINE = ("us-28", "geneva-19", "e3-28", "us-ua-20")
LUMEN = ("alba-1", "bor-1", "contact-group-1", "contact-group-2")


def terminal(told: Table) -> str:
    rows = ("".join(span.text for span in row).rstrip() for row in equivalences(told, 80))
    return "\n".join(rows) + "\n"


def sheet(told: Table) -> str:
    return csv_text(told).replace("\r\n", "\n")  # git may mend line ends


FORMS: dict[str, Callable[[Table], str]] = {
    "plain.txt": plain,
    "terminal.txt": terminal,
    "md": markdown,
    "csv": sheet,
}
CASES = (
    (("us-28", "us-ua-20"), False, "plain.txt"),
    (("us-28", "us-ua-20"), True, "plain.txt"),
    (("us-28", "us-ua-20"), False, "csv"),
    (UKRAINE, False, "plain.txt"),
    (UKRAINE, False, "terminal.txt"),
    (LUMEN, False, "md"),
)


def name(drafts: tuple[str, ...], reverse: bool, form: str) -> str:
    return f"{'--'.join(drafts)}{'.reverse' if reverse else ''}.{form}"


def told_of(drafts: tuple[str, ...], *, reverse: bool) -> Table:
    entries: list[Entry] = []
    for draft_id in drafts:
        (path,) = PLANS.glob(f"*/{draft_id}.plan.yaml")
        draft = parse(path.read_bytes()).draft
        assert draft is not None
        entries.append(Entry(draft=draft, path=path.name))
    found = concordance(entries, reverse=reverse)
    return table(found, found.rows)


@pytest.mark.parametrize(("drafts", "reverse", "form"), CASES)
def test_it_reads_as_agreed(drafts: tuple[str, ...], reverse: bool, form: str) -> None:
    told = FORMS[form](told_of(drafts, reverse=reverse))
    golden = FOLDER / name(drafts, reverse, form)
    if os.environ.get("PLANVER_UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(told.encode())
    assert told == golden.read_bytes().decode()


def test_no_golden_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {name(*case) for case in CASES}


def test_both_directions_hold_the_same_rows() -> None:
    there = told_of(("us-28", "us-ua-20"), reverse=False)
    back = told_of(("us-28", "us-ua-20"), reverse=True)
    assert sorted(row.numbers for row in there.rows) == sorted(row.numbers for row in back.rows)


def test_the_rows_people_know_of() -> None:
    rows = {row.numbers for row in told_of(UKRAINE, reverse=False).rows}
    assert ("12", "?", "12", "8, 9") in rows  # split
    assert ("10.b, 10.d", "?", "10.b", "5.b") in rows  # joined, one part dropped in between
    assert ("20, 20.a", "?", "20", "13") in rows  # a part became the point
    assert ("3", "?", "—", "—") in rows  # deleted
    assert ("—", "?", "—", "5.c") in rows  # new
