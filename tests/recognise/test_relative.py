"""Relative places as mentions: beside the names, never over them."""

from __future__ import annotations

from itertools import pairwise

from geonews.model import Article, Mention
from geonews.recognise.relative import relatives

STORY = (
    "A drone fell about 30 km south of Kursk. A train derailed between Kursk and Belgorod, "
    "and 12 miles off the port of Gaza a ship burned."
)


def names(text: str, *wanted: str) -> tuple[Mention, ...]:
    found = []
    for name in wanted:
        at = text.find(name)
        while at >= 0:
            found.append(Mention(at, at + len(name), name, confidence=0.9))
            at = text.find(name, at + 1)
    return tuple(sorted(found, key=lambda mention: mention.start))


def test_phrases_are_mentions_before_their_names() -> None:
    named = names(STORY, "Kursk", "Belgorod", "Gaza")
    found = relatives(Article(STORY), named)
    assert [(m.text, m.kind, m.role, m.place, m.status) for m in found] == [
        ("30 km south of", "relative", "literal", None, "unresolved"),
        ("between", "relative", "literal", None, "unresolved"),
        ("12 miles off", "relative", "literal", None, "unresolved"),
    ]
    together = sorted((*named, *found), key=lambda mention: mention.start)
    for before, after in pairwise(together):
        assert before.end <= after.start
    assert all(STORY[m.start : m.end] == m.text for m in found)
    assert all(0 < m.confidence <= 1 for m in found)


def test_without_a_name_behind_there_is_none() -> None:
    assert relatives(Article(STORY), names(STORY, "Belgorod")) == ()
    assert relatives(Article(STORY), ()) == ()


def test_a_name_inside_a_phrase_stays() -> None:
    text = "A drone fell 30 km south of Kursk."
    named = (Mention(19, 24, "south"), *names(text, "Kursk"))
    assert relatives(Article(text), named) == ()


def test_furniture_has_none() -> None:
    text = "Rain.\n\n30 km south of Kursk"
    assert relatives(Article(text, furniture=((7, len(text)),)), names(text, "Kursk")) == ()


def test_coordinates_can_be_reckoned_from() -> None:
    text = "It fell 30 km south of 51.7373, 36.1874."
    named = (Mention(23, 39, "51.7373, 36.1874", "coordinates"),)
    assert [m.text for m in relatives(Article(text), named)] == ["30 km south of"]
