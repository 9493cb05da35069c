"""Names in no gazetteer: found where the story says what they are, and nowhere else."""

from __future__ import annotations

import pytest

from geonews.gazetteer import Gazetteer
from geonews.model import Article
from geonews.options import Options
from geonews.pipeline import analyse
from geonews.recognise import recognise


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shells hit the village of Zalutky Novi, officials said.", ["Zalutky Novi"]),
        ("They fled the towns of Qwerthal and Lima.", ["Qwerthal", "Lima"]),
        ("They took a settlement of\nQwerthal in June.", ["Qwerthal"]),
        ("They live in the village of Lima.", ["Lima"]),
        ("She bought shares of Qwerthal.", []),
        ("It is the town of a thousand Qwerthals.", []),
        ("It was the village of. Qwerthal said no.", []),
        ("The village of Qwerthal", ["Qwerthal"]),
        ("town of", []),
        ("", []),
    ],
)
def test_a_kind_before_a_name_makes_it_a_place(
    gazetteer: Gazetteer, text: str, found: list[str]
) -> None:
    mentions = recognise(Article(text), gazetteer, Options(recogniser="fast"))
    assert [mention.text for mention in mentions] == found


def test_it_is_reported_with_its_reason(gazetteer: Gazetteer) -> None:
    report = analyse(Article("Shells hit the village of Qwerthal."), gazetteer=gazetteer)
    (mention,) = report.mentions
    assert (mention.status, mention.place) == ("unresolved", None)
    assert mention.reason == "no place called 'Qwerthal' is known"
