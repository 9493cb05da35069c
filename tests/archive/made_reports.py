"""Reports made by hand: a story is a day and what it names."""

from __future__ import annotations

from typing import Any

from geonews.model import Article, GazetteerInfo, Mention, Place, Report

__all__ = ["CALLAO", "KENYA", "LIMA", "NAIROBI", "PERU", "SEOUL", "mention", "story"]

PERU = Place("Peru", -10.0, -76.0, "PE", feature="PCLI", geonames_id=3932488)
LIMA = Place("Lima", -12.05, -77.04, "PE", "Lima", "PPLC", 7_737_002, geonames_id=3936456)
CALLAO = Place("Callao", -12.06, -77.13, "PE", "Callao", "PPLA", geonames_id=3946083)
KENYA = Place("Kenya", 1.0, 38.0, "KE", feature="PCLI", geonames_id=192950)
NAIROBI = Place("Nairobi", -1.28, 36.82, "KE", "Nairobi", "PPLC", geonames_id=184745)
SEOUL = Place("Seoul", 37.57, 126.98, "KR", "Seoul", "PPLC", geonames_id=1835848)
_GAZETTEER = GazetteerInfo("embedded", "2026.11", "0" * 64)


def mention(place: Place | None, **fields: Any) -> Mention:
    """Return a sure mention, unless told otherwise."""
    name = place.name if place else "Nowhere"
    usual: dict[str, Any] = {"status": "resolved" if place else "unresolved", "confidence": 0.95}
    return Mention(0, len(name), name, place=place, **{**usual, **fields})


def story(
    published: str | None, *named: Place | Mention, key: str = "", text: str = "", **fields: Any
) -> dict[str, Any]:
    """Return the report of a story as a line of an archive has it."""
    mentions = tuple(one if isinstance(one, Mention) else mention(one) for one in named)
    article = Article(text or "A story.", id=key, published=published, **fields)
    return Report(article, _GAZETTEER, mentions, version="1").to_dict()
