"""Whose each disputed area is, view by view; what is drawn and what is measured follows."""

from __future__ import annotations

import pickle
from collections import Counter

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geonews.errors import OptionError
from geonews.gazetteer import Gazetteer, area_km2
from geonews.gazetteer.build.sources import read_table
from geonews.model import BBox, Place

_WORLD: BBox = (-180.0, -90.0, 180.0, 90.0)
# The areas that a desk will be asked about, with a town or point in each, and who has it in the
# view of each of these. None is nobody: hatched.
_VIEWS = ("neutral", "un", "US", "RU", "IN", "CN")
_OWNERS: dict[str, tuple[float, float, tuple[str | None, ...]]] = {
    "Crimea": (44.95, 34.10, (None, "UA", "UA", "RU", "UA", "UA")),
    "Western Sahara": (27.15, -13.20, (None, "EH", "MA", None, None, None)),
    "Golan Heights": (33.02, 35.77, (None, "SY", "IL", "SY", "SY", "SY")),
    "Jammu and Kashmir": (34.08, 74.80, (None, None, None, None, "IN", None)),
    "Azad Kashmir": (34.37, 73.47, (None, None, None, None, "IN", None)),
    "Gilgit-Baltistan": (35.92, 74.31, (None, None, None, None, "IN", None)),
    "Aksai Chin": (35.15, 79.07, (None, None, None, None, "IN", "CN")),
    "Arunachal Pradesh": (27.10, 93.62, (None, None, "IN", "IN", "IN", "CN")),
    "Abkhazia": (43.00, 41.02, (None, "GE", "GE", "Abkhazia", "GE", "GE")),
    "South Ossetia": (42.23, 43.97, (None, "GE", "GE", "South Ossetia", "GE", "GE")),
    "Northern Cyprus": (35.26, 33.73, (None, "CY", "CY", "CY", "CY", "CY")),
    "Somaliland": (9.56, 44.06, (None, "SO", "SO", "SO", "SO", "SO")),
    "Kosovo": (42.66, 21.17, (None, None, "XK", "RS", "RS", "RS")),
    "Taiwan": (25.04, 121.53, (None, "CN", None, None, None, "CN")),
    "Palestinian Territory": (31.90, 35.20, (None, "PS", None, "PS", "PS", "PS")),
    "Transnistria": (46.84, 29.64, (None, "MD", "MD", "MD", "MD", "MD")),
    "Essequibo": (6.20, -59.50, (None, "GY", "GY", "GY", "GY", "GY")),
    "Falkland Islands": (-51.70, -57.85, (None, None, "FK", "FK", "FK", "FK")),
    "Southern Kuril Islands": (44.03, 145.85, (None, None, "JP", "RU", None, None)),
    "Abyei": (9.60, 28.42, (None,) * 6),
    "Donetsk Oblast": (48.00, 37.80, ("UA", "UA", "UA", "RU", "UA", "UA")),
}


@pytest.mark.parametrize("name", _OWNERS)
def test_every_view_of_an_area(gazetteer: Gazetteer, name: str) -> None:
    lat, lon, owners = _OWNERS[name]
    seen = [gazetteer.viewed(view).dispute_at(lat, lon) for view in _VIEWS]
    assert [dispute and dispute.name for dispute in seen] == [name] * len(_VIEWS)
    assert tuple(dispute.owner for dispute in seen if dispute) == owners


def test_a_state_sees_as_its_own_all_it_claims(gazetteer: Gazetteer) -> None:
    for row in read_table("disputed"):
        for state in row["claimed_by"].split():
            owners = {d.name: d.owner for d in gazetteer.viewed(state).disputes}
            assert owners[row["name"]] == state


def test_every_dispute_names_its_sides(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.disputes) == len(read_table("disputed"))
    for dispute in gazetteer.disputes:
        told = [state for state, words in dispute.sides if words]
        assert len(told) == len(set(told)) >= 1, dispute.name
        assert set(dispute.claimed_by) <= {*told}, dispute.name


def _land(seen: Gazetteer) -> list[BaseGeometry]:
    outlines = (*seen.countries(_WORLD, "world"), *seen.disputed(_WORLD, "world"))
    return [outline.geometry for outline in outlines]


@pytest.mark.parametrize("view", ["neutral", "un", "RU", "UA", "CN", "IN", "MA", "IL", "RS", "TR"])
def test_a_view_covers_the_same_land_once(gazetteer: Gazetteer, view: str) -> None:
    seen = gazetteer.viewed(view)
    shapes = [
        o.geometry for o in (*seen.countries(_WORLD, "world"), *seen.disputed(_WORLD, "world"))
    ]
    assert shapely.coverage_is_valid(shapes)
    neutral = [
        o.geometry
        for o in (*gazetteer.countries(_WORLD, "world"), *gazetteer.disputed(_WORLD, "world"))
    ]
    assert sum(s.area for s in shapes) == pytest.approx(sum(s.area for s in neutral))


@pytest.mark.parametrize("view", ["neutral", "un", "RU", "UA", "CN", "IN", "IL", "MA", "SY"])
@pytest.mark.parametrize("country", ["UA", "RU", "IL", "SY", "CN", "IN", "PK", "MA", "GE", "RS"])
def test_regions_make_up_their_country_in_every_view(
    gazetteer: Gazetteer, view: str, country: str
) -> None:
    seen = gazetteer.viewed(view)
    whole = next(o.geometry for o in seen.countries(_WORLD, "region") if o.country == country)
    regions = [o.geometry for o in seen.regions(country, "region")]
    assert shapely.union_all(regions).symmetric_difference(whole).area < 0.01 * whole.area
    assert sum(r.area for r in regions) == pytest.approx(whole.area, rel=0.01)


def test_what_is_nobodys_is_hatched_and_has_a_caption(gazetteer: Gazetteer) -> None:
    hatched = gazetteer.disputed(_WORLD, "world")
    assert Counter(o.name for o in hatched) == Counter(
        d.name for d in gazetteer.disputes if d.owner is None
    )
    assert all(o.note for o in hatched)
    assert gazetteer.viewed("IN").disputed_lines(_WORLD) == ()
    countries = {o.country for o in gazetteer.countries(_WORLD, "world")}
    assert not countries & {"XK", "TW", "PS", "EH", "FK"}


# Official totals in km2 of each border convention: what the state itself publishes where it counts
# the area in, else the World Factbook's.
@pytest.mark.parametrize(
    ("name", "view", "official_km2", "tolerance"),
    [
        ("Ukraine", "UA", 603_550, 0.01),
        ("Ukraine", "RU", 603_550 - 26_945 - 108_000, 0.02),
        ("Georgia", "GE", 69_700, 0.01),
        ("Georgia", "RU", 57_200, 0.02),
        ("Cyprus", "CY", 9_251, 0.01),
        ("Serbia", "RS", 88_361, 0.01),
        ("Serbia", "US", 77_474, 0.01),
        ("India", "IN", 3_287_263, 0.01),
        ("Morocco", "MA", 710_850, 0.05),
        ("Syria", "SY", 187_437, 0.01),
        ("Somalia", "SO", 637_657, 0.01),
        ("Western Sahara", "un", 266_000, 0.02),
        ("Kosovo", "US", 10_887, 0.01),
    ],
)
def test_a_country_has_the_area_of_the_view(
    gazetteer: Gazetteer, name: str, view: str, official_km2: float, tolerance: float
) -> None:
    seen = gazetteer.viewed(view)
    place = next(p for p in seen.lookup(name) if p.is_country)
    assert place.area_km2 == pytest.approx(official_km2, rel=tolerance)
    shape = seen.shape(place, "region")
    assert shape is not None
    assert area_km2(shape) == pytest.approx(place.area_km2, rel=0.02)


def test_conventions_name_what_they_leave_out(gazetteer: Gazetteer) -> None:
    ukraine = gazetteer.lookup("Ukraine")[0]
    assert [c.words for c in gazetteer.conventions(ukraine)] == [
        "neutral borders (without Crimea and Sevastopol)",
        "the borders it claims (with Crimea and Sevastopol)",
    ]
    assert [c.words for c in gazetteer.viewed("un").conventions(ukraine)] == [
        "borders as the United Nations draws them (with Crimea and Sevastopol)",
        "the borders it holds (without Crimea and Sevastopol)",
    ]
    assert gazetteer.conventions(gazetteer.lookup("Peru")[0]) == ()
    assert gazetteer.conventions(gazetteer.lookup("Kosovo")[0]) == ()
    xinjiang = next(p for p in gazetteer.lookup("Xinjiang") if p.feature == "ADM1")
    assert len(gazetteer.conventions(xinjiang)) == 2


def test_places_made_of_disputed_areas_have_their_shape(gazetteer: Gazetteer) -> None:
    for name, official_km2, tolerance in (
        ("Kashmir", 222_236, 0.01),
        ("Golan Heights", 1_200, 0.1),
    ):
        place = gazetteer.lookup(name)[0]
        assert place.area_km2 == pytest.approx(official_km2, rel=tolerance)
        shape = gazetteer.shape(place)
        assert shape is not None
        assert area_km2(shape) == pytest.approx(place.area_km2, rel=0.001)


def test_a_place_belongs_to_whom_the_view_says(gazetteer: Gazetteer) -> None:
    simferopol = gazetteer.lookup("Simferopol")[0]
    assert gazetteer.seen(simferopol).country is None
    assert gazetteer.viewed("RU").seen(simferopol).country == "RU"
    assert gazetteer.viewed("un").seen(simferopol).country == "UA"
    kosovo = next(p for p in gazetteer.lookup("Kosovo") if p.is_country)
    assert gazetteer.seen(kosovo) == kosovo
    serbian = gazetteer.viewed("RS").seen(kosovo)
    assert (serbian.country, serbian.feature) == ("RS", "ADM1")
    golan = gazetteer.lookup("Golan Heights")[0]
    for view in ("neutral", "IL", "SY"):
        seen = gazetteer.viewed(view)
        assert seen.shape(seen.seen(golan)) is not None
    lima = gazetteer.lookup("Lima")[0]
    assert gazetteer.viewed("RU").seen(lima) is lima


def test_what_reaches_beyond_a_disputed_area_is_not_in_it(gazetteer: Gazetteer) -> None:
    sahara = Place("Sahara", 25.0, -13.0, feature="DSRT", bbox=(-17.0, 14.0, 38.0, 35.0))
    assert gazetteer.dispute_at(sahara.lat, sahara.lon) is not None
    assert gazetteer.dispute_of(sahara) is None
    morocco = next(p for p in gazetteer.lookup("Morocco") if p.is_country)
    assert gazetteer.dispute_of(morocco) is None


def test_a_view_is_written_in_any_case_and_survives_pickling(gazetteer: Gazetteer) -> None:
    assert gazetteer.viewed("NEUTRAL") is gazetteer
    indian = gazetteer.viewed("in")
    assert (indian.worldview, gazetteer.worldview) == ("IN", "neutral")
    assert indian.viewed("IN") is indian
    assert pickle.loads(pickle.dumps(indian)).worldview == "IN"  # noqa: S301  our own


@pytest.mark.parametrize("view", ["", "India", "ZZ", "UNO", "in ", "../IN"])
def test_a_view_that_does_not_exist(gazetteer: Gazetteer, view: str) -> None:
    with pytest.raises(OptionError, match="no worldview is called"):
        gazetteer.viewed(view)
