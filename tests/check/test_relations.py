"""Figures that belong together: shares and the amounts before them, pairs in short units."""

from __future__ import annotations

import pytest

from tests.check.world import checks_of

FIGURE = "percentage_of_figure"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "Of the 6,300 hectares that froze, 60 percent, or 1,150 hectares, thawed.",
            "inconsistent",
        ),
        ("Of the 6,300 hectares that froze, 45 percent, or 2,835 hectares, thawed.", "consistent"),
        ("Of 640 acres planted, a quarter (160 acres) failed.", "consistent"),
        ("Of 640 acres planted, a quarter (420 acres) failed.", "inconsistent"),
        ("They took 812 sq km of Kursk, 40% of which (325 sq km) is forest.", "consistent"),
        ("They took 812 sq km. Half of it, or 650 sq km, burned.", "inconsistent"),
        ("They took 812 sq km. Half of that area is mined.", "plausible"),
        ("They lost 40% of the 812 sq km.", "plausible"),
        # What is beside a share is no restatement of it.
        ("Of the 812 sq km, 40% is forest, 90 sq km farmland.", "plausible"),
        ("Of the 812 sq km, 40% was retaken and 90 sq km was given up.", "plausible"),
    ],
)
def test_a_share_of_the_amount_before(text: str, verdict: str) -> None:
    found = [check for check in checks_of(text) if check.kind in (FIGURE, "share_of_whole")]
    assert [(check.kind, check.verdict) for check in found] == [(FIGURE, verdict)]


def test_a_share_of_the_place_is_none_of_the_amount() -> None:
    found = checks_of("They took 5,000 sq km of Kansas, or 2.3% of Kansas.")
    assert FIGURE not in [check.kind for check in found]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Smoke covering 3,100 sq. km (1,197 sq. mi.) drifted off.", "consistent"),
        ("It took 12 sq. mi. (31 sq. km.) of brush.", "consistent"),
        ("It took 12 sq. mi. (61 sq. km.) of brush.", "inconsistent"),
        ("The pond is 40 ha. (99 ac.) wide open.", "consistent"),
    ],
)
def test_pairs_in_short_units(text: str, verdict: str) -> None:
    assert [(check.kind, check.verdict) for check in checks_of(text)] == [("unit_pair", verdict)]


def test_what_an_area_has_become_is_compared() -> None:
    text = "Losses rose 8% to 30,500 sq km, an area about the size of Belgium."
    assert ("size_comparison", "consistent") in {
        (check.kind, check.verdict) for check in checks_of(text)
    }


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        # It was larger once: today's size says nothing of that.
        ("Kansas shrank from 412,000 sq km to 208,000 sq km.", ["cannot be checked", "plausible"]),
        ("Kansas grew from 108,000 sq km to 412,000 sq km.", ["plausible", "inconsistent"]),
        ("Held land in Kansas grew from 108 sq km to 412,000 sq km.", []),
        ("They hold 412,000 sq km of Kansas, up from 108,000.", ["inconsistent", "plausible"]),
    ],
)
def test_the_size_of_what_changed_itself(text: str, verdicts: list[str]) -> None:
    found = [check for check in checks_of(text) if check.kind == "part_of_whole"]
    assert [check.verdict for check in found] == verdicts
