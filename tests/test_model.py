"""The values between the stages: immutable, checked, and the same after a round trip."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews import model
from geonews.errors import StoryError
from geonews.model import Article, Check, Figure, GazetteerInfo, Mention, Place, Report, Zone

NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32)
TEXTS = st.text(max_size=8)


@st.composite
def places(draw: st.DrawFn) -> Place:
    return Place(
        name=draw(TEXTS),
        lat=draw(st.floats(-90, 90)),
        lon=draw(st.floats(-180, 180)),
        country=draw(st.none() | st.sampled_from(["PE", "RU"])),
        admin1=draw(st.none() | TEXTS),
        feature=draw(st.sampled_from(["PPL", "ADM1"])),
        population=draw(st.none() | st.integers(0, 10**10)),
        area_km2=draw(st.none() | NUMBERS),
        bbox=draw(st.none() | st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS)),
        geonames_id=draw(st.none() | st.integers(1, 10**8)),
        wikidata_id=draw(st.none() | st.just("Q298")),
        source=draw(TEXTS),
    )


KMS = st.floats(0, 2e4)


@st.composite
def zones(draw: st.DrawFn) -> Zone:
    near, far = sorted((draw(KMS), draw(KMS)))
    bearings = draw(st.none() | st.tuples(st.floats(0, 360), st.floats(0, 360)))
    bearing_from, bearing_to = bearings or (None, None)
    return Zone(
        draw(st.floats(-90, 90)),
        draw(st.floats(-180, 180)),
        near,
        far,
        draw(KMS),
        bearing_from,
        bearing_to,
        width_km=draw(st.none() | KMS) if bearings else None,
        anchors=draw(st.lists(st.tuples(st.integers(0, 9), st.integers(9, 20))).map(tuple)),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(st.text(st.characters(exclude_categories=[]), min_size=1, max_size=20))
    span = (0, len(text))
    place = draw(st.none() | places())
    mention = Mention(
        *span,
        text,
        draw(st.sampled_from(["place", "demonym", "coordinates", "relative"])),
        draw(st.sampled_from(["literal", "associative", "dateline"])),
        place,
        draw(st.floats(0, 1)),
        draw(st.sampled_from(["resolved", "uncertain", "unresolved"])),
        draw(st.tuples(places()) | st.just(())),
        draw(TEXTS),
        draw(st.none() | zones()),
    )
    figure = Figure(
        *span, text, "area", draw(NUMBERS), "km2", 0.0, 1.0, draw(st.none() | TEXTS), place
    )
    words = draw(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS))
    check = Check(
        "unit_pair",
        "consistent",
        (0,),
        *words,
        sources=(draw(TEXTS),),
        formula=draw(TEXTS),
        settle=draw(TEXTS),
    )
    return Report(
        Article(text, draw(TEXTS), *draw(st.tuples(*[st.none() | TEXTS] * 5))),
        GazetteerInfo(*draw(st.tuples(TEXTS, TEXTS, TEXTS))),
        (mention,),
        (figure,),
        (check,),
        "0.1.0",
    )


@given(reports())
def test_a_report_is_the_same_after_json(report: Report) -> None:
    written = json.dumps(report.to_dict())
    assert Report.from_dict(json.loads(written), report.article.text) == report


def test_a_report_has_the_keys_of_the_design() -> None:
    place = Place("Lima", -12.0, -77.0)
    report = Report(
        Article("Lima"),
        GazetteerInfo("test", "1", "0"),
        (Mention(0, 4, "Lima", place=place, zone=Zone(-12.0, -77.0, 0.0, 5.0, 5.0)),),
        (Figure(0, 4, "Lima", "area", 1.0, "km2", 1.0, 1.0),),
        (Check("polygon", "plausible", (0,), "", "", "", ""),),
    ).to_dict()
    keys = {
        "report": list(report),
        "gazetteer": list(report["gazetteer"]),
        "article": list(report["article"]),
        "mention": list(report["mentions"][0]),
        "place": list(report["mentions"][0]["place"]),
        "zone": list(report["mentions"][0]["zone"]),
        "figure": list(report["figures"][0]),
        "check": list(report["checks"][0]),
    }
    assert {name: " ".join(value) for name, value in keys.items()} == {
        "report": "geonews gazetteer article focus mentions figures checks",
        "gazetteer": "name version sha256",
        "article": "id title source url published language sha256",
        "mention": "start end text kind role place confidence status alternatives reason zone",
        "place": "geonames_id wikidata_id name country admin1 feature lat lon population area_km2 "
        "bbox source",
        "zone": "lat lon near_km far_km uncertainty_km bearing_from bearing_to width_km anchors",
        "figure": "start end text quantity value unit low high hedge place other sense breadth "
        "bearing bound_by",
        "check": "kind verdict figures statement found tolerance reason sources formula settle",
    }


def test_a_report_is_not_laid_over_another_text() -> None:
    report = Report(Article("Rain fell on Lima.", "a.txt"), GazetteerInfo("", "", ""))
    with pytest.raises(
        StoryError, match=r"the text does not match the report of 'a\.txt': its SHA"
    ):
        Report.from_dict(report.to_dict(), "Rain fell on Cusco.")


@pytest.mark.parametrize(
    ("lat", "lon", "message"),
    [
        (90.1, 0, r"latitude 90\.1 of 'Lima' is not within -90 and 90"),
        (float("nan"), 0, "latitude nan of 'Lima'"),
        (0, -180.5, r"longitude -180\.5 of 'Lima' is not within -180 and 180"),
        (0, float("inf"), "longitude inf of 'Lima'"),
    ],
)
def test_a_place_lies_on_earth(lat: float, lon: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Place("Lima", lat, lon)


def test_a_report_written_without_zones_can_be_read() -> None:
    written = Mention(0, 4, "Lima").to_dict()
    assert written.pop("zone") is None
    assert Mention.from_dict(written) == Mention(0, 4, "Lima")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ((91, 0, 0, 1, 1), "a zone about 91, 0 is not on Earth"),
        ((0, float("nan"), 0, 1, 1), "a zone about 0, nan is not on Earth"),
        ((0, 0, 2, 1, 1), "a zone from 2 to 1 km is none"),
        ((0, 0, 0, float("inf"), 1), "a zone from 0 to inf km is none"),
        ((0, 0, 0, 1, -1), "an uncertainty of -1 km is none"),
        ((0, 0, 0, 1, 1, 20), "bearings 20 to None are none"),
        ((0, 0, 0, 1, 1, 20, 400), "bearings 20 to 400 are none"),
        ((0, 0, 0, 1, 1, None, None, 5), "a width of 5 km needs a bearing to lie across"),
    ],
)
def test_a_zone_is_one(fields: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Zone(*fields)


VALUES: list[Any] = [value for name in model.__all__ if is_dataclass(value := getattr(model, name))]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_values_are_frozen_and_slotted(value: Any) -> None:
    assert value.__dataclass_params__.frozen
    assert set(value.__slots__) == {field.name for field in fields(value)}


def test_a_value_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Place("Lima", 0, 0).lat = 91.0  # type: ignore[misc]
