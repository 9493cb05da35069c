"""HTTP as a hostile server speaks it, over a real socket: bounded, one host, no key told."""

from __future__ import annotations

import itertools
import json
import logging
import time
import tracemalloc
from collections.abc import Iterator

import pytest
from geopy.adapters import AdapterHTTPError
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut
from geopy.geocoders import Nominatim, OpenCage

from geonews.errors import GeocoderError
from geonews.geocode import GeopySource
from geonews.geocode.adapter import MOST_BYTES, BoundedAdapter, hide_keys_in_logs
from tests.geocode.loopback import Loopback, Reply, as_json, impatient, loopback

SECRET = "k3y-that-nobody-may-see"  # noqa: S105  made up


@pytest.fixture
def server() -> Iterator[Loopback]:
    with loopback() as running:
        yield running


def get(server: Loopback, path: str = "/", timeout: float = 5.0) -> object:
    adapter = BoundedAdapter(proxies={}, ssl_context=None)
    return adapter.get_json(f"http://{server.domain}{path}", timeout=timeout, headers={})


def test_an_answer_is_read(server: Loopback) -> None:
    server.answer = lambda _: Reply('\ufeff{"name": "São Paulo"}'.encode())
    assert get(server) == {"name": "São Paulo"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!DOCTYPE html>",
        b"\xff\xfe[\x00]\x00",
        b"[NaN]",
        b"[-Infinity]",
        b"[" * 500_000,
        b'{"a":' * 100_000,
        b"9" * 10_000,
    ],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_no_json_is_an_error_without_its_text(server: Loopback, body: bytes) -> None:
    server.answer = lambda _: Reply(body)
    with pytest.raises(GeocoderParseError) as caught:
        get(server)
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize("charset", ["punycode", "hex", "utf-7", "nonsense"])
def test_no_other_encoding_is_taken(server: Loopback, charset: str) -> None:
    headers = {"Content-Type": f"application/json; charset={charset}"}
    server.answer = lambda _: Reply(b'["\xc3\xa9"]', headers=headers)
    assert get(server) == ["é"]


def test_an_endless_answer_is_cut(server: Loopback) -> None:
    server.answer = lambda _: Reply(itertools.repeat(b" " * 100_000, 1000))
    tracemalloc.start()
    with pytest.raises(GeocoderParseError, match="over 8 MiB"):
        get(server, timeout=60)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * MOST_BYTES


def test_an_answer_that_says_it_is_huge_is_cut_too(server: Loopback) -> None:
    headers = {"Content-Length": str(10**12)}
    server.answer = lambda _: Reply(itertools.repeat(b" " * 100_000, 1000), headers=headers)
    with pytest.raises(GeocoderParseError, match="over 8 MiB"):
        get(server, timeout=60)


def test_an_answer_that_drips_is_cut(server: Loopback) -> None:
    def drip() -> Iterator[bytes]:
        for _ in range(100):
            yield b" "
            time.sleep(0.02)

    server.answer = lambda _: Reply(drip())
    with pytest.raises(GeocoderTimedOut):
        get(server, timeout=0.2)


def test_a_redirect_within_the_host_is_followed(server: Loopback) -> None:
    server.answer = lambda path: (
        Reply(b"[7]") if path == "/new" else Reply(status=301, headers={"Location": "/new"})
    )
    assert get(server) == [7]


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "data:application/json,[]",
        "gopher://127.0.0.1/",
        "http://127.0.0.1:{other}/stolen",
        "http://localhost:{port}/stolen",
        "http://user@127.0.0.1:{port}/stolen",
        "//[::1]:{other}/stolen",
        "https://127.0.0.1:{port}/stolen",
        "http://[broken",
        "",
    ],
)
def test_no_redirect_leads_elsewhere(server: Loopback, location: str) -> None:
    with loopback() as other:
        ports = {"port": server.domain.split(":")[1], "other": other.domain.split(":")[1]}
        server.answer = lambda _: Reply(status=302, headers={"Location": location.format(**ports)})
        with pytest.raises((GeocoderServiceError, AdapterHTTPError)):
            get(server, f"/search?key={SECRET}")
        assert other.asked == []
    assert not [path for path in server.asked if "stolen" in path]


def test_a_redirect_in_a_circle_ends(server: Loopback) -> None:
    server.answer = lambda path: Reply(status=302, headers={"Location": f"{path}x"})
    with pytest.raises(AdapterHTTPError):
        get(server)
    assert len(server.asked) < 10


def test_the_text_of_an_error_is_bounded(server: Loopback) -> None:
    headers = {"Retry-After": "7"}
    server.answer = lambda _: Reply(b"x" * 1_000_000, 503, headers)
    with pytest.raises(AdapterHTTPError) as caught:
        get(server)
    assert len(caught.value.text) <= 10_000
    assert (caught.value.status_code, caught.value.headers["retry-after"]) == (503, "7")


@pytest.mark.parametrize("status", [200, 400, 403, 429, 500])
def test_a_key_is_neither_logged_nor_told(
    server: Loopback, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    hide_keys_in_logs()
    caplog.set_level(logging.DEBUG)
    # A service may repeat the key, in clear and as it stood in the URL.
    body = json.dumps({"status": {"code": 403, "message": f"bad key {SECRET}"}, "results": []})
    server.answer = lambda _: Reply(body.encode(), status)
    geocoder = OpenCage(SECRET, domain=server.domain, scheme="http", adapter_factory=BoundedAdapter)
    source = GeopySource(geocoder, "opencage", patience=impatient)
    with pytest.raises(GeocoderError) as caught:
        source.candidates("Lima")
    assert SECRET in server.asked[0]
    assert caught.value.__suppress_context__
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(source)
    assert "127.0.0.1" in caplog.text
    assert SECRET not in caplog.text


def test_a_name_with_anything_in_it_reaches_the_service_as_it_is(server: Loopback) -> None:
    asked: list[str] = []

    def answer(path: str) -> Reply:
        asked.append(path)
        return as_json([])

    server.answer = answer
    geocoder = Nominatim(
        domain=server.domain, scheme="http", user_agent="us", adapter_factory=BoundedAdapter
    )
    source = GeopySource(geocoder, "nominatim", patience=impatient)
    for name in ("São Tomé", "a&b=c#d", "x\r\nHost: evil", "../../admin", "%00", "🗺"):
        assert source.candidates(name) == ()
    assert len(asked) == 6
    assert all(path.startswith("/search?q=") and "evil:" not in path for path in asked)
