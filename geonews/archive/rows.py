"""A report as rows of tables: text that any database takes, points as extended WKT."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from geonews.archive.place_ids import place_id
from geonews.draw.dates import day_of
from geonews.draw.escape import clean

__all__ = ["Found", "Row", "Rows", "rows_of"]

Row = tuple[object, ...]
_MOST_TEXT, _MOST_NAME = 10_000, 200


@dataclass(frozen=True, slots=True)
class Found:
    """What one report says: a row of its own, its places by key, and its mentions."""

    story: Row
    mentions: tuple[Row, ...]
    places: dict[str, Row]


@dataclass(slots=True)
class Rows:
    """Rows that wait to be sent; stories and mentions begin with a number they share."""

    next_number: int
    stories: list[Row] = field(default_factory=list)
    mentions: list[Row] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)

    def add(self, story: Row, mentions: tuple[Row, ...], places: Mapping[str, Row]) -> None:
        """Add what one report says."""
        number = self.next_number
        self.stories.append((number, *story))
        self.mentions += [(number, *mention) for mention in mentions]
        self.places += places.values()
        self.next_number += 1


def rows_of(report: Mapping[str, Any]) -> Found:
    """Return the rows of a report, as `geonews.model.Report.to_dict` writes it.

    Raises
    ------
    KeyError, TypeError, ValueError, AttributeError
        It is none.
    """
    article = report["article"]
    sha256 = str(article["sha256"])
    name = f"{article['id']}\0{sha256}".encode("utf-8", "surrogatepass")
    places: dict[str, Row] = {}
    mentions: list[Row] = []
    resolved = 0
    for number, mention in enumerate(report["mentions"]):
        place = mention["place"]
        key = point = None
        if place is not None:
            key, point = _id(place), _point(place)
            places.setdefault(key, _place(key, place, point))
        resolved += mention["status"] == "resolved"
        mentions.append(
            (
                *(number, int(mention["start"]), int(mention["end"]), _text(mention["text"])),
                *(_text(mention[word]) for word in ("kind", "role", "status")),
                *(_number(mention["confidence"]), key, _text(mention["reason"]), point),
            )
        )
    gazetteer = report["gazetteer"]
    story = (
        hashlib.sha256(name).hexdigest()[:32],
        *(_text(article[word]) for word in ("id", "title", "source", "url", "published")),
        day_of(article["published"]) or None,
        *(_text(article["language"]), sha256, _text(report["geonews"])),
        _text(f"{gazetteer['name']} {gazetteer['version']}"),
        *(len(mentions), resolved, _json(report["figures"]), _json(report["checks"])),
    )
    return Found(story, tuple(mentions), places)


def _id(place: Mapping[str, Any]) -> str:
    # A key of an index has a bound.
    return clean(place_id({**place, "name": str(place["name"])[:_MOST_NAME]})[: 2 * _MOST_NAME])


def _point(place: Mapping[str, Any]) -> str:
    lat, lon = float(place["lat"]), float(place["lon"])
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise ValueError("a place that is not on Earth")
    return f"SRID=4326;POINT({lon!r} {lat!r})"


def _place(key: str, place: Mapping[str, Any], point: str) -> Row:
    return (
        *(key, _whole(place["geonames_id"]), _text(place["wikidata_id"]), _text(place["name"])),
        *(_text(place["country"]), _text(place["admin1"]), _text(place["feature"])),
        *(_whole(place["population"]), _number(place["area_km2"]), _text(place["source"]), point),
    )


def _text(value: object) -> str | None:
    return None if value is None else clean(str(value)[:_MOST_TEXT])


def _whole(value: Any) -> int | None:
    if value is None:
        return None
    number = int(value)
    if abs(number) >= 2**63:
        raise OverflowError("a number that is too large")
    return number


def _number(value: Any) -> float | None:
    if value is None:
        return None
    number = float(value)
    return number if math.isfinite(number) else None


def _json(value: object) -> str:
    return json.dumps(_cleaned(value), ensure_ascii=False, allow_nan=False)


def _cleaned(value: object) -> object:
    """Return a value as JSON has it, with nothing in it that a database refuses."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dict):
        return {clean(str(key)): _cleaned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return value
