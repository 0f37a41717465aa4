"""What was taken over from another base, in every form."""

import json

import jsonschema
import pytest

from planver.compare.diff import compare
from planver.compare.lines import Lines
from planver.compare.story import story
from planver.compare.taken import with_taken
from planver.model.change import DraftDiff
from planver.model.draft import Draft, Source
from planver.model.history import Entry
from planver.model.party import Claim, Confidence, Party
from planver.model.provenance import Stage
from planver.render import contract
from planver.render import story as told_story
from planver.render.layout import Line
from planver.render.markdown import markdown
from planver.render.plain import plain, stat
from planver.render.redline import Look, redline
from planver.tui.citation import citation
from planver.tui.provenance import provenance
from tests.strategies import clause, draft

PARTIES = (Party(id="alba", name="Republic of Alba"), Party(id="med", name="The Mediator"))
NOTE = Source(id="note", title="A note", url="https://example.org/note")
DOUBTFUL = (Claim(party="med", confidence=Confidence.REPORTED, source="note"),)
OLD, NEW = "The bridge is opened.", "The bridge is opened to all who live on either side."
OWN = f"{NEW} In winter too."
GAS = clause("gas", "Gas flows to Bor from the first of May.")


def made(name: str, words: str, *bases: str, **fields: object) -> Draft:
    return draft(
        clause("bridge", words), GAS, id=name, based_on=bases, parties=PARTIES, sources=(NOTE,),
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def plan(last: str, **fields: object) -> list[Entry]:
    """ru-1 below bor-3 and med-1, and joint-1 on these two."""
    drafts = (
        made("ru-1", fields.pop("root", OLD)),  # type: ignore[arg-type]
        made("bor-3", OLD, "ru-1"),
        made("med-1", NEW, "ru-1", tabled_by=fields.pop("tabled_by", DOUBTFUL)),
        made("joint-1", last, "bor-3", "med-1"),
    )
    return [Entry(draft=one) for one in drafts]


def compared(last: str = NEW, **fields: object) -> DraftDiff:
    entries = plan(last, **fields)
    return with_taken(compare(entries[1], entries[3]), Lines(entries))


def text(row: Line) -> str:
    return "".join(span.text for span in row).strip(" ")


WHOLE = "As in med-1: proposed by The Mediator (reported; draft med-1; source: A note)."


def test_as_sentences() -> None:
    told = plain(compared(), [0])
    assert f"\n{WHOLE}\n" in told
    assert "Republic of Alba" not in told.split("Point 1")[1]


def test_in_a_list() -> None:
    assert stat(compared(), [0]).endswith("  ~ Point 1: amended (as in med-1: med (reported))\n")
    assert stat(compared(OWN), [0]).endswith("  ~ Point 1: amended (alba; partly as in med-1)\n")


def test_in_markdown() -> None:
    whole = markdown(compared(), [0]).replace("\\", "")
    assert f"\n- {WHOLE.rstrip('.')}\n" in whole
    assert "\n- Partly as in med\\-1\n" in markdown(compared(OWN), [0])


def test_under_a_redline() -> None:
    def rows(diff: DraftDiff) -> list[str]:
        return [text(row.spans).strip() for row in redline(diff, [0], Look(width=90))]

    assert "as in med-1: med (reported)" in rows(compared())
    assert "proposed by alba; partly as in med-1" in rows(compared(OWN))


def test_in_part_the_proposer_is_told_too() -> None:
    told = plain(compared(OWN), [0])
    assert "\nProposed by Republic of Alba (draft joint-1; source: A note).\nPartly as in" in told


def test_where_the_record_there_names_nobody() -> None:
    told = plain(compared(tabled_by=()), [0])
    assert "\nAs in med-1, where the record names nobody for it.\n" in told


def test_where_that_draft_only_kept_it() -> None:
    told = plain(compared(root=NEW), [0])
    assert "\nAs in med-1, first in ru-1: proposed by Republic of Alba (draft ru-1; " in told


@pytest.mark.parametrize("last", [NEW, OWN])
def test_as_json(last: str) -> None:
    whole = json.loads(contract.diff_json(compared(last)))
    jsonschema.Draft7Validator(json.loads(contract.schema_text())).validate(whole)
    first, second = whole["changes"]
    (taken,) = first["taken_from"]
    assert (taken["draft"], taken["first"], taken["whole"]) == ("med-1", "med-1", last == NEW)
    assert [made["party"] for made in taken["proposed_by"]] == (["med"] if last == NEW else [])
    assert [made["party"] for made in first["proposed_by"]] == ([] if last == NEW else ["alba"])
    assert "taken_from" not in second


def test_in_the_story_of_the_clause() -> None:
    entries = plan(NEW)
    parents = ((), (0,), (0,), (1, 2))
    stages = [Stage(entry=one, parents=up) for one, up in zip(entries, parents, strict=True)]
    found = story(stages, 3, "bridge")
    assert told_story.proposers(found.chapters[-1]) == [WHOLE]
    assert WHOLE in told_story.plain(found)
    read = json.loads(told_story.story_json(found))
    jsonschema.Draft7Validator(json.loads(told_story.schema_text())).validate(read)
    assert [
        [[taken["draft"] for taken in change.get("taken_from", ())] for change in one["changes"]]
        for one in read["chapters"][-1]["against"]
    ] == [[["med-1"]], [[]]]


def test_in_a_citation() -> None:
    diff = compared()
    assert citation(diff.changes[0], diff).splitlines()[-2:] == [
        WHOLE,
        "Source: A note, https://example.org/note",
    ]


def record(diff: DraftDiff) -> str:
    return "\n".join(
        "".join(span.text for span in row).rstrip() for row in provenance(diff, diff.changes[0], 80)
    )


def test_in_the_record_of_a_review() -> None:
    assert "\nProposed by\n" not in record(compared())
    assert (
        "\nAs in med-1\nThe Mediator\n  tabled draft med-1\n  this is reported\n  source: A note, "
        in record(compared())
    )
    assert "\nPartly as in med-1\nsome of the words read so there\n" in record(compared(OWN))
    assert "\nAs in med-1\nthe record there names nobody\n" in record(compared(tabled_by=()))
    assert "\nAs in med-1\nfirst in ru-1\nRepublic of Alba\n" in record(compared(root=NEW))
