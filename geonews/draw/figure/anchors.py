"""Where a name may stand: beside a dot, inside an area, around a small one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geonews.draw.figure.outlines import Outlines
from geonews.draw.figure.placing import Box, Candidate
from geonews.draw.figure.raster import Grid
from geonews.draw.figure.view import View

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.int64]

__all__ = ["Ground", "around", "beside", "box_of", "inside", "led"]

# Right of a dot reads best, then above and below right; straight above beats the left corners.
_DIRECTIONS = (
    (1.0, 0.0, 0.0), (0.8, -0.8, 1.0), (0.8, 0.8, 1.2), (-1.0, 0.0, 1.6),
    (0.0, -1.0, 1.8), (0.0, 1.0, 2.0), (-0.8, -0.8, 2.2), (-0.8, 0.8, 2.4),
)  # fmt: skip
_LEADERS = (20.0, 34.0, 52.0, 76.0, 108.0, 150.0, 200.0)
# The cost of a line under a name, per ten units of it.
_LINE_COST = 0.25
_EDGE = 7.0
_MOST_INSIDE = 7


@dataclass(frozen=True, slots=True)
class Ground:
    """What names stand on.

    Attributes
    ----------
    story : dict of int to list of rings
        The story's areas in sight, by the entry's number.
    masks : dict of int to array of bool
        The same on the grid.
    land, focus : array of bool
        Land, and what the map is about, on the grid.
    lines : array of float
        Integral image of the lines drawn.
    dots : array of float, shape (n, 2)
        Where the marks of points are.
    """

    view: View
    grid: Grid
    outlines: Outlines
    story: dict[int, list[Points]]
    masks: dict[int, NDArray[np.bool_]]
    land: NDArray[np.bool_]
    focus: NDArray[np.bool_]
    lines: NDArray[np.float64]
    dots: NDArray[np.float64]

    def mask_of(self, numbers: Sequence[int]) -> NDArray[np.bool_] | None:
        """Return where cells of the basemap lie, None where out of sight."""
        rings = self.outlines.rings(numbers)
        if not rings:
            return None
        mask = self.grid.filled(rings)
        return mask if mask.any() else None


def beside(
    ground: Ground, at: tuple[float, float], radius: float, size: tuple[float, float]
) -> list[Candidate]:
    """Return the places about a dot."""
    x, y = at
    width, height = size
    gap = radius + 0.22 * height
    found = []
    for dx, dy, cost in _DIRECTIONS:
        edge = gap if abs(dx) == 1 else gap * 0.7
        left = x + edge if dx > 0 else x - edge - width if dx < 0 else x - width / 2
        rise = radius + height / 2 if dx == 0 else 0.45 * height + 0.3 * radius
        middle = y + (1 if dy > 0 else -1 if dy < 0 else 0) * rise
        anchor = "start" if dx > 0 else "end" if dx < 0 else "middle"
        box = (left, middle - height / 2, left + width, middle + height / 2)
        found.append(Candidate(box, anchor, cost))
    return _weighed(ground, _apart(ground, found, at))


def _apart(ground: Ground, candidates: list[Candidate], at: tuple[float, float]) -> list[Candidate]:
    """Return the candidates, dearer where another dot is nearer to the name than its own."""
    others = ground.dots[np.abs(ground.dots - at).max(axis=1) > 0.5]
    if not len(others):
        return candidates
    boxes = np.array([c.box for c in candidates], dtype=np.float64)
    near = _distance(boxes, others).min(axis=1)
    own = _distance(boxes, np.array([at]))[:, 0]
    extra = np.clip(1.5 * (own + 4 - near) / 4, 0.0, 4.0).tolist()
    return [
        Candidate(c.box, c.anchor, c.cost + more, c.leader)
        for c, more in zip(candidates, extra, strict=True)
    ]


def _distance(boxes: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far each of some points is from each of some boxes."""
    x, y = points[:, 0], points[:, 1]
    across = np.maximum(np.maximum(boxes[:, :1] - x, x - boxes[:, 2:3]), 0.0)
    down = np.maximum(np.maximum(boxes[:, 1:2] - y, y - boxes[:, 3:]), 0.0)
    found: NDArray[np.float64] = np.hypot(across, down)
    return found


def led(
    ground: Ground, at: tuple[float, float], radius: float, size: tuple[float, float]
) -> list[Candidate]:
    """Return farther places for a name, each with a line to what it names."""
    x, y = at
    width, height = size
    found = []
    for reach in _LEADERS:
        far = radius + reach * height / 17
        for step in range(16):
            angle = step * math.pi / 8
            dx, dy = math.cos(angle), math.sin(angle)
            px, py = x + far * dx, y + far * dy
            if abs(dx) < 0.3:
                anchor, left = "middle", px - width / 2
                middle = py + math.copysign(height / 2, dy)
            else:
                anchor, left = ("start", px + 2) if dx > 0 else ("end", px - width - 2)
                middle = py
            box = (left, middle - height / 2, left + width, middle + height / 2)
            start = (x + (radius + 1.5) * dx, y + (radius + 1.5) * dy)
            found.append(Candidate(box, anchor, 7.0 + reach / 12, (*start, px, py)))
    return _weighed(ground, found)


def inside(
    ground: Ground, mask: NDArray[np.bool_], size: tuple[float, float], *, least: float
) -> list[Candidate]:
    """Return the places where a name lies within an area by a share of at least ``least``."""
    count = float(mask.sum())
    if not count:
        return []
    grid, (width, height) = ground.grid, size
    rows, columns = grid.cells(width, height)
    area = grid.sums(mask.astype(np.float64))
    share = grid.windows(area, width, height) / (rows * columns)
    if share.max() < least:
        return []
    # Room about the name, so that it does not stand in a corner where it just fits.
    roomy = grid.within(area, _grown(grid, rows, columns, share.shape)).reshape(share.shape)
    room = roomy / ((rows + 4) * (columns + 4))
    line = grid.windows(ground.lines, width, height)
    row, column = np.nonzero(mask)
    middle_row, middle_column = float(row.mean()), float(column.mean())
    reach = max(4.0, math.sqrt(count))
    ys, xs = np.indices(share.shape)
    away = np.hypot(
        (ys + rows / 2 - middle_row) / reach, (xs + columns / 2 - middle_column) / reach
    )
    cost = 6 * (1 - share) + 3 * (1 - room) + 1.5 * away + _LINE_COST * line
    cost[share < least] = np.inf
    top, left = np.divmod(np.arange(cost.size), cost.shape[1])
    free = np.isfinite(cost.ravel())
    found: list[Candidate] = []
    order = np.argsort(cost, axis=None, kind="stable")
    while len(found) < _MOST_INSIDE:
        order = order[free[order]]
        if not len(order):
            break
        at = int(order[0])
        x, y = left[at] * grid.step, top[at] * grid.step
        # A window is whole cells: the name stands in its middle.
        x, y = x + (columns * grid.step - width) / 2, y + (rows * grid.step - height) / 2
        box = (float(x), float(y), float(x + width), float(y + height))
        if _is_inside(ground, box):
            found.append(Candidate(box, "middle", float(cost.ravel()[at])))
        near = (np.abs(top - top[at]) < rows * 0.7 + 1) & (
            np.abs(left - left[at]) < columns * 0.4 + 1
        )
        free &= ~near
    return found


def _grown(grid: Grid, rows: int, columns: int, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return the windows of a size with two cells more on each side, in units."""
    ys, xs = np.indices(shape)
    boxes = np.stack([xs - 2, ys - 2, xs + columns + 2, ys + rows + 2], axis=-1)
    return boxes.reshape(-1, 4).astype(np.float64) * grid.step


def around(
    ground: Ground, rings: Sequence[Points], size: tuple[float, float], scale: float
) -> list[Candidate]:
    """Return the places about the largest part of an area, as about a dot of its size."""
    left, top, right, bottom = box_of([max(rings, key=lambda ring: np.ptp(ring, axis=0).sum())])
    x, y = (left + right) / 2, (top + bottom) / 2
    width, height = size
    gap = 4 * scale
    places = (
        (right + gap, y - height / 2, "start", 4.0),
        (x - width / 2, top - gap - height, "middle", 4.3),
        (x - width / 2, bottom + gap, "middle", 4.6),
        (left - gap - width, y - height / 2, "end", 5.0),
    )
    found = [Candidate((x, y, x + width, y + height), at, cost) for x, y, at, cost in places]
    return _weighed(ground, found)


def box_of(rings: Sequence[Points]) -> Box:
    """Return the box around rings."""
    points = np.concatenate(rings)
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return (left, top, right, bottom)


def _weighed(ground: Ground, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates within the frame, dearer by the lines that run under them."""
    kept = [c for c in candidates if _is_inside(ground, c.box)]
    boxes = np.array([c.box for c in kept], dtype=np.float64).reshape(-1, 4)
    lines = ground.grid.within(ground.lines, boxes).tolist()
    return [
        Candidate(c.box, c.anchor, c.cost + _LINE_COST * line, c.leader)
        for c, line in zip(kept, lines, strict=True)
    ]


def _is_inside(ground: Ground, box: Box) -> bool:
    left, top, right, bottom = box
    view = ground.view
    return (
        left >= _EDGE
        and top >= _EDGE
        and right <= view.width - _EDGE
        and bottom <= view.height - _EDGE
    )
