"""Numbers and units for people."""

from __future__ import annotations

import pytest

from geonews.check.words import about, area, km2, number, percent, said
from geonews.model import Figure


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.0, 4, "0"),
        (984.0, 4, "984"),
        (379.92407, 4, "379.9"),
        (1234567.8, 4, "1,235,000"),
        (30117.4, 3, "30,100"),
        (0.00012345, 3, "0.000123"),
        (99999.9, 3, "100,000"),
        (1e15, 4, "1,000,000,000,000,000"),
        (float("inf"), 4, "inf"),
    ],
)
def test_number(value: float, digits: int, text: str) -> None:
    assert number(value, digits) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0327, "3.3%"), (0.0996, "9.96%"), (0.18512, "18.5%"), (1.0, "100%"), (2.215, "222%")],
)
def test_percent(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("text", "hedge", "told"),
    [
        ("700-odd acres", "odd", "700-odd acres"),
        ("700 or so acres", "or so", "700 or so acres"),
        ("Square footage: About 2,500", "about", "Square footage: About 2,500"),
        ("700 or so acres", "about", "about 700 or so acres"),
        ("some 700 acres", "about", "about some 700 acres"),
        ("700+ acres", "+", "700+ acres"),
        ("700 acres", "or more", "700 acres or more"),
    ],
)
def test_a_hedge_inside_is_said_once(text: str, hedge: str, told: str) -> None:
    assert said(Figure(0, len(text), text, "area", 700, "acre", 2.8, 2.9, hedge)) == told


def test_area_names_its_unit() -> None:
    assert area(1, "mi2") == "1 square mile"
    assert area(2.5, "ft2") == "2.5 square feet"
    assert km2(0.5) == "0.5 km2"


@pytest.mark.parametrize(
    ("value", "tolerance", "text"),
    [(30117, 0.02, "30,000"), (603550, 0.01, "604,000"), (1449, 0.0001, "1,449")],
)
def test_about_spends_no_more_than_half_the_tolerance(
    value: float, tolerance: float, text: str
) -> None:
    assert about(value, tolerance) == text


@pytest.mark.parametrize(
    ("text", "hedge", "whole"),
    [
        ("5 acres", None, "5 acres"),
        ("5\nacres", "about", "about 5 acres"),
        ("200+ acres", "+", "200+ acres"),
        ("300-acre", "plus", "300-acre"),
        ("984 ha", "or so", "984 ha or so"),
        ("984 ha", "~", "~ 984 ha"),
        ("984 ha", "≈", "≈984 ha"),
    ],
)
def test_said(text: str, hedge: str | None, whole: str) -> None:
    assert said(Figure(0, len(text), text, "area", 5, "acre", 0, 1, hedge)) == whole
