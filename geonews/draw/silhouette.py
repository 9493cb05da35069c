"""The true shape of a place for a small drawing: equal-area, few points, no invisible islands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import Polygon
from shapely.affinity import translate

from geonews.draw.equal_area import centred_on
from geonews.draw.lonlat import GLOBE
from geonews.gazetteer import Detail
from geonews.model import Place

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geonews.gazetteer import Gazetteer

__all__ = ["Silhouette", "path", "silhouette"]

# Larger places are told by their coarse outline: 1 px of a drawing is 5 km and more.
_COARSE_KM2 = 5e5
# Islands that hold less than this in all do not widen the drawing when they lie far out.
_OUTLYING = 0.005
# ... by as much of the drawing's size, at least.
_NARROWER = 0.1
# What is left out may not be more than this of a place, or the drawing would be too small.
_LOST = 0.06
# Disputed areas smaller than this beside the rest are not drawn apart.
_DISPUTED = 0.01
# Nor may simplifying make it smaller than this.
_SHRUNK = 0.03
# Islands below this many square pixels are left out.
_VISIBLE_PX2 = 1.5
_MOST_POINTS = 150
# A coast of a hundred islands is told by its largest.
_MOST_PARTS = 28
_FINEST_PX, _COARSEST_PX = 0.4, 12.0


@dataclass(frozen=True, slots=True, eq=False)
class Silhouette:
    """The shape of a place on an equal-area plane, in kilometres from its north-western corner.

    Attributes
    ----------
    shape : shapely MultiPolygon
        What lies beyond dispute; ``y`` grows northwards and ends at 0.
    disputed : shapely MultiPolygon
        What the place's country claims or holds and others dispute; mostly empty.
    area_km2 : float
        Geodesic area of ``shape`` before it was simplified.
    width_km, height_km : float
    is_cut : bool
        Whether outlying islands lie beyond the drawing.
    """

    shape: BaseGeometry
    disputed: BaseGeometry
    area_km2: float
    width_km: float
    height_km: float
    is_cut: bool


def silhouette(place: Place, gazetteer: Gazetteer) -> Silhouette | None:
    """Return the shape of a place, or None where the gazetteer has no polygon of it.

    Parameters
    ----------
    place : Place
    gazetteer : Gazetteer

    Examples
    --------
    >>> from geonews.gazetteer import Gazetteer
    >>> gazetteer = Gazetteer.open()
    >>> kursk = silhouette(gazetteer.by_id(538555), gazetteer)
    >>> round(kursk.shape.area, -2), round(kursk.width_km), round(kursk.height_km)
    (30100.0, 306, 169)
    """
    detail: Detail = "world" if (place.area_km2 or 0) > _COARSE_KM2 else "region"
    geometry = gazetteer.shape(place, detail)
    if geometry is None or not geometry.area > 0:
        return None
    plane = centred_on(geometry)
    shape = plane.project(geometry)
    disputed = _disputed(place, gazetteer, detail)
    parts = shapely.get_parts(plane.project(disputed)) if disputed else shapely.get_parts([])
    claimed = shapely.MultiPolygon([p for p in parts if p.area > _DISPUTED * shape.area])
    seen, box = _without_outliers(shape)
    west, south, east, north = shapely.GeometryCollection([box, claimed]).bounds
    return Silhouette(
        shape=translate(seen, -west, -north),
        disputed=translate(claimed, -west, -north),
        area_km2=place.area_km2 or shape.area,
        width_km=east - west,
        height_km=north - south,
        is_cut=len(shapely.get_parts(seen)) < len(shapely.get_parts(shape)),
    )


def _disputed(place: Place, gazetteer: Gazetteer, detail: Detail) -> BaseGeometry | None:
    """Return what the country claims or holds and is nobody's in the gazetteer's worldview."""
    if not place.is_country or len(gazetteer.conventions(place)) < 2:
        return None
    named = {
        dispute.name
        for dispute in gazetteer.disputes
        if dispute.owner is None and place.country in dispute.claimed_by
    }
    outlines = gazetteer.disputed(GLOBE, detail)
    found = [outline.geometry for outline in outlines if outline.name in named]
    return shapely.GeometryCollection(found) if found else None


def _without_outliers(shape: BaseGeometry) -> tuple[BaseGeometry, BaseGeometry]:
    """Return what is left without small far islands, if that widens the rest, and its box."""
    parts = shapely.get_parts(shape)
    sizes = shapely.area(parts)
    farthest = np.argsort(-shapely.distance(parts, parts[np.argmax(sizes)]), kind="stable")
    kept = farthest[np.cumsum(sizes[farthest]) > _OUTLYING * sizes.sum()]
    box = shapely.box(*shapely.total_bounds(parts[kept]))
    if box.length > (1 - _NARROWER) * shapely.box(*shape.bounds).length:
        return shape, shapely.box(*shape.bounds)
    near = parts[shapely.intersects(box, parts)]
    return shapely.MultiPolygon(list(near)), shapely.box(*shapely.total_bounds(near))


def path(shape: BaseGeometry, px_per_km: float, *, most: int = _MOST_POINTS) -> str | None:
    """Return polygons as an SVG path from their origin, or None where too little can be seen.

    Simplified as a coverage (Visvalingam and Whyatt), so that no ring crosses itself or another.

    Parameters
    ----------
    shape : shapely MultiPolygon
        Kilometres, ``y`` northwards.
    px_per_km : float
    most : int
        Points at most, where the area can be kept with so few.

    Examples
    --------
    >>> path(shapely.MultiPolygon([shapely.box(0, -10, 20, 0)]), 2)
    'M40 20v-20h-40v20z'
    """
    least_km2 = _VISIBLE_PX2 / px_per_km**2
    found = (p for p in shapely.get_parts(shape) if isinstance(p, Polygon) and p.area >= least_km2)
    parts = sorted((_without_specks(p, least_km2) for p in found), key=lambda p: -p.area)
    parts = parts[:_MOST_PARTS]
    if sum(part.area for part in parts) < (1 - _LOST) * shape.area:
        return None
    tolerance = _FINEST_PX / px_per_km
    fine = simple = shapely.coverage_simplify(parts, tolerance)
    size = (1 - _SHRUNK) * shapely.area(parts).sum()
    while shapely.get_num_coordinates(simple).sum() > most:
        tolerance *= 1.25
        coarser = shapely.coverage_simplify(fine, tolerance)
        # Many islands need more points to stay as large as they are.
        if tolerance > _COARSEST_PX / px_per_km or shapely.area(coarser).sum() < size:
            break
        simple = coarser
    rings = (shapely.get_coordinates(ring) for ring in shapely.get_rings(simple))
    return "".join(_written(ring * (px_per_km, -px_per_km)) for ring in rings)


def _without_specks(polygon: Polygon, least_km2: float) -> Polygon:
    holes = [ring for ring in polygon.interiors if Polygon(ring).area >= least_km2]
    return Polygon(polygon.exterior, holes)


def _written(ring: NDArray[np.float64]) -> str:
    """Return a closed ring in steps of a tenth of a pixel, each from the one before."""
    grid = np.rint(10 * ring).astype(int)
    steps = []
    for dx, dy in np.diff(grid, axis=0).tolist():
        if dx and dy:
            steps.append(f"l{_tenths(dx)} {_tenths(dy)}")
        elif dx or dy:
            steps.append(f"h{_tenths(dx)}" if dx else f"v{_tenths(dy)}")
    x, y = grid[0].tolist()
    return f"M{_tenths(x)} {_tenths(y)}{''.join(steps[:-1])}z"


def _tenths(value: int) -> str:
    return f"{value / 10:g}"
