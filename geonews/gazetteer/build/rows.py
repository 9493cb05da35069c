"""From sources to rows: one a place, with its names, before anything is packed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geonews.gazetteer.areas import area_km2
from geonews.gazetteer.build.sources import Unit, read_table
from geonews.gazetteer.names import NameKind
from geonews.text import fold

__all__ = [
    "Row",
    "country_rows",
    "county_rows",
    "own_rows",
    "region_rows",
    "town_names",
]

_MAX_NAME_BYTES = 80


@dataclass(slots=True)
class Row:
    """One place on its way into the file."""

    name: str
    lat: float
    lon: float
    feature: str
    weight: int = 0
    country: str = ""
    region: int = 0
    geonames_id: int = 0
    wikidata: int = 0
    population: int = 0
    area_km2: float = 0.0
    official_km2: float = 0.0
    bbox: tuple[float, float, float, float] | None = None
    geometry: BaseGeometry | None = None
    units: tuple[int, ...] = ()
    note: str = ""
    names: dict[str, NameKind] = field(default_factory=dict)

    def add(self, names: Iterable[str], kind: NameKind) -> None:
        """Add names; the first kind a name was given stays."""
        for name in names:
            key = fold(name)
            if key and len(key.encode()) <= _MAX_NAME_BYTES and not key.startswith("http"):
                self.names.setdefault(key, kind)


# Countries ------------------------------------------------------------------------------------

# Regions of Natural Earth that ISO 3166-1 gives a code of their own.
_OWN_CODE = {
    "FR-GF": "GF",
    "FR-GP": "GP",
    "FR-MQ": "MQ",
    "FR-RE": "RE",
    "FR-YT": "YT",
    "NL-BQ1": "BQ",
    "NL-BQ2": "BQ",
    "NL-BQ3": "BQ",
    "NO-21": "SJ",
    "NO-X01~": "BV",
    "-99-X14~": "CX",
    "-99-X15~": "CC",
}
_NO_LONGER = {"AN", "CS"}
# Part of no country in neutral view, whatever country the source files it under.
_NOBODYS = {"VN": {"-99-X08~"}, "IN": {"-99-X06~"}, "FR": {"-99-X02~"}}
_DEPENDENT = frozenset(
    "AI AS AW AX BL BM BQ BV CC CK CW CX FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ "
    "MS NC NF NU PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT".split()
)


def country_of(properties: dict[str, Any]) -> str:
    """Return the ISO 3166-1 code a region of Natural Earth belongs to, "" for none."""
    iso = properties.get("iso_3166_2") or ""
    code = str(properties["iso_a2"])
    if iso in _NOBODYS.get(code, ()):
        return ""
    if iso in _OWN_CODE:
        return _OWN_CODE[iso]
    # Crimea and Sevastopol carry the code of the country most states hold them to belong to.
    prefix = iso.partition("-")[0]
    return prefix if len(prefix) == 2 and prefix.isalpha() else code


def country_rows(
    geonames: dict[str, dict[str, Any]],
    cldr: dict[str, dict[str, str]],
    units: tuple[Unit, ...],
    disputed: frozenset[str],
) -> list[Row]:
    """Return a row a country or territory of ISO 3166-1, with Kosovo, in order of its code.

    Its shape is the union of its regions, so that borders at every level are the same line.
    ``disputed`` are the ``adm1_code`` of regions that stay out of it.
    """
    members: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        if unit.properties["adm1_code"] not in disputed:
            members.setdefault(country_of(unit.properties), []).append(number)
    aliases = read_table("aliases")
    rows = []
    for code, country in sorted(geonames.items()):
        if code in _NO_LONGER:
            continue
        own = tuple(members.get(code, ()))
        geometry = shapely.union_all([units[n].geometry for n in own]) if own else None
        point = _inner_point(geometry) if geometry is not None else (0.0, 0.0)
        english = cldr.get(code, {}).get("en", "")
        name = country["name"].strip().removeprefix("The ")
        row = Row(
            name=english if fold(english) == fold(name) else name,
            lat=point[1],
            lon=point[0],
            feature="PCLD" if code in _DEPENDENT else "PCLI",
            weight=max(country["population"], 1),
            country=code,
            geonames_id=country["geonameid"],
            population=country["population"],
            official_km2=float(country["areakm2"]),
            geometry=geometry,
            units=own,
        )
        row.add([name, country["name"].strip()], NameKind.NAME)
        for alias in aliases:
            if alias["country"] == code:
                short = alias["kind"] == "abbreviation"
                row.add([alias["alias"]], NameKind.ABBREVIATION if short else NameKind.ALTERNATE)
        row.add([english], NameKind.ALTERNATE)
        for _, foreign in sorted(cldr.get(code, {}).items()):
            row.add([foreign], NameKind.FOREIGN if _is_latin(foreign) else NameKind.ALTERNATE)
        rows.append(row)
    return rows


def _inner_point(geometry: BaseGeometry) -> tuple[float, float]:
    """Return a point well inside the largest part: its centroid where that is inside."""
    largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
    point = largest.centroid
    if not largest.contains(point):
        point = largest.representative_point()
    return round(point.x, 5), round(point.y, 5)


def _is_latin(name: str) -> bool:
    return all(char < "ɐ" or "Ḁ" <= char <= "ỿ" for char in name if char.isalpha())


# Regions --------------------------------------------------------------------------------------

_OBLASTS = ("RU", "UA", "BY", "KZ", "KG", "UZ")
_TYPE_WORDS = {
    "Oblast": "Oblast",
    "Krai": "Krai",
    "Kray": "Krai",
    "Province": "Province",
    "Region": "Region",
    "Department": "Department",
    "Governorate": "Governorate",
    "Prefecture": "Prefecture",
    "Voivodeship|Province": "Voivodeship",
    "County": "County",
    "Canton": "Canton",
    "Emirate": "Emirate",
    "Parish": "Parish",
    "State": "State",
}
_LOCALES = "de es fr hu id it nl pl pt sv tr vi ar bn el fa he hi ja ko ru uk ur zh zht".split()


def region_rows(units: tuple[Unit, ...], towns_by_name: set[tuple[str, str]]) -> list[Row]:
    """Return a row a region of Natural Earth that has a name, then our merged regions.

    Parameters
    ----------
    units : tuple of Unit
        Regions as Natural Earth has them.
    towns_by_name : set of (country, folded name)
        Where a region shares its name with a town, its display name says what it is.
    """
    merges = read_table("regions")
    aliases: dict[tuple[str, str], list[str]] = {}
    for alias in read_table("region_names"):
        aliases.setdefault((alias["country"], alias["gn_id_or_iso"]), []).append(alias["alias"])
    taken: dict[str, set[str]] = {}
    for unit in units:
        own = {fold(unit.properties.get(key) or "") for key in ("name", "name_en")}
        taken.setdefault(country_of(unit.properties), set()).update(own)
    rows: list[Row] = []
    by_unit: dict[int, int] = {}
    for number, unit in enumerate(units):
        p = unit.properties
        if not p.get("name") or p.get("iso_3166_2") in _OWN_CODE or not country_of(p):
            continue
        by_unit[number] = len(rows)
        row = _region_row(p, unit.geometry, towns_by_name, aliases, taken[country_of(p)])
        row.units = (number,)
        rows.append(row)
    for merge in merges:
        chosen = [by_unit[n] for n, u in enumerate(units) if n in by_unit and _selects(merge, u)]
        geometry = shapely.union_all([rows[number].geometry for number in chosen])
        lon, lat = _inner_point(geometry)
        merged = Row(
            name=merge["name"],
            lat=lat,
            lon=lon,
            feature=merge["kind"],
            country=merge["country"],
            geonames_id=int(merge["geonames_id"] or 0),
            area_km2=sum(rows[number].area_km2 for number in chosen),
            geometry=geometry,
            units=tuple(n for number in chosen for n in rows[number].units),
        )
        merged.add([merge["name"]], NameKind.NAME)
        merged.add(filter(None, merge["aliases"].split("|")), NameKind.ALTERNATE)
        for number in chosen if merge["kind"] == "ADM1" else ():
            rows[number].feature = "ADM2"
            rows[number].region = len(rows) + 1
            # The source gives some departments and provinces the name of their region.
            for key in merged.names.keys() - {fold(rows[number].name)}:
                rows[number].names.pop(key, None)
        rows.append(merged)
    return rows


def _selects(merge: dict[str, str], unit: Unit) -> bool:
    if unit.properties["iso_a2"] != merge["country"]:
        return False
    choices = (choice.partition("=") for choice in merge["members"].split("|"))
    return any(str(unit.properties.get(key)) == value for key, _, value in choices)


def _region_row(
    p: dict[str, Any],
    geometry: BaseGeometry,
    towns_by_name: set[tuple[str, str]],
    aliases: dict[tuple[str, str], list[str]],
    taken: set[str],
) -> Row:
    country = country_of(p)
    # American names need no translation, and the source translates the District of Columbia to
    # the city's name.
    english = p["name"] if country == "US" else p.get("name_en") or p["name"]
    english = _DISPLAYED.get(p.get("iso_3166_2") or "", english)
    kinds = _type_words(p, country)
    shared = (country, fold(english)) in towns_by_name and kinds and country != "US"
    named_so = any(word.lower() in english.lower() for word in kinds)
    lon, lat = _inner_point(geometry)
    row = Row(
        name=f"{english} {kinds[0]}"
        if shared and not named_so and kinds[0] != "State"
        else english,
        lat=lat,
        lon=lon,
        feature="ADM1",
        country=country,
        geonames_id=max(int(p.get("gn_id") or 0), 0),
        wikidata=int((p.get("wikidataid") or "Q0")[1:] or 0),
        area_km2=area_km2(geometry),
        geometry=geometry,
    )
    row.add([row.name, english], NameKind.NAME)
    row.add((f"{english} {word}" for word in kinds if not named_so), NameKind.ALTERNATE)
    for key in (str(p.get("gn_id")), p.get("iso_3166_2") or "-"):
        row.add(aliases.get((country, key), ()), NameKind.ALTERNATE)
    others = [p["name"], p.get("name_local"), p.get("gn_name"), p.get("woe_name")]
    # The source gives some regions a neighbour's name as their other one.
    others += {name for name in (p.get("name_alt") or "").split("|") if fold(name) not in taken}
    row.add((name for name in others if name), NameKind.ALTERNATE)
    for locale in _LOCALES:
        if name := p.get(f"name_{locale}"):
            row.add([name], NameKind.FOREIGN if _is_latin(name) else NameKind.ALTERNATE)
    return row


# English names that the source gets wrong, or that are no longer used.
_DISPLAYED = {
    "BY-MA": "Mogilev",
    "DE-HB": "Bremen",
    "GR-B": "Central Macedonia",
    "KZ-AST": "Astana",
    "PG-NSB": "Bougainville",
    "RU-ALT": "Altai Krai",
    "SA-12": "Al Jawf",
    "UA-51": "Odesa",
    "XK-X20~": "Pristina",
    "XK-X21~": "Prizren",
}


def _type_words(p: dict[str, Any], country: str) -> list[str]:
    """Return what news calls a region of this kind: the first is for display."""
    words = []
    local = (p.get("type") or "").rstrip("'’")
    if country in _OBLASTS and local.split("|")[0] in ("Oblast", "Krai", "Kray"):
        words.append(_TYPE_WORDS[local.split("|")[0]])
    kinds = (p.get("type_en") or "").split("|")
    words += [_TYPE_WORDS[kind] for kind in kinds if kind in _TYPE_WORDS]
    # Oblasts are called regions and provinces alike; the ambiguous "State" stays what it is.
    if words and words[0] in ("Oblast", "Krai", "Region", "Governorate", "Department"):
        words += ["Region", "Province"]
    return list(dict.fromkeys(words))


# Counties, our own places, towns ---------------------------------------------------------------


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
    rows = []
    for unit in sorted(units, key=lambda unit: str(unit.properties["fips"])):
        county = named.get(unit.properties["fips"])
        if county is None or county["state"] not in states or unit.geometry.is_empty:
            continue
        lon, lat = _inner_point(unit.geometry)
        row = Row(
            name=county["name"],
            lat=lat,
            lon=lon,
            feature="ADM2",
            country="US",
            region=states[county["state"]],
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
}
_OTHER_WEIGHT = 2_000_000


def own_rows(continents: dict[str, int]) -> list[Row]:
    """Return a row a place of our own table."""
    rows = []
    for place in read_table("places"):
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
        if not key or key in seen or len(key.encode()) > _MAX_NAME_BYTES:
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
