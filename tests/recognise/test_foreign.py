"""Stories in other languages: their names are found, and none is held for sure."""

from __future__ import annotations

import pytest

from geonews.gazetteer import Gazetteer
from geonews.model import Article
from geonews.recognise.fast import fast
from geonews.recognise.foreign import UNSURE

GAZETTEER = Gazetteer.open()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A case's ending, in Cyrillic.
        ("Дождь шёл в Москве и в Казани, сообщили в России.", ["Москве", "Казани", "России"]),
        ("Взрыв прогремел в городе Курск утром.", ["Курск"]),
        # French elision, names that English news does not use.
        ("Il est allé à Moscou et à Londres avec les élèves de l'Allemagne.",
         ["Moscou", "Londres", "Allemagne"]),
        ("Der Zug aus Köln kam nach Rumänien, und die Halle in der Stadt blieb leer.",
         ["Köln", "Rumänien"]),
        # Turkish sets endings off with an apostrophe.
        ("İstanbul'da yağmur yağdı ve Ankara'nın batısında bir köprü için çok kaldı.",
         ["İstanbul", "Ankara"]),
        # Particles behind a name, prepositions before it, without a space.
        ("서울에서 열린 회의에 일본과 미국의 대표가 왔다.", ["서울", "일본", "미국"]),
        ("ראש העיר נסע מירושלים לחיפה עם אחיו.", ["ירושלים", "חיפה"]),
        # No spaces at all; the longer name wins over the shorter that begins before it.
        ("部长星期一从北京抵达莫斯科。", ["北京", "莫斯科"]),
        ("大臣は月曜日に東京を出た。", ["東京"]),
    ],
)  # fmt: skip
def test_names_are_found(text: str, expected: list[str]) -> None:
    found = fast(Article(text), GAZETTEER)
    assert [mention.text for mention in found] == expected
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(mention.confidence <= UNSURE for mention in found)


def test_the_language_that_the_article_states_counts() -> None:
    text = "Lima and Cusco"
    sure = fast(Article("Rain fell in Lima and in Cusco.", language="en-GB"), GAZETTEER)
    unsure = fast(Article("Rain fell in Lima and in Cusco.", language="de"), GAZETTEER)
    assert min(mention.confidence for mention in sure) > UNSURE
    assert max(mention.confidence for mention in unsure) <= UNSURE
    assert [m.text for m in fast(Article(text, language="es"), GAZETTEER)] == ["Lima", "Cusco"]


def test_furniture_gives_no_mention_in_any_script() -> None:
    text = "部长从北京来。\n\n上海新闻"
    article = Article(text, furniture=((text.index("上海"), len(text)),))
    assert [mention.text for mention in fast(article, GAZETTEER)] == ["北京"]
