"""Distances between two places, by the geodesic, with what their extents allow."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from geonews.check.arithmetic import LOOSE, firm, holds_as_bound
from geonews.check.reach import Reach, across_km, reach_between, shape_of
from geonews.check.words import number, said
from geonews.gazetteer import Gazetteer
from geonews.model import Check, Figure, Place, Verdict
from geonews.units import UNIT_KM

__all__ = ["distance"]

# Roads are longer than the straight line, and news gives their length without saying so; between
# towns they are seldom more than twice as long. A proposal.
_ROAD = 2.2
# A desk that is wrong is seldom wrong by more; then the name was read for another place's.
_ABSURD = 5.0
_SECTOR = 22.5
# Winds are given loosely: "south" for the south-south-west. Beyond a right angle they are wrong.
_WRONG_WAY = 90.0
_WINDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_BY_ROAD = re.compile(
    r"\b(?:by\s(?:road|car|train|rail|bus|truck|boat|sea|river|foot)|driv(?:e|es|ing)|on\sfoot|trek"
    r"|journey|along|downriver|upriver|downstream|upstream|down\sthe\s(?:road|coast|river)"
    r"|up\sthe\s(?:road|coast|river)|road\strip|walk(?:ed|ing)?|march(?:ed|ing)?|travel\w*|route)\b",
    re.IGNORECASE,
)
# In the same phrase as the figure: "from the Russian border".
_BORDER = re.compile(
    r"[^.,;:()]{0,50}?\b(?:border|frontier|coast|coastline|shore|shoreline|boundary)\b",
    re.IGNORECASE,
)
_NEAR = 60


def distance(
    i: int, figure: Figure, gazetteer: Gazetteer, text: str, others: tuple[int, ...] = ()
) -> Check | None:
    """Check how far apart two places are said to be, and in which direction.

    Parameters
    ----------
    i : int
        Index of the figure; ``others`` are those that restate it.
    figure : Figure
        With both its ends, or with the place that something went deep into.
    gazetteer : Gazetteer
    text : str
        The story, for words such as "by road" and "border" beside the figure.

    Returns
    -------
    Check or None
        None where an end is missing or is no place.
    """
    place, other = figure.place, figure.other
    if figure.sense == "deep":
        into = other if other is not None else place
        return None if into is None else _depth(i, figure, into, gazetteer, others)
    if place is None or other is None or place == other or other.feature == "SEA":
        return None
    words = text[max(0, figure.start - _NEAR) : figure.end + _NEAR]
    is_border = _BORDER.match(text, figure.end, figure.end + _NEAR) is not None
    reach = reach_between(place, other, gazetteer, is_border=is_border)
    if reach is None:
        return None
    if figure.hedge is None and text[: figure.start].rstrip().endswith(" within"):
        figure = replace(figure, hedge="within")
    stated = said(figure)
    named = f"{place.name}, {stated}{_wind_words(figure)} from {other.name}"
    verdict, why = _verdict(figure, reach, is_by_road=_BY_ROAD.search(words) is not None)
    unit = figure.unit or "km"
    point = figure.value * UNIT_KM.get(unit, 1.0)
    least, most = firm(figure, UNIT_KM.get(unit, 1.0))
    straight = f"{number(reach.point_km, 3)} km"
    if unit != "km":
        straight += f" ({number(reach.point_km / UNIT_KM[unit], 3)} {unit})"
    wind = _wind(reach.bearing)
    head = f"{place.name} lies {straight} {wind} of {other.name} in a straight line"
    if reach.is_span:
        span = f"{number(reach.near_km, 3)} to {number(reach.far_km, 3)} km"
        head = (
            f"{place.name} and {other.name} are {span} apart, by their nearest and farthest points"
        )
    settle = ""
    if verdict == "inconsistent":
        namesake = _namesake(figure, gazetteer)
        if namesake is not None:
            verdict, why = "cannot be checked", f"another place of the name fits, {namesake}"
        elif reach.near_km > _ABSURD * figure.high:
            verdict, why = "cannot be checked", "so far off that another place may be meant"
        if verdict == "cannot be checked":
            settle = "which place of the name is meant"
    return Check(
        kind="distance",
        verdict=verdict,
        figures=(i, *others),
        statement=named,
        found=head,
        tolerance=(
            f"the number stands for {number(least, 3)} to {number(most, 3)} km; "
            f"{reach.allowance}: {number(reach.near_km, 3)} to {number(reach.far_km, 3)} km"
        ),
        reason=f"{head}; the story says {stated}{_wind_words(figure)}: {why}.",
        sources=(
            f"{_source(place, gazetteer)} and {_source(other, gazetteer)}: geodesic on WGS84",
        ),
        formula=(
            f"geodesic from {_point(other)} to {_point(place)} = {number(reach.point_km, 5)} km, "
            f"bearing {reach.bearing:.0f} degrees; stated {number(point, 5)} km"
        ),
        settle=settle,
    )


def _verdict(
    figure: Figure, reach: Reach, *, is_by_road: bool, road: float = _ROAD
) -> tuple[Verdict, str]:
    factor = UNIT_KM.get(figure.unit or "km", 1.0)
    point = figure.value * factor
    least, most = firm(figure, factor)
    off = 0.0
    if figure.bearing is not None:
        off = abs((reach.bearing - figure.bearing + 180) % 360 - 180)
        if off > _WRONG_WAY + reach.slack:
            return "inconsistent", "the direction is another"
    if holds_as_bound(figure, reach.point_km, factor) and not least <= reach.point_km <= most:
        return "plausible", "a bound, and it holds"
    if most < reach.near_km:
        return "inconsistent", "it is farther even in a straight line"
    loosely = off > _SECTOR + reach.slack
    if least <= reach.far_km:
        if is_by_road and point > reach.point_km:
            return "plausible", "a way is no shorter than the straight line"
        if loosely:
            return "plausible", "the distance agrees, the direction loosely"
        if abs(point - reach.point_km) <= LOOSE * reach.point_km:
            return "consistent", "as stated"
        if reach.is_span:
            return "plausible", "between the nearest and the farthest points of the two"
        if reach.is_least and point > reach.point_km:
            return "plausible", "the story may mean a border that is farther than the nearest"
        inside = least <= reach.point_km <= most
        how = "within its rounding" if inside else "within what the extents of the two allow"
        return "loosely rounded", how
    if is_by_road:
        return "plausible", "the straight line is a lower bound of a way by road"
    if least <= max(reach.far_km, road * reach.point_km):
        times = number(point / max(reach.point_km, 1e-6), 2)
        return "plausible", f"{times} times the straight line, which a way by road may be"
    return "inconsistent", "it is nearer"


def _depth(
    i: int, figure: Figure, into: Place, gazetteer: Gazetteer, others: tuple[int, ...]
) -> Check | None:
    """Check a depth against how far across the place is: nothing goes deeper than that."""
    shape = shape_of(into, gazetteer)
    if shape is None:
        return None
    across = across_km(shape)
    verdict: Verdict = "plausible" if figure.low <= across * (1 + LOOSE) else "inconsistent"
    stated = said(figure)
    head = f"{into.name} is {number(across, 3)} km across at its widest"
    why = "so deep one may go" if verdict == "plausible" else "nothing in it lies so deep"
    return Check(
        kind="distance",
        verdict=verdict,
        figures=(i, *others),
        statement=f"{stated} into {into.name}",
        found=head,
        tolerance=(
            f"the number stands for {number(figure.low, 3)} to {number(figure.high, 3)} km; the "
            "width of the place is an upper bound"
        ),
        reason=f"{head}; the story says {stated}: {why}.",
        sources=(f"{_source(into, gazetteer)}: polygon, geodesic on WGS84",),
        formula=f"{number(figure.low, 4)} km <= {number(across, 4)} km",
        settle="the line it is measured from, and the point that was reached",
    )


def _namesake(figure: Figure, gazetteer: Gazetteer) -> str | None:
    """Return another place of either name that a distance would fit, with its country."""
    place, other = figure.place, figure.other
    if place is None or other is None:
        return None

    def fits(a: Place, b: Place) -> bool:
        if shape_of(a, gazetteer) is not None or shape_of(b, gazetteer) is not None:
            return False
        reach = reach_between(a, b, gazetteer, is_border=False)
        return reach is not None and (
            _verdict(figure, reach, is_by_road=False, road=1.0)[0] != "inconsistent"
        )

    ends: tuple[tuple[Place, Callable[[Place], bool]], ...] = (
        (place, lambda a: fits(a, other)),
        (other, lambda b: fits(place, b)),
    )
    for end, test in ends:
        for found in gazetteer.lookup(end.name)[:12]:
            if found != end and test(found):
                held = ", ".join(part for part in (found.admin1, found.country) if part)
                return f"{found.name} in {held}" if held else found.name
    return None


def _wind(bearing: float) -> str:
    return _WINDS[round(bearing / 45) % 8]


def _wind_words(figure: Figure) -> str:
    return "" if figure.bearing is None else f" {_wind(figure.bearing)}"


def _point(place: Place) -> str:
    return f"{place.lat:.3f}, {place.lon:.3f}"


def _source(place: Place, gazetteer: Gazetteer) -> str:
    return f"{place.name} ({place.source or gazetteer.info.name})"
