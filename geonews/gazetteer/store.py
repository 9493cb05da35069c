"""The gazetteer: queries over the compiled file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geonews.errors import GazetteerError
from geonews.gazetteer.container import Container
from geonews.gazetteer.lexicon import Lexicon
from geonews.gazetteer.names import NameIndex, NameKind
from geonews.gazetteer.positions import great_circle_km, km_outside, meet
from geonews.gazetteer.values import Candidate, Detail, OfficialArea, Outline
from geonews.model import BBox, GazetteerInfo, Place
from geonews.text import fold

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["DEGREE", "NO_BBOX", "Gazetteer"]

DEGREE = 100_000
"""Coordinates are stored as whole hundred-thousandths of a degree, about a metre."""

NO_BBOX = -(2**31)
"""Stored as the west edge of a row without a bounding box."""


class Gazetteer:
    """Places by name, by position and by shape; offline, memory-mapped, immutable.

    Use `Gazetteer.open`.

    Examples
    --------
    >>> gazetteer = Gazetteer.open()
    >>> [(place.feature, place.geonames_id) for place in gazetteer.lookup("Seoul")]
    [('ADM1', 1835847), ('PPLC', 1835848)]
    >>> gazetteer.lookup("No Such Place Anywhere")
    ()
    """

    def __init__(self, container: Container) -> None:
        self._container = container
        header = container.header
        self.info = GazetteerInfo(header["name"], header["version"], header["sha256"])
        self.attribution: tuple[str, ...] = tuple(header["attribution"])
        self._groups: dict[str, tuple[int, int]] = {
            name: (first, last) for name, (first, last) in header["groups"].items()
        }
        section = container.section
        self._tables: dict[str, Any] = json.loads(bytes(section("tables")))
        self._index = NameIndex(section("names_at"), section("names"))
        self._ids = section("geonames_id")
        self._lat = section("lat")
        self._lon = section("lon")
        self._weight = section("weight")
        self._country = section("country")
        self._admin1 = section("admin1")
        self._feature = section("feature")
        self._label_at = section("labels_at")
        self._label = section("labels")
        self._area = section("area_km2")
        self._official = section("official_km2")
        self._bbox = section("bbox")
        self._wikidata = section("wikidata")
        self._population = section("population")
        self._cells = section("cells")
        self._places: dict[int, Place] = {}

    @classmethod
    def open(cls, path: Path | None = None) -> Gazetteer:
        """Open a compiled gazetteer.

        Parameters
        ----------
        path : Path, optional
            A file that `geonews gazetteer build` wrote; None is the one that ships.

        Raises
        ------
        GazetteerError
            The file is missing, truncated, of another format or not a gazetteer.
        """
        shipped = path is None
        if path is None:
            path = Path(str(files("geonews") / "data" / "embedded.gazetteer"))
        try:
            return cls(Container(path))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            what = "the gazetteer that ships" if shipped else f"the gazetteer {str(path)!r}"
            raise GazetteerError(
                f"{what} lacks a part ({error}): build or install it again"
            ) from error

    def __reduce__(self) -> tuple[Any, ...]:
        return Gazetteer.open, (self._container.path,)

    @property
    def header(self) -> dict[str, Any]:
        """What the build says of itself: sources, counts, repairs, checksum."""
        return self._container.header

    def verify(self) -> None:
        """Compare the checksum of the whole file; raises GazetteerError where it differs."""
        self._container.verify()

    # Names -----------------------------------------------------------------------------------

    def find(self, folded: str) -> tuple[tuple[int, NameKind], ...]:
        """Return (row, kind) of all that bear a folded name, most prominent first."""
        return self._index.find(folded)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return every place that bears a name, most prominent first; none is cut off.

        Examples
        --------
        >>> found = Gazetteer.open().candidates("Kursk")
        >>> {c.place.feature for c in found} >= {"ADM1", "PPL"}
        True
        """
        return tuple(
            Candidate(self.place(row), kind, self._weight[row])
            for row, kind in self._index.find(fold(name))
        )

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Return the places that bear a name, most prominent first, without demonyms and codes."""
        seen: dict[int, None] = {}
        for row, kind in self._index.find(fold(name)):
            if kind <= NameKind.ABBREVIATION:
                seen.setdefault(row)
        return tuple(self.place(row) for row in seen)

    def place(self, row: int) -> Place:
        """Return the place of a row."""
        place = self._places.get(row)
        if place is None:
            place = self._places[row] = self._make(row)
            if len(self._places) > 50_000:
                self._places.clear()
        return place

    def _make(self, row: int) -> Place:
        towns = self._groups["towns"][0]
        extended = row < towns
        admin1 = self._admin1[row]
        weight = self._weight[row]
        group = "towns" if not extended else self._group(row)
        return Place(
            name=self.label(row),
            lat=self._lat[row] / DEGREE,
            lon=self._lon[row] / DEGREE,
            country=self._tables["countries"][self._country[row]] or None,
            admin1=self.label(self._groups["regions"][0] + admin1 - 1) if admin1 else None,
            feature=self._tables["features"][self._feature[row]],
            population=(self._population[row] if extended else weight) or None,
            area_km2=(round(self._area[row], 1) or None) if extended else None,
            bbox=self._row_bbox(row) if extended else None,
            geonames_id=self._ids[row] or None,
            wikidata_id=f"Q{self._wikidata[row]}" if extended and self._wikidata[row] else None,
            source=self._tables["sources"][group],
        )

    def _group(self, row: int) -> str:
        return next(name for name, (a, b) in self._groups.items() if a <= row < b)

    def _row_bbox(self, row: int) -> BBox | None:
        west, south, east, north = self._bbox[4 * row : 4 * row + 4]
        if west == NO_BBOX:
            return None
        return west / DEGREE, south / DEGREE, east / DEGREE, north / DEGREE

    def label(self, row: int) -> str:
        """Return the display name of a row."""
        at = self._label_at
        return str(bytes(self._label[at[row] : at[row + 1]]), "utf-8")

    def weight(self, row: int) -> int:
        """Return the prominence of a row; see `Candidate`."""
        return int(self._weight[row])

    def feature(self, row: int) -> str:
        """Return the GeoNames feature code of a row."""
        return str(self._tables["features"][self._feature[row]])

    def search(self, text: str, limit: int = 20) -> tuple[Place, ...]:
        """Return places for a person's search: exact first, then names that begin so.

        Reads a good part of the index where the text is short; `lookup` is for programs.
        """
        exact = list(dict.fromkeys(row for row, _ in self._index.find(fold(text))))
        if len(exact) < limit and (prefix := fold(text)):
            more = {row for _, rows in self._index.starting(prefix) for row in rows}
            exact += sorted(more.difference(exact), key=lambda row: (-self._weight[row], row))
        return tuple(self.place(row) for row in exact[:limit])

    def country_name(self, code: str) -> str | None:
        """Return the name of a country by its ISO 3166-1 alpha-2 code.

        Examples
        --------
        >>> Gazetteer.open().country_name("KR")
        'South Korea'
        """
        codes = self._tables["countries"]
        if code not in codes:
            return None
        number = codes.index(code)
        rows = range(*self._groups["countries"])
        return next((self.label(row) for row in rows if self._country[row] == number), None)

    # Positions -------------------------------------------------------------------------------

    def nearest(self, lat: float, lon: float, limit: int = 1) -> tuple[tuple[Place, float], ...]:
        """Return the nearest towns and their great-circle distances in km, nearest first.

        Examples
        --------
        >>> [(place.name, round(km)) for place, km in Gazetteer.open().nearest(51.73, 36.19)]
        [('Kursk', 1)]
        """
        best: list[tuple[float, int]] = []
        for ring in range(181 if limit > 0 else 0):
            if len(best) >= limit and best[limit - 1][0] < km_outside(lat, ring):
                break
            for row in self._ring_rows(lat, lon, ring):
                km = great_circle_km(lat, lon, self._lat[row] / DEGREE, self._lon[row] / DEGREE)
                best.append((km, row))
            best = sorted(best)[:limit]
        return tuple((self.place(row), km) for km, row in best)

    def _ring_rows(self, lat: float, lon: float, ring: int) -> Iterator[int]:
        row0, col0 = min(int(lat + 90), 179), int(lon + 180) % 360
        for row in range(row0 - ring, row0 + ring + 1):
            if not 0 <= row < 180:
                continue
            edge = abs(row - row0) == ring
            steps = range(-ring, ring + 1) if edge else sorted({-ring, ring})
            for col in sorted({(col0 + step) % 360 for step in steps}):
                cell = row * 360 + col
                yield from range(self._cells[cell], self._cells[cell + 1])

    # Shapes ----------------------------------------------------------------------------------

    def shape(self, place: Place, detail: Detail = "full") -> BaseGeometry | None:
        """Return the polygon of a place, or None where there is none.

        Parameters
        ----------
        place : Place
            From this gazetteer, or from another with a GeoNames id or the same name and country.
        detail : {'full', 'region', 'world'}
            ``full`` to measure; the others, simplified with shared borders kept, to draw.

        Returns
        -------
        shapely Polygon or MultiPolygon, or None
            Longitude and latitude in degrees (EPSG:4326).
        """
        row = self._row_of(place)
        return None if row is None else self._shape(row, detail)

    def _shape(self, row: int, detail: Detail) -> BaseGeometry | None:
        from geonews.gazetteer.geometry import QUANTUM, decode

        at = self._container.section(f"{detail}_at")
        start, end = at[row], at[row + 1]
        if start == end:
            return self._union(row, detail)
        return decode(self._container.section(detail)[start:end], QUANTUM[detail])

    def _union(self, row: int, detail: Detail) -> BaseGeometry | None:
        """Join the shapes of a row's parts; stored once, with the parts."""
        parts = self._members.get(row)
        if not parts:
            return None
        from shapely import union_all

        shapes = [self._shape(part, detail) for part in parts]
        return union_all([shape for shape in shapes if shape is not None])

    @cached_property
    def _members(self) -> dict[int, list[int]]:
        members = json.loads(bytes(self._container.section("members")))
        return {int(row): parts for row, parts in members.items()}

    @cached_property
    def lexicon(self) -> Lexicon:
        """Words that tell names of places from other capitalised words."""
        return Lexicon(**json.loads(bytes(self._container.section("lexicon"))))

    def _row_of(self, place: Place) -> int | None:
        """Find the shaped row of a place: by id and name where it has an id, else by name."""
        rows = self._rows_by_id.get(place.geonames_id or 0, ())
        if len(rows) > 1:
            rows = tuple(row for row in rows if self.label(row) == place.name) or rows
        if rows:
            return rows[0]
        if place.geonames_id or place.feature.startswith("PPL"):
            return None
        for row, kind in self._index.find(fold(place.name)):
            if row < self._groups["towns"][0] and kind <= NameKind.ALTERNATE:
                found = self.place(row)
                if (found.country, found.feature) == (place.country, place.feature) and (
                    found.admin1 == place.admin1
                ):
                    return row
        return None

    @cached_property
    def _rows_by_id(self) -> dict[int, tuple[int, ...]]:
        rows: dict[int, tuple[int, ...]] = {}
        for row, number in enumerate(self._ids[: self._groups["towns"][0]]):
            if number:
                rows[number] = (*rows.get(number, ()), row)
        return rows

    def official_area(self, place: Place) -> OfficialArea | None:
        """Return the area an authority states for a place, where the gazetteer carries one."""
        row = self._row_of(place)
        if row is None or not self._official[row]:
            return None
        return OfficialArea(self._official[row], None, self._tables["official_source"])

    def countries(self, bbox: BBox, detail: Detail) -> tuple[Outline, ...]:
        """Return the countries whose bounding box meets another, without disputed areas."""
        return tuple(self._outlines("countries", bbox, detail))

    def disputed(self, bbox: BBox, detail: Detail) -> tuple[Outline, ...]:
        """Return the disputed areas that meet a box, each with who claims and who holds it."""
        return tuple(self._outlines("disputed", bbox, detail))

    def regions(self, country: str, detail: Detail) -> tuple[Outline, ...]:
        """Return the first-level regions of a country (ISO 3166-1 alpha-2)."""
        codes = self._tables["countries"]
        if country not in codes:
            return ()
        number = codes.index(country)
        return tuple(
            Outline(self.label(row), country, geometry)
            for row in range(*self._groups["regions"])
            if self._country[row] == number
            and self.feature(row) == "ADM1"
            and (geometry := self._shape(row, detail)) is not None
        )

    def _outlines(self, group: str, bbox: BBox, detail: Detail) -> Iterator[Outline]:
        for row in range(*self._groups[group]):
            own = self._row_bbox(row)
            if own is None or not meet(own, bbox):
                continue
            geometry = self._shape(row, detail)
            if geometry is not None:
                code = self._tables["countries"][self._country[row]] or None
                note = self._tables["notes"].get(str(row), "")
                yield Outline(self.label(row), code, geometry, note)

    def disputed_lines(self, bbox: BBox) -> tuple[BaseGeometry, ...]:
        """Return the disputed borders that meet a box, as lines in degrees (EPSG:4326)."""
        from shapely import LineString

        lines = (LineString(points) for points in self._tables["disputed_lines"])
        return tuple(line for line in lines if meet(line.bounds, bbox))
