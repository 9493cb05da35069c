"""A map in presentation attributes: what renderers and editors read that know no style sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geonews.draw.escape import Html, el
from geonews.draw.figure.furniture import Corner, ScaleBar, box_in, corners, scale_bar
from geonews.draw.figure.inset import inset
from geonews.draw.figure.layers import Layer, Mark, draw_ground, home_of
from geonews.draw.figure.names import LINE, Name, Type, context, names
from geonews.draw.figure.placing import Box
from geonews.draw.figure.view import View
from geonews.draw.scene import Scene
from geonews.draw.style import FIGURE_DOTS, FIGURE_SHAPES, FIGURE_TEXT, HATCH

__all__ = ["SANS_NAMES", "Painter"]

# Names that most systems have, for renderers that know no generic ones.
SANS_NAMES = "Arial, Liberation Sans, DejaVu Sans, Noto Sans, sans-serif"
_INSET_RADIUS = 50.0
_HALO = 3.6
_LENGTHS = ("stroke-width", "stroke-dasharray")
_ENDS = {"start": None, "middle": "middle", "end": "end"}
HATCH_ID, CLIP_ID = "geonews-hatch", "geonews-clip"


@dataclass(frozen=True, slots=True)
class Painter:
    """Draws with one theme at one size.

    Attributes
    ----------
    colours : mapping of str to str
        One of the themes of ``style``.
    unit : float
        Units of the picture to a pixel of the styles.
    """

    colours: Mapping[str, str]
    unit: float

    def map(self, scene: Scene, view: View) -> Html:
        """Return a scene on a view: ground, marks, inset, scale bar, names."""
        drawing = draw_ground(scene, view)
        ground = drawing.ground
        type_ = Type("poster", self.unit, 0.0, 6.5 * self.unit, 18)
        dots = [self._room(mark) for mark in drawing.marks]
        order = corners(ground, dots)
        parts = [el("rect", {"width": str(view.width), "height": str(view.height),
                             "fill": self.colours["sea"]})]  # fmt: skip
        parts += map(self.shape, drawing.layers)
        parts += map(self.mark, drawing.marks)
        taken = list(dots)
        globe = inset(scene, view, home_of(scene), _INSET_RADIUS * self.unit)
        if globe:
            side = 2 * globe.radius
            box = box_in(view, order[1], side, side)
            taken.append(box)
            at = {
                "transform": f"translate({box[0] + globe.radius:.0f} {box[1] + globe.radius:.0f})"
            }
            parts.append(el("g", at, *map(self.shape, globe.layers)))
        bar = scale_bar(view, type_.size("bar"))
        if bar:
            box = box_in(view, order[0], bar.width, bar.height)
            taken.append(box)
            parts.append(self._bar(bar, box, order[0]))
        found = names(scene, ground, context(scene, ground), type_, taken)
        parts += self._names(found)
        return Html("".join(parts))

    def defs(self, view: View) -> Html:
        """Return what the shapes refer to: the hatch and the edge of the map."""
        side = HATCH * self.unit * 1.1
        lines = f"M{-side / 4:.2f} {side / 4:.2f}L{side / 4:.2f} {-side / 4:.2f}"
        lines += f"M0 {side:.2f}L{side:.2f} 0"
        lines += f"M{side * 0.75:.2f} {side * 1.25:.2f}L{side * 1.25:.2f} {side * 0.75:.2f}"
        size = {"width": f"{side:.2f}", "height": f"{side:.2f}"}
        look = self.look(FIGURE_SHAPES["hatch"])
        hatch = el("path", {**look, "d": lines})
        edge = el("rect", {"width": str(view.width), "height": str(view.height)})
        return el(
            "defs",
            None,
            el("pattern", {"id": HATCH_ID, **size, "patternUnits": "userSpaceOnUse"}, hatch),
            el("clipPath", {"id": CLIP_ID}, edge),
        )

    def look(self, said: Mapping[str, str]) -> dict[str, str]:
        """Return a style's properties as attributes: colours named, lengths in units."""
        found = {}
        for name, value in said.items():
            if value.startswith("$"):
                value = self.colours[value[1:]]
            elif name in _LENGTHS:
                value = " ".join(f"{float(part) * self.unit:.4g}" for part in value.split())
            found[name] = value
        return found

    def shape(self, layer: Layer) -> Html:
        """Return a layer as a path."""
        if layer.css == "disputed":
            return el("path", {"fill": f"url(#{HATCH_ID})", "d": layer.d})
        look = self.look(FIGURE_SHAPES[layer.css])
        return el("path", {**look, "stroke-linejoin": "round", "d": layer.d})

    def mark(self, mark: Mark) -> Html:
        """Return the mark of a point."""
        x, y = str(mark.x), str(mark.y)
        if mark.kind == "tiny":
            look = self.look(FIGURE_SHAPES["tiny"])
            return el("circle", {**look, "cx": x, "cy": y, "r": f"{7 * self.unit:.4g}"})
        outer, inner = (0.5 * width * self.unit for width in FIGURE_DOTS[mark.kind])
        if mark.kind in ("uncertain", "associative"):
            sure = mark.kind == "associative"
            look = self.look(
                {
                    "fill": "$halo",
                    "stroke": "$spoken-line" if sure else "$doubt",
                    "stroke-width": "1.8",
                    "stroke-dasharray": "1.6 2.2" if sure else "3 2.5",
                }
            )
            return el("circle", {**look, "cx": x, "cy": y, "r": f"{outer:.4g}"})
        found = []
        colours = ("ink", "halo") if mark.kind == "dateline" else ("halo", "story-line")
        for half, colour in zip((outer, inner), colours, strict=True):
            fill = {"fill": self.colours[colour]}
            if mark.kind == "dateline":
                side = f"{2 * half:.4g}"
                corner = {"x": f"{mark.x - half:.4g}", "y": f"{mark.y - half:.4g}"}
                found.append(el("rect", {**corner, "width": side, "height": side, **fill}))
            else:
                found.append(el("circle", {"cx": x, "cy": y, "r": f"{half:.4g}", **fill}))
        return Html("".join(found))

    def _room(self, mark: Mark) -> Box:
        half = FIGURE_DOTS.get(mark.kind, (16.0, 0.0))[0] * self.unit / 2
        return (mark.x - half, mark.y - half, mark.x + half, mark.y + half)

    def _names(self, found: Sequence[Name]) -> Iterator[Html]:
        """Yield the names, first as halos: editors draw a stroke over the letter it is for."""
        lines = "".join(
            f"M{x0:.0f} {y0:.0f}L{x1:.0f} {y1:.0f}"
            for x0, y0, x1, y1 in (name.leader for name in found if name.leader)
        )
        if lines:
            yield self.shape(Layer("leader", lines))
        halo = {
            "stroke": self.colours["halo"],
            "stroke-width": f"{_HALO * self.unit:.4g}",
            "stroke-linejoin": "round",
            "fill": self.colours["halo"],
        }
        face = {"font-family": SANS_NAMES}
        yield el("g", {**face, **halo, "aria-hidden": "true"}, *(self._name(n, {}) for n in found))
        yield el(
            "g",
            face,
            *(self._name(n, {"fill": self.colours[FIGURE_TEXT[n.style].colour]}) for n in found),
        )

    def _name(self, name: Name, fill: Mapping[str, str]) -> Html:
        look = FIGURE_TEXT[name.style]
        attributes = {
            "font-size": f"{name.size:.4g}",
            "font-weight": "700" if look.bold else None,
            "font-style": "italic" if look.italic else None,
            "letter-spacing": f"{look.spacing * name.size:.3g}" if look.spacing else None,
            "text-anchor": _ENDS[name.anchor],
            **fill,
        }
        # Each line is a text of its own: editors lose the lines of one with several.
        return Html(
            "".join(
                el("text", {"x": f"{name.x:.0f}", "y": f"{name.y + i * LINE * name.size:.1f}",
                            **attributes}, line)
                for i, line in enumerate(name.lines)
            )
        )  # fmt: skip

    def _bar(self, bar: ScaleBar, box: Box, corner: Corner) -> Html:
        d, x, sign = bar.path(box, corner)
        ink = self.look(FIGURE_SHAPES["bar"])
        text = {
            "font-family": SANS_NAMES,
            "font-size": f"{bar.size:.4g}",
            "fill": self.colours["ink"],
            "text-anchor": "end" if sign < 0 else None,
        }
        above, below = bar.base_lines(box)
        return Html(
            el("path", {**ink, "d": d})
            + el("text", {"x": f"{x:.0f}", "y": f"{above:.0f}", **text}, bar.km_text)
            + el("text", {"x": f"{x:.0f}", "y": f"{below:.0f}", **text}, bar.miles_text)
        )
