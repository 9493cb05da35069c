"""A gallery of stories as pages and feeds: the index, a map of all, a timeline, Atom, a sitemap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geonews.draw.gallery.feed import atom_feed, sitemap
from geonews.draw.gallery.index import index_page
from geonews.draw.gallery.record import StoryRecord
from geonews.draw.gallery.site import (
    ALL,
    FEED,
    INDEX,
    SITEMAP,
    TIMELINE,
    Site,
    Story,
    encoded,
    newest_first,
)
from geonews.draw.gallery.story import Drawn, draw_story
from geonews.draw.gallery.timeline import timeline_page

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer

__all__ = [
    "ALL",
    "FEED",
    "INDEX",
    "SITEMAP",
    "TIMELINE",
    "Drawn",
    "Site",
    "Story",
    "StoryRecord",
    "draw_story",
    "encoded",
    "newest_first",
    "site_files",
]


def site_files(site: Site, gazetteer: Gazetteer) -> dict[str, str]:
    """Return every page and feed of a gallery, by file name.

    Parameters
    ----------
    site : Site
    gazetteer : Gazetteer
        Where the basemap of the map of all comes from.
    """
    from geonews.draw.gallery.world import all_page

    files = {
        INDEX: index_page(site),
        ALL: all_page(site, gazetteer),
        TIMELINE: timeline_page(site),
        FEED: atom_feed(site),
    }
    if site.url:
        files[SITEMAP] = sitemap(site)
    return files
