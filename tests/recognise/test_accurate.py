"""The recogniser with a neural tagger."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from geonews.errors import ModelError, OptionError
from geonews.gazetteer import Gazetteer
from geonews.model import Article
from geonews.options import Options
from geonews.recognise import recognise
from geonews.recognise.accurate import accurate
from geonews.recognise.fast import fast
from geonews.recognise.linear import Weights

GAZETTEER = Gazetteer.open()


def found(text: str, language: str | None = None) -> list[str]:
    return [m.text for m in accurate(Article(text, language=language), GAZETTEER)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Paris Hilton flew from Paris to Lima.", ["Paris", "Lima"]),
        ("Talks in Washington ended; Niger kept its troops.", ["Washington", "Niger"]),
        ("Denzel Washington sold his house in Denver.", ["Denver"]),
        ("KYIV, Ukraine (AP) — Shells fell on Kharkiv.", ["KYIV", "Ukraine", "Kharkiv"]),
        ("Two trains met near Talbotville, Ohio, on Monday.", ["Talbotville", "Ohio"]),
        ("", []),
        ("Nothing happened.", []),
    ],
)
def test_what_it_finds(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_mentions_are_disjoint_and_in_order() -> None:
    text = "New York City and the state of New York share the Hudson River with New Jersey. " * 20
    mentions = accurate(Article(text), GAZETTEER)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(0 <= m.confidence <= 1 for m in mentions)


def test_another_language_is_looked_up_as_the_fast_one_does() -> None:
    article = Article("In Hamburg und Bremen stehen seit Montag alle Busse still.", language="de")
    assert accurate(article, GAZETTEER) == fast(article, GAZETTEER)
    assert found(article.text, "de") == ["Hamburg", "Bremen"]


def test_the_option_chooses() -> None:
    article = Article("Paris Hilton flew from Paris to Lima for Jackson Browne in Jackson.")
    quick = recognise(article, GAZETTEER, Options(recogniser="fast"))
    sure = recognise(article, GAZETTEER, Options(recogniser="accurate"))
    assert quick == fast(article, GAZETTEER)
    assert sure == recognise(article, GAZETTEER)
    assert [m.confidence for m in quick] != [m.confidence for m in sure]


def test_no_demonyms() -> None:
    article = Article("Peruvian miners met in Lima.")
    mentions = accurate(article, GAZETTEER, Options(demonyms=False))
    assert [m.text for m in mentions] == ["Lima"]


def test_an_unknown_recogniser() -> None:
    with pytest.raises(OptionError, match="give 'accurate' or 'fast'"):
        Options(recogniser="best")


def test_weights_that_are_damaged(tmp_path: Path) -> None:
    path = tmp_path / "accurate.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match=r"the weights of the accurate recogniser.*train accurate"):
        Weights.read(path)
