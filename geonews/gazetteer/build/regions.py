"""Rows of first-level regions, and of those we merge from finer ones."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geonews.gazetteer.areas import area_km2
from geonews.gazetteer.build.countries import OWN_CODE, country_of
from geonews.gazetteer.build.rows import Row, inner_point, is_latin
from geonews.gazetteer.build.sources import Unit, read_table
from geonews.gazetteer.names import NameKind
from geonews.text import fold

__all__ = ["region_rows"]

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
    corrected = {row["adm1_code"]: row for row in read_table("region_ids")}
    aliases: dict[tuple[str, str], list[str]] = {}
    for alias in read_table("region_names"):
        aliases.setdefault((alias["country"], alias["gn_id_or_iso"]), []).append(alias["alias"])
    taken: dict[str, set[str]] = {}
    for unit in units:
        own = {fold(unit.properties.get(key) or "") for key in ("name", "name_en")}
        taken.setdefault(country_of(unit.properties), set()).update(own)
    english_names = Counter((country_of(u.properties), u.properties.get("name_en")) for u in units)
    alone = Counter(country_of(unit.properties) for unit in units)
    rows: list[Row] = []
    by_unit: dict[int, int] = {}
    for number, unit in enumerate(units):
        p = unit.properties
        if not p.get("name") or p.get("iso_3166_2") in OWN_CODE or not country_of(p):
            continue
        p = _corrected(p, corrected.get(p["adm1_code"]))
        code = _iso_code(p)
        if alone[country_of(p)] == 1 and not code and not p["gn_id"]:
            # Gibraltar is no region of Gibraltar.
            continue
        by_unit[number] = len(rows)
        row = _region_row(
            p, unit.geometry, towns_by_name, aliases, taken[country_of(p)], english_names
        )
        row.units = (number,)
        row.code = p.get("gn_a1_code") or ""
        row.iso = code
        row.add(filter(None, (code,)), NameKind.CODE)
        rows.append(row)
    for merge in merges:
        chosen = [by_unit[n] for n, u in enumerate(units) if n in by_unit and _selects(merge, u)]
        geometry = shapely.union_all([rows[number].geometry for number in chosen])
        lon, lat = inner_point(geometry)
        merged = Row(
            name=merge["name"],
            lat=lat,
            lon=lon,
            feature=merge["kind"],
            country=merge["country"],
            geonames_id=int(merge["geonames_id"] or 0),
            iso=merge["iso_3166_2"],
            wikidata=int(merge["wikidata_id"].removeprefix("Q") or 0),
            area_km2=sum(rows[number].area_km2 for number in chosen),
            geometry=geometry,
            units=tuple(n for number in chosen for n in rows[number].units),
        )
        merged.add([merge["name"]], NameKind.NAME)
        merged.add(filter(None, merge["aliases"].split("|")), NameKind.ALTERNATE)
        merged.add(filter(None, (merged.iso,)), NameKind.CODE)
        for number in chosen if merge["kind"] == "ADM1" else ():
            rows[number].feature = "ADM2"
            rows[number].region = len(rows) + 1
            # The source gives some departments and provinces the name of their region.
            for key in merged.names.keys() - {fold(rows[number].name)}:
                rows[number].names.pop(key, None)
        rows.append(merged)
    return rows


def _corrected(p: dict[str, Any], ours: dict[str, str] | None) -> dict[str, Any]:
    """Return a region's properties with our table's word for what the source has wrong."""
    p = {**p, "gn_id": max(int(p.get("gn_id") or 0), 0)}
    if ours is None:
        return p
    if ours["name"]:
        # The source has another region's names, in every language, and its id in Wikidata.
        p = {key: p[key] for key in p.keys() - {"wikidataid"} if not _NAMES.match(key)}
        p |= {"name": ours["name"], "name_en": ours["name"], "name_alt": ours["aliases"]}
    if ours["geonames_id"]:
        p["gn_id"] = int(ours["geonames_id"].replace("-", "0"))
        # The code goes with the id; without one, towns fall into the region by position.
        p.pop("gn_a1_code", None)
    if ours["iso_3166_2"]:
        p["iso_3166_2"] = ours["iso_3166_2"]
    return p


_NAMES = re.compile(r"(name|gn_name|woe_name)")


def _iso_code(p: dict[str, Any]) -> str:
    """Return the ISO 3166-2 code; the source makes some up, with a tilde."""
    code = p.get("iso_3166_2") or ""
    return code if re.fullmatch(rf"{country_of(p)}-[A-Z0-9]{{1,3}}", code) else ""


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
    english_names: Counter[tuple[str, str | None]],
) -> Row:
    country = country_of(p)
    # American names need no translation, and the source translates the District of Columbia to
    # the city's name.
    translated = english_names[country, p.get("name_en")] < _TOO_MANY_OF_ONE_NAME
    english = p.get("name_en") if translated and country != "US" else None
    english = english or p["name"]
    english = _DISPLAYED.get(p.get("iso_3166_2") or "", english)
    kinds = _type_words(p, country)
    shared = (country, fold(english)) in towns_by_name and kinds and country != "US"
    named_so = any(word.lower() in english.lower() for word in kinds)
    # "Volyn Oblast", but "Sikasso" where no town shares the name, and no "Borno State State".
    is_told = (shared and kinds[0] != "State") or kinds[:1] in (["Oblast"], ["Krai"])
    lon, lat = inner_point(geometry)
    row = Row(
        name=f"{english} {kinds[0]}" if is_told and not named_so else english,
        lat=lat,
        lon=lon,
        feature="ADM1",
        country=country,
        geonames_id=p["gn_id"],
        wikidata=int((p.get("wikidataid") or "Q0")[1:] or 0),
        area_km2=area_km2(geometry),
        geometry=geometry,
    )
    row.add([row.name, english], NameKind.NAME)
    row.add((f"{english} {word}" for word in kinds if not named_so), NameKind.ALTERNATE)
    ours = [
        alias
        for key in (str(p["gn_id"]), p.get("iso_3166_2") or "-")
        for alias in aliases.get((country, key), ())
    ]
    row.add((alias[1:] for alias in ours if alias.startswith("=")), NameKind.NAME)
    row.add((alias for alias in ours if not alias.startswith(("-", "="))), NameKind.ALTERNATE)
    others = [p["name"], p.get("name_local"), p.get("gn_name"), p.get("woe_name")]
    # The source gives some regions a neighbour's name as their other one.
    others += {name for name in (p.get("name_alt") or "").split("|") if fold(name) not in taken}
    row.add((name for name in others if name), NameKind.ALTERNATE)
    for locale in _LOCALES:
        if name := p.get(f"name_{locale}"):
            row.add([name], NameKind.FOREIGN if is_latin(name) else NameKind.ALTERNATE)
    for alias in ours:
        if alias.startswith("-"):
            row.names.pop(fold(alias[1:]), None)
    return row


# English names that the source gets wrong, or that are no longer used.
_DISPLAYED = {
    "BR-DF": "Federal District",
    "BY-MA": "Mogilev",
    "DE-HB": "Bremen",
    "GR-B": "Central Macedonia",
    "KZ-71": "Astana",
    "MX-CMX": "Mexico City",
    "MZ-G": "Gaza Province",
    "ML-3": "Sikasso",
    "ML-6": "Timbuktu",
    "PG-NSB": "Bougainville",
    "PS-GZZ": "Gaza Strip",
    "RU-ALT": "Altai Krai",
    "SA-12": "Al Jawf",
    "SD-DW": "West Darfur",
    "UA-43": "Crimea",
    "UA-51": "Odesa",
    "XK-X20~": "Pristina",
    "XK-X21~": "Prizren",
    "YE-AD": "Aden",
    "YE-HU": "Hodeidah",
    "YE-SA": "Amanat Al Asimah",
    "YE-TA": "Taiz",
}


# Three regions of a country under one English name are a fault of the source: 21 in Latvia are all
# called Valmiera. Two may be a city and the region round it.
_TOO_MANY_OF_ONE_NAME = 3


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
