"""What the page of an archive says; how it looks and works is tested in a browser."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from geonews.draw.archive import Archive, CountryCount, Pair, PlaceCount, archive_page
from geonews.draw.archive.palette import tokens
from geonews.gazetteer import Gazetteer
from geonews.model import Place
from tests.draw.test_style import contrast

MONTHS = ("2023-12", "2024-01", "2024-02")
LIMA = PlaceCount(Place("Lima", -12.05, -77.04, "PE", feature="PPLC"), 30, (5, 20, 5))
NAIROBI = PlaceCount(Place("Nairobi", -1.28, 36.82, "KE", feature="PPLC"), 10, (10, 0, 0))
AMAZON = PlaceCount(Place("Amazon", -2.0, -54.0, feature="STM"), 4, (0, 0, 4))
ARCHIVE = Archive(
    title="Our news",
    periods=MONTHS,
    stories=1234,
    dated=1200,
    in_period=(400, 500, 300),
    place_count=567,
    places=(LIMA, NAIROBI, AMAZON),
    countries=(CountryCount("PE", 40, (10, 20, 10)), CountryCount("KE", 12, (12, 0, 0))),
    pairs=(Pair(LIMA, NAIROBI, 3),),
    files=(("places.csv", "every place"),),
    notes=("1 name was not found.",),
    version="1",
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def page(gazetteer: Gazetteer) -> str:
    return archive_page(ARCHIVE, gazetteer)


def test_the_page_says_what_was_counted(page: str) -> None:
    for words in (
        "1,234 stories name 567 places in 2 countries, December 2023 to February 2024.",
        "<title>Peru: 40 stories</title>",
        "<title>France: 0 stories</title>",
        "<title>Lima: 30 stories</title>",
        ">Capital of Peru<",
        ">2.4%<",
        "1 name was not found.",
        'href="places.csv"',
        "A story counts once for each country",
    ):
        assert words in page, words


def test_only_towns_are_circles(page: str) -> None:
    # Once for a wide screen and once for a narrow one.
    assert page.count("<circle data-p=") == 4
    assert "<title>Amazon: 4 stories</title>" not in page
    assert ">River<" in page


def test_one_period_or_none_needs_no_slider_and_no_script(gazetteer: Gazetteer) -> None:
    for periods in ((), ("2024-01",)):
        count = len(periods)
        one = replace(
            ARCHIVE,
            periods=periods,
            in_period=(1234,) * count,
            places=tuple(replace(p, periods=(p.stories,) * count) for p in ARCHIVE.places),
            countries=tuple(replace(c, periods=(c.stories,) * count) for c in ARCHIVE.countries),
        )
        page = archive_page(one, gazetteer)
        assert "<script" not in page
        assert "range" not in page.partition("</style>")[2]
        assert "script-src &#x27;none&#x27;" in page


def test_an_archive_that_names_nothing_has_a_page(gazetteer: Gazetteer) -> None:
    empty = replace(ARCHIVE, places=(), countries=(), pairs=(), place_count=0)
    page = archive_page(empty, gazetteer)
    assert "1,234 stories name 0 places in 0 countries" in page


def test_years_have_a_slider_of_years(gazetteer: Gazetteer) -> None:
    page = archive_page(replace(ARCHIVE, periods=("2022", "2023", "2024")), gazetteer)
    assert ", 2022 to 2024." in page
    assert "Stories by year" in page
    assert "By year" in page


def test_a_full_page_is_light(gazetteer: Gazetteer) -> None:
    months = tuple(f"{2015 + n // 12}-{n % 12 + 1:02}" for n in range(120))
    places = tuple(
        PlaceCount(
            Place(f"Town number {n}", n * 37 % 140 - 60, n * 73 % 360 - 180, "PE"),
            90_000 - 100 * n,
            tuple((n * 7919 + i * 104_729) % 997 for i in range(120)),
        )
        for n in range(400)
    )
    codes = [a + b for a in "ABCDEFGHIJKLMNOP" for b in "ABCDEFGHIJKLMNOP"]
    countries = tuple(
        CountryCount(code, 90_000 - n, tuple((n * 31 + i * 7919) % 9973 for i in range(120)))
        for n, code in enumerate(codes)
    )
    full = replace(ARCHIVE, periods=months, in_period=(8333,) * 120, places=places,
                   countries=countries)  # fmt: skip
    data = archive_page(full, gazetteer).encode()
    assert len(gzip.compress(data)) < 300_000


def test_circles_names_and_classes_can_be_told_apart() -> None:
    for theme in tokens().split("@media"):
        colours = dict(re.findall(r"--([a-z0-9-]+):(#[0-9a-f]{6});", theme))
        ground = colours["globe"]
        assert contrast(colours["label"], colours["label-halo"]) >= 7
        assert contrast(colours["spot"], ground) >= 3
        rising = [contrast(colours[f"c{i}"], ground) for i in range(6)]
        assert rising[1:] == sorted(rising[1:])
        assert all(b / a > 1.2 for a, b in pairwise(rising[1:]))
