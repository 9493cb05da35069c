"""Figures against the polygons a user brings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box

from geonews.check import area_km2
from geonews.model import UserArea
from tests.check.world import checks_of

FIRE = UserArea("Evia fire", box(23, 38, 23.2, 38.2), "fire.geojson", ("ring 1 was mended",))
KURSK = UserArea("Kursk", box(35, 51, 36, 52), "kursk.geojson")


def test_the_areas_are_what_the_tests_take_them_for() -> None:
    assert area_km2(FIRE.geometry) == pytest.approx(389.4, abs=0.1)
    assert area_km2(KURSK.geometry) == pytest.approx(7726, abs=1)


@pytest.mark.parametrize(
    ("text", "area", "verdict", "reason"),
    [
        ("The Evia fire took 390 sq km.", FIRE, "consistent", "agree within 5%"),
        ("The Evia fire took 400 sq km.", FIRE, "loosely rounded", "103% of the polygon"),
        ("The Evia fire took 250 sq km.", FIRE, "inconsistent", "64.2% of the polygon"),
        ("The Evia fire took 800 sq km.", FIRE, "inconsistent", "205% of the polygon"),
        ("They hold 7,700 sq km of Kursk.", KURSK, "consistent", "agree within 5%"),
        ("They hold 984 sq km of Kursk.", KURSK, "plausible", "may be a part of it"),
        ("They hold 9,000 sq km of Kursk.", KURSK, "inconsistent", "116% of the polygon"),
        ("The EVIA FIRE took 390 sq km.", FIRE, "consistent", "agree within 5%"),
        ("The Evia fire took 1.3% of Belgium.", FIRE, "consistent", "as stated"),
        ("The Evia fire took a fifth of Belgium.", FIRE, "inconsistent", "outside of what"),
        ("The Evia fire took half of Malta.", FIRE, "cannot be checked", "it is larger than"),
        ("The Evia fire took half of Evia.", FIRE, "cannot be checked", "no area of it is known"),
    ],
)
def test_polygon(text: str, area: UserArea, verdict: str, reason: str) -> None:
    (found,) = [check for check in checks_of(text, area) if check.kind == "polygon"]
    assert found.verdict == verdict
    assert reason in found.reason
    assert area.source in found.sources[0]
    assert all(note in found.tolerance for note in area.notes)


@pytest.mark.parametrize(
    "text",
    [
        "They hold 984 acres. The Evia fire went on.",
        "Evia firemen saved 984 sq km.",
        "They hold 984 sq km of Belgium.",
    ],
)
def test_polygon_of_another_name(text: str) -> None:
    assert [check for check in checks_of(text, FIRE) if check.kind == "polygon"] == []


def test_a_pair_is_held_against_a_polygon_once() -> None:
    checks = checks_of("The Evia fire took 390 sq km (151 sq mi).", FIRE)
    assert [(check.kind, check.figures) for check in checks] == [
        ("unit_pair", (0, 1)),
        ("polygon", (0, 1)),
    ]


_CORNERS = st.lists(st.floats(0.05, 0.95), min_size=4, max_size=12, unique=True)


@given(_CORNERS, st.integers(0, 11), st.floats(-170, 170), st.floats(-80, 80))
@settings(deadline=None)
def test_area_is_the_same_from_any_corner_and_either_way_round(
    radii: list[float], shift: int, lon: float, lat: float
) -> None:
    # A star around its middle never crosses itself.
    from math import cos, pi, sin

    count = len(radii)
    ring = [
        (lon + r * cos(2 * pi * k / count), lat + r * sin(2 * pi * k / count))
        for k, r in enumerate(radii)
    ]
    turned = ring[shift % count :] + ring[: shift % count]
    area = area_km2(Polygon(ring))
    assert area_km2(Polygon(turned)) == pytest.approx(area, rel=1e-7, abs=1e-6)
    assert area_km2(Polygon(turned[::-1])) == pytest.approx(area, rel=1e-7, abs=1e-6)
