"""The polygons of the compiled file: of a row, of what a window shows, of what is in dispute."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geonews.gazetteer.columns import Columns
from geonews.gazetteer.container import Container
from geonews.gazetteer.positions import meet
from geonews.gazetteer.values import Detail, Outline
from geonews.model import BBox

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Shapes"]


class Shapes:
    """Polygons by row and by window, decoded when they are asked for."""

    def __init__(self, container: Container, columns: Columns, tables: Mapping[str, Any]) -> None:
        self._container = container
        self._columns = columns
        self._tables = tables

    def shape(self, row: int, detail: Detail) -> BaseGeometry | None:
        """Return the polygon of a row, lon/lat degrees (EPSG:4326), or None."""
        from geonews.gazetteer.geometry import QUANTUM, decode

        at = self._container.section(f"{detail}_at")
        start, end = at[row], at[row + 1]
        if start == end:
            return self._union(row, detail)
        return decode(self._container.section(detail)[start:end], QUANTUM[detail])

    def _union(self, row: int, detail: Detail) -> BaseGeometry | None:
        """Join the shapes of a row's parts; stored once, with the parts."""
        parts = self._members.get(row)
        if not parts:
            return None
        from shapely import union_all

        shapes = [self.shape(part, detail) for part in parts]
        return union_all([shape for shape in shapes if shape is not None])

    @cached_property
    def _members(self) -> dict[int, list[int]]:
        members = json.loads(bytes(self._container.section("members")))
        return {int(row): parts for row, parts in members.items()}

    def countries(self, bbox: BBox, detail: Detail) -> tuple[Outline, ...]:
        """Return the countries whose bounding box meets another, without disputed areas."""
        return tuple(self._outlines("countries", bbox, detail))

    def disputed(self, bbox: BBox, detail: Detail) -> tuple[Outline, ...]:
        """Return the disputed areas that meet a box, each with who claims and who holds it."""
        return tuple(self._outlines("disputed", bbox, detail))

    def regions(self, country: str, detail: Detail) -> tuple[Outline, ...]:
        """Return the first-level regions of a country (ISO 3166-1 alpha-2)."""
        columns = self._columns
        return tuple(
            Outline(columns.label(row), country, geometry)
            for row in columns.in_country("regions", country)
            if columns.feature(row) == "ADM1" and (geometry := self.shape(row, detail)) is not None
        )

    def _outlines(self, group: str, bbox: BBox, detail: Detail) -> Iterator[Outline]:
        columns = self._columns
        for row in range(*columns.groups[group]):
            own = columns.bbox(row)
            if own is None or not meet(own, bbox):
                continue
            geometry = self.shape(row, detail)
            if geometry is not None:
                note = self._tables["notes"].get(str(row), "")
                yield Outline(columns.label(row), columns.country(row), geometry, note)

    def disputed_lines(self, bbox: BBox) -> tuple[BaseGeometry, ...]:
        """Return the disputed borders that meet a box, as lines in degrees (EPSG:4326)."""
        from shapely import LineString

        lines = (LineString(points) for points in self._tables["disputed_lines"])
        return tuple(line for line in lines if meet(line.bounds, bbox))
