"""Which outlet published a story, and where that outlet is at home."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from geonews.model import Article
from geonews.text import fold

__all__ = ["Outlet", "outlet_of"]

_LONGEST = 500
"""Characters of a source or URL that are looked at."""
# A host, and perhaps a port, a path, a query: "www.cbc.ca", "bbc.co.uk/news/uk-scotland".
_BARE = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}\.?(?::\d+)?(?:[/?#]\S*)?")
_CUT = re.compile(r"[/-]")
_WHICH = re.compile(r"\s*(?:\((?:the\s)?([^()]+)\)|,\s([^,]+))$")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet and its home.

    Attributes
    ----------
    name : str
        What it is called.
    country : str or None
        ISO 3166-1 alpha-2; None for what reports on the whole world, such as a wire.
    city : str or None
        The town it is published in; None for national and state-wide outlets.
    admin1 : str or None
        Name of the first-level region, as the gazetteer has it; alone for a state-wide outlet.
    lat, lon : float or None
        WGS84 degrees of the town.
    """

    name: str
    country: str | None = None
    city: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None


def outlet_of(article: Article) -> Outlet | None:
    """Return the outlet that published a story, or None where our table has it not.

    ``source`` decides, be it a name, a domain or a URL; ``url`` where there is no source or it is
    not known, and where it leads to a section of the same site. A domain is looked up, longest
    match first, and never read as a place: theparisnews.com is of Paris, Texas.

    Examples
    --------
    >>> outlet_of(Article("", url="http://www.theparisnews.com/news/storm.html")).admin1
    'Texas'
    >>> outlet = outlet_of(Article("", source="The Irish Times"))
    >>> (outlet.country, outlet.city)
    ('IE', None)
    >>> outlet_of(Article("", source="paris.example")) is None
    True
    """
    by_source = _of(article.source)
    by_url = _of(article.url)
    if by_source is None:
        return by_url
    if by_url is not None and by_source.city is None and _of(_host(article.url)) == by_source:
        return by_url
    return by_source


def _of(value: str | None) -> Outlet | None:
    if not value or not (value := value[:_LONGEST].strip()):
        return None
    if (site := _site(value)) is None:
        row = _names().get(_key(value))
    else:
        row = next(filter(None, map(_domains().get, _ends(*site))), None)
    return None if row is None else _outlet(row)


def _site(value: str) -> tuple[str, str] | None:
    """Return host and path of a URL or a bare domain; None of a name."""
    if "://" not in value:
        if not _BARE.fullmatch(value):
            return None
        value = f"https://{value}"
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        # "http://[::1" and the like: the URL of no outlet.
        host = ""
    return (host.rstrip("."), parts.path.rstrip("/").lower()) if host else ("", "")


def _host(url: str | None) -> str | None:
    site = _site(url[:_LONGEST].strip()) if url else None
    return site[0] if site else None


def _ends(host: str, path: str) -> Iterator[str]:
    """Yield what may stand in the table: longest end of the host first, then longest path."""
    labels = host.split(".")
    cuts = [match.start() for match in _CUT.finditer(path) if match.start()]
    paths = [path, *(path[:cut] for cut in reversed(cuts)), ""]
    for first in range(max(len(labels) - 1, 1)):
        end = ".".join(labels[first:])
        yield from (end + start for start in paths)


def _key(name: str) -> str:
    """Return a name as it is compared: "The Courier (Ballarat)" is "courier of ballarat"."""
    folded = fold(name).removeprefix("the ")
    which = _WHICH.search(folded)
    return f"{folded[: which.start()]} of {which[1] or which[2]}" if which else folded


@cache
def _rows() -> tuple[str, ...]:
    table = files("geonews.resolve") / "tables" / "outlets.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines[1:] if line and not line.startswith("#"))


@cache
def _domains() -> dict[str, str]:
    return {domain: row for row in _rows() for domain in row.partition("\t")[0].split(" ")}


@cache
def _names() -> dict[str, str]:
    """Return the rows by name; a name that several outlets bear is none's."""
    found: dict[str, str | None] = {}
    for row in _rows():
        for name in row.split("\t", 2)[1].split("|"):
            key = _key(name)
            found[key] = row if found.get(key, row) is row else None
    return {name: row for name, row in found.items() if row is not None}


def _outlet(row: str) -> Outlet:
    _, names, country, admin1, city, lat, lon, _ = row.split("\t")
    return Outlet(
        name=names.partition("|")[0],
        country=country or None,
        city=city or None,
        admin1=admin1 or None,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
    )
