"""Distances and boxes on the globe, good enough to rank and to choose by."""

from __future__ import annotations

import math

from geonews.model import BBox

__all__ = ["great_circle_km", "km_outside", "meet", "within"]

# Mean radius of the WGS84 ellipsoid (2a + b) / 3, in km.
_EARTH_KM = 6371.0088


def meet(a: BBox, b: BBox) -> bool:
    """Tell whether two boxes meet, either of which may cross the antimeridian.

    Examples
    --------
    >>> meet((170, 0, -170, 10), (-175, 5, -160, 6)), meet((0, 0, 1, 1), (2, 0, 3, 1))
    (True, False)
    """
    if a[1] > b[3] or b[1] > a[3]:
        return False
    return any(
        west <= other_east and other_west <= east
        for west, east in _spans(a)
        for other_west, other_east in _spans(b)
    )


# Degrees by which a box that lies in another may stand out: boxes come from shapes of their own.
_SLACK = 0.3


def within(inner: BBox | None, outer: BBox | None) -> bool:
    """Tell whether a box lies in another, give or take a little; a point (None) does.

    Examples
    --------
    >>> within((1, 1, 2, 2), (0, 0, 3, 3)), within((1, 1, 9, 2), (0, 0, 3, 3))
    (True, False)
    """
    if inner is None or outer is None:
        return True
    return (
        outer[1] - _SLACK <= inner[1]
        and inner[3] <= outer[3] + _SLACK
        and all(
            any(
                other_west - _SLACK <= west and east <= other_east + _SLACK
                for other_west, other_east in _spans(outer)
            )
            for west, east in _spans(inner)
        )
    )


def _spans(bbox: BBox) -> tuple[tuple[float, float], ...]:
    west, _, east, _ = bbox
    return ((west, east),) if west <= east else ((west, 180.0), (-180.0, east))


def km_outside(lat: float, ring: int) -> float:
    """Return how far away, at least, is what lies in no nearer ring of one-degree cells.

    That is a parallel or a meridian ``ring - 1`` degrees away; the way to a meridian is shortest
    along the great circle that meets it at a right angle.
    """
    degrees = math.radians(min(max(ring - 1, 0), 90))
    return _EARTH_KM * min(degrees, math.asin(math.sin(degrees) * math.cos(math.radians(lat))))


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance of two points in degrees, within 0.6% of the geodesic.

    Examples
    --------
    >>> round(great_circle_km(51.73, 36.19, 55.75, 37.62))
    457
    """
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
