"""One clause of a comparison followed through all drafts, for worker threads: its words, its story.

A screen is about the clause of one change. Each reading looks at both drafts as they are now, and
goes to the clause that answers the one meant: by its id, and without one by its words and place.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from planver.compare.align import align
from planver.errors import PlanverError
from planver.model.change import ClauseChange, DraftDiff
from planver.model.history import Entry
from planver.model.numbering import Numbered, numbered
from planver.model.progress import Progress, unseen
from planver.model.story import Story
from planver.render import phrases
from planver.render.blame_rows import word_rows
from planver.render.layout import Role
from planver.render.redline import Look, Row
from planver.render.story_rows import chapter_rows
from planver.tui.loading import Asked, sides
from planver.tui.watching import Watched
from planver.tui.widgets.rows import sentences
from planver.tui.widgets.text import Text
from planver.workflow.blame import blame_clauses
from planver.workflow.compare import compare_entries
from planver.workflow.drafts import Drafts
from planver.workflow.story import story_of


class About(Struct, frozen=True, kw_only=True):
    """Which clause is meant: that of a change, in the comparison of the drafts asked for."""

    asked: Asked
    diff: DraftDiff
    change: ClauseChange

    @property
    def entry(self) -> Entry:
        """The draft it is named in: after, or before where it was deleted."""
        return self.diff.after if self.change.after else self.diff.before

    @property
    def title(self) -> str:
        """The clause by its number, and its id if it has one: ``Point 14 (territory)``."""
        shown = self.change.after or self.change.before
        name = f" ({shown[0].clause.id})" if len(shown) == 1 and shown[0].clause.id else ""
        return f"{phrases.title(self.change)}{name}"

    @property
    def named(self) -> str:
        """The same within a sentence: ``point 14 (territory)``."""
        return f"{self.title[0].lower()}{self.title[1:]}"


class Traced(Struct, frozen=True, kw_only=True):
    """What there is to read of a clause as it is now, with what qualifies it said first."""

    about: About
    text: Text
    watched: Watched


def load_who(folder: Path, plan: str | None, about: About, told: Progress = unseen) -> Traced:
    """Where the words of the clause after come from, those of its parts included.

    Raises PlanverError where a draft can no longer be read, or has the clause no more.
    """
    with Drafts(folder, plan, told) as drafts:
        now = _as_it_is_now(drafts, about)
        if not now.change.after:
            return _traced(drafts, folder, now, lambda width: _deleted(now, width))
        after = now.diff.after
        found = blame_clauses(drafts, after, _with_parts(after, now.change.after))
        return _traced(
            drafts, folder, now, lambda width: (Row(line) for line in word_rows(found, width))
        )


def load_story(folder: Path, plan: str | None, about: About, told: Progress = unseen) -> Traced:
    """The story of the clause; where it was split, of the one that it was before.

    Raises PlanverError as `load_who`.
    """
    with Drafts(folder, plan, told) as drafts:
        now = _as_it_is_now(drafts, about)
        diff, change = now.diff, now.change
        entry, clause = (
            (diff.after, change.after[0])
            if len(change.after) == 1
            else (diff.before, change.before[0])
        )
        found = story_of(drafts, entry, clause.clause.id or clause.path)
        return _traced(drafts, folder, now, lambda width: _chapters(found, width))


def _traced(drafts: Drafts, folder: Path, about: About, text: Text) -> Traced:
    notices = tuple(dict.fromkeys((*drafts.notices, *_apart(about.diff))))

    def whole(width: int) -> Iterator[Row]:
        for notice in notices:
            yield from (*sentences(f"! {notice}", width, Role.FLAG), Row(()))
        yield from text(width)

    return Traced(about=about, text=whole, watched=Watched.of(drafts, folder))


def _apart(diff: DraftDiff) -> Iterator[str]:
    """Two texts can be compared as they are; that says nothing of what their words come from."""
    before, after = diff.before.draft, diff.after.draft
    if before.plan != after.plan:
        yield (
            f"Nothing says that {before.id} and {after.id} are drafts of one plan, so no words are "
            "followed from one to the other."
        )


def _deleted(about: About, width: int) -> Iterator[Row]:
    """That there are no words to trace."""
    before, after = about.diff.before.draft.id, about.diff.after.draft.id
    yield from sentences(
        f"{about.title} of {before} was deleted: it has no wording in {after}, so there are no "
        "words to trace.",
        width,
    )
    for possible in about.change.possible:
        yield from sentences(
            f"? It may have become {possible.path} of {after} ({possible.confidence:.0%}), which "
            "is not taken as a fact.",
            width,
        )
    yield Row(())
    yield from sentences("Its history tells every wording it had, draft by draft.", width)


def _chapters(found: Story, width: int) -> Iterator[Row]:
    look = Look(width=width, context=0)
    for at, chapter in enumerate(found.chapters):
        if at:
            yield Row(())
        yield from (Row(line) for line in chapter_rows(chapter, look))


def _with_parts(entry: Entry, clauses: Sequence[Numbered]) -> frozenset[int]:
    """The places of clauses in their draft, and of all that stand below them."""
    places = _places(clauses)
    for clause in numbered(entry.draft):
        if clause.parent in places:
            places.add(clause.index)
    return frozenset(places)


def _as_it_is_now(drafts: Drafts, about: About) -> About:
    """The same clause, where a draft may have changed since it was compared."""
    before, after = sides(drafts, about.asked)
    old = about.diff
    if (before.draft, after.draft) == (old.before.draft, old.after.draft):
        return replace(about, diff=replace(old, before=before, after=after))
    diff = compare_entries(drafts, before, after)
    change = answering(about.change, old, diff)
    if change is None:
        raise PlanverError(
            f"{about.title} of {about.entry.draft.id} is no longer there: the drafts have changed "
            "since they were compared.",
            "Go back to the review and read the drafts again there.",
        )
    return replace(about, diff=diff, change=change)


def answering(change: ClauseChange, old: DraftDiff, new: DraftDiff) -> ClauseChange | None:
    """The change of the same clause in a later comparison: by its wording after, else before."""
    after = _answers(change.after, old.after, new.after)
    before = _answers(change.before, old.before, new.before)
    by_after = (other for other in new.changes if after.intersection(_places(other.after)))
    by_before = (other for other in new.changes if before.intersection(_places(other.before)))
    return next(chain(by_after, by_before), None)


def _answers(clauses: Sequence[Numbered], old: Entry, new: Entry) -> set[int]:
    """The places of what answers some clauses of a draft in another wording of it."""
    own = _places(clauses)
    pairs = align(numbered(old.draft), numbered(new.draft)).pairs if own else ()
    return {place for pair in pairs if own.intersection(pair.before) for place in pair.after}


def _places(clauses: Sequence[Numbered]) -> set[int]:
    return {clause.index for clause in clauses}
