"""What a check compares, as things to draw to scale beside each other."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from geonews.check.reference import Sizes
from geonews.check.words import area, number, percent, value_km2
from geonews.draw.escape import Html
from geonews.draw.silhouette import Silhouette, silhouette
from geonews.draw.to_scale import Item, length, to_scale
from geonews.model import Check, CheckKind, Figure, Place
from geonews.units import UNIT_KM, UNIT_KM2

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer

__all__ = ["Comparer"]

# A page of a hundred checks is read for its first.
_MOST_DRAWN = 24
_EARTH_KM2 = 5.1e8
# Beyond this a circle on the plane is not as large as one on the Earth.
_FLAT_KM = 2000.0
# An interval wider than this is drawn, as is a shape that differs from the official area.
_WIDE = 1.05
_ALIKE = 0.01
# A ratio up to here is no more than open: "larger than Wales".
_OPEN_END = 1e5
_MILE_KM = UNIT_KM["mi"]
_IMPERIAL = ("mi2", "acre", "ft2")
_SENSES = {"before": "before", "after": "after", "by": "the change"}
# Two numbers in one figure: "1,300 to 2,100 square kilometers".
_RANGE = re.compile(r"\d\S*(?:\s[a-z ]{2,20})?\s?(?:to|and|or|[-–—])\s?\d", re.IGNORECASE)
_NOT_WHERE = "The square says how much, not where."


class Comparer:
    """Draws the checks of one story, each comparison once.

    Parameters
    ----------
    figures : tuple of Figure
        Those the checks refer to by index.
    gazetteer : Gazetteer
        Where shapes and official areas come from.
    """

    def __init__(self, figures: tuple[Figure, ...], gazetteer: Gazetteer) -> None:
        self._figures = figures
        self._gazetteer = gazetteer
        self._sizes = Sizes(gazetteer)
        self._shapes: dict[Place, Silhouette | None] = {}
        self._drawn: list[tuple[Item, ...]] = []

    def drawing(self, check: Check) -> Html | None:
        """Return the drawing of a check; None where it has none, or one that has been drawn."""
        if len(self._drawn) >= _MOST_DRAWN:
            return None
        items, notes = _KINDS.get(check.kind, _nothing)(self, check)
        if not items or any(_look_alike(items, drawn) for drawn in self._drawn):
            return None
        figure = to_scale(items, notes)
        if figure is not None:
            self._drawn.append(items)
        return figure

    # What is compared ------------------------------------------------------------------------

    def part(self, check: Check) -> Compared:
        """Return an area beside the place it is said of."""
        stated = self._areas(check)
        if not stated or stated[0].place is None:
            return (), ()
        return self._beside(_square(stated[0]), stated[0].place)

    def share(self, check: Check) -> Compared:
        """Return a share of a place, as stated in area or else reckoned, beside the place."""
        place = self._figures[check.figures[0]].place
        stated = self._areas(check)
        if place is None:
            return (), ()
        if stated:
            return self._beside(_square(stated[0]), place)
        share = self._figures[check.figures[0]]
        whole = self._sizes.of(place)
        if whole is None or share.quantity != "share":
            return (), ()
        name = f"{percent(share.value)} of {place.name}"
        size = whole.point_km2
        return self._beside(_reckoned(name, share.value * size, share.high * size), place)

    def ratio(self, check: Check) -> Compared:
        """Return what is compared beside the yardstick."""
        ratio = self._figures[check.figures[0]]
        yard = ratio.other
        if yard is None or ratio.quantity != "ratio":
            return (), ()
        stated = self._areas(check)
        if stated:
            return self._beside(_square(stated[0]), yard)
        own = self._shape(ratio.place) if ratio.place and ratio.place != yard else None
        if own is not None and check.verdict != "cannot be checked":
            mine, notes = own
            items, more = self._beside(mine, yard)
            return items, (*notes, *(note for note in more if note != _NOT_WHERE))
        size = self._sizes.of(yard)
        if size is None or 1 / _WIDE < ratio.value < _WIDE:
            return (), ()
        point = ratio.value * size.point_km2
        high = ratio.high * size.point_km2 if ratio.high < _OPEN_END else point
        return self._beside(_reckoned(f"{number(ratio.value, 3)} × {yard.name}", point, high), yard)

    def extent(self, check: Check) -> Compared:
        """Return the circle or rectangle of an extent, beside an area of the same thing."""
        bound = _extent(self._figures[check.figures[0]])
        if bound is None:
            return (), ()
        squares = [_square(figure) for figure in self._areas(check)[:1]]
        what = bound.form
        return (bound, *(s for s in squares if s)), (f"The {what} says how far, not where.",)

    def pair(self, check: Check) -> Compared:
        """Return the areas of a check as squares, where they differ enough to be seen."""
        stated = self._areas(check)[:2]
        sizes = [value_km2(figure) for figure in stated]
        if len(stated) < 2 or max(sizes) < _WIDE * min(sizes):
            return (), ()
        squares = [_square(figure) for figure in stated]
        return tuple(square for square in squares if square), ()

    def _areas(self, check: Check) -> list[Figure]:
        stated = [self._figures[n] for n in check.figures]
        return [
            figure
            for figure in stated
            if figure.quantity == "area"
            and figure.unit in UNIT_KM2
            and 0 < value_km2(figure) < _EARTH_KM2
        ]

    def _beside(self, item: Item | None, place: Place) -> Compared:
        shown = self._shape(place)
        if item is None or shown is None:
            return (), ()
        shape, notes = shown
        return (item, shape), (_NOT_WHERE, *notes)

    def _shape(self, place: Place) -> tuple[Item, tuple[str, ...]] | None:
        """Return the shape of a place as an item, and what must be said of it."""
        if place.feature.startswith("PPL"):
            return None
        if place not in self._shapes:
            self._shapes[place] = silhouette(place, self._gazetteer)
        shape = self._shapes[place]
        if shape is None:
            return None
        size = _km2(shape.area_km2)
        notes = []
        if not shape.disputed.is_empty:
            both = _km2(shape.area_km2 + shape.disputed.area)
            notes.append(f"Hatched: in dispute; with it, {place.name} has {both}.")
        known = self._sizes.of(place)
        if known is not None and known.is_official:
            ratio = known.point_km2 / shape.area_km2
            if not 1 / _WIDE < ratio < _WIDE:
                notes.append(
                    f"The check goes by the {known.definitions[0].label} of {place.name}, "
                    f"{_km2(known.point_km2)}."
                )
        if shape.is_cut:
            notes.append("Far islands, less than 0.5% of it, are left out.")
        spoken = f"the shape of {place.name}, {size}"
        item = Item(
            "shape", shape.width_km, shape.height_km, place.name, (size,), spoken, shape=shape
        )
        return item, tuple(notes)


Compared = tuple[tuple[Item, ...], tuple[str, ...]]
"""The items of a drawing, and the notes below it."""


def _look_alike(items: tuple[Item, ...], others: tuple[Item, ...]) -> bool:
    """Tell whether two drawings would look the same."""
    return len(items) == len(others) and all(
        (a.form, a.shape) == (b.form, b.shape) and abs(a.width_km / b.width_km - 1) < _ALIKE
        for a, b in zip(items, others, strict=True)
    )


def _nothing(_comparer: Comparer, _check: Check) -> Compared:
    return (), ()


_KINDS: dict[CheckKind, Callable[[Comparer, Check], Compared]] = {
    "part_of_whole": Comparer.part,
    "polygon": Comparer.part,
    "share_of_whole": Comparer.share,
    "size_comparison": Comparer.ratio,
    "extent": Comparer.extent,
    "unit_pair": Comparer.pair,
    "change": Comparer.pair,
    "two_figures": Comparer.pair,
}


def _square(figure: Figure) -> Item | None:
    """Return the square of an area figure, with the most its words can stand for."""
    unit = figure.unit or "km2"
    point, sense = value_km2(figure), _SENSES.get(figure.sense or "", "")
    if _RANGE.search(figure.text) and 0 < figure.low < figure.high / _WIDE:
        low, high = math.sqrt(figure.low), math.sqrt(figure.high)
        name = " ".join(figure.text.split())
        sizes = f"{number(figure.low)} to {_km2(figure.high)}"
        sides = f"{number(low, 3)} to {length(high)}"
        lines = (sizes, f"{sides} a side")
        spoken = f"two nested squares for {name}: {sizes}, with sides of {sides}"
        return Item("square", low, low, name, lines, spoken, most=high / low)
    name = f"{number(point, 6)} km²" if unit == "km2" else area(figure.value, unit)
    also = () if unit == "km2" else (_km2(point),)
    return _sized(name, also, point, figure.high, sense, is_imperial=unit in _IMPERIAL)


def _reckoned(name: str, point_km2: float, high_km2: float) -> Item | None:
    if not 0 < point_km2 < _EARTH_KM2:
        return None
    return _sized(name, (_km2(point_km2),), point_km2, high_km2)


def _sized(
    name: str,
    also: tuple[str, ...],
    point_km2: float,
    high_km2: float,
    sense: str = "",
    *,
    is_imperial: bool = False,
) -> Item:
    side = math.sqrt(point_km2)
    lines = [sense] if sense else []
    lines += [*also, f"{length(side)} a side"]
    if is_imperial and side >= 1:
        lines.append(f"({number(side / _MILE_KM, 3)} mi)")
    spoken = f"a square of {name}{f' ({also[0]})' if also else ''} with sides of {length(side)}"
    spoken = f"{sense}, {spoken}" if sense else spoken
    if not _WIDE * point_km2 < high_km2 < _EARTH_KM2:
        return Item("square", side, side, name, tuple(lines), spoken)
    most, told = math.sqrt(high_km2 / point_km2), _km2(high_km2)
    spoken += f", up to {told}"
    return Item("square", side, side, name, tuple(lines), spoken, most=most, most_told=told)


def _extent(figure: Figure) -> Item | None:
    """Return a circle or rectangle, as far as the plane can show it."""
    unit = figure.unit or "km"
    if figure.quantity != "extent" or unit not in UNIT_KM:
        return None
    km = figure.value * UNIT_KM[unit]
    if not 0 < km < _FLAT_KM:
        return None
    given = () if unit in ("km", "m") else (length(km),)
    if figure.sense in ("radius", "diameter"):
        across = 2 * km if figure.sense == "radius" else km
        name = f"{number(figure.value)} {unit} {figure.sense}"
        size = _km2(math.pi * across**2 / 4)
        spoken = f"a circle of {name}{f' ({given[0]})' if given else ''}, {size}"
        return Item("circle", across, across, name, (*given, size), spoken)
    if figure.sense == "sides" and figure.breadth:
        other = figure.breadth * UNIT_KM[unit]
        wide, high = max(km, other), min(km, other)
        if not 0 < high <= wide < _FLAT_KM:
            return None
        name = f"{number(figure.value)} by {number(figure.breadth)} {unit}"
        lines = (f"{number(wide, 3)} by {length(high)}",) if given else ()
        size = _km2(wide * high)
        return Item("rectangle", wide, high, name, (*lines, size), f"a rectangle of {name}, {size}")
    return None


def _km2(value: float) -> str:
    """Return an area in four digits, in square metres where it is under a hectare.

    Examples
    --------
    >>> _km2(30132.4), _km2(0.0012)
    ('30,130 km²', '1,200 m²')
    """
    return f"{number(value)} km²" if value >= 0.01 else f"{number(1e6 * value)} m²"
