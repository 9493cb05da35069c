"""Classes and sizes hold for any counts."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geonews.draw.archive.classes import breaks, class_of, radius, ranges, steps
from geonews.draw.archive.equal_earth import EqualEarth
from geonews.draw.archive.palette import CLASSES, MOST_RADIUS
from geonews.gazetteer import area_km2

counts = st.lists(st.integers(0, 10**7), max_size=300)


@given(counts)
def test_classes_rise_and_hold_every_count(numbers: list[int]) -> None:
    least = breaks(numbers)
    assert least[0] == 1
    assert list(least) == sorted(set(least))
    assert 1 <= len(least) <= CLASSES
    for number in numbers:
        assert (class_of(number, least) == 0) == (number == 0)
    found = [class_of(number, least) for number in sorted(numbers)]
    assert found == sorted(found)
    used = {class_of(number, least) for number in numbers} - {0}
    assert len(used) == len(least) or not used


@given(st.lists(st.integers(1, 10**6), min_size=20, max_size=300, unique=True))
def test_classes_are_of_like_numbers(numbers: list[int]) -> None:
    least = breaks(numbers)
    shares = [sum(class_of(n, least) == c for n in numbers) / len(numbers) for c in range(1, 6)]
    assert max(shares) < 0.65


@given(counts)
def test_a_legend_spans_all_counts_without_a_gap(numbers: list[int]) -> None:
    least = breaks(numbers)
    told = [
        words.replace(",", "").split("–") for _, words in ranges(least, max(numbers, default=0))
    ]
    edges = [(int(words[0]), int(words[-1])) for words in told]
    assert edges[0][0] == 1
    assert all(a[1] + 1 == b[0] for a, b in pairwise(edges))
    assert edges[-1][1] >= max(numbers, default=0)


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_circles_grow_with_their_counts(one: int, other: int) -> None:
    small, large = sorted((one, other))
    assert 0 < radius(small, large) <= radius(large, large) == MOST_RADIUS
    assert all(0 < count <= large for count in steps(large))


def test_equal_earth_keeps_areas() -> None:
    for box in ((0, 0, 10, 10), (100, 60, 120, 70), (-60, -50, -40, -30), (170, -5, 189, 5)):
        shape = shapely.segmentize(shapely.box(*box), 0.1)
        found = shapely.transform(shape, EqualEarth(11).points).area
        moved = shapely.transform(shape, lambda xy: xy - [20, 0])
        assert abs(found / area_km2(moved) - 1) < 1e-5
    assert np.isfinite(EqualEarth(0).points(np.array([[0.0, 90.0], [180.0, -90.0]]))).all()
