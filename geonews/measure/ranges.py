"""Two numbers: the ends of a range, or two of a list or of a change."""

from __future__ import annotations

import re

from geonews.measure.area_traps import ends
from geonews.measure.patterns import compiled
from geonews.numbers import Number, parse_number

__all__ = ["first_of", "is_range"]

_CHANGE = re.compile(r"\b(?:from|(?P<by>by))\s(?:[a-z]+\s){0,3}\Z")
_SPREAD = re.compile(
    r"\b(?:rang\w+|var(?:y|ies|ied|ying)|anywhere|anything|differ\w*|estimates?|(?<!in\s)size|sizes|sized|plots?|lots?"
    r"|farms?)\s(?:[a-z]+\s){0,3}\Z",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s(?:[a-z]+\s){0,2}\Z", re.IGNORECASE)
_RANGE_REACH = 40
_DASHES = ("-", "‐", "‑", "–", "—")
# Beyond so many times the first, a dash between spaces parts clauses, and a year is a year.
_MOST_SPACED = 5.0
_BARE_YEAR = r"(?:19|20)[0-9]{2}(?![0-9,.])"
# "by 5 to 7 acres" is a range, "by 12,800 to 78,000" is not: beyond twice the first it is a change.
_MOST_BY = 2.0


def is_range(text: str, lead: int, join: str, first: Number, last: Number) -> bool:
    """Tell whether two numbers are the ends of a range, and not two of a list or of a change."""
    if first.value >= last.value:
        return False
    spaced = join.strip() in _DASHES and join != join.strip()
    if last.value > _MOST_SPACED * first.value and (spaced or _is_year(text, lead)):
        # "Engine 12 - 500 acres", "in 2019-5,000,000 acres"
        return False
    join = join.strip("-‐‑ \t\n\u00a0") or join.strip()
    if join == "and":
        return ends(_BETWEEN, text, lead, _RANGE_REACH)
    if join == "to":
        # "grew from 500 to 1,200 acres" and "shrank by 500 to 1,200 acres" state 1,200.
        change = _CHANGE.search(text, max(0, lead - _RANGE_REACH), lead)
        if change is None:
            return True
        if change["by"]:
            return last.value <= _MOST_BY * first.value
        return ends(_SPREAD, text, change.start(), _RANGE_REACH)
    return True


def _is_year(text: str, start: int) -> bool:
    return compiled(_BARE_YEAR).match(text, start) is not None


def first_of(written: str, last: str, decimal_comma: bool) -> Number | None:
    """Return the first number of a range; "1 to 1.3 million" lends it the scale of the last."""
    first, end = parse_number(written, decimal_comma), parse_number(last, decimal_comma)
    scale = _SCALE.search(last)
    if first is None or end is None or scale is None or _SCALE.search(written):
        return first
    scaled = parse_number(written + scale[0], decimal_comma)
    return scaled if scaled is not None and scaled.value < end.value else first


# A word at the end of a number, where another stands before it: "five million", "1.3m".
_SCALE = re.compile(r"(?<=[^\s-])[\s-]?(?<![a-z])[^\W\d_]+\.?\Z")
