"""What is drawn under the names: land, borders, the story's areas, and the marks of its towns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geonews.draw.figure.anchors import Ground
from geonews.draw.figure.outlines import Outlines, path_of
from geonews.draw.figure.raster import Grid
from geonews.draw.figure.view import View
from geonews.draw.scene import Kind, Scene

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.int64]

__all__ = ["Drawing", "Layer", "Mark", "draw_ground", "home_of"]

_AREAS: tuple[Kind, ...] = (
    "associative", "holder", "literal", "focus", "uncertain", "zone",
)  # fmt: skip
_DOTS: tuple[Kind, ...] = ("associative", "uncertain", "dateline", "literal", "focus")
# An area smaller than this many units is ringed, or nobody would find it.
_TINY = 9
# So many dots of full size would be one blot.
_MANY_DOTS = 120


@dataclass(frozen=True, slots=True)
class Layer:
    """A path and how it looks: a key of ``style.FIGURE_SHAPES``."""

    css: str
    d: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a point: ``kind`` is a key of ``style.FIGURE_DOTS`` or ``tiny``."""

    kind: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """All of a figure but its names.

    Attributes
    ----------
    layers : tuple of Layer
        From the ground up.
    marks : tuple of Mark
        In the order they are drawn.
    ground : Ground
        What names stand on.
    """

    layers: tuple[Layer, ...]
    marks: tuple[Mark, ...]
    ground: Ground


def draw_ground(scene: Scene, view: View) -> Drawing:
    """Return the ground of a scene on a view."""
    base, topology = scene.basemap, scene.basemap.topology
    outlines = Outlines(topology, view)
    home = home_of(scene)
    land = [cell.number for cell in base.land]
    at_home = [cell.number for cell in base.land if cell.country in home] if home else land
    abroad = set(land) - set(at_home)
    rings = {
        "land": outlines.rings(number for number in land if number in abroad),
        "home": outlines.rings(at_home),
    }
    lines = {
        "regions": outlines.lines(base.lines("region")),
        "borders": outlines.lines(base.lines("border")),
    }
    layers = [_filled(css, found) for css, found in rings.items()]
    layers += [Layer(css, path_of(found, closed=False)) for css, found in lines.items()]
    story: dict[int, list[Points]] = {}
    tiny = []
    for kind in _AREAS:
        filled: list[Points] = []
        edges: list[int] = []
        for place in sorted(scene.located, key=lambda p: -p.span):
            number = place.entry.number
            if scene.kinds[number] != kind or place.form not in ("area", "zone"):
                continue
            cells = [cell.number for cell in scene.areas.get(number, ())]
            if place.form == "zone" and place.shape is not None:
                found = outlines.shape(place.shape)
            else:
                found = outlines.rings(cells)
                if kind in ("associative", "holder"):
                    edges += _edges(scene, cells)
            if found:
                story[number] = found
                filled += found
                if kind in ("focus", "literal", "zone") and _size(found) < _TINY:
                    tiny.append(Mark("tiny", *_middle(found)))
        layers += _area(kind, filled, outlines.lines(dict.fromkeys(edges)))
    layers += _disputed(scene, outlines)
    grid = Grid(view.width, view.height)
    masks = {number: grid.filled(found) for number, found in story.items()}
    focus = np.zeros(grid.shape, dtype=np.bool_)
    for number, mask in masks.items():
        if scene.kinds[number] == "focus":
            focus |= mask
    every = [*rings["land"], *rings["home"], *lines["regions"], *lines["borders"]]
    for found in story.values():
        every += found
    marks = (*_marks(scene, view), *tiny)
    ground = Ground(
        view=view,
        grid=grid,
        outlines=outlines,
        story=story,
        masks=masks,
        land=grid.filled(rings["land"]) | grid.filled(rings["home"]),
        focus=focus,
        lines=grid.sums(grid.density(every)),
        dots=np.array([(mark.x, mark.y) for mark in marks], dtype=np.float64).reshape(-1, 2),
    )
    return Drawing(tuple(layer for layer in layers if layer.d), marks, ground)


def home_of(scene: Scene) -> set[str]:
    """Return the names of the countries where it happens."""
    names = set()
    for place in scene.located:
        number = place.entry.number
        if number in scene.frame.focus or scene.kinds[number] == "holder":
            names.add(scene.basemap.countries.get(place.place.country or "", place.place.name))
    return names & {cell.country for cell in scene.basemap.land}


def _filled(css: str, rings: list[Points]) -> Layer:
    return Layer(css, path_of(rings, closed=True))


def _area(kind: Kind, filled: list[Points], edges: list[Points]) -> Iterator[Layer]:
    if kind == "associative":
        yield _filled("associative", filled)
        yield Layer("associative-edge", path_of(edges, closed=False))
    elif kind == "holder":
        yield Layer("holder", path_of(edges, closed=False))
    else:
        yield _filled(kind, filled)


def _edges(scene: Scene, cells: list[int]) -> Iterator[int]:
    """Yield the borders around cells, all that is around those that have only a coast.

    The edges of windows are no borders, and a line or dots along a coast are noise.
    """
    topology = scene.basemap.topology
    arcs = [
        max(arc, ~arc)
        for ring in topology.outline(cells)
        for arc in ring
        if max(arc, ~arc) not in topology.seams
    ]
    inland = [arc for arc in arcs if len(set(topology.users[arc])) > 1]
    yield from inland or arcs


def _disputed(scene: Scene, outlines: Outlines) -> Iterator[Layer]:
    cells = [cell.number for cell in scene.basemap.land if cell.kind == "disputed"]
    rings = [ring for number in cells for ring in outlines.rings([number])]
    yield Layer("disputed", path_of(rings, closed=True))
    edges = outlines.lines(dict.fromkeys(_edges(scene, cells)))
    yield Layer("disputed-edge", path_of(edges, closed=False))
    dashes = outlines.strokes(scene.basemap.dashes)
    yield Layer("disputed-edge", path_of(dashes, closed=False))


def _size(rings: list[Points]) -> int:
    return int(np.ptp(np.concatenate(rings), axis=0).max())


def _middle(rings: list[Points]) -> tuple[int, int]:
    points = np.concatenate(rings)
    x, y = ((points.min(axis=0) + points.max(axis=0)) / 2).round().astype(int).tolist()
    return x, y


def _marks(scene: Scene, view: View) -> Iterator[Mark]:
    points = [p for p in scene.located if p.form == "point"]
    if not points:
        return
    # A scene keeps points within what Mercator can show; here there are poles.
    xy = view.xy(np.array([(p.lon, p.place.lat) for p in points], dtype=np.float64))
    inside = (
        (xy[:, 0] >= 0)
        & (xy[:, 0] <= view.width)
        & (xy[:, 1] >= -view.bleed)
        & (xy[:, 1] <= view.height + view.bleed)
    ).tolist()
    whole = np.rint(xy).astype(int).tolist()
    many = sum(inside) > _MANY_DOTS
    for kind in _DOTS:
        for place, (x, y), is_seen in zip(points, whole, inside, strict=True):
            if is_seen and scene.kinds[place.entry.number] == kind:
                yield Mark("many" if many and kind in ("literal", "focus") else kind, x, y)
