"""The gazetteer: queries over the compiled file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from functools import cached_property
from heapq import heappush, heappushpop
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geonews.errors import GazetteerError
from geonews.gazetteer.columns import DEGREE, Columns
from geonews.gazetteer.container import Container
from geonews.gazetteer.lexicon import Lexicon
from geonews.gazetteer.names import NameIndex, NameKind
from geonews.gazetteer.positions import great_circle_km, km_outside, within
from geonews.gazetteer.shapes import Shapes
from geonews.gazetteer.values import (
    Candidate,
    Convention,
    Detail,
    Dispute,
    OfficialArea,
    Outline,
)
from geonews.gazetteer.views import NEUTRAL
from geonews.gazetteer.views import worldview as known_view
from geonews.model import BBox, GazetteerInfo, Place
from geonews.text import fold

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Gazetteer"]


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
        section = container.section
        self._tables: dict[str, Any] = json.loads(bytes(section("tables")))
        self._index = NameIndex(
            section("names_at"),
            section("names"),
            order=section("order") if "order" in container else None,
            ranks=section("ranks") if "order" in container else None,
        )
        self._columns = Columns(container, self._tables)
        self._shapes = Shapes(container, self._columns, self._tables, NEUTRAL)
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
        return _reopened, (self._container.path, self.worldview)

    @property
    def header(self) -> dict[str, Any]:
        """What the build says of itself: sources, counts, repairs, checksum."""
        return self._container.header

    @property
    def container(self) -> Container:
        """The mapped file, for what takes it over whole."""
        return self._container

    def verify(self, at_most_bytes: int | None = None) -> None:
        """Compare the checksum of the whole file; raises GazetteerError where it differs.

        Parameters
        ----------
        at_most_bytes : int, optional
            A larger file is left alone.
        """
        if at_most_bytes is None or self._container.path.stat().st_size <= at_most_bytes:
            self._container.verify()

    # Worldviews ------------------------------------------------------------------------------

    @property
    def worldview(self) -> str:
        """Whose borders are drawn: ``neutral``, ``un``, or an ISO 3166-1 code."""
        return self._shapes.view

    def viewed(self, worldview: str) -> Gazetteer:
        """Return the same gazetteer with the borders of another worldview.

        Parameters
        ----------
        worldview : str
            ``neutral``: what states dispute belongs to none; ``un``; or a country's two letters:
            what it claims is its own.

        Raises
        ------
        OptionError
            There is no such worldview.

        Examples
        --------
        >>> gazetteer = Gazetteer.open()
        >>> [gazetteer.viewed(view).dispute_at(45.0, 34.1).owner for view in ("neutral", "un")]
        [None, 'UA']
        """
        view = known_view(worldview, self._tables["countries"])
        if view == self.worldview:
            return self
        other = copy(self)
        other._shapes = Shapes(self._container, self._columns, self._tables, view)
        other._places = {}
        return other

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """Every disputed area, with whose it is in this worldview."""
        return self._shapes.disputes

    def dispute_at(self, lat: float, lon: float) -> Dispute | None:
        """Return the disputed area that holds a point (WGS84 degrees), or None."""
        found = self._shapes.dispute_at(lat, lon)
        return found[1] if found else None

    def dispute_of(self, place: Place) -> Dispute | None:
        """Return the disputed area that a place is, or lies in; None for one that reaches beyond.

        Examples
        --------
        >>> gazetteer = Gazetteer.open()
        >>> gazetteer.dispute_of(gazetteer.lookup("Simferopol")[0]).name
        'Crimea'
        """
        if place.is_country:
            return next((d for d in self.disputes if d.code and d.code == place.country), None)
        found = self._shapes.dispute_at(place.lat, place.lon)
        if found is None:
            return None
        row, dispute = found
        if place.feature == "PPLC" and place.country != dispute.code:
            # Nicosia: the border through a capital is finer than any drawn here.
            return None
        return dispute if within(place.bbox, self._columns.bbox(row)) else None

    def conventions(self, place: Place) -> tuple[Convention, ...]:
        """Return the ways to draw a place that disputed areas leave, this worldview's first.

        Examples
        --------
        >>> gazetteer = Gazetteer.open()
        >>> ukraine = gazetteer.lookup("Ukraine")[0]
        >>> [round(c.area_km2, -3) for c in gazetteer.conventions(ukraine)]
        [572000.0, 599000.0]
        """
        row = self._row_of(place)
        return () if row is None else self._shapes.conventions(row)

    def seen(self, place: Place) -> Place:
        """Return a place with the country it belongs to in this worldview.

        A disputed area that nobody owns is in no country. One with a code of its own is a country
        where it owns itself or nobody does, else a region of its owner.

        Examples
        --------
        >>> gazetteer = Gazetteer.open()
        >>> kerch = gazetteer.lookup("Kerch")[0]
        >>> [gazetteer.viewed(view).seen(kerch).country for view in ("neutral", "un", "RU")]
        [None, 'UA', 'RU']
        """
        dispute = self.dispute_of(place)
        if dispute is None or dispute.owner == place.country:
            return place
        if dispute.code == place.country and dispute.owner is None:
            return place
        owner = dispute.owner if dispute.owner in self._tables["countries"] else None
        feature = place.feature
        if owner is not None:
            feature = {"PPLC": "PPLA", "PCLI": "ADM1", "PCLD": "ADM1"}.get(feature, feature)
        return replace(place, country=owner, feature=feature)

    # Names -----------------------------------------------------------------------------------

    def find(self, folded: str) -> tuple[tuple[int, NameKind], ...]:
        """Return (row, kind) of all that bear a folded name, most prominent first."""
        return self._index.find(folded)

    def names(self) -> Iterator[tuple[str, tuple[tuple[int, NameKind], ...]]]:
        """Yield every folded name with the (row, kind) of all that bear it."""
        return iter(self._index)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return every place that bears a name, most prominent first; none is cut off.

        Examples
        --------
        >>> found = Gazetteer.open().candidates("Kursk")
        >>> {c.place.feature for c in found} >= {"ADM1", "PPL"}
        True
        """
        return tuple(
            Candidate(self.place(row), kind, self._columns.weight[row])
            for row, kind in self._index.find(fold(name))
        )

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Return the places that bear a name, most prominent first, without demonyms and codes."""
        seen: dict[int, None] = {}
        for row, kind in self._index.find(fold(name)):
            if kind.is_name:
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
        columns = self._columns
        return Place(
            name=columns.label(row),
            lat=columns.lat[row] / DEGREE,
            lon=columns.lon[row] / DEGREE,
            country=columns.country(row),
            admin1=columns.admin1(row),
            feature=columns.feature(row),
            population=columns.population(row),
            area_km2=self._shapes.area_km2(row),
            bbox=self._shapes.bbox(row),
            geonames_id=columns.geonames_id[row] or None,
            wikidata_id=columns.wikidata_id(row),
            source=columns.source(row),
        )

    def by_id(self, geonames_id: int) -> Place | None:
        """Return the place with a GeoNames id, or None; all rows are looked through.

        Examples
        --------
        >>> Gazetteer.open().by_id(538555).name
        'Kursk Oblast'
        """
        import numpy as np

        if not 0 < geonames_id < 2**32:
            return None
        rows = np.flatnonzero(np.asarray(self._columns.geonames_id) == geonames_id)
        return self.place(int(rows[0])) if len(rows) else None

    def label(self, row: int) -> str:
        """Return the display name of a row."""
        return self._columns.label(row)

    def weight(self, row: int) -> int:
        """Return the prominence of a row; see `Candidate`."""
        return int(self._columns.weight[row])

    def feature(self, row: int) -> str:
        """Return the GeoNames feature code of a row."""
        return self._columns.feature(row)

    def admin2_name(self, place: Place) -> str | None:
        """Return the name of the second-level area that holds a place, where the file has it.

        Imported gazetteers have it: Greene County of Springfield, Missouri.
        """
        for row, _ in self._index.find(fold(place.name)):
            if self._columns.geonames_id[row] == place.geonames_id:
                return self._columns.admin2(row)
        return None

    def search(self, text: str, limit: int = 20) -> tuple[Candidate, ...]:
        """Return what a person may be searching for: exact names first, then beginnings of names.

        Of an embedded gazetteer it reads a good part of the index where the text is short; `lookup`
        is for programs.

        Examples
        --------
        >>> [found.place.name for found in Gazetteer.open().search("Novosibirs", limit=2)]
        ['Novosibirsk Oblast', 'Novosibirsk']
        """
        prefix = fold(text)
        kinds: dict[int, NameKind] = {}
        for row, kind in self._index.find(prefix):
            kinds.setdefault(row, kind)
        found = list(kinds)
        if len(found) < limit and prefix:
            more = self._beginning(prefix, limit)
            kinds = more | kinds
            found += sorted(more.keys() - found, key=lambda row: (-self.weight(row), row))
        return tuple(
            Candidate(self.place(row), kinds[row], self.weight(row)) for row in found[:limit]
        )

    def _beginning(self, prefix: str, limit: int) -> dict[int, NameKind]:
        """Return rows with a name that begins so: all, or at least the most prominent."""
        kinds: dict[int, NameKind] = {}
        best: list[int] = []
        for _, bearers in self._index.starting(prefix):
            top = max(self.weight(row) for row, _ in bearers)
            # What follows may be a tenth more prominent; see `NameIndex.is_ranked`.
            if self._index.is_ranked and len(best) == limit and best[0] > 1.1 * top + 1:
                break
            for row, kind in bearers:
                if row not in kinds:
                    (heappush if len(best) < limit else heappushpop)(best, self.weight(row))
                kinds[row] = min(kind, kinds.get(row, kind))
        return kinds

    def country_name(self, code: str) -> str | None:
        """Return the name of a country by its ISO 3166-1 alpha-2 code.

        Examples
        --------
        >>> Gazetteer.open().country_name("KR")
        'South Korea'
        """
        return next(map(self.label, self._columns.in_country("countries", code)), None)

    # Positions -------------------------------------------------------------------------------

    def nearest(self, lat: float, lon: float, limit: int = 1) -> tuple[tuple[Place, float], ...]:
        """Return the nearest towns and their great-circle distances in km, nearest first.

        Examples
        --------
        >>> [(place.name, round(km)) for place, km in Gazetteer.open().nearest(51.73, 36.19)]
        [('Kursk', 1)]
        """
        columns = self._columns
        best: list[tuple[float, int]] = []
        for ring in range(181 if limit > 0 else 0):
            if len(best) >= limit and best[limit - 1][0] < km_outside(lat, ring):
                break
            for row in self._ring_rows(lat, lon, ring):
                at = columns.lat[row] / DEGREE, columns.lon[row] / DEGREE
                km = great_circle_km(lat, lon, *at)
                best.append((km, row))
            best = sorted(best)[:limit]
        return tuple((self.place(row), km) for km, row in best)

    def _ring_rows(self, lat: float, lon: float, ring: int) -> Iterator[int]:
        cells = self._columns.cells
        row0, col0 = min(int(lat + 90), 179), int(lon + 180) % 360
        for row in range(row0 - ring, row0 + ring + 1):
            if not 0 <= row < 180:
                continue
            edge = abs(row - row0) == ring
            steps = range(-ring, ring + 1) if edge else sorted({-ring, ring})
            for col in sorted({(col0 + step) % 360 for step in steps}):
                cell = row * 360 + col
                yield from range(cells[cell], cells[cell + 1])

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
        return None if row is None else self._shapes.shape(row, detail)

    def row_shape(self, row: int, detail: Detail) -> BaseGeometry | None:
        """Return the polygon of a row, or None where there is none; see `shape`."""
        return self._shapes.shape(row, detail)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Words that tell names of places from other capitalised words."""
        return Lexicon(**json.loads(bytes(self._container.section("lexicon"))))

    def _row_of(self, place: Place) -> int | None:
        """Find the shaped row of a place: by id and name where it has an id, else by name."""
        rows = self._rows_by_id.get(place.geonames_id or 0, ())
        if len(rows) > 1:
            # The source gives some provinces the id, and even the name, of their region.
            rows = tuple(r for r in rows if self._columns.feature(r) == place.feature) or rows
            rows = tuple(row for row in rows if self.label(row) == place.name) or rows
        if rows:
            return rows[0]
        if place.geonames_id:
            return None
        for row, kind in self._index.find(fold(place.name)):
            if row < self._columns.towns and kind <= NameKind.ALTERNATE:
                found = self.place(row)
                # A worldview may have given it another country since.
                same_spot = (found.lat, found.lon) == (place.lat, place.lon)
                if (found.feature, found.admin1) == (place.feature, place.admin1) and (
                    same_spot or found.country == place.country
                ):
                    return row
        return None

    @cached_property
    def _rows_by_id(self) -> dict[int, tuple[int, ...]]:
        rows: dict[int, tuple[int, ...]] = {}
        for row, number in enumerate(self._columns.geonames_id[: self._columns.towns]):
            if number:
                rows[number] = (*rows.get(number, ()), row)
        return rows

    def official_area(self, place: Place) -> OfficialArea | None:
        """Return the area an authority states for a place, where the gazetteer carries one.

        Examples
        --------
        >>> gazetteer = Gazetteer.open()
        >>> official = gazetteer.official_area(gazetteer.lookup("Rome")[0])
        >>> official.total_km2, official.source
        (1285.0, 'Istat, 2021')
        """
        stated = self._tables.get("official_areas", {"rows": {}})
        if place.feature.startswith("PPL") and place.geonames_id:
            # Towns have no column for it.
            town = stated.get("towns", {}).get(str(place.geonames_id))
            if town is not None:
                total_km2, land_km2, source = town
                return OfficialArea(total_km2, land_km2, stated["sources"][source])
        row = self._row_of(place)
        total_km2 = None if row is None else self._columns.official_km2(row)
        if total_km2 is None:
            return None
        if str(row) not in stated["rows"]:
            return OfficialArea(total_km2, None, self._tables["official_source"])
        land_km2, source = stated["rows"][str(row)]
        return OfficialArea(total_km2, land_km2, stated["sources"][source])

    def countries(self, bbox: BBox, detail: Detail) -> tuple[Outline, ...]:
        """Return the countries that meet a box, as the worldview draws them."""
        return self._shapes.countries(bbox, detail)

    def disputed(self, bbox: BBox, detail: Detail) -> tuple[Outline, ...]:
        """Return the areas that meet a box and are nobody's, each with who claims and holds it."""
        return self._shapes.disputed(bbox, detail)

    def regions(self, country: str, detail: Detail) -> tuple[Outline, ...]:
        """Return the first-level regions of a country (ISO 3166-1 alpha-2)."""
        return self._shapes.regions(country, detail)

    def disputed_lines(self, bbox: BBox) -> tuple[BaseGeometry, ...]:
        """Return the disputed borders that meet a box, as lines in degrees (EPSG:4326)."""
        return self._shapes.disputed_lines(bbox)


def _reopened(path: Path, worldview: str) -> Gazetteer:
    return Gazetteer.open(path).viewed(worldview)
