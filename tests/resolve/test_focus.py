"""Which of a story's places it is about."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.gazetteer import Gazetteer
from geonews.model import Article, Mention, Place, Report
from geonews.pipeline import analyse
from geonews.resolve.focus import focus_of

PLACES = {
    place.name: place
    for place in (
        Place("France", 46, 2, country="FR", feature="PCLI"),
        Place("Brittany", 48, -3, country="FR", feature="ADM1"),
        Place("Brest", 48.4, -4.5, country="FR", admin1="Brittany"),
        Place("Rennes", 48.1, -1.7, country="FR", admin1="Brittany"),
        Place("Vannes", 47.7, -2.8, country="FR", admin1="Brittany"),
        Place("Lyon", 45.8, 4.8, country="FR", admin1="Rhone"),
        Place("Chad", 15, 19, country="TD", feature="PCLI"),
        Place("Mao", 14.1, 15.3, country="TD", admin1="Kanem"),
        Place("Baltic Sea", 58, 20, feature="SEA"),
    )
}
PEOPLE = {"French": "France", "Chadian": "Chad"}
NAME = re.compile("|".join((*PEOPLE, *PLACES)))


def mentions_of(text: str, roles: dict[str, str] | None = None) -> tuple[Mention, ...]:
    """Return a mention for each name we know, with the role we say it has."""
    found = []
    for match in NAME.finditer(text):
        name = match[0]
        mention = Mention(
            match.start(),
            match.end(),
            name,
            kind="demonym" if name in PEOPLE else "place",
            role="associative" if name in PEOPLE or (roles or {}).get(name) else "literal",
            place=PLACES[PEOPLE.get(name, name)],
            confidence=0.9,
            status="resolved",
        )
        found.append(mention)
    return tuple(found)


def about(text: str, title: str | None = None, **roles: str) -> list[str]:
    focus = focus_of(Article(text, title=title), mentions_of(text, roles))
    return [place.name for place in focus]


FILL = "Nobody knows why it took so long, and nobody asked. " * 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Frequency.
        ("Snow fell on Brest. More fell on Brest. Lyon had none.", ["Brest"]),
        ("Brest and Mao are twins. Brest gave Mao a bus. Mao gave Brest a goat.", ["Brest", "Mao"]),
        # The towns of a region speak for it, and the regions of a country.
        ("Brest, Rennes and Vannes are dry. So is all of Brittany.", ["Brittany"]),
        ("Lyon shut its pools, Brest and Vannes theirs. France is dry.", ["France"]),
        # One town carries most, or two do.
        ("Brest is dry, Brest is hot, Brest is tired. Brittany helps. France is far.", ["Brest"]),
        ("Brest will race Rennes, and Rennes Brest. Brittany pays.", ["Brest", "Rennes"]),
        # What only says where a town is speaks little.
        ("Rain fell on Mao, Chad, and on Mao, Chad, again.", ["Mao"]),
        # A region or country that nobody names is not given.
        ("Brest, Rennes and Vannes are dry.", ["Brest", "Rennes", "Vannes"]),
        # Peoples say less than places.
        ("A French ship lay off Mao for a week.", ["Mao"]),
        ("French ministers met Chadian ministers.", ["France", "Chad"]),
        # What lies in no country.
        ("Ice closed the Baltic Sea.", ["Baltic Sea"]),
        # The lead weighs more than the end.
        (f"Brest has a new bridge. {FILL} Lyon has two.", ["Brest"]),
        ("", []),
        ("Nothing happened anywhere.", []),
    ],
)
def test_what_a_story_is_about(text: str, expected: list[str]) -> None:
    assert about(text) == expected


def test_the_headline_weighs_whether_in_the_text_or_beside_it() -> None:
    body = "Lyon sent a bus, and Brest a cook. Lyon may send more, if asked."
    assert about(body) == ["Lyon"]
    assert about(body, title="Brest feeds them all")[0] == "Brest"
    assert about(f"Brest feeds them all\n\n{body}")[0] == "Brest"
    assert about(body, title="Brestians feed them all") == ["Lyon"]


def test_roles_weigh() -> None:
    text = "Lyon said so. Brest did it."
    assert about(text) == ["Lyon", "Brest"]
    assert about(text, Lyon="associative") == ["Brest", "Lyon"]


def test_no_more_than_three() -> None:
    assert len(about("Brest, Rennes, Vannes, Lyon, Mao and Chad are dry.")) <= 3


def test_what_has_no_place_or_no_confidence_is_not_it() -> None:
    lost = Mention(0, 5, "Utopia", status="unresolved")
    doubted = Mention(10, 14, "Lyon", place=PLACES["Lyon"])
    assert focus_of(Article("Utopia is Lyon."), (lost, doubted)) == ()


def test_a_point_that_figures_give_is_not_it() -> None:
    point = Place("48.4, -4.5", 48.4, -4.5)
    there = Mention(8, 18, "48.4, -4.5", kind="coordinates", place=point, confidence=1.0)
    assert focus_of(Article("Wreck at 48.4, -4.5."), (there,)) == ()


def test_a_report_carries_it_there_and_back() -> None:
    text = "Rain fell on Lima, Peru. Lima has had none for a year."
    report = analyse(Article(text), gazetteer=Gazetteer.open())
    assert [place.name for place in report.focus] == ["Lima"]
    data = json.loads(json.dumps(report.to_dict()))
    assert data["focus"] == [report.focus[0].to_dict()]
    assert Report.from_dict(data, text).focus == report.focus
    # What earlier versions wrote had none.
    del data["focus"]
    assert Report.from_dict(data, text).focus == ()


@given(st.lists(st.sampled_from([*PLACES, *PEOPLE, ", ", " and ", ". ", "\n\n"]), max_size=30))
def test_the_focus_is_of_the_storys_places(words: list[str]) -> None:
    text = " ".join(words)
    mentions = mentions_of(text)
    focus = focus_of(Article(text), mentions)
    assert len(focus) <= 3
    assert len(set(focus)) == len(focus)
    assert set(focus) <= {mention.place for mention in mentions}
    assert bool(focus) == bool(mentions)
