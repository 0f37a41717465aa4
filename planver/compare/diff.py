"""From outcomes to changes: which words each touches, what that matters, and who proposed it."""

from collections.abc import Callable, Collection, Sequence

from msgspec.structs import replace

from planver.compare.attribution import attribute
from planver.compare.outcomes import in_reading_order, outcomes, own_and_options
from planver.compare.relation import relation
from planver.compare.substance import Substance
from planver.compare.words import WordDiff, chained, diff_words
from planver.model.change import ClauseChange, DraftDiff, Edit, Kind, Op, Outcome, Relation
from planver.model.history import Entry
from planver.model.numbering import Numbered, numbered


def compare(
    before: Entry,
    after: Entry,
    *,
    use_ids: bool = True,
    ancestors: Collection[str] | None = None,
    between: Sequence[Entry] = (),
    chosen: Callable[[Outcome], bool] = lambda _: True,
) -> DraftDiff:
    """Every clause of both drafts, at every depth, in exactly one change.

    Where a side's wording is unpublished there is nothing to compare, and no change is claimed.
    `use_ids=False` pairs clauses by their texts alone. `ancestors` are the ids of the drafts that
    `after` goes back to, where the graph is known: they settle whether it proposed the changes.
    `between` are those of them that go back to `before`: they may have proposed changes as well.
    Only the changes `chosen` are told; the words of all others are not even looked at.
    """
    related = relation(before.draft, after.draft, ancestors)
    if not (before.draft.published and after.draft.published):
        return DraftDiff(
            before=before, after=after, changes=(), relation=related, between=tuple(between)
        )
    sides = numbered(before.draft), numbered(after.draft)
    every = outcomes(*sides, use_ids=use_ids)
    matters = Substance(before.draft, after.draft, every)
    explained = tuple(
        _explained(_worded(outcome), matters, after, related, between)
        for outcome in in_reading_order(every, *sides)
        if chosen(outcome)
    )
    return DraftDiff(
        before=before, after=after, changes=explained, relation=related, between=tuple(between)
    )


def _worded(outcome: Outcome) -> ClauseChange:
    """The outcome with what it did to the words."""
    if outcome.before and outcome.after:
        found = _word_diff(outcome.before, outcome.after)
        similarity, edits = round(found.similarity, 3), found.edits
    else:
        similarity, edits = 0.0, _all(outcome)
    return ClauseChange(
        kinds=outcome.kinds,
        before=outcome.before,
        after=outcome.after,
        basis=outcome.basis,
        confidence=outcome.confidence,
        similarity=similarity,
        edits=edits,
        possible=outcome.possible,
    )


def _word_diff(before: Sequence[Numbered], after: Sequence[Numbered]) -> WordDiff:
    """The word edits; of two clauses, those of alternatives apart."""
    if len(before) == len(after) == 1:
        own_a, options_a = own_and_options(before[0].clause)
        own_b, options_b = own_and_options(after[0].clause)
        return chained(diff_words(own_a, own_b), diff_words(options_a, options_b))
    return diff_words(_wording(before), _wording(after))


def _all(outcome: Outcome) -> tuple[Edit, ...]:
    """All words of a clause that stands on one side only."""
    text = _wording(outcome.before or outcome.after)
    op = Op.DELETE if outcome.before else Op.INSERT
    return (Edit(op=op, text=text),) if text else ()


def _wording(clauses: Sequence[Numbered]) -> str:
    return "\n".join(entry.clause.wording for entry in clauses)


def _explained(
    change: ClauseChange,
    matters: Substance,
    after: Entry,
    related: Relation,
    between: Sequence[Entry],
) -> ClauseChange:
    """The change with what it touches and who put it forward."""
    flags = matters.flags(change)
    if change.kinds == (Kind.UNCHANGED,):  # its status may have changed: nobody proposed words
        return replace(change, flags=flags) if flags else change
    return replace(change, flags=flags, proposed_by=attribute(change, after, related, between))
