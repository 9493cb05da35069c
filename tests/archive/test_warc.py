"""Saved news: the pages of a WARC file are stories, the rest of it is not."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from geonews.archive.reading import Columns, read_records
from geonews.errors import StoryError
from tests.archive.stories import errors, records

_PAGE = (
    "<html><head><title>{title}</title><meta property='article:published_time' "
    "content='2024-08-11T06:00:00Z'></head><body><article><h1>{title}</h1><p>Rain fell on {city} "
    "for the fourth day, and the river stood a metre above its banks, the ministry said.</p><p>The "
    "roads to the harbour were closed, and schools will open again on Thursday.</p></article>"
    "</body></html>"
)


def _record(kind: str, number: int, body: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0000-{number}>\r\n"
        f"WARC-Target-URI: https://courier.example/{number}\r\nWARC-Date: 2024-08-11T07:00:00Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def _http(body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _page(number: int, city: str) -> bytes:
    return _record(
        "response", number, _http(_PAGE.format(title=f"Day {number}", city=city).encode())
    )


def _archive(*cities: str) -> list[bytes]:
    found = [_record("request", 90, b"GET / HTTP/1.1\r\n\r\n")]
    for number, city in enumerate(cities):
        found.append(_page(number, city))
        found.append(_record("response", 100 + number, _http(b"GIF89a", kind="image/gif")))
        found.append(_record("response", 200 + number, _http(b"<html></html>", "404 Not Found")))
    return found


@pytest.mark.parametrize("is_packed", [False, True])
def test_pages_are_stories_and_nothing_else_is(tmp_path: Path, is_packed: bool) -> None:
    path = tmp_path / ("news.warc.gz" if is_packed else "news.warc")
    parts = _archive("Lima", "Quito", "Oslo")
    path.write_bytes(b"".join(map(gzip.compress, parts)) if is_packed else b"".join(parts))
    found = records(path)
    assert [record.seq for record in found] == [0, 1, 2]
    for number, (record, city) in enumerate(zip(found, ("Lima", "Quito", "Oslo"), strict=True)):
        assert record.article is not None
        assert city in record.article.text
        assert record.article.url == f"https://courier.example/{number}"
        assert record.article.id == f"urn:uuid:0000-{number}"
        assert (record.article.published or "").startswith("2024-08-11")
        assert record.where.endswith(f": <urn:uuid:0000-{number}>")
    for start in range(5):
        assert records(path, start=start) == found[start:]


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_file_that_breaks_off_gives_what_it_has_and_tells_the_rest(
    tmp_path: Path, is_packed: bool
) -> None:
    path = tmp_path / ("news.warc.gz" if is_packed else "news.warc")
    parts = [_page(number, city) for number, city in enumerate(("Lima", "Quito", "Oslo"))]
    whole = b"".join(map(gzip.compress, parts)) if is_packed else b"".join(parts)
    path.write_bytes(whole[:-60])
    found = records(path)
    assert [record.is_story for record in found[:2]] == [True, True]
    half, broken = errors(found)
    assert "urn:uuid:0000-2>' cannot be read (it is cut short)" in half
    assert "breaks off after" in broken
    assert [record.seq for record in found] == list(range(len(found)))


def test_a_page_without_a_story_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "news.warc"
    empty = _record("response", 0, _http(b"<html><body></body></html>"))
    path.write_bytes(empty + _page(1, "Lima"))
    first, second = records(path)
    assert (first.is_story, second.is_story) == (False, True)
    assert "urn:uuid:0000-0" in errors([first])[0]


@pytest.mark.parametrize("data", [b"", b"no archive at all", gzip.compress(b"nor this")])
def test_what_is_no_warc_is_refused_before_the_run(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "news.warc"
    path.write_bytes(data)
    with pytest.raises(StoryError, match="cannot be read as WARC"):
        read_records([path], Columns())
