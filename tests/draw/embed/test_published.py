"""A page read again, whole and broken."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geonews.draw import draw
from geonews.draw.embed import PageError, embed, read_page
from geonews.draw.embed.published import MOST_BYTES, Group
from geonews.draw.escape import el
from tests.draw.embed.pages import STILL, page
from tests.draw.embed.test_allowed import EVIL, assert_harmless
from tests.draw.world import full_report, report, world


def test_a_page_is_read_with_its_words() -> None:
    read = read_page(page(), "map.html")
    assert (read.title, read.language, read.version) == ("Rain in Westmark", "en", "0.2.0")
    assert (read.source, read.published) == ("Rain in Westmark", "2026-03-02")
    assert read.story_url == "https://example.org/story"
    assert (read.width, read.height) == (900, 600)
    assert read.groups == (Group("Where it happens", (("Rain in Westmark", "Rain in Westmark"),)),)
    assert read.attribution == "Rain in Westmark"
    assert read.alt == "Map of the places named in “Rain in Westmark”: Rain in Westmark."


def test_the_drawing_keeps_its_case_its_text_and_its_references() -> None:
    svg = read_page(page("Lima"), "map.html").svg
    (prefix,) = set(re.findall(r'id="(gn[0-9a-f]{6})-', svg))
    expected = STILL.replace("{title}", "Lima").replace("{name}", "Lima")
    for name in ("gn-t", "gn-d", "gn-c", "gn-hatch"):
        expected = re.sub(rf'(["# ]){name}\b', rf"\1{prefix}-{name}", expected)
    expected = re.sub(r"<(\w+)([^<>]*)/>", r"<\1\2></\1>", expected)
    assert svg == expected


def test_a_canonical_address_is_the_page_s_own() -> None:
    link = el("link", {"rel": "canonical", "href": "https://example.org/maps/rain.html"})
    assert read_page(page(metas=(link,)), "m").page_url == "https://example.org/maps/rain.html"
    link = el("link", {"rel": "canonical", "href": "javascript:alert(1)"})
    assert read_page(page(metas=(link,)), "m").page_url is None


def test_what_draw_writes_today_can_be_embedded() -> None:
    text = draw(full_report(), world())
    read = read_page(text.encode(), "map.html")
    assert read.title == "Rain in Westmark"
    assert (read.source, read.published) == ("A Desk", "2026-03-02")
    assert [name for name, _ in read.groups[0].places] == ["Westmark", "Milltown", "Northland"]
    assert "Shapes: a test" in read.attribution
    assert "Leaflet" not in read.attribution
    assert embed(read, "figure").count("<svg") > 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "geonews did not write it"),
        (b"\x00\xff" * 900, "geonews did not write it"),
        (b"<html><body>geonews</body></html>", "geonews did not write it"),
        (page(generator="folium 0.20"), "geonews did not write it"),
        (page(generator="notgeonews 1"), "geonews did not write it"),
        (page()[:-20], "cut short"),
        (page(still='<svg class="still" viewBox="0 0 9 9"></svg>'), "geonews 0.2.0 wrote it"),
        (page(still='<svg class="gn-still"></svg>'), "has no size"),
        (page(still='<svg class="gn-still" viewBox="0 0 nan 9"></svg>'), "has no size"),
        (page(still='<svg class="gn-still" viewBox="0 0 1e308 1e-9"></svg>'), "has no size"),
        (page(still='<svg class="gn-still" viewBox="0 0 -9 -9"></svg>'), "has no size"),
        (page(more="<div>" * 5000), "nests deeper"),
        (page(more="<p>x</p>" * 1_200_000), "over 1,000,000 elements"),
        (page(more="<div>" * 200_000 + "</div>" * 200_000), "nests deeper"),
        (
            page(still='<svg class="gn-still" viewBox="0 0 9 9">' + "<g/>" * 50_000 + "</svg>"),
            "over 40,000 elements",
        ),
        (b"geonews" + bytes(MOST_BYTES), "over 128 MB"),
    ],
    ids=[str(number) for number in range(16)],
)
def test_what_is_no_page_of_ours_is_one_line(data: bytes, said: str) -> None:
    with pytest.raises(PageError, match=said) as caught:
        read_page(data, "map.html")
    assert str(caught.value).startswith("'map.html' cannot be embedded: ")
    assert "\n" not in str(caught.value)


def test_a_page_without_places_has_nothing_to_embed() -> None:
    with pytest.raises(PageError, match="names no place"):
        read_page(draw(report("Nothing happened.", []), world()).encode(), "map.html")


def test_many_places_are_counted_and_not_all_listed() -> None:
    item = '<li id="p"><span class="name">Ward</span></li>'
    more = f'<section class="group"><h3>Also</h3><ul>{item * 900}</ul></section>'
    read = read_page(page(more=more), "map.html")
    assert read.places == 901
    text = embed(read, "figure")
    assert "And 701 more." in text
    assert len(text) < 20_000


@given(st.data())
@settings(max_examples=60)
def test_a_damaged_page_is_told_or_harmless(data: st.DataObject) -> None:
    whole = page()
    at = data.draw(st.integers(0, len(whole)))
    cut = data.draw(st.integers(0, 60))
    put = data.draw(st.one_of(st.binary(max_size=30), st.sampled_from([e.encode() for e in EVIL])))
    try:
        read = read_page(whole[:at] + put + whole[at + cut :], "map.html")
    except PageError:
        return
    assert_harmless(embed(read, "figure"))


def test_a_title_of_thousands_of_letters_is_cut() -> None:
    read = read_page(page("Rain " * 600), "map.html")
    assert len(read.title) <= 320
    assert len(read.alt) <= 420
    assert len(read.label) <= 160
