"""The newsroom's own places and polygons."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geonews.corrections.places import SOURCE, UNKNOWN_KIND, place_at, shown
from geonews.corrections.values import Own
from geonews.errors import AreaFileError, CorrectionsError
from geonews.gazetteer import Gazetteer, area_km2, bbox_of
from geonews.model import Place, UserArea
from geonews.text import fold

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["own_place"]

_FEATURE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_AREA = "AREA"
"""GeoNames' code for a tract of land without homogeneous character or boundaries."""
_MOST_POLYGON_BYTES = 100_000_000


def own_place(
    row: dict[str, Any],
    line: int,
    folder: Path,
    gazetteer: Gazetteer,
    fault: Callable[[str, str], CorrectionsError],
) -> Own:
    """Return the place of one [[own]] row.

    Parameters
    ----------
    row : dict
        Its name is checked already.
    line : int
    folder : Path
        Where the path of its polygon begins.
    gazetteer : Gazetteer
        Which knows the countries.
    fault : callable
        Makes the error for a key and the words about it.
    """
    name = row["name"]
    country, feature, population = (row.get(key) for key in ("country", "feature", "population"))
    if country is not None and (
        not isinstance(country, str) or gazetteer.country_name(country) is None
    ):
        raise fault(
            "country", f'country is {shown(country)}: give two letters, such as country = "US"'
        )
    if feature is not None and not (isinstance(feature, str) and _FEATURE.fullmatch(feature)):
        raise fault("feature", f'feature is {shown(feature)}: give a GeoNames code, such as "PPLX"')
    if population is not None and not (type(population) is int and 0 <= population < 10**10):
        raise fault("population", f"population is {shown(population)}: give a whole number")
    if ("at" in row) == ("polygon" in row):
        raise fault(
            "polygon" if "polygon" in row else "name",
            f"the own place {shown(name)} needs either at = [latitude, longitude] or "
            'polygon = "file.geojson"',
        )
    area = None
    if "polygon" in row:
        area = _area(name, row["polygon"], folder, fault)
        place = _place_of(name, area.geometry)
    else:
        try:
            spot = row["at"] if isinstance(row["at"], list) else ()
            place = place_at(name, spot)
        except ValueError as error:
            raise fault("at", f"at {error}") from None
    kind = feature or (UNKNOWN_KIND if area is None else _AREA)
    place = replace(place, country=country, feature=kind, population=population)
    return Own(place, line, area)


def _area(
    name: str, given: object, folder: Path, fault: Callable[[str, str], CorrectionsError]
) -> UserArea:
    """Return the polygon of a file that bears the name, or the only one in it."""
    # Its own package reads what users bring; nothing else of it is needed here.
    from geonews.read.areas import read_areas

    if not isinstance(given, str) or not given.strip() or "\0" in given:
        raise fault(
            "polygon", f"polygon is {shown(given)}: give the path of a GeoJSON file in quotes"
        )
    file = folder / given
    try:
        if file.exists() and not file.is_file():
            raise fault(
                "polygon", f"polygon is {shown(given)}, which is no file: give a GeoJSON file"
            )
        if file.exists() and file.stat().st_size > _MOST_POLYGON_BYTES:
            raise fault("polygon", f"polygon is {shown(given)}, over 100 MB: simplify it")
        areas = read_areas(file)
    except (AreaFileError, OSError) as error:
        raise fault("polygon", str(error)) from None
    chosen = [area for area in areas if fold(area.name) == fold(name)] or list(areas)
    if len(chosen) > 1:
        names = ", ".join(shown(area.name) for area in areas[:5])
        raise fault(
            "polygon",
            f"{shown(given)} has {len(areas)} polygons ({names}{', ...' * (len(areas) > 5)}) and "
            f"none of the name {shown(name)}: name the place as its polygon",
        )
    return replace(chosen[0], name=name)


def _place_of(name: str, geometry: BaseGeometry) -> Place:
    inside = geometry.representative_point()
    return Place(
        name,
        lat=inside.y,
        lon=inside.x,
        area_km2=round(area_km2(geometry), 3),
        bbox=bbox_of(geometry),
        source=SOURCE,
    )
