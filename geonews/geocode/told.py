"""What a service says of one place, before any of it is trusted, and ways to get at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Told", "at", "corners", "four", "items", "mapping", "named_edges"]

_MOST_PARTS = 50


@dataclass(frozen=True, slots=True)
class Told:
    """Values as a service gave them, of whatever type.

    ``others`` are further names, ``code`` a GeoNames feature code, ``words`` what it calls the
    kind of place, ``country`` a code of two or three letters, ``edges`` west, south, east, north.
    """

    name: object = None
    others: tuple[object, ...] = ()
    code: object = None
    words: tuple[object, ...] = ()
    rank: object = None
    country: object = None
    country_name: object = None
    admin1: object = None
    edges: tuple[object, ...] | None = None
    population: object = None
    area_km2: object = None
    geonames_id: object = None
    wikidata_id: object = None
    geometry: object = None
    importance: object = None
    weight: object = None
    source: object = None


def mapping(value: object) -> Mapping[str, Any]:
    """Return a mapping as it is, and an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def at(value: object, *path: str) -> Any:
    """Return what lies at a path of keys, or None."""
    for key in path:
        value = mapping(value).get(key)
    return value


def items(value: object) -> list[Any]:
    """Return the first of a list, and none of anything else."""
    return list(value[:_MOST_PARTS]) if isinstance(value, (list, tuple)) else []


def four(value: object, order: str = "wsen") -> tuple[object, ...] | None:
    """Return four edges in our order from a list in another: "snwe" is Nominatim's."""
    edges = items(value)
    return tuple(edges[order.index(edge)] for edge in "wsen") if len(edges) == 4 else None


def named_edges(value: object, *keys: str) -> tuple[object, ...] | None:
    """Return four edges by their keys, west, south, east, north, where all are there."""
    box = mapping(value)
    return tuple(box[key] for key in keys) if all(key in box for key in keys) else None


def corners(
    low: object, high: object, lat: str = "lat", lon: str = "lng"
) -> tuple[object, ...] | None:
    """Return the edges between a south-west and a north-east corner."""
    low, high = mapping(low), mapping(high)
    if not low or not high:
        return None
    return low.get(lon), low.get(lat), high.get(lon), high.get(lat)
