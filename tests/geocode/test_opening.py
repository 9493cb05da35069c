"""From options, configuration and environment to a source."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.geocoders import SERVICE_TO_GEOCODER

import geonews
from geonews.errors import OptionError
from geonews.gazetteer import Gazetteer
from geonews.geocode import ChainSource, GeopySource, PlaceSource, notes_of, open_source
from geonews.geocode.policy import is_placeholder, policy_of
from geonews.options import Options
from tests.geocode.loopback import Loopback, Reply, as_json, impatient, loopback
from tests.geocode.nominatim import serving

SECRET = "k3y-that-nobody-may-see"  # noqa: S105  made up


@pytest.fixture
def server() -> Iterator[Loopback]:
    with loopback() as running:
        yield running


def opened(
    gazetteer: Gazetteer, folder: Path, text: str = "", environ: Any = None, **options: Any
) -> PlaceSource:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    folders = {"GEONEWS_CONFIG": str(file), "GEONEWS_CACHE_DIR": str(folder / "answers")}
    return open_source(
        Options(**options), gazetteer, environ={**folders, **(environ or {})}, patience=impatient
    )


def test_a_chain_is_opened_in_order(gazetteer: Gazetteer, tmp_path: Path) -> None:
    chain = opened(gazetteer, tmp_path, geocoder=" embedded, photon ")
    assert isinstance(chain, ChainSource)
    first, second = chain.sources
    assert first is gazetteer
    assert isinstance(second, GeopySource)
    assert second.name == "photon"


@pytest.mark.parametrize(
    ("geocoder", "words"),
    [
        ("embedded,nowhere", r"no geocoder is called 'nowhere' \(in 'embedded,nowhere'\)"),
        ("embedded,", "no geocoder is called ''"),
        ("photon,photon", "hold one twice"),
        ("embedded,embedded", "hold one twice"),
        ("Nominatim", "no geocoder is called 'Nominatim'"),
    ],
)
def test_a_bad_chain_is_told(
    gazetteer: Gazetteer, tmp_path: Path, geocoder: str, words: str
) -> None:
    with pytest.raises(OptionError, match=words) as caught:
        opened(gazetteer, tmp_path, geocoder=geocoder)
    assert "\n" not in str(caught.value)


def test_a_domain_is_of_one_service(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="goes with one service"):
        opened(gazetteer, tmp_path, geocoder="photon,pelias", domain="localhost")
    opened(gazetteer, tmp_path, geocoder="embedded,photon", domain="localhost")


@pytest.mark.parametrize("name", sorted(SERVICE_TO_GEOCODER))
def test_every_service_of_geopy_can_be_set_up(
    gazetteer: Gazetteer, tmp_path: Path, name: str
) -> None:
    needs = {
        "api_key": SECRET, "apikey": SECRET, "subscription_key": SECRET, "username": SECRET,
        "auth_id": SECRET, "auth_token": SECRET, "domain": "localhost",
    }  # fmt: skip
    accepted = inspect.signature(SERVICE_TO_GEOCODER[name].__init__).parameters
    table = {key: value for key, value in needs.items() if key in accepted}
    if name in ("arcgis", "ignfrance"):
        table = {"domain": "localhost"}
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in table.items())
    source = opened(gazetteer, tmp_path, f"[geocoder.{name}]\n{lines}", geocoder=name)
    assert repr(source) == f"GeopySource({name!r})"
    assert SECRET not in repr(vars(source))


@pytest.mark.parametrize("name", ["here", "bing", "azure", "geonames", "pelias", "liveaddress"])
def test_a_missing_key_is_told_with_where_it_goes(
    gazetteer: Gazetteer, tmp_path: Path, name: str
) -> None:
    with pytest.raises(OptionError, match=f"'{name}' cannot be set up") as caught:
        opened(gazetteer, tmp_path, geocoder=name)
    message = str(caught.value)
    assert f"GEONEWS_{name.upper()}_" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "text",
    [
        f'username = "{SECRET}"\npassword = "{SECRET}"',
        f'username = "{SECRET}"\npassword = "{SECRET}"\nreferer = "x"\nscheme = "http"',
    ],
)
def test_what_geopy_says_of_a_key_holds_none(
    gazetteer: Gazetteer, tmp_path: Path, text: str
) -> None:
    with pytest.raises(OptionError) as caught:
        opened(gazetteer, tmp_path, f"[geocoder.arcgis]\n{text}", geocoder="arcgis")
    assert SECRET not in str(caught.value)


def test_a_key_from_the_environment_reaches_the_service(
    gazetteer: Gazetteer, tmp_path: Path, server: Loopback
) -> None:
    server.answer = lambda _: as_json({"features": []})
    environ = {"GEONEWS_PELIAS_API_KEY": SECRET, "GEONEWS_PELIAS_DOMAIN": f"http://{server.domain}"}
    assert opened(gazetteer, tmp_path, "", environ, geocoder="pelias").candidates("Lima") == ()
    assert parse_qs(urlsplit(server.asked[0]).query) == {
        "text": ["Lima"],
        "lang": ["en"],
        "api_key": [SECRET],
    }
    for file in (tmp_path / "answers").iterdir():
        assert SECRET.encode() not in file.read_bytes()


def test_nominatim_is_asked_for_all_it_knows(
    gazetteer: Gazetteer, tmp_path: Path, server: Loopback
) -> None:
    source = opened(gazetteer, tmp_path, geocoder="nominatim", domain=server.domain, scheme="http")
    source.candidates("Lima")
    assert parse_qs(urlsplit(server.asked[0]).query) == {
        "q": ["Lima"], "format": ["json"], "limit": ["10"], "addressdetails": ["1"],
        "namedetails": ["1"], "accept-language": ["en"], "extratags": ["True"],
        "polygon_geojson": ["1"], "polygon_threshold": ["0.001"],
    }  # fmt: skip


def test_the_language_can_be_chosen(gazetteer: Gazetteer, tmp_path: Path, server: Loopback) -> None:
    text = f'[geocoder.nominatim]\nlanguage = "de"\ndomain = "http://{server.domain}"'
    opened(gazetteer, tmp_path, text, geocoder="nominatim").candidates("Lima")
    assert "accept-language=de" in server.asked[0]


# Politeness ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "user_agent",
    ["geopy/2.4.1", "my-application", "my_app/1", "my_user_agent/1.0", "test", "x", "geonews",
     "specify_your_app_name_here", "python-requests/2.32", "Mozilla/5.0 (X11; Linux)",
     "you@example.org", "newsroom desk@example.org", "desk@bugle.example", "<your name>"],
)  # fmt: skip
def test_nominatim_itself_wants_a_real_user_agent(
    gazetteer: Gazetteer, tmp_path: Path, user_agent: str
) -> None:
    with pytest.raises(OptionError, match="names nobody: give --user-agent") as caught:
        opened(gazetteer, tmp_path, geocoder="nominatim", user_agent=user_agent)
    assert "\n" not in str(caught.value)
    opened(gazetteer, tmp_path, geocoder="nominatim", user_agent=user_agent, domain="localhost")


@pytest.mark.parametrize(
    "user_agent",
    ["Daily Bugle map desk, desk@bugle.news", "bugle-maps/2.1 (+https://bugle.news)",
     "mapdesk@bugle.co.uk", "Testbild Magazin, karten@testbild.de"],
)  # fmt: skip
def test_a_real_user_agent_is_one(user_agent: str) -> None:
    assert not is_placeholder(user_agent)


def test_we_name_ourselves_where_the_user_does_not(gazetteer: Gazetteer, tmp_path: Path) -> None:
    agents: list[str] = []
    with serving() as nominatim:
        opened(
            gazetteer, tmp_path, geocoder="nominatim", domain=nominatim.domain, scheme="http"
        ).candidates("Lima")
        agents += [agent or "" for agent in nominatim.agents]
    assert agents == [f"geonews/{geonews.__version__}"]


@pytest.mark.parametrize(
    ("text", "pauses"),
    [
        ('[geocoder.nominatim]\nuser_agent = "Bugle, desk@bugle.news"', [1.0]),
        ('[geocoder.nominatim]\ndomain = "localhost"', [0.0]),
        ('[geocoder.nominatim]\ndomain = "localhost"\npause_s = 0.25', [0.25]),
        ('[geocoder.nominatim]\ndomain = "nominatim.openstreetmap.org"\n'
         'user_agent = "Bugle, desk@bugle.news"', [1.0]),
    ],
)  # fmt: skip
def test_the_pause_is_the_services_own(
    gazetteer: Gazetteer, tmp_path: Path, text: str, pauses: list[float]
) -> None:
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    kept: list[float] = []

    def patience(ask: object, pause_s: float) -> object:
        kept.append(pause_s)
        return ask

    environ = {"GEONEWS_CONFIG": str(tmp_path / "config.toml")}
    open_source(Options(geocoder="nominatim"), gazetteer, environ=environ, patience=patience)
    assert kept == pauses


def test_every_policy_is_of_a_service_that_exists() -> None:
    for name in SERVICE_TO_GEOCODER:
        policy = policy_of(name)
        assert policy.attribution
        assert 0 <= policy.pause_s <= 5
        parameters = SERVICE_TO_GEOCODER[name].geocode.__code__.co_varnames
        assert all(argument in parameters for argument, _ in policy.asked_with)


# The cache -------------------------------------------------------------------------------------


def _asked_twice(
    gazetteer: Gazetteer, folder: Path, server: Loopback, text: str = "", **options: Any
) -> int:
    """Return how often the service is asked by two runs with the same question."""
    server.asked.clear()
    for _ in range(2):
        choices = {"geocoder": "photon", "domain": server.domain, "scheme": "http", **options}
        opened(gazetteer, folder, text, **choices).candidates("Lima")
    return len(server.asked)


@pytest.mark.parametrize(
    ("text", "options", "asked"),
    [
        ("", {}, 1),
        ("cache = true", {}, 1),
        ("cache = false", {}, 2),
        ("", {"cache": False}, 2),
        ("[geocoder.photon]\ncache = false", {}, 2),
        ("[cache]\nnegative_ttl_days = 0", {}, 2),
    ],
)
def test_answers_are_kept_unless_somebody_says_no(
    gazetteer: Gazetteer, tmp_path: Path, server: Loopback, text: str, options: Any, asked: int
) -> None:
    server.answer = lambda _: as_json({"features": []})
    assert _asked_twice(gazetteer, tmp_path, server, text, **options) == asked


def test_a_service_whose_terms_forbid_it_is_not_kept(
    gazetteer: Gazetteer, tmp_path: Path, server: Loopback
) -> None:
    server.answer = lambda _: as_json({"features": []})
    key = f'[geocoder.mapbox]\napi_key = "{SECRET}"\n'
    assert _asked_twice(gazetteer, tmp_path, server, key, geocoder="mapbox") == 2
    allowed = f"{key}cache = true\n"
    assert _asked_twice(gazetteer, tmp_path, server, allowed, geocoder="mapbox") == 1


def test_another_domain_or_language_is_another_question(
    gazetteer: Gazetteer, tmp_path: Path, server: Loopback
) -> None:
    server.answer = lambda _: as_json({"features": []})
    with loopback() as other:
        other.answer = server.answer
        for domain in (server.domain, other.domain):
            for language in ("de", "fr"):
                text = f'[geocoder.photon]\nlanguage = "{language}"\npause_s = 0'
                choices = {"geocoder": "photon", "domain": domain, "scheme": "http"}
                opened(gazetteer, tmp_path, text, **choices).candidates("Lima")
        assert (len(server.asked), len(other.asked)) == (2, 2)


def test_another_key_is_the_same_question(
    gazetteer: Gazetteer, tmp_path: Path, server: Loopback
) -> None:
    server.answer = lambda _: as_json({"features": []})
    for key in ("one", "two"):
        environ = {"GEONEWS_PELIAS_API_KEY": key}
        choices = {"geocoder": "pelias", "domain": server.domain, "scheme": "http"}
        opened(gazetteer, tmp_path, "", environ, **choices).candidates("Lima")
    assert len(server.asked) == 1


def test_notes_reach_the_user(gazetteer: Gazetteer, tmp_path: Path, server: Loopback) -> None:
    (tmp_path / "answers").write_text("in the way")
    server.answer = lambda _: Reply(b'{"features": []}')
    source = opened(gazetteer, tmp_path, geocoder="photon", domain=server.domain, scheme="http")
    assert notes_of(source) == ()
    source.candidates("Lima")
    (note,) = notes_of(source)
    assert "going on without it" in note


# Startup ---------------------------------------------------------------------------------------

_EMBEDDED = """
import sys
from geonews.model import Article
from geonews.pipeline import analyse
from geonews.draw import draw
from geonews.gazetteer import Gazetteer
report = analyse(Article("Rain fell on Lima, Peru."))
draw(report, Gazetteer.open())
print(sorted({"geopy", "sqlite3", "platformdirs", "tomllib"} & set(sys.modules)))
"""


def test_the_embedded_gazetteer_needs_nothing_of_all_this(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _EMBEDDED]
    out = subprocess.run(command, capture_output=True, check=True, text=True)
    assert out.stdout == "[]\n"
    assert not (tmp_path / "cache").exists()


def test_a_service_with_a_slip_in_its_name_is_told(gazetteer: Gazetteer, tmp_path: Path) -> None:
    text = f'[geocoder.nominatm]\nuser_agent = "{SECRET}"\n'
    with pytest.raises(OptionError, match=r"no geocoder is called 'nominatm' \(in '.*toml'\)") as e:
        opened(gazetteer, tmp_path, text, geocoder="photon")
    assert SECRET not in str(e.value)
