"""The first-level region of every row: by code, by hierarchy, by what is known, by position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geonews.gazetteer.imports.admin import Areas, by_position, climbed, name_areas
from geonews.gazetteer.imports.assemble import Order
from geonews.gazetteer.imports.embedded import Embedded
from geonews.gazetteer.imports.joins import Joined
from geonews.gazetteer.imports.table import Array, Table

__all__ = ["Lists", "Membership", "place_rows"]

# Countries and regions lie in no region of their own kind, continents and oceans in none.
_APART = ("PCL", "ADM1", "TERR", "CONT", "OCN")


@dataclass(frozen=True, slots=True)
class Lists:
    """The small files beside the dump, read.

    Attributes
    ----------
    first_level : mapping of code to (name, GeoNames id)
    second_level : mapping of code to name
    parents : mapping of GeoNames id to that of what holds it
    """

    first_level: Mapping[str, tuple[str, int]]
    second_level: Mapping[str, str]
    parents: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Membership:
    """Which areas there are, and the first-level region of each row of the table.

    ``climbed`` and ``located`` count the rows whose region the hierarchy and the polygons told.
    """

    areas: Areas
    admin1: Array
    climbed: int
    located: int


def place_rows(
    embedded: Embedded, table: Table, joined: Joined, order: Order, kept: Array, lists: Lists
) -> Membership:
    """Find the region of every row.

    By GeoNames' code first: a riverside town falls on the other bank of a border drawn at 1:10m.
    Rows without a code ask the hierarchy, then the embedded gazetteer, then the polygons.

    Parameters
    ----------
    embedded, table, joined, order
        Of this import.
    kept : array of int
        Embedded rows that stand at the end of the table.
    lists : Lists
    """
    second_level = {**table.areas, **lists.second_level}
    areas = name_areas(
        embedded, table.admins, table.facts, joined.rows, lists.first_level, second_level
    )
    admin1 = areas.admin1[table.column("admin")]
    feature, country = table.column("feature"), table.column("country")
    apart = np.array([code.startswith(_APART) for code in table.features])[feature]
    admin1[apart] = 0
    if len(kept):
        admin1[-len(kept) :] = embedded.column("admin1")[kept]

    def missing() -> Array:
        return np.flatnonzero((admin1 == 0) & ~apart & (country > 0))

    by_hierarchy = climbed(admin1, missing(), order.ids, order.by_id, lists.parents, country, areas)
    rows = missing()
    admin1[rows] = _known(embedded, order)[rows]
    located = by_position(
        embedded, admin1, missing(), table.column("lat"), table.column("lon"), country
    )
    return Membership(areas, admin1, by_hierarchy, located)


def _known(embedded: Embedded, order: Order) -> Array:
    """Return the region the embedded gazetteer has of each row that is a town of its."""
    known = np.zeros(len(order.ids), "<u2")
    towns = embedded.column("geonames_id")[embedded.upper :]
    at = np.minimum(np.searchsorted(order.ids, towns), len(order.ids) - 1)
    same = order.ids[at] == towns
    known[order.by_id[at[same]]] = embedded.column("admin1")[embedded.upper :][same]
    return known
