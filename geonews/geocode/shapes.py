"""Polygons that services answer: hostile until shown otherwise."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeGuard

from geonews.gazetteer import Detail

if TYPE_CHECKING:
    from shapely.geometry import Polygon
    from shapely.geometry.base import BaseGeometry

__all__ = ["shape_of", "simplified"]

# Canada as Nominatim gives it, simplified to 100 m, has some 100,000 points.
_MOST_POINTS = 200_000
_MOST_RINGS = 20_000
# Half of the plane of longitude and latitude; Russia takes a twentieth of it.
_MOST_SQUARE_DEGREES = 180 * 180
# Repairing a ring that touches itself moves next to nothing; what moves more was no polygon.
_MOST_REPAIRED = 0.01
_TOLERANCE = {"full": 0.0, "region": 0.005, "world": 0.05}
# A simplified shape keeps a hundred steps along its longer side, however small it is.
_STEPS = 100


def shape_of(geojson: object) -> BaseGeometry | None:
    """Return a GeoJSON geometry as a shape, or None where it is no polygon to be trusted.

    Parameters
    ----------
    geojson : object
        What a service answered: anything.

    Returns
    -------
    shapely Polygon or MultiPolygon, or None
        Valid, longitude and latitude in degrees (EPSG:4326).

    Examples
    --------
    >>> ring = [[0, 0], [2, 0], [2, 1], [0, 1], [0, 0]]
    >>> shape_of({"type": "Polygon", "coordinates": [ring]}).area
    2.0
    >>> shape_of({"type": "Polygon", "coordinates": [ring[:2]]}) is None
    True
    """
    if not isinstance(geojson, dict):
        return None
    found = geojson.get("coordinates")
    parts = [found] if geojson.get("type") == "Polygon" else found
    if geojson.get("type") not in ("Polygon", "MultiPolygon") or not _is_small(parts):
        return None
    import shapely

    polygons = [polygon for rings in parts if (polygon := _polygon(rings)) is not None]
    if not polygons or len(polygons) < len(parts):
        return None
    whole = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
    shape = whole if whole.is_valid else _repaired(whole)
    if shape is None or not 0 < shape.area <= _MOST_SQUARE_DEGREES:
        return None
    return shape


def simplified(shape: BaseGeometry, detail: Detail) -> BaseGeometry:
    """Return a shape with the points that a map of that detail shows, still valid."""
    west, south, east, north = shape.bounds
    tolerance = min(_TOLERANCE[detail], max(east - west, north - south) / _STEPS)
    return shape.simplify(tolerance, preserve_topology=True) if tolerance else shape


def _is_small(parts: object) -> TypeGuard[list[list[list[Any]]]]:
    """Count rings and points before anything is built of them."""
    if not isinstance(parts, list) or len(parts) > _MOST_RINGS:
        return False
    rings, points = 0, 0
    for part in parts:
        if not isinstance(part, list) or not part:
            return False
        rings += len(part)
        for ring in part:
            if not isinstance(ring, list):
                return False
            points += len(ring)
            if rings > _MOST_RINGS or points > _MOST_POINTS:
                return False
    return True


def _polygon(rings: list[list[Any]]) -> Polygon | None:
    from shapely import Polygon

    checked = [_ring(ring) for ring in rings]
    found = [ring for ring in checked if ring is not None]
    return Polygon(found[0], found[1:]) if len(found) == len(checked) else None


def _ring(points: list[Any]) -> list[tuple[float, float]] | None:
    """Return a closed ring of at least four points in range."""
    ring = []
    for point in points:
        if not isinstance(point, list) or not 2 <= len(point) <= 4:
            return None
        lon, lat = point[0], point[1]
        if not (_is_degree(lon, 180) and _is_degree(lat, 90)):
            return None
        ring.append((float(lon), float(lat)))
    return ring if len(ring) >= 4 and ring[0] == ring[-1] else None


def _is_degree(value: object, most: int) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return -most <= value <= most and math.isfinite(value)


def _repaired(shape: BaseGeometry) -> BaseGeometry | None:
    import shapely

    mended = shapely.make_valid(shape, method="structure")
    parts = [p for p in shapely.get_parts(mended) if p.geom_type == "Polygon" and p.area]
    if not parts or abs(sum(p.area for p in parts) - shape.area) > _MOST_REPAIRED * shape.area:
        return None
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
