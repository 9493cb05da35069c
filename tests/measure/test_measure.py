"""Whole stories: furniture, odd characters, size, and what holds for every text."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geonews.measure import measure
from geonews.measure.units import UNITS
from geonews.model import Article, Figure
from geonews.units import UNIT_KM
from tests.measure.stories import PLACES, figures_in, mentions_in

STORY = """Border fight leaves its mark

SEOUL, South Korea — In a week of shelling the army of Moscow retook more than 40% of the 984 square
kilometers (380 square miles) of Kursk that Ukraine had overrun, and lost 300 men of 2,700.

About 34,000 people have left since the late 1990s. The region has 12 hospitals.

Get 500 acres of news in your inbox
"""


def test_story_as_the_issue_has_it() -> None:
    figures = figures_in(STORY[: STORY.index("Get 500")])
    assert [(f.text, f.quantity, f.hedge, f.place) for f in figures] == [
        ("40%", "share", "more than", PLACES["Kursk"]),
        ("984 square\nkilometers", "area", None, PLACES["Kursk"]),
        ("380 square miles", "area", None, PLACES["Kursk"]),
    ]
    assert (figures[0].low, figures[0].high) == (0.4, 0.5)


def test_furniture_is_no_part_of_the_story() -> None:
    start = STORY.index("Get 500")
    article = Article(STORY, furniture=((start, len(STORY)),))
    assert "500 acres" in [f.text for f in measure(Article(STORY), ())]
    assert "500 acres" not in [f.text for f in measure(article, ())]


def test_mentions_without_a_place_bind_nothing() -> None:
    text = "They hold 984 sq km in Kursk, and 20% of Belgium."
    unresolved = tuple(
        replace(mention, place=None, status="unresolved") for mention in mentions_in(text)
    )
    assert [f.place for f in measure(Article(text), unresolved)] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian troops hold 984 sq km.",
        "They took 984 sq km from Ukrainian farms.",
        "The Ukrainian army says 984 sq km of land is mined.",
    ],
)
def test_demonyms_bind_nothing_but_their_land(text: str) -> None:
    (figure,) = figures_in(text)
    assert figure.place is None
    (figure,) = figures_in("They mapped 984 sq km of Ukrainian land.")
    assert figure.place == PLACES["Ukraine"]
    assert figure.bound_by == "of Ukrainian land"


def test_order_of_the_mentions_does_not_matter() -> None:
    text = "They hold 500 sq km of Russia's Kursk region."
    mentions = mentions_in(text)
    assert measure(Article(text), mentions[::-1]) == measure(Article(text), mentions)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kursk and Belgorod burn. It hit 5 sq km of the region.", None),
        ("Kursk burns.\n\nIt hit 5 sq km of the region.", "Kursk"),
        ("Kursk and Belgorod burn.\n\nIt hit 5 sq km of the region.", None),
        ("Kursk burns." + " It rains." * 60 + " It hit 5 sq km of the region.", None),
        ("Belgorod is quiet. Kursk burns, and it hit 5 sq km of the region.", "Kursk"),
        ("Ukraine is at war. Russia holds a fifth of the country.", "Ukraine"),
        ("Russia holds a fifth of the country.", None),
        ("Belgium is at war. Belgium holds a fifth of the island.", None),
        ("Kursk burns. It hit 5 sq km of the region.", "Kursk"),
        ("Ukraine and Kursk burn. It hit 5 sq km of the country.", "Ukraine"),
        ("Rain fell on Malta and Texas. It lost a fifth of the country.", "Malta"),
    ],
)
def test_the_region_means_the_one_place_it_can(text: str, place: str | None) -> None:
    (figure,) = figures_in(text)
    assert (figure.place.name if figure.place else None) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("They hold 984 sq km, or 380 sq mi, of Kursk.", "Kursk"),
        ("They hold 984 sq km of territory (380 sq mi) in Kursk.", "Kursk"),
        ("They hold 984 sq km of Russian territory in western Kursk.", "Kursk"),
        ("They hold 984 sq km of Soviet forest in the heart of Kursk.", "Kursk"),
        ("They hold 984 sq km in Kursk, Russia.", "Kursk"),
        ("They hold 984 sq km in Kursk, Belgorod and Texas.", None),
        ("They hold 984 sq km on Evia.", "Evia"),
        ("They hold 984 sq km on the island of Evia.", "Evia"),
        ("They hold 984 sq km near Kursk.", None),
        ("They hold 984 sq km east of Kursk.", None),
        ("They hold 984 sq km, roughly the size of Malta.", None),
        ("They hold 984 sq km twice the size of Malta.", None),
        ("They hold 984 sq km that people in Kursk lost.", None),
        ("They hold 984 sq km. In Kursk it rained.", None),
        ("Fires in Texas burned 984 acres.", "Texas"),
        ("Texas said that 984 acres burned.", None),
        ("In Texas it rained, but 984 acres burned.", None),
        ("They paid rent in Austin, $900 for 984 sq ft.", None),
    ],
)
def test_places_are_told_by_the_structure_of_the_sentence(text: str, place: str | None) -> None:
    figures = [figure for figure in figures_in(text) if figure.quantity == "area"]
    assert {figure.place.name if figure.place else None for figure in figures} == {place}


@pytest.mark.parametrize(
    "text",
    [
        "‏חלקות של 500 דונם, 12 km² of it in Kursk‎",
        "\ud800\ud800 they hold 984 sq km in Kursk \udfff",
        "\x00\x01\x1b[31m 984 sq km in Kursk\x07",
        "İİİ İzmir 🗺️🇺🇦 984 sq km in Kursk",
        "ﬁne 984\u202fsq\u00a0km in Kursk",
        "K K 1\u2009234 km² in Kursk",
    ],
)
def test_odd_characters_keep_offsets_and_places(text: str) -> None:
    (figure,) = figures_in(text)
    assert text[figure.start : figure.end] == figure.text
    assert figure.place == PLACES["Kursk"]


@pytest.mark.parametrize(
    "piece",
    [
        "acres ",
        "5 ",
        "5-",
        "1,",
        "1 000 ",
        "half a ",
        "two hundred and ",
        "sq ",
        "square-",
        "% of ",
        "a third of ",
        "40% of the ",
        "9",
        " ",
        "\n",
        "(",
        "of the region of ",
        "Kursk's ",
    ],
)
def test_repetition_costs_no_more_than_its_length(piece: str) -> None:
    # Quadratic work on this would not end within the time the suite is given.
    text = piece * (1_000_000 // len(piece))
    assert measure(Article(text), ()) == ()


@pytest.mark.parametrize(
    "piece",
    [
        "5 acres, Kursk, ",
        "In Kursk 5 ha ",
        "Kursk, Ukraine said 5 ha, ",
        "half of its land, Kursk ",
        "5 ha of its territory Kursk ",
    ],
)
def test_one_endless_sentence_costs_no_more_than_its_length(piece: str) -> None:
    # Quadratic work on this takes minutes.
    assert figures_in(piece * (100_000 // len(piece)))


def test_large_story() -> None:
    text = "They hold 984 square kilometers (380 square miles) of Kursk. " * 5_000
    figures = figures_in(text)
    assert len(figures) == 10_000
    assert {f.place for f in figures} == {PLACES["Kursk"]}


WORDS = st.sampled_from(
    "5 1,200 984 2.5 half two a third 40% 12 % percent of the in Kursk Belgium Kursk's region "
    "about more than over acres square km miles (380 sq mi) ha million thousand - to and . , \n\n "
    "( ) or country territory 1/2 ½ km² acre-feet per İ \ud800 $ km from south by grew shrank size "
    "twice times as large than larger long wide radius border deep into between apart".split(" ")
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=80)


def _holds(figure: Figure, text: str) -> None:
    assert text[figure.start : figure.end] == figure.text
    assert figure.value > 0
    if figure.quantity == "share":
        assert figure.unit is None
        assert 0 <= figure.low <= figure.value <= figure.high <= 1
    elif figure.quantity == "ratio":
        assert figure.unit is None
        assert figure.low <= figure.value <= figure.high
    elif figure.quantity != "area":
        km = figure.value * UNIT_KM[figure.unit or ""]
        assert 0 <= figure.low <= km * (1 + 1e-12)
        assert figure.high >= km * (1 - 1e-12)
    else:
        units = [unit for unit in UNITS if unit.code == figure.unit]
        low = min(unit.low_km2 for unit in units)
        high = max(unit.high_km2 for unit in units)
        assert 0 <= figure.low <= figure.value * high * (1 + 1e-12)
        assert figure.high >= figure.value * low * (1 - 1e-12)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_what_holds_for_every_figure(text: str) -> None:
    figures = figures_in(text)
    for figure in figures:
        _holds(figure, text)
    spans = [(figure.start, figure.end) for figure in figures]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(
    st.decimals(min_value="0.01", max_value="100000", places=2),
    st.sampled_from([("sq km", "km2"), ("square miles", "mi2"), ("acres", "acre"), ("ha", "ha")]),
)
@settings(deadline=None)
def test_the_interval_contains_the_value_in_any_unit(value: object, unit: tuple[str, str]) -> None:
    (figure,) = figures_in(f"It covers {value} {unit[0]} now.")
    assert figure.unit == unit[1]
    km2 = next(u.low_km2 for u in UNITS if u.code == unit[1])
    assert figure.low <= figure.value * km2 * (1 + 1e-12)
    assert figure.value * km2 * (1 - 1e-12) <= figure.high
    # Half a last place below, a whole one above.
    below, above = figure.value * km2 - figure.low, figure.high - figure.value * km2
    assert above == pytest.approx(2 * below, rel=1e-3, abs=1e-12)


@given(st.integers(1, 999_999))
@settings(deadline=None)
def test_the_same_number_is_read_however_it_is_grouped(value: int) -> None:
    grouped = f"{value:,}"
    readings = {
        figures_in(f"It covers {written} ha.")[0].value
        for written in (str(value), grouped, grouped.replace(",", "\u202f"))
    }
    assert readings == {float(value)}
