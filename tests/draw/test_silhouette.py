"""Shapes for small drawings: few points, true size, nothing lost without a word."""

from __future__ import annotations

import re

import pytest
import shapely
from shapely import MultiPolygon, Polygon, box

from geonews.draw.silhouette import path, silhouette
from geonews.gazetteer import Gazetteer
from geonews.model import Place

STEP = re.compile(r"([Mlhv])(-?[\d.]+)(?: (-?[\d.]+))?")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def country(gazetteer: Gazetteer, name: str) -> Place:
    return next(p for p in gazetteer.lookup(name) if p.is_country)


def drawn(d: str) -> MultiPolygon:
    """Return the polygons of a path as it is drawn; holes are rings of their own."""
    rings = []
    for ring in d.split("z")[:-1]:
        x = y = 0.0
        points = []
        for kind, first, second in STEP.findall(ring):
            if kind == "M":
                x, y = float(first), float(second)
            elif kind == "l":
                x, y = x + float(first), y + float(second)
            else:
                x, y = (x + float(first), y) if kind == "h" else (x, y + float(first))
            points.append((x, y))
        rings.append(shapely.Polygon(points))
    return MultiPolygon(rings)


@pytest.mark.parametrize(
    "name",
    ["Russia", "United States", "Fiji", "Norway", "Canada", "Indonesia", "Luxembourg", "Ukraine"],
)
def test_a_path_has_few_points_and_the_true_size(gazetteer: Gazetteer, name: str) -> None:
    shape = silhouette(country(gazetteer, name), gazetteer)
    assert shape is not None
    k = min(150 / shape.height_km, 180 / shape.width_km)
    d = path(shape.shape, k)
    assert d is not None
    rings = drawn(d)
    points = sum(len(ring.exterior.coords) for ring in rings.geoms)
    assert points <= (280 if name in ("Indonesia", "Canada", "Norway", "Fiji") else 150)
    assert len(d) < 2600
    assert all(ring.is_valid for ring in rings.geoms)
    size = sum(ring.area for ring in rings.geoms) / k**2
    assert size == pytest.approx(shape.area_km2, rel=0.08)
    west, north, east, south = rings.bounds
    assert west >= -0.1
    assert north >= -0.1
    assert east <= shape.width_km * k + 0.1
    assert south <= shape.height_km * k + 0.1


def test_fiji_is_one_group_of_islands_and_not_as_wide_as_the_earth(gazetteer: Gazetteer) -> None:
    shape = silhouette(country(gazetteer, "Fiji"), gazetteer)
    assert shape is not None
    assert 300 < shape.width_km < 700
    assert shape.is_cut  # Rotuma is 500 km off


def test_isles_too_small_to_see_are_not_drawn_at_all(gazetteer: Gazetteer) -> None:
    for name in ("Maldives", "Kiribati", "Micronesia"):
        shape = silhouette(country(gazetteer, name), gazetteer)
        assert shape is not None
        assert path(shape.shape, 150 / max(shape.height_km, shape.width_km)) is None


def test_what_is_in_dispute_is_apart_from_the_rest(gazetteer: Gazetteer) -> None:
    ukraine = silhouette(country(gazetteer, "Ukraine"), gazetteer)
    guyana = silhouette(country(gazetteer, "Guyana"), gazetteer)
    assert ukraine is not None
    assert guyana is not None
    assert ukraine.disputed.area == pytest.approx(27_000, rel=0.05)
    assert guyana.disputed.area > 2 * guyana.area_km2
    assert guyana.disputed.bounds[0] >= -0.001
    lux = silhouette(country(gazetteer, "Luxembourg"), gazetteer)
    assert lux is not None
    assert lux.disputed.is_empty


def test_a_place_without_a_polygon_has_none(gazetteer: Gazetteer) -> None:
    suva = next(p for p in gazetteer.lookup("Suva") if p.country == "FJ" and "PPL" in p.feature)
    assert silhouette(suva, gazetteer) is None


def test_specks_and_small_holes_go_and_large_holes_stay() -> None:
    square = [(0, 0), (100, 0), (100, -100), (0, -100)]
    ring = Polygon(square, [[(40, -40), (60, -40), (60, -60), (40, -60)]])
    d = path(MultiPolygon([ring, box(110, -1, 111, 0)]), 1)
    assert d is not None
    assert d.count("M") == 2
    small = Polygon(square, [[(40, -40), (41, -40), (41, -41), (40, -41)]])
    whole = path(MultiPolygon([small]), 1)
    assert whole is not None
    assert whole.count("M") == 1
    assert drawn(whole).area == 10_000
