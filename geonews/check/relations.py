"""Which figures of a story belong together, told from the words between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from geonews.model import Figure
from geonews.wholes import whole_before

__all__ = ["may_be_of_place", "pairs", "restatements", "share_targets", "ways_restated"]

_HEDGE = (
    r"(?:(?:or|i\.e\.,?|that is,?|about|around|roughly|nearly|almost|some|approximately|more than"
    r"|over|at least|up to|less than|under|just over|just under|an estimated|~|≈)\s?)*"
)
# "984 sq km (380 sq mi)", "984 sq km of land (380 sq mi)", "984 sq km, or 380 sq mi".
_BRACKET = re.compile(rf"(?:\s[\w'’-]{{1,20}}){{0,5}}\s?[(\[]\s?{_HEDGE}")
_CLOSE = re.compile(r"\.?\s?[)\];,/]")
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

# Behind the figure a share is of: "a third of the 600 acres, or 200 acres".
_AMOUNT_AFTER = re.compile(
    rf"(?:\s?\)|\s\([^()]{{0,60}}\))?(?:\s[a-z][\w'’-]*){{0,4}}?(?:\s?[(\[]|,?\sor|,|\s[—–-]|:|,?\s(?:is|are|equals?"
    r"|which is|that is|amounts? to|amounting to|totall?ing|comes to|i\.e\.,?))\s?"
    rf"(?:an area of\s)?{_HEDGE}"
)
# Behind the share of a figure named before: "Of the 600 acres, a third, or 200 acres, burned".
_AMOUNT_THEN = re.compile(
    r"(?:\sof\s(?:it|them|which|those|(?:that|this|the\ssame)(?:\s[a-z]+)?))?"
    rf"(?:\s?[(\[]|,?\sor\s|\s[—–-]\s|\s?—\s?|,\s(?:i\.e\.,?|that\sis,?|equal\sto|amounting\sto)\s)"
    rf"(?:an area of\s)?{_HEDGE}"
)


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
    """Return, for each share of an area figure, the index of that figure, before it or behind.

    Examples
    --------
    >>> text = "40% of the 984 sq km"
    >>> share = Figure(0, 3, "40%", "share", 0.4, None, 0.35, 0.5)
    >>> share_targets(text, (share, Figure(11, 20, text[11:], "area", 984, "km2", 983.5, 985)))
    {0: 1}
    """
    found = {
        i: i + 1
        for i, (share, area) in enumerate(pairwise(figures))
        if share.quantity == "share"
        and area.quantity == "area"
        and _SHARE_OF.fullmatch(text, share.end, area.start)
    }
    shares = [i for i, figure in enumerate(figures) if figure.quantity == "share"]
    if len(found) == len(shares):
        return found
    areas = [i for i, figure in enumerate(figures) if figure.quantity == "area"]
    spans = [(figures[i].start, figures[i].end) for i in areas]
    restating = {j: i for i, j in pairs(text, figures)}
    lower = text.lower()
    for i in shares:
        share = figures[i]
        if i in found or share.sense is not None or len(lower) != len(text):
            continue
        at = whole_before(lower, (share.start, share.end), spans)
        if at is not None and share.place == figures[areas[at]].place:
            found[i] = restating.get(areas[at], areas[at])
    return found


def restatements(
    text: str, figures: Sequence[Figure]
) -> tuple[dict[int, int], tuple[tuple[int, int], ...]]:
    """Return the area figure that states the same ground as each share, and the pairs.

    Examples
    --------
    >>> text = "1,830 sq km, or 6% of Belgium"
    >>> area = Figure(0, 11, text[:11], "area", 1830, "km2", 1825, 1840)
    >>> restatements(text, (area, Figure(16, 18, "6%", "share", 0.06, None, 0.055, 0.07)))
    ({1: 0}, ())
    """
    found: dict[int, int] = {}
    of_figure = share_targets(text, figures)
    paired = pairs(text, figures)
    restating = {j: i for i, j in paired}
    for k, share in enumerate(figures):
        if share.quantity != "share":
            continue
        before = k - 1
        # "984 sq km (380 sq mi), or 3.3% of Kursk": the pair's first half is the one meant.
        before = restating.get(before, before)
        is_back = of_figure.get(k, k) < k
        if (
            before >= 0
            and not is_back
            and figures[before].quantity == "area"
            and _AREA_THEN_SHARE.fullmatch(text, figures[before].end, share.start)
        ):
            found[k] = before
            continue
        if k in of_figure and not is_back:
            # "a third of the 600 acres, or 200 acres"; "40% of the 984 sq km, or 97,400 acres"
            # looks like a pair, and is one only where the two are the same.
            target = of_figure[k]
            after = target + 1
            while (target, after) in paired and not _is_share(
                share, figures[target], figures[after]
            ):
                after += 1
            start = figures[after - 1].end
        else:
            after, start = k + 1, share.end
        if after >= len(figures) or figures[after].quantity != "area":
            continue
        between = _AMOUNT_AFTER if k in of_figure else _SHARE_THEN_AREA
        if is_back:
            between = _AMOUNT_THEN
        if between.fullmatch(text, start, figures[after].start):
            found[k] = after
    given = {(of_figure[k], j) for k, j in found.items() if k in of_figure}
    return found, tuple(pair for pair in paired if pair not in given)


def _is_share(share: Figure, whole: Figure, other: Figure) -> bool:
    """Tell whether a figure is a share of another, and not that other in another unit."""
    is_same = other.low <= whole.high and whole.low <= other.high
    return (
        not is_same
        and other.low <= share.high * whole.high
        and (share.low * whole.low <= other.high)
    )


# "70% of Gaza, which is 365 sq km", "70% of Gaza (365 sq km)", "half of Malta, an area of 316".
_OF_PLACE = re.compile(
    rf"(?:[(\[]|,\s(?:which|that)\s[a-z\s]{{2,30}}?|,\san?\s[\w\s-]{{3,40}}\sof)\s?{_HEDGE}\Z"
)


def may_be_of_place(text: str, share: Figure, area: Figure) -> bool:
    """Tell whether an area behind a share of a place may be the size of the place.

    Examples
    --------
    >>> share = Figure(0, 4, "Half", "share", 0.5, None, 0.45, 0.55)
    >>> area = Figure(16, 24, "316 sq km", "area", 316, "km2", 315.5, 317)
    >>> may_be_of_place("Half of Malta, (316 sq km)", share, area)
    True
    >>> may_be_of_place("Half of Malta,  316 sq km", share, area)
    False
    """
    return _OF_PLACE.search(text, share.end, area.start) is not None


def ways_restated(text: str, figures: Sequence[Figure]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of distances where the second restates the first in another unit.

    Examples
    --------
    >>> text = "460 km (286 miles) from"
    >>> first = Figure(0, 6, "460 km", "distance", 460, "km", 455, 470)
    >>> second = Figure(8, 17, "286 miles", "distance", 286, "mi", 459.5, 461.9)
    >>> ways_restated(text, (first, second))
    ((0, 1),)
    """
    found = []
    for i, (first, second) in enumerate(pairwise(figures)):
        if first.quantity != "distance" or second.quantity != "distance":
            continue
        gap = (first.end, second.start)
        if first.unit != second.unit and (
            _OR.fullmatch(text, *gap) or _BRACKET.fullmatch(text, *gap)
        ):
            found.append((i, i + 1))
    return tuple(found)
