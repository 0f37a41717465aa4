"""Who wrote each word, in generated histories whose authors are known."""

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import git_authors
from benchmarks.histories import History, Wording, history
from benchmarks.repositories import save
from planver.compare.provenance import blame_of
from planver.compare.tokens import words
from planver.compare.tracing import Trace
from planver.model.provenance import Blame
from planver.workflow.blame import blame
from planver.workflow.drafts import Drafts

_SEEDS = 10
_QUICK = 3
_FIRST = 100


def authors(*, quick: bool) -> Iterator[tuple[str, dict[str, float]]]:
    """A row for each heaviness and method: the words right of those the root did not write."""
    seeds = _QUICK if quick else _SEEDS
    for heaviness in ("light", "heavy"):
        cases = [history(seed, heaviness) for seed in range(_FIRST, _FIRST + seeds)]
        for name, method in _METHODS.items():
            tally, seconds = Tally(), 0.0
            for one in cases:
                start = time.perf_counter()
                told = method(one)
                seconds += time.perf_counter() - start
                tally.add(gold(one), told)
            yield f"{heaviness}, {seeds} seeds, {name}", {**tally.figures(), "s": seconds / seeds}


class Tally:
    """Words credited right and wrong; those of the root, which are easy, are counted apart."""

    def __init__(self) -> None:
        self._right = self._told = self._gold = self._all = self._all_right = 0

    def add(self, gold: Sequence[int], told: Sequence[int]) -> None:
        """The authors of the words of a draft, as they are and as they are told."""
        for right, said in zip(gold, told, strict=True):
            self._all += 1
            self._all_right += right == said
            self._gold += right != 0
            self._told += said != 0
            self._right += right == said != 0

    def figures(self) -> dict[str, float]:
        """Precision and recall of words that came after the root; the share of all words right."""
        return {
            "precision": self._right / self._told,
            "recall": self._right / self._gold,
            "all words": self._all_right / self._all,
            "words": self._gold,
        }


def gold(one: History) -> list[int]:
    """The author of each word of the last draft: the place of the draft that first wrote it."""
    return [author for wording in one.wordings[-1] for author in _authors(wording)]


def _authors(wording: Wording) -> Iterator[int]:
    """Signs behind a word are words of their own, of the same author."""
    by_sign = [
        word.author
        for sentence in wording.sentences
        for word in sentence
        for _ in range(len(word.text) + 1)  # with the blank behind it
    ]
    return (by_sign[end - 1] for _, end in words(wording.text).spans)


def traced(one: History) -> list[int]:
    """The same, as planver tells it of the drafts in memory."""
    return _told(one, blame_of(Trace(one.stages), len(one.stages) - 1))


def traced_in_git(one: History) -> list[int]:
    """The same, as `planver blame` tells it of a repository with the drafts as its revisions."""
    with tempfile.TemporaryDirectory() as name:
        save(one, Path(name))
        with Drafts(Path(name)) as drafts:
            return _told(one, blame(drafts, one.stages[-1].entry.draft.id))


def _told(one: History, found: Blame) -> list[int]:
    places = {stage.entry.draft.id: at for at, stage in enumerate(one.stages)}
    return [
        places[run.first.entry.draft.id]
        for clause in found.clauses
        for run in clause.runs
        for _ in range(run.words)
    ]


_METHODS: Mapping[str, Callable[[History], list[int]]] = {
    "planver": traced,
    "planver, with git": traced_in_git,
    "git blame -M -C, by line": git_authors.by_line,
    "git diff --word-diff": git_authors.by_word,
}
