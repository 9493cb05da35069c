"""The page of an archive in a real browser: months by keyboard, without script, attacked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from geonews.archive.summarise import summarise
from geonews.gazetteer import Gazetteer
from geonews.model import Place
from tests.archive.made_reports import CALLAO, KENYA, LIMA, NAIROBI, PERU, SEOUL, story
from tests.browser.conftest import Desk
from tests.draw.test_draw import PAYLOADS

pytestmark = pytest.mark.browser

_PLACES = (PERU, LIMA, CALLAO, KENYA, NAIROBI, SEOUL)


def made(folder: Path, gazetteer: Gazetteer) -> Path:
    chance = random.Random(11)  # noqa: S311
    reports = [
        story(f"2024-{chance.randrange(1, 7):02}-10", *chance.sample(_PLACES, 3)) for _ in range(90)
    ]
    reports += [story("2024-03-03", LIMA)] * 40
    hostile = [Place(text, 5.0 + i, 9.0, text[:2], text, "PPL") for i, text in enumerate(PAYLOADS)]
    reports += [story("2024-02-02", *hostile)] * 3
    summarise(reports, folder, gazetteer, title=PAYLOADS[0])
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Path:
    return made(tmp_path_factory.mktemp("archive"), gazetteer)


@pytest.fixture
def archive_desk(chromium: Browser, folder: Path) -> Iterator[Desk]:
    found = Desk(chromium, folder)
    yield found
    found.close()


def address(desk: Desk) -> str:
    return (desk.folder / "index.html").as_uri()


def test_nothing_is_asked_for_and_nothing_runs(archive_desk: Desk) -> None:
    page = archive_desk.open(address(archive_desk))
    page.get_by_role("slider").press("ArrowRight")
    page.wait_for_timeout(200)
    assert set(archive_desk.requests) == {address(archive_desk)}
    assert archive_desk.complaints == []
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("width", [380, 768, 1200])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("steps", [0, 3])
def test_axe_finds_nothing_and_every_screen_fits(
    archive_desk: Desk, width: int, dark: bool, steps: int
) -> None:
    page = archive_desk.open(address(archive_desk), width, dark=dark)
    for _ in range(steps):
        page.get_by_role("slider").press("ArrowRight")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []


def test_a_month_is_shown_by_keyboard_and_the_whole_comes_back(archive_desk: Desk) -> None:
    page = archive_desk.open(address(archive_desk))
    slider, told = page.get_by_role("slider"), page.locator("#told")
    rows = page.locator("#rows tr")
    spot = page.locator(".spots.wide circle[data-p='0']")
    whole = page.locator(".lands").first.inner_html(), page.locator("#rows").inner_html()
    before = spot.get_attribute("r")
    expect(told).to_have_text("Whole time: 133 stories")
    for _ in range(3):
        slider.press("ArrowRight")
    expect(told).to_contain_text("March 2024")
    expect(slider).to_have_attribute("aria-valuetext", told.inner_text())
    expect(rows.first).to_contain_text("Lima")
    expect(page.locator(".key.period")).to_be_visible()
    expect(page.locator(".key.whole")).to_be_hidden()
    slider.press("ArrowRight")
    expect(told).to_contain_text("April 2024")
    assert spot.get_attribute("r") != before
    slider.press("Home")
    expect(told).to_have_text("Whole time: 133 stories")
    assert (page.locator(".lands").first.inner_html(), page.locator("#rows").inner_html()) == whole
    assert spot.get_attribute("r") == before


def test_the_months_play_and_pause(archive_desk: Desk) -> None:
    page = archive_desk.open(address(archive_desk))
    play = page.get_by_role("button", name="Play")
    play.press("Enter")
    expect(page.locator("#told")).to_contain_text("January 2024")
    pause = page.get_by_role("button", name="Pause")
    expect(pause).to_have_attribute("aria-pressed", "true")
    pause.press("Enter")
    expect(play).to_be_visible()


def test_without_script_the_whole_is_there(archive_desk: Desk) -> None:
    page = archive_desk.open(address(archive_desk), script=False)
    expect(page.get_by_role("slider")).to_be_hidden()
    expect(page.locator("#controls")).to_be_hidden()
    expect(page.locator(".atlas")).to_be_visible()
    assert page.locator(".lands path[data-c]").count() >= 3
    expect(page.locator("#rows tr").first).to_contain_text("Lima")
    expect(page.locator("#lands tr").first).to_contain_text("Peru")
    expect(page.get_by_role("link", name="places.csv")).to_be_visible()


def test_the_map_says_what_it_is_to_who_does_not_see_it(archive_desk: Desk) -> None:
    page = archive_desk.open(address(archive_desk))
    expect(page.get_by_role("img", name="World map of countries by stories")).to_be_visible()
    expect(page.get_by_role("table", name="The places")).to_be_visible()
    expect(page.get_by_role("table", name="The countries")).to_be_visible()
