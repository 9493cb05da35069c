"""Places that a figure is said of: what grew, shrank, has or lost."""

from __future__ import annotations

import pytest

from geonews.measure import measure
from geonews.model import Article
from tests.measure.marked import marked, shown

# Story, and the place of every area and share of it.
CHANGED: tuple[tuple[str, str | None], ...] = (
    (
        "[Lake Chad:LK] shrank from 22,000 square km to 1,500 square km, a loss of 93 percent.",
        "Lake Chad",
    ),
    ("The [Aral Sea:LK] has shrunk from 68,000 to 8,000 sq km.", "Aral Sea"),
    ("[Nishinoshima:ISL] has since grown from 29 hectares to 410 hectares.", "Nishinoshima"),
    ("Since 2013 [Nishinoshima:ISL] has grown by 380 hectares.", "Nishinoshima"),
    ("[Lake Mead:LK]'s surface area fell by 170 sq km.", "Lake Mead"),
    ("The area of [Lake Mead:LK] fell by 170 sq km.", "Lake Mead"),
    (
        "[Lake Poopo:LK], once the second of its country, dwindled to 100 sq km from 2,300.",
        "Lake Poopo",
    ),
    ("[Kruger:PRK] opened in 1898. The park has grown from 4,600 sq km to 19,600 sq km.", "Kruger"),
    ("Waves ate [Ghoramara:ISL]. The island shrank by half, from 8 sq km to 4 sq km.", "Ghoramara"),
    ("[Macau:PCLS] expanded in size from 11 sq km to 33 sq km.", "Macau"),
    # Something in, near or of the place changed, or the place changed something else.
    ("Ice near [Lake Mead:LK] shrank from 60 sq km to 20 sq km.", None),
    ("Fires in [Kansas:ADM1] grew from 600 acres to 1,100 acres.", None),
    ("[Ukraine:PCLI] increased its minefields from 500 to 600 sq km.", None),
    ("[Gaza:RGN]'s buffer grew from 60 to 90 sq km.", None),
    ("The lake shrank from 68 to 8 sq km after [Kharkiv] was hit.", None),
)


@pytest.mark.parametrize(("story", "place"), CHANGED, ids=[row[0][:60] for row in CHANGED])
def test_what_grew_or_shrank(story: str, place: str | None) -> None:
    text, mentions = marked(story)
    figures = measure(Article(text), mentions)
    assert len([f for f in figures if f.sense in ("before", "by", "after")]) >= 1
    assert {shown(f.place) for f in figures} == {place}
    assert all(bool(f.bound_by) == (place is not None) for f in figures)


@pytest.mark.parametrize(
    ("story", "place"),
    [
        ("The leak soaked about half an acre of [Leith].", "Leith"),
        ("Flames took 1 250 ha of [Réunion:ISL].", "Réunion"),
        ("A third of an acre of [Leith:PPLX] burned.", "Leith"),
    ],
)
def test_small_areas_of_a_place(story: str, place: str) -> None:
    text, mentions = marked(story)
    (figure,) = measure(Article(text), mentions)
    assert shown(figure.place) == place
