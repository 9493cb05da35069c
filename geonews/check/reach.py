"""How far apart two places may be, by their points, their people and their polygons."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geonews.check.reference import PEOPLE_KM2
from geonews.check.words import number
from geonews.gazetteer import Gazetteer
from geonews.model import Place
from geonews.zones import between_km

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Reach", "across_km", "radius_km", "reach_between", "shape_of"]

_LEAST_RADIUS_KM, _MOST_RADIUS_KM = 3.0, 60.0
# A border of the gazetteer runs where it is drawn; at 1:10m a point of it is a few km off.
_BORDER_KM = 5.0
# GeoNames codes of what is too wide for a point, where no polygon says how wide.
_WIDE = tuple(
    "ADM PCL RGN TERR CONT SEA OCN GULF BAY STRT LK STM RSV ISLS PEN MTS DSRT VAL PLN CST AREA FRST"
    " PRK RES RD RR CAPE COAST".split()
)


@dataclass(frozen=True, slots=True)
class Reach:
    """The straight line between two places: from the nearest to the farthest of their points.

    Attributes
    ----------
    near_km, far_km : float
    point_km : float
        Between their own points, or from a point to a border.
    bearing : float
        Degrees clockwise from north, from the place it is told from.
    slack : float
        How far the bearing may be off to either side for their extents, degrees.
    allowance : str
        What the extents are reckoned by, in words.
    is_least : bool
        Whether the nearest border is meant, which need not be the story's.
    is_span : bool
        Whether one is a region, so that anything between is as good.
    """

    near_km: float
    far_km: float
    point_km: float
    bearing: float
    slack: float
    allowance: str
    is_least: bool = False
    is_span: bool = False


def reach_between(
    place: Place, other: Place, gazetteer: Gazetteer, *, is_border: bool
) -> Reach | None:
    """Return how far one place may be from another, None where no border is known.

    Parameters
    ----------
    place, other : Place
        Bearings are from ``other`` to ``place``.
    gazetteer : Gazetteer
        Where the polygons of regions come from.
    is_border : bool
        Whether it is the distance from the border or the coast of the other.
    """
    a, b = (place.lat, place.lon), (other.lat, other.lon)
    shape, other_shape = shape_of(place, gazetteer), shape_of(other, gazetteer)
    km, bearing = between_km(b, a)
    if any(p.feature.startswith(_WIDE) for p, s in ((place, shape), (other, other_shape)) if not s):
        return None
    if shape is None and other_shape is None:
        if is_border:
            return None
        spread = radius_km(place) + radius_km(other)
        slack = math.degrees(math.atan2(spread, max(km, 1e-6)))
        told = f"the towns reach {number(spread, 2)} km about their middles"
        return Reach(max(0.0, km - spread), km + spread, km, bearing % 360, slack, told)
    told = "from the nearest to the farthest point of the area"
    if shape is not None and other_shape is not None:
        if is_border:
            return None
        near = max(0.0, _nearest_km(shape, other_shape) * 0.95 - _BORDER_KM)
        across = across_km(shape) + across_km(other_shape)
        slack = math.degrees(math.atan2(across / 2, max(km, 1e-6))) if near else 180.0
        return Reach(near, km + across, km, bearing % 360, slack, told, is_span=True)
    town = place if shape is None else other
    region = other_shape if shape is None else shape
    if region is None:
        return None
    at, spread = (town.lat, town.lon), radius_km(town)
    edge = _to_edge_km(at, region)
    inside = _covers(region, at)
    if is_border:
        told = f"the nearest point of the border, give or take {number(spread + _BORDER_KM, 2)} km"
        near = max(0.0, edge - spread - _BORDER_KM)
        # Inside, the nearest border may be another one than the story means.
        far = math.inf if inside else edge + spread + _BORDER_KM
        far = min(far, edge + across_km(region))
        return Reach(near, far, edge, bearing % 360, 180.0, told, is_least=inside)
    near = 0.0 if inside else max(0.0, edge - spread - _BORDER_KM)
    far = _farthest_km(at, region) + spread
    slack = 180.0 if inside else math.degrees(math.atan2(across_km(region), max(km, 1e-6)))
    return Reach(near, far, km, bearing % 360, slack, told, is_span=True)


def radius_km(place: Place) -> float:
    """Return how far a town reaches about its point: by its area, else by its people.

    Examples
    --------
    >>> round(radius_km(Place("Kursk", 51.7, 36.2, population=440_000)), 1)
    8.4
    """
    area = place.area_km2 or (place.population or 0) / PEOPLE_KM2
    return min(_MOST_RADIUS_KM, max(_LEAST_RADIUS_KM, math.sqrt(area / math.pi)))


def shape_of(place: Place, gazetteer: Gazetteer) -> BaseGeometry | None:
    """Return the polygon of a region or a country; a town is its point and its radius."""
    if place.feature.startswith("PPL"):
        return None
    return gazetteer.shape(place, "region")


def _metric(shape: BaseGeometry, lat: float, turn: float = 0.0) -> BaseGeometry:
    """Return a shape in degrees of latitude both ways about a parallel, turned by 360 degrees."""
    from shapely import transform
    from shapely.affinity import translate

    narrow = max(math.cos(math.radians(lat)), 0.02)
    turned = translate(shape, xoff=turn) if turn else shape
    return transform(turned, lambda points: points * (narrow, 1.0))


def _nearest_points(
    a: BaseGeometry, b: BaseGeometry, lat: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    from shapely.ops import nearest_points

    narrow = max(math.cos(math.radians(lat)), 0.02)
    # Either may stand on the other side of the antimeridian.
    still = _metric(a, lat)
    found = [nearest_points(still, _metric(b, lat, turn)) for turn in (-360.0, 0.0, 360.0)]
    p, q = min(found, key=lambda pair: float(pair[0].distance(pair[1])))
    return (p.y, _wrapped(p.x / narrow)), (q.y, _wrapped(q.x / narrow))


def _wrapped(lon: float) -> float:
    return (lon + 180) % 360 - 180


def _nearest_km(a: BaseGeometry, b: BaseGeometry) -> float:
    lat = (a.centroid.y + b.centroid.y) / 2
    return between_km(*_nearest_points(a, b, lat))[0]


def _to_edge_km(at: tuple[float, float], region: BaseGeometry) -> float:
    from shapely import Point

    return between_km(*_nearest_points(Point(at[1], at[0]), region.boundary, at[0]))[0]


def _covers(region: BaseGeometry, at: tuple[float, float]) -> bool:
    from shapely import Point

    return bool(region.covers(Point(at[1], at[0])))


def _corners(region: BaseGeometry) -> list[tuple[float, float]]:
    from shapely import get_coordinates

    points = get_coordinates(region.convex_hull)
    step = max(1, len(points) // 200)
    return [(float(lat), float(lon)) for lon, lat in points[::step]]


def _farthest_km(at: tuple[float, float], region: BaseGeometry) -> float:
    return max(between_km(at, corner)[0] for corner in _corners(region))


def across_km(region: BaseGeometry) -> float:
    """Return how far apart the farthest two corners are, from a fair sample of them."""
    corners = _corners(region)
    few = corners[:: max(1, len(corners) // 24)]
    return max((between_km(a, b)[0] for n, a in enumerate(few) for b in few[:n]), default=0.0)
