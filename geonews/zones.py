"""The outlines of zones, by geodesics on the WGS84 ellipsoid.

Karney, C. F. F. (2013), "Algorithms for geodesics", J. Geodesy 87, through geographiclib, which is
what geopy's geodesic distance stands on too. The points of an outline, of which archives need
millions, are found all at once: Vincenty, T. (1975), "Direct and inverse solutions of geodesics on
the ellipsoid", Survey Review 23, which agrees with it to a tenth of a millimetre.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geonews.model import BBox, Zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Ring", "along", "bbox_of_zone", "between_km", "outline", "reach_km", "unrolled"]

Ring = tuple[tuple[float, float], ...]
"""A closed line of (lat, lon) in degrees, its first point repeated at its end."""

_SEMI_MAJOR_M, _FLATTENING = 6_378_137.0, 1 / 298.257223563
_SEMI_MINOR_M = _SEMI_MAJOR_M * (1 - _FLATTENING)
_ROUNDS = 5
"""Each round is three hundred times nearer: five are beyond what a float tells."""
_NEARLY = 0.98
"""A geodesic is 0.6 % longer or shorter than on the sphere at most."""
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


def _all_along(
    zone: Zone, bearings: Sequence[float], kms: Sequence[float]
) -> list[tuple[float, float]]:
    """Return what `along` does from a zone's middle for each bearing and distance."""
    import numpy as np

    azimuth = np.radians(np.asarray(bearings, dtype=np.float64))
    metres = np.asarray(kms, dtype=np.float64) * 1000
    reduced = math.atan((1 - _FLATTENING) * math.tan(math.radians(zone.lat)))
    sin_u, cos_u = math.sin(reduced), math.cos(reduced)
    sin_a, cos_a = np.sin(azimuth), np.cos(azimuth)
    first = np.arctan2(sin_u, cos_u * cos_a)
    sin_equator = cos_u * sin_a
    cos2_equator = 1 - sin_equator**2
    u2 = cos2_equator * (_SEMI_MAJOR_M**2 / _SEMI_MINOR_M**2 - 1)
    big_a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)))
    big_b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)))
    sigma = straight = metres / (_SEMI_MINOR_M * big_a)
    for _ in range(_ROUNDS):
        mid = np.cos(2 * first + sigma)
        sin_s, cos_s = np.sin(sigma), np.cos(sigma)
        inner = big_b / 6 * mid * (4 * sin_s**2 - 3) * (4 * mid**2 - 3)
        sigma = straight + big_b * sin_s * (mid + big_b / 4 * (cos_s * (2 * mid**2 - 1) - inner))
    mid, sin_s, cos_s = np.cos(2 * first + sigma), np.sin(sigma), np.cos(sigma)
    side = sin_u * sin_s - cos_u * cos_s * cos_a
    lats = np.arctan2(
        sin_u * cos_s + cos_u * sin_s * cos_a, (1 - _FLATTENING) * np.hypot(sin_equator, side)
    )
    turn = np.arctan2(sin_s * sin_a, cos_u * cos_s - sin_u * sin_s * cos_a)
    c = _FLATTENING / 16 * cos2_equator * (4 + _FLATTENING * (4 - 3 * cos2_equator))
    turn = turn - (1 - c) * _FLATTENING * sin_equator * (
        sigma + c * sin_s * (mid + c * cos_s * (2 * mid**2 - 1))
    )
    lons = (zone.lon + np.degrees(turn) + 540) % 360 - 180
    return list(zip(np.degrees(lats).tolist(), lons.tolist(), strict=True))


def outline(zone: Zone) -> tuple[Ring, ...]:
    """Return the outline of a zone: its outer ring and, where it is a ring itself, the hole.

    Longitudes are within -180 and 180, so a ring may jump across the antimeridian.

    Examples
    --------
    >>> [len(ring) for ring in outline(Zone(51.73, 36.19, 20, 40, 40))]
    [73, 73]
    """
    # Asked for its box, its reach and its picture one after the other.
    return _outline(replace(zone, uncertainty_km=0.0, anchors=()))


@lru_cache(maxsize=64)
def _outline(zone: Zone) -> tuple[Ring, ...]:
    if zone.width_km is not None:
        return (_ellipse(zone),)
    near, far = zone.near_km, zone.far_km
    if zone.bearing_from is None or zone.bearing_to is None:
        bearings = _turned(0.0, 360.0)[:-1]
        points = _all_along(zone, bearings * 2, [far] * len(bearings) + [near] * len(bearings))
        rings = points[: len(bearings)], points[len(bearings) :]
        return tuple(_closed(ring) for ring in rings[: 2 if near > 0 else 1])
    bearings = _turned(zone.bearing_from, (zone.bearing_to - zone.bearing_from) % 360)
    if near <= 0:
        return (
            _closed([*_all_along(zone, bearings, [far] * len(bearings)), (zone.lat, zone.lon)]),
        )
    kms = [far] * len(bearings) + [near] * len(bearings)
    return (_closed(_all_along(zone, [*bearings, *reversed(bearings)], kms)),)


def _turned(start: float, turn: float) -> list[float]:
    """Return the bearings from one to another, both included."""
    steps = max(2, math.ceil(turn / _STEP_DEGREES))
    return [start + turn * i / steps for i in range(steps + 1)]


def _ellipse(zone: Zone) -> Ring:
    from geographiclib.geodesic import Geodesic

    middle_km = (zone.near_km + zone.far_km) / 2
    middle = Geodesic.WGS84.Direct(zone.lat, zone.lon, zone.bearing_from, middle_km * 1000)
    long, short = (zone.far_km - zone.near_km) / 2, (zone.width_km or 0.0) / 2
    bearings, kms = [], []
    steps = round(360 / _STEP_DEGREES)
    for step in range(steps):
        turn = math.radians(360 * step / steps)
        x, y = long * math.cos(turn), short * math.sin(turn)
        bearings.append(middle["azi2"] + math.degrees(math.atan2(y, x)))
        kms.append(math.hypot(x, y))
    centre = replace(zone, lat=middle["lat2"], lon=middle["lon2"])
    return _closed(_all_along(centre, bearings, kms))


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
    # A chord of the sphere tells which points may be the farthest, the ellipsoid how far they are.
    here = _on_sphere(lat, lon)
    chords = {point: math.dist(here, _on_sphere(*point)) for point in outline(zone)[0]}
    least = _NEARLY * max(chords.values())
    far = [point for point, chord in chords.items() if chord >= least]
    return max(between_km((lat, lon), point)[0] for point in far)


def _on_sphere(lat: float, lon: float) -> tuple[float, float, float]:
    across = math.cos(math.radians(lat))
    turn = math.radians(lon)
    return across * math.cos(turn), across * math.sin(turn), math.sin(math.radians(lat))


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
