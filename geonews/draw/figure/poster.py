"""A scene as a file of its own: an SVG with title, map, key, notes and source in it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import shapely

from geonews.draw.dates import in_words
from geonews.draw.escape import Html, el
from geonews.draw.figure.layers import Layer, Mark
from geonews.draw.figure.painted import CLIP_ID, SANS_NAMES, Painter
from geonews.draw.figure.view import view_of
from geonews.draw.figure.widths import text_width
from geonews.draw.figure.words import described, titled
from geonews.draw.figure.wrapped import wrapped
from geonews.draw.scene import Scene
from geonews.draw.style import DARK, LIGHT
from geonews.draw.words import KEY, is_right_to_left
from geonews.errors import OptionError

__all__ = ["Theme", "poster"]

Theme = Literal["light", "dark"]

_SERIF_NAMES = "Georgia, Noto Serif, Liberation Serif, DejaVu Serif, serif"
_LEAST_PX, _MOST_PX = 200, 6000
# The picture that the sizes below are for, as the side of a square.
_PICTURE = math.sqrt(1200 * 800)
_TITLE, _KEY, _SMALL, _EDGE = 40.0, 16.0, 14.0, 30.0
_MOST_TITLE, _MOST_NOTES, _MOST_CREDIT = 3, 4, 3
# The names on the map are larger than on a page: a picture is mostly seen smaller than it is.
_NAMES = 1.3
# How a note on areas begins that no reader of a still picture will see.
# What the map keeps of the height, however long the notes.
_LEAST_MAP = 0.45


def poster(
    scene: Scene,
    attribution: Sequence[str] = (),
    *,
    width: int = 1200,
    height: int = 800,
    theme: Theme = "light",
) -> str:
    """Return a scene as a stand-alone SVG file, with all its words as text.

    Parameters
    ----------
    scene : Scene
    attribution : sequence of str
        The lines that the licences of the data ask for.
    width, height : int
        Pixels, 200 to 6,000.
    theme : {'light', 'dark'}

    Raises
    ------
    OptionError
        A size out of range, or no such theme.
    """
    for name, value in (("width", width), ("height", height)):
        if not _LEAST_PX <= value <= _MOST_PX:
            raise OptionError(
                f"a picture's {name} is {_LEAST_PX} to {_MOST_PX:,} pixels, not {value:,}; "
                "for a larger picture raise the scale"
            )
    if theme not in ("light", "dark"):
        raise OptionError(f"there is no theme {theme!r}: choose 'light' or 'dark'")
    return _Sheet(scene, tuple(attribution), width, height, theme).svg()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text and the room it takes."""

    text: str
    size: float
    colour: str
    bold: bool = False
    family: str = SANS_NAMES


class _Sheet:
    """One picture: words above, the map as wide as the picture, words below."""

    def __init__(
        self, scene: Scene, attribution: tuple[str, ...], width: int, height: int, theme: Theme
    ) -> None:
        self.scene = scene
        self.attribution = attribution
        self.width, self.height = width, height
        self.colours = LIGHT if theme == "light" else DARK
        self.unit = math.sqrt(width * height) / _PICTURE
        self.edge = _EDGE * self.unit
        self.room = width - 2 * self.edge
        self.painter = Painter(self.colours, self.unit * _NAMES)

    def svg(self) -> str:
        """Return the file."""
        title = self._title()
        key = list(self._key_rows())
        small = self._small()
        top = round(self.edge * 0.8 + sum(line.size * 1.2 for line in title) + self.edge * 0.4)
        below = self.edge * (1.2 if key or small else 0.0)
        below += len(key) * _KEY * 1.7 * self.unit
        # Words give way to the map, the last first.
        while small and top + below + _height(small) > (1 - _LEAST_MAP) * self.height:
            small.pop(-2 if len(small) > 1 else -1)
        high = max(round(self.height - top - below - _height(small)), round(self.height * 0.2))
        view = view_of(self.scene, width=self.width, least_height=high, most_height=high)
        shown = el(
            "g",
            {"transform": f"translate(0 {top})"},
            el("g", {"clip-path": f"url(#{CLIP_ID})"}, self.painter.map(self.scene, view)),
        )
        y = top + high + self.edge * 0.45
        foot = []
        for row in key:
            foot.append(self._row(row, y))
            y += _KEY * 1.7 * self.unit
        whole = el(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "width": str(self.width),
                "height": str(self.height),
                "viewBox": f"0 0 {self.width} {self.height}",
                "role": "img",
                "aria-labelledby": "title desc",
            },
            el("title", {"id": "title"}, titled(self.scene)),
            el("desc", {"id": "desc"}, described(self.scene)),
            self.painter.defs(view),
            el("rect", {"width": str(self.width), "height": str(self.height),
                        "fill": self.colours["paper"]}),
            *self._lines(title, self.edge * 0.8),
            shown,
            *foot,
            *self._lines(small, y + self.edge * 0.1),
        )  # fmt: skip
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}\n'

    def _title(self) -> list[_Line]:
        text = " ".join((self.scene.report.article.title or "The places of this story").split())
        size = _TITLE * self.unit
        lines = wrapped(text, self.room, size, most=_MOST_TITLE, bold=True)
        if len(lines) > 2:
            size *= 0.78
            lines = wrapped(text, self.room, size, most=_MOST_TITLE, bold=True)
        if len(lines) > 1 and not lines[-1].endswith("…"):
            # As narrow as the same number of lines allows: no word stands alone on the last.
            tried = (
                wrapped(text, self.room * share / 20, size, most=len(lines) + 1, bold=True)
                for share in range(8, 20)
            )
            lines = next((one for one in tried if len(one) == len(lines)), lines)
        return [_Line(line, size, "ink", True, _SERIF_NAMES) for line in lines]

    def _small(self) -> list[_Line]:
        """Return the notes and the credit."""
        article = self.scene.report.article
        size = _SMALL * self.unit
        notes = [
            line
            for note in self.scene.basemap.notes
            for line in wrapped(note, self.room, size, most=2)
        ]
        published = in_words(article.published)
        source = ", ".join(filter(None, (article.source, published)))
        credit = [f"Source: {source}"] if article.source else []
        credit += [f"Published {published}"] if published and not article.source else []
        credit += [*self.attribution, f"geonews {self.scene.report.version}".strip()]
        lines = [*notes[:_MOST_NOTES]]
        lines += wrapped(" · ".join(credit), self.room, size, most=_MOST_CREDIT)
        return [_Line(line, size, "soft") for line in lines]

    def _lines(self, lines: Sequence[_Line], y: float) -> Iterator[Html]:
        for line in lines:
            y += line.size * 1.2
            from_right = is_right_to_left(line.text)
            yield el(
                "text",
                {
                    "x": f"{self.width - self.edge if from_right else self.edge:.1f}",
                    "y": f"{y - line.size * 0.25:.1f}",
                    "font-family": line.family,
                    "font-size": f"{line.size:.4g}",
                    "font-weight": "700" if line.bold else None,
                    "fill": self.colours[line.colour],
                    "text-anchor": "end" if from_right else None,
                },
                line.text,
            )

    # The key.

    def _key_rows(self) -> Iterator[list[tuple[str, list[str]]]]:
        """Yield the rows of the key, of as many entries as fit side by side."""
        row: list[tuple[str, list[str]]] = []
        used = 0.0
        for kind, forms in self._kinds():
            width = self._key_width(kind, forms)
            if row and used + width > self.room:
                yield row
                row, used = [], 0.0
            row.append((kind, forms))
            used += width
        if row:
            yield row

    def _key_width(self, kind: str, forms: Sequence[str]) -> float:
        size = _KEY * self.unit
        return len(forms) * 2.1 * size + text_width(KEY[kind], size) + 1.6 * size

    def _kinds(self) -> Iterator[tuple[str, list[str]]]:
        """Yield what this map draws, each with the forms it has on it."""
        west, south, east, north = self.scene.frame.bounds
        drawn: dict[str, set[str]] = {}
        for place in self.scene.located:
            box = place.bounds
            if box[0] < east and box[2] > west and box[1] < north and box[3] > south:
                kind: str = self.scene.kinds[place.entry.number]
                if place.form == "soft" or (kind == "dateline" and place.form != "point"):
                    continue
                # A country that holds the scene is outlined: an entry of the key, two looks.
                form = "outline" if kind == "holder" else place.form
                drawn.setdefault(kind.replace("holder", "literal"), set()).add(form)
        seen = shapely.box(west, south, east, north)
        if any(
            cell.kind == "disputed" and cell.patch == 0 and cell.shape.intersects(seen)
            for cell in self.scene.basemap.cells
        ):
            drawn["disputed"] = {"area"}
        for kind in KEY:
            if kind in drawn:
                yield kind, sorted(drawn[kind])

    def _row(self, row: Sequence[tuple[str, list[str]]], y: float) -> Html:
        size = _KEY * self.unit
        x = self.edge
        parts = []
        for kind, forms in row:
            at = x
            for form in forms:
                parts.append(self._swatch(kind, form, at, y + 0.5 * size))
                at += 2.1 * size
            parts.append(
                el("text", {"x": f"{at:.1f}", "y": f"{y + 0.95 * size:.1f}",
                            "font-family": SANS_NAMES, "font-size": f"{size:.4g}",
                            "fill": self.colours["ink"]}, KEY[kind])
            )  # fmt: skip
            x += self._key_width(kind, forms)
        return Html("".join(parts))

    def _swatch(self, kind: str, form: str, x: float, y: float) -> Html:
        """Return a sample of how a kind is drawn."""
        size = _KEY * self.unit
        if form == "point":
            return self.painter.mark(Mark(kind, round(x + 0.8 * size), round(y + 0.1 * size)))
        box = f"M{x:.1f} {y - 0.4 * size:.1f}h{1.6 * size:.1f}v{size:.1f}h{-1.6 * size:.1f}z"
        css = [kind, f"{kind}-edge"] if kind in ("associative", "disputed") else [kind]
        if form == "outline":
            css = ["holder"]
        return Html("".join(self.painter.shape(Layer(name, box)) for name in css))


def _height(lines: Sequence[_Line]) -> float:
    return sum(line.size * 1.2 for line in lines)
