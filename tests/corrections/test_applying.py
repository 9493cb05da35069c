"""The editor's word over a story, by the whole path from its text to its report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.corrections import Corrections, Row, mark, notes_on, settle
from geonews.corrections.spelling import occurrences
from geonews.gazetteer import Gazetteer
from geonews.model import Article, Mention, Place, Report
from geonews.options import Options
from geonews.pipeline import analyse
from tests.corrections.conftest import Reader

MASSACHUSETTS = 4951788
STORY = Article(
    "SPRINGFIELD (AP) — The river rose in Springfield on Monday, and reached Ashgrove Mill.\n\n"
    "Springfield’s mayor asked Springfield Township for boats. Branson, who runs the\nHarbor "
    "Quarter, had none. Paris Hilton was in Paris, France.",
    id="flood.txt",
)


def told(report: Report) -> list[tuple[str, int | None]]:
    return [(m.text, m.place.geonames_id if m.place else None) for m in report.mentions]


def texts(report: Report) -> list[str]:
    return [mention.text for mention in report.mentions]


def test_a_corrected_name_is_that_place_in_capitals_too(said: Reader, gazetteer: Gazetteer) -> None:
    corrections = said(f'[[place]]\nname = "Springfield"\nis = {MASSACHUSETTS}\n')
    report = analyse(STORY, gazetteer=gazetteer, corrections=corrections)
    mine = [m for m in report.mentions if m.text.upper() == "SPRINGFIELD"]
    assert [m.text for m in mine[:3]] == ["SPRINGFIELD", "Springfield", "Springfield"]
    for mention in mine:
        assert mention.place == gazetteer.by_id(MASSACHUSETTS)
        assert (mention.confidence, mention.status) == (1.0, "resolved")
        assert mention.alternatives == ()
        assert mention.reason == (
            f"{mention.text!r} is Springfield, Massachusetts, US, PPL: "
            "corrected by desk.toml, line 1."
        )


def test_a_name_that_was_missed_becomes_a_mention(said: Reader, gazetteer: Gazetteer) -> None:
    assert "Ashgrove Mill" not in texts(analyse(STORY, gazetteer=gazetteer))
    corrections = said(
        '[[place]]\nname = "Ashgrove Mill"\nis = [42.1, -72.5]\nrole = "associative"\n'
        '[[place]]\nname = "Ashgrove"\nis = [1, 1]\n'
    )
    report = analyse(STORY, gazetteer=gazetteer, corrections=corrections)
    (mill,) = [mention for mention in report.mentions if "Ashgrove" in mention.text]
    assert mill.place == Place("Ashgrove Mill", 42.1, -72.5, feature="LCTY", source="corrections")
    assert (mill.role, mill.kind, mill.status) == ("associative", "place", "resolved")
    assert STORY.text[mill.start : mill.end] == "Ashgrove Mill"
    assert [m.start for m in report.mentions] == sorted(m.start for m in report.mentions)


def test_a_name_that_is_no_place_goes_with_all_inside_it(
    said: Reader, gazetteer: Gazetteer
) -> None:
    corrections = said(
        '[[not_a_place]]\nname = "Paris Hilton"\n[[place]]\nname = "France"\nis = false\n'
        '[[place]]\nname = "Paris"\nis = 2988507\n'
    )
    report = analyse(STORY, gazetteer=gazetteer, corrections=corrections)
    (paris,) = [mention for mention in report.mentions if mention.text == "Paris"]
    assert STORY.text[paris.start :].startswith("Paris, France")
    assert "France" not in texts(report)


@pytest.mark.parametrize(
    ("story", "holds"),
    [("flood.txt", True), ("wire/flood.txt", True), ("rain.txt", False), ("flood", False)],
)
def test_a_row_for_one_story_holds_in_it_alone(
    story: str, holds: bool, said: Reader, gazetteer: Gazetteer
) -> None:
    corrections = said(f'[[place]]\nname = "Springfield"\nis = 4951788\nstory = "{story}"\n')
    report = analyse(STORY, gazetteer=gazetteer, corrections=corrections)
    assert any("corrected by" in mention.reason for mention in report.mentions) is holds


def test_the_narrowest_row_wins(said: Reader, gazetteer: Gazetteer) -> None:
    corrections = said(
        '[[place]]\nname = "Springfield"\nis = 4951788\n'
        '[[place]]\nname = "Springfield"\nis = 4250542\nstory = "flood.txt"\n'
        '[[place]]\nname = "Springfield"\nis = 4525353\nstory = "flood.txt"\nonly = [3]\n'
        '[[place]]\nname = "SPRINGFIELD"\nis = 5754005\n'
        '[[not_a_place]]\nname = "Springfield Township"\n'
    )
    report = analyse(STORY, gazetteer=gazetteer, corrections=corrections)
    assert [each for each in told(report) if each[0].upper() == "SPRINGFIELD"] == [
        ("SPRINGFIELD", 5754005),
        ("Springfield", 4250542),
        ("Springfield", 4525353),
    ]
    elsewhere = analyse(Article(STORY.text, id="b"), gazetteer=gazetteer, corrections=corrections)
    assert ("Springfield", MASSACHUSETTS) in told(elsewhere)


def test_a_role_may_be_all_that_is_said(said: Reader, gazetteer: Gazetteer) -> None:
    plain = analyse(STORY, gazetteer=gazetteer)
    corrections = said('[[place]]\nname = "France"\nrole = "associative"\n')
    report = analyse(STORY, gazetteer=gazetteer, corrections=corrections)
    assert told(report) == told(plain)
    (france,) = [mention for mention in report.mentions if mention.text == "France"]
    assert france.role == "associative"
    assert france.reason.endswith("Its role is corrected by desk.toml, line 1.")


def test_the_rest_is_resolved_in_the_light_of_what_is_corrected(
    said: Reader, gazetteer: Gazetteer
) -> None:
    story = Article("Rain fell on Springfield and Milltown on Monday.")
    corrections = said('[[place]]\nname = "Milltown"\nis = "Chicopee, Massachusetts"\n')
    found = dict(told(analyse(story, gazetteer=gazetteer, corrections=corrections)))
    assert found["Springfield"] == MASSACHUSETTS


def test_a_corrected_name_has_the_role_its_words_say(said: Reader, gazetteer: Gazetteer) -> None:
    corrections = said('[[place]]\nname = "Moscow"\nis = 524901\n')
    story = Article("Moscow’s government met in Moscow on Friday.")
    report = analyse(story, gazetteer=gazetteer, corrections=corrections)
    assert [mention.role for mention in report.mentions] == ["associative", "literal"]


def test_a_place_may_be_told_from_a_corrected_name(said: Reader, gazetteer: Gazetteer) -> None:
    story = Article("A drone fell 30 km south of Ashgrove Mill and 20 km east of Lima.")
    corrections = said(
        '[[place]]\nname = "Ashgrove Mill"\nis = [51.0, 36.0]\n[[not_a_place]]\nname = "Lima"\n'
    )
    found = analyse(story, gazetteer=gazetteer, corrections=corrections).mentions
    assert [mention.text for mention in found] == ["30 km south of", "Ashgrove Mill"]
    assert found[0].place is not None
    assert 50.6 < found[0].place.lat < 50.8


def test_furniture_is_left_alone(said: Reader, gazetteer: Gazetteer) -> None:
    text = "Rain fell on Lima.\n\nAshgrove Mill: subscribe"
    start = text.index("Ashgrove")
    story = Article(text, furniture=((start, len(text)),))
    corrections = said('[[place]]\nname = "Ashgrove Mill"\nis = [1, 1]\n')
    assert texts(analyse(story, gazetteer=gazetteer, corrections=corrections)) == ["Lima"]


def test_own_places_are_found_checked_and_drawn(
    said: Reader, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    ring = [[36, 51], [36.1, 51], [36.1, 51.1], [36, 51.1], [36, 51]]
    area = {"type": "Polygon", "coordinates": [ring]}
    (tmp_path / "harbor.geojson").write_text(json.dumps(area), encoding="utf-8")
    corrections = said('[[own]]\nname = "Harbor Quarter"\npolygon = "harbor.geojson"\n')
    story = Article("Water covered 78 square km: the Harbor Quarter was empty.")
    report = analyse(story, gazetteer=gazetteer, corrections=corrections)
    (mention,) = report.mentions
    assert (mention.text, mention.place) == ("Harbor Quarter", corrections.own[0].place)
    assert mention.status == "resolved"
    assert [c.verdict for c in report.checks if c.kind == "polygon"] == ["consistent"]


def test_an_own_place_wins_over_its_namesakes_but_not_over_a_row(
    said: Reader, gazetteer: Gazetteer
) -> None:
    own = '[[own]]\nname = "Paris"\nat = [42.0, -72.0]\n'
    row = '[[place]]\nname = "Paris"\nis = "Paris, Texas"\nonly = [2]\n'
    story = Article("Paris flooded. Paris is wet.")
    first, second = analyse(story, gazetteer=gazetteer, corrections=said(own + row)).mentions
    assert first.place is not None
    assert (first.place.lat, first.place.source) == (42.0, "corrections")
    assert first.reason == "'Paris' is Paris, LCTY: given by desk.toml, line 1."
    assert second.place == gazetteer.by_id(4717560)


def test_a_row_may_say_that_a_name_is_an_own_place(said: Reader, gazetteer: Gazetteer) -> None:
    corrections = said(
        '[[own]]\nname = "Harbor Quarter"\nat = [42.0, -72.0]\n'
        '[[place]]\nname = "the Quarter"\nis = "Harbor Quarter"\n'
    )
    story = Article("Rain fell on the Quarter.")
    (mention,) = analyse(story, gazetteer=gazetteer, corrections=corrections).mentions
    assert mention.place == corrections.own[0].place


def test_a_worldview_still_says_whose_a_corrected_place_is(
    said: Reader, gazetteer: Gazetteer
) -> None:
    corrections = said('[[place]]\nname = "the city"\nis = "Simferopol"\n')
    story = Article("Rain fell on the city.")
    for view, country in (("neutral", None), ("UA", "UA"), ("RU", "RU")):
        report = analyse(
            story, Options(worldview=view), gazetteer=gazetteer, corrections=corrections
        )
        (mention,) = report.mentions
        assert mention.place is not None
        assert mention.place.country == country
        assert "corrected by desk.toml, line 1." in mention.reason


def test_a_row_that_nothing_answers_to_is_told(said: Reader, gazetteer: Gazetteer) -> None:
    corrections = said(
        '[[place]]\nname = "Nowhere"\nis = 4951788\nstory = "flood.txt"\n'
        '[[place]]\nname = "Springfield"\nis = 4951788\nstory = "flood.txt"\nonly = [9]\n'
        '[[not_a_place]]\nname = "Branson"\nstory = "flood.txt"\n'
        '[[place]]\nname = "Nobody"\nstory = "flood.txt"\n'
        '[[place]]\nname = "Elsewhere"\nis = 4951788\nstory = "rain.txt"\n'
        '[[place]]\nname = "Anywhere"\nis = 4951788\n'
    )
    report = analyse(STORY, gazetteer=gazetteer, corrections=corrections)
    assert notes_on(corrections, STORY, report.mentions) == (
        "desk.toml:1: 'Nowhere' is not in 'flood.txt', or only inside a longer name: nothing was "
        "corrected by this row",
        "desk.toml:5: 'Springfield' (9) is not in 'flood.txt', or only inside a longer name: "
        "nothing was corrected by this row",
    )


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Lima", "LIMA, Lima, lima, Liman, Lima-based, Lima’s (Lima)", ["LIMA"] + ["Lima"] * 4),
        ("New York", "New\nYork New  York New\n\nYork NewYork", ["New\nYork", "New  York"]),
        ("St. John's", "St. John’s ST. JOHN'S St Johns", ["St. John’s", "ST. JOHN'S"]),
        ("Guinea-Bissau", "Guinea‑Bissau", ["Guinea‑Bissau"]),
        ("Cafe", "Cafe\u0301 Cafe", ["Cafe"]),
        ("São Tomé", "Sa\u0303o Tome\u0301", ["Sa\u0303o Tome\u0301"]),
        ("東京", "東京都は東京", ["東京", "東京"]),
        ("U.S.", "the U.S.-led U.S.", ["U.S.", "U.S."]),
        ("a.b (c|d)", "axb c a.b (c|d)", ["a.b (c|d)"]),
    ],
)
def test_a_name_is_found_however_it_is_spelled(name: str, text: str, found: list[str]) -> None:
    spans = occurrences(name, Article(text))
    assert [text[start:end] for start, end in spans] == found


LIMA = Place("Lima", -12.0, -77.0, "PE")
WORDS = st.sampled_from(("New", "York", "City", "Lima", "and"))
NAMES = st.sampled_from(("New York", "York", "York City", "New York City", "Lima", "City Lima"))
ROWS = st.builds(
    Row,
    NAMES,
    st.integers(1, 99),
    st.sampled_from((LIMA, None)),
    is_no_place=st.booleans(),
    only=st.sampled_from(((), (1,), (2, 3))),
)


@given(st.lists(WORDS, max_size=12), st.lists(ROWS, max_size=6), st.data())
def test_mentions_stay_in_order_disjoint_and_settled(
    words: list[str], rows: list[Row], data: st.DataObject
) -> None:
    article = Article(" ".join(words))
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    mentions, at = [], 0
    while at < len(words):
        length = data.draw(st.integers(0, min(3, len(words) - at)))
        if length:
            start, end = starts[at], starts[at + length] - 1
            mentions.append(Mention(start, end, article.text[start:end], confidence=0.4))
        at += max(length, 1)
    corrections = Corrections("desk.toml", tuple(rows))
    marked = mark(corrections, article, tuple(mentions))
    end = -1
    for mention in marked:
        assert mention.text == article.text[mention.start : mention.end]
        assert mention.start > end
        end = mention.end
    # What the editor has said once, saying it again does not change.
    assert mark(corrections, article, marked) == marked
    assert settle(corrections, article, marked) == marked
