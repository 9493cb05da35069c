"""The arithmetic by itself."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.check import Comparison, compare


@pytest.mark.parametrize(
    ("stated", "reference", "verdict", "reason"),
    [
        (30_000, 29_997, "consistent", "100% of 30,000 km2"),
        ((28_500, 29_600), 29_997, "loosely rounded", "within what the rounding allows"),
        (20_000, 29_997, "inconsistent", "66.7% of 30,000 km2: outside of the tolerance"),
        (2_678, {"total": 4_001.0, "land": 2_678.0}, "depends on definition", "only by land"),
        (9_000, {"total": 4_001.0, "land": 2_678.0}, "inconsistent", "336% of 2,678 km2 (land)"),
        (0, 10, "cannot be checked", "larger than zero"),
        (-5, 10, "cannot be checked", "larger than zero"),
        (5, 0, "cannot be checked", "larger than zero"),
        (5, -1, "cannot be checked", "larger than zero"),
        (math.inf, 10, "cannot be checked", "not finite"),
        (math.nan, 10, "cannot be checked", "not finite"),
        ((9, 8), 10, "cannot be checked", "from its lower end"),
        (5, {}, "cannot be checked", "not finite"),
    ],
)
def test_compare(
    stated: float | tuple[float, float],
    reference: float | Mapping[str, float],
    verdict: str,
    reason: str,
) -> None:
    found = compare(stated, reference)
    assert found.verdict == verdict
    assert reason in found.reason


@pytest.mark.parametrize(
    ("stated", "verdict"), [(300, "plausible"), (1, "plausible"), (320, "plausible"),
                            (400, "inconsistent")]
)  # fmt: skip
def test_a_part(stated: float, verdict: str) -> None:
    assert compare(stated, 316, relation="part").verdict == verdict


def test_a_tolerance_of_ones_own() -> None:
    assert compare(110, 100).verdict == "inconsistent"
    assert compare(110, 100, tolerance=0.1).verdict == "loosely rounded"
    assert compare(110, 100, tolerance=-0.1).verdict == "cannot be checked"


@given(st.floats(), st.floats(), st.floats(), st.sampled_from(["equal", "part"]))
def test_no_number_makes_it_fail(low: float, high: float, size: float, relation: str) -> None:
    found = compare((low, high), size, relation="part" if relation == "part" else "equal")
    assert isinstance(found, Comparison)
    assert found.reason.endswith(".")
