"""The outlines of zones, by geodesics on the WGS84 ellipsoid.

Karney, C. F. F. (2013), "Algorithms for geodesics", J. Geodesy 87, through geographiclib, which is
what geopy's geodesic distance stands on too.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geonews.model import BBox, Zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Ring", "along", "bbox_of_zone", "between_km", "outline", "reach_km", "unrolled"]

Ring = tuple[tuple[float, float], ...]
"""A closed line of (lat, lon) in degrees, its first point repeated at its end."""

_STEP_DEGREES = 5.0
"""An arc is drawn as chords so long: a thousandth of the radius is all they miss."""


def along(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """Return the point a geodesic distance away: (lat, lon).

    Examples
    --------
    >>> lat, lon = along(51.73, 36.19, 180.0, 30.0)
    >>> round(lat, 4), round(lon, 4)
    (51.4604, 36.19)
    """
    from geographiclib.geodesic import Geodesic

    found = Geodesic.WGS84.Direct(lat, lon, bearing, km * 1000)
    return float(found["lat2"]), float(found["lon2"])


def between_km(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    """Return the geodesic distance from one (lat, lon) to another, and its bearing at the start.

    Examples
    --------
    >>> km, bearing = between_km((0.0, 0.0), (0.0, 1.0))
    >>> round(km, 3), round(bearing, 1)
    (111.319, 90.0)
    """
    from geographiclib.geodesic import Geodesic

    found = Geodesic.WGS84.Inverse(*a, *b)
    return float(found["s12"]) / 1000, float(found["azi1"])


def outline(zone: Zone) -> tuple[Ring, ...]:
    """Return the outline of a zone: its outer ring and, where it is a ring itself, the hole.

    Longitudes are within -180 and 180, so a ring may jump across the antimeridian.

    Examples
    --------
    >>> [len(ring) for ring in outline(Zone(51.73, 36.19, 20, 40, 40))]
    [73, 73]
    """
    if zone.width_km is not None:
        return (_ellipse(zone),)
    if zone.bearing_from is None or zone.bearing_to is None:
        rings = [zone.far_km, zone.near_km] if zone.near_km > 0 else [zone.far_km]
        return tuple(_closed(_arc(zone, km, 0.0, 360.0)) for km in rings)
    turn = (zone.bearing_to - zone.bearing_from) % 360
    outer = _arc(zone, zone.far_km, zone.bearing_from, turn)
    if zone.near_km > 0:
        inner = reversed(tuple(_arc(zone, zone.near_km, zone.bearing_from, turn)))
        return (_closed((*outer, *inner)),)
    return (_closed((*outer, (zone.lat, zone.lon))),)


def _arc(zone: Zone, km: float, start: float, turn: float) -> Iterator[tuple[float, float]]:
    steps = max(2, math.ceil(turn / _STEP_DEGREES))
    count = steps if turn == 360 else steps + 1
    return (along(zone.lat, zone.lon, start + turn * i / steps, km) for i in range(count))


def _ellipse(zone: Zone) -> Ring:
    from geographiclib.geodesic import Geodesic

    middle_km = (zone.near_km + zone.far_km) / 2
    middle = Geodesic.WGS84.Direct(zone.lat, zone.lon, zone.bearing_from, middle_km * 1000)
    long, short = (zone.far_km - zone.near_km) / 2, (zone.width_km or 0.0) / 2
    points = []
    steps = round(360 / _STEP_DEGREES)
    for step in range(steps):
        turn = math.radians(360 * step / steps)
        x, y = long * math.cos(turn), short * math.sin(turn)
        bearing = middle["azi2"] + math.degrees(math.atan2(y, x))
        points.append(along(middle["lat2"], middle["lon2"], bearing, math.hypot(x, y)))
    return _closed(points)


def _closed(points: Iterable[tuple[float, float]]) -> Ring:
    ring = tuple(points)
    return (*ring, ring[0])


def reach_km(zone: Zone, lat: float, lon: float) -> float:
    """Return how far from a point the farthest of a zone lies, kilometres.

    Examples
    --------
    >>> round(reach_km(Zone(0.0, 0.0, 20, 40, 40), 0.0, 0.0), 3)
    40.0
    """
    return max(between_km((lat, lon), point)[0] for point in outline(zone)[0])


def unrolled(ring: Ring) -> Ring:
    """Return a ring with its longitudes run on past 180 and -180, so that it never jumps.

    One that goes round a pole is closed through it, along both its edges.

    Examples
    --------
    >>> unrolled(((0.0, 179.0), (1.0, -179.0), (0.0, -179.0), (0.0, 179.0)))
    ((0.0, 179.0), (1.0, 181.0), (0.0, 181.0), (0.0, 179.0))
    """
    lon = ring[0][1]
    points = []
    for lat, raw in ring:
        lon += (raw - lon + 180) % 360 - 180
        points.append((lat, lon))
    if abs(points[-1][1] - points[0][1]) > 180:
        pole = math.copysign(90.0, math.fsum(lat for lat, _ in points))
        points += [(pole, points[-1][1]), (pole, points[0][1]), points[0]]
    return tuple(points)


def bbox_of_zone(zone: Zone) -> BBox:
    """Return the bounding box of a zone, west > east where it crosses the antimeridian.

    Examples
    --------
    >>> bbox_of_zone(Zone(0.0, 180.0, 0, 111.319, 111.319))
    (179.0, -1.00673, -179.0, 1.00673)
    """
    lats, lons = zip(*unrolled(outline(zone)[0]), strict=True)
    south, north = round(min(lats), 5), round(max(lats), 5)
    west, east = min(lons), max(lons)
    if east - west > 359.9:
        return (-180.0, south, 180.0, north)
    return (_wrapped(west), south, _wrapped(east), north)


def _wrapped(lon: float) -> float:
    return round(lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180, 5)
