"""Columns of the new file: the embedded rows above towns, then the dump's, in their final order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geonews.gazetteer.columns import DEGREE
from geonews.gazetteer.container import Contents
from geonews.gazetteer.imports.admin import Areas
from geonews.gazetteer.imports.embedded import Embedded
from geonews.gazetteer.imports.index import Bearers
from geonews.gazetteer.imports.joins import Joined
from geonews.gazetteer.imports.table import COLUMNS, Array, Table

__all__ = ["Order", "columns", "order_rows", "wikidata"]

_NOWHERE = 2**32 - 1
_CELLS = 180 * 360
_LABELS_AT_ONCE = 100_000
_NOT_BELOW_ADMIN2 = ("PCL", "TERR", "ADM1", "ADM2")
_CODE = {"<u2": "H", "<i4": "i", "<u4": "I", "<u8": "Q"}


@dataclass(frozen=True, slots=True)
class Order:
    """Where each row of the table goes.

    Attributes
    ----------
    chosen : array
        Rows of the table in the order of the file, behind those above towns.
    towns : int
        How many of them are towns; they come first, by one-degree cell.
    ids, by_id : array
        GeoNames ids in ascending order, and the row of the table of each.
    repeated : array
        Rows whose id a row before them has.
    """

    chosen: Array
    towns: int
    ids: Array
    by_id: Array
    repeated: Array


def order_rows(table: Table, joined: Joined) -> Order:
    """Return the order of rows: live towns by one-degree cell, then the rest so, then by id.

    Towns stand apart so that looking for the nearest never walks over wells and hotels.
    """
    ids = table.column("geonames_id")
    by_id = np.argsort(ids, kind="stable").astype("<u4")
    ids = ids[by_id]
    again = np.flatnonzero(ids[1:] == ids[:-1]) + 1
    repeated = np.sort(by_id[again])
    keep = np.ones(len(ids), bool)
    keep[repeated] = False
    keep[by_id[np.searchsorted(ids, np.array([*joined.rows], "<u4"))]] = False
    rows = np.flatnonzero(keep).astype("<u4")
    is_town = table.column("is_town")[rows] > 0
    key = _cells(table.column("lat")[rows], table.column("lon")[rows]).astype("<u8") << 32
    key |= table.column("geonames_id")[rows]
    key[~is_town] |= np.uint64(1 << 63)
    return Order(rows[np.argsort(key)], int(is_town.sum()), ids, by_id, repeated)


def _cells(lat: Array, lon: Array) -> Array:
    """Return one-degree cells, numbered in rows from the south pole up."""
    row: Array = np.minimum((lat + 90 * DEGREE) // DEGREE, 179)
    cells: Array = row * 360 + (lon + 180 * DEGREE) // DEGREE % 360
    return cells


def columns(
    folder: Path, embedded: Embedded, table: Table, order: Order, joined: Joined, areas: Areas,
    admin1: Array,
) -> tuple[dict[str, tuple[str, Contents]], Bearers]:  # fmt: skip
    """Write the columns of the new file, and what the index needs to know of its rows.

    Parameters
    ----------
    folder : Path
        Holds them as files.
    embedded, table, order, joined, areas
        Of this import.
    admin1 : array
        Of each row of the table, as `Areas.admin1` numbers them.
    """
    sections: dict[str, tuple[str, Contents]] = {}

    def write(name: str, values: Array) -> None:
        path = folder / f"column-{name}"
        values.tofile(path)
        sections[name] = (_CODE["<" + values.dtype.str[1:]], path)

    upper, chosen = embedded.upper, order.chosen
    joined_ids = np.array([*joined.rows], "<u4")
    joined_rows = np.array([*joined.rows.values()], "<u4")
    of_joined = order.by_id[np.searchsorted(order.ids, joined_ids)]

    ids = embedded.column("geonames_id")[:upper].copy()
    ids[[doubt.row for doubt in joined.unconfirmed]] = 0
    ids[list(joined.adopted)] = list(joined.adopted.values())
    write("geonames_id", np.concatenate([ids, table.column("geonames_id")[chosen]]))
    for name in ("lat", "lon", "weight", "country", "feature"):
        own = embedded.column(name)[:upper].astype(COLUMNS[name])
        write(name, np.concatenate([own, table.column(name)[chosen]]))
    write("admin1", np.concatenate([embedded.column("admin1")[:upper], admin1[chosen]]))
    write("admin2", _admin2(table, chosen, areas))
    write("population", _people(embedded, table, chosen, joined_rows, of_joined))
    towns = chosen[: order.towns]
    cells = _cells(table.column("lat")[towns], table.column("lon")[towns])
    ends = upper + np.cumsum(np.bincount(cells, minlength=_CELLS))
    write("cells", np.concatenate([[upper], ends]).astype("<u4"))
    del cells
    _write_rows_of_ids(folder, upper, order, joined_rows, of_joined)
    _write_labels(folder, embedded, table, chosen, sections)
    names = [name.encode() for name in areas.labels]
    sections["areas_at"] = ("I", np.cumsum([0, *map(len, names)]).astype("<u4").tobytes())
    sections["areas"] = ("B", b"".join(names))
    first, last = embedded.groups["countries"]
    weight = folder / "column-weight"
    return sections, Bearers(folder / "ids.npy", folder / "rows.npy", weight, upper, (first, last))


def _admin2(table: Table, chosen: Array, areas: Areas) -> Array:
    found = areas.admin2[table.column("admin")[chosen]]
    above = np.array([code.startswith(_NOT_BELOW_ADMIN2) for code in table.features])
    found[above[table.column("feature")[chosen]]] = 0
    return found


def _people(
    embedded: Embedded, table: Table, chosen: Array, joined_rows: Array, of_joined: Array
) -> Array:
    """Return the inhabitants of all rows; of those above towns, the dump's where they have none."""
    people = table.column("population")
    own = embedded.column("population")[: embedded.upper].astype("<u8")
    own[joined_rows] = np.where(own[joined_rows] > 0, own[joined_rows], people[of_joined])
    if max(people.max(initial=0), own.max(initial=0)) < 2**32:
        people, own = people.astype("<u4"), own.astype("<u4")
    return np.concatenate([own, people[chosen]])


def _write_rows_of_ids(
    folder: Path, upper: int, order: Order, joined_rows: Array, of_joined: Array
) -> None:
    """Write every GeoNames id there is, in ascending order, and the row of each."""
    row_of = np.full(len(order.ids), _NOWHERE, "<u4")
    row_of[order.chosen] = np.arange(upper, upper + len(order.chosen), dtype="u4")
    row_of[of_joined] = joined_rows
    rows = row_of[order.by_id]
    there = rows != _NOWHERE
    np.save(folder / "ids.npy", order.ids[there])
    np.save(folder / "rows.npy", rows[there])


def _write_labels(
    folder: Path,
    embedded: Embedded,
    table: Table,
    chosen: Array,
    sections: dict[str, tuple[str, Contents]],
) -> None:
    own_ends = embedded.column("labels_at")[: embedded.upper + 1].astype("<i8")
    sizes = table.column("label_bytes")
    starts = np.cumsum(sizes, dtype="<i8") - sizes
    ends = own_ends[-1] + np.cumsum(sizes[chosen], dtype="<i8")
    code, kind = ("I", "<u4") if len(ends) == 0 or ends[-1] < 2**32 else ("Q", "<u8")
    path = folder / "column-labels_at"
    np.concatenate([own_ends.astype(kind), ends.astype(kind)]).tofile(path)
    sections["labels_at"] = (code, path)
    del ends
    text = table.labels()
    path = folder / "column-labels"
    with path.open("wb") as file:
        file.write(bytes(embedded.container.section("labels")[: int(own_ends[-1])]))
        for first in range(0, len(chosen), _LABELS_AT_ONCE):
            rows = chosen[first : first + _LABELS_AT_ONCE]
            lengths = sizes[rows].astype("<i8")
            # The place of each byte: where its name starts, and how far into the name it is.
            shift = starts[rows] - (np.cumsum(lengths) - lengths)
            file.write(text[np.repeat(shift, lengths) + np.arange(lengths.sum())].tobytes())
    sections["labels"] = ("B", path)


def wikidata(
    folder: Path, embedded: Embedded, bearers: Bearers, imported: int, items: Iterable[bytes]
) -> dict[str, tuple[str, Contents]]:
    """Write the items of Wikidata: the embedded ones, else the first that a place is given.

    Parameters
    ----------
    folder, embedded, bearers
        Of this import.
    imported : int
        How many rows follow those above towns.
    items : iterable of bytes
        Pairs of GeoNames id and number of an item, as `parse_alternates` returns them.
    """
    numbers = np.zeros(embedded.upper + imported, "<u4")
    # Backwards, so that the first of several stays.
    pairs = np.frombuffer(b"".join(items), "<u4").reshape(-1, 2)[::-1]
    ids, rows = np.load(bearers.ids), np.load(bearers.rows)
    at = np.minimum(np.searchsorted(ids, pairs[:, 0]), len(ids) - 1)
    same = ids[at] == pairs[:, 0]
    numbers[rows[at[same]]] = pairs[same, 1]
    own = embedded.column("wikidata")[: embedded.upper]
    numbers[: embedded.upper] = np.where(own > 0, own, numbers[: embedded.upper])
    path = folder / "column-wikidata"
    numbers.tofile(path)
    return {"wikidata": ("I", path)}
