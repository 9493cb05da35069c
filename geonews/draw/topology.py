"""Shapes that share their lines: every line once, on a grid of whole numbers.

A border belongs to two countries, to a line between them and to whatever the story says of them.
Stored once and referred to, as TopoJSON does, a basemap is a quarter of its GeoJSON, and a filled
region and the border beside it cannot part. The algorithm is TopoJSON's: lines are cut where the
neighbours of a point differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

__all__ = ["COARSE_STEPS", "SCALE", "Builder", "Seams", "Topology", "encode_lines"]

SCALE = 500
"""Steps to a degree: 0.002 degrees, 220 m or less, is a pixel at zoom 9."""
COARSE_STEPS = 10
"""Steps to a degree of the coarse world, whatever the scale of the rest."""

Point = tuple[int, int]
Ring = list[Point]
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True, slots=True)
class Topology:
    """Lines and the rings made of them.

    Attributes
    ----------
    arcs : tuple of tuple of (int, int)
        Lines as grid points; the first ``coarse`` of them lie on the coarse grid.
    seams : frozenset of int
        Arcs along the edge of a window: never drawn.
    rings : tuple of tuple of tuple of int
        Per shape, per ring, its arcs in order; ``~i`` is arc i backwards. Exterior rings run
        counter-clockwise, holes clockwise.
    users : tuple of tuple of int
        Per arc, the shapes it bounds.
    scale : int
        Steps of the grid to a degree; a multiple of `COARSE_STEPS`.
    """

    arcs: tuple[tuple[Point, ...], ...]
    coarse: int
    seams: frozenset[int]
    rings: tuple[tuple[tuple[int, ...], ...], ...]
    users: tuple[tuple[int, ...], ...]
    scale: int = SCALE

    def outline(self, shapes: Iterable[int]) -> list[list[int]]:
        """Return the rings around a set of shapes, their inner lines dissolved."""
        used: dict[int, None] = {}
        for shape in shapes:
            for ring in self.rings[shape]:
                for arc in ring:
                    if ~arc in used:
                        del used[~arc]
                    else:
                        used[arc] = None
        return self._chained(used)

    def _chained(self, used: dict[int, None]) -> list[list[int]]:
        by_start: dict[Point, list[int]] = {}
        for arc in used:
            by_start.setdefault(self._ends(arc)[0], []).append(arc)
        rings = []
        while used:
            arc = next(iter(used))
            ring: list[int] = []
            while arc in used:
                del used[arc]
                ring.append(arc)
                following = by_start.get(self._ends(arc)[1], [])
                arc = next((a for a in following if a in used), arc)
            rings.append(ring)
        return rings

    def _ends(self, arc: int) -> tuple[Point, Point]:
        points = self.arcs[arc if arc >= 0 else ~arc]
        return (points[0], points[-1]) if arc >= 0 else (points[-1], points[0])

    def points(self, arcs: Sequence[int]) -> list[tuple[float, float]]:
        """Return a chain of arcs as (lon, lat) in degrees."""
        found: list[Point] = []
        for arc in arcs:
            points = self.arcs[arc if arc >= 0 else ~arc]
            found += (points if arc >= 0 else points[::-1])[1 if found else 0 :]
        return [(x / self.scale, y / self.scale) for x, y in found]

    def packed(self) -> dict[str, object]:
        """Return the arcs as text for the page."""
        step = self.scale // COARSE_STEPS
        return {
            "scale": self.scale,
            "step": step,
            "coarse": encode_lines(
                [[(x // step, y // step) for x, y in arc] for arc in self.arcs[: self.coarse]]
            ),
            "fine": encode_lines(self.arcs[self.coarse :]),
        }


class Seams:
    """The edges of windows and of the plane, as lines of a grid of ``scale`` steps to a degree."""

    def __init__(
        self, boxes: Iterable[tuple[float, float, float, float]], scale: int = SCALE
    ) -> None:
        self.scale = scale
        self._xs: set[int] = set()
        self._ys: set[int] = set()
        for west, south, east, north in boxes:
            self._xs |= {round(west * scale), round(east * scale)}
            self._ys |= {round(south * scale), round(north * scale)}

    def holds(self, a: Point, b: Point) -> bool:
        """Tell whether a step of a ring runs along a seam.

        A border may follow a grid line by chance for one step; no reader will miss it.
        """
        return (a[0] == b[0] and a[0] in self._xs) or (a[1] == b[1] and a[1] in self._ys)


class Builder:
    """Collects shapes, coarse ones first, and cuts their rings into shared arcs."""

    def __init__(self, seams: Seams) -> None:
        self._seams = seams
        self._shapes: list[list[Ring]] = []
        self._coarse: list[bool] = []

    def add(self, shape: BaseGeometry, coarse: bool = False) -> int:
        """Add a polygon in degrees and return its number."""
        rings = []
        scale = self._seams.scale
        step = scale // COARSE_STEPS if coarse else 1
        for part in shapely.get_parts(shapely.get_parts(shape)):
            if part.geom_type == "Polygon":
                turned = shapely.orient_polygons(part, exterior_cw=False)
                for line in (turned.exterior, *turned.interiors):
                    ring = _on_grid(shapely.get_coordinates(line), scale, step)
                    if len(ring) > 2:
                        rings.append(ring)
        self._shapes.append(rings)
        self._coarse.append(coarse)
        return len(self._shapes) - 1

    def build(self) -> Topology:
        """Return the topology of all shapes added."""
        cuts = self._cuts()
        arcs: list[tuple[Point, ...]] = []
        seams: set[int] = set()
        users: list[list[int]] = []
        known: dict[tuple[Point, ...], int] = {}
        found: list[tuple[tuple[int, ...], ...]] = []
        coarse = 0
        for number, rings in enumerate(self._shapes):
            if number and self._coarse[number - 1] and not self._coarse[number]:
                coarse = len(arcs)
                known.clear()  # coarse and fine lines are coded apart
            listed = []
            for ring in rings:
                chain = []
                for line in _pieces(ring, cuts):
                    at = known.get(line)
                    if at is None and (at := known.get(line[::-1])) is not None:
                        at = ~at
                    if at is None:
                        at = len(arcs)
                        arcs.append(line)
                        users.append([])
                        known[line] = at
                        if self._seams.holds(line[0], line[1]):
                            seams.add(at)
                    users[at if at >= 0 else ~at].append(number)
                    chain.append(at)
                listed.append(tuple(chain))
            found.append(tuple(listed))
        if self._coarse and self._coarse[-1]:
            coarse = len(arcs)
        return Topology(
            tuple(arcs),
            coarse,
            frozenset(seams),
            tuple(found),
            tuple(map(tuple, users)),
            self._seams.scale,
        )

    def _cuts(self) -> set[Point]:
        """Return the points where lines part, and those where a ring meets or leaves a seam."""
        neighbours: dict[Point, tuple[Point, Point]] = {}
        cuts: set[Point] = set()
        for rings in self._shapes:
            for ring in rings:
                before, along_before = ring[-1], self._seams.holds(ring[-2], ring[-1])
                here = ring[-1]
                before = ring[-2]
                for after in ring:
                    pair = (before, after) if before < after else (after, before)
                    if neighbours.setdefault(here, pair) != pair:
                        cuts.add(here)
                    along = self._seams.holds(here, after)
                    if along != along_before:
                        cuts.add(here)
                    before, here, along_before = here, after, along
        return cuts


def _on_grid(points: NDArray[np.float64], scale: int, step: int) -> Ring:
    steps = np.rint(points * (scale / step)).astype(np.int64) * step
    ring: Ring = []
    for point in map(tuple, steps.tolist()):
        if ring and point == ring[-1]:
            continue
        # A spike out and back along the same line encloses nothing.
        if len(ring) > 1 and ring[-2] == point:
            ring.pop()
        else:
            ring.append(point)
    while len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    return ring


def _pieces(ring: Ring, cuts: set[Point]) -> Iterable[tuple[Point, ...]]:
    first = next((i for i, point in enumerate(ring) if point in cuts), None)
    if first is None:
        first = ring.index(min(ring))  # the same start whoever comes first
    turned = [*ring[first:], *ring[: first + 1]]
    start = 0
    for i in range(1, len(turned)):
        if turned[i] in cuts or i == len(turned) - 1:
            yield tuple(turned[start : i + 1])
            start = i


def encode_lines(lines: Iterable[Sequence[Point]]) -> str:
    """Return lines as text: differences of whole numbers, five bits a letter, commas between.

    The coding is that of Google's encoded polylines with letters that need no escaping anywhere.
    Each line begins relative to the end of the one before.

    Examples
    --------
    >>> encode_lines([[(3, -1), (4, -1)], [(4, -1), (4, 1)]])
    'GBCA,AAAE'
    """
    letters: list[str] = []
    x = y = 0
    for i, line in enumerate(lines):
        if i:
            letters.append(",")
        for next_x, next_y in line:
            for step in (next_x - x, next_y - y):
                value = -2 * step - 1 if step < 0 else 2 * step
                while value > 31:
                    letters.append(_LETTERS[32 + value % 32])
                    value //= 32
                letters.append(_LETTERS[value])
            x, y = next_x, next_y
    return "".join(letters)
