"""Entries with a position on the map: a shape, a zone, a point, or a soft label."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import shapely

from geonews.draw.entries import Entry
from geonews.draw.lonlat import Plane
from geonews.draw.zones import is_drawn, zone_on
from geonews.model import BBox, Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geonews.gazetteer import Gazetteer

__all__ = ["AREA_FEATURES", "Located", "form_of", "is_specific", "locate"]

Form = Literal["area", "point", "soft", "zone"]

# GeoNames codes of things with an extent: a point in their middle would claim what nobody said.
AREA_FEATURES = (
    *("PCL", "ADM", "TERR", "ZN", "CONT", "RGN", "AREA", "PRK", "RES", "FRST", "COAST"),
    *("OCN", "SEA", "GULF", "BAY", "STRT", "CHN", "LK", "RSV", "STM", "CNL"),
    *("MT", "RDGE", "DSRT", "PLN", "PLAT", "VAL", "ISL", "ATOL", "PEN", "CAPE"),
)
# What a frame is never drawn to while something smaller is named.
_WIDE = ("PCL", "CONT", "OCN", "SEA", "RGN", "TERR")
# Parts of a country are dropped, smallest first, once the rest holds this share of its area:
# metropolitan France (86 %), the 48 states (83 %), mainland Norway (84 %) remain.
_CORE_SHARE = 0.8
_MOST_LAT = 82.0
# From this size on the coarse outline tells the same, and is read ten times as fast.
_HUGE_KM2 = 1.5e6


@dataclass(frozen=True, slots=True)
class Located:
    """A place laid out on the map's plane.

    Attributes
    ----------
    shape : geometry or None
        Whole shape, simplified for drawing, degrees on the plane; None for a point or soft label.
        That of a zone is what the place may lie in.
    lon, lat : float
        The point, or the anchor of a soft label.
    bounds : BBox
        What the map flies to: the shape's main part, the box, or the point itself.
    """

    entry: Entry
    place: Place
    form: Form
    shape: BaseGeometry | None
    lon: float
    lat: float
    bounds: BBox

    @property
    def span(self) -> float:
        """The longer side of the bounds, degrees."""
        return max(self.bounds[2] - self.bounds[0], self.bounds[3] - self.bounds[1])


def form_of(place: Place, has_shape: bool) -> Form:
    """Tell how a place is drawn: an area is never a point in its middle.

    Examples
    --------
    >>> form_of(Place("Peru", -10, -76, feature="PCLI"), False)
    'soft'
    """
    if has_shape and not place.feature.startswith("PPL"):
        return "area"
    return "soft" if place.feature.startswith(AREA_FEATURES) else "point"


def is_specific(place: Place) -> bool:
    """Tell whether a place is smaller than a country, so that a story may be about it alone."""
    return not place.feature.startswith(_WIDE)


def locate(entry: Entry, gazetteer: Gazetteer, plane: Plane) -> Located | None:
    """Lay an entry out on the plane; None where it has no place."""
    place = entry.place
    if place is None:
        return None
    if entry.zone is not None and is_drawn(place, entry.zone):
        area = zone_on(plane, entry.zone)
        if not area.is_empty:
            west, south, east, north = area.bounds
            box = (west, _drawable(south), east, _drawable(north))
            middle = (plane.lon(place.lon), _drawable(place.lat))
            return Located(entry, place, "zone", area, *middle, box)
    raw = None
    if place.feature.startswith(AREA_FEATURES):
        raw = gazetteer.shape(place, "world" if (place.area_km2 or 0) > _HUGE_KM2 else "region")
        if raw is not None and raw.is_empty:
            raw = None
    lon, lat = plane.lon(place.lon), _drawable(place.lat)
    form = form_of(place, raw is not None)
    if raw is not None:
        parts = shapely.get_parts(shapely.get_parts(plane.unroll(raw)))
        shape = shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])
        return Located(entry, place, form, shape, lon, lat, core_bounds(shape))
    if form == "soft" and place.bbox is not None:
        west, south, east, north = plane.bbox(place.bbox)
        bounds = (west, _drawable(south), east, _drawable(north))
        middle = ((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
        return Located(entry, place, form, None, *middle, bounds)
    return Located(entry, place, form, None, lon, lat, (lon, lat, lon, lat))


def _drawable(lat: float) -> float:
    """Return the nearest latitude that Mercator can show with some room about it."""
    return min(max(lat, -_MOST_LAT), _MOST_LAT)


def _area(part: BaseGeometry) -> float:
    """Return an area good enough to rank islands: square degrees at the equator."""
    return float(part.area * math.cos(math.radians((part.bounds[1] + part.bounds[3]) / 2)))


def core_bounds(shape: BaseGeometry) -> BBox:
    """Return the box of a shape's main parts, without far-off islands and territories.

    Examples
    --------
    >>> from shapely import MultiPolygon, box
    >>> core_bounds(MultiPolygon([box(0, 0, 10, 10), box(50, 0, 51, 1)]))
    (0.0, 0.0, 10.0, 10.0)
    """
    parts = sorted(((_area(part), part) for part in shapely.get_parts(shape)), key=lambda p: -p[0])
    if len(parts) > 1:
        total, held, kept = sum(area for area, _ in parts), 0.0, []
        for area, part in parts:
            kept.append(part)
            held += area
            if held >= _CORE_SHARE * total:
                break
        shape = shapely.MultiPolygon(kept)
    west, south, east, north = shape.bounds
    return (west, _drawable(south), east, _drawable(north))
