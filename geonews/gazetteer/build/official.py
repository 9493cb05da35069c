"""Areas that an authority states, put on the rows they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from geonews.gazetteer.build.rows import Row
from geonews.gazetteer.build.sources import read_table

__all__ = ["add_official_areas", "official_table"]


def add_official_areas(rows: Iterable[Row]) -> None:
    """Give countries and regions the official total and land area of our table.

    Parameters
    ----------
    rows : iterable of Row
        Found by their ISO 3166-2 code, countries by that of ISO 3166-1. A row that the table lacks
        keeps what it has.
    """
    stated = {area["code"]: area for area in read_table("official_areas")}
    for row in rows:
        area = stated.get(row.iso or (row.country if row.feature.startswith("PCL") else ""))
        if area is not None:
            row.official_km2 = float(area["total_km2"])
            row.official_land_km2 = float(area["land_km2"] or 0)
            row.official_source = f"{area['source']}, {area['year']}"


def official_table(rows: Sequence[Row]) -> dict[str, Any]:
    """Return what the file says of official areas beside their totals.

    Returns
    -------
    dict
        ``sources``, each once, and ``rows``: number of a row to land area in km2, or None, and the
        number of its source.
    """
    sources = sorted({row.official_source for row in rows} - {""})
    return {
        "sources": sources,
        "rows": {
            str(number): [row.official_land_km2 or None, sources.index(row.official_source)]
            for number, row in enumerate(rows)
            if row.official_source
        },
    }
