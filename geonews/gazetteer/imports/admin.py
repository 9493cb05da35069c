"""Which first- and second-level area each imported row lies in, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geonews.errors import GazetteerError
from geonews.gazetteer.columns import DEGREE
from geonews.gazetteer.imports.embedded import Embedded
from geonews.gazetteer.imports.rows import Fact
from geonews.gazetteer.imports.table import Array

__all__ = ["Areas", "by_position", "climbed", "name_areas"]

_NO_CODE = ("", "00")
_MAX_GENERATIONS = 12
_BLOCK = 200_000
_MAX_NUMBER = 2**16 - 1


@dataclass(frozen=True, slots=True)
class Areas:
    """Areas by the number of a row's code.

    Attributes
    ----------
    admin1 : array of uint16
        The first-level region: its number among the embedded ones, from 1, or beyond those a
        place in ``labels``; 0 where none is known.
    admin2 : array of uint32
        The place of the second-level area in ``labels``, from 1; 0 for none.
    labels : tuple of str
    of_id : dict of int to int
        The number of a first-level region by its own GeoNames id.
    """

    admin1: Array
    admin2: Array
    labels: tuple[str, ...]
    of_id: dict[int, int]


def name_areas(
    embedded: Embedded,
    admins: Sequence[str],
    facts: Sequence[Fact],
    joined: Mapping[int, int],
    first_level: Mapping[str, tuple[str, int]],
    second_level: Mapping[str, str],
) -> Areas:
    """Name the areas of every code that rows have.

    A first-level region is the embedded one that the dump's row of that code was joined with; else
    it has the name of the list of codes, or of the dump's row.

    Parameters
    ----------
    embedded : Embedded
    admins : sequence of str
        Codes by number: country, first and second level, with full stops between.
    facts : sequence of Fact
    joined : mapping of GeoNames id to embedded row
    first_level : mapping of code to (name, GeoNames id)
        As admin1CodesASCII.txt has them.
    second_level : mapping of code to name
        As admin2Codes.txt or the dump's own rows have them.
    """
    start, end = embedded.groups["regions"]
    regions = {i: row - start + 1 for i, row in joined.items() if start <= row < end}
    names: dict[str, str] = {}
    numbers: dict[str, int] = {}
    of_id: dict[int, int] = {}
    listed = [(code, name, number) for code, (name, number) in sorted(first_level.items())]
    of_dump = [(f.admin1, f.name, f.geonames_id) for f in facts if f.code == "ADM1"]
    for code, name, geonames_id in [*listed, *sorted(of_dump)]:
        if code.rpartition(".")[2] not in _NO_CODE:
            names.setdefault(code, name)
            if geonames_id in regions:
                numbers.setdefault(code, regions[geonames_id])
    labels: dict[str, int] = {}
    admin1 = []
    for admin in admins:
        country, _, rest = admin.partition(".")
        code = f"{country}.{rest.partition('.')[0]}"
        if code not in numbers and code in names:
            label = labels.setdefault(names[code], len(labels) + 1)
            numbers[code] = end - start + label
        admin1.append(numbers.get(code, 0))
    if max(admin1, default=0) > _MAX_NUMBER:
        raise GazetteerError(
            f"the dump has over {_MAX_NUMBER:,} first-level regions: it is none of GeoNames"
        )
    found = (second_level.get(admin, "") for admin in admins)
    admin2 = [labels.setdefault(name, len(labels) + 1) if name else 0 for name in found]
    for code, _, geonames_id in [*listed, *sorted(of_dump)]:
        if geonames_id and code in numbers:
            of_id.setdefault(geonames_id, numbers[code])
    return Areas(np.array(admin1, "<u2"), np.array(admin2, "<u4"), tuple(labels), of_id)


def climbed(
    admin1: Array, missing: Array, ids: Array, by_id: Array, parents: Mapping[int, int],
    country: Array, areas: Areas,
) -> int:  # fmt: skip
    """Fill in first-level regions from the hierarchy, in place; return how many were found.

    Rows without a code of their own stand below others that have one: islands below their
    group, quarters below their town. A parent in another country is no evidence.

    Parameters
    ----------
    admin1, country : array
        Of all rows.
    missing : array of int
        Rows to fill in.
    ids, by_id : array
        GeoNames ids in ascending order, and the row of each.
    parents : mapping of int to int
        GeoNames id to that of what holds it.
    areas : Areas
    """
    found = 0
    if not parents:
        return found
    for row, number in zip(missing.tolist(), _numbers(ids, by_id, missing), strict=True):
        above = parents.get(number, 0)
        for _ in range(_MAX_GENERATIONS):
            # Of the array's own type: any other would have the whole of it converted.
            at = int(np.searchsorted(ids, ids.dtype.type(above))) if above else len(ids)
            if at >= len(ids) or ids[at] != above or country[by_id[at]] != country[row]:
                break
            if region := areas.of_id.get(above, 0) or int(admin1[by_id[at]]):
                admin1[row] = region
                found += 1
                break
            above = parents.get(above, 0)
    return found


def _numbers(ids: Array, by_id: Array, rows: Array) -> list[int]:
    """Return the GeoNames id of each row."""
    of_row = np.empty(len(ids), ids.dtype)
    of_row[by_id] = ids
    return of_row[rows].tolist()  # type: ignore[no-any-return]


def by_position(
    embedded: Embedded, admin1: Array, missing: Array, lat: Array, lon: Array, country: Array
) -> int:
    """Fill in first-level regions from our polygons, in place; return how many were found.

    Only within a row's own country. Parameters as for `climbed`; ``lat`` and ``lon`` as stored.
    """
    start, end = embedded.groups["regions"]
    rows = [row for row in range(start, end) if embedded.columns.feature(row) == "ADM1"]
    shapes = [(row, embedded.gazetteer.row_shape(row, "region")) for row in rows]
    held = [(row, shape) for row, shape in shapes if shape is not None]
    tree = shapely.STRtree([shape for _, shape in held])
    numbers = np.array([row - start + 1 for row, _ in held], "<u2")
    in_country = embedded.column("country")[[row for row, _ in held]]
    found = 0
    for block in np.split(missing, range(_BLOCK, len(missing), _BLOCK)):
        points = shapely.points(lon[block] / DEGREE, lat[block] / DEGREE)
        which, region = tree.query(points, predicate="within")
        fits = country[block[which]] == in_country[region]
        admin1[block[which[fits]]] = numbers[region[fits]]
        found += len(np.unique(which[fits]))
    return found
