"""What a figure speaks of, and the words that say so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geonews.measure import measure
from geonews.model import Article, Place
from tests.measure.stories import PLACES, figures_in, mentions_in

# Text with one area figure, its place, and what bound it.
BOUND = (
    ("They hold 9 sq km of Kursk.", "Kursk", "of Kursk"),
    ("They hold 9 sq km of land in western Kursk.", "Kursk", "in western Kursk"),
    ("They hold 9 sq km in Kursk, Ukraine said.", "Kursk", "in Kursk"),
    ("They hold 9 sq km in Kursk, Ukraine's army said.", "Kursk", "in Kursk"),
    ("They hold 9 sq km of the Kursk region.", "Kursk", "of the Kursk region"),
    ("They hold 9 sq km of Russia's Kursk.", "Kursk", "of Russia's Kursk"),
    ("A 9-hectare farm in Texas was sold.", "Texas", "in Texas"),
    ("They hold 9 sq km of Ukrainian territory.", "Ukraine", "of Ukrainian territory"),
    ("It burned 9 sq km of Russian forest.", "Russia", "of Russian forest"),
    ("They hold 9 sq km of Russian land in Kursk.", "Kursk", "in Kursk"),
    ("The 9-square-kilometre Kursk region is cold.", "Kursk", "before Kursk region"),
    ("The 9 sq km (4 sq mi) Highmoor is cold.", "Highmoor", "before Highmoor"),
    ("Kursk is cold. It lost 9 sq km of the region.", "Kursk", "the region: Kursk, named before"),
    (
        "Kursk is cold. The region covers 9 sq km.",
        "Kursk",
        "the region: Kursk, named before",
    ),
    ("Evia burns. The 9-acre island is dry.", "Evia", "the island: Evia, named before"),
    ("Malta is dry. The country's 9 sq km burned.", "Malta", "the country: Malta, named before"),
    ("Evia burns. In the island's 9 sq km fell.", "Evia", "the island: Evia, named before"),
    ("Evia burns. On the island, 9 sq km fell.", "Evia", "the island: Evia, named before"),
    ("Evia burns. It took 9 sq km of the island's forest.", "Evia", None),
    ("Kursk's remaining 9 sq km are held.", "Kursk", "Kursk's remaining"),
    ("Malta (9 sq km) is dry.", "Malta", "Malta"),
    ("Malta, which covers 9 sq km, is dry.", "Malta", "Malta, which covers"),
    ("Malta, at 9 sq km, is small.", "Malta", "Malta, at"),
    ("Malta has an area of 9 sq km.", "Malta", "Malta has an area of"),
    ("Malta is only 9 sq km.", "Malta", "Malta is only"),
    ("With an area of 9 sq km, Malta is small.", "Malta", "said of Malta"),
    ("At 9 sq km (4 sq mi), Malta is small.", "Malta", "said of Malta"),
    ("Malta once covered 9 sq km.", "Malta", "Malta once covered"),
    ("Malta, 9 sq km in size, is dry.", "Malta", "Malta"),
    ("Austin, Texas, covers 9 sq km.", "Austin", "Austin, Texas, covers"),
    ("Kursk, Russia's old fort, covers 9 sq km.", "Kursk", None),
    ("Portugal lost 9 sq km.", "Portugal", "Portugal lost"),
    ("Portugal took back 9 sq km of its own territory.", "Portugal", "its: Portugal's"),
    ("Evia is a 9-sq-km island.", "Evia", "Evia is a"),
    ("Burned so far.\n\nEvia: about 9 sq km\nMalta: 4 ha", "Evia", "Evia: about"),
    ("It took the 9 sq km island of Evia.", "Evia", "of Evia"),
    ("They have a 9-sq-km foothold in\nwestern\nKursk.", "Kursk", "in western Kursk"),
    ("Texas' fires have burned about 9 sq km.", "Texas", None),
    ("In Kursk, the army took 9 sq km.", "Kursk", "in Kursk, before it in the sentence"),
    (
        "Across the Kursk region, 9 sq km burned.",
        "Kursk",
        "across the Kursk region, before it in the sentence",
    ),
    ("Fires raging across Texas have burned more than 9 sq km.", "Texas", None),
    ("Fires in Texas burned 500 homes and 9 sq km.", "Texas", None),
    ("Fires in Texas killed two and burned 9 sq km.", "Texas", None),
    ("The fire in Texas, officials said on Monday, took 9 sq km.", "Texas", None),
    (
        "In Russia's Kursk region, 9 sq km burned.",
        "Kursk",
        "in Russia's Kursk region, before it in the sentence",
    ),
)

UNBOUND = (
    "Officials in Texas said 9 sq km burned.",
    "At a summit in Malta, he pledged 9 sq km of new parks.",
    "Malta has 9,000 sq km of fishing waters.",
    "Malta's 9,000 sq km search and rescue zone is busy.",
    "Malta's 9,000 sq km (4 sq mi) exclusive economic zone is busy.",
    "They share 9,000 sq km of sea in Malta.",
    "Malta has 9,000 sq km of farmland abroad.",
    "Speaking in Malta, he pledged 9 sq km of new parks.",
    "A court in Texas fined the owner of 9 acres.",
    "The fire near Austin covers 9 sq km.",
    "A fire near Austin has burned 9 sq km.",
    "They fenced 9 sq km south of Kursk.",
    "They fenced 9 sq km around Kursk.",
    "They fenced 9 sq km along the border of Kursk.",
    "They hold 9 sq km in Kursk and Belgorod.",
    "They hold 9 sq km in Kursk, Belgorod and Texas.",
    "They hold 9 sq km in Kursk, Belgorod, Texas.",
    "Texas and Kansas lost 9 sq km.",
    "Ukraine seized 9 sq km.",
    "It burned 9 sq km. In Kursk it rained.",
    "In Texas it rained, but 9 sq km burned.",
    "They advance 9 sq km a day in Kursk.",
    "Israel marked 9 sq km of the strip.",
    "Belgium lost to Malta. It burned 9 sq km of the country.",
    "Malta, 9 sq km, Evia.",
    "Evia burns. A 9-acre island is safe.",
)


@pytest.mark.parametrize(("text", "place", "why"), BOUND)
def test_bound(text: str, place: str, why: str | None) -> None:
    figure = figures_in(text)[0]
    assert (figure.place.name if figure.place else None) == place
    assert figure.bound_by
    if why is not None:
        assert figure.bound_by == why


@pytest.mark.parametrize("text", UNBOUND)
def test_unbound(text: str) -> None:
    figure = figures_in(text)[0]
    assert (figure.place, figure.bound_by) == (None, "")


def test_a_figure_that_restates_another_has_its_place_and_reason() -> None:
    first, second = figures_in("They hold 9 sq km (4 sq mi) of land in Kursk.")
    assert first.place == second.place == PLACES["Kursk"]
    assert first.bound_by == second.bound_by == "in Kursk"


def test_a_list_of_figures_in_one_unit_restates_nothing() -> None:
    first, second = figures_in("It took 9 ha in Texas, 5 ha in Kansas.")
    assert (first.place, second.place) == (PLACES["Texas"], PLACES["Kansas"])


def test_the_region_may_be_the_runner_up_of_a_town() -> None:
    text = "Kursk is cold. It burned 9 sq km of the region."
    (mention,) = mentions_in(text)
    town = Place("Kursk", 51.7, 36.2, country="RU", feature="PPLA")
    region = PLACES["Kursk"]
    other = Place("Kursk", 40, -90, country="US", feature="ADM1")
    for alternatives, place in (((region,), region), ((other,), None), ((), None)):
        told = replace(mention, place=town, alternatives=alternatives)
        (figure,) = measure(Article(text), (told,))
        assert figure.place == place


@pytest.mark.parametrize("link", ["'s ", " and "])
def test_a_chain_without_end_binds_nothing(link: str) -> None:
    names = link.join(["Kursk"] * 3_000)
    area, share = figures_in(f"They took 9 sq km of {names}.\n\nIt is 9% of Kursk; {names}.")
    assert area.place is None
    assert share.place == PLACES["Kursk"]
    assert [f.quantity for f in figures_in(f"They took 9% of {names}.")] == []


def test_the_island_is_no_country_of_the_mainland() -> None:
    text = "Belgium is rich. It has 9 sq km of the island."
    assert figures_in(text)[0].place is None
    assert figures_in(text.replace("Belgium", "Malta"))[0].place == PLACES["Malta"]
