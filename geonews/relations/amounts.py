"""Distances as news writes them, and the interval each stands for."""

from __future__ import annotations

import re

from geonews.hedges import HEDGES, hedge_before
from geonews.numbers import GAP, NUMBER, RANGE, Number, parse_number, span_of
from geonews.units import UNIT_KM

__all__ = ["ANY_UNIT", "amount_before", "interval_km"]

_UNITS = (
    ("km", r"kilomet(?:er|re)s?|kms?"),
    ("nmi", rf"(?:nautical|sea){GAP}miles?|nmi"),
    ("mi", r"miles?|mi\."),
    ("m", r"met(?:er|re)s?|m"),
    ("yd", r"yards?|yds?"),
    ("ft", r"feet|foot|ft\.?"),
)
ANY_UNIT = "(?:" + "|".join(spelling for _, spelling in _UNITS) + ")"
_SPELLINGS = tuple((code, re.compile(spelling, re.IGNORECASE)) for code, spelling in _UNITS)
_VAGUE: dict[str, tuple[float, float, float]] = {
    # Low, middle and high, as newsrooms use them; assumed, no figure stands behind them.
    "a couple of": (1.5, 2, 3),
    "a couple": (1.5, 2, 3),
    "a few": (2, 3, 6),
    "a handful of": (3, 5, 7),
    "several": (3, 5, 10),
    "tens of": (20, 40, 100),
    "dozens of": (24, 40, 100),
    "scores of": (40, 60, 100),
    "hundreds of": (200, 400, 1000),
    "a": (0.6, 1, 1.5),
}
_MULTIPLES = {"dozen": 12, "hundred": 100, "thousand": 1000}
_VAGUE_PATTERN = (
    rf"(?:a{GAP}couple{GAP}of|a{GAP}couple|a{GAP}few|a{GAP}handful{GAP}of|several"
    rf"|(?:tens|dozens|scores|hundreds){GAP}of|a(?=[\s-]))"
    rf"(?:{GAP}(?P<multiple>dozen|hundred|thousand))?"
)
_DISTANCE = re.compile(
    rf"(?<![^\W_])(?<![0-9][.,/:])(?<![$€£¥#])"
    rf"(?:(?:(?P<first>[0-9][0-9.,]{{0,8}}|[a-z]{{3,9}})(?:{GAP}?{ANY_UNIT})?{RANGE})??"
    rf"(?P<number>{NUMBER})(?:{GAP}?|[-‐‑])"
    rf"|(?P<vague>{_VAGUE_PATTERN})(?:{GAP}|[-‐‑]))\Z",
    re.IGNORECASE,
)
_REACH = 60


def amount_before(text: str, low: int, unit: int) -> re.Match[str] | None:
    """Return the amount that ends where a unit starts; it is looked for from ``low`` on."""
    return _DISTANCE.search(text, max(low, unit - _REACH), unit)


def interval_km(
    text: str, amount: re.Match[str], unit: str
) -> tuple[int, float, float, float] | None:
    """Return where an amount starts, and its low, stated and high value in kilometres.

    Examples
    --------
    >>> text = "about 30 km south"
    >>> interval_km(text, amount_before(text, 0, 9), "km")
    (6, 22.5, 30.0, 37.5)
    """
    start = amount.start()
    if amount["vague"]:
        interval = _vague(amount)
    else:
        number = _number(amount)
        if number is None or number.first <= 0:
            return None
        if number.first == number.last:
            start = amount.start("number")
        interval = _interval(number, hedge_before(text, start))
    km = UNIT_KM[_code(unit)]
    low, middle, high = (value * km for value in interval)
    return start, low, middle, high


def _code(spelling: str) -> str:
    return next(code for code, pattern in _SPELLINGS if pattern.fullmatch(spelling))


def _number(amount: re.Match[str]) -> Number | None:
    last = parse_number(amount["number"])
    first = parse_number(amount["first"]) if amount["first"] else None
    if first is None or last is None or not 0 < first.value < last.value:
        # "in 2022 and 30 km" is no range.
        return last
    return span_of(first, last)


def _vague(amount: re.Match[str]) -> tuple[float, float, float]:
    multiple = amount["multiple"]
    words = " ".join(amount["vague"].casefold().split())
    if multiple is None:
        return _VAGUE[words]
    factor = _MULTIPLES[multiple.casefold()]
    low, middle, high = _VAGUE[words.removesuffix(multiple.casefold()).rstrip()]
    return low * factor, middle * factor, high * factor


# A distance is rounded to its last digit that is not zero, or to fives where that is a five, but
# hardly by more than 15 %; where in the town it starts and how it is measured adds 5 %. A hedge
# that only blurs adds 10 %. Assumed: the labelled stories have too few such phrases to measure.
_ROUNDED_MOST, _MEASURED, _BLURRED = 0.15, 0.05, 0.1


def _interval(number: Number, hedge: str | None) -> tuple[float, float, float]:
    """Return low, value and high; a hedge only widens.

    Unlike areas, distances in print were never held against each other by the project, so the
    intervals of `geonews.numbers`, wide above because desks truncate, are not used for them.
    """
    value = number.value
    if number.first < number.last:
        low, high = number.first * (1 - _MEASURED), number.last * (1 + _MEASURED)
    else:
        fives = number.step and round(value / number.step) % 5 == 0
        half = (5 if fives else 1) * number.step / 2
        margin = max(min(half, _ROUNDED_MOST * value), _MEASURED * value)
        low, high = value - margin, value + margin
    if hedge is not None:
        bounds = HEDGES[hedge]
        if bounds.low is None or bounds.high is None:
            low, high = low - _BLURRED * value, high + _BLURRED * value
        else:
            low = min(low, number.first * bounds.low - _MEASURED * value)
            high = max(high, number.last * bounds.high + _MEASURED * value)
    return low, value, high
