"""Longitudes laid out around a story: one seam, chosen where the story is not.

Leaflet draws a continuous plane. A story on both sides of the antimeridian needs its longitudes
moved by 360 degrees so that neighbours stay neighbours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely.affinity import translate

from geonews.model import BBox

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["GLOBE", "Plane", "plane_for"]

GLOBE: BBox = (-180.0, -90.0, 180.0, 90.0)

_MAX_LAT = 84.0  # Mercator has no pole; nothing a news map needs lies beyond.


@dataclass(frozen=True, slots=True)
class Plane:
    """The 360 degrees of longitude that a map shows, from ``west`` eastwards."""

    west: float

    @property
    def bounds(self) -> BBox:
        """West, south, east, north of all that can be shown; east may pass 180."""
        return (self.west, -_MAX_LAT, self.west + 360, _MAX_LAT)

    def lon(self, lon: float) -> float:
        """Return a longitude moved into the plane.

        Examples
        --------
        >>> Plane(-30).lon(-170)
        190
        """
        return (
            lon + 360 * math.floor((self.west + 360 - lon) / 360)
            if lon < self.west
            else (lon - 360 if lon > self.west + 360 else lon)
        )

    def bbox(self, bbox: BBox) -> BBox:
        """Return a box moved into the plane, west below east."""
        west, south, east, north = bbox
        east += 360 if west > east else 0
        moved = self.lon(west)
        if moved + (east - west) > self.west + 360:  # cut by the seam: keep the larger part
            right = self.west + 360 - moved
            if right < (east - west) / 2:
                return (self.west, south, moved + (east - west) - 360, north)
            return (moved, south, self.west + 360, north)
        return (moved, south, moved + (east - west), north)

    def unroll(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry (degrees, -180..180) moved into the plane, cut at its seam."""
        west, _, east, _ = geometry.bounds
        if geometry.is_empty or (west >= self.west and east <= self.west + 360):
            return geometry
        return self.cut(geometry, self.bounds)

    def cut(self, geometry: BaseGeometry, box: BBox) -> BaseGeometry:
        """Return what of a geometry (degrees, -180..180) lies in a box of the plane."""
        west, south, east, north = box
        pieces: list[BaseGeometry] = []
        for turn in (-360, 0, 360):
            left, right = max(-180.0, west - turn), min(180.0, east - turn)
            if left < right and geometry.bounds[0] <= right and left <= geometry.bounds[2]:
                piece = shapely.clip_by_rect(geometry, left, south, right, north)
                if not piece.is_empty:
                    pieces.append(translate(piece, turn) if turn else piece)
        if len(pieces) < 2:
            return pieces[0] if pieces else type(geometry)()
        # Only what touches the antimeridian has to be joined over it.
        parts = shapely.get_parts(shapely.get_parts(pieces))
        line = 180.0 if self.west > -180 else -180.0
        meet = [p for p in parts if p.bounds[0] <= line <= p.bounds[2]]
        rest = [p for p in parts if not p.bounds[0] <= line <= p.bounds[2]]
        joined = shapely.get_parts(shapely.union_all(shapely.make_valid(meet)))
        return shapely.GeometryCollection([*rest, *joined])

    def query(self, bbox: BBox) -> BBox:
        """Return a box of the plane as a gazetteer expects it: -180..180, crossing if need be."""
        west, south, east, north = bbox
        if east - west >= 360:
            return (-180.0, south, 180.0, north)
        return (_wrapped(west), south, _wrapped(east), north)


def plane_for(points: Iterable[tuple[float, float, float]]) -> Plane:
    """Choose the plane for a story.

    The seam runs where it cuts least: through the Bering Strait, west of Kamchatka for the
    Americas, or down the Atlantic for the Pacific.

    Parameters
    ----------
    points : iterable of (lon, lat, weight)
        What the story is about, degrees.

    Examples
    --------
    >>> plane_for([(36.2, 51.7, 4)]).west, plane_for([(178, -18, 1), (-172, -13.8, 1)]).west
    (-169.0, -30.0)
    """
    x = y = 0.0
    for lon, _, weight in points:
        x += weight * math.cos(math.radians(lon))
        y += weight * math.sin(math.radians(lon))
    centre = math.degrees(math.atan2(y, x)) if math.hypot(x, y) > 1e-9 else 0.0
    if centre > 150 or centre < -150:
        return Plane(-30.0)
    return Plane(-169.0 if centre >= -30 else -191.0)


def _wrapped(lon: float) -> float:
    return (lon + 180) % 360 - 180 if not -180 <= lon <= 180 else lon
