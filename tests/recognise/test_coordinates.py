"""Coordinates in running text: what is a pair, what only looks like one, where it lies."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.model import Article, Mention
from geonews.recognise.coordinates import coordinates, joined_with
from geonews.zones import between_km


def found(text: str) -> list[Mention]:
    mentions = coordinates(Article(text))
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
    return list(mentions)


@pytest.mark.parametrize(
    ("written", "name", "lat", "lon"),
    [
        ("51.7373, 36.1874", "51.7373°N 36.1874°E", 51.7373, 36.1874),
        ("51.7373,36.1874", "51.7373°N 36.1874°E", 51.7373, 36.1874),
        ("+51.7373, -0.1278", "51.7373°N 0.1278°W", 51.7373, -0.1278),
        ("\u221233.8688, 151.2093", "33.8688°S 151.2093°E", -33.8688, 151.2093),
        ("51.7373°N, 36.1874°E", "51.7373°N 36.1874°E", 51.7373, 36.1874),
        ("48.8566° N 2.3522° E", "48.8566°N 2.3522°E", 48.8566, 2.3522),
        ("51.7373 N, 36.1874 E", "51.7373°N 36.1874°E", 51.7373, 36.1874),
        ("36.2N, 71.5E", "36.2°N 71.5°E", 36.2, 71.5),
        ("lat 51.73, lon 36.19", "51.73°N 36.19°E", 51.73, 36.19),
        ("Lon 36.19, Lat 51.73", "51.73°N 36.19°E", 51.73, 36.19),
        ("lat=51.73&lon=36.19", "51.73°N 36.19°E", 51.73, 36.19),
        ("latitude 51.73° N and longitude 36.19° W", "51.73°N 36.19°W", 51.73, -36.19),
        ("Latitude: -5.1 Longitude: 36", "5.1°S 36°E", -5.1, 36),
        ("12°N 45°E", "12°N 45°E", 12, 45),
        ("12 degrees north, 45 degrees east", "12°N 45°E", 12, 45),
        ("1.5°S and 29.3°E", "1.5°S 29.3°E", -1.5, 29.3),
        ("51°44′N 36°11′E", "51°44′N 36°11′E", 51 + 44 / 60, 36 + 11 / 60),
        ("36°11′E 51°44′N", "51°44′N 36°11′E", 51 + 44 / 60, 36 + 11 / 60),
        ("51° 44' 14\" N, 36° 11' 15\" E", "51°44′14″N 36°11′15″E", 51.737222222, 36.1875),
        ("51°44’14”N 36°11’15”E", "51°44′14″N 36°11′15″E", 51.737222222, 36.1875),
        ("33°51'35.9\"S 151°12'40\"E", "33°51′35.9″S 151°12′40″E", -33.859972222, 151.211111111),
        ("N 51° 44' 14\", E 36° 11' 15\"", "51°44′14″N 36°11′15″E", 51.737222222, 36.1875),
        ("N51 44.2 E036 11.3", "51°44.2′N 036°11.3′E", 51.736666667, 36.188333333),
        ("51 degrees 44 minutes north, 36 degrees 11 minutes east", "51°44′N 36°11′E",
         51.733333333, 36.183333333),
        ("5144N 03611E", "51°44′N 36°11′E", 51.733333333, 36.183333333),
        ("514414N 0361115E", "51°44′14″N 36°11′15″E", 51.737222222, 36.1875),
    ],
)  # fmt: skip
def test_written_so_they_are_coordinates(written: str, name: str, lat: float, lon: float) -> None:
    for text in (f"It fell at {written} on Monday.", f"It fell there ({written}).", written):
        (mention,) = found(text)
        assert (mention.text, mention.kind, mention.status) == (written, "coordinates", "resolved")
        assert mention.place is not None
        assert mention.zone is not None
        assert (mention.place.name, mention.place.feature) == (name, "SPOT")
        assert mention.place.lat == pytest.approx(lat, abs=1e-8)
        assert mention.place.lon == pytest.approx(lon, abs=1e-8)
        assert mention.confidence > 0.9
        assert mention.zone.is_ring
        assert mention.zone.near_km == 0


@pytest.mark.parametrize(
    "text",
    [
        "It was 12.5, 13.2 and then warm.",
        "It was 12°C in Lima and 45°F in Cusco.",
        "It rose from 12° to 45°.",
        "He hit .345, .287 and 0.345, 0.287 in two seasons.",
        "They scored 3.125, 4.250 and 5.375.",
        "It cost $12.345, $13.456 or €12.345, 13.456.",
        "Versions 1.2.3, 4.5.6 and version 10.123, 11.456.",
        "Call 555.123, 4567 or 555-1234, 555-9876.",
        "From 10.11.2023, 12.11.2023 on.",
        "Shares of 12.345%, 13.456%.",
        "They won 6-4, 7-5 and 3-2.",
        "Rates of 4.125, 5.375 percent.",
        "The numbers 12.345, 13.456, 14.567 in a row.",
        "Laps of 45.123 seconds, 46.234 seconds.",
        "It ran 12.345 km, 14.567 km.",
        "It was 1,234.567, 2,345.678 in all.",
        "Up 1.234, 2.345 points.",
        "Off the globe at 100.123, 200.456.",
        "Walk 5 N 3 E and 5 miles N 3 miles E.",
        "He is 5'11\" and 180 pounds.",
        "Beyond the parallel at 38°N.",
        "At 20:15, 21:15 o'clock.",
        "Odds between 8.125 and 9.375.",
    ],
)
def test_what_only_looks_like_coordinates(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("coordinates 151.7373, 36.1874", "latitude 151.737 is not within -90 and 90; with long"),
        ("120°N 36°E", "latitude 120 is not within -90 and 90"),
        ("12°N 190°E", "longitude 190 is not within -180 and 180"),
        ("51°74′N 36°11′E", "its minutes or seconds are 60 or more"),
        ("-33.86°S 151.2°E", "it has both a minus sign and S"),
        ("lat 51.7° E, lon 36.2° N", "it calls E a latitude"),
        ("5174N 03611E", "its minutes or seconds are 60 or more"),
    ],
)
def test_a_pair_that_is_nowhere_says_why(written: str, reason: str) -> None:
    (mention,) = found(f"It fell at {written}.")
    assert (mention.status, mention.place, mention.zone) == ("unresolved", None, None)
    assert reason in mention.reason


def test_a_cue_word_makes_two_plain_decimals_a_pair() -> None:
    assert found("It fell at 51.7, 36.2.") == []
    for cue in ("coordinates", "GPS position", "Latitude and longitude:"):
        assert [m.text for m in found(f"{cue} 51.7, 36.2.")] == ["51.7, 36.2"]


@pytest.mark.parametrize(
    ("written", "km"),
    [
        ("51.7373°N 36.1874°E", 0.0066),
        ("51.73°N 36.18°E", 0.66),
        ("51°44′N 36°11′E", 1.09),
        ("0°N 0°E", 78.7),
    ],
)
def test_the_last_digit_sets_the_uncertainty(written: str, km: float) -> None:
    (mention,) = found(written)
    assert mention.zone is not None
    assert mention.zone.uncertainty_km == pytest.approx(km, rel=0.02)
    place = mention.place
    assert place is not None
    assert place.bbox is not None
    west, south, east, north = place.bbox
    corner = between_km((place.lat, place.lon), (north, east))[0]
    assert corner == pytest.approx(mention.zone.uncertainty_km, rel=0.02)
    assert south < place.lat < north
    assert west < place.lon < east


def test_furniture_has_none() -> None:
    text = "Rain.\n\n51.7373, 36.1874"
    assert coordinates(Article(text, furniture=((7, len(text)),))) == ()


LATS = st.integers(-899_999, 899_999).map(lambda n: n / 10_000)
LONS = st.integers(-1_799_999, 1_799_999).map(lambda n: n / 10_000)


@given(LATS, LONS, st.integers(0, 4))
def test_any_position_is_read_back_from_any_form(lat: float, lon: float, form: int) -> None:
    north, east = "S" if lat < 0 else "N", "W" if lon < 0 else "E"
    if form == 0:
        text = f"at coordinates {lat:.4f}, {lon:.4f}."
    elif form == 1:
        text = f"at {abs(lat):.4f}°{north} {abs(lon):.4f}°{east}."
    elif form == 2:
        text = f"at lat {lat:.4f}, lon {lon:.4f}."
    elif form == 3:
        text = f"at {sexagesimal(lat)}{north} {sexagesimal(lon)}{east}."
    else:
        text = f"at {east}{abs(lon):.4f}° {north}{abs(lat):.4f}°.".replace("-", "\u2212")
    (mention,) = found(text)
    assert mention.place is not None
    assert mention.zone is not None
    km, _ = between_km((lat, lon), (mention.place.lat, mention.place.lon))
    assert km <= mention.zone.uncertainty_km * 1.001


def sexagesimal(degrees: float) -> str:
    seconds = round(abs(degrees) * 36_000) / 10
    whole = math.floor(seconds / 3600)
    minutes = math.floor((seconds - whole * 3600) / 60)
    return f"{whole}° {minutes}′ {seconds - whole * 3600 - minutes * 60:.1f}″ "


ODD = st.text(st.sampled_from(list("0123456789.,°′″'\"NSEW -\u2212latlonGPS:\n")), max_size=80)


@given(ODD)
def test_any_text_gives_disjoint_mentions_in_order(text: str) -> None:
    last = 0
    for mention in found(text):
        assert last <= mention.start < mention.end
        last = mention.end
        assert (mention.place is None) == (mention.status == "unresolved")


def test_coordinates_win_over_a_name_they_touch() -> None:
    text = "Near Lima, Lat 51.73, Lon 36.19."
    named = (Mention(5, 9, "Lima"), Mention(11, 14, "Lat"), Mention(22, 25, "Lon"))
    joined = joined_with(named, coordinates(Article(text)))
    assert [mention.text for mention in joined] == ["Lima", "Lat 51.73, Lon 36.19"]
    assert joined_with(named, ()) == named
