"""Units that are shortened with full stops, and what stands behind them."""

from __future__ import annotations

import pytest

from tests.measure.stories import figures_in

# Story, and its figures: text and unit.
SHORT = (
    (
        "Smoke covering 3,100 sq. km (1,197 sq. mi.) drifted off.",
        ("3,100 sq. km", "km2"),
        ("1,197 sq. mi.", "mi2"),
    ),
    (
        "It took 200 sq. mi. (518 sq. km.) of brush.",
        ("200 sq. mi.", "mi2"),
        ("518 sq. km.", "km2"),
    ),
    ("The pond is 40 ha. (99 ac.) wide open.", ("40 ha.", "ha"), ("99 ac.", "acre")),
    ("The shop has 950 sq. ft. (88 sq. m.) of floor.", ("950 sq. ft.", "ft2"), ("88 sq. m.", "m2")),
    ("Ice over 70 sq.km. (27 sq.mi.) broke.", ("70 sq.km.", "km2"), ("27 sq.mi.", "mi2")),
    ("He sold 12 ha., or 30 ac., there.", ("12 ha.", "ha"), ("30 ac.", "acre")),
    # At the end of a sentence the full stop is the sentence's.
    ("It burned 14 sq. mi. Rain came then.", ("14 sq. mi", "mi2")),
    ("It burned 14 sq. km.", ("14 sq. km", "km2")),
)


@pytest.mark.parametrize("row", SHORT, ids=[row[0] for row in SHORT])
def test_short_units(row: tuple[str, *tuple[tuple[str, str], ...]]) -> None:
    story, *wanted = row
    assert [(f.text, f.unit) for f in figures_in(story)] == wanted


@pytest.mark.parametrize("story", ["It runs on 230 AC. power.", "He has 12 AC units.", "3 ac feet"])
def test_no_acres(story: str) -> None:
    assert figures_in(story) == ()


def test_a_place_behind_a_short_unit() -> None:
    figures = figures_in("It took 200 sq. mi. (518 sq. km.) of Kansas.")
    assert [f.place and f.place.name for f in figures] == ["Kansas", "Kansas"]
