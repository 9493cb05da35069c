"""Lengths of a story, for extents and distances: a number, a unit, and what restates them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geonews.hedges import hedge_before, interval_of
from geonews.measure.patterns import compiled
from geonews.numbers import Number, parse_number, span_of
from geonews.relations.amounts import ANY_UNIT, amount_before
from geonews.units import UNIT_KM

__all__ = ["HEDGED", "Length", "find_lengths"]

HEDGED = (
    r"(?:(?:just|only|well|about|around|roughly|nearly|almost|some|approximately|approx\.?|an"
    r"|estimated|more|less|no|farther|further|fewer|than|over|under|at|least|most|up|to|as|much|far"
    r"|slightly|little|bit|close|circa)\s)"
)
"""One word of a hedge and the space behind it."""

# A story without one of these holds no length: looked for before any pattern is run.
_CUES = (
    "kilomet",
    "km",
    "mile",
    "nmi",
    "metre",
    "meter",
    "yard",
    "feet",
    " ft",
    " mi ",
    " mi.",
    " m ",
)


@dataclass(frozen=True, slots=True)
class Length:
    """One length.

    Attributes
    ----------
    start, end : int
        From its number to its unit.
    tail : int
        Where the text goes on, past the same length in another unit: "30 miles (48 km) wide".
    restates : bool
        Whether it is that other unit.
    number : Number
    unit : str
        A key of `geonews.units.UNIT_KM`.
    hedge : str or None
    """

    start: int
    end: int
    tail: int
    restates: bool
    number: Number
    unit: str
    hedge: str | None

    @property
    def km(self) -> float:
        """The length in kilometres, as written."""
        return self.number.value * UNIT_KM[self.unit]

    def interval_km(self) -> tuple[float, float]:
        """Return what it stands for, kilometres, by rules 1, 3 and 4 of the calibration."""
        low, high = interval_of(self.number, self.hedge)
        return max(low, 0.0) * UNIT_KM[self.unit], high * UNIT_KM[self.unit]


_UNIT = (
    rf"(?<![^\W\d_]){ANY_UNIT}(?![\w²³^]|\s?/\s?[a-z]|\ssquared|['’])"
    # A speed or a flow is no length.
    r"(?!(?:\s|-)(?:per|an?|each|every)(?:\s|-)(?:second|minute|hour|day|night|week|month|year)\b"
    r"|\s(?:hourly|daily)\b)"
)
_RESTATES = rf"\.?(?:\s?[(\[]\s?|,?\sor\s|\s?/\s?|\s?=\s?){HEDGED}{{0,3}}"
_CLOSE = r"\.?\s?[)\]]|,(?=\s[a-z])"


def find_lengths(text: str, lower: str) -> tuple[Length, ...]:
    """Return the lengths of a text in order.

    ``lower`` is the text in small letters, with the same offsets.

    Examples
    --------
    >>> text = "It is about 30 miles (48 km) wide; wind blew at 20 km/h."
    >>> [(text[f.start : f.tail], f.unit, f.hedge) for f in find_lengths(text, text.lower())]
    [('30 miles (48 km)', 'mi', 'about'), ('48 km)', 'km', None)]
    """
    if not any(cue in lower for cue in _CUES):
        return ()
    return tuple(_joined(text, list(_plain(text, lower))))


def _plain(text: str, lower: str) -> Iterator[Length]:
    done = 0
    for unit in compiled(_UNIT).finditer(lower):
        amount = amount_before(lower, done, unit.start())
        if amount is None:
            continue
        number, start = _number(amount)
        if number is None or number.first <= 0:
            continue
        done = unit.end()
        hedge = hedge_before(text, start)
        yield Length(start, done, done, False, number, _code(unit[0]), hedge)


def _joined(text: str, lengths: list[Length]) -> Iterator[Length]:
    restates, close = compiled(_RESTATES), compiled(_CLOSE)
    tails = [length.end for length in lengths]
    second = [False] * len(lengths)
    for at in range(len(lengths) - 1, 0, -1):
        before, length = lengths[at - 1], lengths[at]
        between = length.start - before.end
        if before.unit != length.unit and between < 40:
            second[at] = restates.fullmatch(text, before.end, length.start) is not None
        if second[at]:
            closing = close.match(text, tails[at])
            tails[at] = closing.end() if closing else tails[at]
            tails[at - 1] = tails[at]
    for length, tail, is_second in zip(lengths, tails, second, strict=True):
        yield Length(
            length.start, length.end, tail, is_second, length.number, length.unit, length.hedge
        )


def _number(amount: re.Match[str]) -> tuple[Number | None, int]:
    """Return the number of an amount and where it starts; "several" and its like are none."""
    if amount["vague"]:
        return (parse_number("1") if amount["vague"] == "a" else None), amount.start()
    last = parse_number(amount["number"])
    first = parse_number(amount["first"]) if amount["first"] else None
    if first is None or last is None or not 0 < first.value < last.value:
        return last, amount.start("number")
    return span_of(first, last), amount.start()


def _code(spelling: str) -> str:
    if spelling.startswith(("k", "y", "f")):
        return {"k": "km", "y": "yd", "f": "ft"}[spelling[0]]
    if spelling.startswith(("n", "sea")):
        return "nmi"
    return "mi" if spelling.startswith("mi") else "m"
