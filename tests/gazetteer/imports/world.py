"""A small embedded gazetteer to import into, and lines of a dump to import."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shapely import box
from shapely.geometry.base import BaseGeometry

from geonews.gazetteer.columns import DEGREE, NO_BBOX
from geonews.gazetteer.container import write_container
from geonews.gazetteer.geometry import QUANTUM, encode
from geonews.gazetteer.names import NameKind, build_index
from geonews.text import fold

__all__ = ["ALTERNATES", "DUMP", "alternate", "line", "write_base"]


@dataclass
class _Row:
    name: str
    feature: str
    country: str
    lat: float
    lon: float
    geonames_id: int = 0
    region: int = 0
    weight: int = 1
    box: tuple[float, float, float, float] | None = None
    others: dict[str, NameKind] = field(default_factory=dict)

    @property
    def shape(self) -> BaseGeometry | None:
        return None if self.box is None else box(*self.box)


_AA, _BB = (0.0, 0.0, 20.0, 10.0), (30.0, 0.0, 40.0, 10.0)
# AA has three regions: North, South, and Coast, whose id our source took from the town Port.
_GROUPS: dict[str, list[_Row]] = {
    "countries": [
        _Row("Aland", "PCLI", "AA", 5, 10, 100, weight=1_000_000, box=_AA),
        _Row("Beland", "PCLI", "BB", 5, 35, 200, weight=500_000, box=_BB),
    ],
    "regions": [
        _Row("North", "ADM1", "AA", 7.5, 5, 101, weight=90_000, box=(0, 5, 10, 10)),
        _Row("South", "ADM1", "AA", 2.5, 5, 102, weight=80_000, box=(0, 0, 10, 5)),
        _Row("Coast", "ADM1", "AA", 5, 15, 301, weight=70_000, box=(10, 0, 20, 10)),
    ],
    "counties": [_Row("Lamar County", "ADM2", "AA", 8, 2, region=1, box=(1, 7, 3, 9))],
    "own": [
        _Row("Grey Sea", "SEA", "", 20, 10, weight=60_000_000, box=(5, 15, 15, 25)),
        _Row("Old Range", "MTS", "", 6, 5, weight=8_000_000),
    ],
    "disputed": [_Row("Nobody's", "RGN", "", 5, 25, box=(24, 4, 26, 6))],
    "towns": [
        _Row("Kay", "PPL", "AA", 6.5, 5.5, 302, region=1, weight=40_000),
        _Row("Struck Out", "PPL", "AA", 6.5, 6.5, 303, region=1, weight=900),
        _Row("Port", "PPLC", "AA", 4.5, 15.5, 301, region=3, weight=60_000),
        _Row("Bay", "PPL", "BB", 5.5, 35.5, 401, weight=7_000),
    ],
}
_GROUPS["towns"][0].others = {"Kayville": NameKind.ALTERNATE, "Kayish": NameKind.ADJECTIVE}
_GROUPS["countries"][0].others = {"Alish": NameKind.ADJECTIVE, "Alandia": NameKind.FOREIGN}
_NAMELESS = ("disputed",)


def write_base(path: Path, **header: object) -> Path:
    """Write the embedded gazetteer, with more in its header if asked."""
    spans: dict[str, tuple[int, int]] = {}
    rows: list[_Row] = []
    for group, listed in _GROUPS.items():
        spans[group] = (len(rows), len(rows) + len(listed))
        rows += sorted(listed, key=_cell) if group == "towns" else listed
    upper = rows[: spans["towns"][0]]
    countries, features = ["", "AA", "BB"], sorted({row.feature for row in rows})
    names: dict[str, list[tuple[int, NameKind]]] = {}
    for number, row in enumerate(rows):
        if spans["disputed"][0] <= number < spans["disputed"][1]:
            continue
        for name, kind in {row.name: NameKind.NAME, **row.others}.items():
            names.setdefault(fold(name), []).append((number, kind))
    buckets, blob = build_index(names)
    labels = [row.name.encode() for row in rows]
    towns = rows[len(upper) :]
    cells = [len(upper) + sum(_cell(t) < n for t in towns) for n in range(180 * 360 + 1)]
    values: list[tuple[str, str, Iterable[float]]] = [
        ("geonames_id", "I", [row.geonames_id for row in rows]),
        ("lat", "i", [round(row.lat * DEGREE) for row in rows]),
        ("lon", "i", [round(row.lon * DEGREE) for row in rows]),
        ("weight", "I", [row.weight for row in rows]),
        ("country", "H", [countries.index(row.country) for row in rows]),
        ("admin1", "H", [row.region for row in rows]),
        ("feature", "B", [features.index(row.feature) for row in rows]),
        ("area_km2", "d", [0.0 for _ in upper]),
        ("official_km2", "d", [0.0 for _ in upper]),
        ("population", "I", [row.weight if row.feature == "PCLI" else 0 for row in upper]),
        ("wikidata", "I", [7 if row.name == "North" else 0 for row in upper]),
        ("bbox", "i", [edge for row in upper for edge in _stored(row)]),
        ("labels_at", "I", _ends(labels)),
        ("cells", "I", cells),
        ("names_at", "I", buckets),
    ]
    sections = {name: (code, array(code, numbers).tobytes()) for name, code, numbers in values}
    for detail, quantum in QUANTUM.items():
        shapes = [encode(row.shape, quantum) if row.shape is not None else b"" for row in upper]
        sections[detail] = ("B", b"".join(shapes))
        sections[f"{detail}_at"] = ("I", array("I", _ends(shapes)).tobytes())
    tables = {
        "countries": countries,
        "features": features,
        "sources": dict.fromkeys(spans, "the test"),
        "official_source": "nobody",
        "notes": {},
        "disputed_lines": [],
    }
    sections |= {
        "labels": ("B", b"".join(labels)),
        "names": ("B", blob),
        "members": ("B", b"{}"),
        "tables": ("B", json.dumps(tables).encode()),
        "lexicon": ("B", json.dumps({"never": ["nowhere"]}).encode()),
        "unheard_of": ("H", array("H", [1, 2, 3]).tobytes()),
    }
    described = {
        "name": "embedded",
        "version": "1",
        "attribution": ["Places: the test"],
        "groups": spans,
        "counts": {group: last - first for group, (first, last) in spans.items()},
        "sources": {"test": "1"},
        "repaired": ["a ring"],
    }
    write_container(path, described | header, sections)
    return path


def _cell(row: _Row) -> int:
    return int(row.lat + 90) * 360 + int(row.lon + 180) % 360


def _stored(row: _Row) -> list[int]:
    return [round(edge * DEGREE) for edge in row.box] if row.box else [NO_BBOX, 0, 0, 0]


def _ends(pieces: Sequence[bytes]) -> list[int]:
    return [sum(map(len, pieces[:n])) for n in range(len(pieces) + 1)]


def line(
    number: int | str, name: str, lat: float | str = 6.0, lon: float | str = 5.0,
    code: str = "P.PPL", *, country: str = "AA", admin1: str = "01", admin2: str = "",
    people: int | str = 0, others: str = "", plain: str | None = None, day: str = "2026-10-01",
) -> str:  # fmt: skip
    """Return a line of the dump."""
    kind, _, feature = code.partition(".")
    plain = name if plain is None else plain
    return (
        f"{number}\t{name}\t{plain}\t{others}\t{lat}\t{lon}\t{kind}\t{feature}\t{country}\t\t"
        f"{admin1}\t{admin2}\t\t\t{people}\t\t100\tEurope/Paris\t{day}\n"
    )


def alternate(
    geonames_id: int | str, language: str, name: str, flags: str = "", years: str = ""
) -> str:
    """Return a line of alternateNamesV2; flags are of "pschp": preferred, short, and so on."""
    marks = "\t".join("1" if mark in flags else "" for mark in "psch")
    begins, _, ends = years.partition("/")
    return f"9\t{geonames_id}\t{language}\t{name}\t{marks}\t{begins}\t{ends}\n"


DUMP = (
    line(100, "Republic of Aland", 5, 10, "A.PCLI", admin1="00", people=1_000_000, others="Aland"),
    line(101, "North", 7.6, 5.1, "A.ADM1", people=90_000),
    line(102, "South", 2.4, 5, "A.ADM1", admin1="02"),
    line(103, "Coast", 5, 15.1, "A.ADM1", admin1="03", people=66_000),
    line(104, "West Beland", 5, 33, "A.ADM1", country="BB", admin1="07"),
    line(301, "Port", 4.5, 15.5, "P.PPLC", admin1="03", people=60_000),
    line(302, "Kay", 6.51, 5.52, "P.PPLA2", admin2="11", people=41_000, others="KAY,Каи,kai er"),
    line(310, "Kay District", 6.6, 5.4, "A.ADM2", admin2="11", people=50_000),
    line(311, "Kay", 6.6, 5.4, "A.ADM3", admin2="11", people=42_000),
    line(312, "Kay", 6.7, 5.6, "H.STM"),
    line(313, "Lamar County", 8.1, 2.1, "A.ADM2", admin2="12", people=5_000),
    line(314, "Lamar County", 1.0, 2.1, "A.ADM2", admin1="02", admin2="12"),
    line(315, "Grey Sea", 21, 11, "H.SEA", country="", admin1=""),
    line(320, "Nocode", 2.2, 4.4, "P.PPL", admin1="", people=30),
    line(321, "Rock", 50, 50, "T.ISL", admin1="00"),
    line(322, "Ruin", 6.5, 5.5, "P.PPLQ"),
    line(323, "Far Town", 5, 33.3, "P.PPL", country="BB", admin1="07", admin2="1", people=800),
)
ALTERNATES = (
    alternate(302, "en", "Kaytown", "p"),
    alternate(302, "en", "Oldkay", "h", "1700/1920"),
    alternate(302, "en", "The Big K", "c"),
    alternate(302, "de", "Kainach"),
    alternate(302, "iata", "KYY"),
    alternate(302, "wkdt", "Q1234"),
    alternate(302, "link", "https://example.org/Kay"),
    alternate(101, "wkdt", "Q99"),
    alternate(102, "wkdt", "Q98"),
    alternate(101, "", "Norda"),
    alternate(101, "en", "The North"),
    alternate(999_999, "en", "Nobody There"),
)
