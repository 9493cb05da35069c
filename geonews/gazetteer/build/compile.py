"""From sources to the compiled file: what joins what, and in which order."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geonews.gazetteer.areas import area_km2, bbox_of
from geonews.gazetteer.build import sources as read
from geonews.gazetteer.build.countries import country_rows
from geonews.gazetteer.build.disputes import cut_out, piece_rows, places_of, view_of
from geonews.gazetteer.build.lexicon import demonym_postings, lexicon
from geonews.gazetteer.build.official import add_official_areas
from geonews.gazetteer.build.pack import cell_of, columns, tables
from geonews.gazetteer.build.places import county_rows, own_rows, town_names, with_our_names
from geonews.gazetteer.build.regions import region_rows
from geonews.gazetteer.build.rows import Row, polygon_of
from geonews.gazetteer.build.shapes import rows_of_units, shapes
from geonews.gazetteer.container import write_container
from geonews.gazetteer.names import NameKind, build_index
from geonews.text import fold

__all__ = ["build"]

VERSION = "2026.11"
"""Of the data; raised with every change of sources or tables."""

# Degrees; codes that GeoNames has since given to another region are further off.
_NEAR_ITS_REGION = 0.3

# Names by which a country comes before any namesake, whatever its population.
_OF_COUNTRIES = (NameKind.NAME, NameKind.ALTERNATE, NameKind.ADJECTIVE, NameKind.PEOPLE)

_ATTRIBUTION = (
    "Places: GeoNames (CC BY 4.0)",
    "Shapes: Natural Earth (public domain), US Census Bureau (public domain)",
    "Country names: Unicode CLDR",
)


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
    borders = [line for line, _ in read.disputed_lines(sources)]
    cut = cut_out(read.regions(sources), read.read_table("disputed"), borders)
    units = cut.units
    towns = sorted(
        with_our_names(geonames.get_cities().values()),
        key=lambda town: (cell_of(town), town["geonameid"]),
    )

    say("countries and regions")
    towns_by_name = {(town["countrycode"], fold(town["name"])) for town in towns}
    regions = region_rows(units, towns_by_name)
    countries = country_rows(geonames.get_countries(), read.country_names(), cut)
    _add_abbreviations([*countries, *regions])
    counties = _counties(sources, geonames, regions)
    own = own_rows({c["name"]: int(c["geonameId"]) for c in geonames.get_continents().values()})
    disputed = places_of(cut.disputes)
    ours = disputed.keys() & {fold(row.name) for row in own}
    for row in regions:
        # The source calls Azad Kashmir by the name of the whole, too.
        for name in ours - {fold(row.name)}:
            row.names.pop(name, None)
    for row in own:
        row.units = disputed.get(fold(row.name), ())
        if row.units:
            row.geometry = shapely.union_all([units[number].geometry for number in row.units])
            row.bbox, row.area_km2 = None, area_km2(row.geometry)
    named = frozenset(row.units[0] for row in regions if len(row.units) == 1)
    disputes, pieces = piece_rows(cut, named)
    add_official_areas([*countries, *regions, *counties], own)
    groups = {
        "countries": countries,
        "regions": regions,
        "counties": counties,
        "own": own,
        "disputed": disputes,
        "pieces": pieces,
    }
    say("towns into regions")
    region_of_town = _regions_of_towns(towns, regions)
    _place_villages(own, regions)
    _weigh_regions(towns, region_of_town, regions, counties)
    rows = [row for group in groups.values() for row in group]
    say("areas")
    known = {row.units[0]: row.area_km2 for row in regions if len(row.units) == 1}
    for row in countries:
        row.area_km2 = sum(
            known[number] if number in known else area_km2(units[number].geometry)
            for number in row.seen
        )
    for row in rows:
        if row.bbox is None and row.geometry is not None:
            row.bbox = bbox_of(row.geometry)
    say("names")
    spans = _spans(groups, len(towns))
    names = _names(rows, spans["disputed"][0], towns)
    demonyms = demonym_postings(rows, towns, spans)
    for name, postings in demonyms.items():
        names.setdefault(name, []).extend(postings)
    weights = [max(row.weight, 1) for row in rows] + [town["population"] for town in towns]
    _sort_names(names, weights, spans)
    buckets, blob = build_index(names)
    say("shapes")
    sections = columns(rows, towns, region_of_town, geonames.get_countries())
    sections |= shapes(groups, units)
    sections["names_at"] = ("I", array("I", buckets).tobytes())
    sections["names"] = ("B", blob)
    sections["lexicon"] = ("B", lexicon())
    homes, first = rows_of_units(groups), spans["disputed"][0]
    views = [view_of(dispute, first + n, homes) for n, dispute in enumerate(cut.disputes)]
    listed = tables(rows, spans, sources, versions, views)
    sections["tables"] = ("B", json.dumps(listed, ensure_ascii=False, sort_keys=True).encode())
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


def _add_abbreviations(rows: list[Row]) -> None:
    """Give American states and territories and Canadian provinces their postal and AP forms."""
    by_id = {row.geonames_id: row for row in rows}
    by_iso = {row.iso: row for row in rows}
    found = [(by_id.get(int(s["gn_id"] or 0)), s) for s in read.read_table("us_states")]
    found += [(by_iso.get(s["iso"]), s) for s in read.read_table("ca_provinces")]
    for row, state in found:
        if row is not None:
            # "MP" is a member of parliament before it is the Northern Marianas.
            is_country = row.feature.startswith("PCL")
            kind = NameKind.CODE if is_country else NameKind.ABBREVIATION
            # Natural Earth lists them among its other names, where "or" would be Oregon.
            for form in filter(None, (state["postal"], state["ap"])):
                row.names[fold(form)] = kind


def _regions_of_towns(towns: list[dict[str, Any]], regions: list[Row]) -> np.ndarray:
    """Return the number of each town's first-level region, from 1; 0 where there is none.

    By GeoNames' own code where a region near by bears it: a riverside town such as St. Louis falls
    on the other bank of a border drawn at 1:10m. Else by position, against the full polygons, and
    only within the town's own country.
    """
    points = shapely.points([(town["longitude"], town["latitude"]) for town in towns])
    base = [number for number, row in enumerate(regions) if len(row.units) == 1]
    tree = shapely.STRtree([polygon_of(regions[number]) for number in base])
    found = np.zeros(len(towns), "u2")
    coded = {regions[number].code: number for number in base if regions[number].feature == "ADM1"}
    codes = [coded.get(f"{town['countrycode']}.{town.get('admin1code')}", -1) for town in towns]
    known = np.array([n for n, region in enumerate(codes) if region >= 0], "i8")
    shapes = np.array([polygon_of(regions[codes[n]]) for n in known], object)
    shapely.prepare(shapes)
    close = shapely.dwithin(points[known], shapes, _NEAR_ITS_REGION)
    for town in known[close].tolist():
        found[town] = codes[town] + 1
    near = tree.query(points, predicate="dwithin", distance=0.05)
    inside = set(map(tuple, tree.query(points, predicate="within").T.tolist()))
    for town, position in sorted(near.T.tolist(), key=lambda pair: tuple(pair) not in inside):
        region = regions[base[position]]
        if found[town] == 0 and region.country == towns[town]["countrycode"]:
            found[town] = region.region if region.feature == "ADM2" else base[position] + 1
    return found


def _place_villages(own: list[Row], regions: list[Row]) -> None:
    """Put the villages of our own table into their regions, by position."""
    villages = [row for row in own if row.feature == "PPL" and row.country]
    towns = [{"longitude": r.lon, "latitude": r.lat, "countrycode": r.country} for r in villages]
    for row, region in zip(villages, _regions_of_towns(towns, regions).tolist(), strict=True):
        row.region = region


def _weigh_regions(
    towns: list[dict[str, Any]], found: np.ndarray, regions: list[Row], counties: list[Row]
) -> None:
    """Weigh a region by the people of its towns; a county too."""
    for town, number in zip(towns, found.tolist(), strict=True):
        if number:
            regions[number - 1].weight += town["population"]
    american = [town for town in towns if town["countrycode"] == "US"]
    points = shapely.points([(town["longitude"], town["latitude"]) for town in american])
    tree = shapely.STRtree([polygon_of(row) for row in counties])
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
        # "Georgian" is of the country before it is of the state.
        country = first_country <= row < last_country and kind in _OF_COUNTRIES
        weight = weights[row] // (1000 if kind is NameKind.FOREIGN else 1)
        return kind >= NameKind.CODE, not country, -weight, row

    for postings in names.values():
        postings.sort(key=rank)
