"""One contract for whoever answers which places bear a name, and what a failure looks like."""

from __future__ import annotations

import json
import math
import re
import socket
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from geopy.adapters import RequestsAdapter, URLLibAdapter
from geopy.geocoders import Nominatim
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geonews.errors import GeocoderError, OptionError
from geonews.gazetteer import Candidate, Gazetteer, NameKind
from geonews.geocode import CandidateSource, GeopySource, open_source
from geonews.geocode.adapter import BoundedAdapter
from geonews.geocode.embedded import EmbeddedGeocoder
from geonews.geocode.patience import Patient
from geonews.options import Options
from tests.geocode.loopback import impatient
from tests.geocode.nominatim import Answer, Service, result

Make = Callable[[Gazetteer, Service], CandidateSource]


def _nominatim(service: Service, **choices: Any) -> GeopySource:
    settings = {"timeout": 5, "user_agent": "geonews tests", "scheme": "http", **choices}
    nominatim = Nominatim(domain=service.domain, **settings)
    return GeopySource(nominatim, "nominatim", patience=impatient)


def _options(service: Service, **choices: Any) -> Options:
    settings = {"domain": service.domain, "scheme": "http", "cache": False, **choices}
    return Options(geocoder="nominatim", user_agent="tests", **settings)


_SOURCES: dict[str, Make] = {
    "gazetteer": lambda gazetteer, _: gazetteer,
    "options": lambda gazetteer, _: open_source(Options(), gazetteer),
    "embedded": lambda gazetteer, _: GeopySource(EmbeddedGeocoder(gazetteer), "embedded"),
    "nominatim, requests": lambda _, service: _nominatim(service, adapter_factory=RequestsAdapter),
    "nominatim, urllib": lambda _, service: _nominatim(service, adapter_factory=URLLibAdapter),
    "nominatim, options": lambda gazetteer, service: open_source(_options(service), gazetteer),
}


@pytest.fixture(params=_SOURCES)
def source(
    request: pytest.FixtureRequest, gazetteer: Gazetteer, service: Service
) -> CandidateSource:
    return _SOURCES[request.param](gazetteer, service)


# The contract ----------------------------------------------------------------------------------


def test_a_known_name_gives_candidates(source: CandidateSource) -> None:
    found = source.candidates("Lima")
    assert len(found) > 1
    for candidate in found:
        assert isinstance(candidate, Candidate)
        place = candidate.place
        assert math.isfinite(place.lat)
        assert math.isfinite(place.lon)
        assert place.name
        assert place.source
        assert candidate.weight >= 1
    assert {"PE", "US"} <= {candidate.place.country for candidate in found}


def test_the_most_prominent_comes_first(source: CandidateSource) -> None:
    found = [c for c in source.candidates("Lima") if c.kind is NameKind.NAME]
    assert found[0].place.country == "PE"
    weights = {c.place.country: c.weight for c in reversed(found)}
    assert weights["PE"] > weights["US"]


def test_a_country_is_known_as_one(source: CandidateSource) -> None:
    place = source.candidates("Peru")[0].place
    assert (place.country, place.feature) == ("PE", "PCLI")
    assert place.bbox is not None
    west, south, east, north = place.bbox
    assert (round(west), round(south), round(east), round(north)) in {
        (-81, -18, -69, 0),
        (-85, -20, -69, 0),
    }


def test_an_unknown_name_gives_nothing(source: CandidateSource) -> None:
    assert source.candidates("No Such Place Anywhere") == ()


def test_the_same_question_has_the_same_answer(source: CandidateSource) -> None:
    assert source.candidates("Lima") == source.candidates("Lima")


@pytest.mark.parametrize("name", ["", " ", "\0", "x" * 3000, "🗺", "a&b=c#d?/../e", "%00"])
def test_odd_names_give_nothing(source: CandidateSource, name: str) -> None:
    assert source.candidates(name) == ()


# A service that fails --------------------------------------------------------------------------


def _failure(source: CandidateSource, name: str = "Lima") -> str:
    with pytest.raises(GeocoderError) as caught:
        source.candidates(name)
    message = str(caught.value)
    assert "\n" not in message
    assert "'nominatim'" in message
    assert repr(name) in message
    assert len(message) < 500
    return message


_ADAPTERS = pytest.mark.parametrize("adapter", [RequestsAdapter, URLLibAdapter, BoundedAdapter])


@_ADAPTERS
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((500, b"oops"), "it answered with an error"),
        ((503, b"<html>\n<h1>maintenance</h1>\n</html>"), "failed on 'Lima'"),
        ((429, b"{}"), "it was asked too often"),
        ((403, b"blocked"), "it refuses us"),
        ((200, b"<!DOCTYPE html>\n<script>alert(1)</script>"), "its answer cannot be read"),
        ((200, b'[{"lat": "1", "lon": '), "its answer cannot be read"),
        ((200, b""), "its answer cannot be read"),
        ((200, b"\xff\xfe\x00"), "its answer cannot be read"),
        ((200, b'{"error": "Parameter q missing"}'), "it does not understand the question"),
        ((200, b"[1, 2]"), "cannot read"),
        ((200, b'[{"lat": 1, "lon": 2, "name": "Lima", "display_name": null}]'), "cannot read"),
        ((200, b'"text"'), "cannot read"),
        ((200, b'[{"lat": [1], "lon": {}}]'), "cannot read"),
        ((200, b'[{"lat": "north", "lon": "east"}]'), "cannot read"),
        ((200, b'[{"lat": NaN, "lon": 0, "display_name": "Lima"}]'), "cannot (be )?read"),
        ((200, b'[{"lat": 1, "lon": Infinity, "display_name": "Lima"}]'), "cannot (be )?read"),
        ((200, b'[{"lat": 95, "lon": 0, "display_name": "Lima"}]'), "for 'Lima': ValueError"),
        ((200, b'[{"lat": 1' + b"0" * 400 + b', "lon": 0}]'), "cannot read"),
        ((200, b'[{"lat": ' + b"9" * 100_000 + b', "lon": 0}]'), "its answer cannot be read"),
        ((200, b"[" * 100_000 + b"]" * 100_000), "cannot (be )?read"),
    ],
    ids=lambda value: str(value[:40]),
)
def test_a_failure_is_one_line_naming_service_and_query(
    service: Service, adapter: type, answer: Answer, said: str
) -> None:
    service.answer = lambda _: answer
    assert re.search(said, _failure(_nominatim(service, adapter_factory=adapter)))


@_ADAPTERS
def test_a_service_that_is_too_slow(service: Service, adapter: type) -> None:
    service.delay_s = 0.6
    source = _nominatim(service, adapter_factory=adapter, timeout=0.1)
    # geopy's adapters tell a slow answer and a refused connection apart differently.
    assert re.search("did not answer in time|cannot be reached", _failure(source))


@_ADAPTERS
def test_a_refused_connection(adapter: type) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        service = Service(f"127.0.0.1:{free.getsockname()[1]}")
        source = _nominatim(service, adapter_factory=adapter)
        assert re.search("cannot be reached|answered with an error", _failure(source))


def test_a_failure_is_not_taken_for_an_answer(service: Service) -> None:
    source = _nominatim(service)
    working = service.answer
    service.answer = lambda _: (500, b"")
    _failure(source)
    service.answer = working
    assert source.candidates("Lima")


def test_a_name_is_asked_once(service: Service) -> None:
    source = _nominatim(service)
    for name in ("Lima", "Peru", "Lima", "Nowhere", "Nowhere"):
        source.candidates(name)
    assert service.asked == ["Lima", "Peru", "Nowhere"]
    assert set(service.agents) == {"geonews tests"}


# A service that lies ---------------------------------------------------------------------------


def _answered(service: Service, *results: object) -> tuple[Candidate, ...]:
    service.answer = lambda _: (200, json.dumps(results).encode())
    return _nominatim(service).candidates("Lima")


def test_script_in_an_answer_stays_text(service: Service) -> None:
    (found,) = _answered(
        service, result("<script>alert(1)</script>", 1, 2, display_name="</script><img src=x>")
    )
    assert found.place.name == "<script>alert(1)</script>"


def test_huge_text_is_cut(service: Service) -> None:
    (found,) = _answered(
        service,
        result("x" * 1_000_000, 1, 2, address={"state": "y" * 100_000, "country_code": "z" * 9}),
    )
    assert len(found.place.name) <= 200
    assert len(found.place.admin1 or "") <= 200
    assert found.place.country is None


def test_line_breaks_in_an_answer_become_spaces(service: Service) -> None:
    (found,) = _answered(service, result("Li\n\nma\r\n\tRegion", 1, 2))
    assert found.place.name == "Li ma Region"


@pytest.mark.parametrize(
    "field",
    ["name", "address", "extratags", "boundingbox", "importance", "addresstype",
     "type", "population", "area_km2", "geonames_id", "properties", "bbox", "country", "feature"],
)  # fmt: skip
@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        -1,
        10**400,
        1e308,
        "",
        "NaN",
        [],
        [None] * 4,
        ["a"] * 4,
        [1e999] * 4,
        {},
        {"a": []},
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_field_of_any_type_is_harmless(service: Service, field: str, value: object) -> None:
    for candidate in _answered(service, {**result("Lima", -12, -77), field: value}):
        place = candidate.place
        assert (place.lat, place.lon) == (-12, -77)
        assert 0 < len(place.name) <= 200
        assert place.area_km2 is None or 0 < place.area_km2 < math.inf
        assert place.population is None or place.population > 0
        assert place.bbox is None or all(abs(edge) <= 180 for edge in place.bbox)
        assert candidate.weight >= 1
        json.dumps(place.to_dict(), allow_nan=False)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["lat", "lon", "name", "address", "boundingbox", "error", "type"]),
            inner,
        )
    ),
    max_leaves=12,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(answer=_json)
def test_any_json_is_an_answer_or_one_error(service: Service, answer: object) -> None:
    service.answer = lambda _: (200, json.dumps(answer).encode())
    try:
        found = _nominatim(service).candidates("Lima")
    except GeocoderError as error:
        assert "\n" not in str(error)  # noqa: PT017  either outcome is right
    else:
        assert all(abs(c.place.lat) <= 90 and abs(c.place.lon) <= 180 for c in found)


def test_a_service_that_fails_three_times_is_asked_no_more(service: Service) -> None:
    service.answer = lambda _: (500, b"oops")
    source = _nominatim(service)
    for name in ("Lima", "Peru", "Callao"):
        with pytest.raises(GeocoderError, match="it answered with an error"):
            source.candidates(name)
    with pytest.raises(GeocoderError, match="not asked for 'Cusco': it had failed 3 times"):
        source.candidates("Cusco")
    # An error of the server may pass: it is asked three times.
    assert service.asked == ["Lima"] * 3 + ["Peru"] * 3 + ["Callao"] * 3


def test_a_service_may_want_a_pause_between_questions(service: Service) -> None:
    slept: list[float] = []
    nominatim = Nominatim(domain=service.domain, scheme="http", user_agent="geonews tests")
    patience = partial(Patient, clock=lambda: 0.0, sleep=slept.append)
    source = GeopySource(nominatim, "nominatim", 1.0, patience=patience)
    for name in ("Lima", "Peru", "Lima", "Callao"):
        assert source.candidates(name)
    assert slept == [1.0, 2.0]


# Choosing a source -----------------------------------------------------------------------------


def test_the_gazetteer_is_the_default(gazetteer: Gazetteer) -> None:
    assert open_source(Options(), gazetteer) is gazetteer


@pytest.mark.parametrize("name", ["nominatm", "", "google maps", "os.system", "__class__"])
def test_an_unknown_service_lists_the_known_ones(gazetteer: Gazetteer, name: str) -> None:
    with pytest.raises(OptionError, match="no geocoder is called") as caught:
        open_source(Options(geocoder=name), gazetteer)
    message = str(caught.value)
    assert repr(name) in message
    assert "\n" not in message
    assert all(known in message for known in ("embedded", "nominatim", "photon"))


def test_nominatim_wants_to_know_who_asks(gazetteer: Gazetteer) -> None:
    with pytest.raises(OptionError, match="--user-agent") as caught:
        open_source(Options(geocoder="nominatim"), gazetteer)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["googlev3", "here", "azure", "baidu", "what3words"])
def test_a_service_that_needs_a_key_says_so(gazetteer: Gazetteer, name: str) -> None:
    with pytest.raises(OptionError, match=f"geocoder '{name}' cannot be set up") as caught:
        open_source(Options(geocoder=name, user_agent="tests"), gazetteer)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500


def test_options_reach_the_service(gazetteer: Gazetteer, service: Service) -> None:
    source = open_source(_options(service), gazetteer)
    assert source.candidates("Lima")[0].place.source == "nominatim"
    assert service.agents == ["tests"]
    service.delay_s = 0.6
    source = open_source(_options(service, timeout_s=0.1), gazetteer, patience=impatient)
    _failure(source)
