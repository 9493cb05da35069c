"""The user's own polygons: a GeoJSON file read, mended where it can be, and refused where not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geonews.errors import AreaFileError
from geonews.model import UserArea
from geonews.read.rings import polygonal, polygons_of, shown
from geonews.units import AUTHALIC_KM, EARTH_KM2

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

__all__ = ["read_areas"]

_NAME_KEYS = ("name", "title", "label", "name_en", "id")
_DATE_KEYS = ("date", "day", "as_of", "asof", "valid_from", "datetime", "timestamp", "time")
_DATE = re.compile(r"([0-9]{4})[-/.]?([0-9]{2})[-/.]?([0-9]{2})(?![0-9])")
_LONGEST_NAME = 200
# Reading takes some fifteen times the space of the file: with more it would be gigabytes.
_MOST_BYTES = 64 << 20
_DEEPEST = 32
_LON_LAT_CRS = ("crs84", "epsg:4326", "epsg::4326", "wgs84", "wgs 84")
# Above half the globe a geodesic polygon is as well its own outside (Karney 2013, section 6).
_HALF_GLOBE_KM2 = EARTH_KM2 / 2
_EDGE_DEGREES = 0.5


@dataclass(frozen=True, slots=True)
class _Part:
    """One GeoJSON geometry, whose name it bears and where in the file it stands."""

    geometry: dict[str, Any]
    name: str
    where: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class _Naming:
    """How features are named: by a property, all alike by the file, or by the usual keys."""

    stem: str
    by: str | None = None
    is_whole: bool = False

    def of(self, feature: dict[str, Any]) -> str:
        if self.is_whole:
            return self.stem
        keys = (*_NAME_KEYS, None) if self.by is None else (self.by.lower(),)
        return _named(feature, keys) or self.stem


def read_areas(
    path: Path, *, by: str | None = None, is_whole: bool = False
) -> tuple[UserArea, ...]:
    """Read polygons from a GeoJSON file.

    Parts with the same name are joined into one area, so that overlapping ones count once; where
    a property ``date`` (or ``day``, ``as_of``, ``timestamp`` ...) tells them apart, each date is an
    area of its own, and its ``source`` ends with the date: "front.geojson (2024-12-18)". A ring
    that crosses itself is mended, and the area's ``notes`` say so; heights are dropped; points and
    lines are passed over.

    Parameters
    ----------
    path : Path
        RFC 7946 GeoJSON: a FeatureCollection, a Feature, or a bare geometry; longitude and
        latitude in degrees (EPSG:4326); 64 MiB at the most.
    by : str, optional
        The property that names the features, instead of the usual ones.
    is_whole : bool
        Whether all polygons are one area, named by the file.

    Returns
    -------
    tuple of UserArea
        In the order of the file, named by the property ``name``, ``title``, ``label`` or ``id``
        in any case, else by the feature's ``id``, else by the file.

    Raises
    ------
    AreaFileError
        The file is missing, a directory, too large, no GeoJSON, in another coordinate system,
        without polygons, without the property ``by``, or has a ring that no area can be computed
        from.

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
    parts: dict[tuple[str, str], list[_Part]] = {}
    passed_over = 0
    if by is not None and not _has(data, by):
        raise AreaFileError(
            f"no feature of {str(path)!r} has the property {shown(by)}: name one that it has"
        )
    for part in _parts(data, path, _Naming(path.stem, by, is_whole)):
        if part.geometry["type"] in ("Polygon", "MultiPolygon"):
            parts.setdefault((part.name, part.day), []).append(part)
        else:
            passed_over += 1
    if not parts:
        raise AreaFileError(
            f"{str(path)!r} has no polygons ({passed_over} other geometries): "
            "give a GeoJSON file with a Polygon or MultiPolygon"
        )
    return tuple(_area(name, day, each, path) for (name, day), each in parts.items())


def _load(path: Path) -> dict[str, Any]:
    what = f"the polygon file {str(path)!r}"
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise AreaFileError(
                f"{what} is larger than {_MOST_BYTES >> 20} MiB: simplify its polygons, or keep "
                "those that the story speaks of"
            )
        text = content.decode("utf-8-sig")
        del content
    except AreaFileError:
        raise
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
            f"{str(path)!r} is in the coordinate system {shown(name or crs)}: reproject it to "
            "longitude and latitude (EPSG:4326)"
        )


def _parts(data: dict[str, Any], path: Path, naming: _Naming) -> Iterator[_Part]:
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
            yield from _of_feature(feature, where, naming)
    elif kind == "Feature":
        yield from _of_feature(data, f"the feature of {path.name!r}", naming)
    else:
        yield from _of_geometry(data, path.stem, repr(path.name))


def _of_feature(feature: dict[str, Any], where: str, naming: _Naming) -> Iterator[_Part]:
    geometry = feature.get("geometry")
    if geometry is not None:
        day = _day(feature)
        for part in _of_geometry(geometry, naming.of(feature), where):
            yield replace(part, day=day)


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
        raise AreaFileError(f"{where} has the type {shown(kind)}, which is no GeoJSON geometry")


def _known(feature: dict[str, Any]) -> dict[str, Any]:
    """Return a feature's properties by their keys in small letters."""
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        return {}
    return {str(key).lower(): value for key, value in reversed(list(properties.items()))}


def _named(feature: dict[str, Any], keys: Iterable[str | None]) -> str:
    """Return the first name under some keys; None stands for the feature's own id."""
    known = _known(feature)
    for key in keys:
        value = feature.get("id") if key is None else known.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool):
            name = " ".join(str(value).split())[:_LONGEST_NAME]
            if name:
                return name
    return ""


def _day(feature: dict[str, Any]) -> str:
    """Return the date of a feature, YYYY-MM-DD, or ""."""
    known = _known(feature)
    for key in _DATE_KEYS:
        value = known.get(key)
        match = _DATE.match(value.strip()) if isinstance(value, str) else None
        if match:
            try:
                return date(*map(int, match.groups())).isoformat()
            except ValueError:
                continue
    return ""


def _has(data: dict[str, Any], by: str) -> bool:
    features = data.get("features") if data["type"] == "FeatureCollection" else [data]
    return isinstance(features, list) and any(
        isinstance(feature, dict) and by.lower() in _known(feature) for feature in features
    )


def _area(name: str, day: str, parts: list[_Part], path: Path) -> UserArea:
    from shapely import MultiPolygon, segmentize, union_all

    notes: dict[str, None] = {}
    polygons: list[Polygon] = []
    for part in parts:
        coordinates = part.geometry["coordinates"]
        single = part.geometry["type"] == "Polygon"
        for polygon in [coordinates] if single else coordinates:
            polygons += polygons_of(polygon, part.where, notes)
    joined: BaseGeometry = polygons[0] if len(polygons) == 1 else union_all(polygons)
    if sum(p.area for p in polygons) > joined.area * (1 + 1e-9):
        notes["overlapping parts counted once"] = None
    kept = polygonal(joined)
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
    source = f"{path.name} ({day})" if day else path.name
    return UserArea(name, geometry, source, tuple(notes))


def _sphere_km2(geometry: BaseGeometry) -> float:
    """Return the area on the authalic sphere by Lambert's equal-area cylinder: good to 1%."""
    import numpy as np
    from shapely import transform

    def flattened(points: Any) -> Any:
        lon, lat = np.radians(points).T
        return AUTHALIC_KM * np.column_stack((lon, np.sin(lat)))

    return float(transform(geometry, flattened).area)
