"""The words of a plan's drafts, traced through all the drafts they go back to.

After WikiWho (F. Flöck and M. Acosta, "WikiWho: Precise and Efficient Attribution of Authorship of
Revisioned Content", WWW 2014): a word is new in a revision unless it came with the one before, or
had been there earlier and was put back. Adapted to plans: a word goes with its clause, through
moves, splits and joins (`carrying`), instead of with paragraphs and sentences; a draft may go back
to several others, and a word that came with any of them is not new; drafts whose wording was never
published are stepped over, and what came across them is not pinned on one draft.

The answer does not depend on the order in which the stages are given, nor on the order of parents:
everything goes by dates, ids and the graph.
"""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from msgspec import Struct

from planver.compare.attribution import credit
from planver.compare.carrying import Carried, carried
from planver.compare.gone import Graveyard
from planver.compare.grounds import apart, grounds, in_order
from planver.compare.texts import Library, Text, Worded
from planver.model.history import Entry
from planver.model.progress import Progress, unseen
from planver.model.provenance import Appearance, Stage

NEVER = -1


class Mark(NamedTuple):
    """Where a word first appeared, where it last came back, and where it appeared on its own too.

    All by the numbers of appearances; `returned` is NEVER where the word never went.
    """

    first: int
    returned: int = NEVER
    also: tuple[int, ...] = ()


class Layer(Struct, frozen=True, kw_only=True):
    """A published stage: its words with their marks, and the names its clauses are known by."""

    text: Text
    marks: tuple[tuple[Mark, ...], ...]
    chains: tuple[tuple[str, ...], ...]


class Loss(Struct, frozen=True):
    """Words of a clause of the stage `base` that a `stage` has no more; `answers` are its clauses.

    Everything by its place; `gone` are places among the words of the clause.
    """

    stage: int
    base: int
    clause: int
    gone: tuple[int, ...]
    answers: tuple[int, ...]


# What came to a draft from one that it goes back to.
_Step = tuple[Layer, Carried]


class Trace:
    """The words of a plan's drafts, traced once.

    `stages` are in order, `grounds` is what each stands on, and `places` leads there from the
    places as given. `layers` are the published ones. `made` are the appearances by their numbers:
    stage, clause, and place of the alternative, if in one. `losses` go from stage to stage. `told`
    hears how far the tracing has come.

    Raises ValueError where the stages go back to each other in a circle.
    """

    def __init__(self, stages: Sequence[Stage], told: Progress = unseen) -> None:
        self.stages, self.places = in_order(stages)
        self.grounds = grounds(self.stages)
        self.layers: dict[int, Layer] = {}
        self.made: list[tuple[int, int, int | None]] = []
        self.losses: list[Loss] = []
        self._new: dict[tuple[int, int, int | None], Mark] = {}
        self._told: dict[int, Appearance] = {}
        self._graves = Graveyard()
        library = Library()
        for at, stage in enumerate(self.stages):
            if stage.entry.draft.published:
                self.layers[at] = self._layer(at, library.text(stage.entry.draft))
            told("wordings traced", at + 1, len(stages))

    def appearance(self, number: int) -> Appearance:
        """Where and by whom words were first put forward; of one number always the same object."""
        if number not in self._told:
            at, j, option = self.made[number]
            entry, clause, gap = self.stages[at].entry, self.layers[at].text.clause(j), self.gap(at)
            by = credit(entry, clause.clause, option, gap)
            self._told[number] = Appearance(entry=entry, clause=clause, gap=gap, by=by)
        return self._told[number]

    def gap(self, at: int) -> tuple[Entry, ...]:
        """The unpublished drafts right before a stage, oldest first."""
        return tuple(self.stages[up].entry for up in self.grounds[at].gap)

    def independent(self, one: int, other: int) -> bool:
        """Whether no path leads from one appearance to the other."""
        return apart(self.grounds, self.made[one][0], self.made[other][0])

    def _layer(self, at: int, text: Text) -> Layer:
        ups = self.grounds[at].published
        steps = [(self.layers[up], carried(self.layers[up].text, text)) for up in ups]
        chains = _chains(at, text, steps)
        marks = _unanimous(steps, len(text.worded))
        for j in [j for j, known in enumerate(marks) if known is None]:
            came = [came_with(*step, j) for step in steps]
            marks[j] = self._settled(at, j, text.worded[j], chains[j], came)
        for up, (layer, step) in zip(ups, steps, strict=True):
            for i, gone in step.gone.items():
                self._graves.bury(at, layer.chains[i], layer.text.worded[i].keys, gone)
                self.losses.append(Loss(at, up, i, tuple(gone), step.answers.get(i, ())))
        settled = tuple([known for known in marks if known is not None])
        return Layer(text=text, marks=settled, chains=chains)

    def _settled(
        self,
        at: int,
        j: int,
        worded: Worded,
        chains: Sequence[str],
        came: Sequence[Sequence[Mark | None]],
    ) -> tuple[Mark, ...]:
        """The marks of a clause's words: as they came, else as they were taken out, else new."""
        marks: list[Mark | None] = [None] * len(worded.keys)
        if len(came) == 1:
            marks = list(came[0])
        elif came:
            words = zip(*came, strict=True)
            marks = [self._joined([mark for mark in word if mark]) for word in words]
        new = [word for word, mark in enumerate(marks) if mark is None]
        if new and self.losses:
            above = self.grounds[at].above
            back = self._graves.find(above, chains, worded.keys, new)
            for word, (grave, place) in back.items():
                loss = self.losses[grave]  # each loss is one burial
                old = self.layers[loss.base].marks[loss.clause][place]
                returned = self._appeared(at, j, worded.options[word]).first
                marks[word] = Mark(old.first, returned, old.also)
        return tuple(
            mark or self._appeared(at, j, option)
            for mark, option in zip(marks, worded.options, strict=True)
        )

    def _joined(self, marks: Sequence[Mark]) -> Mark | None:
        """One mark of a word that came with several drafts: the earliest first appearance."""
        if len(set(marks)) < 2:
            return marks[0] if marks else None
        first, returned, _ = min(marks)
        others = {other for mark in marks for other in (mark.first, *mark.also)}
        also = (other for other in sorted(others) if self.independent(first, other))
        return Mark(first, returned, tuple(also))

    def _appeared(self, at: int, j: int, option: int | None) -> Mark:
        """The mark of words that are new there."""
        key = (at, j, option)
        if key not in self._new:
            self._new[key] = Mark(len(self.made))
            self.made.append(key)
        return self._new[key]


def came_with(layer: Layer, step: Carried, j: int) -> Sequence[Mark | None]:
    """The marks of a clause's words as they came from the draft of that layer; else None."""
    if j not in step.words:
        return layer.marks[step.alone[j]]
    return [None if place is None else layer.marks[place[0]][place[1]] for place in step.words[j]]


def _unanimous(steps: Sequence[_Step], clauses: int) -> list[tuple[Mark, ...] | None]:
    """The marks of the clauses that came whole, and alike from wherever they came."""
    columns = [_whole(layer, step, clauses) for layer, step in steps]
    if len(columns) == 1:
        return columns[0]
    return [
        found[0] if all(one is found[0] for one in found) else None
        for found in zip(*columns, strict=True)
    ] or [None] * clauses


def _whole(layer: Layer, step: Carried, clauses: int) -> list[tuple[Mark, ...] | None]:
    """The marks of the clauses that came whole with an earlier draft."""
    marks = [None if i is None else layer.marks[i] for i in map(step.alone.get, range(clauses))]
    for j in step.words:
        marks[j] = None
    return marks


def _chains(at: int, text: Text, steps: Sequence[_Step]) -> tuple[tuple[str, ...], ...]:
    """The names of each clause: its id, and those of the clauses it answers."""
    if len(steps) == 1 and text.places and text.places is steps[0][0].text.places:
        return steps[0][0].chains  # the same clauses in the same order, as nearly always
    chains: list[tuple[str, ...]] = []
    pairs = [(layer, step.pairs) for layer, step in steps]
    ids, alone = (steps[0][0].text.ids, steps[0][1].alone) if len(steps) == 1 else ((), {})
    for j, own in enumerate(text.ids):
        if own is not None and j in alone and ids[alone[j]] == own:  # the quick way, again
            chains.append(steps[0][0].chains[alone[j]])
            continue
        known = {layer.chains[i] for layer, befores in pairs for i in befores.get(j, ())}
        first = next(iter(known), ())
        if len(known) == 1 and (own is None or own in first):
            chains.append(first)
            continue
        names = set(chain.from_iterable(known)) | ({own} if own is not None else set())
        chains.append(tuple(sorted(names)) or (f"#{at}.{j}",))  # no id can begin like this
    return tuple(chains)
