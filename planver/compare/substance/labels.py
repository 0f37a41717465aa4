"""References to clauses as they are written: point 7, points 3 and 4, paragraph 2 (b)."""

from planver.compare.substance.reading import Item, Mention, Reading
from planver.model.change import Matter
from planver.model.numbering import as_path, from_roman

# What stands behind a number that counts things, and so makes it no label: a point 5 km away.
_COUNTED = frozenset({"unit", "scale", "percent", "currency", "month"})
_LATIN = frozenset({"bis", "ter", "quater", "quinquies"})
# A label has no more signs in a row, a name no more words, a range no more clauses.
_SIGNS, _WORDS, _WIDEST = 4, 12, 60
# How many items after a reference can belong to it.
_ITEMS = 100

# A label as written, and the place of the word behind it.
_Label = tuple[str, int]


def labels(reading: Reading, at: int) -> tuple[list[Mention], int]:
    """The references that an item such as ``points`` begins, and the place of the word behind them.

    What one means is ("own", path), with a path that begins with a dot where it starts at the
    clause itself; or, for another text, ("other", its name and label).
    """
    role, unit, start, place = reading.items[at]
    behind: dict[int, Item] = {}
    for item in reading.items[at + 1 : at + 1 + _ITEMS]:
        behind.setdefault(item[2], item)
    list_ = _List(reading, behind, plural=reading.folded[start] != str(unit).casefold())
    found, end = list_.read(place)
    follows = behind.get(end)
    told_own = follows is not None and follows[0] == "own"
    name = end if told_own else _name_end(reading, end, follows)
    own = name == end and (role == "reference" or told_own)
    several = role == "citation" or len(found) > 1
    written = str(unit) if several else reading.words(start, place).casefold()
    mentions: list[Mention] = []
    for label in found:
        text = f"{written} {label}"
        if name > end:
            text = f"{text} {reading.words(end, name)}"
        path = f".{as_path(label)}" if label.startswith("(") else as_path(label)
        mentions.append(
            Mention(
                kind=Matter.REFERENCE,
                means=("own", path) if own else ("other", text.casefold()),
                start=start,
                end=name,
                text=text,
                whole=text,
            )
        )
    return mentions, name


class _List:
    """Labels in a row, joined by the words of the language: 3, 4 and 7; 10 (b) and (d); 3 to 5."""

    def __init__(self, reading: Reading, behind: dict[int, Item], *, plural: bool) -> None:
        self._reading, self._behind, self._plural = reading, behind, plural

    def read(self, place: int) -> tuple[list[str], int]:
        first = self._label(place)
        if first is None:
            return [], place
        found, end = [first[0]], first[1]
        while following := self._following(end):
            join, (label, end) = following
            last = found[-1]
            if label.startswith("(") and not last.startswith("("):
                label = f"{last.partition('(')[0].strip()} {label}"
            if join == "to" and last.isdecimal() and label.isdecimal():
                found += map(str, range(int(last) + 1, min(int(label), int(last) + _WIDEST)))
            found.append(label)
        return found, end

    def _following(self, place: int) -> tuple[str, _Label] | None:
        """The next label of the list, and what the word between means."""
        join, end = "", place
        while (item := self._behind.get(end)) and item[0] == "join":
            if self._reading.keys[end] == "," and not self._plural:
                return None
            join, end = str(item[1]), item[3]
        label = self._label(end) if join else None
        # In "point 3 and 4 observers" the second number counts.
        if label is None or (not self._plural and self._counts(label[1])):
            return None
        return join, label

    def _counts(self, place: int) -> bool:
        content = self._reading.content
        return place < len(content) and content[place].isalpha()

    def _label(self, place: int) -> _Label | None:
        """10, 10b, 10.b, 10 (b), (b), 3 bis."""
        keys = self._reading.keys
        label, end = "", place
        if place < len(keys) and _is_number(keys[place]):
            label, end = keys[place], place + 1
            if end + 1 < len(keys) and keys[end] == "." and self._is_part(end + 1, glued=True):
                label, end = f"{label}.{keys[end + 1]}", end + 2
            elif end < len(keys) and self._reading.folded[end] in _LATIN:
                label, end = f"{label} {keys[end]}", end + 1
        while end + 2 < len(keys) and keys[end] == "(" and keys[end + 2] == ")":
            if not self._is_part(end + 1):
                break
            label, end = f"{label} ({keys[end + 1]})".strip(), end + 3
        follows = self._behind.get(end)
        counted = follows is not None and follows[0] in _COUNTED
        return (label, end) if label and not counted else None

    def _is_part(self, place: int, *, glued: bool = False) -> bool:
        key = self._reading.keys[place]
        tied = self._reading.glued(place) and self._reading.glued(place - 1)
        if glued and not (tied and not key[0].isupper()):
            return False
        numeral = from_roman(key) is not None or (key.isdecimal() and len(key) <= _SIGNS)
        return numeral or (key.isalpha() and len(key) <= 2)


def _is_number(key: str) -> bool:
    digits = key.rstrip("abcdefghijklmnopqrstuvwxyz")
    return digits.replace(".", "").isdecimal() and len(key) <= _SIGNS + 2


def _name_end(reading: Reading, place: int, follows: Item | None) -> int:
    """Behind the name of the text that a label is said to be of, or where there is no name."""
    words, keys = reading.lexicon, reading.keys
    at = place
    if words.of:
        if at >= len(keys) or reading.folded[at] not in words.of:
            return place
        at += 1
    elif follows and follows[0] == "party":  # under point 7 Ukraine shall ...
        return place
    while at < len(keys) and reading.folded[at] in words.fillers:
        at += 1
    if at >= len(keys) or reading.begins(at) or not keys[at][0].isupper():
        return place
    end = at + 1
    for behind in range(end, min(at + _WORDS, len(keys))):
        if keys[behind][0].isupper():
            end = behind + 1
        elif reading.folded[behind] not in words.links:
            break
    return end
