"""The user's own polygons: a GeoJSON file read, mended where it can be, and refused where not."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geonews.errors import AreaFileError
from geonews.model import UserArea

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

__all__ = ["read_areas"]

_NAME_KEYS = ("name", "title", "label", "name_en", "id")
_LONGEST_NAME = 200
_DEEPEST = 32
_LON_LAT_CRS = ("crs84", "epsg:4326", "epsg::4326", "wgs84", "wgs 84")
# Above half the globe a geodesic polygon is as well its own outside (Karney 2013, section 6).
_HALF_GLOBE_KM2 = 255_032_811.0
_AUTHALIC_KM = 6371.0072
_EDGE_DEGREES = 0.5

Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Part:
    """One GeoJSON geometry, whose name it bears and where in the file it stands."""

    geometry: dict[str, Any]
    name: str
    where: str


def read_areas(path: Path) -> tuple[UserArea, ...]:
    """Read polygons from a GeoJSON file.

    Parts with the same name are joined into one area, so that overlapping ones count once. A
    ring that crosses itself is mended, and the area's ``notes`` say so; heights are dropped;
    points and lines are passed over.

    Parameters
    ----------
    path : Path
        RFC 7946 GeoJSON: a FeatureCollection, a Feature, or a bare geometry; longitude and
        latitude in degrees (EPSG:4326).

    Returns
    -------
    tuple of UserArea
        In the order of the file, named by the property ``name``, ``title``, ``label`` or ``id``
        in any case, else by the feature's ``id``, else by the file.

    Raises
    ------
    AreaFileError
        The file is missing, a directory, no GeoJSON, in another coordinate system, without
        polygons, or has a ring that no area can be computed from.

    Examples
    --------
    >>> import tempfile
    >>> ring = "[[36, 51], [37, 51], [37, 52], [36, 52], [36, 51]]"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "field.geojson")
    ...     _ = path.write_text('{"type": "Polygon", "coordinates": [%s]}' % ring)
    ...     (area,) = read_areas(path)
    >>> area.name, area.geometry.bounds
    ('field', (36.0, 51.0, 37.0, 52.0))
    """
    data = _load(path)
    _refuse_other_crs(data, path)
    parts: dict[str, list[_Part]] = {}
    passed_over = 0
    for part in _parts(data, path):
        if part.geometry["type"] in ("Polygon", "MultiPolygon"):
            parts.setdefault(part.name, []).append(part)
        else:
            passed_over += 1
    if not parts:
        raise AreaFileError(
            f"{str(path)!r} has no polygons ({passed_over} other geometries): "
            "give a GeoJSON file with a Polygon or MultiPolygon"
        )
    return tuple(_area(name, each, path) for name, each in parts.items())


def _load(path: Path) -> dict[str, Any]:
    what = f"the polygon file {str(path)!r}"
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise AreaFileError(f"{what} does not exist: check the path") from None
    except IsADirectoryError:
        raise AreaFileError(f"{what} is a directory: give one GeoJSON file") from None
    except (UnicodeDecodeError, ValueError):
        raise AreaFileError(f"{what} is not UTF-8 text: give a GeoJSON file") from None
    except OSError as error:
        raise AreaFileError(f"{what} cannot be read ({error.strerror}): check the path") from None
    if not text.strip():
        raise AreaFileError(f"{what} is empty: give a GeoJSON file with polygons")
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise AreaFileError(
            f"{what} is not JSON (line {error.lineno}, column {error.colno}): give a GeoJSON file"
        ) from None
    except (RecursionError, ValueError):
        raise AreaFileError(
            f"{what} is no GeoJSON that can be read: it nests too deeply or has a number too long"
        ) from None
    if not isinstance(data, dict) or not isinstance(data.get("type"), str):
        raise AreaFileError(
            f"{what} is JSON but no GeoJSON (no 'type' at its top): "
            "give a FeatureCollection, a Feature or a polygon"
        )
    return data


def _refuse_other_crs(data: dict[str, Any], path: Path) -> None:
    crs = data.get("crs")
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not (isinstance(name, str) and name.lower().endswith(_LON_LAT_CRS)):
        raise AreaFileError(
            f"{str(path)!r} is in the coordinate system {_shown(name or crs)}: reproject it to "
            "longitude and latitude (EPSG:4326)"
        )


def _parts(data: dict[str, Any], path: Path) -> Iterator[_Part]:
    """Yield every simple geometry of a GeoJSON object."""
    kind = data["type"]
    if kind == "FeatureCollection":
        features = data.get("features")
        if not isinstance(features, list):
            raise AreaFileError(f"{str(path)!r} is a FeatureCollection without a list of features")
        for at, feature in enumerate(features, 1):
            where = f"feature {at} of {path.name!r}"
            if not isinstance(feature, dict) or feature.get("type") != "Feature":
                raise AreaFileError(f"{where} is no Feature: mend or remove it")
            yield from _of_feature(feature, where, path.stem)
    elif kind == "Feature":
        yield from _of_feature(data, f"the feature of {path.name!r}", path.stem)
    else:
        yield from _of_geometry(data, path.stem, repr(path.name))


def _of_feature(feature: dict[str, Any], where: str, stem: str) -> Iterator[_Part]:
    geometry = feature.get("geometry")
    if geometry is not None:
        yield from _of_geometry(geometry, _name(feature) or stem, where)


def _of_geometry(geometry: object, name: str, where: str, depth: int = 0) -> Iterator[_Part]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or not isinstance(kind, str) or depth > _DEEPEST:
        raise AreaFileError(f"{where} has no GeoJSON geometry: mend or remove it")
    if kind == "GeometryCollection":
        members = geometry.get("geometries")
        if not isinstance(members, list):
            raise AreaFileError(f"{where} is a GeometryCollection without a list of geometries")
        for member in members:
            yield from _of_geometry(member, name, where, depth + 1)
    elif kind in ("Polygon", "MultiPolygon"):
        if not isinstance(geometry.get("coordinates"), list):
            raise AreaFileError(f"{where} is a {kind} without a list of coordinates")
        if geometry["coordinates"]:
            yield _Part(geometry, name, where)
    elif kind in ("Point", "MultiPoint", "LineString", "MultiLineString"):
        yield _Part(geometry, name, where)
    else:
        raise AreaFileError(f"{where} has the type {_shown(kind)}, which is no GeoJSON geometry")


def _name(feature: dict[str, Any]) -> str:
    properties = feature.get("properties")
    known = {}
    if isinstance(properties, dict):
        known = {str(key).lower(): value for key, value in reversed(list(properties.items()))}
    for value in (*(known.get(key) for key in _NAME_KEYS), feature.get("id")):
        if isinstance(value, str | int) and not isinstance(value, bool):
            name = " ".join(str(value).split())[:_LONGEST_NAME]
            if name:
                return name
    return ""


def _area(name: str, parts: list[_Part], path: Path) -> UserArea:
    from shapely import MultiPolygon, segmentize, union_all

    notes: dict[str, None] = {}
    polygons: list[Polygon] = []
    for part in parts:
        coordinates = part.geometry["coordinates"]
        single = part.geometry["type"] == "Polygon"
        for polygon in [coordinates] if single else coordinates:
            polygons += _polygon(polygon, part.where, notes)
    joined: BaseGeometry = polygons[0] if len(polygons) == 1 else union_all(polygons)
    if sum(p.area for p in polygons) > joined.area * (1 + 1e-9):
        notes["overlapping parts counted once"] = None
    kept = _polygonal(joined)
    if not kept:
        raise AreaFileError(
            f"{parts[0].where} covers nothing: its rings have no area; draw it again"
        )
    shape: Polygon | MultiPolygon = kept[0] if len(kept) == 1 else MultiPolygon(kept)
    # A GeoJSON edge is straight in longitude and latitude; geodesic area takes edges as geodesics.
    geometry = segmentize(shape, _EDGE_DEGREES)
    if _sphere_km2(geometry) > _HALF_GLOBE_KM2:
        raise AreaFileError(
            f"{parts[0].where} covers more than half of the globe: check the order of its "
            "coordinates, longitude first"
        )
    return UserArea(name, geometry, path.name, tuple(notes))


def _polygon(coordinates: object, where: str, notes: dict[str, None]) -> list[Polygon]:
    """Return the valid polygons of one GeoJSON polygon, cut at the antimeridian."""
    from shapely import Polygon, make_valid
    from shapely.validation import explain_validity

    if not isinstance(coordinates, list) or not coordinates:
        raise AreaFileError(f"{where} has a polygon without rings: mend or remove it")
    rings = [_ring(ring, f"ring {at} of {where}") for at, ring in enumerate(coordinates, 1)]
    crosses = any(_crosses(ring) for ring in rings)
    if crosses:
        rings = [_unwrapped(ring, where) for ring in rings]
        home = rings[0][0][0]
        rings = [_near(ring, home) for ring in rings]
    whole: BaseGeometry = Polygon(rings[0], rings[1:])
    if not whole.is_valid:
        why = explain_validity(whole).split("[")[0].strip().lower()
        whole = make_valid(whole)
        notes[f"{where} was mended ({why})"] = None
    return _polygonal(_wrapped(whole) if crosses else whole)


def _polygonal(geometry: BaseGeometry) -> list[Polygon]:
    """Return the polygons in a geometry, without the points and lines that mending leaves."""
    from shapely import Polygon

    if isinstance(geometry, Polygon):
        return [geometry] if geometry.area > 0 else []
    return [p for part in getattr(geometry, "geoms", ()) for p in _polygonal(part)]


def _ring(positions: object, where: str) -> Ring:
    if not isinstance(positions, list):
        raise AreaFileError(f"{where} is no list of positions: mend or remove it")
    ring = [_position(position, where) for position in positions]
    if len(ring) < 4:
        raise AreaFileError(f"{where} has {len(ring)} positions: a ring needs at least 4")
    if ring[0] != ring[-1]:
        raise AreaFileError(
            f"{where} is not closed: it starts at {_pair(ring[0])} and ends at {_pair(ring[-1])}; "
            "repeat the first position at its end"
        )
    return ring


def _position(position: object, where: str) -> tuple[float, float]:
    if not isinstance(position, list) or len(position) < 2:
        raise AreaFileError(
            f"{where} has the position {_shown(position)}: give [lon, lat] in degrees"
        )
    numbers: list[float] = []
    for value in position[:2]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise AreaFileError(f"{where} has {_shown(value)} where a number must stand")
        number = float(value) if abs(value) < 1e300 else math.inf
        if not math.isfinite(number):
            raise AreaFileError(f"{where} has a coordinate that is not finite: mend it")
        numbers.append(number)
    lon, lat = numbers
    if abs(lon) > 180 or abs(lat) > 90:
        advice = "bring longitudes to -180 to 180"
        if max(abs(lon), abs(lat)) > 360:
            advice = "it seems to be in metres; reproject it to longitude and latitude (EPSG:4326)"
        elif abs(lon) <= 90 and abs(lat) <= 180:
            advice = "longitude must stand first"
        raise AreaFileError(f"{where} has the position {_pair((lon, lat))}, out of range: {advice}")
    return lon, lat


def _crosses(ring: Ring) -> bool:
    """Tell whether a ring crosses the antimeridian; along a pole or a frame it may jump 360."""
    return any(180 < abs(b[0] - a[0]) < 360 for a, b in pairwise(ring))


def _unwrapped(ring: Ring, where: str) -> Ring:
    """Return a ring whose longitudes run on past 180 degrees instead of jumping."""
    turned = [ring[0]]
    for lon, lat in ring[1:]:
        before = turned[-1][0]
        turned.append((lon + 360 * round((before - lon) / 360), lat))
    if abs(turned[-1][0] - turned[0][0]) > 1e-9:
        raise AreaFileError(
            f"{where} goes round a pole: cut it at the antimeridian (RFC 7946, section 3.1.9)"
        )
    return turned


def _near(ring: Ring, home: float) -> Ring:
    """Return a hole's ring turned to the side of the globe its shell was unwrapped on."""
    turn = 360 * round((home - ring[0][0]) / 360)
    return [(lon + turn, lat) for lon, lat in ring]


def _wrapped(geometry: BaseGeometry) -> BaseGeometry:
    """Cut a geometry that runs past 180 degrees, and bring the pieces back."""
    from shapely import box, union_all
    from shapely.affinity import translate

    pieces = []
    for turn in (-1, 0, 1):
        piece = geometry.intersection(box(360 * turn - 180, -90, 360 * turn + 180, 90))
        pieces.append(translate(piece, xoff=-360.0 * turn))
    return union_all([piece for piece in pieces if piece.area > 0])


def _sphere_km2(geometry: BaseGeometry) -> float:
    """Return the area on the authalic sphere by Lambert's equal-area cylinder: good to 1%."""
    import numpy as np
    from shapely import transform

    def flattened(points: Any) -> Any:
        lon, lat = np.radians(points).T
        return _AUTHALIC_KM * np.column_stack((lon, np.sin(lat)))

    return float(transform(geometry, flattened).area)


def _pair(position: tuple[float, float]) -> str:
    return f"[{position[0]:g}, {position[1]:g}]"


def _shown(value: object) -> str:
    """Return a hostile value as a short, printable piece of a message."""
    text = ascii(value)
    return text if len(text) <= 60 else text[:57] + "..."
