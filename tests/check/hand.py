"""Figures made by hand, for the checks whose grammar is not under test."""

from __future__ import annotations

import re
from typing import Any, cast

from shapely import box
from shapely.geometry.base import BaseGeometry

from geonews.check import check
from geonews.gazetteer import Convention, Gazetteer, OfficialArea
from geonews.model import Article, Check, Figure, FigureSense, GazetteerInfo, Place, UserArea
from geonews.numbers import NUMBER, parse_fraction, parse_number
from geonews.units import UNIT_KM, UNIT_KM2

_UNITS = {
    "sq km": "km2",
    "square kilometres": "km2",
    "square kilometers": "km2",
    "km2": "km2",
    "square-kilometre": "km2",
    "square miles": "mi2",
    "sq mi": "mi2",
    "ha": "ha",
    "hectares": "ha",
    "acres": "acre",
    "km": "km",
    "kilometres": "km",
    "miles": "mi",
    "mile": "mi",
}


def _place(name: str, lat: float, lon: float, country: str, feature: str, **more: Any) -> Place:
    return Place(name, lat, lon, country=country, feature=feature, source="Test Atlas", **more)


PLACES = {
    place.name: place
    for place in (
        _place("Malta", 35.9, 14.4, "MT", "PCLI"),
        _place("Netherlands", 52.1, 5.3, "NL", "PCLI", area_km2=37_300.0),
        _place("Luxembourg", 49.8, 6.1, "LU", "PCLI"),
        _place("Singapore", 1.3, 103.8, "SG", "PCLI"),
        _place("Haiti", 19.0, -72.5, "HT", "PCLI"),
        _place("Jamaica", 18.1, -77.3, "JM", "PCLI"),
        _place("Iceland", 65.0, -18.0, "IS", "PCLI"),
        _place("Norway", 62.0, 10.0, "NO", "PCLI"),
        _place("Rhode Island", 41.7, -71.5, "US", "ADM1"),
        _place("Kursk Oblast", 51.7, 36.2, "RU", "ADM1", area_km2=30_117.0),
        _place("Kursk", 51.73, 36.19, "RU", "PPL", population=440_000),
        _place("Sudzha", 51.19, 35.27, "RU", "PPL", population=5_000),
        _place("Moscow", 55.75, 37.62, "RU", "PPLC", population=10_400_000),
        _place("Lyon", 45.75, 4.85, "FR", "PPL", population=520_000),
        _place("Paris", 48.85, 2.35, "FR", "PPLC", population=2_100_000),
        _place("Sumy Oblast", 51.0, 34.0, "UA", "ADM1", area_km2=23_800.0),
        _place("Moorland", 50.0, 10.0, "DE", "RGN", area_km2=30_000.0),
        _place("Hamlet", 50.0, 11.0, "DE", "PPL"),
        _place("Georgia", 42.0, 43.5, "GE", "PCLI"),
        _place("Texas", 31.0, -99.0, "US", "ADM1", area_km2=686_383.0),
    )
}
_OTHERS = {
    "Georgia": _place("Georgia", 32.7, -83.4, "US", "ADM1", area_km2=152_000.0),
    "Luxembourg": _place("Luxembourg", 49.61, 6.13, "LU", "PPLC", population=130_000),
    "Lyon": _place("Lyon", 47.9, 3.4, "FR", "PPL", population=900),
    "Holland": PLACES["Netherlands"],
    "Kursk": PLACES["Kursk Oblast"],
}
_OFFICIAL: dict[tuple[str, str | None], tuple[float, float | None]] = {
    ("Malta", "MT"): (316.0, 316.0),
    ("Netherlands", "NL"): (41_543.0, 33_893.0),
    ("Luxembourg", "LU"): (2_586.0, 2_586.0),
    ("Singapore", "SG"): (719.0, 709.0),
    ("Haiti", "HT"): (27_750.0, 27_560.0),
    ("Jamaica", "JM"): (10_991.0, 10_831.0),
    ("Iceland", "IS"): (103_000.0, 100_250.0),
    ("Norway", "NO"): (323_802.0, 304_282.0),
    ("Rhode Island", "US"): (4_001.0, 2_678.0),
    ("Kursk Oblast", "RU"): (29_997.0, None),
    ("Georgia", "GE"): (69_700.0, 69_700.0),
    ("Georgia", "US"): (153_910.0, 148_959.0),
}
_SHAPES = {
    "Kursk Oblast": box(34.1, 50.9, 38.5, 52.4),
    "Sumy Oblast": box(32.9, 50.1, 35.23, 52.3),
}


class _World:
    """What `check` asks of a gazetteer."""

    info = GazetteerInfo("test", "1", "")

    def lookup(self, name: str) -> tuple[Place, ...]:
        found = [PLACES.get(name.title()), _OTHERS.get(name.title())]
        return tuple(place for place in found if place is not None)

    def shape(self, place: Place, detail: str = "full") -> BaseGeometry | None:  # noqa: ARG002
        return _SHAPES.get(place.name)

    def conventions(self, place: Place) -> tuple[Convention, ...]:  # noqa: ARG002
        return ()

    def official_area(self, place: Place) -> OfficialArea | None:
        if place.feature.startswith("PPL"):
            return None
        known = _OFFICIAL.get((place.name, place.country))
        return OfficialArea(*known, "Register of Areas, 2026") if known else None


WORLD = cast(Gazetteer, _World())


def _number_of(phrase: str) -> tuple[float, float, float]:
    match = re.search(NUMBER, phrase.lower())
    assert match is not None, phrase
    number = parse_number(match[0])
    assert number is not None, phrase
    return number.value, number.low, number.high


def area(
    text: str,
    phrase: str,
    place: str | None = None,
    sense: FigureSense | None = None,
    unit: str | None = None,
) -> Figure:
    """Return the area figure that a phrase of a text is."""
    start = text.index(phrase)
    value, low, high = _number_of(phrase)
    if unit is None:
        name = phrase.replace("-", " ", 1).partition(" ")[2].strip()
        unit = _UNITS.get(name) or _UNITS[name.replace("-", " ")]
    factor = UNIT_KM2[unit]
    return Figure(
        start,
        start + len(phrase),
        phrase,
        "area",
        value,
        unit,
        low * factor,
        high * factor,
        place=PLACES[place] if place else None,
        sense=sense,
    )


def share(
    text: str, phrase: str, place: str | None = None, sense: FigureSense | None = None
) -> Figure:
    """Return the share that a phrase of a text is."""
    start = text.index(phrase)
    if phrase.endswith("%"):
        value, low, high = (number / 100 for number in _number_of(phrase))
    else:
        fraction = parse_fraction(phrase)
        assert fraction is not None, phrase
        value, low, high = fraction.value, fraction.low, fraction.high
    where = PLACES[place] if place else None
    return Figure(
        start,
        start + len(phrase),
        phrase,
        "share",
        value,
        None,
        low,
        high,
        place=where,
        sense=sense,
    )


def ratio(
    text: str,
    phrase: str,
    value: float,
    other: str | None,
    place: str | None = None,
    bounds: tuple[float, float] | None = None,
    sense: FigureSense = "times",
) -> Figure:
    """Return the ratio that a phrase of a text is."""
    start = text.index(phrase)
    low, high = bounds or (0.85 * value, 1.15 * value)
    return Figure(
        start,
        start + len(phrase),
        phrase,
        "ratio",
        value,
        None,
        low,
        high,
        place=PLACES[place] if place else None,
        other=PLACES[other] if other else None,
        sense=sense,
    )


def length(
    text: str,
    phrase: str,
    sense: FigureSense,
    *,
    breadth: float | None = None,
    place: str | None = None,
    other: str | None = None,
    bearing: float | None = None,
) -> Figure:
    """Return the extent or, with a sense of "apart" or "deep", the distance of a phrase."""
    start = text.index(phrase)
    value, low, high = _number_of(phrase)
    unit = next(
        u for name, u in _UNITS.items() if re.search(rf"\b{name}\b", phrase) and u in UNIT_KM
    )
    factor = UNIT_KM[unit]
    return Figure(
        start,
        start + len(phrase),
        phrase,
        "distance" if sense in ("apart", "deep") else "extent",
        value,
        unit,
        low * factor,
        high * factor,
        place=PLACES[place] if place else None,
        other=PLACES[other] if other else None,
        sense=sense,
        breadth=breadth,
        bearing=bearing,
    )


def checks(text: str, *figures: Figure, areas: tuple[UserArea, ...] = ()) -> tuple[Check, ...]:
    """Check some figures of a text in the small world."""
    ordered = tuple(sorted(figures, key=lambda figure: figure.start))
    return check(Article(text), ordered, WORLD, areas)


def told(found: tuple[Check, ...], kind: str) -> list[str]:
    """Return the verdicts of one kind of check."""
    return [check.verdict for check in found if check.kind == kind]
