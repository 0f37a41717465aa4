"""The story of one clause: as sentences and Markdown, as rows for a terminal, and as JSON."""

from collections.abc import Iterator
from importlib import resources

from planver.model.story import Chapter, Story
from planver.render import phrases
from planver.render.blame import claims
from planver.render.contract import (
    attribution_object,
    clauses_object,
    diff_object,
    entry_object,
    json_text,
)
from planver.render.visible import one_line, visible

SCHEMA = "planver.history/1"


def heading(told: Story) -> Iterator[str]:
    """Which clause, and through which drafts."""
    draft = told.chapters[-1].entry.draft
    yield one_line(draft.plan_title or draft.plan)
    numbered = f" in {told.number_in}" if told.number_in else ""
    through = phrases.plural(len(told.chapters), "draft")
    yield one_line(f"The story of {told.name}{numbered}, through {through}")


def summary(chapter: Chapter) -> str:
    """The draft, and what it did to the clause, in a line."""
    return one_line(f"{phrases.tabled(chapter.entry)}: {_summary(chapter)}")


def _summary(chapter: Chapter) -> str:
    draft = chapter.entry.draft
    if not draft.published:
        return "nothing is known of the words" if not chapter.reports else "reported only"
    if not chapter.diffs:
        return f"first seen, as {_where(chapter)}" if chapter.clauses else "not there"
    if not chapter.clauses:
        return "deleted"
    if not any(change.notable for diff in chapter.diffs for change in diff.changes):
        return f"unchanged, as {_where(chapter)}"
    return f"changed, as {_where(chapter)}"


def _where(chapter: Chapter) -> str:
    roots = [one for one in chapter.clauses if one.parent not in _places(chapter)]
    return phrases.listed([one.path for one in roots])


def _places(chapter: Chapter) -> set[int | None]:
    return {one.index for one in chapter.clauses}


def proposers(chapter: Chapter) -> list[str]:
    """Who put the clause forward, or a change of it, and what that rests on."""
    changes = (change for diff in chapter.diffs for change in diff.changes)
    told = [phrases.backed(change.proposed_by, chapter.entry) for change in changes]
    if any(chapter.by):
        told.insert(0, claims(chapter.by, (*chapter.gap, chapter.entry)))
    return [one_line(f"Proposed by {by}.") for by in dict.fromkeys(told) if by]


def remarks(chapter: Chapter) -> Iterator[str]:
    """What was reported of the clause, and what parties say about it."""
    draft = chapter.entry.draft
    yield from (one_line(phrases.report(said, draft)) for said in chapter.reports)
    yield from (one_line(phrases.position(said, draft)) for said in chapter.positions)


def versus(chapter: Chapter) -> Iterator[tuple[str, list[int], int]]:
    """For each comparison what it is with, the places of its notable changes, and its own place."""
    for at, diff in enumerate(chapter.diffs):
        shown = [place for place, change in enumerate(diff.changes) if change.notable]
        against = f"Against {phrases.tabled(diff.before)}: {phrases.counts(diff)}."
        note = phrases.across(chapter.gap, chapter.entry)
        yield one_line(f"{against} {note}" if note and shown else against), shown, at


def plain(told: Story) -> str:
    """Sentences for pipes and screen readers."""
    return visible("\n".join(_plain_lines(told))) + "\n"


def _plain_lines(told: Story) -> Iterator[str]:
    from planver.render.plain import block, change_lines

    yield from heading(told)
    for chapter in told.chapters:
        yield from ("", summary(chapter))
        if not chapter.diffs:
            for one in chapter.clauses:
                yield f"{one_line(one.path)}: {block(one.clause.wording)}"
            yield from proposers(chapter)
        for against, shown, at in versus(chapter):
            yield against
            diff = chapter.diffs[at]
            for place in shown:
                yield from change_lines(diff.changes[place], diff)
        yield from remarks(chapter)


def markdown(told: Story) -> str:
    """A heading for each draft, with redlines below it."""
    return "\n".join(_markdown_lines(told)) + "\n"


def _markdown_lines(told: Story) -> Iterator[str]:
    from planver.render.markdown import change_lines, escaped

    title, *rest = heading(told)
    yield f"# {escaped(title)}"
    for line in rest:
        yield from ("", escaped(line))
    for chapter in told.chapters:
        yield from ("", f"## {escaped(summary(chapter))}")
        if not chapter.diffs:
            for one in chapter.clauses:
                words = escaped(one.clause.wording).replace("\n", "\n\n")
                yield from ("", f"**{escaped(one_line(one.path))}** {words}")
        for against, shown, at in versus(chapter):
            yield from ("", escaped(against))
            diff = chapter.diffs[at]
            for place in shown:
                yield from ("", *change_lines(diff.changes[place], diff, "###"))
        by = [] if chapter.diffs else proposers(chapter)
        said = [f"- {escaped(line)}" for line in (*by, *remarks(chapter))]
        if said:
            yield from ("", *said)


def schema_text() -> str:
    """The JSON Schema of the contract."""
    return resources.files(__package__).joinpath("history-1.schema.json").read_text("utf-8")


def story_json(told: Story) -> str:
    """The story as JSON text, one object."""
    return json_text(story_object(told))


def story_object(told: Story) -> dict[str, object]:
    """The same as plain values; see the schema for what each key means."""
    return {
        "schema": SCHEMA,
        "plan": told.chapters[-1].entry.draft.plan,
        "clause": told.name,
        "number_in": told.number_in,
        "chapters": [_chapter(chapter) for chapter in told.chapters],
    }


def _chapter(chapter: Chapter) -> dict[str, object]:
    return {
        "draft": entry_object(chapter.entry),
        "clauses": clauses_object(chapter.clauses),
        "gap": [entry.draft.id for entry in chapter.gap],
        "against": [
            {"draft": diff.before.draft.id, "changes": diff_object(diff)["changes"]}
            for diff in chapter.diffs
        ],
        "proposed_by": [attribution_object(made) for side in chapter.by for made in side],
        "positions": [
            {
                "party": said.party,
                "on": said.on,
                "stance": str(said.stance),
                "date": said.date,
                "source": said.source,
                "text": said.text,
            }
            for said in chapter.positions
        ],
    }
