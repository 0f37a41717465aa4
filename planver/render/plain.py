"""A comparison as linear text: for pipes, screen readers and mail. Signs and colours carry nothing.

Each change says which clause, what happened, who proposed it, then the words before and after.
"""

from collections.abc import Iterable, Iterator, Sequence

from planver.model.change import ClauseChange, DraftDiff, Edit, Kind, Op
from planver.render import phrases
from planver.render.visible import one_line, visible

_SPACING = "spacing"


def plain(diff: DraftDiff, shown: Sequence[int], folded: Sequence[int] = ()) -> str:
    """The changes at places `shown` of the comparison, as sentences; those `folded` are counted."""
    return "\n".join(visible(line) for line in _lines(diff, shown, folded)) + "\n"


def near(count: int, shown: Iterable[int], context: int | None) -> set[int]:
    """Of `count` places those shown, and `context` places around each; None means all there are.

    No place is met twice, however large the context.
    """
    if context is None:
        return set(range(count))
    places: set[int] = set()
    end = 0
    for at in sorted(shown):
        start, end = max(at - context, end), min(at + context + 1, count)
        places.update(range(start, end))
    return places


def heading(diff: DraftDiff, shown: Sequence[int], folded: Sequence[int] = ()) -> Iterator[str]:
    """What is compared, how much changed, and how much of that is shown or folded."""
    draft = diff.after.draft
    yield one_line(draft.plan_title or draft.plan)
    yield one_line(f"Before: {phrases.tabled(diff.before)}")
    yield one_line(f"After: {phrases.tabled(diff.after)}")
    if note := phrases.relation(diff):
        yield one_line(note)
    if diff.comparable and (note := phrases.on_the_way(diff)):
        yield note
    if diff.comparable:
        yield f"{phrases.counts(diff)}."
    if note := phrases.selection(diff, sorted({*shown, *folded})):
        yield note
    if note := phrases.folded(diff, folded):
        yield one_line(f"{note} To see them, add --cosmetic show.")


def stat(diff: DraftDiff, shown: Sequence[int], folded: Sequence[int] = ()) -> str:
    """The heading, and a line for each change: its place and what happened."""
    lines = [*heading(diff, shown, folded)]
    if not diff.comparable:
        lines += ["", phrases.gap(diff)]
    for at in shown:
        change = diff.changes[at]
        told = f"  {phrases.sign(change)} {phrases.title(change)}: {phrases.what_happened(change)}"
        if status := phrases.status_change(change):
            told += f", status {status}"
        by = one_line(phrases.in_short(change))
        lines.append(f"{told} ({by})" if by else told)
    return visible("\n".join(lines)) + "\n"


def _lines(diff: DraftDiff, shown: Sequence[int], folded: Sequence[int]) -> Iterator[str]:
    yield from heading(diff, shown, folded)
    if not diff.comparable:
        yield from ("", phrases.gap(diff))
        yield from (
            one_line(report) for report in phrases.reports(diff.before.draft, diff.after.draft)
        )
        return
    for at in shown:
        yield ""
        yield from change_lines(diff.changes[at], diff)


def change_lines(change: ClauseChange, diff: DraftDiff) -> Iterator[str]:
    """One change in sentences: which clause, what happened, who proposed it, the words."""
    yield f"{phrases.title(change)}: {phrases.what_happened(change)}."
    yield from (f"{one_line(told)}." for told in phrases.credited(change, diff.after))
    if status := phrases.status_told(change, diff.after.draft):
        yield f"Status: {one_line(status)}."
    for flag in change.flags:
        yield f"Note: {one_line(phrases.flag(flag, diff.after.draft, diff.before.draft))}."
    if likeness := phrases.likeness(change):
        yield f"{likeness.capitalize()}."
    for possible in change.possible:
        side = diff.after if change.before else diff.before
        yield (
            f"Possibly answers {possible.path} of {side.draft.id}"
            f" ({possible.confidence:.0%} likely); not taken as fact."
        )
    before = "\n".join(entry.clause.wording for entry in change.before)
    after = "\n".join(entry.clause.wording for entry in change.after)
    if before == after or not (change.before and change.after):
        yield f"Text: {block(after or before)}"
        return
    yield f"Before: {block(before)}"
    yield f"After: {block(after)}"
    if Kind.AMENDED in change.kinds:
        yield f"Changed: {'; '.join(_replacements(change.edits))}."


def block(text: str) -> str:
    """A text of several lines: further paragraphs of a clause are set in under its first line."""
    return text.replace("\n", "\n  ")


def _replacements(edits: Sequence[Edit]) -> Iterator[str]:
    """Each change of words as a phrase: "600,000" became "800,000"."""
    deleted = inserted = ""
    cosmetic = True
    for edit in (*edits, Edit(op=Op.EQUAL, text="")):
        if edit.moved is not None:
            if edit.op is Op.INSERT:
                yield f"{_quoted(edit.text)} moved"
        elif edit.op is not Op.EQUAL:
            cosmetic = cosmetic and edit.cosmetic
            if edit.op is Op.DELETE:
                deleted += edit.text
            else:
                inserted += edit.text
        elif edit.text.isspace() and (deleted or inserted):
            deleted, inserted = deleted + edit.text, inserted + edit.text
        else:
            if deleted or inserted:
                told = _replacement(_quoted(deleted), _quoted(inserted))
                yield f"{told} (cosmetic)" if cosmetic and told != _SPACING else told
            deleted = inserted = ""
            cosmetic = True


def _replacement(old: str, new: str) -> str:
    if old and new:
        return f"{old} became {new}"
    if old or new:
        return f"{new} put in" if new else f"{old} struck out"
    return _SPACING


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f'"{words}"' if words else ""
