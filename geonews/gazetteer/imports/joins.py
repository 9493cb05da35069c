"""Which rows of a dump are rows the embedded gazetteer has, polygon and all.

By GeoNames id, confirmed by what it is, by a name in common, and by its point: the sources of our
polygons give some regions the id of the town they are named after, or one that has since been given
to another place. A row that is not confirmed stands alone, and no shape is drawn for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely

from geonews.gazetteer.columns import DEGREE
from geonews.gazetteer.imports.embedded import Embedded
from geonews.gazetteer.imports.rows import Fact
from geonews.gazetteer.positions import great_circle_km, meet
from geonews.text import fold

__all__ = ["Joined", "Unconfirmed", "join"]

# Degrees: the point of a region by the sea lies in a bay of a coast drawn at 1:10m; the same as
# between towns and the regions of their codes in the build.
_NEAR_ITS_POLYGON = 0.3
# Of our own rows that have a box and no polygon.
_WIDER = 1.0
# Of seas and rivers without a box: each source puts its point on another stretch.
_NEAR_ITS_POINT_KM = 600.0
# Without an id there is less to go by.
_INSIDE = 0.05


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """An embedded row whose GeoNames id the dump gives to something else."""

    geonames_id: int
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Joined:
    """What was found out.

    Attributes
    ----------
    rows : dict of int to int
        The embedded row of each GeoNames id that is one.
    adopted : dict of int to int
        The GeoNames id of embedded rows that had none, or one the dump does not confirm.
    unconfirmed : tuple of Unconfirmed
        Rows that lose their id.
    """

    rows: dict[int, int]
    adopted: dict[int, int]
    unconfirmed: tuple[Unconfirmed, ...]


def join(embedded: Embedded, facts: Iterable[Fact]) -> Joined:
    """Join rows of a dump with rows above towns."""
    by_id: dict[int, Fact] = {}
    for fact in facts:
        by_id.setdefault(fact.geonames_id, fact)
    rows: dict[int, int] = {}
    unconfirmed: list[Unconfirmed] = []
    open_rows: list[int] = []
    for row, geonames_id in enumerate(embedded.column("geonames_id")[: embedded.upper].tolist()):
        if row not in embedded.names:
            continue
        if geonames_id not in by_id:
            open_rows.append(row)
            continue
        reason = _doubt(embedded, row, by_id[geonames_id])
        if reason:
            unconfirmed.append(Unconfirmed(geonames_id, row, reason))
            open_rows.append(row)
        else:
            rows.setdefault(geonames_id, row)
    others = [fact for fact in by_id.values() if fact.geonames_id not in rows]
    adopted = _adopted(embedded, open_rows, others)
    return Joined(
        rows | {geonames_id: row for row, geonames_id in adopted.items()},
        adopted,
        tuple(unconfirmed),
    )


def _doubt(embedded: Embedded, row: int, fact: Fact) -> str:
    """Return why a row is not what the dump has under its id, "" where it is."""
    feature = embedded.columns.feature(row)
    first, last = embedded.groups["own"]
    is_area = not first <= row < last and feature.startswith(("PCL", "ADM"))
    if is_area and fact.feature_class != "A":
        return f"the dump has {fact.name!r} there, a {fact.code or 'place'}"
    if fact.feature_class == "P" and not feature.startswith("PPL"):
        return f"the dump has {fact.name!r} there, a {fact.code or 'town'}"
    if embedded.names[row].isdisjoint(fact.names):
        return f"the dump has {fact.name!r} there, and no name in common"
    if not _is_near(embedded, row, fact, _NEAR_ITS_POLYGON):
        return f"the dump has {fact.name!r} at {fact.lat}, {fact.lon}, outside the polygon"
    return ""


def _is_near(embedded: Embedded, row: int, fact: Fact, degrees: float) -> bool:
    if embedded.columns.bbox(row) is None:
        lat, lon = embedded.column("lat")[row] / DEGREE, embedded.column("lon")[row] / DEGREE
        return great_circle_km(lat, lon, fact.lat, fact.lon) < _NEAR_ITS_POINT_KM
    point = shapely.Point(fact.lon, fact.lat)
    for box, polygon in embedded.outlines(row):
        if polygon is not None and shapely.dwithin(polygon, point, degrees):
            return True
        if polygon is None and box is not None:
            west, south, east, north = box
            wider = (west - _WIDER, south - _WIDER, east + _WIDER, north + _WIDER)
            return meet(wider, (fact.lon, fact.lat, fact.lon, fact.lat))
    return False


def _adopted(embedded: Embedded, open_rows: Sequence[int], facts: Sequence[Fact]) -> dict[int, int]:
    """Return the ids of rows that have none of their own, where one place alone fits.

    The same feature code and country, the dump's own name among the row's, and the point inside.
    US counties come without ids, as do most of our own rows.
    """
    called: dict[tuple[str, str, str], list[int]] = {}
    for row in open_rows:
        feature, country = embedded.columns.feature(row), embedded.columns.country(row)
        for name in embedded.names[row]:
            called.setdefault((feature, country or "", name), []).append(row)
    pairs: list[tuple[int, int]] = []
    for fact in facts:
        name = fold(fact.name)
        # Our seas and ranges lie in no country; the dump files some under one.
        keys = {(fact.code, fact.country, name), (fact.code, "", name)}
        fitting = {row for key in keys for row in called.get(key, ())}
        pairs += [
            (row, fact.geonames_id)
            for row in sorted(fitting)
            if _is_near(embedded, row, fact, _INSIDE)
        ]
    of_row = Counter(row for row, _ in pairs)
    of_id = Counter(geonames_id for _, geonames_id in pairs)
    return {row: number for row, number in pairs if of_row[row] == of_id[number] == 1}
