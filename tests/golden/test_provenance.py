"""Provenance of the sample plans; ``PLANVER_UPDATE_GOLDENS=1`` writes the goldens anew."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from planver.compare.parties import parties
from planver.compare.provenance import blame_of
from planver.compare.story import story
from planver.compare.tracing import Trace
from planver.model.history import Entry
from planver.model.provenance import Stage
from planver.planfile.parse import parse
from planver.render import blame
from planver.render import parties as credits_of
from planver.render import story as stories
from planver.render.blame_rows import blame_rows
from planver.render.layout import Line
from planver.render.parties_rows import parties_rows

FOLDER = Path(__file__).parent / "provenance"
PLANS = Path(__file__).parents[2] / "plans"


def stages(plan: str) -> list[Stage]:
    drafts = [
        draft
        for path in sorted((PLANS / plan).glob("*.plan.yaml"))
        if (draft := parse(path.read_bytes()).draft)
    ]
    places = {draft.id: place for place, draft in enumerate(drafts)}
    return [
        Stage(entry=Entry(draft=draft), parents=tuple(places[base] for base in draft.based_on))
        for draft in drafts
    ]


def blamed(plan: str, draft: str, form: str) -> str:
    known = stages(plan)
    (place,) = [at for at, stage in enumerate(known) if stage.entry.draft.id == draft]
    found = blame_of(Trace(known), place)
    if form == "terminal.txt":
        return drawn(blame_rows(found, 100, by_clause=False))
    if form == "md":
        return blame.markdown(found)
    return blame.plain(found, by_clause=form == "clauses.txt")


def drawn(rows: Sequence[Line]) -> str:
    return "\n".join("".join(span.text for span in row).rstrip() for row in rows) + "\n"


def counted(plan: str, draft: str, form: str) -> str:
    """Who put in and took out how much, as it stands in a draft."""
    known = stages(plan)
    (place,) = [at for at, stage in enumerate(known) if stage.entry.draft.id == draft]
    found = parties(known, place)
    if form == "parties.terminal.txt":
        return drawn(parties_rows(found, 80))
    return (credits_of.markdown if form == "parties.md" else credits_of.plain)(found)


def told(plan: str, clause: str, form: str) -> str:
    known = stages(plan)
    found = story(known, len(known) - 1, clause)
    return (stories.markdown if form == "md" else stories.plain)(found)


CASES: tuple[tuple[Callable[[str, str, str], str], str, str, str], ...] = (
    (blamed, "ukraine-2025", "us-ua-20", "plain.txt"),
    (blamed, "ukraine-2025", "us-ua-20", "terminal.txt"),
    (blamed, "ukraine-2025", "e3-28", "clauses.txt"),
    (blamed, "lumen-river", "contact-group-2", "md"),
    (told, "ukraine-2025", "territory", "plain.txt"),
    (told, "ukraine-2025", "armed-forces", "plain.txt"),
    (told, "lumen-river", "ceasefire", "md"),
    (counted, "ukraine-2025", "us-ua-20", "parties.terminal.txt"),
    (counted, "ukraine-2025", "us-ua-20", "parties.plain.txt"),
    (counted, "lumen-river", "contact-group-2", "parties.md"),
)


def name(of: str, form: str) -> str:
    return f"{of}.{form}"


@pytest.mark.parametrize(("make", "plan", "of", "form"), CASES)
def test_it_reads_as_agreed(
    make: Callable[[str, str, str], str], plan: str, of: str, form: str
) -> None:
    text = make(plan, of, form)
    golden = FOLDER / name(of, form)
    if os.environ.get("PLANVER_UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(text.encode())
    assert text == golden.read_bytes().decode()


def test_no_golden_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {name(of, form) for *_, of, form in CASES}
