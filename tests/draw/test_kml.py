"""KML for Google Earth: GDAL reads the same places, and no text becomes markup."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import geopandas
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geonews.draw import to_geojson
from geonews.draw.kml import to_kml
from geonews.model import Mention, Place, Zone
from geonews.zones import along
from tests.draw.world import (
    GULF,
    ISLANDS,
    ISLES,
    TOWN,
    WESTMARK,
    full_report,
    mentions,
    report,
    world,
)

KML = "{http://www.opengis.net/kml/2.2}"
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "]]><script>alert(1)</script>",
    "$[name] ${1+1} `x`",
    "&lt;b&gt; & C:\\users",
    "a\u2028b\ud800c\x00d",
    'javascript:alert("1")',
)


def opened(text: str, tmp_path: Path) -> dict[str, geopandas.GeoDataFrame]:
    """Return the layers that GDAL finds in a KML file, by name."""
    path = tmp_path / "story.kml"
    path.write_text(text, encoding="utf-8")
    names = [name for name, _ in pyogrio.list_layers(path)]
    return {name: geopandas.read_file(path, layer=name) for name in names}


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode("utf-8"))  # noqa: S314  we wrote it


def test_gdal_finds_a_folder_for_each_group_of_the_list(tmp_path: Path) -> None:
    layers = opened(to_kml(full_report(), world()), tmp_path)
    assert {name: list(layer["Name"]) for name, layer in layers.items()} == {
        "Where it happens": ["Westmark", "Milltown", "Northland"],
        "Named for a government or a people": ["Southland"],
        "Dateline": ["Southport"],
        "To check": ["Faraway"],
        "Not found": ["Oldbridge"],
    }
    happens = layers["Where it happens"]
    assert happens.crs.to_epsg() == 4326
    assert list(happens.geometry.geom_type) == ["Polygon", "Point", "Polygon"]
    assert tuple(happens.total_bounds) == (20, 50, 30, 56)
    assert (happens.geometry[1].x, happens.geometry[1].y) == (21.5, 52)
    assert list(happens["mentions"]) == ["2", "1", "1"]
    assert layers["Not found"].geometry.isna().all()


def test_descriptions_quote_the_story() -> None:
    root = parsed(to_kml(full_report(), world()))
    told = {
        mark.findtext(f"{KML}name"): mark.findtext(f"{KML}description")
        for mark in root.iter(f"{KML}Placemark")
    }
    assert told["Faraway"] == (
        "named once\nTwo towns bear the name.\n"
        "Nobody knows where Oldbridge is, and Faraway is far off."
    )
    assert root.findtext(f"{KML}Document/{KML}description") == (
        "Places found by machine in the text alone: geonews 0.1.0\n"
        "A Desk\n2026-03-02\nhttps://example.org/story\nShapes: a test"
    )


def test_every_style_that_is_used_is_there() -> None:
    root = parsed(to_kml(full_report(), world()))
    styles = {f"#{style.get('id')}" for style in root.iter(f"{KML}Style")}
    used = {style.text for style in root.iter(f"{KML}styleUrl")}
    assert used == styles
    colours = [colour.text or "" for colour in root.iter(f"{KML}color")]
    assert all(len(bytes.fromhex(colour)) == 4 for colour in colours)


def test_rings_are_closed_and_run_counter_clockwise() -> None:
    root = parsed(to_kml(full_report(), world()))
    rings = [ring.findtext(f"{KML}coordinates") or "" for ring in root.iter(f"{KML}LinearRing")]
    assert len(rings) == 3
    for text in rings:
        ring = shapely.LinearRing([[float(x) for x in pair.split(",")] for pair in text.split()])
        assert text.split()[0] == text.split()[-1]
        assert ring.is_ccw


def test_what_crosses_the_antimeridian_is_cut_there(tmp_path: Path) -> None:
    text = "A storm hit The Isles and 200 km east of The Isles."
    lat, lon = along(ISLANDS.lat, ISLANDS.lon, 90, 200)
    far = Place("200 km east of The Isles", lat, lon, feature="AREA")
    zone = Zone(-17, 179, 50, 250, 160, bearing_from=45, bearing_to=135, anchors=((13, 22),))
    at = text.index("200 km")
    found = [
        *mentions(text, [("The Isles", ISLANDS)]),
        Mention(at, at + 14, text[at : at + 14], "relative", place=far, status="resolved",
                zone=zone),
    ]  # fmt: skip
    layer = opened(to_kml(report(text, found), world()), tmp_path)["Where it happens"]
    isles, east = layer.geometry
    assert isles.normalize() == ISLES.normalize()
    assert [round(edge) for edge in east.bounds] == [-180, -19, 180, -15]
    assert all(part.bounds[2] - part.bounds[0] < 5 for part in east.geoms)


def test_a_ring_keeps_its_hole(tmp_path: Path) -> None:
    text = "It sank 30 km off Milltown."
    spot = Place("30 km off Milltown", TOWN.lat, TOWN.lon, feature="AREA")
    zone = Zone(TOWN.lat, TOWN.lon, 25, 35, 35, anchors=((18, 26),))
    found = [Mention(8, 17, text[8:17], "relative", place=spot, status="resolved", zone=zone)]
    (shape,) = opened(to_kml(report(text, found), world()), tmp_path)["Where it happens"].geometry
    assert len(shape.interiors) == 1
    assert not shape.contains(shapely.Point(TOWN.lon, TOWN.lat))


def test_an_area_without_a_shape_has_no_pin() -> None:
    text = "It sank in the Quiet Sea."
    root = parsed(to_kml(report(text, mentions(text, [("Quiet Sea", GULF)])), world()))
    assert root.find(f".//{KML}Placemark/{KML}name") is not None
    assert root.find(f".//{KML}coordinates") is None


def test_small_numbers_are_written_out() -> None:
    text = "Null Island is wet."
    place = Place("Null Island", -0.00001, 0.00001)
    found = mentions(text, [("Null Island", place)])
    assert "<coordinates>0.00001,-0.00001</coordinates>" in to_kml(report(text, found), world())


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_is_shown_and_never_markup(payload: str, tmp_path: Path) -> None:
    text = f"Rain fell on {payload} in Milltown."
    place = Place(payload, 52, 21.5, payload, payload, "PPL", wikidata_id=payload)
    found = mentions(text, [(payload, place)], reason=payload)
    told = to_kml(
        report(text, found, title=payload, source=payload, url=payload, id=payload),
        world(attribution=(payload,)),
    )
    root = parsed(told)
    tags = {element.tag.removeprefix(KML) for element in root.iter()}
    assert not tags & {"img", "script", "b"}
    for described in root.iter(f"{KML}description"):
        assert described.text is not None
        assert "<" not in described.text
        assert "$[" not in described.text
        assert "javascript" not in described.text or payload.startswith("javascript")
    (mark,) = root.iter(f"{KML}Placemark")
    shown = "".join("\ufffd" if char in "\ud800\x00" else char for char in payload)
    assert mark.findtext(f"{KML}name") == " ".join(shown.split())
    (layer,) = opened(told, tmp_path).values()
    assert len(layer) == 1


def test_an_address_that_is_no_web_address_is_left_out() -> None:
    told = to_kml(report("Nothing.", [], url="javascript:alert(1)"), world())
    assert "javascript" not in told


@given(st.text(max_size=30))
def test_any_name_gives_a_document_that_parses(name: str) -> None:
    text = f"Rain fell on {name}."
    found = [Mention(13, 13 + len(name), name, place=Place(name, 1, 2), status="resolved")]
    root = parsed(to_kml(report(text, found, title=name), world()))
    assert len(list(root.iter(f"{KML}Point"))) == 1


def test_it_has_the_geometries_of_the_geojson(tmp_path: Path) -> None:
    layer = opened(to_kml(full_report(), world()), tmp_path)["Where it happens"]
    features = [
        feature
        for feature in to_geojson(full_report(), world())["features"]
        if feature["properties"]["status"] == "resolved"
    ]
    for shape, feature in zip(layer.geometry, features, strict=True):
        assert shape.equals(shapely.geometry.shape(feature["geometry"]))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_kml(full_report(), world()) == to_kml(full_report(), world())
    assert WESTMARK.name in to_kml(full_report(), world())
