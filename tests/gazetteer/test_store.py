"""The gazetteer that ships: the names a newsroom types, and the places they are."""

from __future__ import annotations

import math
import pickle
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geonews.errors import GazetteerError
from geonews.gazetteer import Gazetteer, NameKind
from geonews.model import Place
from geonews.text import fold

# ISO 3166-1 alpha-2, the 249 codes assigned as of 2026.
_ISO = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM "
    "ZW"
).split()

# As the Associated Press writes them behind a town; eight states are always spelled out.
_AP_STATES = {
    "Ala.": "Alabama", "Ariz.": "Arizona", "Ark.": "Arkansas", "Calif.": "California",
    "Colo.": "Colorado", "Conn.": "Connecticut", "Del.": "Delaware", "Fla.": "Florida",
    "Ga.": "Georgia", "Ill.": "Illinois", "Ind.": "Indiana", "Kan.": "Kansas",
    "Ky.": "Kentucky", "La.": "Louisiana", "Md.": "Maryland", "Mass.": "Massachusetts",
    "Mich.": "Michigan", "Minn.": "Minnesota", "Miss.": "Mississippi", "Mo.": "Missouri",
    "Mont.": "Montana", "Neb.": "Nebraska", "Nev.": "Nevada", "N.H.": "New Hampshire",
    "N.J.": "New Jersey", "N.M.": "New Mexico", "N.Y.": "New York", "N.C.": "North Carolina",
    "N.D.": "North Dakota", "Okla.": "Oklahoma", "Ore.": "Oregon", "Pa.": "Pennsylvania",
    "R.I.": "Rhode Island", "S.C.": "South Carolina", "S.D.": "South Dakota",
    "Tenn.": "Tennessee", "Vt.": "Vermont", "Va.": "Virginia", "Wash.": "Washington",
    "W.Va.": "West Virginia", "Wis.": "Wisconsin", "Wyo.": "Wyoming",
}  # fmt: skip
_SPELLED_OUT = ["Alaska", "Hawaii", "Idaho", "Iowa", "Maine", "Ohio", "Texas", "Utah"]


def _first(gazetteer: Gazetteer, name: str) -> Place:
    found = gazetteer.lookup(name)
    assert found, name
    return found[0]


def test_what_it_says_of_itself(gazetteer: Gazetteer) -> None:
    assert gazetteer.info.name == "embedded"
    assert len(gazetteer.info.sha256) == 64
    assert any("GeoNames" in line and "CC BY" in line for line in gazetteer.attribution)
    assert any("Natural Earth" in line for line in gazetteer.attribution)
    gazetteer.verify()


def test_it_holds_what_was_promised(gazetteer: Gazetteer) -> None:
    counts = gazetteer.header["counts"]
    assert counts["towns"] >= 234_908
    assert counts["counties"] >= 3_100
    assert counts["regions"] >= 4_500
    assert counts["names"] > 1_000_000


# Names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "geonames_id", "feature", "country"),
    [
        ("Kursk", 538555, "ADM1", "RU"),
        ("Kursk Oblast", 538555, "ADM1", "RU"),
        ("Kursk region", 538555, "ADM1", "RU"),
        ("Kursk", 538560, "PPL", "RU"),
        ("Seoul", 1835848, "PPLC", "KR"),
        ("Moscow", 524901, "PPLC", "RU"),
        ("Ukraine", 690791, "PCLI", "UA"),
        ("Russia", 2017370, "PCLI", "RU"),
        ("South Korea", 1835841, "PCLI", "KR"),
        ("North Korea", 1873107, "PCLI", "KP"),
        ("Paris", 2988507, "PPLC", "FR"),
        ("Paris", 4717560, "PPL", "US"),
        ("Kyiv", 703448, "PPLC", "UA"),
        ("Kiev", 703448, "PPLC", "UA"),
        ("Georgia", 614540, "PCLI", "GE"),
        ("Georgia", 4197000, "ADM1", "US"),
    ],
)
def test_well_known_places(
    gazetteer: Gazetteer, name: str, geonames_id: int, feature: str, country: str
) -> None:
    found = {place.geonames_id: place for place in gazetteer.lookup(name)}
    assert geonames_id in found
    place = found[geonames_id]
    assert (place.feature, place.country) == (feature, country)


@pytest.mark.parametrize(
    "name", ["Ukraine", "Russia", "South Korea", "North Korea", "Georgia", "Turkey", "Chad", "Peru"]
)
def test_a_country_comes_before_its_namesakes(gazetteer: Gazetteer, name: str) -> None:
    assert _first(gazetteer, name).feature == "PCLI"


def test_every_code_of_iso_3166_1_is_a_country(gazetteer: Gazetteer) -> None:
    assert len(_ISO) == 249
    for code in _ISO:
        name = gazetteer.country_name(code)
        assert name, code
        place = _first(gazetteer, name)
        assert (place.country, place.feature[:3]) == (code, "PCL"), name
        assert place.geonames_id, name


def test_kosovo_is_there_and_made_up_codes_are_not(gazetteer: Gazetteer) -> None:
    assert gazetteer.country_name("XK") == "Kosovo"
    assert [gazetteer.country_name(code) for code in ("ZZ", "AN", "", "us", "USA")] == [None] * 5


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("U.S.", "US"), ("US", "US"), ("USA", "US"), ("America", "US"), ("U.K.", "GB"),
        ("UK", "GB"), ("Britain", "GB"), ("Great Britain", "GB"), ("UAE", "AE"), ("U.A.E.", "AE"),
        ("Türkiye", "TR"), ("Turkiye", "TR"), ("Burma", "MM"), ("Czech Republic", "CZ"),
        ("Ivory Coast", "CI"), ("Côte d'Ivoire", "CI"), ("Côte d’Ivoire", "CI"),
        ("Swaziland", "SZ"), ("Macedonia", "MK"), ("Cape Verde", "CV"), ("East Timor", "TL"),
        ("DR Congo", "CD"), ("DRC", "CD"), ("Republic of Congo", "CG"), ("Holland", "NL"),
        ("The Netherlands", "NL"), ("The Bahamas", "BS"), ("The Gambia", "GM"), ("Bosnia", "BA"),
        ("Vatican City", "VA"), ("Palestine", "PS"), ("Macau", "MO"), ("Hong Kong", "HK"),
        ("Taiwan", "TW"), ("Україна", "UA"), ("Россия", "RU"), ("대한민국", "KR"), ("日本", "JP"),
        ("Deutschland", "DE"), ("España", "ES"), ("Espana", "ES"), ("مصر", "EG"), ("Ελλάδα", "GR"),
    ],
)  # fmt: skip
def test_countries_by_the_names_people_type(gazetteer: Gazetteer, name: str, code: str) -> None:
    place = _first(gazetteer, name)
    assert (place.country, place.feature[:3]) == (code, "PCL")


def test_fifty_states_and_the_district(gazetteer: Gazetteer) -> None:
    states = {*_AP_STATES.values(), *_SPELLED_OUT}
    assert len(states) == 50
    names = {outline.name for outline in gazetteer.regions("US", "world")}
    assert states <= names
    for name in states:
        found = [p for p in gazetteer.lookup(name) if (p.country, p.feature) == ("US", "ADM1")]
        assert found, name
        assert found[0].geonames_id, name
    district = gazetteer.lookup("District of Columbia")[0]
    assert (district.country, district.geonames_id) == ("US", 4138106)


@pytest.mark.parametrize(("short", "state"), _AP_STATES.items())
def test_ap_forms_are_their_states(gazetteer: Gazetteer, short: str, state: str) -> None:
    place = _first(gazetteer, short)
    assert (place.name, place.country, place.feature) == (state, "US", "ADM1")


@pytest.mark.parametrize(
    ("short", "region"), [("B.C.", "British Columbia"), ("Ont.", "Ontario"), ("D.C.", None)]
)
def test_other_abbreviated_regions(gazetteer: Gazetteer, short: str, region: str | None) -> None:
    place = _first(gazetteer, short)
    assert place.feature == "ADM1"
    assert region is None or (place.name, place.country) == (region, "CA")


def test_counties_know_their_states(gazetteer: Gazetteer) -> None:
    found = [p for p in gazetteer.lookup("Lamar County") if p.feature == "ADM2"]
    assert {p.admin1 for p in found} == {"Alabama", "Georgia", "Mississippi", "Texas"}
    short = [p for p in gazetteer.lookup("Lamar Co.") if p.feature == "ADM2"]
    assert sorted(map(str, short)) == sorted(map(str, found))
    assert _first(gazetteer, "Los Angeles County").admin1 == "California"


@pytest.mark.parametrize(
    ("word", "country", "kind"),
    [
        ("Ukrainian", "UA", NameKind.ADJECTIVE),
        ("Russian", "RU", NameKind.ADJECTIVE),
        ("North Korean", "KP", NameKind.ADJECTIVE),
        ("South Korean", "KR", NameKind.ADJECTIVE),
        ("French", "FR", NameKind.ADJECTIVE),
        ("Russians", "RU", NameKind.PEOPLE),
        ("Britons", "GB", NameKind.PEOPLE),
    ],
)
def test_demonyms_are_of_their_country_and_no_names(
    gazetteer: Gazetteer, word: str, country: str, kind: NameKind
) -> None:
    found = [c for c in gazetteer.candidates(word) if c.kind is kind]
    assert [(c.place.country, c.place.feature) for c in found] == [(country, "PCLI")]
    assert country not in {p.country for p in gazetteer.lookup(word) if p.feature == "PCLI"}


@pytest.mark.parametrize(
    ("name", "geonames_id"),
    [
        ("Москва", 524901), ("Київ", 703448), ("서울", 1835848), ("東京", 1850147),
        ("北京", 1816670), ("القاهرة", 360630), ("תל אביב", 293397), ("Αθήνα", 264371),
        ("दिल्ली", 1273294), ("თბილისი", 611717),
    ],
)  # fmt: skip
def test_names_in_other_scripts(gazetteer: Gazetteer, name: str, geonames_id: int) -> None:
    assert geonames_id in {place.geonames_id for place in gazetteer.lookup(name)}


@pytest.mark.parametrize(
    ("typed", "proper"),
    [
        ("Sao Paulo", "São Paulo"), ("SAO PAULO", "São Paulo"), ("  são   paulo ", "São Paulo"),
        ("Zurich", "Zürich"), ("Lodz", "Łódź"), ("Malmo", "Malmö"), ("Bogota", "Bogotá"),
        ("Ile-de-France", "Île-de-France"), ("Reykjavik", "Reykjavík"), ("Tromso", "Tromsø"),
        ("Sa\u0303o Paulo", "São Paulo"), ("Cote d’Ivoire", "Côte d'Ivoire"),
        ("Port‑au‑Prince", "Port-au-Prince"),
    ],
)  # fmt: skip
def test_accents_case_and_typography_do_not_matter(
    gazetteer: Gazetteer, typed: str, proper: str
) -> None:
    assert gazetteer.lookup(typed) == gazetteer.lookup(proper) != ()


@pytest.mark.parametrize(
    ("name", "feature"),
    [
        ("Europe", "CONT"), ("Africa", "CONT"), ("Black Sea", "SEA"), ("Atlantic Ocean", "OCN"),
        ("Sahara", "DSRT"), ("Donbas", "RGN"), ("Sahel", "RGN"), ("Bosporus", "STRT"),
        ("Danube", "STM"),
    ],
)  # fmt: skip
def test_seas_continents_and_the_like(gazetteer: Gazetteer, name: str, feature: str) -> None:
    assert _first(gazetteer, name).feature == feature


@pytest.mark.parametrize(
    "name", ["", " ", "No Such Place Anywhere", "\ud800", "x" * 10_000, "\0", "../../etc/passwd"]
)
def test_unknown_names_give_nothing(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == ()
    assert gazetteer.candidates(name) == ()


@given(name=st.text(max_size=30))
def test_any_text_can_be_looked_up(gazetteer: Gazetteer, name: str) -> None:
    assert set(gazetteer.lookup(name)) <= {c.place for c in gazetteer.candidates(name)}


@pytest.mark.parametrize("name", ["Springfield", "Kursk", "San Jose", "London", "Victoria"])
def test_namesakes_of_one_kind_come_by_prominence(gazetteer: Gazetteer, name: str) -> None:
    found = [c for c in gazetteer.candidates(name) if c.kind is NameKind.NAME]
    towns = [c.weight for c in found if c.place.feature.startswith("PPL")]
    assert towns == sorted(towns, reverse=True)
    assert towns


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [("England", "GB", "ADM1"), ("Salvador", "BR", "PPL"), ("Poole", "GB", "PPL")],
)
def test_names_come_before_what_other_languages_call_so(
    gazetteer: Gazetteer, name: str, country: str, feature: str
) -> None:
    place = _first(gazetteer, name)
    assert (place.country, place.feature) == (country, feature)


def test_codes_come_after_names(gazetteer: Gazetteer) -> None:
    kinds = [c.kind >= NameKind.CODE for c in gazetteer.candidates("Bari")]
    assert kinds == sorted(kinds)
    assert NameKind.CODE in {c.kind for c in gazetteer.candidates("SEL")}
    assert 1835848 not in {p.geonames_id for p in gazetteer.lookup("SEL")}


# Rows ------------------------------------------------------------------------------------------


def test_every_place_above_towns_is_sound(gazetteer: Gazetteer) -> None:
    groups = gazetteer.header["groups"]
    for row in range(groups["towns"][0]):
        place = gazetteer.place(row)
        assert place.name == place.name.strip() != ""
        assert place.feature
        assert place.source
        if place.bbox is not None:
            west, south, east, north = place.bbox
            assert -180 <= west <= 180
            assert -180 <= east <= 180
            assert -90 <= south <= north <= 90
            assert south - 0.01 <= place.lat <= north + 0.01
    for row in range(*groups["countries"]):
        assert gazetteer.feature(row) in ("PCLI", "PCLD")
    for row in range(*groups["regions"]):
        assert not gazetteer.feature(row).startswith(("PCL", "PPL"))


def test_every_two_hundredth_town_is_sound(gazetteer: Gazetteer) -> None:
    first, last = gazetteer.header["groups"]["towns"]
    for row in range(first, last, 200):
        place = gazetteer.place(row)
        assert place.country in {*_ISO, "XK"}
        assert place.geonames_id
        assert place.feature in ("PPL", "PPLC")
        assert gazetteer.place(row) in gazetteer.lookup(place.name)


def test_names_are_kept_folded(gazetteer: Gazetteer) -> None:
    for name in ("Kursk", "São Paulo", "Москва", "Ky."):
        assert gazetteer.find(fold(name)) != ()
    assert gazetteer.find("Kursk") == ()


def test_places_survive_a_dict(gazetteer: Gazetteer) -> None:
    place = _first(gazetteer, "Kursk")
    assert Place.from_dict(place.to_dict()) == place


# Search ----------------------------------------------------------------------------------------


def test_search_gives_exact_names_first_then_beginnings(gazetteer: Gazetteer) -> None:
    found = [candidate.place.geonames_id for candidate in gazetteer.search("kursk")]
    assert set(found[:2]) == {538555, 538560}
    assert len(found) > 2
    assert 1496747 in {candidate.place.geonames_id for candidate in gazetteer.search("Novosib")}


def test_search_says_how_a_place_bears_the_name(gazetteer: Gazetteer) -> None:
    first, *_ = gazetteer.search("Leningrad")
    assert (first.place.geonames_id, first.kind) == (498817, NameKind.ALTERNATE)
    assert first.weight == first.place.population


def test_only_imports_know_second_level_areas(gazetteer: Gazetteer) -> None:
    assert gazetteer.admin2_name(_first(gazetteer, "Springfield")) is None


def test_search_keeps_to_its_limit(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.search("san", limit=7)) == 7
    assert gazetteer.search("Paris", limit=1) == gazetteer.search("paris")[:1]
    assert gazetteer.search("No Such Place Anywhere") == ()
    assert gazetteer.search("") == ()


# Positions -------------------------------------------------------------------------------------


def test_nearest_town(gazetteer: Gazetteer) -> None:
    ((place, km),) = gazetteer.nearest(51.73, 36.19)
    assert place.geonames_id == 538560
    assert 0 < km < 2


@pytest.fixture(scope="module")
def towns(gazetteer: Gazetteer) -> tuple[np.ndarray, np.ndarray]:
    """Every town's latitude and longitude in radians."""
    rows = range(*gazetteer.header["groups"]["towns"])
    points = [(place.lat, place.lon) for place in map(gazetteer.place, rows)]
    lat, lon = np.radians(np.array(points)).T
    return lat, lon


@settings(max_examples=30)
@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180), limit=st.integers(1, 5))
def test_nearest_is_what_measuring_to_every_town_gives(
    gazetteer: Gazetteer,
    towns: tuple[np.ndarray, np.ndarray],
    lat: float,
    lon: float,
    limit: int,
) -> None:
    phi, lam = math.radians(lat), math.radians(lon)
    half = np.sin((towns[0] - phi) / 2) ** 2
    half += math.cos(phi) * np.cos(towns[0]) * np.sin((towns[1] - lam) / 2) ** 2
    expected = np.sort(2 * 6371.0088 * np.arcsin(np.sqrt(np.minimum(half, 1))))[:limit]
    found = [km for _, km in gazetteer.nearest(lat, lon, limit)]
    assert found == pytest.approx(expected.tolist(), abs=1e-3)


@pytest.mark.parametrize("lon", [180.0, -180.0, 179.9999, -179.9999])
def test_nearest_looks_across_the_antimeridian(gazetteer: Gazetteer, lon: float) -> None:
    towns = gazetteer.nearest(-16.5, lon, limit=40)
    assert {place.lon > 0 for place, _ in towns} == {True, False}
    assert all(km < 1500 for _, km in towns)


@pytest.mark.parametrize(("lat", "name"), [(90.0, "Longyearbyen"), (-90.0, "Puerto Williams")])
def test_nearest_to_the_poles(gazetteer: Gazetteer, lat: float, name: str) -> None:
    assert gazetteer.nearest(lat, 0.0)[0][0].name == name


def test_nearest_gives_as_many_as_asked(gazetteer: Gazetteer) -> None:
    assert gazetteer.nearest(0, 0, limit=0) == ()
    towns = gazetteer.nearest(48.85, 2.35, limit=50)
    assert len({place.geonames_id for place, _ in towns}) == 50
    assert all(a <= b for (_, a), (_, b) in pairwise(towns))


# Opening ---------------------------------------------------------------------------------------


def test_pickling_opens_the_same_file_again(gazetteer: Gazetteer) -> None:
    data = pickle.dumps(gazetteer)
    assert len(data) < 1_000
    again = pickle.loads(data)  # noqa: S301  our own bytes
    assert again.info == gazetteer.info
    assert again.lookup("Seoul") == gazetteer.lookup("Seoul")


def test_an_official_area_names_its_source(gazetteer: Gazetteer) -> None:
    official = gazetteer.official_area(_first(gazetteer, "Ukraine"))
    assert official is not None
    assert official.total_km2 == pytest.approx(603_550, rel=0.01)
    assert official.land_km2 == pytest.approx(579_330, rel=0.01)
    assert "World Factbook" in official.source
    assert gazetteer.official_area(_first(gazetteer, "Sahara")) is None


def test_opening_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no gazetteer at"):
        Gazetteer.open(tmp_path / "gone")


def test_the_lexicon_keeps_abbreviations_as_written(gazetteer: Gazetteer) -> None:
    assert {"U.S.", "Ky.", "W.Va."} <= gazetteer.lexicon.abbreviations
    assert {"KY", "TX"} <= gazetteer.lexicon.postal
    assert "world war ii" in gazetteer.lexicon.phrases


def test_a_place_is_found_by_its_id(gazetteer: Gazetteer) -> None:
    for name in ("Seoul", "Ukraine", "Kursk"):
        for place in gazetteer.lookup(name):
            assert gazetteer.by_id(place.geonames_id or 0) == place


@pytest.mark.parametrize("number", [0, -1, 1, 2**32 - 1, 2**32, 10**4000])
def test_no_place_has_an_id_that_nobody_gave(gazetteer: Gazetteer, number: int) -> None:
    assert gazetteer.by_id(number) is None
