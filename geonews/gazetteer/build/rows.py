"""A row: one place on its way into the file, before anything is packed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import shapely
from shapely.geometry.base import BaseGeometry

from geonews.gazetteer.names import NameKind
from geonews.text import fold

__all__ = ["MAX_NAME_BYTES", "Row", "inner_point", "is_latin", "polygon_of"]

MAX_NAME_BYTES = 80


@dataclass(slots=True)
class Row:
    """One place on its way into the file."""

    name: str
    lat: float
    lon: float
    feature: str
    weight: int = 0
    country: str = ""
    region: int = 0
    geonames_id: int = 0
    wikidata: int = 0
    population: int = 0
    area_km2: float = 0.0
    official_km2: float = 0.0
    official_land_km2: float = 0.0
    official_source: str = ""
    bbox: tuple[float, float, float, float] | None = None
    geometry: BaseGeometry | None = None
    units: tuple[int, ...] = ()
    """What its shape consists of."""
    seen: tuple[int, ...] = ()
    """Of a country: its units, with the disputed ones that are its own in neutral view."""
    note: str = ""
    code: str = ""
    """GeoNames' code of a first-level region."""
    iso: str = ""
    """ISO 3166-2 code."""
    names: dict[str, NameKind] = field(default_factory=dict)

    def add(self, names: Iterable[str], kind: NameKind) -> None:
        """Add names; the first kind a name was given stays."""
        for name in names:
            key = fold(name)
            if key and len(key.encode()) <= MAX_NAME_BYTES and not key.startswith("http"):
                self.names.setdefault(key, kind)


def inner_point(geometry: BaseGeometry) -> tuple[float, float]:
    """Return a point well inside the largest part: its centroid where that is inside."""
    largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
    point = largest.centroid
    if not largest.contains(point):
        point = largest.representative_point()
    return round(point.x, 5), round(point.y, 5)


def is_latin(name: str) -> bool:
    """Tell whether a name is written in Latin letters only."""
    return all(char < "ɐ" or "Ḁ" <= char <= "ỿ" for char in name if char.isalpha())


def polygon_of(row: Row) -> BaseGeometry:
    """Return the polygon of a region or county."""
    assert row.geometry is not None  # noqa: S101  every region and county is made from one
    return row.geometry
