"""Feeds followed on a real server: what is new, and that nothing is lost, doubled or obeyed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geonews.archive import watch_state, watching
from geonews.archive.feeds import Entry, Feed
from geonews.archive.stopping import Stop
from geonews.archive.watching import Round, Watch
from geonews.errors import OptionError, OutputError
from geonews.options import Options
from tests.archive.servers import Web, page, rss, serving

FAST = Options(recogniser="fast", user_agent="Herald desk/1.0")


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


def _feed(web: Web, *names: str, path: str = "/rss", **headers: str) -> str:
    """Put up a feed of stories, and their pages."""
    for name in names:
        if f"/{name}" not in web.answers:
            web.put(f"/{name}", page(f"Rain {name}"))
    items = [(web.url(f"/{name}"), f"Rain {name}") for name in names]
    web.put(path, rss(items), 200, **{"Content_Type": "application/rss+xml", **headers})
    return web.url(path)


def _round(out: Path, *feeds: str, **given: Any) -> Round:
    with Watch(feeds, out, FAST, pace_s=0, **given) as watch:
        return watch.round()


def _reports(out: Path) -> list[dict[str, Any]]:
    if out.suffix == ".jsonl":
        return [json.loads(line) for line in out.read_text().splitlines()]
    return [json.loads(path.read_text()) for path in sorted(out.glob("*.json"))]


def _ids(out: Path) -> list[str]:
    return [report["article"]["id"] for report in _reports(out)]


def _failures(out: Path) -> list[dict[str, Any]]:
    path = out.with_name(f"{out.name}.failures.jsonl")
    path = path if out.suffix == ".jsonl" else out / "failures.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def test_each_story_is_written_once_with_what_its_feed_says(web: Web, tmp_path: Path) -> None:
    out = tmp_path / "news"
    feed = _feed(web, "b", "a", ETag='"1"')
    first = _round(out, feed)
    assert (first.new, first.written, first.failed, first.waiting) == (2, 2, {}, 0)
    article = _reports(out)[0]["article"]
    assert article["source"] == "The Herald"
    assert article["published"] == "2026-11-23T08:00:00Z"
    assert article["url"] == article["id"]
    assert {m["place"]["name"] for m in _reports(out)[0]["mentions"] if m["place"]} == {"Lima"}
    assert all(headers["User-Agent"] == "Herald desk/1.0" for _, headers in web.asked)

    asked = len(web.asked)
    second = _round(out, feed)
    assert (second.unchanged, second.new, second.written) == (1, 0, 0)
    assert web.paths()[asked:] == ["/robots.txt", "/rss"]
    assert web.asked[-1][1]["If-None-Match"] == '"1"'

    third = _round(out, _feed(web, "c", "b", "a", ETag='"2"'))
    assert (third.unchanged, third.new, third.written) == (0, 1, 1)
    assert sorted(_ids(out)) == [web.url("/a"), web.url("/b"), web.url("/c")]


def test_an_archive_grows_line_by_line_in_the_order_of_publication(
    web: Web, tmp_path: Path
) -> None:
    out = tmp_path / "news.jsonl"
    _round(out, _feed(web, "b", "a"))
    _round(out, _feed(web, "c", "b", "a"))
    assert _ids(out) == [web.url("/a"), web.url("/b"), web.url("/c")]


def test_a_story_that_two_feeds_have_is_done_once(web: Web, tmp_path: Path) -> None:
    feeds = _feed(web, "a", "b"), _feed(web, "b", "c", path="/other")
    assert _round(tmp_path / "news", *feeds).written == 3


def test_last_modified_is_sent_back(web: Web, tmp_path: Path) -> None:
    stamp = "Mon, 23 Nov 2026 08:00:00 GMT"
    feed = _feed(web, "a", Last_Modified=stamp)
    _round(tmp_path / "news", feed)
    _round(tmp_path / "news", feed)
    assert web.asked[-1][1]["If-Modified-Since"] == stamp


def test_robots_txt_is_obeyed_for_pages(web: Web, tmp_path: Path) -> None:
    web.put("/robots.txt", "User-agent: Herald desk\nDisallow: /secret\n")
    found = _round(tmp_path / "news", _feed(web, "secret", "open"))
    assert found.written == 1
    assert "robots.txt" in found.failed[web.url("/secret")]
    assert "/secret" not in web.paths()
    assert [line["cause"] for line in _failures(tmp_path / "news")] == ["page"]


def test_robots_txt_is_obeyed_for_feeds(web: Web, tmp_path: Path) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /rss\n")
    feed = _feed(web, "a")
    assert "robots.txt" in _round(tmp_path / "news", feed).unread[feed]
    assert web.paths() == ["/robots.txt"]


def test_a_robots_txt_that_cannot_be_had_forbids_all(web: Web, tmp_path: Path) -> None:
    web.put("/robots.txt", "", status=500)
    feed = _feed(web, "a")
    assert "robots.txt" in _round(tmp_path / "news", feed).unread[feed]


def test_a_host_is_asked_no_faster_than_it_wants(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    waits: list[float] = []
    monkeypatch.setattr(Watch, "wait", lambda _, seconds: waits.append(seconds))
    _round(tmp_path / "news", _feed(web, "a", "b"))
    # The feed after robots.txt, and each page after what came before it.
    assert len(waits) == 2
    assert all(6 < seconds <= 7 for seconds in waits)


def test_a_page_whose_host_fails_is_tried_again_and_then_set_aside(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_state, "_FIRST_WAIT_S", 0)
    out = tmp_path / "news.jsonl"
    web.put("/later", "", status=500)
    web.put("/never", "", status=503)
    feed = _feed(web, "later", "never")
    assert _round(out, feed).waiting == 2
    web.put("/later", page("Late rain"))
    assert _round(out, feed).written == 1
    for _ in range(watching._TRIES):
        last = _round(out, feed)
    assert last.waiting == 0
    assert _ids(out) == [web.url("/later")]
    assert [line["where"] for line in _failures(out)] == [web.url("/never")]
    assert web.paths().count("/never") == watching._TRIES


def test_a_host_that_asks_to_be_left_alone_is(web: Web, tmp_path: Path) -> None:
    web.put("/a", "", status=429, Retry_After="600")
    found = _round(tmp_path / "news", _feed(web, "b", "a"))
    assert (found.written, found.waiting) == (0, 2)
    assert "/b" not in web.paths()


def test_a_page_that_is_gone_is_set_aside_at_once(web: Web, tmp_path: Path) -> None:
    web.put("/gone", "", status=410)
    found = _round(tmp_path / "news", _feed(web, "gone"))
    assert (list(found.failed), found.waiting) == ([web.url("/gone")], 0)


def test_a_redirect_is_followed_and_its_end_is_the_storys_url(web: Web, tmp_path: Path) -> None:
    web.put("/r", "", status=301, Location="/b")
    web.put("/b", page("Rain moved"))
    web.put("/rss-old", "", status=302, Location="/rss")
    _feed(web, "r")
    assert _round(tmp_path / "news", web.url("/rss-old")).written == 1
    article = _reports(tmp_path / "news")[0]["article"]
    assert (article["id"], article["url"]) == (web.url("/r"), web.url("/b"))


def test_a_redirect_without_end_is_told(web: Web, tmp_path: Path) -> None:
    web.put("/r", "", status=301, Location="/r")
    assert "redirects" in _round(tmp_path / "news", _feed(web, "r")).failed[web.url("/r")]


def test_a_link_leads_into_no_private_network(web: Web, tmp_path: Path) -> None:
    with serving() as inner:
        inner.put("/admin", page("Secret"))
        web.put("/hop", "", status=302, Location=inner.url("/admin"))
        items = [(inner.url("/admin"), "x"), (web.url("/hop"), "y"), ("file:///etc/passwd", "z")]
        web.put("/rss", rss(items))
        found = _round(tmp_path / "news", web.url("/rss"))
        assert inner.asked == []
    assert found.written == 0
    assert "private" in found.failed[inner.url("/admin")]
    assert "private" in found.failed[web.url("/hop")]
    assert all(
        why.endswith("is no web address")
        for link, why in found.failed.items()
        if link.startswith("file")
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"this is no feed",
        b"<html><body><p>A page</p></body></html>",
        b"<rss version='2.0'><channel><item><ti",
        b"\x00\xff\xfe" * 100,
        b"\x1f\x8b\x08broken",
        b'{"version": "https://jsonfeed.org/version/1.1"',
    ],
)
def test_what_is_no_feed_is_told_and_ends_nothing(web: Web, tmp_path: Path, body: bytes) -> None:
    web.put("/broken", body)
    feed = _feed(web, "a")
    found = _round(tmp_path / "news", web.url("/broken"), feed)
    assert list(found.unread) == [web.url("/broken")]
    assert found.written == 1


def test_a_feed_that_breaks_off_gives_what_stands_before(web: Web, tmp_path: Path) -> None:
    _feed(web, "a", "b")
    whole = web.answers["/rss"].body
    web.put("/rss", whole[: whole.index(b"</channel>")] + b"<item><title>Cut")
    assert _round(tmp_path / "news", web.url("/rss")).written == 2


def test_an_atom_feed_with_links_of_its_own_host(web: Web, tmp_path: Path) -> None:
    web.put("/a", page("Rain a"))
    web.put(
        "/atom",
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Herald</title><entry><id>urn:1</id>"
        "<title type='html'>Rain &lt;b&gt;a&lt;/b&gt;</title><link href='/a#top'/>"
        "<updated>2026-11-23T09:00:00+01:00</updated></entry></feed>",
    )
    assert _round(tmp_path / "news", web.url("/atom")).written == 1
    article = _reports(tmp_path / "news")[0]["article"]
    assert (article["id"], article["published"]) == (web.url("/a"), "2026-11-23T08:00:00Z")


def test_a_date_that_is_none_is_left_out(web: Web, tmp_path: Path) -> None:
    _feed(web, "a")
    dated = web.answers["/rss"].body.replace(b"Mon, 23 Nov 2026 08:00:00 GMT", b"lately")
    web.put("/rss", dated)
    assert _round(tmp_path / "news", web.url("/rss")).written == 1
    assert _reports(tmp_path / "news")[0]["article"]["published"] is None


def test_an_entry_is_known_again_by_its_guid_when_its_link_has_changed(
    web: Web, tmp_path: Path
) -> None:
    def feed(link: str) -> None:
        web.put(
            "/rss",
            f"<rss version='2.0'><channel><item><title>x</title><link>{web.url(link)}</link>"
            "<guid isPermaLink='false'>story-1</guid></item></channel></rss>",
        )

    web.put("/a", page("Rain a"))
    web.put("/a?utm=1", page("Rain a"))
    feed("/a")
    assert _round(tmp_path / "news", web.url("/rss")).written == 1
    feed("/a?utm=1")
    assert _round(tmp_path / "news", web.url("/rss")).new == 0


_HOSTILE = [
    "../../../../etc/passwd",
    "<script>alert(1)</script>",
    "\x1b]0;owned\x07 \u202e evil \u2028 line",
    "CON",
    ".",
    "x" * 50_000,
    "'; DROP TABLE seen; --",
    "\U0001f4a9" * 300,
    "",
]


def test_titles_are_only_titles(web: Web, tmp_path: Path) -> None:
    items = []
    for number, title in enumerate(_HOSTILE):
        web.put(f"/{number}", page("Rain", note=f"Number {number}."))
        items.append((web.url(f"/{number}"), title.replace("\x1b", "").replace("\x07", "")))
    web.put("/rss", rss(items))
    out = tmp_path / "in" / "news"
    said: list[str] = []
    with Watch([web.url("/rss")], out, FAST, pace_s=0) as watch:
        assert watch.round(said.append).written == len(_HOSTILE)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["news"]
    names = [path.name for path in out.glob("*.json")]
    assert len(names) == len(_HOSTILE)
    assert all(len(name) < 100 and name.isascii() and "/" not in name for name in names)
    assert all(line.isprintable() for line in said)


def test_a_feed_that_is_too_large_is_not_read(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_FEED_BYTES", 1 << 20)
    # It is a kilobyte on the wire.
    web.put("/bomb", gzip.compress(b"<rss>" + b" " * (8 << 20)), Content_Encoding="gzip")
    web.put("/large", b"<rss>" + b" " * (2 << 20))
    feeds = web.url("/bomb"), web.url("/large")
    unread = _round(tmp_path, *feeds).unread
    assert [feed for feed, why in unread.items() if "larger" in why] == list(feeds)


def test_a_feed_of_very_many_entries_is_read_from_its_top(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = Stop()
    monkeypatch.setattr(Watch, "_do", lambda *_: stop.ask(2))
    web.put("/rss", rss([(web.url(f"/{n}"), f"Rain {n}") for n in range(5000)]))
    assert _round(tmp_path, web.url("/rss"), stop=stop).new == 500


def test_entities_that_grow_without_bounds_do_not(web: Web, tmp_path: Path) -> None:
    entities = "".join(
        f"<!ENTITY l{n} '{f'&l{n - 1};' * 10 if n else 'lol' * 10}'>" for n in range(12)
    )
    web.put(
        "/rss",
        f"<?xml version='1.0'?><!DOCTYPE rss [{entities}<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
        f"<rss version='2.0'><channel><item><title>&l11;&f;</title>"
        f"<link>{web.url('/a')}</link></item></channel></rss>",
    )
    web.put("/a", page("Rain a"))
    _round(tmp_path / "news", web.url("/rss"))
    assert all("root:" not in path.read_text() for path in (tmp_path / "news").glob("*.json"))


def test_a_page_in_the_encoding_its_server_names(web: Web, tmp_path: Path) -> None:
    text = page("Дождь в Москве", "Moscow", "Мэр Москвы сказал, что никто не пострадал.")
    web.put("/a", text.encode("koi8-r"), Content_Type="text/html; charset=koi8-r")
    web.put("/rss", rss([(web.url("/a"), "")]))
    _round(tmp_path / "news", web.url("/rss"))
    assert _reports(tmp_path / "news")[0]["article"]["title"] == "Дождь в Москве"


def test_a_page_without_a_story_is_set_aside(web: Web, tmp_path: Path) -> None:
    web.put("/a", "<html><body></body></html>")
    web.put("/b", b"%PDF-1.7 ...", Content_Type="application/pdf")
    found = _round(tmp_path / "news", _feed(web, "a", "b"))
    assert "without a story" in found.failed[web.url("/a")]
    assert "PDF" in found.failed[web.url("/b")]
    assert [line["cause"] for line in _failures(tmp_path / "news")] == ["input", "input"]


def test_what_a_feed_had_is_done_although_the_watch_was_ended_before(
    web: Web, tmp_path: Path
) -> None:
    out = tmp_path / "news.jsonl"
    feed = _feed(web, "a", "b", ETag='"1"')
    with Watch([feed], out, FAST, pace_s=0) as watch:
        watch._look(feed)
    found = _round(out, feed)
    assert (found.unchanged, found.new, found.written) == (1, 0, 2)


def test_what_a_feed_shows_stays_seen_however_much_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_state, "_MOST_SEEN", 1)
    monkeypatch.setattr(watch_state, "_KEPT_S", -1)
    state = watch_state.WatchState(tmp_path / "state")
    state.take_in("f", _made_feed("a", "b"), "", "")
    assert state.take_in("f", _made_feed("a", "b"), "", "") == 1
    monkeypatch.setattr(watch_state, "_KEPT_S", 60)
    state.take_in("f", _made_feed("a", "b", "c"), "", "")
    state.keep("f")
    assert state.take_in("f", _made_feed("a", "b", "c"), "", "") == 0
    state.close()


def _made_feed(*names: str) -> Feed:
    return Feed("", tuple(Entry((name,), f"https://a.example/{name}", "", None) for name in names))


def test_two_watches_do_not_write_one_archive(web: Web, tmp_path: Path) -> None:
    with (
        Watch([web.url("/rss")], tmp_path / "news", FAST),
        pytest.raises(OutputError, match="another watch"),
    ):
        Watch([web.url("/rss")], tmp_path / "news", FAST)


@pytest.mark.parametrize("feed", ["herald.example/rss", "file:///etc/passwd", ""])
def test_a_feed_is_a_web_address(tmp_path: Path, feed: str) -> None:
    with pytest.raises(OptionError, match="web address"):
        Watch([feed], tmp_path, FAST)


def test_a_state_that_is_none_is_told(web: Web, tmp_path: Path) -> None:
    (tmp_path / ".watch").write_bytes(b"no database at all" * 100)
    with pytest.raises(OutputError, match="no state of a watch"):
        Watch([web.url("/rss")], tmp_path, FAST)


def test_an_archive_in_a_folder_that_is_not_there(web: Web, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist"):
        Watch([web.url("/rss")], tmp_path / "no" / "news.jsonl", FAST)
