"""``geonews locate --explain``, and what the whole way makes of homes, languages and zones."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from geonews.cli import main
from geonews.gazetteer import Gazetteer
from geonews.model import Article
from geonews.options import Options
from geonews.pipeline import analyse, explained


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def told(tmp_path: Path, text: str, *options: str) -> list[str]:
    story = tmp_path / "story.txt"
    story.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["locate", str(story), "--explain", *options])
    assert result.exit_code == 0, result.stderr
    return result.stdout.splitlines()


def test_each_mention_has_its_candidates_and_what_decided(tmp_path: Path) -> None:
    lines = told(
        tmp_path, "A storm hit Paris, Texas. A drone fell 30 km south of Kursk, near Qwxyz Lake."
    )
    heads = [line for line in lines if line and not line.startswith(" ")]
    assert [head.partition(" (")[0] for head in heads] == [
        "Paris",
        "Texas",
        "30 km south of",
        "Kursk",
        "Qwxyz Lake",
    ]
    assert heads[0].startswith("Paris (character 12): Paris, Texas, US [PPL]; resolved, confidence")
    paris = lines[: lines.index("")]
    shares = [float(line.split("%")[0]) for line in paris if "%  " in line]
    # What is not shown is counted, so that all shares come to a hundred within rounding.
    assert 98 < sum(shares) <= 100.5
    assert any("the story says it is in Texas" in line for line in paris)
    assert any(line.endswith(" less likely") for line in paris)
    assert "  no place called 'Qwxyz Lake' is known" in lines


def test_it_is_for_people(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Rain fell on Lima.", encoding="utf-8")
    result = CliRunner().invoke(main, ["locate", str(story), "--explain", "--format", "json"])
    assert result.exit_code == 2
    assert "--explain is for people to read" in result.stderr


def test_a_story_without_places_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, "Nothing happened at all.") == ["the story names no place"]


def test_it_goes_with_the_report(gazetteer: Gazetteer) -> None:
    article = Article(
        "Ice broke near Springfield. At 51.7373, 36.1874 a drone fell; Lima saw none."
    )
    report = analyse(article, gazetteer=gazetteer)
    _, explanations = explained(article, gazetteer=gazetteer)
    spans = [(mention.start, mention.end) for mention in report.mentions]
    assert [(one.start, one.end) for one in explanations] == spans
    for mention, one in zip(report.mentions, explanations, strict=True):
        if one.candidates:
            assert one.candidates[0].place == mention.place
            assert sum(row.probability for row in one.candidates) + one.none <= 1 + 1e-9
        else:
            assert mention.kind == "coordinates"


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("PARIS, Texas (AP) - A fire near Springfield spread. Russia sent help.", "PARIS", "Texas"),
        ("LONDON, Ontario - Snow fell on Monday. London, England, had rain.", "LONDON", "Ontario"),
        (
            "Police in Moscow, Idaho, called. Russia and Ukraine had no part in it.",
            "Moscow",
            "Idaho",
        ),
        (
            "Floods hit Rome, Georgia, and Atlanta. The Pope in Rome, Italy, prayed.",
            "Rome",
            "Georgia",
        ),
    ],
)
def test_what_the_story_says_goes_before_fame(
    gazetteer: Gazetteer, text: str, name: str, admin1: str
) -> None:
    mention = next(
        m for m in analyse(Article(text), gazetteer=gazetteer).mentions if m.text == name
    )
    assert mention.place is not None
    assert mention.place.admin1 == admin1
    assert mention.status == "resolved"


def test_the_outlet_is_at_home_and_near_goes_before_it(gazetteer: Gazetteer) -> None:
    text = "A house in Springfield burned down on Monday, the fire department said."
    places = {}
    for source, near in (
        ("sj-r.com", None),
        ("masslive.com", None),
        ("masslive.com", "Springfield, Illinois"),
    ):
        article = Article(text, source=source)
        report = analyse(article, Options(near=near), gazetteer=gazetteer)
        places[source, near] = next(m.place.admin1 for m in report.mentions if m.place)
    assert list(places.values()) == ["Illinois", "Massachusetts", "Illinois"]


def test_another_language_is_named_and_nothing_in_it_is_sure(gazetteer: Gazetteer) -> None:
    report = analyse(
        Article(
            "Der Brand in Köln erreichte am Montag die Vororte von Düsseldorf, und die Polizei "
            "sperrte die Straßen nach Bonn für zwei Stunden."
        ),
        gazetteer=gazetteer,
    )
    assert report.to_dict()["article"]["language"] == "de"
    assert [m.text for m in report.mentions] == ["Köln", "Düsseldorf", "Bonn"]
    assert {m.status for m in report.mentions} == {"uncertain"}
    assert {m.place.country for m in report.mentions if m.place} == {"DE"}


def test_a_relative_place_is_told_from_a_name_that_stays(gazetteer: Gazetteer) -> None:
    report = analyse(Article("A drone fell 30 km south of Kursk, Russia."), gazetteer=gazetteer)
    relative, kursk, _ = report.mentions
    assert (relative.text, relative.kind) == ("30 km south of", "relative")
    assert kursk.place is not None
    assert relative.place is not None
    assert relative.zone is not None
    assert relative.place.lat < kursk.place.lat
    assert report.to_dict()["mentions"][0]["zone"]["anchors"] == [[kursk.start, kursk.end]]
