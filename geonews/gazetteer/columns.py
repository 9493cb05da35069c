"""The fields of the compiled file's rows, as the mapped arrays hold them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geonews.gazetteer.container import Container
from geonews.model import BBox

__all__ = ["DEGREE", "NO_BBOX", "Columns"]

DEGREE = 100_000
"""Coordinates are stored as whole hundred-thousandths of a degree, about a metre."""

NO_BBOX = -(2**31)
"""Stored as the west edge of a row without a bounding box."""


class Columns:
    """What each row holds, by its number.

    The rows of a group stand together: countries, regions, counties, our own, disputed areas,
    and last the towns, which have fewer fields. An imported gazetteer has the towns of its dump
    there, then whatever else the dump names.

    Parameters
    ----------
    container : Container
    tables : mapping
        The codes that rows hold by number: countries, features, sources.
    """

    def __init__(self, container: Container, tables: Mapping[str, Any]) -> None:
        section = container.section
        self.groups: dict[str, tuple[int, int]] = {
            name: (first, last) for name, (first, last) in container.header["groups"].items()
        }
        self.towns = self.groups["towns"][0]
        self.geonames_id = section("geonames_id")
        self.lat = section("lat")
        self.lon = section("lon")
        self.weight = section("weight")
        self.cells = section("cells")
        self._tables = tables
        self._country = section("country")
        self._admin1 = section("admin1")
        self._feature = section("feature")
        self._label_at = section("labels_at")
        self._label = section("labels")
        self._area_km2 = section("area_km2")
        self._official = section("official_km2")
        self._bbox = section("bbox")
        self._wikidata = section("wikidata")
        self._population = section("population")
        # Names of regions that are no rows: an imported gazetteer has them.
        areas = "areas" in container
        self._areas_at = section("areas_at") if areas else None
        self._areas = section("areas") if areas else None
        self._admin2 = section("admin2") if "admin2" in container else None
        self._number_of_country = {code: n for n, code in enumerate(tables["countries"])}

    def label(self, row: int) -> str:
        """Return the display name."""
        at = self._label_at
        return str(bytes(self._label[at[row] : at[row + 1]]), "utf-8")

    def feature(self, row: int) -> str:
        """Return the GeoNames feature code."""
        return str(self._tables["features"][self._feature[row]])

    def country(self, row: int) -> str | None:
        """Return the ISO 3166-1 alpha-2 code."""
        return self._tables["countries"][self._country[row]] or None

    def admin1(self, row: int) -> str | None:
        """Return the name of the first-level region that holds the row."""
        number = self._admin1[row]
        if not number:
            return None
        first, last = self.groups["regions"]
        regions = last - first
        return self.label(first + number - 1) if number <= regions else self._area(number - regions)

    def admin2(self, row: int) -> str | None:
        """Return the name of the second-level area that holds the row, in an imported gazetteer."""
        number = self._admin2[row - self.towns] if self._admin2 and row >= self.towns else 0
        return self._area(number) if number else None

    def _area(self, number: int) -> str:
        assert self._areas is not None and self._areas_at is not None  # noqa: S101, PT018
        return str(bytes(self._areas[self._areas_at[number - 1] : self._areas_at[number]]), "utf-8")

    def population(self, row: int) -> int | None:
        """Return the inhabitants; an embedded town's are its weight."""
        found = self._population[row] if row < len(self._population) else self.weight[row]
        return found or None

    def area_km2(self, row: int) -> float | None:
        """Return the geodesic area of the row's polygon."""
        return (round(self._area_km2[row], 1) or None) if row < self.towns else None

    def official_km2(self, row: int) -> float | None:
        """Return the total area an authority states."""
        return (self._official[row] or None) if row < self.towns else None

    def wikidata_id(self, row: int) -> str | None:
        """Return the id in Wikidata."""
        number = self._wikidata[row] if row < len(self._wikidata) else 0
        return f"Q{number}" if number else None

    def bbox(self, row: int) -> BBox | None:
        """Return west, south, east, north in degrees; west > east over the antimeridian."""
        if row >= self.towns:
            return None
        west, south, east, north = self._bbox[4 * row : 4 * row + 4]
        if west == NO_BBOX:
            return None
        return west / DEGREE, south / DEGREE, east / DEGREE, north / DEGREE

    def source(self, row: int) -> str:
        """Return who the row is from."""
        if row >= self.towns:
            return str(self._tables["sources"]["towns"])
        group = next(name for name, (a, b) in self.groups.items() if a <= row < b)
        return str(self._tables["sources"][group])

    def in_country(self, group: str, code: str) -> tuple[int, ...]:
        """Return the rows of a group that belong to a country."""
        number = self._number_of_country.get(code)
        if number is None:
            return ()
        return tuple(row for row in range(*self.groups[group]) if self._country[row] == number)
