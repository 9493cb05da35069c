"""Extents: radius, diameter, sides and length, and what is no ground."""

from __future__ import annotations

import pytest

from geonews.measure import measure
from geonews.model import Article, Figure
from tests.measure.marked import marked, shown


def extents_in(story: str) -> tuple[Figure, ...]:
    text, mentions = marked(story)
    return tuple(f for f in measure(Article(text), mentions) if f.quantity == "extent")


# Story, text, value, unit, low and high in that unit, sense, breadth.
FORMS: tuple[tuple[str, str, float, str, float, float, str, float | None], ...] = (
    (
        "All left a 10-mile radius of the plant.",
        *("10-mile", 10, "mi", 5, 20, "radius", None),
    ),
    ("A radius of about 32 km is shut.", *("32 km", 32, "km", 31.5, 33, "radius", None)),
    (
        "Within a radius of 5 to 10 km, all left.",
        *("5 to 10 km", 7.5, "km", 4.5, 20, "radius", None),
    ),
    ("The crater is 30 km across.", *("30 km", 30, "km", 25, 40, "diameter", None)),
    ("A hole 30 km in diameter grew.", *("30 km", 30, "km", 25, 40, "diameter", None)),
    ("It has a diameter of 12 km.", *("12 km", 12, "km", 11.5, 13, "diameter", None)),
    ("A 12-km-wide iceberg drifts.", *("12-km-wide", 12, "km", 11.5, 13, "diameter", None)),
    ("The funnel was a mile wide.", *("a mile", 1, "mi", 0.5, 2, "diameter", None)),
    ("They hold a strip 12 by 5 km.", *("12 by 5 km", 12, "km", 11.5, 13, "sides", 5)),
    ("They hold 12 km by 5 km of land.", *("12 km by 5 km", 12, "km", 11.5, 13, "sides", 5)),
    ("A 12-km by 5-km strip was mined.", *("12-km by 5-km", 12, "km", 11.5, 13, "sides", 5)),
    ("A 35-by-25-km sheen grew.", *("35-by-25-km", 35, "km", 34.5, 36, "sides", 25)),
    ("A 12 x 5 km zone is shut.", *("12 x 5 km", 12, "km", 11.5, 13, "sides", 5)),
    ("A zone 1.5 km by 800 metres.", *("1.5 km by 800 metres", 1.5, "km", 1.45, 1.6, "sides", 0.8)),
    (
        "A scar 25 miles long and 10 miles wide.",
        *("25 miles long and 10 miles wide", 25, "mi", 24.5, 26, "sides", 10),
    ),
    (
        "A scar 10 miles wide and 25 miles long.",
        *("10 miles wide and 25 miles long", 25, "mi", 24.5, 26, "sides", 10),
    ),
    (
        "A floe 40 km (25 miles) long and 10 km (6 miles) wide.",
        *("40 km (25 miles) long and 10 km (6 miles) wide", 40, "km", 35, 50, "sides", 10),
    ),
    (
        "The belt is up to 10 km wide and 320 km long.",
        *("10 km wide and 320 km long", 320, "km", 315, 330, "sides", 10),
    ),
    ("The block is 50 km square.", *("50 km", 50, "km", 45, 60, "sides", 50)),
    ("It is a square of 5 km a side.", *("5 km", 5, "km", 4.5, 6, "sides", 5)),
    ("Each plot has sides of 5 km.", *("5 km", 5, "km", 4.5, 6, "sides", 5)),
    ("A 200 m by 100 m field was mined.", *("200 m by 100 m", 200, "m", 150, 300, "sides", 100)),
    ("A 12-km-long strip of bank fell.", *("12-km-long", 12, "km", 11.5, 13, "length", None)),
    ("The island is 12 km long.", *("12 km", 12, "km", 11.5, 13, "length", None)),
    ("A 5-km-wide buffer zone is dug.", *("5-km-wide", 5, "km", 4.5, 6, "length", None)),
    ("A 20-km exclusion zone was drawn.", *("20-km", 20, "km", 15, 30, "length", None)),
)
KM = {"km": 1.0, "mi": 1.609344, "m": 0.001}


@pytest.mark.parametrize(
    ("story", "text", "value", "unit", "low", "high", "sense", "breadth"),
    FORMS,
    ids=[row[0][:50] for row in FORMS],
)
def test_forms(
    story: str,
    text: str,
    value: float,
    unit: str,
    low: float,
    high: float,
    sense: str,
    breadth: float | None,
) -> None:
    (figure,) = extents_in(story)
    assert (figure.text, figure.value, figure.unit) == (text, value, unit)
    assert (figure.low, figure.high) == pytest.approx((low * KM[unit], high * KM[unit]))
    assert figure.sense == sense
    assert figure.breadth == (None if breadth is None else pytest.approx(breadth))


@pytest.mark.parametrize(
    ("story", "place", "other"),
    [
        ("All left a 10-mile radius of [Kursk].", None, "Kursk"),
        ("A radius of 30 km around [Kursk] is shut.", None, "Kursk"),
        ("A radius of 30 km around the plant in [Kursk] is shut.", None, None),
        ("Fighters hold a 12-km-long strip of [Kherson:ADM1].", "Kherson", None),
        ("[Gaza:RGN], a strip of land 41 km long and 10 km wide, is shut.", "Gaza", None),
        ("The island of [Evia:ISL] is 180 km long and 50 km wide.", "Evia", None),
        ("Fire took a strip 12 by 5 km.", None, None),
    ],
)
def test_what_it_speaks_of(story: str, place: str | None, other: str | None) -> None:
    (figure,) = extents_in(story)
    assert (shown(figure.place), shown(figure.other)) == (place, other)
    assert bool(figure.bound_by) == (place is not None)


def test_both_units_of_a_width_are_figures() -> None:
    figures = extents_in("A 40-km-wide (25-mile-wide) iceberg drifts.")
    assert [(f.text, f.sense) for f in figures] == [
        ("40-km-wide", "diameter"),
        ("25-mile-wide", "diameter"),
    ]


@pytest.mark.parametrize(
    "story",
    [
        "The screen is 12 by 5 inches.",
        "The phone is 12 x 5 cm.",
        "The 6-by-4-foot painting hangs there.",
        "A pool 50 by 25 metres was dug.",
        "The flag is 50 m by 30 m.",
        "A 5 km long queue formed.",
        "A 40-mile-long convoy came.",
        "The convoy is 40 miles long.",
        "The 300-metre-long ship ran aground.",
        "The 60-metre-wide road is shut.",
        "The river is 2 km wide.",
        "The 2-km-wide strait is mined.",
        "The front line is 1,000 km long.",
        "The trench is 100 m deep and 3 km long.",
        "They walked 30 km across the desert.",
        "A plume 100 km long drifted.",
        "Winds of 12 km/h by 5 pm.",
    ],
)
def test_traps(story: str) -> None:
    assert extents_in(story) == ()


@pytest.mark.parametrize("piece", ["5 km by ", "5 km wide and ", "a mile ", "(3 miles) ", "5 x "])
def test_repetition_costs_no_more_than_its_length(piece: str) -> None:
    assert all(f.value > 0 for f in extents_in(piece * 5_000))
