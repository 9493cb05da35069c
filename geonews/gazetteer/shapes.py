"""The polygons of the compiled file: of a row, of what a window shows, of what is in dispute."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geonews.gazetteer.areas import bbox_of
from geonews.gazetteer.columns import Columns
from geonews.gazetteer.container import Container
from geonews.gazetteer.positions import meet
from geonews.gazetteer.values import Convention, Detail, Dispute, Outline
from geonews.gazetteer.views import NEUTRAL, disputes_seen, view_in_words
from geonews.model import BBox

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Shapes"]

# Disputed islets below this size do not count where a country's area is asked for.
_SPECK_KM2 = 100.0


class Shapes:
    """Polygons by row and by window, decoded when they are asked for.

    The file keeps the shape of a country without any disputed area, and that of a region without
    what a disputed border cuts off; whose these are, the worldview says.

    Parameters
    ----------
    container : Container
    columns : Columns
    tables : mapping
    view : str
        A worldview, as `geonews.gazetteer.views.worldview` returns it.
    """

    def __init__(
        self, container: Container, columns: Columns, tables: Mapping[str, Any], view: str
    ) -> None:
        self.view = view
        self._container = container
        self._columns = columns
        self._tables = tables
        self._kept: dict[int, BaseGeometry | None] = {}
        self._boxes: tuple[BBox | None, ...] | None = None

    @cached_property
    def disputes(self) -> tuple[Dispute, ...]:
        """Every disputed area, with its owner in this worldview."""
        listed = self._listed
        names = [self._columns.label(facts["row"]) for facts in listed]
        return disputes_seen(listed, names, self.view)

    @property
    def _listed(self) -> Sequence[Mapping[str, Any]]:
        return self._tables.get("disputes", ())  # type: ignore[no-any-return]

    @cached_property
    def _whole(self) -> dict[int, int]:
        """The dispute of each region that is disputed as a whole."""
        return {row: n for n, facts in enumerate(self._listed) for row in facts["whole"]}

    @cached_property
    def _cut(self) -> dict[int, list[tuple[int, int]]]:
        """The pieces cut off each region, as row and dispute."""
        cut: dict[int, list[tuple[int, int]]] = {}
        for number, facts in enumerate(self._listed):
            for piece, region in facts["cut"]:
                cut.setdefault(region, []).append((piece, number))
        return cut

    @cached_property
    def _members(self) -> dict[int, list[int]]:
        members = json.loads(bytes(self._container.section("members")))
        return {int(row): parts for row, parts in members.items()}

    # One row ---------------------------------------------------------------------------------

    def shape(self, row: int, detail: Detail) -> BaseGeometry | None:
        """Return the polygon of a row, lon/lat degrees (EPSG:4326), or None."""
        return self._joined((row, *self._added(row)), detail)

    def _stored(self, row: int, detail: Detail) -> BaseGeometry | None:
        from geonews.gazetteer.geometry import QUANTUM, decode

        at = self._container.section(f"{detail}_at")
        start, end = at[row], at[row + 1]
        if start == end:
            # Joined of its parts, which are stored once.
            return self._joined(self._members.get(row, ()), detail)
        return decode(self._container.section(detail)[start:end], QUANTUM[detail])

    def _joined(self, rows: Iterable[int], detail: Detail) -> BaseGeometry | None:
        found = [shape for row in rows if (shape := self._stored(row, detail)) is not None]
        if len(found) < 2:
            return found[0] if found else None
        from shapely import union_all

        return union_all(found)

    def _added(self, row: int) -> list[int]:
        """Return the rows of disputed areas that belong to a country or region."""
        disputes = self.disputes
        code = self._columns.country(row)
        if self._is_country(row):
            return [
                facts["row"]
                for facts, dispute in zip(self._listed, disputes, strict=True)
                if code is not None and code in (dispute.owner, dispute.code)
            ]
        return [piece for piece, n in self._cut.get(row, ()) if disputes[n].owner == code]

    def _is_country(self, row: int) -> bool:
        first, last = self._columns.groups["countries"]
        return first <= row < last

    def bbox(self, row: int) -> BBox | None:
        """Return the box of a row's polygon in this worldview."""
        stored = self._columns.bbox(row)
        if self.view == NEUTRAL or not (self._is_country(row) or row in self._cut):
            return stored
        shape = self.shape(row, "region")
        return stored if shape is None else bbox_of(shape)

    def area_km2(self, row: int) -> float | None:
        """Return the geodesic area of the row's polygon in this worldview."""
        area = self._columns.area_km2(row)
        if area is None or self.view == NEUTRAL:
            return area
        added = sum(self._columns.area_km2(part) or 0.0 for part in self._added(row))
        return round(area - self._neutral_km2(row) + added, 1)

    def _neutral_km2(self, row: int) -> float:
        """Return the disputed area that the stored area of a country counts in."""
        if not self._is_country(row):
            return 0.0
        code = self._columns.country(row)
        return sum(
            self._columns.area_km2(facts["row"]) or 0.0
            for facts in self._listed
            if code in (facts["code"], facts["neutral"])
        )

    def conventions(self, row: int) -> tuple[Convention, ...]:
        """Return the ways to draw a country or region that disputed areas leave, ours first."""
        code = self._columns.country(row)
        if code is None:
            return ()
        if self._is_country(row):
            parts = [(facts["row"], n) for n, facts in enumerate(self._listed)]
        else:
            parts = self._cut.get(row, [])
        disputes = self.disputes
        sizes = {part: self._columns.area_km2(part) or 0.0 for part, _ in parts}
        parts = [
            (part, n)
            for part, n in parts
            if disputes[n].code != code
            and sizes[part] > _SPECK_KM2
            and (code in disputes[n].claimed_by or code == disputes[n].owner)
        ]
        area = self.area_km2(row)
        if not parts or area is None:
            return ()
        seen = {n for _, n in parts if disputes[n].owner == code}
        bare = area - sum(sizes[part] for part, n in parts if n in seen)
        # What neutral view leaves with a country needs no word.
        plain = {n for _, n in parts if self._listed[n]["neutral"] == code}
        held = plain | {n for _, n in parts if disputes[n].held_by.partition(";")[0] == code}
        ways = (
            (view_in_words(self.view), seen),
            ("the borders it holds", held),
            ("the borders it claims", {n for _, n in parts}),
        )
        found: dict[frozenset[int], Convention] = {}
        for words, chosen in ways:
            inside = [disputes[n].name for _, n in parts if n in chosen - plain]
            outside = [disputes[n].name for _, n in parts if n not in chosen]
            told = [f"with {_listing(inside)}"] if inside else []
            told += [f"without {_listing(outside)}"] if outside else []
            if told:
                words += f" ({'; '.join(told)})"
            size = bare + sum(sizes[part] for part, n in parts if n in chosen)
            found.setdefault(frozenset(chosen), Convention(words, size))
        return tuple(found.values())

    def dispute_at(self, lat: float, lon: float) -> tuple[int, Dispute] | None:
        """Return the row and the disputed area that hold a point."""
        from shapely import Point

        box = (lon, lat, lon, lat)
        if self._boxes is None:
            self._boxes = tuple(self._columns.bbox(facts["row"]) for facts in self._listed)
        for facts, dispute, own in zip(self._listed, self.disputes, self._boxes, strict=True):
            if own is not None and meet(own, box):
                shape = self._dispute_shape(facts["row"])
                if shape is not None and shape.contains(Point(lon, lat)):
                    return facts["row"], dispute
        return None

    def _dispute_shape(self, row: int) -> BaseGeometry | None:
        if row not in self._kept:
            self._kept[row] = self._stored(row, "region")
        return self._kept[row]

    # What a window shows ---------------------------------------------------------------------

    def countries(self, bbox: BBox, detail: Detail) -> tuple[Outline, ...]:
        """Return the countries that meet a box, as the worldview draws them."""
        return tuple(self._countries(bbox, detail))

    def _countries(self, bbox: BBox, detail: Detail) -> Iterator[Outline]:
        disputes = self.disputes
        # Areas with a code of their own are countries only where the worldview says so.
        held_apart = {d.code for d in disputes if d.code and d.owner != d.code}
        for row in range(*self._columns.groups["countries"]):
            code = self._columns.country(row)
            added = self._added(row)
            if code in held_apart or not self._meets((row, *added), bbox):
                continue
            geometry = self._joined((row, *added), detail)
            if geometry is not None:
                yield Outline(self._columns.label(row), code, geometry)
        for facts, dispute in zip(self._listed, disputes, strict=True):
            if dispute.owner == dispute.name and self._meets((facts["row"],), bbox):
                geometry = self._stored(facts["row"], detail)
                if geometry is not None:
                    yield Outline(dispute.name, None, geometry)

    def disputed(self, bbox: BBox, detail: Detail) -> tuple[Outline, ...]:
        """Return the areas that meet a box and are nobody's, each with who claims and holds it."""
        return tuple(
            Outline(dispute.name, dispute.code, geometry, dispute.note)
            for facts, dispute in zip(self._listed, self.disputes, strict=True)
            if dispute.owner is None
            and self._meets((facts["row"],), bbox)
            and (geometry := self._stored(facts["row"], detail)) is not None
        )

    def _meets(self, rows: Iterable[int], bbox: BBox) -> bool:
        boxes = (self._columns.bbox(row) for row in rows)
        return any(own is not None and meet(own, bbox) for own in boxes)

    def regions(self, country: str, detail: Detail) -> tuple[Outline, ...]:
        """Return the first-level regions of a country, as the worldview draws it."""
        return tuple(
            Outline(self._columns.label(row), country, geometry)
            for row in self._regions_of(country)
            if (geometry := self.shape(row, detail)) is not None
        )

    def _regions_of(self, country: str) -> Iterator[int]:
        columns, disputes = self._columns, self.disputes
        for row in columns.in_country("regions", country):
            whole = self._whole.get(row)
            if columns.feature(row) == "ADM1" and (
                whole is None or disputes[whole].owner == country
            ):
                yield row
        for facts, dispute in zip(self._listed, disputes, strict=True):
            if dispute.owner == country:
                # What lies in its own regions is there already.
                sources = [*((row, row) for row in facts["whole"]), *facts["cut"]]
                yield from (row for row, source in sources if columns.country(source) != country)

    def disputed_lines(self, bbox: BBox) -> tuple[BaseGeometry, ...]:
        """Return the disputed borders that meet a box, as lines in degrees (EPSG:4326).

        They stand in neutral view only: any other knows its borders.
        """
        from shapely import LineString

        if self.view != NEUTRAL:
            return ()
        lines = (LineString(points) for points in self._tables["disputed_lines"])
        return tuple(line for line in lines if meet(line.bounds, bbox))


def _listing(names: Iterable[str]) -> str:
    *rest, last = dict.fromkeys(names) or [""]
    return f"{', '.join(rest)} and {last}" if rest else last
