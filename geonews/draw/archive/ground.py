"""The countries of an archive's map on an equal-area plane: the world, or the part it writes of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import shapely

from geonews.draw.archive.equal_earth import EqualEarth
from geonews.draw.disputes import disputes
from geonews.draw.equal_area import EqualArea
from geonews.draw.lonlat import Plane
from geonews.draw.patches import Patch

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geonews.gazetteer import Gazetteer
    from geonews.model import BBox

__all__ = ["WIDTH", "Ground", "Land", "Weighted", "build_ground"]

WIDTH = 2000
"""Width of the drawing in its own units: half a pixel of a wide screen."""
Weighted = tuple[float, float, int]
"""Longitude and latitude in degrees, and a number of stories."""

# The world without Antarctica, from the seam in the Bering Strait.
_WORLD: BBox = (-169.0, -57.0, 191.0, 83.7)
# What the frame of a part may leave out at each end, in stories; the room around; the least it is.
_OUTSIDE, _ROOM, _LEAST = 0.06, 0.2, 3.0
# Wider or higher than this, in degrees, it is the world.
_MOST_WIDE, _MOST_HIGH = 90.0, 60.0
# A part is no taller than it is wide, and no flatter than this.
_TALLEST, _FLATTEST = 0.8, 0.45
# Simplified by so many units of the drawing; islands below so many square units are left out.
_FINE, _SPECK = 1.6, 14.0
# A country smaller than this square would not show its colour.
_TINY = 16.0
_STEP_DEGREES = 4.0


class _Projection(Protocol):
    def points(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]: ...


@dataclass(frozen=True, slots=True)
class Land:
    """A country or a disputed area.

    Attributes
    ----------
    code : str
        ISO 3166-1 alpha-2; "" where there is none.
    path : str
        Of SVG, in units of the drawing; "" where it is smaller than one.
    x, y : int
        The middle of its largest part.
    is_tiny : bool
        Whether it is too small to show a colour.
    """

    name: str
    code: str
    path: str
    x: int
    y: int
    is_tiny: bool
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What the map of an archive is drawn on.

    Attributes
    ----------
    is_world : bool
    height : int
        Of the drawing, as `WIDTH`.
    lands : tuple of Land
    sea : str
        What lies under it as a path of SVG: the outline of the world, or of the drawing.
    dashes : str
        Borders in dispute, as a path.
    notes : tuple of str
        What must be said of disputed areas.
    """

    is_world: bool
    height: int
    lands: tuple[Land, ...]
    sea: str
    dashes: str
    notes: tuple[str, ...]
    _frame: _Frame

    def at(self, lon: float, lat: float) -> tuple[int, int] | None:
        """Return where a point lies in the drawing, None where it lies outside."""
        x, y = self._frame.units(np.array([[self._frame.plane.lon(lon), lat]]))[0]
        if not (0 <= x <= WIDTH and 0 <= y <= self.height):
            return None
        return round(float(x)), round(float(y))


@dataclass(frozen=True, slots=True)
class _Frame:
    """Degrees of a plane, a projection, and the rectangle of it that is shown."""

    plane: Plane
    box: BBox
    projection: _Projection
    left: float
    top: float
    km: float
    """A unit of the drawing."""
    height: int

    def units(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        x, y = self.projection.points(lonlat).T
        return np.column_stack([(x - self.left) / self.km, (self.top - y) / self.km])


def build_ground(gazetteer: Gazetteer, points: Sequence[Weighted]) -> Ground:
    """Choose what to show of the world, and lay its countries out.

    Parameters
    ----------
    gazetteer : Gazetteer
    points : sequence of (lon, lat, stories)
        Where the stories are.
    """
    part = _part(points)
    frame = _world() if part is None else part
    lands, query = [], frame.plane.query(frame.box)
    detail = "world" if part is None or frame.km > 2.0 else "region"
    outlines = [(o, False) for o in gazetteer.countries(query, detail)]  # type: ignore[arg-type]
    outlines += [(o, True) for o in gazetteer.disputed(query, detail)]  # type: ignore[arg-type]
    shapes = [_polygons(frame.plane.cut(outline.geometry, frame.box)) for outline, _ in outlines]
    degrees = frame.km * _FINE / 111.2
    simple: list[BaseGeometry] = list(shapely.coverage_simplify(shapes, degrees)) if shapes else []
    for (outline, is_disputed), shape in zip(outlines, simple, strict=True):
        land = _land(outline.name, outline.country or "", shape, frame, is_disputed)
        if land is not None:
            lands.append(land)
    patch = Patch(frame.box, frame.box, shapely.box(*frame.box))
    dashes, notes, _ = disputes(gazetteer, frame.plane, (patch,))
    return Ground(
        is_world=part is None,
        height=frame.height,
        lands=tuple(lands),
        sea=_outline(frame) if part is None else f"M0 0h{WIDTH}v{frame.height}H0z",
        dashes="".join(_line(dash, frame) for dash in dashes),
        notes=notes,
        _frame=frame,
    )


def _world() -> _Frame:
    west, _, east, _ = _WORLD
    projection = EqualEarth((west + east) / 2)
    edge = shapely.segmentize(shapely.box(*_WORLD), 1.0)
    x, y = projection.points(shapely.get_coordinates(edge)).T
    km = float(x.max() - x.min()) / (WIDTH - 8)
    height = math.ceil(float(y.max() - y.min()) / km) + 8
    return _Frame(
        Plane(west),
        _WORLD,
        projection,
        float(x.min()) - 4 * km,
        float(y.max()) + 4 * km,
        km,
        height,
    )


def _part(points: Sequence[Weighted]) -> _Frame | None:
    """Return the frame around nearly all stories, None where they are of the whole world."""
    if not points:
        return None
    lon, lat, weight = np.array(points, float).T
    turn = np.radians(lon)
    middle = math.degrees(math.atan2(float(weight @ np.sin(turn)), float(weight @ np.cos(turn))))
    away = (lon - middle + 180) % 360 - 180
    west, east = _between(away, weight)
    south, north = _between(lat, weight)
    if east - west > _MOST_WIDE or north - south > _MOST_HIGH:
        return None
    centre = EqualArea((south + north) / 2, (middle + (west + east) / 2 + 180) % 360 - 180)
    x, y = centre.points(np.column_stack([middle + away, lat])).T
    left, right = _between(x, weight)
    bottom, top = _between(y, weight)
    least = _LEAST * 111.2
    width = max(
        least, (right - left) * (1 + 2 * _ROOM), (top - bottom) * (1 + 2 * _ROOM) / _TALLEST
    )
    height = min(max((top - bottom) * (1 + 2 * _ROOM), _FLATTEST * width), _TALLEST * width)
    x0, y0 = (left + right - width) / 2, (bottom + top + height) / 2
    plane = Plane(centre.lon - 180)
    # In degrees, generously: what lies outside the drawing is cut off by it.
    far = 1.35 * math.hypot(width, height) / 2 / 111.2
    mid = centre.lat + ((bottom + top) / 2) / 111.2
    low, high = max(-89.0, mid - far), min(89.0, mid + far)
    wide = min(170.0, far / max(0.08, math.cos(math.radians(max(abs(low), abs(high))))))
    at = centre.lon + (left + right) / 2 / 111.2 / max(0.1, math.cos(math.radians(centre.lat)))
    box = (max(plane.west, at - wide), low, min(plane.west + 360, at + wide), high)
    km = width / WIDTH
    return _Frame(plane, box, centre, x0, y0, km, round(height / km))


def _between(values: NDArray[np.float64], weight: NDArray[np.float64]) -> tuple[float, float]:
    """Return the values that all but a few stories lie between."""
    order = np.argsort(values)
    sums = np.cumsum(weight[order])
    total = sums[-1]
    low = int(np.searchsorted(sums, _OUTSIDE * total))
    high = int(np.searchsorted(sums, (1 - _OUTSIDE) * total))
    return float(values[order[low]]), float(values[order[min(high, len(order) - 1)]])


def _polygons(geometry: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(geometry)))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def _land(
    name: str, code: str, shape: BaseGeometry, frame: _Frame, is_disputed: bool
) -> Land | None:
    parts: list[Any] = [_on_drawing(part, frame) for part in shapely.get_parts(shape)]
    parts = [part for part in parts if part.area > 0]
    if not parts:
        return None
    largest = max(parts, key=lambda part: float(part.area))
    seen = [part for part in parts if part.area >= _SPECK or part is largest]
    window = shapely.box(0, 0, WIDTH, frame.height)
    if not any(part.intersects(window) for part in seen):
        return None
    middle = largest.centroid
    path = "".join(_ring(ring.coords) for part in seen for ring in (part.exterior, *part.interiors))
    total = sum(float(part.area) for part in parts)
    x, y = round(float(middle.x)), round(float(middle.y))
    is_inside = 0 <= x <= WIDTH and 0 <= y <= frame.height
    is_tiny = total < _TINY and is_inside
    return Land(name, code, path, x, y, is_tiny, is_disputed) if path or is_tiny else None


def _on_drawing(part: BaseGeometry, frame: _Frame) -> BaseGeometry:
    dense = shapely.segmentize(part, _STEP_DEGREES)
    return shapely.transform(dense, frame.units)


def _ring(points: Iterable[tuple[float, ...]]) -> str:
    written = _steps(points)
    return f"{written}z" if written.count(" ") + written.count("-") > 3 else ""


def _steps(points: Iterable[tuple[float, ...]]) -> str:
    """Return a line as a path of whole units, each point as a step from the one before."""
    found: list[str] = []
    x = y = 0
    for point in points:
        next_x, next_y = round(point[0]), round(point[1])
        if not found:
            found.append(f"M{next_x} {next_y}l")
        elif (next_x, next_y) != (x, y):
            step = f"{next_x - x}{' ' if next_y >= y else ''}{next_y - y}"
            found.append(step if len(found) == 1 or step[0] == "-" else f" {step}")
        x, y = next_x, next_y
    return "".join(found) if len(found) > 1 else ""


def _outline(frame: _Frame) -> str:
    edge = shapely.segmentize(shapely.box(*_WORLD), 3.0)
    return f"{_steps(frame.units(shapely.get_coordinates(edge)).tolist())}z"


def _line(line: BaseGeometry, frame: _Frame) -> str:
    parts = [part for part in shapely.get_parts(line) if part.geom_type == "LineString"]
    return "".join(
        _steps(frame.units(shapely.get_coordinates(part)).tolist())
        for part in parts
        if len(part.coords) > 1
    )
