"""Which figures of a story belong together, told from the words between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from geonews.model import Figure

__all__ = ["pairs", "share_targets", "shares_restated"]

_HEDGE = (
    r"(?:(?:or|i\.e\.,?|that is,?|about|around|roughly|nearly|almost|some|approximately|more than"
    r"|over|at least|up to|less than|under|just over|just under|an estimated|~|≈)\s?)*"
)
# "984 sq km (380 sq mi)", "984 sq km of land (380 sq mi)", "984 sq km, or 380 sq mi".
_BRACKET = re.compile(rf"(?:\s[\w'’-]{{1,20}}){{0,5}}\s?[(\[]\s?{_HEDGE}")
_CLOSE = re.compile(r"\s?[)\];,/]")
_OR = re.compile(rf"(?:,?\sor\s|\s?/\s?|\s?=\s?|\s[—–-]\sor\s|\s?[—–]\s?){_HEDGE}")
_INNER = re.compile(rf"\s?[;,/]\s{_HEDGE}|\sor\s{_HEDGE}|\s?/\s?")

# "40% of the 984 sq km", "a fifth of Kursk's 984 sq km".
_SHARE_OF = re.compile(
    r"\sof\s(?:(?:the|its|their|his|her|our|this|that|these|those|all|some|of|about|around|nearly"
    r"|almost|roughly|approximately|more|than|over|up|to|at|least|an?|total|original|initial|remaining"
    r"|former|entire|whole|estimated|current|own|tiny|vast|small|[a-z]+ern|occupied|liberated"
    r"|[\w-]+['’]s?)\s){0,8}",
    re.IGNORECASE,
)
_IS = (
    r"(?:\s?[(\[]\s?|,\s|\s[—–-]\s|\s?—\s?|,?\s(?:or|is|are|equals?|represents?|representing"
    r"|makes? up|which is|that is|equal to|equivalent to|amounts? to|amounting to|totall?ing"
    r"|accounts? for|which represents|an area of|i\.e\.,?)\s)"
)
_FREE = r"(?:\s\([^()]{0,60}\))?[^.;()0-9,—–]{0,40}?(?:\s\([^()]{0,60}\))?"
_AREA_THEN_SHARE = re.compile(rf"{_FREE}{_IS}{_HEDGE}")
_SHARE_THEN_AREA = re.compile(rf"\s(?:of\s)?[^.;()0-9,—–]{{1,60}}?{_IS}(?:an area of\s)?{_HEDGE}")


def pairs(text: str, figures: Sequence[Figure]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of area figures where the second restates the first in another unit.

    Examples
    --------
    >>> text = "984 sq km (380 sq mi)"
    >>> first = Figure(0, 9, text[:9], "area", 984, "km2", 983.5, 985)
    >>> second = Figure(11, 20, text[11:20], "area", 380, "mi2", 971.2, 1010.1)
    >>> pairs(text, (first, second))
    ((0, 1),)
    """
    found: list[tuple[int, int]] = []
    areas = [i for i, figure in enumerate(figures) if figure.quantity == "area"]
    for i, j in pairwise(areas):
        first, second = figures[i], figures[j]
        if first.unit == second.unit:
            continue
        start, end = first.end, second.start
        closed = _CLOSE.match(text, second.end) is not None
        if _OR.fullmatch(text, start, end) or (closed and _BRACKET.fullmatch(text, start, end)):
            found.append((i, j))
        elif closed and _INNER.fullmatch(text, start, end):
            # A third unit in the brackets restates what the second does.
            lead = next((a for a, b in found if b == i), None)
            if lead is not None:
                found.append((lead, j))
            elif text[max(0, first.start - 1) : first.start] in ("(", "["):
                found.append((i, j))
    return tuple(found)


def share_targets(text: str, figures: Sequence[Figure]) -> dict[int, int]:
    """Return, for each share of an area figure, the index of that figure.

    Examples
    --------
    >>> text = "40% of the 984 sq km"
    >>> share = Figure(0, 3, "40%", "share", 0.4, None, 0.35, 0.5)
    >>> share_targets(text, (share, Figure(11, 20, text[11:], "area", 984, "km2", 983.5, 985)))
    {0: 1}
    """
    return {
        i: i + 1
        for i, (share, area) in enumerate(pairwise(figures))
        if share.quantity == "share"
        and area.quantity == "area"
        and _SHARE_OF.fullmatch(text, share.end, area.start)
    }


def shares_restated(text: str, figures: Sequence[Figure]) -> dict[int, int]:
    """Return, for each share of a place, the area figure that states the same ground.

    Examples
    --------
    >>> text = "1,830 sq km, or 6% of Belgium"
    >>> area = Figure(0, 11, text[:11], "area", 1830, "km2", 1825, 1840)
    >>> shares_restated(text, (area, Figure(16, 18, "6%", "share", 0.06, None, 0.055, 0.07)))
    {1: 0}
    """
    found: dict[int, int] = {}
    of_figure = share_targets(text, figures)
    restating = {j: i for i, j in pairs(text, figures)}
    for k, share in enumerate(figures):
        if share.quantity != "share" or k in of_figure:
            continue
        before = k - 1
        # "984 sq km (380 sq mi), or 3.3% of Kursk": the pair's first half is the one meant.
        before = restating.get(before, before)
        if (
            before >= 0
            and figures[before].quantity == "area"
            and _AREA_THEN_SHARE.fullmatch(text, figures[before].end, share.start)
        ):
            found[k] = before
        elif (
            k + 1 < len(figures)
            and figures[k + 1].quantity == "area"
            and _SHARE_THEN_AREA.fullmatch(text, share.end, figures[k + 1].start)
        ):
            found[k] = k + 1
    return found
