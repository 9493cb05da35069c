"""What an entry of the list is on a globe: the geometry that data formats are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from geonews.draw.entries import Entry
from geonews.draw.located import AREA_FEATURES, form_of
from geonews.draw.zones import is_drawn, zone_shape

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geonews.gazetteer import Gazetteer

__all__ = ["geometry_of"]

# Degrees: a metre, and no source of ours is as good as that.
_GRID = 1e-5
_DECIMALS = 9


def geometry_of(entry: Entry, gazetteer: Gazetteer) -> BaseGeometry | None:
    """Return where a place lies or may lie; None where a point would claim what nobody said.

    An area is its polygons, a place given by distance all of where it may lie, a town its point.

    Parameters
    ----------
    entry : Entry
    gazetteer : Gazetteer
        Where shapes come from.

    Returns
    -------
    shapely Point, Polygon or MultiPolygon, or None
        Longitude and latitude in degrees (EPSG:4326) to five decimals, valid, within -180 and 180:
        what crosses the antimeridian is cut there. Exterior rings run counter-clockwise, as
        RFC 7946 (3.1.6, 3.1.9) and KML 2.2 want them.
    """
    place = entry.place
    if place is None:
        return None
    shape = None
    if place.feature.startswith(AREA_FEATURES):
        shape = gazetteer.shape(place, "region")
    if (shape is None or shape.is_empty) and entry.zone is not None and is_drawn(place, entry.zone):
        shape = zone_shape(entry.zone)
    if shape is not None and not shape.is_empty:
        # To the grid by GEOS: rounding each number by itself lets rings touch themselves. Numbers
        # near nothing go first, as 1e-250, which it divides by.
        settled = shapely.transform(shape, lambda points: points.round(_DECIMALS))
        on_grid = shapely.set_precision(settled, _GRID)
        if not on_grid.is_empty:
            return shapely.orient_polygons(on_grid, exterior_cw=False)
    if form_of(place, has_shape=False) == "point":
        return shapely.Point(round(place.lon, 5), round(place.lat, 5))
    return None
