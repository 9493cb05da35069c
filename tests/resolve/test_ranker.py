"""The trained weights: read with care, deterministic, and what they make of a story."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from geonews.errors import ModelError
from geonews.gazetteer import Gazetteer
from geonews.model import Article, Mention, Place
from geonews.options import Options
from geonews.resolve import resolve
from geonews.resolve.home import Home, home_near, home_of
from geonews.resolve.ranker import TRUST, load_ranker, shipped_ranker

GAZETTEER = Gazetteer.open()
SHIPPED = Path(str(files("geonews") / "data" / "ranker.json"))


def named(text: str, *names: str) -> tuple[Mention, ...]:
    """Return mentions of names in the order they stand in a text."""
    found, at = [], 0
    for name in names:
        start = text.index(name, at)
        at = start + len(name)
        found.append(Mention(start, at, name, confidence=0.97))
    return tuple(found)


def placed(text: str, *names: str, article: Article | None = None) -> list[Mention]:
    return list(resolve(article or Article(text), named(text, *names), GAZETTEER))


def admin1(mention: Mention) -> str | None:
    assert mention.place is not None
    return mention.place.admin1


def test_the_weights_carry_a_card() -> None:
    card = shipped_ranker().card
    assert {"data", "licence", "split", "figures", "recipe"} <= card.keys()


def test_the_weights_are_small() -> None:
    assert SHIPPED.stat().st_size < 200_000


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    data = json.loads(SHIPPED.read_text(encoding="utf-8"))
    change(data)
    return json.dumps(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"features": []}',
        changed(lambda data: data.pop("layer")),
        changed(lambda data: data["features"].pop()),
        changed(lambda data: data["layer"]["hidden"].pop()),
        changed(lambda data: data["layer"]["bias"].append(1.0)),
        changed(lambda data: data["layer"].update(out="none")),
        changed(lambda data: data["layer"]["direct"].__setitem__(0, float("nan"))),
        changed(lambda data: data["trust"].update(fast=[[1.0], [1.0]])),
        changed(lambda data: data["trust"].update(fast=3)),
    ],
)
def test_damaged_weights_are_told_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ranker.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"ranker\.json.*install geonews again") as told:
        load_ranker(path)
    assert "\n" not in str(told.value)


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="FileNotFoundError"):
        load_ranker(tmp_path / "ranker.json")


def test_confidence_grows_with_the_recognisers() -> None:
    ranker = shipped_ranker()
    sure = (3.0, 0.0, 3.0, 3.0, 0.0, 0.0, 0.0, 0.0)
    assert len(sure) == len(TRUST)
    low, high = (ranker.trusted((logit, *sure[1:]), "fast") for logit in (-3.0, 3.0))
    assert 0 < low < high < 1
    assert ranker.trusted(sure, "no such recogniser") == pytest.approx(0.9526**2, abs=1e-3)


# Names and towns nobody could tell apart without the story.


@pytest.mark.parametrize(
    ("text", "names", "region"),
    [
        ("Kansas City, Kan., has a new mayor.", ("Kansas City", "Kan."), "Kansas"),
        ("Kansas City, Mo., has a new mayor.", ("Kansas City", "Mo."), "Missouri"),
        ("Portland, Maine, was dark.", ("Portland", "Maine"), "Maine"),
        ("Aurora and Naperville lost power.", ("Aurora", "Naperville"), "Illinois"),
        ("Newport and Cardiff lost power.", ("Newport", "Cardiff"), "Wales"),
    ],
)  # fmt: skip
def test_namesakes_by_the_company_they_keep(text: str, names: tuple[str, ...], region: str) -> None:
    assert admin1(placed(text, *names)[0]) == region


def test_counties_by_their_short_names() -> None:
    text = "Clarke, Madison and Oconee counties in Georgia closed their schools."
    found = placed(text, "Clarke", "Madison", "Oconee", "Georgia")
    assert [(m.place.feature, m.place.name) for m in found[:3] if m.place] == [
        ("ADM2", "Clarke County"),
        ("ADM2", "Madison County"),
        ("ADM2", "Oconee County"),
    ]
    assert [admin1(m) for m in found[:3]] == ["Georgia"] * 3


def test_a_rare_name_of_a_greater_place_loses() -> None:
    (found,) = placed("Talks went on in Islamabad.", "Islamabad")
    assert found.place is not None
    assert found.place.country == "PK"


def test_a_lone_namesake_far_from_the_story_is_not_sure() -> None:
    """The gazetteer lacks the village near Kursk, and knows a name like it elsewhere."""
    text = "Shells fell on Tenmile and Kursk, in Russia's Kursk region."
    found = placed(text, "Tenmile", "Kursk", "Russia", "Kursk")
    assert found[0].place is None or found[0].confidence < found[1].confidence


def test_the_order_of_mentions_of_other_names_decides_nothing() -> None:
    one = placed("Aurora, Naperville and Joliet.", "Aurora", "Naperville", "Joliet")
    two = placed("Joliet, Naperville and Aurora.", "Joliet", "Naperville", "Aurora")
    assert {m.text: m.place for m in one} == {m.text: m.place for m in two}


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("Judges sent the case back to Mendoza, near the border with Chile.", "Mendoza", "PPL"),
        ("Police in Mendoza province found the car.", "Mendoza", "ADM1"),
        ("Kharkiv was shelled.", "Kharkiv", "PPL"),
        ("The governor of Kharkiv Oblast spoke.", "Kharkiv", "ADM1"),
    ],
)
def test_a_province_named_for_its_town_is_so_by_its_word(
    text: str, name: str, feature: str
) -> None:
    found = placed(text, name, *(["Chile"] if "Chile" in text else []))[0]
    assert found.place is not None
    assert found.place.feature == feature


# Mentions that are not ours to resolve.


def test_a_mention_with_a_place_keeps_it_and_tells_where_the_story_plays() -> None:
    text = "Crews from Paris drove to Dallas, then back to Paris."
    paris, dallas, again = named(text, "Paris", "Dallas", "Paris")
    assert [admin1(m) for m in resolve(Article(text), (paris, again), GAZETTEER)] == [
        "Île-de-France",
        "Île-de-France",
    ]
    texan = Place("Paris", 33.66, -95.55, country="US", admin1="Texas", population=25_000)
    given = Mention(paris.start, paris.end, "Paris", place=texan, confidence=1.0, status="resolved")
    mentions = (given, dallas, again)
    found = resolve(Article(text), mentions, GAZETTEER)
    assert found[0] is given
    assert admin1(found[1]) == "Texas"
    # Whoever corrects one mention decides which others are meant.
    alone = resolve(Article(text), (dallas, again), GAZETTEER)
    assert {admin1(found[2]), admin1(alone[1])} <= {"Texas", "Île-de-France"}


def test_a_relative_place_is_left_alone() -> None:
    text = "A drone fell 30 km south of Kursk."
    relative = Mention(13, 27, text[13:27], kind="relative", confidence=0.9)
    kursk = Mention(28, 33, "Kursk", confidence=0.9)
    found = resolve(Article(text), (relative, kursk), GAZETTEER)
    assert found[0] is relative
    assert found[1].place is not None


def test_nothing_but_given_places() -> None:
    spot = Mention(
        0, 8, "51N, 36E", kind="coordinates", place=Place("51N, 36E", 51.0, 36.0), confidence=1.0
    )
    assert resolve(Article("51N, 36E"), (spot,), GAZETTEER) == (spot,)


# Home.


def test_home_by_outlet_and_by_word() -> None:
    text = "The council of Paris met on Monday."
    local = Article(text, url="https://www.theparisnews.com/news/council.html")
    assert admin1(resolve(local, named(text, "Paris"), GAZETTEER)[0]) == "Texas"
    near = Options(near="Paris, Tennessee")
    assert admin1(resolve(local, named(text, "Paris"), GAZETTEER, near)[0]) == "Tennessee"


def test_home_leads_no_world_news_astray() -> None:
    text = "Ministers met in Moscow and Athens; Berlin sent an envoy to Cairo."
    local = Article(text, url="https://www.theparisnews.com/news/ministers.html")
    found = resolve(local, named(text, "Moscow", "Athens", "Berlin", "Cairo"), GAZETTEER)
    assert [m.place.country for m in found if m.place] == ["RU", "GR", "DE", "EG"]


def test_homes() -> None:
    assert home_near("France", GAZETTEER) == Home("France", country="FR")
    assert home_of(Article("", source="nobody.example"), GAZETTEER, Options()) is None
    home = home_of(Article("", source="cnn.com"), GAZETTEER, Options())
    assert home == Home("CNN", country="US", source="outlet")
