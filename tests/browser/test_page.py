"""The page in a real browser: no request, a drawn map, keys and screens of all kinds."""

from __future__ import annotations

import html
from importlib import resources

import pytest
from playwright.sync_api import FloatRect, Page, expect

from geonews.gazetteer import Gazetteer
from geonews.model import Mention, Report
from tests.browser.conftest import Desk
from tests.draw.test_draw import PAYLOADS, hostile_report
from tests.draw.world import CHECKS, FIGURES, full_report, report, world

pytestmark = pytest.mark.browser

KURSK = (
    "SEOUL — Ukraine pressed new attacks in Kursk on Sunday, a lawmaker in Seoul said.\n\n"
    "Moscow answered in the Kursk border region with 300 square kilometers in mind. Russia and "
    "North Korea said nothing. Ukrainian soldiers held Kursk for months. The village of "
    "Uspenka was named too, and Zzyrkovo is on no map."
)
PLACES = {
    "Kursk": (538555, "Kursk Oblast", "literal"),
    "Ukraine": (690791, "Ukraine", "literal"),
    "Russia": (2017370, "Russia", "literal"),
    "North Korea": (1873107, "North Korea", "associative"),
    "Moscow": (524901, "Moscow", "associative"),
    "Seoul": (1835848, "Seoul", "literal"),
    "SEOUL": (1835848, "Seoul", "dateline"),
    "Ukrainian": (690791, "Ukraine", "associative"),
}


@pytest.fixture(scope="module")
def kursk(gazetteer: Gazetteer) -> Report:
    found = []
    for text, (number, name, role) in PLACES.items():
        place = next(p for p in gazetteer.lookup(name) if p.geonames_id == number)
        start = KURSK.find(text)
        while start >= 0:
            end = start + len(text)
            if not KURSK[end : end + 3].startswith("ian"):
                kind = "demonym" if text == "Ukrainian" else "place"
                found.append(
                    Mention(start, end, text, kind, role, place, 0.9, "resolved")  # type: ignore[arg-type]
                )
            start = KURSK.find(text, end)
    start = KURSK.find("Zzyrkovo")
    found.append(Mention(start, start + 8, "Zzyrkovo", reason="No such name."))
    return report(KURSK, found, FIGURES, CHECKS, title="New attacks in Kursk", language="en")


def focus_box(page: Page) -> FloatRect:
    """Return where the shape the map is about is on the screen."""
    box = page.locator("#map path.gn-focus").bounding_box()
    assert box is not None
    return box


def overlaps(page: Page, selector: str) -> list[str]:
    """Return pairs of elements that lie over each other."""
    found: list[str] = page.evaluate(
        """selector => {
            const boxes = [...document.querySelectorAll(selector)]
                .map(e => [e.textContent, e.getBoundingClientRect()]);
            const pairs = [];
            boxes.forEach(([name, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
                if (a.left < b.right - 1 && b.left < a.right - 1 &&
                    a.top < b.bottom - 1 && b.top < a.bottom - 1) pairs.push(name + " / " + other);
            }));
            return pairs;
        }""",
        selector,
    )
    return found


def test_nothing_is_asked_of_any_network_and_nothing_complained_of(
    desk: Desk, kursk: Report, gazetteer: Gazetteer
) -> None:
    url = desk.save(kursk, gazetteer)
    page = desk.open(url)
    expect(page.locator("#map path.gn-focus")).to_be_visible()
    page.get_by_role("button", name="Seoul").first.click()
    page.wait_for_timeout(300)
    assert desk.requests == [url]
    assert desk.complaints == []


@pytest.mark.parametrize("width", [380, 768, 1200])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_map_fits_every_screen(
    desk: Desk, kursk: Report, gazetteer: Gazetteer, width: int, dark: bool
) -> None:
    page = desk.open(desk.save(kursk, gazetteer), width, dark=dark)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    shape, frame = focus_box(page), page.locator("#map").bounding_box()
    assert frame is not None
    assert shape["x"] > frame["x"]
    assert shape["x"] + shape["width"] < frame["x"] + frame["width"]
    assert shape["width"] > 0.3 * frame["width"]
    labels = page.locator(".gn-label").all_text_contents()
    assert "Kursk Oblast" in labels
    assert "Belgorod Oblast" in labels
    assert "Ukraine" in labels
    assert overlaps(page, ".gn-label, .leaflet-control, .reset:not([hidden])") == []
    side, below = page.locator(".side").bounding_box(), frame["y"] + frame["height"]
    assert side is not None
    assert (side["x"] > frame["x"] + frame["width"]) == (width >= 900)
    assert (side["y"] > below) == (width < 900)


def test_kinds_of_places_are_told_apart(desk: Desk, kursk: Report, gazetteer: Gazetteer) -> None:
    page = desk.open(desk.save(kursk, gazetteer))
    counts = {
        name: page.locator(f"#map path.gn-{name}").count()
        for name in ("focus", "literal", "holder", "associative", "dot-literal", "dot-associative")
    }
    assert counts == {
        "focus": 1,
        "literal": 1,
        "holder": 1,
        "associative": 1,
        "dot-literal": 1,
        "dot-associative": 1,
    }
    style = page.locator("#map path.gn-associative-edge").evaluate(
        "e => getComputedStyle(e).strokeDasharray"
    )
    assert style not in ("none", "0px")
    focus, literal = (
        page.locator(f"#map path.gn-{name}").evaluate("e => getComputedStyle(e).fillOpacity")
        for name in ("focus", "literal")
    )
    assert float(focus) > 2 * float(literal)
    expect(page.locator(".key")).to_contain_text("Where it happens")
    expect(page.get_by_text("No such name.")).to_be_visible()


def test_choosing_a_place_by_keyboard_moves_the_map_and_back(
    desk: Desk, kursk: Report, gazetteer: Gazetteer
) -> None:
    page = desk.open(desk.save(kursk, gazetteer))
    before = focus_box(page)
    button = page.locator("button.go", has_text="Seoul").first
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-current", "true")
    expect(page.locator(".gn-label", has_text="Seoul")).to_be_visible()
    dot, frame = (
        page.locator("#map path.gn-dot-literal").bounding_box(),
        page.locator("#map").bounding_box(),
    )
    assert dot is not None
    assert frame is not None
    assert abs(dot["x"] + dot["width"] / 2 - frame["x"] - frame["width"] / 2) < 3
    assert abs(dot["y"] + dot["height"] / 2 - frame["y"] - frame["height"] / 2) < 3
    expect(page.locator(".gn-label", has_text="Kursk")).to_have_count(0)
    page.get_by_role("button", name="Whole story").click()
    expect(page.locator(".gn-label", has_text="Kursk")).to_be_visible()
    expect(button).not_to_have_attribute("aria-current", "true")
    after = focus_box(page)
    assert abs(after["x"] - before["x"]) < 2
    assert abs(after["width"] - before["width"]) < 2


def test_a_map_that_was_moved_can_be_reset(desk: Desk, kursk: Report, gazetteer: Gazetteer) -> None:
    page = desk.open(desk.save(kursk, gazetteer))
    before = focus_box(page)
    reset = page.get_by_role("button", name="Whole story")
    expect(reset).to_be_hidden()
    page.get_by_role("button", name="Zoom out").click()
    expect(reset).to_be_visible()
    assert focus_box(page)["width"] < 0.8 * before["width"]
    reset.click()
    expect(reset).to_be_hidden()
    assert abs(focus_box(page)["width"] - before["width"]) < 2


def test_a_window_that_changes_its_size_keeps_the_story_in_sight(
    desk: Desk, kursk: Report, gazetteer: Gazetteer
) -> None:
    page = desk.open(desk.save(kursk, gazetteer))
    page.set_viewport_size({"width": 380, "height": 800})
    expect(page.locator(".gn-label", has_text="Kursk Oblast")).to_be_visible()
    page.wait_for_function(
        """() => {
            const shape = document.querySelector("#map path.gn-focus").getBoundingClientRect();
            const map = document.getElementById("map").getBoundingClientRect();
            return shape.left > map.left && shape.right < map.right;
        }"""
    )


def test_clicking_a_shape_tells_what_it_is(desk: Desk, kursk: Report, gazetteer: Gazetteer) -> None:
    page = desk.open(desk.save(kursk, gazetteer))
    page.locator("#map path.gn-focus").click()
    expect(page.locator(".leaflet-popup-content")).to_contain_text("Kursk Oblast")
    expect(page.locator(".leaflet-popup-content")).to_contain_text("Region in Russia")
    expect(page.locator("li.on .name")).to_have_text("Kursk Oblast")


def test_the_wheel_scrolls_the_page_until_the_map_is_used(
    desk: Desk, kursk: Report, gazetteer: Gazetteer
) -> None:
    page = desk.open(desk.save(kursk, gazetteer), height=500)
    width = focus_box(page)["width"]
    page.locator("#map").hover()
    page.mouse.wheel(0, 200)
    page.wait_for_function("scrollY > 0")
    assert abs(focus_box(page)["width"] - width) < 1


def test_without_script_there_is_a_still_map_and_the_list(
    desk: Desk, kursk: Report, gazetteer: Gazetteer
) -> None:
    page = desk.open(desk.save(kursk, gazetteer), script=False)
    expect(page.locator("svg.gn-still")).to_be_visible()
    names = page.locator("svg.gn-still text:visible", has_text="Kursk Oblast")
    expect(names).to_have_count(1)
    expect(page.locator("#map")).to_be_hidden()
    expect(page.get_by_text("The figures, checked")).to_be_visible()


def test_a_sandboxed_frame_on_a_host_page_works(
    desk: Desk, kursk: Report, gazetteer: Gazetteer
) -> None:
    desk.save(kursk, gazetteer)
    text = desk.folder.joinpath("map.html").read_text(encoding="utf-8")
    host = desk.folder / "host.html"
    host.write_text(
        '<!doctype html><title>Host</title><iframe title="Map" sandbox="allow-scripts" width="800" '
        f'height="900" srcdoc="{html.escape(text)}"></iframe>',
        encoding="utf-8",
    )
    inside = desk.open(host.as_uri()).frame_locator("iframe")
    # In another page the map wakes when it is asked to, not by itself.
    expect(inside.locator("#map")).to_be_hidden()
    inside.get_by_role("button", name="Explore the map").click()
    expect(inside.locator("#map path.gn-focus")).to_be_visible()
    expect(inside.locator(".gn-label", has_text="Kursk Oblast")).to_be_visible()
    asked = [url for url in desk.requests if not url.startswith("about:")]
    assert asked == [host.as_uri()]
    assert desk.complaints == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [380, 1200])
def test_axe_finds_nothing(
    desk: Desk, kursk: Report, gazetteer: Gazetteer, width: int, dark: bool
) -> None:
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    for told, known in ((kursk, gazetteer), (full_report(), world())):
        page = desk.open(desk.save(told, known), width, dark=dark)
        page.locator("button.go").first.click()
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_runs_nothing_and_shows_as_written(desk: Desk, payload: str) -> None:
    hostile = world(attribution=(payload,), names=(payload,) * 10, note=payload)
    page = desk.open(desk.save(hostile_report(payload), hostile))
    page.locator("button.go").first.click()
    page.locator("#map path.gn-focus").first.click()
    expect(page.locator(".leaflet-popup-content")).to_be_visible()
    assert page.evaluate("window.hacked") is None
    assert desk.complaints == []
    assert len(desk.requests) == 1
    title = " ".join(payload.split()) or "story"
    shown = page.locator("h1").evaluate("e => e.textContent")
    assert shown == "".join("\ufffd" if c < " " or "\ud800" <= c <= "\udfff" else c for c in title)


def test_a_story_without_places_is_a_plain_page(desk: Desk) -> None:
    page = desk.open(desk.save(report("Nothing happened.", []), world()))
    expect(page.get_by_text("names no place")).to_be_visible()
    expect(page.locator("#map")).to_have_count(0)
    assert desk.complaints == []
