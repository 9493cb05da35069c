"""Rings of GeoJSON polygons: checked, mended where they can be, and cut at the antimeridian."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from geonews.errors import AreaFileError

if TYPE_CHECKING:
    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry

__all__ = ["polygonal", "polygons_of", "shown"]

Ring = list[tuple[float, float]]


def polygons_of(coordinates: object, where: str, notes: dict[str, None]) -> list[Polygon]:
    """Return the valid polygons of one GeoJSON polygon, cut at the antimeridian."""
    from shapely import Polygon, make_valid
    from shapely.validation import explain_validity

    if not isinstance(coordinates, list) or not coordinates:
        raise AreaFileError(f"{where} has a polygon without rings: mend or remove it")
    rings = [_ring(ring, f"ring {at} of {where}") for at, ring in enumerate(coordinates, 1)]
    crosses = any(_crosses(ring) for ring in rings)
    if crosses:
        rings = [_unwrapped(ring, where) for ring in rings]
        home = rings[0][0][0]
        rings = [_near(ring, home) for ring in rings]
    whole: BaseGeometry = Polygon(rings[0], rings[1:])
    if not whole.is_valid:
        why = explain_validity(whole).split("[")[0].strip().lower()
        whole = make_valid(whole)
        notes[f"{where} was mended ({why})"] = None
    return polygonal(_wrapped(whole) if crosses else whole)


def polygonal(geometry: BaseGeometry) -> list[Polygon]:
    """Return the polygons in a geometry, without the points and lines that mending leaves."""
    from shapely import Polygon

    if isinstance(geometry, Polygon):
        return [geometry] if geometry.area > 0 else []
    return [p for part in getattr(geometry, "geoms", ()) for p in polygonal(part)]


def _ring(positions: object, where: str) -> Ring:
    if not isinstance(positions, list):
        raise AreaFileError(f"{where} is no list of positions: mend or remove it")
    ring = [_position(position, where) for position in positions]
    if len(ring) < 4:
        raise AreaFileError(f"{where} has {len(ring)} positions: a ring needs at least 4")
    if ring[0] != ring[-1]:
        raise AreaFileError(
            f"{where} is not closed: it starts at {_pair(ring[0])} and ends at {_pair(ring[-1])}; "
            "repeat the first position at its end"
        )
    return ring


def _position(position: object, where: str) -> tuple[float, float]:
    if not isinstance(position, list) or len(position) < 2:
        raise AreaFileError(
            f"{where} has the position {shown(position)}: give [lon, lat] in degrees"
        )
    numbers: list[float] = []
    for value in position[:2]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise AreaFileError(f"{where} has {shown(value)} where a number must stand")
        number = float(value) if abs(value) < 1e300 else math.inf
        if not math.isfinite(number):
            raise AreaFileError(f"{where} has a coordinate that is not finite: mend it")
        numbers.append(number)
    lon, lat = numbers
    if abs(lon) > 180 or abs(lat) > 90:
        advice = "bring longitudes to -180 to 180"
        if max(abs(lon), abs(lat)) > 360:
            advice = "it seems to be in metres; reproject it to longitude and latitude (EPSG:4326)"
        elif abs(lon) <= 90 and abs(lat) <= 180:
            advice = "longitude must stand first"
        raise AreaFileError(f"{where} has the position {_pair((lon, lat))}, out of range: {advice}")
    return lon, lat


def _crosses(ring: Ring) -> bool:
    """Tell whether a ring crosses the antimeridian; along a pole or a frame it may jump 360."""
    return any(180 < abs(b[0] - a[0]) < 360 for a, b in pairwise(ring))


def _unwrapped(ring: Ring, where: str) -> Ring:
    """Return a ring whose longitudes run on past 180 degrees instead of jumping."""
    turned = [ring[0]]
    for lon, lat in ring[1:]:
        before = turned[-1][0]
        turned.append((lon + 360 * round((before - lon) / 360), lat))
    if abs(turned[-1][0] - turned[0][0]) > 1e-9:
        raise AreaFileError(
            f"{where} goes round a pole: cut it at the antimeridian (RFC 7946, section 3.1.9)"
        )
    return turned


def _near(ring: Ring, home: float) -> Ring:
    """Return a hole's ring turned to the side of the globe its shell was unwrapped on."""
    turn = 360 * round((home - ring[0][0]) / 360)
    return [(lon + turn, lat) for lon, lat in ring]


def _wrapped(geometry: BaseGeometry) -> BaseGeometry:
    """Cut a geometry that runs past 180 degrees, and bring the pieces back."""
    from shapely import box, union_all
    from shapely.affinity import translate

    pieces = []
    for turn in (-1, 0, 1):
        piece = geometry.intersection(box(360 * turn - 180, -90, 360 * turn + 180, 90))
        pieces.append(translate(piece, xoff=-360.0 * turn))
    return union_all([piece for piece in pieces if piece.area > 0])


def _pair(position: tuple[float, float]) -> str:
    return f"[{position[0]:g}, {position[1]:g}]"


def shown(value: object) -> str:
    """Return a hostile value as a short, printable piece of a message."""
    text = ascii(value)
    return text if len(text) <= 60 else text[:57] + "..."
