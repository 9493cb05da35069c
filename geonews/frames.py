"""A report as a table with geometries, for pandas and geopandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geonews.draw.entries import Entry, entries
from geonews.draw.geometry import geometry_of
from geonews.errors import GeonewsError
from geonews.geocode import joined
from geonews.model import Report

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geonews.gazetteer import Gazetteer
    from geonews.geocode import PlaceSource

__all__ = ["to_geodataframe"]

# Whole numbers that may be missing; a float would make 524901 of it 524901.0.
_TYPES = {
    "name": "string",
    "written": "string",
    "country": "string",
    "admin1": "string",
    "feature": "string",
    "role": "string",
    "status": "string",
    "mentions": "int64",
    "literal_mentions": "int64",
    "associative_mentions": "int64",
    "population": "Int64",
    "area_km2": "float64",
    "uncertainty_km": "float64",
    "lat": "float64",
    "lon": "float64",
    "geonames_id": "Int64",
    "wikidata_id": "string",
    "reason": "string",
    "sentences": "string",
}


def to_geodataframe(
    report: Report, gazetteer: Gazetteer | None = None, source: PlaceSource | None = None
) -> GeoDataFrame:
    """Return the places of a report as a table: one row a place, in order of first mention.

    Needs ``geonews[geo]``. Every column is a plain one, so that `to_file` writes GeoPackage and
    GeoJSON as it stands; ``sentences`` are those that name the place, one a line.

    Parameters
    ----------
    report : Report
    gazetteer : Gazetteer, optional
        Where shapes come from: the one that resolved the report; by default the embedded one.
    source : PlaceSource, optional
        The geocoder the places came from, for the shapes that the gazetteer lacks.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326. A country or region is its polygons, a town a point, a place given by distance
        all of where it may lie, with ``uncertainty_km``; the geometry is missing where a point
        would claim what the story does not, or no place was found. ``lat`` and ``lon`` are the
        source's own point, which for an area is no centre. ``attrs["attribution"]`` lists whom the
        data is owed to.

    Raises
    ------
    GeonewsError
        geopandas is not installed.
    GazetteerError
        The embedded gazetteer cannot be read.
    """
    try:
        import geopandas
        import pandas
    except ImportError as error:
        raise GeonewsError(
            f"a GeoDataFrame needs the package {(error.name or 'geopandas')!r}, which is not "
            "installed: pip install 'geonews[geo]'"
        ) from error
    if gazetteer is None:
        from geonews.gazetteer import Gazetteer

        gazetteer = Gazetteer.open()
    atlas = joined(report, gazetteer, source)
    listed = entries(report)
    rows = [_row(entry, report) for entry in listed]
    table = pandas.DataFrame(rows, columns=list(_TYPES)).astype(_TYPES)
    shapes = [geometry_of(entry, atlas) for entry in listed]
    frame = geopandas.GeoDataFrame(table, geometry=shapes, crs="EPSG:4326")
    frame.attrs["attribution"] = list(atlas.attribution)
    return frame


def _row(entry: Entry, report: Report) -> dict[str, Any]:
    text, place = report.article.text, entry.place
    known = ("country", "admin1", "feature", "population", "area_km2", "lat", "lon")
    return {
        "name": entry.name,
        "written": entry.written,
        **{key: getattr(place, key, None) for key in (*known, "geonames_id", "wikidata_id")},
        "role": entry.role,
        "status": entry.status,
        "mentions": entry.count,
        "literal_mentions": entry.literal,
        "associative_mentions": entry.associative,
        "uncertainty_km": entry.zone.uncertainty_km if entry.zone else None,
        "reason": entry.reason,
        "sentences": "\n".join(
            " ".join(text[quote.start : quote.end].split()) for quote in entry.quotes
        ),
    }
