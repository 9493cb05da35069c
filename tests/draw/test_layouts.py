"""The three layouts of a page, and pages that run from right to left."""

from __future__ import annotations

import re
from dataclasses import replace

import lxml.html
import pytest

from geonews.draw import draw
from geonews.draw.document import asset
from geonews.draw.page import Layout
from tests.draw.test_draw import PAYLOADS, hostile_report
from tests.draw.world import STORY, WESTMARK, full_report, mentions, report, world


def read(page: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page.encode())


def test_the_figure_alone_has_no_script_and_tells_all_the_places() -> None:
    page = draw(full_report(), world(), layout="figure")
    tree = read(page)
    assert [e.text for e in tree.xpath("//script[not(@type)]")] == [asset("host.js")]
    assert len(tree.xpath("//figure//svg[@role='img']")) == 1
    assert tree.xpath("//*[@id='map']") == []
    words = " ".join(tree.xpath("//main")[0].text_content().split())
    for name in ("Westmark", "Milltown", "Southland", "Faraway", "Oldbridge", "Shapes: a test"):
        assert name in words


def test_side_by_side_shows_the_whole_story_with_every_name_linked() -> None:
    tree = read(draw(full_report(), world(), layout="side-by-side"))
    (story,) = tree.xpath("//article[@class='story']")
    assert story.xpath("string(p[1])") == STORY.split("\n\n")[0]
    assert story.xpath("string(p[2])") == STORY.split("\n\n")[1]
    linked = [(a.text, a.get("href")) for a in story.xpath(".//a[@class='in-story']")]
    assert [text for text, _ in linked] == [
        "SOUTHPORT", "Westmark", "Milltown", "Westmark", "Southland", "Northland", "Faraway",
    ]  # fmt: skip
    for text, target in linked:
        (item,) = tree.xpath(f"//li[@id='{target[1:]}']")
        assert item.xpath("string(.//*[@class='name'])").casefold() == (
            "southport" if text == "SOUTHPORT" else text.casefold()
        )
    (stated,) = story.xpath(".//a[contains(@class, 'stated')]")
    assert (stated.text, stated.get("class")) == ("300 square kilometers", "stated good")
    assert tree.xpath("//*[@id='figures']")


def test_the_headline_is_not_said_twice() -> None:
    text = "Rain in Westmark\n\nIt rained on Westmark."
    told = report(text, mentions(text, [("Westmark", WESTMARK)]), title="Rain in  Westmark")
    (story,) = read(draw(told, world(), layout="side-by-side")).xpath("//article[@class='story']")
    assert [p.text_content() for p in story.xpath("p")] == ["It rained on Westmark."]


def test_what_is_page_furniture_is_left_out_of_the_story() -> None:
    text = "It rained on Westmark.\nShare this story\nIt stopped."
    told = report(text, mentions(text, [("Westmark", WESTMARK)]))
    told = replace(told, article=replace(told.article, furniture=((23, 39),)))
    (story,) = read(draw(told, world(), layout="side-by-side")).xpath("//article[@class='story']")
    assert [p.text_content() for p in story.xpath("p")] == ["It rained on Westmark.", "It stopped."]


@pytest.mark.parametrize("layout", ["page", "figure", "side-by-side"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_adds_no_tag_to_any_layout(layout: Layout, payload: str) -> None:
    hostile = world(attribution=(payload,), names=(payload,) * 10, note=payload)
    tree = read(draw(hostile_report(payload), hostile, layout=layout))
    calm = "Plain words that a map writes on two lines"
    plain = read(draw(hostile_report(calm), world(names=(calm,) * 10), layout=layout))
    assert {e.tag for e in tree.iter()} <= {e.tag for e in plain.iter()}
    for element in tree.iter():
        assert not [name for name in element.attrib if name.lower().startswith("on")]
        assert re.fullmatch(r"(#.*)?", element.get("href", ""))


@pytest.mark.parametrize(
    ("title", "text", "direction"),
    [
        ("Rain in Westmark", "It rained on Westmark.", None),
        ("أمطار في القاهرة", "سقطت أمطار غزيرة على القاهرة (Westmark) يوم الأحد.", "rtl"),
        ("גשם בחיפה", "גשם כבד ירד על Westmark ביום ראשון.", "rtl"),
    ],
)
def test_a_story_that_runs_from_right_to_left_mirrors_the_page(
    title: str, text: str, direction: str | None
) -> None:
    told = report(text, mentions(text, [("Westmark", WESTMARK)]), title=title)
    assert read(draw(told, world())).get("dir") == direction
