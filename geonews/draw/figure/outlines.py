"""The lines and rings of a scene in units of a drawing, as SVG paths of whole steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geonews.draw.figure.view import View
from geonews.draw.topology import Topology

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Points = NDArray[np.int64]

__all__ = ["Outlines", "path_of"]

# What is simplified away: about half a pixel, so that the eye does not see it.
_TOLERANCE = 0.6
# Rings of fewer square units are specks.
_SPECK = 7.0
# Beyond the edge, so that no line along it is seen.
_MARGIN = 9
# A step of a line of degrees that is a bow on the plane is taken in parts of this size.
_STEP_DEGREES = 2.0
# The plane of a page ends at 84 degrees; what reaches its edge reaches the pole.
_EDGE_LAT = 83.98
# Points on the far side of the Earth are nowhere near, and must not overflow.
_FAR = 1e6


class Outlines:
    """The arcs of a topology on a view, simplified and clipped alike for all that share them."""

    def __init__(self, topology: Topology, view: View) -> None:
        self.topology = topology
        self.view = view
        self.box = (
            -_MARGIN,
            -view.bleed - _MARGIN,
            view.width + _MARGIN,
            view.height + view.bleed + _MARGIN,
        )

    @cached_property
    def _arcs(self) -> list[Points]:
        arcs = self.topology.arcs
        if not arcs:
            return []
        lengths = [len(arc) for arc in arcs]
        points = np.concatenate([np.array(arc, dtype=np.float64) for arc in arcs])
        owners = np.repeat(np.arange(len(arcs)), lengths)
        lines = shapely.linestrings(points / self.topology.scale, indices=owners)
        return self._drawn(shapely.get_parts(lines))

    def _drawn(self, lines: NDArray[np.object_]) -> list[Points]:
        """Return lines in degrees as whole units, each simplified by itself."""
        dense = shapely.segmentize(lines, _STEP_DEGREES)
        lonlat, owners = shapely.get_coordinates(dense, return_index=True)
        polar = np.abs(lonlat[:, 1]) >= _EDGE_LAT
        lonlat[polar, 1] = np.copysign(90.0, lonlat[polar, 1])
        xy = np.clip(self.view.xy(lonlat), -_FAR, _FAR)
        plain = shapely.simplify(
            shapely.linestrings(xy, indices=owners), _TOLERANCE, preserve_topology=False
        )
        steps, owners = shapely.get_coordinates(plain, return_index=True)
        whole = np.rint(steps).astype(np.int64)
        return np.split(whole, np.searchsorted(owners, np.arange(1, len(lines))))

    def rings(self, shapes: Iterable[int]) -> list[Points]:
        """Return the rings around shapes of the topology, clipped to the view and its bleed."""
        chains = self.topology.outline(shapes)
        found = []
        for chain in chains:
            if not self._may_be_seen(chain):
                continue
            pieces = [self._arcs[arc] if arc >= 0 else self._arcs[~arc][::-1] for arc in chain]
            ring = np.concatenate([piece[:-1] for piece in pieces])
            if self._is_real(ring, chain):
                found.append(ring)
        return self._in_sight(found)

    @cached_property
    def _boxes(self) -> list[tuple[int, int, int, int]]:
        return [
            (*arc.min(axis=0).tolist(), *arc.max(axis=0).tolist()) if len(arc) else (0, 0, 0, 0)
            for arc in self._arcs
        ]

    def _may_be_seen(self, chain: Sequence[int]) -> bool:
        boxes = [self._boxes[max(arc, ~arc)] for arc in chain]
        west, north, east, south = self.box
        return (
            min(box[0] for box in boxes) < east
            and max(box[2] for box in boxes) > west
            and min(box[1] for box in boxes) < south
            and max(box[3] for box in boxes) > north
        )

    def _is_real(self, ring: Points, chain: Sequence[int]) -> bool:
        """Tell whether a ring that lies all about the view does hold it.

        On Lambert's plane a ring about the opposite point of the Earth is turned inside out.
        """
        west, north, east, south = self.box
        x, y = ring[:, 0], ring[:, 1]
        if ((x > west) & (x < east) & (y > north) & (y < south)).any():
            return True
        if len(_clipped(ring, self.box)) < 3:
            return False
        return _holds(self.topology.points(chain), *self._middle)

    @cached_property
    def _middle(self) -> tuple[float, float]:
        projection = self.view.projection
        lon = projection.lon
        lat = getattr(projection, "lat", 0.0)
        return lon, lat

    def shape(self, geometry: BaseGeometry) -> list[Points]:
        """Return the rings of polygons in degrees, clipped alike."""
        parts = shapely.get_parts(shapely.get_parts(geometry))
        lines = [
            shapely.LineString(ring.coords)
            for part in parts
            if part.geom_type == "Polygon"
            for ring in (part.exterior, *part.interiors)
        ]
        return self._in_sight(self._drawn(np.array(lines))) if lines else []

    def _in_sight(self, rings: Iterable[Points]) -> list[Points]:
        clipped = (_clipped(ring, self.box) for ring in rings)
        return [ring for ring in clipped if len(ring) > 2 and abs(_area(ring)) >= _SPECK]

    def lines(self, arcs: Iterable[int]) -> list[Points]:
        """Return arcs as lines, joined end to end and clipped."""
        west, north, east, south = self.box
        boxes = self._boxes
        near = [
            self._arcs[arc]
            for arc in (max(arc, ~arc) for arc in arcs)
            if boxes[arc][0] < east
            and boxes[arc][2] > west
            and boxes[arc][1] < south
            and boxes[arc][3] > north
        ]
        return self._joined([line for line in near if len(line) > 1])

    def strokes(self, geometries: Sequence[BaseGeometry]) -> list[Points]:
        """Return lines in degrees, clipped."""
        parts = shapely.get_parts(shapely.get_parts(list(geometries)))
        lines = [part for part in parts if part.geom_type == "LineString" and not part.is_empty]
        return self._joined(self._drawn(np.array(lines))) if lines else []

    def _joined(self, lines: Sequence[Points]) -> list[Points]:
        if not lines:
            return []
        merged = shapely.line_merge(shapely.MultiLineString(list(lines)))
        cut = shapely.clip_by_rect(merged, *self.box)
        found = (
            np.rint(shapely.get_coordinates(part)).astype(np.int64)
            for part in shapely.get_parts(cut)
            if part.geom_type == "LineString"
        )
        return [line for line in found if np.ptp(line, axis=0).max() >= 2]


def path_of(lines: Iterable[Points], *, closed: bool) -> str:
    """Return lines as the data of an SVG path: absolute starts, relative whole steps.

    Examples
    --------
    >>> path_of([np.array([[10, 10], [14, 8], [14, 20]])], closed=True)
    'M10 10l4-2 0 12z'
    """
    parts = []
    for line in lines:
        start = line[0].tolist()
        steps = np.diff(line, axis=0)
        steps = steps[np.any(steps != 0, axis=1)]
        if len(steps):
            parts.append(f"M{start[0]} {start[1]}l{_numbers(steps.ravel().tolist())}")
            if closed:
                parts.append("z")
    return "".join(parts)


def _numbers(values: Sequence[int]) -> str:
    text = " ".join(map(str, values))
    return text.replace(" -", "-")


def _holds(ring: Sequence[tuple[float, float]], lon: float, lat: float) -> bool:
    """Tell whether a ring holds a point, both on the same plane of degrees."""
    points = np.array(ring)
    (ax, ay), (bx, by) = points[:-1].T, points[1:].T
    crosses = (ay > lat) != (by > lat)
    span = np.where(crosses, by - ay, 1.0)
    return bool(np.count_nonzero(crosses & (lon < ax + (lat - ay) / span * (bx - ax))) % 2)


def _area(ring: Points) -> float:
    """Return the signed area of a ring, square units."""
    x, y = ring[:, 0], ring[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _clipped(ring: Points, box: tuple[float, float, float, float]) -> Points:
    """Return a ring cut to a box, by Sutherland and Hodgman."""
    if len(ring) < 3:
        return ring[:0]
    least, most = ring.min(axis=0), ring.max(axis=0)
    west, north, east, south = box
    if least[0] > east or most[0] < west or least[1] > south or most[1] < north:
        return ring[:0]
    for axis, edge, sign in ((0, west, 1), (0, east, -1), (1, north, 1), (1, south, -1)):
        if len(ring) < 3:
            return ring[:0]
        beyond = sign * (ring[:, axis] - edge) < 0
        if not beyond.any():
            continue
        if beyond.all():
            return ring[:0]
        after, beyond_after = np.roll(ring, -1, axis=0), np.roll(beyond, -1)
        crosses = beyond != beyond_after
        span = np.where(crosses, after[:, axis] - ring[:, axis], 1)
        share = (edge - ring[:, axis]) / span
        met = np.rint(ring + share[:, None] * (after - ring)).astype(np.int64)
        met[:, axis] = round(edge)
        both = np.stack([ring, met], axis=1).reshape(-1, 2)
        keep = np.stack([~beyond, crosses], axis=1).ravel()
        ring = both[keep]
    return ring
