"""A story from disputed ground, through every step, as different worldviews see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from geonews.cli import main
from geonews.draw import draw
from geonews.gazetteer import Gazetteer
from geonews.model import Article
from geonews.options import Options
from geonews.pipeline import analyse

_STORY = (
    "SIMFEROPOL — A power cut darkened Simferopol and Kerch on Monday. Some 27,000 square "
    "kilometers of Crimea went without light. Odesa, Ukraine, was spared."
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(_STORY, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("view", "country"), [(None, None), ("neutral", None), ("un", "UA"), ("RU", "RU"), ("ua", "UA")]
)
def test_towns_have_the_country_of_the_view(
    gazetteer: Gazetteer, view: str | None, country: str | None
) -> None:
    report = analyse(Article(_STORY), Options(worldview=view), gazetteer=gazetteer)
    placed = {mention.text: mention.place for mention in report.mentions if mention.place}
    assert {placed[name].country for name in ("Simferopol", "Kerch", "Crimea")} == {country}
    assert placed["Odesa"].country == "UA"


def test_neutral_view_names_the_dispute_with_each_mention(gazetteer: Gazetteer) -> None:
    report = analyse(Article(_STORY), gazetteer=gazetteer)
    disputed = {m.text for m in report.mentions if "held by Russia since 2014" in m.reason}
    assert disputed == {"SIMFEROPOL", "Simferopol", "Kerch", "Crimea"}
    seen = analyse(Article(_STORY), Options(worldview="un"), gazetteer=gazetteer)
    assert not any("held by" in mention.reason for mention in seen.mentions)


def test_the_places_are_the_same_in_every_view(gazetteer: Gazetteer) -> None:
    ids = []
    for view in ("neutral", "un", "RU", "UA", "CN"):
        report = analyse(Article(_STORY), Options(worldview=view), gazetteer=gazetteer)
        ids.append([m.place and m.place.geonames_id for m in report.mentions])
    assert all(found == ids[0] for found in ids)


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("neutral", "Capital of Taiwan (disputed)"),
        ("neutral", "State or territory in dispute"),
        ("neutral", "Capital of Cyprus"),
        ("US", "Capital of Kosovo"),
        ("RS", "Region in Serbia"),
        ("CN", "Region in China"),
        ("TR", "Town in Northern Cyprus"),
    ],
)
def test_a_view_gives_every_place_its_rank(gazetteer: Gazetteer, view: str, words: str) -> None:
    story = Article(
        "Talks in Taipei, Taiwan, followed others in Pristina, Kosovo. Envoys from Nicosia, "
        "Cyprus, and from Kyrenia watched."
    )
    seen = gazetteer.viewed(view)
    page = draw(analyse(story, gazetteer=seen), seen)
    assert words in page
    assert "Capital of China" not in page
    assert "Capital of Serbia" not in page
    # For all but Turkey the north is a part of Cyprus.
    assert ("Northern Cyprus, Cyprus" in page) == (view in ("US", "RS", "CN"))


def test_a_gazetteer_keeps_its_view_where_the_options_name_none(gazetteer: Gazetteer) -> None:
    russian = gazetteer.viewed("RU")
    report = analyse(Article(_STORY), gazetteer=russian)
    assert {m.place.country for m in report.mentions if m.place and m.text == "Kerch"} == {"RU"}
    neutral = analyse(Article(_STORY), Options(worldview="neutral"), gazetteer=russian)
    assert {m.place.country for m in neutral.mentions if m.place and m.text == "Kerch"} == {None}


def test_the_page_says_what_is_disputed_or_whose_view_it_is(gazetteer: Gazetteer) -> None:
    report = analyse(Article(_STORY), gazetteer=gazetteer)
    page = draw(report, gazetteer)
    assert "layer_base_disputed" in page
    assert "Crimea: held by Russia since 2014" in page
    assert "Town in Crimea (disputed)" in page
    assert "Crimea, Ukraine" not in page
    for view, words in (("RU", "Borders as Russia sees them"), ("un", "as the United Nations")):
        seen = gazetteer.viewed(view)
        page = draw(analyse(Article(_STORY), gazetteer=seen), seen)
        assert words in page
        assert "(disputed)" not in page


@pytest.mark.parametrize(
    ("stated", "view", "verdict"),
    [
        # With Crimea that is 117,700 km2, without it 111,500 km2.
        ("19.5% of Ukraine, or 111,600 square kilometers,", "neutral", "depends on definition"),
        ("19.5% of Ukraine, or 80,000 square kilometers,", "neutral", "inconsistent"),
        ("19.5% of Ukraine, or 111,600 square kilometers,", "un", "depends on definition"),
    ],
)
def test_checks_name_every_convention(
    gazetteer: Gazetteer, stated: str, view: str, verdict: str
) -> None:
    story = Article(f"They hold {stated} the ministry said.")
    report = analyse(story, Options(worldview=view), gazetteer=gazetteer)
    (check,) = (c for c in report.checks if c.kind == "share_of_whole")
    assert check.verdict == verdict
    told = " ".join(check.sources)
    assert "without Crimea and Sevastopol" in told
    assert "with Crimea and Sevastopol" in told
    assert ("neutral borders" if view == "neutral" else "the United Nations") in told


def test_the_command_line_takes_a_view(story: Path) -> None:
    run = CliRunner().invoke(
        main,
        ["locate", str(story), "--worldview", "ru", "--format", "json"],
        catch_exceptions=False,
    )
    assert run.exit_code == 0
    mentions = json.loads(run.stdout)["mentions"]
    assert {m["place"]["country"] for m in mentions if m["text"] == "Kerch"} == {"RU"}


@pytest.mark.parametrize("command", ["map", "locate", "check"])
def test_an_unknown_view_is_one_line(story: Path, tmp_path: Path, command: str) -> None:
    arguments = [command, str(story), "--worldview", "Utopia"]
    arguments += ["-o", str(tmp_path / "map.html")] if command == "map" else []
    run = CliRunner().invoke(main, arguments)
    assert run.exit_code == 3
    assert run.stderr == (
        "geonews: no worldview is called 'Utopia': give neutral, un, or a country's two letters "
        "such as IN (ISO 3166-1)\n"
    )
    assert not (tmp_path / "map.html").exists()


def test_disputes_are_listed() -> None:
    run = CliRunner().invoke(main, ["gazetteer", "disputes", "--worldview", "IN"])
    assert run.exit_code == 0
    rows = {line.split("  ")[0]: line.split() for line in run.stdout.splitlines()}
    assert "IN" in rows["Aksai Chin"]
    listed = json.loads(
        CliRunner().invoke(main, ["gazetteer", "disputes", "--format", "json"]).stdout
    )
    golan = next(area for area in listed if area["name"] == "Golan Heights")
    assert (golan["owner"], golan["claimed_by"]) == (None, ["IL", "SY"])
    assert set(golan["sides"]) == {"IL", "SY"}
