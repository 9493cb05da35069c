"""What an import takes over of the embedded gazetteer: its rows above towns, and every name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from geonews.errors import GazetteerError
from geonews.gazetteer.columns import Columns
from geonews.gazetteer.imports.rows import Wanted
from geonews.gazetteer.imports.spill import FROM_ROW, KNOWN, packed
from geonews.gazetteer.names import NameKind
from geonews.gazetteer.store import Gazetteer
from geonews.model import BBox

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Embedded"]

_BLOCK = 100_000


class Embedded:
    """The gazetteer that ships, as an import reads it.

    Parameters
    ----------
    path : Path, optional
        Another that `geonews gazetteer build` wrote.

    Attributes
    ----------
    upper : int
        The number of rows above towns: countries, regions and the like, most with polygons.

    Raises
    ------
    GazetteerError
        It cannot be opened, or is an import itself.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.gazetteer = Gazetteer.open(path)
        self.container = self.gazetteer.container
        self.header = self.container.header
        if "features" in self.header["groups"]:
            raise GazetteerError(
                f"{str(self.container.path)!r} is an import itself: give one that 'geonews "
                "gazetteer build' made, or leave --gazetteer out"
            )
        self.tables: dict[str, Any] = json.loads(bytes(self.container.section("tables")))
        self.columns = Columns(self.container, self.tables)
        self.upper = self.columns.towns
        self.groups = self.columns.groups

    def column(self, name: str) -> npt.NDArray[Any]:
        """Return a numeric section as an array, without copying it."""
        return np.asarray(self.container.section(name))

    @cached_property
    def names(self) -> dict[int, frozenset[str]]:
        """The folded names of each row above towns that people call it by."""
        found: dict[int, set[str]] = {}
        for name, bearers in self.gazetteer.names():
            for row, kind in bearers:
                if row < self.upper and kind <= NameKind.FOREIGN:
                    found.setdefault(row, set()).add(name)
        return {row: frozenset(names) for row, names in found.items()}

    def outlines(self, row: int) -> Iterator[tuple[BBox | None, BaseGeometry | None]]:
        """Yield simplified box and polygon of a row: in neutral view, then as its country has it.

        In neutral view they lack what is in dispute, where the dump's point may lie.
        """
        yield self.columns.bbox(row), self.gazetteer.row_shape(row, "region")
        code = self.columns.country(row)
        if code is not None:
            view = self.gazetteer.viewed(code)
            yield view.place(row).bbox, view.row_shape(row, "region")

    def wanted(self, *, other_names: bool) -> Wanted:
        """Return what to look for in the dump; see `Wanted`."""
        ids = self.column("geonames_id")[: self.upper]
        without = (row for row in np.flatnonzero(ids == 0).tolist() if row in self.names)
        names = {(self.columns.feature(row), name) for row in without for name in self.names[row]}
        return Wanted(frozenset(ids[ids > 0].tolist()), frozenset(names), other_names)

    def name_blocks(self) -> Iterator[tuple[bytes, ...]]:
        """Yield every name with its kind, packed for the index.

        Rows above towns keep their numbers; a town is told by its GeoNames id.
        """
        ids = self.column("geonames_id").tolist()
        kept: list[int] = []
        hows: list[int] = []
        keys: list[bytes] = []
        for name, bearers in self.gazetteer.names():
            key = name.encode()
            for row, kind in bearers:
                is_upper = row < self.upper
                kept.append(row if is_upper else ids[row])
                hows.append(kind | KNOWN | (FROM_ROW if is_upper else 0))
                keys.append(key)
            if len(keys) >= _BLOCK:
                yield packed(kept, hows, keys)
                kept, hows, keys = [], [], []
        yield packed(kept, hows, keys)
