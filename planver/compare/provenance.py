"""Where each word of a draft comes from, through all the drafts it goes back to.

After WikiWho (F. Flöck and M. Acosta, "WikiWho: Precise and Efficient Attribution of Authorship of
Revisioned Content", WWW 2014): a word is new in a revision unless it came with the one before, or
had been there earlier and was put back. Adapted to plans: a word goes with its clause, through
moves, splits and joins (`carrying`), instead of with paragraphs and sentences; a draft may go back
to several others, and a word that came with any of them is not new; drafts whose wording was never
published are stepped over, and what came across them is not pinned on one draft.

The answer does not depend on the order in which the stages are given, nor on the order of parents:
everything goes by dates, ids and the graph.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, groupby

from msgspec import Struct

from planver.compare.attribution import credit, credits_for, credits_for_loss
from planver.compare.carrying import Carried, carried
from planver.compare.gone import Graveyard
from planver.compare.grounds import grounds, in_order, reordered
from planver.compare.hunks import weight
from planver.compare.texts import Library, Text
from planver.model.history import Entry
from planver.model.provenance import (
    Appearance,
    Arrival,
    Blame,
    ClauseBlame,
    Echo,
    Removal,
    Run,
    Stage,
)

# Words that two drafts have independently are told where they are a whole run, or so many.
_TOLD = 4

# Where a word first appeared, where it last came back (-1: never went), and where it first
# appeared independently: numbers of appearances.
_Mark = tuple[int, int, tuple[int, ...]]
_NEVER = -1


class _Layer(Struct, frozen=True, kw_only=True):
    """A published stage: its words with their marks, and the names its clauses are known by."""

    text: Text
    marks: tuple[tuple[_Mark, ...], ...]
    chains: tuple[tuple[str, ...], ...]


class _Loss(Struct, frozen=True):
    """Words of a clause of the stage `base` that a stage has no more; `answers` are its clauses."""

    base: int
    clause: int
    gone: tuple[int, ...]
    answers: tuple[int, ...]


class Provenance:
    """The words of a plan's drafts, traced once; stages go by their places as given.

    Raises ValueError where the stages go back to each other in a circle.
    """

    def __init__(self, stages: Sequence[Stage]) -> None:
        order = in_order(stages)
        self._rank = {place: at for at, place in enumerate(order)}
        ordered = reordered(stages, order)
        self._entries = [stage.entry for stage in ordered]
        self._parents = [stage.parents for stage in ordered]
        self._grounds = grounds(ordered)
        self._layers: list[_Layer | None] = []
        self._made: list[tuple[int, int, int | None]] = []  # appearances: stage, clause, option
        self._numbers: dict[tuple[int, int, int | None], int] = {}
        self._told: dict[int, Appearance] = {}
        self._buried: list[tuple[_Mark, ...]] = []
        self._graves = Graveyard()
        self._losses: dict[int, list[_Loss]] = {}
        library = Library()
        for at, entry in enumerate(self._entries):
            published = entry.draft.published
            self._layers.append(self._layer(at, library.text(entry.draft)) if published else None)

    def blame(self, place: int) -> Blame:
        """The provenance of every word of the draft at that place of the stages."""
        at = self._rank[place]
        layer = self._layers[at]
        if layer is None:
            return Blame(entry=self._entries[at], clauses=())
        echoes = self._echoes(at, layer)
        return Blame(
            entry=self._entries[at],
            clauses=tuple(
                ClauseBlame(clause=clause, runs=tuple(self._runs(layer, j, echoes)))
                for j, clause in enumerate(layer.text.clauses)
            ),
        )

    def arrivals(self) -> Iterator[Arrival]:
        """How many words first appeared where in any draft, and how many came back; in order.

        Every word of a draft belongs to one of the appearances told here, the same object as in
        `blame`.
        """
        for number, (at, j, option) in enumerate(self._made):
            (layer,) = self._known([at])
            found = self._appearance(number)
            yield Arrival(
                at=found,
                credits=credits_for(found.entry, found.clause.clause, option, found.gap),
                words=sum(mark[0] == number for mark in layer.marks[j]),
                returned=sum(mark[1] == number for mark in layer.marks[j]),
            )

    def removals(self) -> Iterator[Removal]:
        """How many words each draft took out of which clause of a draft it goes back to; in order.

        As a word that came with any of several drafts is not new, a word that any of them was
        rid of before is not taken out here.
        """
        for at, losses in self._losses.items():
            left = self._taken_out(at)
            (layer,) = self._known([at])
            entry = self._entries[at]
            gap = tuple(self._entries[up] for up in self._grounds[at].gap)
            for loss in sorted(losses, key=lambda loss: (loss.base, loss.clause)):
                gone = self._named(loss) & left
                left -= gone
                if gone:
                    (base,) = self._known([loss.base])
                    clause = base.text.clause(loss.clause)
                    answers = [layer.text.clauses[j].clause for j in loss.answers]
                    yield Removal(
                        entry=entry,
                        gap=gap,
                        base=self._entries[loss.base],
                        clause=clause,
                        credits=credits_for_loss(entry, clause.clause, answers, gap),
                        words=gone.total(),
                    )

    def _taken_out(self, at: int) -> Counter[tuple[int, str]]:
        """The words that every draft they could have come with lost to this stage."""
        ups = self._grounds[at].published
        lost: dict[int, Counter[tuple[int, str]]] = {up: Counter() for up in ups}
        for loss in self._losses[at]:
            lost[loss.base] += self._named(loss)
        return Counter(
            {
                word: min(lost[up][word] for up in ups if self._knew(up, word[0]))
                for word in chain.from_iterable(lost.values())
            }
        )

    def _knew(self, at: int, number: int) -> bool:
        """Whether a stage is, or goes back to, the one in which words first appeared."""
        made = self._made[number][0]
        return made == at or bool(self._grounds[at].above >> made & 1)

    def _named(self, loss: _Loss) -> Counter[tuple[int, str]]:
        """Words that went, told apart by where they first appeared, and by themselves."""
        (layer,) = self._known([loss.base])
        marks, keys = layer.marks[loss.clause], layer.text.worded[loss.clause].keys
        return Counter((marks[word][0], keys[word]) for word in loss.gone)

    def _layer(self, at: int, text: Text) -> _Layer:
        ground = self._grounds[at]
        steps = [(layer, carried(layer.text, text)) for layer in self._known(ground.published)]
        chains = self._chains(at, text, steps)
        marks = _unanimous(steps, len(text.worded))
        for j in [j for j, known in enumerate(marks) if known is None]:
            came = [_came(layer, step, j) for layer, step in steps]
            marks[j] = self._settled(at, j, text, chains[j], came)
        for up, (layer, step) in zip(ground.published, steps, strict=True):
            for i, gone in step.gone.items():
                self._graves.bury(at, len(self._buried), layer.chains[i],
                                  layer.text.worded[i].keys, gone)  # fmt: skip
                self._buried.append(layer.marks[i])
                loss = _Loss(up, i, tuple(gone), step.answers.get(i, ()))
                self._losses.setdefault(at, []).append(loss)
        settled = tuple([known for known in marks if known is not None])
        return _Layer(text=text, marks=settled, chains=chains)

    def _known(self, places: Sequence[int]) -> list[_Layer]:
        return [layer for at in places if (layer := self._layers[at]) is not None]

    def _chains(
        self, at: int, text: Text, steps: Sequence[tuple[_Layer, Carried]]
    ) -> tuple[tuple[str, ...], ...]:
        """The names of each clause: its id, and those of the clauses it answers."""
        if len(steps) == 1 and text.places and text.places is steps[0][0].text.places:
            return steps[0][0].chains  # the same clauses in the same order, as nearly always
        chains: list[tuple[str, ...]] = []
        pairs = [(layer, step.pairs) for layer, step in steps]
        for j, own in enumerate(text.ids):
            known = {layer.chains[i] for layer, befores in pairs for i in befores.get(j, ())}
            first = next(iter(known), ())
            if len(known) == 1 and (own is None or own in first):
                chains.append(first)
                continue
            names = set(chain.from_iterable(known)) | ({own} if own is not None else set())
            chains.append(tuple(sorted(names)) or (f"#{at}.{j}",))  # no id can begin like this
        return tuple(chains)

    def _settled(
        self,
        at: int,
        j: int,
        text: Text,
        chains: Sequence[str],
        came: Sequence[Sequence[_Mark | None]],
    ) -> tuple[_Mark, ...]:
        """The marks of a clause's words: as they came, else as they were taken out, else new."""
        worded = text.worded[j]
        marks: list[_Mark | None] = [None] * len(worded.keys)
        if len(came) == 1:
            marks = list(came[0])
        elif came:
            words = zip(*came, strict=True)
            marks = [self._joined([mark for mark in word if mark]) for word in words]
        new = [word for word, mark in enumerate(marks) if mark is None]
        if new and self._buried:
            above = self._grounds[at].above
            back = self._graves.find(above, chains, worded.keys, new)
            for word, (grave, old) in back.items():
                first, _, also = self._buried[grave][old]
                marks[word] = (first, self._number(at, j, worded.options[word]), also)
        return tuple(
            mark or (self._number(at, j, option), _NEVER, ())
            for mark, option in zip(marks, worded.options, strict=True)
        )

    def _joined(self, marks: Sequence[_Mark]) -> _Mark | None:
        """One mark of a word that came with several drafts: the earliest first appearance."""
        if len(set(marks)) < 2:
            return marks[0] if marks else None
        first, returned, _ = min(marks)
        others = {other for mark in marks for other in (mark[0], *mark[2])}
        also = (other for other in sorted(others) if self._independent(first, other))
        return first, returned, tuple(also)

    def _independent(self, one: int, other: int) -> bool:
        """Whether no path leads from one appearance to the other."""
        a, b = self._made[one][0], self._made[other][0]
        return a != b and not (self._grounds[b].above >> a & 1 or self._grounds[a].above >> b & 1)

    def _number(self, at: int, j: int, option: int | None) -> int:
        key = (at, j, option)
        if key not in self._numbers:
            self._numbers[key] = len(self._made)
            self._made.append(key)
        return self._numbers[key]

    def _runs(
        self, layer: _Layer, j: int, echoes: dict[tuple[int, int], tuple[int, ...]]
    ) -> Iterator[Run]:
        pieces = layer.text.worded[j].pieces
        start = 0
        for (first, returned), same in groupby(layer.marks[j], lambda mark: mark[:2]):
            run = list(same)
            end = start + len(run)
            also = [(*mark[2], *echoes.get((j, word), ())) for word, mark in enumerate(run, start)]
            yield Run(
                text="".join(pieces[start:end]),
                words=len(run),
                first=self._appearance(first),
                returned=None if returned == _NEVER else self._appearance(returned),
                also=tuple(self._told_of(pieces[start:end], also)),
            )
            start = end

    def _told_of(self, pieces: Sequence[str], also: Sequence[Sequence[int]]) -> Iterator[Echo]:
        """The words of a run that each of the other drafts has, stretch by stretch."""
        for number in sorted({one for numbers in also for one in numbers}):
            place = 0
            for there, same in groupby(also, lambda numbers: number in numbers):  # noqa: B023 - used up here
                start, place = place, place + len(list(same))
                if there:
                    text = "".join(pieces[start:place]).strip()
                    at = self._appearance(number)
                    yield Echo(text=text, at=at, start=start, words=place - start)

    def _appearance(self, number: int) -> Appearance:
        if number not in self._told:
            at, j, option = self._made[number]
            (layer,) = self._known([at])
            entry, clause = self._entries[at], layer.text.clause(j)
            gap = tuple(self._entries[up] for up in self._grounds[at].gap)
            self._told[number] = Appearance(
                entry=entry, clause=clause, gap=gap, by=credit(entry, clause.clause, option, gap)
            )
        return self._told[number]

    def _echoes(self, at: int, layer: _Layer) -> dict[tuple[int, int], tuple[int, ...]]:
        """Appearances of a draft's words in drafts that it does not go back to, by place."""
        found: dict[tuple[int, int], tuple[int, ...]] = {}
        for other in self._known([up for up in self._lasting if self._apart(at, up)]):
            step = carried(other.text, layer.text)
            for j, marks in enumerate(layer.marks):
                came = _came(other, step, j)
                for word, echo in self._told_echoes(layer.text.worded[j].keys, marks, came):
                    found[j, word] = (*found.get((j, word), ()), echo)
        return found

    @cached_property
    def _lasting(self) -> list[int]:
        """The last wordings of each draft: none that a later wording of it goes back to."""
        replaced = {
            up
            for at, entry in enumerate(self._entries)
            for up in self._parents[at]
            if _name(self._entries[up]) == _name(entry)
        }
        return [at for at in range(len(self._entries)) if at not in replaced]

    def _apart(self, one: int, other: int) -> bool:
        above = self._grounds[one].above | 1 << one
        return not (above >> other & 1 or self._grounds[other].above >> one & 1)

    def _told_echoes(
        self, keys: Sequence[str], marks: Sequence[_Mark], came: Sequence[_Mark | None]
    ) -> Iterator[tuple[int, int]]:
        """Of the words that another draft has too, those worth telling, with the appearance there.

        Single words are chance in two texts on one matter: a whole run is told, or some words in a
        row, or a figure.
        """
        place = 0
        for first, run in groupby(mark[0] for mark in marks):
            start, place = place, place + len(list(run))
            word = start
            for echo, same in groupby(mark[0] if mark else None for mark in came[start:place]):
                words = range(word, word + len(list(same)))
                word = words.stop
                if echo is None or not self._independent(first, echo):
                    continue
                if _is_told([keys[at] for at in words], whole=len(words) == place - start):
                    yield from ((at, echo) for at in words)


def _is_told(keys: Sequence[str], *, whole: bool) -> bool:
    said = [key for key in keys if key[-1].isalnum()]
    return (
        len(said) >= _TOLD
        or any(key[0].isdigit() or key[-1].isdigit() for key in said)
        or (whole and any(weight(key) > 1 for key in said))
    )


def _unanimous(
    steps: Sequence[tuple[_Layer, Carried]], clauses: int
) -> list[tuple[_Mark, ...] | None]:
    """The marks of the clauses that came whole, and alike from wherever they came."""
    columns = [_whole(layer, step, clauses) for layer, step in steps]
    if len(columns) == 1:
        return columns[0]
    return [
        found[0] if found and all(one is found[0] for one in found) else None
        for found in zip(*columns, strict=True)
    ] or [None] * clauses


def _whole(layer: _Layer, step: Carried, clauses: int) -> list[tuple[_Mark, ...] | None]:
    """The marks of the clauses that came whole with an earlier draft."""
    marks = [None if i is None else layer.marks[i] for i in map(step.alone.get, range(clauses))]
    for j in step.words:
        marks[j] = None
    return marks


def _came(layer: _Layer, step: Carried, j: int) -> Sequence[_Mark | None]:
    """The marks of a clause's words as they came with an earlier draft."""
    if j not in step.words:
        return layer.marks[step.alone[j]]
    return [None if place is None else layer.marks[place[0]][place[1]] for place in step.words[j]]


def _name(entry: Entry) -> tuple[str, str]:
    return entry.draft.plan, entry.draft.id
