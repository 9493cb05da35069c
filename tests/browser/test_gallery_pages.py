"""The pages of a gallery in a real browser: from a disk, by keyboard, without script, attacked."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from geonews.draw.gallery import Site, Story, StoryRecord, site_files
from geonews.draw.gallery.record import Named
from geonews.draw.gallery.thumb import thumb
from geonews.draw.scene import build_scene
from geonews.gazetteer import Gazetteer
from tests.browser.conftest import Desk
from tests.draw.test_draw import PAYLOADS, shown
from tests.draw.world import full_report, world

pytestmark = pytest.mark.browser

PAGES = ("index.html", "all.html", "timeline.html")


def place(number: int, name: str, lat: float, lon: float, **fields: str) -> Named:
    form, role = fields.get("form", "point"), fields.get("role", "literal")
    country = fields.get("country", "")
    return Named(number, name, f"What {name} is", country, lat, lon, form, role, True, 1)  # type: ignore[arg-type]


LIMA = place(1, "Lima", -12.05, -77.04)
CALLAO = place(2, "Callao", -12.06, -77.13)
NAIROBI = place(3, "Nairobi", -1.28, 36.82)
KENYA = place(4, "Kenya", 1.0, 38.0, form="country", country="KE")
SEOUL = place(5, "Seoul", 37.56, 127.0, role="associative")
STORIES = (
    StoryRecord(
        "Rain on the coast",
        "The Post",
        "",
        "2024-08-11",
        "en",
        (LIMA, CALLAO),
        0,
        (("inconsistent", 1), ("consistent", 2)),
    ),
    StoryRecord(
        "Heat in the highlands", "The Star", "", "2024-02-03", "en", (NAIROBI, KENYA, SEOUL)
    ),
    StoryRecord("A quiet day in Málaga"),
)


def site_of(*records: StoryRecord, title: str = "Our maps") -> Site:
    stories = (
        Story(f"{i}.txt", f"{i}.html", "picture.svg", record) for i, record in enumerate(records)
    )
    return Site(title, tuple(stories), version="1")


def save(folder: Path, site: Site, gazetteer: Gazetteer) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in site_files(site, gazetteer).items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "picture.svg").write_text(thumb(build_scene(full_report(), world()), "geonews 1"))
    (folder / "0.html").write_text("<!DOCTYPE html><title>The map of the story</title>")
    return folder


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Path:
    return save(tmp_path_factory.mktemp("gallery"), site_of(*STORIES), gazetteer)


@pytest.fixture
def gallery_desk(chromium: Browser, gallery: Path) -> Iterator[Desk]:
    found = Desk(chromium, gallery)
    yield found
    found.close()


def url(folder: Path, name: str) -> str:
    return (folder / name).as_uri()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_but_its_own_files_is_asked_for(gallery_desk: Desk, name: str) -> None:
    folder = gallery_desk.folder
    page = gallery_desk.open(url(folder, name))
    page.wait_for_timeout(300)
    own = {url(folder, file) for file in (name, "picture.svg")}
    assert set(gallery_desk.requests) <= own
    assert gallery_desk.complaints == []
    if name == "index.html":
        drawn = page.evaluate("[...document.images].filter(i => i.naturalWidth).length")
        assert drawn == len(STORIES)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [380, 768, 1200])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_and_every_screen_fits(
    gallery_desk: Desk, name: str, width: int, dark: bool
) -> None:
    page = gallery_desk.open(url(gallery_desk.folder, name), width, dark=dark)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []


def test_the_list_is_filtered_by_keyboard(gallery_desk: Desk) -> None:
    page = gallery_desk.open(url(gallery_desk.folder, "index.html"))
    cards, count = page.locator(".card:visible"), page.locator("#count")
    expect(count).to_have_text("3 stories")
    page.get_by_label("Search").focus()
    page.keyboard.type("malaga")
    expect(cards).to_have_count(1)
    expect(count).to_have_text("1 of 3 stories")
    page.keyboard.press("Escape")
    expect(cards).to_have_count(3)
    page.get_by_label("Figures").select_option(label="Inconsistent (1)")
    expect(cards).to_have_count(1)
    expect(cards.locator(".bad")).to_have_text("1 inconsistent")
    page.get_by_label("Figures").select_option(label="Any verdict")
    page.get_by_label("Place").select_option(label="Nairobi")
    expect(cards.locator("h2")).to_have_text("Heat in the highlands")
    page.get_by_role("button", name="Clear").press("Enter")
    expect(count).to_have_text("3 stories")
    page.get_by_role("link", name="Rain on the coast").press("Enter")
    expect(page).to_have_title("The map of the story")


@pytest.mark.parametrize("name", PAGES)
def test_without_script_every_story_is_there(gallery_desk: Desk, name: str) -> None:
    page = gallery_desk.open(url(gallery_desk.folder, name), script=False)
    expect(page.locator("#filter")).to_be_hidden() if name != "timeline.html" else None
    if name == "all.html":
        expect(page.locator("#map")).to_be_hidden()
        page.locator("summary", has_text="Lima").click()
    expect(page.get_by_role("link", name="Rain on the coast")).to_be_visible()


def test_choosing_a_place_flies_there_and_lists_its_stories(gallery_desk: Desk) -> None:
    page = gallery_desk.open(url(gallery_desk.folder, "all.html"))
    expect(page.locator("#count")).to_have_text("4 places")
    before = page.locator("path.gn-land").first.get_attribute("d")
    page.locator("#rows summary", has_text="Nairobi").press("Enter")
    page.wait_for_timeout(400)
    expect(page.get_by_role("link", name="Heat in the highlands")).to_be_visible()
    assert page.locator("path.gn-land").first.get_attribute("d") != before
    page.get_by_label("Find a place").fill("callao")
    expect(page.locator("#rows > li")).to_have_count(1)
    expect(page.locator("#count")).to_have_text("1 place")


def test_a_month_leaves_only_its_places(gallery_desk: Desk) -> None:
    page = gallery_desk.open(url(gallery_desk.folder, "all.html"))
    page.get_by_label("Published").select_option(label="February 2024")
    expect(page.locator("#rows .name")).to_have_text(["Kenya", "Nairobi"])
    page.get_by_label("Also places named").check()
    expect(page.locator("#rows .name")).to_have_text(["Kenya", "Nairobi", "Seoul"])
    page.get_by_label("Published").select_option(label="Undated")
    expect(page.locator("#rows > li")).to_have_count(0)


def test_a_click_on_a_country_or_a_disc_tells_its_stories(gallery_desk: Desk) -> None:
    page = gallery_desk.open(url(gallery_desk.folder, "all.html"))
    page.locator("#rows summary", has_text="Kenya").click()
    page.wait_for_timeout(400)
    box = page.locator("path.leaflet-interactive").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 0.45 * box["width"], box["y"] + 0.3 * box["height"])
    popup = page.locator(".leaflet-popup-content")
    expect(popup.locator("strong")).to_have_text("Kenya")
    expect(popup.get_by_role("link")).to_have_attribute("href", "1.html")
    page.locator("#rows summary", has_text="Nairobi").click()
    page.wait_for_timeout(400)
    frame = page.locator("#map").bounding_box()
    assert frame is not None
    page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    expect(popup.locator("strong")).to_have_text("Nairobi")


def test_a_bar_of_the_timeline_leads_to_its_month(gallery_desk: Desk) -> None:
    page = gallery_desk.open(url(gallery_desk.folder, "timeline.html"))
    bar = page.get_by_role("link", name="August 2024: 1 story")
    bar.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#m2024-08")
    assert gallery_desk.complaints == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_runs_nothing_and_shows_as_written(desk: Desk, payload: str) -> None:
    named = Named(1, payload, payload, "NN", 53.0, 25.0, "point", "literal", True, 1)
    north = Named(2, payload, payload, "NN", 3.0, 25.0, "country", "literal", True, 1)
    record = StoryRecord(payload, payload, payload, "2024-08-11", payload, (named, north), 1,
                         (("inconsistent", 1),))  # fmt: skip
    hostile = world(attribution=(payload,), names=(payload,) * 10, note=payload)
    folder = save(desk.folder / "hostile", site_of(record, title=payload), hostile)
    for name in PAGES:
        page = desk.open(url(folder, name))
        if name == "all.html":
            page.locator("#rows summary").first.press("Enter")
            page.wait_for_timeout(300)
            frame = page.locator("#map").bounding_box()
            assert frame is not None
            page.mouse.click(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
            expect(page.locator(".leaflet-popup-content strong")).to_be_visible()
        elif name == "index.html":
            page.get_by_label("Search").fill(payload[:20])
            page.wait_for_timeout(200)
        assert page.evaluate("typeof window.hacked") == "undefined"
        text = " ".join(str(page.evaluate("document.body.textContent")).split())
        assert shown(payload) in text
    assert desk.complaints == []
    assert {request.rsplit("/", 1)[0] for request in desk.requests} == {folder.as_uri()}
