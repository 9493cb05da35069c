"""What a place is known again by in tables: the same in every form an archive is written in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["place_id"]


def place_id(place: Mapping[str, Any]) -> str:
    """Return a place's id by its number in GeoNames or Wikidata, or else by its point and name.

    As `geonews.archive.tables` writes it.

    Examples
    --------
    >>> place_id({"geonames_id": 524901, "wikidata_id": "Q649", "name": "Moscow"})
    'geonames:524901'
    >>> place_id({"geonames_id": None, "wikidata_id": None, "name": "The ford", "lat": -10.0,
    ...           "lon": 24.02452})
    'point:-10,24.02452,The ford'
    """
    if place["geonames_id"]:
        return f"geonames:{int(place['geonames_id'])}"
    if place["wikidata_id"]:
        return f"wikidata:{place['wikidata_id']}"
    lat, lon = (repr(float(place[name])).removesuffix(".0") for name in ("lat", "lon"))
    return f"point:{lat},{lon},{place['name']}"
