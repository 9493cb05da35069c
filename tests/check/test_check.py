"""Every verdict of every kind of check."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from geonews.check import check
from geonews.gazetteer import Gazetteer, area_km2
from geonews.measure import measure
from geonews.measure.units import UNITS
from geonews.model import Article, Check, Mention, UserArea
from geonews.units import UNIT_KM2
from tests.check.world import WORLD, checks_of, figures_of

STORY = (
    "The army of Moscow retook more than 40% of the 984 square kilometers (380 square miles) of "
    "Kursk that Ukraine had overrun. About 34,000 people fled; 300 died and 2,700 were hurt."
)


def test_the_story_of_the_issue() -> None:
    share, pair, part = checks_of(STORY)
    assert share == Check(
        kind="percentage_of_figure",
        verdict="plausible",
        figures=(0, 1),
        statement="more than 40% of 984 square kilometers",
        found=("at least 394 square kilometres, which leaves at most 590 square kilometres"),
        tolerance="worked out from the story's own two numbers; nothing else to hold it against",
        reason=(
            "The stated share is at least 394 square kilometres (0.4 x 984 = 393.6), "
            "and at most 590 square kilometres are left."
        ),
        sources=("The story's own figures",),
        formula="0.4 x 984 = 393.6 km2",
    )
    assert pair == Check(
        kind="unit_pair",
        verdict="consistent",
        figures=(1, 2),
        statement="984 square kilometers (380 square miles)",
        found="984 square kilometres is 379.9 square miles",
        tolerance=(
            "each number may be rounded in its last digit, so it stands for a range: 983.5 km2 to "
            "985 km2 against 971.2 km2 to 1,010 km2; the ranges must overlap, and beyond 2% the "
            "pair is loose"
        ),
        reason="984 square kilometres is 379.9 square miles, and the story gives 380 square miles.",
        sources=("Definitions of the units (international mile, foot and acre of 1959; SI)",),
        formula="984 km2 x 0.386102 mi2/km2 = 379.9 mi2",
    )
    assert part == Check(
        kind="part_of_whole",
        verdict="plausible",
        figures=(1, 2),
        statement="984 square kilometers in Kursk",
        found="984 km2 is 3.3% of Kursk (about 30,000 km2)",
        tolerance=(
            "the figure must not exceed the whole; Kursk by polygon, give or take 2% for its size"
        ),
        reason=(
            "984 km2 is 3.3% of Kursk (about 30,000 km2), and a part may have any size up to it."
        ),
        sources=("Test Atlas (gazetteer 1), geodesic on WGS84: polygon, 30,117 km2",),
        formula="984 km2 / 30,117 km2 = 3.3%",
    )


def test_a_wrong_conversion_is_inconsistent() -> None:
    _, pair, _ = checks_of(STORY.replace("380", "830"))
    assert pair.verdict == "inconsistent"
    assert pair.reason == (
        "984 square kilometres is 379.9 square miles, but the story gives 830 square miles, "
        "2.2 times as much."
    )


@pytest.mark.parametrize(
    ("text", "verdict", "found"),
    [
        ("300 sq km (116 sq miles)", "consistent", "300 square kilometres is 115.8 square miles"),
        ("40,000 hectares (98,842 acres)", "consistent", "40,000 hectares is 98,842 acres"),
        ("70 ha of oak (172 acres)", "consistent", "70 hectares is 173 acres"),
        ("more than 700 sq km (270 sq mi)", "consistent", "270.3 square miles"),
        ("2,000 acres, or 810 ha", "consistent", "809.4 hectares"),
        ("100 ha / 1 sq km", "consistent", "1 square kilometre"),
        ("10 ha (14 football pitches)", "consistent", "14.01 football pitches"),
        ("500 sq km (200 sq miles)", "loosely rounded", "193.1 square miles"),
        ("1,200 acres (500 ha)", "loosely rounded", "485.6 hectares"),
        ("9,000 ha (900 sq km)", "inconsistent", "9,000 hectares is 90 square kilometres"),
        ("1,000 sq km (2,590 sq miles)", "inconsistent", "386.1 square miles"),
        ("about 984 sq km (about 400 sq mi)", "loosely rounded", "379.9 square miles"),
    ],
)
def test_unit_pair(text: str, verdict: str, found: str) -> None:
    (pair,) = checks_of(f"The wood covers {text} now.")
    assert (pair.kind, pair.verdict) == ("unit_pair", verdict)
    assert found in pair.found


def test_a_factor_of_ten_is_named() -> None:
    (pair,) = checks_of("The wood covers 9,000 ha (900 sq km) now.")
    assert pair.reason.endswith("900 square kilometres, 10 times too much.")


def test_three_units_are_two_pairs() -> None:
    checks = checks_of("Malta (316 sq km; 122 sq mi; 31,600 ha) is dry.")
    assert [(c.kind, c.figures) for c in checks] == [
        ("unit_pair", (0, 1)),
        ("unit_pair", (0, 2)),
        ("part_of_whole", (0, 1, 2)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It took 500 acres, then 200 hectares.",
        "It took 500 acres (and 20 hectares of it were vines) there.",
        "It took 5 acres or 10 acres.",
        "It took 500 acres. (200 hectares are vines.)",
    ],
)
def test_figures_that_are_no_pair(text: str) -> None:
    assert checks_of(text) == ()


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("984 sq km of Kursk", "plausible", "3.3% of Kursk (about 30,000 km2)"),
        ("590,000 sq km of Ukraine", "plausible", "97.8% of Ukraine (603,600 km2)"),
        ("240,000 acres of Kansas", "plausible", "240,000 acres (971.2 km2) is 0.46% of Kansas"),
        ("320 sq km of Malta", "plausible", "101% of Malta (316 km2): all of it, within"),
        ("700 sq km of Malta", "inconsistent", "700 km2 against official total 316 km2"),
        ("70,000 sq km of Portugal", "depends on definition", "official land 60,000 km2"),
        ("660,000 sq km of Ukraine", "inconsistent", "polygon 572,000 km2"),
        ("33,000 sq km of Kursk", "depends on definition", "whether water counts"),
        ("41,000 sq km of Kursk", "inconsistent", "41,000 km2 against polygon 30,120 km2"),
        ("900,000 sq km of Texas", "depends on definition", "whether water counts"),
        # Where a region without an authority ends, sources differ.
        ("38,000 sq km of Highmoor", "depends on definition", "where it is held to end"),
        ("60,000 sq km of Highmoor", "inconsistent", "A part cannot be larger"),
        ("5 sq km of Belgorod", "cannot be checked", "neither an official area nor a polygon"),
        ("5 sq km of Evia", "cannot be checked", "neither an official area nor a polygon"),
    ],
)
def test_part_of_whole(text: str, verdict: str, reason: str) -> None:
    (part,) = checks_of(f"Flames took {text} then.")
    assert (part.kind, part.verdict) == ("part_of_whole", verdict)
    assert reason in part.reason


def test_a_part_too_small_to_say_anything_is_left_out() -> None:
    assert checks_of("A 2,500-square-foot house in Texas burned.") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("40% of the 984 sq km", "about 394 square kilometres, which leaves about 590 square"),
        ("a third of the 600 acres", "about 200 acres, which leaves about 400 acres"),
        ("less than 10% of the 600 acres", "at most 60 acres, which leaves at least 540 acres"),
        ("40% of more than 984 sq km", "at least 394 square kilometres, which leaves about 590"),
        ("at least 40% of up to 984 sq km", "at least 394 square kilometres"),
        ("less than 40% of over 984 sq km", "about 394 square kilometres"),
        ("half of Kursk's 984 sq km", "about 492 square kilometres, which leaves about 492"),
    ],
)
def test_percentage_of_figure(text: str, found: str) -> None:
    share = next(c for c in checks_of(f"They lost {text}.") if c.kind == "percentage_of_figure")
    assert share.verdict == "plausible"
    assert found in share.found


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("6% of Belgium (1,830 sq km)", "consistent", "1,830 km2 is 6% of Belgium (30,530 km2)"),
        ("1,830 sq km, or 6% of Belgium,", "consistent", "as stated"),
        ("3.3% of Kursk, or 984 sq km,", "consistent", "984 km2 is 3.3% of Kursk"),
        ("111,727 sq km (43,138 sq mi), or 18.5% of Ukraine,", "consistent", "18.5%"),
        ("105,800 sq km, or 18.5% of Ukraine,", "depends on definition", "polygon 572,000 km2"),
        ("a fifth of Belgium (6,500 sq km)", "loosely rounded", "the story says a fifth"),
        ("8% of Belgium (1,830 sq km)", "inconsistent", "the story says 8%, which would be about"),
        ("20% of Ukraine", "cannot be checked", "the story gives no area to hold against it"),
        ("half of Evia (1,800 sq km)", "cannot be checked", "neither an official area nor a"),
        ("10% of Texas (69,000 sq km)", "consistent", "as stated"),
        ("12% of Texas (99,000 sq km)", "depends on definition", "whether water counts"),
        (
            "19.5% of Ruritania (23,400 sq km)",
            "depends on definition",
            "depends on its borders: polygon in neutral borders (without the Marches) 100,000 km2;",
        ),
        ("31.5% of Ruritania (23,400 sq km)", "inconsistent", "the story says 31.5%"),
    ],
)
def test_share_of_whole(text: str, verdict: str, reason: str) -> None:
    share = next(c for c in checks_of(f"They hold {text} now.") if c.kind == "share_of_whole")
    assert share.verdict == verdict
    assert reason in share.reason


def test_figures_without_a_place_or_a_partner_are_not_checked() -> None:
    assert checks_of("It burned 984 sq km, and two-thirds of the country.") == ()
    assert checks_of("") == ()


def test_with_the_gazetteer_that_ships() -> None:
    gazetteer = Gazetteer.open()
    text = "They hold 984 sq km of Kursk."
    oblast = next(p for p in gazetteer.lookup("Kursk") if p.feature == "ADM1")
    mention = Mention(23, 28, "Kursk", place=oblast, status="resolved")
    article = Article(text)
    (part,) = check(article, measure(article, (mention,)), gazetteer)
    assert part.verdict == "plausible"
    assert part.found == "984 km2 is 3.3% of Kursk Oblast (30,000 km2)"
    assert "29,997 km2" in part.sources[0]
    assert "Natural Earth" in part.sources[1]


def test_units_are_those_of_measure() -> None:
    assert {unit.code for unit in UNITS} == UNIT_KM2.keys()
    for code, km2 in UNIT_KM2.items():
        unit = next(unit for unit in UNITS if unit.code == code)
        assert unit.low_km2 == pytest.approx(km2, rel=1e-9)


_UNITS = {"sq km": "km2", "sq miles": "mi2", "acres": "acre", "hectares": "ha", "sq m": "m2"}


@given(
    st.floats(1, 1e5, allow_nan=False),
    st.sampled_from(sorted(_UNITS)),
    st.sampled_from(sorted(_UNITS)),
)
@settings(deadline=None)
def test_a_right_conversion_is_never_inconsistent(value: float, one: str, other: str) -> None:
    first = float(f"{value:.3g}")
    second = first * UNIT_KM2[_UNITS[one]] / UNIT_KM2[_UNITS[other]]
    if one == other or not 1e-2 < second < 1e9:
        return
    text = f"It covers {first:,.9g} {one} ({second:,.2f} {other}) now."
    (pair,) = checks_of(text.replace("e+", ""))
    assert pair.verdict in ("consistent", "loosely rounded")


@given(
    st.text(max_size=60), st.integers(0, 10**20), st.sampled_from(["km2", "acres", "% of Kursk"])
)
@settings(deadline=None)
def test_no_text_makes_it_fail(text: str, value: int, unit: str) -> None:
    story = f"{text} {value} {unit} ({value} sq mi) of Kursk {text}"
    for found in checks_of(story):
        assert found.reason
        assert found.statement
        assert all(0 <= index < len(figures_of(story)) for index in found.figures)


def test_the_fake_world_is_no_stricter_than_the_real_one() -> None:
    assert WORLD.official_area(next(iter(Gazetteer.open().lookup("Belgium")))) is not None


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("1,000 hectares (1,000 acres) burned.", "inconsistent"),
        ("1,000 acres (1,000 hectares) burned.", "inconsistent"),
        ("100 acres (80 hectares) burned.", "inconsistent"),
        ("200 acres (100 hectares) burned.", "loosely rounded"),
        ("100 acres (40 hectares) burned.", "consistent"),
        ("1 square mile (2 square kilometers) burned.", "loosely rounded"),
    ],
)
def test_round_numbers_do_not_excuse_the_wrong_unit(text: str, verdict: str) -> None:
    article = Article(text)
    found = check(article, measure(article, ()), Gazetteer.open())
    assert [c.verdict for c in found if c.kind == "unit_pair"] == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("A fire burned 50 hectares of the Blackmoor estate.", "plausible"),
        ("Half of the Blackmoor estate, 250 hectares, burned.", "plausible"),
        ("The Blackmoor estate covers 500 hectares.", "consistent"),
        ("The Blackmoor estate covers 50 hectares.", "inconsistent"),
        ("A fire burned 900 hectares of the Blackmoor estate.", "inconsistent"),
    ],
)
def test_a_part_of_the_users_polygon_may_be_smaller(text: str, verdict: str) -> None:
    estate = UserArea("Blackmoor estate", box(-3.5, 50.8, -3.4702, 50.8215), "estate.geojson")
    assert area_km2(estate.geometry) == pytest.approx(5.0, rel=0.01)
    article = Article(text)
    found = check(article, measure(article, ()), Gazetteer.open(), (estate,))
    assert [c.verdict for c in found if c.kind == "polygon"] == [verdict]
