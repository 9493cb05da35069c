"""A service of any kind on this machine's loopback, and patience that does not wait."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from geonews.geocode.patience import Patient

impatient = partial(Patient, sleep=lambda _: None)
"""Asks again as often as ever, without the waits between."""


@dataclass(slots=True)
class Reply:
    """What a server answers: a body, or the parts it is sent in."""

    body: bytes | Iterator[bytes] = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def as_json(value: Any) -> Reply:
    return Reply(json.dumps(value).encode())


@dataclass(slots=True)
class Loopback:
    """A running server: where it is, the paths it was asked for, and what it answers."""

    domain: str = ""
    answer: Callable[[str], Reply] = lambda _: Reply(b"[]")
    """Gets the path with its query."""
    asked: list[str] = field(default_factory=list)


def name_in(path: str) -> str:
    """Return the name a request asks for, wherever its service puts it."""
    split = urlsplit(path)
    query = parse_qs(split.query)
    keys = ("q", "text", "searchtext", "singleLine", "address", "query", "geocode", "location")
    found = next((query[key][0] for key in keys if key in query), None)
    last = unquote(split.path.rstrip("/").rsplit("/", 1)[-1])
    return last.removesuffix(".json") if found is None else found


@contextmanager
def running(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Run a server on a free port of 127.0.0.1, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def loopback() -> Iterator[Loopback]:
    """Run a server on a free port of 127.0.0.1."""
    service = Loopback()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            service.asked.append(self.path)
            reply = service.answer(self.path)
            parts = iter((reply.body,)) if isinstance(reply.body, bytes) else reply.body
            try:
                self.send_response(reply.status)
                for header, value in reply.headers.items():
                    self.send_header(header, value)
                self.end_headers()
                for part in parts:
                    self.wfile.write(part)
            except OSError:
                return  # The client gave up.

        def log_message(self, *args: object) -> None:
            pass

    with running(Handler) as domain:
        service.domain = domain
        yield service
