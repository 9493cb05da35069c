"""The small globe in a corner that tells where in the world a figure lies."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geonews.draw.equal_area import R_KM, EqualArea
from geonews.draw.figure.layers import Layer
from geonews.draw.figure.outlines import path_of
from geonews.draw.figure.view import View
from geonews.draw.scene import Scene

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.int64]

__all__ = ["Inset", "inset"]

# Figures wider than this show enough to be known.
_WIDEST_KM = 1500.0
# How much of the Earth the inset shows, from its middle: the near part, or the whole near side.
_NEAR_DEGREES, _GLOBE_DEGREES = 26.0, 90.0
# From this share of land on, the near part says where it is.
_LAND_ENOUGH = 0.3
_STEP_DEGREES = 4.0
_LEAST_BOX = 7.0
_EDGE_LAT = 83.98


@dataclass(frozen=True, slots=True)
class Inset:
    """The layers of an inset about (0, 0), and its radius in units."""

    layers: tuple[Layer, ...]
    radius: float


def inset(scene: Scene, view: View, home: set[str], radius: float) -> Inset | None:
    """Return the inset of a figure, or None where the figure itself shows enough."""
    if view.width_km > _WIDEST_KM or not isinstance(view.projection, EqualArea):
        return None
    centre = view.projection
    land = [cell.number for cell in scene.basemap.land]
    ours = [cell.number for cell in scene.basemap.land if cell.country in home]
    for degrees in (_NEAR_DEGREES, _GLOBE_DEGREES):
        disc = _Disc(scene, centre.lat, centre.lon, degrees, radius)
        rings = disc.rings(land)
        if degrees == _GLOBE_DEGREES or _share(rings, radius) >= _LAND_ENOUGH:
            break
    per_km = radius / math.sin(math.radians(degrees)) / R_KM
    wide, high = (
        max(_LEAST_BOX, side / view.per_km * per_km) for side in (view.width, view.height)
    )
    x = (view.left + view.width / 2) / view.per_km * per_km
    y = (view.top + view.height / 2) / view.per_km * per_km
    r = round(radius)
    circle = f"M{-r} 0a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"
    box = f"M{x - wide / 2:.1f} {y - high / 2:.1f}h{wide:.1f}v{high:.1f}h{-wide:.1f}z"
    layers = (
        Layer("globe", circle),
        Layer("globe-land", path_of(rings, closed=True)),
        Layer("globe-home", path_of(disc.rings(ours), closed=True)),
        Layer("globe-box", box),
    )
    return Inset(tuple(layer for layer in layers if layer.d), radius)


def _share(rings: list[Points], radius: float) -> float:
    area = 0.0
    for ring in rings:
        x, y = ring[:, 0], ring[:, 1]
        area += float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    return abs(area) / (math.pi * radius**2)


class _Disc:
    """The Earth as seen from above a point: what lies beyond the edge is drawn to the edge."""

    def __init__(self, scene: Scene, lat: float, lon: float, degrees: float, radius: float) -> None:
        self.topology = scene.basemap.topology
        self.lat, self.lon = math.radians(lat), lon
        self.reach = math.radians(degrees)
        self.radius = radius
        self.middle = shapely.Point(scene.plane.lon((lon + 180) % 360 - 180), lat)

    def rings(self, shapes: list[int]) -> list[Points]:
        """Return the rings around shapes of the topology, in whole units about the middle."""
        found = []
        for chain in self.topology.outline(shapes):
            points = np.array(self.topology.points(chain))
            if len(points) < 4:
                continue
            ring = self._ring(points)
            if ring is not None:
                found.append(ring)
        return found

    def _ring(self, lonlat: NDArray[np.float64]) -> Points | None:
        dense = shapely.get_coordinates(
            shapely.segmentize(shapely.LineString(lonlat), _STEP_DEGREES)
        )
        polar = np.abs(dense[:, 1]) >= _EDGE_LAT
        dense[polar, 1] = np.copysign(90.0, dense[polar, 1])
        east, lat = np.radians(dense[:, 0] - self.lon), np.radians(dense[:, 1])
        x = np.cos(lat) * np.sin(east)
        y = math.cos(self.lat) * np.sin(lat) - math.sin(self.lat) * np.cos(lat) * np.cos(east)
        z = math.sin(self.lat) * np.sin(lat) + math.cos(self.lat) * np.cos(lat) * np.cos(east)
        near = z > math.cos(self.reach)
        if not near.any() and not self._holds(lonlat):
            return None
        flat = np.maximum(np.hypot(x, y), 1e-9)
        size = np.where(near, self.radius / math.sin(self.reach), self.radius / flat)
        xy = np.column_stack([x * size, -y * size])
        plain = shapely.simplify(shapely.LineString(xy), 0.5, preserve_topology=False)
        ring = np.rint(shapely.get_coordinates(plain)).astype(np.int64)[:-1]
        if len(ring) < 3 or np.ptp(ring, axis=0).max() < 2:
            return None
        return ring

    def _holds(self, lonlat: NDArray[np.float64]) -> bool:
        return bool(shapely.Polygon(lonlat).contains(self.middle))
