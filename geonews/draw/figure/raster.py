"""A coarse grid over a drawing that tells how much of what lies under a label."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.int64]

__all__ = ["Grid"]


@dataclass(frozen=True, slots=True)
class Grid:
    """Square cells of ``step`` units over ``width`` by ``height`` units.

    Examples
    --------
    >>> grid = Grid(40, 30, 10)
    >>> grid.filled([np.array([[0, 0], [20, 0], [20, 30], [0, 30]])]).astype(int).tolist()
    [[1, 1, 0, 0], [1, 1, 0, 0], [1, 1, 0, 0]]
    """

    width: int
    height: int
    step: int = 10

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return -(-self.height // self.step), -(-self.width // self.step)

    def filled(self, rings: Iterable[Points]) -> NDArray[np.bool_]:
        """Return which cells have their middle within rings, by the even-odd rule."""
        rows, columns = self.shape
        crossings = np.zeros((rows, columns + 1), dtype=np.int32)
        lines = [np.stack([ring, np.roll(ring, -1, axis=0)], axis=1) for ring in rings]
        if not lines:
            return np.zeros(self.shape, dtype=np.bool_)
        edges = np.concatenate(lines).astype(np.float64)
        (ax, ay), (bx, by) = edges[:, 0].T, edges[:, 1].T
        # The rows whose middle an edge crosses: half open, so that a corner counts once.
        first = np.ceil(np.minimum(ay, by) / self.step - 0.5)
        last = np.ceil(np.maximum(ay, by) / self.step - 0.5)
        first, last = np.clip(first, 0, rows), np.clip(last, 0, rows)
        counts = (last - first).astype(np.int64)
        owner = np.repeat(np.arange(len(edges)), counts)
        if not len(owner):
            return np.zeros(self.shape, dtype=np.bool_)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
        row = first[owner].astype(np.int64) + within
        middle = (row + 0.5) * self.step
        share = (middle - ay[owner]) / (by[owner] - ay[owner])
        x = ax[owner] + share * (bx[owner] - ax[owner])
        column = np.clip(np.ceil(x / self.step - 0.5), 0, columns).astype(np.int64)
        np.add.at(crossings, (row, column), 1)
        odd: NDArray[np.bool_] = np.cumsum(crossings, axis=1)[:, :columns] % 2 == 1
        return odd

    def density(self, lines: Iterable[Points]) -> NDArray[np.float64]:
        """Return how much line runs through each cell, in cells' widths."""
        rows, columns = self.shape
        found = np.zeros(self.shape)
        given = [np.stack([line[:-1], line[1:]], axis=1) for line in lines if len(line) > 1]
        if not given:
            return found
        edges = np.concatenate(given).astype(np.float64)
        length = np.hypot(*(edges[:, 1] - edges[:, 0]).T)
        counts = np.maximum(1, np.ceil(length / self.step * 2)).astype(np.int64)
        owner = np.repeat(np.arange(len(edges)), counts)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
        share = ((within + 0.5) / counts[owner])[:, None]
        points = edges[owner, 0] + share * (edges[owner, 1] - edges[owner, 0])
        cells = np.floor(points / self.step).astype(np.int64)
        inside = (
            (cells[:, 0] >= 0) & (cells[:, 0] < columns) & (cells[:, 1] >= 0) & (cells[:, 1] < rows)
        )
        weight = (length / counts / self.step)[owner]
        np.add.at(found, (cells[inside, 1], cells[inside, 0]), weight[inside])
        return found

    def sums(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the integral image of values: what `within` reads."""
        found = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
        np.cumsum(np.cumsum(values, axis=0), axis=1, out=found[1:, 1:])
        return found

    def windows(
        self, sums: NDArray[np.float64], width: float, height: float
    ) -> NDArray[np.float64]:
        """Return the sum in every window of a size, by the row and column of its upper left."""
        high, wide = self.cells(width, height)
        total: NDArray[np.float64] = (
            sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
        )
        return total

    def cells(self, width: float, height: float) -> tuple[int, int]:
        """Return how many rows and columns hold a size."""
        rows, columns = self.shape
        return (
            min(rows, max(1, -int(-height // self.step))),
            min(columns, max(1, -int(-width // self.step))),
        )

    def within(self, sums: NDArray[np.float64], boxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the sums in boxes of shape (n, 4): left, top, right, bottom, in units."""
        rows, columns = self.shape
        left, right = (
            np.clip(np.rint(boxes[:, i] / self.step), 0, columns).astype(np.int64) for i in (0, 2)
        )
        top, bottom = (
            np.clip(np.rint(boxes[:, i] / self.step), 0, rows).astype(np.int64) for i in (1, 3)
        )
        found: NDArray[np.float64] = (
            sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        )
        return found
