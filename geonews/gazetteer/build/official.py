"""Areas that an authority states, put on the rows they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from geonews.gazetteer.build.rows import Row
from geonews.gazetteer.build.sources import read_table

__all__ = ["add_official_areas", "official_table"]


def add_official_areas(rows: Iterable[Row], own: Iterable[Row] = ()) -> None:
    """Give rows the official total and land area of our table.

    Parameters
    ----------
    rows : iterable of Row
        Found by their ISO 3166-2 code, countries by that of ISO 3166-1, and the rest by their
        GeoNames id. A row that the table lacks keeps what it has.
    own : iterable of Row
        Places of our own table, found by their name.
    """
    rows = tuple(rows)
    stated = _stated()
    # The source gives some provinces the code of the region they are a part of.
    wholes = {row.iso for row in rows if row.feature == "ADM1"}
    keyed = [(_code(row, wholes), f"geonames:{row.geonames_id}", row) for row in rows]
    keyed += [(f"place:{row.name}", f"geonames:{row.geonames_id}", row) for row in own]
    for code, number, row in keyed:
        area = stated.get(code) or stated.get(number)
        if area is not None:
            row.official_km2 = float(area["total_km2"])
            row.official_land_km2 = float(area["land_km2"] or 0)
            row.official_source = _source(area)


def _stated() -> dict[str, dict[str, str]]:
    """Return the rows of our table by each of their codes."""
    return {code: area for area in read_table("official_areas") for code in area["code"].split("|")}


def _code(row: Row, wholes: set[str]) -> str:
    if row.feature.startswith("PCL"):
        return row.iso or row.country
    return "" if row.feature == "ADM2" and row.iso in wholes else row.iso


def _source(area: dict[str, str]) -> str:
    return f"{area['source']}, {area['year']}"


def official_table(rows: Sequence[Row]) -> dict[str, Any]:
    """Return what the file says of official areas beside their totals.

    Returns
    -------
    dict
        ``sources``, each once; ``rows``: number of a row to land area in km2, or None, and the
        number of its source; ``towns``, which have no row: GeoNames id to total area in km2, land
        area and source in the same way.
    """
    # A GeoNames id that no row bears is that of a town: rows of towns hold no areas.
    borne = {f"geonames:{row.geonames_id}" for row in rows}
    towns = {
        code.removeprefix("geonames:"): area
        for code, area in sorted(_stated().items())
        if code.startswith("geonames:") and code not in borne
    }
    said = {row.official_source for row in rows} | {_source(area) for area in towns.values()}
    sources = sorted(said - {""})
    return {
        "sources": sources,
        "rows": {
            str(number): [row.official_land_km2 or None, sources.index(row.official_source)]
            for number, row in enumerate(rows)
            if row.official_source
        },
        "towns": {
            number: [
                float(area["total_km2"]),
                float(area["land_km2"] or 0) or None,
                sources.index(_source(area)),
            ]
            for number, area in towns.items()
        },
    }
