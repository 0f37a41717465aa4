"""Splitting texts that are mostly alike, one after the other."""

from bisect import bisect_left, bisect_right
from itertools import accumulate


class Splitter:
    """Splits at a separator; the parts of the text before that stand as they stood are kept.

    They are the same objects again, which know their hash. The separator must not be able to begin
    anew before it has ended.
    """

    def __init__(self, separator: bytes) -> None:
        self._separator = separator
        self._text = b""
        self._parts = [b""]

    def split(self, text: bytes) -> list[bytes]:
        """The same as ``text.split(separator)``."""
        gap = len(self._separator)
        before, parts = self._text, self._parts
        # Where each part ends, together with the separator behind it; behind the last is none.
        ends = list(accumulate(len(part) + gap for part in parts))
        first = bisect_right(ends, _alike_from_the_start(before, text))
        start = ends[first - 1] if first else 0
        same = _alike_to_the_end(before[start:], text[start:])
        # Of the last parts, those count whose separator in front stands as it stood.
        last = bisect_left(ends, len(before) - same + gap, lo=first) + 1
        stop = len(text) - (len(before) - (ends[last - 1] - gap))
        middle = text[start:stop].split(self._separator)
        self._text, self._parts = text, [*parts[:first], *middle, *parts[last:]]
        return self._parts


def _alike_from_the_start(one: bytes, other: bytes) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _alike_to_the_end(one: bytes, other: bytes) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
