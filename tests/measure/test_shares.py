"""Shares: what they are of, in every shape, and what is a share of something else."""

from __future__ import annotations

import pytest

from geonews.measure import measure
from geonews.model import Article, Mention, Place
from tests.measure.stories import figures_in

# Text, and the share that must be read from it: text, value, place, what bound it.
SHARES = (
    ("Russia holds 18% of Ukraine.", "18%", 0.18, "Ukraine", "of Ukraine"),
    ("Russia holds 18 per cent of Ukraine.", "18 per cent", 0.18, "Ukraine", "of Ukraine"),
    ("Russia holds 18 pct of Ukraine.", "18 pct", 0.18, "Ukraine", "of Ukraine"),
    ("Russia holds 18pc of Ukraine.", "18pc", 0.18, "Ukraine", "of Ukraine"),
    ("Ukraine, some 18% of which is mined, is cold.", "18%", 0.18, "Ukraine", "of Ukraine"),
    ("Russia holds 18% of Ukraine, Moscow says.", "18%", 0.18, "Ukraine", "of Ukraine"),
    ("Russia holds 18% of Ukraine and Putin says so.", "18%", 0.18, "Ukraine", "of Ukraine"),
    ("Eighteen percent of Ukraine is mined.", "Eighteen percent", 0.18, "Ukraine", "of Ukraine"),
    (
        "Russia holds 18% of Ukrainian territory.",
        "18%",
        0.18,
        "Ukraine",
        "of Ukrainian territory",
    ),
    ("About 18% of the Ukrainian land is mined.", "18%", 0.18, "Ukraine", "of Ukrainian territory"),
    ("Some 0.5% of Texas land is paved.", "0.5%", 0.005, "Texas", "of Texas"),
    ("About 30% of land in Texas is paved.", "30%", 0.3, "Texas", "of Texas"),
    ("Snow lies on 5% of all of Texas.", "5%", 0.05, "Texas", "of Texas"),
    ("A fifth (18%) of Ukraine is mined.", "A fifth", 0.2, "Ukraine", "of Ukraine"),
    ("A fifth, or 18%, of Ukraine is mined.", "A fifth", 0.2, "Ukraine", "of Ukraine"),
    ("One in five hectares of Portugal burned.", "One in five hectares", 0.2, "Portugal", None),
    (
        "One out of every ten acres in Texas burned.",
        "One out of every ten acres",
        0.1,
        "Texas",
        None,
    ),
    ("Nine-tenths of Kursk is quiet.", "Nine-tenths", 0.9, "Kursk", "of Kursk"),
    ("Ukraine has lost a fifth of its territory.", "a fifth", 0.2, "Ukraine", "its: Ukraine's"),
    (
        "Those near Moscow say Ukraine lost half of its own land.",
        "half",
        0.5,
        "Ukraine",
        "its: Ukraine's",
    ),
    (
        "They lost 40 percent of the territory they took in Kursk.",
        "40 percent",
        0.4,
        "Kursk",
        "in Kursk",
    ),
    ("They lost 40 percent of the territory they took.", "40 percent", 0.4, None, ""),
    (
        "Malta said a fifth of the country was dry.",
        "a fifth",
        0.2,
        "Malta",
        "the country: Malta, named before",
    ),
    ("Ukraine is cold. Russia holds a fifth of the country.", "a fifth", 0.2, "Ukraine", None),
    ("Russia holds a fifth of the country.", "a fifth", 0.2, None, ""),
    ("Nearly half the country is dry.", "half", 0.5, None, ""),
    ("Half of Texas and Kansas is dry.", "Half", 0.5, None, ""),
    ("A third of Texas burned.", "A third", 1 / 3, "Texas", "of Texas"),
    ("A third of Texas, or 9 sq km, is dry.", "A third", 1 / 3, "Texas", "of Texas"),
    ("A fifth of the region of Kursk, not more.", "A fifth", 0.2, "Kursk", "of Kursk"),
)

NO_SHARES = (
    "Less than one per cent of Texas and Grants Town residents came.",
    "Less than 9% of Texas and Kansas residents came.",
    "Half of Texas lost power.",
    "Half of Texas has no job.",
    "Half of Texas was facing hunger.",
    "Half of Texas teachers left.",
    "Some 60% of Ukraine's arable land is mined.",
    "Half of Ukraine's population left.",
    "Half of it was stolen.",
    "In Texas he had 9 cars, half of which broke.",
    "They paid 5% of Malta's GDP.",
    "She won 40% of the vote in Texas.",
    "Half of them left Texas.",
    "They lost half of their jobs in Texas.",
    "One in five people in Texas left.",
    "One in five acres burned.",
    "The half of Texas players who came won.",
)


@pytest.mark.parametrize(("text", "written", "value", "place", "why"), SHARES)
def test_shares(text: str, written: str, value: float, place: str | None, why: str | None) -> None:
    (share,) = (figure for figure in figures_in(text) if figure.quantity == "share")
    assert share.text == written
    assert share.value == pytest.approx(value)
    assert (share.place.name if share.place else None) == place
    if why is not None:
        assert share.bound_by == why
    assert (share.bound_by == "") == (share.place is None)


@pytest.mark.parametrize("text", NO_SHARES)
def test_shares_of_something_else(text: str) -> None:
    assert [figure for figure in figures_in(text) if figure.quantity == "share"] == []


def test_an_adjective_may_be_part_of_the_name() -> None:
    text = "China claims 90 percent of the South China Sea."
    start, name = text.index("South"), "South China Sea"
    place = Place(name, 12, 113, feature="SEA")
    sea = Mention(start, start + len(name), name, place=place, status="resolved")
    (share,) = measure(Article(text), (sea,))
    assert share.bound_by == "of South China Sea"


def test_one_in_five_is_good_to_a_tenth() -> None:
    (share,) = figures_in("One in five hectares of Portugal burned.")
    assert (share.low, share.high) == pytest.approx((0.18, 0.22))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("They took 984 sq km of Kursk and lost 40% of it.", "Kursk"),
        ("They took 984 sq km of Kursk. Half of that area is wood.", "Kursk"),
        ("They took 984 sq km. Half of that is wood.", None),
        ("They took 984 sq km (380 sq mi) of Kursk, about 40% of which is lost.", "Kursk"),
        ("They took 984 sq km in Kursk, 40% of which is lost.", "Kursk"),
        ("They lost more than 40% of the 984 sq km of Kursk.", "Kursk"),
        ("They lost 40% of Kursk's 984 sq km.", "Kursk"),
    ],
)
def test_shares_of_a_figure_have_its_place(text: str, place: str | None) -> None:
    share = next(figure for figure in figures_in(text) if figure.quantity == "share")
    assert (share.place.name if share.place else None) == place


@pytest.mark.parametrize(
    "text",
    [
        "They took 984 sq km of Kursk.\n\nHalf of it is wood.",
        "They took 984 sq km of Kursk for $5 million and paid half of it.",
        "They took 984 sq km of Kursk." + " It rained." * 30 + " Half of it is wood.",
    ],
)
def test_it_means_no_figure_that_something_came_between(text: str) -> None:
    assert [figure.quantity for figure in figures_in(text)] == ["area"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Malta said a fifth of the country, or 63 sq km, was dry.", "Malta"),
        ("Half of Malta (158 sq km) was dry.", "Malta"),
        ("Half of Malta, about 158 sq km, was dry.", "Malta"),
        ("Half of Malta is dry, 158 sq km are wet.", None),
    ],
)
def test_an_area_that_restates_a_share_has_its_place(text: str, place: str | None) -> None:
    area = next(figure for figure in figures_in(text) if figure.quantity == "area")
    assert (area.place.name if area.place else None) == place
