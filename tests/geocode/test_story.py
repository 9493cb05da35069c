"""A whole story by way of a geocoding service: mapped where it answers, told where it fails."""

from __future__ import annotations

import json

import pytest

from geonews.errors import GeocoderError, OptionError
from geonews.gazetteer import Gazetteer
from geonews.geocode import open_source
from geonews.model import Article, Report
from geonews.options import Options
from geonews.pipeline import analyse
from tests.geocode.loopback import impatient
from tests.geocode.nominatim import Answer, Service, known, result

_STORY = Article(
    "Heavy rain fell on Lima, Peru, on Monday.\n\n"
    "The port of Callao was closed, and Peruvian officials asked people to stay at home. "
    "Streets in Lima were flooded.",
    id="rain",
)


def _analysed(service: Service, gazetteer: Gazetteer, **choices: float) -> Report:
    options = Options(
        geocoder="nominatim",
        domain=service.domain,
        scheme="http",
        user_agent="test",
        cache=False,
        **choices,  # type: ignore[arg-type]
    )
    source = open_source(options, gazetteer, patience=impatient)
    return analyse(_STORY, options, gazetteer=gazetteer, source=source)


def test_a_service_maps_the_story(service: Service, gazetteer: Gazetteer) -> None:
    report = _analysed(service, gazetteer)
    placed = {m.text: m.place for m in report.mentions if m.kind == "place"}
    assert set(placed) == {"Lima", "Peru", "Callao"}
    for place in placed.values():
        assert place is not None
        assert place.country == "PE"
        assert place.source == "nominatim"
    assert placed["Lima"] is not None
    assert placed["Lima"].lat == pytest.approx(-12.046)
    assert all(_STORY.text[m.start : m.end] == m.text for m in report.mentions)


def test_each_name_is_asked_once(service: Service, gazetteer: Gazetteer) -> None:
    report = _analysed(service, gazetteer)
    assert sorted(service.asked) == sorted({m.text for m in report.mentions})
    assert set(service.agents) == {"test"}


def test_the_same_service_gives_the_same_report(service: Service, gazetteer: Gazetteer) -> None:
    assert _analysed(service, gazetteer).to_dict() == _analysed(service, gazetteer).to_dict()


@pytest.mark.parametrize(
    "answer", [(500, b"oops"), (429, b""), (200, b"<html>"), (200, b"[7]")], ids=str
)
def test_a_failing_service_leaves_reasons(
    service: Service, gazetteer: Gazetteer, answer: Answer
) -> None:
    service.answer = lambda _: answer
    report = _analysed(service, gazetteer)
    assert {m.text for m in report.mentions} >= {"Lima", "Peru", "Callao"}
    for mention in report.mentions:
        assert (mention.status, mention.place) == ("unresolved", None)
        assert mention.confidence == 0
        assert "'nominatim'" in mention.reason
        assert repr(mention.text) in mention.reason
        assert "\n" not in mention.reason


def test_a_refusing_service_leaves_reasons(gazetteer: Gazetteer) -> None:
    report = _analysed(Service("127.0.0.1:9"), gazetteer, timeout_s=1.0)
    assert {mention.status for mention in report.mentions} == {"unresolved"}


def test_one_failure_harms_no_other_mention(service: Service, gazetteer: Gazetteer) -> None:
    service.answer = lambda name: (500, b"") if name == "Callao" else known(name)
    report = _analysed(service, gazetteer)
    failed = {m.text for m in report.mentions if m.kind == "place" and m.place is None}
    assert failed == {"Callao"}
    whole = {m.text for m in report.mentions if m.kind == "place" and m.status == "resolved"}
    assert whole == {"Lima", "Peru"}


def _kursk(**more: object) -> Answer:
    address = {"country_code": "ru"}
    return 200, json.dumps([result("Kursk", 51.73, 36.19, address=address, **more)]).encode()


def test_a_region_that_its_city_hides_is_asked_for(service: Service, gazetteer: Gazetteer) -> None:
    # Nominatim leaves out what is much less prominent than its best answer.
    service.answer = lambda name: _kursk() if name == "Kursk" else (200, b"[]")
    service.regions = lambda _: _kursk(addresstype="state", importance=0.4)
    options = Options(
        geocoder="nominatim", domain=service.domain, scheme="http", user_agent="t", cache=False
    )
    source = open_source(options, gazetteer, patience=impatient)
    for text, feature in (
        ("Shells fell on the Kursk region on Monday.", "ADM1"),
        ("Shells fell on the city of Kursk on Monday.", "PPL"),
    ):
        report = analyse(Article(text), options, gazetteer=gazetteer, source=source)
        (mention,) = (m for m in report.mentions if m.text == "Kursk")
        assert mention.place is not None
        assert mention.place.feature == feature
    assert service.asked.count("Kursk") == 2, "once for the name, once for the region"


def test_a_service_that_knows_nothing(service: Service, gazetteer: Gazetteer) -> None:
    service.answer = lambda _: (200, b"[]")
    report = _analysed(service, gazetteer)
    assert all("is known" in mention.reason for mention in report.mentions)
    assert {mention.status for mention in report.mentions} == {"unresolved"}


def test_a_home_that_cannot_be_asked_for_is_told(service: Service, gazetteer: Gazetteer) -> None:
    service.answer = lambda _: (500, b"")
    options = Options(
        geocoder="nominatim", domain=service.domain, scheme="http", user_agent="test", near="Lima"
    )
    source = open_source(options, gazetteer, patience=impatient)
    with pytest.raises(GeocoderError, match="'Lima'"):
        analyse(_STORY, options, gazetteer=gazetteer, source=source)


def test_a_service_that_does_not_exist(gazetteer: Gazetteer) -> None:
    with pytest.raises(OptionError, match="no geocoder is called"):
        analyse(_STORY, Options(geocoder="nowhere"), gazetteer=gazetteer)
