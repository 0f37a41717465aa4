"""The story of one clause on a terminal: a heading for each draft, then redlines."""

from collections.abc import Iterator

from planver.model.story import Chapter, Story
from planver.render.layout import Line, Role, Span, wrap
from planver.render.reading import clause_rows
from planver.render.redline import Look, redline
from planver.render.story import heading, proposers, remarks, summary, versus


def story_rows(told: Story, look: Look) -> list[Line]:
    """Rows no wider than the look."""
    title, *rest = heading(told)
    rows = wrap([Span(title, Role.TITLE)], look.width)
    for line in rest:
        rows += wrap([Span(line, Role.NOTE)], look.width)
    for chapter in told.chapters:
        rows += [(), *chapter_rows(chapter, look)]
    return rows


def chapter_rows(chapter: Chapter, look: Look) -> Iterator[Line]:
    """What one draft did to the clause."""
    width = look.width
    yield from wrap([Span(summary(chapter), Role.TITLE)], width)
    if not chapter.diffs:
        yield from clause_rows(chapter.clauses, chapter.entry.draft, width)
    for against, shown, at in versus(chapter):
        yield from wrap([Span(against, Role.NOTE)], width)
        yield ()
        yield from (row.spans for row in redline(chapter.diffs[at], shown, look))
    for line in proposers(chapter):
        yield from wrap([Span(line, Role.PARTY)], width)
    # A clause that is shown in full has the positions on it already.
    for line in remarks(chapter) if chapter.diffs or not chapter.clauses else ():
        yield from wrap([Span(line, Role.NOTE)], width)
