"""The arithmetic by itself: an interval that was stated against sizes that are known."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from geonews.check.words import km2, percent
from geonews.hedges import HEDGES
from geonews.model import Figure, Verdict

__all__ = [
    "LOOSE",
    "Comparison",
    "agreement",
    "compare",
    "firm",
    "holds_as_bound",
    "size_tolerance",
]

LOOSE = 0.02
"""Point values further apart are loosely rounded; 22 of 27 pairs in print are within 1.2%."""

_FIRM = 1.3
_AT_MOST = ("up to", "as much as", "as many as", "within")
_NUMBERS = re.compile(r"[0-9]+(?:[.,\s][0-9]+)*")

# Natural Earth 1:10m against official totals, 219 places: border detail costs 0.04-0.3% above
# 10,000 km2 and more below. Rule 6 of the calibration.
_TOLERANCES = ((1e5, 0.01), (1e4, 0.02), (0.0, 0.05))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict with its reason, one sentence with the numbers in it."""

    verdict: Verdict
    reason: str


def agreement(
    low: float, high: float, point: float, other_low: float, other_high: float, other: float
) -> Verdict:
    """Return the verdict of two intervals and their point values.

    Examples
    --------
    >>> agreement(983.5, 985, 984, 971.2, 1010.1, 984.2)
    'consistent'
    """
    if high < other_low or other_high < low:
        return "inconsistent"
    apart = abs(point - other) / max(abs(other), 1e-300)
    return "consistent" if apart <= LOOSE else "loosely rounded"


def firm(figure: Figure, factor: float = 1.0) -> tuple[float, float]:
    """Return the interval of a figure, no wider than rounding to one digit makes it in print.

    By its last digit that is not zero "200 miles" stands for 150 to 300, and no desk prints 200
    for 295: rounding to one digit moves a number by a third at the most, truncating it is rare.
    Bounds ("more than") and ranges keep their interval.

    Parameters
    ----------
    figure : Figure
    factor : float
        The figure's unit in that of its interval.

    Examples
    --------
    >>> low, high = firm(Figure(0, 6, "200 mi", "distance", 200, "mi", 241.4, 482.8), 1.609344)
    >>> round(low), round(high)
    (248, 418)
    """
    point = figure.value * factor
    is_bound = any(math.isclose(end, point, rel_tol=1e-9) for end in (figure.low, figure.high))
    if is_bound or len(_NUMBERS.findall(figure.text)) > 1:
        return figure.low, figure.high
    return max(figure.low, point / _FIRM), min(figure.high, point * _FIRM)


def holds_as_bound(figure: Figure, actual: float, factor: float = 1.0) -> bool:
    """Tell whether a figure is only a bound, and a value keeps to it: "more than 100 km" for 450.

    By the calibration "more than" reaches no further than a quarter above, but a larger value makes
    it no error; "just over" does not reach so far.

    Parameters
    ----------
    figure : Figure
    actual : float
        In the unit of the figure's interval.
    factor : float
        The figure's unit in that.

    Examples
    --------
    >>> more = Figure(0, 6, "100 km", "distance", 100, "km", 100, 125, "more than")
    >>> holds_as_bound(more, 450), holds_as_bound(more, 50)
    (True, False)
    """
    point = figure.value * factor
    hedge = HEDGES.get(figure.hedge or "")
    is_least = hedge is HEDGES["more than"]
    is_most = figure.hedge in _AT_MOST or hedge is HEDGES["less than"]
    return (is_least and actual >= point) or (is_most and actual <= point)


def size_tolerance(area: float) -> float:
    """Return how far a reference of a size in km2 may be off, relative.

    Examples
    --------
    >>> size_tolerance(30_117), size_tolerance(603_550)
    (0.02, 0.01)
    """
    return next(tolerance for least, tolerance in _TOLERANCES if area >= least)


def compare(
    stated: float | tuple[float, float],
    reference: float | Mapping[str, float],
    *,
    relation: Literal["equal", "part"] = "equal",
    tolerance: float | None = None,
) -> Comparison:
    """Hold a stated area against a known one, with the tolerances of `geonews check`.

    For those who have their own numbers and want only the arithmetic: no story, no gazetteer.

    Parameters
    ----------
    stated : float or (low, high)
        Square kilometres: what was written, or the interval its words stand for. A single number
        stands for itself give or take half a percent.
    reference : float or mapping of str to float
        Square kilometres: one size, or several definitions of the same thing by name, such as
        ``{"total": 69_899, "land": 54_555}``.
    relation : {'equal', 'part'}
        Whether the figure should be as large as the reference, or may be any part of it.
    tolerance : float, optional
        How far the reference may be off, relative; by default 5% below 10,000 km2, 2% below
        100,000 km2 and 1% above.

    Returns
    -------
    Comparison
        ``depends on definition`` where only some definitions fit, ``cannot be checked`` where a
        number is zero, negative or not finite; never a verdict of true or false.

    Examples
    --------
    >>> compare((29_500, 31_000), 29_997).verdict
    'consistent'
    >>> print(compare(700, 316, relation="part").reason)
    700 km2 is 222% of 316 km2: a part cannot be larger than its whole.
    >>> compare((2_650, 2_700), {"total": 4_001, "land": 2_678}).verdict
    'depends on definition'
    """
    if isinstance(stated, tuple):
        low, high = stated
        point = (low + high) / 2
    else:
        low, high, point = stated * 0.995, stated * 1.005, stated
    sizes = dict(reference) if isinstance(reference, Mapping) else {"": reference}
    numbers = (low, high, point, *sizes.values(), *(() if tolerance is None else (tolerance,)))
    if not sizes or not all(map(math.isfinite, numbers)):
        return Comparison("cannot be checked", "A number that is not finite compares to nothing.")
    if min(low, *sizes.values()) < 0 or 0 in (point, *sizes.values()) or (tolerance or 0) < 0:
        return Comparison("cannot be checked", "An area must be larger than zero to be compared.")
    if low > high:
        return Comparison("cannot be checked", "An interval runs from its lower end to its upper.")
    found = {
        name: _one(low, high, point, size, relation, tolerance) for name, size in sizes.items()
    }
    verdicts = set(found.values())
    told = "; ".join(
        f"{percent(point / size)} of {km2(size)}{f' ({name})' if name else ''}"
        for name, size in sizes.items()
    )
    head = f"{km2(point)} is {told}"
    if "inconsistent" in verdicts and len(verdicts) > 1:
        fits = ", ".join(name for name, verdict in found.items() if verdict != "inconsistent")
        return Comparison("depends on definition", f"{head}: only by {fits} does it fit.")
    verdict = next(iter(found.values()))
    tails = {
        "consistent": "as large, within the tolerance",
        "loosely rounded": "within what the rounding allows",
        "plausible": "a part may have any size up to its whole",
        "inconsistent": (
            "a part cannot be larger than its whole"
            if relation == "part"
            else "outside of the tolerance"
        ),
    }
    return Comparison(verdict, f"{head}: {tails[verdict]}.")


def _one(
    low: float, high: float, point: float, size: float, relation: str, tolerance: float | None
) -> Verdict:
    off = size_tolerance(size) if tolerance is None else tolerance
    if relation == "part":
        return "plausible" if low <= size * (1 + off) else "inconsistent"
    return agreement(low, high, point, size * (1 - off), size * (1 + off), size)
