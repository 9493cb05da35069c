"""The picture as a file: words above and below the map, readable by strict readers."""

from __future__ import annotations

import re
import struct
import sys
from xml.etree import ElementTree

import pytest

from geonews.draw.figure import Theme, figure_css, poster, to_png
from geonews.draw.style import DARK, LIGHT
from geonews.errors import GeonewsError, OptionError
from tests.draw.figure.scenes import full_scene, kinds_scene, town_scene

SVG = "{http://www.w3.org/2000/svg}"
SCRIPTS = "Дождь 雨が降る 비가 내린다 ฝนตก बारिश மழை Βροχή ዝናብ วัน 下雨 rain"


def _root(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.encode())  # noqa: S314  ours


def _texts(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in _root(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("size", [(1200, 800), (1200, 630), (1080, 1350), (400, 300)])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_poster_holds_title_map_key_and_credit(size: tuple[int, int], theme: Theme) -> None:
    svg = poster(full_scene(), ("Shapes: a test",), width=size[0], height=size[1], theme=theme)
    root = _root(svg)
    assert (root.get("width"), root.get("height")) == tuple(map(str, size))
    shown = " ".join(_texts(svg))
    for words in ("Rain in Westmark", "Where it happens", "Milltown", "Shapes: a test", "A Desk"):
        assert words in shown
    ground = LIGHT if theme == "light" else DARK
    assert ground["paper"] in svg


def test_disputes_are_told_below_the_map() -> None:
    assert "Held by Eastland, claimed by Northland." in _texts(poster(kinds_scene()))


def test_a_poster_needs_nothing_from_outside_it() -> None:
    svg = poster(kinds_scene(), ("https://example.org",))
    assert "var(" not in svg
    assert "<style" not in svg
    assert not re.search(r"(href|src|url\((?!#))", svg)


def test_a_title_has_three_lines_at_most() -> None:
    svg = poster(town_scene([("Lima", -12.0, -77.0)], title="Rain falls " * 300), width=600)
    texts = _texts(svg)
    assert sum("Rain falls" in text for text in texts) == 3
    assert any(text.endswith("…") for text in texts)


def test_a_title_from_right_to_left_stands_at_the_right() -> None:
    root = _root(poster(town_scene([("Lima", -12.0, -77.0)], title="سقط المطر على ليما.")))
    title = next(t for t in root.iter(f"{SVG}text") if "ليما" in (t.text or ""))
    assert title.get("text-anchor") == "end"
    assert float(title.get("x") or 0) > 1100
    assert (title.text or "").endswith(".\u200f"), "the stop stands at the left end"


@pytest.mark.parametrize("title", [SCRIPTS, "雨" * 400, "<b>&amp;</b> ${x} ]]>", "x" * 3000, ""])
def test_no_title_breaks_a_poster(title: str) -> None:
    for size in ((1200, 630), (300, 900)):
        svg = poster(
            town_scene([("Lima", -12.0, -77.0)], title=title), width=size[0], height=size[1]
        )
        for text in _root(svg).iter(f"{SVG}text"):
            assert 0 <= float(text.get("y") or 0) <= 2 * size[1]


@pytest.mark.parametrize("size", [(100, 800), (1200, 6001)])
def test_a_size_out_of_range_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(OptionError, match=r"is 200 to 6,000 pixels, not"):
        poster(full_scene(), width=size[0], height=size[1])


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(OptionError, match="no theme 'pink'"):
        poster(full_scene(), theme="pink")  # type: ignore[arg-type]


def test_a_picture_has_the_size_asked_for_and_the_same_bytes() -> None:
    pytest.importorskip("resvg_py")
    svg = poster(full_scene(), width=300, height=200)
    png = to_png(svg, scale=2)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (600, 400)
    assert to_png(svg, scale=2) == png


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan"), 0.0001])
def test_a_scale_that_leaves_nothing_is_refused(scale: float) -> None:
    pytest.importorskip("resvg_py")
    with pytest.raises(OptionError, match="leaves no picture"):
        to_png(poster(full_scene(), width=300, height=200), scale=scale)


def test_a_picture_too_large_is_refused() -> None:
    pytest.importorskip("resvg_py")
    with pytest.raises(OptionError, match="is too large: at most 50 million pixels"):
        to_png(poster(full_scene()), scale=9)


def test_a_picture_of_no_svg_is_refused() -> None:
    pytest.importorskip("resvg_py")
    with pytest.raises(GeonewsError, match="no width and height"):
        to_png("<p>no picture</p>")
    with pytest.raises(GeonewsError, match="cannot be drawn"):
        to_png('<svg width="10" height="10"><')


def test_without_the_extra_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(GeonewsError, match=r"pip install 'geonews\[png\]'"):
        to_png("<svg>")


def test_every_rule_stands_under_the_scope() -> None:
    css = re.sub(r"@(media|container)[^{]*\{", "", figure_css(".scope"))
    selectors = [one for rule in re.findall(r"([^{}]+)\{", css) for one in rule.split(",")]
    assert selectors
    assert all(one.strip().startswith(".scope") for one in selectors)


def test_rules_may_be_of_one_theme() -> None:
    assert "prefers-color-scheme" in figure_css(".g")
    assert "prefers-color-scheme" not in figure_css(".g", theme="dark")
    assert DARK["land"] in figure_css(".g", theme="dark")
    assert LIGHT["land"] not in figure_css(".g", theme="dark")
