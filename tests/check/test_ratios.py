"""Sizes compared with a place."""

from __future__ import annotations

import pytest

from tests.check.hand import area, checks, ratio, told

KIND = "size_comparison"


@pytest.mark.parametrize(
    ("text", "size", "phrase", "value", "other", "verdict", "reason"),
    [
        (
            "a 1,450 sq km park, twice the size of Singapore",
            "1,450 sq km",
            "twice the size of Singapore",
            2,
            "Singapore",
            "consistent",
            "1,450 km2 is 2.02 times Singapore (719 km2), as stated.",
        ),
        (
            "It burned 1,600 sq km, an area twice the size of Singapore.",
            "1,600 sq km",
            "twice the size of Singapore",
            2,
            "Singapore",
            "plausible",
            "which may stand for 1.7 to 2.3",
        ),
        (
            "At 3,900 sq km the lake bed is 50% larger than Luxembourg.",
            "3,900 sq km",
            "50% larger than Luxembourg",
            1.5,
            "Luxembourg",
            "consistent",
            "1.51 times",
        ),
        (
            "It burned 300 sq km, an area twice the size of Luxembourg.",
            "300 sq km",
            "twice the size of Luxembourg",
            2,
            "Luxembourg",
            "inconsistent",
            "300 km2 is 0.116 times Luxembourg (2,586 km2), but the story says",
        ),
        (
            "It hid 2,800 sq km, the size of Rhode Island.",
            "2,800 sq km",
            "the size of Rhode Island",
            1,
            "Rhode Island",
            "depends on definition",
            "0.7 times by official total; 1.05 times by official land",
        ),
        # Another thing in the same sentence decides nothing.
        (
            "It burned 300 sq km, and officials fear a slick twice the size of Luxembourg.",
            "300 sq km",
            "twice the size of Luxembourg",
            2,
            "Luxembourg",
            "cannot be checked",
            "the story does not say for certain that this is the size of 300 km2",
        ),
        (
            "A slick twice the size of Malta (316 sq km) drifts.",
            "316 sq km",
            "twice the size of Malta",
            2,
            "Malta",
            "cannot be checked",
            "would be about 632 km2",
        ),
        (
            "A slick twice the size of Malta (630 sq km) drifts.",
            "630 sq km",
            "twice the size of Malta",
            2,
            "Malta",
            "consistent",
            "1.99 times Malta",
        ),
    ],
)
def test_a_figure_and_a_yardstick(
    text: str, size: str, phrase: str, value: float, other: str, verdict: str, reason: str
) -> None:
    found = checks(text, area(text, size), ratio(text, phrase, value, other))
    (one,) = [check for check in found if check.kind == KIND]
    assert one.verdict == verdict
    assert reason in one.reason
    assert one.formula
    assert (one.settle != "") == (verdict == "cannot be checked")


@pytest.mark.parametrize(
    ("text", "value", "bounds", "other", "place", "verdict"),
    [
        (
            "Haiti, [two and a half times the size of Jamaica],",
            2.5,
            None,
            "Jamaica",
            "Haiti",
            "consistent",
        ),
        ("Haiti is [four times the size of Jamaica].", 4, None, "Jamaica", "Haiti", "inconsistent"),
        ("Haiti is [larger than Jamaica].", 1, (1.0, 1e6), "Jamaica", "Haiti", "plausible"),
        ("Jamaica is [larger than Haiti].", 1, (1.0, 1e6), "Haiti", "Jamaica", "inconsistent"),
        (
            "Jamaica is slightly [smaller than Haiti].",
            1,
            (0.75, 1.03),
            "Haiti",
            "Jamaica",
            "inconsistent",
        ),
        (
            "Jamaica is less than [half the size of Haiti].",
            0.5,
            (0.375, 0.515),
            "Haiti",
            "Jamaica",
            "plausible",
        ),
        # A field in Haiti is not Haiti, and people are not land.
        (
            "In Haiti, a field [four times the size of Jamaica] burned.",
            4,
            None,
            "Jamaica",
            "Haiti",
            "cannot be checked",
        ),
        (
            "Haiti is [four times the size of Jamaica] by population.",
            4,
            None,
            "Jamaica",
            "Haiti",
            "cannot be checked",
        ),
        ("A slick [the size of Hamlet] drifts.", 1, None, "Hamlet", None, "cannot be checked"),
        ("A slick [the size of Malta] drifts.", 1, None, "Malta", None, "cannot be checked"),
    ],
)
def test_a_place_and_a_yardstick(
    text: str,
    value: float,
    bounds: tuple[float, float] | None,
    other: str,
    place: str | None,
    verdict: str,
) -> None:
    phrase = text[text.index("[") + 1 : text.index("]")]
    text = text.replace("[", "").replace("]", "")
    found = checks(text, ratio(text, phrase, value, other, place, bounds))
    assert told(found, KIND) == [verdict]
    assert found[0].reason


@pytest.mark.parametrize(
    ("text", "value", "other"),
    [
        ("Georgia is [five times the size of Haiti].", 5.5, "Haiti"),
        ("Haiti is [a fifth the size of Georgia].", 0.18, "Georgia"),
    ],
)
def test_another_place_of_the_name_may_be_meant(text: str, value: float, other: str) -> None:
    phrase = text[text.index("[") + 1 : text.index("]")]
    text = text.replace("[", "").replace("]", "")
    place = "Georgia" if other == "Haiti" else "Haiti"
    (found,) = checks(text, ratio(text, phrase, value, other, place))
    assert found.verdict == "depends on definition"
    assert found.reason.endswith("it fits Georgia (153,900 km2) in US, if that is meant.")


def test_a_ratio_without_a_yardstick_is_not_checked() -> None:
    text = "a park twice the size of the old one"
    assert checks(text, ratio(text, "twice the size of", 2, None)) == ()


def test_the_yardsticks_own_size_is_no_part_of_it() -> None:
    text = "A slick twice the size of Malta (630 sq km) drifts."
    found = checks(
        text, area(text, "630 sq km", "Malta"), ratio(text, "twice the size of Malta", 2, "Malta")
    )
    assert [(check.kind, check.verdict) for check in found] == [(KIND, "consistent")]
