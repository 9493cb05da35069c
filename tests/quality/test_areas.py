"""Floors under the area figures: raised when we improve, never lowered."""

from __future__ import annotations

import pytest

from tests.quality.areas import items, judged_all

# Read: value, unit, interval and sense; place: both ends; verdict: of each check that must be made.
FLOORS = {
    "seen": {"read": 1.0, "place": 0.985, "verdict": 1.0},
    "held": {"read": 0.98, "place": 0.97, "verdict": 0.97},
    "second": {"read": 0.98, "place": 0.98, "verdict": 0.95},
}


@pytest.mark.parametrize("name", FLOORS)
def test_sentences(name: str) -> None:
    total, wrong = judged_all(item for item in items() if item["set"] == name)
    low = {
        kind: total[kind] / total[f"{kind} of"]
        for kind, floor in FLOORS[name].items()
        if total[kind] < floor * total[f"{kind} of"]
    }
    assert not low, wrong
    assert not total["false inconsistent"], wrong
    assert total["spurious"] <= 1, wrong
