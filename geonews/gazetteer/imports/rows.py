"""Rows of the dump: nineteen columns a line, as GeoNames' readme.txt lists them."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from geonews.gazetteer.build.places import town_names
from geonews.gazetteer.build.rows import MAX_NAME_BYTES, is_latin
from geonews.gazetteer.imports.archive import Chunk
from geonews.gazetteer.imports.spill import UNTAGGED, packed
from geonews.gazetteer.imports.weights import is_live_town, prominence
from geonews.gazetteer.names import NameKind
from geonews.text import fold

__all__ = ["Batch", "Broken", "Fact", "Wanted", "decoded_lines", "parse_rows"]

_COLUMNS = 19
_MAX_ID = 2**32 - 1
_MAX_LABEL_BYTES = 1000
_MAX_POPULATION = 20_000_000_000
_LISTED = 20
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DAY = re.compile(r"\d{4}-[01]\d-[0-3]\d")
_CLASSES = frozenset("AHLPRSTUV")


@dataclass(frozen=True, slots=True)
class Broken:
    """Lines that were refused: how many, and the first of them with the reason."""

    count: int
    first: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the embedded gazetteer wants to know of the dump.

    Attributes
    ----------
    ids : frozenset of int
        GeoNames ids of its rows above towns.
    names : frozenset of (feature code, folded name)
        What its rows without such an id are and are called.
    other_names : bool
        Take names from the column ``alternatenames`` too: no file of alternate names is given.
    """

    ids: frozenset[int]
    names: frozenset[tuple[str, str]]
    other_names: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the dump that may be one the embedded gazetteer has."""

    geonames_id: int
    name: str
    feature_class: str
    code: str
    country: str
    admin1: str
    lat: float
    lon: float
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of a chunk, by column.

    ``feature``, ``country`` and ``admin`` are numbers in the lists of the same batch;
    ``admin`` lists country, first- and second-level code joined by full stops. ``labels`` is the
    names in UTF-8, ``label_bytes`` their lengths, ``line`` the line each row is from. ``areas``
    are the names of second-level areas by such a code.
    """

    ids: bytes
    lat: bytes
    lon: bytes
    weight: bytes
    population: bytes
    feature: bytes
    is_town: bytes
    country: bytes
    admin: bytes
    label_bytes: bytes
    line: bytes
    labels: bytes
    features: tuple[str, ...]
    countries: tuple[str, ...]
    admins: tuple[str, ...]
    areas: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    names: tuple[bytes, ...]
    newest: str
    broken: Broken


def decoded_lines(chunk: Chunk) -> Iterator[tuple[int, str | None]]:
    """Yield the lines of a chunk with their numbers; None for one that is not UTF-8."""
    data = chunk.data.removesuffix(b"\n")
    try:
        lines: list[str | None] = [*data.decode().split("\n")]
    except UnicodeDecodeError:
        lines = []
        for line in data.split(b"\n"):
            try:
                lines.append(line.decode())
            except UnicodeDecodeError:
                lines.append(None)
    if chunk.line == 1 and lines[0] is not None:
        lines[0] = lines[0].removeprefix("\ufeff")
    return enumerate(lines, chunk.line)


def parse_rows(wanted: Wanted, chunk: Chunk) -> Batch:
    """Return the rows of a chunk of the dump; a broken line is refused alone."""
    columns = _Columns(wanted)
    for number, line in decoded_lines(chunk):
        try:
            if line is None:
                raise _BrokenLineError("not UTF-8")
            columns.add(number, line)
        except _BrokenLineError as error:
            columns.broken += 1
            if len(columns.first_broken) < _LISTED:
                columns.first_broken.append((number, str(error)))
    return columns.batch()


class _BrokenLineError(Exception):
    """Why a line is refused."""


class _Columns:
    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.ids, self.weight, self.line = array("I"), array("I"), array("Q")
        self.lat, self.lon, self.population = array("d"), array("d"), array("Q")
        self.feature, self.country, self.admin = array("I"), array("I"), array("I")
        self.is_town, self.label_bytes = bytearray(), array("H")
        self.labels: list[bytes] = []
        self.features: dict[str, int] = {}
        self.countries: dict[str, int] = {}
        self.admins: dict[str, int] = {}
        self.areas: list[tuple[str, str]] = []
        self.facts: list[Fact] = []
        self.name_ids: list[int] = []
        self.hows: list[int] = []
        self.keys: list[bytes] = []
        self.days: set[str] = set()
        self.broken = 0
        self.first_broken: list[tuple[int, str]] = []

    def add(self, number: int, line: str) -> None:
        fields = line.split("\t")
        if len(fields) != _COLUMNS:
            raise _BrokenLineError(f"{len(fields):,} columns, not {_COLUMNS}")
        (
            written_id, name, plain, others, written_lat, written_lon, feature_class, code, country,
            _, admin1, admin2, _, _, people, _, _, _, day,
        ) = fields  # fmt: skip
        geonames_id = _whole(written_id, "id", _MAX_ID)
        if not geonames_id:
            raise _BrokenLineError("id 0")
        population = _whole(people, "population", _MAX_POPULATION) if people else 0
        lat, lon = _degrees(written_lat, 90), _degrees(written_lon, 180)
        if feature_class and feature_class not in _CLASSES:
            raise _BrokenLineError(f"feature class {feature_class[:20]!r}")
        if code and not _CODE.fullmatch(code):
            raise _BrokenLineError(f"feature code {code[:20]!r}")
        if country and not _COUNTRY.fullmatch(country):
            raise _BrokenLineError(f"country {country[:20]!r}")
        if len(admin1) > 20 or len(admin2) > 80:
            raise _BrokenLineError(f"first- or second-level code of {len(admin1 + admin2)} letters")
        name = name.strip()
        label = name.encode()
        if not label or len(label) > _MAX_LABEL_BYTES:
            raise _BrokenLineError(f"a name of {len(label):,} bytes")
        self.ids.append(geonames_id)
        self.lat.append(lat)
        self.lon.append(lon)
        self.weight.append(prominence(feature_class, code, population))
        self.population.append(population)
        self.is_town.append(is_live_town(feature_class, code))
        self.feature.append(self.features.setdefault(code, len(self.features)))
        self.country.append(self.countries.setdefault(country, len(self.countries)))
        admin = f"{country}.{admin1}.{admin2}"
        self.admin.append(self.admins.setdefault(admin, len(self.admins)))
        self.label_bytes.append(len(label))
        self.labels.append(label)
        self.line.append(number)
        self.days.add(day[:10])
        if code == "ADM2":
            self.areas.append((admin, name))
        self._name(geonames_id, name, plain, others)
        if (
            geonames_id in self.wanted.ids
            or code == "ADM1"
            or (code, fold(name)) in self.wanted.names
        ):
            called = frozenset(map(fold, (name, plain, *others.split(","))))
            self.facts.append(
                Fact(
                    geonames_id,
                    name,
                    feature_class,
                    code,
                    country,
                    f"{country}.{admin1}",
                    lat,
                    lon,
                    called,
                )
            )

    def _name(self, geonames_id: int, name: str, plain: str, others: str) -> None:
        alternates = [plain] if plain and plain != name else []
        if others and self.wanted.other_names:
            alternates += others.split(",")
        for key, kind in town_names(name, alternates):
            encoded = key.encode()
            if len(encoded) <= MAX_NAME_BYTES:
                untagged = kind is NameKind.ALTERNATE and is_latin(key)
                self.name_ids.append(geonames_id)
                self.hows.append(kind | UNTAGGED if untagged else kind)
                self.keys.append(encoded)

    def batch(self) -> Batch:
        return Batch(
            ids=self.ids.tobytes(),
            lat=self.lat.tobytes(),
            lon=self.lon.tobytes(),
            weight=self.weight.tobytes(),
            population=self.population.tobytes(),
            feature=self.feature.tobytes(),
            is_town=bytes(self.is_town),
            country=self.country.tobytes(),
            admin=self.admin.tobytes(),
            label_bytes=self.label_bytes.tobytes(),
            line=self.line.tobytes(),
            labels=b"".join(self.labels),
            features=tuple(self.features),
            countries=tuple(self.countries),
            admins=tuple(self.admins),
            areas=tuple(self.areas),
            facts=tuple(self.facts),
            names=packed(self.name_ids, self.hows, self.keys),
            newest=max((day for day in self.days if _DAY.fullmatch(day)), default=""),
            broken=Broken(self.broken, tuple(self.first_broken)),
        )


def _whole(written: str, what: str, most: int) -> int:
    if not (written.isascii() and written.isdigit() and len(written) < 16 and int(written) <= most):
        raise _BrokenLineError(f"{what} {written[:20]!r}")
    return int(written)


def _degrees(written: str, most: int) -> float:
    try:
        value = float(written)
    except ValueError:
        value = most + 1.0
    # Python reads 1_0 as ten; a comparison with NaN is false.
    if not -most <= value <= most or "_" in written:
        raise _BrokenLineError(f"{'latitude' if most == 90 else 'longitude'} {written[:20]!r}")
    return value
