"""A scene as an inline SVG: the first paint of a page, and all of it without scripts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from geonews.draw.escape import Html, el
from geonews.draw.figure.furniture import Corner, ScaleBar, box_in, corners, scale_bar
from geonews.draw.figure.inset import Inset, inset
from geonews.draw.figure.layers import Drawing, Layer, Mark, draw_ground, home_of
from geonews.draw.figure.names import LINE, Area, Name, Type, context, names
from geonews.draw.figure.placing import Box
from geonews.draw.figure.view import View, view_of
from geonews.draw.figure.words import described, titled
from geonews.draw.scene import Scene
from geonews.draw.style import FIGURE_DOTS, HATCH

__all__ = ["NARROW", "WIDE", "size_of", "still"]

_WIDTH, _LEAST_HEIGHT, _MOST_HEIGHT = 900, 563, 900
_BLEED = 0.3
_INSET_RADIUS = 56.0
WIDE = Type("wide", 1.0, 0.0, 6.5, 18)
NARROW = Type("narrow", 2.05, 28.8, 12.5, 13)
NARROW_INSET = 1.55
"""How much larger the inset of a narrow figure is."""


def _view(scene: Scene) -> View:
    return view_of(
        scene, width=_WIDTH, least_height=_LEAST_HEIGHT, most_height=_MOST_HEIGHT, bleed=_BLEED
    )


def size_of(scene: Scene) -> tuple[int, int]:
    """Return the width and height of a scene's figure, in units of its viewBox."""
    view = _view(scene)
    return view.width, view.height


def still(scene: Scene, *, prefix: str = "gn-still") -> Html:
    """Return a scene as an SVG element: an equal-area map with its names on it.

    Its rules are `figure_css`; without them it is black on white and still tells its places. Two
    sets of names are in it, for wide figures and for narrow ones.

    Parameters
    ----------
    scene : Scene
    prefix : str
        What the ids in it begin with; another one for a second figure of a page.
    """
    view = _view(scene)
    drawing = draw_ground(scene, view)
    globe = inset(scene, view, home_of(scene), _INSET_RADIUS)
    order = corners(drawing.ground, [_dot(mark, 1.0) for mark in drawing.marks])
    areas = context(scene, drawing.ground)
    sets = [
        _set(scene, drawing, areas, type_, globe, order, hidden=type_ is NARROW)
        for type_ in (WIDE, NARROW)
    ]
    hatch = f"{prefix}-hatch"
    ids = f"{prefix}-title {prefix}-desc"
    return el(
        "svg",
        {
            "class": "gn-still",
            "viewBox": f"0 0 {view.width} {view.height}",
            "role": "img",
            "aria-labelledby": ids,
            "direction": "ltr",
        },
        el("title", {"id": f"{prefix}-title"}, titled(scene)),
        el("desc", {"id": f"{prefix}-desc"}, described(scene)),
        _defs(hatch) if any(layer.css == "disputed" for layer in drawing.layers) else Html(""),
        el("path", {"class": "gn-sea", "d": f"M0 {-view.bleed}h{view.width}v"
                    f"{view.height + 2 * view.bleed}h{-view.width}z"}),
        *(_path(layer, hatch) for layer in drawing.layers),
        *_dots(drawing.marks),
        _globe(globe, view, order[1]) if globe else Html(""),
        *sets,
    )  # fmt: skip


def _path(layer: Layer, hatch: str = "") -> Html:
    if layer.css == "disputed":
        return el("path", {"fill": f"url(#{hatch})", "d": layer.d})
    return el("path", {"class": f"gn-{layer.css}", "d": layer.d})


def _defs(name: str) -> Html:
    size = str(HATCH + 1)
    lines = f"M-1 1l2-2M0 {size}l{size}-{size}M{HATCH} {HATCH + 2}l2-2"
    return el(
        "pattern",
        {"id": name, "width": size, "height": size, "patternUnits": "userSpaceOnUse"},
        el("path", {"class": "gn-hatch", "d": lines}),
    )


def _dots(marks: Sequence[Mark]) -> Iterator[Html]:
    """Yield the marks, one path a kind: a dot is a line of no length with a round end."""
    for kind in dict.fromkeys(mark.kind for mark in marks):
        at = [(mark.x, mark.y) for mark in marks if mark.kind == kind]
        if kind in ("uncertain", "associative", "tiny"):
            for x, y in at:
                circle = {"class": f"gn-ring gn-{kind}-dot", "cx": str(x), "cy": str(y)}
                yield el("circle", {**circle, "r": "6"})
            continue
        d = "".join(f"M{x} {y}h0" for x, y in at)
        cap = "gn-square" if kind == "dateline" else "gn-dot"
        yield el("path", {"class": f"{cap} gn-{kind}-halo", "d": d})
        yield el("path", {"class": f"{cap} gn-{kind}-dot", "d": d})


def _dot(mark: Mark, radius: float) -> Box:
    return (mark.x - radius, mark.y - radius, mark.x + radius, mark.y + radius)


def _set(
    scene: Scene,
    drawing: Drawing,
    areas: Sequence[Area],
    type_: Type,
    globe: Inset | None,
    order: Sequence[Corner],
    *,
    hidden: bool,
) -> Html:
    view = drawing.ground.view
    taken: list[Box] = []
    parts: list[Html] = []
    bar = scale_bar(view, type_.size("bar"))
    if bar:
        box = box_in(view, order[0], bar.width, bar.height)
        taken.append(box)
        parts.append(_bar(bar, box, order[0]))
    if globe:
        side = 2 * globe.radius * (NARROW_INSET if type_ is NARROW else 1) + 4
        taken.append(box_in(view, order[1], side, side))
    share = type_.dot / (FIGURE_DOTS["focus"][0] / 2)
    dots = [
        _dot(mark, share * FIGURE_DOTS.get(mark.kind, (18.0, 0.0))[0] / 2) for mark in drawing.marks
    ]
    found = names(scene, drawing.ground, areas, type_, [*dots, *taken])
    leaders = "".join(
        f"M{x0:.0f} {y0:.0f}l{x1 - x0:.0f} {y1 - y0:.0f}"
        for x0, y0, x1, y1 in (name.leader for name in found if name.leader)
    )
    if leaders:
        parts.append(_path(Layer("leader", leaders)))
    parts += [_text(name) for name in found]
    shown = {"class": f"gn-{type_.name}", "display": "none" if hidden else None}
    return el("g", shown, *parts)


_ANCHORS = {"start": "", "middle": " gn-m", "end": " gn-e"}


def _text(name: Name) -> Html:
    x, y = f"{name.x:.0f}", f"{name.y:.0f}"
    css = f"gn-n-{name.style}{_ANCHORS[name.anchor]}"
    if len(name.lines) == 1:
        return el("text", {"class": css, "x": x, "y": y}, name.lines[0])
    step = f"{LINE * name.size:.0f}"
    first, *rest = name.lines
    spans = [el("tspan", {"x": x, "dy": step}, line) for line in rest]
    return el("text", {"class": css, "x": x, "y": y}, el("tspan", {"x": x}, first), *spans)


def _bar(bar: ScaleBar, box: Box, corner: Corner) -> Html:
    """Return the scale bar: kilometres above one line, miles below it."""
    d, x, sign = bar.path(box, corner)
    above, below = bar.base_lines(box)
    css, at = f"gn-n-bar{' gn-e' if sign < 0 else ''}", f"{x:.0f}"
    return Html(
        el("path", {"class": "gn-bar-halo", "d": d})
        + el("path", {"class": "gn-bar", "d": d})
        + el("text", {"class": css, "x": at, "y": f"{above:.0f}"}, bar.km_text)
        + el("text", {"class": css, "x": at, "y": f"{below:.0f}"}, bar.miles_text)
    )


def _globe(globe: Inset, view: View, corner: Corner) -> Html:
    """Return the inset; in a narrow figure it grows from its corner inwards."""
    side = 2 * globe.radius
    left, top, right, bottom = box_in(view, corner, side, side)
    x, y = (left if corner[0] < 0 else right), (top if corner[1] < 0 else bottom)
    dx, dy = (math.copysign(globe.radius, -side) for side in corner)
    inner = el("g", {"transform": f"translate({dx:.0f} {dy:.0f})"}, *map(_path, globe.layers))
    return el(
        "g",
        {"transform": f"translate({x:.0f} {y:.0f})"},
        el("g", {"class": "gn-inset"}, inner),
    )
