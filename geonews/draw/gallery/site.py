"""A gallery as its pages see it: stories with addresses, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from geonews.draw.gallery.record import StoryRecord
from geonews.model import GazetteerInfo

__all__ = [
    "ALL",
    "FEED",
    "INDEX",
    "SITEMAP",
    "TIMELINE",
    "Site",
    "Story",
    "encoded",
    "newest_first",
]

INDEX, ALL, TIMELINE = "index.html", "all.html", "timeline.html"
FEED, SITEMAP = "feed.xml", "sitemap.xml"


@dataclass(frozen=True, slots=True)
class Story:
    """A story of a gallery.

    Attributes
    ----------
    key : str
        Its file, relative to the gallery's folder, with slashes.
    page, thumb : str
        Addresses of its map and of the small picture, relative to the folder, percent-encoded.
    """

    key: str
    page: str
    thumb: str
    record: StoryRecord


@dataclass(frozen=True, slots=True)
class Site:
    """All that the pages of a gallery are made from.

    Attributes
    ----------
    url : str
        Where the folder is published, ending in a slash; "" where nobody said.
    stories : tuple of Story
        Newest first.
    """

    title: str
    stories: tuple[Story, ...]
    url: str = ""
    version: str = ""
    gazetteer: GazetteerInfo | None = None
    attribution: tuple[str, ...] = ()

    @property
    def generator(self) -> str:
        """What wrote the pages; begins with ``geonews``, by which they are known again."""
        return f"geonews {self.version}".strip()


def newest_first(stories: Iterable[Story]) -> tuple[Story, ...]:
    """Return stories by day, the newest first, those without a day last.

    Examples
    --------
    >>> days = ("", "2024-08-11", "2025-01-02")
    >>> stories = [Story(day, "", "", StoryRecord("", published=day)) for day in days]
    >>> [story.key for story in newest_first(stories)]
    ['2025-01-02', '2024-08-11', '']
    """
    by_key = sorted(stories, key=lambda story: story.key)
    return tuple(sorted(by_key, key=lambda story: story.record.published, reverse=True))


def encoded(path: str) -> str:
    """Return a relative path as an address: no scheme, no quote, nothing that needs escaping.

    Examples
    --------
    >>> encoded("javascript:alert(1)/map.html")
    'javascript%3Aalert%281%29/map.html'
    """
    return quote(path, safe="/", errors="surrogatepass")
