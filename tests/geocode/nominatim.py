"""A Nominatim on this machine's loopback: the JSON the real one answers, for a few places."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.geocode.loopback import running

Answer = tuple[int, bytes]
"""HTTP status and body."""


def result(name: str, lat: float, lon: float, **more: Any) -> dict[str, Any]:
    """Return one result in Nominatim's format=json, numbers as text like its own."""
    return {
        "place_id": 1,
        "osm_type": "relation",
        "lat": str(lat),
        "lon": str(lon),
        "name": name,
        "display_name": f"{name}, somewhere",
        "addresstype": "city",
        "importance": 0.6,
        "boundingbox": [str(lat - 0.1), str(lat + 0.1), str(lon - 0.1), str(lon + 0.1)],
        **more,
    }


PLACES: dict[str, list[dict[str, Any]]] = {
    "lima": [
        result("Lima", -12.046, -77.043, importance=0.75, address={"country_code": "pe"}),
        result(
            "Lima", 40.743, -84.105, importance=0.5,
            address={"state": "Ohio", "country_code": "us"},
        ),
    ],
    "peru": [
        result(
            "Peru", -6.87, -75.046, addresstype="country", importance=0.85,
            address={"country_code": "pe"}, boundingbox=["-20.2", "-0.03", "-84.6", "-68.6"],
        )
    ],
    "callao": [result("Callao", -12.052, -77.139, address={"country_code": "pe"})],
}  # fmt: skip


def known(name: str) -> Answer:
    """Answer as a gazetteer of three names would."""
    return 200, json.dumps(PLACES.get(name.casefold(), [])).encode()


@dataclass(slots=True)
class Service:
    """A running server: where it is, what it was asked, and what it answers."""

    domain: str
    answer: Callable[[str], Answer] = known
    regions: Callable[[str], Answer] | None = None
    delay_s: float = 0.0
    asked: list[str] = field(default_factory=list)
    agents: list[str | None] = field(default_factory=list)


@contextmanager
def serving() -> Iterator[Service]:
    """Run a server on a free port of 127.0.0.1."""
    service = Service("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = parse_qs(urlsplit(self.path).query)
            query = asked.get("q", [""])[0]
            of_regions = service.regions if asked.get("featureType") == ["state"] else None
            service.asked.append(query)
            service.agents.append(self.headers["User-Agent"])
            time.sleep(service.delay_s)
            status, body = (of_regions or service.answer)(query)
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                return  # The client gave up, as the test of time-outs wants.

        def log_message(self, *args: object) -> None:
            pass

    with running(Handler) as domain:
        service.domain = domain
        yield service
