"""A report as GeoJSON (RFC 7946), for a desk's own tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from geonews.draw.entries import Entry, entries
from geonews.draw.escape import clean
from geonews.draw.geometry import geometry_of
from geonews.geocode import joined
from geonews.model import Report

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer
    from geonews.geocode import PlaceSource

__all__ = ["to_geojson"]


def to_geojson(
    report: Report, gazetteer: Gazetteer, source: PlaceSource | None = None
) -> dict[str, Any]:
    """Return the literal places of a report as a feature collection.

    A country or region is its polygon, a town a point; an area without a polygon has no geometry
    and, where known, a ``bbox``: a point in its middle would claim what the story does not. A place
    given by distance is all of where it may lie, with ``uncertainty_km``.

    Parameters
    ----------
    report : Report
    gazetteer : Gazetteer
        Where shapes come from.
    source : PlaceSource, optional
        The geocoder the places came from, for the shapes that the gazetteer lacks.

    Returns
    -------
    dict
        A FeatureCollection in WGS84: exterior rings run counter-clockwise, and what crosses the
        antimeridian is cut there. The ``bbox`` of what crosses it has its west greater than its
        east (RFC 7946, 5.2).

    Examples
    --------
    >>> from typing import Any, cast
    >>> from geonews.model import Article, GazetteerInfo, Mention, Place
    >>> class NoShapes:
    ...     attribution = ()
    ...     def shape(self, place: Place, detail: str = "full") -> None: ...
    >>> lima = Mention(13, 17, "Lima", place=Place("Lima", -12.05, -77.04), status="resolved")
    >>> report = Report(Article("Rain fell on Lima."), GazetteerInfo("", "", ""), (lima,))
    >>> to_geojson(report, cast(Any, NoShapes()))["features"][0]["geometry"]
    {'type': 'Point', 'coordinates': [-77.04, -12.05]}
    """
    gazetteer = joined(report, gazetteer, source)
    found = [e for e in entries(report) if e.place is not None and e.role == "literal"]
    return {
        "type": "FeatureCollection",
        "features": [_feature(entry, report, gazetteer) for entry in found],
        "attribution": [clean(line) for line in gazetteer.attribution],
    }


def _feature(entry: Entry, report: Report, gazetteer: Gazetteer) -> dict[str, Any]:
    place = entry.place
    assert place is not None  # noqa: S101  only entries with a place come here
    shape = geometry_of(entry, gazetteer)
    feature: dict[str, Any] = {"type": "Feature"}
    if shape is None and place.bbox is not None:
        feature["bbox"] = list(place.bbox)
    sentences = [clean(report.article.text[q.start : q.end]) for q in entry.quotes]
    feature["geometry"] = None if shape is None else _lists(shapely.geometry.mapping(shape))
    feature["properties"] = {
        "name": clean(place.name),
        "country": _cleaned(place.country),
        "admin1": _cleaned(place.admin1),
        "feature": clean(place.feature),
        "geonames_id": place.geonames_id,
        "wikidata_id": _cleaned(place.wikidata_id),
        "status": entry.status,
        "mentions": entry.count,
        "literal_mentions": entry.literal,
        "sentences": sentences,
    }
    if entry.zone is not None:
        feature["properties"]["uncertainty_km"] = entry.zone.uncertainty_km
    return feature


def _cleaned(text: str | None) -> str | None:
    return clean(text) if text else None


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _lists(item) for name, item in value.items()}
    return [_lists(item) for item in value] if isinstance(value, (tuple, list)) else value
