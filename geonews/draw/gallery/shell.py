"""What every page of a gallery shares: its head, the way to the other pages, its foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geonews.draw.dates import in_words
from geonews.draw.document import asset, document
from geonews.draw.escape import Html, el
from geonews.draw.gallery.site import ALL, FEED, INDEX, TIMELINE, Site
from geonews.draw.style import VERDICT_ICONS, VERDICT_TONES, css_tokens
from geonews.model import Verdict

__all__ = ["day", "page", "verdict_mark"]

_PAGES = ((INDEX, "Stories"), (ALL, "Map of all"), (TIMELINE, "Timeline"))
_TITLE_CHARS = 120


def page(
    site: Site,
    name: str,
    body: Sequence[Html],
    *,
    styles: str = "",
    scripts: tuple[str, ...] = (),
    data: tuple[str, Any] | None = None,
) -> str:
    """Return one page of a gallery, whole.

    Parameters
    ----------
    site : Site
    name : str
        Its file name, which is its place in the navigation.
    body : sequence of Html
    styles, scripts, data
        As `geonews.draw.document.document` takes them, beside what every page has.
    """
    heading = dict(_PAGES)[name]
    title = site.title if name == INDEX else f"{heading} · {site.title}"
    feed = {
        "rel": "alternate",
        "type": "application/atom+xml",
        "title": site.title,
        "href": FEED,
    }
    links = [
        el("a", {"href": file, "aria-current": "page" if file == name else None}, words)
        for file, words in _PAGES
    ]
    kicker = el("p", {"class": "kicker"}, el("a", {"href": INDEX, "dir": "auto"}, site.title))
    header = el(
        "header",
        {"class": "mast"},
        Html("") if name == INDEX else kicker,
        el("h1", {"dir": "auto"}, site.title if name == INDEX else heading),
        el("nav", {"aria-label": "Gallery"}, *links, el("a", {"href": FEED}, "Feed")),
    )
    return document(
        title=title if len(title) <= _TITLE_CHARS else f"{title[: _TITLE_CHARS - 1]}…",
        generator=site.generator,
        styles=f"{css_tokens()}{asset('gallery.css')}\n{styles}",
        body=Html(el("main", None, header, *body, _footer(site)) + "\n"),
        scripts=scripts,
        data=data,
        metas=(el("link", feed),),
        # The small pictures are files beside the page, read from a disk as from a server.
        images="'self' data:",
    )


def _footer(site: Site) -> Html:
    made = site.generator
    if site.gazetteer is not None:
        made += f" · gazetteer {site.gazetteer.name} {site.gazetteer.version}".rstrip()
    lines = [
        el("p", None, el("strong", None, "How this was made: "),
           "names found, placed and checked by machine from the texts alone. ", made, "."),
        el("p", {"dir": "auto"}, " · ".join(site.attribution)) if site.attribution else "",
    ]  # fmt: skip
    return el("footer", None, *lines)


def verdict_mark(verdict: Verdict, count: int) -> Html:
    """Return how many checks ended so: a symbol, a number and the word."""
    paths = [el("path", {"class": css, "d": d}) for css, d in VERDICT_ICONS[verdict]]
    icon = el("svg", {"viewBox": "0 0 16 16", "aria-hidden": "true"}, *paths)
    tone = VERDICT_TONES[verdict]
    return el("span", {"class": f"verdict {tone}"}, icon, f"{count:,} {verdict}")


def day(published: str) -> Html:
    """Return a day as a reader writes it.

    Examples
    --------
    >>> day("2024-08-11")
    '<time datetime="2024-08-11">11 August 2024</time>'
    """
    if not published:
        return el("span", {"class": "undated"}, "undated")
    return el("time", {"datetime": published}, in_words(published))
