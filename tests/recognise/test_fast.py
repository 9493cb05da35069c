"""The fast recogniser: spans, sense and bad input, by sentences of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from geonews.errors import ModelError
from geonews.gazetteer import Gazetteer
from geonews.model import Article
from geonews.recognise.candidates import found_in
from geonews.recognise.fast import fast
from geonews.recognise.linear import Weights, shipped

GAZETTEER = Gazetteer.open()


def names(text: str) -> list[str]:
    return [mention.text for mention in fast(Article(text), GAZETTEER)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Towns named like words or surnames, in plain mentions.
        ("Snow cut the road to Leh on Friday. Hotels in Leh were full.", ["Leh", "Leh"]),
        ("The mayor of Branson said tourists stayed away. Branson, Missouri, lives on its shows.",
         ["Branson", "Branson", "Missouri"]),
        ("Voters in Republic and Battlefield, Missouri, chose new councils.",
         ["Republic", "Battlefield", "Missouri"]),
        # A name inside another's.
        ("Crews closed the boat ramp at Lake Springfield on Monday.", []),
        ("Fish died around Lake Auburn, and climbers left Mount Kenya for Nairobi.",
         ["Lake Auburn", "Mount Kenya", "Nairobi"]),
        ("The crash on U.S. 60 near Owensboro hurt two.", ["Owensboro"]),
        ("She studied at Washington and at Jefferson Middle School.", ["Washington"]),
        ("The army left the Gaza Strip.", ["Gaza Strip"]),
        ("Shells fell on the West Bank.", ["West Bank"]),
        # The whole name, not the kind of thing behind it nor the quarter before it.
        ("The Kursk region was shelled again.", ["Kursk"]),
        ("Shells fell in southern Lebanon and in eastern Ukraine.", ["Lebanon", "Ukraine"]),
        ("Troops held the Donetsk, Luhansk and Kherson regions.",
         ["Donetsk", "Luhansk", "Kherson"]),
        ("The fair opened in Greene County on Monday.", ["Greene County"]),
        # Compounds.
        ("A Franco-German brigade met Anglo-Irish officials.", ["German", "Irish"]),
        ("A Sino-Russian deal was signed in Beijing.", ["Sino", "Russian", "Beijing"]),
        # A party's letter; a state's letters without their full stop.
        ("Jane Miller, D-Calif., spoke, and so did Joe Hill, D-W.Va.", ["Calif.", "W.Va."]),
        # Apostrophes inside names, accents dropped or kept.
        ("Cocoa from Côte d'Ivoire and Cote d'Ivoire fell.", ["Côte d'Ivoire", "Cote d'Ivoire"]),
        ("Trains from Malmo and Malmö stopped.", ["Malmo", "Malmö"]),
        # Older and newer spellings.
        ("Shells fell in Kiev and in Kharkov; rain fell in Kyiv and in Kharkiv.",
         ["Kiev", "Kharkov", "Kyiv", "Kharkiv"]),
        # People, whom the story names elsewhere.
        ("Ms. London met Mr. Paris in Milan. London laughed.", ["Milan"]),
        ("Gov. Austin Houston resigned. Houston said he was tired.", []),
        # Only the story says that it is a place's name.
        ("A car left the road at Dunmore Ridge Road in Lexington, Ky.",
         ["Dunmore Ridge Road", "Lexington", "Ky."]),
        ("The town flooded when the Qwerthal River rose.", ["Qwerthal River"]),
        ("ALL ROADS TO BAGHDAD CLOSED", ["BAGHDAD"]),
    ],
)  # fmt: skip
def test_spans(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("London (AP) — Rain fell.", ["London"]),
        ("LONDON, Ontario — A train hit a truck.", ["LONDON", "Ontario"]),
        ("A title\n\nParis (Reuters) - Farmers met.", ["Paris"]),
        ("London (tired) — he slept.", []),
    ],
)
def test_datelines(text: str, places: list[str]) -> None:
    found = fast(Article(text), GAZETTEER)
    assert [mention.text for mention in found if mention.role == "dateline"] == places


def test_every_exact_name_is_weighed() -> None:
    text = "Qwerthal, Leh, Sudzha, St. Petersburg, Chasiv Yar and Addis Ababa."
    _, found = found_in(Article(text), GAZETTEER)
    keys = {one.named.key for one in found if one.sort == "listed"}
    assert keys >= {"leh", "sudzha", "st. petersburg", "chasiv yar", "addis ababa"}


def test_confidence_is_a_probability_that_context_moves() -> None:
    (bare,) = fast(Article("It was Springfield again."), GAZETTEER)
    (held, _) = fast(Article("It was Springfield, Illinois, again."), GAZETTEER)
    assert 0 < bare.confidence < held.confidence <= 1


def test_a_very_long_story_is_read_piece_by_piece_alike() -> None:
    page = "Rain fell on Lima, Peru. Jane Houston of Springfield, Ill., went home.\n\n"
    once = [mention.text for mention in fast(Article(page), GAZETTEER)]
    many = fast(Article(page * 8000), GAZETTEER)
    assert [mention.text for mention in many] == once * 8000
    assert many[-1].end <= len(page) * 8000


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"weights": {}, "threshold": 0.5, "card": {}}', "\x00\xff"],
)
def test_damaged_weights_are_told_in_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "fast.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(ModelError, match=r"'fast\.json', cannot be used .*install geonews again"):
        Weights.read(path)


def test_missing_weights_are_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="install geonews again") as told:
        Weights.read(tmp_path / "none.json")
    assert "\n" not in str(told.value)


def test_the_weights_that_ship_say_what_they_are() -> None:
    card = shipped().card
    assert {"data", "licence", "split", "figures, demonyms out"} <= card.keys()
    crossed = card["figures, demonyms out"]["cross-validated"]["all"]
    assert crossed["f1"] >= 0.865
    assert crossed["precision"] >= 0.88
    assert crossed["calibration_error"] <= 0.03


def test_other_weights_can_be_given() -> None:
    nothing = Weights({"listed": {"": -9.0}, "people": {"": -9.0}, "told": {"": -9.0}}, 0.5, {})
    assert fast(Article("Rain fell on Lima."), GAZETTEER, weights=nothing) == ()
