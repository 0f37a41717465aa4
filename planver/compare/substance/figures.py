"""Figures with what belongs to them: money, shares, dates, durations, deadlines, quantities."""

from collections.abc import Hashable

from msgspec.structs import replace

from planver.compare.substance.numerals import Amount
from planver.compare.substance.reading import Mention, Reading
from planver.model.change import Matter

# What a unit measures, and how much of the smallest unit of its kind it is. Hours are not turned
# into days, nor days into months: 48 hours and two days can end at different moments.
_UNITS: dict[str, tuple[str, Amount]] = {
    "second": ("second", 1), "minute": ("minute", 1), "hour": ("minute", 60), "day": ("day", 1),
    "working-day": ("working-day", 1), "week": ("day", 7), "fortnight": ("day", 14),
    "month": ("month", 1), "year": ("month", 12), "decade": ("month", 120),
    "millimetre": ("metre", 0.001), "centimetre": ("metre", 0.01), "metre": ("metre", 1),
    "kilometre": ("metre", 1000), "square-metre": ("square-metre", 1),
    "hectare": ("square-metre", 10_000), "square-kilometre": ("square-metre", 1_000_000),
    "litre": ("litre", 1), "cubic-metre": ("litre", 1000), "gram": ("gram", 1),
    "kilogram": ("gram", 1000), "tonne": ("gram", 1_000_000), "kilowatt": ("kilowatt", 1),
    "megawatt": ("kilowatt", 1000), "gigawatt": ("kilowatt", 1_000_000),
}  # fmt: skip
_TIMES = frozenset({"second", "minute", "day", "working-day", "month"})
# Moments, behind which any deadline can be named; durations are not meant by a "by".
_MOMENTS = frozenset({Matter.DATE, Matter.TIME})
_SPANS = frozenset({"within", "before", "after"})
_NUMBERS = frozenset({"digits", "named", "number", "scale", "ordinal"})
_YEARS = range(1900, 2200)
_MILLION = 1_000_000
# How many words (the next, a period of) may stand between a deadline and its figure.
_REACH = 4

# A mention, and the place of the item behind it.
_Found = tuple[Mention, int]
# What a number stands for, the place of the item behind it, and whether it may be a pronoun.
_Number = tuple[Amount | str, int, bool]


def figure(reading: Reading, at: int) -> _Found | None:
    """The figure that begins at an item, and the place of the item behind it."""
    grammar = _Grammar(reading)
    found = grammar.date(at) or grammar.measured(at) or grammar.a_unit(at)
    return grammar.bounded(*found, at) if found else None


class _Grammar:
    def __init__(self, reading: Reading) -> None:
        self._reading, self._items = reading, reading.items

    def date(self, at: int) -> _Found | None:
        """A date or a time of day."""
        role, meaning, start, _ = self._items[at]
        if role == "time":
            return self._mention(Matter.TIME, meaning, at, at + 1, unit="time")
        if role == "date":
            return self._dated(meaning, at, at + 1)
        if role == "digits":
            behind = self._behind_ordinal(at + 1)
            if self._next(behind, "month") and _is_day(meaning):
                return self._dated((None, self._month(behind), meaning), at, behind + 1)
            if meaning in _YEARS and self._is_year(at):
                return self._dated((meaning, None, None), at, at + 1)
        if role == "month":
            behind = self._behind_ordinal(at + 2)
            if self._next(at + 1, "digits") and _is_day(self._items[at + 1][1]):
                return self._dated((None, self._month(at), self._items[at + 1][1]), at, behind)
            found = self._dated((None, self._month(at), None), at, at + 1)
            # At the beginning of a sentence May, alone, may be the verb.
            return None if found[1] == at + 1 and self._reading.begins(start) else found
        return None

    def _dated(self, date: Hashable, first: int, end: int) -> _Found:
        """The date, with the year where one follows it."""
        if isinstance(date, tuple) and date[0] is None:
            place = end
            if self._next(place, "join") and self._reading.keys[self._items[place][2]] == ",":
                place += 1
            if self._next(place, "digits") and self._items[place][1] in _YEARS:
                date, end = (self._items[place][1], *date[1:]), place + 1
        if self._next(end, "unit") and self._items[end][1] == "year":  # as in Slavic languages
            end += 1
        return self._mention(Matter.DATE, date, first, end, unit="date")

    def _month(self, at: int) -> int:
        return int(str(self._items[at][1]))

    def _behind_ordinal(self, at: int) -> int:
        ordinal = self._next(at, "suffix") and self._items[at][1] in self._reading.lexicon.ordinals
        return at + 1 if ordinal else at

    def _is_year(self, at: int) -> bool:
        _, _, start, end = self._items[at]
        if end - start != 1 or len(self._reading.keys[start]) != 4:
            return False
        if self._next(at + 1, "unit"):
            return self._items[at + 1][1] == "year"
        counted = end < len(self._reading.keys) and self._reading.content[end].isalpha()
        return self._meets(at) and self._role(at - 1) in {"year", "lead"} and not counted

    def measured(self, at: int) -> _Found | None:
        """A number with its unit, or as it is."""
        if self._role(at) == "fraction":
            part, _, whole = str(self._items[at][1]).partition("/")
            share = 100 * int(part) / int(whole)
            return self._mention(Matter.PERCENTAGE, share, at, at + 1, unit="percent")
        money = self._role(at) == "currency"
        found = self._number(at + money) if not money or self._meets(at + 1) else None
        if found is None:
            return None
        amount, end, weak = found
        if money:
            return self._money(amount, str(self._items[at][1]), at, end)
        behind = self._behind_hyphen(end)
        if self._behind_ordinal(behind) > behind and self._next(behind + 1, "unit"):
            behind += 1  # the 6th day
        unit = str(self._items[behind][1]) if self._meets(behind) else ""
        match self._role(behind) if unit else "":
            case "percent":
                return self._mention(Matter.PERCENTAGE, amount, at, behind + 1, unit=unit)
            case "currency":
                return self._mention(Matter.MONEY, amount, at, behind + 1, unit=unit)
            case "unit":
                return self._quantity(amount, unit, at, behind + 1)
            case "suffix" if self._behind_ordinal(behind) > behind:
                return None
            case "suffix":
                return self._mention(Matter.NUMBER, amount, at, behind + 1, unit=unit)
            case _:
                pass
        return self._ranged(amount, at, end) or self._plain(amount, at, end, weak=weak)

    def _money(self, amount: Amount | str, currency: str, first: int, end: int) -> _Found:
        metres = self._next(end, "unit") and self._items[end][2:] == (self._items[end - 1][3],) * 2
        if metres and self._items[end][1] == "metre" and not isinstance(amount, str):
            amount, end = amount * _MILLION, end + 1  # USD 5m
        return self._mention(Matter.MONEY, amount, first, end, unit=currency)

    def _quantity(self, amount: Amount | str, unit: str, first: int, end: int) -> _Found:
        measure, factor = _UNITS.get(unit, (unit, 1))
        kind = Matter.DURATION if measure in _TIMES else Matter.QUANTITY
        means = amount if isinstance(amount, str) else amount * factor
        return self._mention(kind, means, first, end, unit=measure)

    def a_unit(self, at: int) -> _Found | None:
        """Within a week: a unit of time that stands for one, right behind a deadline."""
        role, unit, start, _ = self._items[at]
        if role != "unit" or at == 0 or self._role(at - 1) != "lead":
            return None
        word = self._reading.folded[start]
        if self._items[at - 1][1] not in {"within", "after"} or self._is_plural(word):
            return None  # by day; within weeks
        if not self._fills(self._items[at - 1][3], start):
            return None
        mention, end = self._quantity(1, str(unit), at, at + 1)
        return (mention, end) if mention.kind is Matter.DURATION else None

    def _ranged(self, amount: Amount | str, first: int, end: int) -> _Found | None:
        """The lower end of a range, which has the unit of the upper: 30 to 60 days."""
        if not (self._next(end, "join") and self._items[end][1] in {"to", "plus"}):
            return None
        if not self._next(end + 1, "digits", "number"):
            return None
        upper = self.measured(end + 1)
        if upper is None or upper[0].kind is Matter.NUMBER or isinstance(amount, str):
            return None
        kind, unit = upper[0].kind, upper[0].unit
        named = self._items[upper[1] - 1]
        factor = _UNITS.get(str(named[1]), ("", 1))[1] if named[0] == "unit" else 1
        return self._mention(kind, amount * factor, first, end, unit=unit)

    def _plain(self, amount: Amount | str, first: int, end: int, *, weak: bool) -> _Found:
        mention, end = self._mention(Matter.NUMBER, amount, first, end, unit="", weak=weak)
        place = mention.end
        counted = place < len(self._reading.keys) and self._reading.content[place]
        if not (counted and counted.isalpha()):
            return mention, end
        # Two liaison officers: what is counted has two words where the second is the plural.
        if not self._is_plural(self._reading.folded[place]) and place + 1 < len(self._reading.keys):
            place += self._is_plural(self._reading.folded[place + 1])
        whole = self._reading.words(mention.start, place + 1)
        return replace(mention, unit=counted, whole=whole), end

    def _is_plural(self, word: str) -> bool:
        plural = self._reading.lexicon.plural
        return plural != "" and word.isalpha() and word.endswith(plural)

    def _number(self, at: int) -> _Number | None:
        role = self._role(at)
        if role not in _NUMBERS:
            return None
        _, meaning, start, _ = self._items[at]
        if role == "named":
            return str(meaning), at + 1, False
        if role == "number":
            return self._spelled(at)
        if role == "ordinal":  # of other things than times it only says which
            return (int(str(meaning)), at + 1, False) if self._next(at + 1, "unit") else None
        if role == "scale":  # a hundred
            article = start > 0 and self._reading.folded[start - 1] in self._reading.lexicon.fillers
            return (int(str(meaning)), at + 1, False) if article else None
        amount: Amount | str = meaning if isinstance(meaning, int | float) else str(meaning)
        end = at + 1
        while self._next(end, "scale") and not isinstance(amount, str):
            amount, end = amount * int(str(self._items[end][1])), end + 1
        return amount, end, False

    def _spelled(self, at: int) -> _Number:
        """A number in words: one hundred and twenty thousand."""
        total, group, end = 0, 0, at
        while end == at or self._next(end, "number", "scale", "join"):
            role, meaning = self._items[end][:2]
            if role == "join":
                below = self._items[end + 1][1] if self._next(end + 1, "number") else None
                if meaning != "plus" or below is None or group % 100 or not (group or total):
                    break
            elif role == "scale":
                scale = int(str(meaning))
                if not group or (scale == 100 and group > 9):
                    break
                if scale == 100:
                    group *= scale
                else:
                    total, group = total + group * scale, 0
            else:
                digit = int(str(meaning))
                if end > at and (digit == 0 or _room(group) <= digit):
                    break
                group += digit
            end += 1
        return total + group, end, total + group == 1

    def bounded(self, mention: Mention, end: int, at: int) -> _Found:
        """The figure with the words that make it a floor, a ceiling, or a deadline."""
        reading = self._reading
        start, stop, bound = mention.start, mention.end, ""
        if self._next(end, "bound-after"):
            bound, stop, end = str(self._items[end][1]), self._items[end][3], end + 1
        if at and self._role(at - 1) == "bound" and self._items[at - 1][3] == start:
            at, start, bound = at - 1, self._items[at - 1][2], str(self._items[at - 1][1])
        if at and self._role(at - 1) == "lead" and self._fills(self._items[at - 1][3], start):
            lead = str(self._items[at - 1][1])
            if mention.kind is Matter.DURATION and lead in {"by", "up to"}:
                lead = "within"  # no later than 30 days after
            elif mention.kind in _MOMENTS and lead == "up to":
                lead = "by"
            elif lead == "up to":  # one word for both, as in Slavic languages
                start, bound = self._items[at - 1][2], "ceiling"
            if mention.kind in _MOMENTS or (mention.kind is Matter.DURATION and lead in _SPANS):
                start = self._items[at - 1][2]
                told = reading.words(start, stop)
                return Mention(
                    kind=Matter.DEADLINE,
                    means=(lead, mention.unit, mention.means),
                    start=start,
                    end=stop,
                    text=told,
                    whole=told,
                    unit="deadline",
                    bound=bound,
                ), end
        if not bound:
            return mention, end
        # With what it counts, which stands behind the figure: up to 90 observers.
        counted = mention.whole.removeprefix(mention.text)
        whole = reading.words(start, stop)
        return replace(mention, start=start, end=stop, bound=bound, whole=whole + counted), end

    def _role(self, at: int) -> str:
        return self._items[at][0] if 0 <= at < len(self._items) else ""

    def _meets(self, at: int) -> bool:
        """Whether an item stands right behind the one before it."""
        return 0 < at < len(self._items) and self._items[at - 1][3] == self._items[at][2]

    def _next(self, at: int, *roles: str) -> bool:
        return self._meets(at) and self._items[at][0] in roles

    def _behind_hyphen(self, at: int) -> int:
        """The place behind a hyphen that ties two items together: 100-day."""
        if self._next(at, "join") and self._meets(at + 1):
            place = self._items[at][2]
            tied = self._reading.glued(place) and self._reading.glued(place + 1)
            if tied and self._reading.keys[place] == "-":
                return at + 1
        return at

    def _fills(self, start: int, end: int) -> bool:
        between = self._reading.folded[start:end]
        return len(between) <= _REACH and self._reading.lexicon.fillers.issuperset(between)

    def _mention(
        self, kind: Matter, means: Hashable, first: int, end: int, *, unit: str, weak: bool = False
    ) -> _Found:
        start = self._items[first][2]
        stop = max(self._items[end - 1][3], start + 1)
        text = self._reading.words(start, stop)
        if isinstance(means, float):
            means = round(means, 9)
        mention = Mention(
            kind=kind,
            means=means,
            start=start,
            end=stop,
            text=text,
            whole=text,
            unit=unit,
            weak=weak,
        )
        return mention, end


def _is_day(meaning: Hashable) -> bool:
    return isinstance(meaning, int) and 1 <= meaning <= 31


def _room(group: int) -> int:
    """Numbers below this may follow within a group: after twenty digits, after a hundred all."""
    if group % 100 == 0:
        return 100 if group else 1000
    return 10 if group % 10 == 0 and group % 100 > 10 else 0
