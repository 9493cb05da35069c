"""The small picture of a story in an index: its part of the Earth and its places, no names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import shapely

from geonews.draw.escape import Html, el
from geonews.draw.figure.outlines import Outlines, path_of
from geonews.draw.figure.view import view_of
from geonews.draw.frame import grown
from geonews.draw.style import DARK, LIGHT

if TYPE_CHECKING:
    from geonews.draw.figure.view import View
    from geonews.draw.scene import Kind, Scene

__all__ = ["thumb"]

_WIDTH, _HEIGHT = 320, 200
_AREAS: tuple[Kind, ...] = ("associative", "holder", "literal", "focus", "uncertain")
_MOST_DOTS = 400
_USED = ("sea", "land", "region", "border", "halo", "story", "story-line", "spoken-line", "doubt")
_RULES = (
    "path,circle{fill:none;stroke-linejoin:round}"
    ".land{fill:var(--land)}"
    ".region{stroke:var(--region);stroke-width:.8}"
    ".border{stroke:var(--border);stroke-width:1}"
    ".dash{stroke:var(--border);stroke-width:1;stroke-dasharray:4 3}"
    ".focus,.literal,.zone{fill:var(--story);stroke:var(--story-line);stroke-width:1.6}"
    ".focus{fill-opacity:.4}.literal{fill-opacity:.14;stroke-width:1}"
    ".zone{fill-opacity:.2;stroke-dasharray:4 3}"
    ".holder{stroke:var(--story-line);stroke-width:1}"
    ".associative{stroke:var(--spoken-line);stroke-width:1.2;stroke-dasharray:1.5 3}"
    ".uncertain{stroke:var(--doubt);stroke-width:1.4;stroke-dasharray:5 4}"
    "circle{fill:var(--story-line);stroke:var(--halo);stroke-width:1.2}"
    "circle.uncertain{fill:var(--halo);stroke:var(--doubt);stroke-width:1.4;stroke-dasharray:2 2}"
)


def thumb(scene: Scene, generator: str) -> str:
    """Return a small picture of a scene: a whole SVG file that follows light and dark.

    Parameters
    ----------
    scene : Scene
    generator : str
        What wrote it; begins with ``geonews``, by which the file is known again.
    """
    root = {
        "xmlns": "http://www.w3.org/2000/svg",
        "data-generator": generator,
        "viewBox": f"0 0 {_WIDTH} {_HEIGHT}",
        "width": str(_WIDTH),
        "height": str(_HEIGHT),
    }
    style = (
        f":root{{background:var(--sea);{_tokens(LIGHT)}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{_tokens(DARK)}}}}}{_RULES}"
    )
    drawn = _drawn(scene) if scene.located else ()
    return f"{el('svg', root, el('style', None, Html(style)), *drawn)}\n"


def _tokens(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{colours[name]};" for name in _USED)


def _drawn(scene: Scene) -> Iterator[Html]:
    view = view_of(scene, width=_WIDTH, least_height=_HEIGHT, most_height=_HEIGHT)
    base = scene.basemap
    outlines = Outlines(base.topology, view)

    def path(css: str, lines: str) -> Html:
        return el("path", {"class": css, "d": lines}) if lines else Html("")

    # What is far from the story's window may lie behind the Earth, which no projection shows.
    west, south, east, north = scene.window
    near = shapely.box(*grown(scene.window, (east - west) / 2, (north - south) / 2))
    seen = {cell.number for cell in base.cells if cell.shape.intersects(near)}
    land = outlines.rings(cell.number for cell in base.land if cell.number in seen)
    yield path("land", path_of(land, closed=True))
    yield path("region", path_of(outlines.lines(base.lines("region")), closed=False))
    yield path("border", path_of(outlines.lines(base.lines("border")), closed=False))
    if base.dashes:
        yield path("dash", path_of(outlines.strokes(base.dashes), closed=False))
    for kind in _AREAS:
        for place in sorted(scene.located, key=lambda place: -place.span):
            if scene.kinds[place.entry.number] == kind:
                cells = scene.areas.get(place.entry.number, ())
                rings = outlines.rings(cell.number for cell in cells if cell.number in seen)
                yield path(kind, path_of(rings, closed=True))
    for place in scene.located:
        if place.form == "zone" and place.shape is not None:
            doubt = scene.kinds[place.entry.number] == "uncertain"
            rings = outlines.shape(place.shape)
            yield path("uncertain" if doubt else "zone", path_of(rings, closed=True))
    yield from _dots(scene, view)


def _dots(scene: Scene, view: View) -> Iterator[Html]:
    spots: dict[tuple[int, int], Kind] = {}
    for place in scene.located:
        kind = scene.kinds[place.entry.number]
        if place.form != "point" or kind in ("associative", "dateline"):
            continue
        x, y = view.point(place.lon, place.lat)
        if view.shows(x, y) and len(spots) < _MOST_DOTS:
            spots.setdefault((round(x), round(y)), kind)
    for (x, y), kind in spots.items():
        css = {"class": "uncertain"} if kind == "uncertain" else {}
        yield el("circle", {"cx": str(x), "cy": str(y), "r": "3.6", **css})
