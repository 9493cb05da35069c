"""Extents: a radius or two sides, and the area they bound."""

from __future__ import annotations

import math

from geonews.check.arithmetic import LOOSE, firm
from geonews.check.groups import Partner
from geonews.check.words import STORY, km2, number, percent, said, value_km2, with_km2
from geonews.model import Check, Figure, Verdict
from geonews.units import AUTHALIC_KM, UNIT_KM

__all__ = ["circle_km2", "extent"]

_FARTHEST_KM = 20_000.0
# "30 km across" may be the narrower way across: a shape is seldom more than twice as large then.
_ACROSS = 2.0
# An area that lacks no more of its bound is the bound itself, rounded.
_FILLS = 0.15


def circle_km2(radius_km: float) -> float:
    """Return the area within a distance of a point, along the curved Earth.

    A cap of the authalic sphere, 2 pi R^2 (1 - cos(r / R)): within 0.3% of the ellipsoid, and
    within 0.01% of the flat circle up to 200 km.

    Examples
    --------
    >>> round(circle_km2(10), 1), round(circle_km2(20_015.1) / 1e6)
    (314.2, 510)
    """
    half = math.sin(radius_km / (2 * AUTHALIC_KM))
    return 4 * math.pi * AUTHALIC_KM**2 * half**2


def extent(i: int, figures: tuple[Figure, ...], partner: Partner | None) -> Check | None:
    """Derive the area an extent bounds, and hold an area figure of the same thing against it.

    The area is an upper bound, since what lies within need not fill it; it is laid on no map, for
    the story says how far something reaches and seldom from where.

    Parameters
    ----------
    i : int
        Index of the extent.
    partner : Partner or None
        The area figure of the same thing.

    Returns
    -------
    Check or None
        None for a length alone, which bounds nothing.
    """
    figure = figures[i]
    derived = _bounds(figure)
    if derived is None:
        return None
    low, high, point, formula, shape = derived
    statement = said(figure)
    found = f"{shape} has about {km2(point, 3)}"
    if partner is None:
        return Check(
            kind="extent",
            verdict="cannot be checked",
            figures=(i,),
            statement=statement,
            found=found,
            tolerance="worked out from the story's own number; nothing else to hold it against",
            reason=f"{found} at the most; the story gives no area to hold against it.",
            sources=(STORY,),
            formula=formula,
            settle="an area figure for the same ground",
        )
    stated = figures[partner.index]
    area = with_km2(stated)
    ratio = value_km2(stated) / point
    limit = high * _ACROSS if figure.sense == "diameter" else high * (1 + LOOSE)
    verdict: Verdict = "plausible"
    if stated.low > limit:
        verdict = "inconsistent"
    elif low <= stated.high and stated.low <= high and ratio > 1 - _FILLS:
        verdict = "consistent"
    settle = ""
    if verdict == "inconsistent" and not partner.is_sure:
        verdict = "cannot be checked"
        settle = f"whether {statement} and {said(stated)} speak of the same ground"
    is_of = f"{area} is {percent(ratio)} of the {km2(point, 3)} within {statement}"
    reasons = {
        "consistent": f"{is_of}, which it fills.",
        "plausible": f"{is_of}; what lies within a bound may be smaller than it.",
        "inconsistent": f"{is_of}: more than it can hold.",
        "cannot be checked": f"{is_of}, but the two may speak of different things.",
    }
    return Check(
        kind="extent",
        verdict=verdict,
        figures=(i, partner.index),
        statement=f"{statement}; {said(stated)}",
        found=f"{found}; the story gives {area}",
        tolerance=(
            f"the extent is an upper bound: by its rounding {km2(low, 3)} to {km2(high, 3)}; the "
            f"area stands for {km2(stated.low)} to {km2(stated.high)}"
        ),
        reason=reasons[verdict],
        sources=(STORY,),
        formula=formula,
        settle=settle,
    )


def _bounds(figure: Figure) -> tuple[float, float, float, str, str] | None:
    """Return the least, greatest and likely area, the formula, and the shape in words."""
    unit = figure.unit or "km"
    if unit not in UNIT_KM:
        return None
    km = figure.value * UNIT_KM[unit]
    if max(km, figure.high) > _FARTHEST_KM:
        return None
    told = f"{number(km)} km"
    least_km, most_km = firm(figure, UNIT_KM[unit])
    if figure.sense == "radius":
        area = circle_km2(km)
        formula = f"pi x ({told})^2 = {number(area)} km2"
        low, high = circle_km2(least_km), circle_km2(most_km)
        return low, high, area, formula, f"a circle with a radius of {told}"
    if figure.sense == "diameter":
        area = circle_km2(km / 2)
        formula = f"pi x ({told} / 2)^2 = {number(area)} km2"
        low, high = circle_km2(least_km / 2), circle_km2(most_km / 2)
        return low, high, area, formula, f"a circle {told} across"
    if figure.sense == "sides" and figure.breadth is not None:
        breadth = figure.breadth * UNIT_KM[unit]
        if not 0 < breadth <= _FARTHEST_KM:
            return None
        # The rounding of the first side is known; the second is taken as no worse.
        least, most = least_km / km, most_km / km
        area = km * breadth
        formula = f"{told} x {number(breadth)} km = {number(area)} km2"
        shape = f"a rectangle of {told} by {number(breadth)} km"
        return area * least**2, area * most**2, area, formula, shape
    return None
