"""A web server on loopback that answers what a test tells it, and remembers who asked what."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from xml.sax.saxutils import escape


@dataclass(slots=True)
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Web:
    """What stands where: a path without an answer gives 404."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, Message]] = field(default_factory=list)

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def put(self, path: str, body: bytes | str, status: int = 200, **headers: str) -> None:
        """Put something up; ``Content_Type="text/plain"`` and the like are headers."""
        data = body.encode() if isinstance(body, str) else body
        self.answers[path] = Answer(data, status, _named(headers))


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@contextmanager
def serving() -> Iterator[Web]:
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append((self.path, self.headers))
            answer = web.answers.get(self.path, Answer(b"", 404))
            etag = answer.headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                answer = Answer(b"", 304)
            self.send_response(answer.status)
            for name, value in {"Content-Type": "text/html", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def handle(self) -> None:
            with suppress(ConnectionError):
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def page(title: str, place: str = "Lima", note: str = "") -> str:
    words = (
        f"Heavy rain fell on {place} on Monday and flooded several streets near the river. "
        f"The mayor of {place} said that nobody was hurt and that schools would open again. "
        f"Rescue workers from neighbouring towns came to help clear the roads by evening. {note}"
    )
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{escape(title)}</title></head><body><article>"
        f"<h1>{escape(title)}</h1><p>{words}</p><p>{words}</p></article></body></html>"
    )


def rss(items: Sequence[tuple[str, str]], title: str = "The Herald") -> str:
    """A feed of (link, title), the newest first; the guid of each is its link."""
    written = "".join(
        f"<item><title>{escape(name)}</title><link>{escape(link)}</link><guid>{escape(link)}</guid>"
        "<pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item>"
        for link, name in items
    )
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>{escape(title)}</title>{written}"
        "</channel></rss>"
    )
