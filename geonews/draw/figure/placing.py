"""Where names may stand so that none is drawn over another: costs, conflicts, repair.

Labels are placed by importance, then moved while that makes the whole better: cheap, repeatable,
and enough for the forty names of a figure (Christensen, Marks and Shieber, An empirical study of
algorithms for point-feature label placement, ACM Transactions on Graphics 14, 1995, on how far
simple local search gets).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Candidate", "Wanted", "place"]

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

# To leave a name out costs more than any place for it.
_LEFT_OUT = 1e4
_ROUNDS = 4
# What a line costs that runs over the mark of another place.
_MET = 4.0
# The room kept between two names on a line, units: closer, they read as one.
_GAP = 7.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place for a label.

    Attributes
    ----------
    box : Box
    anchor : {'start', 'middle', 'end'}
    cost : float
        The lower the better.
    leader : tuple of float or None
        A line from what is named to the label: x, y, x, y.
    """

    box: Box
    anchor: str
    cost: float
    leader: Box | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label with the places it may take, most important labels first.

    ``weight`` is what it costs, beside the others, to leave it out. ``farther`` gives more places
    to a label that finds none among its candidates.
    """

    candidates: tuple[Candidate, ...]
    weight: float = 1.0
    farther: Callable[[], Sequence[Candidate]] | None = None


def place(wanted: Sequence[Wanted], taken: Sequence[Box]) -> list[Candidate | None]:
    """Choose a place for each label, or None where there is no room.

    Parameters
    ----------
    wanted : sequence of Wanted
        Most important first.
    taken : sequence of Box
        Where nothing may stand.

    Examples
    --------
    >>> east, west = Candidate((9, 0, 50, 9), "start", 0), Candidate((-50, 0, -9, 9), "end", 1)
    >>> both = place([Wanted((east, west)), Wanted((east,))], [])
    >>> both[0] is west, both[1] is east
    (True, True)
    """
    solver = _solved(wanted, taken)
    # Farther places are many: they are tried for the names that need them, then for all.
    for widely in (False, True):
        lost = [
            index
            for index, label in enumerate(wanted)
            if solver.choices[index] is None and label.farther is not None
        ]
        if not lost:
            break
        given = range(len(wanted)) if widely else lost
        solver = _solved(_with_farther(wanted, given), taken)
    return [
        None if choice is None else free[choice]
        for choice, free in zip(solver.choices, solver.free, strict=True)
    ]


def _with_farther(wanted: Sequence[Wanted], indices: Sequence[int]) -> list[Wanted]:
    found = list(wanted)
    for index in indices:
        label = wanted[index]
        if label.farther is not None:
            found[index] = Wanted((*label.candidates, *label.farther()), label.weight)
    return found


def _solved(wanted: Sequence[Wanted], taken: Sequence[Box]) -> _Solver:
    solver = _Solver(wanted, taken)
    for index in range(len(wanted)):
        solver.settle(index)
    for _ in range(_ROUNDS):
        moved = sum(solver.improve(index) for index in range(len(wanted)))
        if not moved:
            break
    return solver


class _Solver:
    def __init__(self, wanted: Sequence[Wanted], taken: Sequence[Box]) -> None:
        held = np.array(taken, dtype=np.float64).reshape(-1, 4)
        self.weights = [label.weight * _LEFT_OUT for label in wanted]
        self.free: list[list[Candidate]] = []
        for label in wanted:
            boxes = _boxes(label.candidates)
            clear = [not any(row) for row in _overlaps(boxes, held, 0.5).tolist()]
            kept = [c for c, ok in zip(label.candidates, clear, strict=True) if ok]
            self.free.append(sorted((_led_past(c, held) for c in kept), key=lambda c: c.cost))
        sizes = [len(free) for free in self.free]
        self.start = np.concatenate([[0], np.cumsum(sizes)]).tolist()
        every = [c for free in self.free for c in free]
        boxes = _boxes(every)
        self.clash = _overlaps(boxes, boxes, _GAP)
        for i, candidate in enumerate(every):
            if candidate.leader is not None:
                hit = _crossed(candidate.leader, boxes)
                self.clash[i] |= hit
                self.clash[:, i] |= hit
        self.costs = [[c.cost for c in free] for free in self.free]
        self.choices: list[int | None] = [None] * len(wanted)

    def _blockers(self, index: int, option: int) -> list[int]:
        """Return the labels that stand where a label would."""
        row = self.clash[self.start[index] + option]
        return [
            other
            for other, choice in enumerate(self.choices)
            if choice is not None and other != index and row[self.start[other] + choice]
        ]

    def settle(self, index: int) -> None:
        """Give a label its best free place."""
        self.choices[index] = self._best(index)[1]

    def _best(self, index: int) -> tuple[float, int | None]:
        for option, cost in enumerate(self.costs[index]):
            if not self._blockers(index, option):
                return cost, option
        return self.weights[index], None

    def _cost(self, index: int) -> float:
        choice = self.choices[index]
        return self.weights[index] if choice is None else self.costs[index][choice]

    def improve(self, index: int) -> bool:
        """Move a label to a better place, and whoever stands there elsewhere, if that pays."""
        now = self._cost(index)
        for option, cost in enumerate(self.costs[index]):
            if cost >= now:
                return False
            blockers = self._blockers(index, option)
            if len(blockers) > 2:
                continue
            before = list(self.choices)
            worth = now + sum(map(self._cost, blockers))
            for other in blockers:
                self.choices[other] = None
            self.choices[index] = option
            for other in blockers:
                self.settle(other)
            if cost + sum(map(self._cost, blockers)) < worth - 1e-9:
                return True
            self.choices = before
        return False


def _led_past(candidate: Candidate, held: NDArray[np.float64]) -> Candidate:
    """Return a candidate, dearer by each mark that its line runs over."""
    if candidate.leader is None:
        return candidate
    met = int(np.count_nonzero(_crossed(candidate.leader, held, skip=9.0)))
    return replace(candidate, cost=candidate.cost + _MET * met) if met else candidate


def _boxes(candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    return np.array([c.box for c in candidates], dtype=np.float64).reshape(-1, 4)


def _overlaps(
    some: NDArray[np.float64], others: NDArray[np.float64], gap: float
) -> NDArray[np.bool_]:
    a, b = some[:, None, :], others[None, :, :]
    found: NDArray[np.bool_] = (
        (a[..., 0] < b[..., 2] + gap)
        & (b[..., 0] < a[..., 2] + gap)
        & (a[..., 1] < b[..., 3])
        & (b[..., 1] < a[..., 3])
    )
    return found


def _crossed(leader: Box, boxes: NDArray[np.float64], skip: float = 0.0) -> NDArray[np.bool_]:
    """Tell which boxes a line runs through; its first ``skip`` units lie on what it points to."""
    if not len(boxes):
        return np.zeros(len(boxes), dtype=np.bool_)
    x0, y0, x1, y1 = leader
    length = max(1e-9, float(np.hypot(x1 - x0, y1 - y0)))
    # Not its last unit either: there its own label stands.
    shares = np.linspace(min(0.9, skip / length), max(0.0, 1 - 1.5 / length), 12)
    x, y = x0 + shares * (x1 - x0), y0 + shares * (y1 - y0)
    inside = (x > boxes[:, :1]) & (x < boxes[:, 2:3]) & (y > boxes[:, 1:2]) & (y < boxes[:, 3:])
    found: NDArray[np.bool_] = np.any(inside, axis=1)
    return found
