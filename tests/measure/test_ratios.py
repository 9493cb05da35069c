"""Size comparisons: every form of the grammar, its trap beside it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geonews.hedges import HEDGES
from geonews.measure import measure
from geonews.measure.ratio_phrases import OPEN_END, RATIO_RANGES
from geonews.model import Article, Figure
from tests.measure.marked import marked, shown


def ratios_in(story: str) -> tuple[Figure, ...]:
    text, mentions = marked(story)
    return tuple(f for f in measure(Article(text), mentions) if f.quantity == "ratio")


# Story, text, value, low, high, hedge, sense, yardstick.
FORMS: tuple[tuple[str, str, float, float, float, str | None, str, str], ...] = (
    (
        "The bog is twice the size of [Luxembourg:PCLI].",
        *("twice the size of", 2, 1.7, 2.3, None, "times", "Luxembourg"),
    ),
    (
        "The bog is three times as large as [Malta:PCLI].",
        *("three times as large as", 3, 2.55, 3.45, None, "times", "Malta"),
    ),
    (
        "Frost killed vines over land half the size of [Wales:ADM1].",
        *("half the size of", 0.5, 0.425, 0.575, None, "times", "Wales"),
    ),
    (
        "It is about the size of [Rhode Island:ADM1].",
        *("the size of", 1, 0.85, 1.15, "about", "times", "Rhode Island"),
    ),
    (
        "Fire took 42,000 square km, almost the area of [Rio de Janeiro:ADM1] state.",
        *("the area of", 1, 0.75, 1.03, "almost", "times", "Rio de Janeiro"),
    ),
    (
        "They flooded an area larger than [Belgium:PCLI].",
        *("larger than", 1, 1, OPEN_END, None, "more", "Belgium"),
    ),
    (
        "They flooded a larger area than [Belgium:PCLI].",
        *("larger area than", 1, 1, OPEN_END, None, "more", "Belgium"),
    ),
    (
        "They sealed a tract smaller than [Belgium:PCLI].",
        *("smaller than", 1, 0, 1, None, "less", "Belgium"),
    ),
    (
        "The park is roughly equal to the territory of [Malta:PCLI].",
        *("equal to the territory of", 1, 0.85, 1.15, "roughly", "times", "Malta"),
    ),
    (
        "They flooded an area 10 times that of [Malta:PCLI].",
        *("10 times that of", 10, 8.5, 11.5, None, "times", "Malta"),
    ),
    (
        "It is 1.5 times the area of [Malta:PCLI].",
        *("1.5 times the area of", 1.5, 1.275, 1.725, None, "times", "Malta"),
    ),
    (
        "It is 2.5x the size of [Malta:PCLI].",
        *("2.5x the size of", 2.5, 2.125, 2.875, None, "times", "Malta"),
    ),
    (
        "It is two to three times the size of [Malta:PCLI].",
        *("two to three times the size of", 2.5, 1.7, 3.45, None, "times", "Malta"),
    ),
    (
        "The moor is slightly smaller than [Indiana:ADM1].",
        *("smaller than", 1, 0.75, 1.03, "slightly", "less", "Indiana"),
    ),
    (
        "The moor is a little larger than [Indiana:ADM1].",
        *("larger than", 1, 0.97, 1.25, "a little", "more", "Indiana"),
    ),
    (
        "The tract is a third smaller than [Texas:ADM1].",
        *("a third smaller than", 2 / 3, 1.7 / 3, 2.3 / 3, None, "less", "Texas"),
    ),
    (
        "The lake bed is 50% larger than [Luxembourg:PCLI].",
        *("50% larger than", 1.5, 1.275, 1.725, None, "more", "Luxembourg"),
    ),
    (
        "The lake bed is 20 times smaller than [Texas:ADM1].",
        *("20 times smaller than", 0.05, 0.0425, 0.0575, None, "times", "Texas"),
    ),
    (
        "It is more than twice as big as [Malta:PCLI].",
        *("twice as big as", 2, 1.7, 2.5, "more than", "times", "Malta"),
    ),
    (
        "It is slightly more than twice the size of [Malta:PCLI].",
        *("twice the size of", 2, 1.94, 2.5, "slightly more than", "times", "Malta"),
    ),
    (
        "It is slightly less than half the size of [Wales:ADM1].",
        *("half the size of", 0.5, 0.375, 0.515, "slightly less than", "times", "Wales"),
    ),
    (
        "It is less than half the size of [Wales:ADM1].",
        *("half the size of", 0.5, 0.4, 0.59, "less than", "times", "Wales"),
    ),
    (
        "It is 80 percent of the size of [Malta:PCLI].",
        *("80 percent of the size of", 0.8, 0.68, 0.92, None, "times", "Malta"),
    ),
    (
        "The isle is 1/8 the size of [Malta:PCLI].",
        *("1/8 the size of", 0.125, 0.10625, 0.14375, None, "times", "Malta"),
    ),
    (
        "It is not quite the size of [Belgium:PCLI].",
        *("the size of", 1, 0.75, 1.03, "not quite", "times", "Belgium"),
    ),
    (
        "The lake is the same size as [Delaware:ADM1].",
        *("the same size as", 1, 0.85, 1.15, None, "times", "Delaware"),
    ),
    (
        "The lake is comparable in size to [Delaware:ADM1].",
        *("comparable in size to", 1, 0.85, 1.15, None, "times", "Delaware"),
    ),
    (
        "The fire has grown to the size of [Paris].",
        *("the size of", 1, 0.85, 1.15, None, "times", "Paris"),
    ),
    (
        "The reserve is four-fifths the size of [New York:ADM1]'s [Central Park:PRK].",
        *("four-fifths the size of", 0.8, 0.68, 0.92, None, "times", "Central Park"),
    ),
    (
        "The lake is the size of the {American} state of [Delaware:ADM1].",
        *("the size of", 1, 0.85, 1.15, None, "times", "Delaware"),
    ),
    (
        "The isle is twice [Malta:PCLI]'s size.",
        *("twice", 2, 1.7, 2.3, None, "times", "Malta"),
    ),
    (
        "A [Manhattan]-sized iceberg broke off.",
        *("Manhattan-sized", 1, 0.85, 1.15, None, "times", "Manhattan"),
    ),
    (
        "A [Delaware:ADM1]-size patch of sea is dead.",
        *("Delaware-size", 1, 0.85, 1.15, None, "times", "Delaware"),
    ),
)


@pytest.mark.parametrize(
    ("story", "text", "value", "low", "high", "hedge", "sense", "other"),
    FORMS,
    ids=[row[0][:50] for row in FORMS],
)
def test_forms(
    story: str,
    text: str,
    value: float,
    low: float,
    high: float,
    hedge: str | None,
    sense: str,
    other: str,
) -> None:
    (figure,) = ratios_in(story)
    assert (figure.text, figure.hedge, figure.sense, shown(figure.other)) == (
        *(text, hedge, sense),
        other,
    )
    assert (figure.value, figure.low, figure.high) == pytest.approx((value, low, high))
    assert figure.unit is None
    assert figure.place is None


@pytest.mark.parametrize(
    ("story", "place", "why"),
    [
        ("[Kursk:ADM1] is twice the size of [Malta:PCLI].", "Kursk", "Kursk is"),
        ("[Kursk:ADM1], [Russia:PCLI], is twice the size of [Malta:PCLI].", "Kursk", None),
        ("[Kursk:ADM1] region covers an area twice the size of [Malta:PCLI].", "Kursk", None),
        ("[Kursk:ADM1], which is now half the size of [Malta:PCLI], burns.", "Kursk", None),
        ("[Kursk:ADM1], half the size of [Malta:PCLI], burns.", "Kursk", "Kursk"),
        ("[Kursk:ADM1] (half the size of [Malta:PCLI]) burns.", "Kursk", "Kursk"),
        ("[Lesotho:PCLI], a hilly kingdom the size of [Belgium:PCLI], is dry.", "Lesotho", None),
        ("[Evia:ISL], the largest of them, is twice the size of [Malta:PCLI].", "Evia", None),
        ("Fires rage in [Kursk:ADM1], a region the size of [Belgium:PCLI].", "Kursk", None),
        ("The island of [Evia:ISL] is twice the size of [Malta:PCLI].", "Evia", "Evia is"),
        ("About the size of [Wales:ADM1], [Togo:PCLI] is poor.", "Togo", "Togo"),
        ("Larger than [Malta:PCLI], the island of [Gozo:ISL] is green.", "Gozo", None),
        (
            "[Kursk:ADM1] burned. The region is as large as [Belgium:PCLI].",
            "Kursk",
            "the region: Kursk, named before",
        ),
        ("They took 300 sq km in [Kursk:ADM1], twice the size of [Malta:PCLI].", None, ""),
        ("A park in [Kursk:ADM1] is twice the size of [Malta:PCLI].", None, ""),
        ("A part of [Kursk:ADM1] the size of [Malta:PCLI] burned.", None, ""),
        ("Land in [Kursk:ADM1] twice the size of [Malta:PCLI] burned.", None, ""),
    ],
)
def test_what_is_compared(story: str, place: str | None, why: str | None) -> None:
    (figure,) = ratios_in(story)
    assert shown(figure.place) == place
    assert why is None or figure.bound_by == why
    assert bool(figure.bound_by) == (place is not None)


@pytest.mark.parametrize(
    ("story", "yardsticks"),
    [
        ("An area the size of [Belgium:PCLI] or [Maryland:ADM1] burned.", ["Belgium", "Maryland"]),
        (
            "The forest is bigger than [Wales:ADM1], [Malta:PCLI] and [Luxembourg:PCLI].",
            ["Wales", "Malta", "Luxembourg"],
        ),
        ("It is twice the size of [Malta:PCLI] and has oil.", ["Malta"]),
        ("It is the size of [Paris], [Texas:ADM1].", ["Paris"]),
        ("An area the size of [Belgium:PCLI] and the [Netherlands:PCLI] combined burned.", []),
        ("An area the size of [Belgium:PCLI] and [Luxembourg:PCLI] burned.", []),
        ("It is larger than [Spain:PCLI] and [Portugal:PCLI] put together.", []),
    ],
)
def test_yardsticks(story: str, yardsticks: list[str]) -> None:
    figures = ratios_in(story)
    assert [shown(figure.other) for figure in figures] == yardsticks
    assert [figure.text for figure in figures[1:]] == yardsticks[1:]


@pytest.mark.parametrize(
    "story",
    [
        "It is the size of a football.",
        "[Malta:PCLI] has twice the size of its army.",
        "The size of the crowd in [Paris] was a surprise.",
        "It has three times the population of [Malta:PCLI].",
        "It is one of the largest in [Texas:ADM1].",
        "Its economy is larger than [Russia:PCLI]'s economy.",
        "Its economy is now the size of [Florida:ADM1]'s.",
        "Its army is three times the size of [Ukraine:PCLI]'s.",
        "[Ukraine:PCLI]'s army, twice the size of [Poland:PCLI], fights on.",
        "The population of [Haiti:PCLI] is twice the size of [Jamaica:PCLI].",
        "A crowd the size of [Boston] came.",
        "A [Texas:ADM1]-sized problem loomed.",
        "In a country the size of [France:PCLI], that is little.",
        "In a city the size of [Chicago], that is little.",
        "[Houston] is bigger than [Phoenix].",
        "They want to double the size of [Singapore:PCLI].",
        "They reduced the size of [Kursk:ADM1].",
        "Given the size of [Texas:ADM1], it takes long.",
        "The size of [Texas:ADM1] is no excuse.",
        "They talked about the size of [Texas:ADM1].",
        "It burned several times the size of [Malta:PCLI].",
        "It burned a fraction of the size of [Malta:PCLI].",
        "It is tenfold the size of [Malta:PCLI].",
        "It is not as large as [Belgium:PCLI].",
        "It is no larger than [Belgium:PCLI].",
        "People in the area of [Kursk:ADM1] fled.",
        "It burned around the area of [Kursk:ADM1].",
        "A quarter of the total area of [Malta:PCLI] is built up.",
        "[Russia:PCLI] has a larger army than [Ukraine:PCLI].",
        "Her heart was big. It was bigger than [Texas:ADM1].",
        "He has an ego the size of [Manhattan].",
        "Prices are smaller than [Texas:ADM1] had.",
        "Its screen is twice the size of the [Paris] model.",
        "It has more people than [Malta:PCLI].",
        "The size of {Russian} cities grows.",
    ],
)
def test_traps(story: str) -> None:
    assert ratios_in(story) == ()


def test_a_share_of_an_area_stays_one() -> None:
    text, mentions = marked("A quarter of the total area of [Malta:PCLI] is built up.")
    (figure,) = measure(Article(text), mentions)
    assert (figure.quantity, figure.text, shown(figure.place)) == ("share", "A quarter", "Malta")


def test_the_area_figure_beside_a_ratio_is_one_of_its_own() -> None:
    text, mentions = marked("A 1,500 sq km park, twice the size of [Singapore:PCLI], opened.")
    assert [f.quantity for f in measure(Article(text), mentions)] == ["area", "ratio"]


def test_a_yardstick_without_a_place_is_told_all_the_same() -> None:
    from dataclasses import replace

    text, mentions = marked("It is twice the size of [Malta:PCLI].")
    unknown = tuple(replace(m, place=None, status="unresolved") for m in mentions)
    (figure,) = measure(Article(text), unknown)
    assert (figure.value, figure.other) == (2.0, None)


def test_every_range_of_the_table_cites_where_it_is_from() -> None:
    assert all(low < 1 < high and source for low, high, source in RATIO_RANGES.values())


@given(
    st.sampled_from(sorted(HEDGES)),
    st.sampled_from(
        ["twice", "three times", "half", "1.5 times", "a third", "40%", "10 to 12 times"]
    ),
)
@settings(deadline=None)
def test_the_interval_holds_the_value_under_any_hedge(hedge: str, multiple: str) -> None:
    for figure in ratios_in(f"The bog is {hedge} {multiple} the size of [Malta:PCLI]."):
        assert 0 < figure.low < figure.value < figure.high
