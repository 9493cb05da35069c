"""A gallery for machines: an Atom feed (RFC 4287) and a sitemap (sitemaps.org, 0.9)."""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET

from geonews.draw.escape import clean, http_url, language_tag
from geonews.draw.gallery.record import StoryRecord
from geonews.draw.gallery.site import ALL, FEED, INDEX, TIMELINE, Site, Story
from geonews.draw.words import plural

__all__ = ["atom_feed", "sitemap"]

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# As many as a reader keeps; a feed tells what is new.
_MOST_ENTRIES = 100
# The protocol's own bound for one file.
_MOST_URLS = 50_000
# RFC 4287 demands a date of change. A story that gives none gets the epoch: any other would be
# made up, and today's would make each run another feed.
_NO_DAY = "1970-01-01"
_NAMED = 8


def atom_feed(site: Site) -> str:
    """Return the newest stories as an Atom feed.

    Addresses are absolute where the site's is known, else relative to the feed. An entry keeps its
    ``id`` while its file keeps its name, whatever becomes of the text.
    """
    feed = ET.Element("feed", {"xmlns": _ATOM})
    _add(feed, "title", site.title)
    _add(feed, "id", site.url or _id(site, ""))
    newest = site.stories[0].record.published if site.stories else ""
    _add(feed, "updated", _moment(newest))
    _add(feed, "generator", "geonews", {"version": site.version} if site.version else {})
    _add(feed, "link", "", {"rel": "self", "type": "application/atom+xml", "href": site.url + FEED})
    _add(feed, "link", "", {"rel": "alternate", "type": "text/html", "href": site.url + INDEX})
    _add(_add(feed, "author"), "name", site.title)
    for story in site.stories[:_MOST_ENTRIES]:
        _entry(feed, site, story)
    return _written(feed)


def _entry(feed: ET.Element, site: Site, story: Story) -> None:
    record = story.record
    language = language_tag(record.language)
    entry = _add(feed, "entry", "", {"xml:lang": language} if language else {})
    _add(entry, "title", record.title)
    _add(entry, "id", _id(site, story.key))
    _add(entry, "updated", _moment(record.published))
    if record.published:
        _add(entry, "published", _moment(record.published))
    if record.source:
        _add(_add(entry, "author"), "name", record.source)
    href = {"rel": "alternate", "type": "text/html", "href": site.url + story.page}
    _add(entry, "link", "", href)
    if url := http_url(record.url):
        _add(entry, "link", "", {"rel": "related", "href": _as_uri(url)})
    _add(entry, "summary", _summary(record), {"xml:lang": "en"})


def _summary(record: StoryRecord) -> str:
    names = list(dict.fromkeys(place.name for place in record.places))
    if not names:
        return "Names no place that could be put on a map."
    more = len(names) - _NAMED
    words = f"{plural(len(names), 'place', 'places')}: {', '.join(names[:_NAMED])}"
    words += f" and {more:,} more." if more > 0 else "."
    if record.verdicts:
        told = ", ".join(f"{count:,} {verdict}" for verdict, count in record.verdicts)
        words += f" Figures: {told}."
    return words


def _id(site: Site, key: str) -> str:
    name = f"{site.url or 'geonews:gallery/'}{key}".encode("utf-8", "surrogatepass")
    return uuid.uuid5(uuid.NAMESPACE_URL, clean(name.decode("utf-8", "replace"))).urn


def _moment(day: str) -> str:
    return f"{day or _NO_DAY}T00:00:00Z"


def _as_uri(url: str) -> str:
    """Return a web address in the letters of a URI, as RFC 3987 maps an IRI."""
    from urllib.parse import quote

    return quote(url, safe="!#$%&'()*+,/:;=?@[]~", errors="replace")


def sitemap(site: Site) -> str:
    """Return the site's pages as a sitemap; it needs the site's address.

    Beyond 50,000 addresses, the protocol's own bound, the oldest stories are left out.
    """
    if not site.url:
        raise ValueError("a sitemap holds absolute addresses: give the site's url")
    root = ET.Element("urlset", {"xmlns": _SITEMAP})
    newest = site.stories[0].record.published if site.stories else ""
    pages = [(name, newest) for name in (INDEX, ALL, TIMELINE)]
    pages += [(story.page, story.record.published) for story in site.stories]
    for address, day in pages[:_MOST_URLS]:
        url = _add(root, "url")
        _add(url, "loc", site.url + address)
        if day:
            _add(url, "lastmod", day)
    return _written(root, "geonews")


def _add(
    parent: ET.Element, tag: str, text: str = "", attributes: dict[str, str] | None = None
) -> ET.Element:
    given = {name: clean(value) for name, value in (attributes or {}).items()}
    child = ET.SubElement(parent, tag, given)
    child.text = clean(text) or None
    return child


def _written(root: ET.Element, comment: str = "") -> str:
    if comment:
        root.insert(0, ET.Comment(comment))
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'
