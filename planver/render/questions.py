"""Questions about which clause became which, for people: one sentence, both wordings, how sure."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from msgspec.structs import replace

from planver.compare.questions import Question
from planver.compare.words import diff_words
from planver.model.change import Edit, Op
from planver.model.numbering import Numbered
from planver.render import phrases
from planver.render.layout import Line, Role, Span, wrap
from planver.render.redline import one_side
from planver.render.visible import one_line

# From this likelihood on, in words.
_SURENESS = ((0.9, "very likely"), (0.7, "likely"), (0.5, "more likely than not"))
_GUESS = "a guess"


def asked(question: Question, before: str, after: str) -> str:
    """The question in one sentence; `before` and `after` are the drafts' names."""
    old = f"{_named(question.before)} of {before}"
    new = f"{_named(question.after)} of {after}"
    if question.confidence is None:
        return one_line(f"Does {_lower(new)} come from {_lower(old)}, in whole or in part?")
    if len(question.after) > 1:
        return one_line(f"{old} seems to have become {_lower(new)}. Is that right?")
    if len(question.before) > 1:
        return one_line(f"{old} seem to have been joined into {_lower(new)}. Is that right?")
    return one_line(f"{old} and {_lower(new)}: are they the same clause?")


def _named(clauses: Sequence[Numbered]) -> str:
    """Point 12, points 8 and 9, clauses 10.b and 10.d."""
    noun = "Point" if all(entry.depth == 0 for entry in clauses) else "Clause"
    return f"{noun}{'s' if len(clauses) > 1 else ''} {phrases.paths(clauses)}"


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]


def sureness(question: Question) -> str:
    """How sure planver is, in words."""
    if question.confidence is None:
        return "Asked one by one, since not all of it is right."
    share = question.confidence
    word = next((word for least, word in _SURENESS if share >= least), _GUESS)
    told = f"planver thinks it {word}" if word != _GUESS else "planver can only guess"
    fact = "; it is not taken as fact" if question.possible else ""
    return f"{told} ({share:.0%}), by the likeness of the words{fact}."


def question_rows(
    question: Question, before: str, after: str, *, width: int, spelled: bool
) -> Iterator[Line]:
    """The question, and both wordings with the words marked that the other lacks."""
    yield from wrap([Span(asked(question, before, after), Role.TITLE)], width)
    yield from wrap([Span(sureness(question), Role.NOTE)], width)
    edits = diff_words(_wording(question.before), _wording(question.after)).edits
    for clauses, name, hidden in (
        (question.before, before, Op.INSERT),
        (question.after, after, Op.DELETE),
    ):
        yield ()
        for entry, own in zip(clauses, _apart(edits, hidden, clauses), strict=True):
            label = one_line(f"{name}, {entry.path} ({entry.clause.id}):")
            yield from wrap([Span(label, Role.NUMBER)], width)
            for line in one_side(own, hidden, max(width - 2, 2), spelled=spelled):
                yield (Span("  "), *line)


def _apart(edits: Sequence[Edit], hidden: Op, clauses: Sequence[Numbered]) -> Iterator[list[Edit]]:
    """The edits of one side, clause by clause: they are those of all its clauses in a row."""
    words = [(edit, sign) for edit in edits if edit.op is not hidden for sign in edit.text]
    at = 0
    for entry in clauses:
        end = at + len(entry.clause.wording)
        runs = groupby(words[at:end], key=itemgetter(0))
        yield [replace(edit, text="".join(sign for _, sign in run)) for edit, run in runs]
        at = end + 1  # the line break between two clauses


def _wording(clauses: Sequence[Numbered]) -> str:
    return "\n".join(entry.clause.wording for entry in clauses)
