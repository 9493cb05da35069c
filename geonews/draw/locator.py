"""A still map of the frame as inline SVG, for readers without scripts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import shapely

from geonews.draw.escape import Html, el
from geonews.draw.labels import middle
from geonews.draw.scene import Kind, Scene
from geonews.draw.zones import anchors
from geonews.model import BBox

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["locator"]

_WIDTH = 640
_LEAST_HEIGHT, _MOST_HEIGHT = 320.0, 640.0
_MOST_NAMES = 12
_ORDER: tuple[Kind, ...] = ("associative", "holder", "literal", "focus", "uncertain", "zone")


def locator(scene: Scene) -> Html:
    """Return the frame as an SVG in Mercator, the projection of the map it stands in for."""
    view = _View(scene.frame.bounds)
    base, topology = scene.basemap, scene.basemap.topology
    near = [cell for cell in base.land if cell.patch == 0]
    known = {cell.number for cell in near}

    def outline(numbers: Iterable[int]) -> list[list[tuple[float, float]]]:
        return [topology.points(ring) for ring in topology.outline(numbers)]

    def inner(kind: str) -> list[list[tuple[float, float]]]:
        arcs = base.lines("border" if kind == "borders" else "region")
        return [topology.points([arc]) for arc in arcs if set(topology.users[arc]) & known]

    parts = [
        view.path(outline(cell.number for cell in near), "gn-land"),
        view.path(inner("regions"), "gn-regions", closed=False),
        view.path(inner("borders"), "gn-borders", closed=False),
    ]
    names: list[Html] = []
    for kind in _ORDER:
        for place in scene.located:
            number = place.entry.number
            if scene.kinds[number] != kind:
                continue
            cells = [cell for cell in scene.areas.get(number, ()) if cell.patch == 0]
            lon, lat = place.lon, place.lat
            if cells:
                rings = outline(cell.number for cell in cells)
                parts.append(view.path(rings, f"gn-{kind} gn-{kind}-edge"))
                lon, lat = middle(max(cells, key=lambda cell: cell.shape.area).shape)
            if place.form == "zone" and place.shape is not None:
                doubt = " gn-zone-doubt" if kind == "uncertain" else ""
                parts.append(view.path(_rings(place.shape), f"gn-zone{doubt}"))
                if place.entry.zone is not None:
                    lon, lat = anchors(place.place, place.entry.zone, scene.plane)[0]
            x, y = view.xy(lon, lat)
            if place.form == "point" and view.shows(x, y):
                dot = {"cx": f"{x:.0f}", "cy": f"{y:.0f}", "r": "5", "class": "gn-dot-literal"}
                parts.append(el("circle", dot))
                y -= 11
            if kind in ("focus", "zone") and view.shows(x, y) and len(names) < _MOST_NAMES:
                names.append(el("text", {"x": f"{x:.0f}", "y": f"{y:.0f}"}, place.place.name))
    return el(
        "svg",
        {
            "class": "still",
            "viewBox": f"0 0 {_WIDTH} {view.height:.0f}",
            "role": "img",
            "aria-label": "Map of the places listed beside it",
        },
        *parts,
        *names,
    )


def _rings(shape: BaseGeometry) -> list[list[tuple[float, float]]]:
    polygons = shapely.get_parts(shape)
    rings = [ring for part in polygons for ring in (part.exterior, *part.interiors)]
    return [[(x, y) for x, y in ring.coords] for ring in rings]


class _View:
    """Longitude and latitude to pixels, in Mercator."""

    def __init__(self, bounds: BBox) -> None:
        west, south, east, north = bounds
        top, bottom = _mercator(north), _mercator(south)
        scale = _WIDTH / (east - west)
        wanted = (top - bottom) * scale
        self.height = min(max(wanted, _LEAST_HEIGHT), _MOST_HEIGHT)
        self._scale = scale * min(1.0, self.height / wanted)
        self._west = (west + east) / 2 - _WIDTH / self._scale / 2
        self._top = (top + bottom) / 2 + self.height / self._scale / 2

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self._west) * self._scale, (self._top - _mercator(lat)) * self._scale

    def shows(self, x: float, y: float) -> bool:
        return 0 < x < _WIDTH and 0 < y < self.height

    def path(
        self, lines: Iterable[Sequence[tuple[float, float]]], css: str, closed: bool = True
    ) -> Html:
        """Return lines as a path on whole pixels; what lies beyond the view is left out."""
        drawn = []
        for line in lines:
            steps: list[tuple[int, int]] = []
            for lon, lat in line:
                x, y = self.xy(lon, lat)
                # Points out of sight are pulled to its edge, so that rings stay rings.
                x, y = min(max(x, -9), _WIDTH + 9), min(max(y, -9), self.height + 9)
                step = (round(x), round(y))
                if len(steps) > 1 and _straight(steps[-2], steps[-1], step):
                    steps[-1] = step
                elif not steps or step != steps[-1]:
                    steps.append(step)
            if len(steps) > 1 and any(self.shows(x, y) for x, y in steps):
                text = "L".join(f"{x} {y}" for x, y in steps)
                drawn.append(f"M{text}{'z' if closed else ''}")
            elif closed and len(steps) > 3:  # a ring around all that is in sight
                drawn.append(f"M{'L'.join(f'{x} {y}' for x, y in steps)}z")
        return el("path", {"class": css, "d": "".join(drawn)}) if drawn else Html("")


def _straight(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    """Tell whether the middle point of three is less than about a pixel off the line."""
    across = (c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])
    return abs(across) <= 1.2 * max(abs(c[0] - a[0]), abs(c[1] - a[1]), 1)


def _mercator(lat: float) -> float:
    """Return the Mercator ordinate of a latitude in degrees of longitude at the equator."""
    lat = max(-85.0, min(85.0, lat))
    return math.degrees(math.log(math.tan(math.radians(45 + lat / 2))))
