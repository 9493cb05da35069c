"""Figures against the polygons a user brings."""

from __future__ import annotations

import re

from geonews.check.pairs import compare
from geonews.check.reference import Reference, size_tolerance
from geonews.check.words import about, km2, percent, said, value_km2
from geonews.gazetteer import Gazetteer
from geonews.model import Check, Figure, UserArea, Verdict
from geonews.text import fold

__all__ = ["is_named", "polygon_of_area", "polygon_of_share"]


def is_named(area: UserArea, figure: Figure, sentence: str) -> bool:
    """Tell whether a figure speaks of a polygon: by its place's name, or by a name beside it.

    Parameters
    ----------
    area : UserArea
    figure : Figure
    sentence : str
        The sentence the figure stands in.
    """
    name = fold(area.name)
    if not name:
        return False
    if _is_place_of(area, figure):
        return True
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", fold(sentence)) is not None


def polygon_of_area(
    i: int,
    figure: Figure,
    area: UserArea,
    whole_km2: float,
    gazetteer: Gazetteer,
    sentence: str,
    others: tuple[int, ...] = (),
) -> Check:
    """Hold an area figure against a polygon of ``whole_km2``.

    A polygon that has the name of a place is that place, so the figure may be a part of it; so it
    may where the sentence says "50 hectares of the estate". Any other is what the figure measures,
    and must be as large.
    """
    tolerance = size_tolerance(whole_km2)
    low, high = whole_km2 * (1 - tolerance), whole_km2 * (1 + tolerance)
    point = value_km2(figure)
    verdict: Verdict = compare(figure.low, figure.high, point, low, high, whole_km2)
    named = f"the polygon {area.name!r} ({about(whole_km2, tolerance)} km2)"
    stated = said(figure)
    if verdict == "consistent":
        reason = f"{stated} and {named} agree within {tolerance:.0%}."
    elif verdict == "loosely rounded":
        reason = f"{stated} is {percent(point / whole_km2)} of {named}, within its rounding."
    elif figure.high < low and (
        _is_place_of(area, figure) or gazetteer.lookup(area.name) or _holds(area, sentence)
    ):
        verdict = "plausible"
        reason = f"{stated} is {percent(point / whole_km2)} of {named}, and may be a part of it."
    else:
        reason = f"{stated} is {percent(point / whole_km2)} of {named}, outside of the tolerance."
    return Check(
        kind="polygon",
        verdict=verdict,
        figures=(i, *others),
        statement=stated,
        found=f"{km2(point)} against {km2(whole_km2)}: {percent(point / whole_km2)}",
        tolerance=_rule(area, tolerance),
        reason=reason,
        sources=(_source(area, whole_km2),),
    )


def _holds(area: UserArea, sentence: str) -> bool:
    """Tell whether the sentence says that something is in, or a part of, the named polygon."""
    before = r"(?<!\w)(?:of|in|on|at|from|within|inside|across|through|around)\s(?:the\s)?"
    return re.search(rf"{before}{re.escape(fold(area.name))}(?!\w)", fold(sentence)) is not None


def polygon_of_share(
    i: int, share: Figure, area: UserArea, covered: float, whole: Reference | None, place: str
) -> Check:
    """Hold a share of a place against the share that a polygon of ``covered`` km2 makes up.

    The polygon is not cut by the place's border: border conventions would cost more than that
    saves (Crimea, 4.4% of Ukraine).
    """
    named = f"the polygon {area.name!r} ({km2(covered)})"
    if whole is None or covered > whole.high_km2:
        why = "no area of it is known" if whole is None else f"it is larger than {whole}"
        return Check(
            kind="polygon",
            verdict="cannot be checked",
            figures=(i,),
            statement=f"{said(share)} of {place}",
            found=f"{named}",
            tolerance=_rule(area, size_tolerance(covered)),
            reason=f"{named} cannot be held against {place}: {why}.",
            sources=(_source(area, covered),),
        )
    tolerance = size_tolerance(covered)
    low = covered * (1 - tolerance) / whole.high_km2
    high = covered * (1 + tolerance) / whole.low_km2
    actual = covered / whole.point_km2
    verdict = compare(share.low, share.high, share.value, low, high, actual)
    agrees = {
        "consistent": "as stated",
        "loosely rounded": "within the rounding of the share",
    }.get(verdict, "outside of what the share stands for")
    return Check(
        kind="polygon",
        verdict=verdict,
        figures=(i,),
        statement=f"{said(share)} of {place}",
        found=f"{named} is {percent(actual)} of {whole}",
        tolerance=f"{_rule(area, tolerance)}; {whole.rule()}",
        reason=f"{named} is {percent(actual)} of {whole}; the story says {said(share)}: {agrees}.",
        sources=(_source(area, covered), *whole.sources),
    )


def _is_place_of(area: UserArea, figure: Figure) -> bool:
    """Tell whether a polygon has the name of a figure's place, "Kursk" for "Kursk Oblast" too."""
    place = figure.place
    return place is not None and fold(area.name) in (fold(place.name), _short(place.name))


def _rule(area: UserArea, tolerance: float) -> str:
    return "; ".join((f"the polygon give or take {tolerance:.0%} for its size", *area.notes))


def _source(area: UserArea, size_km2: float) -> str:
    return f"{area.source}: polygon {area.name!r}, {km2(size_km2, 6)}, geodesic on WGS84"


_KIND = re.compile(r"\s(?:oblast|region|province|state|county|district|island|republic)$")


def _short(name: str) -> str:
    """Return a place's folded name without the word for its kind: "kursk" of "Kursk Oblast"."""
    return _KIND.sub("", fold(name))
