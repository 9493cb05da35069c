"""Shapes into the sections of the compiled file, at three levels."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geonews.gazetteer.build.rows import Row
from geonews.gazetteer.build.sources import Unit
from geonews.gazetteer.geometry import QUANTUM, encode
from geonews.gazetteer.values import Detail

__all__ = ["rows_of_units", "shapes"]

_SIMPLIFY: dict[Detail, float] = {"region": 0.015, "world": 0.1}
"""Tolerances of `shapely.coverage_simplify` in degrees: the side of the largest detail dropped."""


def shapes(groups: dict[str, list[Row]], units: Sequence[Unit]) -> dict[str, tuple[str, bytes]]:
    """Pack every shape at three levels.

    What a basemap draws by the dozen is stored joined; any other row of several units is joined
    when it is asked for, from ``members``.
    """
    full = np.array([unit.geometry for unit in units])
    levels: dict[Detail, np.ndarray] = {"full": full}
    for detail, tolerance in _SIMPLIFY.items():
        levels[detail] = shapely.coverage_simplify(full, tolerance)
    counties = np.array([row.geometry for row in groups["counties"]])
    county_levels: dict[Detail, np.ndarray] = {
        "full": counties,
        "region": shapely.coverage_simplify(counties, _SIMPLIFY["region"]),
    }
    at_home = rows_of_units(groups)
    sections: dict[str, tuple[str, bytes]] = {}
    for detail, geometries in levels.items():
        pieces: list[bytes] = []
        for group, start, rows in _numbered(groups):
            for number, row in enumerate(rows):
                geometry: BaseGeometry | None = None
                if group == "counties":
                    geometry = county_levels[detail][number] if detail in county_levels else None
                elif _is_stored(group, detail, row, start + number, at_home):
                    geometry = _union(geometries[list(row.units)])
                pieces.append(encode(geometry, QUANTUM[detail]) if geometry is not None else b"")
        offsets = array("I", np.concatenate([[0], np.cumsum([len(p) for p in pieces])]).tolist())
        sections[detail] = ("B", b"".join(pieces))
        sections[f"{detail}_at"] = ("I", offsets.tobytes())
    members: dict[int, list[int]] = {}
    for _, start, rows in _numbered(groups):
        for number, row in enumerate(rows, start=start):
            parts = [at_home[unit] for unit in row.units if unit in at_home]
            if parts and parts != [number]:
                members[number] = parts
    sections["members"] = ("B", json.dumps(members, sort_keys=True).encode())
    return sections


def rows_of_units(groups: dict[str, list[Row]]) -> dict[int, int]:
    """Return the row at which each unit's own shape is stored."""
    return {
        row.units[0]: number
        for group, start, rows in _numbered(groups)
        if group in ("regions", "pieces")
        for number, row in enumerate(rows, start=start)
        if len(row.units) == 1
    }


def _numbered(groups: dict[str, list[Row]]) -> Iterator[tuple[str, int, list[Row]]]:
    start = 0
    for group, rows in groups.items():
        yield group, start, rows
        start += len(rows)


def _is_stored(group: str, detail: Detail, row: Row, number: int, at_home: dict[int, int]) -> bool:
    if not row.units:
        return False
    if len(row.units) == 1:
        # A country of one unit may have none among the regions.
        return group == "countries" or at_home.get(row.units[0]) == number
    return detail != "full" and group in ("countries", "disputed")


def _union(geometries: np.ndarray) -> BaseGeometry:
    if len(geometries) == 1:
        return geometries[0]  # type: ignore[no-any-return]
    return shapely.union_all(geometries)
