"""Geodesic areas and bounding boxes of polygons on WGS84."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geonews.model import BBox

if TYPE_CHECKING:
    from shapely import LinearRing
    from shapely.geometry.base import BaseGeometry

__all__ = ["area_km2", "bbox_of"]


def area_km2(geometry: BaseGeometry) -> float:
    """Return the geodesic area of a geometry on the WGS84 ellipsoid.

    Orientation does not matter: holes are subtracted however they wind. Parts are taken to be
    disjoint, as they are in any valid MultiPolygon; points and lines have no area.

    Parameters
    ----------
    geometry : shapely geometry
        Longitude and latitude in degrees (EPSG:4326).

    Returns
    -------
    float
        Square kilometres.

    Notes
    -----
    Karney, C. F. F. (2013), "Algorithms for geodesics", J. Geodesy 87, through geographiclib.

    Examples
    --------
    >>> from shapely import box
    >>> round(area_km2(box(0, 60, 1, 61)), 1)
    6122.9
    """
    from shapely import Polygon

    parts = getattr(geometry, "geoms", None)
    if parts is not None:
        return math.fsum(area_km2(part) for part in parts)
    if not isinstance(geometry, Polygon) or geometry.is_empty:
        return 0.0
    holes = math.fsum(_ring_area_km2(ring) for ring in geometry.interiors)
    return max(0.0, _ring_area_km2(geometry.exterior) - holes)


def _ring_area_km2(ring: LinearRing) -> float:
    from geographiclib.geodesic import Geodesic

    polygon = Geodesic.WGS84.Polygon()
    for point in ring.coords[:-1]:
        polygon.AddPoint(point[1], point[0])
    _, _, area_m2 = polygon.Compute(False, True)
    return abs(float(area_m2)) / 1e6


def bbox_of(geometry: BaseGeometry) -> BBox:
    """Return the bounding box of a geometry, across the antimeridian where that is narrower.

    Natural Earth cuts its polygons at 180 degrees, so a country that crosses it has parts at both
    edges of the world: the widest empty gap between parts is left out of the box.

    Returns
    -------
    BBox
        West, south, east, north in degrees; west > east across the antimeridian.

    Examples
    --------
    >>> from shapely import MultiPolygon, box
    >>> bbox_of(MultiPolygon([box(177, -19, 180, -16), box(-180, -17, -179, -16)]))
    (177.0, -19.0, -179.0, -16.0)
    """
    west, south, east, north = (round(float(edge), 5) for edge in geometry.bounds)
    if east - west < 300:
        return west, south, east, north
    spans = sorted(part.bounds[::2] for part in getattr(geometry, "geoms", [geometry]))
    gap_start, gap_end, reach = west, west, spans[0][1]
    for left, right in spans[1:]:
        if left - reach > gap_end - gap_start:
            gap_start, gap_end = reach, left
        reach = max(reach, right)
    if gap_end - gap_start < 30:
        return west, south, east, north
    return round(float(gap_end), 5), south, round(float(gap_start), 5), north
