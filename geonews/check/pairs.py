"""One figure in two units, and whether they agree."""

from __future__ import annotations

import math

from geonews.check.arithmetic import LOOSE, agreement
from geonews.check.words import area, km2, number, said, value_km2
from geonews.model import Check, Figure
from geonews.units import UNIT_KM2

__all__ = ["unit_pair"]

_ROUNDING = "each number may be rounded in its last digit, so it stands for a range"

# "1,000 hectares (1,000 acres)": a number that ends in zeros may stand for half or twice itself,
# but no desk rounds a conversion so. Rounding to one digit moves a value by a third at the most
# (1.5 to 2), and the other number may be rounded too.
_MOST = 0.4


def unit_pair(i: int, j: int, figures: tuple[Figure, ...]) -> Check:
    """Check a figure against its restatement in another unit.

    Parameters
    ----------
    i, j : int
        Indices of the two.
    """
    first, second = figures[i], figures[j]
    point, other = value_km2(first), value_km2(second)
    verdict = agreement(first.low, first.high, point, second.low, second.high, other)
    if verdict == "loosely rounded" and not 1 - _MOST <= other / point <= 1 + _MOST:
        verdict = "inconsistent"
    digits = max(4, _digits(second.value))
    unit = second.unit or "km2"
    converted = area(point / UNIT_KM2[unit], unit, digits)
    own = area(first.value, first.unit or "km2", max(4, _digits(first.value)))
    stated = area(second.value, unit, digits)
    found = f"{own} is {converted}"
    if verdict == "consistent":
        reason = f"{own} is {converted}, and the story gives {stated}."
    elif verdict == "loosely rounded":
        reason = (
            f"{own} is {converted}; the story gives {stated}, {_apart(other, point)}, within what "
            "its rounding allows."
        )
    else:
        reason = f"{own} is {converted}, but the story gives {stated}, {_apart(other, point)}."
    return Check(
        kind="unit_pair",
        verdict=verdict,
        figures=(i, j),
        statement=f"{said(first)} ({said(second)})",
        found=found,
        tolerance=(
            f"{_ROUNDING}: {km2(first.low)} to {km2(first.high)} against {km2(second.low)} to "
            f"{km2(second.high)}; the ranges must overlap, and beyond {LOOSE:.0%} the pair is loose"
        ),
        reason=reason,
        sources=(_source(first, second),),
        formula=_formula(first, unit, digits),
    )


def _formula(figure: Figure, unit: str, digits: int) -> str:
    own = figure.unit or "km2"
    into = UNIT_KM2[own] / UNIT_KM2[unit]
    result = number(figure.value * into, digits)
    return f"{number(figure.value, 8)} {own} x {number(into, 6)} {unit}/{own} = {result} {unit}"


def _apart(stated: float, point: float) -> str:
    """Return how far the stated value is from the right one, in words."""
    ratio = stated / point
    power = round(math.log10(ratio))
    if power and math.isclose(ratio, 10.0**power, rel_tol=0.05):
        return f"{10 ** abs(power):,} times too {'much' if power > 0 else 'little'}"
    if ratio >= 2:
        return f"{ratio:,.1f} times as much"
    return f"{abs(ratio - 1):.1%} {'more' if ratio > 1 else 'less'}"


def _digits(value: float) -> int:
    """Return how many significant digits a value was written with."""
    return len(f"{value:.12g}".replace(".", "").strip("0").split("e")[0])


def _source(first: Figure, second: Figure) -> str:
    text = "Definitions of the units (international mile, foot and acre of 1959; SI)"
    if "pitch" in (first.unit, second.unit):
        text += "; a football pitch is taken as 0.714 ha (105 m x 68 m)"
    return text
