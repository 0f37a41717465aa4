"""Word diffs against redlines drawn by hand: ``python -m benchmarks.redlines``.

``redlines.tsv`` holds changes of wording as a careful editor would draw them. Figures are of the
half that was not looked at while the word diff was made. Token F1 is over words struck or put in;
a span counts where a change begins and ends at the same words on both sides.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from rapidfuzz.distance import Indel

from planver.compare.tokens import words
from planver.compare.words import diff_words
from planver.model.change import Op

DATA = Path(__file__).with_name("redlines.tsv")
_MARKED = re.compile(r"\{-(.*?)-\}|\{\+(.*?)\+\}|((?:(?!\{[-+]).)+)")

# (before start, before end, after start, after end) of words that differ.
Hunk = tuple[int, int, int, int]
_Edits = Sequence[tuple[Op, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """Two wordings, and the words that differ as the editor marked them."""

    before: str
    after: str
    gold: tuple[Hunk, ...]


def redlines(wanted: str = "report") -> list[Redline]:
    """The redlines of one half, ``report`` or ``tune``."""
    lines = DATA.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [_read(marked) for half, _, marked in rows if half == wanted]


def _read(marked: str) -> Redline:
    edits: list[tuple[Op, str]] = []
    for deleted, inserted, kept in _MARKED.findall(marked):
        op = Op.DELETE if deleted else Op.INSERT if inserted else Op.EQUAL
        edits.append((op, deleted or inserted or kept))
    before, after = (
        "".join(text for op, text in edits if op is not hidden) for hidden in (Op.INSERT, Op.DELETE)
    )
    return Redline(before=before, after=after, gold=tuple(_hunks(edits)))


def _hunks(edits: _Edits) -> Iterator[Hunk]:
    """Edits as runs of words; a word is kept where none of its letters is touched."""
    kept_a, kept_b = (list(_kept(edits, hidden)) for hidden in (Op.INSERT, Op.DELETE))
    last_a = last_b = 0
    for a, b in zip(kept_a, kept_b, strict=True):
        if a > last_a or b > last_b:
            yield last_a, a, last_b, b
        last_a, last_b = a + 1, b + 1


def _kept(edits: _Edits, hidden: Op) -> Iterator[int]:
    """Places of the words that one side keeps, and the end of its words."""
    side = [(op, text) for op, text in edits if op is not hidden]
    kept = [op is Op.EQUAL for op, text in side for _ in text]
    spans = words("".join(text for _, text in side)).spans
    yield from (at for at, (start, end) in enumerate(spans) if all(kept[start:end]))
    yield len(spans)


def _planver(before: str, after: str) -> Iterable[Hunk]:
    return _hunks([(edit.op, edit.text) for edit in diff_words(before, after).edits])


def _difflib(before: str, after: str) -> Iterator[Hunk]:
    matcher = SequenceMatcher(None, words(before).keys, words(after).keys, autojunk=False)
    return (opcode[1:] for opcode in matcher.get_opcodes() if opcode[0] != "equal")


def _indel(before: str, after: str) -> Iterator[Hunk]:
    kept = Indel.opcodes(words(before).keys, words(after).keys).as_matching_blocks()
    last_a = last_b = 0
    for block in kept:
        if block.a > last_a or block.b > last_b:
            yield last_a, block.a, last_b, block.b
        last_a, last_b = block.a + block.size, block.b + block.size


METHODS: dict[str, Callable[[str, str], Iterable[Hunk]]] = {
    "planver": _planver,
    "difflib, raw": _difflib,
    "rapidfuzz Indel, raw": _indel,
}


def figures(wanted: str = "report") -> dict[str, dict[str, float]]:
    """Agreement of each method with the editor."""
    return {name: _agreement(method, redlines(wanted)) for name, method in METHODS.items()}


def _agreement(
    method: Callable[[str, str], Iterable[Hunk]], lines: Iterable[Redline]
) -> dict[str, float]:
    right = marked = gold_words = exact = found = gold_hunks = 0
    for line in lines:
        hunks = set(method(line.before, line.after))
        told, gold = _touched(hunks), _touched(line.gold)
        right, marked, gold_words = (
            right + len(told & gold),
            marked + len(told),
            gold_words + len(gold),
        )
        exact += len(hunks & {*line.gold})
        found, gold_hunks = found + len(hunks), gold_hunks + len(line.gold)
    return {
        "token F1": 2 * right / (marked + gold_words),
        "exact-span F1": 2 * exact / (found + gold_hunks),
        "hunks": found,
        "gold hunks": gold_hunks,
    }


def _touched(hunks: Iterable[Hunk]) -> set[tuple[str, int]]:
    return {
        place
        for a1, a2, b1, b2 in hunks
        for place in (*(("-", i) for i in range(a1, a2)), *(("+", j) for j in range(b1, b2)))
    }


if __name__ == "__main__":
    for half in ("tune", "report"):
        print(f"\n{half}")
        for name, values in figures(half).items():
            told = "  ".join(f"{key} {value:.3g}" for key, value in values.items())
            print(f"  {name:24} {told}")
