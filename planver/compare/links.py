"""Who answers whom so far, as the passes of the aligner hand it on."""

from collections.abc import Collection, Iterator, Sequence

from planver.model.numbering import Numbered

# Log odds that stand for certainty: the same words, or what people said.
SURE = 50.0


class Side:
    """One draft as the passes see it.

    `texts` are the clauses' own wordings, for alternatives are other people's words; `worded` the
    same but None where there is no word in them; `parents` are places, -1 for none.
    """

    def __init__(self, clauses: Sequence[Numbered]) -> None:
        self.texts = [entry.clause.own_wording for entry in clauses]
        self.worded = [text if any(map(str.isalnum, text)) else None for text in self.texts]
        self.parents = [-1 if entry.parent is None else entry.parent for entry in clauses]


class Links:
    """Links between the clauses of two drafts, with the log odds of each; -1 is nobody.

    A clause that answers several has its first one here. Pairs that people `denied` are never
    linked.
    """

    def __init__(
        self, before: int, after: int, denied: Collection[tuple[int, int]] = frozenset()
    ) -> None:
        self.after_of = [-1] * before
        self.before_of = [-1] * after
        self._odds = [0.0] * after
        self._denied = denied

    def add(self, i: int, j: int, odds: float) -> None:
        """Link two open clauses, unless that was denied."""
        if (i, j) not in self._denied:
            self.after_of[i], self.before_of[j] = j, i
            self._odds[j] = odds

    def add_group(self, before: Sequence[int], after: Sequence[int], odds: float) -> None:
        """Link clauses that answer each other together; they let go of any others."""
        for j in (*(self.after_of[i] for i in before), *after):
            self.drop(j)
        for i in before:
            self.after_of[i] = after[0]
        for j in after:
            self.before_of[j] = before[0]
            self._odds[j] = odds

    def drop(self, j: int) -> None:
        """Let go of the link of an after clause, if it has one."""
        if j >= 0 and self.before_of[j] >= 0:
            self.after_of[self.before_of[j]] = -1
            self.before_of[j] = -1

    def odds(self, j: int) -> float:
        """The log odds of the link of an after clause; of an open one, those of a coin."""
        return self._odds[j] if self.before_of[j] >= 0 else 0.0

    def open_before(self) -> list[int]:
        """Before clauses that nobody answers."""
        return [i for i, j in enumerate(self.after_of) if j < 0]

    def open_after(self) -> list[int]:
        """After clauses that answer nobody."""
        return [j for j, i in enumerate(self.before_of) if i < 0]

    def open(self, i: int, j: int) -> bool:
        """Whether two clauses may still be linked."""
        return self.after_of[i] < 0 and self.before_of[j] < 0 and (i, j) not in self._denied

    def all(self) -> Iterator[tuple[int, int, float]]:
        """Every link: before, after, odds."""
        return ((i, j, self._odds[j]) for j, i in enumerate(self.before_of) if i >= 0)

    def gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """Open after clauses in a row, and the open before clauses one would look for them among.

        Those are the ones behind the answer of what stands before the row, and the ones before
        the answer of what stands behind it; often there are none.
        """
        count = len(self.after_of)
        run: list[int] = []
        for j, i in enumerate((*self.before_of, count)):
            if i < 0:
                run.append(j)
                continue
            if run:
                first = self.before_of[run[0] - 1] + 1 if run[0] else 0
                yield sorted({*self._open_run(first, 1), *self._open_run(i - 1, -1)}), run
            run = []

    def _open_run(self, start: int, step: int) -> Iterator[int]:
        at = start
        while 0 <= at < len(self.after_of) and self.after_of[at] < 0:
            yield at
            at += step
