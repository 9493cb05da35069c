"""Numbers and units in words for people: grouped, few digits, the unit by its name."""

from __future__ import annotations

import math
from decimal import Decimal

from geonews.model import Figure
from geonews.units import UNIT_KM2

__all__ = [
    "STORY",
    "about",
    "area",
    "bound",
    "km2",
    "number",
    "percent",
    "quotient",
    "said",
    "value_km2",
    "with_km2",
]

STORY = "The story's own figures"
"""The source of a check that needs no other."""

_NAMES = {
    "km2": ("square kilometre", "square kilometres"),
    "mi2": ("square mile", "square miles"),
    "ha": ("hectare", "hectares"),
    "acre": ("acre", "acres"),
    "m2": ("square metre", "square metres"),
    "ft2": ("square foot", "square feet"),
    "nmi2": ("square nautical mile", "square nautical miles"),
    "dunam": ("dunam", "dunams"),
    "rai": ("rai", "rai"),
    "mu": ("mu", "mu"),
    "feddan": ("feddan", "feddans"),
    "pitch": ("football pitch", "football pitches"),
}


def number(value: float, digits: int = 4) -> str:
    """Return a number with thousands grouped and at most so many significant digits.

    Examples
    --------
    >>> number(379.92407), number(30117.4, 3), number(0.000123456, 2)
    ('379.9', '30,100', '0.00012')
    """
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else str(value)
    rounded = Decimal(f"{value:.{digits - 1}e}").normalize()
    return f"{rounded:,f}"


def percent(share: float) -> str:
    """Return a share in percent: two significant digits below 10%, three above.

    Examples
    --------
    >>> percent(0.03267), percent(0.18512), percent(1.0)
    ('3.3%', '18.5%', '100%')
    """
    return f"{number(100 * share, 2 if share < 0.0995 else 3)}%"


def about(value: float, tolerance: float) -> str:
    """Return a number with as few digits as its tolerance allows.

    Parameters
    ----------
    value : float
    tolerance : float
        Relative; the rounding spends at most half of it.

    Examples
    --------
    >>> about(30117.0, 0.02), about(603550.0, 0.01)
    ('30,000', '604,000')
    """
    for digits in (1, 2, 3):
        if abs(float(f"{value:.{digits - 1}e}") - value) <= value * tolerance / 2:
            return number(value, digits)
    return number(value, 4)


def area(value: float, unit: str, digits: int = 4) -> str:
    """Return an area with the name of its unit.

    Examples
    --------
    >>> area(379.92407, "mi2"), area(1, "ha")
    ('379.9 square miles', '1 hectare')
    """
    return f"{number(value, digits)} {_NAMES[unit][value != 1]}"


def km2(value: float, digits: int = 4) -> str:
    """Return an area in km2.

    Examples
    --------
    >>> km2(1234567.8)
    '1,235,000 km2'
    """
    return f"{number(value, digits)} km2"


def quotient(part_km2: float, whole_km2: float) -> str:
    """Return the division of two areas, as a formula.

    Examples
    --------
    >>> quotient(984, 30_117)
    '984 km2 / 30,117 km2 = 3.3%'
    """
    return f"{km2(part_km2, 6)} / {km2(whole_km2, 6)} = {percent(part_km2 / whole_km2)}"


def value_km2(figure: Figure) -> float:
    """Return the value of an area figure in km2."""
    return figure.value * UNIT_KM2[figure.unit or "km2"]


def said(figure: Figure) -> str:
    """Return a figure as the story has it, hedge included, on one line.

    Examples
    --------
    >>> said(Figure(15, 21, "5  km2", "area", 5, "km2", 5, 6.25, "more than"))
    'more than 5 km2'
    >>> said(Figure(0, 15, "500 or so acres", "area", 500, "acre", 1.8, 2.4, "or so"))
    '500 or so acres'
    """
    text = " ".join(figure.text.split())
    if figure.hedge is None or figure.hedge in ("+", "plus") or _holds(text, figure.hedge):
        return text
    if figure.hedge.startswith("or "):
        return f"{text} {figure.hedge}"
    return f"{figure.hedge} {text}" if figure.hedge.isascii() else f"{figure.hedge}{text}"


def _holds(text: str, hedge: str) -> bool:
    """Tell whether a hedge stands within a figure: "500-odd acres", "500 or so acres"."""
    words = f" {text.lower().replace('-', ' ').replace(':', ' ')} "
    return f" {hedge} " in words


def bound(figure: Figure) -> str:
    """Return which bound a figure is: "at least", "at most", or "about" for none.

    Examples
    --------
    >>> bound(Figure(0, 3, "40%", "share", 0.4, None, 0.4, 0.5, "more than"))
    'at least'
    """
    factor = 1.0 if figure.quantity == "share" else UNIT_KM2[figure.unit or "km2"]
    if math.isclose(figure.low, figure.value * factor, rel_tol=1e-9):
        return "at least"
    if math.isclose(figure.high, figure.value * factor, rel_tol=1e-9):
        return "at most"
    return "about"


def with_km2(figure: Figure) -> str:
    """Return a figure as stated, with km2 beside any other unit."""
    unit, point = figure.unit or "km2", value_km2(figure)
    if unit == "km2":
        return km2(point)
    return f"{area(figure.value, unit)} ({km2(point)})"
