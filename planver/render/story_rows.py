"""The story of one clause on a terminal: a heading for each draft, then redlines."""

from planver.model.story import Story
from planver.render.layout import Line, Role, Span, wrap
from planver.render.reading import clause_rows
from planver.render.redline import Look, redline
from planver.render.story import heading, proposers, remarks, summary, versus


def story_rows(told: Story, look: Look) -> list[Line]:
    """Rows no wider than the look."""
    width = look.width
    title, *rest = heading(told)
    rows = wrap([Span(title, Role.TITLE)], width)
    for line in rest:
        rows += wrap([Span(line, Role.NOTE)], width)
    for chapter in told.chapters:
        rows += [(), *wrap([Span(summary(chapter), Role.TITLE)], width)]
        if not chapter.diffs:
            rows += clause_rows(chapter.clauses, chapter.entry.draft, width)
        for against, shown, at in versus(chapter):
            rows += [*wrap([Span(against, Role.NOTE)], width), ()]
            rows += (row.spans for row in redline(chapter.diffs[at], shown, look))
        for line in proposers(chapter):
            rows += wrap([Span(line, Role.PARTY)], width)
        # A clause that is shown in full has the positions on it already.
        for line in remarks(chapter) if chapter.diffs or not chapter.clauses else ():
            rows += wrap([Span(line, Role.NOTE)], width)
    return rows
