"""Places given by distance, in a real browser: drawn, chosen, read."""

from __future__ import annotations

from importlib import resources

import pytest
from playwright.sync_api import expect

from geonews.gazetteer import Gazetteer
from geonews.model import Mention, Place, Report, Status, Zone
from tests.browser.conftest import Desk
from tests.draw.world import report

pytestmark = pytest.mark.browser

SOUTH = Place("30 km south of Kursk", 51.46, 36.19, feature="AREA")
SECTOR = Zone(51.73, 36.19, 23, 40, 19, 150, 210, anchors=((29, 34),))
KURSK = Place("Kursk", 51.73, 36.19, "RU", "Kursk Oblast", geonames_id=538560)
OFF = Place("12 miles off Suva", -18.14, 178.44, feature="AREA")
RING = Zone(-18.14, 178.44, 15, 190, 190, anchors=((27, 31),))
SUVA = Place("Suva", -18.14, 178.44, "FJ", geonames_id=2198148)


def near_kursk(status: Status = "resolved") -> Report:
    found = [
        Mention(14, 28, "30 km south of", "relative", place=SOUTH, confidence=0.8,
                status=status, zone=SECTOR, reason="Reckoned from Kursk."),
        Mention(29, 34, "Kursk", place=KURSK, confidence=0.9, status="resolved"),
    ]  # fmt: skip
    return report("A fire burned 30 km south of Kursk.", found, title="Fires", language="en")


def off_suva() -> Report:
    found = [
        Mention(14, 26, "12 miles off", "relative", place=OFF, status="resolved", zone=RING),
        Mention(27, 31, "Suva", place=SUVA, confidence=0.9, status="resolved"),
    ]
    return report("A fire burned 12 miles off Suva.", found, title="Fires", language="en")


def test_a_zone_is_drawn_chosen_and_read(desk: Desk, gazetteer: Gazetteer) -> None:
    page = desk.open(desk.save(near_kursk(), gazetteer))
    expect(page.locator("#map path.gn-zone")).to_have_count(1)
    expect(page.locator(".gn-label", has_text="30 km south of Kursk")).to_be_visible()
    page.get_by_role("button", name="30 km south of Kursk").click()
    zone = page.locator("#map path.gn-zone.gn-on")
    expect(zone).to_have_count(1)
    zone.click()
    card = page.locator(".leaflet-popup-content")
    expect(card).to_contain_text("About 30 km south of Kursk, give or take 19 km")
    assert desk.complaints == []
    assert len(desk.requests) == 1


def test_a_ring_over_the_antimeridian_is_whole(desk: Desk, gazetteer: Gazetteer) -> None:
    page = desk.open(desk.save(off_suva(), gazetteer))
    page.get_by_role("button", name="12 miles off Suva").click()
    ring = page.locator("#map path.gn-zone.gn-on")
    expect(ring).to_have_count(1)
    box = ring.bounding_box()
    assert box is not None
    assert box["width"] > 150
    assert box["width"] == pytest.approx(box["height"], rel=0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [380, 1200])
@pytest.mark.parametrize("status", ["resolved", "uncertain"])
def test_axe_finds_nothing(
    desk: Desk, gazetteer: Gazetteer, status: Status, width: int, dark: bool
) -> None:
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page = desk.open(desk.save(near_kursk(status), gazetteer), width, dark=dark)
    page.locator("button.go").first.click()
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_the_zones_are_on_the_still_map(desk: Desk, gazetteer: Gazetteer) -> None:
    page = desk.open(desk.save(near_kursk(), gazetteer), script=False)
    expect(page.locator("svg.gn-still path.gn-zone").first).to_be_visible()
