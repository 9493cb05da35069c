"""Rows of countries, and which country a region of Natural Earth belongs to."""

from __future__ import annotations

from typing import Any

import shapely

from geonews.gazetteer.build.disputes import Cut
from geonews.gazetteer.build.rows import Row, inner_point, is_latin
from geonews.gazetteer.build.sources import read_table
from geonews.gazetteer.names import NameKind
from geonews.text import fold

__all__ = ["OWN_CODE", "country_of", "country_rows"]

# Regions of Natural Earth that ISO 3166-1 gives a code of their own.
OWN_CODE = {
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
# Filed under one country, with the ISO 3166-2 code of the one most states hold them to be part of.
_BY_ITS_CODE = {"UA-40": "UA", "UA-43": "UA"}
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
    if iso in OWN_CODE:
        return OWN_CODE[iso]
    return _BY_ITS_CODE.get(iso, code)


def country_rows(
    geonames: dict[str, dict[str, Any]],
    cldr: dict[str, dict[str, str]],
    cut: Cut,
) -> list[Row]:
    """Return a row a country or territory of ISO 3166-1, with Kosovo, in order of its code.

    Its shape is the union of its regions, so that borders at every level are the same line. The
    units of disputed areas stay out of it: who reads the file says whose they are. Its area, box
    and point are those of neutral view.
    """
    units = cut.units
    members: dict[str, list[int]] = {}
    disputed = {number for dispute in cut.disputes for number in dispute.units}
    added: dict[str, list[int]] = {}
    for dispute in cut.disputes:
        for code in {dispute.facts["code"], dispute.facts["neutral"]} - {"", "none"}:
            added.setdefault(code, []).extend(dispute.units)
    for number, unit in enumerate(units):
        if number not in disputed:
            members.setdefault(country_of(unit.properties), []).append(number)
    aliases = read_table("aliases")
    rows = []
    for code, country in sorted(geonames.items()):
        if code in _NO_LONGER:
            continue
        own = tuple(members.get(code, ()))
        seen = (*own, *added.get(code, ()))
        geometry = shapely.union_all([units[n].geometry for n in seen]) if seen else None
        point = inner_point(geometry) if geometry is not None else (0.0, 0.0)
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
            seen=seen,
        )
        row.add([name, country["name"].strip()], NameKind.NAME)
        for alias in aliases:
            if alias["country"] == code:
                short = alias["kind"] == "abbreviation"
                row.add([alias["alias"]], NameKind.ABBREVIATION if short else NameKind.ALTERNATE)
        row.add([english], NameKind.ALTERNATE)
        for _, foreign in sorted(cldr.get(code, {}).items()):
            row.add([foreign], NameKind.FOREIGN if is_latin(foreign) else NameKind.ALTERNATE)
        rows.append(row)
    return rows
