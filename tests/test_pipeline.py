"""From a story to its report, by the shipped gazetteer: what the whole path must find."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from geonews.cli import main
from geonews.errors import GazetteerError, UnknownPlaceError
from geonews.gazetteer import Gazetteer
from geonews.model import Article, Mention, Report
from geonews.options import Options
from geonews.pipeline import analyse
from geonews.read import read, read_bytes

KURSK, SEOUL, UKRAINE, RUSSIA = 538555, 1835848, 690791, 2017370
SOUTH_KOREA, NORTH_KOREA, MOSCOW = 1835841, 1873107, 524901

# Our own words, with the figures and the traps of the story the project began with.
STORY = """\
Two captured North Koreans want to go home, Seoul says

SEOUL, South Korea (AP) — Two North Korean soldiers taken prisoner in Russia’s Kursk border \
region have asked nobody for asylum, South Korea’s spy agency told lawmakers.

Trusted news and daily delights, right in your inbox

See for yourself — The Yodel is the go-to source for daily news and feel-good stories.

Koo Byoungsam, who speaks for a ministry, said the law would have to be read first. The envoys \
of Kim Jong Un did not answer, and Lee Seong Kweun, a lawmaker, said none had before.

About 300 North Korean soldiers have died and 2,700 were wounded fighting Ukrainian troops, the \
agency believes. About 34,000 North Koreans live in the South.

Moscow’s counterattack has taken back more than 40% of the 984 square kilometers (380 square \
miles) of Kursk that Ukraine had seized from Russian troops, the first such loss since World War II.

Source link

About The Author

Scroll to Top
"""


def found(report: Report) -> set[tuple[str, int | None]]:
    return {
        (mention.text, mention.place.geonames_id if mention.place else None)
        for mention in report.mentions
    }


def mention_at(report: Report, words: str, name: str) -> Mention:
    """Return the mention of a name inside some words of the story."""
    start = report.article.text.index(words) + words.index(name)
    (mention,) = [m for m in report.mentions if (m.start, m.end) == (start, start + len(name))]
    return mention


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def report(gazetteer: Gazetteer) -> Report:
    return analyse(read_bytes(STORY.encode(), "kursk.txt"), gazetteer=gazetteer)


def test_every_place_is_the_right_one(report: Report) -> None:
    assert {
        ("Kursk", KURSK),
        ("Seoul", SEOUL),
        ("SEOUL", SEOUL),
        ("Ukraine", UKRAINE),
        ("Russia", RUSSIA),
        ("South Korea", SOUTH_KOREA),
        ("Moscow", MOSCOW),
        ("North Korean", NORTH_KOREA),
        ("North Koreans", NORTH_KOREA),
        ("Ukrainian", UKRAINE),
        ("Russian", RUSSIA),
    } == found(report)


def test_roles_are_told_apart(report: Report) -> None:
    assert mention_at(report, "SEOUL, South Korea", "SEOUL").role == "dateline"
    assert mention_at(report, "Moscow’s counterattack", "Moscow").role == "associative"
    assert mention_at(report, "South Korea’s spy agency", "South Korea").role == "associative"
    assert mention_at(report, "of Kursk that", "Kursk").role == "literal"
    assert mention_at(report, "Ukrainian troops", "Ukrainian").kind == "demonym"


def test_people_wars_and_furniture_are_no_places(report: Report) -> None:
    text = report.article.text
    for words in ("Koo Byoungsam", "Kim Jong Un", "Lee Seong Kweun", "World War II", "The Yodel"):
        start = text.index(words)
        assert not [m.text for m in report.mentions if start <= m.start < start + len(words)]
    for start, end in report.article.furniture:
        assert not [m.text for m in report.mentions if start <= m.start < end]


def test_offsets_fit_and_mentions_are_in_order_and_apart(report: Report) -> None:
    end = 0
    for mention in report.mentions:
        assert report.article.text[mention.start : mention.end] == mention.text
        assert end <= mention.start
        end = mention.end


def test_every_mention_says_why(report: Report) -> None:
    for mention in report.mentions:
        assert mention.reason
        assert "\n" not in mention.reason
        assert 0 <= mention.confidence <= 1


def test_the_figures_are_held_against_each_other_and_the_region(report: Report) -> None:
    verdicts = {check.kind: check.verdict for check in report.checks}
    assert verdicts["unit_pair"] == "consistent"
    assert verdicts["part_of_whole"] == "plausible"
    assert "inconsistent" not in verdicts.values()
    assert {figure.text.strip() for figure in report.figures if figure.quantity == "area"} == {
        "984 square kilometers",
        "380 square miles",
    }


def test_a_wrong_pair_of_units_is_inconsistent(gazetteer: Gazetteer) -> None:
    article = read_bytes(STORY.replace("380", "830").encode(), "kursk.txt")
    report = analyse(article, gazetteer=gazetteer)
    assert "inconsistent" in {c.verdict for c in report.checks if c.kind == "unit_pair"}


def test_demonyms_can_be_left_out(gazetteer: Gazetteer) -> None:
    article = read_bytes(STORY.encode(), "kursk.txt")
    report = analyse(article, Options(demonyms=False), gazetteer=gazetteer)
    assert {mention.kind for mention in report.mentions} == {"place"}


def test_a_story_without_places_is_a_report_without_mentions(gazetteer: Gazetteer) -> None:
    report = analyse(Article("Nothing happened today."), gazetteer=gazetteer)
    assert (report.mentions, report.figures, report.checks) == ((), (), ())
    assert report.gazetteer == gazetteer.info


def test_the_same_story_gives_the_same_report(gazetteer: Gazetteer, report: Report) -> None:
    again = analyse(read_bytes(STORY.encode(), "kursk.txt"), gazetteer=gazetteer)
    assert json.dumps(again.to_dict()) == json.dumps(report.to_dict())


def test_a_gazetteer_that_is_missing_is_told() -> None:
    with pytest.raises(GazetteerError, match=r"no\.gazetteer"):
        analyse(Article("Lima."), Options(gazetteer=Path("no.gazetteer")))


def test_a_newsroom_nowhere_is_told(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownPlaceError, match="'Nosuchplacetown'"):
        analyse(Article("Lima."), Options(near="Nosuchplacetown"), gazetteer=gazetteer)


NAMES = (
    "Lima ",
    "Peru",
    "Kursk",
    " region",
    "Kim ",
    "SEOUL (AP) — ",
    "300 square km ",
    "km2",
    "40",
)
ODD = (
    "\n\n",
    "\x00",
    "\x1b[0m",
    "🌧️",
    "\ud800",
    "ليما ",
    "\u202e",
    ", ",
    ". ",
    "’s ",
    "(",
    ")",
    "%",
)
PIECES = st.sampled_from((*NAMES, *ODD))


@settings(max_examples=60)
@given(st.lists(PIECES | st.text(max_size=5), max_size=25))
def test_any_text_is_analysed_with_offsets_that_fit(pieces: list[str]) -> None:
    article = Article("".join(pieces))
    report = analyse(article)
    parts = [(m.start, m.end, m.text) for m in report.mentions]
    parts += [(f.start, f.end, f.text) for f in report.figures]
    for start, end, words in parts:
        assert article.text[start:end] == words


@pytest.mark.parametrize(
    "text",
    [
        "Rain\x07 fell\x1b[31m on Lima\x00, Peru.",
        "سقط المطر \u202eon Lima\u202c, Peru.",
        "🌧️👩‍👩‍👧 on Lima, Peru 🇵🇪.",
        "\ud83d on Lima\udc00, Peru.",
    ],
    ids=["control characters", "right to left", "emoji", "lone surrogates"],
)
def test_strange_characters_shift_no_offset(text: str, gazetteer: Gazetteer) -> None:
    report = analyse(Article(text), gazetteer=gazetteer)
    at = text.index("Lima")
    assert (at, at + 4) in {(mention.start, mention.end) for mention in report.mentions}


# The story the project began with lies beside a developer's checkout, not in the repository.


def test_the_seed_story_is_located(shared: Path) -> None:
    result = CliRunner().invoke(
        main, ["locate", str(shared / "seeds" / "kursk.txt"), "--format", "json"]
    )
    assert result.exit_code == 0
    data = cast("dict[str, Any]", json.loads(result.stdout))
    text = read(shared / "seeds" / "kursk.txt").text
    mentions = Report.from_dict(data, text).mentions
    ids = {(m.text, m.place.geonames_id) for m in mentions if m.place}
    assert {i for name, i in ids if name == "Kursk"} == {KURSK}
    assert ids >= {("Ukraine", UKRAINE), ("Russia", RUSSIA), ("Moscow", MOSCOW), ("Seoul", SEOUL)}
    assert ids >= {("South Korea", SOUTH_KOREA), ("North Korea", NORTH_KOREA)}
    demonyms = {(m.text, m.place.geonames_id) for m in mentions if m.kind == "demonym" and m.place}
    assert demonyms >= {
        ("North Korean", NORTH_KOREA),
        ("Ukrainian", UKRAINE),
        ("Russian", RUSSIA),
        ("South Korean", SOUTH_KOREA),
    }
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(("miles", "code"), [("380", 0), ("830", 1)])
def test_the_seed_story_is_checked(shared: Path, tmp_path: Path, miles: str, code: int) -> None:
    text = (shared / "seeds" / "kursk.txt").read_text(encoding="utf-8")
    story = tmp_path / "kursk.txt"
    story.write_text(text.replace("380 square miles", f"{miles} square miles"), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(story)])
    assert result.exit_code == code, result.stdout
    assert "inconsistent" in result.stdout or code == 0
