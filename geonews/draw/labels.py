"""The names on a map, most important first, each with places where it may stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import shapely

from geonews.draw.located import Located
from geonews.draw.scene import Kind, Scene
from geonews.draw.zones import anchors as zone_anchors
from geonews.text import fold

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["SAYS_NOTHING", "labels", "middle", "short_name"]

# More names than fit any map are not sent: places beyond these are dots until they are chosen.
_MOST_NAMES = 3000
_LONG_NAME = 22
_RANKS: dict[Kind, int] = {
    "focus": 0,
    "holder": 1,
    "literal": 1,
    "zone": 1,
    "uncertain": 2,
    "dateline": 3,
    "associative": 4,
}


_TOWN_ROOM = (0.1, 0.03)
"""Half the width and height of a town's name, as shares of the frame: 10 letters on 600 pixels."""


SAYS_NOTHING = frozenset(
    "Central East Eastern North North-East North-West Northern South South-East South-West "
    "Southern West Western".split()
)
"""Names of regions that mean nothing without their country's."""


def labels(scene: Scene) -> tuple[dict[str, Any], ...]:
    """Return the names as data for the page: name, classes, anchors, what kind.

    An anchor is where the name of an area may be centred or where a point lies, (lon, lat). The
    page shows a name at the first anchor in sight that is free.
    """
    return (*_story_labels(scene), *_context_labels(scene))


def _story_labels(scene: Scene) -> Iterator[dict[str, Any]]:
    ordered = sorted(
        scene.located,
        key=lambda p: (_RANKS[scene.kinds[p.entry.number]], -p.entry.count, p.form != "point"),
    )
    focus = _union(
        cell.shape
        for number in scene.frame.focus
        for cell in scene.areas.get(number, ())
        if cell.patch == 0
    )
    towns = _town_boxes(scene)
    for place in ordered[:_MOST_NAMES]:
        number = place.entry.number
        kind = scene.kinds[number]
        classes: list[str] = [kind, place.form]
        if place.place.is_country:
            classes.append("country")
        anchors = [(place.lon, place.lat)]
        if place.entry.zone is not None and place.form == "zone":
            anchors = zone_anchors(place.place, place.entry.zone, scene.plane)
        cells = scene.areas.get(number)
        if cells:
            near = _union(cell.shape for cell in cells if cell.patch == 0)
            if kind != "focus" and not near.is_empty and not focus.is_empty:
                near = shapely.difference(near, focus)
            anchors = [*_anchors(near, scene), middle(max(cells, key=_size).shape)]
            if kind == "focus":
                # Where towns crowd the middle, the widest room beside them will do.
                anchors[1:1] = _anchors(shapely.difference(near, towns), scene)[:1]
        yield _label(short_name(place), classes, anchors)


def _town_boxes(scene: Scene) -> BaseGeometry:
    """Return about the room that the names of the story's towns take in the frame."""
    west, south, east, north = scene.frame.bounds
    lon, lat = _TOWN_ROOM[0] * (east - west), _TOWN_ROOM[1] * (north - south)
    return _union(
        shapely.box(p.lon - lon, p.lat - lat, p.lon + lon, p.lat + lat)
        for p in scene.located[:_MOST_NAMES]
        if p.form == "point"
    )


def _context_labels(scene: Scene) -> Iterator[dict[str, Any]]:
    told = {name for p in scene.located for name in (p.place.name, p.entry.written, short_name(p))}
    countries: dict[str, list[BaseGeometry]] = {}
    small = []
    for cell in scene.basemap.land:
        if cell.patch != 0:
            continue
        if cell.kind != "disputed":
            countries.setdefault(cell.country, []).append(cell.shape)
        if cell.kind != "country" and cell.name not in told and cell.name not in SAYS_NOTHING:
            small.append(cell)
    unions = {name: _union(shapes) for name, shapes in countries.items() if name not in told}
    for name, union in sorted(unions.items(), key=lambda item: -item[1].area):
        yield _label(name, ["country"], _anchors(union, scene), _width_at_zoom_0(union))
    for cell in sorted(small, key=lambda cell: -cell.shape.area):
        yield _label(cell.name, [cell.kind], [middle(cell.shape)], _width_at_zoom_0(cell.shape))


def _label(
    name: str, classes: list[str], anchors: Iterable[tuple[float, float]], width: float = 0.0
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": name,
        "classes": " ".join(classes),
        "at": list(dict.fromkeys((round(lon, 3), round(lat, 3)) for lon, lat in anchors)),
    }
    if "point" in classes:
        found["point"] = 1
    if width:
        found["width"] = round(width, 2)
    return found


def short_name(place: Located) -> str:
    """Return the name for the map: the story's own spelling, or form where ours is a mouthful."""
    name, written = place.place.name, place.entry.written
    if place.entry.zone is not None:
        return name
    if _plain(name) == _plain(written) and not written.isupper():
        return written
    return written if len(name) > _LONG_NAME and len(written) < len(name) else name


def _plain(name: str) -> str:
    return fold(name).replace("'", "")


def _size(cell: Any) -> float:
    return float(cell.shape.area)


def _union(shapes: Iterable[BaseGeometry]) -> BaseGeometry:
    return shapely.union_all(list(shapes))


def _width_at_zoom_0(shape: BaseGeometry) -> float:
    """Return the width of a shape in Leaflet's pixels at zoom 0, where the world has 256."""
    return max(0.01, float(shape.bounds[2] - shape.bounds[0]) * 256 / 360)


def _anchors(shape: BaseGeometry, scene: Scene) -> list[tuple[float, float]]:
    """Return places for a name in what the frame, a wider view and the window show of a shape."""
    west, south, east, north = scene.frame.bounds
    lon, lat = 0.15 * (east - west), 0.15 * (north - south)
    wider = (west - lon, south - lat, east + lon, north + lat)
    found = []
    for box in (scene.frame.bounds, wider, scene.window):
        piece = shapely.clip_by_rect(shape, *box)
        if piece.area > 0:
            found.append(middle(piece))
    return found


def middle(shape: BaseGeometry) -> tuple[float, float]:
    """Return the centre of the largest circle inside the largest part, as Mercator shows it.

    Examples
    --------
    >>> lon, lat = middle(shapely.box(0, 0, 4, 4))
    >>> round(lon, 1), round(lat, 1)
    (2.0, 2.0)
    """
    parts = [p for p in shapely.get_parts(shapely.get_parts(shape)) if p.geom_type == "Polygon"]
    part = max(parts, key=lambda p: p.area)
    west, south, east, north = part.bounds
    flat = math.cos(math.radians((south + north) / 2))
    squeezed = shapely.transform(part, lambda points: points * (flat, 1.0))
    tolerance = max(north - south, (east - west) * flat) / 40
    if tolerance <= 0 or not squeezed.is_valid:
        point = part.representative_point()
        return (point.x, point.y)
    x, y = shapely.maximum_inscribed_circle(squeezed, tolerance).coords[0]
    return (x / flat, y)
