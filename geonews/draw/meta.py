"""What a page says of itself to machines: cards, the address it stands at, and places as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from geonews.draw.escape import Html, clean, el, http_url, json_data, language_tag
from geonews.draw.located import Located
from geonews.draw.scene import Scene
from geonews.model import BBox, Place

__all__ = ["CARD_SIZE", "metas", "oembed_url", "story_data"]

CARD_SIZE = (1200, 630)
"""Width and height of a card's picture, pixels: what Facebook, LinkedIn and X show uncropped."""

_MOST_PLACES = 60
_DESCRIPTION_CHARS = 200
_HEADLINE_CHARS = 300
# What X cuts a picture's description to.
_ALT_CHARS = 420
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?")
_WIKIDATA = re.compile(r"Q[1-9]\d{0,11}")
_DECIMALS = 4


def metas(
    scene: Scene,
    *,
    title: str,
    description: str,
    page_url: str | None = None,
    image_url: str | None = None,
    image_alt: str = "",
    image_size: tuple[int, int] = CARD_SIZE,
    oembed: str | None = None,
) -> tuple[Html, ...]:
    """Return elements of a page's head.

    Addresses that are neither http nor https are left out, and what rests on them.

    Parameters
    ----------
    scene : Scene
    title : str
        Of the card.
    description : str
        One or two sentences; cut to 200 characters.
    page_url : str, optional
        Where the page is published.
    image_url : str, optional
        A picture of the map, PNG or JPEG: no card shows SVG.
    image_alt : str
        What the picture shows; cut to 420 characters.
    image_size : (int, int)
        Width and height of the picture, pixels.
    oembed : str, optional
        Where the page's oEmbed answer is published; see `oembed_url`.
    """
    url, image, answer = http_url(page_url), http_url(image_url), http_url(oembed)
    told = _cut(description, _DESCRIPTION_CHARS)
    alt = _cut(image_alt, _ALT_CHARS)
    named = [("description", told)]
    properties = [("og:type", "article"), ("og:title", title), ("og:description", told)]
    if url:
        properties.append(("og:url", url))
    if source := scene.report.article.source:
        properties.append(("og:site_name", source))
    if image:
        width, height = image_size
        properties += [
            ("og:image", image),
            ("og:image:width", str(width)),
            ("og:image:height", str(height)),
            *([("og:image:alt", alt)] if alt else []),
        ]
    if published := _date(scene.report.article.published):
        properties.append(("article:published_time", published))
    named.append(("twitter:card", "summary_large_image" if image else "summary"))
    if image:
        named += [("twitter:image", image), *([("twitter:image:alt", alt)] if alt else [])]
    found = [el("meta", {"name": name, "content": content}) for name, content in named]
    found += [el("meta", {"property": name, "content": content}) for name, content in properties]
    if url:
        found.append(el("link", {"rel": "canonical", "href": url}))
    if answer:
        kind = {"rel": "alternate", "type": "application/json+oembed", "href": answer}
        found.append(el("link", kind | {"title": title}))
    data = json_data(story_data(scene, page_url=url, image_url=image))
    found.append(el("script", {"type": "application/ld+json"}, data))
    return tuple(found)


def oembed_url(page_url: str) -> str:
    """Return where the oEmbed answer of a page is looked for: beside it.

    Examples
    --------
    >>> oembed_url("https://example.org/maps/rain.html?from=feed")
    'https://example.org/maps/rain.oembed.json'
    >>> oembed_url("https://example.org/maps/rain/")
    'https://example.org/maps/rain/map.oembed.json'
    """
    scheme, host, path, _, _ = urlsplit(page_url)
    folder, _, name = path.rpartition("/")
    stem = re.sub(r"\.html?$", "", name) or "map"
    return urlunsplit((scheme, host, f"{folder}/{stem}.oembed.json", "", ""))


def story_data(
    scene: Scene, *, page_url: str | None = None, image_url: str | None = None
) -> dict[str, Any]:
    """Return the story as schema.org's NewsArticle, with the places where it happens.

    Only literal, resolved places stand in it: a town's coordinates, the box of an area, the circle
    that holds a place given by distance. An area without a known extent has no ``geo``: a point in
    its middle would claim what the story does not.

    Parameters
    ----------
    scene : Scene
    page_url, image_url : str, optional
        Of the page and a picture of its map; http or https.
    """
    article = scene.report.article
    story = http_url(article.url)
    data: dict[str, Any] = {"@context": "https://schema.org", "@type": "NewsArticle"}
    headline = " ".join((article.title or "").split())
    known = {
        "headline": _cut(headline, _HEADLINE_CHARS),
        "datePublished": _date(article.published),
        "inLanguage": language_tag(article.language),
        "url": page_url or story,
        "isBasedOn": story,
        "image": image_url,
        "publisher": {"@type": "Organization", "name": article.source} if article.source else None,
        "contentLocation": [_place(place) for place in _happening(scene)],
    }
    return data | {name: value for name, value in known.items() if value}


def _happening(scene: Scene) -> list[Located]:
    sure = [
        place
        for place in scene.located
        if place.entry.status == "resolved" and place.entry.role == "literal"
    ]
    sure.sort(key=lambda p: (p.entry.number not in scene.frame.focus, -p.entry.literal))
    return sure[:_MOST_PLACES]


def _place(located: Located) -> dict[str, Any]:
    place = located.place
    found: dict[str, Any] = {"@type": "Place", "name": clean(place.name)}
    geo = _geo(located)
    if geo:
        found["geo"] = geo[0] if len(geo) == 1 else geo
    same = list(_same_as(place))
    if same and located.form != "zone":
        found["sameAs"] = same
    return found


def _geo(located: Located) -> list[dict[str, Any]]:
    place, zone = located.place, located.entry.zone
    if located.form == "zone" and zone is not None:
        radius = {"geoRadius": round(zone.uncertainty_km * 1000)}
        return [{"@type": "GeoCircle", "geoMidpoint": _point(place.lat, place.lon)} | radius]
    if located.form == "point":
        return [_point(place.lat, place.lon)]
    box = place.bbox
    if box is None and located.shape is not None:
        box = located.shape.bounds
    return [] if box is None else [_shape(part) for part in _parts(box)]


def _point(lat: float, lon: float) -> dict[str, Any]:
    return {
        "@type": "GeoCoordinates",
        "latitude": round(lat, _DECIMALS),
        "longitude": round(lon, _DECIMALS),
    }


def _shape(box: BBox) -> dict[str, Any]:
    west, south, east, north = (f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".") for value in box)
    return {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}


def _parts(box: BBox) -> Iterator[BBox]:
    """Yield the parts of a box on either side of the antimeridian, one where it does not cross."""
    west, south, east, north = box
    south, north = max(south, -90.0), min(north, 90.0)
    if west <= east and east - west >= 360:
        yield (-180.0, south, 180.0, north)
        return
    west, east = (value if abs(value) <= 180 else (value + 180) % 360 - 180 for value in box[::2])
    if west <= east:
        yield (west, south, east, north)
    else:
        yield from ((west, south, 180.0, north), (-180.0, south, east, north))


def _same_as(place: Place) -> Iterator[str]:
    if isinstance(place.geonames_id, int) and place.geonames_id > 0:
        yield f"https://sws.geonames.org/{place.geonames_id}/"
    if place.wikidata_id and _WIKIDATA.fullmatch(place.wikidata_id):
        yield f"https://www.wikidata.org/entity/{place.wikidata_id}"


def _date(published: str | None) -> str | None:
    return published if published and _DATE.fullmatch(published) else None


def _cut(text: str, chars: int) -> str:
    one_line = " ".join(clean(text).split())
    return one_line if len(one_line) <= chars else one_line[: chars - 1].rstrip() + "…"
