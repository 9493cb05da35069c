"""The shares by which an area changed: "fell 20% to 800 ha", "a fifth less than"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from geonews.hedges import hedge_before, interval_of
from geonews.measure import change_words as words
from geonews.measure.parts import of_hundred
from geonews.measure.patterns import compiled
from geonews.model import Figure, Span
from geonews.numbers import parse_fraction, parse_number

__all__ = ["REACH", "overlaps", "shares_beside", "start_of"]

REACH = 130
"""How far apart the figures of one change stand, characters."""


def start_of(figure: Figure) -> int:
    """Return where a figure starts."""
    return figure.start


def overlaps(areas: Sequence[Figure], start: int, end: int) -> bool:
    """Tell whether a span touches one of the area figures, which are in order."""
    at = bisect_left(areas, end, key=start_of) - 1
    return at >= 0 and areas[at].end > start


def shares_beside(
    text: str, lower: str, span: Span, told: Sequence[Figure], areas: Sequence[Figure]
) -> list[Figure]:
    """Return the shares of a sentence by which its areas changed, in order.

    Parameters
    ----------
    text, lower : str
        The text, and the same in small letters.
    span : Span
        The sentence.
    told : sequence of Figure
        Its area figures that have a part in a change.
    areas : sequence of Figure
        All area figures of the text, in order; no share overlaps one.
    """
    found: list[Figure] = []
    for pattern in (words.BY_SHARE, words.SHARE_THAN):
        for match in compiled(pattern).finditer(lower, *span):
            share = _share(text, lower, match, areas)
            if share is None or not _is_beside(lower, share, told):
                continue
            if all(f.end <= share.start or share.end <= f.start for f in found):
                found.append(share)
    return sorted(found, key=lambda share: share.start)


def _is_beside(lower: str, share: Figure, told: Sequence[Figure]) -> bool:
    """Tell whether a share belongs to the change of an area, not to another clause."""
    gaps = (
        lower[min(share.end, area.end) : max(share.start, area.start)]
        for area in told
        if abs(area.start - share.start) < REACH
    )
    gap = min(gaps, key=len, default=None)
    return gap is not None and not compiled(words.OTHER_CLAUSE).search(gap)


def _share(text: str, lower: str, match: re.Match[str], areas: Sequence[Figure]) -> Figure | None:
    group = "percent" if match["percent"] else "fraction"
    if overlaps(areas, *match.span(group)):
        return None
    start, end = match.span(group)
    number = parse_fraction(match[group]) if group == "fraction" else parse_number(match[group])
    if number is None or not 0 < number.value <= (100 if group == "percent" else 1):
        return None
    if group == "percent":
        number = of_hundred(number)
        end = compiled(words.PERCENT).match(lower, end).end()  # type: ignore[union-attr]
    hedge = hedge_before(text, start)
    low, high = interval_of(number, hedge)
    return Figure(
        start=start,
        end=end,
        text=text[start:end],
        quantity="share",
        value=number.value,
        unit=None,
        low=max(low, 0.0),
        high=min(high, 1.0),
        hedge=hedge,
        sense="by",
    )
