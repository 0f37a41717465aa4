"""Figures in digits: what they stand for, whatever their notation."""

# Figures of more digits are names rather than amounts, and int() itself refuses some thousand.
_MOST_DIGITS = 18
_BLANKS = str.maketrans("", "", " \u00a0\u2009\u202f'’")

Amount = int | float
Date = tuple[int | None, int | None, int | None]


def digits(key: str, decimal: str) -> tuple[str, Amount | str | Date, str]:
    """A word with digits: the sign before them, what they stand for, and the letters behind them.

    That is an amount; a date (year, month, day) where they are written 31.12.2026; or the digits
    themselves where they are neither (06:00, 3/4). `decimal` is the sign before decimals, if known.
    """
    first = next(place for place, sign in enumerate(key) if sign.isdecimal())
    last = len(key) - next(place for place, sign in enumerate(reversed(key)) if sign.isdecimal())
    figure = key[first:last]
    return key[:first].strip(), _date(figure) or _amount(figure, decimal), key[last:]


def _date(figure: str) -> Date | None:
    parts = figure.split(".")
    if [len(part) for part in parts] not in ([1, 1, 4], [1, 2, 4], [2, 1, 4], [2, 2, 4]):
        return None
    day, month, year = map(int, parts) if all(map(str.isdecimal, parts)) else (0, 0, 0)
    return (year, month, day) if 1 <= day <= 31 and 1 <= month <= 12 else None


def _amount(figure: str, decimal: str) -> Amount | str:
    bare = figure.translate(_BLANKS)
    if len(bare) > _MOST_DIGITS:
        return bare
    if bare.isdecimal():
        return int(bare)
    if not decimal:
        return bare
    whole, _, part = bare.partition(decimal)
    thousands, *rest = whole.split("," if decimal == "." else ".")
    if not all(group.isdecimal() and len(group) == 3 for group in rest) or not (
        thousands.isdecimal()
        and (part.isdecimal() or not part)
        and (len(thousands) <= 3 or not rest)
    ):
        return bare
    return float(f"{thousands}{''.join(rest)}.{part}") if part else int(thousands + "".join(rest))
