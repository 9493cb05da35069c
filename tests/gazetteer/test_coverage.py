"""Lists of names by kind, each of which must resolve: what the embedded gazetteer covers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely
from babel import Locale
from babel.localedata import locale_identifiers
from shapely.geometry.base import BaseGeometry

from geonews.gazetteer import Gazetteer, NameKind
from geonews.gazetteer.build.sources import read_table
from geonews.model import BBox, Place

LISTS = Path(__file__).parent / "lists"
WITHOUT_ID = 63
"""First-level regions of the source that GeoNames has no unit for."""

DEMONYMS = (NameKind.ADJECTIVE, NameKind.PEOPLE)


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = (LISTS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    columns, *rest = (line for line in lines if not line.startswith("#"))
    for line in rest:
        yield dict(zip(columns.split("\t"), line.split("\t"), strict=True))


def _is_wanted(place: Place, row: dict[str, str]) -> bool:
    """Tell whether a place is what a row of a list must resolve to."""
    if row["country"] and place.country != row["country"]:
        return False
    if row.get("geonames_id"):
        return place.geonames_id == int(row["geonames_id"])
    return place.feature.startswith(row["feature"])


def _resolves(found: tuple[Place, ...], row: dict[str, str], feature: str) -> bool:
    """Tell whether the right place is where the row's rank says among those of its kind."""
    if row["rank"] == "first":
        return bool(found) and _is_wanted(found[0], row)
    of_kind = [place for place in found if place.feature.startswith(feature)]
    if row["rank"] == "country":
        of_kind = [place for place in of_kind if place.country == row["country"]]
    return bool(of_kind) and _is_wanted(of_kind[0], row)


def test_every_country_in_the_forms_of_news(gazetteer: Gazetteer) -> None:
    rows = list(_rows("countries"))
    wrong = [
        row
        for row in rows
        for found in [gazetteer.lookup(row["name"])]
        if not found or not found[0].is_country or not _is_wanted(found[0], row)
    ]
    assert wrong == []
    assert len({row["country"] for row in rows}) == 250


def test_every_name_of_every_country_in_every_language(gazetteer: Gazetteer) -> None:
    known = {row["country"] for row in _rows("countries")}
    wrong = []
    for language in locale_identifiers():
        for code, name in Locale.parse(language).territories.items():
            if code in known and name and len(name.encode()) <= 80:
                bearers = [c.place.country for c in gazetteer.candidates(str(name))]
                if code not in bearers:
                    wrong.append((language, code, name))
    assert wrong == []


def test_demonyms_of_countries(gazetteer: Gazetteer) -> None:
    wrong = []
    for row in _rows("demonyms"):
        bearers = [c for c in gazetteer.candidates(row["word"]) if c.kind in DEMONYMS]
        first = bearers[0].place if bearers else None
        if first is None or not first.is_country or first.country != row["country"]:
            wrong.append((row["word"], first))
    assert wrong == []


def test_capitals(gazetteer: Gazetteer) -> None:
    rows = list(_rows("capitals"))
    wrong = [r for r in rows if not _resolves(gazetteer.lookup(r["name"]), r, r["feature"])]
    assert wrong == []
    assert len({row["country"] for row in rows}) >= 230


def _of_kind(gazetteer: Gazetteer, name: str, kind: NameKind) -> list[Place]:
    return [c.place for c in gazetteer.candidates(name) if c.kind is kind]


@pytest.mark.parametrize(
    ("table", "country", "regions", "without_ap"),
    [
        ("us_states", "US", 51, {"Alaska", "Hawaii", "Idaho", "Iowa", "Maine", "Ohio", "Utah"}),
        ("ca_provinces", "CA", 13, {"Nunavut", "Yukon"}),
    ],
)
def test_states_and_provinces_with_their_abbreviations(
    gazetteer: Gazetteer, table: str, country: str, regions: int, without_ap: set[str]
) -> None:
    states = read_table(table)
    found = 0
    for state in states:
        named = [p for p in gazetteer.lookup(state["name"]) if p.feature == "ADM1"]
        is_state = bool(named) and named[0].country == country
        if is_state:
            assert bool(state["ap"]) or state["name"] in without_ap | {"Texas"}, state["name"]
        else:
            # The territories of the United States are countries of ISO 3166-1. Their short forms
            # are never looked for in running text: "MP" is a member of parliament.
            named = [p for p in gazetteer.lookup(state["name"]) if p.is_country]
        found += is_state
        for form in filter(None, (state["postal"], state["ap"])):
            kind = NameKind.ABBREVIATION if is_state else NameKind.CODE
            assert named[0] in _of_kind(gazetteer, form, kind), form
    assert found == regions


def test_first_level_regions_in_the_forms_of_news(gazetteer: Gazetteer) -> None:
    rows = list(_rows("regions"))
    wrong = [row for row in rows if not _resolves(gazetteer.lookup(row["name"]), row, "ADM1")]
    assert wrong == []
    # Russia, Ukraine, China, India and others whole: no region is left out of the list.
    listed = Counter(
        country for country, _ in {(row["country"], row["geonames_id"]) for row in rows}
    )
    assert listed["RU"] == 83
    assert listed["UA"] == 27
    assert listed["JP"] == 47
    assert listed["TR"] == 81


def test_a_region_is_found_by_its_iso_code_and_never_in_running_text(gazetteer: Gazetteer) -> None:
    for row in _rows("regions"):
        if row["iso_3166_2"]:
            coded = _of_kind(gazetteer, row["iso_3166_2"], NameKind.CODE)
            assert int(row["geonames_id"]) in [place.geonames_id for place in coded], row
            assert gazetteer.lookup(row["iso_3166_2"]) == (), row


@pytest.mark.parametrize("row", list(_rows("us_counties")), ids=lambda row: row["state"])
def test_us_counties(gazetteer: Gazetteer, row: dict[str, str]) -> None:
    counties = {
        place
        for name in row["some"].split("|")
        for place in gazetteer.lookup(name)
        if place.admin1 == row["state"] and place.feature == "ADM2"
    }
    assert {place.name for place in counties} == set(row["some"].split("|"))
    assert all(place.country == "US" and gazetteer.shape(place) for place in counties)


def test_us_counties_are_all_there(gazetteer: Gazetteer) -> None:
    assert gazetteer.header["counts"]["counties"] == sum(
        int(row["counties"]) for row in _rows("us_counties")
    )


@pytest.mark.parametrize("kind", sorted({row["kind"] for row in _rows("places")}))
def test_places_of_the_news(gazetteer: Gazetteer, kind: str) -> None:
    rows = [row for row in _rows("places") if row["kind"] == kind]
    wrong = [r for r in rows if not _resolves(gazetteer.lookup(r["name"]), r, r["feature"])]
    assert wrong == []


def test_the_list_of_places_is_long() -> None:
    names = {row["name"] for row in _rows("places")}
    assert len(names) >= 1000
    assert not any(re.match(r"(?i)the\s", name) for name in names)


def test_every_first_level_region_has_a_polygon_and_nearly_all_an_id(gazetteer: Gazetteer) -> None:
    first, last = gazetteer.header["groups"]["regions"]
    regions = [gazetteer.place(row) for row in range(first, last)]
    regions = [place for place in regions if place.feature == "ADM1"]
    assert len(regions) >= 3700
    assert [place.name for place in regions if gazetteer.shape(place) is None] == []
    without = Counter(place.country for place in regions if place.geonames_id is None)
    # What GeoNames has no unit for: Hungary's cities of county rank, bases, buffer zones, islets.
    assert sum(without.values()) <= WITHOUT_ID
    assert without["HU"] == 23
    assert all(count <= 6 for country, count in without.items() if country != "HU")


# Our own places --------------------------------------------------------------------------------

ON_LAND = frozenset("ADM1 CNL DAM DSRT FRST LK MT MTS PEN PLN RGN RSV STM VAL".split())
"""Features that touch every country they name; a shoal is claimed by states far away."""

# Degrees: shapes to draw are simplified, and lack islets.
NEAR = 0.5


def _area_of(row: dict[str, str]) -> BaseGeometry:
    if not row["west"]:
        return shapely.Point(float(row["lon"]), float(row["lat"]))
    west, south, east, north = (float(row[edge]) for edge in ("west", "south", "east", "north"))
    if west <= east:
        return shapely.box(west, south, east, north)
    return shapely.union_all(
        [shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)]
    )


def test_our_own_places_touch_the_countries_they_name(gazetteer: Gazetteer) -> None:
    world: BBox = (-180.0, -90.0, 180.0, 90.0)
    shapes: dict[str, list[BaseGeometry]] = {}
    for outline in gazetteer.countries(world, "region"):
        shapes.setdefault(outline.country or "", []).append(outline.geometry)
    disputed = shapely.union_all([o.geometry for o in gazetteer.disputed(world, "region")])
    countries = {code: shapely.union_all(parts) for code, parts in shapes.items()}
    wrong = []
    for row in read_table("places"):
        area = _area_of(row)
        away = [
            float(shapely.distance(countries[code], area))
            for code in row["countries"].split()
            if code in countries
        ]
        if row["feature"] not in ON_LAND or max(away, default=0.0) <= NEAR:
            continue
        if shapely.distance(disputed, area) > NEAR:
            wrong.append((row["name"], row["countries"], max(away)))
    assert wrong == []
