"""The columns of all tables, the same in every run, so that parts of an archive concatenate."""

from __future__ import annotations

import json

from geonews.archive.arrow import pa

__all__ = ["MENTIONS", "PLACES", "REPORT", "STORIES"]

_PLACE = pa.struct(
    [
        ("geonames_id", pa.int64()),
        ("wikidata_id", pa.string()),
        ("name", pa.string()),
        ("country", pa.string()),
        ("admin1", pa.string()),
        ("feature", pa.string()),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        ("population", pa.int64()),
        ("area_km2", pa.float64()),
    ]
)
_MENTION = pa.struct(
    [
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("text", pa.string()),
        ("kind", pa.string()),
        ("role", pa.string()),
        ("status", pa.string()),
        ("confidence", pa.float64()),
        ("place", _PLACE),
    ]
)
_FIGURE = pa.struct(
    [
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("text", pa.string()),
        ("quantity", pa.string()),
        ("value", pa.float64()),
        ("unit", pa.string()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("hedge", pa.string()),
        ("sense", pa.string()),
        ("place", _PLACE),
        ("other", _PLACE),
    ]
)
_CHECK = pa.struct(
    [
        ("kind", pa.string()),
        ("verdict", pa.string()),
        ("figures", pa.list_(pa.int32())),
        ("statement", pa.string()),
        ("found", pa.string()),
        ("tolerance", pa.string()),
        ("reason", pa.string()),
    ]
)
_ARTICLE = pa.struct(
    [
        ("id", pa.string()),
        ("title", pa.string()),
        ("source", pa.string()),
        ("url", pa.string()),
        ("published", pa.string()),
        ("language", pa.string()),
        ("sha256", pa.string()),
    ]
)
_NESTED = [
    ("focus", pa.list_(_PLACE)),
    ("mentions", pa.list_(_MENTION)),
    ("figures", pa.list_(_FIGURE)),
    ("checks", pa.list_(_CHECK)),
]
# GeoParquet 1.1: without a "crs" it is OGC:CRS84, longitude before latitude.
_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
_GEO_METADATA = {b"geo": json.dumps(_GEO, separators=(",", ":")).encode()}

REPORT = pa.schema([("geonews", pa.string()), ("article", _ARTICLE), *_NESTED])
"""What tables take from a report as JSON has it."""

STORIES = pa.schema(
    [
        *_ARTICLE,
        ("geonews", pa.string()),
        ("resolved", pa.int32()),
        ("uncertain", pa.int32()),
        ("unresolved", pa.int32()),
        *_NESTED,
        ("report", pa.string()),
    ]
)
"""A row a story. ``resolved``, ``uncertain`` and ``unresolved`` count its mentions, and ``report``
is the whole report as one line of JSON."""

MENTIONS = pa.schema(
    [
        ("story", pa.string()),
        ("sha256", pa.string()),
        ("published", pa.string()),
        ("day", pa.date32()),
        ("source", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("role", pa.string()),
        ("status", pa.string()),
        ("probability", pa.float64()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("place_id", pa.string()),
        ("place_name", pa.string()),
        ("country", pa.string()),
        ("admin1", pa.string()),
        ("feature_code", pa.string()),
        ("population", pa.int64()),
        ("is_first", pa.bool_()),
        ("geometry", pa.binary()),
    ],
    metadata=_GEO_METADATA,
)
"""A row a mention, those without a place too. ``story`` is the story's id and ``sha256`` that of
its text, which tells stories with equal ids apart; ``day`` is ``published`` where it can be read;
``name`` is as the story writes it; ``place_id`` is "geonames:524901", "wikidata:Q649" or, for a
place that has neither, its point and name; ``is_first`` tells the first mention of a place in its
story, so that they count the stories that name it."""

PLACES = pa.schema(
    [
        ("place_id", pa.string()),
        ("name", pa.string()),
        ("country", pa.string()),
        ("admin1", pa.string()),
        ("feature_code", pa.string()),
        ("population", pa.int64()),
        ("mentions", pa.int64()),
        ("resolved", pa.int64()),
        ("stories", pa.int64()),
        ("first_published", pa.date32()),
        ("last_published", pa.date32()),
        ("geometry", pa.binary()),
    ],
    metadata=_GEO_METADATA,
)
"""A row a place. ``mentions`` counts those with the place, sure or not, ``resolved`` the sure ones,
``stories`` the stories they stand in."""
