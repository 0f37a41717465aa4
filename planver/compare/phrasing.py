"""Hunks of words made to read as phrases: what a careful editor would strike and put in."""

from collections.abc import Sequence

from planver.compare.hunks import Hunk, weight

# Share of words kept below which a text counts as rewritten and is cleaned up strongly. Tuned on
# the human word edits of arXivEdits (400 pairs).
_REWRITTEN = 0.5

# How heavy kept words may be, beside the lighter of the changes around them, to go with these; and
# how heavy at all: three long words in a row are worth keeping. Tuned on `benchmarks/redlines.tsv`.
_BETWEEN_REPLACEMENTS = 0.75
_BETWEEN_OTHERS = 1 / 3
_CAP = 6
_CAP_BETWEEN_OTHERS = 3
_ENOUGH = 18

_SENTENCE_ENDS = frozenset(".;:!?…")
_PAUSES = frozenset(",–—)]»”")


def phrased(hunks: Sequence[Hunk], a: Sequence[str], b: Sequence[str]) -> list[Hunk]:
    """The same changes in fewer and more natural pieces."""
    if len(hunks) > 1:
        hunks = _joined(hunks, a, b)
    return _settled(_at_sentences(hunks, a, b), a, b)


def _joined(hunks: Sequence[Hunk], a: Sequence[str], b: Sequence[str]) -> Sequence[Hunk]:
    """Dissolve kept words that only cut one rewording into confetti.

    In a text that is mostly kept they must be lighter than the changes around them, and much
    lighter where one of these only puts in or strikes.
    """
    changed = sum(a2 - a1 + b2 - b1 for a1, a2, b1, b2 in hunks)
    strong = changed > (len(a) + len(b)) * (1 - _REWRITTEN)
    joined: list[Hunk] = []
    for hunk in hunks:
        grown = hunk
        while joined and _is_confetti(joined[-1], grown, a, b, strong=strong):
            last = joined.pop()
            grown = (last[0], grown[1], last[2], grown[3])
        joined.append(grown)
    return joined


def _is_confetti(
    left: Hunk, right: Hunk, a: Sequence[str], b: Sequence[str], *, strong: bool
) -> bool:
    kept = right[0] - left[1]
    if kept == 0:
        return True
    if kept > _CAP:
        return False
    heavy = sum(map(weight, a[left[1] : right[0]]))
    if heavy > _CAP:
        return False
    replaced = (
        left[0] < left[1] and left[2] < left[3] and right[0] < right[1] and right[2] < right[3]
    )
    if not (strong or replaced) and heavy > _CAP_BETWEEN_OTHERS:
        return False
    share = 1 if strong else _BETWEEN_REPLACEMENTS if replaced else _BETWEEN_OTHERS
    return all(
        heavy <= share * _heavy(a, a1, a2) or heavy <= share * _heavy(b, b1, b2)
        for a1, a2, b1, b2 in (left, right)
    )


def _heavy(keys: Sequence[str], start: int, end: int) -> int:
    """How heavy a change is on one side; of a long one, the first words are heavy enough."""
    return sum(map(weight, keys[start : min(end, start + _ENOUGH)]))


def _replaces(hunk: Hunk) -> bool:
    return hunk[0] < hunk[1] and hunk[2] < hunk[3]


def _at_sentences(hunks: Sequence[Hunk], a: Sequence[str], b: Sequence[str]) -> list[Hunk]:
    """Part a replacement from the sentences that came, or went, behind it.

    ``2.`` to ``4. One more.`` is ``2`` to ``4``, and ``One more.`` put in.
    """
    parted: list[Hunk] = []
    for hunk in hunks:
        a1, a2, b1, b2 = hunk
        if a1 < a2 < len(a) and b1 < b2 and a[a2] in _SENTENCE_ENDS:
            end = a[a2]
            ends_a = [i for i in range(a1, a2) if a[i] == end]
            ends_b = [j for j in range(b1, b2) if b[j] == end]
            if ends_b and not ends_a and ends_b[0] > b1:
                parted += ((a1, a2, b1, ends_b[0]), (a2 + 1, a2 + 1, ends_b[0] + 1, b2 + 1))
                continue
            if ends_a and not ends_b and ends_a[0] > a1:
                parted += ((a1, ends_a[0], b1, b2), (ends_a[0] + 1, a2 + 1, b2 + 1, b2 + 1))
                continue
        parted.append(hunk)
    return parted


def _settled(hunks: Sequence[Hunk], a: Sequence[str], b: Sequence[str]) -> list[Hunk]:
    """Insertions and deletions at the most natural of the places where they could stand.

    ``the A, the B`` to ``the A, the C, the B``: what came is ``the C,``, not ``C, the``.
    """
    settled: list[Hunk] = []
    for at, hunk in enumerate(hunks):
        a1, a2, b1, b2 = hunk
        if _replaces(hunk):
            settled.append(hunk)
            continue
        side = 2 if a1 == a2 else 0
        keys, start, end = (b, b1, b2) if side else (a, a1, a2)
        # A word stays between this hunk and its neighbours, or the two would be one.
        first = settled[-1][side + 1] + 1 if settled else 0
        last = hunks[at + 1][side] - 1 if at + 1 < len(hunks) else len(keys)
        lowest = highest = 0
        while start + lowest > first and keys[start + lowest - 1] == keys[end + lowest - 1]:
            lowest -= 1
        while end + highest < last and keys[start + highest] == keys[end + highest]:
            highest += 1
        step = (
            max(
                range(lowest, highest + 1),
                key=lambda by: _fit(keys, start + by) + _fit(keys, end + by),
            )
            if lowest != highest
            else 0
        )
        settled.append((a1 + step, a2 + step, b1 + step, b2 + step))
    return settled


def _fit(keys: Sequence[str], place: int) -> int:
    """How natural it is for a change to begin or end in front of a word."""
    before = keys[place - 1] if place else "."
    behind = keys[place] if place < len(keys) else "."
    if before in _SENTENCE_ENDS:
        return 6
    if before in _PAUSES or behind in _SENTENCE_ENDS:
        return 5
    if behind in _PAUSES:
        return 4
    # A phrase begins with its short words: "of the mission", not "mission of the".
    return (len(behind) <= 3) - (len(before) <= 3)
