"""Places given by distance or coordinates, as shapes to draw and as words to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely.affinity import translate

from geonews.draw.lonlat import Plane
from geonews.model import Place, Zone
from geonews.units import UNIT_KM
from geonews.zones import Ring, along, outline, unrolled

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["anchors", "is_drawn", "told", "zone_on", "zone_shape"]

# A spot known better than this is a dot: a map never opens on less than 400 km, so this is a pixel.
_DOT_KM = 1.0
_KM_PER_MILE = UNIT_KM["mi"]


def is_drawn(place: Place, zone: Zone | None) -> bool:
    """Tell whether a place is drawn as its zone: all but coordinates good to a pixel.

    Examples
    --------
    >>> south = Place("30 km south of Kursk", 51.46, 36.19, feature="AREA")
    >>> is_drawn(south, Zone(51.73, 36.19, 25, 35, 15, 157.5, 202.5)), is_drawn(south, None)
    (True, False)
    """
    return zone is not None and (place.feature != "SPOT" or zone.uncertainty_km >= _DOT_KM)


def zone_shape(zone: Zone) -> BaseGeometry:
    """Return a zone as polygons within -180 and 180 degrees, cut at the antimeridian.

    Examples
    --------
    >>> [round(edge) for edge in zone_shape(Zone(0, 179.5, 0, 111.3, 111.3)).bounds]
    [-180, -1, 180, 1]
    """
    shape, *holes = (_within_globe(unrolled(ring)) for ring in outline(zone))
    for hole in holes:
        shape = shapely.difference(shape, hole)
    return _polygons(shape)


def zone_on(plane: Plane, zone: Zone) -> BaseGeometry:
    """Return a zone laid out on a map's plane, whole but for what Mercator cannot show."""
    shape = shapely.intersection(plane.unroll(zone_shape(zone)), shapely.box(*plane.bounds))
    return _polygons(shape)


def _within_globe(ring: Ring) -> BaseGeometry:
    whole = shapely.make_valid(shapely.Polygon([(lon, lat) for lat, lon in ring]))
    pieces = [
        shapely.intersection(translate(whole, turn), shapely.box(-180, -90, 180, 90))
        for turn in (-360, 0, 360)
    ]
    return shapely.union_all([piece for piece in pieces if piece.area > 0])


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def anchors(place: Place, zone: Zone, plane: Plane) -> list[tuple[float, float]]:
    """Return where the name of a zone may stand, (lon, lat) on the plane.

    In a ring or a disc that is beside the middle, where the dot and the name of what it is reckoned
    from stand; in the ellipse between two places also farther towards either.
    """
    points = [(place.lat, place.lon)]
    if zone.bearing_from is None and zone.anchors:
        reach = (zone.near_km or zone.far_km * 0.5) / 2 + zone.far_km / 2
        points = [along(zone.lat, zone.lon, bearing, reach) for bearing in (0, 180, 90, 270)]
    elif zone.bearing_from is not None and zone.width_km is not None:
        length = zone.far_km - zone.near_km
        points += [
            along(zone.lat, zone.lon, zone.bearing_from, zone.near_km + share * length)
            for share in (0.35, 0.65, 0.2, 0.8)
        ]
    _, south, _, north = plane.bounds
    return [(plane.lon(lon), min(max(lat, south), north)) for lat, lon in points]


def told(place: Place, zone: Zone) -> str:
    """Return where a zone is, for a reader who does not see it.

    Examples
    --------
    >>> south = Place("30 km south of Kursk", 51.46, 36.19, feature="AREA")
    >>> told(south, Zone(51.73, 36.19, 25, 35, 14.6, 157.5, 202.5, anchors=((28, 33),)))
    'About 30 km south of Kursk, give or take 15 km'
    >>> off = Place("19 km off Gaza", 31.5, 34.5, feature="AREA")
    >>> told(off, Zone(31.5, 34.5, 17, 24, 24, anchors=((10, 14),)))
    'About 19 km off Gaza: 17 to 24 km from its middle, direction not stated'
    """
    if not zone.anchors:
        return f"Coordinates in the story, good to {_length(zone.uncertainty_km, False)}"
    miles = any(word.startswith("mile") for word in place.name.lower().split())
    lead = place.name[:1].upper() + place.name[1:]
    if place.name[:1].isdigit():
        lead = f"About {place.name}"
    if not zone.is_ring:
        return f"{lead}, give or take {_length(zone.uncertainty_km, miles)}"
    if not zone.near_km:
        return f"{lead}: up to {_length(zone.far_km, miles)} from its middle"
    span = _span(zone.near_km, zone.far_km, miles)
    return f"{lead}: {span} from its middle, direction not stated"


def _length(km: float, miles: bool) -> str:
    if miles:
        return f"{_plain(km / _KM_PER_MILE)} {_noun(km / _KM_PER_MILE)} ({_plain(km)} km)"
    return f"{_plain(km)} km" if km >= 1 else f"{_plain(max(1.0, km * 1000))} m"


def _span(near_km: float, far_km: float, miles: bool) -> str:
    km = f"{_plain(near_km)} to {_plain(far_km)} km"
    if not miles:
        return km
    return f"{_plain(near_km / _KM_PER_MILE)} to {_plain(far_km / _KM_PER_MILE)} miles ({km})"


def _noun(miles: float) -> str:
    return "mile" if _plain(miles) == "1" else "miles"


def _plain(value: float) -> str:
    """Return a number as a reader takes it in: two digits, no more."""
    return f"{float(f'{value:.2g}'):,g}"
