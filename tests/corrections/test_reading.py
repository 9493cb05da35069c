"""A file of corrections: what it may say, and how each fault is told by its line."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from geonews.corrections import read_corrections
from geonews.errors import CorrectionsError
from geonews.gazetteer import Gazetteer
from geonews.model import Article
from tests.corrections.conftest import Reader

SPRINGFIELD = 4951788


def square(name: str | None = None, lon: float = 36.0) -> dict[str, Any]:
    ring = [[lon, 51.0], [lon + 0.1, 51.0], [lon + 0.1, 51.1], [lon, 51.1], [lon, 51.0]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"name": name} if name else {}, "geometry": geometry}


def write_polygons(folder: Path, *features: dict[str, Any]) -> None:
    collection = {"type": "FeatureCollection", "features": features}
    (folder / "areas.geojson").write_text(json.dumps(collection), encoding="utf-8")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("4951788", (4951788, "Springfield")),
        ('"Kursk Oblast, Russia"', (538555, "Kursk Oblast")),
        ('"Kursk, Russia"', (538560, "Kursk")),
        ('"Springfield, Mass."', (4951788, "Springfield")),
        ('"Springfield, Massachusetts, USA"', (4951788, "Springfield")),
        ('"Seoul, South Korea"', (1835848, "Seoul")),
        ('"Paris, France"', (2988507, "Paris")),
        ('"Peru"', (3932488, "Peru")),
        ('"Donbas"', (None, "Donbas")),
        ("[51.73, 36.19]", (None, "X")),
        ("[-90, 180]", (None, "X")),
    ],
)
def test_a_place_is_told_by_id_by_name_or_by_coordinates(
    answer: str, expected: tuple[int | None, str], said: Reader
) -> None:
    (row,) = said(f'[[place]]\nname = "X"\nis = {answer}\n').rows
    assert row.place is not None
    assert (row.place.geonames_id, row.place.name) == expected


def test_a_row_has_all_that_it_says(said: Reader) -> None:
    (row,) = said(
        '\n[[place]]\nname = " St.  John’s "\nstory = "a.txt"\n'
        'role = "dateline"\nonly = [3, 1, 3]\n'
    ).rows
    assert (row.name, row.line, row.story) == ("St. John’s", 2, "a.txt")
    assert (row.role, row.only, row.place) == ("dateline", (1, 3), None)


def test_a_row_may_say_no_place_or_nothing_yet(said: Reader) -> None:
    corrections = said(
        '[[not_a_place]]\nname = "Branson"\n'
        '[[place]]\nname = "Paris Hilton"\nis = false\n'
        '[[place]]\nname = "Lima"\n'
    )
    told = {row.name: (row.line, row.is_no_place, row.is_open) for row in corrections.rows}
    assert told == {
        "Branson": (1, True, False),
        "Paris Hilton": (3, True, False),
        "Lima": (6, False, True),
    }


def test_a_file_that_says_nothing_says_nothing(said: Reader) -> None:
    corrections = said("# nothing yet\n")
    assert (corrections.rows, corrections.own, corrections.outlets) == ((), (), ())


def test_own_places_have_a_point_or_a_polygon(said: Reader, tmp_path: Path) -> None:
    write_polygons(tmp_path, square("Docks"), square("harbor quarter", lon=40.0))
    corrections = said(
        '[[own]]\nname = "Mill"\nat = [42.1, -72.5]\nfeature = "MLL"\npopulation = 12\n'
        '[[own]]\nname = "Harbor Quarter"\npolygon = "areas.geojson"\ncountry = "US"\n'
        '[[place]]\nname = "the Quarter"\nis = "Harbor Quarter"\n'
    )
    mill, harbor = (own.place for own in corrections.own)
    assert (mill.lat, mill.lon, mill.feature, mill.population) == (42.1, -72.5, "MLL", 12)
    assert (harbor.country, harbor.feature, harbor.source) == ("US", "AREA", "corrections")
    assert harbor.bbox == (40.0, 51.0, 40.1, 51.1)
    assert 40 < harbor.lon < 40.1
    assert harbor.area_km2 == pytest.approx(78.1, abs=0.5)
    (area,) = corrections.areas
    assert (area.name, area.source) == ("Harbor Quarter", "areas.geojson")
    assert corrections.rows[0].place == harbor


def test_the_only_polygon_of_a_file_needs_no_name(said: Reader, tmp_path: Path) -> None:
    write_polygons(tmp_path, square())
    (own,) = said('[[own]]\nname = "Harbor"\npolygon = "areas.geojson"\n').own
    assert own.area is not None
    assert own.area.name == "Harbor"


@pytest.mark.parametrize(
    ("article", "home"),
    [
        (Article("", source="Bugle.example"), "Texas"),
        (Article("", url="https://www.bugle.example/a"), "Texas"),
        (Article("", url="https://notbugle.example/a"), None),
        (Article("", url="https://[bad"), None),
        (Article("", source="The Daily Planet"), "Massachusetts"),
        (Article(""), None),
    ],
)
def test_an_outlet_is_at_home(article: Article, home: str | None, said: Reader) -> None:
    corrections = said('[outlets]\nbugle.example = "Paris, Texas"\n"The Daily Planet" = 4951788\n')
    found = corrections.home_for(article)
    assert (found.admin1 if found else None) == home


ROW = '[[place]]\nname = "X"\n'
OWN = '[[own]]\nname = "X"\n'
FAULTS = [
    ("[[place]\n", 1, "not TOML, column 8"),
    ('\n[[place]]\nname = "X\n', 3, "not TOML"),
    ('[[place]]\nname = "X"\nname = "Y"\n', 3, "not TOML"),
    ('[[place]]\nname = """X', 2, "not TOML"),
    ("x = " + "[" * 5000, 1, "nests too deep"),
    ("x = " + "9" * 5000, 1, "a number too long"),
    ("# " + "x" * 10_001, 1, "over 10,000 characters"),
    ("\n\na" + ".a" * 40 + " = 1", 3, "no name has so many dots"),
    ("\n\n[[plaice]]\n", 3, "'plaice' is none of [[place]]"),
    ('\n[place]\nname = "X"\n', 2, "write each place under its own [[place]]"),
    ("\n[[outlets]]\n", 2, "under one [outlets]"),
    ('\n[[place]]\nnmae = "X"\n', 3, "[[place]] has no 'nmae': it knows name, is, role"),
    ('\n[[not_a_place]]\nname = "X"\nis = 1\n', 4, "[[not_a_place]] has no 'is'"),
    ("\n[[place]]\nis = 4951788\n", 2, "[[place]] needs a name"),
    ("\n[[place]]\nname = 7\n", 3, "needs a name"),
    ('\n[[place]]\nname = " "\n', 3, "needs a name"),
    ('\n[[place]]\nname = "--"\n', 3, "the name '--' holds no letter"),
    ('\n[[place]]\nname = "a\\u0007b"\n', 3, "the name 'a\\x07b' holds a control character"),
    (f'[[place]]\nname = "{"x" * 201}"\n', 2, "over 200 characters"),
    (f"{ROW}is = true\n", 3, "'X' is True: give a GeoNames id"),
    (f"{ROW}is = 1.5\n", 3, "'X' is 1.5: give a GeoNames id"),
    (f'{ROW}is = ""\n', 3, "'X' is '': give a GeoNames id"),
    (f"{ROW}is = 1\n", 3, "'X' is 1: no place of the gazetteer has this GeoNames id"),
    (f"{ROW}is = -{'9' * 4000}\n", 3, "no place of the gazetteer"),
    (f'{ROW}is = "Nosuchtown"\n', 3, "'X' is 'Nosuchtown': the gazetteer knows no such place"),
    (f'{ROW}is = "Springfield, US"\n', 3, "4951788 (Springfield, Massachusetts, US, PPL)"),
    (f'{ROW}is = "Georgia"\n', 3, "any of 2 places: 614540 (Georgia, GE, PCLI); 4197000"),
    (f"{ROW}is = [1]\n", 3, "'X' is no position: give [latitude, longitude]"),
    (f'{ROW}is = [1, "2"]\n', 3, "is no position"),
    (f"{ROW}is = [true, 2]\n", 3, "is no position"),
    (f"{ROW}is = [nan, 2]\n", 3, "give two finite numbers"),
    (f"{ROW}is = [{'9' * 400}, 2]\n", 3, "give two finite numbers"),
    (f"{ROW}is = [138.5, -34.9]\n", 3, "latitude stands first"),
    (f"{ROW}is = [\n 10,\n 181]\n", 3, "is [10, 181], out of range"),
    (f'{ROW}role = "main"\n', 3, "role is 'main': give one of literal, associative, dateline"),
    (f"{ROW}role = []\n", 3, "role is []"),
    (f'{ROW}is = false\nrole = "literal"\n', 4, "has no role"),
    (f"{ROW}story = 3\n", 3, "story is 3"),
    (f'{ROW}story = ""\n', 3, "story is ''"),
    (f"{ROW}only = 1\n", 3, "only is 1: give numbers from 1"),
    (f"{ROW}only = []\n", 3, "only is []"),
    (f"{ROW}only = [0]\n", 3, "only is [0]"),
    (f"{ROW}only = [true]\n", 3, "only is [True]"),
    (f"{ROW}is = 4951788\n{ROW}is = 4250542\n", 4, "line 1 says something else of 'X'"),
    (f'{ROW}is = 4951788\n[[not_a_place]]\nname = "X"\n', 4, "line 1 says something else"),
    (f'{ROW}is = 4951788\n{ROW}role = "literal"\n', 4, "line 1 says something else"),
    (f"{ROW}is = 4951788\nonly = [1, 2]\n{ROW}is = false\nonly = [2]\n", 5, "line 1 says"),
    (f'{ROW}is = 4951788\nstory = "a"\n{ROW}is = false\nstory = "a"\n', 5, "of 'X' in 'a'"),
    (OWN, 2, "needs either at = [latitude, longitude] or polygon"),
    (f'{OWN}at = [1, 2]\npolygon = "x"\n', 4, "needs either at"),
    (f"{OWN}at = [91, 2]\n", 3, "at is [91, 2]"),
    (f"{OWN}at = 5\n", 3, "at is no position"),
    (f'{OWN}at = [1, 2]\ncountry = "USA"\n', 4, "country is 'USA': give two letters"),
    (f'{OWN}at = [1, 2]\nfeature = "mill"\n', 4, "feature is 'mill': give a GeoNames code"),
    (f"{OWN}at = [1, 2]\npopulation = -1\n", 4, "population is -1"),
    (f"{OWN}at = [1, 2]\n{OWN}at = [1, 2]\n", 5, "'X' is already in line 1"),
    (f'{OWN}polygon = "no.geojson"\n', 3, "does not exist"),
    (f'{OWN}polygon = "."\n', 3, "is no file"),
    (f'{OWN}polygon = "/dev/zero"\n', 3, "is no file"),
    (f"{OWN}polygon = 3\n", 3, "polygon is 3"),
    (f'{OWN}polygon = "desk.toml"\n', 3, "is not JSON"),
    (f'{OWN}polygon = "areas.geojson"\n', 3, "has 2 polygons ('Docks', 'Piers') and none of"),
    ('[outlets]\n"a.example" = "Nosuchtown"\n', 2, "'a.example' is 'Nosuchtown': the gazetteer"),
    ("[outlets]\na.example = 0.5\n", 2, "'a.example' is 0.5: give a GeoNames id"),
    ('\n[outlets]\n"" = 4951788\n', 3, "the outlet '' has no home"),
]


@pytest.mark.parametrize(("text", "line", "words"), FAULTS, ids=range(len(FAULTS)))
def test_a_fault_is_one_line_with_its_place(
    text: str, line: int, words: str, said: Reader, tmp_path: Path
) -> None:
    write_polygons(tmp_path, square("Docks"), square("Piers"))
    with pytest.raises(CorrectionsError) as caught:
        said(text)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'desk.toml'}:{line}: ")
    assert words in message
    assert message.isprintable()
    assert len(message) < len(str(tmp_path)) * 2 + 500


def test_the_same_said_twice_is_no_contradiction(said: Reader) -> None:
    text = f"{ROW}is = 4951788\n{ROW}is = 4951788\n{ROW}"
    assert len(said(text).rows) == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "do not exist: check the path, or write a template"),
        (b"# \xff", "desk.toml:1: this is not UTF-8"),
        (b"\n\n# \xe9", "desk.toml:3: this is not UTF-8"),
        (b"#\n" * 5_000_001, "are over 10,000,000 bytes"),
    ],
)
def test_a_file_that_is_none_is_told(
    content: bytes | None, words: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    path = tmp_path / "desk.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CorrectionsError, match=words):
        read_corrections(path, gazetteer)


@pytest.mark.parametrize("path", [Path(), Path(os.devnull)])
def test_what_is_no_file_is_told(path: Path, gazetteer: Gazetteer) -> None:
    with pytest.raises(CorrectionsError, match="are no file"):
        read_corrections(path, gazetteer)


def test_windows_lines_and_a_byte_order_mark_are_read(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = tmp_path / "desk.toml"
    path.write_bytes('\ufeff[[place]]\r\nname = "X"\r\nis = 4951788\r\n'.encode())
    assert [row.line for row in read_corrections(path, gazetteer).rows] == [1]
