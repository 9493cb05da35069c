"""The user's polygons by name, by date, as wholes, and many of them."""

from __future__ import annotations

import pytest
from shapely import box

from geonews.check import area_km2, check
from geonews.check.named import dates_in
from geonews.model import Article, UserArea
from tests.check.hand import WORLD, area, checks, share

ZONE = UserArea("the Grey Zone", box(36, 51, 36.5, 51.5), "zones.geojson")
GREY = UserArea("Grey Zone", box(36, 51, 36.5, 51.5), "zones.geojson")


def dated(day: str, east: float) -> UserArea:
    return UserArea("Front", box(36, 51, east, 52), f"front.geojson ({day})")


# 7,726 km2 a degree: 7,726, 3,863 and 1,931 km2.
FRONT = (
    dated("2024-08-10", 37.0),
    dated("2024-10-01", 36.5),
    dated("2024-12-18", 36.25),
)


def test_the_areas_are_what_the_tests_take_them_for() -> None:
    assert area_km2(GREY.geometry) == pytest.approx(1941.5, abs=1)
    assert [round(area_km2(one.geometry)) for one in FRONT] == [7726, 3863, 1931]


@pytest.mark.parametrize(
    ("text", "stated", "amount", "verdict", "reason"),
    [
        (
            "They cleared a fifth of the Grey Zone, or 390 sq km.",
            "a fifth",
            "390 sq km",
            "consistent",
            "390 km2 is 20.1% of Grey Zone",
        ),
        (
            "They cleared 40% of the Grey Zone (390 sq km).",
            "40%",
            "390 sq km",
            "inconsistent",
            "but the story says 40%",
        ),
        (
            "They cleared a fifth of the Grey Zone.",
            "a fifth",
            None,
            "cannot be checked",
            "a fifth of Grey Zone (about 1,900 km2) is about",
        ),
    ],
)
def test_a_share_of_a_polygon(
    text: str, stated: str, amount: str | None, verdict: str, reason: str
) -> None:
    figures = [share(text, stated)] + ([area(text, amount)] if amount else [])
    found = [c for c in checks(text, *figures, areas=(GREY,)) if c.kind == "share_of_whole"]
    assert [one.verdict for one in found] == [verdict]
    assert reason in found[0].reason
    assert "zones.geojson, geodesic on WGS84: polygon" in found[0].sources[0]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The Grey Zone covers 1,940 sq km.", "consistent"),
        ("The Grey Zone covers 1,100 sq km.", "inconsistent"),
        ("They cleared 1,100 sq km of the Grey Zone.", "plausible"),
        ("They cleared 2,900 sq km of the Grey Zone.", "inconsistent"),
        # Beside the name, and of something else.
        (
            "They left the Grey Zone, and a fire near Oboyan burned 5,100 sq km.",
            "cannot be checked",
        ),
        ("Outside the Grey Zone fires burned 5,100 sq km.", "cannot be checked"),
    ],
)
def test_only_what_is_said_of_a_polygon_is_inconsistent(text: str, verdict: str) -> None:
    phrase = text[text.index(text.split(" sq km")[0].split()[-1]) :].split(" sq km")[0] + " sq km"
    found = checks(text, area(text, phrase), areas=(GREY,))
    assert [one.verdict for one in found if one.kind == "polygon"] == [verdict]


@pytest.mark.parametrize(
    ("text", "published", "verdict", "why"),
    [
        (
            "On Aug. 10 the front held 7,700 sq km.",
            None,
            "consistent",
            "the polygon of 2024-08-10 is used: the date that the sentence names",
        ),
        ("By 1 October 2024 the front held 3,860 sq km.", None, "consistent", "of 2024-10-01"),
        ("The front held 3,860 sq km on 2024-10-01.", None, "consistent", "of 2024-10-01"),
        (
            "The front holds 1,930 sq km.",
            None,
            "consistent",
            "of 2024-12-18 is used: the last of 3, since the sentence names no date",
        ),
        (
            "The front holds 3,860 sq km.",
            "2024-11-02T08:00:00Z",
            "consistent",
            "of 2024-10-01 is used: the last of 3 before the story",
        ),
        # Of another day it is right.
        ("The front holds 7,700 sq km.", None, "depends on definition", "of 2024-12-18"),
        ("The front holds 9,900 sq km.", None, "inconsistent", "of 2024-12-18"),
        ("On Aug. 10 the front held 1,930 sq km.", None, "depends on definition", "2024-08-10"),
    ],
)
def test_polygons_of_several_dates(
    text: str, published: str | None, verdict: str, why: str
) -> None:
    phrase = f"{text.split(' sq km')[0].split()[-1]} sq km"
    article = Article(text, published=published)
    (found,) = check(article, (area(text, phrase),), WORLD, FRONT)
    assert (found.kind, found.verdict) == ("polygon", verdict)
    assert why in found.tolerance
    assert "front.geojson (20" in found.sources[0]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on Dec. 18, 2024", [(2024, 12, 18)]),
        ("on 18 December", [(None, 12, 18)]),
        ("the 2nd of August 2024", [(2024, 8, 2)]),
        ("on March 3rd", [(None, 3, 3)]),
        ("in March 2024", []),
        ("he may 3 times", [(None, 5, 3)]),
        ("at 12 18 marched", []),
    ],
)
def test_dates(text: str, dates: list[tuple[int | None, int, int]]) -> None:
    assert dates_in(text) == dates


def test_ten_thousand_polygons() -> None:
    areas = tuple(
        UserArea(f"Parcel {n}", box(30 + n / 1000, 50, 30.001 + n / 1000, 50.001), "p.geojson")
        for n in range(10_000)
    )
    text = "Parcel 4711 covers 0.008 sq km, and Parcel 99999 is 5 sq km."
    found = checks(text, area(text, "0.008 sq km"), area(text, "5 sq km"), areas=(*areas, ZONE))
    polygons = [one for one in found if one.kind == "polygon"]
    assert all("Parcel 4711'" in one.sources[0] for one in polygons)
    assert [one.verdict for one in polygons] == ["consistent", "cannot be checked"]
