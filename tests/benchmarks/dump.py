"""A dump of made-up places in the exact format of GeoNames' download page, of any size.

``python -m tests.benchmarks.dump FOLDER ROWS`` writes allCountries.zip, alternateNamesV2.zip,
hierarchy.zip, admin1CodesASCII.txt and admin2Codes.txt. The same rows and seed make the same texts.
The embedded gazetteer's own countries, regions and towns come first, under their GeoNames ids, so
that joins have something to do; the rest are syllables. Shares of feature classes, of names in
other scripts and of flags are those of the real files, roughly.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from geonews.gazetteer import Gazetteer
from geonews.text import fold

__all__ = ["Known", "known_rows", "write_dump"]

_FIRST_MADE_UP = 20_000_000
_BLOCK = 20_000
_STARTS = "Ka Lo Mi Ta Su Bo Re Vi Al Ber Gra Hol Nor San Tor Wil Es Pre Du Fo".split()
_MIDDLES = "ra lo ni ve ta ri so ma le go ku wa di no be tsu ch'e sé ló ñi".split()
_ENDS = "n ka vo burg ton ville ino a grad shahr abad wa by heim os ão ová dorf ç pur".split()
_BEFORE = ("San ", "Nueva ", "Mount ", "Lac ", "Hotel ", "Bir ", "Cerro ", "Ostrov ")
_BEHIND = (" Creek", " School", " Hill", " County", " River", " Church", "skoye", " Point")
_SCRIPTS = (
    "абвгдежзиклмнопрсту",
    "中山東西南北京海江河田村",
    "ابتثجحدرسعفقكلمنه",
    "अकखगचजटडतदनपबमर",
)
_CLASSES = "PSHTLAVRU"
_SHARES = (38, 20, 18, 13, 5, 4, 1, 0.6, 0.4)
_CODES = {
    "P": ("PPL PPL PPL PPL PPL PPL PPL PPL PPLX PPLA3 PPLA4 PPLA2 PPLQ PPLL PPLF".split()),
    "S": "HTL SCH CH FRM HSP RSTN AIRP MSQE DAM BLDG".split(),
    "H": "STM STM STM STMI LK SPNG BAY WLL CNL RSV".split(),
    "T": "HLL MT ISL PT CAPE VAL RDGE MTS BCH".split(),
    "L": "LCTY AREA PRK INDS RESF RGN".split(),
    "A": "ADM3 ADM4 ADM2 ADMD ADM5".split(),
    "V": ["FRST"],
    "R": ["RD", "ST"],
    "U": ["RDGU", "SMU"],
}
_LANGUAGES = (
    "en", "", "link", "wkdt", "ru", "zh", "fr", "de", "es", "ar", "fa", "ja", "sv", "ceb", "uk",
    "post", "iata", "abbr", "unlc", "sr-Latn",
)  # fmt: skip
_LANGUAGE_SHARES = (14, 14, 16, 12, 6, 6, 4, 4, 4, 3, 3, 3, 3, 3, 2, 2, 0.3, 0.4, 0.5, 0.8)


@dataclass(frozen=True, slots=True)
class Known:
    """A place the embedded gazetteer has, as a row of the dump is to have it."""

    geonames_id: int
    name: str
    lat: float
    lon: float
    feature_class: str
    code: str
    country: str
    admin1: str
    population: int
    others: tuple[str, ...] = ()


def known_rows(gazetteer: Gazetteer, towns: int | None = None) -> Iterator[Known]:
    """Yield the embedded countries and regions that have ids, then so many of the towns."""
    groups = gazetteer.header["groups"]
    codes: dict[tuple[str | None, str | None], str] = {}
    for group in ("countries", "regions", "towns"):
        first, last = groups[group]
        rows = range(first, last)
        for row in islice(rows, towns) if group == "towns" else rows:
            place = gazetteer.place(row)
            if not place.geonames_id or not place.country:
                continue
            kind = "P" if group == "towns" else "A"
            code = place.feature if place.feature[:3] in ("PCL", "ADM", "PPL") else "ADM2"
            if code == "ADM1":
                codes[place.country, place.name] = f"{row - first + 1:02}"
            key = (place.country, place.name if code == "ADM1" else place.admin1)
            yield Known(
                place.geonames_id, place.name, place.lat, place.lon, kind, code, place.country,
                codes.get(key, "00"), place.population or 0,
            )  # fmt: skip


def write_dump(folder: Path, rows: int, known: Iterable[Known] = (), seed: int = 1) -> None:
    """Write the five files into a folder.

    Parameters
    ----------
    folder : Path
    rows : int
        Of allCountries.txt, the known ones among them.
    known : iterable of Known
    seed : int
    """
    real = list(islice(known, rows))
    random = Random(seed)  # noqa: S311  reproducible, not secret
    areas = sorted({(k.country, k.admin1) for k in real if k.admin1 != "00"}) or [("US", "TX")]
    with (
        _zipped(folder / "allCountries.zip", "allCountries.txt") as dump,
        _zipped(folder / "alternateNamesV2.zip", "alternateNamesV2.txt") as names,
    ):
        number = 0
        for block in _blocks(real, rows, areas, random):
            dump.writelines(line for line, _, _ in block)
            for _, geonames_id, name in block:
                for line in _alternates(geonames_id, name, random):
                    number += 1
                    names.write(f"{number}\t{line}")
    made_up = range(_FIRST_MADE_UP, _FIRST_MADE_UP + max(0, rows - len(real)))
    with _zipped(folder / "hierarchy.zip", "hierarchy.txt") as hierarchy:
        for child in made_up[:: max(1, len(made_up) // 400_000)]:
            hierarchy.write(f"{random.choice(made_up)}\t{child}\tADM\n")
    with (folder / "admin1CodesASCII.txt").open("w", encoding="utf-8") as file:
        for k in real:
            if k.code == "ADM1":
                file.write(f"{k.country}.{k.admin1}\t{k.name}\t{_plain(k.name)}\t{k.geonames_id}\n")
    with (folder / "admin2Codes.txt").open("w", encoding="utf-8") as file:
        for country, admin1 in areas:
            for number in range(1, 13):
                name = _name(random)
                code = f"{country}.{admin1}.{number:03}"
                file.write(f"{code}\t{name}\t{_plain(name)}\t{30_000_000 + number}\n")


class _zipped:  # noqa: N801  used as a function
    """A text in an archive of its own, opened to be written."""

    def __init__(self, path: Path, member: str) -> None:
        self._archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        # Without a fixed date the archive would differ with the clock.
        info = zipfile.ZipInfo(member, (2026, 11, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        self._file = self._archive.open(info, "w", force_zip64=True)

    def __enter__(self) -> io.TextIOWrapper:
        self._text = io.TextIOWrapper(self._file, "utf-8", newline="\n", write_through=False)
        return self._text

    def __exit__(self, *failure: object) -> None:
        self._text.close()
        self._archive.close()


def _blocks(
    real: list[Known], rows: int, areas: list[tuple[str, str]], random: Random
) -> Iterator[list[tuple[str, int, str]]]:
    """Yield lines of the dump with id and name, some thousands at a time."""
    for first in range(0, len(real), _BLOCK):
        yield [(_line(k, random), k.geonames_id, k.name) for k in real[first : first + _BLOCK]]
    left = rows - len(real)
    for first in range(0, left, _BLOCK):
        count = min(_BLOCK, left - first)
        yield list(_made_up(_FIRST_MADE_UP + first, count, areas, random))


def _line(k: Known, random: Random) -> str:
    others = ",".join((*k.others, *(_other(random) for _ in range(random.randrange(4)))))
    admin2 = f"{random.randrange(1, 13):03}" if k.feature_class == "P" else ""
    return (
        f"{k.geonames_id}\t{k.name}\t{_plain(k.name)}\t{others}\t{k.lat:.5f}\t{k.lon:.5f}\t"
        f"{k.feature_class}\t{k.code}\t{k.country}\t\t{k.admin1}\t{admin2}\t\t\t{k.population}\t\t"
        f"120\tEurope/Paris\t2026-0{random.randrange(1, 10)}-12\n"
    )


def _made_up(
    first: int, count: int, areas: list[tuple[str, str]], random: Random
) -> Iterator[tuple[str, int, str]]:
    classes = random.choices(_CLASSES, _SHARES, k=count)
    holders = random.choices(areas, k=count)
    others = random.choices((0, 0, 0, 1, 1, 2, 6), k=count)
    for number, kind, (country, admin1), several in zip(
        range(first, first + count), classes, holders, others, strict=True
    ):
        name = _name(random)
        code = random.choice(_CODES[kind])
        admin1 = "00" if random.random() < 0.01 else admin1
        people = int(random.paretovariate(0.8) * 40) if kind == "P" and number % 3 == 0 else 0
        called = ",".join(_other(random) for _ in range(several))
        lat, lon = random.triangular(-55, 75, 35), random.uniform(-180, 180)
        yield (
            f"{number}\t{name}\t{_plain(name)}\t{called}\t{lat:.5f}\t{lon:.5f}\t{kind}\t{code}\t"
            f"{country}\t\t{admin1}\t{random.randrange(1, 13):03}\t\t\t{people}\t\t{number % 99}\t"
            f"America/Chicago\t20{10 + number % 16}-0{1 + number % 9}-1{number % 10}\n",
            number,
            name,
        )


def _name(random: Random) -> str:
    chance = random.random()
    name = random.choice(_STARTS)
    # Every tenth name has hundreds of bearers, as San José and Santa Rosa have; most have one.
    for _ in range(0 if chance < 0.01 else 1 if chance < 0.1 else 2 if chance < 0.25 else 4):
        name += random.choice(_MIDDLES)
    name += random.choice(_ENDS)
    if chance > 0.85:
        return random.choice(_BEFORE) + name
    return name + random.choice(_BEHIND) if 0.05 < chance < 0.35 else name


def _other(random: Random) -> str:
    if random.random() < 0.3:
        return "".join(random.choices(random.choice(_SCRIPTS), k=random.randrange(2, 7)))
    return _name(random)


def _plain(name: str) -> str:
    """Return the name in ASCII, as the dump's third column has it."""
    if name.isascii():
        return name
    return fold(name).encode("ascii", "ignore").decode().title()


def _alternates(geonames_id: int, name: str, random: Random) -> Iterator[str]:
    """Yield lines of alternateNamesV2 but for their number: four for every three rows."""
    count = random.choice((0, 0, 1, 1, 1, 2, 2, 4))
    for language in random.choices(_LANGUAGES, _LANGUAGE_SHARES, k=count) if count else ():
        flags, years = "\t\t\t", "\t"
        match language:
            case "link":
                called = f"https://en.wikipedia.org/wiki/{name.replace(' ', '_')}"
            case "wkdt":
                called = f"Q{geonames_id + 1}"
            case "post":
                called = f"{geonames_id % 100_000:05}"
            case "iata" | "abbr" | "unlc":
                called = fold(name)[:3].upper()
            case "ru" | "uk" | "zh" | "ja" | "ar" | "fa":
                called = "".join(random.choices(random.choice(_SCRIPTS), k=5))
            case "en":
                called = name
            case _:
                called = _name(random)
        chance = random.random()
        if chance < 0.1:
            flags = "1\t\t\t"
        elif chance < 0.13:
            flags = "\t1\t\t"
        elif chance < 0.135:
            flags = "\t\t1\t"
        elif chance < 0.15:
            flags, years = "\t\t\t1", f"{1700 + geonames_id % 200}\t{1901 + geonames_id % 100}"
        yield f"{geonames_id}\t{language}\t{called}\t{flags}\t{years}\n"


if __name__ == "__main__":
    write_dump(Path(sys.argv[1]), int(sys.argv[2]), known_rows(Gazetteer.open()))
