"""The layouts in a real browser: story and map linked both ways, the switch, the way back."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geonews.draw import draw
from geonews.draw.page import Layout
from geonews.gazetteer import Gazetteer
from tests.browser.conftest import Desk
from tests.draw.test_draw import PAYLOADS, hostile_report
from tests.draw.world import full_report, mentions, report, world

pytestmark = pytest.mark.browser


def opened(desk: Desk, layout: Layout, width: int = 1200, *, dark: bool = False) -> Page:
    path = desk.folder / f"{layout}.html"
    path.write_text(draw(full_report(), world(), layout=layout), encoding="utf-8")
    return desk.open(path.as_uri(), width, dark=dark)


def test_a_name_of_the_story_moves_the_map_and_a_shape_finds_its_name(desk: Desk) -> None:
    page = opened(desk, "side-by-side")
    name = page.locator(".story a", has_text="Milltown")
    name.click()
    expect(name).to_have_attribute("aria-current", "true")
    told = "The map shows Milltown, Town in Westmark, Northland"
    expect(page.locator("#said")).to_have_text(told)
    expect(page.get_by_role("button", name="Whole story")).to_be_visible()
    page.keyboard.press("Escape")
    expect(name).not_to_have_attribute("aria-current", "true")
    page.locator("#map path.gn-focus").click()
    for link in page.locator(".story a", has_text="Westmark").all():
        expect(link).to_have_attribute("aria-current", "true")
    assert desk.complaints == []


def test_escape_leads_back_to_the_whole_story_and_to_the_list(desk: Desk) -> None:
    page = opened(desk, "page")
    button = page.locator("button.go", has_text="Milltown")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Whole story")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Whole story")).to_be_hidden()
    expect(button).to_be_focused()
    expect(page.locator("#said")).to_have_text("The map shows the whole story")


def test_who_is_spoken_of_can_be_switched_off(desk: Desk) -> None:
    page = opened(desk, "page")
    shape = page.locator("#map path.gn-associative")
    label = page.locator(".gn-label", has_text="Southland")
    expect(shape).to_be_visible()
    page.get_by_role("checkbox").uncheck()
    expect(shape).to_be_hidden()
    expect(label).to_have_count(0)
    page.get_by_role("checkbox").check()
    expect(shape).to_be_visible()


def test_a_click_wakes_a_map_that_sleeps_in_a_frame(desk: Desk) -> None:
    opened(desk, "page")
    host = desk.folder / "host.html"
    host.write_text(
        "<!doctype html><title>Host</title><iframe title='Map' sandbox='allow-scripts' width=700 "
        "height=900 src='page.html'></iframe>",
        encoding="utf-8",
    )
    inside = desk.open(host.as_uri()).frame_locator("iframe")
    figure = inside.locator("svg.gn-still")
    expect(figure).to_be_visible()
    figure.click(position={"x": 60, "y": 300})
    expect(inside.locator("#map path.gn-focus")).to_be_visible()
    expect(figure).to_be_hidden()
    assert desk.complaints == []


def test_choosing_a_place_wakes_the_map_too(desk: Desk) -> None:
    opened(desk, "page")
    host = desk.folder / "host.html"
    host.write_text(
        "<!doctype html><title>Host</title><iframe title='Map' sandbox='allow-scripts' width=700 "
        "height=1800 src='page.html'></iframe>",
        encoding="utf-8",
    )
    inside = desk.open(host.as_uri()).frame_locator("iframe")
    inside.locator("button.go", has_text="Milltown").click()
    expect(inside.locator(".gn-label", has_text="Milltown")).to_be_visible()


def test_paper_gets_the_figure_and_the_whole_list(desk: Desk) -> None:
    page = opened(desk, "page")
    page.emulate_media(media="print")
    expect(page.locator("svg.gn-still")).to_be_visible()
    expect(page.locator("#map")).to_be_hidden()
    lost = page.locator(".scroll").evaluate("e => e.scrollHeight - e.clientHeight")
    assert lost <= 1
    expect(page.get_by_text("Oldbridge").first).to_be_visible()


@pytest.mark.parametrize("layout", ["figure", "side-by-side"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [380, 1200])
def test_axe_finds_nothing(desk: Desk, layout: Layout, width: int, dark: bool) -> None:
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page = opened(desk, layout, width, dark=dark)
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_runs_nothing_in_any_layout(desk: Desk, payload: str) -> None:
    hostile = world(attribution=(payload,), names=(payload,) * 10, note=payload)
    layouts: tuple[Layout, ...] = ("figure", "side-by-side")
    for layout in layouts:
        path = desk.folder / f"{layout}.html"
        path.write_text(draw(hostile_report(payload), hostile, layout=layout), encoding="utf-8")
        page = desk.open(path.as_uri())
        if layout == "side-by-side":
            page.locator(".story a.in-story").first.click()
        assert page.evaluate("window.hacked") is None
    assert desk.complaints == []
    assert len([url for url in desk.requests if "#" not in url]) == len(layouts)


def test_a_story_from_right_to_left_is_laid_out_so(desk: Desk, gazetteer: Gazetteer) -> None:
    text = "سقطت أمطار غزيرة على القاهرة يوم الأحد."
    cairo = next(p for p in gazetteer.lookup("Cairo") if p.country == "EG")
    told = report(text, mentions(text, [("القاهرة", cairo)]), title="أمطار", language="ar")
    page = desk.open(desk.save(told, gazetteer))
    stage, side = (page.locator(name).bounding_box() for name in (".stage", ".side"))
    assert stage is not None
    assert side is not None
    assert stage["x"] > side["x"] + side["width"]
    title = page.locator("h1").evaluate(
        "e => { const r = document.createRange(); r.selectNodeContents(e);"
        " return [r.getBoundingClientRect().right, e.getBoundingClientRect().right]; }"
    )
    assert abs(title[0] - title[1]) < 2
    assert desk.complaints == []


GALLERY = sorted(Path(__file__).parents[2].glob("maps/*/map.html"))


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.parent.name)
def test_the_gallery_has_no_word_over_another(desk: Desk, path: Path) -> None:
    for width in (380, 768, 1200):
        page = desk.open(path.as_uri(), width)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert desk.complaints == []
