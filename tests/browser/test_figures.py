"""The figures drawn to scale, in a real browser: whole at every width, readable, accessible."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources

import pytest

from geonews.gazetteer import Gazetteer
from geonews.model import Article, Check, CheckKind, Figure, Place, Report, Verdict
from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser

TEXT = (
    "Troops held 984 square kilometers (380 square miles) of Kursk. Fire took 300 hectares of "
    "Russia. A flood covered 1,300 to 2,100 square kilometers of Fiji. The ring has a radius of "
    "16 km. The park spans 500 hectares, or 9,000 acres."
)


def figure(text: str, value: float, unit: str, low: float, high: float, place: Place) -> Figure:
    start = TEXT.index(text)
    return Figure(start, start + len(text), text, "area", value, unit, low, high, place=place)


@pytest.fixture(scope="module")
def story(gazetteer: Gazetteer) -> Report:
    kursk, russia, fiji = (
        next(p for p in gazetteer.lookup(name) if gazetteer.shape(p, "world") is not None)
        for name in ("Kursk Oblast", "Russia", "Fiji")
    )
    at = TEXT.index("16 km")
    figures = (
        figure("984 square kilometers", 984, "km2", 983.5, 985, kursk),
        figure("380 square miles", 380, "mi2", 971, 1010, kursk),
        figure("300 hectares", 300, "ha", 2.5, 4, russia),
        figure("1,300 to 2,100 square kilometers", 1700, "km2", 1250, 2200, fiji),
        Figure(at, at + 5, "16 km", "extent", 16, "km", 15, 17, sense="radius"),
        figure("500 hectares", 500, "ha", 4.5, 6, fiji),
        figure("9,000 acres", 9000, "acre", 34, 41, fiji),
    )
    kinds: tuple[tuple[CheckKind, Verdict, tuple[int, ...]], ...] = (
        ("unit_pair", "consistent", (0, 1)),
        ("part_of_whole", "plausible", (0, 1)),
        ("part_of_whole", "plausible", (2,)),
        ("part_of_whole", "plausible", (3,)),
        ("extent", "cannot be checked", (4,)),
        ("unit_pair", "inconsistent", (5, 6)),
    )
    checks = tuple(
        Check(kind, verdict, used, "stated", "found", "as measured", "It is what it is.",
              ("A source, 2024",), "984 km2 / 29,997 km2 = 3.3%", "an area figure")
        for kind, verdict, used in kinds
    )  # fmt: skip
    article = Article(TEXT, id="story.txt", title="Figures", language="en")
    return Report(article, gazetteer.info, (), figures, checks, "0.1.0")


@pytest.mark.parametrize("width", [320, 380, 768, 1200])
def test_drawings_stay_in_their_cards(
    desk: Desk, story: Report, gazetteer: Gazetteer, width: int
) -> None:
    page = desk.open(desk.save(story, gazetteer), width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("figure.scale svg[role=img]").count() == 5
    out: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('.scale svg *')].filter(e => {
            const card = e.closest('.card').getBoundingClientRect();
            const box = e.getBoundingClientRect();
            return box.right > card.right || box.left < card.left || box.bottom > card.bottom;
        }).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert out == []
    overlaps: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('.scale svg')].flatMap(svg => {
            const boxes = [...svg.querySelectorAll('text')]
                .map(e => [e.textContent, e.getBoundingClientRect()]);
            return boxes.flatMap(([name, a], i) => boxes.slice(i + 1).filter(([_, b]) =>
                a.left < b.right - 1 && b.left < a.right - 1 &&
                a.top < b.bottom - 3 && b.top < a.bottom - 3).map(([other]) => name + "/" + other));
        })"""
    )
    assert overlaps == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(desk: Desk, story: Report, gazetteer: Gazetteer, dark: bool) -> None:
    page = desk.open(desk.save(story, gazetteer), 380, dark=dark)
    page.evaluate("document.querySelectorAll('.card details').forEach(d => d.open = true)")
    page.evaluate(
        resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    )
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []


def test_the_drawing_is_told_to_those_who_cannot_see_it(
    desk: Desk, story: Report, gazetteer: Gazetteer
) -> None:
    page = desk.open(desk.save(story, gazetteer), script=False)
    told = page.get_by_role("img", name="a square of 984 km² with sides of 31.4 km")
    assert told.count() == 1
    assert page.get_by_role("heading", name="Inconsistent").count() == 1
    assert desk.complaints == []


def test_print_keeps_the_drawings(desk: Desk, story: Report, gazetteer: Gazetteer) -> None:
    page = desk.open(desk.save(story, gazetteer), 760)
    page.emulate_media(media="print")
    fills: list[str] = page.evaluate(
        "[...document.querySelectorAll('.sc-stated')].map(e => getComputedStyle(e).fill)"
    )
    assert fills
    assert all(fill not in ("none", "rgb(255, 255, 255)") for fill in fills)
    assert page.evaluate("document.documentElement.scrollWidth") == 760


def test_hostile_names_in_a_drawing_run_nothing(
    desk: Desk, story: Report, gazetteer: Gazetteer
) -> None:
    place = story.figures[0].place
    assert place is not None
    hostile = replace(place, name="</svg><script>window.hacked=1</script>${1}\u202e")
    figures = (replace(story.figures[0], place=hostile), *story.figures[1:])
    page = desk.open(desk.save(replace(story, figures=figures), gazetteer))
    assert page.evaluate("window.hacked") is None
    assert "</svg><script>" in " ".join(page.locator(".scale").all_text_contents())
    assert desk.complaints == []
