"""Stories mapped through geopy's own Nominatim class against a real Nominatim on this machine."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from geopy.geocoders import Nominatim
from shapely import Point, get_coordinates
from shapely.geometry import shape

from geonews.cli import main
from geonews.errors import GeocoderError
from geonews.gazetteer import Gazetteer
from geonews.geocode import GeopySource
from geonews.geocode.embedded import EmbeddedGeocoder
from geonews.geocode.normalise import to_place
from geonews.model import Article, Place
from geonews.pipeline import analyse
from tests.geocode.nominatim import result

pytestmark = pytest.mark.nominatim

_STORY = """SEOUL, South Korea — Two soldiers were captured near Sudzha, in Russia's Kursk region, \
officials in Kyiv said on Monday.

Guns were heard in Sumy, Ukraine, and barges on the Dnieper stood still. Moscow did not comment, \
and the radio in Pyongyang, North Korea, played music. Ferries to Jeju Island ran late.
"""
# What places.osm says of them: name, kind, country, region, Wikidata id, people.
_PLACES = {
    "SEOUL": ("Seoul", "PPLC", "KR", None, "Q8684", 10349312),
    "South Korea": ("South Korea", "PCLI", "KR", None, "Q884", None),
    "Sudzha": ("Sudzha", "PPL", "RU", "Kursk Oblast", None, 6940),
    "Russia": ("Russia", "PCLI", "RU", None, "Q159", None),
    "Kursk": ("Kursk Oblast", "ADM1", "RU", None, "Q3178", None),
    "Kyiv": ("Kyiv", "PPLC", "UA", None, "Q1899", 2952301),
    "Sumy": ("Sumy", "PPL", "UA", "Sumy Oblast", None, 256474),
    "Ukraine": ("Ukraine", "PCLI", "UA", None, "Q212", None),
    "Moscow": ("Moscow", "PPLC", "RU", None, "Q649", 10381222),
    "Pyongyang": ("Pyongyang", "PPLC", "KP", None, "Q18808", 3222000),
    "North Korea": ("North Korea", "PCLI", "KP", None, "Q423", None),
    "Jeju Island": ("Jeju Island", "ISL", "KR", None, None, None),
}
_JEJU = (126.16, 33.3, 126.27, 33.2, 126.84, 33.31, 126.95, 33.47, 126.79, 33.56, 126.31, 33.46)
_ALL = {"language": "en", "addressdetails": True, "extratags": True, "namedetails": True}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one and holds all that is kept."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("GEONEWS_")]:
        monkeypatch.delenv(name)
    for name in ("GEONEWS_CACHE_DIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    return tmp_path


@pytest.fixture
def nominatim(address: str) -> Nominatim:
    """Geopy's own class, asking the real Nominatim."""
    return Nominatim(domain=address, scheme="http", user_agent="loopback tests", timeout=30)


def _run(address: str, *words: str, geocoder: str = "nominatim", story: str = _STORY) -> Result:
    service = ["--geocoder", geocoder, "--domain", f"http://{address}"]
    agent = ["--user-agent", "loopback tests tests@example.org"]
    done = CliRunner().invoke(main, [*words, *service, *agent], input=story)
    assert done.exit_code == 0, done.output
    return done


def _mentions(address: str, story: str = _STORY, **choices: str) -> dict[str, dict[str, Any]]:
    """Return what the command says of each place that a story names."""
    done = _run(address, "locate", "-", "--format", "json", story=story, **choices)
    report = json.loads(done.stdout)
    return {m["text"]: m for m in report["mentions"] if m["kind"] == "place"}


def test_a_story_is_located(address: str) -> None:
    places = {text: mention["place"] for text, mention in _mentions(address).items()}
    keys = ("name", "feature", "country", "admin1", "wikidata_id", "population")
    river = places.pop("Dnieper")
    assert {text: tuple(p[key] for key in keys) for text, p in places.items()} == _PLACES
    assert (river["name"], river["feature"]) == ("Dnieper", "STM")
    assert {place["source"] for place in [*places.values(), river]} == {"nominatim"}


def test_places_have_positions_and_boxes(address: str) -> None:
    places = {text: mention["place"] for text, mention in _mentions(address).items()}
    for place in places.values():
        west, south, east, north = place["bbox"]
        assert west < place["lon"] < east
        assert south < place["lat"] < north
    assert (places["Sudzha"]["lat"], places["Sudzha"]["lon"]) == (51.19, 35.27)
    assert places["Jeju Island"]["bbox"] == [126.16, 33.2, 126.95, 33.56]
    assert places["Kursk"]["bbox"] == [34.19, 50.96, 38.41, 52.37]


@pytest.mark.parametrize(
    ("story", "country", "region", "lat"),
    [
        ("The council of Lima, Ohio, met on Monday.", "US", "Ohio", 40.74),
        ("Rain fell on Lima, Peru, and on Callao.", "PE", None, -12.04),
        ("Rain fell on Lima.", "PE", None, -12.04),
    ],
)
def test_namesakes_are_told_apart(
    address: str, story: str, country: str, region: str | None, lat: float
) -> None:
    place = _mentions(address, story)["Lima"]["place"]
    assert (place["country"], place["admin1"], place["lat"]) == (country, region, lat)


def test_an_unknown_name_costs_itself_alone(address: str) -> None:
    mentions = _mentions(address, "Snow fell on Seoul and on Busan, South Korea.")
    assert mentions["Busan"]["status"] == "unresolved"
    assert mentions["Busan"]["place"] is None
    assert "'Busan'" in mentions["Busan"]["reason"]
    assert mentions["Seoul"]["place"]["country"] == "KR"
    assert mentions["South Korea"]["status"] == "resolved"


def test_the_page_shows_the_places_and_thanks_openstreetmap(address: str, folder: Path) -> None:
    _run(address, "map", "-", "-o", "map.html")
    page = (folder / "map.html").read_text(encoding="utf-8")
    assert "© OpenStreetMap contributors" in page
    for name in ("Seoul", "Sudzha", "Kursk Oblast", "Jeju Island", "Dnieper"):
        assert name in page
    assert address not in page


def test_polygons_are_those_of_the_service(address: str, folder: Path) -> None:
    _run(address, "map", "-", "-o", "map.geojson")
    features = json.loads((folder / "map.geojson").read_text(encoding="utf-8"))["features"]
    outlines = [shape(f["geometry"]) for f in features if f["geometry"] is not None]
    island = [area for area in outlines if area.covers(Point(126.5, 33.4)) and area.area < 1]
    assert [set(get_coordinates(area).flat) for area in island] == [set(_JEJU)]


def test_a_chain_asks_nominatim_for_the_rest(address: str) -> None:
    mentions = _mentions(address, geocoder="embedded,nominatim")
    assert {text for text, m in mentions.items() if m["place"] is None} == set()
    assert mentions["Kursk"]["place"]["name"] == "Kursk Oblast"
    assert mentions["Kursk"]["place"]["source"] != "nominatim"


def test_a_chain_finds_a_village_that_only_nominatim_has(address: str) -> None:
    story = "Troops entered the village of Gogolevka in the Kursk region, near Sudzha."
    mentions = _mentions(address, geocoder="embedded,nominatim", story=story)
    sources = {text: mention["place"]["source"] for text, mention in mentions.items()}
    assert sources["Gogolevka"] == "nominatim"
    assert {sources["Kursk"], sources["Sudzha"]}.isdisjoint({"nominatim"})
    place = mentions["Gogolevka"]["place"]
    assert (place["feature"], place["country"]) == ("PPL", "RU")


def test_a_region_may_be_asked_for_by_its_kind(nominatim: Nominatim) -> None:
    source = GeopySource(nominatim, "nominatim", asked_with=_ALL)
    assert {c.place.feature for c in source.regions_named("Kursk")} == {"ADM1"}
    assert source.regions_named("Sudzha") == ()


def test_a_geocoder_of_ones_own(nominatim: Nominatim) -> None:
    source = GeopySource(nominatim, "nominatim", asked_with=_ALL)
    report = analyse(Article(_STORY), source=source)
    placed = {m.text: m.place for m in report.mentions if m.kind == "place" and m.place}
    assert placed.keys() == _PLACES.keys() | {"Dnieper"}
    assert placed["Kursk"].feature == "ADM1"
    assert {place.source for place in placed.values()} == {"nominatim"}


def test_a_geocoder_asked_with_nothing_answers_too(nominatim: Nominatim) -> None:
    """The names then are those of the country itself, and no country is told."""
    place = GeopySource(nominatim, "nominatim").candidates("Sudzha")[0].place
    assert (place.name, place.lat, place.lon, place.feature) == ("Суджа", 51.19, 35.27, "PPL")


def test_a_country_that_the_map_lacks(nominatim: Nominatim) -> None:
    """Nominatim has a table of countries of its own: a point, and no object of OpenStreetMap."""
    (found,) = GeopySource(nominatim, "nominatim", asked_with=_ALL).candidates("Germany")
    assert _described(found.place) == ("Germany", "DE", None, "PCLI")
    assert 47 < found.place.lat < 56
    assert 5 < found.place.lon < 16


def test_reverse_agrees_with_the_embedded_gazetteer(nominatim: Nominatim) -> None:
    point = (51.2, 35.28)
    found = to_place(nominatim.reverse(point, language="en"), "nominatim")
    embedded = to_place(EmbeddedGeocoder(Gazetteer.open()).reverse(point), "embedded")
    assert found is not None
    assert embedded is not None
    assert _described(found) == _described(embedded) == ("Sudzha", "RU", "Kursk Oblast", "PPL")


def test_reverse_at_sea_is_none(nominatim: Nominatim) -> None:
    assert nominatim.reverse((0.0, -30.0)) is None


@pytest.mark.parametrize(
    "name",
    [
        "'; DROP TABLE placex; --",
        "Kursk'); DELETE FROM placex WHERE ('1'='1",
        "<script>alert(1)</script>",
        "${alert(1)}",
        "Atlantis&limit=50&format=xml#",
        "../../../etc/passwd",
        "%00%0d%0aSet-Cookie: a=b",
        "\u202eaduS",
        "a\r\nHost: elsewhere",
        "\x00",
        "\U0001f30d" * 50,
        "x" * 3000,
        "Atlantis " * 300,
        "",
        "//",
    ],
    ids=lambda name: ascii(name)[:20],
)
def test_a_hostile_name_is_a_name_nobody_knows(nominatim: Nominatim, name: str) -> None:
    source = GeopySource(nominatim, "nominatim", asked_with=_ALL)
    assert source.candidates(name) == ()
    assert [c.place.name for c in source.candidates("Sudzha")] == ["Sudzha"]


def test_a_name_that_cannot_be_sent_is_told(nominatim: Nominatim) -> None:
    with pytest.raises(GeocoderError, match="ud800"):
        GeopySource(nominatim, "nominatim").candidates("\ud800")


def test_the_stand_in_answers_as_the_real_one_does(nominatim: Nominatim) -> None:
    """What tests/geocode/nominatim.py writes by hand has the real answer's keys and types."""
    real = nominatim.geocode("Kursk", language="en", addressdetails=True).raw
    ours = result("Kursk", 51.73, 36.19, address={"country_code": "ru"})
    assert {key: type(value) for key, value in ours.items()} == {
        key: type(real.get(key)) for key in ours
    }
    assert ours["address"].items() <= real["address"].items()


def _described(place: Place) -> tuple[str, str | None, str | None, str]:
    return (place.name, place.country, place.admin1, place.feature)
