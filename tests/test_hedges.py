"""Hedges: every one that is known, what it makes of a number, and what only looks like one."""

from __future__ import annotations

import pytest

from geonews.hedges import HEDGES, hedge_before
from geonews.numbers import parse_number

# What each hedge makes of 984: factors of the calibration's rules 4 and 5; "about" is rule 3.
BOUNDS = {
    (984.0, 1230.0): "more than, over, above, at least, in excess of, upwards of, north of, "
    "no less than, no fewer than, a minimum of, well over, topping, >, ≥, +, plus, or more",
    (984.0, 1170.96): "just over, slightly more than, a little over, just above",
    (787.2, 984.0): "less than, fewer than, under, below, at most, no more than, a maximum of, "
    "smaller than, no bigger than, <, ≤, or less",
    (777.36, 984.0): "just under, slightly less than, just below, a little under",
    (836.4, 1013.52): "up to, nearly, almost, as much as, close to, just shy of, not quite, barely",
    (
        934.8,
        1033.2,
    ): "about, around, approximately, roughly, some, circa, ca., an estimated, perhaps, "
    "in the region of, or so, or thereabouts, odd, ~, ≈",
}
ROWS = [
    (phrase, low, high) for (low, high), phrases in BOUNDS.items() for phrase in phrases.split(", ")
]


@pytest.mark.parametrize(("phrase", "low", "high"), ROWS)
def test_interval(phrase: str, low: float, high: float) -> None:
    number = parse_number("984")
    assert number is not None
    assert HEDGES[phrase].interval(number) == pytest.approx((low, high))


@pytest.mark.parametrize("phrase", sorted(HEDGES))
def test_every_hedge_is_calibrated_and_in_small_letters(phrase: str) -> None:
    hedge = HEDGES[phrase]
    assert "rule" in hedge.calibration
    assert phrase == phrase.lower().strip()
    assert (hedge.low is None) == (hedge.high is None)


@pytest.mark.parametrize(
    "phrase", sorted(set(HEDGES) - {"+", "plus", "odd", "or so", "or more", "or less", "or fewer"})
)
def test_every_hedge_is_found_before_a_number(phrase: str) -> None:
    gap = "" if phrase in "~≈><≥≤±" else " "
    text = f"It burned {phrase}{gap}984 ha."
    assert hedge_before(text, text.index("984")) == phrase


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("It took Slightly More Than 9", "slightly more than"),
        ("It took (about 9", "about"),
        ("It took “nearly 9", "nearly"),
        ("It is about a 9", "about"),
        ("It is a roughly\n9", "roughly"),
        ("It is ~ 9", "~"),
        ("It is more-than 9", "more than"),
        ("They took over the 9", None),
        ("It is spread over 9", None),
        ("They have control over 9", None),
        ("It was over.\n\n9", None),
        ("It is the 9", None),
        ("9", None),
    ],
)
def test_hedge_before(text: str, hedge: str | None) -> None:
    assert hedge_before(text, text.index("9")) == hedge


@pytest.mark.parametrize(
    "words",
    [
        "Sirens sounded",
        "Alarms rang out",
        "Drones flew",
        "Ash fell",
        "Snow has fallen",
        "Rain poured down",
        "Smoke drifted",
        "Fog hung",
        "Debris was strewn",
        "They closed the airspace",
        "It spread",
    ],
)
def test_over_what_sounds_moves_or_falls_is_no_hedge(words: str) -> None:
    start = len(words) + len(" over ")
    assert hedge_before(f"{words} over 900 sq km", start, is_area=True) is None


@pytest.mark.parametrize(
    "words",
    ["It burned over", "It grew to over", "It fell below", "It passed above", "It ate over"],
)
def test_other_verbs_leave_the_hedge(words: str) -> None:
    start = len(words) + 1
    assert hedge_before(f"{words} 900 sq km", start, is_area=True) == words.split()[-1]


def test_a_length_is_hedged_by_over() -> None:
    assert hedge_before("It fell over 90 km south", 13) == "over"
