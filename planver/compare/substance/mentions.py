"""What a wording mentions: figures, modal verbs, parties and so on, in its order."""

from collections.abc import Hashable, Iterator

from planver.compare.substance.figures import figure
from planver.compare.substance.labels import labels
from planver.compare.substance.lexicon import Lexicon, Names
from planver.compare.substance.reading import Item, Mention, Reading
from planver.model.change import Matter

_FIGURES = frozenset(
    {
        "digits",
        "named",
        "number",
        "ordinal",
        "scale",
        "fraction",
        "currency",
        "month",
        "date",
        "time",
        "unit",
    }
)
# How many words are told: of what hangs on a condition, and up to what a negation denies.
_CONDITION = 12
_DENIED = 4
_PAUSES = frozenset(",.;:!?…)]")


class Mentions(Reading):
    """A text with what it mentions."""

    def __init__(self, text: str, lexicon: Lexicon, names: Names) -> None:
        super().__init__(text, lexicon, names)
        self.mentions = tuple(self._read())

    def _read(self) -> Iterator[Mention]:
        at = 0
        while at < len(self.items):
            role = self.items[at][0]
            end = at + 1
            if role in {"reference", "citation"}:
                found, stop = labels(self, at)
                yield from found
                while end < len(self.items) and self.items[end][2] < stop:
                    end += 1
            elif role in _FIGURES:
                if figured := figure(self, at):
                    mention, end = figured
                    yield mention
            elif mentioned := self._worded(self.items[at], at):
                yield mentioned
            at = end

    def _worded(self, item: Item, at: int) -> Mention | None:
        role, means, start, end = item
        match role:
            case "deadline":
                return self._mention(Matter.DEADLINE, ("open", means), start, end, unit="deadline")
            case "modality":
                first, last = self._with_not(at)
                denied = (first, last) != (start, end) or self._denied(at)
                return self._mention(Matter.MODALITY, means, first, last, denied=denied)
            case "negation" | "denial":
                stop = self._first_content(end)
                return self._mention(Matter.NEGATION, means, start, stop, weak=role == "denial")
            case "qualifier":
                named = self._is_name(start, end)
                return None if named else self._mention(Matter.QUALIFIER, means, start, end)
            case "quantifier":
                return self._mention(Matter.QUALIFIER, means, start, end, unit="next")
            case "condition":
                return self._mention(Matter.CONDITION, means, start, self._pause(end))
            case "party":
                name = self.lexicon.possessor(self.words(start, end))
                return self._mention(Matter.PARTY, means, start, end, text=name)
            case "people":  # Russian names no party, but says enough for one not to be new
                return self._mention(Matter.PARTY, means, start, end, weak=True)
            case _:
                return None

    def _mention(
        self,
        kind: Matter,
        means: Hashable,
        start: int,
        end: int,
        *,
        text: str = "",
        unit: str = "",
        weak: bool = False,
        denied: bool = False,
    ) -> Mention:
        told = text or self.words(start, end)
        if told.count("[") != told.count("]"):  # half of what is not agreed would be misquoted
            told = " ".join(told.replace("[", "").replace("]", "").split())
        return Mention(
            kind=kind,
            means=means,
            start=start,
            end=end,
            text=told,
            whole=told,
            unit=unit,
            weak=weak,
            denied=denied,
        )

    def _role(self, at: int) -> str:
        return self.items[at][0] if 0 <= at < len(self.items) else ""

    def _is_name(self, start: int, end: int) -> bool:
        """Whether a qualifier is part of a name: the Joint Council."""
        if not self.keys[start][0].isupper():
            return False
        return not self.begins(start) or (end < len(self.keys) and self.keys[end][0].isupper())

    def _with_not(self, at: int) -> tuple[int, int]:
        """The words of a modal verb with the not that stands right before or behind it."""
        _, _, start, end = self.items[at]
        if self._role(at + 1) == "negation" and self.items[at + 1][2] == end:
            end = self.items[at + 1][3]
        if self._role(at - 1) == "negation" and self.items[at - 1][3] == start:
            start = self.items[at - 1][2]
        return start, end

    def _denied(self, at: int) -> bool:
        """Whether the sentence of an item begins with a no or a neither."""
        place = self.items[at][2]
        while not self.begins(place):
            place -= 1
        first = at
        while first and self.items[first - 1][2] >= place:
            first -= 1
        return self.items[first][0] == "negation" and self.items[first][2] == place

    def _first_content(self, start: int) -> int:
        """The place behind the first word of content from here, or from here where none is near."""
        for place in range(start, min(start + _DENIED, len(self.keys))):
            if self.content[place]:
                return place + self.content[place].isalpha()
        return start

    def _pause(self, start: int) -> int:
        """Where what hangs on a condition pauses; cut short behind a word of content."""
        place, most = start, min(start + _CONDITION, len(self.keys))
        while place < most and self.keys[place] not in _PAUSES:
            place += 1
        if place == start + _CONDITION:
            while place > start and not self.content[place - 1]:
                place -= 1
        return place
