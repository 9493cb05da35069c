"""The land, borders and shapes of a map, cut and simplified to what it can show.

The world is drawn coarsely; around the story and around each far-off place a window is cut out
and drawn in detail. All shapes of a window come from one coverage, simplified as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import shapely
from shapely import STRtree

from geonews.draw.disputes import disputes
from geonews.draw.lonlat import GLOBE, Plane
from geonews.draw.patches import COARSE_DEGREES, COARSE_ISLAND, Patch
from geonews.draw.topology import Builder, Seams, Topology

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geonews.gazetteer import Gazetteer

__all__ = ["EMPTY", "Basemap", "Cell", "build_basemap"]

# Wider than this, in degrees, first-level regions are smaller than their labels.
_REGIONS_BELOW = 14.0
# A story's area is made of cells if those hold its size to within this share.
_SAME_AREA = 0.07
# So many points of the main window are a third of what a page weighs beside Leaflet.
_MOST_POINTS = 3900
# How many points more or less a tolerance leaves: fitted on the gallery, between 1/800 and 1/320.
_FEWER = 0.75
# Islands narrower than this many times the tolerance, about two pixels, are left out.
_SPECK = 1.5


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a window or of the coarse world: a region, a country, a disputed area.

    ``patch`` is the index of the window, -1 for the coarse world; ``number`` the shape's number in
    the topology.
    """

    name: str
    country: str
    kind: Literal["country", "region", "disputed", "free"]
    patch: int
    number: int
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Basemap:
    """What is drawn under and for the story.

    Attributes
    ----------
    topology : Topology
        All lines, on the plane.
    cells : tuple of Cell
        What the map is made of; ``land`` are those that are land of the basemap.
    areas : tuple of tuple of Cell
        The cells of each of the story's shapes, in the order they were given.
    dashes : tuple of geometry
        Disputed borders, degrees on the plane.
    notes : tuple of str
        What must be said of the disputed areas in sight.
    far_notes : tuple of str
        What must be said of those a reader finds beyond the frame.
    countries : dict of str to str
        Names of all countries by code (ISO 3166-1 alpha-2).
    """

    topology: Topology
    cells: tuple[Cell, ...]
    areas: tuple[tuple[Cell, ...], ...]
    dashes: tuple[BaseGeometry, ...]
    notes: tuple[str, ...]
    far_notes: tuple[str, ...]
    countries: dict[str, str]

    @property
    def land(self) -> tuple[Cell, ...]:
        """The cells of the basemap itself."""
        return tuple(cell for cell in self.cells if cell.kind != "free")

    def lines(self, kind: Literal["border", "region"]) -> list[int]:
        """Return the arcs between two countries, or between two regions of one country."""
        by_number = {cell.number: cell for cell in self.cells}
        found = []
        for arc, users in enumerate(self.topology.users):
            cells = [by_number[user] for user in users if by_number[user].kind != "free"]
            if len(cells) > 1 and arc not in self.topology.seams:
                within = len({cell.country for cell in cells}) == 1
                disputed = any(cell.kind == "disputed" for cell in cells)
                if not disputed and (kind == "region") == within:
                    found.append(arc)
        return found


EMPTY = Basemap(Topology((), 0, frozenset(), (), ()), (), (), (), (), (), {})


class _Collector:
    """Cells as they are found, with the topology that grows with them."""

    def __init__(self, seams: Seams) -> None:
        self.builder = Builder(seams)
        self.cells: list[Cell] = []

    def add(
        self,
        name: str,
        country: str,
        kind: Literal["country", "region", "disputed", "free"],
        patch: int,
        shape: BaseGeometry,
    ) -> Cell:
        number = self.builder.add(shape, coarse=patch < 0)
        cell = Cell(name, country, kind, patch, number, shape)
        self.cells.append(cell)
        return cell


def build_basemap(
    gazetteer: Gazetteer, plane: Plane, patches: Sequence[Patch], areas: Sequence[BaseGeometry]
) -> Basemap:
    """Build the basemap.

    Parameters
    ----------
    gazetteer : Gazetteer
    plane : Plane
        The longitudes to lay everything out on.
    patches : sequence of Patch
        Windows drawn in detail, the main one first, apart from each other.
    areas : sequence of geometry
        The story's shapes, whole, on the plane.
    """
    boxes = [plane.bounds, *(patch.box for patch in patches)]
    found = _Collector(Seams(boxes, patches[0].scale))
    holes = shapely.union_all([patch.region for patch in patches])
    countries = _coarse(gazetteer, plane, holes, found)
    drawn: list[list[Cell]] = [[] for _ in areas]
    _match(areas, -1, holes, COARSE_DEGREES, found, drawn)
    for index, patch in enumerate(patches):
        tolerance = _detail(gazetteer, plane, patch, index, found)
        _match(areas, index, patch.region, tolerance, found, drawn)
    dashes, notes, far_notes = disputes(gazetteer, plane, patches)
    return Basemap(
        topology=found.builder.build(),
        cells=tuple(found.cells),
        areas=tuple(map(tuple, drawn)),
        dashes=dashes,
        notes=notes,
        far_notes=far_notes,
        countries=countries,
    )


def _coarse(
    gazetteer: Gazetteer, plane: Plane, holes: BaseGeometry, found: _Collector
) -> dict[str, str]:
    outlines = gazetteer.countries(GLOBE, "world")
    disputed = gazetteer.disputed(GLOBE, "world")
    whole = [
        shapely.MultiPolygon(
            [p for p in shapely.get_parts(outline.geometry) if p.area >= COARSE_ISLAND]
        )
        for outline in (*outlines, *disputed)
    ]
    simple = shapely.coverage_simplify(whole, COARSE_DEGREES)
    for i, outline in enumerate((*outlines, *disputed)):
        if simple[i].is_empty:
            continue
        piece = plane.unroll(_valid(simple[i]))
        if piece.intersects(holes):
            piece = shapely.difference(_valid(piece), holes)
        piece = _polygons(piece)
        if not piece.is_empty:
            kind: Literal["country", "disputed"] = "country" if i < len(outlines) else "disputed"
            found.add(outline.name, outline.name, kind, -1, piece)
    named = (*outlines, *disputed)
    return {outline.country: outline.name for outline in named if outline.country}


def _detail(
    gazetteer: Gazetteer, plane: Plane, patch: Patch, index: int, found: _Collector
) -> float:
    """Add the cells of a window; return by how much they are simplified, degrees."""
    query, around = plane.query(patch.box), patch.around
    frame = shapely.box(*patch.frame)
    rows: list[tuple[str, str, Literal["country", "region", "disputed"], BaseGeometry]] = []
    for outline in gazetteer.countries(query, patch.detail):
        whole = _polygons(plane.cut(outline.geometry, around))
        if whole.is_empty:
            continue
        if (
            index == 0
            and patch.span <= _REGIONS_BELOW
            and outline.country
            and whole.intersects(frame)
        ):
            regions = [
                (region.name, _polygons(plane.cut(region.geometry, around)))
                for region in gazetteer.regions(outline.country, patch.detail)
            ]
            # A country whose regions leave gaps is drawn whole.
            if abs(sum(piece.area for _, piece in regions) / whole.area - 1) < _SAME_AREA:
                rows += [
                    (name, outline.name, "region", piece)
                    for name, piece in regions
                    if not piece.is_empty
                ]
                continue
        rows.append((outline.name, outline.name, "country", whole))
    for outline in gazetteer.disputed(query, patch.detail):
        piece = _polygons(plane.cut(outline.geometry, around))
        if not piece.is_empty:
            rows.append((outline.name, outline.name, "disputed", piece))
    if not rows:
        return patch.tolerance
    simple, tolerance = _simplified([row[3] for row in rows], patch, is_main=index == 0)
    for (name, country, kind, _), shape in zip(rows, simple, strict=True):
        seen = _without_specks(shape, _SPECK * tolerance)
        piece = _polygons(shapely.intersection(_valid(seen), patch.region))
        if not piece.is_empty:
            found.add(name, country, kind, index, piece)
    return tolerance


def _simplified(
    whole: list[BaseGeometry], patch: Patch, *, is_main: bool
) -> tuple[list[BaseGeometry], float]:
    """Simplify a coverage: as finely as its points allow in the main window, coarsely elsewhere."""
    if not is_main:
        return list(shapely.coverage_simplify(whole, patch.far_tolerance)), patch.far_tolerance
    tolerance = patch.fine_tolerance
    simple = list(shapely.coverage_simplify(whole, tolerance))
    # Every inner line is counted on both its sides.
    points = sum(map(shapely.get_num_coordinates, simple)) / 2
    if points > _MOST_POINTS:
        tolerance = min(patch.tolerance, tolerance * (points / _MOST_POINTS) ** (1 / _FEWER))
        simple = list(shapely.coverage_simplify(simple, tolerance))
    return simple, tolerance


def _match(
    areas: Sequence[BaseGeometry],
    index: int,
    window: BaseGeometry,
    tolerance: float,
    found: _Collector,
    drawn: list[list[Cell]],
) -> None:
    """Rebuild each area from the cells that lie in it; fall back on the area itself."""
    cells = [cell for cell in found.cells if cell.patch == index and cell.kind != "free"]
    tree = STRtree([cell.shape.representative_point() for cell in cells])
    for area, members in zip(areas, drawn, strict=True):
        inside = [cells[i] for i in sorted(tree.query(area, predicate="contains"))]
        if index < 0:
            if not inside and shapely.box(*area.bounds).within(window):
                continue
            own = shapely.difference(area, window)
        else:
            if not inside and not area.intersects(window):
                continue
            own = shapely.intersection(area, window)
        if own.area <= 0:
            continue
        if abs(sum(cell.shape.area for cell in inside) / own.area - 1) < _SAME_AREA:
            members += inside
            continue
        # A lake, a county or a user's polygon is no union of cells: it is drawn as it is.
        piece = _polygons(_valid(own.simplify(tolerance)))
        if not piece.is_empty:
            members.append(found.add("", "", "free", index, piece))


def _without_specks(shape: BaseGeometry, side: float) -> BaseGeometry:
    parts = shapely.get_parts(shape)
    kept = [part for part in parts if part.area >= side * side]
    return shapely.MultiPolygon(kept or [max(parts, key=lambda part: part.area)])


def _valid(shape: BaseGeometry) -> BaseGeometry:
    return shape if shape.is_valid else shapely.make_valid(shape)


def _polygons(geometry: BaseGeometry) -> BaseGeometry:
    # Twice: a clipped or repaired shape may be a collection of multi-geometries.
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])
