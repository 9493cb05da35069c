"""Areas side by side at one scale, as inline SVG: squares, circles, rectangles, true shapes.

What is drawn says how much, and never where: nothing is laid on anything else.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from geonews.check.words import number
from geonews.draw.escape import Html, el
from geonews.draw.silhouette import Silhouette, path
from geonews.draw.style import SCALE_HEIGHT, SCALE_TEXT, SCALE_WIDTH

__all__ = ["Item", "length", "to_scale"]

Form = Literal["square", "circle", "rectangle", "shape"]

_GAP = 22.0
_LINE = SCALE_TEXT * 1.3
# Mean width of a letter of a system font, of its size: bold, and not.
_BOLD, _LIGHT = 0.6, 0.53
# Two labels of so many letters fit beside each other.
_NAME_LETTERS, _LETTERS = 20, 22
_NAME_LINES = 2
# Below this a square is a dot that tells nothing, and a shape a blot.
_LEAST_PX: dict[Form, float] = {"square": 2.0, "circle": 2.0, "rectangle": 2.0, "shape": 7.0}
# What is drawn at a scale of its own is kept small, so that nobody compares it.
_OWN_PX = 84.0
# A dashed outline nearer to the other one than this is told, not drawn.
_APART_PX = 2.5
_DISPUTED_POINTS = 60


@dataclass(frozen=True, slots=True)
class Item:
    """One area to be drawn.

    Attributes
    ----------
    form : {'square', 'circle', 'rectangle', 'shape'}
    width_km, height_km : float
        Of what is filled; for a shape, of all of it.
    name : str
        The first line of its label, in bold.
    lines : tuple of str
        The lines below it.
    spoken : str
        The same for those who cannot see it.
    most : float
        How many times as wide the dashed outline is that shows the most the words stand for; 1
        for none.
    most_told : str
        The area of that outline; empty where the other lines have it.
    shape : Silhouette or None
    """

    form: Form
    width_km: float
    height_km: float
    name: str
    lines: tuple[str, ...]
    spoken: str
    most: float = 1.0
    most_told: str = ""
    shape: Silhouette | None = None

    @property
    def whole_km(self) -> tuple[float, float]:
        """Width and height of all that is drawn."""
        return self.width_km * self.most, self.height_km * self.most


def length(km: float) -> str:
    """Return a length with its unit, in metres below a kilometre.

    Examples
    --------
    >>> length(31.369), length(0.5477)
    ('31.4 km', '548 m')
    """
    return f"{number(km, 3)} km" if km >= 1 else f"{number(1000 * km, 3)} m"


def to_scale(items: Sequence[Item], notes: Iterable[str] = ()) -> Html | None:
    """Return items side by side as a figure, or None where that would mislead.

    At one scale where all can be seen; otherwise a shape and what is beside it each at its own,
    with its own bar, and in words. Isles too scattered to be seen at all are not drawn.

    Parameters
    ----------
    items : sequence of Item
        One to three.
    notes : iterable of str
        Sentences for below the drawing.

    Examples
    --------
    >>> square = Item("square", 2, 2, "4 km²", ("2 km a side",), "a square of 4 km²")
    >>> print(to_scale([square])[:81])
    <figure class="scale"><svg viewBox="0 0 300 217" role="img" aria-label="To scale:
    """
    widths = [_wide(item) for item in items]
    common = _common(items, widths)
    is_one = all(
        max(item.width_km, item.height_km) * common >= _LEAST_PX[item.form] for item in items
    )
    if not is_one and all(item.shape is None for item in items):
        return None  # two squares as large as each other would say that the areas are
    scales = [common if is_one else _own(item) for item in items]
    boxes = [
        (item.whole_km[0] * k, item.whole_km[1] * k) for item, k in zip(items, scales, strict=True)
    ]
    dashed = [
        item.most > 1 and item.width_km * k * (item.most - 1) >= _APART_PX
        for item, k in zip(items, scales, strict=True)
    ]
    labels = [_label(item, is_dashed=d) for item, d in zip(items, dashed, strict=True)]
    floor = max(height for _, height in boxes) + 1.0
    bar_at = floor + 4 + _LINE * max(len(name) + len(rest) for name, rest in labels) + 22
    left, drawn, texts = 1.0, [], []
    rows = zip(items, scales, dashed, labels, widths, boxes, strict=True)
    for item, k, is_dashed, label, width, box in rows:
        body = _body(item, k, left, floor, is_dashed=is_dashed)
        if body is None:
            return None
        drawn.append(body)
        texts.append(_lines(label, left, floor + 4))
        if not is_one:
            texts.append(_bar(k, left, bar_at, ""))
        left += max(width, box[0]) + _GAP
    if is_one:
        texts.append(_bar(common, 1.0, bar_at, ", same scale" if len(items) > 1 else ""))
    told = ", beside ".join(item.spoken for item in items)
    start = "To scale" if is_one else "Each at a scale of its own"
    svg = el(
        "svg",
        {
            "viewBox": f"0 0 {SCALE_WIDTH} {math.ceil(bar_at + 8)}",
            "role": "img",
            "aria-label": f"{start}: {told}.",
        },
        *drawn,
        *texts,
    )
    if not is_one:
        small = min(items, key=lambda item: max(item.whole_km))
        what = f"the shape of {small.name}" if small.form == "shape" else f"the {small.form}"
        dot = f"At one scale {what} would be too small to see: each is drawn at its own."
        notes = (dot, *notes)
    said = " ".join(notes)
    return el("figure", {"class": "scale"}, svg, *([el("figcaption", None, said)] if said else []))


def _common(items: Sequence[Item], widths: Sequence[float]) -> float:
    """Return the pixels of a kilometre at which all items and their labels fit."""
    k = SCALE_HEIGHT / max(item.whole_km[1] for item in items)
    room = SCALE_WIDTH - 2 - _GAP * (len(items) - 1)

    def taken(k: float) -> float:
        return sum(max(i.whole_km[0] * k, w) for i, w in zip(items, widths, strict=True))

    # Labels alone may be too wide: then they stand out, and the drawing shrinks no further.
    least = k / 4
    while taken(k) > room and k > least:
        k *= 0.98
    return k


def _own(item: Item) -> float:
    side = SCALE_WIDTH / 2 - _GAP if item.form == "shape" else _OWN_PX
    return min(side / item.whole_km[0], side / item.whole_km[1])


def _body(item: Item, k: float, left: float, floor: float, *, is_dashed: bool) -> Html | None:
    width, height = item.width_km * k, item.height_km * k
    if item.shape is not None:
        d = path(item.shape.shape, k)
        if d is None:
            return None
        move = f"translate({left:.1f} {floor - height:.1f})"
        parts = [el("path", {"class": "sc-shape", "d": d})]
        claimed = path(item.shape.disputed, k, most=_DISPUTED_POINTS)
        if claimed:
            parts.append(el("path", {"class": "sc-disputed", "d": claimed}))
        return el("g", {"transform": move}, *parts)
    if item.form == "circle":
        r = width / 2
        x, y = left + r, floor - r
        ray = el("path", {"class": "sc-ray", "d": f"M{x:.1f} {y:.1f}h{r:.1f}"})
        place = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{r:.1f}"}
        return Html(el("circle", {"class": "sc-stated"} | place) + ray)
    d = f"M{left:.1f} {floor:.1f}h{width:.1f}v-{height:.1f}h-{width:.1f}z"
    box = el("path", {"class": "sc-stated", "d": d})
    if not is_dashed:
        return box
    # Two sides: the others lie on the square's own.
    wide, high = width * item.most, height * item.most
    rim = (
        f"M{left:.1f} {floor - height:.1f}v-{high - height:.1f}h{wide:.1f}"
        f"v{high:.1f}h-{wide - width:.1f}"
    )
    return Html(box + el("path", {"class": "sc-most", "d": rim}))


def _label(item: Item, *, is_dashed: bool) -> tuple[list[str], list[str]]:
    """Return the lines of a label: of its name, and the rest."""
    most = f"up to {item.most_told}" if item.most_told else ""
    if is_dashed:
        most = f"dashed: to {item.most_told}" if item.most_told else "dashed: the most"
    lines = (*item.lines, *([most] if most else []))
    rest = [part for line in lines for part in _wrapped(line, _LETTERS)]
    return _wrapped(item.name, _NAME_LETTERS), rest


def _wide(item: Item) -> float:
    name, rest = _label(item, is_dashed=item.most > 1)
    letters = max(_BOLD * max(map(_letters, name)), _LIGHT * max(map(_letters, rest), default=0))
    return letters * SCALE_TEXT


def _lines(label: tuple[list[str], list[str]], left: float, top: float) -> Html:
    name, rest = label
    css = ["sc-name"] * len(name) + [None] * len(rest)
    at = [(f"{left:.1f}", f"{top + _LINE * (n + 1):.1f}") for n in range(len(css))]
    rows = zip([*name, *rest], css, at, strict=True)
    return Html("".join(el("text", {"class": c, "x": x, "y": y}, t) for t, c, (x, y) in rows))


def _wrapped(text: str, most: int) -> list[str]:
    """Return a text in at most two lines of about so many letters."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if _letters(joined) > most and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = joined
    if len(lines) > _NAME_LINES:
        lines = [*lines[: _NAME_LINES - 1], f"{lines[_NAME_LINES - 1]} …"]
    return [line if _letters(line) <= most + 2 else _cut(line, most) for line in lines]


def _cut(line: str, most: int) -> str:
    while _letters(line) > most:
        line = line[:-1]
    return f"{line}…"


def _letters(text: str) -> int:
    """Return how many letters wide a text is; those of East Asia count twice."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _bar(k: float, left: float, y: float, words: str) -> Html:
    """Return a scale bar of a round length, at most a quarter of the drawing long."""
    most_km = SCALE_WIDTH / 4 / k
    unit = 10.0 ** math.floor(math.log10(most_km))
    km = next(step * unit for step in (5, 2, 1) if step * unit <= most_km)
    d = f"M{left:.1f} {y - 4:.1f}v4h{km * k:.1f}v-4"
    place = {"class": "sc-bar", "x": f"{left + km * k + 6:.1f}", "y": f"{y:.1f}"}
    return Html(el("path", {"class": "sc-line", "d": d}) + el("text", place, length(km) + words))
