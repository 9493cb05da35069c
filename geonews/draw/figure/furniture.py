"""The scale bar and the corners that it and the inset stand in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geonews.draw.figure.anchors import Ground
from geonews.draw.figure.placing import Box
from geonews.draw.figure.view import View
from geonews.draw.figure.widths import text_width

__all__ = ["Corner", "ScaleBar", "box_in", "corners", "scale_bar"]

_KM_PER_MILE = 1.609344
# Wider than this, the scale differs too much over the figure to be one bar.
_WIDEST_KM = 2000.0
_NICE = (1, 2, 5)
EDGE = 14.0
"""From the edge of the figure to what stands in its corner, units."""

Corner = tuple[int, int]
"""Which way: -1 left or up, 1 right or down."""


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A bar of two scales, in units; lengths run from its left end.

    Attributes
    ----------
    km_text, miles_text : str
    km, miles : float
        Their lengths.
    size : float
        Of the letters.
    width, height : float
        Of all of it.
    """

    km_text: str
    miles_text: str
    km: float
    miles: float
    size: float
    width: float
    height: float

    def path(self, box: Box, corner: Corner) -> tuple[str, float, int]:
        """Return the two bars in a box, where their words begin, and which way they run."""
        left, top, right, bottom = box
        y = round((top + bottom) / 2)
        tick = round(self.size * 0.45)
        sign = -1 if corner[0] > 0 else 1
        x = round(right if sign < 0 else left)
        km, miles = (round(sign * length) for length in (self.km, self.miles))
        d = f"M{x} {y - tick}v{tick}h{km}v{-tick}M{x} {y + tick}v{-tick}h{miles}v{tick}"
        return d, x + sign * 0.35 * self.size, sign

    def base_lines(self, box: Box) -> tuple[float, float]:
        """Return the base lines of the kilometres, above the bars, and of the miles."""
        y = (box[1] + box[3]) / 2
        return y - 0.35 * self.size, y + 1.05 * self.size


def scale_bar(view: View, size: float) -> ScaleBar | None:
    """Return the scale bar of a view, true at its centre; None where there can be none.

    Parameters
    ----------
    view : View
    size : float
        Of the letters, units.
    """
    if view.width_km >= _WIDEST_KM:
        return None
    # About a seventh of the width, and no shorter than its own words.
    most = max(0.15 * view.width, 5.5 * size) / view.per_km
    km, miles = _nice(most), _nice(most / _KM_PER_MILE)
    km_text, miles_text = f"{km:g} km", f"{miles:g} mi"
    lengths = km * view.per_km, miles * _KM_PER_MILE * view.per_km
    words = max(text_width(text, size) for text in (km_text, miles_text))
    return ScaleBar(km_text, miles_text, *lengths, size, max(*lengths, words) + 6, 2.9 * size)


def _nice(most: float) -> float:
    """Return the largest of 1, 2, 5, 10 ... that is no more than a length."""
    power: float = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in _NICE if step * power <= most * 1.0001)


def corners(ground: Ground, dots: Sequence[Box]) -> list[Corner]:
    """Return the corners, the one with the least of the story in it first."""
    view = ground.view
    wide, high = 0.3 * view.width, 0.33 * view.height
    story = ground.focus * 2.0
    for mask in ground.masks.values():
        story = story + mask
    sums = ground.grid.sums(story + 0.12 * ground.land)
    found = []
    # Where all is equal: the lower left for the first, as readers expect a scale there.
    for order, corner in enumerate(((-1, 1), (1, 1), (-1, -1), (1, -1))):
        left, top, right, bottom = box_in(view, corner, wide, high, edge=0)
        held = sum(
            left < (d[0] + d[2]) / 2 < right and top < (d[1] + d[3]) / 2 < bottom for d in dots
        )
        cells = wide * high / ground.grid.step**2
        box = np.array([(left, top, right, bottom)], dtype=np.float64)
        rows = float(ground.grid.within(sums, box)[0])
        found.append((round(held * 1.5 + 4 * rows / cells, 3), order, corner))
    return [corner for _, _, corner in sorted(found)]


def box_in(view: View, corner: Corner, width: float, height: float, edge: float = EDGE) -> Box:
    """Return the box of a thing that stands in a corner."""
    left = edge if corner[0] < 0 else view.width - edge - width
    top = edge if corner[1] < 0 else view.height - edge - height
    return (left, top, left + width, top + height)
