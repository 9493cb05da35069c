"""Area figures: a number, a unit, and nothing beside them that says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geonews.hedges import HEDGES, hedge_before
from geonews.measure.units import UNIT_PATTERN, unit_of
from geonews.model import Figure
from geonews.numbers import GAP, NUMBER, RANGE, Number, parse_number, span_of

__all__ = ["EARTH_KM2", "find_areas"]

EARTH_KM2 = 510_065_622.0
"""Surface of the WGS84 ellipsoid: a larger figure is no area on Earth."""

_ADJECTIVE = (
    r"(?:arable|burn(?:ed|t)|contiguous|cultiva(?:ble|ted)|developed|forested|further|irrigated|more"
    r"|additional|protected|rural|scorched|total|undeveloped|wooded)"
)
# Units are found first: they are rare, so most of a story is never looked at for numbers.
_UNIT = re.compile(rf"(?<![^\W\d_]){UNIT_PATTERN}(?![\w²³^]|\s?/\s?[a-z])")
_AREA = re.compile(
    rf"(?<![^\W_])(?<![0-9][.,/:])(?:(?P<first>{NUMBER})(?P<join>{RANGE}))?"
    rf"(?:(?P<number>{NUMBER})(?P<plus>\+|[-‐‑\s]?plus(?!\w))?"
    rf"(?P<gap>{GAP}(?:{_ADJECTIVE}{GAP})?|[-‐‑][^\S\n]?|)|(?P<article>an?){GAP})\Z"
)
_NUMBER_REACH = 90
# Written with a capital these are names: a town and a state, a broadcaster, a university.
_NAMES = frozenset(("Acre", "Rai", "RAI", "Mu", "MU", "Mou"))

# What stands right before a number and makes it no area: money, a rate, one side of a rectangle,
# a minus sign, a numbered thing.
_NOT_BEFORE = re.compile(
    r"(?:[$€£¥₹#]|\bper\s|\bevery\s|[0-9](?:\s?[x×]\s?|[-\s]by[-\s])|(?:^|[\s(])[-−–]"
    r"|\b[Nn]o\.\s|\b(?:US|A|C)\$\s)\Z"
)
_NOT_BEFORE_REACH = 8
# What follows a figure and makes it a flow, or the length of a row of football fields.
_FLOW = re.compile(
    r"(?:\s?\([^()\n]{1,60}\)|\))?(?:\s(?:per|an?|every|each)\s(?:second|minute|hour|day|night|week"
    r"|month|year)(?!\w)|[-\s]per[-\s](?:second|minute|hour|day|week|month|year)|\sdaily\b)"
)
_LENGTH = re.compile(r"\s(?:long|wide|tall|deep|high|away|apart|in\s(?:length|width|height))\b")
# A street, not an area: "200 Acres Drive".
_STREET = re.compile(r"\s(?:Road|Rd|Street|St|Drive|Dr|Lane|Ln|Avenue|Ave|Court|Farm|Park|Wood)\b")
# Football fields are counted things unless something is said to be as large as they are.
_AS_LARGE = re.compile(
    r"\b(?:size|area|equivalent|equal|big|large|bigger|larger|cover\w*|span\w*|space|hectares?|acres?|square)\b[^.!?\n]*\Z"
)
_AS_LONG = re.compile(r"\b(?:length|width|height|distance)\s+of\b[^.!?\n]*\Z")
_AS_LARGE_REACH = 50
# "an acre" is mostly a rate ("$900 an acre"); after one of these it is an area.
_COVERS = re.compile(r"\b(?:cover|span|occup|burn|consum|measur)\w*\s\Z", re.IGNORECASE)
_COVERS_REACH = 14
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\Z")
_MONTH_REACH = 12
_FROM = re.compile(r"\bfrom\s(?:[a-z]+\s){0,3}\Z")
_BETWEEN = re.compile(r"\bbetween\s(?:[a-z]+\s){0,2}\Z", re.IGNORECASE)
_RANGE_REACH = 30
_AFTER = re.compile(r"\+|[-‐‑\s]plus(?!\w)|\sor\s(?:more|so)(?!\w)")
_LAST_GROUP = re.compile(r"[0-9]{1,3}[^\S\n](?=[0-9]{3}(?:[^\S\n]|\Z|\.))")


def find_areas(text: str, lower: str) -> Iterator[Figure]:
    """Yield the area figures of a text in order, tied to no place.

    ``lower`` is the text in small letters, with the same offsets.

    Examples
    --------
    >>> text = "It burned about 1,200 acres in a day."
    >>> [(f.text, f.unit, f.hedge) for f in find_areas(text, text.lower())]
    [('1,200 acres', 'acre', 'about')]
    >>> text = "He was born in Acre and sold 3 acre-feet of water at $900 an acre."
    >>> list(find_areas(text, text.lower()))
    []
    """
    end = 0
    for unit in _UNIT.finditer(lower):
        reach = max(end, unit.start() - _NUMBER_REACH)
        match = _AREA.search(lower, reach, unit.start())
        end = unit.end()
        if match is not None and not _is_no_area(text, match, unit):
            figure = _figure(text, match, unit)
            if figure is not None:
                yield figure


def _figure(text: str, match: re.Match[str], spelling: re.Match[str]) -> Figure | None:
    unit = unit_of(spelling[0])
    end = spelling.end()
    start = match.start()
    if match["article"]:
        number: Number | None = parse_number("1")
        start = match.start("article")
    else:
        number, start = _number(text, match)
    if number is None:
        return None
    hedge = hedge_before(text, start)
    if match["article"] and hedge is None and not _ends(_COVERS, text, start, _COVERS_REACH):
        return None
    if hedge is None:
        hedge = _hedge_after(text, match, end)
    low, high = HEDGES[hedge].interval(number) if hedge else (number.low, number.high)
    low_km2, high_km2 = max(low, 0.0) * unit.low_km2, high * unit.high_km2
    if not (number.first > 0 and high_km2 <= 2 * EARTH_KM2 and low_km2 <= EARTH_KM2):
        return None
    return Figure(
        start=start,
        end=end,
        text=text[start:end],
        quantity="area",
        value=number.value,
        unit=unit.code,
        low=low_km2,
        high=high_km2,
        hedge=hedge,
    )


def _hedge_after(text: str, match: re.Match[str], end: int) -> str | None:
    """Return a hedge within or after a figure: "200+ acres", "300-acre-plus", "984 ha or so"."""
    after = _AFTER.match(text, end)
    written = match["plus"] or (after[0] if after else None)
    return written.strip("-‐‑ ") if written else None


def _number(text: str, match: re.Match[str]) -> tuple[Number | None, int]:
    """Return the number of a match, a range where it is one, and where it starts."""
    start = match.start("number")
    written = match["number"]
    if "-" in match["gap"] or _ends(_MONTH, text, start, _MONTH_REACH):
        # "12 500-acre farms" and "On May 12 500 acres": a space groups no thousands there.
        groups = list(_LAST_GROUP.finditer(written))
        if groups:
            start += groups[-1].end()
            written = written[groups[-1].end() :]
    number = parse_number(written)
    if number is None or match["first"] is None:
        return number, start
    first = _first(match["first"], written)
    lead = match.start("first")
    joined = match["join"].strip()
    is_range = first is not None and first.value < number.value
    if joined == "and":
        is_range = is_range and _ends(_BETWEEN, text, lead, _RANGE_REACH)
    elif joined == "to":
        # "grew from 500 to 1,200 acres" states 1,200.
        is_range = is_range and not _ends(_FROM, text, lead, _RANGE_REACH)
    if first is None or not is_range:
        return number, start
    return span_of(first, number), lead


def _first(written: str, last: str) -> Number | None:
    """Return the first number of a range; "1 to 1.3 million" lends it the scale of the last."""
    first, end = parse_number(written), parse_number(last)
    scale = re.search(r"\s?(?:[a-z]+)\Z", last)
    if first is None or end is None or scale is None or re.search("[a-z]", written):
        return first
    scaled = parse_number(written + scale[0])
    return scaled if scaled is not None and scaled.value < end.value else first


def _is_no_area(text: str, match: re.Match[str], spelling: re.Match[str]) -> bool:
    start, (unit_start, end) = match.start(), spelling.span()
    if _ends(_NOT_BEFORE, text, start, _NOT_BEFORE_REACH) or _FLOW.match(text, end):
        return True
    if spelling[0].endswith(("field", "fields", "pitch", "pitches")):
        return (
            _LENGTH.match(text, end) is not None
            or _ends(_AS_LONG, text, start, _AS_LARGE_REACH)
            or not _ends(_AS_LARGE, text, start, _AS_LARGE_REACH)
        )
    if not text[unit_start].isupper():
        return False
    hyphenated = text[unit_start - 1] in "-‐‑"
    return _STREET.match(text, end) is not None or (
        text[unit_start:end] in _NAMES and not hyphenated
    )


def _ends(pattern: re.Pattern[str], text: str, end: int, reach: int) -> bool:
    """Tell whether the text before an offset ends with a pattern; ``reach`` bounds the cost."""
    return pattern.search(text, max(0, end - reach), end) is not None
