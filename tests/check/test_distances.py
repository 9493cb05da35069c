"""How far apart two places are."""

from __future__ import annotations

import pytest

from geonews.check import check
from geonews.gazetteer import Gazetteer
from geonews.model import Article, Figure, Place
from tests.check.hand import checks, length

KIND = "distance"


@pytest.mark.parametrize(
    ("text", "phrase", "place", "other", "bearing", "verdict", "reason"),
    [
        ("Kursk, 460 km from Moscow", "460 km", "Kursk", "Moscow", None, "consistent", "457 km"),
        (
            "Kursk, 500 km south of Moscow",
            "500 km",
            "Kursk",
            "Moscow",
            180.0,
            "loosely rounded",
            "457 km south of Moscow in a straight line; the story says 500 km south",
        ),
        (
            "Kursk, 284 miles from Moscow",
            "284 miles",
            "Kursk",
            "Moscow",
            None,
            "consistent",
            "457 km (284 mi)",
        ),
        (
            "Kursk, 460 km north of Moscow",
            "460 km",
            "Kursk",
            "Moscow",
            0.0,
            "inconsistent",
            "the direction is another",
        ),
        (
            "Kursk, 460 km west of Moscow",
            "460 km",
            "Kursk",
            "Moscow",
            270.0,
            "plausible",
            "the direction loosely",
        ),
        (
            "Kursk, 300 km from Moscow",
            "300 km",
            "Kursk",
            "Moscow",
            None,
            "inconsistent",
            "farther even",
        ),
        # Roads are longer, whether said or not; nothing is nearer than a straight line.
        (
            "Kursk, 620 km by road from Moscow",
            "620 km",
            "Kursk",
            "Moscow",
            None,
            "plausible",
            "lower bound",
        ),
        (
            "Kursk, 620 km from Moscow",
            "620 km",
            "Kursk",
            "Moscow",
            None,
            "plausible",
            "which a way by road may be",
        ),
        (
            "Kursk, 900 km from Moscow",
            "900 km",
            "Kursk",
            "Moscow",
            None,
            "plausible",
            "2 times the straight line",
        ),
        (
            "Kursk, 1,200 km from Moscow",
            "1,200 km",
            "Kursk",
            "Moscow",
            None,
            "inconsistent",
            "it is nearer",
        ),
        (
            "Kursk, 900 km by train from Moscow",
            "900 km",
            "Kursk",
            "Moscow",
            None,
            "plausible",
            "lower bound",
        ),
        (
            "Kursk, 250 km by road from Moscow",
            "250 km",
            "Kursk",
            "Moscow",
            None,
            "inconsistent",
            "farther even in a straight line",
        ),
        # Another place of the name fits.
        (
            "Lyon, 130 km southeast of Paris",
            "130 km",
            "Lyon",
            "Paris",
            135.0,
            "cannot be checked",
            "another place of the name fits, Lyon in FR",
        ),
        ("Lyon, 290 km from Paris", "290 km", "Lyon", "Paris", None, "inconsistent", "farther"),
        # A region has a nearest and a farthest point.
        (
            "Sudzha, 20 km from Sumy",
            "20 km",
            "Sudzha",
            "Sumy Oblast",
            None,
            "plausible",
            "between the nearest and the farthest points of the two",
        ),
        (
            "Moscow, 100 km from Kursk",
            "100 km",
            "Moscow",
            "Kursk Oblast",
            None,
            "inconsistent",
            "farther even in a straight line",
        ),
        (
            "Sudzha, 3 km from the border with Sumy",
            "3 km",
            "Sudzha",
            "Sumy Oblast",
            None,
            "loosely rounded",
            "east of Sumy Oblast",
        ),
        (
            "Lyon, 60 km from the border of Sumy",
            "60 km",
            "Lyon",
            "Sumy Oblast",
            None,
            "cannot be checked",
            "another place may be meant",
        ),
        (
            "Kursk, 400 km from the border of Kursk",
            "400 km",
            "Kursk",
            "Kursk Oblast",
            None,
            "plausible",
            "farther than the nearest",
        ),
    ],
)
def test_distance(
    text: str,
    phrase: str,
    place: str,
    other: str,
    bearing: float | None,
    verdict: str,
    reason: str,
) -> None:
    figure = length(text, phrase, "apart", place=place, other=other, bearing=bearing)
    (found,) = checks(text, figure)
    assert (found.kind, found.verdict) == (KIND, verdict), found.reason
    assert reason in found.reason
    assert "geodesic" in found.sources[0]
    assert found.formula.startswith("geodesic from")


@pytest.mark.parametrize(
    ("text", "phrase", "verdict"),
    [
        ("They went 12 km deep into Kursk.", "12 km", "plausible"),
        ("They went 900 km deep into Kursk.", "900 km", "inconsistent"),
    ],
)
def test_depth(text: str, phrase: str, verdict: str) -> None:
    (found,) = checks(text, length(text, phrase, "deep", place="Kursk Oblast"))
    assert (found.kind, found.verdict) == (KIND, verdict)
    assert "at its widest" in found.reason


@pytest.mark.parametrize(
    ("place", "other"),
    [("Kursk", None), (None, "Moscow"), (None, None), ("Kursk", "Kursk")],
)
def test_an_end_that_is_missing(place: str | None, other: str | None) -> None:
    text = "a village 40 km from there"
    assert checks(text, length(text, "40 km", "apart", place=place, other=other)) == ()


def test_what_is_too_wide_for_its_point() -> None:
    text = "Kursk, 40 km from Malta"
    assert checks(text, length(text, "40 km", "apart", place="Kursk", other="Malta")) == ()


def test_a_border_of_another_phrase() -> None:
    text = "Kursk, 460 km from Moscow, near the border"
    (found,) = checks(text, length(text, "460 km", "apart", place="Kursk", other="Moscow"))
    assert found.verdict == "consistent"


def test_the_same_distance_in_another_unit_is_checked_once() -> None:
    text = "Kursk, 460 km (286 miles) from Moscow"
    one, other = (
        length(text, phrase, "apart", place="Kursk", other="Moscow")
        for phrase in ("460 km", "286 miles")
    )
    found = checks(text, one, other)
    assert [(check.kind, check.figures) for check in found] == [(KIND, (0, 1))]


def test_across_the_antimeridian() -> None:
    fiji = Place("Suva", -18.14, 178.44, country="FJ", feature="PPLC", population=77_000)
    apia = Place("Apia", -13.83, -171.77, country="WS", feature="PPLC", population=40_000)
    figure = Figure(
        6, 14, "1,150 km", "distance", 1150, "km", 1145, 1160, place=apia, other=fiji, bearing=45.0
    )
    (found,) = check(Article("Apia, 1,150 km northeast of Suva"), (figure,), Gazetteer.open())
    assert found.verdict in ("consistent", "loosely rounded")
    assert "1,140 km east of Suva" in found.reason or "northeast of Suva" in found.reason


def test_a_country_of_the_gazetteer_that_ships() -> None:
    gazetteer = Gazetteer.open()
    (russia,) = [p for p in gazetteer.lookup("Russia") if p.feature == "PCLI"]
    text = "Nome is 250 km from Russia"
    nome = Place("Nome", 64.5, -165.4, country="US", feature="PPL", population=3_600)
    figure = Figure(8, 14, "250 km", "distance", 250, "km", 245, 260, place=nome, other=russia)
    (found,) = check(Article(text), (figure,), gazetteer)
    assert found.verdict == "plausible"


def test_depth_is_that_of_the_land_that_was_entered() -> None:
    text = "They hit Kursk, 90 km inside Kursk Oblast."
    figure = length(text, "90 km", "deep", place="Kursk", other="Kursk Oblast")
    (found,) = checks(text, figure)
    assert (found.verdict, found.statement) == ("plausible", "90 km into Kursk Oblast")
