"""Does it matter: figures that changed, and red lines that a change touches."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from planver.compare.tokens import words
from planver.model.change import ClauseChange, Edit, Flag, Op
from planver.model.draft import Draft
from planver.model.party import Stance

# What stands beside a figure and belongs to it: a currency or the name of a provision before it,
# what it counts after it.
_BEFORE = re.compile("[A-Z]{3}|Annex|Article|Chapter|Point|Protocol")
_AFTER = re.compile(r"km|m|kg|bn|[^\W\d_]{3,}")
# What stands behind a figure and is not counted by it.
_FUNCTION = re.compile(
    "after|and|any|are|before|but|for|from|has|have|into|its|nor|not|onto|per|shall|than|that|the"
    "|their|then|this|till|under|until|upon|was|were|when|where|which|while|will|with|within",
    re.IGNORECASE,
)


def substance(change: ClauseChange, before: Draft, after: Draft) -> tuple[Flag, ...]:
    """What a reviewer must not miss in a change: its figures, then the red lines on its clauses."""
    figures = _figures(change) if change.before and change.after else ()
    return (*figures, *_red_lines(change, before, after))


def _figures(change: ClauseChange) -> tuple[Flag, ...]:
    """Figures in words that were replaced, dropped or put in, paired in order; each told once."""
    flags: dict[Flag, None] = {}
    deleted: list[str] = []
    inserted: list[str] = []
    for edit in (*change.edits, Edit(op=Op.EQUAL, text="")):
        if edit.op is Op.DELETE:
            deleted += _numbers(edit.text)
        elif edit.op is Op.INSERT:
            inserted += _numbers(edit.text)
        else:
            for old, new in _answering(deleted, inserted):
                if old != new:
                    flags[Flag(kind="number", before=old, after=new)] = None
            deleted, inserted = [], []
    return tuple(flags)


def _answering(deleted: list[str], inserted: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """Figures paired in order; where one side has more, those that stand on both stayed."""
    if len(deleted) != len(inserted):
        both = Counter(deleted) & Counter(inserted)
        deleted, inserted = (
            list((Counter(figures) - both).elements()) for figures in (deleted, inserted)
        )
    return zip_longest(deleted, inserted)


def _numbers(text: str) -> Iterator[str]:
    """Figures with what they count, where that stands beside them: USD 800 billion, 100 days."""
    keys = words(text).keys
    for place, key in enumerate(keys):
        if any(sign.isdigit() for sign in key):
            before = (word for word in keys[max(place - 1, 0) : place] if _BEFORE.fullmatch(word))
            after = (word for word in keys[place + 1 : place + 2] if _counted(word))
            yield " ".join((*before, key, *after))


def _counted(word: str) -> bool:
    return bool(_AFTER.fullmatch(word)) and not _FUNCTION.fullmatch(word)


def _red_lines(change: ClauseChange, before: Draft, after: Draft) -> Iterator[Flag]:
    """Red lines that either draft records on the clauses of this change."""
    ids = {entry.clause.id for entry in (*change.before, *change.after)}
    told: set[str] = set()
    for position in (*after.positions, *before.positions):
        if position.stance is Stance.RED_LINE and position.on in ids and position.party not in told:
            told.add(position.party)
            yield Flag(kind="red-line", party=position.party, note=position.text)
