"""Percentages and fractions as news writes them, whatever they are of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from geonews.measure.patterns import compiled
from geonews.model import Figure, Span
from geonews.numbers import (
    FRACTION,
    GAP,
    NUMBER,
    RANGE,
    Number,
    parse_fraction,
    parse_number,
    span_of,
)
from geonews.wholes import is_fronted, whole_before

__all__ = ["OF", "find_fronted", "find_parts", "of_hundred"]

Part = tuple[Number, int, int]
"""A part of one, and where it starts and ends."""

# "a fifth (18%) of Ukraine", "a fifth, or 18%, of it"
_ASIDE = r"(?:\s?\([^()\n]{1,40}\)|,\s(?:or|about|some|roughly)\s[^,.;\n]{1,40},)?"
OF = rf"{_ASIDE}\sof\s(?:(?:all\sof|all)\s)?"

_PERCENT = re.compile(r"(?<=[\w\s½¼¾⅓⅔-])(?:%|(?:percent|per[-\s]cents?|pct|pc)(?!\w))")
_PERCENT_NUMBER = (
    rf"(?<![^\W_])(?<![0-9][.,/:])(?<![$€£¥₹#])(?<![\s(][-−–])"
    rf"(?:(?P<first>{NUMBER})(?:\s?(?:%|percent|per\scent))?(?P<join>{RANGE}))?"
    rf"(?P<number>{NUMBER})[-‐‑\s]?\Z"
)
_FRACTION = re.compile(rf"(?<![\w-]){FRACTION}(?=\s(?:of|the)\s|\s?\(|,\sor\s)")
# "one in five hectares", "one out of every ten square kilometres"
_ONE_IN = (
    rf"(?<![\w.,-])(?P<part>one|two|three|four|nine|[1-9])(?:{GAP}|[-‐‑])(?:in|out{GAP}of)(?:{GAP}|[-‐‑])"
    rf"(?:every{GAP})?(?P<whole>{NUMBER}){GAP}(?:square{GAP}(?:miles?|kilomet(?:re|er)s?)|hectares?"
    rf"|acres?)(?={GAP}(?:of|in|on|across)\s)"
)
_REACH = 60
# A last place above ten points would make "100%" mean a half: see rule 1 of the calibration.
_MOST_STEP = 10.0


def find_parts(lower: str, areas: Sequence[Figure]) -> Iterator[Part]:
    """Yield the percentages, fractions and "one in five" of a text that are of something."""
    yield from _percentages(lower)
    yield from _fractions(lower, areas)
    yield from _ones(lower)


def _percentages(lower: str) -> Iterator[Part]:
    end = 0
    for sign in _PERCENT.finditer(lower):
        reach = max(end, sign.start() - _REACH)
        if not compiled(OF).match(lower, sign.end()):
            continue
        match = compiled(_PERCENT_NUMBER).search(lower, reach, sign.start())
        end = sign.end()
        if match is None:
            continue
        start, number = match.start("number"), parse_number(match["number"])
        first = parse_number(match["first"]) if match["first"] else None
        if number is not None and first is not None and first.value < number.value:
            start, number = match.start(), span_of(first, number)
        if number is not None and number.first > 0 and number.last <= 100:
            yield of_hundred(number), start, end


def _ones(lower: str) -> Iterator[Part]:
    if not any(unit in lower for unit in ("hectare", "acre", "square")):
        return
    for match in compiled(_ONE_IN).finditer(lower):
        part, whole = parse_number(match["part"]), parse_number(match["whole"])
        if part is not None and whole is not None and 0 < part.value < whole.value:
            value = part.value / whole.value
            low, high = value * (1 - _ONE_IN_TOLERANCE), value * (1 + _ONE_IN_TOLERANCE)
            number = Number(value, value, value, low, min(high, 1.0), 0.0, 0)
            yield number, match.start(), match.end()


# Rule 7 of the calibration, as for other fractions in words.
_ONE_IN_TOLERANCE = 0.1


def of_hundred(number: Number) -> Number:
    """Return a percentage as a part of one.

    Examples
    --------
    >>> of_hundred(parse_number("20")).value, of_hundred(parse_number("100")).low
    (0.2, 0.95)
    """
    excess = max(number.step - _MOST_STEP, 0.0)
    return Number(
        value=number.value / 100,
        first=number.first / 100,
        last=number.last / 100,
        low=(number.low + excess / 2) / 100,
        high=(number.high - excess) / 100,
        step=min(number.step, _MOST_STEP) / 100,
        digits=number.digits,
    )


def _fractions(lower: str, areas: Sequence[Figure]) -> Iterator[Part]:
    starts = [area.start for area in areas]
    for match in _FRACTION.finditer(lower):
        number = parse_fraction(match[0])
        start, end = match.span()
        # "three-quarters of a square mile" is an area figure already.
        at = bisect_left(starts, end) - 1
        if number is None or (at >= 0 and areas[at].end > start):
            continue
        yield number, start, end


# "Of the 984 sq km they took, 40% has been lost": no "of" follows the share.
_FRONTED = (
    rf"(?<![\w.,/:$€£¥-])(?:(?P<percent>{NUMBER})\s?(?:%|(?:percent|per[-\s]cents?|pct)(?!\w))"
    rf"|(?P<fraction>{FRACTION})(?=,|\s?\(|\s?[.;)]|\s(?:is|are|was|were|has|have|had|lies?|remains?|will|would"
    r"|can|could|still|now|already|went|belongs?|of\s(?:it|them)|burnt|[a-z]{2,12}ed)\b))"
)
_FRONTED_REACH = 240


def find_fronted(lower: str, areas: Sequence[Figure]) -> Iterator[tuple[Part, Figure]]:
    """Yield the parts of an area that "of the" leads to before them, each with that area.

    Parameters
    ----------
    lower : str
        The text in small letters.
    areas : sequence of Figure
        Its area figures, in order.
    """
    spans: Sequence[Span] = ()
    for at, area in enumerate(areas):
        if not is_fronted(lower, area.start):
            continue
        spans = spans or [(each.start, each.end) for each in areas]
        for match in compiled(_FRONTED).finditer(lower, area.end, area.end + _FRONTED_REACH):
            if whole_before(lower, match.span(), spans) != at:
                continue
            if match["fraction"]:
                part = parse_fraction(match["fraction"])
            else:
                part = parse_number(match["percent"])
                part = of_hundred(part) if part is not None and part.last <= 100 else None
            if part is not None and part.first > 0:
                yield (part, *match.span()), area
