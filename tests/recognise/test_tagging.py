"""From the tagger's words to spans and features."""

from __future__ import annotations

import pytest

from geonews.gazetteer import Gazetteer
from geonews.model import Article
from geonews.recognise.tagging import Judged, Tagging
from geonews.recognise.tokens import tokenise

GAZETTEER = Gazetteer.open()


def judged(text: str, *likely: tuple[str, float, float]) -> Tagging:
    """Lay out a text of words with single spaces; words that are not told are no names."""
    told = {word: (begins, goes_on) for word, begins, goes_on in likely}
    words, at = [], 0
    for word in text.split(" "):
        words.append(Judged(at, at + len(word), *told.get(word, (0.0, 0.0))))
        at += len(word) + 1
    return Tagging(words)


@pytest.mark.parametrize(
    ("likely", "spans"),
    [
        ((), []),
        ((("Novi", 0.9, 0.0), ("Zalutky", 0.1, 0.8)), ["Novi Zalutky"]),
        ((("Novi", 0.9, 0.0), ("Zalutky", 0.8, 0.1)), ["Novi", "Zalutky"]),
        ((("Novi", 0.2, 0.05),), []),
        ((("Zalutky", 0.0, 0.6),), ["Zalutky"]),
        ((("fell", 0.3, 0.1),), ["fell"]),
    ],
)
def test_spans(likely: tuple[tuple[str, float, float], ...], spans: list[str]) -> None:
    text = "Rain fell on Novi Zalutky today"
    assert [text[a:b] for a, b in judged(text, *likely).spans] == spans


@pytest.mark.parametrize(
    ("span", "stands"),
    [
        ("Novi Zalutky", "t same"),
        ("Novi", "t inside"),
        ("on Novi Zalutky", "t around"),
        ("on Novi", "t across"),
        ("Rain", "t apart"),
    ],
)
def test_how_a_span_stands(span: str, stands: str) -> None:
    text = "Rain fell on Novi Zalutky today"
    tagging = judged(text, ("Novi", 0.9, 0.0), ("Zalutky", 0.1, 0.8))
    start = text.index(span)
    found = tagging.features((start, start + len(span)), "-")
    assert found[0] == stands
    assert ("t>0" in found) == (stands in ("t same", "t inside"))
    assert len(found) == len(set(found))


def test_names_begin_and_end_with_words() -> None:
    text = "Rain fell on Novi Zalutky and Lima today"
    tokens = tokenise(Article(text))
    tagging = judged(
        text, ("Novi", 0.9, 0.0), ("Zalutky", 0.1, 0.8), ("Lima", 0.9, 0.0), ("today", 0.9, 0.0)
    )
    named = list(tagging.names(text, tokens, GAZETTEER))
    assert [(text[n.start : n.end], n.names.place is not None) for n in named] == [
        ("Novi Zalutky", False),
        ("Lima", True),
    ]
