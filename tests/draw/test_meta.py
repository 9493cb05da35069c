"""What a page says of itself: cards, address, and its places as data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import lxml.html
import pytest

from geonews.draw.escape import Html
from geonews.draw.meta import metas, story_data
from geonews.draw.scene import Scene, build_scene
from geonews.model import Mention, Place, Report, Zone
from tests.draw.test_draw import PAYLOADS, hostile_report
from tests.draw.world import (
    GULF,
    ISLANDS,
    NO_SHAPE,
    NORTH,
    TOWN,
    full_report,
    mentions,
    report,
    world,
)

URL = "https://example.org/maps/rain.html"
IMAGE = "https://example.org/maps/rain.png"


def laid_out(told: Report) -> Scene:
    return build_scene(told, world())


def head_of(found: Iterable[Html]) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(f"<head>{''.join(found)}</head><body></body>")


def data_of(told: Report) -> dict[str, Any]:
    return story_data(laid_out(told))


def test_everything_a_card_shows() -> None:
    found = metas(
        laid_out(full_report()),
        title="Rain in Westmark",
        description="Three places where it happens.",
        page_url=URL,
        image_url=IMAGE,
        image_alt="A map of Westmark.",
        oembed="https://example.org/maps/rain.oembed.json",
    )
    root = head_of(found)
    named = {m.get("name") or m.get("property"): m.get("content") for m in root.iter("meta")}
    assert named == {
        "description": "Three places where it happens.",
        "twitter:card": "summary_large_image",
        "twitter:image": IMAGE,
        "twitter:image:alt": "A map of Westmark.",
        "og:type": "article",
        "og:title": "Rain in Westmark",
        "og:description": "Three places where it happens.",
        "og:url": URL,
        "og:site_name": "A Desk",
        "og:image": IMAGE,
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "A map of Westmark.",
        "article:published_time": "2026-03-02",
    }
    assert [dict(link.attrib) for link in root.iter("link")] == [
        {"rel": "canonical", "href": URL},
        {
            "rel": "alternate",
            "type": "application/json+oembed",
            "href": "https://example.org/maps/rain.oembed.json",
            "title": "Rain in Westmark",
        },
    ]


def test_a_page_without_an_address_claims_none() -> None:
    root = head_of(metas(laid_out(full_report()), title="Rain", description="Wet."))
    assert list(root.iter("link")) == []
    named = {m.get("name") or m.get("property"): m.get("content") for m in root.iter("meta")}
    assert named["twitter:card"] == "summary"
    assert not [name for name in named if name and ("image" in name or "url" in name)]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "map.html", "//example.org", "http://", ""])
def test_an_address_that_is_none_is_left_out(url: str) -> None:
    scene = laid_out(full_report())
    plain = metas(scene, title="Rain", description="Wet.")
    told = metas(
        scene, title="Rain", description="Wet.", page_url=url, image_url=url, image_alt="A map.",
        oembed=url,
    )  # fmt: skip
    assert told == plain


def test_long_words_are_cut() -> None:
    root = head_of(
        metas(
            laid_out(full_report()), title="Rain", description="wet " * 900,
            image_url=IMAGE, image_alt="map " * 900,
        )
    )  # fmt: skip
    content = {m.get("name"): m.get("content") or "" for m in root.iter("meta")}
    assert len(content["description"]) <= 200
    assert len(content["twitter:image:alt"]) <= 420
    assert content["description"].endswith("wet…")


def test_the_story_as_data() -> None:
    data = data_of(full_report())
    places = data.pop("contentLocation")
    assert data == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Rain in Westmark",
        "datePublished": "2026-03-02",
        "inLanguage": "en",
        "url": "https://example.org/story",
        "isBasedOn": "https://example.org/story",
        "publisher": {"@type": "Organization", "name": "A Desk"},
    }
    assert [place["name"] for place in places] == ["Westmark", "Milltown", "Northland"]
    assert places[0] == {
        "@type": "Place",
        "name": "Westmark",
        "geo": {"@type": "GeoShape", "box": "50 20 56 25"},
        "sameAs": ["https://sws.geonames.org/4/"],
    }
    assert places[1]["geo"] == {"@type": "GeoCoordinates", "latitude": 52, "longitude": 21.5}


def test_an_area_is_never_a_point() -> None:
    text = "Northland voted. Lost County did not. The Quiet Sea was calm. The Isles slept."
    names = [("Northland", NORTH), ("Lost County", NO_SHAPE), ("Quiet Sea", GULF)]
    places = data_of(report(text, mentions(text, [*names, ("The Isles", ISLANDS)])))
    geo = {place["name"]: place.get("geo") for place in places["contentLocation"]}
    assert geo == {
        "Northland": {"@type": "GeoShape", "box": "50 20 56 30"},
        "Lost County": None,
        "Quiet Sea": {"@type": "GeoShape", "box": "36 5 44 15"},
        "The Isles": [
            {"@type": "GeoShape", "box": "-19 177 -16 180"},
            {"@type": "GeoShape", "box": "-19 -180 -16 -179"},
        ],
    }


def test_a_place_given_by_distance_is_a_circle() -> None:
    zone = Zone(52, 21.5, 25, 35, 17.5, bearing_from=157.5, bearing_to=202.5)
    south = Place("30 km south of Milltown", 51.73, 21.5, "NN")
    text = "It fell 30 km south of Milltown."
    found = [
        Mention(8, 22, text[8:22], "relative", place=south, status="resolved", zone=zone),
        *mentions(text, [("Milltown", TOWN)]),
    ]
    places = data_of(report(text, found))["contentLocation"]
    (circle,) = [place for place in places if place["geo"]["@type"] == "GeoCircle"]
    assert circle["geo"]["geoRadius"] == 17_500
    assert "sameAs" not in circle


def test_only_what_is_sure_and_happens_there_is_told() -> None:
    names = {place["name"] for place in data_of(full_report())["contentLocation"]}
    assert not names & {"Southland", "Southport", "Faraway", "Oldbridge"}
    assert "contentLocation" not in data_of(report("Nothing happened.", []))


def test_sixty_places_are_enough() -> None:
    names = [(f"Ward{i:03d}", replace(TOWN, name=f"Ward {i}", geonames_id=100 + i, lat=44 + i / 99))
             for i in range(200)]  # fmt: skip
    text = " ".join(f"{name}." for name, _ in names)
    assert len(data_of(report(text, mentions(text, names)))["contentLocation"]) == 60


@pytest.mark.parametrize(
    ("given", "told"),
    [("Q649", ["https://www.wikidata.org/entity/Q649"]), ("Q1'><b>", []), ("", []), ("../x", [])],
)
def test_only_what_has_the_form_of_an_identifier_is_linked(given: str, told: list[str]) -> None:
    place = Place("Milltown", 52, 21.5, "NN", wikidata_id=given)
    (found,) = data_of(report("Milltown.", mentions("Milltown.", [("Milltown", place)])))[
        "contentLocation"
    ]
    assert found.get("sameAs", []) == told


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_words_stay_words(payload: str) -> None:
    scene = laid_out(hostile_report(payload))
    given = {"page_url": URL, "image_url": IMAGE, "oembed": URL}
    markup = "".join(
        metas(scene, title=payload, description=payload, image_alt=payload, **given)  # type: ignore[arg-type]
    )
    plain = "".join(metas(scene, title="x", description="x", image_alt="x", **given))  # type: ignore[arg-type]
    tags = [(node.tag, sorted(node.attrib)) for node in head_of([Html(markup)]).iter()]
    assert [(n.tag, sorted(n.attrib)) for n in head_of([Html(plain)]).iter()] == tags
    (written,) = re.findall(r"<script type=\"application/ld\+json\">(.*?)</script>", markup, re.S)
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["@type"] == "NewsArticle"
