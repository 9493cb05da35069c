"""What stands in an RSS or Atom feed, whoever wrote it."""

from __future__ import annotations

import calendar
import hashlib
import html
import io
import re
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin

from geonews.archive.fetching import Fetched, NotFetched
from geonews.errors import OptionError

__all__ = ["Entry", "Feed", "read_feed"]

_MOST_ENTRIES = 500
"""Of one feed at a time, from its top; a feed of news holds 10 to 100."""
_LONGEST_TITLE = 300
_TAG = re.compile(r"<[^<>]{0,1000}>")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One story of a feed.

    Attributes
    ----------
    keys : tuple of str
        By which it is known again: of its guid, which holds in its feed, and of its link.
    link : str
        Of its page.
    title : str
    published : str or None
        As ISO 8601, UTC.
    """

    keys: tuple[str, ...]
    link: str
    title: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read: the newest first, as feeds have them."""

    title: str
    entries: tuple[Entry, ...]


def read_feed(fetched: Fetched, url: str) -> Feed:
    """Read a feed.

    Parameters
    ----------
    fetched : Fetched
    url : str
        What the user calls the feed.

    Raises
    ------
    NotFetched
        It is no feed, or too broken to hold an entry.
    OptionError
        Feedparser is not installed.

    Examples
    --------
    >>> body = b"<rss version='2.0'><channel><item><title>Rain</title><link>/a</link></item>"
    >>> read_feed(Fetched("https://herald.example/rss", body), "").entries[0].link
    'https://herald.example/a'
    """
    try:
        import feedparser
    except ImportError as error:
        raise OptionError(
            "geonews watch needs the extra geonews[watch]: install it with pip install "
            "'geonews[watch]'"
        ) from error
    try:
        # A file, since feedparser would take a string for a path or address and open that.
        found = feedparser.parse(
            io.BytesIO(fetched.body or b""),
            response_headers={"content-type": fetched.content_type},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
        entries = [
            entry
            for given in found.entries[:_MOST_ENTRIES]
            if (entry := _entry(given, fetched.url, url)) is not None
        ]
        title = _plain(found.feed.get("title"))
    except Exception as error:
        # It was not written for all that stands on the web.
        raise NotFetched(f"{url} cannot be read as a feed ({type(error).__name__})") from error
    # A feed that is called a web page, as many are, is none the worse for it.
    is_called_so = isinstance(found.get("bozo_exception"), feedparser.NonXMLContentType)
    is_whole = found.get("version") and (is_called_so or not found.bozo)
    if not entries and not is_whole:
        why = " ".join(str(found.get("bozo_exception", "")).split())[:120] or "no RSS, no Atom"
        raise NotFetched(f"{url} is no feed that can be read ({why})")
    return Feed(title, tuple(entries))


def _entry(given: Any, base: str, feed: str) -> Entry | None:
    link = str(given.get("link") or "").strip()
    if not link:
        return None
    try:
        link = urldefrag(urljoin(base, link)).url
    except ValueError:
        return None
    guid = str(given.get("id") or "")
    keys = (_key("link", link), *([_key("guid", feed, guid)] if guid else []))
    return Entry(keys, link, _plain(given.get("title")), _published(given))


def _key(*parts: str) -> str:
    whole = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:32]


def _plain(title: Any) -> str:
    r"""Return a title as one line of plain text.

    Examples
    --------
    >>> _plain("Rain &amp; <b>wind</b>\n in Lima")
    'Rain & wind in Lima'
    """
    text = html.unescape(_TAG.sub("", str(title or "")[: 10 * _LONGEST_TITLE]))
    return " ".join(_UNSEEN.sub(" ", text).split())[:_LONGEST_TITLE]


def _published(given: Any) -> str | None:
    # As plain dicts have it: feedparser's own would give one for the other, and warn.
    parsed = dict.get(given, "published_parsed") or dict.get(given, "updated_parsed")
    if not parsed:
        return None
    try:
        moment = time.gmtime(calendar.timegm(parsed))
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", moment)
    except (ValueError, OverflowError, OSError):
        return None
